//! Days and dates as plain values: [`JulianDay`], [`YearMonthDay`], [`Weekday`].
#![forbid(unsafe_code)]

use core::fmt;
use core::num::ParseIntError;
use core::str::FromStr;

use crate::error::{DateError, ParseDateError};

/// A day, as its Julian Day Number: the count of days since 24 November −4713
/// in the proleptic Gregorian calendar (1 January −4712 in the Julian one),
/// with every `i64` a day.
///
/// The Julian Day Number of astronomers changes at noon; here, as in Qt and in
/// most software, a number stands for the whole civil day on whose noon it begins.
///
/// ```
/// use calendar_registry::{JulianDay, Weekday};
///
/// let day = JulianDay::new(2_461_367);
/// assert_eq!(day.weekday(), Weekday::Sunday);
/// assert_eq!(day.rata_die(), Some(739_942));
/// assert_eq!(JulianDay::UNIX_EPOCH.number(), 2_440_588);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct JulianDay(pub i64);

impl JulianDay {
    /// The earliest day that the type can hold.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert!(JulianDay::MIN.checked_add(-1).is_err());
    /// ```
    pub const MIN: JulianDay = JulianDay(i64::MIN);
    /// The latest day that the type can hold.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert!(JulianDay::MAX.checked_add(1).is_err());
    /// ```
    pub const MAX: JulianDay = JulianDay(i64::MAX);
    /// 1 January 1970 (Gregorian), the day that Unix time counts from.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::UNIX_EPOCH.number(), 2_440_588);
    /// ```
    pub const UNIX_EPOCH: JulianDay = JulianDay(2_440_588);

    /// How far Rata Die (0001-01-01 Gregorian is 1) runs behind the Julian Day Number.
    const RATA_DIE_OFFSET: i64 = 1_721_425;

    /// The day with this Julian Day Number.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::new(0), JulianDay(0));
    /// ```
    #[must_use]
    pub const fn new(number: i64) -> Self {
        JulianDay(number)
    }

    /// The Julian Day Number.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::UNIX_EPOCH.number(), 2_440_588);
    /// ```
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The day with this Rata Die number (1 is 1 January of the Gregorian year 1),
    /// or `None` where its Julian Day Number would not fit an `i64`.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::from_rata_die(719_163), Some(JulianDay::UNIX_EPOCH));
    /// assert_eq!(JulianDay::from_rata_die(i64::MAX), None);
    /// ```
    #[must_use]
    pub const fn from_rata_die(number: i64) -> Option<Self> {
        match number.checked_add(Self::RATA_DIE_OFFSET) {
            Some(day) => Some(JulianDay(day)),
            None => None,
        }
    }

    /// The Rata Die number of this day (1 is 1 January of the Gregorian year 1),
    /// or `None` where it would not fit an `i64`.
    ///
    /// ```
    /// # use calendar_registry::JulianDay;
    /// assert_eq!(JulianDay::UNIX_EPOCH.rata_die(), Some(719_163));
    /// ```
    #[must_use]
    pub const fn rata_die(self) -> Option<i64> {
        self.0.checked_sub(Self::RATA_DIE_OFFSET)
    }

    /// The day of the week. Weeks run on without a gap, so every day has one.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Weekday};
    /// assert_eq!(JulianDay::UNIX_EPOCH.weekday(), Weekday::Thursday);
    /// assert_eq!(JulianDay::new(0).weekday(), Weekday::Monday);
    /// ```
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self.0.rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The day that many days later (earlier, if negative), or
    /// [`DateError::Overflow`] past the range of `i64`.
    ///
    /// ```
    /// # use calendar_registry::{DateError, JulianDay};
    /// assert_eq!(JulianDay::new(10).checked_add(-11), Ok(JulianDay::new(-1)));
    /// assert_eq!(JulianDay::MAX.checked_add(1), Err(DateError::Overflow));
    /// ```
    pub const fn checked_add(self, days: i64) -> Result<Self, DateError> {
        match self.0.checked_add(days) {
            Some(number) => Ok(JulianDay(number)),
            None => Err(DateError::Overflow),
        }
    }
}

impl fmt::Display for JulianDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads the number, as [`Display`](fmt::Display) writes it.
impl FromStr for JulianDay {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(JulianDay)
    }
}

impl From<i64> for JulianDay {
    fn from(number: i64) -> Self {
        JulianDay(number)
    }
}

impl From<JulianDay> for i64 {
    fn from(day: JulianDay) -> Self {
        day.0
    }
}

/// A date as three numbers, of no calendar in particular and not yet checked
/// against one.
///
/// Ordered by year, then month, then day. Shown and parsed as ISO 8601 writes
/// dates, whatever the calendar:
///
/// ```
/// use calendar_registry::YearMonthDay;
///
/// let ides = YearMonthDay::new(-44, 3, 15);
/// assert_eq!(ides.to_string(), "-0044-03-15");
/// assert_eq!("2026-11-22".parse(), Ok(YearMonthDay { year: 2026, month: 11, day: 22 }));
/// assert!("2026-13".parse::<YearMonthDay>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct YearMonthDay {
    /// The year as the calendar counts it; where there is no year 0, −1 comes before 1.
    pub year: i32,
    /// The month's place in its year, from 1; in a leap year of a lunisolar
    /// calendar that is not always the number in its name.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl YearMonthDay {
    /// [`new`](Self::new), in one register. Where a result in memory holds the date, most callers take
    /// it out whole, and a load of eight bytes has to wait for stores of fewer: longer than
    /// the arithmetic takes.
    #[inline]
    pub(crate) fn whole(year: i32, month: u8, day: u8) -> Self {
        #[inline]
        fn new(year: i32, month: u8, day: u8) -> YearMonthDay {
            YearMonthDay { year, month, day }
        }
        // Through a pointer, so that it is inlined only when what it returns has become a number of 64 bits.
        let new: fn(i32, u8, u8) -> YearMonthDay = new;
        new(year, month, day)
    }

    /// A date from its parts. Nothing is checked: that is the calendar's task.
    ///
    /// ```
    /// # use calendar_registry::YearMonthDay;
    /// assert_eq!(YearMonthDay::new(2026, 11, 22).month, 11);
    /// ```
    #[must_use]
    pub const fn new(year: i32, month: u8, day: u8) -> Self {
        YearMonthDay { year, month, day }
    }
}

impl fmt::Display for YearMonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        write!(f, "{sign}{year:04}-{:02}-{:02}", self.month, self.day)
    }
}

/// Reads `YEAR-MONTH-DAY`: an optional sign, then four to ten digits of year, and two
/// digits each of month and day.
impl FromStr for YearMonthDay {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            all => (false, all),
        };
        let mut parts = rest.split(|byte| *byte == b'-');
        let year = digits(parts.next(), 4..=10)?;
        let month = digits(parts.next(), 2..=2)?;
        let day = digits(parts.next(), 2..=2)?;
        if parts.next().is_some() {
            return Err(ParseDateError::Form);
        }
        let year = if negative {
            year.checked_neg()
        } else {
            Some(year)
        };
        Ok(YearMonthDay {
            year: year
                .and_then(|year| i32::try_from(year).ok())
                .ok_or(ParseDateError::Year)?,
            month: u8::try_from(month).map_err(|_| ParseDateError::Form)?,
            day: u8::try_from(day).map_err(|_| ParseDateError::Form)?,
        })
    }
}

/// The value of a run of ASCII digits of one of these lengths.
fn digits(
    part: Option<&[u8]>,
    lengths: core::ops::RangeInclusive<usize>,
) -> Result<i64, ParseDateError> {
    let part = part.filter(|part| lengths.contains(&part.len()));
    let part = part.ok_or(ParseDateError::Form)?;
    part.iter().try_fold(0_i64, |sum, byte| {
        if !byte.is_ascii_digit() {
            return Err(ParseDateError::Form);
        }
        let digit = i64::from(byte.wrapping_sub(b'0'));
        // Ten digits at the most, so this cannot wrap.
        Ok(sum.wrapping_mul(10).wrapping_add(digit))
    })
}

/// A day of the week, numbered as ISO 8601 does: Monday is 1, Sunday is 7.
///
/// ```
/// use calendar_registry::Weekday;
///
/// assert_eq!(Weekday::Sunday.number(), 7);
/// assert_eq!(Weekday::from_number(3), Some(Weekday::Wednesday));
/// assert_eq!(Weekday::Friday.to_string(), "Friday");
/// assert_eq!("friday".parse(), Ok(Weekday::Friday));
/// ```
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
    /// All seven, from Monday on.
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

    /// Its number, 1 (Monday) to 7 (Sunday).
    ///
    /// ```
    /// # use calendar_registry::Weekday;
    /// assert_eq!(Weekday::Monday.number(), 1);
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The day with this number, or `None` outside 1 (Monday) to 7 (Sunday).
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

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text is not the English name of a weekday.
///
/// ```
/// # use calendar_registry::{ParseWeekdayError, Weekday};
/// assert_eq!("Freitag".parse::<Weekday>(), Err(ParseWeekdayError));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseWeekdayError;

impl fmt::Display for ParseWeekdayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a weekday is written Monday to Sunday")
    }
}

impl std::error::Error for ParseWeekdayError {}

/// Reads the English name, in upper or lower case.
impl FromStr for Weekday {
    type Err = ParseWeekdayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Weekday::ALL
            .into_iter()
            .find(|weekday| weekday.name().eq_ignore_ascii_case(text))
            .ok_or(ParseWeekdayError)
    }
}
