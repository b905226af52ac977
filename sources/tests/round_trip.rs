//! Random definitions of all kinds, written and read again.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::collections::BTreeMap;

use calendar_registry::{JulianDay, Weekday, YearMonthDay};
use calendar_registry_sources::definition::*;

/// SplitMix64: the same values in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 0
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }

    fn word(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    /// Numbers of all sizes, the bounds too.
    fn number(&mut self) -> i32 {
        match self.below(8) {
            0 => i32::MIN,
            1 => i32::MAX,
            2 => 0,
            _ => (i32::try_from(self.below(1 << 31)).unwrap() - (1 << 30)) >> self.below(30),
        }
    }

    fn text(&mut self) -> String {
        let alphabet: Vec<char> = "aZ0 -_./:\"'\\\n\t{}[]=#é中\u{1f319}\u{7f}"
            .chars()
            .collect();
        let length = self.below(12);
        let letters = (0..length).map(|_| alphabet[usize::from(self.byte()) % alphabet.len()]);
        letters.collect()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| make(self))
    }

    fn list<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(5)).map(|_| make(self)).collect()
    }

    fn map(&mut self) -> BTreeMap<String, String> {
        self.list(|random| (random.text(), random.text()))
            .into_iter()
            .collect()
    }

    fn day(&mut self) -> Day {
        let day = i64::try_from(self.below(8_000_000)).unwrap() - 3_000_000;
        Day::new(JulianDay::new(day)).unwrap_or_else(|error| panic!("{day}: {error}"))
    }

    fn era(&mut self) -> EraDefinition {
        EraDefinition {
            code: self.text(),
            aliases: self.list(Self::text),
            starts: self.maybe(|random| {
                YearMonthDay::new(random.number(), random.byte() % 100, random.byte() % 100)
            }),
            year_one: self.maybe(Self::number),
            from_year: self.maybe(Self::number),
            backward: self.flag(),
        }
    }

    fn names(&mut self) -> NamesDefinition {
        let months = MonthNames {
            wide: self.maybe(|random| random.list(Self::text)),
            numbered_narrow: self.maybe(Self::text),
            leap: self.map(),
            ..MonthNames::default()
        };
        let mut names = NamesDefinition {
            name: self.maybe(Self::text),
            months,
            eras: self.map(),
            eras_narrow: self.map(),
            ..NamesDefinition::default()
        };
        names.months_alone.abbreviated = self.maybe(|random| random.list(Self::text));
        names.weekdays.short = self.maybe(|random| core::array::from_fn(|_| random.text()));
        names.quarters.narrow = self.maybe(|random| core::array::from_fn(|_| random.text()));
        names.styles.full = self.maybe(Self::text);
        names
    }

    fn translation(&mut self) -> TextDefinition {
        let locales = self.list(|random| (random.text(), random.names()));
        TextDefinition {
            like: self.maybe(Self::text),
            otherwise: self.maybe(Self::text),
            locales: locales.into_iter().collect(),
        }
    }

    fn label(&mut self) -> YearLabel {
        match self.below(3) {
            0 => YearLabel::Begins,
            1 => YearLabel::Ends,
            _ => YearLabel::Offset(self.number()),
        }
    }

    fn weeks(&mut self) -> FiscalWeeks {
        let rules = [YearEndsRule::Last, YearEndsRule::Nearest];
        FiscalWeeks {
            periods: self.list(Self::byte),
            year_ends: YearEnds {
                weekday: Weekday::ALL[usize::from(self.byte() % 7)],
                rule: rules[usize::from(self.flag())],
                month_end: self.byte() % 12 + 1,
            },
            extra_week: self.maybe(Self::byte),
            year_label: self.label(),
            restated: self.flag(),
        }
    }

    fn cycle(&mut self) -> LeapCycle {
        LeapCycle {
            epoch: self.day(),
            months: self.list(Self::byte),
            cycle: self.maybe(Self::word),
            leap_years: self.maybe(|random| random.list(Self::word)),
            leap_divisors: self.maybe(|random| random.list(Self::word)),
            leap_days: self.list(|random| LeapDays {
                month: random.byte(),
                days: random.byte(),
            }),
            year_zero: self.flag(),
            follows: [Follows::Sun, Follows::Moon, Follows::Other][usize::from(self.byte() % 3)],
        }
    }

    fn kind(&mut self, kind: usize) -> Kind {
        match kind {
            0 => Kind::MonthTable(MonthTable {
                first_year: self.number(),
                first_day: self.day(),
                years: self.list(|random| random.list(Self::byte)),
                leap_months: self
                    .list(|random| (random.number(), random.byte()))
                    .into_iter()
                    .collect(),
                leap_months_lead: self.flag(),
                outside: self.maybe(Self::text),
            }),
            1 => Kind::MonthOverrides(MonthOverrides {
                base: self.text(),
                begins: self
                    .list(|random| (random.text(), random.day()))
                    .into_iter()
                    .collect(),
            }),
            2 => Kind::Eras(Eras { base: self.text() }),
            3 => Kind::FiscalWeeks(self.weeks()),
            4 => Kind::FiscalMonths(FiscalMonths {
                base: self.text(),
                month: self.byte(),
                day: self.byte(),
                year_label: self.label(),
            }),
            5 => Kind::CutOver(CutOver {
                before: self.text(),
                after: self.text(),
                first_day: self.day(),
            }),
            6 => Kind::LeapCycle(self.cycle()),
            _ => Kind::YearOffset(YearOffset {
                base: self.text(),
                years: self.number(),
            }),
        }
    }

    fn definition(&mut self, kind: usize) -> Definition {
        let kind = self.kind(kind);
        let mut definition = Definition::new(self.list(Self::text), kind);
        definition.unicode_id = self.maybe(Self::text);
        definition.source = self.maybe(Self::text);
        definition.announced = self.maybe(Self::text);
        definition.authoritative = self.maybe(|random| [random.number(), random.number()]);
        definition.eras = self.maybe(|random| random.list(Self::era));
        definition.text = self.maybe(Self::translation);
        definition
    }
}

#[test]
fn written_definition_is_read_as_itself() {
    let mut random = Random(15);
    let kinds = Kind::TAGS.len();
    for round in 0..400 {
        let set: Vec<Definition> = (0..kinds).map(|kind| random.definition(kind)).collect();
        let tags: Vec<&str> = set.iter().map(|definition| definition.kind.tag()).collect();
        assert_eq!(tags, Kind::TAGS);
        for format in [Format::Toml, Format::Json] {
            let text = format.write(&set).unwrap();
            let read = Document::parse("round trip", &*text, format);
            let read = read.unwrap_or_else(|error| panic!("{round}: {error}\n{text}"));
            assert_eq!(read.definitions(), set, "{round}\n{text}");
        }
        for definition in &set {
            let json = serde_json::to_string(definition).unwrap();
            assert_eq!(*definition, serde_json::from_str(&json).unwrap(), "{json}");
        }
    }
}
