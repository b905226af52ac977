//! The text of one month, a week on each line.

use std::ffi::OsString;
use std::fmt::Write as _;

use calendar_registry::{Calendar, JulianDay, YearMonthDay};

use crate::query::{QueryError, date_in, no_such_date};

/// How today is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// Reverse video, for terminals.
    Reverse,
    /// Brackets, for pipes and files.
    Brackets,
}

impl Mark {
    /// Chooses reverse video on a terminal, unless `NO_COLOR` is set and not empty or `TERM` is `dumb`.
    pub(super) fn choose(terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = variable("TERM").is_some_and(|value| value == "dumb");
        if terminal && !no_color && !dumb {
            Mark::Reverse
        } else {
            Mark::Brackets
        }
    }
}

/// Renders the month that begins on `first`: a title, the weekdays from Monday, and the weeks.
/// Marks today if it is in the month.
///
/// # Errors
/// [`QueryError::NoSuchDate`] if the calendar has no such date.
pub(super) fn render(
    calendar: &Calendar,
    first: YearMonthDay,
    today: JulianDay,
    mark: Mark,
) -> Result<String, QueryError> {
    let first_day = date_in(calendar, first)?.julian_day();
    let length = calendar.days_in_month(Some(first.year), first.month);
    let length = length.map_err(|error| no_such_date(calendar.name(), first, error))?;
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

/// The calendar's name, the year and the month. Adds the month code if its number differs from the
/// month's ordinal.
fn title(calendar: &Calendar, first: YearMonthDay) -> String {
    let date = first.to_string();
    let month = date.strip_suffix("-01").unwrap_or(&date);
    let title = format!("{} {month}", calendar.name());
    match calendar.month_code(first.year, first.month) {
        Ok(code) if code.is_leap() || code.number() != first.month => format!("{title} ({code})"),
        _ => title,
    }
}

/// The day number of `day` in the month that begins on `first`, or `None` if it is far from it.
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
    use crate::query::resolve;
    use calendar_registry::Registry;

    /// Renders November 2026, which begins on a Sunday.
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
    fn month_without_today_has_no_mark() {
        for mark in [Mark::Brackets, Mark::Reverse] {
            assert_eq!(november(2_461_345, mark), PLAIN);
            assert_eq!(november(2_461_376, mark), PLAIN);
        }
    }

    #[test]
    fn title_shows_the_month_code_if_it_differs_from_the_ordinal() {
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
    fn mark_does_not_move_other_days() {
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
    fn reverse_video_needs_a_colour_terminal() {
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
