//! `calreg month` and `calreg year`: print calendars of months, like `cal`.

use std::io::{IsTerminal, Write};

use calendar_registry::{
    Calendar, Date, DateSpan, Guard, Locale, Overflow, Pattern, Registry, Unit, WeekRule, Weekday,
    YearMonth,
};

use super::options::{LocaleOption, calendar_name, named, named_or_local};
use super::write_json;
use crate::error::Error;
use crate::query::{QueryError, date_on};
use crate::text::no_text;
use crate::today::Zone;

mod json;
mod line;
mod mark;
mod page;
mod request;
mod sheet;

use mark::Mark;
use request::Request;

/// Arguments of `month`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The month; by default the current one
    ///
    /// 11 or november is a month of the current year. 2026 is a year, whose months are all printed.
    /// 2026-11, 5784-M05L, "reiwa 8-11", and 11 2026 are months of a year. A year has at least three
    /// digits where it stands alone.
    #[arg(value_name = "MONTH", num_args = 0..=2)]
    when: Vec<String>,
    /// Print the months before and after it, too
    #[arg(short = '3', long)]
    three: bool,
    /// Print the whole year
    #[arg(short = 'y', long, conflicts_with = "three")]
    year: bool,
    #[command(flatten)]
    options: Options,
}

/// Arguments of `year`.
#[derive(clap::Args, Debug)]
pub struct YearArguments {
    /// The year; by default the current one
    year: Option<String>,
    #[command(flatten)]
    options: Options,
}

#[derive(clap::Args, Debug)]
struct Options {
    /// The calendar; by default that of the locale
    #[arg(short, long, value_name = "NAME", value_parser = calendar_name())]
    #[arg(hide_possible_values = true)]
    calendar: Option<String>,
    /// A second calendar, whose day is printed beside each day
    #[arg(short, long, value_name = "NAME", value_parser = calendar_name())]
    #[arg(hide_possible_values = true)]
    also: Option<String>,
    /// Begin each line with the number of the week
    #[arg(short, long)]
    week_numbers: bool,
    /// Begin weeks on Monday; by default on the first day in the locale
    #[arg(short, long, conflicts_with = "sunday")]
    monday: bool,
    /// Begin weeks on Sunday
    #[arg(short, long)]
    sunday: bool,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    zone: Zone,
    /// Print one line of JSON
    #[arg(short, long)]
    json: bool,
}

/// Prints a month, three months or a year.
///
/// # Errors
/// If the calendar is unknown, the month does not exist, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let view = View::new(&pin, &arguments.options)?;
    let mut request = request::parse(&arguments.when, &view.today, view.locale)?;
    if arguments.year {
        request = Request::Year(request.year());
    }
    match request {
        Request::Year(year) => view.write_year(year, arguments.options.json, out),
        Request::Month(month) if arguments.three => {
            let neighbour = |months| month.add(DateSpan::of(Unit::Month, months), Overflow::Reject);
            let [before, after] = [-1, 1].map(|months| neighbour(months).ok());
            let months: Vec<_> = before.into_iter().chain([month]).chain(after).collect();
            view.write(&months, None, arguments.options.json, out)
        }
        Request::Month(month) => view.write(&[month], None, arguments.options.json, out),
    }
}

/// Prints a year.
///
/// # Errors
/// If the calendar is unknown, the year does not exist, or the output cannot be written.
pub fn run_year(arguments: &YearArguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let view = View::new(&pin, &arguments.options)?;
    let year = match &arguments.year {
        Some(year) => crate::query::parse_year(year)?,
        None => view.today.year(),
    };
    view.write_year(year, arguments.options.json, out)
}

/// What the pages of one command have in common.
struct View<'p> {
    calendar: &'p Calendar,
    /// The calendar whose days are beside the days.
    also: Option<&'p Calendar>,
    /// Whether another calendar is usual in the locale.
    is_foreign: bool,
    locale: Locale,
    weeks: WeekRule,
    week_numbers: bool,
    today: Date,
    /// Writes the number of a day in the digits of the locale.
    day: Pattern,
}

impl<'p> View<'p> {
    fn new(pin: &'p Guard<'_>, options: &Options) -> Result<Self, Error> {
        let locale = options.locale.locale()?;
        let calendar = named_or_local(pin, "--calendar", options.calendar.as_ref(), locale)?;
        let also = options.also.as_ref();
        let also = also.map(|name| named(pin, "--also", name)).transpose()?;
        Ok(View {
            calendar,
            also,
            is_foreign: calendar.unicode_id() != Some(locale.calendar()),
            locale,
            weeks: weeks(locale, options),
            week_numbers: options.week_numbers,
            today: date_on(calendar, options.zone.today())?,
            day: Pattern::uts35("d").map_err(|error| no_text(calendar, error))?,
        })
    }

    fn write_year(&self, year: i32, json: bool, out: &mut impl Write) -> Result<(), Error> {
        let no_such_year = |error| QueryError::NoSuchYear {
            calendar: self.calendar.name().to_owned(),
            year,
            error,
        };
        let last = self.calendar.months_in_year(year).map_err(no_such_year)?;
        let months = (1..=last).map(|month| YearMonth::new(self.calendar, year, month));
        let months = months
            .collect::<Result<Vec<_>, _>>()
            .map_err(no_such_year)?;
        self.write(&months, Some(year), json, out)
    }

    /// Writes the pages of the months, under the year if they are its months.
    fn write(
        &self,
        months: &[YearMonth],
        year: Option<i32>,
        json: bool,
        out: &mut impl Write,
    ) -> Result<(), Error> {
        if json {
            return write_json(out, &json::MonthsView::new(self, months)?);
        }
        let mark = Mark::choose(std::io::stdout().is_terminal(), |name| {
            std::env::var_os(name)
        });
        let pages = months
            .iter()
            .map(|month| page::Page::new(self, month, year.is_some()));
        let pages = pages.collect::<Result<Vec<_>, _>>()?;
        let heading = self.heading(year.and(months.first()))?;
        Ok(out.write_all(sheet::render(self, heading, &pages, mark).as_bytes())?)
    }

    /// The year of this month, if there is one, and the calendars unless they are obvious.
    fn heading(&self, month: Option<&YearMonth>) -> Result<Option<String>, QueryError> {
        let year = month.map(|month| page::dated(month.first_day(), self.locale, "y"));
        let calendars = match self.also {
            Some(also) => Some(format!("{} / {}", self.calendar.name(), also.name())),
            None => self.is_foreign.then(|| self.calendar.name().to_owned()),
        };
        let parts: Vec<_> = year.transpose()?.into_iter().chain(calendars).collect();
        Ok((!parts.is_empty()).then(|| parts.join("  ")))
    }
}

/// Returns the rule of the locale, with the first day that the user chose.
fn weeks(locale: Locale, options: &Options) -> WeekRule {
    let rule = locale.week_rule();
    let first = match (options.monday, options.sunday) {
        (true, _) => Weekday::Monday,
        (_, true) => Weekday::Sunday,
        _ => return rule,
    };
    // The minimal number of days comes from a rule, so it is valid.
    WeekRule::new(first, rule.minimal_days()).unwrap_or(rule)
}
