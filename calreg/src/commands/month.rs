//! `calreg month`: a month as `cal` prints it.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use calendar_registry::{Calendar, Guard, JulianDay, ParseDateError, Registry, YearMonthDay};

use super::explain;
use crate::cli::Error;
use crate::exchange::{Failure, date_on, day_of, parse_date, resolve};
use crate::today;

/// What `month` can be told.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The month, YEAR-MONTH in the calendar; this month (in UTC) if not given
    ///
    /// The year has at least four digits and may be negative: -0044-03.
    #[arg(value_name = "YEAR-MONTH")]
    month: Option<String>,
    /// The calendar
    #[arg(long, value_name = "NAME", default_value = "gregorian")]
    calendar: String,
}

/// How today is marked in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// By reverse video, which a terminal shows.
    Reverse,
    /// By brackets, which any reader shows.
    Brackets,
}

impl Mark {
    /// Reverse video on a terminal, unless `NO_COLOR` is set and not empty or `TERM` is `dumb`.
    #[must_use]
    pub fn choose(terminal: bool, variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = variable("TERM").is_some_and(|value| value == "dumb");
        if terminal && !no_color && !dumb {
            Mark::Reverse
        } else {
            Mark::Brackets
        }
    }
}

/// Prints the month.
///
/// # Errors
/// If the calendar is unknown, it has no such month, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let registry = Registry::global();
    let mark = Mark::choose(std::io::stdout().is_terminal(), |name| {
        std::env::var_os(name)
    });
    let text = page(&registry.pin(), arguments, mark).map_err(|error| explain(registry, error))?;
    Ok(out.write_all(text.as_bytes())?)
}

fn page(pin: &Guard<'_>, arguments: &Arguments, mark: Mark) -> Result<String, Failure> {
    let calendar = resolve(pin, &arguments.calendar)?;
    let today = today::utc();
    let first = match &arguments.month {
        Some(month) => first_of(month)?,
        None => YearMonthDay {
            day: 1,
            ..date_on(calendar, today)?
        },
    };
    render(calendar, first, today, mark)
}

/// The first day of a month written `YEAR-MONTH`.
fn first_of(month: &str) -> Result<YearMonthDay, Failure> {
    parse_date(&format!("{month}-01")).map_err(|failure| match failure {
        Failure::BadDate(ParseDateError::Form) => Failure::BadMonth,
        other => other,
    })
}

/// The month that begins with this date: a title, the days of the week from Monday on,
/// and the weeks, with today marked where it is among them.
///
/// # Errors
/// [`Failure::NoSuchDate`] if the calendar has no such date.
pub fn render(
    calendar: &Calendar,
    first: YearMonthDay,
    today: JulianDay,
    mark: Mark,
) -> Result<String, Failure> {
    let first_day = day_of(calendar, first)?;
    let length = calendar.days_in_month(Some(first.year), first.month);
    let length = length.map_err(|error| Failure::NoSuchDate {
        calendar: calendar.name().to_owned(),
        date: first,
        error,
    })?;
    let marked = day_of_month(first_day, today);
    let mut page = format!("{:^21}", title(calendar, first))
        .trim_end()
        .to_owned();
    page.push_str("\n Mo Tu We Th Fr Sa Su\n");
    let before = first_day.weekday().number().saturating_sub(1);
    let cells: Vec<Option<u8>> = std::iter::repeat_n(None, usize::from(before))
        .chain((1..=length).map(Some))
        .collect();
    for week in cells.chunks(7) {
        page.push_str(row(week, marked, mark).trim_end());
        page.push('\n');
    }
    Ok(page)
}

/// The calendar's name, the year and the month, and the month's code where it has not the number of
/// its place in the year.
fn title(calendar: &Calendar, first: YearMonthDay) -> String {
    let date = first.to_string();
    let month = date.strip_suffix("-01").unwrap_or(&date);
    let title = format!("{} {month}", calendar.name());
    match calendar.month_code(first.year, first.month) {
        Ok(code) if code.is_leap() || code.number() != first.month => format!("{title} ({code})"),
        _ => title,
    }
}

/// Which day of the month that begins on `first` another day is, if it is near.
fn day_of_month(first: JulianDay, day: JulianDay) -> Option<u8> {
    let days = day.number().checked_sub(first.number())?;
    u8::try_from(days.checked_add(1)?)
        .ok()
        .filter(|day| *day > 0)
}

fn row(week: &[Option<u8>], marked: Option<u8>, mark: Mark) -> String {
    let mut row = String::new();
    let mut gap = ' ';
    for cell in week {
        let is_marked = cell.is_some() && *cell == marked;
        let day = cell.map(|day| day.to_string()).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = match (is_marked, mark) {
            (true, Mark::Reverse) => write!(row, "{gap}\u{1b}[7m{day:>2}\u{1b}[0m"),
            (true, Mark::Brackets) => write!(row, "[{day:>2}"),
            (false, _) => write!(row, "{gap}{day:>2}"),
        };
        gap = if is_marked && mark == Mark::Brackets {
            ']'
        } else {
            ' '
        };
    }
    row.push(gap);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// November 2026 begins on a Sunday.
    fn november(today: i64, mark: Mark) -> String {
        let registry = Registry::with_builtins();
        let pin = registry.pin();
        let gregorian = resolve(&pin, "gregorian").unwrap();
        let first = YearMonthDay::new(2026, 11, 1);
        render(gregorian, first, JulianDay::new(today), mark).unwrap()
    }

    const PLAIN: &str = "  Gregorian 2026-11
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
 23 24 25 26 27 28 29
 30
";

    #[test]
    fn a_month_without_today_has_no_mark() {
        for mark in [Mark::Brackets, Mark::Reverse] {
            assert_eq!(november(2_461_345, mark), PLAIN);
            assert_eq!(november(2_461_376, mark), PLAIN);
        }
    }

    #[test]
    fn a_month_out_of_its_place_is_told_by_its_code() {
        let registry = Registry::with_builtins();
        let pin = registry.pin();
        let hebrew = resolve(&pin, "hebrew").unwrap();
        let shown = |month| {
            let first = YearMonthDay::new(5787, month, 1);
            title(hebrew, first)
        };
        assert_eq!(shown(5), "Hebrew 5787-05");
        assert_eq!(shown(6), "Hebrew 5787-06 (M05L)");
        assert_eq!(shown(7), "Hebrew 5787-07 (M06)");
    }

    #[test]
    fn today_is_marked_without_moving_the_other_days() {
        let sunday = PLAIN.replace(" 22\n", "[22]\n");
        assert_eq!(november(2_461_367, Mark::Brackets), sunday);
        let monday = PLAIN.replace("  9 10", "[ 9]10");
        assert_eq!(november(2_461_354, Mark::Brackets), monday);
        let first = PLAIN.replace("  1\n", "[ 1]\n");
        assert_eq!(november(2_461_346, Mark::Brackets), first);
        let reverse = PLAIN.replace(" 22\n", " \u{1b}[7m22\u{1b}[0m\n");
        assert_eq!(november(2_461_367, Mark::Reverse), reverse);
    }

    #[test]
    fn only_a_terminal_that_wants_colour_gets_reverse_video() {
        let none = |_: &str| None;
        assert_eq!(Mark::choose(true, none), Mark::Reverse);
        assert_eq!(Mark::choose(false, none), Mark::Brackets);
        let set = |wanted: &'static str, value: &'static str| {
            move |name: &str| (name == wanted).then(|| value.into())
        };
        assert_eq!(Mark::choose(true, set("NO_COLOR", "1")), Mark::Brackets);
        assert_eq!(Mark::choose(true, set("NO_COLOR", "")), Mark::Reverse);
        assert_eq!(Mark::choose(true, set("TERM", "dumb")), Mark::Brackets);
    }
}
