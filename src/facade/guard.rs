//! [`Guard`]: lookups that borrow.

use core::fmt;

use super::registry::Registry;
use super::resolve_error::{ResolveError, with_unicode_id};
use crate::calendar::Registration;
use crate::calendar::{Calendar, CalendarId};
use crate::registry;

/// A reader's guard of a [`Registry`]: the calendars that it resolves stay valid until it is dropped.
///
/// Taking one is cheap: it takes no lock, counts nothing and never waits. While it lives, calendars
/// that are replaced or removed are not freed ([`Stats::retired`](crate::Stats) shows how many
/// publications are affected), so take one per request, and do not keep it. Guards nest.
///
/// A guard belongs to its thread, so a task that may move to another thread cannot hold it across an
/// `.await`:
///
/// ```compile_fail,E0277
/// # let registry = calendar_registry::Registry::with_builtins();
/// let guard = registry.pin();
/// std::thread::scope(|scope| {
///     scope.spawn(|| guard.resolve("jalali").is_ok());
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
/// It cannot be moved to another thread either:
///
/// ```compile_fail,E0277
/// # let registry = calendar_registry::Registry::global();
/// let guard = registry.pin();
/// std::thread::spawn(move || guard.resolve("jalali").is_ok());
/// ```
///
/// ```
/// # let registry = calendar_registry::Registry::global();
/// std::thread::spawn(move || registry.pin().resolve("jalali").is_ok());
/// ```
#[doc(alias = "pin")]
pub struct Guard<'r> {
    guard: registry::Guard<'r, Registration>,
    registry: &'r Registry,
}

impl<'r> Guard<'r> {
    #[inline]
    pub(super) fn new(registry: &'r Registry) -> Self {
        Guard {
            guard: registry::Guard::new(registry.store()),
            registry,
        }
    }

    /// Looks up the calendar of a name, in any spelling, as a `&str` or as raw bytes.
    ///
    /// Never waits, and neither allocates nor frees anything of the registry.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar has the name, or the text is not a name.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Registry, YearMonthDay};
    /// let registry = Registry::with_builtins();
    /// let guard = registry.pin();
    /// let calendar = guard.resolve("Islamic Civil")?;
    /// let date = calendar.date(JulianDay::new(2_461_367))?;
    /// assert_eq!(date, YearMonthDay::new(1448, 6, 11));
    /// assert_eq!(guard.resolve(b"islamic_civil")?.id(), calendar.id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    pub fn resolve(&self, name: impl AsRef<[u8]>) -> Result<&Calendar, ResolveError> {
        self.guard.find(name.as_ref())
    }

    /// Looks up the calendar of an identifier of CLDR, as in `-u-ca-` of a locale, and by nothing else:
    /// not by another name, and not with a space or `_` for a `-`. Upper and lower case are the same.
    ///
    /// Finds calendars that have the identifier as a name too, as all built-in ones do. Deprecated
    /// identifiers, such as `islamicc`, are names that only [`resolve`](Self::resolve) finds.
    ///
    /// # Errors
    /// [`ResolveError`]: no calendar has the identifier.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// let guard = registry.pin();
    /// assert_eq!(guard.resolve_unicode_id("islamic-civil")?.name(), "Islamic Civil");
    /// assert!(guard.resolve("Islamic Civil").is_ok());
    /// assert!(guard.resolve_unicode_id("Islamic Civil").is_err());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    pub fn resolve_unicode_id(&self, id: impl AsRef<[u8]>) -> Result<&Calendar, ResolveError> {
        let id = id.as_ref();
        self.resolve(id)
            .and_then(|calendar| with_unicode_id(calendar, id))
    }

    /// Looks up the calendar of an id.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let registry = Registry::with_builtins();
    /// let guard = registry.pin();
    /// assert_eq!(guard.get(System::Gregorian).map(|calendar| calendar.name()), Some("Gregorian"));
    /// ```
    #[inline]
    #[must_use]
    pub fn get(&self, id: impl Into<CalendarId>) -> Option<&Calendar> {
        self.guard.get(id.into())
    }
}

impl fmt::Debug for Guard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("registry", self.registry)
            .finish()
    }
}
