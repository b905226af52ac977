//! Tables of lunisolar years, three bytes each, from published calendars.
//!
//! | bits | |
//! |--:|---|
//! | 0-12 | for each month, from the first on, whether it has 30 days; else it has 29 |
//! | 13-16 | which month is the leap month, from 1; 0, none. There are 13 months with one, else 12 |
//! | 17-22 | the distance of the first day from 20 January (Gregorian) |

use crate::backend::year_table::Year;

/// The years of a span, from the first on.
pub(in crate::calendars) struct PackedYears<const YEARS: usize> {
    first: i32,
    rows: [[u8; 3]; YEARS],
}

impl<const YEARS: usize> PackedYears<YEARS> {
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "in constants, where each of these would not compile"
    )]
    pub(in crate::calendars) const fn new(first: i32, years: &[u32; YEARS]) -> Self {
        let mut rows = [[0; 3]; YEARS];
        let mut index = 0;
        while index < YEARS {
            let [low, middle, high, rest] = years[index].to_le_bytes();
            assert!(rest == 0, "a year has 23 bits");
            rows[index] = [low, middle, high];
            index += 1;
        }
        PackedYears { first, rows }
    }

    /// The year of a number from 1 on; `None` outside the table.
    pub(in crate::calendars) fn year(&self, number: i32) -> Option<Year> {
        let index = usize::try_from(number.checked_sub(self.first)?).ok()?;
        let [low, middle, high] = *self.rows.get(index)?;
        let row = u32::from_le_bytes([low, middle, high, 0]);
        let leap_month = u8::try_from((row >> 13) & 15).ok();
        let leap_month = leap_month.filter(|month| *month != 0);
        let first = january_20(number).wrapping_add(i64::from(row >> 17));
        let mut year = Year::new(first);
        let months = if leap_month.is_some() { 13 } else { 12 };
        for month in 0..months {
            let long = (row >> month) & 1 == 1;
            let _ = year.push(if long { 30 } else { 29 });
        }
        Some(year.with_leap_month(leap_month))
    }
}

/// The Julian Day of 20 January of a Gregorian year from 1 on.
fn january_20(year: i32) -> i64 {
    let before = i64::from(year).wrapping_sub(1);
    // The year 1 begins on Julian Day 1 721 426.
    let leap_days = (before / 4)
        .wrapping_sub(before / 100)
        .wrapping_add(before / 400);
    before
        .wrapping_mul(365)
        .wrapping_add(leap_days)
        .wrapping_add(1_721_426 + 19)
}
