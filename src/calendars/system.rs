//! [`System`]: the built-in calendars by an enum.
#![forbid(unsafe_code)]

use core::fmt;
use core::num::NonZeroU64;

use super::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use crate::backend::Backend;
use crate::registry::CalendarId;
use crate::sync::Arc;

/// A built-in calendar, for those who know which one they want.
///
/// ```
/// use calendar_registry::calendars::System;
///
/// let names: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
/// assert_eq!(names, ["Gregorian", "Julian", "Milankovic", "Jalali", "Islamic Civil"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum System {
    /// [`Gregorian`](super::Gregorian)
    Gregorian,
    /// [`Julian`](super::Julian)
    Julian,
    /// [`Milankovic`](super::Milankovic)
    Milankovic,
    /// [`Jalali`](super::Jalali)
    Jalali,
    /// [`IslamicCivil`](super::IslamicCivil)
    IslamicCivil,
}

impl System {
    /// All of them, the Gregorian first.
    ///
    /// ```
    /// # use calendar_registry::calendars::System;
    /// assert_eq!(System::ALL.first(), Some(&System::Gregorian));
    /// ```
    pub const ALL: &'static [System] = &[
        System::Gregorian,
        System::Julian,
        System::Milankovic,
        System::Jalali,
        System::IslamicCivil,
    ];

    /// The chief name, the first of its [`Backend::names`].
    ///
    /// ```
    /// # use calendar_registry::calendars::System;
    /// assert_eq!(System::IslamicCivil.name(), "Islamic Civil");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            System::Gregorian => "Gregorian",
            System::Julian => "Julian",
            System::Milankovic => "Milankovic",
            System::Jalali => "Jalali",
            System::IslamicCivil => "Islamic Civil",
        }
    }

    /// Its id in every registry that was made with the built-in calendars.
    ///
    /// ```
    /// # use calendar_registry::{Registry, System};
    /// let registry = Registry::with_builtins();
    /// let pin = registry.pin();
    /// assert_eq!(pin.get(System::Jalali.id()).map(|calendar| calendar.name()), Some("Jalali"));
    /// ```
    #[must_use]
    pub const fn id(self) -> CalendarId {
        const fn fixed(number: u64) -> CalendarId {
            match NonZeroU64::new(number) {
                Some(number) => CalendarId::built_in(number),
                None => CalendarId::built_in(NonZeroU64::MIN),
            }
        }
        // Fixed for good: a new system takes a new number.
        match self {
            System::Gregorian => fixed(1),
            System::Julian => fixed(2),
            System::Milankovic => fixed(3),
            System::Jalali => fixed(4),
            System::IslamicCivil => fixed(5),
        }
    }

    /// The calendar itself. It has no size, so nothing is allocated for it but the count.
    ///
    /// ```
    /// use calendar_registry::calendars::System;
    /// use calendar_registry::{JulianDay, YearMonthDay};
    ///
    /// let jalali = System::Jalali.backend();
    /// assert_eq!(jalali.date(JulianDay::new(2_461_367)), Ok(YearMonthDay::new(1405, 9, 1)));
    /// ```
    #[must_use]
    pub fn backend(self) -> Arc<dyn Backend> {
        match self {
            System::Gregorian => Arc::new(Gregorian),
            System::Julian => Arc::new(Julian),
            System::Milankovic => Arc::new(Milankovic),
            System::Jalali => Arc::new(Jalali),
            System::IslamicCivil => Arc::new(IslamicCivil),
        }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
