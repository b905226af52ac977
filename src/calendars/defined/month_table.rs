//! [`MonthTable`]: a calendar whose months have published lengths.

use core::ops::RangeInclusive;

use super::base::{
    Base, YearLengths, calendar_year, conflict, date_error, debug_by_name, extended, in_range,
    own_names,
};
use super::years::{MOST_MONTHS, MOST_YEARS, Years};
use super::{DefineError, DefineProblem, Metadata, check};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Backend, DateError, Era, IntoBackend, Properties, derived};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// The largest length of a month: a day of the month has two digits.
const LONGEST_MONTH: i64 = 99;
/// The largest distance of a first day from Julian Day 0.
const FARTHEST_DAY: i64 = 1 << 41;
/// The number of years of another calendar, before and after the table, that its leap years are read
/// from.
const SAMPLED: i64 = 400;
/// The largest distance, in days, of the first days of years at which the mean month of the other
/// calendar still counts the months of the table.
const NEAR: u64 = 2;

/// The months of a year in a [`MonthTable`].
///
/// ```
/// use calendar_registry::calendars::defined::TableYear;
///
/// let common = TableYear::from([30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29]);
/// let leap = TableYear::from([30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30]).leap_month(6);
/// assert_ne!(common, leap);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use]
pub struct TableYear {
    lengths: Vec<u8>,
    leap_month: Option<u8>,
}

impl TableYear {
    /// Creates a year from the lengths of its months, in days.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::TableYear;
    /// assert_eq!(TableYear::new(vec![31, 30]), TableYear::from([31, 30]));
    /// ```
    pub fn new(lengths: impl Into<Vec<u8>>) -> Self {
        TableYear {
            lengths: lengths.into(),
            leap_month: None,
        }
    }

    /// Sets the ordinal of the leap month, from 2: it has the code of the month before it.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::TableYear;
    /// // The leap month after month 5 of the Chinese year 2028.
    /// # let _ =
    /// TableYear::new([29, 30, 29, 29, 30, 29, 30, 29, 30, 30, 30, 29, 30]).leap_month(6)
    /// # ;
    /// ```
    pub fn leap_month(mut self, ordinal: u8) -> Self {
        self.leap_month = Some(ordinal);
        self
    }
}

impl From<Vec<u8>> for TableYear {
    fn from(lengths: Vec<u8>) -> Self {
        TableYear::new(lengths)
    }
}

impl<const N: usize> From<[u8; N]> for TableYear {
    fn from(lengths: [u8; N]) -> Self {
        TableYear::new(lengths)
    }
}

/// A calendar whose months have the lengths of a published table, for a span of years.
///
/// Outside these years it has no dates, or those of [another calendar](Self::with_otherwise).
/// Conversions inside the table cost a few nanoseconds, and eight bytes a year.
///
/// **Kind.** Beside another calendar, that of the other calendar. Alone, a table with leap months is
/// lunisolar; one of twelve months of 29 and 30 days is lunar; one of 365 days a year on average
/// (± 2) is solar.
///
/// **Leap years** are those with a leap month in a lunisolar calendar. Elsewhere they are the years
/// longer than the common years of the other calendar; in a table alone, those longer than the
/// shortest year.
///
/// Alone, the calendar has a year 0, and eras if the [`Metadata`] has some. Beside another calendar,
/// these, and the text, are those of the other one. The authoritative years are those of the table,
/// unless the metadata has others.
///
/// ```
/// use calendar_registry::calendars::defined::{Metadata, MonthTable};
/// use calendar_registry::{Backend, JulianDay, Registry, YearMonthDay};
///
/// // Two years of Bikram Sambat: 2081 began on 13 April 2024.
/// let years = [
///     [31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31],
///     [31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30],
/// ];
/// let first_day = JulianDay::new(2_460_414);
/// let nepal = MonthTable::new(Metadata::new(["Bikram Sambat"]), 2081, first_day, years)?;
///
/// let nepal = Registry::new().register(nepal)?;
/// assert_eq!(nepal.date(JulianDay::new(2_460_414 + 366))?, YearMonthDay::new(2082, 1, 1));
/// assert_eq!(nepal.days_in_month(2082, 3)?, 32);
/// assert!(nepal.days_in_month(2083, 1).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct MonthTable {
    metadata: Metadata,
    years: Arc<Years>,
    /// The calendar outside the table.
    otherwise: Option<Base>,
    properties: Properties,
    /// The length of each month in the year of the table in which it is longest.
    longest: [u8; MOST_MONTHS],
    /// The longest common year, except in a lunisolar calendar.
    longest_common: u16,
    /// The first and the last year of the table, and of the calendar.
    table: (i32, i32),
    range: (i32, i32),
    /// The first and the last day.
    days: (JulianDay, JulianDay),
}

debug_by_name!(MonthTable);

impl MonthTable {
    /// Creates a calendar that has only the years of the table: from `first_year`, which begins on
    /// `first_day`, one after another.
    ///
    /// # Errors
    /// [`DefineError`] at `years` for an empty table or more than 5,000 years; at `years[i]` for a
    /// year without months or with more than 13; at `years[i][j]` for a month without days or with
    /// more than 99; at `years[i].leap_month`, `first_year` or `first_day` for a number out of range;
    /// for metadata that does not fit, at its field.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{Metadata, MonthTable};
    /// use calendar_registry::JulianDay;
    ///
    /// let (metadata, first_day) = (Metadata::new(["acme"]), JulianDay::new(2_460_414));
    /// let error = MonthTable::new(metadata, 1, first_day, [[31, 30], [31, 0]]).unwrap_err();
    /// assert_eq!(error.to_string(), "years[1][1]: 0 is not between 1 and 99");
    /// ```
    pub fn new(
        metadata: Metadata,
        first_year: i32,
        first_day: JulianDay,
        years: impl IntoIterator<Item = impl Into<TableYear>>,
    ) -> Result<Self, DefineError> {
        let years = read(first_day, years)?;
        Self::of(metadata, i64::from(first_year), years, None)
    }

    /// Creates a calendar with the years of the table, and with those of `otherwise` before and after
    /// it. In a calendar without a year 0, the year 1 follows the year −1 in the table too.
    ///
    /// # Errors
    /// As [`new`](Self::new), and at `otherwise` if the years of the two calendars do not join: the
    /// year after the table must begin on the day after it, and the year before it must end on the day
    /// before it, if they exist.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{Metadata, MonthTable};
    /// use calendar_registry::calendars::IslamicCivil;
    /// use calendar_registry::{Backend, YearMonthDay};
    ///
    /// // A year whose first month has a day more, and the second one a day less.
    /// let sighted = [30, 30, 29, 29, 30, 29, 30, 29, 30, 29, 30, 29];
    /// let first_day = IslamicCivil.julian_day(YearMonthDay::new(1446, 1, 1))?;
    /// let metadata = Metadata::new(["sighted"]);
    /// let calendar =
    ///     MonthTable::with_otherwise(metadata, 1446, first_day, [sighted], IslamicCivil)?;
    /// assert_eq!(calendar.days_in_month(Some(1446), 2), Ok(30));
    /// assert_eq!(calendar.days_in_month(Some(1445), 2), Ok(29));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_otherwise(
        metadata: Metadata,
        first_year: i32,
        first_day: JulianDay,
        years: impl IntoIterator<Item = impl Into<TableYear>>,
        otherwise: impl IntoBackend,
    ) -> Result<Self, DefineError> {
        let years = read(first_day, years)?;
        let otherwise = Base::new("otherwise", otherwise.into_backend())?;
        if first_year == 0 && !otherwise.properties.year_zero {
            return Err(date_error("first_year")(DateError::YearZero));
        }
        let first = otherwise.extended(first_year);
        Self::of(metadata, first, years, Some(otherwise))
    }

    /// States that a leap month belongs to the month after it, as Adar I to Adar, and not to the month
    /// before it.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::{Metadata, MonthTable, TableYear};
    /// use calendar_registry::{Backend, JulianDay};
    ///
    /// let leap = TableYear::new([30, 29, 30, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29]).leap_month(6);
    /// let first_day = JulianDay::new(2_460_204);
    /// let table = MonthTable::new(Metadata::new(["acme"]), 5784, first_day, [leap])?;
    /// assert!(table.leap_months_lead().properties().leap_month_leads);
    /// # Ok::<(), calendar_registry::calendars::defined::DefineError>(())
    /// ```
    #[must_use]
    pub fn leap_months_lead(mut self) -> Self {
        self.properties.leap_month_leads = true;
        self
    }

    /// Creates a calendar of checked years. `first` is the extended year of the first one.
    pub(super) fn of(
        metadata: Metadata,
        first: i64,
        years: Vec<Year>,
        otherwise: Option<Base>,
    ) -> Result<Self, DefineError> {
        let year_zero = otherwise
            .as_ref()
            .is_none_or(|base| base.properties.year_zero);
        let last = first.saturating_add(count(&years)).saturating_sub(1);
        let bounds = i64::from(i32::MIN)..=i64::from(i32::MAX);
        in_range(
            "first_year",
            calendar_year(year_zero, first),
            bounds.clone(),
        )?;
        in_range("years", calendar_year(year_zero, last), bounds)?;
        let year = |extended| i32::try_from(calendar_year(year_zero, extended)).unwrap_or(0);
        let table = (year(first), year(last));
        let facts = Facts::of(first, &years, otherwise.as_ref())?;
        let longest = longest(&years);
        // `first` is an `i32` or one more than the least.
        let first = i32::try_from(first).unwrap_or(i32::MIN);
        let years = Arc::new(Years::new(first, years));
        let (start, end) = years.days();
        let mut calendar = MonthTable {
            metadata,
            years,
            otherwise,
            properties: facts.properties,
            longest,
            longest_common: facts.longest_common,
            table,
            range: table,
            days: (JulianDay(start), JulianDay(end.wrapping_sub(1))),
        };
        calendar.join()?;
        check::check(&calendar, calendar.days)?;
        Ok(calendar)
    }

    /// Checks that the other calendar has the day before the table and the day after it, as the end
    /// and the start of a year, and extends the range to it.
    fn join(&mut self) -> Result<(), DefineError> {
        let Some(base) = &self.otherwise else {
            return Ok(());
        };
        let failed = date_error("otherwise");
        let beside = |year: i32, step: i64| base.year(base.extended(year).wrapping_add(step));
        let (before, after) = (beside(self.table.0, -1), beside(self.table.1, 1));
        let (start, end) = self.years.days();
        if let Some(year) = before {
            let months = base.months_in_year(year).map_err(&failed)?;
            let (_, last) =
                derived::last_of_month(base.backend.as_ref(), year, months).map_err(&failed)?;
            if last.0 != start.wrapping_sub(1) {
                return Err(not_joined(
                    year,
                    "ends",
                    last.0.wrapping_sub(start).wrapping_add(1),
                ));
            }
            (self.range.0, self.days.0) = (base.years.0, base.days.0);
        }
        if let Some(year) = after {
            let (_, first) =
                derived::first_of_month(base.backend.as_ref(), year, 1).map_err(&failed)?;
            if first.0 != end {
                return Err(not_joined(year, "begins", first.0.wrapping_sub(end)));
            }
            (self.range.1, self.days.1) = (base.years.1, base.days.1);
        }
        if before.is_none() && after.is_none() {
            return Err(conflict("otherwise", "it has no year next to the table"));
        }
        Ok(())
    }

    /// Returns a year of the table.
    #[inline]
    fn year(&self, year: i32) -> Option<super::years::YearOf<'_>> {
        self.years.year(self.index(year)?)
    }

    /// Returns the extended year. `None` for a missing year 0.
    #[inline]
    fn index(&self, year: i32) -> Option<i32> {
        let year_zero = self.properties.year_zero;
        if year == 0 && !year_zero {
            return None;
        }
        i32::try_from(extended(year_zero, year)).ok()
    }

    /// Returns the answer of the other calendar for a year outside the table. An error has the range
    /// of this calendar.
    fn outside<T>(
        &self,
        answer: impl FnOnce(&dyn Backend) -> Result<T, DateError>,
    ) -> Result<T, DateError> {
        let (first, last) = self.range;
        let year = DateError::Year { first, last };
        let base = self.otherwise.as_ref().ok_or(year)?;
        answer(base.backend.as_ref()).map_err(|error| match error {
            DateError::Year { .. } => year,
            error => error,
        })
    }

    /// Converts a date outside the table, or finds the error of a date that does not exist.
    #[cold]
    #[inline(never)]
    fn other_julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        match self.year(date.year) {
            Some(year) => {
                let in_year = year.day_of_year(date.month, date.day)?;
                Ok(JulianDay(year.first().wrapping_add(i64::from(in_year))))
            }
            None => self.outside(|base| base.julian_day(date)),
        }
    }

    /// Converts a day outside the table.
    #[cold]
    #[inline(never)]
    fn other_date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let (first, last) = self.days;
        match &self.otherwise {
            Some(base) if (first..=last).contains(&day) => base.date(day),
            _ => Err(DateError::JulianDay { day, first, last }),
        }
    }
}

fn not_joined(year: i32, verb: &str, late: i64) -> DefineError {
    let direction = if late < 0 { "before" } else { "after" };
    let days = late.unsigned_abs();
    let reason = format!("its year {year} {verb} {days} days {direction} the table does");
    conflict("otherwise", reason)
}

fn count(years: &[Year]) -> i64 {
    i64::try_from(years.len()).unwrap_or(i64::MAX)
}

/// Reads the years, each of which begins where the one before it ends.
fn read(
    first_day: JulianDay,
    years: impl IntoIterator<Item = impl Into<TableYear>>,
) -> Result<Vec<Year>, DefineError> {
    in_range(
        "first_day",
        first_day.0,
        FARTHEST_DAY.wrapping_neg()..=FARTHEST_DAY,
    )?;
    let mut first = first_day.0;
    let mut read = Vec::new();
    for (index, year) in years.into_iter().enumerate() {
        if index == usize::from(MOST_YEARS) {
            let problem = DefineProblem::Length {
                length: index.saturating_add(1),
                first: 1,
                last: usize::from(MOST_YEARS),
            };
            return Err(DefineError::new("years", problem));
        }
        let year = read_year(index, first, &year.into())?;
        first = year.end();
        read.push(year);
    }
    if read.is_empty() {
        return Err(DefineError::new("years", DefineProblem::Empty));
    }
    Ok(read)
}

/// Reads the year at an index, which begins on `first`.
fn read_year(index: usize, first: i64, given: &TableYear) -> Result<Year, DefineError> {
    let path = format!("years[{index}]");
    let length = given.lengths.len();
    if length == 0 {
        return Err(DefineError::new(path, DefineProblem::Empty));
    }
    let too_many = DefineProblem::Length {
        length,
        first: 1,
        last: MOST_MONTHS,
    };
    if length > MOST_MONTHS {
        return Err(DefineError::new(path, too_many));
    }
    for (month, length) in given.lengths.iter().enumerate() {
        let path = || format!("{path}[{month}]");
        in_range(path(), i64::from(*length), 1..=LONGEST_MONTH)?;
    }
    let mut year = Year::new(first);
    year.extend(given.lengths.iter().copied());
    if let Some(ordinal) = given.leap_month {
        let last = i64::from(year.months());
        in_range(format!("{path}.leap_month"), i64::from(ordinal), 2..=last)?;
    }
    Ok(year.with_leap_month(given.leap_month))
}

/// Returns the length of each month in the year in which it is longest.
fn longest(years: &[Year]) -> [u8; MOST_MONTHS] {
    let mut longest = [0; MOST_MONTHS];
    for year in years {
        for (month, longest) in (1..=year.months()).zip(&mut longest) {
            *longest = year.month_length(month).unwrap_or(0).max(*longest);
        }
    }
    longest
}

/// What follows from the years of the table and from the other calendar.
struct Facts {
    properties: Properties,
    longest_common: u16,
}

impl Facts {
    fn of(first: i64, years: &[Year], otherwise: Option<&Base>) -> Result<Self, DefineError> {
        let mut properties = match otherwise {
            Some(base) => base.properties,
            None => alone(years),
        };
        let is_lunisolar = properties.is_lunisolar();
        let with_leap_month = years.iter().position(|year| year.leap_month().is_some());
        if let (Some(index), false) = (with_leap_month, is_lunisolar) {
            let path = format!("years[{index}].leap_month");
            return Err(conflict(path, "the other calendar has no leap months"));
        }
        widen(&mut properties, years);
        if let Some(base) = otherwise {
            keep_counts(&mut properties, first, years, base);
        }
        let last = first.saturating_add(count(years));
        let beside = otherwise.map(|base| {
            let before = first.saturating_sub(SAMPLED)..=first.saturating_sub(1);
            let after = last..=last.saturating_add(SAMPLED);
            base.lengths(before).and(base.lengths(after))
        });
        let beside = beside.unwrap_or_default();
        let longest_common = longest_common(years, beside);
        let mut all = beside;
        for year in years {
            let is_leap = if is_lunisolar {
                year.leap_month().is_some()
            } else {
                year.days() > longest_common
            };
            all.add(year.days(), is_leap);
        }
        if !all.are_apart() {
            let reason = "a year without a leap month is as long as one with a leap month";
            return Err(conflict("years", reason));
        }
        Ok(Facts {
            properties,
            longest_common,
        })
    }
}

/// Returns the longest common year: of the calendar beside the table, if it has leap years there.
fn longest_common(years: &[Year], beside: YearLengths) -> u16 {
    match (beside.common, beside.leap) {
        (Some((_, longest)), Some(_)) => longest,
        (common, _) => {
            let shortest = years.iter().map(Layout::days).min().unwrap_or(0);
            common.map_or(shortest, |(least, _)| least.min(shortest))
        }
    }
}

/// Returns the properties of a table without another calendar, by the lengths of its months.
fn alone(years: &[Year]) -> Properties {
    let has_leap_months = years.iter().any(|year| year.leap_month().is_some());
    let mut lengths = years.iter().flat_map(month_lengths);
    let lunar = lengths.all(|length| matches!(length, 29 | 30));
    let twelve = years.iter().all(|year| year.months() == 12);
    let days: i64 = years.iter().map(|year| i64::from(year.days())).sum();
    let mean = days.checked_div(count(years)).unwrap_or(0);
    let properties = match (has_leap_months, lunar && twelve, mean) {
        (true, _, _) => Properties::lunisolar(),
        (_, true, _) => Properties::lunar(),
        (_, _, 363..=367) => Properties::solar(),
        _ => Properties::other(),
    };
    let (months, length) = years.first().map_or((1, 1), |year| {
        (common_months(year), year.month_length(1).unwrap_or(1))
    });
    properties
        .proleptic(false)
        .year_zero(true)
        .months(months, months)
        .month_lengths(length, length)
}

/// Returns the number of months, the leap month not counted.
fn common_months(year: &Year) -> u8 {
    let leap = u8::from(year.leap_month().is_some());
    year.months().saturating_sub(leap)
}

fn month_lengths(year: &Year) -> impl Iterator<Item = u8> {
    (1..=year.months()).map(|month| year.month_length(month).unwrap_or(0))
}

/// Widens the bounds so that they contain the years.
fn widen(properties: &mut Properties, years: &[Year]) {
    for year in years {
        let (fewest, most) = &mut properties.months;
        *fewest = common_months(year).min(*fewest);
        *most = year.months().max(*most);
        for length in month_lengths(year) {
            let (shortest, longest) = &mut properties.month_lengths;
            *shortest = length.min(*shortest);
            *longest = length.max(*longest);
        }
    }
}

/// Keeps what the other calendar states about the number of months where the table agrees with it.
fn keep_counts(properties: &mut Properties, first: i64, years: &[Year], base: &Base) {
    let same = |(extended, year): (i64, &Year), near: bool| {
        let Some(number) = base.year(extended) else {
            return false;
        };
        let count = base.months_in_year(number) == Ok(year.months());
        let start = derived::first_of_month(base.backend.as_ref(), number, 1);
        let start = start.map(|(_, day)| day.0.abs_diff(year.first()));
        count && (!near || start.is_ok_and(|days| days <= NEAR))
    };
    let mut numbered = (first..).zip(years);
    if !numbered.all(|year| same(year, false)) {
        properties.month_cycle = None;
    }
    let mut numbered = (first..).zip(years);
    if !numbered.all(|year| same(year, true)) {
        properties.mean_month = None;
    }
    let after = properties.leap_month_after;
    let follows = |ordinal: u8| after.is_none_or(|after| after == ordinal.saturating_sub(1));
    let mut leap_months = years.iter().filter_map(Layout::leap_month);
    if !leap_months.all(follows) {
        properties.leap_month_after = None;
    }
}

impl Backend for MonthTable {
    own_names!();

    fn properties(&self) -> Properties {
        self.properties
    }

    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let year = self.index(date.year);
        match year.and_then(|year| self.years.day(year, date.month, date.day)) {
            Some(day) => Ok(day),
            None => self.other_julian_day(date),
        }
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let Some(date) = self.years.date(day) else {
            return self.other_date(day);
        };
        // The extended year is that of a year of the table.
        let before = i32::from(date.year <= 0 && !self.properties.year_zero);
        Ok(YearMonthDay::whole(
            date.year.wrapping_sub(before),
            date.month,
            date.day,
        ))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        if let Some(year) = self.year(year) {
            return if self.properties.is_lunisolar() {
                year.leap_month().is_some()
            } else {
                year.days() > self.longest_common
            };
        }
        let is_leap = |base: &dyn Backend| {
            // The other calendar may have no leap years, and longer ones than the table.
            let is_longer =
                || derived::days_in_year(base, year).is_ok_and(|days| days > self.longest_common);
            let by_length = !self.properties.is_lunisolar();
            Ok(base.is_leap_year(year) || (by_length && is_longer()))
        };
        self.outside(is_leap).unwrap_or(false)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let Some(year) = year else {
            let index = usize::from(month).checked_sub(1);
            let own = index.and_then(|index| self.longest.get(index));
            let own = own.copied().filter(|length| *length > 0);
            let other = self.otherwise.as_ref();
            let other = other.and_then(|base| base.days_in_month(None, month).ok());
            let last = self.properties.months.1;
            return own.max(other).ok_or(DateError::Month { month, last });
        };
        match self.year(year) {
            Some(year) => year.month_length(month),
            None => self.outside(|base| base.days_in_month(Some(year), month)),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        match self.year(year) {
            Some(year) => Ok(year.months()),
            None => self.outside(|base| base.months_in_year(year)),
        }
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        match self.year(year) {
            Some(year) => Ok(year.leap_month()),
            None => self.outside(|base| base.leap_month(year)),
        }
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        match self.year(year) {
            Some(year) => year.month_length(month),
            None => self.outside(|base| base.last_day_of_month(year, month)),
        }
    }

    fn eras(&self) -> &[Era] {
        match (&self.metadata.eras, &self.otherwise) {
            (Some(eras), _) => eras,
            (None, Some(base)) => base.eras(),
            (None, None) => &[],
        }
    }

    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        let own = self.metadata.authoritative_years.clone();
        own.or(Some(self.table.0..=self.table.1))
    }

    #[cfg(feature = "text")]
    fn text(&self) -> crate::CalendarText {
        if let Some(text) = &self.metadata.text {
            return text.clone();
        }
        match &self.otherwise {
            Some(base) => base.text(),
            None => crate::CalendarText::of_cldr(
                self.metadata.id().and_then(crate::Cldr::from_unicode_id),
            ),
        }
    }
}
