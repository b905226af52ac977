//! [`implement!`]: the implementation of [`Backend`](crate::Backend) by an engine.

/// Implements [`Backend`](crate::Backend) for a calendar by calling the functions of its engine, a
/// module of this folder. With `slices`, the functions of that module convert slices.
macro_rules! implement {
    (
        $calendar:ty, engine: $engine:ident $(, slices: $slices:ident)?, names: $names:expr,
        properties: $properties:expr $(, unicode_id: $id:expr)? $(, eras: $eras:expr)?
        $(, authoritative: $authoritative:expr)?
        $(, text: $like:ident)? $(,)?
    ) => {
        impl $crate::Backend for $calendar {
            fn names(&self) -> Vec<&str> {
                $names.to_vec()
            }

            #[inline]
            fn properties(&self) -> $crate::Properties {
                const { $properties }
            }

            $(fn unicode_id(&self) -> Option<&str> {
                Some($id)
            })?

            $(fn eras(&self) -> &[$crate::Era] {
                static ERAS: &[$crate::Era] = &$eras;
                ERAS
            })?

            $(#[cfg(feature = "text")]
            fn text(&self) -> $crate::CalendarText {
                $crate::CalendarText::like($crate::Cldr::$like)
            })?

            $(fn authoritative_years(&self) -> Option<core::ops::RangeInclusive<i32>> {
                Some($authoritative)
            })?

            #[inline]
            fn julian_day(
                &self,
                date: $crate::YearMonthDay,
            ) -> Result<$crate::JulianDay, $crate::DateError> {
                $crate::calendars::engine::$engine::julian_day::<Self>(date)
            }

            #[inline]
            fn date(
                &self,
                day: $crate::JulianDay,
            ) -> Result<$crate::YearMonthDay, $crate::DateError> {
                $crate::calendars::engine::$engine::date::<Self>(day)
            }

            $(fn dates(
                &self,
                days: &[$crate::JulianDay],
                dates: &mut [$crate::YearMonthDay],
            ) -> Result<(), $crate::SliceError> {
                $crate::calendars::engine::$slices::dates::<Self>(days, dates)
            }

            fn julian_days(
                &self,
                dates: &[$crate::YearMonthDay],
                days: &mut [$crate::JulianDay],
            ) -> Result<(), $crate::SliceError> {
                $crate::calendars::engine::$slices::julian_days::<Self>(dates, days)
            })?

            #[inline]
            fn is_leap_year(&self, year: i32) -> bool {
                $crate::calendars::engine::$engine::is_leap_year::<Self>(year)
            }

            #[inline]
            fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, $crate::DateError> {
                $crate::calendars::engine::$engine::days_in_month::<Self>(year, month)
            }

            #[inline]
            fn months_in_year(&self, year: i32) -> Result<u8, $crate::DateError> {
                $crate::calendars::engine::$engine::months_in_year::<Self>(year)
            }

            #[inline]
            fn leap_month(&self, year: i32) -> Result<Option<u8>, $crate::DateError> {
                $crate::calendars::engine::$engine::leap_month::<Self>(year)
            }
        }
    };
}
pub(in crate::calendars) use implement;
