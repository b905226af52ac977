//! [`Backend`]: what a calendar system has to know to be registered.
#![forbid(unsafe_code)]

use core::any::Any;
use core::ops::RangeInclusive;

use crate::arithmetic;
use crate::day::{JulianDay, Weekday, YearMonthDay};
use crate::error::DateError;
use crate::fields::{self, Era, EraYear, MonthCode};
use crate::properties::Properties;
use crate::slice::{self, SliceError};
use crate::sync::Arc;

/// A calendar system.
///
/// Six methods are required; the rest follow from them and may be overridden where
/// a calendar knows a faster way. The trait is object-safe: the registry keeps
/// `Arc<dyn Backend>`, and a [`Calendar`](crate::Calendar) dereferences to
/// `dyn Backend`, so all of this is there on a resolved calendar too.
///
/// # Contract
///
/// The registry stays sound whatever an implementation does; it only answers
/// wrongly if these do not hold:
/// - [`date`](Self::date) and [`julian_day`](Self::julian_day) are inverse on the dates that exist,
///   and a later day has a later date;
/// - what the methods say does not change while the backend is registered.
///
/// The feature `conformance` has a check of this, and of what else the methods promise.
///
/// A method may call back into the registry: the registry holds nothing while it calls a backend.
/// A panic reaches the caller of the method and leaves the registry as it was.
///
/// ```
/// use calendar_registry::{Backend, DateError, JulianDay, Properties, Registry, YearMonthDay};
///
/// /// Twelve months of thirty days, for ever, from Julian Day 0 on.
/// struct Thirty;
///
/// impl Backend for Thirty {
///     fn names(&self) -> Vec<&str> {
///         vec!["Thirty", "30/360"]
///     }
///     fn properties(&self) -> Properties {
///         Properties::solar().month_lengths(30, 30).year_zero(true)
///     }
///     fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
///         let length = self.days_in_month(Some(date.year), date.month)?;
///         if date.day == 0 || date.day > length {
///             return Err(DateError::Day { day: date.day, last: length });
///         }
///         let months = i64::from(date.year) * 12 + i64::from(date.month) - 1;
///         Ok(JulianDay(months * 30 + i64::from(date.day) - 1))
///     }
///     fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
///         let (first, last) = (i64::from(i32::MIN) * 360, i64::from(i32::MAX) * 360 + 359);
///         let year = i32::try_from(day.0.div_euclid(360)).map_err(|_| DateError::JulianDay {
///             day,
///             first: JulianDay(first),
///             last: JulianDay(last),
///         })?;
///         let in_year = day.0.rem_euclid(360) as u16;
///         Ok(YearMonthDay::new(year, (in_year / 30 + 1) as u8, (in_year % 30 + 1) as u8))
///     }
///     fn is_leap_year(&self, _year: i32) -> bool {
///         false
///     }
///     fn days_in_month(&self, _year: Option<i32>, month: u8) -> Result<u8, DateError> {
///         match month {
///             1..=12 => Ok(30),
///             _ => Err(DateError::Month { month, last: 12 }),
///         }
///     }
/// }
///
/// let registry = Registry::new();
/// let thirty = registry.register(Thirty)?;
/// let date = thirty.date(JulianDay::new(2_461_367))?;
/// assert_eq!(thirty.add_months(date, 18)?, YearMonthDay::new(date.year + 1, date.month + 6, date.day));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Backend: Any + Send + Sync {
    /// The names that the calendar asks for when it is registered, the chief one
    /// first. They must follow the rules of [`Name`](crate::Name).
    ///
    /// It is called once for each registration, before anything is locked.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Julian;
    /// assert_eq!(Julian.names(), ["Julian"]);
    /// ```
    fn names(&self) -> Vec<&str>;

    /// What kind of calendar this is, and the bounds of its months.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Jalali;
    /// assert_eq!(Jalali.properties().shortest_month(), 29);
    /// ```
    fn properties(&self) -> Properties;

    /// The day on which a date falls.
    ///
    /// # Errors
    /// [`DateError`] names the first part, of year, month and day, that does not
    /// exist, and the bound that holds for it.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// let epoch = YearMonthDay::new(1970, 1, 1);
    /// assert_eq!(Gregorian.julian_day(epoch), Ok(JulianDay::UNIX_EPOCH));
    /// let error = Gregorian.julian_day(YearMonthDay::new(2026, 2, 29));
    /// assert_eq!(error, Err(DateError::Day { day: 29, last: 28 }));
    /// ```
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError>;

    /// The date of a day.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] outside the days that the calendar can name.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.date(JulianDay::UNIX_EPOCH), Ok(YearMonthDay::new(1970, 1, 1)));
    /// assert!(matches!(Gregorian.date(JulianDay::MAX), Err(DateError::JulianDay { .. })));
    /// ```
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError>;

    /// The dates of a slice of days, each as [`date`](Self::date) gives it.
    ///
    /// Calendars for which a day alone costs little more than the call override it, as the built-in
    /// ones do.
    ///
    /// # Errors
    /// [`SliceError::Lengths`] if the slices differ in length; nothing is written then.
    /// [`SliceError::Item`] at the first day that has no date: the dates of those before it are
    /// written, the others are left as they were.
    ///
    /// ```
    /// # use calendar_registry::{Backend, JulianDay, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// let days: Vec<JulianDay> = (2_461_367..2_461_380).map(JulianDay::new).collect();
    /// let mut dates = vec![YearMonthDay::new(0, 0, 0); days.len()];
    /// Gregorian.dates(&days, &mut dates)?;
    /// assert_eq!(dates[9], YearMonthDay::new(2026, 12, 1));
    /// # Ok::<(), calendar_registry::SliceError>(())
    /// ```
    fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        slice::same_length(days.len(), dates.len())?;
        slice::each(0, days, dates, |day| self.date(*day))
    }

    /// The days of a slice of dates, each as [`julian_day`](Self::julian_day) gives it.
    ///
    /// # Errors
    /// [`SliceError::Lengths`] if the slices differ in length; nothing is written then.
    /// [`SliceError::Item`] at the first date that does not exist: the days of those before it are
    /// written, the others are left as they were.
    ///
    /// ```
    /// # use calendar_registry::{Backend, JulianDay, YearMonthDay};
    /// # use calendar_registry::calendars::Jalali;
    /// // The first days of four years.
    /// let dates = [1403, 1404, 1405, 1406].map(|year| YearMonthDay::new(year, 1, 1));
    /// let mut days = [JulianDay::default(); 4];
    /// Jalali.julian_days(&dates, &mut days)?;
    /// assert_eq!(days[1].number() - days[0].number(), 366);
    /// # Ok::<(), calendar_registry::SliceError>(())
    /// ```
    fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        slice::same_length(dates.len(), days.len())?;
        slice::each(0, dates, days, |date| self.julian_day(*date))
    }

    /// Whether a year is longer than a common one. For a year that does not exist the
    /// answer means nothing; `false` is the one to give.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// assert!(Gregorian.is_leap_year(2000) && !Gregorian.is_leap_year(1900));
    /// ```
    fn is_leap_year(&self, year: i32) -> bool;

    /// How many days a month has; of an unspecified year (`None`), how many it can
    /// have at the most.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::YearZero`] for a year that does not exist,
    /// [`DateError::Month`] for a month that the year does not have.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError};
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.days_in_month(Some(2026), 2), Ok(28));
    /// assert_eq!(Gregorian.days_in_month(None, 2), Ok(29));
    /// assert_eq!(Gregorian.days_in_month(None, 13), Err(DateError::Month { month: 13, last: 12 }));
    /// ```
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError>;

    /// How many months a year has.
    ///
    /// The default takes every year to have
    /// [`maximum_months_in_year`](Self::maximum_months_in_year): calendars with leap
    /// months override it.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::YearZero`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError};
    /// # use calendar_registry::calendars::Julian;
    /// assert_eq!(Julian.months_in_year(2026), Ok(12));
    /// assert_eq!(Julian.months_in_year(0), Err(DateError::YearZero));
    /// ```
    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.days_in_month(Some(year), 1)?;
        Ok(self.maximum_months_in_year())
    }

    /// How many days a year has.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::YearZero`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::IslamicCivil;
    /// assert_eq!(IslamicCivil.days_in_year(1447), Ok(355));
    /// ```
    fn days_in_year(&self, year: i32) -> Result<u16, DateError> {
        arithmetic::days_in_year(self, year)
    }

    /// The place of a date in its year, from 1.
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day).
    ///
    /// ```
    /// # use calendar_registry::{Backend, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.day_of_year(YearMonthDay::new(2026, 11, 22)), Ok(326));
    /// ```
    fn day_of_year(&self, date: YearMonthDay) -> Result<u16, DateError> {
        arithmetic::day_of_year(self, date)
    }

    /// Whether the date exists in this calendar.
    ///
    /// ```
    /// # use calendar_registry::{Backend, YearMonthDay};
    /// # use calendar_registry::calendars::{Gregorian, Julian};
    /// // A leap day in the Julian calendar alone.
    /// assert!(Julian.is_valid(YearMonthDay::new(1900, 2, 29)));
    /// assert!(!Gregorian.is_valid(YearMonthDay::new(1900, 2, 29)));
    /// ```
    fn is_valid(&self, date: YearMonthDay) -> bool {
        self.julian_day(date).is_ok()
    }

    /// The day of the week on which a date falls.
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day).
    ///
    /// ```
    /// # use calendar_registry::{Backend, Weekday, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// let date = YearMonthDay::new(2026, 11, 22);
    /// assert_eq!(Gregorian.weekday(date), Ok(Weekday::Sunday));
    /// ```
    fn weekday(&self, date: YearMonthDay) -> Result<Weekday, DateError> {
        self.julian_day(date).map(JulianDay::weekday)
    }

    /// The date that many days later (earlier, if negative).
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day) for a date that does not exist, and
    /// [`DateError::JulianDay`] or [`DateError::Overflow`] where the result would
    /// leave the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{Backend, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// let date = YearMonthDay::new(2026, 12, 31);
    /// assert_eq!(Gregorian.add_days(date, 1), Ok(YearMonthDay::new(2027, 1, 1)));
    /// ```
    fn add_days(&self, date: YearMonthDay, days: i64) -> Result<YearMonthDay, DateError> {
        let day = self.julian_day(date)?;
        self.date(day.checked_add(days)?)
    }

    /// The date that many months later (earlier, if negative); where that month
    /// is too short for the day, its last day.
    ///
    /// Where years have different numbers of months, each year on the way is visited, or
    /// each of a cycle's if they repeat ([`Properties::month_cycle`]).
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day) for a date that does not exist, and
    /// [`DateError::Year`] where the result would leave the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{Backend, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// let date = YearMonthDay::new(2026, 10, 31);
    /// assert_eq!(Gregorian.add_months(date, 4), Ok(YearMonthDay::new(2027, 2, 28)));
    /// ```
    fn add_months(&self, date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError> {
        arithmetic::add_months(self, date, months)
    }

    /// The date that many years later (earlier, if negative), in the month of the
    /// same number; where that month does not exist or is too short, the last
    /// month, the last day. A calendar without a year 0 steps over it.
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day) for a date that does not exist, and
    /// [`DateError::Year`] where the result would leave the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{Backend, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// let date = YearMonthDay::new(2024, 2, 29);
    /// assert_eq!(Gregorian.add_years(date, 1), Ok(YearMonthDay::new(2025, 2, 28)));
    /// // From 1 AD to 1 BC.
    /// let date = YearMonthDay::new(1, 7, 1);
    /// assert_eq!(Gregorian.add_years(date, -1), Ok(YearMonthDay::new(-1, 7, 1)));
    /// ```
    fn add_years(&self, date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError> {
        arithmetic::add_years(self, date, years)
    }

    /// The day in the century nearest to the given year's on which this day of this
    /// month falls on the wanted weekday: what a date with a two-digit year and
    /// a weekday can only have meant. Of two centuries equally near, the later one.
    ///
    /// `Ok(None)` if none of the 14 centuries to either side has such a day. The date itself need
    /// not exist: 29 February 1900 may be meant for 2000, or for 1600.
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day), for a year that does not exist, and for a
    /// date that does not where no other century has such a day either.
    ///
    /// ```
    /// # use calendar_registry::{Backend, Weekday, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// // A Sunday, 22 November of a year "26": of 2026.
    /// let date = YearMonthDay::new(1926, 11, 22);
    /// let day = Gregorian.match_century_to_weekday(date, Weekday::Sunday)?;
    /// assert_eq!(day, Some(Gregorian.julian_day(YearMonthDay::new(2026, 11, 22))?));
    /// # Ok::<(), calendar_registry::DateError>(())
    /// ```
    fn match_century_to_weekday(
        &self,
        date: YearMonthDay,
        weekday: Weekday,
    ) -> Result<Option<JulianDay>, DateError> {
        arithmetic::match_century_to_weekday(self, date, weekday)
    }

    /// The calendar's identifier in Unicode locales (BCP 47, key `ca`), which other software knows it
    /// by; `None`, the default, for a calendar that has none.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::{Gregorian, Milankovic};
    /// assert_eq!(Gregorian.unicode_id(), Some("gregory"));
    /// assert_eq!(Milankovic.unicode_id(), None);
    /// ```
    fn unicode_id(&self) -> Option<&str> {
        None
    }

    /// The eras, the latest one first; none by default.
    ///
    /// ```
    /// # use calendar_registry::{Backend, Era};
    /// # use calendar_registry::calendars::Julian;
    /// let codes: Vec<&str> = Julian.eras().iter().map(Era::code).collect();
    /// assert_eq!(codes, ["ce", "bce"]);
    /// ```
    fn eras(&self) -> &[Era] {
        &[]
    }

    /// The year of a date as it is counted in its era; `None` in a calendar without eras.
    ///
    /// # Errors
    /// As [`julian_day`](Self::julian_day).
    ///
    /// ```
    /// # use calendar_registry::{Backend, EraYear, YearMonthDay};
    /// # use calendar_registry::calendars::IslamicCivil;
    /// let date = YearMonthDay::new(1448, 6, 11);
    /// assert_eq!(IslamicCivil.era_year(date), Ok(Some(EraYear { era: "ah", year: 1448 })));
    /// ```
    fn era_year(&self, date: YearMonthDay) -> Result<Option<EraYear>, DateError> {
        self.julian_day(date)?;
        Ok(fields::era_of(self, date))
    }

    /// The year of the calendar that a year of an era is, by the era's code or an alias in upper or
    /// lower case; `None` if the calendar has no such era. The year may lie beyond the
    /// era: what a contract of 1988 calls Shōwa 70 is 1995.
    ///
    /// # Errors
    /// [`DateError::Year`] where that leaves the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.year_of_era("BC", 44), Ok(Some(-44)));
    /// assert_eq!(Gregorian.year_of_era("auc", 710), Ok(None));
    /// ```
    fn year_of_era(&self, era: &str, year: i32) -> Result<Option<i32>, DateError> {
        fields::year_of(self, era, year).transpose()
    }

    /// The place of a year's leap month, from 1; `None` in a year, and by default in a calendar,
    /// that has none.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::YearZero`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.leap_month(2024), Ok(None));
    /// ```
    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.months_in_year(year).map(|_| None)
    }

    /// The code of the month at this place of a year.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::YearZero`] for a year that does not exist,
    /// [`DateError::Month`] for a month that the year does not have.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.month_code(2026, 11)?.to_string(), "M11");
    /// # Ok::<(), calendar_registry::DateError>(())
    /// ```
    fn month_code(&self, year: i32, month: u8) -> Result<MonthCode, DateError> {
        fields::code_of(self, year, month)
    }

    /// The place in a year of the month with this code, from 1.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::YearZero`] for a year that does not exist,
    /// [`DateError::MonthCode`] for a month that the year does not have.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError};
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.ordinal_month(2026, "M11".parse()?)?, 11);
    /// let code = "M05L".parse()?;
    /// assert_eq!(Gregorian.ordinal_month(2026, code), Err(DateError::MonthCode { code }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn ordinal_month(&self, year: i32, code: MonthCode) -> Result<u8, DateError> {
        fields::ordinal_of(self, year, code)
    }

    /// The years for which what the calendar says is settled, by its rule or by published
    /// tables. `None`, the default: all that it knows.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// assert_eq!(Gregorian.authoritative_years(), None);
    /// ```
    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        None
    }

    /// The years for which a registration makes a year table, which then answers in this calendar's
    /// place; none by default.
    ///
    /// With it, a calendar that computes as slowly as it likes converts in nanoseconds within these years;
    /// outside them it answers itself. The table takes eight bytes a year. It holds at most 5000 years of
    /// at most 13 months and, in all of them, at most one more than in any other; the same month of
    /// different years begins at most seven days earlier or later, measured from the mean. Where it would not
    /// hold a year, or a year contradicts itself or the next, the registration is refused with
    /// [`ChangeError::YearTable`](crate::ChangeError::YearTable). A span over the year 0 is refused in a calendar without it.
    ///
    /// The table answers for [`date`](Self::date), [`julian_day`](Self::julian_day), and the lengths and places
    /// that follow from them. Everything else is asked of the calendar itself. A registration
    /// visits each year once, with nothing held; the built-in calendars have tables of
    /// their own and ask for none.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// // Its arithmetic is as fast as a table.
    /// assert_eq!(Gregorian.table_span(), None);
    /// ```
    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        None
    }

    /// The length of the shortest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Jalali;
    /// assert_eq!(Jalali.minimum_days_in_month(), 29);
    /// ```
    fn minimum_days_in_month(&self) -> u8 {
        self.properties().shortest_month()
    }

    /// The length of the longest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::IslamicCivil;
    /// assert_eq!(IslamicCivil.maximum_days_in_month(), 30);
    /// ```
    fn maximum_days_in_month(&self) -> u8 {
        self.properties().longest_month()
    }

    /// The largest number of months that a year has.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Jalali;
    /// assert_eq!(Jalali.maximum_months_in_year(), 12);
    /// ```
    fn maximum_months_in_year(&self) -> u8 {
        self.properties().most_months()
    }

    /// Whether this is the Gregorian calendar itself, by which other software
    /// stores its dates.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::{Gregorian, Milankovic};
    /// assert!(Gregorian.is_gregorian() && !Milankovic.is_gregorian());
    /// ```
    fn is_gregorian(&self) -> bool {
        self.properties().is_gregorian()
    }

    /// Whether the years follow the sun and the months do not follow the moon.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Jalali;
    /// assert!(Jalali.is_solar());
    /// ```
    fn is_solar(&self) -> bool {
        self.properties().is_solar()
    }

    /// Whether the months follow the moon and the years do not follow the sun.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::IslamicCivil;
    /// assert!(IslamicCivil.is_lunar() && !IslamicCivil.is_solar());
    /// ```
    fn is_lunar(&self) -> bool {
        self.properties().is_lunar()
    }

    /// Whether the months follow the moon, with leap months to keep up with the sun.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::IslamicCivil;
    /// assert!(!IslamicCivil.is_lunisolar());
    /// ```
    fn is_lunisolar(&self) -> bool {
        self.properties().is_lunisolar()
    }

    /// Whether the calendar names days before its own beginning.
    ///
    /// ```
    /// # use calendar_registry::{Backend, YearMonthDay};
    /// # use calendar_registry::calendars::Gregorian;
    /// assert!(Gregorian.is_proleptic());
    /// assert!(Gregorian.is_valid(YearMonthDay::new(800, 12, 25)));
    /// ```
    fn is_proleptic(&self) -> bool {
        self.properties().is_proleptic()
    }

    /// Whether there is a year 0 between −1 and 1.
    ///
    /// ```
    /// # use calendar_registry::Backend;
    /// # use calendar_registry::calendars::Gregorian;
    /// assert!(!Gregorian.has_year_zero());
    /// ```
    fn has_year_zero(&self) -> bool {
        self.properties().has_year_zero()
    }
}

/// What can be registered: a [`Backend`], or an `Arc` of one.
///
/// ```
/// use calendar_registry::{Backend, Registry, calendars::{Jalali, Julian}};
/// use std::sync::Arc;
///
/// let registry = Registry::new();
/// registry.register(Julian)?;
/// let shared: Arc<dyn Backend> = Arc::new(Jalali);
/// registry.register(Arc::clone(&shared))?;
/// # Ok::<(), calendar_registry::RegisterError>(())
/// ```
pub trait IntoBackend: sealed::Sealed {
    /// The backend, shared.
    ///
    /// ```
    /// # use calendar_registry::{Backend, IntoBackend, calendars::Julian};
    /// assert_eq!(Julian.into_backend().names(), ["Julian"]);
    /// ```
    fn into_backend(self) -> Arc<dyn Backend>;
}

impl<B: Backend> IntoBackend for B {
    fn into_backend(self) -> Arc<dyn Backend> {
        Arc::new(self)
    }
}

impl<B: Backend> IntoBackend for Arc<B> {
    fn into_backend(self) -> Arc<dyn Backend> {
        self
    }
}

impl IntoBackend for Arc<dyn Backend> {
    fn into_backend(self) -> Arc<dyn Backend> {
        self
    }
}

mod sealed {
    use super::{Arc, Backend};

    #[expect(unnameable_types, reason = "so that nobody else implements it")]
    pub trait Sealed {}
    impl<B: Backend> Sealed for B {}
    impl<B: Backend> Sealed for Arc<B> {}
    impl Sealed for Arc<dyn Backend> {}
}
