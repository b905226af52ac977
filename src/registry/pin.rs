//! [`Pin`]: the reader's side of the protocol.

use core::fmt;

use super::Registry;
use super::calendar::{Calendar, CalendarId};
use super::memo::{self, Spelling};
use crate::error::ResolveError;
use crate::name::Folded;
use crate::sync::{Found, Hold, Ordering, Step, broken, weakened};

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
    #[inline]
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
    #[inline]
    fn find(&self, name: &[u8]) -> Result<&Calendar, ResolveError> {
        // 1. Acquire pairs with the Release store of an even tag in `Registry::swap_in`:
        // who sees that tag sees the whole index of that state.
        let tag = self
            .registry
            .tag
            .load(weakened(Step::TagAcquire, Ordering::Acquire));
        // 3, before 2, as no memo slot has an odd tag. This thread has met the very spelling in the
        // very same state.
        let spelling = Spelling::of(name);
        let known = spelling.and_then(|spelling| memo::recall(tag, &spelling));
        match known.and_then(|calendar| self.seen(calendar)) {
            Some(calendar) => Ok(calendar),
            None => self.find_folded(tag, name, spelling),
        }
    }

    /// The steps that need the name checked and folded.
    #[inline(never)]
    fn find_folded(
        &self,
        tag: u64,
        name: &[u8],
        spelling: Option<Spelling<'_>>,
    ) -> Result<&Calendar, ResolveError> {
        let name = Folded::new(name)?;
        // 2. A publication is under way: the index is neither old nor new.
        let found = if tag & 1 == 1 && !broken(Step::OddReadsSnapshot) {
            self.in_snapshot(&name)
        } else {
            self.in_index(tag, &name, spelling)
        };
        found.ok_or(ResolveError::Unknown)
    }

    /// 4. The index, or the snapshot where a writer has that part of the index.
    fn in_index(
        &self,
        tag: u64,
        name: &Folded,
        spelling: Option<Spelling<'_>>,
    ) -> Option<&Calendar> {
        match self.registry.index.try_get(name) {
            Found::Present(calendar) => {
                if let Some(spelling) = spelling {
                    memo::note(tag, &spelling, calendar);
                }
                self.seen(calendar)
            }
            Found::Absent => None,
            Found::Locked if broken(Step::LockedReadsSnapshot) => None,
            Found::Locked => self.in_snapshot(name),
        }
    }

    fn in_snapshot(&self, name: &Folded) -> Option<&Calendar> {
        self.registry
            .published
            .peek(&self.guard)
            .find(name)
            .map(AsRef::as_ref)
    }

    /// A calendar that the index or the memo pointed at.
    #[inline]
    fn seen(&self, calendar: *const Calendar) -> Option<&Calendar> {
        // SAFETY: the pointer comes from the index, or from a memo slot with the tag just
        // read. Both point at a calendar of a snapshot that was the current one
        // after this guard was taken; the snapshot owns the calendar, and outlives
        // every guard that was taken before it was replaced.
        let calendar = unsafe { calendar.as_ref() };
        calendar.inspect(|calendar| calendar.touch())
    }
}

impl fmt::Debug for Pin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pin")
            .field("registry", self.registry)
            .finish()
    }
}
