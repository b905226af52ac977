//! Which month or year the user asks for.

use calendar_registry::{
    Calendar, Context, Date, DateError, Fields, FieldsError, Locale, Overflow, Width, YearMonth,
};

use crate::query::{QueryError, no_such_date, parse_year, quoted};

/// A month, or all months of a year.
#[derive(PartialEq, Debug)]
pub(super) enum Request {
    Month(YearMonth),
    Year(i32),
}

impl Request {
    /// Returns the year that is asked for, or the year of the month.
    pub(super) fn year(&self) -> i32 {
        match self {
            Request::Month(month) => month.year(),
            Request::Year(year) => *year,
        }
    }
}

/// Reads the arguments: none, a month, a year, or a month and a year. `today` gives the calendar and
/// the current year.
///
/// # Errors
/// [`QueryError`] for another form, and for a month that does not exist.
pub(super) fn parse(
    arguments: &[String],
    today: &Date,
    locale: Locale,
) -> Result<Request, QueryError> {
    let calendar = today.calendar();
    let (text, year) = match arguments {
        [] => {
            let month = today.year_month();
            let month = month.map_err(|error| no_such_year(calendar, today.year(), error))?;
            return Ok(Request::Month(month));
        }
        [text, year, ..] => (text.trim(), parse_year(year)?),
        [text] if is_year(text) => return Ok(Request::Year(parse_year(text)?)),
        [text] => (text.trim(), today.year()),
    };
    if let [_] = arguments
        && let Some(month) = of_some_year(calendar, text)
    {
        return Ok(Request::Month(month?));
    }
    let month = match number(text) {
        Some(month) => Some(Fields::new().month(month)),
        None => text.parse().ok().map(|code| Fields::new().month_code(code)),
    };
    let month = match month {
        Some(month) => month,
        None => Fields::new().month(by_name(calendar, locale, year, text)?),
    };
    of_year(calendar, year, text, month).map(Request::Month)
}

/// Whether the text is a year: a number of at least three digits.
fn is_year(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of a month. A text of more digits is a number that no month has.
fn number(text: &str) -> Option<u8> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u8::MAX))
}

/// Reads a month with its year: `2026-11`, `5784-M05L`, `reiwa 8-11`. `None` for another form.
fn of_some_year(calendar: &Calendar, text: &str) -> Option<Result<YearMonth, QueryError>> {
    let date = format!("{text}-01");
    let fields = Fields::parse(&date).ok()?;
    Some(month_of(calendar, text, fields))
}

fn of_year(
    calendar: &Calendar,
    year: i32,
    text: &str,
    month: Fields<'_>,
) -> Result<YearMonth, QueryError> {
    month_of(calendar, &format!("{year:04}-{text}"), month.year(year))
}

fn month_of(calendar: &Calendar, text: &str, fields: Fields<'_>) -> Result<YearMonth, QueryError> {
    let month = YearMonth::from_fields(calendar, fields, Overflow::Reject);
    month.map_err(|error: FieldsError| no_such_date(calendar.name(), text, error))
}

/// Returns the ordinal of the month that has this name in this year, in any width and case.
fn by_name(calendar: &Calendar, locale: Locale, year: i32, text: &str) -> Result<u8, QueryError> {
    let folded = |name: &str| name.trim_end_matches('.').to_lowercase();
    let wanted = folded(text);
    for width in [Width::Wide, Width::Abbreviated] {
        for context in [Context::Standalone, Context::Format] {
            let names = calendar.month_names(locale, year, width, context);
            let names = names.map_err(|error| no_such_year(calendar, year, error))?;
            let mut names = (1..).zip(names);
            if let Some((month, _)) = names.find(|(_, name)| folded(name) == wanted) {
                return Ok(month);
            }
        }
    }
    Err(QueryError::InvalidMonth {
        text: quoted(text.as_bytes()),
    })
}

fn no_such_year(calendar: &Calendar, year: i32, error: DateError) -> QueryError {
    QueryError::NoSuchYear {
        calendar: calendar.name().to_owned(),
        year,
        error,
    }
}

#[cfg(test)]
mod tests {
    use calendar_registry::{JulianDay, Registry};

    use super::*;

    /// What a user asks for on 22 November 2026: a year, or the ISO date of the first day.
    fn asked(calendar: &str, locale: &str, arguments: &[&str]) -> Result<String, String> {
        let calendar = Registry::with_builtins().resolve(calendar).unwrap();
        let today = Date::from_julian_day(&calendar, JulianDay::new(2_461_367)).unwrap();
        let arguments: Vec<_> = arguments.iter().map(|text| (*text).to_owned()).collect();
        match parse(&arguments, &today, Locale::new(locale).unwrap()) {
            Ok(Request::Year(year)) => Ok(year.to_string()),
            Ok(Request::Month(month)) => {
                let date = month.first_day().to_string();
                Ok(date.split('[').next().unwrap().to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn months_and_years_are_read_as_cal_reads_them() {
        let asked = |arguments: &[&str]| asked("gregorian", "en", arguments);
        let cases = [
            (&[][..], "2026-11-01"),
            (&["2"], "2026-02-01"),
            (&["02"], "2026-02-01"),
            (&["2027"], "2027"),
            (&["-0044"], "-44"),
            (&["027"], "27"),
            (&["2027-2"], "2027-02-01"),
            (&["2027-02"], "2027-02-01"),
            (&["-0044-03"], "-000043-03-01"),
            (&["2027-M02"], "2027-02-01"),
            (&["2", "2027"], "2027-02-01"),
            (&["M02"], "2026-02-01"),
            (&["February"], "2026-02-01"),
            (&["feb", "27"], "0027-02-01"),
        ];
        for (arguments, expected) in cases {
            assert_eq!(asked(arguments).as_deref(), Ok(expected), "{arguments:?}");
        }
    }

    #[test]
    fn months_of_other_calendars_are_read() {
        let adar = Ok("2027-02-08".to_owned());
        assert_eq!(asked("hebrew", "en", &["5787-M05L"]), adar);
        assert_eq!(asked("hebrew", "en", &["5787-6"]), adar);
        assert_eq!(asked("hebrew", "en", &["adar i"]), adar);
        assert_eq!(asked("hebrew", "he", &["אדר א׳"]), adar);
        let reiwa = asked("japanese", "en", &["reiwa 8-11"]);
        assert_eq!(reiwa.as_deref(), Ok("2026-11-01"));
    }

    #[test]
    fn month_that_does_not_exist_is_an_error() {
        let error = |arguments: &[&str]| asked("gregorian", "en", arguments).unwrap_err();
        let thirteen = "Gregorian has no date 2026-13: month 13 does not exist: \
                        the year has months 1 to 12";
        assert_eq!(error(&["13"]), thirteen);
        assert_eq!(error(&["2026-13"]), thirteen);
        assert!(error(&["Movember"]).starts_with("\"Movember\" is not a month: "));
        assert!(error(&[""]).starts_with("\"\" is not a month: "));
        assert!(error(&["2026-11-22"]).starts_with("\"2026-11-22\" is not a month: "));
        // Two digits are a month, with a sign too.
        assert!(error(&["-44"]).starts_with("\"-44\" is not a month: "));
        assert!(error(&["11", "x"]).starts_with("\"x\" is not a year: "));
        assert!(error(&["11", "0"]).contains("0 does not exist"));
    }
}
