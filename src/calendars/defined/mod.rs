//! Calendars made of data: values with a checked constructor, for calendars whose facts are known
//! at run time only.
//!
//! Each kind is a [`Backend`](crate::Backend) like the built-in calendars, and can be registered,
//! replaced and removed like them. Its constructor checks the data, and fails with a
//! [`DefineError`] that names the wrong item and the bound that holds. [`Metadata`] is what all
//! kinds have in common: names, eras, text.

mod around_present;
mod base;
mod check;
mod cut_over;
mod error;
mod fiscal_months;
mod fiscal_text;
mod fiscal_weeks;
mod leap_cycle;
mod metadata;
mod month_overrides;
mod month_table;
mod with_eras;
mod year_label;
mod year_offset;
mod year_shape;
mod years;

pub use cut_over::CutOver;
pub use error::{DefineError, DefineProblem};
pub use fiscal_months::FiscalMonths;
pub use fiscal_weeks::{FiscalWeeks, FiscalWeeksBuilder, YearEnd};
pub use leap_cycle::{LeapCycle, LeapCycleBuilder, LeapYears};
pub use metadata::Metadata;
pub use month_overrides::{MonthOverrides, MonthStart};
pub use month_table::{MonthTable, TableYear};
pub use with_eras::WithEras;
pub use year_label::YearLabel;
pub use year_offset::YearOffset;
