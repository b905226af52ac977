//! Days and years to try, the same in every run.

use calendar_registry::{Backend, DateError, JulianDay, YearMonthDay};

/// A xorshift generator (G. Marsaglia, 2003).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Random(0x9e37_79b9_7f4a_7c15)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Uniform between two numbers, both included.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = i128::from(last) - i128::from(first) + 1;
        i64::try_from(i128::from(first) + i128::from(self.next()) % span).unwrap()
    }
}

/// The first and the last year of a calendar, as it says itself.
pub(crate) fn ends(calendar: &dyn Backend) -> (i32, i32) {
    let refused = [i32::MIN, i32::MAX].map(|year| calendar.months_in_year(year));
    let bound = refused.into_iter().find_map(Result::err);
    match bound {
        Some(DateError::Year { first, last }) => (first, last),
        Some(error) => panic!("{error}"),
        None => (i32::MIN, i32::MAX),
    }
}

/// The first and the last day of a calendar, by its dates.
pub(crate) fn range(calendar: &dyn Backend) -> (i64, i64) {
    let (first, last) = ends(calendar);
    let month = calendar.months_in_year(last).unwrap();
    let day = calendar.days_in_month(Some(last), month).unwrap();
    let last = YearMonthDay::new(last, month, day);
    let number = |date| calendar.julian_day(date).unwrap().number();
    (number(YearMonthDay::new(first, 1, 1)), number(last))
}

/// Whether the calendar computes its years slowly, and has few: there are fewer samples then.
pub(crate) fn is_slow(calendar: &dyn Backend) -> bool {
    ends(calendar).1 < 100_000
}

/// Days close together where years change sign and at the ends of the range, and
/// single ones, near and far.
pub(crate) fn days(calendar: &dyn Backend) -> Vec<JulianDay> {
    let (first, last) = range(calendar);
    let one = calendar
        .julian_day(YearMonthDay::new(1, 1, 1))
        .unwrap()
        .number();
    let (close, single) = if is_slow(calendar) {
        (100, 150)
    } else {
        (1500, 5_000)
    };
    let mut days: Vec<i64> = (first..first + close)
        .chain(one - close..one + close)
        .chain(2_460_000..2_461_500)
        .chain(last - close..=last)
        .collect();
    let mut random = Random::new();
    for _ in 0..single {
        days.push(random.between(first, last));
        days.push(random.between(one - 1_000_000, one + 2_000_000));
        // As many of each magnitude.
        let size = random.between(1, 39);
        days.push(random.between(one - (1 << size), one + (1 << size)));
    }
    days.retain(|day| (first..=last).contains(day));
    days.into_iter().map(JulianDay::new).collect()
}

pub(crate) fn years(calendar: &dyn Backend) -> Vec<i32> {
    let (first, last) = ends(calendar);
    let near = if is_slow(calendar) { 50 } else { 450 };
    let mut years: Vec<i32> = (-near..=near).chain(1300..1500).chain(1900..2101).collect();
    years.extend(5700..5800);
    years.extend(first..first + 50);
    years.extend(last - 50..=last);
    let mut random = Random::new();
    let far = (0..near).map(|_| random.between(first.into(), last.into()));
    years.extend(far.map(|year| i32::try_from(year).unwrap()));
    years.retain(|year| *year != 0 || calendar.has_year_zero());
    years
}

/// The year after, over the missing year 0; none after the last.
pub(crate) fn next_year(calendar: &dyn Backend, year: i32) -> Option<i32> {
    let next = if year == -1 && !calendar.has_year_zero() {
        Some(1)
    } else {
        year.checked_add(1)
    };
    next.filter(|year| *year <= ends(calendar).1)
}

/// A year's row: neighbours differ by 1, over a missing year 0 too.
pub(crate) fn row(calendar: &dyn Backend, year: i32) -> i64 {
    i64::from(year) + i64::from(year < 0 && !calendar.has_year_zero())
}

/// The year of a row, if the calendar has it.
pub(crate) fn year(calendar: &dyn Backend, row: i64) -> Option<i32> {
    let (first, last) = ends(calendar);
    let year = row - i64::from(row <= 0 && !calendar.has_year_zero());
    i32::try_from(year)
        .ok()
        .filter(|year| (first..=last).contains(year))
}
