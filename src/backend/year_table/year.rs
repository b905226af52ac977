//! [`Year`]: what is known of a year, and [`Layout`]: what follows from it.
#![forbid(unsafe_code)]

use crate::backend::DateError;

/// The most months that a year of a table has.
pub(super) const MOST_MONTHS: usize = 13;

/// How a year is divided.
pub(crate) trait Layout {
    /// Its first day.
    fn first(&self) -> i64;
    fn months(&self) -> u8;
    /// The place of its leap month, from 1.
    fn leap_month(&self) -> Option<u8>;
    /// How many days the first so many months have together, if there are so many.
    fn start(&self, months: u8) -> u16;

    /// Its length in days.
    #[inline]
    fn days(&self) -> u16 {
        self.start(self.months())
    }

    /// The day after the last.
    #[inline]
    fn end(&self) -> i64 {
        self.first().wrapping_add(i64::from(self.days()))
    }

    #[inline]
    fn month_length(&self, month: u8) -> Result<u8, DateError> {
        self.month(month).map(|(_, length)| length)
    }

    /// The days before a month, and its length.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a month has fewer than 2^8 days"
    )]
    fn month(&self, month: u8) -> Result<(u16, u8), DateError> {
        let last = self.months();
        let before = month.wrapping_sub(1);
        if before >= last {
            return Err(DateError::Month { month, last });
        }
        let start = self.start(before);
        let length = self.start(month).wrapping_sub(start);
        Ok((start, length as u8))
    }

    /// The place in the year of a day of a month, from 0.
    #[inline]
    fn place(&self, month: u8, day: u8) -> Result<u16, DateError> {
        let (start, last) = self.month(month)?;
        if day == 0 || day > last {
            return Err(DateError::Day { day, last });
        }
        Ok(start.wrapping_add(u16::from(day)).wrapping_sub(1))
    }
}

/// A year, as the calendar itself knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Year {
    first: i64,
    leap_month: Option<u8>,
    months: u8,
    /// The day after each month, counted from the first day.
    ends: [u16; MOST_MONTHS],
}

impl Year {
    /// A year of no months yet.
    pub(crate) fn new(first: i64) -> Self {
        Year {
            first,
            leap_month: None,
            months: 0,
            ends: [0; MOST_MONTHS],
        }
    }

    /// Adds a month of this length; `None` if there are too many.
    pub(crate) fn push(&mut self, length: u8) -> Option<()> {
        let end = self.days().checked_add(u16::from(length))?;
        *self.ends.get_mut(usize::from(self.months))? = end;
        self.months = self.months.checked_add(1)?;
        Some(())
    }

    /// The same with a leap month at this place, from 1.
    pub(crate) fn with_leap_month(mut self, place: Option<u8>) -> Self {
        self.leap_month = place;
        self
    }

    /// The month and the day of a place in the year, from 0.
    pub(crate) fn split(&self, place: u16) -> Option<(u8, u8)> {
        let ends = self.ends.iter().take(usize::from(self.months));
        let before = ends.take_while(|end| **end <= place).count();
        let before = u8::try_from(before).ok()?;
        let day = place.checked_sub(self.start(before))?.checked_add(1)?;
        Some((before.checked_add(1)?, u8::try_from(day).ok()?))
    }
}

impl Layout for Year {
    fn first(&self) -> i64 {
        self.first
    }

    fn months(&self) -> u8 {
        self.months
    }

    fn leap_month(&self) -> Option<u8> {
        self.leap_month
    }

    fn start(&self, months: u8) -> u16 {
        let last = months.checked_sub(1);
        last.and_then(|last| self.ends.get(usize::from(last)))
            .map_or(0, |end| *end)
    }
}
