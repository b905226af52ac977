//! The only module that names `std::sync`, `arc_swap`, `dashmap`, `crossbeam_epoch` and `loom`.
//!
//! | here | normally | under `--cfg loom` |
//! |---|---|---|
//! | [`Published`] | `ArcSwap` | an atomic index into an append-only arena |
//! | [`Pointer`] | an atomic pointer to a counted value | the same arena |
//! | [`Index`] | `DashMap`, by `try_get` and `try_entry` | an atomic arena index per hash |
//! | [`stripe`] | drawn once per thread | loom's number of the thread |
//! | [`epoch`] | `crossbeam_epoch` | the same, in its loom mode |
//! | [`Mutex`], [`AtomicU64`], [`AtomicPtr`], [`local!`], [`once!`] | `std` | `loom` |
//! | [`Canary`] | nothing | a cell that detects a use after free |
//! | [`Arc`], [`Counter`] | `std` | `std` too: no argument depends on their ordering |
//!
//! [`ordering`] lists the ordering of each atomic access.

mod counter;
mod guard;
#[cfg(not(loom))]
mod identity_hasher;
mod local_ref;
#[cfg(feature = "text")]
mod once_box;
pub(crate) mod ordering;

#[cfg(not(loom))]
mod real;
#[cfg(not(loom))]
pub(crate) use real::{
    Canary, Index, LocalKey, Mutex, Pointer, Published, local, once, stripe, stripes,
};

#[cfg(loom)]
mod model;
#[cfg(loom)]
pub(crate) use model::nothing_is_freed;
#[cfg(loom)]
pub(crate) use model::{
    Canary, Index, LocalKey, Mutex, Pointer, Published, local, once, stripe, stripes,
};
#[cfg(loom)]
pub use model::{answer_locked, free_nothing};

#[cfg(loom)]
pub(crate) use loom::sync::atomic::{AtomicPtr, AtomicU64};
#[cfg(not(loom))]
pub(crate) use std::sync::atomic::{AtomicPtr, AtomicU64};

pub(crate) use counter::Counter;
pub(crate) use crossbeam_epoch as epoch;
pub(crate) use crossbeam_utils::CachePadded;
pub(crate) use guard::EpochGuard;
#[cfg(not(loom))]
pub(crate) use guard::nothing_is_freed;
pub(crate) use local_ref::LocalRef;
#[cfg(feature = "text")]
pub(crate) use once_box::OnceBox;
pub(crate) use std::sync::Arc;
pub(crate) use std::sync::atomic::Ordering;

/// The answer of the index for a hash.
pub(crate) enum Found<V> {
    Present(V),
    Absent,
    /// A writer holds this part of the index.
    Locked,
}

/// For unit tests, which never run in a model.
#[cfg(test)]
pub(crate) use std::sync::mpsc;
