//! [`Era`] and [`EraYear`]: years counted from a beginning of the era.

use core::fmt;
use std::borrow::Cow;

use super::Backend;
use super::derived::{calendar_year, extended_year};
use crate::backend::DateError;
use crate::day::YearMonthDay;

/// An era of a calendar, and how it counts years.
///
/// [`Backend::eras`] returns a list of these, the latest era first. Years are those of the
/// calendar, as in [`YearMonthDay`]. An era owns its text, so it can come from a file.
///
/// ```
/// use calendar_registry::{Era, YearMonthDay};
///
/// /// A reign that began within a year, after another without a beginning.
/// static ERAS: [Era; 2] = [
///     Era::starting("second", YearMonthDay::new(2019, 5, 1)),
///     Era::unbounded("first", 1989).aliases(&["1st"]),
/// ];
/// assert!(ERAS[1].is_called("1ST"));
///
/// let from_file = String::from("third");
/// let third = Era::starting("", YearMonthDay::new(2030, 1, 1)).with_code(from_file);
/// assert_eq!(third.code(), "third");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Era {
    code: Cow<'static, str>,
    aliases: &'static [&'static str],
    owned_aliases: Vec<String>,
    /// The first day, or `None` for an era without a beginning.
    start: Option<YearMonthDay>,
    /// A year of the calendar, and its number in the era.
    anchor: (i32, i32),
    backward: bool,
}

impl Era {
    const fn new(code: &'static str, start: Option<YearMonthDay>, year_one: i32) -> Self {
        Era {
            code: Cow::Borrowed(code),
            aliases: &[],
            owned_aliases: Vec::new(),
            start,
            anchor: (year_one, 1),
            backward: false,
        }
    }

    /// Creates an era that begins on this date. The year of the date is its year 1.
    ///
    /// ```
    /// # use calendar_registry::{Era, YearMonthDay};
    /// const REIWA: Era = Era::starting("reiwa", YearMonthDay::new(2019, 5, 1));
    /// assert_eq!(REIWA.code(), "reiwa");
    /// ```
    #[must_use]
    pub const fn starting(code: &'static str, first: YearMonthDay) -> Self {
        Self::new(code, Some(first), first.year)
    }

    /// Creates an era without a beginning, as a calendar with one era has it. `year_one` is the
    /// year of the calendar that is its year 1.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// const ANNO_MUNDI: Era = Era::unbounded("am", 1);
    /// assert_eq!(ANNO_MUNDI.code(), "am");
    /// ```
    #[must_use]
    pub const fn unbounded(code: &'static str, year_one: i32) -> Self {
        Self::new(code, None, year_one)
    }

    /// Creates an era without a beginning that counts backward: the year before `year_one` is its
    /// year 2.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// /// In a calendar without a year 0.
    /// const BEFORE_CHRIST: Era = Era::backward("bce", -1).aliases(&["bc"]);
    /// assert!(BEFORE_CHRIST.is_called("bc"));
    /// ```
    #[must_use]
    pub const fn backward(code: &'static str, year_one: i32) -> Self {
        let mut era = Self::new(code, None, year_one);
        era.backward = true;
        era
    }

    /// Sets the number of the era's first year, instead of 1.
    ///
    /// ```
    /// # use calendar_registry::{Era, YearMonthDay};
    /// /// Japan adopted the Gregorian calendar in the sixth year of Meiji.
    /// const MEIJI: Era = Era::starting("meiji", YearMonthDay::new(1873, 1, 1)).from_year(6);
    /// # assert_eq!(MEIJI.code(), "meiji");
    /// ```
    #[must_use]
    pub const fn from_year(mut self, number: i32) -> Self {
        self.anchor.1 = number;
        self
    }

    /// Sets other codes that the era is found by.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert!(Era::unbounded("ce", 1).aliases(&["ad"]).is_called("AD"));
    /// ```
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Adds a code, known at run time, that the era is found by.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert!(Era::unbounded("fy", 1).alias(String::from("fiscal")).is_called("fiscal"));
    /// ```
    #[must_use]
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.owned_aliases.push(alias.into());
        self
    }

    /// Replaces the code by one known at run time.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert_eq!(Era::unbounded("", 1).with_code(String::from("fy")).code(), "fy");
    /// ```
    #[must_use]
    pub fn with_code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = code.into();
        self
    }

    /// Returns the code: lower-case ASCII, the code of ECMAScript's Temporal if it has the era.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert_eq!(Era::unbounded("shaka", 1).code(), "shaka");
    /// ```
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns whether this is the code or an alias, in any ASCII case.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert!(!Era::unbounded("ce", 1).is_called("bce"));
    /// ```
    #[must_use]
    pub fn is_called(&self, code: &str) -> bool {
        self.codes().any(|name| name.eq_ignore_ascii_case(code))
    }

    /// Returns the first date, or `None` for an era without a beginning.
    pub(crate) fn start(&self) -> Option<YearMonthDay> {
        self.start
    }

    /// Returns the code and the aliases.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let owned = self.owned_aliases.iter().map(String::as_str);
        [self.code()]
            .into_iter()
            .chain(self.aliases.iter().copied())
            .chain(owned)
    }
}

/// A year in the count of an era.
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::{BackendExt, EraYear, YearMonthDay};
///
/// let ides = Gregorian.era_year(YearMonthDay::new(-44, 3, 15))?;
/// assert_eq!(ides, Some(EraYear::new("bce", 44)));
/// assert_eq!(ides.map(|year| year.to_string()).as_deref(), Some("44 bce"));
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct EraYear<'e> {
    /// The code of the era.
    pub era: Cow<'e, str>,
    /// The year in the era: 0 and below before the year 1 of an era without a beginning.
    pub year: i32,
}

impl<'e> EraYear<'e> {
    /// Creates a year of an era.
    ///
    /// ```
    /// # use calendar_registry::EraYear;
    /// assert_eq!(EraYear::new("reiwa", 8).to_string(), "8 reiwa");
    /// ```
    #[must_use]
    pub fn new(era: impl Into<Cow<'e, str>>, year: i32) -> Self {
        EraYear {
            era: era.into(),
            year,
        }
    }

    /// Returns the same year with a text of its own, independent of the calendar.
    ///
    /// ```
    /// # use calendar_registry::EraYear;
    /// let kept: EraYear<'static> = EraYear::new("reiwa", 8).into_owned();
    /// assert_eq!(kept.era, "reiwa");
    /// ```
    #[must_use]
    pub fn into_owned(self) -> EraYear<'static> {
        EraYear {
            era: Cow::Owned(self.era.into_owned()),
            year: self.year,
        }
    }
}

impl fmt::Display for EraYear<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.year, self.era)
    }
}

/// How an era counts, in extended years: what is needed of it to number the years of dates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EraCount {
    #[cfg(feature = "text")]
    start: Option<YearMonthDay>,
    /// The extended year with the number `number`.
    from: i64,
    number: i32,
    backward: bool,
}

impl EraCount {
    pub(crate) fn of<B: Backend + ?Sized>(calendar: &B, era: &Era) -> Self {
        let (anchor, number) = era.anchor;
        EraCount {
            #[cfg(feature = "text")]
            start: era.start,
            from: extended_year(calendar, anchor),
            number,
            backward: era.backward,
        }
    }

    /// Returns whether the era has begun by this date. Of the eras that have, the first one holds.
    #[cfg(feature = "text")]
    #[inline]
    pub(crate) fn has_begun(&self, date: YearMonthDay) -> bool {
        self.start.is_none_or(|first| first <= date)
    }

    /// Returns the year of the era. It may exceed an `i32`.
    #[inline]
    pub(crate) fn year(&self, extended: i64) -> i64 {
        // Extended years are within an `i32` and one, so none of these sums saturates.
        let away = if self.backward {
            self.from.saturating_sub(extended)
        } else {
            extended.saturating_sub(self.from)
        };
        away.saturating_add(i64::from(self.number))
    }
}

/// Returns the year in its era of a date that exists. `None` without an era, or where the year of
/// the era exceeds an `i32`.
pub(super) fn era_of<B: Backend + ?Sized>(calendar: &B, date: YearMonthDay) -> Option<EraYear<'_>> {
    let has_begun = |era: &&Era| era.start.is_none_or(|first| first <= date);
    let era = calendar.eras().iter().find(has_begun)?;
    let extended = extended_year(calendar, date.year);
    let year = EraCount::of(calendar, era).year(extended);
    Some(EraYear::new(era.code(), i32::try_from(year).ok()?))
}

/// Returns the calendar's year of a year of an era, or `None` if the calendar has no such era. The
/// year may be after the era's end: "Showa 70" is understood.
pub(super) fn year_of<B: Backend + ?Sized>(
    calendar: &B,
    code: &str,
    year: i32,
) -> Option<Result<i32, DateError>> {
    let era = calendar.eras().iter().find(|era| era.is_called(code))?;
    let (anchor, number) = era.anchor;
    let away = i64::from(year).saturating_sub(i64::from(number));
    let from = extended_year(calendar, anchor);
    let target = if era.backward {
        from.saturating_sub(away)
    } else {
        from.saturating_add(away)
    };
    Some(calendar_year(calendar, i128::from(target)))
}
