//! [`Pattern`]: a sequence of fields and literal text.
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | [`Pattern`] and its items, independent of the notation |
//! | `uts35.rs` | the notation of Unicode's UTS 35, `d MMMM y`: reading and writing |
//! | `qt.rs` | the notation of Qt, `d MMMM yyyy`: reading |
//! | `error.rs` | [`PatternError`] |

mod error;
mod qt;
mod uts35;

use core::fmt;

pub use error::PatternError;

use super::{Context, Width};

/// The largest length of a pattern's text, in bytes.
pub(crate) const MAX_LENGTH: usize = 256;

/// The largest number of digits that a pattern can ask for.
pub(crate) const MAX_DIGITS: u8 = 16;

/// A date pattern: fields, such as the day or the name of the month, and the text between them. It
/// belongs to no language and to no calendar.
///
/// ```
/// use calendar_registry::{Pattern, PatternError};
///
/// let pattern = Pattern::uts35("d MMMM y")?;
/// assert_eq!(pattern.to_string(), "d MMMM y");
/// assert_eq!(Pattern::qt("d MMMM yyyy")?.to_string(), "d MMMM yyyy");
/// let error = Pattern::uts35("d MMMM y, HH:mm").unwrap_err();
/// assert_eq!(error, PatternError::Time { letter: 'H', at: 10 });
/// # Ok::<(), PatternError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pattern {
    items: Vec<Item>,
}

/// One element of a [`Pattern`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Item {
    /// Text that is written as it stands. It is not empty, and no literal follows another.
    Literal(String),
    Field(Field),
}

impl Item {
    pub(crate) fn field(&self) -> Option<Field> {
        match self {
            Item::Literal(_) => None,
            Item::Field(field) => Some(*field),
        }
    }
}

/// A part of the date, and how it is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Field {
    pub(crate) symbol: Symbol,
    /// The number of times that the letter stands in a pattern of UTS 35; one that the symbol
    /// allows.
    pub(crate) width: u8,
}

/// What a field shows: one for each letter of UTS 35, and the year of Qt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Symbol {
    /// `G`
    Era,
    /// `y`: the year of the era; the calendar's year, in a calendar without eras.
    Year,
    /// `Y`: the calendar's year that the week belongs to.
    WeekYear,
    /// `u`: the year in a count with a year 0 and without eras.
    ExtendedYear,
    /// `U`: the name of the year in its cycle; the same as `y`, in a calendar without such names.
    CyclicYear,
    /// `r`: the Gregorian year that is shown beside the year.
    RelatedYear,
    /// `Q`
    Quarter,
    /// `q`
    QuarterAlone,
    /// `M`
    Month,
    /// `L`
    MonthAlone,
    /// `w`: the week of the year.
    Week,
    /// `W`
    WeekOfMonth,
    /// `d`
    Day,
    /// `D`
    DayOfYear,
    /// `F`: 2 on the second Wednesday of a month.
    WeekdayInMonth,
    /// `g`: the Julian Day Number.
    JulianDay,
    /// `E`
    Weekday,
    /// `e`: the name of the weekday, or its number in the locale's week.
    LocalWeekday,
    /// `c`: as `e`, standing alone.
    LocalWeekdayAlone,
    /// `yyyy` and `yy` of a Qt pattern: the calendar's year with its sign, without eras.
    QtYear,
}

/// How a field is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// A number with at least this many digits.
    Number(u8),
    /// The last two digits of a year.
    TwoDigits,
    Name(Width, Context),
}

impl Pattern {
    /// Reads a pattern of UTS 35, as CLDR, ICU and `java.time` write them. It can have all letters
    /// of dates: `G y Y u U r Q q M L w W d D F g E e c`. The deprecated letter `l` is ignored.
    /// Other ASCII letters stand between apostrophes, and `''` is an apostrophe.
    ///
    /// # Errors
    /// [`PatternError`] with the position of the first letter that cannot be read.
    ///
    /// ```
    /// # use calendar_registry::{Pattern, PatternError};
    /// assert!(Pattern::uts35("d 'de' MMMM 'de' y").is_ok());
    /// let error = Pattern::uts35("d n MMMM").unwrap_err();
    /// assert_eq!(error, PatternError::Letter { letter: 'n', at: 2 });
    /// ```
    pub fn uts35(text: &str) -> Result<Pattern, PatternError> {
        uts35::read(text)
    }

    /// Reads a pattern of Qt, as `QDate::toString` and `QLocale::dateFormat` have it:
    /// `d dd ddd dddd M MM MMM MMMM yy yyyy`. Everything else is text; apostrophes quote text that
    /// has these letters. As in Qt, an apostrophe that is not closed quotes the rest.
    ///
    /// # Errors
    /// [`PatternError::TooLong`] above 256 bytes.
    ///
    /// ```
    /// # use calendar_registry::{Pattern, PatternError};
    /// assert_eq!(Pattern::qt("dddd, d. MMMM yyyy")?.to_string(), "EEEE, d. MMMM yyyy");
    /// # Ok::<(), PatternError>(())
    /// ```
    pub fn qt(text: &str) -> Result<Pattern, PatternError> {
        qt::read(text)
    }

    pub(crate) fn items(&self) -> &[Item] {
        &self.items
    }

    /// Appends a literal, as a part of the one before it if there is one.
    pub(crate) fn push_literal(&mut self, text: &str) {
        match self.items.last_mut() {
            _ if text.is_empty() => {}
            Some(Item::Literal(before)) => before.push_str(text),
            _ => self.items.push(Item::Literal(text.to_owned())),
        }
    }

    pub(crate) fn push_field(&mut self, field: Field) {
        self.items.push(Item::Field(field));
    }

    pub(crate) fn empty() -> Self {
        Pattern { items: Vec::new() }
    }
}

/// Writes the pattern in the notation of UTS 35. The year of a Qt pattern is written as `yyyy` or
/// `yy`, which means the same in a calendar without eras.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        uts35::write(self, f)
    }
}

impl Symbol {
    /// Returns whether it shows weeks, or weekdays by number, as a region counts them.
    pub(crate) fn depends_on_region(self) -> bool {
        matches!(
            self,
            Symbol::WeekYear
                | Symbol::Week
                | Symbol::WeekOfMonth
                | Symbol::LocalWeekday
                | Symbol::LocalWeekdayAlone
        )
    }

    /// Returns the letter of UTS 35.
    pub(crate) fn letter(self) -> char {
        match self {
            Symbol::Era => 'G',
            Symbol::Year | Symbol::QtYear => 'y',
            Symbol::WeekYear => 'Y',
            Symbol::ExtendedYear => 'u',
            Symbol::CyclicYear => 'U',
            Symbol::RelatedYear => 'r',
            Symbol::Quarter => 'Q',
            Symbol::QuarterAlone => 'q',
            Symbol::Month => 'M',
            Symbol::MonthAlone => 'L',
            Symbol::Week => 'w',
            Symbol::WeekOfMonth => 'W',
            Symbol::Day => 'd',
            Symbol::DayOfYear => 'D',
            Symbol::WeekdayInMonth => 'F',
            Symbol::JulianDay => 'g',
            Symbol::Weekday => 'E',
            Symbol::LocalWeekday => 'e',
            Symbol::LocalWeekdayAlone => 'c',
        }
    }

    /// Returns the symbol of a letter of UTS 35.
    pub(crate) fn of_letter(letter: char) -> Option<Self> {
        Some(match letter {
            'G' => Symbol::Era,
            'y' => Symbol::Year,
            'Y' => Symbol::WeekYear,
            'u' => Symbol::ExtendedYear,
            'U' => Symbol::CyclicYear,
            'r' => Symbol::RelatedYear,
            'Q' => Symbol::Quarter,
            'q' => Symbol::QuarterAlone,
            'M' => Symbol::Month,
            'L' => Symbol::MonthAlone,
            'w' => Symbol::Week,
            'W' => Symbol::WeekOfMonth,
            'd' => Symbol::Day,
            'D' => Symbol::DayOfYear,
            'F' => Symbol::WeekdayInMonth,
            'g' => Symbol::JulianDay,
            'E' => Symbol::Weekday,
            'e' => Symbol::LocalWeekday,
            'c' => Symbol::LocalWeekdayAlone,
            _ => return None,
        })
    }

    /// Returns the largest width that UTS 35 defines; for numbers of any width, [`MAX_DIGITS`].
    pub(crate) fn longest(self) -> u8 {
        match self {
            Symbol::WeekOfMonth | Symbol::WeekdayInMonth => 1,
            Symbol::Week | Symbol::Day => 2,
            Symbol::DayOfYear => 3,
            Symbol::Era
            | Symbol::CyclicYear
            | Symbol::Quarter
            | Symbol::QuarterAlone
            | Symbol::Month
            | Symbol::MonthAlone => 5,
            Symbol::Weekday | Symbol::LocalWeekday | Symbol::LocalWeekdayAlone => 6,
            Symbol::Year
            | Symbol::QtYear
            | Symbol::WeekYear
            | Symbol::ExtendedYear
            | Symbol::RelatedYear
            | Symbol::JulianDay => MAX_DIGITS,
        }
    }
}

impl Field {
    /// Returns how the field is written. Source: the table of date field symbols in UTS 35.
    pub(crate) fn form(self) -> Form {
        match (self.symbol, self.width) {
            (Symbol::Year | Symbol::WeekYear | Symbol::QtYear, 2) => Form::TwoDigits,
            (Symbol::Era | Symbol::CyclicYear | Symbol::Weekday, width) => {
                Form::Name(name_width(width), Context::Format)
            }
            // Unlike `ee`, `cc` is one digit.
            (Symbol::LocalWeekdayAlone, 1 | 2) => Form::Number(1),
            (Symbol::Quarter | Symbol::Month | Symbol::LocalWeekday, width @ 3..) => {
                Form::Name(name_width(width), Context::Format)
            }
            (
                Symbol::QuarterAlone | Symbol::MonthAlone | Symbol::LocalWeekdayAlone,
                width @ 3..,
            ) => Form::Name(name_width(width), Context::Standalone),
            (_, width) => Form::Number(width),
        }
    }
}

/// Returns the length of a name whose letter stands this many times.
fn name_width(width: u8) -> Width {
    match width {
        4 => Width::Wide,
        5 => Width::Narrow,
        6 => Width::Short,
        _ => Width::Abbreviated,
    }
}

#[cfg(test)]
mod tests;
