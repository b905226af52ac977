//! Strategies for `proptest` 1. Days, dates, weekdays, names and month codes implement
//! [`Arbitrary`]; a strategy that takes a parameter is a function of this module.
//!
//! ```
//! use calendar_registry::{JulianDay, Name, Registry};
//! use proptest::prelude::*;
//!
//! let jalali = Registry::with_builtins().resolve("jalali")?;
//! proptest!(|(date in calendar_registry::proptest::dates(&jalali), name: Name)| {
//!     prop_assert_eq!(jalali.julian_day(date.year_month_day()), Ok(date.julian_day()));
//!     prop_assert!(name.matches(name.as_str().to_uppercase()));
//! });
//! # Ok::<(), calendar_registry::ResolveError>(())
//! ```

use ::proptest::arbitrary::{Arbitrary, any};
use ::proptest::sample::select;
use ::proptest::strategy::{BoxedStrategy, Strategy};

use super::within::date_within;
use crate::backend::MonthCode;
use crate::calendar::Calendar;
use crate::calendars::System;
use crate::date::Date;
use crate::day::{JulianDay, YearMonthDay};
use crate::facade::Registry;
use crate::name::Name;
use crate::weekday::Weekday;

/// Creates a strategy for the dates of a calendar, over its whole range. It shrinks towards Julian
/// Day 0.
///
/// ```
/// # use calendar_registry::{Registry, proptest::dates};
/// # use proptest::prelude::*;
/// # let julian = Registry::with_builtins().resolve("julian")?;
/// proptest!(|(date in dates(&julian))| prop_assert!(date.month() <= 12));
/// # Ok::<(), calendar_registry::ResolveError>(())
/// ```
pub fn dates(calendar: &Calendar) -> BoxedStrategy<Date> {
    let calendar = calendar.clone();
    any::<JulianDay>()
        .prop_filter_map("the calendar has no date for the day", move |day| {
            date_within(&calendar, day)
        })
        .boxed()
}

/// Implements [`Arbitrary`] without parameters.
macro_rules! arbitrary {
    ($($(#[$docs:meta])* $type:ty = $strategy:expr;)+) => {
        $($(#[$docs])*
        impl Arbitrary for $type {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $strategy.boxed()
            }
        })+
    };
}

arbitrary! {
    /// Generates days of every magnitude. Shrinks towards Julian Day 0.
    JulianDay = (any::<i64>(), 0_u32..64).prop_map(|(number, shift)| JulianDay(number >> shift));
    /// Generates years of every magnitude. Most values have a plausible month and day, some do not.
    YearMonthDay = {
        let year = (any::<i32>(), 0_u32..32).prop_map(|(year, shift)| year >> shift);
        let part = ::proptest::prop_oneof![7 => (1_u8..=13, 1_u8..=31), 1 => any::<(u8, u8)>()];
        (year, part).prop_map(|(year, (month, day))| YearMonthDay::new(year, month, day))
    };
    Weekday = select(Weekday::ALL.as_slice());
    System = select(System::ALL);
    MonthCode = {
        let number = ::proptest::prop_oneof![7 => 1_u8..=13, 1 => 1_u8..=99];
        (number, any::<bool>()).prop_filter_map("not a month code", |(number, leap)| {
            if leap { MonthCode::leap(number) } else { MonthCode::common(number) }
        })
    };
    /// Generates any valid spelling.
    Name = "[A-Za-z0-9]([ _.:/-]?[A-Za-z0-9]){0,31}[A-Za-z0-9]?"
        .prop_filter_map("not a name", |spelling| Name::new(spelling).ok());
    /// Generates a date in one of the calendars of [`Registry::global`].
    Date = any::<(::proptest::sample::Index, JulianDay)>()
        .prop_filter_map("the calendar has no date for the day", |(index, day)| {
            let snapshot = Registry::global().snapshot();
            let calendars: Vec<_> = snapshot.calendars().collect();
            date_within(calendars.get(index.index(calendars.len().max(1)))?, day)
        });
}
