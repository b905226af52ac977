//! [`Years`]: consecutive years with given months.

use crate::backend::year_table::{Layout, Row, Year, YearTable};
use crate::day::{JulianDay, YearMonthDay};

/// The largest number of years.
pub(super) const MOST_YEARS: u16 = 5_000;
/// The largest number of months in a year.
pub(super) const MOST_MONTHS: usize = 13;

/// Consecutive years, each of which begins where the one before it ends. Year numbers are extended
/// years.
pub(super) struct Years {
    first: i32,
    /// The first day of the first year, and the day after the last year.
    days: (i64, i64),
    rows: Rows,
}

/// The years, packed if they are even enough.
enum Rows {
    Packed(YearTable),
    Plain(Box<[Year]>),
}

/// One of the years.
pub(super) enum YearOf<'y> {
    Packed(Row<'y>),
    Plain(&'y Year),
}

impl Years {
    /// Stores years that follow each other. There are 1 to [`MOST_YEARS`], and the number of the
    /// last one is an `i32`.
    pub(super) fn new(first: i32, years: Vec<Year>) -> Self {
        let days = (
            years.first().map_or(0, Layout::first),
            years.last().map_or(0, Layout::end),
        );
        let count = i32::try_from(years.len()).unwrap_or(0);
        let last = first.saturating_add(count.saturating_sub(1));
        let mut each = years.iter().copied();
        let absent = crate::backend::TableError::Months { year: last };
        let table = YearTable::new(first..=last, |_| each.next().ok_or(absent));
        let rows = match table {
            Ok(table) => Rows::Packed(table),
            Err(_) => Rows::Plain(years.into()),
        };
        Years { first, days, rows }
    }

    /// Returns the first day, and the day after the last one.
    pub(super) fn days(&self) -> (i64, i64) {
        self.days
    }

    /// Converts a date to its day. `None` for a date that does not exist in these years.
    #[inline]
    pub(super) fn day(&self, year: i32, month: u8, day: u8) -> Option<JulianDay> {
        match &self.rows {
            Rows::Packed(table) => table.day(YearMonthDay { year, month, day }),
            Rows::Plain(_) => {
                let year = self.year(year)?;
                let in_year = year.day_of_year(month, day).ok()?;
                Some(JulianDay(year.first().wrapping_add(i64::from(in_year))))
            }
        }
    }

    /// Converts a day to its date. `None` outside these years.
    #[inline]
    pub(super) fn date(&self, day: JulianDay) -> Option<YearMonthDay> {
        match &self.rows {
            Rows::Packed(table) => table.date(day),
            Rows::Plain(years) => {
                let after = years.partition_point(|year| year.first() <= day.0);
                let index = after.checked_sub(1)?;
                let year = years.get(index)?;
                let in_year = u16::try_from(day.0.checked_sub(year.first())?).ok()?;
                let (month, day) = year.split(in_year)?;
                let number = self.first.checked_add(i32::try_from(index).ok()?)?;
                Some(YearMonthDay::new(number, month, day))
            }
        }
    }

    /// Returns a year.
    #[inline]
    pub(super) fn year(&self, year: i32) -> Option<YearOf<'_>> {
        match &self.rows {
            Rows::Packed(table) => table.row(year).map(YearOf::Packed),
            Rows::Plain(years) => {
                let index = year.checked_sub(self.first)?;
                let index = usize::try_from(index).ok()?;
                years.get(index).map(YearOf::Plain)
            }
        }
    }
}

impl Layout for YearOf<'_> {
    fn first(&self) -> i64 {
        match self {
            YearOf::Packed(year) => year.first(),
            YearOf::Plain(year) => year.first(),
        }
    }

    fn months(&self) -> u8 {
        match self {
            YearOf::Packed(year) => year.months(),
            YearOf::Plain(year) => year.months(),
        }
    }

    fn leap_month(&self) -> Option<u8> {
        match self {
            YearOf::Packed(year) => year.leap_month(),
            YearOf::Plain(year) => year.leap_month(),
        }
    }

    fn start(&self, months: u8) -> u16 {
        match self {
            YearOf::Packed(year) => year.start(months),
            YearOf::Plain(year) => year.start(months),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(lengths: &[&[u8]]) -> Years {
        let mut first = 1_000;
        let mut all = Vec::new();
        for lengths in lengths {
            let mut year = Year::new(first);
            year.extend(lengths.iter().copied());
            first = year.end();
            all.push(year);
        }
        Years::new(-1, all)
    }

    fn assert_converts(years: &Years) {
        let (first, end) = years.days();
        let mut expected = YearMonthDay::new(-1, 1, 1);
        for day in first..end {
            let date = years.date(JulianDay(day)).unwrap();
            assert_eq!(date, expected);
            assert_eq!(
                years.day(date.year, date.month, date.day),
                Some(JulianDay(day))
            );
            let year = years.year(date.year).unwrap();
            expected = if date.day < year.month_length(date.month).unwrap() {
                YearMonthDay::new(date.year, date.month, date.day + 1)
            } else if date.month < year.months() {
                YearMonthDay::new(date.year, date.month + 1, 1)
            } else {
                YearMonthDay::new(date.year + 1, 1, 1)
            };
        }
        assert_eq!(years.date(JulianDay(first - 1)), None);
        assert_eq!(years.date(JulianDay(end)), None);
        assert!(years.year(-2).is_none() && years.year(expected.year).is_none());
        assert_eq!(years.day(expected.year, 1, 1), None);
    }

    #[test]
    fn plain_year_takes_forty_bytes() {
        assert_eq!(size_of::<Year>(), 40);
    }

    #[test]
    fn even_years_are_packed_and_convert() {
        let years = years(&[&[30, 29, 30], &[30, 30, 29], &[30, 29, 30, 29]]);
        assert!(matches!(years.rows, Rows::Packed(_)));
        assert_converts(&years);
    }

    #[test]
    fn uneven_years_are_plain_and_convert() {
        let years = years(&[&[10, 60, 1], &[60, 10, 1, 1, 1], &[5]]);
        assert!(matches!(years.rows, Rows::Plain(_)));
        assert_converts(&years);
    }
}
