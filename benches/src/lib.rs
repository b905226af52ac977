//! Shared code of the benchmarks: settings, names, days, and the implementations to compare.
//!
//! Each file in the parent folder is one benchmark. `run` runs all of them, and `report/` writes the
//! tables and plots of `docs/performance.md` from the results.

pub mod backend;
pub mod convert;
pub mod days;
pub mod icu;
pub mod names;
pub mod settings;
pub mod text;
pub mod threads;
pub mod turns;
pub mod ways;
