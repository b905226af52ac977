//! The parts of a date beside year, month and day: eras, month codes; and dates as
//! fields, before a calendar has made a date of them.
#![forbid(unsafe_code)]

mod era;
mod given;
mod month_code;

pub use era::{Era, EraYear};
pub use given::{Fields, FieldsError};
pub use month_code::{MonthCode, ParseMonthCodeError};

pub(crate) use era::{era_of, year_of};
pub(crate) use month_code::{code_of, has_code, ordinal_of, ordinal_or_stand_in};
