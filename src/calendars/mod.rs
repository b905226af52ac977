//! The calendar systems, one file each. All are zero-sized and usable without any registry.
//!
//! ```
//! use calendar_registry::calendars::{Gregorian, IslamicCivil};
//! use calendar_registry::{Backend, YearMonthDay};
//!
//! let day = Gregorian.julian_day(YearMonthDay::new(2026, 11, 22))?;
//! assert_eq!(IslamicCivil.date(day)?, YearMonthDay::new(1448, 6, 11));
//! # Ok::<(), calendar_registry::DateError>(())
//! ```
//!
//! Each conversion is closed arithmetic on integers, exact for every year that an `i32`
//! holds; outside, it is a [`DateError`](crate::DateError). Shared by the files: `years.rs`
//! (years without a 0, checks), `months.rs` (tables), `slice.rs` (many at once), `roman.rs` (January to December), `cycle.rs` (evenly
//! spread leap years).
#![forbid(unsafe_code)]

mod cycle;
mod gregorian;
mod islamic_civil;
mod jalali;
mod julian;
mod milankovic;
mod months;
mod roman;
mod slice;
mod system;
mod years;

pub use gregorian::Gregorian;
pub use islamic_civil::IslamicCivil;
pub use jalali::Jalali;
pub use julian::Julian;
pub use milankovic::Milankovic;
pub use system::System;
