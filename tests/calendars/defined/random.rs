//! Random instances of each kind: what a constructor accepts passes the conformance suite.
//!
//! Most are made of small tables far from the present, for which a check is fast.

use calendar_registry::calendars::defined::{
    CutOver, DefineError, MonthOverrides, MonthStart, MonthTable, TableYear, WithEras, YearOffset,
};
use calendar_registry::calendars::{Chinese, Gregorian, Hebrew, Julian, UmmAlQura};
use calendar_registry::{Backend, Era, IntoBackend, JulianDay, YearMonthDay};
use std::sync::Arc;

use super::{conforms, named};

/// A pseudo-random number generator with a fixed seed: G. Marsaglia, "Xorshift RNGs" (2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as i64 % end
    }

    fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below(last - first + 1)
    }

    fn one_in(&mut self, count: i64) -> bool {
        self.below(count) == 0
    }
}

/// Makes instances until enough were accepted, and checks these.
fn check<B: Backend>(
    seed: u64,
    accepted: usize,
    mut make: impl FnMut(&mut Random) -> Result<B, DefineError>,
) {
    let mut random = Random(seed);
    let (mut found, mut tried) = (0, 0);
    while found < accepted {
        tried += 1;
        assert!(tried < 200 * accepted, "only {found} of {tried} accepted");
        if let Ok(calendar) = make(&mut random) {
            conforms(&calendar);
            found += 1;
        }
    }
}

/// Any months, or those of a lunar, lunisolar or solar year, with few mistakes.
fn year(random: &mut Random, shape: i64) -> TableYear {
    let months = match shape {
        0 => random.between(1, 13),
        1 if random.one_in(3) => 13,
        _ => 12,
    };
    let lengths = (1..=months).map(|month| {
        let length = match shape {
            0 => random.between(1, 40),
            1 | 2 => random.between(29, 30),
            _ if month == 2 => random.between(28, 29),
            _ => 30 + month % 2,
        };
        u8::try_from(length).unwrap()
    });
    let table = TableYear::new(lengths.collect::<Vec<u8>>());
    if (shape == 1 && months == 13) || random.one_in(50) {
        let ordinal = random.between(2, months.max(2));
        return table.leap_month(u8::try_from(ordinal).unwrap());
    }
    table
}

fn years(random: &mut Random) -> Vec<TableYear> {
    let shape = random.below(4);
    let count = random.between(1, 30);
    (0..count).map(|_| year(random, shape)).collect()
}

fn table(random: &mut Random) -> Result<MonthTable, DefineError> {
    let first_year = match random.below(4) {
        0 => random.between(-10, 2),
        1 => i64::from(i32::MAX) - random.below(30),
        _ => random.between(-3_000, 3_000),
    };
    let first_day = JulianDay::new(random.between(-1_000_000, 1_000_000));
    let years = years(random);
    let first_year = i32::try_from(first_year).unwrap();
    let table = MonthTable::new(named("table"), first_year, first_day, years)?;
    Ok(if random.one_in(4) {
        table.leap_months_lead()
    } else {
        table
    })
}

fn any_table(random: &mut Random) -> MonthTable {
    loop {
        if let Ok(table) = table(random) {
            return table;
        }
    }
}

/// Returns the range of days.
fn days(calendar: &dyn Backend) -> (i64, i64) {
    match calendar.date(JulianDay::MIN) {
        Err(calendar_registry::DateError::JulianDay { first, last, .. }) => (first.0, last.0),
        other => panic!("{other:?}"),
    }
}

/// Returns some day of the calendar, within 100 years of one near the present.
fn some_day(random: &mut Random, calendar: &dyn Backend) -> JulianDay {
    let (first, last) = days(calendar);
    let center = 2_461_367_i64.clamp(first, last);
    let (first, last) = (first.max(center - 36_525), last.min(center + 36_525));
    JulianDay::new(random.between(first, last))
}

#[test]
fn accepted_tables_conform() {
    check(1, 300, table);
}

/// Moves days between the months of a year.
fn moved(random: &mut Random, mut lengths: Vec<u8>) -> Vec<u8> {
    for _ in 0..random.between(0, 3) {
        let last = i64::try_from(lengths.len()).unwrap() - 1;
        let (from, to) = (
            random.between(0, last) as usize,
            random.between(0, last) as usize,
        );
        if lengths[from] > 1 {
            lengths[from] -= 1;
            lengths[to] += 1;
        }
    }
    lengths
}

/// A table beside a calendar, with the years of that calendar, except that days moved.
fn beside(random: &mut Random, base: Arc<dyn Backend>) -> Result<MonthTable, DefineError> {
    let first = base.date(some_day(random, &*base)).unwrap().year;
    let mut years = Vec::new();
    for number in (first..=i32::MAX).take(random.between(1, 10) as usize) {
        let Ok(months) = base.months_in_year(number) else {
            continue;
        };
        let lengths = (1..=months).map(|month| base.days_in_month(Some(number), month).unwrap());
        let lengths = lengths.collect();
        let year = TableYear::new(moved(random, lengths));
        years.push(match base.leap_month(number).unwrap() {
            Some(ordinal) => year.leap_month(ordinal),
            None => year,
        });
    }
    let first_day = base.julian_day(YearMonthDay::new(first, 1, 1));
    let first_day = first_day.unwrap_or(JulianDay::new(0));
    MonthTable::with_otherwise(named("beside"), first, first_day, years, base)
}

#[test]
fn accepted_tables_beside_calendars_conform() {
    check(2, 150, |random| {
        let base = any_table(random).into_backend();
        beside(random, base)
    });
    let builtin: [Arc<dyn Backend>; 4] = [
        Gregorian.into_backend(),
        Hebrew.into_backend(),
        Chinese.into_backend(),
        UmmAlQura.into_backend(),
    ];
    for (seed, base) in (3..).zip(builtin) {
        check(seed, 2, |random| beside(random, base.clone()));
    }
}

fn overrides(random: &mut Random, base: Arc<dyn Backend>) -> Result<MonthOverrides, DefineError> {
    let mut starts = Vec::new();
    let date = base.date(some_day(random, &*base)).unwrap();
    for _ in 0..random.between(1, 4) {
        let month = random.between(1, base.properties().months.1.into()) as u8;
        let year = date.year.saturating_add(random.between(0, 2) as i32);
        let first = base.julian_day(YearMonthDay::new(year, month, 1));
        let shift = random.between(-1, 1);
        let day = first.map_or(0, |day| day.0) + shift;
        starts.push(MonthStart::new(year, month, JulianDay::new(day)));
    }
    MonthOverrides::new(named("announced"), base, starts)
}

#[test]
fn accepted_overrides_conform() {
    check(7, 150, |random| {
        let base = any_table(random).into_backend();
        overrides(random, base)
    });
    let builtin: [Arc<dyn Backend>; 3] = [
        Gregorian.into_backend(),
        Hebrew.into_backend(),
        UmmAlQura.into_backend(),
    ];
    for (seed, base) in (8..).zip(builtin) {
        check(seed, 2, |random| overrides(random, base.clone()));
    }
}

#[test]
fn accepted_eras_conform() {
    let codes = ["a", "b", "c", "d", "A", ""];
    check(11, 150, |random| {
        let base = any_table(random);
        let mut eras = Vec::new();
        for _ in 0..random.between(0, 3) {
            let start = base.date(some_day(random, &base)).unwrap();
            let code = codes[random.below(6) as usize];
            let number = random.between(-5, 5) as i32;
            eras.push((start, Era::starting(code, start).from_year(number)));
        }
        if !random.one_in(4) {
            eras.sort_by(|one, other| other.0.cmp(&one.0));
        }
        let mut eras: Vec<Era> = eras.into_iter().map(|(_, era)| era).collect();
        let year = random.between(-5_000, 5_000) as i32;
        if random.one_in(2) {
            eras.push(Era::backward("before", year));
        } else {
            eras.push(Era::unbounded("before", year));
        }
        WithEras::new(named("eras").eras(eras), base)
    });
}

#[test]
fn accepted_offsets_conform() {
    check(12, 150, |random| {
        let base = any_table(random);
        let years = match random.below(3) {
            0 => random.between(-20, 20),
            1 => random.between(i32::MIN.into(), i32::MAX.into()),
            _ => random.between(-10_000, 10_000),
        };
        YearOffset::new(named("offset"), base, years as i32)
    });
}

/// Two or three tables that overlap, with numbers that are close to each other.
fn cut(random: &mut Random) -> Result<CutOver, DefineError> {
    let shape = random.below(4);
    let start = random.between(0, 1_000_000);
    let mut part = |shift: i64| {
        let shape = if random.one_in(8) {
            random.below(4)
        } else {
            shape
        };
        let years: Vec<TableYear> = (0..8).map(|_| year(random, shape)).collect();
        let first_day = JulianDay::new(start + shift + random.between(-12, 4));
        let first_year = 1_000 - i32::from(random.one_in(20));
        MonthTable::new(named("part"), first_year, first_day, years)
    };
    let (first, second, third) = (part(0)?, part(-5)?, part(-9)?);
    let (one, two) = (random.between(100, 1_500), random.between(1_500, 2_800));
    let mut changes = vec![(JulianDay::new(start + one), second.into_backend())];
    if random.one_in(2) {
        changes.push((JulianDay::new(start + two), third.into_backend()));
    }
    CutOver::with_changes(named("cut"), first, changes)
}

#[test]
fn accepted_changes_conform() {
    check(13, 300, cut);
    check(14, 6, |random| {
        let day = JulianDay::new(random.between(2_100_000, 2_500_000));
        CutOver::new(named("a"), Julian, day, Gregorian)
    });
    check(15, 3, |random| {
        let day = JulianDay::new(random.between(2_100_000, 2_500_000));
        CutOver::new(named("a"), Chinese, day, Gregorian)
    });
}
