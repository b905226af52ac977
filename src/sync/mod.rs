//! The one door to everything that threads share: `std::sync`, `arc_swap`, `dashmap`,
//! `crossbeam_epoch`, and under `--cfg loom` what stands in for them in a model.
//!
//! | here | outside a model | in a loom model |
//! |---|---|---|
//! | [`Published`] | `ArcSwap` | an atomic index into an append-only arena |
//! | [`Index`] | `DashMap`, by `try_get` and `try_entry` | an atomic arena index per hash |
//! | [`lane`] | drawn once per thread | loom's number of the thread |
//! | [`epoch`] | `crossbeam_epoch` | the same, in its own loom mode |
//! | [`Mutex`], [`AtomicU64`], [`local!`], [`once!`] | `std` | `loom` |
//! | [`Canary`] | nothing | a cell that catches a use after free |
//! | [`Arc`], [`Counter`] | `std` | `std` too: nothing rests on their ordering |

mod counter;
pub(crate) mod crash;
mod hold;
mod own;
#[cfg(not(loom))]
mod passed;
mod step;

#[cfg(not(loom))]
mod real;
#[cfg(not(loom))]
pub(crate) use real::{Canary, Index, LocalKey, Mutex, Published, lane, lanes, local, once};

#[cfg(loom)]
mod model;
#[cfg(loom)]
pub(crate) use model::nothing_is_freed;
#[cfg(loom)]
pub(crate) use model::{Canary, Index, LocalKey, Mutex, Published, lane, lanes, local, once};
#[cfg(loom)]
pub use model::{answer_locked, free_nothing};

#[cfg(loom)]
pub(crate) use loom::sync::atomic::AtomicU64;
#[cfg(not(loom))]
pub(crate) use std::sync::atomic::AtomicU64;

pub(crate) use counter::Counter;
pub(crate) use crossbeam_epoch as epoch;
pub(crate) use hold::Hold;
#[cfg(not(loom))]
pub(crate) use hold::nothing_is_freed;
pub(crate) use own::Own;
#[cfg(not(loom))]
use passed::Passed;
pub(crate) use std::sync::Arc;
pub(crate) use std::sync::atomic::Ordering;
pub(crate) use step::{Step, broken, weakened};

#[cfg(calendar_registry_mutants)]
pub use {
    crash::crash_next_publication,
    step::{break_step, steps},
};

/// What the index says of a name.
pub(crate) enum Found<V> {
    Present(V),
    Absent,
    /// A writer has this part of the index just now.
    Locked,
}

/// For tests, which run outside models.
#[cfg(test)]
pub(crate) use std::sync::{atomic::AtomicBool, mpsc};
