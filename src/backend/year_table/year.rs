//! [`Year`]: first day, months and leap month of a year; [`Layout`]: what follows from them.
//!
//! A year has at most 13 months of at most 255 days, so days of a year are below 2¹² and no sum of
//! them overflows.

use crate::backend::DateError;

/// The largest number of months in a year of a table.
pub(super) const MOST_MONTHS: usize = 13;

/// The division of a year into months.
pub(crate) trait Layout {
    /// Returns the Julian Day of the first day.
    fn first(&self) -> i64;
    /// Returns the number of months.
    fn months(&self) -> u8;
    /// Returns the ordinal of the leap month, from 1.
    fn leap_month(&self) -> Option<u8>;
    /// Returns the number of days in the first `months` months, which must exist.
    fn start(&self, months: u8) -> u16;

    /// Returns the number of days.
    #[inline]
    fn days(&self) -> u16 {
        self.start(self.months())
    }

    /// Returns the Julian Day after the last day.
    #[inline]
    fn end(&self) -> i64 {
        self.first().wrapping_add(i64::from(self.days()))
    }

    /// Returns the length of a month.
    #[inline]
    fn month_length(&self, month: u8) -> Result<u8, DateError> {
        self.month(month).map(|(_, length)| length)
    }

    /// Returns the number of days before a month, and the length of the month.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a month has fewer than 2^8 days"
    )]
    fn month(&self, month: u8) -> Result<(u16, u8), DateError> {
        let last = self.months();
        // Month 0 becomes 255, which no year has.
        let before = month.wrapping_sub(1);
        if before >= last {
            return Err(DateError::Month { month, last });
        }
        let start = self.start(before);
        let length = self.start(month).wrapping_sub(start);
        Ok((start, length as u8))
    }

    /// Returns the day of the year, from 0, of a day of a month.
    #[inline]
    fn day_of_year(&self, month: u8, day: u8) -> Result<u16, DateError> {
        let (start, last) = self.month(month)?;
        if day == 0 || day > last {
            return Err(DateError::Day { day, last });
        }
        Ok(start.wrapping_add(u16::from(day)).wrapping_sub(1))
    }
}

/// A year as its calendar describes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Year {
    first: i64,
    leap_month: Option<u8>,
    months: u8,
    /// The number of days up to the end of each month.
    ends: [u16; MOST_MONTHS],
}

impl Year {
    /// Creates a year without months.
    pub(crate) fn new(first: i64) -> Self {
        Year {
            first,
            leap_month: None,
            months: 0,
            ends: [0; MOST_MONTHS],
        }
    }

    /// Adds a month of this length. `None` if the year has 13 months.
    pub(crate) fn push(&mut self, length: u8) -> Option<()> {
        let end = self.days().checked_add(u16::from(length))?;
        *self.ends.get_mut(usize::from(self.months))? = end;
        self.months = self.months.checked_add(1)?;
        Some(())
    }

    /// Adds months of these lengths. The built-in calendars have at most 13 of them.
    pub(crate) fn extend(&mut self, lengths: impl IntoIterator<Item = u8>) {
        for length in lengths {
            let added = self.push(length);
            debug_assert!(added.is_some(), "a year has at most 13 months");
        }
    }

    /// Sets the ordinal of the leap month, from 1.
    pub(crate) fn with_leap_month(mut self, ordinal: Option<u8>) -> Self {
        self.leap_month = ordinal;
        self
    }

    /// Returns the month and the day of the month of a day of the year, from 0. `None` if the year
    /// does not have the day.
    pub(crate) fn split(&self, day_of_year: u16) -> Option<(u8, u8)> {
        let ends = self.ends.iter().take(usize::from(self.months));
        let before = ends.take_while(|end| **end <= day_of_year).count();
        if before == usize::from(self.months) {
            return None;
        }
        let before = u8::try_from(before).ok()?;
        let day = day_of_year
            .checked_sub(self.start(before))?
            .checked_add(1)?;
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
        // No days are before the first month.
        let last = months.checked_sub(1);
        last.and_then(|last| self.ends.get(usize::from(last)))
            .map_or(0, |end| *end)
    }
}
