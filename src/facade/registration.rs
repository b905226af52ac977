//! [`Registration`] as an entry of the protocol.

use super::resolve_error::{RequestedName, ResolveError};
use crate::backend::year_table::Fronted;
use crate::calendar::{Calendar, CalendarId, Registration};
use crate::name::{Folded, Name, check};
use crate::registry::{Draft, Entry, Key, LookupCache};
use crate::sync::{Arc, LocalKey, LocalRef, local};

local! {
    static CACHE: LookupCache<Registration> = LookupCache::new()
}

/// The number of calendars whose handles are striped. Those that are registered beyond have one
/// handle, and take a quarter of the memory.
const STRIPED: usize = 256;

/// Creates the registration of a calendar that is about to be added to a draft.
pub(super) fn registration(
    id: CalendarId,
    names: Arc<[Name]>,
    backend: Fronted,
    registered: usize,
) -> Arc<Registration> {
    if registered >= STRIPED {
        return Registration::new(id, names, backend);
    }
    // So that the handles share their formatters.
    #[cfg(feature = "text")]
    backend.formats();
    Registration::striped(id, names, backend)
}

impl Entry for Registration {
    type Id = CalendarId;
    type Name = Name;
    type Handle = Calendar;

    fn id(&self) -> CalendarId {
        Registration::id(self)
    }

    #[inline]
    fn names(&self) -> &[Name] {
        Registration::names(self)
    }

    #[inline]
    fn handle(&self) -> &Calendar {
        Registration::handle(self)
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
