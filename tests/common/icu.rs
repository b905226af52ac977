//! The calendars of ICU4X, to compare with.

use calendar_registry::{JulianDay, YearMonthDay};
use icu_calendar::types::RataDie;
use icu_calendar::{AnyCalendar, AnyCalendarKind, Date, Ref};

pub type IcuDate<'c> = Date<Ref<'c, AnyCalendar>>;

/// The Julian Day of Rata Die 0.
const RATA_DIE: i64 = 1_721_425;

/// By Unicode identifier.
const KINDS: [(&str, AnyCalendarKind); 17] = [
    ("buddhist", AnyCalendarKind::Buddhist),
    ("chinese", AnyCalendarKind::Chinese),
    ("coptic", AnyCalendarKind::Coptic),
    ("dangi", AnyCalendarKind::Dangi),
    ("ethioaa", AnyCalendarKind::EthiopianAmeteAlem),
    ("ethiopic", AnyCalendarKind::Ethiopian),
    ("gregory", AnyCalendarKind::Gregorian),
    ("hebrew", AnyCalendarKind::Hebrew),
    ("indian", AnyCalendarKind::Indian),
    ("islamic-civil", AnyCalendarKind::HijriTabularTypeIIFriday),
    ("islamic-tbla", AnyCalendarKind::HijriTabularTypeIIThursday),
    ("islamic-umalqura", AnyCalendarKind::HijriUmmAlQura),
    ("iso8601", AnyCalendarKind::Iso),
    ("japanese", AnyCalendarKind::Japanese),
    ("julian", AnyCalendarKind::Julian),
    ("persian", AnyCalendarKind::Persian),
    ("roc", AnyCalendarKind::Roc),
];

/// Returns ICU4X's calendar with this identifier, if it has one.
pub fn calendar(unicode_id: &str) -> Option<AnyCalendar> {
    let mut kinds = KINDS.iter();
    let (_, kind) = kinds.find(|(id, _)| *id == unicode_id)?;
    Some(AnyCalendar::new(*kind))
}

pub fn of_day(calendar: &AnyCalendar, day: JulianDay) -> IcuDate<'_> {
    Date::from_rata_die(RataDie::new(day.number() - RATA_DIE), Ref(calendar))
}

pub fn julian_day(date: &IcuDate<'_>) -> JulianDay {
    JulianDay::new(date.to_rata_die().to_i64_date() + RATA_DIE)
}

/// Returns the year with a year 0, the month by its place in the year, and the day.
pub fn year_month_day(date: &IcuDate<'_>) -> YearMonthDay {
    YearMonthDay::new(
        date.year().extended_year(),
        date.month().ordinal,
        date.day_of_month().0,
    )
}
