//! [`Law`] and [`Violation`].

use core::fmt;

use super::subject::Call;

macro_rules! laws {
    ($($(#[$docs:meta])+ $law:ident = $name:literal;)+) => {
        /// A law that every calendar must keep. The laws are checked in this order, and the check
        /// stops at the first one broken; [`NoPanic`](Law::NoPanic) is checked all the time.
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
            /// All laws, in the order of the check.
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
    /// No method panics, for any argument.
    NoPanic = "no panic";
    /// The backend has a name; each name follows the rules of [`Name`](crate::Name), and none
    /// occurs twice. A Unicode identifier is one of the names.
    Names = "names";
    /// The bounds of the properties are positive and in order, and the cycle of months is right.
    Properties = "properties";
    /// Outside its range the calendar answers [`DateError::JulianDay`] with its first and last day,
    /// and both have a date.
    ///
    /// [`DateError::JulianDay`]: crate::DateError::JulianDay
    Extremes = "extremes";
    /// The date of a day exists, and is that day.
    RoundTrip = "round trip";
    /// The next day has the next date that exists: in the month, the next month or the next year.
    Continuity = "continuity";
    /// A year that does not exist is [`DateError::Year`] with the first and the last year, or
    /// [`DateError::YearZero`], in each method that takes a year, whatever else is wrong.
    ///
    /// [`DateError::Year`]: crate::DateError::Year
    /// [`DateError::YearZero`]: crate::DateError::YearZero
    YearsOutside = "years outside";
    /// The number of months in a year is the ordinal of its last month.
    Months = "months";
    /// The length of a month is the number of days from its first day to that of the next month,
    /// and its last day is the day before that.
    MonthLengths = "month lengths";
    /// No month is shorter or longer, and no year has fewer or more months, than the properties
    /// say; no month is longer than its length without a year.
    Bounds = "bounds";
    /// A leap year is longer than the shortest year; in a lunisolar calendar it is a year with a
    /// leap month, and longer than every year without one.
    LeapYears = "leap years";
    /// A date that does not exist is the error of its first wrong part, with the bound that holds.
    WrongParts = "wrong parts";
    /// A month with a gap names the days around it in [`DateError::DayGap`], and arithmetic
    /// that ends in the gap moves to the next day that exists.
    ///
    /// [`DateError::DayGap`]: crate::DateError::DayGap
    Gaps = "gaps";
    /// Adding a month or a year leads to the next one, and subtracting it leads back.
    Arithmetic = "arithmetic";
    /// A slice is converted like its elements, up to the first that fails; later places are not
    /// written, nor is anything if the slices differ in length.
    Slices = "slices";
    /// Each date has an era, if the calendar has eras, and the year of the era leads back to the
    /// year.
    Eras = "eras";
    /// Each month of a year has its own code, which leads back to the month. The code of the leap
    /// month, and no other, is one of a leap month.
    MonthCodes = "month codes";
    /// The years of [`table_span`](crate::Backend::table_span) and
    /// [`authoritative_years`](crate::Backend::authoritative_years) exist.
    Spans = "spans";
    /// The same question has the same answer later.
    Constancy = "constancy";
}

/// A broken [`Law`], with the call that shows it.
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
///     "round trip: date(2461367) is 2026-11-23, expected 2026-11-22"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// The broken law.
    pub law: Law,
    /// The call with the wrong answer, or with an answer that contradicts others.
    pub call: Call,
    /// The right answer, or a description of it.
    pub expected: String,
    /// The answer.
    pub found: String,
}

impl Violation {
    /// Creates a violation from the right answer and the one found.
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
        write!(f, "{law}: {call} is {found}, expected {expected}")
    }
}

impl std::error::Error for Violation {}

/// Requires both answers to be equal.
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

/// Requires a condition.
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

/// Requires an answer instead of an error.
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
