//! [`Registration`]: what the handles of a calendar point at, and what a registry stores.
#![allow(
    unsafe_code,
    reason = "a registration contains a handle of itself, which is not counted"
)]

use core::mem::ManuallyDrop;

use super::{Calendar, CalendarId};
use crate::backend::year_table::Fronted;
use crate::name::Name;
use crate::sync::{Arc, CachePadded, stripe, stripes};

/// A calendar with its handles.
///
/// A lookup compares the names and returns a handle, and the user of the handle calls the backend.
/// All three are here, so that a lookup among many calendars loads one place in memory.
pub(crate) struct Registration {
    record: Record,
    handles: Handles,
}

/// A calendar with its names and its id.
pub(super) struct Record {
    pub(super) names: Names,
    pub(super) backend: Fronted,
    pub(super) id: CalendarId,
}

/// The names of a registration.
pub(super) enum Names {
    /// The name of the only record of a registration: lookups compare it without another load.
    One([Name; 1]),
    /// Allocated for this registration, and common to its records.
    Shared(Arc<[Name]>),
}

/// What lookups return.
enum Handles {
    /// A handle of the registration itself, for all threads. It is not counted, because it must not
    /// keep the registration alive.
    Own(ManuallyDrop<Calendar>),
    /// A handle for each stripe of threads.
    Striped(Box<Stripes>),
}

/// Handles whose reference counts have cache lines for themselves, so threads that clone the same
/// calendar at a high rate do not contend for one count.
struct Stripes {
    first: Calendar,
    /// One less than a power of two.
    others: Box<[Calendar]>,
}

/// A counted record.
#[derive(Clone)]
pub(super) enum Shared {
    Alone(Arc<Registration>),
    /// That of a stripe.
    Padded(Arc<CachePadded<Record>>),
}

impl Shared {
    #[inline]
    pub(super) fn record(&self) -> &Record {
        match self {
            Shared::Alone(registration) => &registration.record,
            Shared::Padded(record) => record,
        }
    }
}

impl Record {
    #[inline]
    pub(super) fn names(&self) -> &[Name] {
        match &self.names {
            Names::One(name) => name,
            Names::Shared(names) => names,
        }
    }

    /// Returns the address of what only the records of one registration have in common.
    pub(super) fn identity(&self) -> *const Name {
        self.names().as_ptr()
    }
}

impl Registration {
    /// Creates a registration with one handle. `names` has at least one name, if it is for a registry.
    pub(crate) fn new(id: CalendarId, names: Arc<[Name]>, backend: Fronted) -> Arc<Self> {
        let names = match &*names {
            [name] => Names::One([name.clone()]),
            _ => Names::Shared(names),
        };
        let record = Record { names, backend, id };
        Arc::new_cyclic(|itself| {
            // SAFETY: the pointer is that of the `Arc` that is being made, of this type. Its count is
            // not incremented here, and `ManuallyDrop` never decrements it. The handle is reached
            // through the registration only, so whenever it is used or cloned, a counted owner exists.
            let handle = Calendar(Shared::Alone(unsafe { Arc::from_raw(itself.as_ptr()) }));
            Registration {
                record,
                handles: Handles::Own(ManuallyDrop::new(handle)),
            }
        })
    }

    /// Creates a registration with a handle for each stripe of threads.
    pub(crate) fn striped(id: CalendarId, names: Arc<[Name]>, backend: Fronted) -> Arc<Self> {
        let record = || Record {
            names: Names::Shared(Arc::clone(&names)),
            backend: backend.clone(),
            id,
        };
        let handle = || Calendar(Shared::Padded(Arc::new(CachePadded::new(record()))));
        Arc::new(Registration {
            handles: Handles::Striped(Box::new(Stripes {
                first: handle(),
                others: (1..stripes()).map(|_| handle()).collect(),
            })),
            record: record(),
        })
    }

    /// Returns the handle for this thread.
    #[inline]
    pub(crate) fn handle(&self) -> &Calendar {
        match &self.handles {
            Handles::Own(handle) => handle,
            Handles::Striped(stripes) => stripes.handle(),
        }
    }

    #[inline]
    pub(crate) fn names(&self) -> &[Name] {
        self.record.names()
    }

    #[inline]
    pub(crate) fn id(&self) -> CalendarId {
        self.record.id
    }
}

impl Stripes {
    fn handle(&self) -> &Calendar {
        // The mask is the number of others, so position 0 is the first handle.
        let other = (stripe() & self.others.len()).checked_sub(1);
        let other = other.and_then(|other| self.others.get(other));
        other.unwrap_or(&self.first)
    }
}
