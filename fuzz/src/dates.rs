//! Target `dates`: conversions and arithmetic with numbers of every size, in the built-in calendars
//! and in a lunisolar one.

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Backend, BackendExt, DateError, DateSpan, JulianDay, Overflow, ParseYearMonthDayError,
    SliceError, System, Weekday, YearMonthDay,
};

use crate::backends::{Lunations, NO_SUCH_YEAR as NO_LUNAR_YEAR};
use crate::temporal;

#[derive(Arbitrary, Debug)]
struct Input {
    year: i32,
    month: u8,
    day: u8,
    number: i64,
    amount: i64,
    /// Right shifts of the year, the number and the amount, so that small values are frequent.
    shifts: (u8, u8, u8),
    weekday: u8,
}

/// Checks the input in each calendar.
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
    lunisolar(&input);
    texts(YearMonthDay::new(input.year, input.month, input.day));
}

/// Rows count years without a gap: row 0 is the year before 1. The rows go from `-LAST_ROW` to this.
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

/// A calendar by the formulas of the textbooks.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    common_year: i64,
    /// The leap days before a row, counted from any fixed row.
    leap_days: fn(i64) -> i64,
    /// A row and its first day.
    known: (i64, i64),
    lengths: [u8; 12],
    leap_month: u8,
}

const JANUARY_TO_DECEMBER: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Rule {
    /// The rule of a calendar, `None` for the calendars with a year 0.
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
                    // 2 of 9 century years are leap years: remainders 200 and 600 of 900.
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

    /// Converts a date. The error names its first field that does not exist.
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
        // Bisection: row `low` starts no later than the day, row `high` starts after it.
        let (mut low, mut high) = (-LAST_ROW, LAST_ROW + 1);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            match self.first_day(middle) <= number {
                true => low = middle,
                false => high = middle,
            }
        }
        let row = low;
        let month =
            (1..=12).rfind(|month| self.first_day(row) + self.days_before(row, *month) <= number);
        let month = month.expect("the first month starts with the year");
        let day = number - self.first_day(row) - self.days_before(row, month) + 1;
        let day = u8::try_from(day).expect("the length of a month");
        Ok(YearMonthDay::new(year(row.into())?, month, day))
    }

    /// Adds months and constrains the day to the length of the month.
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
}

/// The day with this weekday in the nearest century; of two equally near ones, the later.
fn match_century(weekday: Weekday, day: impl Fn(i128) -> Option<i64>) -> Option<JulianDay> {
    let mut centuries: Vec<i128> = (-14..=14).rev().collect();
    centuries.sort_by_key(|century| century.abs());
    let has_weekday = |day: &i64| day.rem_euclid(7) + 1 == i64::from(weekday.number());
    let mut days = centuries.into_iter().filter_map(day);
    days.find(has_weekday).map(JulianDay::new)
}

fn check(rule: Rule, calendar: &dyn Backend, input: &Input) {
    let number = input.number;
    let expected = rule.date(number);
    assert_eq!(calendar.date(JulianDay::new(number)), expected, "{number}");
    if let Ok(date) = expected {
        from_date(rule, calendar, date, input);
    }
    // The date of the input, and one with a plausible month and day.
    let date = YearMonthDay::new(input.year, input.month, input.day);
    let near = YearMonthDay::new(input.year, input.month % 14, input.day % 33);
    for date in [date, near] {
        from_date(rule, calendar, date, input);
    }
    year_of(rule, calendar, input.year, input.month);
    slices(rule, calendar, input);
}

/// Converts slices that contain the day of the input among other days.
fn slices(rule: Rule, calendar: &dyn Backend, input: &Input) {
    let number = |index: i64| match index % 32 == i64::from(input.day % 64) {
        true => input.number,
        false => 2_400_000 + i64::from(input.year >> 12) + index * 31,
    };
    let numbers: Vec<i64> = (0..i64::from(input.month % 80)).map(number).collect();
    let days: Vec<JulianDay> = numbers.iter().copied().map(JulianDay::new).collect();
    let expected: Vec<_> = numbers.iter().map(|number| rule.date(*number)).collect();
    let failed = expected.iter().position(Result::is_err);
    // Dates from the first error on are unchanged.
    let unchanged = YearMonthDay::new(0, 0, 0);
    let converted = failed.unwrap_or(days.len());
    let mut expected_dates: Vec<_> = expected[..converted].iter().flatten().copied().collect();
    expected_dates.resize(days.len(), unchanged);
    let mut dates = vec![unchanged; days.len()];
    let expected = failed.map_or(Ok(()), |index| {
        expected[index].map_or_else(|error| Err(SliceError::Item { index, error }), |_| Ok(()))
    });
    assert_eq!(calendar.dates(&days, &mut dates), expected);
    assert_eq!(dates, expected_dates);
    let mut back = vec![JulianDay::MIN; converted];
    assert_eq!(calendar.julian_days(&dates[..converted], &mut back), Ok(()));
    assert_eq!(back, days[..converted]);
}

fn from_date(rule: Rule, calendar: &dyn Backend, date: YearMonthDay, input: &Input) {
    let day = rule.julian_day(date);
    let found = calendar.julian_day(date).map(JulianDay::number);
    assert_eq!(found, day, "{date}");
    let weekday = day.map(|day| JulianDay::new(day).weekday());
    assert_eq!(calendar.weekday(date), weekday);
    if let Ok(day) = day {
        assert_eq!(calendar.date(JulianDay::new(day)), Ok(date), "{day}");
    }
    let amount = input.amount;
    let found = calendar.add_days(date, amount);
    assert_eq!(found, rule.add_days(date, amount), "{date} {amount}");
    let months = i128::from(amount);
    let found = calendar.add_months(date, amount);
    assert_eq!(found, rule.add_months(date, months), "{date} {amount}");
    let found = calendar.add_years(date, amount);
    assert_eq!(found, rule.add_months(date, months * 12), "{date} {amount}");
    derived(calendar, date, input);
}

fn year_of(rule: Rule, calendar: &dyn Backend, year: i32, month: u8) {
    if year == 0 {
        let error = DateError::YearZero;
        assert_eq!(calendar.days_in_month(Some(0), month), Err(error));
        assert_eq!(calendar.days_in_year(0), Err(error));
        assert_eq!(calendar.months_in_year(0), Err(error));
        return;
    }
    let row = row(year);
    assert_eq!(calendar.is_leap_year(year), rule.is_leap(row), "{year}");
    assert_eq!(calendar.months_in_year(year), Ok(12));
    let days = rule.first_day(row + 1) - rule.first_day(row);
    assert_eq!(calendar.days_in_year(year).map(i64::from), Ok(days));
    let length = match month {
        1..=12 => Ok(rule.length(row, month)),
        _ => Err(DateError::Month { month, last: 12 }),
    };
    assert_eq!(calendar.days_in_month(Some(year), month), length, "{year}");
    let most = calendar.days_in_month(None, month);
    assert_eq!(most.err(), length.err());
    if let (Ok(most), Ok(length)) = (most, length) {
        assert!(most >= length && length >= calendar.minimum_days_in_month());
        assert!(most <= calendar.maximum_days_in_month());
    }
}

/// Arithmetic with days of any size.
fn days(number: i64, amount: i64) {
    let day = JulianDay::new(number);
    let sum = i64::try_from(i128::from(number) + i128::from(amount));
    let sum = sum.ok().map(JulianDay::new);
    assert_eq!(day.checked_add(amount), sum);
    let weekday = u8::try_from(i128::from(number).rem_euclid(7) + 1).expect("a weekday");
    assert_eq!(day.weekday().number(), weekday);
    assert_eq!(Weekday::from_number(weekday), Some(day.weekday()));
    assert_eq!(day.rata_die(), number.checked_sub(1_721_425));
    let back = day.rata_die().and_then(JulianDay::from_rata_die);
    assert_eq!(back, day.rata_die().map(|_| day));
}

/// Parsing inverts formatting. Months and days over 99 have no text form.
fn texts(date: YearMonthDay) {
    let expected = if date.month > 99 || date.day > 99 {
        Err(ParseYearMonthDayError::Form)
    } else {
        Ok(date)
    };
    assert_eq!(date.to_string().parse(), expected, "{date}");
}

/// Checks the derived methods in a calendar with 12 or 13 months.
fn lunisolar(input: &Input) {
    for year_zero in [false, true] {
        let calendar = Lunations::without_leap_months(year_zero);
        let in_range = 2_400_000 + input.number % 800_000;
        let days = [input.number, in_range].map(JulianDay::new);
        let near = YearMonthDay::new(input.year % 2_500, input.month % 15, input.day % 32);
        let far = YearMonthDay::new(input.year, input.month, input.day);
        let converted = days.into_iter().flat_map(|day| calendar.date(day));
        for date in converted.chain([near, far]) {
            derived(&calendar, date, input);
            for amount in [input.amount, input.amount % 1_000] {
                let span = DateSpan::new();
                let months = calendar.add_months(date, amount);
                assert_lunar_sum(&calendar, date, span.months(amount), months);
                let years = calendar.add_years(date, amount);
                assert_lunar_sum(&calendar, date, span.years(amount), years);
            }
        }
    }
}

/// Compares a sum with the model.
fn assert_lunar_sum(
    calendar: &Lunations,
    date: YearMonthDay,
    span: DateSpan,
    found: Result<YearMonthDay, DateError>,
) {
    let expected = calendar.julian_day(date).and_then(|_| {
        // The calendar has fewer than 60,000 months, and the model walks over the years.
        let is_near = span.months.unsigned_abs() < 60_000;
        let sum = is_near.then(|| temporal::add(calendar, date, span, Overflow::Constrain));
        sum.flatten().ok_or(NO_LUNAR_YEAR)
    });
    let found = found.map(|date| calendar.julian_day(date).expect("a valid date"));
    assert_eq!(found, expected, "{date} {span:?}");
}

/// Compares the derived methods with results from the required ones.
fn derived(calendar: &dyn Backend, date: YearMonthDay, input: &Input) {
    let day = calendar.julian_day(date);
    assert_eq!(calendar.is_valid(date), day.is_ok());
    let months = calendar.months_in_year(date.year);
    let lengths = months.map(|last| {
        let length = |month| calendar.days_in_month(Some(date.year), month);
        let lengths: Result<Vec<u8>, DateError> = (1..=last).map(length).collect();
        let lengths = lengths.expect("every month has a length").into_iter();
        lengths.map(u16::from).collect::<Vec<u16>>()
    });
    let days = lengths.as_ref().map(|lengths| lengths.iter().sum::<u16>());
    let found = calendar.days_in_year(date.year);
    assert_eq!(
        found.as_ref(),
        days.as_ref().map_err(|error| *error),
        "{date}"
    );
    let day_of_year = day.map(|_| {
        let before = lengths.iter().flatten().take(usize::from(date.month) - 1);
        before.sum::<u16>() + u16::from(date.day)
    });
    assert_eq!(calendar.day_of_year(date), day_of_year, "{date}");

    let weekday = Weekday::ALL[usize::from(input.weekday % 7)];
    let zero = i128::from(!calendar.has_year_zero());
    let row = i128::from(date.year) + zero * i128::from(date.year < 0);
    let matched = match_century(weekday, |century| {
        let row = row + century * 100;
        let year = i32::try_from(row - zero * i128::from(row < 1)).ok()?;
        let day = calendar.julian_day(YearMonthDay { year, ..date });
        day.ok().map(JulianDay::number)
    });
    let expected = months.and_then(|_| match matched {
        Some(day) => Ok(Some(day)),
        None => day.map(|_| None),
    });
    let found = calendar.match_century_to_weekday(date, weekday);
    assert_eq!(found, expected, "{date} {weekday}");
}
