//! [`Part`]: what a piece of a formatted date shows.

use super::pattern::Symbol;

/// What a piece of a formatted date shows, as `Intl.DateTimeFormat.formatToParts` groups them.
///
/// ```
/// use calendar_registry::Part;
///
/// assert_eq!(Part::CyclicYear.name(), "yearName");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Part {
    /// Text between the fields.
    Literal,
    /// The name of the era.
    Era,
    /// A year, by any of its counts but the next two.
    Year,
    /// The Gregorian year beside a year of another calendar.
    RelatedYear,
    /// The name of the year in its cycle.
    CyclicYear,
    /// The quarter, by name or number.
    Quarter,
    /// The month, by name or number.
    Month,
    /// The week of the year or of the month.
    Week,
    /// The day of the month.
    Day,
    /// The day of the year.
    DayOfYear,
    /// The Julian Day Number.
    JulianDay,
    /// The weekday, by name or number.
    Weekday,
    /// Which one the weekday is in its month.
    WeekdayInMonth,
}

impl Part {
    /// Returns the name that `formatToParts` gives it, or one of the same form for parts that it
    /// does not have.
    ///
    /// ```
    /// # use calendar_registry::Part;
    /// assert_eq!(Part::Literal.name(), "literal");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Literal => "literal",
            Part::Era => "era",
            Part::Year => "year",
            Part::RelatedYear => "relatedYear",
            Part::CyclicYear => "yearName",
            Part::Quarter => "quarter",
            Part::Month => "month",
            Part::Week => "week",
            Part::Day => "day",
            Part::DayOfYear => "dayOfYear",
            Part::JulianDay => "julianDay",
            Part::Weekday => "weekday",
            Part::WeekdayInMonth => "weekdayInMonth",
        }
    }

    pub(crate) fn of(symbol: Symbol) -> Self {
        match symbol {
            Symbol::Era => Part::Era,
            Symbol::Year | Symbol::QtYear | Symbol::WeekYear | Symbol::ExtendedYear => Part::Year,
            Symbol::CyclicYear => Part::CyclicYear,
            Symbol::RelatedYear => Part::RelatedYear,
            Symbol::Quarter | Symbol::QuarterAlone => Part::Quarter,
            Symbol::Month | Symbol::MonthAlone => Part::Month,
            Symbol::Week | Symbol::WeekOfMonth => Part::Week,
            Symbol::Day => Part::Day,
            Symbol::DayOfYear => Part::DayOfYear,
            Symbol::WeekdayInMonth => Part::WeekdayInMonth,
            Symbol::JulianDay => Part::JulianDay,
            Symbol::Weekday | Symbol::LocalWeekday | Symbol::LocalWeekdayAlone => Part::Weekday,
        }
    }
}
