//! [`Law`] and [`Violation`].
#![forbid(unsafe_code)]

use core::fmt;

use super::subject::Call;

macro_rules! laws {
    ($($(#[$docs:meta])+ $law:ident = $name:literal;)+) => {
        /// What every calendar has to keep. In the order in which they are checked, so a calendar is
        /// told of the first that it breaks; [`NoPanic`](Law::NoPanic) is watched over all the time.
        ///
        /// ```
        /// use calendar_registry::conformance::Law;
        ///
        /// assert_eq!(Law::RoundTrip.to_string(), "round trip");
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum Law {
            $($(#[$docs])+ $law,)+
        }

        impl Law {
            /// All of them.
            ///
            /// ```
            /// # use calendar_registry::conformance::Law;
            /// assert!(Law::ALL.contains(&Law::Continuity));
            /// ```
            pub const ALL: &'static [Law] = &[$(Law::$law,)+];
        }

        impl fmt::Display for Law {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $(Law::$law => $name,)+
                })
            }
        }
    };
}

laws! {
    /// No method panics, whatever it is asked.
    NoPanic = "no panic";
    /// There is a name; each follows the rules of [`Name`](crate::Name), and none is there
    /// twice. A Unicode identifier is one of them.
    Names = "names";
    /// The bounds of the properties are in order, and the methods that repeat properties say the same.
    Properties = "properties";
    /// Beyond its first and last day the calendar answers [`DateError::JulianDay`] with these two,
    /// and both have a date.
    ///
    /// [`DateError::JulianDay`]: crate::DateError::JulianDay
    Extremes = "extremes";
    /// The date of a day is valid, and falls on that day.
    RoundTrip = "round trip";
    /// The next day has the next date: of the month, or the first of the next month, or the first of
    /// the next year.
    Continuity = "continuity";
    /// A year that does not exist is [`DateError::Year`] with the first and the last one, or
    /// [`DateError::YearZero`], in each method that takes a year, whatever else is wrong.
    ///
    /// [`DateError::Year`]: crate::DateError::Year
    /// [`DateError::YearZero`]: crate::DateError::YearZero
    YearsOutside = "years outside";
    /// A year has as many months as the number of its last month says.
    Months = "months";
    /// A month has as many days as lie between its first day and that of the next one.
    MonthLengths = "month lengths";
    /// No month is shorter or longer, and no year has fewer or more months, than the properties say;
    /// nor is a month longer than it can be at the most.
    Bounds = "bounds";
    /// A year has as many days as lie between its first day and that of the next one.
    YearLengths = "year lengths";
    /// A leap year is one that is longer than the shortest; in a lunisolar calendar, one with a leap
    /// month, and longer than each without.
    LeapYears = "leap years";
    /// A date that does not exist is an error of the first part that is wrong, with the bound that holds.
    WrongParts = "wrong parts";
    /// The place of a date in its year counts up from 1.
    DayOfYear = "day of year";
    /// The weekday of a date is that of its day.
    Weekdays = "weekdays";
    /// Adding days, months and years leads to the date that is so far away, and back.
    Arithmetic = "arithmetic";
    /// A slice is converted as its elements are one by one, up to the first that cannot be; what is
    /// after that is not written to, nor is anything between slices that differ in length.
    Slices = "slices";
    /// Each date has an era, if there are any, and the year in it leads back to the year.
    Eras = "eras";
    /// Each month of a year has a code of its own, which leads back to it; that of the leap month, and
    /// no other, is one of a leap month.
    MonthCodes = "month codes";
    /// The spans that the calendar announces, of a table and of authority, are of years that exist.
    Spans = "spans";
    /// The same question has the same answer later on.
    Constancy = "constancy";
}

/// How a calendar broke a [`Law`].
///
/// ```
/// use calendar_registry::conformance::{Call, Law, Violation};
/// use calendar_registry::JulianDay;
///
/// let violation = Violation {
///     law: Law::RoundTrip,
///     call: Call::Date(JulianDay::new(2_461_367)),
///     expected: "2026-11-22".to_owned(),
///     found: "2026-11-23".to_owned(),
/// };
/// assert_eq!(
///     violation.to_string(),
///     "round trip: date(2461367) should be 2026-11-22, and is 2026-11-23"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// The law.
    pub law: Law,
    /// The call of the calendar that had the wrong answer, or an answer that does not go with others.
    pub call: Call,
    /// What it should have been.
    pub expected: String,
    /// What it was.
    pub found: String,
}

impl Violation {
    /// An answer that says this instead of that.
    pub(super) fn new(
        law: Law,
        call: Call,
        expected: impl fmt::Debug,
        found: impl fmt::Debug,
    ) -> Self {
        Violation {
            law,
            call,
            expected: format!("{expected:?}"),
            found: format!("{found:?}"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Violation {
            law,
            call,
            expected,
            found,
        } = self;
        write!(f, "{law}: {call} should be {expected}, and is {found}")
    }
}

impl std::error::Error for Violation {}

/// The law is broken unless both are equal.
pub(super) fn equal<T: PartialEq + fmt::Debug>(
    law: Law,
    call: Call,
    expected: T,
    found: T,
) -> Result<(), Violation> {
    if expected == found {
        return Ok(());
    }
    Err(Violation::new(law, call, expected, found))
}

/// The law is broken unless this holds.
pub(super) fn holds(
    law: Law,
    call: Call,
    condition: bool,
    expected: &str,
    found: impl fmt::Debug,
) -> Result<(), Violation> {
    if condition {
        return Ok(());
    }
    Err(Violation {
        expected: expected.to_owned(),
        ..Violation::new(law, call, (), found)
    })
}

/// The law is broken unless there is an answer.
pub(super) fn answer<T, E: fmt::Debug>(
    law: Law,
    call: Call,
    found: Result<T, E>,
) -> Result<T, Violation> {
    found.map_err(|error| Violation {
        expected: "an answer".to_owned(),
        ..Violation::new(law, call, (), error)
    })
}
