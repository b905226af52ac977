//! What a [`Calendar`] does with dates: conversions, lengths, arithmetic, eras and months.

use core::fmt;
use core::ops::RangeInclusive;

use crate::backend::derived;
use crate::backend::{DateError, Era, EraYear, MonthCode, Properties, SliceError};
use crate::calendar::Calendar;
use crate::day::{JulianDay, YearMonthDay};
use crate::weekday::Weekday;

/// # Conversions
impl Calendar {
    /// Converts a Julian Day Number to a date.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a day outside the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Registry, YearMonthDay};
    /// let jalali = Registry::with_builtins().resolve("jalali")?;
    /// assert_eq!(jalali.date(JulianDay::new(2_461_367))?, YearMonthDay::new(1405, 9, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        self.front().date(day)
    }

    /// Converts a date to its Julian Day Number.
    ///
    /// # Errors
    /// The [`DateError`] of the first part, of year, month and day, that does not exist, with the
    /// bound that holds for it.
    ///
    /// ```
    /// # use calendar_registry::{DateError, JulianDay, Registry, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let day = gregorian.julian_day(YearMonthDay::new(1970, 1, 1))?;
    /// assert_eq!(day, JulianDay::UNIX_EPOCH);
    /// let error = gregorian.julian_day(YearMonthDay::new(2026, 2, 29));
    /// assert_eq!(error, Err(DateError::Day { day: 29, last: 28 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        self.front().julian_day(date)
    }

    /// Converts a slice of days, each as [`date`](Self::date) does. The built-in calendars convert
    /// many days at once faster than one after another.
    ///
    /// # Errors
    /// [`SliceError::Lengths`] if the slices differ in length; nothing is written then.
    /// [`SliceError::Item`] for the first day without a date: the dates before it are written, the
    /// other places stay unchanged.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Registry, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let days: Vec<JulianDay> = (2_461_367..2_461_380).map(JulianDay::new).collect();
    /// let mut dates = vec![YearMonthDay::new(0, 0, 0); days.len()];
    /// gregorian.dates(&days, &mut dates)?;
    /// assert_eq!(dates[9], YearMonthDay::new(2026, 12, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        self.front().dates(days, dates)
    }

    /// Converts a slice of dates, each as [`julian_day`](Self::julian_day) does.
    ///
    /// # Errors
    /// [`SliceError::Lengths`] if the slices differ in length; nothing is written then.
    /// [`SliceError::Item`] for the first date that does not exist: the days before it are
    /// written, the other places stay unchanged.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Registry, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let dates = [YearMonthDay::new(2026, 11, 22), YearMonthDay::new(2026, 11, 23)];
    /// let mut days = [JulianDay::default(); 2];
    /// gregorian.julian_days(&dates, &mut days)?;
    /// assert_eq!(days.map(JulianDay::number), [2_461_367, 2_461_368]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        self.front().julian_days(dates, days)
    }

    /// Returns whether a date exists.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonthDay};
    /// let registry = Registry::with_builtins();
    /// let leap_day = YearMonthDay::new(1900, 2, 29);
    /// assert!(registry.resolve("julian")?.is_valid(leap_day));
    /// assert!(!registry.resolve("gregorian")?.is_valid(leap_day));
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_valid(&self, date: YearMonthDay) -> bool {
        self.julian_day(date).is_ok()
    }

    /// Returns the weekday of a date.
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Registry, Weekday, YearMonthDay};
    /// let jalali = Registry::with_builtins().resolve("jalali")?;
    /// assert_eq!(jalali.weekday(YearMonthDay::new(1405, 9, 1))?, Weekday::Sunday);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn weekday(&self, date: YearMonthDay) -> Result<Weekday, DateError> {
        self.julian_day(date).map(JulianDay::weekday)
    }
}

/// # Years and months
impl Calendar {
    /// Returns whether a year is a leap year. For a year that does not exist, the answer has no
    /// meaning.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::with_builtins().resolve("jalali")?.is_leap_year(1403));
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_leap_year(&self, year: i32) -> bool {
        self.front().is_leap_year(year)
    }

    /// Returns the number of days that exist in a month: of this year, or, given `None`, of the
    /// year in which it is longest.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// assert_eq!(gregorian.days_in_month(2026, 2)?, 28);
    /// assert_eq!(gregorian.days_in_month(None, 2)?, 29);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days_in_month(&self, year: impl Into<Option<i32>>, month: u8) -> Result<u8, DateError> {
        self.front().days_in_month(year.into(), month)
    }

    /// Returns the number of a month's last day. It differs from the number of days only in a
    /// month with a gap, such as September 1752 in Britain: 19 days, the last of them the 30th.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("gregorian")?.last_day_of_month(2026, 2)?, 28);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        self.front().last_day_of_month(year, month)
    }

    /// Returns the number of months in a year.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("hebrew")?.months_in_year(5784)?, 13);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.front().months_in_year(year)
    }

    /// Returns the number of days that exist in a year.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist, or that the calendar's range does not contain
    /// whole.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("islamic-civil")?.days_in_year(1448)?, 354);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days_in_year(&self, year: i32) -> Result<u16, DateError> {
        derived::days_in_year(self.front(), year)
    }

    /// Returns the number of a date among the days of its year, from 1.
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or if the calendar's range begins within its
    /// year.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// assert_eq!(gregorian.day_of_year(YearMonthDay::new(2026, 11, 22))?, 326);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn day_of_year(&self, date: YearMonthDay) -> Result<u16, DateError> {
        derived::day_of_year(self.front(), date)
    }

    /// Returns the ordinal, from 1, of the year's leap month, or `None` for a year without one.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("hebrew")?.leap_month(5784)?, Some(6));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.front().leap_month(year)
    }

    /// Returns the code of the month with this ordinal.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let hebrew = Registry::with_builtins().resolve("hebrew")?;
    /// assert_eq!(hebrew.month_code(5784, 6)?.to_string(), "M05L");
    /// assert_eq!(hebrew.month_code(5785, 6)?.to_string(), "M06");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn month_code(&self, year: i32, month: u8) -> Result<MonthCode, DateError> {
        derived::code_of(self.front(), year, month)
    }

    /// Returns the ordinal of the month with this code.
    ///
    /// # Errors
    /// [`DateError::MonthCode`] for a month that the year does not have; [`DateError`] for a year
    /// that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let hebrew = Registry::with_builtins().resolve("hebrew")?;
    /// assert_eq!(hebrew.ordinal_month(5784, "M06".parse()?)?, 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ordinal_month(&self, year: i32, code: MonthCode) -> Result<u8, DateError> {
        derived::ordinal_of(self.front(), year, code)
    }

    /// Returns whether some year can have this month, judged by the [properties](Self::properties):
    /// the common months, and in a lunisolar calendar the leap months.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let registry = Registry::with_builtins();
    /// let adar_i = "M05L".parse()?;
    /// assert!(registry.resolve("hebrew")?.has_month_code(adar_i));
    /// assert!(!registry.resolve("gregorian")?.has_month_code(adar_i));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn has_month_code(&self, code: MonthCode) -> bool {
        derived::has_code(self.front(), code)
    }
}

/// # Arithmetic
///
/// These are [`Date::add`](crate::Date::add) with
/// [`Overflow::Constrain`](crate::Overflow::Constrain), on plain dates.
impl Calendar {
    /// Adds days; a negative number subtracts.
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or a result out of range.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = gregorian.add_days(YearMonthDay::new(2026, 11, 22), 40)?;
    /// assert_eq!(date, YearMonthDay::new(2027, 1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_days(&self, date: YearMonthDay, days: i64) -> Result<YearMonthDay, DateError> {
        derived::add_days(self.front(), date, days)
    }

    /// Adds months; a negative number subtracts. A day that the month does not have becomes the
    /// next day that exists in it, or else its last day.
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or a result out of range.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let date = gregorian.add_months(YearMonthDay::new(2026, 1, 31), 1)?;
    /// assert_eq!(date, YearMonthDay::new(2026, 2, 28));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_months(&self, date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError> {
        derived::add_months(self.front(), date, months)
    }

    /// Adds years; a negative number subtracts. The month keeps its code: 14 Adar II is 14 Adar in
    /// a common year. A leap month that the year does not have becomes the common month that it
    /// belongs to; a day that the month does not have is treated as in
    /// [`add_months`](Self::add_months).
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist, or a result out of range.
    ///
    /// ```
    /// # use calendar_registry::{Registry, YearMonthDay};
    /// let hebrew = Registry::with_builtins().resolve("hebrew")?;
    /// let purim = hebrew.add_years(YearMonthDay::new(5784, 7, 14), 1)?;
    /// assert_eq!(purim, YearMonthDay::new(5785, 6, 14));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_years(&self, date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError> {
        derived::add_years(self.front(), date, years)
    }

    /// Finds the century in which a date falls on a weekday, for a year given with two digits and
    /// a weekday. Returns the day in the date's own century, or else in the nearest one within 14
    /// centuries, the later of two. `None` if no century tried has that weekday.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist, or a date that exists in no century tried.
    ///
    /// ```
    /// # use calendar_registry::{Registry, Weekday, YearMonthDay};
    /// let gregorian = Registry::with_builtins().resolve("gregorian")?;
    /// let saturday = YearMonthDay::new(1926, 11, 22);
    /// let found = gregorian.match_century_to_weekday(saturday, Weekday::Sunday)?;
    /// assert_eq!(found, Some(gregorian.julian_day(YearMonthDay::new(2026, 11, 22))?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn match_century_to_weekday(
        &self,
        date: YearMonthDay,
        weekday: Weekday,
    ) -> Result<Option<JulianDay>, DateError> {
        derived::match_century_to_weekday(self.front(), date, weekday)
    }
}

/// # Eras
impl Calendar {
    /// Returns the eras, the latest first.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let japanese = Registry::with_builtins().resolve("japanese")?;
    /// assert_eq!(japanese.eras()[0].code(), "reiwa");
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn eras(&self) -> &[Era] {
        self.front().eras()
    }

    /// Returns the year of a date in its era. `None` in a calendar without eras, and where the
    /// year of the era exceeds an `i32`.
    ///
    /// # Errors
    /// [`DateError`] for a date that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{EraYear, Registry, YearMonthDay};
    /// let japanese = Registry::with_builtins().resolve("japanese")?;
    /// let year = japanese.era_year(YearMonthDay::new(2026, 11, 22))?;
    /// assert_eq!(year, Some(EraYear::new("reiwa", 8)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn era_year(&self, date: YearMonthDay) -> Result<Option<EraYear<'_>>, DateError> {
        derived::era_year(self.front(), date)
    }

    /// Returns the calendar's year of a year of an era, given by its code or an alias in any ASCII
    /// case. The year may be after the era's end. `None` if the calendar has no such era.
    ///
    /// # Errors
    /// [`DateError::Year`] for a year out of range.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let japanese = Registry::with_builtins().resolve("japanese")?;
    /// assert_eq!(japanese.year_of_era("reiwa", 8)?, Some(2026));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn year_of_era(&self, era: &str, year: i32) -> Result<Option<i32>, DateError> {
        derived::year_of_era(self.front(), era, year)
    }
}

/// # Facts
impl Calendar {
    /// Returns the fixed facts of the calendar.
    ///
    /// ```
    /// # use calendar_registry::{CalendarKind, Registry};
    /// let hebrew = Registry::with_builtins().resolve("hebrew")?;
    /// assert_eq!(hebrew.properties().kind, CalendarKind::Lunisolar);
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn properties(&self) -> Properties {
        self.front().properties()
    }

    /// Returns the identifier in Unicode locales (`u-ca`), if there is one.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("ROC")?.unicode_id(), Some("roc"));
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn unicode_id(&self) -> Option<&str> {
        self.front().unicode_id()
    }

    /// Returns the years that published data covers, where the calendar depends on such data.
    /// `None` means that the rule itself is the authority, for every year.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// let chinese = Registry::with_builtins().resolve("chinese").unwrap();
    /// assert_eq!(chinese.authoritative_years(), Some(1645..=2100));
    /// ```
    #[must_use]
    pub fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        self.front().authoritative_years()
    }

    /// Returns whether this is the Gregorian calendar, by which other software stores its dates.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::with_builtins().resolve("gregory")?.is_gregorian());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_gregorian(&self) -> bool {
        self.properties().gregorian
    }

    /// Returns whether years follow the sun, and months do not follow the moon.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::with_builtins().resolve("jalali")?.is_solar());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_solar(&self) -> bool {
        self.properties().is_solar()
    }

    /// Returns whether months follow the moon, and years do not follow the sun.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::with_builtins().resolve("islamic")?.is_lunar());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_lunar(&self) -> bool {
        self.properties().is_lunar()
    }

    /// Returns whether months follow the moon, and leap months keep the years close to the sun.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::with_builtins().resolve("hebrew")?.is_lunisolar());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_lunisolar(&self) -> bool {
        self.properties().is_lunisolar()
    }

    /// Returns whether the calendar extends to days before it was introduced.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(Registry::with_builtins().resolve("gregorian")?.is_proleptic());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn is_proleptic(&self) -> bool {
        self.properties().proleptic
    }

    /// Returns whether a year 0 lies between −1 and 1.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert!(!Registry::with_builtins().resolve("gregorian")?.has_year_zero());
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn has_year_zero(&self) -> bool {
        self.properties().year_zero
    }

    /// Returns the length of the shortest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("gregorian")?.minimum_days_in_month(), 28);
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn minimum_days_in_month(&self) -> u8 {
        self.properties().month_lengths.0
    }

    /// Returns the length of the longest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("gregorian")?.maximum_days_in_month(), 31);
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn maximum_days_in_month(&self) -> u8 {
        self.properties().month_lengths.1
    }

    /// Returns the largest number of months in a year.
    ///
    /// ```
    /// # use calendar_registry::Registry;
    /// assert_eq!(Registry::with_builtins().resolve("hebrew")?.maximum_months_in_year(), 13);
    /// # Ok::<(), calendar_registry::ResolveError>(())
    /// ```
    #[must_use]
    pub fn maximum_months_in_year(&self) -> u8 {
        self.properties().months.1
    }

    /// Describes a conversion error with the calendar's name and its years, for a message to a
    /// person.
    ///
    /// ```
    /// # use calendar_registry::{JulianDay, Registry};
    /// let chinese = Registry::with_builtins().resolve("chinese").unwrap();
    /// let error = chinese.date(JulianDay::new(732_206_060)).unwrap_err();
    /// assert_eq!(
    ///     chinese.describe(error).to_string(),
    ///     "+2000000-01-01 is outside the Chinese calendar's range (years -1000000 to 1000000)",
    /// );
    /// ```
    pub fn describe(&self, error: DateError) -> impl fmt::Display {
        Described {
            calendar: self,
            error,
        }
    }
}

/// An error in the words of its calendar.
struct Described<'c> {
    calendar: &'c Calendar,
    error: DateError,
}

impl fmt::Display for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.calendar.name();
        match self.error {
            DateError::Year { first, last } => write!(
                f,
                "the year is outside the {name} calendar's range (years {first} to {last})"
            ),
            DateError::JulianDay { day, first, last } => {
                let [first, last] = [first, last].map(|day| self.calendar.date(day));
                let iso = crate::iso::IsoDate::of(day);
                match (first, last) {
                    (Ok(first), Ok(last)) => write!(
                        f,
                        "{iso} is outside the {name} calendar's range (years {} to {})",
                        first.year, last.year
                    ),
                    // The bounds are those of another calendar or of another type of date.
                    _ => self.error.fmt(f),
                }
            }
            DateError::YearZero => write!(
                f,
                "year 0 does not exist in the {name} calendar: the year before 1 is -1"
            ),
            error => write!(f, "{name}: {error}"),
        }
    }
}
