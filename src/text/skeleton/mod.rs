//! [`Skeleton`]: which fields a date shows, without their order.

mod field;
mod matching;

use core::fmt;
use core::str::FromStr;

pub(crate) use matching::resolve;

use field::FIELDS;
pub(crate) use field::Field;

/// The length of the month in a [`Skeleton`].
///
/// ```
/// use calendar_registry::{Length, Skeleton};
///
/// assert_eq!(Skeleton::md(Length::Medium).to_string(), "MMMd");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Length {
    /// The name of the month: `November`.
    Long,
    /// Its abbreviation: `Nov`.
    Medium,
    /// Its number: `11`.
    Short,
}

impl Length {
    const fn month(self) -> u8 {
        match self {
            Length::Long => 4,
            Length::Medium => 3,
            Length::Short => 1,
        }
    }
}

/// The fields that a text shows, each with a width, without their order: `yMMMd` is a year, an
/// abbreviated month and a day. Each locale has its own order and punctuation for them.
///
/// The letters are the fields of dates in [UTS 35] patterns: `G`, one of `y Y u U r`, one of `Q q`,
/// one of `M L`, `w`, `W`, one of `E c e`, one of `d g`, `D`, `F`. They can be given in any order;
/// two skeletons with the same fields are equal.
///
/// A locale has patterns for the usual skeletons only. For others the nearest one is taken, its
/// widths are adjusted and missing fields are appended, as CLDR describes in "Matching Skeletons".
///
/// ```
/// use calendar_registry::{Length, Skeleton};
///
/// let skeleton: Skeleton = "dMMMy".parse()?;
/// assert_eq!(skeleton, Skeleton::ymd(Length::Medium));
/// assert_eq!(skeleton.to_string(), "yMMMd");
/// # Ok::<(), calendar_registry::ParseSkeletonError>(())
/// ```
///
/// [UTS 35]: https://www.unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Skeleton {
    /// Letter and width of each field; a width of 0 if the field is absent.
    fields: [(u8, u8); FIELDS],
}

impl Skeleton {
    const NONE: Skeleton = Skeleton {
        fields: [(0, 0); FIELDS],
    };

    /// Creates a skeleton of year, month and day: `November 22, 2026`.
    ///
    /// ```
    /// # use calendar_registry::{Length, Skeleton};
    /// assert_eq!(Skeleton::ymd(Length::Long).to_string(), "yMMMMd");
    /// ```
    #[must_use]
    pub fn ymd(length: Length) -> Self {
        Self::of(&[(b'y', 1), (b'M', length.month()), (b'd', 1)])
    }

    /// Creates a skeleton of year, month, day and weekday: `Sunday, November 22, 2026`. Only
    /// [`Length::Long`] has the full name of the weekday.
    ///
    /// ```
    /// # use calendar_registry::{Length, Skeleton};
    /// assert_eq!(Skeleton::ymde(Length::Long).to_string(), "yMMMMEEEEd");
    /// assert_eq!(Skeleton::ymde(Length::Short).to_string(), "yMEd");
    /// ```
    #[must_use]
    pub fn ymde(length: Length) -> Self {
        let weekday = if length == Length::Long { 4 } else { 1 };
        let month = length.month();
        Self::of(&[(b'y', 1), (b'M', month), (b'E', weekday), (b'd', 1)])
    }

    /// Creates a skeleton of year and month: `November 2026`.
    ///
    /// ```
    /// # use calendar_registry::{Length, Skeleton};
    /// assert_eq!(Skeleton::ym(Length::Long).to_string(), "yMMMM");
    /// ```
    #[must_use]
    pub fn ym(length: Length) -> Self {
        Self::of(&[(b'y', 1), (b'M', length.month())])
    }

    /// Creates a skeleton of month and day: `November 22`.
    ///
    /// ```
    /// # use calendar_registry::{Length, Skeleton};
    /// assert_eq!(Skeleton::md(Length::Short).to_string(), "Md");
    /// ```
    #[must_use]
    pub fn md(length: Length) -> Self {
        Self::of(&[(b'M', length.month()), (b'd', 1)])
    }

    fn of(fields: &[(u8, u8)]) -> Self {
        let mut skeleton = Self::NONE;
        for &(letter, width) in fields {
            skeleton.set(letter, width);
        }
        skeleton
    }

    /// Returns the skeleton that a pattern shows. Of two letters for one field the first counts; a
    /// letter that is no field of a date returns `None`.
    pub(crate) fn of_pattern(pattern: &str) -> Option<Self> {
        let mut skeleton = Self::NONE;
        for run in super::runs::runs(pattern) {
            let field = Field::of(run.letter)?;
            if skeleton.get(field).is_none() {
                let width = u8::try_from(run.width()).ok()?;
                skeleton.set(run.letter, width);
            }
        }
        Some(skeleton)
    }

    fn set(&mut self, letter: u8, width: u8) {
        let slot = Field::of(letter).and_then(|field| self.fields.get_mut(field.index()));
        debug_assert!(slot.is_some(), "{letter} is no field");
        if let Some(slot) = slot {
            *slot = (letter, width);
        }
    }

    /// Returns letter and width of a field that the skeleton has.
    pub(crate) fn get(&self, field: Field) -> Option<(u8, u8)> {
        let found = self.fields.get(field.index()).copied();
        found.filter(|(_, width)| *width > 0)
    }

    /// Returns the skeleton with a field of one letter more, or in the place of another form of it.
    pub(crate) fn with(mut self, letter: u8) -> Self {
        self.set(letter, 1);
        self
    }

    /// Returns the skeleton with other letters and widths for its fields.
    pub(crate) fn map(&self, change: impl Fn(u8, u8) -> (u8, u8)) -> Self {
        let mut changed = *self;
        for (letter, width) in self.present() {
            let (letter, width) = change(letter, width);
            changed.set(letter, width);
        }
        changed
    }

    fn present(&self) -> impl Iterator<Item = (u8, u8)> + '_ {
        self.fields.iter().copied().filter(|(_, width)| *width > 0)
    }
}

/// The skeleton in the order of UTS 35.
impl fmt::Display for Skeleton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (letter, width) in self.present() {
            for _ in 0..width {
                fmt::Write::write_char(f, char::from(letter))?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Skeleton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Skeleton({self})")
    }
}

/// The reason why a text is not a [`Skeleton`]. Places are in bytes, from 0.
///
/// ```
/// use calendar_registry::{ParseSkeletonError, Skeleton};
///
/// let error = |text: &str| text.parse::<Skeleton>().unwrap_err();
/// assert_eq!(error("yMMMdjm"), ParseSkeletonError::Letter { letter: 'j', at: 5 });
/// assert_eq!(error("yMMMdMM"), ParseSkeletonError::Repeated { letter: 'M', at: 5 });
/// assert_eq!(error("ddd"), ParseSkeletonError::Width { letter: 'd', at: 0, longest: 2 });
/// assert_eq!(error(""), ParseSkeletonError::Empty);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseSkeletonError {
    /// The text is empty.
    Empty,
    /// The character is not a field of a date.
    Letter {
        /// The character.
        letter: char,
        /// Its place.
        at: usize,
    },
    /// The field was given before, by the same letter or another one.
    Repeated {
        /// The letter.
        letter: char,
        /// The place of the second one.
        at: usize,
    },
    /// The field does not have this width.
    Width {
        /// The letter.
        letter: char,
        /// The place of the first one.
        at: usize,
        /// The largest number of these letters.
        longest: u8,
    },
}

impl fmt::Display for ParseSkeletonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseSkeletonError::Empty => f.write_str("the skeleton is empty"),
            ParseSkeletonError::Letter { letter, at } => {
                write!(f, "'{letter}' at byte {at} is not a field of a date")
            }
            ParseSkeletonError::Repeated { letter, at } => {
                write!(f, "the field '{letter}' at byte {at} was given before")
            }
            ParseSkeletonError::Width {
                letter,
                at,
                longest,
            } => {
                write!(
                    f,
                    "the field '{letter}' at byte {at} has at most {longest} letters"
                )
            }
        }
    }
}

impl std::error::Error for ParseSkeletonError {}

impl FromStr for Skeleton {
    type Err = ParseSkeletonError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut skeleton = Skeleton::NONE;
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let unknown = ParseSkeletonError::Letter { letter, at };
            let byte = u8::try_from(letter).map_err(|_| unknown)?;
            let field = Field::of(byte).ok_or(unknown)?;
            if skeleton.get(field).is_some() {
                return Err(ParseSkeletonError::Repeated { letter, at });
            }
            let longest = field::longest(byte);
            let mut width = 1_u8;
            while letters.next_if(|(_, next)| *next == letter).is_some() {
                // One more than the longest is as wrong as any more.
                width = width.saturating_add(1);
            }
            if width > longest {
                return Err(ParseSkeletonError::Width {
                    letter,
                    at,
                    longest,
                });
            }
            skeleton.set(byte, width);
        }
        if skeleton == Skeleton::NONE {
            return Err(ParseSkeletonError::Empty);
        }
        Ok(skeleton)
    }
}

#[cfg(test)]
#[cfg(feature = "cldr")]
mod tests;
