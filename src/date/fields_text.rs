//! The text form of [`Fields`]: a date in the fields of its own calendar.

use core::fmt;
use core::str::FromStr;

use super::Fields;
use super::text::cursor::{Cursor, Malformed};
use crate::backend::MonthCode;

impl<'e> Fields<'e> {
    /// Reads a date in the fields of its own calendar: `YEAR-MONTH-DAY`, or `ERA YEAR-MONTH-DAY`.
    ///
    /// - The year can have a sign. It is the year of the calendar, or of the era if there is one.
    /// - The month is a month code (`M05L`), or the ordinal of the month in one or two digits.
    /// - The day has one or two digits.
    /// - An era is its code or an alias, and one space follows it.
    ///
    /// The fields are not compared with a calendar; [`Date::from_fields`](crate::Date::from_fields)
    /// does that. This form has no annotation: in `2026-11-22[u-ca=hebrew]` the date is the ISO
    /// date, which [`Date::parse`](crate::Date::parse) reads.
    ///
    /// # Errors
    /// [`ParseFieldsError::Form`] if the text has another form, [`ParseFieldsError::Year`] if the
    /// year exceeds an `i32`.
    ///
    /// ```
    /// use calendar_registry::{Date, Fields, Overflow, Registry};
    ///
    /// let registry = Registry::with_builtins();
    /// let date = |name: &str, text| {
    ///     let fields = Fields::parse(text)?;
    ///     let date = Date::from_fields(&registry.resolve(name)?, fields, Overflow::Reject)?;
    ///     Ok::<_, Box<dyn std::error::Error>>(date.to_string())
    /// };
    /// assert_eq!(date("hebrew", "5784-M05L-6")?, "2024-02-15[u-ca=hebrew]");
    /// assert_eq!(date("hebrew", "5784-6-6")?, "2024-02-15[u-ca=hebrew]");
    /// assert_eq!(date("japanese", "reiwa 8-11-25")?, "2026-11-25[u-ca=japanese]");
    /// assert_eq!(date("gregory", "-44-3-15")?, "-000043-03-15[u-ca=gregory]");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse(text: &'e str) -> Result<Self, ParseFieldsError> {
        let (era, date) = match text.rsplit_once(' ') {
            Some((era, date)) => (Some(era), date),
            None => (None, text),
        };
        let padded = |era: &str| era.is_empty() || era.trim() != era;
        if era.is_some_and(padded) {
            return Err(ParseFieldsError::Form { at: 0 });
        }
        let mut cursor = Cursor::before(text, date);
        let year = year(&mut cursor)?;
        cursor.expect(b'-')?;
        let fields = match era {
            Some(era) => Fields::new().era(era, year),
            None => Fields::new().year(year),
        };
        let fields = month(&mut cursor, fields)?;
        cursor.expect(b'-')?;
        let day = short_number(&mut cursor)?;
        cursor.expect_end()?;
        Ok(fields.day(day))
    }
}

fn year(cursor: &mut Cursor<'_>) -> Result<i32, ParseFieldsError> {
    let start = *cursor;
    // The parser of integers reads the sign again.
    cursor.sign();
    if cursor.digits().is_empty() {
        return Err(cursor.malformed().into());
    }
    let number = start.until(cursor);
    number.parse().map_err(|_| ParseFieldsError::Year)
}

fn month<'e>(cursor: &mut Cursor<'_>, fields: Fields<'e>) -> Result<Fields<'e>, Malformed> {
    if cursor.peek() != Some(b'M') {
        return Ok(fields.month(short_number(cursor)?));
    }
    let start = *cursor;
    let code = cursor.run(|next| next.is_ascii_alphanumeric());
    let code: MonthCode = code.parse().map_err(|_| start.malformed())?;
    Ok(fields.month_code(code))
}

/// Reads a number of one or two digits.
fn short_number(cursor: &mut Cursor<'_>) -> Result<u8, Malformed> {
    let mut ahead = *cursor;
    let digits = ahead.digits().len();
    cursor.number(digits.clamp(1, 2))
}

/// Reads fields as [`Fields::parse`] does, from a text without an era: the code of an era would
/// have to be borrowed from the text.
///
/// ```
/// use calendar_registry::{Fields, ParseFieldsError};
///
/// assert_eq!("2026-2-3".parse(), Ok(Fields::new().year(2026).month(2).day(3)));
/// assert_eq!("reiwa 8-11-25".parse::<Fields>(), Err(ParseFieldsError::Era));
/// ```
impl FromStr for Fields<'static> {
    type Err = ParseFieldsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Fields {
            year,
            extended_year,
            era: None,
            month,
            month_code,
            day,
        } = Fields::parse(text)?
        else {
            return Err(ParseFieldsError::Era);
        };
        Ok(Fields {
            year,
            extended_year,
            era: None,
            month,
            month_code,
            day,
        })
    }
}

/// The reason why a text is not a date in [`Fields`].
///
/// ```
/// use calendar_registry::{Fields, ParseFieldsError};
///
/// assert_eq!(Fields::parse("5784-M5-06"), Err(ParseFieldsError::Form { at: 5 }));
/// assert_eq!(Fields::parse("99999999999-1-1"), Err(ParseFieldsError::Year));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseFieldsError {
    /// The text does not have the form `YEAR-MONTH-DAY`.
    Form {
        /// The position of the first unexpected byte, from 0. The length of the text if the text
        /// ends too early.
        at: usize,
    },
    /// The year exceeds an `i32`.
    Year,
    /// The text has an era, which only [`Fields::parse`] reads.
    Era,
}

impl fmt::Display for ParseFieldsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseFieldsError::Form { at } => write!(
                f,
                "unexpected text at byte {at}: expected YEAR-MONTH-DAY, such as 5784-M05L-06, \
                 with an optional era before it"
            ),
            ParseFieldsError::Year => {
                write!(
                    f,
                    "the year is out of range: it is outside {} to {}",
                    i32::MIN,
                    i32::MAX
                )
            }
            ParseFieldsError::Era => f.write_str("an era is not expected here: use Fields::parse"),
        }
    }
}

impl std::error::Error for ParseFieldsError {}

impl From<Malformed> for ParseFieldsError {
    fn from(Malformed { at }: Malformed) -> Self {
        ParseFieldsError::Form { at }
    }
}
