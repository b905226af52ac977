//! [`System`]: the built-in calendars by an enum.
#![forbid(unsafe_code)]

use core::fmt;

use super::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use crate::backend::Backend;
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
