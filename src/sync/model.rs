//! In a loom model: stand-ins that order no more than the real ones promise.
//!
//! A stand-in built on a lock would be too strong: it would order what `ArcSwap`
//! and `DashMap` do not, and hide races. Here a version and an index entry are atomic
//! indices into append-only arenas, whose own bookkeeping loom does not see.

use core::hash::{BuildHasherDefault, Hasher};
use core::marker::PhantomData;
use std::sync::Arc;

use crossbeam_epoch::Guard;
use loom::sync::atomic::{AtomicUsize, Ordering};

use super::Found;
use crate::name::{Folded, Name};

pub(crate) use super::passed::Passed;
