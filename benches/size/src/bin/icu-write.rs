//! Prints a day's date in the calendar and the locale of an argument, by ICU4X.

use icu_calendar::types::RataDie;
use icu_calendar::{Date, Iso};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_locale_core::Locale;

fn main() {
    let locale = Locale::try_from_str(&std::env::args().nth(1).unwrap()).unwrap();
    let formatter = DateTimeFormatter::try_new(locale.into(), YMD::long()).unwrap();
    let date = Date::from_rata_die(RataDie::new(739_942), Iso);
    println!("{}", formatter.format(&date));
}
