//! [`Law`] and [`Violation`], and the assertions that create violations.

use core::fmt;

use super::subject::Call;

macro_rules! laws {
    ($($(#[doc = $doc:literal])+ $law:ident = $name:literal $(if $feature:literal)?;)+) => {
        /// A law that every calendar must keep. The check stops at the first broken law. The order
        /// of the check is the order of the variants; [`NoPanic`](Law::NoPanic) applies to every
        /// call.
        ///
        /// ```
        /// use calendar_registry::conformance::Law;
        ///
        /// assert_eq!(Law::RoundTrip.to_string(), "round trip");
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum Law {
            $($(#[doc = $doc])+ $(#[cfg(feature = $feature)])? $law,)+
        }

        impl Law {
            /// All laws, in the order of the check.
            ///
            /// ```
            /// # use calendar_registry::conformance::Law;
            /// assert!(Law::ALL.contains(&Law::Continuity));
            /// ```
            pub const ALL: &'static [Law] = &[$($(#[cfg(feature = $feature)])? Law::$law,)+];
        }

        impl fmt::Display for Law {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $($(#[cfg(feature = $feature)])? Law::$law => $name,)+
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
    /// The bounds of the properties are positive and in order, and the cycle of months and the mean
    /// length of a month are right.
    Properties = "properties";
    /// A day outside the range is [`DateError::JulianDay`] with the first and the last day, and
    /// both have a date.
    ///
    /// [`DateError::JulianDay`]: crate::DateError::JulianDay
    Extremes = "extremes";
    /// Each day of the range has a date, and the date converts back to the day.
    RoundTrip = "round trip";
    /// The next day has the next existing date: in the same month, the next month or the next year.
    Continuity = "continuity";
    /// A year that does not exist is [`DateError::Year`] with the first and the last year, or
    /// [`DateError::YearZero`], in each method that takes a year, even if other arguments are wrong
    /// too.
    ///
    /// [`DateError::Year`]: crate::DateError::Year
    /// [`DateError::YearZero`]: crate::DateError::YearZero
    YearsOutside = "years outside";
    /// The number of months in a year is the ordinal of its last month.
    Months = "months";
    /// The length of a month is the number of days from its first day to that of the next month,
    /// and its last day is the day before that.
    MonthLengths = "month lengths";
    /// The lengths of months and the numbers of months are within the bounds of the properties. No
    /// month is longer than `days_in_month(None, month)`.
    Bounds = "bounds";
    /// A leap year is longer than every common year. If the years differ in length, the longest are
    /// leap years and the shortest are not. In a lunisolar calendar, a leap year is one with a leap
    /// month. In others, years do not count that have a gap, or end early: with fewer months than the
    /// years next to it, or a month that is shorter by two days or more.
    LeapYears = "leap years";
    /// A date that does not exist is the error of its first part that does not exist, with the
    /// bound.
    WrongParts = "wrong parts";
    /// A missing day inside a month is [`DateError::DayGap`] with the existing days around it.
    /// Arithmetic that ends on it moves to the next existing day.
    ///
    /// [`DateError::DayGap`]: crate::DateError::DayGap
    Gaps = "gaps";
    /// The conversion of a slice agrees with that of its elements. It stops at the first error and
    /// writes nothing from there on. It writes nothing if the slices differ in length.
    Slices = "slices";
    /// Each date has an era if the calendar has eras, and the year of the era converts back to the
    /// year.
    Eras = "eras";
    /// The months of a year have different codes, and each code converts back to its month. The
    /// code of the leap month is a leap code, the other codes are not.
    MonthCodes = "month codes";
    /// The years of [`table_span`](crate::Backend::table_span) and
    /// [`authoritative_years`](crate::Backend::authoritative_years) exist.
    Spans = "spans";
    /// The text fits the calendar, as a registration requires it: lists of months are complete, eras
    /// exist, patterns can be read. In English and in each locale of the text, every style prints
    /// dates, and no two months of a year have one name. With the feature `text`.
    Text = "text" if "text";
    /// A repeated call returns the same answer.
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
    /// The expected answer, or a description of it.
    pub expected: String,
    /// The answer found.
    pub found: String,
}

impl Violation {
    /// Creates a violation from the expected answer and the answer found.
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

/// Fails if the two answers differ.
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

/// Fails if the condition is false.
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

/// Fails if the call returned an error.
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
