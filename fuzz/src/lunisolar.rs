//! Calendars whose years have twelve or thirteen months, and which begin and end: what follows from the
//! required methods alone, against a list of all months that there are.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use calendar_registry::{Backend, DateError, JulianDay, Properties, Weekday, YearMonthDay};

use crate::dates::Input;

/// Nineteen years of 235 months of 6,940 days, as Meton counted them; with a year 0 or without.
struct Metonic {
    year_zero: bool,
}

/// Years in a row, 0 the one before 1: they begin and end somewhere.
const ROWS: RangeInclusive<i64> = -2_001..=3_017;
/// The first day of row 0.
const EPOCH: i64 = 1_721_000;

/// How many months come before a row, counted from row 0.
fn months_before(row: i64) -> i64 {
    (row * 235 + 1).div_euclid(19)
}

/// The first day of the month of this number.
fn first_day(month: i64) -> i64 {
    EPOCH + (month * 6_940).div_euclid(235)
}

impl Metonic {
    fn year(&self, row: i64) -> i32 {
        let year = if self.year_zero || row > 0 {
            row
        } else {
            row - 1
        };
        i32::try_from(year).expect("a row of this calendar")
    }

    fn no_such_year(&self) -> DateError {
        DateError::Year {
            first: self.year(*ROWS.start()),
            last: self.year(*ROWS.end()),
        }
    }

    fn row(&self, year: i32) -> Result<i64, DateError> {
        if year == 0 && !self.year_zero {
            return Err(DateError::YearZero);
        }
        let row = i64::from(year) + i64::from(!self.year_zero && year < 0);
        ROWS.contains(&row)
            .then_some(row)
            .ok_or(self.no_such_year())
    }
}

impl Backend for Metonic {
    fn names(&self) -> Vec<&str> {
        vec!["Metonic"]
    }

    fn properties(&self) -> Properties {
        Properties::lunisolar().year_zero(self.year_zero)
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        let row = self.row(year)?;
        Ok(u8::try_from(months_before(row + 1) - months_before(row)).expect("twelve or thirteen"))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.months_in_year(year) == Ok(13)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let last = year.map_or(Ok(13), |year| self.months_in_year(year))?;
        if !(1..=last).contains(&month) {
            return Err(DateError::Month { month, last });
        }
        let Some(year) = year else { return Ok(30) };
        let month = months_before(self.row(year)?) + i64::from(month) - 1;
        Ok(u8::try_from(first_day(month + 1) - first_day(month)).expect("29 or 30"))
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            return Err(DateError::Day {
                day: date.day,
                last,
            });
        }
        let month = months_before(self.row(date.year)?) + i64::from(date.month) - 1;
        Ok(JulianDay::new(first_day(month) + i64::from(date.day) - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let [first, end] =
            [*ROWS.start(), *ROWS.end() + 1].map(|row| first_day(months_before(row)));
        if !(first..end).contains(&day.number()) {
            let [first, last] = [first, end - 1].map(JulianDay::new);
            return Err(DateError::JulianDay { day, first, last });
        }
        // The last month that begins no later, and the last row.
        let month = ((day.number() - EPOCH + 1) * 235 - 1).div_euclid(6_940);
        let row = ((month + 1) * 19 - 2).div_euclid(235);
        let part = |number: i64| u8::try_from(number + 1).expect("a month or a day");
        let in_year = part(month - months_before(row));
        let in_month = part(day.number() - first_day(month));
        Ok(YearMonthDay::new(self.year(row), in_year, in_month))
    }
}

/// A month of the list.
struct Month {
    row: i64,
    number: u8,
    first: i64,
    length: u8,
}

/// Every month, one after the other, by counting: a month has 30 days, or 29 where the moon
/// would otherwise be late; a year has 12 months, or 13 where the sun would be.
static MONTHS: LazyLock<Vec<Month>> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut first = first_day(months_before(*ROWS.start()));
    // Of a day's 235th parts, and of a month's 19th parts.
    let mut moon = (months_before(*ROWS.start()) * 6_940).rem_euclid(235);
    let mut sun = (*ROWS.start() * 235 + 1).rem_euclid(19);
    for row in ROWS {
        sun += 235 - 12 * 19;
        let leap = sun >= 19;
        sun -= if leap { 19 } else { 0 };
        for number in 1..=12 + u8::from(leap) {
            moon += 6_940 - 29 * 235;
            let long = moon >= 235;
            moon -= if long { 235 } else { 0 };
            let length = 29 + u8::from(long);
            all.push(Month {
                row,
                number,
                first,
                length,
            });
            first += i64::from(length);
        }
    }
    all
});

/// What is expected of the calendar, by looking into the list.
struct Expected<'c>(&'c Metonic);

impl Expected<'_> {
    fn year(&self, row: i64) -> &'static [Month] {
        let begin = MONTHS.partition_point(|month| month.row < row);
        let end = MONTHS.partition_point(|month| month.row <= row);
        &MONTHS[begin..end]
    }

    fn place(&self, date: YearMonthDay) -> Result<usize, DateError> {
        let row = self.0.row(date.year)?;
        let last = u8::try_from(self.year(row).len()).expect("twelve or thirteen");
        let month = date.month;
        if !(1..=last).contains(&month) {
            return Err(DateError::Month { month, last });
        }
        Ok(MONTHS.partition_point(|other| (other.row, other.number) < (row, month)))
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<i64, DateError> {
        let month = &MONTHS[self.place(date)?];
        let (day, last) = (date.day, month.length);
        if !(1..=last).contains(&day) {
            return Err(DateError::Day { day, last });
        }
        Ok(month.first + i64::from(day) - 1)
    }

    /// That month, and the day or the last one of it.
    fn clamped(&self, month: &Month, day: u8) -> YearMonthDay {
        YearMonthDay::new(self.0.year(month.row), month.number, day.min(month.length))
    }

    fn add_months(&self, date: YearMonthDay, months: i64) -> Result<YearMonthDay, DateError> {
        self.julian_day(date)?;
        let place = i128::try_from(self.place(date)?).expect("a place") + i128::from(months);
        let month = usize::try_from(place)
            .ok()
            .and_then(|place| MONTHS.get(place));
        let month = month.ok_or(self.0.no_such_year())?;
        Ok(self.clamped(month, date.day))
    }

    fn add_years(&self, date: YearMonthDay, years: i64) -> Result<YearMonthDay, DateError> {
        self.julian_day(date)?;
        let row = self.0.row(date.year)?.checked_add(years);
        let row = row
            .filter(|row| ROWS.contains(row))
            .ok_or(self.0.no_such_year())?;
        let months = self.year(row).iter().take(date.month.into());
        let month = months.last().expect("a year has months");
        Ok(self.clamped(month, date.day))
    }

    fn date(&self, number: i64) -> Result<YearMonthDay, DateError> {
        let (first, end) = (&MONTHS[0], &MONTHS[MONTHS.len() - 1]);
        let (first, last) = (first.first, end.first + i64::from(end.length) - 1);
        if !(first..=last).contains(&number) {
            let [day, first, last] = [number, first, last].map(JulianDay::new);
            return Err(DateError::JulianDay { day, first, last });
        }
        let month = &MONTHS[MONTHS.partition_point(|month| month.first <= number) - 1];
        let day = u8::try_from(number - month.first + 1).expect("a day of a month");
        Ok(YearMonthDay::new(self.0.year(month.row), month.number, day))
    }

    fn match_century(
        &self,
        date: YearMonthDay,
        weekday: Weekday,
    ) -> Result<Option<JulianDay>, DateError> {
        let row = self.0.row(date.year)?;
        let mut centuries: Vec<i64> = (-14..=14).rev().collect();
        centuries.sort_by_key(|away| away.abs());
        let found = centuries.into_iter().find_map(|away| {
            let row = Some(row + away * 100).filter(|row| ROWS.contains(row))?;
            let year = self.0.year(row);
            let day = self.julian_day(YearMonthDay { year, ..date }).ok()?;
            (day.rem_euclid(7) + 1 == i64::from(weekday.number())).then_some(JulianDay::new(day))
        });
        match found {
            Some(day) => Ok(Some(day)),
            None => self.julian_day(date).map(|_| None),
        }
    }
}

/// Checks what the input asks for, with a year 0 and without.
pub(crate) fn run(input: &Input) {
    for year_zero in [false, true] {
        let calendar = Metonic { year_zero };
        let calendar: &dyn Backend = &calendar;
        let expected = Expected(&Metonic { year_zero });
        let number = input.number;
        let in_range = EPOCH + number % 1_300_000;
        for number in [number, in_range] {
            let date = expected.date(number);
            assert_eq!(calendar.date(JulianDay::new(number)), date, "{number}");
            if let Ok(date) = date {
                from_date(&expected, calendar, date, input);
            }
        }
        let date = YearMonthDay::new(input.year % 3_500, input.month % 15, input.day % 32);
        from_date(&expected, calendar, date, input);
        let date = YearMonthDay::new(input.year, input.month, input.day);
        from_date(&expected, calendar, date, input);
    }
}

fn from_date(expected: &Expected<'_>, calendar: &dyn Backend, date: YearMonthDay, input: &Input) {
    let day = expected.julian_day(date);
    assert_eq!(
        calendar.julian_day(date).map(JulianDay::number),
        day,
        "{date}"
    );
    let row = expected.0.row(date.year);
    let months = row.map(|row| expected.year(row));
    let count = months.map(|months| u8::try_from(months.len()).expect("a year is that short"));
    assert_eq!(calendar.months_in_year(date.year), count, "{date}");
    let days = months.map(|months| months.iter().map(|month| u16::from(month.length)).sum());
    assert_eq!(calendar.days_in_year(date.year), days, "{date}");
    let in_year = day.map(|day| {
        let first = months.map_or(day, |months| months[0].first);
        u16::try_from(day - first + 1).expect("a year is that short")
    });
    assert_eq!(calendar.day_of_year(date), in_year, "{date}");
    // Everywhere, and within a few years.
    for amount in [input.amount, input.amount % 1_000] {
        let [later, by_years] = [
            expected.add_months(date, amount),
            expected.add_years(date, amount),
        ];
        assert_eq!(calendar.add_months(date, amount), later, "{date} {amount}");
        assert_eq!(
            calendar.add_years(date, amount),
            by_years,
            "{date} {amount}"
        );
    }
    let weekday = Weekday::ALL[usize::from(input.weekday % 7)];
    let matched = expected.match_century(date, weekday);
    let answer = calendar.match_century_to_weekday(date, weekday);
    assert_eq!(answer, matched, "{date} {weekday}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list says what the formulas say, before either says anything of the library.
    #[test]
    fn counting_and_formulas_agree() {
        let calendar = Metonic { year_zero: false };
        let mut leap = 0;
        for (month, next) in MONTHS.iter().zip(MONTHS.iter().skip(1)) {
            assert_eq!(month.first + i64::from(month.length), next.first);
            let year = calendar.year(month.row);
            let date = YearMonthDay::new(year, month.number, 1);
            assert_eq!(calendar.julian_day(date), Ok(JulianDay::new(month.first)));
            for day in [month.first, next.first - 1] {
                let date = calendar.date(JulianDay::new(day));
                assert_eq!(date, Expected(&calendar).date(day));
            }
            leap += usize::from(month.number == 13);
        }
        assert_eq!(leap, 5_019 * 7 / 19);
    }
}
