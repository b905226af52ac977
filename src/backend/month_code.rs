//! [`MonthCode`]: the identity of a month, independent of its ordinal in the year.

use core::fmt;
use core::num::NonZeroU8;
use core::str::FromStr;

use super::{Backend, DateError};

/// The identity of a month in every year: `M05` is the fifth month of a common year, `M05L` the
/// leap month after it, as in ECMAScript's Temporal.
///
/// ```
/// use calendar_registry::{MonthCode, ParseMonthCodeError};
///
/// let leap: MonthCode = "M05L".parse()?;
/// assert_eq!((leap.number(), leap.is_leap()), (5, true));
/// assert_eq!(leap.to_string(), "M05L");
/// assert_eq!("M5".parse::<MonthCode>(), Err(ParseMonthCodeError));
/// # Ok::<(), ParseMonthCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthCode {
    number: NonZeroU8,
    leap: bool,
}

impl MonthCode {
    /// Creates the code of the month with this number, 1 to 99, in a common year. `None` for other
    /// numbers.
    ///
    /// ```
    /// # use calendar_registry::MonthCode;
    /// assert_eq!(MonthCode::common(13).map(|code| code.to_string()).as_deref(), Some("M13"));
    /// ```
    #[must_use]
    pub const fn common(number: u8) -> Option<Self> {
        match NonZeroU8::new(number) {
            Some(number) if number.get() <= 99 => Some(MonthCode {
                number,
                leap: false,
            }),
            _ => None,
        }
    }

    /// Creates the code of the leap month after the common month with this number, 1 to 99. `None`
    /// for other numbers.
    ///
    /// ```
    /// # use calendar_registry::MonthCode;
    /// assert_eq!(MonthCode::leap(5).map(|code| code.to_string()).as_deref(), Some("M05L"));
    /// ```
    #[must_use]
    pub const fn leap(number: u8) -> Option<Self> {
        match Self::common(number) {
            Some(common) => Some(MonthCode {
                leap: true,
                ..common
            }),
            None => None,
        }
    }

    /// Returns the number of the common month: this one, or the one before this leap month.
    ///
    /// ```
    /// # use calendar_registry::MonthCode;
    /// assert_eq!(MonthCode::leap(5).map(|code| code.number()), Some(5));
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number.get()
    }

    /// Returns whether this is a leap month.
    ///
    /// ```
    /// # use calendar_registry::MonthCode;
    /// assert_eq!(MonthCode::common(5).map(|code| code.is_leap()), Some(false));
    /// ```
    #[must_use]
    pub const fn is_leap(self) -> bool {
        self.leap
    }
}

impl fmt::Display for MonthCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leap = if self.leap { "L" } else { "" };
        write!(f, "M{:02}{leap}", self.number)
    }
}

/// The error for a text that is not a month code: `M`, two digits that are not both 0, and `L` for
/// a leap month.
///
/// ```
/// # use calendar_registry::{MonthCode, ParseMonthCodeError};
/// assert_eq!("M00".parse::<MonthCode>(), Err(ParseMonthCodeError));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseMonthCodeError;

impl fmt::Display for ParseMonthCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a month code: M01 to M99, or M01L to M99L for a leap month")
    }
}

impl std::error::Error for ParseMonthCodeError {}

impl FromStr for MonthCode {
    type Err = ParseMonthCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (tens, ones, leap) = match text.as_bytes() {
            [b'M', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => (tens, ones, false),
            [b'M', tens @ b'0'..=b'9', ones @ b'0'..=b'9', b'L'] => (tens, ones, true),
            _ => return Err(ParseMonthCodeError),
        };
        // Two digits are at most 99.
        let digit = |byte: &u8| byte.wrapping_sub(b'0');
        let number = digit(tens).wrapping_mul(10).wrapping_add(digit(ones));
        let code = if leap {
            MonthCode::leap(number)
        } else {
            MonthCode::common(number)
        };
        code.ok_or(ParseMonthCodeError)
    }
}

/// Returns the code of the month with this ordinal.
pub(crate) fn code_of<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    month: u8,
) -> Result<MonthCode, DateError> {
    let last = calendar.months_in_year(year)?;
    let leap = calendar.leap_month(year)?;
    let before = month.saturating_sub(1);
    let code = match leap {
        Some(ordinal) if ordinal == month => MonthCode::leap(before),
        Some(ordinal) if ordinal < month => MonthCode::common(before),
        _ => MonthCode::common(month),
    };
    code.filter(|_| month <= last)
        .ok_or(DateError::Month { month, last })
}

/// Returns the ordinal of the month with this code.
pub(crate) fn ordinal_of<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    code: MonthCode,
) -> Result<u8, DateError> {
    let last = calendar.months_in_year(year)?;
    let leap = calendar.leap_month(year)?;
    // A number is at most 99.
    let after = code.number().saturating_add(1);
    let ordinal = match leap {
        _ if code.is_leap() => Some(after).filter(|ordinal| leap == Some(*ordinal)),
        Some(ordinal) if ordinal <= code.number() => Some(after),
        _ => Some(code.number()),
    };
    ordinal
        .filter(|ordinal| *ordinal <= last)
        .ok_or(DateError::MonthCode { code })
}

/// Returns the ordinal of the month with this code. In a year without that month, returns the
/// common month that a leap month belongs to, or the last month.
pub(crate) fn constrained_ordinal<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    code: MonthCode,
) -> Result<u8, DateError> {
    let found = ordinal_of(calendar, year, code);
    let Err(DateError::MonthCode { .. }) = found else {
        return found;
    };
    let leads = calendar.properties().leap_month_leads;
    let belongs_to = code.number().saturating_add(u8::from(leads));
    let common = MonthCode::common(belongs_to).filter(|_| code.is_leap());
    let common = common.and_then(|common| ordinal_of(calendar, year, common).ok());
    common.map_or_else(|| calendar.months_in_year(year), Ok)
}

/// Returns whether some year can have this month, judged by the properties: the common months, and
/// in a lunisolar calendar the leap months after them.
pub(crate) fn has_code<B: Backend + ?Sized>(calendar: &B, code: MonthCode) -> bool {
    let properties = calendar.properties();
    let (common, has_leap_months) = properties.common_and_leap_months();
    let after = properties.leap_month_after;
    let exists =
        !code.is_leap() || (has_leap_months && after.is_none_or(|after| after == code.number()));
    exists && code.number() <= common
}
