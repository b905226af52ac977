//! ICU4X, day by day from 1600 to 2400 (ISO): date, era, month code, and back. For the calendars that take
//! their years from it also once a year as far as they go, where no table answers.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use calendar_registry::{Calendar, DateError, JulianDay, Registry, YearMonthDay};
use icu_calendar::cal::{AnyCalendar, AnyCalendarKind};
use icu_calendar::types::RataDie;
use icu_calendar::{Date, Ref};

/// A Rata Die is this much less than a Julian Day.
const RATA_DIE: i64 = 1_721_425;
/// 1 January 1600 and 31 December 2400.
const FIRST: i64 = 2_305_448;
const LAST: i64 = 2_598_007;

fn their<'a>(calendar: &'a AnyCalendar, day: i64) -> Date<Ref<'a, AnyCalendar>> {
    Date::from_rata_die(RataDie::new(day - RATA_DIE), Ref(calendar))
}

fn date(their: &Date<Ref<'_, AnyCalendar>>) -> YearMonthDay {
    YearMonthDay::new(
        their.year().extended_year(),
        their.month().ordinal,
        their.day_of_month().0,
    )
}

fn compare(ours: &Calendar, theirs: &AnyCalendar, day: i64) {
    let their = their(theirs, day);
    let date = date(&their);
    let number = JulianDay::new(day);
    assert_eq!(ours.date(number), Ok(date), "{day}");
    assert_eq!(ours.julian_day(date), Ok(number), "{date}");
    if date.day != 1 {
        return;
    }
    // What changes with the month only, and the eras of Japan, which have days of their own below.
    let length = ours.days_in_month(date.year, date.month);
    assert_eq!(length, Ok(their.days_in_month()), "{date}");
    let code = ours.month_code(date.year, date.month).unwrap();
    let month = their.month().to_input();
    assert_eq!(
        (code.number(), code.is_leap()),
        (month.number(), month.is_leap()),
        "{date}"
    );
    assert_eq!(
        ours.months_in_year(date.year),
        Ok(their.months_in_year()),
        "{date}"
    );
    assert_eq!(
        ours.days_in_year(date.year),
        Ok(their.days_in_year()),
        "{date}"
    );
    compare_eras(ours, &their);
}

fn compare_eras(ours: &Calendar, their: &Date<Ref<'_, AnyCalendar>>) {
    let date = date(their);
    let our = ours
        .era_year(date)
        .unwrap()
        .map(|year| (year.era.to_owned(), year.year));
    let era = their.year().era();
    let their = era.map(|year| (year.era.to_string(), year.year));
    // ISO 8601 has no eras in Temporal, and ICU4X calls its only one `default`.
    let their = their.filter(|(era, _)| era != "default");
    assert_eq!(our, their, "{date}");
}

fn day_by_day(name: &str, kind: AnyCalendarKind) {
    let ours = Registry::with_builtins().resolve(name).unwrap();
    let theirs = AnyCalendar::new(kind);
    for day in FIRST..=LAST {
        compare(&ours, &theirs, day);
    }
}

/// The first day of each year, and the last of the year before.
fn year_by_year(name: &str, kind: AnyCalendarKind) {
    let ours = Registry::with_builtins().resolve(name).unwrap();
    let theirs = AnyCalendar::new(kind);
    for year in -9998..=9999 {
        let first = ours.julian_day(YearMonthDay::new(year, 1, 1)).unwrap();
        for day in [first.number() - 1, first.number()] {
            compare(&ours, &theirs, day);
        }
        let leap = theirs_leap(&theirs, first.number());
        assert_eq!(ours.is_leap_year(year), leap, "{year}");
    }
    let error = Err(DateError::Year {
        first: -9999,
        last: 9999,
    });
    for year in [i32::MIN, -10_000, 10_000, i32::MAX] {
        assert_eq!(ours.julian_day(YearMonthDay::new(year, 1, 1)), error);
        assert_eq!(ours.months_in_year(year).err(), error.err());
    }
}

fn theirs_leap(theirs: &AnyCalendar, day: i64) -> bool {
    their(theirs, day).is_in_leap_year()
}

macro_rules! icu4x {
    ($($name:ident: $ca:literal, $kind:ident $(, $far:ident)?;)+) => {
        $(mod $name {
            use super::*;

            #[test]
            fn days() {
                day_by_day($ca, AnyCalendarKind::$kind);
            }

            $(#[test]
            fn years() {
                $far($ca, AnyCalendarKind::$kind);
            })?
        })+
    };
}

icu4x! {
    buddhist: "buddhist", Buddhist;
    chinese: "chinese", Chinese, year_by_year;
    coptic: "coptic", Coptic;
    dangi: "dangi", Dangi, year_by_year;
    ethiopic: "ethiopic", Ethiopian;
    ethiopic_amete_alem: "ethioaa", EthiopianAmeteAlem;
    gregorian: "gregory", Gregorian;
    hebrew: "hebrew", Hebrew, year_by_year_hebrew;
    indian: "indian", Indian;
    islamic_civil: "islamic-civil", HijriTabularTypeIIFriday;
    islamic_tabular: "islamic-tbla", HijriTabularTypeIIThursday;
    iso: "iso8601", Iso;
    japanese: "japanese", Japanese;
    julian: "julian", Julian;
    minguo: "roc", Roc;
    persian: "persian", Persian, year_by_year;
    umm_al_qura: "islamic-umalqura", HijriUmmAlQura, year_by_year;
}

/// Its rule is our own, and holds far outside what ICU4X can do.
fn year_by_year_hebrew(name: &str, kind: AnyCalendarKind) {
    let ours = Registry::with_builtins().resolve(name).unwrap();
    let theirs = AnyCalendar::new(kind);
    for year in -9998..=9999 {
        let first = ours.julian_day(YearMonthDay::new(year, 1, 1)).unwrap();
        compare(&ours, &theirs, first.number());
        compare(&ours, &theirs, first.number() - 1);
    }
}

/// Every day of the eras, not only the first of a month.
#[test]
fn japanese_eras() {
    let ours = Registry::with_builtins().resolve("japanese").unwrap();
    let theirs = AnyCalendar::new(AnyCalendarKind::Japanese);
    // From 1860 to 2030.
    for day in 2_400_411..2_462_500 {
        compare_eras(&ours, &their(&theirs, day));
    }
}

/// Two calendars, as the pages say: the one follows the equinox, the other is Qt's rule.
#[test]
fn persian_and_jalali_agree_from_1277_to_1436() {
    let registry = Registry::with_builtins();
    let [persian, jalali] = ["persian", "jalali"].map(|name| registry.resolve(name).unwrap());
    let first = |calendar: &Calendar, year| calendar.julian_day(YearMonthDay::new(year, 1, 1));
    for year in 1277..=1436 {
        assert_eq!(first(&persian, year), first(&jalali, year), "{year}");
    }
    for year in [1276, 1437] {
        assert_ne!(first(&persian, year), first(&jalali, year), "{year}");
    }
}

/// Outside its tables, but with a year 0.
#[test]
fn umm_al_qura_is_the_civil_calendar_before_1300_and_after_1600() {
    let registry = Registry::with_builtins();
    let [umm_al_qura, civil] =
        ["islamic-umalqura", "islamic-civil"].map(|name| registry.resolve(name).unwrap());
    let first = |calendar: &Calendar, year| calendar.julian_day(YearMonthDay::new(year, 1, 1));
    // The tables begin and end a day or two beside it.
    for year in (1..1299).chain(1602..3000) {
        assert_eq!(first(&umm_al_qura, year), first(&civil, year), "{year}");
    }
    assert!((1300..=1600).any(|year| first(&umm_al_qura, year) != first(&civil, year)));
}
