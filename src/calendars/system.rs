//! [`System`]: the built-in calendars by an enum.
#![forbid(unsafe_code)]

use core::fmt;
use core::num::NonZeroU64;

use crate::CalendarId;
use crate::backend::Backend;
use crate::sync::Arc;

/// Each calendar with its id, which is fixed for good (a new system takes a new number), and its
/// chief name.
macro_rules! systems {
    ($($(#[$feature:meta])? $system:ident = $id:literal, $name:literal;)+) => {
        /// A built-in calendar, for those who know which one they want.
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
                $(#[$feature])?
                $system,
            )+
        }

        impl System {
            /// All of them, the Gregorian first.
            ///
            /// ```
            /// # use calendar_registry::calendars::System;
            /// assert_eq!(System::ALL.first(), Some(&System::Gregorian));
            /// ```
            pub const ALL: &'static [System] = &[$($(#[$feature])? System::$system),+];

            /// The chief name, the first of its [`Backend::names`].
            ///
            /// ```
            /// # use calendar_registry::calendars::System;
            /// assert_eq!(System::IslamicCivil.name(), "Islamic Civil");
            /// ```
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($(#[$feature])? System::$system => $name,)+
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
                match self {
                    $($(#[$feature])? System::$system => fixed($id),)+
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
                    $($(#[$feature])? System::$system => Arc::new(super::$system),)+
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
    #[cfg(feature = "icu")]
    Chinese = 16, "Chinese";
    #[cfg(feature = "icu")]
    Dangi = 17, "Dangi";
    #[cfg(feature = "icu")]
    UmmAlQura = 18, "Umm al-Qura";
    #[cfg(feature = "icu")]
    Persian = 19, "Persian";
}

const fn fixed(number: u64) -> CalendarId {
    match NonZeroU64::new(number) {
        Some(number) => CalendarId::built_in(number),
        None => CalendarId::built_in(NonZeroU64::MIN),
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
