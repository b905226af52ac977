//! [`Registration`]: a registered calendar, as the protocol stores it.

use super::resolve_error::{RequestedName, ResolveError};
use crate::backend::year_table::Fronted;
use crate::calendar::{Calendar, CalendarId};
use crate::name::{Folded, Name, check};
use crate::registry::{Draft, Entry, Key, LookupCache};
use crate::sync::{Arc, LocalKey, LocalRef, local, stripe, stripes};

local! {
    static CACHE: LookupCache<Registration> = LookupCache::new()
}

/// The number of calendars whose handles are striped. Those that are registered beyond have one
/// handle, and take a quarter of the memory.
const STRIPED: usize = 256;

/// The handles of a registered calendar, one for each stripe of threads. Each has a separate
/// reference count, so threads that clone the same calendar at a high rate do not contend for one count.
pub(super) struct Registration {
    first: Calendar,
    /// Empty, or one less than a power of two.
    others: Box<[Calendar]>,
}

impl Registration {
    /// Creates the handles of a calendar that is about to be added to a draft.
    pub(super) fn new(
        id: CalendarId,
        names: Arc<[Name]>,
        backend: &Fronted,
        registered: usize,
    ) -> Self {
        let handle = |padded| Calendar::register(id, Arc::clone(&names), backend.clone(), padded);
        let is_striped = registered < STRIPED;
        // So that the handles share their formatters.
        #[cfg(feature = "text")]
        if is_striped {
            backend.formats();
        }
        let others = if is_striped { 1..stripes() } else { 0..0 };
        Registration {
            first: handle(is_striped),
            others: others.map(|_| handle(true)).collect(),
        }
    }
}

impl Entry for Registration {
    type Id = CalendarId;
    type Name = Name;
    type Handle = Calendar;

    fn id(&self) -> CalendarId {
        self.first.id()
    }

    #[inline]
    fn names(&self) -> &[Name] {
        self.first.names()
    }

    #[inline]
    fn handle(&self) -> &Calendar {
        if self.others.is_empty() {
            return &self.first;
        }
        // The mask is the number of others, so position 0 is the first handle.
        let other = (stripe() & self.others.len()).checked_sub(1);
        let other = other.and_then(|other| self.others.get(other));
        other.unwrap_or(&self.first)
    }

    /// In a model all ids have one hash, because the numbers drawn differ between its executions.
    #[inline]
    fn id_hash(id: CalendarId) -> u64 {
        if cfg!(loom) { 0 } else { id.mixed() }
    }

    #[inline(always)]
    fn cache() -> LocalRef<LookupCache<Self>> {
        const KEY: &LocalKey<LookupCache<Registration>> = &CACHE;
        LocalRef::new(KEY)
    }
}

impl Key for Name {
    type Folded = Folded;
    type Miss = ResolveError;
    const NO_MISS: ResolveError = ResolveError::Unknown {
        name: RequestedName::EMPTY,
    };

    #[inline(always)]
    fn fold(spelling: &[u8]) -> Option<Folded> {
        Folded::fold(spelling)
    }

    fn miss(spelling: &[u8]) -> ResolveError {
        let name = RequestedName::new(spelling);
        match check(spelling) {
            Ok(()) => ResolveError::Unknown { name },
            Err(error) => ResolveError::InvalidName { name, error },
        }
    }

    #[inline]
    fn folded_hash(folded: &Folded) -> u64 {
        folded.hash()
    }

    #[inline]
    fn hash(&self) -> u64 {
        Name::hash(self)
    }

    #[inline(always)]
    fn is(&self, folded: &Folded) -> bool {
        Name::is(self, folded)
    }
}

/// The next state while it is edited.
pub(super) type CalendarDraft = Draft<Registration>;
