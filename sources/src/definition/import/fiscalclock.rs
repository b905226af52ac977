//! Definitions of the fiscal calendar engine fiscalclock.

use calendar_registry::calendars::{Gregorian, Iso};
use calendar_registry::{Backend, DateError, JulianDay, Weekday, YearMonthDay};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::ImportError;
use crate::definition::{
    Definition, FiscalMonths, FiscalWeeks, Kind, YearEnds, YearEndsRule, YearLabel,
};

/// The years by which the numbering is found, and checked: it must be the same in all.
const NUMBERED: core::ops::Range<i32> = 1900..2300;

/// Reads a definition of fiscalclock, version 1 of its format, under the names that are given.
///
/// - `week_based` years become `fiscal-weeks`, if they end on the last weekday of a month or the one
///   nearest to its last day; equally, if they start on or before, or nearest to, the first day of a
///   month.
/// - `fixed_date` years become `fiscal-months`, if they begin on one of the days 1 to 28.
/// - The numbers of years are those of the default naming scheme, with its offset. Templates, other
///   schemes, quarters and the numbering of weeks are not read.
///
/// # Errors
/// [`ImportError`] for a value of the wrong type, or for what is not supported: other anchors, and
/// numbers that two years would share.
///
/// ```
/// use calendar_registry::{Registry, YearMonthDay};
/// use calendar_registry_sources::definition::import;
///
/// let json = r#"{
///     "spec_version": 1,
///     "year": { "type": "fixed_date", "start": { "month": 10, "day": 1 } },
///     "week": { "starts_on": "sunday", "numbering": "contains_start" },
///     "subdivision": { "type": "calendar_months", "month_start_day": 1, "quarters": [3, 3, 3, 3] },
///     "naming": { "default": "fy", "schemes": { "fy": { "year_number": "end" } } }
/// }"#;
/// let definition = import::fiscalclock(json, ["us federal"])?;
/// let registry = Registry::with_builtins();
/// let gregorian = registry.resolve("gregorian")?.backend().clone();
/// let federal = registry.register(definition.build(&|_| Some(gregorian.clone()))?)?;
/// assert_eq!(federal.date(gregorian.julian_day(YearMonthDay::new(2026, 10, 1))?)?.year, 2027);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fiscalclock(
    json: &str,
    names: impl IntoIterator<Item = impl Into<String>>,
) -> Result<Definition, ImportError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let file: File = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        ImportError::new(path, error.into_inner().to_string())
    })?;
    if file.spec_version != 1 {
        return Err(ImportError::new(
            "spec_version",
            "only version 1 is supported",
        ));
    }
    let kind = file.kind()?;
    let mut definition = Definition::new(names, kind);
    let label = file.label(&definition)?;
    match &mut definition.kind {
        Kind::FiscalWeeks(weeks) => weeks.year_label = label,
        Kind::FiscalMonths(months) => months.year_label = label,
        _ => {}
    }
    Ok(definition)
}

/// The parts of the format that are read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    spec_version: u32,
    #[serde(default, rename = "$schema")]
    _schema: Option<String>,
    year: Year,
    week: Week,
    subdivision: Subdivision,
    naming: Naming,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Year {
    WeekBased { anchor: Anchor },
    FixedDate { start: Start },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Anchor {
    edge: Edge,
    month: u8,
    day: Value,
    rule: Rule,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Edge {
    Start,
    End,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Rule {
    First,
    Last,
    Nearest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    month: u8,
    day: u8,
}

#[derive(Deserialize)]
struct Week {
    starts_on: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Subdivision {
    WeekPattern {
        periods: Vec<u8>,
        #[serde(rename = "quarters")]
        _quarters: Vec<u8>,
        extra_week: ExtraWeek,
    },
    CalendarMonths {
        month_start_day: u8,
        #[serde(rename = "quarters")]
        _quarters: Vec<u8>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraWeek {
    period: u8,
}

#[derive(Deserialize)]
struct Naming {
    default: String,
    schemes: Map<String, Value>,
}

#[derive(Deserialize)]
struct Scheme {
    year_number: YearNumber,
    #[serde(default)]
    offset: i32,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum YearNumber {
    Start,
    End,
    Majority,
}

impl File {
    /// Returns the calendar, whose years have the numbers of those in which they begin.
    fn kind(&self) -> Result<Kind, ImportError> {
        match (&self.year, &self.subdivision) {
            (
                Year::WeekBased { anchor },
                Subdivision::WeekPattern {
                    periods,
                    extra_week,
                    ..
                },
            ) => Ok(Kind::FiscalWeeks(FiscalWeeks {
                periods: periods.clone(),
                year_ends: self.year_ends(anchor)?,
                extra_week: Some(extra_week.period),
                year_label: YearLabel::Begins,
                restated: false,
            })),
            (
                Year::FixedDate { start },
                Subdivision::CalendarMonths {
                    month_start_day, ..
                },
            ) => {
                if *month_start_day != start.day || start.day > 28 {
                    let problem = "the day of year.start, 1 to 28, is supported";
                    return Err(ImportError::new("subdivision.month_start_day", problem));
                }
                Ok(Kind::FiscalMonths(FiscalMonths {
                    base: "gregorian".to_owned(),
                    month: start.month,
                    day: start.day,
                    year_label: YearLabel::Begins,
                }))
            }
            _ => {
                let problem = "this subdivision is not supported in this type of year";
                Err(ImportError::new("subdivision.type", problem))
            }
        }
    }

    fn year_ends(&self, anchor: &Anchor) -> Result<YearEnds, ImportError> {
        let starts_on: Weekday = self.week.starts_on.parse().map_err(|_| {
            let problem = format!("{:?} is not a weekday", self.week.starts_on);
            ImportError::new("week.starts_on", problem)
        })?;
        // A start on or before the first day of a month is an end on or before the last day of the
        // month before it.
        let month_end = match (anchor.edge, &anchor.day) {
            (Edge::End, Value::String(last)) if last == "last" => Some(anchor.month),
            (Edge::Start, Value::Number(day)) if day.as_u64() == Some(1) => match anchor.month {
                1 => Some(12),
                month => month.checked_sub(1),
            },
            _ => None,
        };
        let rule = match anchor.rule {
            Rule::Last => Some(YearEndsRule::Last),
            Rule::Nearest => Some(YearEndsRule::Nearest),
            Rule::First => None,
        };
        let unsupported = |path: &str, problem: &str| ImportError::new(path, problem);
        Ok(YearEnds {
            weekday: before(starts_on),
            rule: rule.ok_or_else(|| {
                unsupported("year.anchor.rule", "`last` and `nearest` are supported")
            })?,
            month_end: month_end
                .filter(|month| (1..=12).contains(month))
                .ok_or_else(|| {
                    let problem = "the last day of a month as the end, and the first day as the start, are supported";
                    unsupported("year.anchor.day", problem)
                })?,
        })
    }

    /// Finds the numbers of years by the rule of the default scheme.
    fn label(&self, definition: &Definition) -> Result<YearLabel, ImportError> {
        let path = format!("naming.schemes.{}", self.naming.default);
        let wrong = |problem: String| ImportError::new(path.clone(), problem);
        let scheme = self.naming.schemes.get(&self.naming.default);
        let scheme = scheme.ok_or_else(|| wrong("there is no such scheme".to_owned()))?;
        let scheme = Scheme::deserialize(scheme).map_err(|error| wrong(error.to_string()))?;
        let calendar = definition.build(&|_| Some(std::sync::Arc::new(Gregorian)));
        let calendar = calendar.map_err(|error| ImportError::new("", error.to_string()))?;
        let mut offset = None;
        for year in NUMBERED {
            let number = number(&*calendar, year, scheme.year_number);
            let number = number.map_err(|error| wrong(error.to_string()))?;
            let difference = number.wrapping_sub(year);
            if *offset.get_or_insert(difference) != difference {
                return Err(wrong(format!("two years near {year} have the same number")));
            }
        }
        let label = offset.and_then(|offset| offset.checked_add(scheme.offset));
        match label {
            Some(0) => Ok(YearLabel::Begins),
            Some(years) => Ok(YearLabel::Offset(years)),
            None => Err(wrong("the offset is too large".to_owned())),
        }
    }
}

fn before(day: Weekday) -> Weekday {
    let number = usize::from(day.number());
    let before = Weekday::ALL.iter().cycle().nth(number.wrapping_add(5));
    before.copied().unwrap_or(day)
}

/// Returns the number of a year: the Gregorian year of its first day, its last day, or most of its days.
fn number(calendar: &dyn Backend, year: i32, rule: YearNumber) -> Result<i32, DateError> {
    let first = |year| calendar.julian_day(YearMonthDay::new(year, 1, 1));
    let (start, end) = (first(year)?, first(year.wrapping_add(1))?);
    let middle = start.number().midpoint(end.number());
    let day = match rule {
        YearNumber::Start => start,
        YearNumber::End => JulianDay::new(end.number().wrapping_sub(1)),
        YearNumber::Majority => JulianDay::new(middle),
    };
    Ok(Iso.date(day)?.year)
}
