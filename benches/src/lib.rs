//! What the benches share: settings, the same names and days for all, and the ways that are compared.
//!
//! Each file beside this folder asks one question; `run` asks them all, and `report/` makes the
//! tables and plots of `docs/performance.md` of the answers.

pub mod backend;
pub mod convert;
pub mod days;
pub mod icu;
pub mod names;
pub mod settings;
pub mod threads;
pub mod turns;
pub mod ways;
