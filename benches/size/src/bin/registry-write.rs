//! Prints a day's date in the calendar and the locale of the arguments.

use calendar_registry::{JulianDay, Locale, Registry, Style};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap();
    let locale = Locale::new(&arguments.next().unwrap()).unwrap();
    let registry = Registry::with_builtins();
    let calendar = registry.resolve(&name).unwrap();
    let formatter = calendar.formatter(locale, Style::Long).unwrap();
    let text = formatter.format_day(JulianDay::new(2_461_367)).unwrap();
    println!("{text}");
}
