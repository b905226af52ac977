//! The parts of a date beside year, month and day: eras, month codes.
#![forbid(unsafe_code)]

mod era;
mod month_code;

pub use era::{Era, EraYear};
pub use month_code::{MonthCode, ParseMonthCodeError};

pub(crate) use era::{era_of, year_of};
pub(crate) use month_code::{code_of, ordinal_of};
