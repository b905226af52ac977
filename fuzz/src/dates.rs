//! Dates, days and steps of every size, in each built-in calendar and in one with leap months.

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Backend, DateError, JulianDay, ParseDateError, SliceError, System, Weekday, YearMonthDay,
};

use crate::lunisolar;

#[derive(Arbitrary, Debug)]
pub(crate) struct Input {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) number: i64,
    pub(crate) amount: i64,
    /// By how many bits the year, the number and the amount are made smaller.
    shifts: (u8, u8, u8),
    pub(crate) weekday: u8,
}

/// Checks what the input asks for in each calendar.
pub fn run(input: &[u8]) {
    let Ok(mut input) = Input::arbitrary_take_rest(Unstructured::new(input)) else {
        return;
    };
    input.year >>= input.shifts.0 % 32;
    input.number >>= input.shifts.1 % 64;
    input.amount >>= input.shifts.2 % 64;
    days(input.number, input.amount);
    for system in System::ALL {
        if let Some(rule) = Rule::of(*system) {
            check(rule, &*system.backend(), &input);
        }
    }
    lunisolar::run(&input);
    texts(YearMonthDay::new(input.year, input.month, input.day));
}

/// The rows of the years `i32::MIN` and `i32::MAX`: 0 is the year before 1.
const LAST_ROW: i64 = 2_147_483_647;
const NO_SUCH_YEAR: DateError = DateError::Year {
    first: i32::MIN,
    last: i32::MAX,
};

fn row(year: i32) -> i64 {
    i64::from(year) + i64::from(year < 0)
}

fn year(row: i128) -> Result<i32, DateError> {
    i32::try_from(row - i128::from(row <= 0)).map_err(|_| NO_SUCH_YEAR)
}

/// A calendar by the formulas of the textbooks: how many leap days come before a row.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    common_year: i64,
    /// How many leap days lie between two rows is the difference of these.
    leap_days: fn(i64) -> i64,
    /// A row, and its first day.
    known: (i64, i64),
    lengths: [u8; 12],
    leap_month: u8,
}

const JANUARY_TO_DECEMBER: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Rule {
    /// The calendars with a year 0 have none here.
    pub(crate) fn of(system: System) -> Option<Self> {
        let roman = |leap_days, known| Rule {
            common_year: 365,
            leap_days,
            known,
            lengths: JANUARY_TO_DECEMBER,
            leap_month: 2,
        };
        let julian = |row: i64| (row - 1).div_euclid(4);
        let rule = match system {
            System::Gregorian => roman(
                |row| {
                    let before = row - 1;
                    before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400)
                },
                (1970, 2_440_588),
            ),
            System::Julian => roman(julian, (-4712, 0)),
            System::Milankovic => roman(
                |row| {
                    let century = (row - 1).div_euclid(100);
                    // Of nine centuries the third and the seventh end with a leap year.
                    let kept = (century + 7).div_euclid(9) + (century + 3).div_euclid(9);
                    (row - 1).div_euclid(4) - century + kept
                },
                (1970, 2_440_588),
            ),
            System::Jalali => Rule {
                common_year: 365,
                leap_days: |row| ((row - 475) * 683).div_euclid(2820),
                known: (1400, 2_459_295),
                lengths: [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29],
                leap_month: 12,
            },
            System::IslamicCivil => Rule {
                common_year: 354,
                leap_days: |row| (3 + 11 * row).div_euclid(30),
                known: (1, 1_948_440),
                lengths: [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29],
                leap_month: 12,
            },
            _ => return None,
        };
        Some(rule)
    }

    fn first_day(&self, row: i64) -> i64 {
        let (known, day) = self.known;
        day + (row - known) * self.common_year + (self.leap_days)(row) - (self.leap_days)(known)
    }

    fn is_leap(&self, row: i64) -> bool {
        (self.leap_days)(row + 1) > (self.leap_days)(row)
    }

    fn length(&self, row: i64, month: u8) -> u8 {
        let leap_day = month == self.leap_month && self.is_leap(row);
        self.lengths[usize::from(month) - 1] + u8::from(leap_day)
    }

    fn range(&self) -> (i64, i64) {
        (self.first_day(-LAST_ROW), self.first_day(LAST_ROW + 1) - 1)
    }

    fn days_before(&self, row: i64, month: u8) -> i64 {
        (1..month)
            .map(|month| i64::from(self.length(row, month)))
            .sum()
    }

    /// The first part of a date that does not exist, or its day.
    pub(crate) fn julian_day(&self, date: YearMonthDay) -> Result<i64, DateError> {
        let YearMonthDay { year, month, day } = date;
        if year == 0 {
            return Err(DateError::YearZero);
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::Month { month, last: 12 });
        }
        let last = self.length(row(year), month);
        if !(1..=last).contains(&day) {
            return Err(DateError::Day { day, last });
        }
        let first = self.first_day(row(year)) + self.days_before(row(year), month);
        Ok(first + i64::from(day) - 1)
    }

    pub(crate) fn date(&self, number: i64) -> Result<YearMonthDay, DateError> {
        let (first, last) = self.range();
        if !(first..=last).contains(&number) {
            let [day, first, last] = [number, first, last].map(JulianDay::new);
            return Err(DateError::JulianDay { day, first, last });
        }
        // No year is longer, so this is never too late before year 1, nor too early after.
        let mut row = self.known.0 + (number - self.known.1).div_euclid(self.common_year + 1);
        if self.first_day(row) > number || self.first_day(row + 1) <= number {
            let cycle = 2820 * 30;
            let days = self.first_day(row + cycle) - self.first_day(row);
            row += (number - self.first_day(row)) * cycle / days;
        }
        while self.first_day(row) > number {
            row -= 1;
        }
        while self.first_day(row + 1) <= number {
            row += 1;
        }
        let month =
            (1..=12).rfind(|month| self.first_day(row) + self.days_before(row, *month) <= number);
        let month = month.expect("the first month begins with the year");
        let day = number - self.first_day(row) - self.days_before(row, month) + 1;
        let day = u8::try_from(day).expect("a month is that short");
        Ok(YearMonthDay::new(year(row.into())?, month, day))
    }

    /// A date so many months later, its day cut to the length of the month.
    fn add_months(&self, date: YearMonthDay, months: i128) -> Result<YearMonthDay, DateError> {
        self.julian_day(date)?;
        let index = i128::from(row(date.year)) * 12 + i128::from(date.month) - 1 + months;
        let year = year(index.div_euclid(12))?;
        let month = u8::try_from(index.rem_euclid(12) + 1).expect("a month");
        let day = date.day.min(self.length(row(year), month));
        Ok(YearMonthDay::new(year, month, day))
    }

    fn add_days(&self, date: YearMonthDay, days: i64) -> Result<YearMonthDay, DateError> {
        let day = self.julian_day(date)?;
        self.date(day.checked_add(days).ok_or(DateError::Overflow)?)
    }

    /// The centuries from the nearest on, the later of two first.
    fn match_century(
        &self,
        date: YearMonthDay,
        weekday: Weekday,
    ) -> Result<Option<JulianDay>, DateError> {
        if date.year == 0 {
            return Err(DateError::YearZero);
        }
        let mut centuries: Vec<i128> = (-14..=14).rev().collect();
        centuries.sort_by_key(|away| away.abs());
        let found = centuries.into_iter().find_map(|away| {
            let year = year(i128::from(row(date.year)) + away * 100).ok()?;
            let day = self.julian_day(YearMonthDay { year, ..date }).ok()?;
            (day.rem_euclid(7) + 1 == i64::from(weekday.number())).then_some(JulianDay::new(day))
        });
        match found {
            Some(day) => Ok(Some(day)),
            None => self.julian_day(date).map(|_| None),
        }
    }
}

fn check(rule: Rule, calendar: &dyn Backend, input: &Input) {
    // From a day.
    let number = input.number;
    let expected = rule.date(number);
    assert_eq!(calendar.date(JulianDay::new(number)), expected, "{number}");
    if let Ok(date) = expected {
        from_date(rule, calendar, date, input);
    }
    // From a date, such as it is, and with a month and a day that there can be.
    let date = YearMonthDay::new(input.year, input.month, input.day);
    let near = YearMonthDay::new(input.year, input.month % 14, input.day % 33);
    for date in [date, near] {
        from_date(rule, calendar, date, input);
    }
    year_of(rule, calendar, input.year, input.month);
    slices(rule, calendar, input);
}

/// The day among others, some of them far from it, and the date among those days' dates.
fn slices(rule: Rule, calendar: &dyn Backend, input: &Input) {
    let numbers: Vec<i64> = (0..u64::from(input.month % 80))
        .map(
            |place| match (place, place % 32 == u64::from(input.day % 64)) {
                (_, true) => input.number,
                (place, false) => {
                    2_400_000 + i64::from(input.year >> 12) + place.cast_signed() * 31
                }
            },
        )
        .collect();
    let days: Vec<JulianDay> = numbers.iter().copied().map(JulianDay::new).collect();
    let untouched = YearMonthDay::new(0, 0, 0);
    let mut dates = vec![untouched; days.len()];
    let expected: Vec<_> = numbers.iter().map(|number| rule.date(*number)).collect();
    let wrong = expected.iter().position(Result::is_err);
    let result = calendar.dates(&days, &mut dates);
    match wrong {
        None => assert_eq!(result, Ok(())),
        Some(index) => {
            let error = expected[index].expect_err("it is wrong");
            assert_eq!(result, Err(SliceError::Item { index, error }));
        }
    }
    let converted = wrong.unwrap_or(days.len());
    for (index, date) in dates.iter().enumerate() {
        let expected = match expected[index] {
            Ok(date) if index < converted => date,
            _ => untouched,
        };
        assert_eq!(*date, expected, "{index}");
    }
    let mut back = vec![JulianDay::MIN; converted];
    assert_eq!(calendar.julian_days(&dates[..converted], &mut back), Ok(()));
    assert_eq!(back, days[..converted]);
}

fn from_date(rule: Rule, calendar: &dyn Backend, date: YearMonthDay, input: &Input) {
    let day = rule.julian_day(date);
    assert_eq!(
        calendar.julian_day(date).map(JulianDay::number),
        day,
        "{date}"
    );
    assert_eq!(calendar.is_valid(date), day.is_ok());
    let weekday = day.map(|day| JulianDay::new(day).weekday());
    assert_eq!(calendar.weekday(date), weekday);
    let in_year = day.map(|day| day - rule.first_day(row(date.year)) + 1);
    assert_eq!(calendar.day_of_year(date).map(i64::from), in_year);
    if let Ok(day) = day {
        assert_eq!(calendar.date(JulianDay::new(day)), Ok(date), "{day}");
    }
    let amount = input.amount;
    assert_eq!(
        calendar.add_days(date, amount),
        rule.add_days(date, amount),
        "{date} {amount}"
    );
    let months = i128::from(amount);
    assert_eq!(
        calendar.add_months(date, amount),
        rule.add_months(date, months),
        "{date} {amount}"
    );
    let years = months * 12;
    assert_eq!(
        calendar.add_years(date, amount),
        rule.add_months(date, years),
        "{date} {amount}"
    );
    let weekday = Weekday::ALL[usize::from(input.weekday % 7)];
    let matched = rule.match_century(date, weekday);
    assert_eq!(
        calendar.match_century_to_weekday(date, weekday),
        matched,
        "{date} {weekday}"
    );
}

fn year_of(rule: Rule, calendar: &dyn Backend, year: i32, month: u8) {
    let wrong = DateError::Month { month, last: 12 };
    let known = (1..=12).contains(&month);
    if year == 0 {
        assert_eq!(
            calendar.days_in_month(Some(0), month),
            Err(DateError::YearZero)
        );
        assert_eq!(calendar.days_in_year(0), Err(DateError::YearZero));
        assert_eq!(calendar.months_in_year(0), Err(DateError::YearZero));
        return;
    }
    let row = row(year);
    assert_eq!(calendar.is_leap_year(year), rule.is_leap(row), "{year}");
    assert_eq!(calendar.months_in_year(year), Ok(12));
    let days = rule.first_day(row + 1) - rule.first_day(row);
    assert_eq!(
        calendar.days_in_year(year).map(i64::from),
        Ok(days),
        "{year}"
    );
    let length = if known {
        Ok(rule.length(row, month))
    } else {
        Err(wrong)
    };
    assert_eq!(calendar.days_in_month(Some(year), month), length, "{year}");
    let most = calendar.days_in_month(None, month);
    assert_eq!(most.err(), length.err());
    if let (Ok(most), Ok(length)) = (most, length) {
        assert!(most >= length && length >= calendar.minimum_days_in_month());
        assert!(most <= calendar.maximum_days_in_month());
    }
}

/// Days alone, of any size.
fn days(number: i64, amount: i64) {
    let day = JulianDay::new(number);
    let sum = i64::try_from(i128::from(number) + i128::from(amount));
    let sum = sum.map(JulianDay::new).map_err(|_| DateError::Overflow);
    assert_eq!(day.checked_add(amount), sum);
    let weekday = u8::try_from(i128::from(number).rem_euclid(7) + 1).expect("a weekday");
    assert_eq!(day.weekday().number(), weekday);
    assert_eq!(Weekday::from_number(weekday), Some(day.weekday()));
    assert_eq!(day.rata_die(), number.checked_sub(1_721_425));
    let back = day.rata_die().and_then(JulianDay::from_rata_die);
    assert_eq!(back, day.rata_die().map(|_| day));
}

/// A date is read as it is shown, if it can be written at all.
fn texts(date: YearMonthDay) {
    let expected = if date.month > 99 || date.day > 99 {
        Err(ParseDateError::Form)
    } else {
        Ok(date)
    };
    assert_eq!(date.to_string().parse(), expected, "{date}");
}
