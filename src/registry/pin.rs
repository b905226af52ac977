//! [`Pin`]: the reader's side of the protocol.

use core::cell::Cell;
use core::fmt;
use core::ptr;

use super::Registry;
use super::calendar::{Calendar, CalendarId, Registration};
use super::memo::{Memo, Other, Short};
use super::tags::Part;
use crate::error::ResolveError;
use crate::name::Folded;
use crate::sync::{Found, Hold, Step, broken};

/// A reader's hold on a [`Registry`]: what it resolves stays in place until it is dropped.
///
/// Taking one is cheap, neither locks nor counts, and never waits. It holds
/// back the freeing of what is replaced meanwhile
/// ([`Stats::retired`](crate::Stats) shows how much), so take one for a
/// request, not for a lifetime. Pins nest.
///
/// A pin belongs to its thread, so it cannot be held across an `.await` of a task that
/// may move:
///
/// ```compile_fail,E0277
/// # let registry = calendar_registry::Registry::with_builtins();
/// let pin = registry.pin();
/// std::thread::scope(|scope| {
///     scope.spawn(|| pin.resolve("jalali").is_ok());
/// });
/// ```
///
/// Each thread takes its own:
///
/// ```
/// # let registry = calendar_registry::Registry::with_builtins();
/// std::thread::scope(|scope| {
///     scope.spawn(|| registry.pin().resolve("jalali").is_ok());
/// });
/// ```
///
/// Nor does it leave its thread for good:
///
/// ```compile_fail,E0277
/// # let registry = calendar_registry::Registry::global();
/// let pin = registry.pin();
/// std::thread::spawn(move || pin.resolve("jalali").is_ok());
/// ```
///
/// ```
/// # let registry = calendar_registry::Registry::global();
/// std::thread::spawn(move || registry.pin().resolve("jalali").is_ok());
/// ```
pub struct Pin<'r> {
    registry: &'r Registry,
    guard: Hold,
}

impl<'r> Pin<'r> {
    #[inline]
    pub(super) fn new(registry: &'r Registry) -> Self {
        Pin {
            registry,
            guard: Hold::take(),
        }
    }

    /// The calendar of this name, in any spelling, as a `&str` or as raw bytes.
    ///
    /// It never waits, and neither allocates nor frees anything of the registry's.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar can have such a name, or none has it now.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Registry, YearMonthDay};
    /// let registry = Registry::with_builtins();
    /// let pin = registry.pin();
    /// let calendar = pin.resolve("Islamic Civil")?;
    /// let date = calendar.date(JulianDay::new(2_461_367))?;
    /// assert_eq!(date, YearMonthDay::new(1448, 6, 11));
    /// assert_eq!(pin.resolve(b"islamic_civil")?.id(), calendar.id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    pub fn resolve(&self, name: impl AsRef<[u8]>) -> Result<&Calendar, ResolveError> {
        self.find(name.as_ref())
    }

    /// The calendar with this id, whatever it is called.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let registry = Registry::with_builtins();
    /// let pin = registry.pin();
    /// assert_eq!(pin.get(System::Gregorian).map(|calendar| calendar.name()), Some("Gregorian"));
    /// ```
    #[inline]
    #[must_use]
    pub fn get(&self, id: impl Into<CalendarId>) -> Option<&Calendar> {
        self.registry.published.peek(&self.guard).get(id)
    }

    /// The reader's four steps; `docs/memory-ordering.md` says why they suffice.
    #[inline(always)]
    fn find(&self, name: &[u8]) -> Result<&Calendar, ResolveError> {
        // 1 and 3, and 2 with them, as no memo slot has an odd tag. This thread has met the very
        // spelling in the very same state.
        let Some(short) = Short::of(name) else {
            return self.find_other(name);
        };
        match Memo::own().short.recall(short, &self.registry.tags) {
            Some(Ok(calendar)) => Ok(self.seen(calendar)),
            Some(Err(error)) => Err(error.get()),
            None => self.find_folded(name),
        }
    }

    /// Both of a spelling that is not short.
    #[inline(never)]
    fn find_other(&self, name: &[u8]) -> Result<&Calendar, ResolveError> {
        let tags = &self.registry.tags;
        match Other::of(name).and_then(|other| {
            let memo = Memo::own();
            let answer = memo.other.recall(other, tags)?;
            Some(answer.map_err(Cell::get))
        }) {
            Some(Ok(calendar)) => Ok(self.seen(calendar)),
            Some(Err(error)) => Err(error),
            None => self.find_folded(name),
        }
    }

    /// The steps that need the name checked and folded.
    #[cold]
    fn find_folded(&self, spelling: &[u8]) -> Result<&Calendar, ResolveError> {
        let name = match Folded::new(spelling) {
            Ok(name) => name,
            Err(error) => return Err(self.invalid(spelling, error.into())),
        };
        // 1.
        let tag = self.registry.tags.read(Part::of(name.hash()));
        // 2. A publication is under way: the index is neither old nor new.
        let found = if tag & 1 == 1 && !broken(Step::OddReadsSnapshot) {
            self.in_snapshot(&name)
        } else {
            self.in_index(&name, spelling, tag)
        };
        found.ok_or(ResolveError::Unknown)
    }

    /// What is no name is none in any state. It is noted under a tag all the same, as what is unknown
    /// is, so that one comparison serves both.
    fn invalid(&self, spelling: &[u8], error: ResolveError) -> ResolveError {
        let tag = self.registry.tags.read(Part::FIRST);
        if tag & 1 == 0 {
            Memo::own().note(spelling, tag, Err(error));
        }
        error
    }

    /// 4. The index; or the snapshot, if a writer is in there, or the hash is another name's.
    fn in_index(&self, name: &Folded, spelling: &[u8], tag: u64) -> Option<&Calendar> {
        match self.registry.index.try_get(name.hash()) {
            Found::Present(registration) => {
                // SAFETY: the index points at a registration of a snapshot that was the current
                // one after this guard was taken; the snapshot owns it, and outlives
                // every guard that was taken before it was replaced.
                let registration: &Registration = unsafe { &*registration };
                if !registration.has(name) {
                    return self.in_snapshot(name);
                }
                let calendar = registration.handle();
                calendar.touch();
                Memo::own().note(spelling, tag, Ok(ptr::from_ref(calendar)));
                Some(calendar)
            }
            Found::Absent => {
                Memo::own().note(spelling, tag, Err(ResolveError::Unknown));
                None
            }
            Found::Locked if broken(Step::LockedReadsSnapshot) => None,
            Found::Locked => self.in_snapshot(name),
        }
    }

    /// A calendar that the memo has under the tag just read.
    #[inline]
    fn seen(&self, calendar: *const Calendar) -> &Calendar {
        // SAFETY: `in_index` noted it, under that very tag, so it is a handle of the registration
        // that had the name in the snapshot that was current, as far as this name goes, after this
        // guard was taken. The snapshot owns the registration, and outlives every
        // guard that was taken before it was replaced.
        let calendar = unsafe { &*calendar };
        calendar.touch();
        calendar
    }

    fn in_snapshot(&self, name: &Folded) -> Option<&Calendar> {
        let snapshot = self.registry.published.peek(&self.guard);
        snapshot
            .find(name)
            .map(|registration| registration.handle())
    }
}

impl fmt::Debug for Pin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pin")
            .field("registry", self.registry)
            .finish()
    }
}
