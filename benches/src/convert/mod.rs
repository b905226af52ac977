//! The ways to convert that are compared, and the work that is timed and counted.

use std::hint::black_box;

use calendar_registry::{Backend, Calendar, JulianDay, YearMonthDay};
use icu_calendar::AsCalendar;

use crate::icu;

pub mod peers;

/// Ours through the type itself.
pub const CONCRETE: &str = "the type";
/// Ours through the registry's handle.
pub const REGISTERED: &str = "&Calendar";
/// Ours, many days in one call.
pub const SLICE: &str = "a slice";
/// ICU4X through the type itself.
pub const ICU: &str = "icu_calendar";
/// ICU4X through its enum of all calendars.
pub const ICU_ANY: &str = "icu_calendar, AnyCalendar";

/// A way to convert, generic and not an object so that a peer is inlined as far as it likes.
pub trait Way: Copy {
    /// From a day to its date.
    fn date(self, day: JulianDay) -> Option<YearMonthDay>;
    /// From a date, which is checked, to its day.
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay>;
}

/// Converts one after the other.
#[inline]
pub fn each<T: Copy, R>(inputs: &[T], convert: impl Fn(T) -> R) {
    for input in inputs {
        // By reference: a copy of the whole result would cost as much as the conversion.
        black_box(&convert(black_box(*input)));
    }
}

/// One of our types.
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
        Backend::date(&**self, day).ok()
    }
    #[inline]
    fn julian_day(self, date: YearMonthDay) -> Option<JulianDay> {
        Backend::julian_day(&**self, date).ok()
    }
}

/// One of ICU4X's types, or a reference to its `AnyCalendar`.
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
