//! Prints a day's date in the calendar of an argument.

use calendar_registry::{JulianDay, Registry};

fn main() {
    let name = std::env::args().nth(1).unwrap();
    let registry = Registry::with_builtins();
    let calendar = registry.resolve(&name).unwrap();
    let date = calendar.date(JulianDay::new(2_461_367)).unwrap();
    println!("{} {} {}", date.year, date.month, date.day);
}
