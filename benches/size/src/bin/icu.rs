//! Prints a day's date in the calendar of an argument, by ICU4X.

use icu_calendar::types::RataDie;
use icu_calendar::{AnyCalendar, AnyCalendarKind, Date, Ref};
use icu_locale_core::extensions::unicode::Value;
use icu_locale_core::preferences::extensions::unicode::keywords::CalendarAlgorithm;

fn main() {
    let name = std::env::args().nth(1).unwrap();
    let value = Value::try_from_utf8(name.as_bytes()).unwrap();
    let algorithm = CalendarAlgorithm::try_from(&value).unwrap();
    let kind = AnyCalendarKind::try_from(algorithm).unwrap();
    let calendar = AnyCalendar::new(kind);
    let date = Date::from_rata_die(RataDie::new(739_942), Ref(&calendar));
    let (year, month) = (date.year().extended_year(), date.month().ordinal);
    println!("{year} {month} {}", date.day_of_month().0);
}
