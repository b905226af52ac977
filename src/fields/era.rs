//! [`Era`]: a span of time in which years are counted from a year of its own.
#![forbid(unsafe_code)]

use core::fmt;

use crate::arithmetic::{calendar_year, extended_year};
use crate::backend::Backend;
use crate::day::YearMonthDay;
use crate::error::DateError;

/// An era of a calendar, and how years are counted in it.
///
/// What [`Backend::eras`] returns is a list of these, the latest era first. Years are the calendar's
/// own, as in [`YearMonthDay`].
///
/// ```
/// use calendar_registry::{Era, YearMonthDay};
///
/// /// A reign that began within a year, after another that has no beginning.
/// const ERAS: [Era; 2] = [
///     Era::starting("second", YearMonthDay::new(2019, 5, 1)),
///     Era::unbounded("first", 1989).aliases(&["1st"]),
/// ];
/// assert!(ERAS[1].is_called("1ST"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Era {
    code: &'static str,
    aliases: &'static [&'static str],
    /// The first day. `None`: there is none.
    start: Option<YearMonthDay>,
    /// A year of the calendar, and its number in the era.
    anchor: (i32, i32),
    backward: bool,
}

impl Era {
    const fn new(code: &'static str, start: Option<YearMonthDay>, year_one: i32) -> Self {
        Era {
            code,
            aliases: &[],
            start,
            anchor: (year_one, 1),
            backward: false,
        }
    }

    /// An era that begins on this date; the year of the date is its year 1.
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

    /// An era without a beginning, of which this is the year 1: what a calendar has that
    /// knows one era only.
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

    /// An era without a beginning, whose years are counted backward: this is the year 1, and the
    /// year before it the year 2.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// /// In a calendar without a year 0.
    /// const BEFORE_CHRIST: Era = Era::backward("bce", -1).aliases(&["bc"]);
    /// assert!(BEFORE_CHRIST.is_called("bc"));
    /// ```
    #[must_use]
    pub const fn backward(code: &'static str, year_one: i32) -> Self {
        Era {
            backward: true,
            ..Self::new(code, None, year_one)
        }
    }

    /// The same era, whose first year has this number instead of 1.
    ///
    /// ```
    /// # use calendar_registry::{Era, YearMonthDay};
    /// /// Japan took over the Gregorian calendar in the sixth year of Meiji.
    /// const MEIJI: Era = Era::starting("meiji", YearMonthDay::new(1873, 1, 1)).from_year(6);
    /// # assert_eq!(MEIJI.code(), "meiji");
    /// ```
    #[must_use]
    pub const fn from_year(mut self, number: i32) -> Self {
        self.anchor.1 = number;
        self
    }

    /// The same era with other codes that lead to it.
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

    /// Its code: lower-case ASCII, as in ECMAScript's Temporal where that has the era.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert_eq!(Era::unbounded("shaka", 1).code(), "shaka");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Whether this is its code or an alias, in upper or lower case.
    ///
    /// ```
    /// # use calendar_registry::Era;
    /// assert!(!Era::unbounded("ce", 1).is_called("bce"));
    /// ```
    #[must_use]
    pub fn is_called(&self, code: &str) -> bool {
        self.code.eq_ignore_ascii_case(code)
            || self
                .aliases
                .iter()
                .any(|alias| alias.eq_ignore_ascii_case(code))
    }
}

/// A year as it is counted in an era.
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::{Backend, EraYear, YearMonthDay};
///
/// let ides = Gregorian.era_year(YearMonthDay::new(-44, 3, 15))?;
/// assert_eq!(ides, Some(EraYear { era: "bce", year: 44 }));
/// assert_eq!(ides.map(|year| year.to_string()).as_deref(), Some("44 bce"));
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EraYear {
    /// The code of the era.
    pub era: &'static str,
    /// The year in it; 0 and below where an era without a beginning is left backward.
    pub year: i32,
}

impl fmt::Display for EraYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.year, self.era)
    }
}

/// The era of a date that exists, and the year in it.
pub(crate) fn era_of<B: Backend + ?Sized>(calendar: &B, date: YearMonthDay) -> Option<EraYear> {
    let begun = |era: &&Era| era.start.is_none_or(|first| first <= date);
    let era = calendar.eras().iter().find(begun)?;
    let (anchor, number) = era.anchor;
    let from = extended_year(calendar, anchor);
    let to = extended_year(calendar, date.year);
    let away = if era.backward {
        from.saturating_sub(to)
    } else {
        to.saturating_sub(from)
    };
    let year = i32::try_from(away.saturating_add(i64::from(number))).ok()?;
    Some(EraYear {
        era: era.code,
        year,
    })
}

/// The calendar's year of a year of an era, which may lie beyond the era's end: what people mean
/// by a year of an era that ended since. `None` if the calendar has no such era.
pub(crate) fn year_of<B: Backend + ?Sized>(
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
