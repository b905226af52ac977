//! Reads a date in the calendar and the locale of the arguments, and prints it.

use calendar_registry::{Locale, Registry, Style};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap();
    let locale = Locale::new(&arguments.next().unwrap()).unwrap();
    let text = arguments.next().unwrap();
    let registry = Registry::with_builtins();
    let calendar = registry.resolve(&name).unwrap();
    let formatter = calendar.formatter(locale, Style::Long).unwrap();
    let date = formatter.parse(&text).or_else(|_| formatter.read(&text));
    println!("{}", formatter.format(&date.unwrap()).unwrap());
}
