//! [`Calendar`]: the handle of a registered backend, and [`CalendarId`].

use core::any::Any;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::num::NonZeroU64;
use core::ops::Deref;

use crate::backend::Backend;
use crate::calendars::System;
use crate::error::DateError;
use crate::name::Name;
use crate::sync::{Arc, CachePadded, Canary, Counter};
use crate::table::Fronted;

/// A registered calendar.
///
/// Borrowed from a [`Guard`](crate::Guard) it costs nothing. Cloned, or had from
/// [`Registry::resolve`](crate::Registry::resolve), it lives as long as one keeps it, whatever
/// becomes of its registration; whoever lets go of the last one drops the backend.
///
/// It dereferences to `dyn `[`Backend`], so all that a backend can do is there. (If the backend asked
/// for a [table](Backend::table_span), that is the table with the backend behind it.)
///
/// ```
/// use calendar_registry::{JulianDay, Registry, Weekday, YearMonthDay};
///
/// let registry = Registry::with_builtins();
/// let jalali = registry.resolve("jalali")?;
/// let date = jalali.date(JulianDay::new(2_461_367))?;
/// assert_eq!(date, YearMonthDay::new(1405, 9, 1));
/// assert_eq!(jalali.weekday(date)?, Weekday::Sunday);
/// assert_eq!(jalali.add_months(date, 4)?, YearMonthDay::new(1406, 1, 1));
/// assert!(jalali.is_solar());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Two are equal if they are the same registration of the same backend: a calendar differs
/// from what it was replaced by, though both have one id.
#[derive(Clone)]
pub struct Calendar {
    record: Shared,
    canary: Canary,
}

/// What is known of a registered backend.
struct Record {
    id: CalendarId,
    /// Made for one registration: its address tells which.
    names: Arc<[Name]>,
    backend: Fronted,
}

/// A counted record.
#[derive(Clone)]
enum Shared {
    Alone(Arc<Record>),
    /// The count has a cache line to itself, so that threads that clone other calendars do not write
    /// to it.
    Padded(Arc<CachePadded<Record>>),
}

impl Shared {
    #[inline]
    fn record(&self) -> &Record {
        match self {
            Shared::Alone(record) => record,
            Shared::Padded(record) => record,
        }
    }
}

impl Calendar {
    /// Creates one handle of a registration, with a reference count of its own. `names` has at least
    /// one name.
    pub(crate) fn register(
        id: CalendarId,
        names: Arc<[Name]>,
        backend: Fronted,
        padded: bool,
    ) -> Self {
        let record = Record { id, names, backend };
        Calendar::new(if padded {
            Shared::Padded(Arc::new(CachePadded::new(record)))
        } else {
            Shared::Alone(Arc::new(record))
        })
    }
}

impl Calendar {
    fn new(record: Shared) -> Self {
        Calendar {
            record,
            canary: Canary::new(),
        }
    }

    /// In a loom model, fails if this has been freed.
    #[inline(always)]
    pub(crate) fn touch(&self) {
        self.canary.touch();
    }

    /// Its id, which it keeps when it is replaced.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let registry = Registry::with_builtins();
    /// assert_eq!(registry.resolve("julian")?.id(), System::Julian.id());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> CalendarId {
        self.record.record().id
    }

    /// Its chief name.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("islamicc")?.name(), "Islamic Civil");
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        self.names().first().map_or("", Name::as_str)
    }

    /// All its names, the chief one first.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let gregorian = Registry::with_builtins().resolve("gregory")?;
    /// let names: Vec<&str> = gregorian.names().iter().map(|name| name.as_str()).collect();
    /// assert_eq!(names, ["Gregorian", "gregory"]);
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn names(&self) -> &[Name] {
        self.touch();
        &self.record.record().names
    }

    /// The backend behind it: to call, or to register once more elsewhere.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// # use std::sync::Arc;
    /// let removed = Registry::with_builtins().unregister("julian")?;
    /// let elsewhere = Registry::new();
    /// elsewhere.register(Arc::clone(removed.backend()))?;
    /// assert!(elsewhere.resolve("Julian").is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn backend(&self) -> &Arc<dyn Backend> {
        self.touch();
        &self.record.record().backend.own
    }

    /// The backend as the type that was registered, if it is of that type.
    ///
    /// ```
    /// # use calendar_registry::{Registry, calendars::{Gregorian, Julian}};
    /// let calendar = Registry::with_builtins().resolve("gregorian")?;
    /// assert!(calendar.downcast_ref::<Gregorian>().is_some());
    /// assert!(calendar.downcast_ref::<Julian>().is_none());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn downcast_ref<B: Backend>(&self) -> Option<&B> {
        let backend: &dyn Any = self.backend().as_ref();
        backend.downcast_ref()
    }

    /// How many days a month of this year has; given `None` for the year, how many it
    /// can have at the most.
    ///
    /// The same as [`Backend::days_in_month`], which a bare year suits as well.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// assert_eq!(gregorian.days_in_month(2026, 2)?, 28);
    /// assert_eq!(gregorian.days_in_month(None, 2)?, 29);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days_in_month(&self, year: impl Into<Option<i32>>, month: u8) -> Result<u8, DateError> {
        self.backend().days_in_month(year.into(), month)
    }
}

impl Deref for Calendar {
    type Target = dyn Backend;

    #[inline]
    fn deref(&self) -> &Self::Target {
        self.touch();
        self.record.record().backend.front()
    }
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.record.record().names, &other.record.record().names)
    }
}

impl Eq for Calendar {}

impl Hash for Calendar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar")
            .field("id", &self.id().0)
            .field("names", &self.names())
            .finish()
    }
}

/// The id of a calendar. It is never used again for another one: not in this
/// registry, nor in any other of the process.
///
/// Built-in calendars have fixed ids ([`System::id`]); ids order by
/// registration.
///
/// ```
/// use calendar_registry::{CalendarId, Registry, System};
///
/// let registry = Registry::with_builtins();
/// let pin = registry.pin();
/// let id: CalendarId = System::Gregorian.into();
/// assert_eq!(pin.get(id).map(|calendar| calendar.name()), Some("Gregorian"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct CalendarId(NonZeroU64);

impl CalendarId {
    /// The ids below are for built-in calendars.
    const FIRST_DRAWN: u64 = 1024;

    pub(crate) const fn built_in(number: NonZeroU64) -> Self {
        CalendarId(number)
    }

    /// An id that nobody has had.
    pub(crate) fn draw() -> Self {
        static NEXT: Counter = Counter::new(CalendarId::FIRST_DRAWN);
        let drawn = NonZeroU64::new(NEXT.add(1));
        // Zero only after 2⁶⁴ calendars.
        CalendarId(drawn.unwrap_or(NonZeroU64::MAX))
    }

    /// The id as a number, for logs and metrics.
    ///
    /// ```
    /// # use calendar_registry::System;
    /// assert_eq!(System::Gregorian.id().number(), 1);
    /// ```
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0.get()
    }
}

impl Hash for CalendarId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The registry's maps take this as it is, so low numbers must differ in all bits.
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.number()).wrapping_mul(u128::from(SPREAD));
        state.write_u64(spread(product));
    }
}

/// Both halves of a product, folded.
#[expect(
    clippy::cast_possible_truncation,
    reason = "each half is taken on purpose"
)]
const fn spread(product: u128) -> u64 {
    product as u64 ^ (product >> 64) as u64
}

impl fmt::Display for CalendarId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<System> for CalendarId {
    fn from(system: System) -> Self {
        system.id()
    }
}
