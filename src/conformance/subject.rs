//! [`Subject`]: the calendar under check. It notes each call, so that a panic can be told.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::fmt;
use core::ops::RangeInclusive;

use crate::backend::Backend;
use crate::day::{JulianDay, Weekday, YearMonthDay};
use crate::error::DateError;
use crate::fields::{Era, EraYear, MonthCode};
use crate::properties::Properties;
use crate::slice::SliceError;

macro_rules! calls {
    (
        $($fact:ident: $get:ident -> $got:ty;)+
        ---
        $($call:ident: $method:ident($($argument:ident: $type:ty),+) -> $answer:ty, $text:literal;)+
        ---
        $($slice:ident: $convert:ident(&[$from:ty], &mut [$into:ty]);)+
    ) => {
        /// A call of a method of [`Backend`], with what it was asked.
        ///
        /// ```
        /// use calendar_registry::conformance::Call;
        ///
        /// assert_eq!(Call::DaysInMonth(Some(2026), 2).to_string(), "days_in_month(Some(2026), 2)");
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum Call {
            $(#[doc = concat!("[`Backend::", stringify!($get), "`]")] $fact,)+
            $(#[doc = concat!("[`Backend::", stringify!($method), "`]")] $call($($type),+),)+
            $(
                #[doc = concat!("[`Backend::", stringify!($convert), "`] of a slice with this in it")]
                $slice($from),
            )+
        }

        impl fmt::Display for Call {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Call::$fact => f.write_str(concat!(stringify!($get), "()")),)+
                    $(Call::$call($($argument),+) => {
                        write!(f, concat!(stringify!($method), $text), $($argument),+)
                    })+
                    $(Call::$slice(element) => {
                        write!(f, concat!(stringify!($convert), "([.., {}, ..])"), element)
                    })+
                }
            }
        }

        impl<'b> Subject<'b> {
            $(pub(super) fn $get(&self) -> $got {
                self.note(Call::$fact);
                self.backend.$get()
            })+
            $(pub(super) fn $method(&self, $($argument: $type),+) -> $answer {
                self.note(Call::$call($($argument),+));
                self.backend.$method($($argument),+)
            })+
            $(pub(super) fn $convert(
                &self,
                about: $from,
                from: &[$from],
                into: &mut [$into],
            ) -> Result<(), SliceError> {
                self.note(Call::$slice(about));
                self.backend.$convert(from, into)
            })+
        }
    };
}

calls! {
    Names: names -> Vec<&'b str>;
    Properties: properties -> Properties;
    UnicodeId: unicode_id -> Option<&'b str>;
    Eras: eras -> &'b [Era];
    AuthoritativeYears: authoritative_years -> Option<RangeInclusive<i32>>;
    TableSpan: table_span -> Option<RangeInclusive<i32>>;
    MinimumDaysInMonth: minimum_days_in_month -> u8;
    MaximumDaysInMonth: maximum_days_in_month -> u8;
    MaximumMonthsInYear: maximum_months_in_year -> u8;
    IsGregorian: is_gregorian -> bool;
    IsSolar: is_solar -> bool;
    IsLunar: is_lunar -> bool;
    IsLunisolar: is_lunisolar -> bool;
    IsProleptic: is_proleptic -> bool;
    HasYearZero: has_year_zero -> bool;
    ---
    Date: date(day: JulianDay) -> Result<YearMonthDay, DateError>, "({})";
    JulianDay: julian_day(date: YearMonthDay) -> Result<JulianDay, DateError>, "({})";
    IsValid: is_valid(date: YearMonthDay) -> bool, "({})";
    IsLeapYear: is_leap_year(year: i32) -> bool, "({})";
    MonthsInYear: months_in_year(year: i32) -> Result<u8, DateError>, "({})";
    DaysInYear: days_in_year(year: i32) -> Result<u16, DateError>, "({})";
    DaysInMonth: days_in_month(year: Option<i32>, month: u8) -> Result<u8, DateError>, "({:?}, {})";
    DayOfYear: day_of_year(date: YearMonthDay) -> Result<u16, DateError>, "({})";
    Weekday: weekday(date: YearMonthDay) -> Result<Weekday, DateError>, "({})";
    AddDays: add_days(date: YearMonthDay, days: i64) -> Result<YearMonthDay, DateError>, "({}, {})";
    AddMonths: add_months(date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError>, "({}, {})";
    AddYears: add_years(date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError>, "({}, {})";
    LeapMonth: leap_month(year: i32) -> Result<Option<u8>, DateError>, "({})";
    MonthCode: month_code(year: i32, month: u8) -> Result<MonthCode, DateError>, "({}, {})";
    OrdinalMonth: ordinal_month(year: i32, code: MonthCode) -> Result<u8, DateError>, "({}, {})";
    EraYear: era_year(date: YearMonthDay) -> Result<Option<EraYear>, DateError>, "({})";
    YearOfEra: year_of_era(era: &'static str, year: i32) -> Result<Option<i32>, DateError>, "({:?}, {})";
    ---
    Dates: dates(&[JulianDay], &mut [YearMonthDay]);
    JulianDays: julian_days(&[YearMonthDay], &mut [JulianDay]);
}

pub(super) struct Subject<'b> {
    backend: &'b dyn Backend,
    last: Cell<Call>,
    calls: Cell<u64>,
}

impl<'b> Subject<'b> {
    pub(super) fn new(backend: &'b dyn Backend) -> Self {
        Subject {
            backend,
            last: Cell::new(Call::Names),
            calls: Cell::new(0),
        }
    }

    fn note(&self, call: Call) {
        self.last.set(call);
        self.calls.set(self.calls.get().saturating_add(1));
    }

    pub(super) fn last_call(&self) -> Call {
        self.last.get()
    }

    pub(super) fn calls(&self) -> u64 {
        self.calls.get()
    }

    /// The year after, over a missing year 0.
    pub(super) fn next_year(&self, year: i32) -> Option<i32> {
        match year.checked_add(1)? {
            0 if !self.has_year_zero() => Some(1),
            next => Some(next),
        }
    }
}
