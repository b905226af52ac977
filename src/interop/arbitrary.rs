//! `arbitrary` 1: generates values for fuzzers. Days and years have every magnitude. Most values of
//! [`YearMonthDay`] have a plausible month and day, some do not.
//!
//! ```
//! use arbitrary::{Arbitrary, Unstructured};
//! use calendar_registry::{Date, Name};
//!
//! let mut input = Unstructured::new(b"the bytes of a fuzzer");
//! let (date, name) = <(Date, Name)>::arbitrary(&mut input)?;
//! assert_eq!(date.calendar().date(date.julian_day()), Ok(date.year_month_day()));
//! assert!(name.matches(name.as_str()));
//! # Ok::<(), arbitrary::Error>(())
//! ```

use ::arbitrary::{Arbitrary, Error, Result, Unstructured};

use super::within::date_within;
use crate::backend::MonthCode;
use crate::calendars::System;
use crate::date::Date;
use crate::day::{JulianDay, YearMonthDay};
use crate::facade::Registry;
use crate::name::Name;
use crate::weekday::Weekday;

impl<'a> Arbitrary<'a> for JulianDay {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        // The shift makes every magnitude equally likely.
        let number: i64 = u.arbitrary()?;
        Ok(JulianDay(number >> u.int_in_range(0_u32..=63)?))
    }
}

impl<'a> Arbitrary<'a> for YearMonthDay {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let year: i32 = u.arbitrary()?;
        let year = year >> u.int_in_range(0_u32..=31)?;
        if u.ratio(1, 8)? {
            return Ok(YearMonthDay::new(year, u.arbitrary()?, u.arbitrary()?));
        }
        let (month, day) = (u.int_in_range(1..=13)?, u.int_in_range(1..=31)?);
        Ok(YearMonthDay::new(year, month, day))
    }
}

impl<'a> Arbitrary<'a> for Weekday {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        u.choose(&Weekday::ALL).copied()
    }
}

impl<'a> Arbitrary<'a> for System {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        u.choose(System::ALL).copied()
    }
}

impl<'a> Arbitrary<'a> for MonthCode {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        // Mostly the numbers that calendars use.
        let last = if u.ratio(1, 8)? { 99 } else { 13 };
        let number = u.int_in_range(1..=last)?;
        let code = if u.arbitrary()? {
            MonthCode::leap(number)
        } else {
            MonthCode::common(number)
        };
        code.ok_or(Error::IncorrectFormat)
    }
}

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const SEPARATORS: &[u8] = b" -_.:/";

/// Generates any valid spelling.
impl<'a> Arbitrary<'a> for Name {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let length = u.int_in_range(1..=Name::MAX_LEN)?;
        let mut spelling = vec![*u.choose(LETTERS)?];
        while spelling.len() < length {
            // A separator must be followed by a letter, so there must be room for both.
            if spelling.len().saturating_add(2) <= length && u.ratio(1, 5)? {
                spelling.push(*u.choose(SEPARATORS)?);
            }
            spelling.push(*u.choose(LETTERS)?);
        }
        Name::new(spelling).map_err(|_| Error::IncorrectFormat)
    }
}

/// Generates a date in one of the calendars of [`Registry::global`].
impl<'a> Arbitrary<'a> for Date {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let snapshot = Registry::global().snapshot();
        let calendars: Vec<_> = snapshot.calendars().collect();
        let calendar = *u.choose(&calendars)?;
        date_within(calendar, u.arbitrary()?).ok_or(Error::IncorrectFormat)
    }
}
