//! [`Page`]: the title, the weekdays and the weeks of one month.

use calendar_registry::{
    Context, Date, DateError, JulianDay, Length, Locale, Skeleton, WeekRule, Weekday, Width,
    YearMonth,
};

use super::View;
use super::line::width;
use crate::query::{QueryError, date_on, no_such_date};
use crate::text::{format, no_text};

/// The texts of one month.
pub(super) struct Page {
    /// The month, and the months of the second calendar.
    pub(super) titles: Vec<String>,
    /// The weekdays, from the first day of the week.
    pub(super) weekdays: [String; 7],
    pub(super) weeks: Vec<Week>,
}

/// A week of a page.
#[derive(Default)]
pub(super) struct Week {
    /// The number of the week in the year, if it is printed.
    pub(super) number: String,
    /// The days. Those before and after the month are empty.
    pub(super) days: [Cell; 7],
}

/// A day of a page.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) is_today: bool,
}

impl Page {
    /// Lays out a month. The title has no year if the page is one of a year.
    pub(super) fn new(
        view: &View<'_>,
        month: &YearMonth,
        in_year: bool,
    ) -> Result<Self, QueryError> {
        let days = days(month)?;
        Ok(Page {
            titles: titles(view, &days, in_year)?,
            weekdays: weekdays(view.weeks).map(|weekday| weekday_name(view, weekday)),
            weeks: weeks(view, &days)?,
        })
    }

    /// The number of columns that a day needs.
    pub(super) fn cell_width(&self) -> usize {
        let days = self.weeks.iter().flat_map(|week| &week.days);
        let days = days.map(|day| day.text.as_str());
        let texts = days.chain(self.weekdays.iter().map(String::as_str));
        texts.map(width).max().unwrap_or_default()
    }
}

/// Returns the shortest name that is not ambiguous.
fn weekday_name(view: &View<'_>, weekday: Weekday) -> String {
    view.calendar
        .weekday_name(view.locale, weekday, Width::Short, Context::Standalone)
}

/// Returns the days of a month that exist.
pub(super) fn days(month: &YearMonth) -> Result<Vec<Date>, QueryError> {
    let calendar = month.calendar();
    let first = month.first_day();
    let no_such_month = |error: DateError| {
        let month = first.year_month_day();
        no_such_date(calendar.name(), month, error)
    };
    let last = month.last_day().map_err(no_such_month)?.julian_day();
    let days = first.julian_day().number()..=last.number();
    days.map(|day| date_on(calendar, JulianDay::new(day)))
        .collect()
}

/// Returns the weekdays from the first day of the week.
pub(super) fn weekdays(rule: WeekRule) -> [Weekday; 7] {
    let mut weekdays = Weekday::ALL;
    weekdays.rotate_left(days_after(Weekday::Monday, rule.first()));
    weekdays
}

/// Counts the days from one weekday to the next occurrence of another.
fn days_after(first: Weekday, weekday: Weekday) -> usize {
    let days = i16::from(weekday.number()).saturating_sub(i16::from(first.number()));
    usize::try_from(days.rem_euclid(7)).unwrap_or_default()
}

/// Returns the titles of the days of a month.
fn titles(view: &View<'_>, days: &[Date], in_year: bool) -> Result<Vec<String>, QueryError> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(Vec::new());
    };
    let mut titles = vec![title(view, first, in_year)?];
    if let Some(also) = view.also {
        let [first, last] = [first, last].map(|date| date_on(also, date.julian_day()));
        titles.push(interval(view, &first?, &last?)?);
    }
    Ok(titles)
}

/// Returns the title of a month. Its year stands over the page if the page is one of a year.
pub(super) fn title(view: &View<'_>, first: &Date, in_year: bool) -> Result<String, QueryError> {
    let fields = if in_year { "LLLL" } else { "yMMMM" };
    let mut title = dated(first, view.locale, fields)?;
    if !first.is_authoritative() {
        title.push_str(" (approximate)");
    }
    Ok(title)
}

/// Shows the fields of a date, and its era if a year among them would belong to a later era.
pub(super) fn dated(date: &Date, locale: Locale, fields: &str) -> Result<String, QueryError> {
    let latest = date.calendar().eras().first();
    let era = date.era_year().ok().flatten();
    let is_earlier = match (latest, era) {
        (Some(latest), Some(year)) => latest.code() != year.era,
        _ => false,
    };
    let fields = format!(
        "{}{fields}",
        if is_earlier && fields.contains('y') {
            "G"
        } else {
            ""
        }
    );
    let skeleton: Result<Skeleton, _> = fields.parse();
    let skeleton = skeleton.map_err(|error| no_text(date.calendar(), error))?;
    format(date, locale, skeleton)
}

/// Returns the months of the second calendar.
fn interval(view: &View<'_>, first: &Date, last: &Date) -> Result<String, QueryError> {
    let calendar = first.calendar();
    let formatter = calendar.interval_formatter(view.locale, Skeleton::ym(Length::Long));
    let formatter = formatter.map_err(|error| no_text(calendar, error))?;
    let months = formatter.format(first, last);
    months.map_err(|error| no_text(calendar, error))
}

/// Arranges the days of a month in weeks.
fn weeks(view: &View<'_>, days: &[Date]) -> Result<Vec<Week>, QueryError> {
    let mut weeks: Vec<Week> = Vec::new();
    for date in days {
        let place = days_after(view.weeks.first(), date.weekday());
        if weeks.is_empty() || place == 0 {
            weeks.push(Week {
                number: week_number(view, date),
                ..Week::default()
            });
        }
        let week = weeks.last_mut();
        if let Some(cell) = week.and_then(|week| week.days.get_mut(place)) {
            *cell = cell_of(view, date)?;
        }
    }
    Ok(weeks)
}

/// Returns the number of the week, if it is printed and the calendar has its year.
fn week_number(view: &View<'_>, date: &Date) -> String {
    let week = view.week_numbers.then(|| date.week(view.weeks).ok());
    let number = week.flatten().map(|week| week.week.to_string());
    number.unwrap_or_default()
}

fn cell_of(view: &View<'_>, date: &Date) -> Result<Cell, QueryError> {
    let day = format(date, view.locale, &view.day)?;
    let text = match view.also {
        Some(also) => {
            let other = format(&date_on(also, date.julian_day())?, view.locale, &view.day)?;
            // Aligned at the slash.
            let columns = width(&other)..2;
            let padding: String = columns.map(|_| ' ').collect();
            format!("{day}/{other}{padding}")
        }
        None => day,
    };
    Ok(Cell {
        text,
        is_today: date.julian_day() == view.today.julian_day(),
    })
}
