//! Tables of twelve months: dates by the place in the year, and what a month says of a date.
//!
//! One load in the place of the ten steps of arithmetic that month and day take otherwise. The tables
//! of a calendar take two KiB, of which a year's dates touch 14 cache lines and its months one.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "in constants, where each of these would not compile; a year has fewer than 2^9 days"
)]

/// The lengths of the months of a common year, from the first on.
pub(in crate::calendars) type Lengths = [u8; 12];

/// What a month has to say of a date.
#[derive(Clone, Copy)]
pub(in crate::calendars) struct Month {
    /// The days of its year before it.
    pub(in crate::calendars) before: u16,
    /// Its length in a common year; 0 for a number that is no month's.
    pub(in crate::calendars) length: u8,
    /// 1 if it belongs to the year before, for years that begin after January.
    pub(in crate::calendars) early: u8,
}

/// By the month as it comes: a wrong one has no days, so that it needs no check of its own.
#[repr(align(64))]
pub(in crate::calendars) struct Months([Month; 256]);

/// Month and day by the place in the year, the month in the lower byte.
/// Places count from the first day of month 1, modulo [`Dates::MASK`] + 1: where the year begins
/// with a later month, those before the first of month 1 are negative.
#[repr(align(64))]
pub(in crate::calendars) struct Dates([u16; 512]);

impl Months {
    /// Of years that begin with the month `first`.
    pub(in crate::calendars) const fn new(lengths: &Lengths, first: u8) -> Self {
        let mut months = [Month {
            before: 0,
            length: 0,
            early: 0,
        }; 256];
        let mut before = 0;
        let mut place = 0;
        while place < 12 {
            let month = nth(first, place);
            let length = lengths[month as usize - 1];
            months[month as usize] = Month {
                before,
                length,
                early: (month < first) as u8,
            };
            before += length as u16;
            place += 1;
        }
        Months(months)
    }

    #[inline]
    pub(in crate::calendars) const fn get(&self, month: u8) -> Month {
        self.0[month as usize]
    }
}

impl Dates {
    pub(in crate::calendars) const MASK: u64 = 511;

    /// Of years that begin with the month `first` and whose leap day is their last.
    pub(in crate::calendars) const fn new(lengths: &Lengths, first: u8) -> Self {
        let mut dates = [0; 512];
        let mut index = dates.len() - start(lengths, first);
        let mut place = 0;
        while place < 12 {
            let month = nth(first, place);
            let leap_day = (place == 11) as u8;
            let mut day = 1;
            while day <= lengths[month as usize - 1] + leap_day {
                dates[index % 512] = month as u16 | (day as u16) << 8;
                day += 1;
                index += 1;
            }
            place += 1;
        }
        Dates(dates)
    }

    /// The month and the day at a place.
    #[inline]
    pub(in crate::calendars) const fn get(&self, place: u64) -> (u8, u8) {
        let date = self.0[(place & Self::MASK) as usize];
        (date as u8, (date >> 8) as u8)
    }
}

/// The place of month 1 in a common year that begins with the month `first`.
pub(in crate::calendars) const fn start(lengths: &Lengths, first: u8) -> usize {
    let mut days = 0;
    let mut month = first;
    while month > 1 && month <= 12 {
        days += lengths[month as usize - 1] as usize;
        month += 1;
    }
    days
}

/// The months of a year in their order.
const fn nth(first: u8, place: u8) -> u8 {
    (first - 1 + place) % 12 + 1
}
