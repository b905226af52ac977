//! [`Kind`]: the eight kinds of calendars that a file can state, one per module.

mod cut_over;
mod eras;
mod fiscal_months;
mod fiscal_weeks;
mod leap_cycle;
mod month_overrides;
mod month_table;
mod year_label;
mod year_offset;

use std::sync::Arc;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use serde::Serialize;
use serde_json::{Map, Value};

use super::BuildError;
use super::read::{self, Misfit};

pub use cut_over::CutOver;
pub use eras::Eras;
pub use fiscal_months::FiscalMonths;
pub use fiscal_weeks::{FiscalWeeks, YearEnds, YearEndsRule};
pub use leap_cycle::{Follows, LeapCycle, LeapDays};
pub use month_overrides::MonthOverrides;
pub use month_table::MonthTable;
pub use year_label::YearLabel;
pub use year_offset::YearOffset;

/// Finds a calendar by name.
type FindBase<'f> = &'f dyn Fn(&str) -> Option<Arc<dyn Backend>>;

/// What each kind can do.
trait Build {
    /// Returns the names of the calendars that this one is based on, each with its path.
    fn bases(&self) -> Vec<(&'static str, &str)>;

    fn build(&self, metadata: Metadata, base: FindBase<'_>)
    -> Result<Arc<dyn Backend>, BuildError>;
}

/// Finds a base calendar.
fn find(path: &str, name: &str, base: FindBase<'_>) -> Result<Arc<dyn Backend>, BuildError> {
    base(name).ok_or_else(|| BuildError::UnknownBase {
        path: path.to_owned(),
        name: name.to_owned(),
    })
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $tag:literal => $kind:ident;)+) => {
        /// What a defined calendar computes: the value of `kind`, with the fields of that kind.
        ///
        /// ```
        /// use calendar_registry_sources::definition::{Kind, YearOffset};
        ///
        /// let kind = Kind::YearOffset(YearOffset { base: "gregorian".to_owned(), years: 10_000 });
        /// assert_eq!(kind.tag(), "year-offset");
        /// ```
        #[derive(Clone, PartialEq, Debug, Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[doc = $doc])+ $kind($kind),)+
        }

        impl Kind {
            /// The values of `kind` in a file.
            ///
            /// ```
            /// # use calendar_registry_sources::definition::Kind;
            /// assert!(Kind::TAGS.contains(&"fiscal-weeks"));
            /// ```
            pub const TAGS: &[&str] = &[$($tag),+];

            /// Returns the value of `kind` in a file.
            ///
            /// ```
            /// # use calendar_registry_sources::definition::{Kind, YearOffset};
            /// let offset = YearOffset { base: "iso8601".to_owned(), years: 1 };
            /// assert_eq!(Kind::YearOffset(offset).tag(), "year-offset");
            /// ```
            #[must_use]
            pub const fn tag(&self) -> &'static str {
                match self {
                    $(Kind::$kind(_) => $tag,)+
                }
            }

            pub(super) fn bases(&self) -> Vec<(&'static str, &str)> {
                match self {
                    $(Kind::$kind(kind) => kind.bases(),)+
                }
            }

            pub(super) fn build(
                &self,
                metadata: Metadata,
                base: FindBase<'_>,
            ) -> Result<Arc<dyn Backend>, BuildError> {
                match self {
                    $(Kind::$kind(kind) => kind.build(metadata, base),)+
                }
            }

            /// Returns the schema of each kind's fields, by the value of `kind`.
            #[cfg(feature = "schema")]
            pub(super) fn schemas(
                generator: &mut schemars::SchemaGenerator,
            ) -> Vec<(&'static str, schemars::Schema)> {
                vec![$(($tag, <$kind as schemars::JsonSchema>::json_schema(generator))),+]
            }

            /// Reads the fields of a kind. `None` if there is no such kind.
            pub(super) fn read(tag: &str, fields: Map<String, Value>) -> Option<Result<Self, Misfit>> {
                match tag {
                    $($tag => Some(read::typed(Value::Object(fields)).map(Kind::$kind)),)+
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// Months of given lengths, from a table.
    "month-table" => MonthTable;
    /// A base calendar, and the first days of some of its months.
    "month-overrides" => MonthOverrides;
    /// A base calendar with other eras.
    "eras" => Eras;
    /// A year of 52 or 53 weeks.
    "fiscal-weeks" => FiscalWeeks;
    /// A base calendar whose year begins on another day.
    "fiscal-months" => FiscalMonths;
    /// Two calendars, and the first day of the second.
    "cut-over" => CutOver;
    /// Months of fixed lengths, and leap years in a cycle.
    "leap-cycle" => LeapCycle;
    /// A base calendar with years counted from elsewhere.
    "year-offset" => YearOffset;
}
