//! Lookup tables for calendars with twelve months: [`Months`] by the number of a month, [`Dates`]
//! by the day of the year.
//!
//! One load replaces about ten arithmetic steps. The tables of a calendar take 2 KiB. The dates of
//! one year use 12 cache lines of them, its twelve months one.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "the tables are built in constants, where an overflow or a wrong index is a compile \
              error; an index of a lookup is a u8 or masked; a year has fewer than 2^9 days"
)]

/// The lengths of the months of a common year, in days, from month 1 on.
pub(in crate::calendars) type Lengths = [u8; 12];

/// The facts about a month that a conversion needs.
#[derive(Clone, Copy)]
pub(in crate::calendars) struct Month {
    /// The number of days before it in its rule year.
    pub(in crate::calendars) before: u16,
    /// Its length in a common year, or 0 if the number is not a month.
    pub(in crate::calendars) length: u8,
    /// 1 if its rule year began in the previous calendar year, else 0.
    pub(in crate::calendars) early: u8,
}

/// The months by their number. It has an entry for every `u8`, so a lookup needs no bounds check; a
/// number that is not a month has length 0, so every day of it fails the check of the day.
#[repr(align(64))]
pub(in crate::calendars) struct Months([Month; 256]);

/// The dates by the day of the year, as the month in the lower byte and the day in the upper one.
///
/// The index is the number of days since the first day of month 1, modulo [`Dates::MASK`] + 1. If
/// the rule year begins with a later month, the days before month 1 have negative numbers, which
/// the modulus maps to the end of the table.
#[repr(align(64))]
pub(in crate::calendars) struct Dates([u16; 512]);

impl Months {
    /// Builds the table for rule years that begin with the month `first`.
    pub(in crate::calendars) const fn new(lengths: &Lengths, first: u8) -> Self {
        let mut months = [Month {
            before: 0,
            length: 0,
            early: 0,
        }; 256];
        let mut before = 0;
        let mut index = 0;
        while index < 12 {
            let month = nth(first, index);
            let length = lengths[month as usize - 1];
            months[month as usize] = Month {
                before,
                length,
                early: (month < first) as u8,
            };
            before += length as u16;
            index += 1;
        }
        Months(months)
    }

    /// Returns the facts about a month. `length` is 0 for a number that is not a month.
    #[inline]
    pub(in crate::calendars) const fn get(&self, month: u8) -> Month {
        self.0[month as usize]
    }
}

impl Dates {
    pub(in crate::calendars) const MASK: u64 = 511;

    /// Builds the table for rule years that begin with the month `first`. The leap day must be the
    /// last day of the rule year: then one table serves common years and leap years.
    pub(in crate::calendars) const fn new(lengths: &Lengths, first: u8) -> Self {
        let mut dates = [0; 512];
        // The days before month 1 have negative numbers: they start at the end of the table.
        let mut slot = dates.len() - start(lengths, first);
        let mut index = 0;
        while index < 12 {
            let month = nth(first, index);
            let leap_day = (index == 11) as u8;
            let mut day = 1;
            while day <= lengths[month as usize - 1] + leap_day {
                dates[slot % 512] = month as u16 | (day as u16) << 8;
                day += 1;
                slot += 1;
            }
            index += 1;
        }
        Dates(dates)
    }

    /// Returns the month and the day of the month of a day of the year. Only the lowest nine bits
    /// of the index count.
    #[inline]
    pub(in crate::calendars) const fn get(&self, day_of_year: u64) -> (u8, u8) {
        let date = self.0[(day_of_year & Self::MASK) as usize];
        (date as u8, (date >> 8) as u8)
    }
}

/// Returns the number of days before month 1 in a common rule year that begins with the month
/// `first`.
pub(in crate::calendars) const fn start(lengths: &Lengths, first: u8) -> usize {
    let mut days = 0;
    let mut month = first;
    while month > 1 && month <= 12 {
        days += lengths[month as usize - 1] as usize;
        month += 1;
    }
    days
}

/// Returns the month at an index, from 0, of a rule year that begins with the month `first`.
const fn nth(first: u8, index: u8) -> u8 {
    (first - 1 + index) % 12 + 1
}
