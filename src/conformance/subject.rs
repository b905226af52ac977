//! [`Subject`]: the backend under check. It records each call, so that a panic is reported with it.

use core::cell::Cell;
use core::fmt;
use core::ops::RangeInclusive;

use crate::backend::derived;
use crate::backend::{
    Backend, BackendExt, DateError, Era, EraYear, MonthCode, Properties, SliceError,
};
use crate::day::{JulianDay, YearMonthDay};

/// Defines [`Call`], and a method of [`Subject`] for each variant that records the call and makes
/// it.
macro_rules! calls {
    (
        $($fact:ident: $get:ident -> $got:ty;)+
        ---
        $($call:ident: $method:ident($($argument:ident: $type:ty),+) -> $answer:ty, $text:literal;)+
        ---
        $($slice:ident: $convert:ident(&[$from:ty], &mut [$into:ty]);)+
    ) => {
        /// A call of a method of [`Backend`] or [`BackendExt`](crate::BackendExt), with its
        /// arguments.
        ///
        /// ```
        /// use calendar_registry::conformance::Call;
        ///
        /// assert_eq!(Call::DaysInMonth(Some(2026), 2).to_string(), "days_in_month(Some(2026), 2)");
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum Call {
            $(#[doc = concat!("`", stringify!($get), "`")] $fact,)+
            /// `text`
            #[cfg(feature = "text")]
            Text,
            $(#[doc = concat!("`", stringify!($method), "`")] $call($($type),+),)+
            $(
                #[doc = concat!("`", stringify!($convert), "` of a slice that contains this element")]
                $slice($from),
            )+
        }

        impl fmt::Display for Call {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Call::$fact => f.write_str(concat!(stringify!($get), "()")),)+
                    #[cfg(feature = "text")]
                    Call::Text => f.write_str("text()"),
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
                self.record(Call::$fact);
                self.backend.$get()
            })+
            $(pub(super) fn $method(&self, $($argument: $type),+) -> $answer {
                self.record(Call::$call($($argument),+));
                self.backend.$method($($argument),+)
            })+
            $(pub(super) fn $convert(
                &self,
                about: $from,
                from: &[$from],
                into: &mut [$into],
            ) -> Result<(), SliceError> {
                self.record(Call::$slice(about));
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
    ---
    Date: date(day: JulianDay) -> Result<YearMonthDay, DateError>, "({})";
    JulianDay: julian_day(date: YearMonthDay) -> Result<JulianDay, DateError>, "({})";
    IsLeapYear: is_leap_year(year: i32) -> bool, "({})";
    MonthsInYear: months_in_year(year: i32) -> Result<u8, DateError>, "({})";
    LastDayOfMonth: last_day_of_month(year: i32, month: u8) -> Result<u8, DateError>, "({}, {})";
    DaysInMonth: days_in_month(year: Option<i32>, month: u8) -> Result<u8, DateError>, "({:?}, {})";
    AddMonths: add_months(date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError>, "({}, {})";
    AddYears: add_years(date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError>, "({}, {})";
    LeapMonth: leap_month(year: i32) -> Result<Option<u8>, DateError>, "({})";
    MonthCode: month_code(year: i32, month: u8) -> Result<MonthCode, DateError>, "({}, {})";
    OrdinalMonth: ordinal_month(year: i32, code: MonthCode) -> Result<u8, DateError>, "({}, {})";
    EraYear: era_year(date: YearMonthDay) -> Result<Option<EraYear<'b>>, DateError>, "({})";
    ---
    Dates: dates(&[JulianDay], &mut [YearMonthDay]);
    JulianDays: julian_days(&[YearMonthDay], &mut [JulianDay]);
}

/// The backend under check, with its last call and the number of calls.
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

    /// Records a call before it is made.
    fn record(&self, call: Call) {
        self.last.set(call);
        self.calls.set(self.calls.get().saturating_add(1));
    }

    /// Returns the last call.
    pub(super) fn last_call(&self) -> Call {
        self.last.get()
    }

    /// Returns the number of calls.
    pub(super) fn calls(&self) -> u64 {
        self.calls.get()
    }

    #[cfg(feature = "text")]
    pub(super) fn text(&self) -> crate::CalendarText {
        self.record(Call::Text);
        self.backend.text()
    }

    /// Returns the backend, for checks of what is made of several calls.
    pub(super) fn backend(&self) -> &'b dyn Backend {
        self.backend
    }

    /// Returns the calendar's year of a year of an era. A panic is reported with the call before
    /// it.
    pub(super) fn year_of_era(&self, era: &str, year: i32) -> Result<Option<i32>, DateError> {
        self.backend.year_of_era(era, year)
    }

    /// Returns the first day of a month: day 1, unless the month begins with a gap.
    pub(super) fn first_day(&self, year: i32, month: u8) -> Result<JulianDay, DateError> {
        self.record(Call::JulianDay(YearMonthDay::new(year, month, 1)));
        derived::first_of_month(self.backend, year, month).map(|(_, day)| day)
    }

    /// Returns the next year, which skips a missing year 0.
    pub(super) fn next_year(&self, year: i32) -> Option<i32> {
        match year.checked_add(1)? {
            0 if !self.properties().year_zero => Some(1),
            next => Some(next),
        }
    }
}
