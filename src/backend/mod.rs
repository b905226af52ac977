//! The implementor's side: [`Backend`] and what its methods take and return.
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | [`Backend`], the trait that a calendar system implements; [`IntoBackend`] |
//! | `properties.rs` | [`Properties`], the fixed facts of a calendar system |
//! | `error.rs` | [`DateError`], why a date or a day cannot be converted |
//! | `era.rs`, `month_code.rs` | [`Era`] and [`MonthCode`] |
//! | `slice.rs` | [`SliceError`], and the conversion of slices element by element |
//! | `derived.rs` | everything that follows from a backend's answers |
//! | `ext.rs` | [`BackendExt`], the derived methods on a backend itself |
//! | `renamed.rs` | [`Renamed`], a backend under other names |
//! | `year_table/` | years packed into eight bytes each, and a backend behind such a table |

pub(crate) mod derived;
mod era;
mod error;
mod ext;
mod month_code;
mod properties;
mod renamed;
pub(crate) mod slice;
pub(crate) mod year_table;

use core::any::Any;
use core::ops::RangeInclusive;

pub(crate) use era::EraCount;
pub use era::{Era, EraYear};
pub use error::DateError;
pub use ext::BackendExt;
pub use month_code::{MonthCode, ParseMonthCodeError};
pub use properties::{CalendarKind, Properties};
pub use renamed::Renamed;
pub use slice::SliceError;
pub use year_table::TableError;

use crate::day::{JulianDay, YearMonthDay};
use crate::sync::Arc;

/// Implements a calendar system.
///
/// Six methods are required. The others have defaults that suit a calendar without leap months,
/// eras or gaps. Everything else that users of a calendar need, such as weekdays, month codes and
/// arithmetic, is computed from these answers: on a [`Calendar`](crate::Calendar) by inherent
/// methods, and on a backend by [`BackendExt`].
///
/// # Contract
///
/// The registry stays sound whatever an implementation does. Its answers are right only if:
/// - [`date`](Self::date) and [`julian_day`](Self::julian_day) are inverse on the dates that exist,
///   and a later day has a later date;
/// - a date exists exactly if `julian_day` returns a day for it, and a day that is missing from an
///   existing month is a [`DateError::Day`] or a [`DateError::DayGap`];
/// - the answers do not change while the backend is registered.
///
/// The feature `conformance` checks this, and the rest of what the methods promise.
///
/// A method may call back into the registry: the registry holds no lock while it calls a backend.
/// A panic reaches the caller of the method and leaves the registry unchanged.
///
/// ```
/// use calendar_registry::{Backend, DateError, JulianDay, Properties, Registry, YearMonthDay};
///
/// /// Twelve months of thirty days, without end, from Julian Day 0 on.
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
/// let later = thirty.add_months(date, 18)?;
/// assert_eq!(later, YearMonthDay::new(date.year + 1, date.month + 6, date.day));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Backend: Any + Send + Sync {
    /// Returns the names to register the calendar under, the primary one first. Each must be a
    /// valid [`Name`](crate::Name).
    ///
    /// The registry calls this once per registration, before it takes a lock.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Julian};
    /// assert_eq!(Julian.names(), ["Julian"]);
    /// ```
    fn names(&self) -> Vec<&str>;

    /// Returns the fixed facts of the calendar: its kind, its year 0, the bounds of its months.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Jalali};
    /// assert_eq!(Jalali.properties().month_lengths, (29, 31));
    /// ```
    fn properties(&self) -> Properties;

    /// Converts a date to its Julian Day Number.
    ///
    /// # Errors
    /// The [`DateError`] of the first part, of year, month and day, that does not exist, with the
    /// bound that holds for it.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay, calendars::Gregorian};
    /// let epoch = YearMonthDay::new(1970, 1, 1);
    /// assert_eq!(Gregorian.julian_day(epoch), Ok(JulianDay::UNIX_EPOCH));
    /// let error = Gregorian.julian_day(YearMonthDay::new(2026, 2, 29));
    /// assert_eq!(error, Err(DateError::Day { day: 29, last: 28 }));
    /// ```
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError>;

    /// Converts a Julian Day Number to a date.
    ///
    /// # Errors
    /// [`DateError::JulianDay`] for a day outside the calendar's range.
    ///
    /// ```
    /// # use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay, calendars::Gregorian};
    /// assert_eq!(Gregorian.date(JulianDay::UNIX_EPOCH), Ok(YearMonthDay::new(1970, 1, 1)));
    /// assert!(matches!(Gregorian.date(JulianDay::MAX), Err(DateError::JulianDay { .. })));
    /// ```
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError>;

    /// Returns whether a year is a leap year; for a year that does not exist, any answer.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::{Gregorian, Julian}};
    /// assert!(Julian.is_leap_year(1900) && !Gregorian.is_leap_year(1900));
    /// ```
    fn is_leap_year(&self, year: i32) -> bool;

    /// Returns the number of days that exist in a month: of this year, or, given `None`, of the
    /// year in which it is longest.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Gregorian};
    /// assert_eq!(Gregorian.days_in_month(Some(2026), 2), Ok(28));
    /// assert_eq!(Gregorian.days_in_month(None, 2), Ok(29));
    /// ```
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError>;

    /// Returns the number of months in a year. The default is the larger number of
    /// [`Properties::months`]; a calendar whose years differ overrides it.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Hebrew};
    /// assert_eq!(Hebrew.months_in_year(5784), Ok(13));
    /// ```
    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        self.days_in_month(Some(year), 1)?;
        Ok(self.properties().months.1)
    }

    /// Returns the ordinal, from 1, of the year's leap month, or `None` for a year without one.
    ///
    /// # Errors
    /// [`DateError`] for a year that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Hebrew};
    /// assert_eq!(Hebrew.leap_month(5784), Ok(Some(6)));
    /// assert_eq!(Hebrew.leap_month(5785), Ok(None));
    /// ```
    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.months_in_year(year).map(|_| None)
    }

    /// Returns the number of a month's last day. It differs from the
    /// [number of days](Self::days_in_month) only in a month with a gap, such as September 1752 in
    /// a calendar that changes from Julian to Gregorian then: 19 days, the last of them the 30th.
    ///
    /// # Errors
    /// [`DateError`] for a year or a month that does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Gregorian};
    /// assert_eq!(Gregorian.last_day_of_month(2026, 2), Ok(28));
    /// ```
    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        self.days_in_month(Some(year), month)
    }

    /// Returns the eras, the latest first. A date belongs to the first one that has begun by then.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Gregorian};
    /// let codes: Vec<&str> = Gregorian.eras().iter().map(|era| era.code()).collect();
    /// assert_eq!(codes, ["ce", "bce"]);
    /// ```
    fn eras(&self) -> &[Era] {
        &[]
    }

    /// Returns the calendar's identifier in Unicode locales (`u-ca`), which is one of its names.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::{Gregorian, Milankovic}};
    /// assert_eq!(Gregorian.unicode_id(), Some("gregory"));
    /// assert_eq!(Milankovic.unicode_id(), None);
    /// ```
    fn unicode_id(&self) -> Option<&str> {
        None
    }

    /// Returns the years that published data covers, where the calendar depends on such data.
    /// `None` means that the rule itself is the authority, for every year.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Chinese};
    /// assert_eq!(Chinese.authoritative_years(), Some(1645..=2100));
    /// ```
    fn authoritative_years(&self) -> Option<RangeInclusive<i32>> {
        None
    }

    /// Returns the years that a [`Calendar`](crate::Calendar) of this backend keeps in a table of
    /// eight bytes a year. Conversions in these years then cost a few nanoseconds, whatever the
    /// backend does. A registration fails with [`TableError`] if the years do not fit a table.
    ///
    /// ```
    /// # use calendar_registry::{Backend, calendars::Gregorian};
    /// assert_eq!(Gregorian.table_span(), None);
    /// ```
    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        None
    }

    /// Returns what the months and eras are called, and how dates are written, in people's
    /// languages. The default is what CLDR has for the [Unicode identifier](Self::unicode_id), or
    /// codes without one.
    ///
    /// The registry calls this once per registration, before it takes a lock, and rejects a text
    /// that does not fit the calendar with [`ChangeError::Text`](crate::ChangeError::Text).
    ///
    /// ```
    /// # use calendar_registry::{Backend, CalendarText, Cldr, calendars::{Hebrew, Jalali}};
    /// assert_eq!(Hebrew.text(), CalendarText::like(Cldr::Hebrew));
    /// assert_eq!(Jalali.text(), CalendarText::like(Cldr::Persian));
    /// ```
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    fn text(&self) -> crate::CalendarText {
        let like = self.unicode_id().and_then(crate::Cldr::from_unicode_id);
        crate::CalendarText::of_cldr(like)
    }

    /// Converts a slice of days, each as [`date`](Self::date) does. Override it if converting
    /// many days at once is faster.
    ///
    /// # Errors
    /// [`SliceError::Lengths`] if the slices differ in length; nothing is written then.
    /// [`SliceError::Item`] for the first day without a date: the dates before it are written, the
    /// other places stay unchanged.
    ///
    /// ```
    /// # use calendar_registry::{Backend, JulianDay, YearMonthDay, calendars::Gregorian};
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

    /// Converts a slice of dates, each as [`julian_day`](Self::julian_day) does. Override it if
    /// converting many dates at once is faster.
    ///
    /// # Errors
    /// [`SliceError::Lengths`] if the slices differ in length; nothing is written then.
    /// [`SliceError::Item`] for the first date that does not exist: the days before it are
    /// written, the other places stay unchanged.
    ///
    /// ```
    /// # use calendar_registry::{Backend, JulianDay, YearMonthDay, calendars::Gregorian};
    /// let dates = [YearMonthDay::new(2026, 11, 22), YearMonthDay::new(2026, 11, 23)];
    /// let mut days = [JulianDay::default(); 2];
    /// Gregorian.julian_days(&dates, &mut days)?;
    /// assert_eq!(days.map(JulianDay::number), [2_461_367, 2_461_368]);
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
}

/// Implements the named methods of [`Backend`] by calling the same methods of another backend.
macro_rules! forward_to {
    ($inner:ident: $($method:ident),+ $(,)?) => {
        $($crate::backend::forward_to!(@ $method $inner);)+
    };
    (@ names $inner:ident) => {
        fn names(&self) -> Vec<&str> {
            self.$inner.names()
        }
    };
    (@ properties $inner:ident) => {
        fn properties(&self) -> $crate::Properties {
            self.$inner.properties()
        }
    };
    (@ julian_day $inner:ident) => {
        fn julian_day(
            &self,
            date: $crate::YearMonthDay,
        ) -> Result<$crate::JulianDay, $crate::DateError> {
            self.$inner.julian_day(date)
        }
    };
    (@ date $inner:ident) => {
        fn date(&self, day: $crate::JulianDay) -> Result<$crate::YearMonthDay, $crate::DateError> {
            self.$inner.date(day)
        }
    };
    (@ is_leap_year $inner:ident) => {
        fn is_leap_year(&self, year: i32) -> bool {
            self.$inner.is_leap_year(year)
        }
    };
    (@ days_in_month $inner:ident) => {
        fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, $crate::DateError> {
            self.$inner.days_in_month(year, month)
        }
    };
    (@ months_in_year $inner:ident) => {
        fn months_in_year(&self, year: i32) -> Result<u8, $crate::DateError> {
            self.$inner.months_in_year(year)
        }
    };
    (@ leap_month $inner:ident) => {
        fn leap_month(&self, year: i32) -> Result<Option<u8>, $crate::DateError> {
            self.$inner.leap_month(year)
        }
    };
    (@ last_day_of_month $inner:ident) => {
        fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, $crate::DateError> {
            self.$inner.last_day_of_month(year, month)
        }
    };
    (@ eras $inner:ident) => {
        fn eras(&self) -> &[$crate::Era] {
            self.$inner.eras()
        }
    };
    (@ unicode_id $inner:ident) => {
        fn unicode_id(&self) -> Option<&str> {
            self.$inner.unicode_id()
        }
    };
    (@ authoritative_years $inner:ident) => {
        fn authoritative_years(&self) -> Option<core::ops::RangeInclusive<i32>> {
            self.$inner.authoritative_years()
        }
    };
    (@ table_span $inner:ident) => {
        fn table_span(&self) -> Option<core::ops::RangeInclusive<i32>> {
            self.$inner.table_span()
        }
    };
    (@ text $inner:ident) => {
        #[cfg(feature = "text")]
        fn text(&self) -> $crate::CalendarText {
            self.$inner.text()
        }
    };
    (@ dates $inner:ident) => {
        fn dates(
            &self,
            days: &[$crate::JulianDay],
            dates: &mut [$crate::YearMonthDay],
        ) -> Result<(), $crate::SliceError> {
            self.$inner.dates(days, dates)
        }
    };
    (@ julian_days $inner:ident) => {
        fn julian_days(
            &self,
            dates: &[$crate::YearMonthDay],
            days: &mut [$crate::JulianDay],
        ) -> Result<(), $crate::SliceError> {
            self.$inner.julian_days(dates, days)
        }
    };
}
pub(crate) use forward_to;

/// Converts a value to a shared [`Backend`]: implemented by every backend, and by an `Arc` of one.
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
    /// Returns the backend behind an `Arc`.
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

    #[expect(unnameable_types, reason = "only this crate implements it")]
    pub trait Sealed {}
    impl<B: Backend> Sealed for B {}
    impl<B: Backend> Sealed for Arc<B> {}
    impl Sealed for Arc<dyn Backend> {}
}
