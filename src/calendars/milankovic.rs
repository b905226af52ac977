//! [`Milankovic`]: the revised Julian calendar.

use super::engine::implement;
use super::engine::january_years::{self, JanuaryYears};
use crate::backend::Properties;

/// The revised Julian calendar of Milutin Milanković (1923), used by several Orthodox churches.
///
/// # Rule
/// Every fourth year is a leap year of 366 days, except for years that end a century. Of these, a
/// year is a leap year if its century divided by 9 leaves 2 or 6: 1500, 2000, 2400, 2900. 900 years
/// have 328 718 days. Its dates are the Gregorian ones from March 1600 to February 2800.
///
/// # Names and range
/// `Milankovic`. It has no year 0: the year before 1 is −1. For the rule that year is the year 0,
/// which is not a leap year. The range is every other year of an `i32`, Julian Days −784 349 978
/// 355 to 784 353 420 841.
///
/// # Source
/// M. Milanković, "Das Ende des julianischen Kalenders und der neue Kalender der orientalischen
/// Kirchen" (*Astronomische Nachrichten* 220, 1924,
/// [doi:10.1002/asna.19232202303](https://doi.org/10.1002/asna.19232202303)). The conversion is
/// that of [`Gregorian`](super::Gregorian), with another rule for centuries.
///
/// ```
/// use calendar_registry::calendars::{Gregorian, Milankovic};
/// use calendar_registry::{Backend, YearMonthDay};
///
/// let today = YearMonthDay::new(2026, 11, 22);
/// assert_eq!(Milankovic.julian_day(today), Gregorian.julian_day(today));
///
/// // The first day on which the two will differ.
/// let leap_day = Gregorian.julian_day(YearMonthDay::new(2800, 2, 29))?;
/// assert_eq!(Milankovic.date(leap_day), Ok(YearMonthDay::new(2800, 3, 1)));
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
#[doc(alias("revised julian", "new julian"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Milankovic;

impl JanuaryYears for Milankovic {
    const CENTURIES: u64 = 9;
    const LEAP: u64 = 2;
    // (2c + 6) mod 9 is 1 for c = 2 and 0 for c = 6, and at least LEAP for other centuries.
    const SHIFT: u64 = 6;
    const MARCH: i64 = 1_721_120;
}

implement! {
    Milankovic,
    engine: twelve_months, slices: slices,
    names: ["Milankovic"],
    properties: Properties::solar(),
    eras: january_years::ERAS,
    text: Gregorian,
}
