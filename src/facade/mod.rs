//! The public face of the registry: calendars by name and id, over the protocol of
//! [`registry`](crate::registry).
//!
//! | file | content |
//! |---|---|
//! | `registry` | [`Registry`], [`Stats`] |
//! | `guard` | [`Guard`]: borrowed lookups |
//! | `snapshot` | [`Snapshot`]: one state, to list and to keep |
//! | `batch`, `change` | [`Batch`]; what a change needs before a writer's turn: checked names, year table |
//! | `change_error`, `resolve_error` | the errors of changes and of lookups |
//! | `registration` | a registered calendar as an entry of the protocol, with striped handles |
//! | `localized` | the calendar that a [`Locale`](crate::text::Locale) uses |
//! | `events` | log events, after a writer's turn |

mod batch;
mod change;
mod change_error;
mod events;
mod guard;
#[cfg(feature = "text")]
mod localized;
mod registration;
mod registry;
mod resolve_error;
mod snapshot;

pub use batch::Batch;
pub use change_error::{ChangeError, RegisterError, UpdateError};
pub use guard::Guard;
pub use registry::{Registry, Stats};
pub use resolve_error::{RequestedName, ResolveError};
pub use snapshot::{Snapshot, SnapshotIter};
