//! [`YearLabel`]: which number a fiscal year has.

use core::fmt;

use calendar_registry::calendars::defined;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Which number a fiscal year has: `"begins"`, `"ends"`, or a number.
///
/// ```
/// use calendar_registry_sources::definition::YearLabel;
///
/// assert_eq!(serde_json::from_str::<YearLabel>("\"begins\"")?, YearLabel::Begins);
/// assert_eq!(serde_json::from_str::<YearLabel>("543")?, YearLabel::Offset(543));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum YearLabel {
    /// The number of the year in which it begins.
    Begins,
    /// The number of the year in which it ends.
    #[default]
    Ends,
    /// The number of the year in which it begins, plus this number.
    Offset(i32),
}

impl YearLabel {
    pub(super) fn is_default(&self) -> bool {
        *self == YearLabel::default()
    }
}

impl From<YearLabel> for defined::YearLabel {
    fn from(label: YearLabel) -> Self {
        match label {
            YearLabel::Begins => defined::YearLabel::Begins,
            YearLabel::Ends => defined::YearLabel::Ends,
            YearLabel::Offset(years) => defined::YearLabel::Offset(years),
        }
    }
}

impl Serialize for YearLabel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            YearLabel::Begins => serializer.serialize_str("begins"),
            YearLabel::Ends => serializer.serialize_str("ends"),
            YearLabel::Offset(years) => serializer.serialize_i32(*years),
        }
    }
}

impl<'de> Deserialize<'de> for YearLabel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Label;

        impl Label {
            fn offset<E: serde::de::Error>(number: impl TryInto<i32>) -> Result<YearLabel, E> {
                let years = number.try_into();
                let years = years.map_err(|_| E::custom("a number of years of 32 bits is needed"));
                Ok(YearLabel::Offset(years?))
            }
        }

        impl Visitor<'_> for Label {
            type Value = YearLabel;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"begins\", \"ends\", or a number of years")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<YearLabel, E> {
                match text {
                    "begins" => Ok(YearLabel::Begins),
                    "ends" => Ok(YearLabel::Ends),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Str(text), &self)),
                }
            }

            fn visit_i64<E: serde::de::Error>(self, years: i64) -> Result<YearLabel, E> {
                Self::offset(years)
            }

            fn visit_u64<E: serde::de::Error>(self, years: u64) -> Result<YearLabel, E> {
                Self::offset(years)
            }
        }

        deserializer.deserialize_any(Label)
    }
}
