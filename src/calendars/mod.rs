//! The built-in calendars, one file each: zero-sized types, usable without a registry.
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
//! Calendars with an arithmetic rule are exact for every year of an `i32`; if their years are the
//! years of another calendar plus an offset, up to that number of years are missing at one end. The
//! Chinese and the Korean calendar, which follow the Moon and the Sun, have the years −1,000,000 to
//! 1,000,000. The documentation of each calendar states its rule, names, range and sources. A conversion outside the range returns
//! a [`DateError`](crate::DateError) with the bounds.
//!
//! The folder `engine` contains the arithmetic.

mod buddhist;
mod chinese;
mod coptic;
mod dangi;
mod data;
pub mod defined;
mod engine;
mod ethiopic;
mod ethiopic_amete_alem;
mod gregorian;
mod hebrew;
mod indian;
mod islamic_civil;
mod islamic_tabular;
mod iso;
mod jalali;
mod japanese;
mod julian;
mod milankovic;
mod minguo;
mod persian;
mod system;
mod umm_al_qura;

pub use buddhist::Buddhist;
pub use chinese::Chinese;
pub use coptic::Coptic;
pub use dangi::Dangi;
pub use ethiopic::Ethiopic;
pub use ethiopic_amete_alem::EthiopicAmeteAlem;
pub use gregorian::Gregorian;
pub use hebrew::Hebrew;
pub use indian::Indian;
pub use islamic_civil::IslamicCivil;
pub use islamic_tabular::IslamicTabular;
pub use iso::Iso;
pub use jalali::Jalali;
pub use japanese::Japanese;
pub use julian::Julian;
pub use milankovic::Milankovic;
pub use minguo::Minguo;
pub use persian::Persian;
pub use system::{ParseSystemError, System};
pub use umm_al_qura::UmmAlQura;
