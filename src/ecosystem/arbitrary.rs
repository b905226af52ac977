//! `arbitrary`: values for fuzzers. Days and years are of every magnitude; of the dates, most could exist
//! and some could not.
//!
//! ```
//! use arbitrary::{Arbitrary, Unstructured};
//! use calendar_registry::{Date, Name};
//!
//! let mut input = Unstructured::new(b"any bytes that a fuzzer comes up with");
//! let (date, name) = <(Date, Name)>::arbitrary(&mut input)?;
//! assert_eq!(date.calendar().date(date.julian_day()), Ok(date.year_month_day()));
//! assert!(name.matches(name.as_str()));
//! # Ok::<(), arbitrary::Error>(())
//! ```
#![forbid(unsafe_code)]

use ::arbitrary::{Arbitrary, Error, Result, Unstructured};

use super::within::within;
use crate::Registry;
use crate::calendars::System;
use crate::date::Date;
use crate::day::{JulianDay, Weekday, YearMonthDay};
use crate::fields::MonthCode;
use crate::name::Name;

impl<'a> Arbitrary<'a> for JulianDay {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
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
        let most = if u.ratio(1, 8)? { 99 } else { 13 };
        let number = u.int_in_range(1..=most)?;
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

/// In any spelling.
impl<'a> Arbitrary<'a> for Name {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let length = u.int_in_range(1..=Name::MAX_LEN)?;
        let mut spelling = vec![*u.choose(LETTERS)?];
        while spelling.len() < length {
            // A separator stands between two others, so there has to be room for both.
            if spelling.len().saturating_add(2) <= length && u.ratio(1, 5)? {
                spelling.push(*u.choose(SEPARATORS)?);
            }
            spelling.push(*u.choose(LETTERS)?);
        }
        Name::new(spelling).map_err(|_| Error::IncorrectFormat)
    }
}

/// In one of the calendars of [`Registry::global`].
impl<'a> Arbitrary<'a> for Date {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let snapshot = Registry::global().snapshot();
        let calendar = *u.choose(&snapshot.iter().collect::<Vec<_>>())?;
        within(calendar, u.arbitrary()?).ok_or(Error::IncorrectFormat)
    }
}
