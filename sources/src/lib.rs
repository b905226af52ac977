//! Calendars defined in files, and registries that follow a directory or etcd.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod definition;

mod apply;
#[cfg(feature = "directory")]
#[cfg_attr(docsrs, doc(cfg(feature = "directory")))]
pub mod directory;
pub mod etcd;
#[cfg(any(feature = "directory", feature = "etcd"))]
mod follower;
mod set;
mod status;

pub use apply::{Applier, ApplyError, Changes};
#[cfg(any(feature = "directory", feature = "etcd"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "directory", feature = "etcd"))))]
pub use follower::Follower;
pub use set::DefinitionSet;
pub use status::{Failure, Status, StatusHandle, WaitError};
