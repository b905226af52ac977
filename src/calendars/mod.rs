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
//! calendars with the data of `icu_calendar` have the years −9999 to 9999. The documentation of
//! each calendar states its rule, names, range and sources. A conversion outside the range returns
//! a [`DateError`](crate::DateError) with the bounds.
//!
//! The folder `engine` contains the arithmetic.

mod buddhist;
#[cfg(feature = "icu")]
mod chinese;
mod coptic;
#[cfg(feature = "icu")]
mod dangi;
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
#[cfg(feature = "icu")]
mod persian;
mod system;
#[cfg(feature = "icu")]
mod umm_al_qura;

pub use buddhist::Buddhist;
#[cfg(feature = "icu")]
pub use chinese::Chinese;
pub use coptic::Coptic;
#[cfg(feature = "icu")]
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
#[cfg(feature = "icu")]
pub use persian::Persian;
pub use system::{ParseSystemError, System};
#[cfg(feature = "icu")]
pub use umm_al_qura::UmmAlQura;
