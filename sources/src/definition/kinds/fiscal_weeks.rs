//! `fiscal-weeks`.

use std::sync::Arc;

use calendar_registry::calendars::defined::{self, Metadata, YearEnd};
use calendar_registry::{Backend, Weekday};
use serde::{Deserialize, Serialize};

use super::{Build, BuildError, FindBase, YearLabel};

/// A year of 52 or 53 weeks, divided into periods: 4-4-5, 4-5-4, 13 × 4.
///
/// ```
/// use calendar_registry_sources::definition::{FiscalWeeks, YearEndsRule};
///
/// let json = r#"{
///     "periods": [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4],
///     "year_ends": { "weekday": "saturday", "rule": "nearest", "month_end": "gregory:01" }
/// }"#;
/// let retail: FiscalWeeks = serde_json::from_str(json)?;
/// assert_eq!(retail.year_ends.rule, YearEndsRule::Nearest);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FiscalWeeks {
    /// The weeks of each period. Their sum is 52.
    pub periods: Vec<u8>,
    /// The day on which the year ends.
    pub year_ends: YearEnds,
    /// The period, from 1, that has one more week in a year of 53 weeks. Without it, the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_week: Option<u8>,
    /// Which number a year has.
    #[serde(default, skip_serializing_if = "YearLabel::is_default")]
    pub year_label: YearLabel,
    /// Whether years of 53 weeks are restated, so that they compare with the next year.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub restated: bool,
}

/// The day on which a year of weeks ends.
///
/// ```
/// use calendar_registry::Weekday;
/// use calendar_registry_sources::definition::YearEnds;
///
/// let json = r#"{ "weekday": "friday", "rule": "last", "month_end": "gregory:12" }"#;
/// let ends: YearEnds = serde_json::from_str(json)?;
/// assert_eq!(ends.weekday, Weekday::Friday);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearEnds {
    /// The weekday.
    #[serde(with = "weekday")]
    #[cfg_attr(feature = "schema", schemars(with = "weekday::Weekday"))]
    pub weekday: Weekday,
    /// Which of these weekdays it is.
    pub rule: YearEndsRule,
    /// The Gregorian month: `gregory:01`.
    #[serde(with = "month_end")]
    #[cfg_attr(feature = "schema", schemars(with = "month_end::Text"))]
    pub month_end: u8,
}

/// Which weekday at the end of a month is meant.
///
/// ```
/// # use calendar_registry_sources::definition::YearEndsRule;
/// assert_eq!(serde_json::to_string(&YearEndsRule::Last)?, "\"last\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum YearEndsRule {
    /// The last one of the month.
    Last,
    /// The one nearest to the last day of the month.
    Nearest,
}

impl Build for FiscalWeeks {
    fn bases(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    fn build(&self, metadata: Metadata, _: FindBase<'_>) -> Result<Arc<dyn Backend>, BuildError> {
        let YearEnds {
            weekday,
            rule,
            month_end,
        } = self.year_ends;
        let year_end = match rule {
            YearEndsRule::Last => YearEnd::last(weekday, month_end),
            YearEndsRule::Nearest => YearEnd::nearest(weekday, month_end),
        };
        let calendar = defined::FiscalWeeks::builder(metadata, self.periods.clone(), year_end)
            .year_label(self.year_label.into())
            .restated(self.restated);
        let calendar = match self.extra_week {
            Some(period) => calendar.extra_week(period),
            None => calendar,
        };
        Ok(Arc::new(calendar.build()?))
    }
}

/// The names of weekdays in a file.
mod weekday {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    macro_rules! weekdays {
        ($($day:ident)+) => {
            #[derive(Serialize, Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(rename_all = "lowercase")]
            pub(super) enum Weekday {
                $($day,)+
            }

            pub(super) fn serialize<S: Serializer>(
                day: &super::Weekday,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                let day = match day {
                    $(super::Weekday::$day => Weekday::$day,)+
                };
                day.serialize(serializer)
            }

            pub(super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<super::Weekday, D::Error> {
                Ok(match Weekday::deserialize(deserializer)? {
                    $(Weekday::$day => super::Weekday::$day,)+
                })
            }
        };
    }

    weekdays! { Monday Tuesday Wednesday Thursday Friday Saturday Sunday }
}

/// The month of `month_end` in a file: `gregory:01`. Other calendars are not supported yet.
mod month_end {
    use serde::{Deserialize, Deserializer, Serializer};

    #[cfg(feature = "schema")]
    #[derive(schemars::JsonSchema)]
    #[expect(dead_code, reason = "it describes the text in the schema")]
    pub(super) struct Text(#[schemars(regex(pattern = r"^gregory:(0[1-9]|1[0-2])$"))] String);

    pub(super) fn serialize<S: Serializer>(month: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("gregory:{month:02}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        let text = String::deserialize(deserializer)?;
        let month = text
            .strip_prefix("gregory:")
            .filter(|month| month.len() == 2);
        let month = month.and_then(|month| month.parse().ok());
        month
            .filter(|month| (1..=12).contains(month))
            .ok_or_else(|| {
                let expected = "gregory: and the month with two digits: \"gregory:01\"";
                serde::de::Error::custom(format!("{text:?}, expected {expected}"))
            })
    }
}
