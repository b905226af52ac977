//! Calendars with a cycle of leap years: the conformance suite over examples and random ones, ICU4X,
//! and the recorded answers of other software (`tests/data/defined/`).

use calendar_registry::calendars::Gregorian;
use calendar_registry::calendars::defined::{LeapCycle, LeapCycleBuilder, LeapYears, Metadata};
use calendar_registry::{Backend, BackendExt, CalendarKind, JulianDay, YearMonthDay};

use super::conforms;
use crate::common::Random;
use crate::common::csv::for_each_row;
use crate::common::icu;

const CIVIL: i64 = 1_948_440;
const ASTRONOMICAL: i64 = 1_948_439;

/// The leap years of the tabular Islamic calendars, by the names that Joda-Time gives them.
const PATTERNS: [(&str, [u16; 11]); 4] = [
    ("15", [2, 5, 7, 10, 13, 15, 18, 21, 24, 26, 29]),
    ("16", [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]),
    ("indian", [2, 5, 8, 10, 13, 16, 19, 21, 24, 27, 29]),
    ("habash-al-hasib", [2, 5, 8, 11, 13, 16, 19, 21, 24, 27, 30]),
];

fn cycle(epoch: i64, months: impl Into<Vec<u8>>) -> LeapCycleBuilder {
    LeapCycle::builder(Metadata::new(["cycle"]), JulianDay(epoch), months)
}

fn islamic(epoch: i64, pattern: &str) -> LeapCycle {
    let months = [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29];
    let (_, leap_years) = PATTERNS
        .into_iter()
        .find(|(name, _)| *name == pattern)
        .unwrap();
    cycle(epoch, months)
        .leap_years(LeapYears::in_cycle(30, leap_years))
        .leap_days(12, 1)
        .kind(CalendarKind::Lunar)
        .build()
        .unwrap()
}

/// Thirteen months of 28 days; the Year Day is the 29th day of the last one, and the Leap Day the 29th
/// day of the sixth.
fn international_fixed() -> LeapCycle {
    let mut months = [28; 13];
    months[12] = 29;
    cycle(1_721_426, months)
        .leap_years(LeapYears::divisible_by([4, 100, 400]))
        .leap_days(6, 1)
        .build()
        .unwrap()
}

/// The complementary days are month 13.
fn french(leap_years: LeapYears) -> LeapCycle {
    let mut months = [30; 13];
    months[12] = 5;
    let builder = cycle(2_375_840, months).leap_years(leap_years);
    builder.leap_days(13, 1).build().unwrap()
}

/// Ayyám-i-Há is month 19. Year 1 begins on 21 March 1844, and a year is a leap year if its end is in a
/// Gregorian leap year.
fn bahai() -> LeapCycle {
    let mut months = [19; 20];
    months[18] = 4;
    let is_leap = |year: &u16| Gregorian.is_leap_year(i32::from(*year) + 1844);
    cycle(2_394_647, months)
        .leap_years(LeapYears::in_cycle(
            400,
            (1..=400).filter(is_leap).collect::<Vec<u16>>(),
        ))
        .leap_days(19, 1)
        .build()
        .unwrap()
}

#[test]
fn leap_cycles_pass_the_conformance_suite() {
    for (pattern, _) in PATTERNS {
        conforms(&islamic(CIVIL, pattern));
    }
    conforms(&islamic(ASTRONOMICAL, "16"));
    conforms(&international_fixed());
    conforms(&french(LeapYears::divisible_by([4, 100, 400, 4000])));
    conforms(&french(LeapYears::divisible_by([4, 128])));
    conforms(&french(LeapYears::in_cycle(4, [3])));
    conforms(&bahai());
    // The wandering year of ancient Egypt, without a year 0.
    let mut egyptian = [30; 13];
    egyptian[12] = 5;
    conforms(&cycle(1_448_638, egyptian).year_zero(false).build().unwrap());
    conforms(&cycle(0, [1]).build().unwrap());
    conforms(
        &cycle(0, [255; 99])
            .kind(CalendarKind::Other)
            .build()
            .unwrap(),
    );
}

/// Random data, a part of it wrong: what is accepted passes, and what is refused says why.
#[test]
fn accepted_random_cycles_pass_the_conformance_suite() {
    let mut random = Random(20);
    let (mut accepted, mut refused) = (0, 0);
    while accepted < 15 {
        let count = [3, 14, 101][random.below(3)];
        let longest = [3, 40, 256][random.below(3)];
        let mut small = |bound: usize| u8::try_from(random.below(bound)).unwrap();
        let months: Vec<u8> = (0..small(count)).map(|_| 1.max(small(longest))).collect();
        let leap_days = [(small(14), small(20)), (small(14), small(20))];
        let years = [5, 40, 10_001][random.below(3)];
        let share = 1 + random.below(5);
        let is_leap = |_: &u16| random.below(share) == 0;
        let positions: Vec<u16> = (1..=years).filter(is_leap).collect();
        let mut builder = cycle(random.between(-10_000_000, 10_000_000), months)
            .leap_years(LeapYears::in_cycle(years, positions))
            .year_zero(random.below(2) == 0);
        for (month, days) in leap_days.into_iter().take(1 + random.below(2)) {
            builder = builder.leap_days(month, days);
        }
        match builder.build() {
            Ok(calendar) => {
                accepted += 1;
                conforms(&calendar);
            }
            Err(error) => {
                refused += 1;
                assert!(!error.path.is_empty());
            }
        }
    }
    assert!(refused > 0);
}

#[test]
fn islamic_cycles_agree_with_joda_time() {
    let rows = for_each_row("defined/islamic.csv", ',', |row| {
        let calendar = islamic(CIVIL, row.fields[0]);
        let first = YearMonthDay::new(row.get(1), 1, 1);
        assert_eq!(calendar.julian_day(first).ok(), row.day(2), "{}", row.line);
        assert_eq!(
            calendar.is_leap_year(first.year),
            row.flag(3),
            "{}",
            row.line
        );
    });
    assert!(rows > 1_000, "{rows}");
}

#[test]
fn islamic_cycles_agree_with_icu4x() {
    for (epoch, id) in [(CIVIL, "islamic-civil"), (ASTRONOMICAL, "islamic-tbla")] {
        let (ours, theirs) = (islamic(epoch, "16"), icu::calendar(id).unwrap());
        // From 1600 to 2400.
        for day in 2_305_448..=2_598_007 {
            let day = JulianDay(day);
            let date = icu::year_month_day(&icu::of_day(&theirs, day));
            assert_eq!(ours.date(day), Ok(date), "{day}");
        }
    }
}

/// Returns the number of rows.
fn compare_days(file: &str, calendar: &LeapCycle, day: impl Fn(&str) -> JulianDay) -> usize {
    for_each_row(file, ',', |row| {
        let (day, date) = (day(row.fields[0]), row.date(1).unwrap());
        assert_eq!(calendar.date(day), Ok(date), "{}", row.line);
        assert_eq!(calendar.julian_day(date), Ok(day), "{}", row.line);
    })
}

#[test]
fn international_fixed_dates_agree_with_threeten_extra() {
    let gregorian = |text: &str| Gregorian.julian_day(text.parse().unwrap()).unwrap();
    let rows = compare_days(
        "defined/international_fixed.csv",
        &international_fixed(),
        gregorian,
    );
    assert!(rows > 1_000, "{rows}");
}

#[test]
fn bahai_dates_agree_with_emacs() {
    let julian_day = |text: &str| text.parse().unwrap();
    let rows = compare_days("defined/bahai.csv", &bahai(), julian_day);
    assert!(rows > 2_500, "{rows}");
}

/// In the years 1 to 16 Emacs has the leap years 3, 7, 11 and 15, and later those of Romme's rule.
#[test]
fn french_years_agree_with_emacs() {
    let observed = french(LeapYears::in_cycle(4, [3]));
    let romme = french(LeapYears::divisible_by([4, 100, 400, 4000]));
    let rows = for_each_row("defined/french_republican.csv", ',', |row| {
        let first = YearMonthDay::new(row.get(0), 1, 1);
        let calendar = if first.year <= 16 { &observed } else { &romme };
        assert_eq!(calendar.julian_day(first).ok(), row.day(1), "{}", row.line);
        assert_eq!(
            calendar.is_leap_year(first.year),
            row.flag(2),
            "{}",
            row.line
        );
    });
    assert!(rows > 500, "{rows}");
    assert_eq!(romme.days_in_year(4000), Ok(365));
}
