//! The conversions of other crates.

use calendar_registry::{JulianDay, YearMonthDay};
use calendrical_calculations::rata_die::RataDie;
use calendrical_calculations::{coptic, ethiopian, gregorian, islamic, julian, persian};
use chrono::Datelike;

use super::Way;
use crate::icu::RATA_DIE;

/// Days since the Unix epoch.
#[inline]
fn since_unix(day: JulianDay) -> i64 {
    day.0 - JulianDay::UNIX_EPOCH.0
}

#[inline]
fn from_unix(days: i64) -> JulianDay {
    JulianDay(days + JulianDay::UNIX_EPOCH.0)
}

/// jiff. Converts through a timestamp, because it has no day count.
#[derive(Clone, Copy)]
pub struct Jiff;

impl Way for Jiff {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        let timestamp = jiff::Timestamp::from_second(since_unix(day) * 86_400).ok()?;
        let date = jiff::tz::Offset::UTC.to_datetime(timestamp).date();
        Some(YearMonthDay::new(
            i32::from(date.year()),
            date.month().cast_unsigned(),
            date.day().cast_unsigned(),
        ))
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        let year = i16::try_from(date.year).ok()?;
        let (month, day) = (date.month.cast_signed(), date.day.cast_signed());
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        Some(from_unix(date.duration_since(epoch).as_secs() / 86_400))
    }
}

/// chrono.
#[derive(Clone, Copy)]
pub struct Chrono;

impl Way for Chrono {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        let date = chrono::NaiveDate::from_epoch_days(i32::try_from(since_unix(day)).ok()?)?;
        let (month, day) = (date.month() as u8, date.day() as u8);
        Some(YearMonthDay::new(date.year(), month, day))
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        let (month, day) = (u32::from(date.month), u32::from(date.day));
        let date = chrono::NaiveDate::from_ymd_opt(date.year, month, day)?;
        Some(from_unix(i64::from(date.to_epoch_days())))
    }
}

/// time.
#[derive(Clone, Copy)]
pub struct Time;

impl Way for Time {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        let date = time::Date::from_julian_day(i32::try_from(day.0).ok()?).ok()?;
        let (year, month, day) = date.to_calendar_date();
        Some(YearMonthDay::new(year, u8::from(month), day))
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        let month = time::Month::try_from(date.month).ok()?;
        let date = time::Date::from_calendar_date(date.year, month, date.day).ok()?;
        Some(JulianDay(i64::from(date.to_julian_day())))
    }
}

/// datealgo: functions without validation in release builds.
#[derive(Clone, Copy)]
pub struct Datealgo;

impl Way for Datealgo {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        let (year, month, day) = datealgo::rd_to_date(i32::try_from(since_unix(day)).ok()?);
        Some(YearMonthDay::new(year, month, day))
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        let days = datealgo::date_to_rd((date.year, date.month, date.day));
        Some(from_unix(i64::from(days)))
    }
}

/// `calendrical_calculations`, the functions behind ICU4X, without validation.
macro_rules! calculations {
    ($($(#[$doc:meta])* $name:ident: $date:expr, $julian_day:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub struct $name;

            impl Way for $name {
                #[inline]
                fn date(self, day: JulianDay) -> Option<YearMonthDay> {
                    let (year, month, day) = $date(RataDie::new(day.0 - RATA_DIE))?;
                    Some(YearMonthDay::new(year, month, day))
                }
                #[inline]
                fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
                    let day: RataDie = $julian_day(date.year, date.month, date.day);
                    Some(JulianDay(day.to_i64_date() + RATA_DIE))
                }
            }
        )*
    };
}

calculations! {
    /// Gregorian.
    Gregorian: |day| gregorian::gregorian_from_fixed(day).ok(), gregorian::fixed_from_gregorian;
    /// Julian.
    Julian: |day| julian::julian_from_fixed(day).ok(), julian::fixed_from_julian;
    /// The arithmetic Persian calendar, of 2820 years.
    Arithmetic: |day| persian::arithmetic_persian_from_fixed(day).ok(),
        persian::fixed_from_arithmetic_persian;
    /// The Persian calendar, by the rule of 33 years and its exceptions.
    Persian: |day| persian::fast_persian_from_fixed(day).ok(), persian::fixed_from_fast_persian;
    /// The tabular Islamic calendar, civil epoch.
    Islamic: |day| Some(islamic::tabular_islamic_from_fixed(day, islamic::ISLAMIC_EPOCH_FRIDAY)),
        |year, month, day| islamic::fixed_from_tabular_islamic(
            year, month, day, islamic::ISLAMIC_EPOCH_FRIDAY
        );
    /// Coptic.
    Coptic: |day| coptic::coptic_from_fixed(day).ok(), coptic::fixed_from_coptic;
    /// Ethiopian.
    Ethiopian: |day| ethiopian::ethiopian_from_fixed(day).ok(), ethiopian::fixed_from_ethiopian;
}
