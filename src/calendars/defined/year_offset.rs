//! [`YearOffset`]: a calendar with the months and days of another one, and other year numbers.

use core::ops::RangeInclusive;

use super::base::{Base, conflict, date_error, debug_by_name, own_names};
use super::{DefineError, Metadata, check};
use crate::backend::{Backend, DateError, Era, IntoBackend, Properties, derived};
use crate::day::{JulianDay, YearMonthDay};

/// A calendar with the months and days of another one, and years counted from elsewhere.
///
/// The year of a date is the *extended* year of the base calendar plus an offset. Extended years
/// count in a row: in a base without a year 0, such as [`Gregorian`](crate::calendars::Gregorian),
/// the year −1 is the extended year 0. This calendar always has a year 0, as Buddhist and Minguo
/// have.
///
/// Eras: those of the [`Metadata`], or one era without a beginning, whose code is the primary name
/// in lower case, with `-` instead of spaces. Text and authoritative years: those of the metadata,
/// or of the base. Range: that of the base, where the years fit an `i32`.
///
/// ```
/// use calendar_registry::calendars::Gregorian;
/// use calendar_registry::calendars::defined::{Metadata, YearOffset};
/// use calendar_registry::{Backend, JulianDay, Registry, YearMonthDay};
///
/// let holocene = YearOffset::new(Metadata::new(["Holocene"]), Gregorian, 10_000)?;
/// let date = YearMonthDay::new(12_026, 11, 22);
/// assert_eq!(holocene.date(JulianDay::new(2_461_367)), Ok(date));
///
/// let registry = Registry::new();
/// registry.register(holocene)?;
/// let juche = YearOffset::new(Metadata::new(["Juche"]), Gregorian, -1911)?;
/// let juche = registry.register(juche)?;
/// assert_eq!(juche.era_year(YearMonthDay::new(115, 11, 22))?.unwrap().to_string(), "115 juche");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct YearOffset {
    metadata: Metadata,
    base: Base,
    /// The year of this calendar that is the extended year 0 of the base.
    offset: i64,
    /// The first and the last year, and the first and the last day.
    years: (i32, i32),
    days: (JulianDay, JulianDay),
}

debug_by_name!(YearOffset);

impl YearOffset {
    /// Creates a calendar whose year is the extended year of `base` plus `years`.
    ///
    /// # Errors
    /// [`DefineError`] at `years` if no year of the base fits an `i32` then; for metadata that does
    /// not fit, at its field.
    ///
    /// ```
    /// use calendar_registry::calendars::Gregorian;
    /// use calendar_registry::calendars::defined::{Metadata, YearOffset};
    /// use calendar_registry::{BackendExt, Era, YearMonthDay};
    ///
    /// // A tenant that was founded in 1998.
    /// let metadata = Metadata::new(["acme"]).eras(vec![Era::unbounded("founding", 1)]);
    /// let acme = YearOffset::new(metadata, Gregorian, -1997)?;
    /// let year = acme.era_year(YearMonthDay::new(29, 1, 1))?;
    /// assert_eq!(year.map(|year| year.to_string()).as_deref(), Some("29 founding"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(
        mut metadata: Metadata,
        base: impl IntoBackend,
        years: i32,
    ) -> Result<Self, DefineError> {
        let base = Base::new("base", base.into_backend())?;
        let offset = i64::from(years);
        let (first, last) = base.years;
        // Sums of an extended year and an `i32` fit.
        let first = base.extended(first).wrapping_add(offset);
        let last = base.extended(last).wrapping_add(offset);
        let (Ok(first), Ok(last)) = (
            i32::try_from(first.max(i32::MIN.into())),
            i32::try_from(last.min(i32::MAX.into())),
        ) else {
            return Err(conflict("years", "no year of the base fits 32 bits"));
        };
        if metadata.eras.is_none() {
            let era = Era::unbounded("", 1).with_code(era_code(&metadata));
            metadata.eras = Some(vec![era]);
        }
        let days = base.days;
        let mut calendar = YearOffset {
            metadata,
            base,
            offset,
            years: (first, last),
            days,
        };
        calendar.cut_range().map_err(date_error("years"))?;
        check::check(&calendar, calendar.days)?;
        Ok(calendar)
    }

    /// Leaves out the days of years of the base that exceed an `i32` here.
    fn cut_range(&mut self) -> Result<(), DateError> {
        let base = self.base.backend.as_ref();
        let (first, last) = (self.base_year(self.years.0)?, self.base_year(self.years.1)?);
        if first != self.base.years.0 {
            self.days.0 = derived::first_of_month(base, first, 1)?.1;
        }
        if last != self.base.years.1 {
            let month = base.months_in_year(last)?;
            self.days.1 = derived::last_of_month(base, last, month)?.1;
        }
        Ok(())
    }

    /// Returns the year of the base.
    #[inline]
    fn base_year(&self, year: i32) -> Result<i32, DateError> {
        // The difference of two `i32` fits.
        let extended = i64::from(year).wrapping_sub(self.offset);
        self.base.year(extended).ok_or(DateError::Year {
            first: self.years.0,
            last: self.years.1,
        })
    }

    /// Returns the year of this calendar.
    #[inline]
    fn year(&self, base_year: i32) -> Option<i32> {
        let extended = self.base.extended(base_year);
        i32::try_from(extended.wrapping_add(self.offset)).ok()
    }

    /// Returns the years of this calendar for a span of years of the base.
    fn span(&self, span: Option<RangeInclusive<i32>>) -> Option<RangeInclusive<i32>> {
        let (first, last) = span?.into_inner();
        Some(self.year(first)?..=self.year(last)?)
    }
}

/// Returns the primary name in lower case, without spaces.
fn era_code(metadata: &Metadata) -> String {
    let name = metadata.names().first().map_or("era", |name| *name);
    name.to_ascii_lowercase().replace([' ', '_'], "-")
}

impl Backend for YearOffset {
    own_names!();

    fn properties(&self) -> Properties {
        Properties {
            gregorian: false,
            year_zero: true,
            ..self.base.properties
        }
    }

    #[inline]
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let year = self.base_year(date.year)?;
        self.base.backend.julian_day(YearMonthDay { year, ..date })
    }

    #[inline]
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let (first, last) = self.days;
        let outside = DateError::JulianDay { day, first, last };
        if day < first || day > last {
            return Err(outside);
        }
        let date = self.base.backend.date(day)?;
        let year = self.year(date.year).ok_or(outside)?;
        Ok(YearMonthDay::whole(year, date.month, date.day))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        let year = self.base_year(year);
        year.is_ok_and(|year| self.base.backend.is_leap_year(year))
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let year = year.map(|year| self.base_year(year)).transpose()?;
        self.base.backend.days_in_month(year, month)
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.base.backend.months_in_year(self.base_year(year)?)
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.base.backend.leap_month(self.base_year(year)?)
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        let year = self.base_year(year)?;
        self.base.backend.last_day_of_month(year, month)
    }

    fn eras(&self) -> &[Era] {
        self.metadata.eras.as_deref().unwrap_or_default()
    }

    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        let own = self.metadata.authoritative_years.clone();
        own.or_else(|| self.span(self.base.backend.authoritative_years()))
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        self.span(self.base.backend.table_span())
    }

    #[cfg(feature = "text")]
    fn text(&self) -> crate::CalendarText {
        let own = self.metadata.text.clone();
        own.unwrap_or_else(|| self.base.backend.text().with_names_of(self.eras()))
    }
}
