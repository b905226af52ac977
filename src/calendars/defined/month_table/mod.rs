//! [`MonthTable`]: a calendar whose months have published lengths.
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | the type, its constructors and its answers |
//! | `read.rs` | [`TableYear`], and the checks of the given lengths |
//! | `facts.rs` | what follows from the lengths: properties, leap years |

mod facts;
mod read;

pub use read::TableYear;

use core::ops::RangeInclusive;

use super::base::{
    Base, bounded, calendar_year, conflict, date_error, debug_by_name, extended, in_range,
    own_names,
};
use super::years::{MOST_MONTHS, YearOf, Years};
use super::{DefineError, Metadata, check};
use crate::backend::year_table::{Layout, Year};
use crate::backend::{Backend, DateError, Era, IntoBackend, Properties, derived};
use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// A calendar whose months have the lengths of a published table, for a span of years.
///
/// Outside these years it has no dates, or those of [another calendar](Self::with_otherwise).
/// A year of the table takes eight bytes, or forty if the
/// months are too uneven for a year table, and no year table of the registry is needed.
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
/// Months are counted year by year if the table differs from a lunisolar calendar beside it in the
/// numbers of months, or by more than two days. The calendar then ends 10,000 years before and after
/// the table.
///
/// ```
/// use calendar_registry::calendars::defined::{Metadata, MonthTable};
/// use calendar_registry::{Backend, JulianDay, Registry, YearMonthDay};
///
/// // Two published years: 1447 began on 26 June 2025.
/// let years = [
///     [30, 29, 30, 30, 30, 29, 30, 29, 30, 29, 30, 29],
///     [29, 30, 29, 30, 30, 29, 30, 30, 29, 30, 29, 30],
/// ];
/// let first_day = JulianDay::new(2_460_853);
/// let table = MonthTable::new(Metadata::new(["hijri of acme"]), 1447, first_day, years)?;
///
/// let calendar = Registry::new().register(table)?;
/// assert_eq!(calendar.date(JulianDay::new(2_461_208))?, YearMonthDay::new(1448, 1, 1));
/// assert_eq!(calendar.days_in_month(1448, 2)?, 30);
/// assert!(calendar.days_in_month(1449, 1).is_err());
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
        let years = read::years(first_day, years)?;
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
        let years = read::years(first_day, years)?;
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
    /// let leap = TableYear::new([30, 29, 29, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29]).leap_month(6);
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
        let last = first.saturating_add(facts::count(&years)).saturating_sub(1);
        let bounds = i64::from(i32::MIN)..=i64::from(i32::MAX);
        in_range(
            "first_year",
            calendar_year(year_zero, first),
            bounds.clone(),
        )?;
        in_range("years", calendar_year(year_zero, last), bounds)?;
        let year = |extended| i32::try_from(calendar_year(year_zero, extended)).unwrap_or(0);
        let table = (year(first), year(last));
        let properties = facts::properties(first, &years, otherwise.as_ref())?;
        let longest = facts::longest(&years);
        // `first` is an `i32` or one more than the least.
        let first = i32::try_from(first).unwrap_or(i32::MIN);
        let years = Arc::new(Years::new(first, years));
        let (start, end) = years.days();
        let mut calendar = MonthTable {
            metadata,
            years,
            otherwise,
            properties,
            longest,
            longest_common: 0,
            table,
            range: table,
            days: (JulianDay(start), JulianDay(end.wrapping_sub(1))),
        };
        calendar.join()?;
        calendar.longest_common = facts::longest_common(&calendar)?;
        let range = (calendar.range, calendar.days);
        (calendar.range, calendar.days) =
            bounded(&calendar, table, range).map_err(date_error("otherwise"))?;
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
    fn year(&self, year: i32) -> Option<YearOf<'_>> {
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
        year: i32,
        answer: impl FnOnce(&dyn Backend) -> Result<T, DateError>,
    ) -> Result<T, DateError> {
        let (first, last) = self.range;
        let no_year = DateError::Year { first, last };
        let base = self.otherwise.as_ref().ok_or(no_year)?;
        if (year < first || year > last) && (year != 0 || self.properties.year_zero) {
            return Err(no_year);
        }
        answer(base.backend.as_ref()).map_err(|error| match error {
            DateError::Year { .. } => no_year,
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
            None => self.outside(date.year, |base| base.julian_day(date)),
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
        self.outside(year, is_leap).unwrap_or(false)
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
            None => self.outside(year, |base| base.days_in_month(Some(year), month)),
        }
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        match self.year(year) {
            Some(year) => Ok(year.months()),
            None => self.outside(year, |base| base.months_in_year(year)),
        }
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        match self.year(year) {
            Some(year) => Ok(year.leap_month()),
            None => self.outside(year, |base| base.leap_month(year)),
        }
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        match self.year(year) {
            Some(year) => year.month_length(month),
            None => self.outside(year, |base| base.last_day_of_month(year, month)),
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
            Some(base) => base.text().with_names_of(self.eras()),
            None => crate::CalendarText::of_cldr(
                self.metadata.id().and_then(crate::Cldr::from_unicode_id),
            ),
        }
    }
}
