//! A lock-free registry of calendar systems.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod arithmetic;
mod backend;
pub mod calendars;
mod day;
mod error;
mod properties;
mod sync;

pub use backend::Backend;
pub use day::{JulianDay, Weekday, YearMonthDay};
pub use error::{DateError, ParseDateError};
pub use properties::Properties;
