//! [`MonthCode`]: what a month is, whatever its place in the year.
#![forbid(unsafe_code)]

use core::fmt;
use core::num::NonZeroU8;
use core::str::FromStr;

use crate::backend::Backend;
use crate::error::DateError;

/// What a month is, whatever its place in the year: `M05` is the fifth month of a common year
/// in every year, and `M05L` the leap month after it, as in ECMAScript's Temporal.
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
    /// The month of this number in a common year, from 1 to 99. `None` for other numbers.
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

    /// The leap month after the common month of this number, from 1 to 99. `None` for other
    /// numbers.
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

    /// The number of the common month: of this one, or of the one before a leap month.
    ///
    /// ```
    /// # use calendar_registry::MonthCode;
    /// assert_eq!(MonthCode::leap(5).map(|code| code.number()), Some(5));
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number.get()
    }

    /// Whether it is a leap month.
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

/// A text is not a month code: `M`, two digits that are not both 0, and `L` for a leap month.
///
/// ```
/// # use calendar_registry::{MonthCode, ParseMonthCodeError};
/// assert_eq!("M00".parse::<MonthCode>(), Err(ParseMonthCodeError));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseMonthCodeError;

impl fmt::Display for ParseMonthCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a month code is written M01 to M99, and M01L to M99L for a leap month")
    }
}

impl std::error::Error for ParseMonthCodeError {}

impl FromStr for MonthCode {
    type Err = ParseMonthCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |byte: &u8| char::from(*byte).to_digit(10);
        let (number, leap) = match text.as_bytes() {
            [b'M', tens, ones] => (digit(tens).zip(digit(ones)), false),
            [b'M', tens, ones, b'L'] => (digit(tens).zip(digit(ones)), true),
            _ => (None, false),
        };
        let number = number
            .and_then(|(tens, ones)| {
                u8::try_from(tens.saturating_mul(10).saturating_add(ones)).ok()
            })
            .ok_or(ParseMonthCodeError)?;
        let code = if leap {
            MonthCode::leap(number)
        } else {
            MonthCode::common(number)
        };
        code.ok_or(ParseMonthCodeError)
    }
}

/// The code of the month at this place of a year.
pub(crate) fn code_of<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    month: u8,
) -> Result<MonthCode, DateError> {
    let last = calendar.months_in_year(year)?;
    let leap = calendar.leap_month(year)?;
    let before = month.saturating_sub(1);
    let code = match leap {
        Some(place) if place == month => MonthCode::leap(before),
        Some(place) if place < month => MonthCode::common(before),
        _ => MonthCode::common(month),
    };
    code.filter(|_| month <= last)
        .ok_or(DateError::Month { month, last })
}

/// The place in a year of the month with this code.
pub(crate) fn ordinal_of<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    code: MonthCode,
) -> Result<u8, DateError> {
    let last = calendar.months_in_year(year)?;
    let leap = calendar.leap_month(year)?;
    let after = code.number().saturating_add(1);
    let place = match leap {
        _ if code.is_leap() => Some(after).filter(|place| leap == Some(*place)),
        Some(place) if place <= code.number() => Some(after),
        _ => Some(code.number()),
    };
    place
        .filter(|place| *place <= last)
        .ok_or(DateError::MonthCode { code })
}

/// The place in a year of the month with this code, or of the month that takes its place in
/// a year without it: of a leap month, the common month that it belongs to; otherwise the last.
pub(crate) fn ordinal_or_stand_in<B: Backend + ?Sized>(
    calendar: &B,
    year: i32,
    code: MonthCode,
) -> Result<u8, DateError> {
    let found = calendar.ordinal_month(year, code);
    let Err(DateError::MonthCode { .. }) = found else {
        return found;
    };
    let leads = calendar.properties().does_leap_month_lead();
    let belongs_to = code.number().saturating_add(u8::from(leads));
    let common = MonthCode::common(belongs_to).filter(|_| code.is_leap());
    let stand_in = common.and_then(|common| calendar.ordinal_month(year, common).ok());
    stand_in.map_or_else(|| calendar.months_in_year(year), Ok)
}

/// Whether any year can have this month, as far as the calendar's properties tell.
pub(crate) fn has_code<B: Backend + ?Sized>(calendar: &B, code: MonthCode) -> bool {
    let properties = calendar.properties();
    let leap_months =
        properties.is_lunisolar() && properties.fewest_months() < properties.most_months();
    if code.is_leap() || leap_months {
        code.number() <= properties.fewest_months() && (leap_months || !code.is_leap())
    } else {
        code.number() <= properties.most_months()
    }
}
