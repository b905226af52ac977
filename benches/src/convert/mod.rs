//! The conversions to compare.

use std::hint::black_box;

use calendar_registry::{Backend, Calendar, JulianDay, YearMonthDay};
use icu_calendar::AsCalendar;

use crate::icu;

pub mod peers;

/// This crate, through the calendar type.
pub const CONCRETE: &str = "the type";
/// This crate, through the registry's handle.
pub const REGISTERED: &str = "&Calendar";
/// This crate, many days in one call.
pub const SLICE: &str = "a slice";
/// ICU4X, through the calendar type.
pub const ICU: &str = "icu_calendar";
/// ICU4X, through its enum of all calendars.
pub const ICU_ANY: &str = "icu_calendar, AnyCalendar";

/// An implementation of conversions. Generic, not an object, so that the compiler can inline it.
pub trait Way: Copy {
    /// Converts a day to its date.
    fn date(self, day: JulianDay) -> Option<YearMonthDay>;
    /// Validates a date and converts it to its day.
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay>;
}

/// Converts all inputs.
#[inline]
pub fn each<T: Copy, R>(inputs: &[T], convert: impl Fn(T) -> R) {
    for input in inputs {
        // By reference: copying the result would cost as much as the conversion.
        black_box(&convert(black_box(*input)));
    }
}

/// A calendar type of this crate.
#[derive(Clone, Copy)]
pub struct Concrete<B>(pub B);

impl<B: Backend + Copy> Way for Concrete<B> {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        self.0.date(day).ok()
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        self.0.julian_day(date).ok()
    }
}

impl Way for &Calendar {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        Calendar::date(self, day).ok()
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        Calendar::julian_day(self, date).ok()
    }
}

/// A calendar type of ICU4X, or a reference to its `AnyCalendar`.
#[derive(Clone, Copy)]
pub struct Icu<A>(pub A);

impl<A: AsCalendar + Copy> Way for Icu<A> {
    #[inline]
    fn date(self, day: JulianDay) -> Option<YearMonthDay> {
        Some(icu::date(day, self.0))
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        icu::julian_day(date, self.0)
    }
}
