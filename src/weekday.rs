//! [`Weekday`]: a day of the week.

use core::fmt;
use core::str::FromStr;

/// A day of the week, with the numbers of ISO 8601: Monday is 1, Sunday is 7.
///
/// ```
/// use calendar_registry::Weekday;
///
/// assert_eq!(Weekday::Sunday.number(), 7);
/// assert_eq!(Weekday::from_number(3), Some(Weekday::Wednesday));
/// assert_eq!(Weekday::Friday.to_string(), "Friday");
/// assert_eq!("friday".parse(), Ok(Weekday::Friday));
/// ```
#[doc(alias("day of week", "dow"))]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
#[expect(missing_docs, reason = "the days of the week need no explanation")]
pub enum Weekday {
    Monday = 1,
    Tuesday = 2,
    Wednesday = 3,
    Thursday = 4,
    Friday = 5,
    Saturday = 6,
    Sunday = 7,
}

impl Weekday {
    /// The seven days, from Monday to Sunday.
    ///
    /// ```
    /// # use calendar_registry::Weekday;
    /// assert_eq!(Weekday::ALL.first(), Some(&Weekday::Monday));
    /// ```
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Returns the number of ISO 8601: 1 (Monday) to 7 (Sunday).
    ///
    /// ```
    /// # use calendar_registry::Weekday;
    /// assert_eq!(Weekday::Monday.number(), 1);
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Returns the day with this number of ISO 8601, or `None` outside 1 (Monday) to 7 (Sunday).
    ///
    /// ```
    /// # use calendar_registry::Weekday;
    /// assert_eq!(Weekday::from_number(7), Some(Weekday::Sunday));
    /// assert_eq!(Weekday::from_number(0), None);
    /// ```
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Weekday::Monday),
            2 => Some(Weekday::Tuesday),
            3 => Some(Weekday::Wednesday),
            4 => Some(Weekday::Thursday),
            5 => Some(Weekday::Friday),
            6 => Some(Weekday::Saturday),
            7 => Some(Weekday::Sunday),
            _ => None,
        }
    }
}

impl Weekday {
    /// Returns the English name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
}

/// Writes the English name.
impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The error for a text that is not the English name of a weekday.
///
/// ```
/// # use calendar_registry::{ParseWeekdayError, Weekday};
/// assert_eq!("Freitag".parse::<Weekday>(), Err(ParseWeekdayError));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseWeekdayError;

impl fmt::Display for ParseWeekdayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the English name of a weekday, Monday to Sunday")
    }
}

impl std::error::Error for ParseWeekdayError {}

/// Parses the English name, in any ASCII case.
impl FromStr for Weekday {
    type Err = ParseWeekdayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Weekday::ALL
            .into_iter()
            .find(|weekday| weekday.name().eq_ignore_ascii_case(text))
            .ok_or(ParseWeekdayError)
    }
}
