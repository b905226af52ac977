//! [`YearShape`]: the months of a year, by their lengths.

use crate::backend::DateError;

/// The months of a year: a date of the year and the number of the day convert in constant time.
///
/// A table holds the month of each day of the year. It has a byte a day, at most 99 · 255.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct YearShape {
    lengths: Box<[u8]>,
    /// The number of days before each month.
    before: Box<[u16]>,
    /// The index of the month of each day.
    month_of: Box<[u8]>,
}

/// The largest number of months: month codes have two digits.
pub(super) const MAX_MONTHS: usize = 99;

impl YearShape {
    /// Creates the shape of a year. `None` for more than [`MAX_MONTHS`] months.
    pub(super) fn new(lengths: &[u8]) -> Option<Self> {
        let mut before = Vec::with_capacity(lengths.len());
        let mut month_of = Vec::new();
        if lengths.len() > MAX_MONTHS {
            return None;
        }
        for (index, length) in (0_u8..).zip(lengths) {
            before.push(u16::try_from(month_of.len()).ok()?);
            month_of.extend(core::iter::repeat_n(index, usize::from(*length)));
        }
        Some(YearShape {
            lengths: lengths.into(),
            before: before.into(),
            month_of: month_of.into(),
        })
    }

    /// Returns the number of months.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "at most MAX_MONTHS")]
    pub(super) fn months(&self) -> u8 {
        self.lengths.len() as u8
    }

    /// Returns the number of days.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "at most 99 times 255")]
    pub(super) fn days(&self) -> u16 {
        self.month_of.len() as u16
    }

    /// Returns the length of a month.
    #[inline]
    pub(super) fn length(&self, month: u8) -> Result<u8, DateError> {
        let index = usize::from(month).checked_sub(1);
        let length = index.and_then(|index| self.lengths.get(index));
        length.copied().ok_or(DateError::Month {
            month,
            last: self.months(),
        })
    }

    /// Returns the number of a day in the year, from 0.
    #[inline]
    pub(super) fn day_of_year(&self, month: u8, day: u8) -> Result<u16, DateError> {
        let last = self.length(month)?;
        if day == 0 || day > last {
            return Err(DateError::Day { day, last });
        }
        let before = self.before.get(usize::from(month).wrapping_sub(1));
        debug_assert!(
            before.is_some(),
            "every month with a length has days before it"
        );
        // Below 99 times 255.
        let before = before.copied().ok_or(DateError::Overflow)?;
        Ok(before.wrapping_add(u16::from(day)).wrapping_sub(1))
    }

    /// Returns the month and the day of a day of the year, from 0. `None` after the last day.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a month has at most 255 days"
    )]
    pub(super) fn split(&self, day_of_year: u16) -> Option<(u8, u8)> {
        let index = *self.month_of.get(usize::from(day_of_year))?;
        let before = *self.before.get(usize::from(index))?;
        let day = day_of_year.wrapping_sub(before) as u8;
        Some((index.wrapping_add(1), day.wrapping_add(1)))
    }

    /// Returns the lengths of the months.
    pub(super) fn lengths(&self) -> &[u8] {
        &self.lengths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_of_the_year_converts_to_a_month_and_back() {
        let shape = YearShape::new(&[28, 1, 255, 30]).unwrap();
        assert_eq!((shape.months(), shape.days()), (4, 314));
        assert_eq!(shape.split(27), Some((1, 28)));
        assert_eq!(shape.split(28), Some((2, 1)));
        assert_eq!(shape.split(29), Some((3, 1)));
        assert_eq!(shape.split(314), None);
        for day_of_year in 0..314 {
            let (month, day) = shape.split(day_of_year).unwrap();
            assert_eq!(shape.day_of_year(month, day), Ok(day_of_year));
        }
    }

    #[test]
    fn missing_months_and_days_are_errors_with_the_bound() {
        let shape = YearShape::new(&[28, 1]).unwrap();
        let no_month = |month| Err(DateError::Month { month, last: 2 });
        assert_eq!(shape.day_of_year(0, 1), no_month(0));
        assert_eq!(shape.day_of_year(3, 1), no_month(3));
        let no_day = |day| Err(DateError::Day { day, last: 1 });
        assert_eq!(shape.day_of_year(2, 0), no_day(0));
        assert_eq!(shape.day_of_year(2, 2), no_day(2));
        assert!(YearShape::new(&[1; 100]).is_none());
    }
}
