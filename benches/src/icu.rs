//! ICU4X: a calendar by its BCP 47 name, and conversions.

use calendar_registry::{JulianDay, YearMonthDay};
use icu_calendar::types::{DateFields, RataDie};
use icu_calendar::{AnyCalendar, AnyCalendarKind, AsCalendar, Date};
use icu_locale_core::extensions::unicode::Value;
use icu_locale_core::preferences::extensions::unicode::keywords::CalendarAlgorithm;

/// Finds the calendar of a BCP 47 name.
#[must_use]
pub fn resolve(name: &[u8]) -> Option<AnyCalendar> {
    let value = Value::try_from_utf8(name).ok()?;
    let algorithm = CalendarAlgorithm::try_from(&value).ok()?;
    let kind = AnyCalendarKind::try_from(algorithm).ok()?;
    Some(AnyCalendar::new(kind))
}

/// Converts a day to its date: the year without eras, the month's ordinal.
pub fn date<A: AsCalendar>(day: JulianDay, calendar: A) -> YearMonthDay {
    let date = Date::from_rata_die(rata_die(day), calendar);
    YearMonthDay::new(
        date.year().extended_year(),
        date.month().ordinal,
        date.day_of_month().0,
    )
}

/// Converts a date to its day.
pub fn julian_day<A: AsCalendar>(date: YearMonthDay, calendar: A) -> Option<JulianDay> {
    let mut fields = DateFields::default();
    fields.extended_year = Some(date.year);
    fields.ordinal_month = Some(date.month);
    fields.day = Some(date.day);
    let date = Date::try_from_fields(fields, Default::default(), calendar).ok()?;
    JulianDay::from_rata_die(date.to_rata_die().to_i64_date())
}

fn rata_die(day: JulianDay) -> RataDie {
    RataDie::new(day.0 - RATA_DIE)
}

/// The Julian Day Number minus the Rata Die of ICU4X and calendrical_calculations.
pub const RATA_DIE: i64 = 1_721_425;
