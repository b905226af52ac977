//! A lock-free registry of calendar systems.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod arithmetic;
mod backend;
pub mod calendars;
mod day;
mod error;
mod name;
mod properties;
mod registry;
mod sync;

pub use backend::{Backend, IntoBackend};
pub use calendars::System;
pub use day::{JulianDay, Weekday, YearMonthDay};
pub use error::{DateError, NameError, ParseDateError, ResolveError};
pub use name::Name;
pub use properties::Properties;
pub use registry::{
    Batch, Calendar, CalendarId, Pin, Refusal, RegisterError, Registry, Snapshot, Stats,
    UpdateError,
};

/// For models that run under `--cfg loom`.
#[cfg(loom)]
#[doc(hidden)]
pub mod model {
    #[cfg(calendar_registry_mutants)]
    pub use crate::sync::{break_step, crash_next_publication, steps};
    pub use crate::sync::{answer_locked, free_nothing};
}
