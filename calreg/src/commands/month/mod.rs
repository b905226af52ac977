//! `calreg month`: prints a month, like `cal`.

use std::io::{IsTerminal, Write};

use calendar_registry::{Guard, Registry, YearMonthDay};

use crate::error::Error;
use crate::query::{QueryError, date_on, parse_month, resolve};
use crate::today::Zone;

mod page;

use page::{Mark, render};

/// Arguments of `month`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The month, YEAR-MONTH in the calendar; by default the current month
    ///
    /// The year has at least four digits and may be negative: -0044-03.
    #[arg(value_name = "YEAR-MONTH")]
    month: Option<String>,
    /// The calendar
    #[arg(long, value_name = "NAME", default_value = "gregorian")]
    calendar: String,
    #[command(flatten)]
    zone: Zone,
}

/// Prints the month.
///
/// # Errors
/// If the calendar is unknown, the month does not exist, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let mark = Mark::choose(std::io::stdout().is_terminal(), |name| {
        std::env::var_os(name)
    });
    let text = page(&Registry::global().pin(), arguments, mark)?;
    Ok(out.write_all(text.as_bytes())?)
}

fn page(pin: &Guard<'_>, arguments: &Arguments, mark: Mark) -> Result<String, QueryError> {
    let calendar = resolve(pin, &arguments.calendar)?;
    let today = arguments.zone.today();
    let first = match &arguments.month {
        Some(month) => parse_month(month)?,
        None => YearMonthDay {
            day: 1,
            ..date_on(calendar, today)?.year_month_day()
        },
    };
    render(calendar, first, today, mark)
}
