//! [`Calendar`]: the user's handle of a backend, and [`CalendarId`].
//!
//! Conversions and arithmetic are in `conversion`, calendars without a registry in `standalone`.

mod conversion;
mod standalone;

use core::any::Any;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::num::NonZeroU64;

use crate::backend::Backend;
use crate::backend::year_table::Fronted;
use crate::calendars::System;
use crate::name::Name;
use crate::sync::{Arc, CachePadded, Canary, Counter};

/// A calendar: the handle that users convert and compute with.
///
/// Borrowed from a [`Guard`](crate::Guard) it costs nothing. A clone, or one from
/// [`Registry::resolve`](crate::Registry::resolve), stays valid after the calendar is replaced or
/// removed. The backend is dropped with its last handle.
///
/// If the backend asked for a [year table](Backend::table_span), the calendar answers from it.
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
/// Two are equal if they are the same registration. A calendar and its replacement have the same id
/// and are not equal.
#[derive(Clone)]
pub struct Calendar {
    record: Shared,
    canary: Canary,
}

/// The record of one registration.
struct Record {
    id: CalendarId,
    names: Names,
    backend: Fronted,
}

/// The names of a registration.
enum Names {
    /// The name of the only record of a registration: lookups compare it without another load.
    One([Name; 1]),
    /// Allocated for this registration, and common to its records.
    Shared(Arc<[Name]>),
}

impl Record {
    /// Returns the address of what only the records of one registration have in common.
    fn identity(&self) -> *const Name {
        self.names().as_ptr()
    }

    #[inline]
    fn names(&self) -> &[Name] {
        match &self.names {
            Names::One(name) => name,
            Names::Shared(names) => names,
        }
    }
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
    /// The largest number of names that a calendar is registered with. A replacement may keep one
    /// name more.
    ///
    /// A lookup that misses the thread's cache compares the names of the calendar one by one, and a
    /// writer does so for each of them.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, ChangeError, Registry, Renamed, calendars::Julian};
    /// let names: Vec<String> = (0..=Calendar::MAX_NAMES).map(|n| format!("n{n}")).collect();
    /// let error = Registry::new().register(Renamed::new(Julian, names)).unwrap_err();
    /// assert!(matches!(error.reason, ChangeError::TooManyNames { count: 257 }));
    /// ```
    pub const MAX_NAMES: usize = 256;

    /// Creates one handle of a registration, with a separate reference count. `names` has at least
    /// one name.
    pub(crate) fn register(
        id: CalendarId,
        names: Arc<[Name]>,
        backend: Fronted,
        padded: bool,
    ) -> Self {
        let names = match &*names {
            [name] if !padded => Names::One([name.clone()]),
            _ => Names::Shared(names),
        };
        let record = Record { id, names, backend };
        Calendar::new(if padded {
            Shared::Padded(Arc::new(CachePadded::new(record)))
        } else {
            Shared::Alone(Arc::new(record))
        })
    }

    /// Creates a handle that no registry knows, under an id that no other calendar has.
    pub(crate) fn standalone(names: Arc<[Name]>, backend: Fronted) -> Self {
        let id = CalendarId::draw();
        let names = Names::Shared(names);
        Self::new(Shared::Alone(Arc::new(Record { id, names, backend })))
    }

    /// Returns what answers for the calendar: its year table with the backend behind it, or the
    /// backend.
    #[inline]
    pub(crate) fn front(&self) -> &dyn Backend {
        self.touch();
        self.record.record().backend.front()
    }

    /// Returns the backend and its year table, to register them under other names.
    pub(crate) fn fronted(&self) -> &Fronted {
        self.touch();
        &self.record.record().backend
    }

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

    /// Returns the id. A replacement has the same one.
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

    /// Returns the primary name. It is empty for a calendar without a registry whose backend has no
    /// valid name.
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

    /// Returns all names, the primary one first.
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
        self.record.record().names()
    }

    /// Returns the backend, to call it or to register it elsewhere.
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

    /// Returns the backend as the type that was registered, if it is of that type.
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
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.record.record().identity() == other.record.record().identity()
    }
}

impl Eq for Calendar {}

impl Hash for Calendar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

/// Writes the primary name.
impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
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

/// The id of a calendar. An id is used once in a process, in all its registries.
///
/// Built-in calendars have fixed ids ([`System::id`]). Ids are ordered by registration.
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
    /// Lower ids are those of built-in calendars.
    const FIRST_DRAWN: u64 = 1024;

    pub(crate) const fn built_in(number: NonZeroU64) -> Self {
        CalendarId(number)
    }

    /// Draws an id that no calendar of the process has had.
    pub(crate) fn draw() -> Self {
        static NEXT: Counter = Counter::new(CalendarId::FIRST_DRAWN);
        let drawn = NonZeroU64::new(NEXT.add(1));
        debug_assert!(drawn.is_some(), "the counter wraps after 2⁶⁴ calendars");
        CalendarId(drawn.unwrap_or(NonZeroU64::MAX))
    }

    /// Returns a hash. A map may use it without mixing it, so small ids differ in all bits.
    #[inline]
    pub(crate) fn mixed(self) -> u64 {
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.number()).wrapping_mul(u128::from(SPREAD));
        spread(product)
    }

    /// Returns the id as a number, for logs and metrics.
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
        state.write_u64(self.mixed());
    }
}

/// Folds both halves of a product.
#[expect(clippy::cast_possible_truncation, reason = "each half is used")]
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
