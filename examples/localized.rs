//! A date in several languages and calendars, a tenant's calendar with its own names, and dates
//! that are read back.
//!
//! ```text
//! cargo run --example localized
//! ```

#![allow(clippy::print_stdout, reason = "an example prints its results")]

use calendar_registry::{
    CalendarText, Context, Date, DateSpan, Locale, Names, Overflow, Registry, Renamed, Skeleton,
    Style, Width, calendars::Iso,
};

/// What a tenant calls the months of its calendar. Languages without own names show those
/// in English.
fn periods() -> CalendarText {
    let english = Names::new()
        .calendar_name("Fiscal year")
        .numbered_months(Width::Wide, "Period {0}")
        .numbered_months(Width::Abbreviated, "P{0}")
        .style(Style::Long, "MMMM 'of' y, 'day' d");
    let german = Names::new()
        .calendar_name("Geschäftsjahr")
        .numbered_months(Width::Wide, "Periode {0}")
        .style(Style::Long, "MMMM y, d. 'Tag'");
    CalendarText::codes()
        .locale("en", english)
        .locale("de", german)
        .otherwise("en")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let registry = Registry::with_builtins();
    // To keep the example short, the tenant's calendar is ISO 8601 under another name.
    registry.register(Renamed::new(Iso, ["acme"]).with_text(periods()))?;
    let guard = registry.pin();
    let date = Date::parse("2026-11-25", &guard)?;

    // The locale says which calendar, digits and order of fields people use.
    for tag in [
        "en-US",
        "en-GB",
        "de",
        "fa",
        "th",
        "ja-u-ca-japanese",
        "he-u-ca-hebrew",
        "zh-u-ca-chinese",
        "ar-EG-u-ca-islamic-civil",
        "am-u-ca-ethiopic",
        "en-u-ca-acme",
        "de-AT-u-ca-acme",
    ] {
        let locale = Locale::new(tag)?;
        let calendar = guard.calendar_for(&locale)?;
        let text = calendar
            .formatter(locale, Style::Long)?
            .format(&date)?
            .to_string();
        let name = calendar.display_name(locale);
        println!(
            "{tag:24} {text}  ({})",
            name.as_deref().unwrap_or(calendar.name())
        );
    }

    // Names without a date, for a list of months. 5787 is a leap year: it has two months of Adar.
    let hebrew = guard.resolve("hebrew")?;
    let english = Locale::new("en")?;
    let months = hebrew.month_names(english, 5787, Width::Wide, Context::Standalone)?;
    println!("{}", months.join(", "));

    // Two dates as one text. `date` itself is in the calendar of ISO 8601, which has patterns of its
    // own in CLDR, so the formatters are of the Gregorian calendar.
    let gregorian = guard.resolve("gregorian")?;
    let end = date.add(DateSpan::new().days(3), Overflow::Constrain)?;
    let fields = "yMMMd".parse::<Skeleton>()?;
    for tag in ["en", "de", "ja"] {
        let formatter = gregorian.interval_formatter(Locale::new(tag)?, fields)?;
        println!("{}", formatter.format(&date, &end)?);
    }

    // As people write dates, and what they get wrong.
    let formatter = gregorian.formatter(Locale::new("de")?, Style::Long)?;
    for text in [
        "25 NOV 2026",
        "25.11.26",
        "2026-11-25",
        "31. November 2026",
        "25. Movember 2026",
    ] {
        match formatter.read(text) {
            Ok(date) => println!("{text} is {date}"),
            Err(error) => println!("{text}: {error}"),
        }
    }
    Ok(())
}
