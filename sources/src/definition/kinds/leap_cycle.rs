//! `leap-cycle`.

use std::sync::Arc;

use calendar_registry::calendars::defined::{self, LeapYears, Metadata};
use calendar_registry::{Backend, CalendarKind};
use serde::{Deserialize, Serialize};

use super::super::Day;
use super::{Build, BuildError, FindBase};

/// Months of fixed lengths, some of them longer in leap years, and leap years in a cycle: positions
/// in a number of years, or divisors as in the Gregorian rule.
///
/// ```
/// use calendar_registry_sources::definition::LeapCycle;
///
/// let json = r#"{
///     "epoch": "0622-07-19",
///     "months": [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29],
///     "cycle": 30,
///     "leap_years": [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29],
///     "leap_days": [{ "month": 12, "days": 1 }],
///     "follows": "moon"
/// }"#;
/// let tabular: LeapCycle = serde_json::from_str(json)?;
/// assert_eq!(tabular.leap_years.map(|years| years.len()), Some(11));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeapCycle {
    /// The first day of year 1.
    pub epoch: Day,
    /// The lengths of the months in a common year, in days.
    pub months: Vec<u8>,
    /// The number of years after which leap years repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u16>,
    /// The leap years of a cycle, from 1, in ascending order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leap_years: Option<Vec<u16>>,
    /// In place of a cycle: leap years are divisible by the first number, except those divisible by
    /// the second, and so on: `[4, 100, 400]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leap_divisors: Option<Vec<u16>>,
    /// The months that are longer in leap years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leap_days: Vec<LeapDays>,
    /// Whether there is a year 0.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub year_zero: bool,
    /// What years and months follow.
    #[serde(default, skip_serializing_if = "Follows::is_sun")]
    pub follows: Follows,
}

/// The days that a month has more in a leap year.
///
/// ```
/// use calendar_registry_sources::definition::LeapDays;
///
/// let days: LeapDays = serde_json::from_str(r#"{ "month": 13, "days": 1 }"#)?;
/// assert_eq!(days.month, 13);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeapDays {
    /// The month, from 1.
    pub month: u8,
    /// The number of days.
    pub days: u8,
}

/// What the years and months of a calendar follow.
///
/// ```
/// # use calendar_registry_sources::definition::Follows;
/// assert_eq!(serde_json::from_str::<Follows>("\"moon\"")?, Follows::Moon);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Follows {
    /// Years follow the sun.
    #[default]
    Sun,
    /// Months follow the moon.
    Moon,
    /// Neither.
    Other,
}

impl Follows {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde calls"
    )]
    fn is_sun(&self) -> bool {
        *self == Follows::Sun
    }
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

impl LeapCycle {
    fn rule(&self) -> Result<LeapYears, BuildError> {
        let rule = match (self.cycle, &self.leap_years, &self.leap_divisors) {
            (None, None, None) => LeapYears::never(),
            (Some(cycle), Some(years), None) => LeapYears::in_cycle(cycle, years.clone()),
            (None, None, Some(divisors)) => LeapYears::divisible_by(divisors.clone()),
            (Some(_), None, None) => {
                return Err(BuildError::conflict("cycle", "it needs `leap_years`"));
            }
            (None, Some(_), None) => {
                return Err(BuildError::conflict("leap_years", "they need a `cycle`"));
            }
            (_, _, Some(_)) => {
                let reason = "they take the place of `cycle` and `leap_years`";
                return Err(BuildError::conflict("leap_divisors", reason));
            }
        };
        Ok(rule)
    }

    /// Puts the fields of the file into the path of an error.
    fn field(&self, mut error: BuildError) -> BuildError {
        if let BuildError::Define(define) = &mut error {
            if let Some(rest) = define.path.strip_prefix("leap_years") {
                if self.leap_divisors.is_some() {
                    define.path = format!("leap_divisors{rest}");
                }
            } else if define.path == "kind" {
                define.path = "follows".to_owned();
            }
        }
        error
    }
}

impl Build for LeapCycle {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    fn build(&self, metadata: Metadata, _: FindBase<'_>) -> Result<Arc<dyn Backend>, BuildError> {
        let kind = match self.follows {
            Follows::Sun => CalendarKind::Solar,
            Follows::Moon => CalendarKind::Lunar,
            Follows::Other => CalendarKind::Other,
        };
        let epoch = self.epoch.julian_day();
        let calendar = defined::LeapCycle::builder(metadata, epoch, self.months.clone());
        let mut calendar = calendar
            .leap_years(self.rule()?)
            .year_zero(self.year_zero)
            .kind(kind);
        for LeapDays { month, days } in &self.leap_days {
            calendar = calendar.leap_days(*month, *days);
        }
        let calendar = calendar.build();
        Ok(Arc::new(
            calendar.map_err(|error| self.field(error.into()))?,
        ))
    }
}
