//! [`System`]: the built-in calendars as an enum.

use core::fmt;
use core::num::NonZeroU64;
use core::str::FromStr;

use crate::backend::Backend;
use crate::calendar::CalendarId;
use crate::name::Name;
use crate::sync::Arc;

/// Defines [`System`], given each calendar with its id and its primary name. An id never changes,
/// so a new calendar takes a new number.
macro_rules! systems {
    ($($system:ident = $id:literal, $name:literal;)+) => {
        /// A built-in calendar.
        ///
        /// It identifies a calendar at compile time, without a lookup by name.
        ///
        /// ```
        /// use calendar_registry::calendars::System;
        ///
        /// let names: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
        /// assert!(names.starts_with(&["Gregorian", "Julian", "Milankovic", "Jalali"]));
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum System {
            $(
                #[doc = concat!("[`", stringify!($system), "`](super::", stringify!($system), ")")]
                $system,
            )+
        }

        impl System {
            /// All built-in calendars, the Gregorian first.
            ///
            /// ```
            /// # use calendar_registry::calendars::System;
            /// assert_eq!(System::ALL.first(), Some(&System::Gregorian));
            /// ```
            pub const ALL: &'static [System] = &[$(System::$system),+];

            /// Returns the primary name, the first of [`Backend::names`].
            ///
            /// ```
            /// # use calendar_registry::calendars::System;
            /// assert_eq!(System::IslamicCivil.name(), "Islamic Civil");
            /// ```
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(System::$system => $name,)+
                }
            }

            /// Returns the calendar's id in every registry created with the built-in calendars.
            ///
            /// ```
            /// # use calendar_registry::{Registry, System};
            /// let registry = Registry::with_builtins();
            /// let pin = registry.pin();
            /// assert_eq!(pin.get(System::Jalali.id()).map(|calendar| calendar.name()), Some("Jalali"));
            /// ```
            #[must_use]
            pub const fn id(self) -> CalendarId {
                match self {
                    $(System::$system => {
                        const { CalendarId::built_in(NonZeroU64::new($id).unwrap()) }
                    })+
                }
            }

            /// Returns the calendar as a shared backend. The type is zero-sized, so the allocation
            /// holds the reference counts only.
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
                    $(System::$system => Arc::new(super::$system),)+
                }
            }
        }
    };
}

systems! {
    Gregorian = 1, "Gregorian";
    Julian = 2, "Julian";
    Milankovic = 3, "Milankovic";
    Jalali = 4, "Jalali";
    IslamicCivil = 5, "Islamic Civil";
    Iso = 6, "ISO 8601";
    Buddhist = 7, "Buddhist";
    Minguo = 8, "Minguo";
    Japanese = 9, "Japanese";
    Coptic = 10, "Coptic";
    Ethiopic = 11, "Ethiopic";
    EthiopicAmeteAlem = 12, "Ethiopic Amete Alem";
    Indian = 13, "Indian";
    IslamicTabular = 14, "Islamic Tabular";
    Hebrew = 15, "Hebrew";
    Chinese = 16, "Chinese";
    Dangi = 17, "Dangi";
    UmmAlQura = 18, "Umm al-Qura";
    Persian = 19, "Persian";
}

/// Reads the primary name of a built-in calendar, in any spelling of that name.
///
/// ```
/// use calendar_registry::{ParseSystemError, System};
///
/// assert_eq!("islamic-civil".parse(), Ok(System::IslamicCivil));
/// assert_eq!("klingon".parse::<System>(), Err(ParseSystemError));
/// ```
impl FromStr for System {
    type Err = ParseSystemError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = Name::new(text).map_err(|_| ParseSystemError)?;
        let mut all = System::ALL.iter().copied();
        all.find(|system| name.matches(system.name()))
            .ok_or(ParseSystemError)
    }
}

/// The error for a text that is not the primary name of a built-in calendar.
///
/// ```
/// # use calendar_registry::ParseSystemError;
/// assert_eq!(ParseSystemError.to_string(), "not a built-in calendar");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseSystemError;

impl fmt::Display for ParseSystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a built-in calendar")
    }
}

impl std::error::Error for ParseSystemError {}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
