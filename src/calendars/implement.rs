//! [`implement!`]: the face of a calendar whose file says what sets it apart, over one of the
//! shared ways to compute.
#![forbid(unsafe_code)]

/// Implements [`Backend`](crate::Backend) by the functions of a module: `shifted`, `extended` or
/// `by_year`.
macro_rules! implement {
    (
        $calendar:ty, by: $by:ident, names: $names:expr, properties: $properties:expr,
        unicode_id: $id:expr
        $(, eras: $eras:expr)? $(, authoritative: $authoritative:expr)? $(,)?
    ) => {
        impl $crate::Backend for $calendar {
            fn names(&self) -> Vec<&str> {
                $names.to_vec()
            }

            #[inline]
            fn properties(&self) -> $crate::Properties {
                const { $properties.year_zero(true) }
            }

            fn unicode_id(&self) -> Option<&str> {
                Some($id)
            }

            $(fn eras(&self) -> &[$crate::Era] {
                const { &$eras }
            })?

            $(fn authoritative_years(&self) -> Option<core::ops::RangeInclusive<i32>> {
                Some($authoritative)
            })?

            #[inline]
            fn julian_day(
                &self,
                date: $crate::YearMonthDay,
            ) -> Result<$crate::JulianDay, $crate::DateError> {
                $crate::calendars::$by::julian_day::<Self>(date)
            }

            #[inline]
            fn date(
                &self,
                day: $crate::JulianDay,
            ) -> Result<$crate::YearMonthDay, $crate::DateError> {
                $crate::calendars::$by::date::<Self>(day)
            }

            #[inline]
            fn is_leap_year(&self, year: i32) -> bool {
                $crate::calendars::$by::is_leap_year::<Self>(year)
            }

            #[inline]
            fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, $crate::DateError> {
                $crate::calendars::$by::days_in_month::<Self>(year, month)
            }

            #[inline]
            fn months_in_year(&self, year: i32) -> Result<u8, $crate::DateError> {
                $crate::calendars::$by::months_in_year::<Self>(year)
            }

            #[inline]
            fn leap_month(&self, year: i32) -> Result<Option<u8>, $crate::DateError> {
                $crate::calendars::$by::leap_month::<Self>(year)
            }

            #[inline]
            fn days_in_year(&self, year: i32) -> Result<u16, $crate::DateError> {
                $crate::calendars::$by::days_in_year::<Self>(year)
            }

            #[inline]
            fn day_of_year(&self, date: $crate::YearMonthDay) -> Result<u16, $crate::DateError> {
                $crate::calendars::$by::day_of_year::<Self>(date)
            }
        }
    };
}
pub(super) use implement;
