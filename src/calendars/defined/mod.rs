//! Calendars made of data: values with a checked constructor, for calendars whose facts are known
//! at run time only.
//!
//! Each kind is a [`Backend`](crate::Backend) like the built-in calendars, and can be registered,
//! replaced and removed like them. Its constructor checks the data, and fails with a
//! [`DefineError`] that names the wrong item and the bound that holds. [`Metadata`] is what all
//! kinds have in common: names, eras, text.

mod checks;
mod error;
mod fiscal_months;
mod fiscal_weeks;
mod leap_cycle;
mod metadata;
mod year_label;
mod year_shape;

pub use error::{DefineError, DefineProblem};
pub use fiscal_months::FiscalMonths;
pub use fiscal_weeks::{FiscalWeeks, FiscalWeeksBuilder, YearEnd};
pub use leap_cycle::{LeapCycle, LeapCycleBuilder, LeapYears};
pub use metadata::Metadata;
pub use year_label::YearLabel;
