//! The text that a calendar brings: what a registration refuses, and what is shown.

use calendar_registry::{
    Backend, Calendar, CalendarText, ChangeError, Context, Date, DateError, Era, JulianDay, Locale,
    MonthCode, Names, PatternError, Properties, Registry, Style, TextError, Width, YearMonthDay,
    calendars::Julian,
};

use crate::common::{Picture, Random};

/// The Julian calendar with a text and an era.
struct Told {
    name: &'static str,
    text: CalendarText,
    eras: [Era; 1],
}

fn told(text: CalendarText) -> Told {
    Told {
        name: "told",
        text,
        eras: [Era::unbounded("fy", 1)],
    }
}

impl Backend for Told {
    fn names(&self) -> Vec<&str> {
        vec![self.name]
    }

    fn properties(&self) -> Properties {
        Julian.properties()
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Julian.julian_day(date)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Julian.date(day)
    }

    fn is_leap_year(&self, year: i32) -> bool {
        Julian.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        Julian.days_in_month(year, month)
    }

    fn eras(&self) -> &[Era] {
        &self.eras
    }

    fn text(&self) -> CalendarText {
        self.text.clone()
    }
}

const TWELVE: [&str; 12] = [
    "frost", "thaw", "flood", "seed", "bloom", "hay", "corn", "fruit", "wine", "fog", "wind",
    "snow",
];

fn in_english(names: Names) -> CalendarText {
    CalendarText::codes().locale("en", names)
}

/// Asserts that a text is refused, that nothing changed, and that the backend is given back.
#[track_caller]
fn refused(text: CalendarText) -> TextError {
    let registry = Registry::with_builtins();
    let before = Picture::of(&registry);
    let error = registry.register(told(text)).unwrap_err();
    before.assert_unchanged(&registry);
    assert_eq!(error.backend.names(), ["told"]);
    match error.reason {
        ChangeError::Text { error } => error,
        other => panic!("{other}"),
    }
}

#[test]
fn wrong_number_of_months_is_refused() {
    for (count, width) in [
        (1, Width::Wide),
        (11, Width::Abbreviated),
        (13, Width::Narrow),
    ] {
        let names = (1..=count).map(|month| format!("m{month}"));
        let error = refused(in_english(Names::new().months(width, names)));
        let locale = String::from("en");
        assert_eq!(
            error,
            TextError::MonthCount {
                locale,
                count,
                expected: 12
            }
        );
    }
    let beyond = MonthCode::common(13).unwrap();
    let error = refused(in_english(Names::new().in_leap_year(
        beyond,
        Width::Wide,
        "more",
    )));
    assert!(matches!(error, TextError::MonthCount { count: 13, .. }));
}

#[test]
fn unknown_era_is_refused() {
    let error = refused(in_english(Names::new().eras(Width::Wide, [("ce", "AD")])));
    let (locale, code) = (String::from("en"), String::from("ce"));
    assert_eq!(error, TextError::UnknownEra { locale, code });
}

#[test]
fn unreadable_names_are_refused() {
    let long = "x".repeat(65);
    for wrong in ["", "a\nb", &long] {
        let mut months = TWELVE;
        months[4] = wrong;
        let error = refused(in_english(Names::new().months(Width::Wide, months)));
        assert!(matches!(error, TextError::InvalidName { .. }), "{wrong:?}");
        let error = refused(in_english(Names::new().eras(Width::Wide, [("fy", wrong)])));
        assert!(matches!(error, TextError::InvalidName { .. }), "{wrong:?}");
    }
    let error = refused(in_english(
        Names::new().numbered_months(Width::Wide, "Period"),
    ));
    assert!(matches!(error, TextError::InvalidName { .. }));
}

#[test]
fn equal_names_of_two_months_are_refused() {
    let mut months = TWELVE;
    months[11] = months[0];
    for width in [Width::Wide, Width::Abbreviated] {
        let error = refused(in_english(Names::new().months(width, months)));
        let (locale, name) = (String::from("en"), String::from("frost"));
        assert_eq!(error, TextError::SameName { locale, name });
    }
    // Narrow names may be equal, as J is for three months in English.
    let narrow = in_english(Names::new().months(Width::Narrow, months));
    assert!(Registry::new().register(told(narrow)).is_ok());
}

#[test]
fn unreadable_style_is_refused() {
    let error = refused(in_english(Names::new().style(Style::Long, "d MMMM HH")));
    let expected = TextError::Style {
        locale: String::from("en"),
        style: Style::Long,
        error: PatternError::Time { letter: 'H', at: 7 },
    };
    assert_eq!(error, expected);
}

#[test]
fn wrong_tags_and_too_many_locales_are_refused() {
    for tag in ["", "e", "en_US", "en-", "a-b-c", "englishes"] {
        let error = refused(CalendarText::codes().locale(tag, Names::new()));
        assert_eq!(
            error,
            TextError::Locale {
                tag: tag.to_owned()
            }
        );
        let error = refused(CalendarText::codes().otherwise(tag));
        assert_eq!(
            error,
            TextError::Locale {
                tag: tag.to_owned()
            }
        );
    }
    let tag = |number: u8| {
        format!(
            "x{}{}",
            char::from(b'a' + number / 26),
            char::from(b'a' + number % 26)
        )
    };
    let many = |count: u8| {
        (0..count).fold(CalendarText::codes(), |text, number| {
            text.locale(tag(number), Names::new())
        })
    };
    assert_eq!(refused(many(65)), TextError::TooManyLocales { count: 65 });
    assert!(Registry::new().register(told(many(64))).is_ok());
}

#[test]
fn calendar_without_a_registry_works_without_a_wrong_text() {
    let wrong = in_english(Names::new().months(Width::Wide, ["one"]));
    let calendar = Calendar::from(told(wrong));
    let first = MonthCode::common(1).unwrap();
    let name = calendar.month_name(
        Locale::new("en").unwrap(),
        first,
        Width::Wide,
        Context::Format,
    );
    assert_eq!(name, "M01");
}

/// A name of up to four words, of letters of several scripts; now and then one that is refused.
fn random_name(random: &mut Random) -> String {
    const LETTERS: [char; 16] = [
        'a', 'b', 'C', 'é', 'ß', 'ı', 'я', 'ע', 'ש', 'ن', 'ی', 'क', '月', '東', '-', '\'',
    ];
    if random.below(200) == 0 {
        return ["", "a\u{7}b"][random.below(2)].to_owned();
    }
    let word = |random: &mut Random| -> String {
        (0..=random.below(5))
            .map(|_| LETTERS[random.below(LETTERS.len())])
            .collect()
    };
    let words: Vec<String> = (0..=random.below(3)).map(|_| word(random)).collect();
    words.join(" ")
}

#[test]
fn random_texts_are_refused_or_read_back() {
    let patterns = [
        "d MMMM y G",
        "G y, MMM d",
        "MMMM d, y G",
        "y G MMMM (d)",
        "EEEE d. MMM y G",
    ];
    let mut random = Random::new();
    let (mut refused, mut read) = (0, 0);
    for _ in 0..if cfg!(miri) { 3 } else { 2_000 } {
        let mut list = |count: usize| -> Vec<String> {
            (0..count).map(|_| random_name(&mut random)).collect()
        };
        let names = Names::new()
            .months(Width::Wide, list(12))
            .months(Width::Abbreviated, list(12))
            .eras(Width::Abbreviated, [("fy", list(1).remove(0))]);
        let pattern = patterns[random.below(patterns.len())];
        let text = in_english(names.style(Style::Long, pattern));
        let registry = Registry::new();
        let Ok(calendar) = registry.register(told(text)) else {
            refused += 1;
            continue;
        };
        let locale = Locale::new("en").unwrap();
        let formatter = calendar.formatter(locale, Style::Long).unwrap();
        for _ in 0..5 {
            let year = i32::try_from(random.between(1, 9_999)).unwrap();
            let [month, day] = [12, 28].map(|last| u8::try_from(random.between(1, last)).unwrap());
            let date = YearMonthDay::new(year, month, day);
            let date = Date::new(&calendar, date).unwrap();
            let text = formatter.format(&date).unwrap().to_string();
            assert_eq!(formatter.parse(&text), Ok(date), "{text:?} by {pattern:?}");
            read += 1;
        }
    }
    assert!(
        cfg!(miri) || (refused > 50 && read > 5_000),
        "{refused} refused, {read} read"
    );
}

#[cfg(feature = "cldr")]
mod shown {
    use super::*;

    fn month(calendar: &Calendar, tag: &str, width: Width, context: Context) -> String {
        let code = MonthCode::common(9).unwrap();
        calendar.month_name(Locale::new(tag).unwrap(), code, width, context)
    }

    fn wide(calendar: &Calendar, tag: &str) -> String {
        month(calendar, tag, Width::Wide, Context::Format)
    }

    #[test]
    fn names_fall_back_item_by_item() {
        let text = CalendarText::like(calendar_registry::Cldr::Gregorian)
            .locale("de", Names::new().months(Width::Wide, TWELVE))
            .locale("fr", Names::new().eras(Width::Wide, [("fy", "exercice")]));
        let calendar = Calendar::from(told(text));
        // Own names, also in a parent of the locale, and for shorter widths.
        assert_eq!(wide(&calendar, "de"), "wine");
        assert_eq!(wide(&calendar, "de-AT"), "wine");
        assert_eq!(
            month(&calendar, "de", Width::Narrow, Context::Standalone),
            "wine"
        );
        // Those of CLDR in other locales.
        assert_eq!(wide(&calendar, "fr"), "septembre");
        let era = |tag| calendar.era_name(Locale::new(tag).unwrap(), "fy", Width::Wide);
        assert_eq!(era("fr-CA").as_deref(), Some("exercice"));
        assert_eq!(era("de").as_deref(), Some("fy"));
        assert_eq!(
            calendar.era_name(Locale::new("de").unwrap(), "xx", Width::Wide),
            None
        );
        // Weekdays are those of the locale in any calendar.
        let monday = calendar.weekday_name(
            Locale::new("fr").unwrap(),
            calendar_registry::Weekday::Monday,
            Width::Wide,
            Context::Format,
        );
        assert_eq!(monday, "lundi");
    }

    #[test]
    fn names_of_another_script_are_not_taken() {
        let text = CalendarText::codes().locale("sr", Names::new().months(Width::Wide, TWELVE));
        let calendar = Calendar::from(told(text));
        assert_eq!(wide(&calendar, "sr"), "wine");
        assert_eq!(wide(&calendar, "sr-Cyrl-RS"), "wine");
        assert_eq!(wide(&calendar, "sr-Latn"), "M09");
        assert_eq!(wide(&calendar, "sr-ME"), "M09");
    }

    #[test]
    fn otherwise_is_shown_before_codes() {
        let numbered = Names::new().numbered_months(Width::Wide, "Period {0}");
        let text = CalendarText::codes().locale("en", numbered).otherwise("en");
        let calendar = Calendar::from(told(text));
        assert_eq!(wide(&calendar, "en"), "Period 9");
        assert_eq!(wide(&calendar, "ja"), "Period 9");
        assert_eq!(wide(&calendar, "fa"), "Period ۹");
        let codes = Calendar::from(told(CalendarText::codes()));
        assert_eq!(wide(&codes, "ja"), "M09");
    }

    #[test]
    fn language_that_cldr_lacks_can_have_names() {
        let text = CalendarText::like(calendar_registry::Cldr::Gregorian)
            .locale("tlh", Names::new().months(Width::Wide, TWELVE));
        let calendar = Calendar::from(told(text));
        assert_eq!(wide(&calendar, "tlh"), "wine");
        assert_eq!(wide(&calendar, "und"), "M09");
        // Formatters are not confused either, in any order.
        let date = Date::new(&calendar, YearMonthDay::new(2026, 9, 4)).unwrap();
        let long = |tag| {
            date.format_in(Locale::new(tag).unwrap(), Style::Long)
                .unwrap()
        };
        for _ in 0..2 {
            assert!(long("tlh").contains("wine"), "{}", long("tlh"));
            assert!(!long("und").contains("wine"), "{}", long("und"));
            assert!(long("tlh-u-nu-arab").contains("wine"));
        }
    }

    #[test]
    fn replaced_calendar_is_shown_by_its_own_text() {
        let registry = Registry::with_builtins();
        let english = Locale::new("en").unwrap();
        let before = registry.resolve("persian").unwrap();
        let old = before.formatter(english, Style::Long).unwrap();
        let months = Names::new().months(Width::Wide, TWELVE);
        let mut new =
            told(CalendarText::like(calendar_registry::Cldr::Persian).locale("en", months));
        new.name = "persian";
        registry.replace("persian", new).unwrap();
        let day = JulianDay::new(2_461_367);
        let guard = registry.pin();
        let after = guard.resolve("persian").unwrap();
        let text = after
            .formatter(english, Style::Long)
            .unwrap()
            .format_day(day)
            .unwrap()
            .to_string();
        assert!(text.starts_with("wind 9, 2026"), "{text}");
        // What was taken before goes on to show what it did.
        assert_eq!(old.format_day(day).unwrap().to_string(), "Azar 1, 1405 AP");
        assert_eq!(
            before.formatter(english, Style::Long).unwrap().pattern(),
            "MMMM d, y G"
        );
    }

    #[test]
    fn own_style_is_used_in_its_locale() {
        let names = Names::new()
            .numbered_months(Width::Abbreviated, "P{0}")
            .eras(Width::Abbreviated, [("fy", "FY")])
            .style(Style::Medium, "G y MMM, 'day' d");
        let text = in_english(names).otherwise("en");
        let calendar = Calendar::from(told(text));
        let date = Date::new(&calendar, YearMonthDay::new(2026, 9, 4)).unwrap();
        let medium = |tag| {
            date.format_in(Locale::new(tag).unwrap(), Style::Medium)
                .unwrap()
        };
        assert_eq!(medium("en"), "FY 2026 P9, day 4");
        assert_eq!(medium("de"), "FY 2026 P9, day 4");
        let formatter = calendar
            .formatter(Locale::new("en").unwrap(), Style::Medium)
            .unwrap();
        assert_eq!(formatter.parse("FY 2026 P9, day 4").unwrap(), date);
        assert_eq!(formatter.read("fy 2026 p9 day 4").unwrap(), date);
    }

    #[test]
    fn formatters_are_kept_and_freed_with_their_calendar() {
        let registry = Registry::new();
        let calendar = registry.register(told(CalendarText::codes())).unwrap();
        let english = Locale::new("en").unwrap();
        let first = calendar.formatter(english, Style::Long).unwrap();
        let pattern = first.pattern();
        assert!(registry.stats().formatters >= 1);
        assert_eq!(
            calendar.formatter(english, Style::Long).unwrap().pattern(),
            pattern
        );
        assert_eq!(
            calendar
                .clone()
                .formatter(Locale::new("en-US").unwrap(), Style::Long)
                .unwrap()
                .pattern(),
            pattern
        );
    }
}
