//! Calendars made of data: values with a checked constructor, for calendars whose facts are known
//! at run time only.
//!
//! Each kind is a [`Backend`](crate::Backend) like the built-in calendars, and can be registered,
//! replaced and removed like them. Its constructor checks the data, and fails with a
//! [`DefineError`] that names the wrong item and the bound that holds. [`Metadata`] is what all
//! kinds have in common: names, eras, text.
//!
//! | kind | what it says |
//! |---|---|
//! | [`MonthTable`] | the lengths of the months for some years |
//! | [`MonthOverrides`] | the first days of some months of another calendar |
//! | [`WithEras`] | the eras of another calendar |
//! | [`CutOver`] | two or more calendars, and the first day of each but the first |
//! | [`YearOffset`] | the years of another calendar, counted from elsewhere |
//! | [`FiscalWeeks`] | years of 52 or 53 weeks, and the weekday on which a year ends |
//! | [`FiscalMonths`] | the month and the day of another calendar on which years begin |
//! | [`LeapCycle`] | the lengths of months, and a cycle of leap years |
//!
//! A calendar that a constructor accepts passes the conformance suite, if the calendars that it is made
//! of do. The other files: `base.rs` has what kinds need of the calendar that they are made of,
//! `check.rs` the checks of names, eras, years and text, `years.rs` the years of a table, and
//! `year_shape.rs` the months of a year by rule. `around_present.rs` chooses the years of the year table
//! that a calendar by rule asks for, and `year_label.rs` and `fiscal_text.rs` are about fiscal years.

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
