//! Days and years to try, the same in every run.

use calendar_registry::{Backend, JulianDay, YearMonthDay};

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

/// The first and the last day of a calendar, by its dates.
pub(crate) fn range(calendar: &dyn Backend) -> (i64, i64) {
    let first = YearMonthDay::new(i32::MIN, 1, 1);
    let month = calendar.months_in_year(i32::MAX).unwrap();
    let day = calendar.days_in_month(Some(i32::MAX), month).unwrap();
    let last = YearMonthDay::new(i32::MAX, month, day);
    let number = |date| calendar.julian_day(date).unwrap().number();
    (number(first), number(last))
}

/// Days close together where years change sign and at the ends of the range, and
/// single ones, near and far.
pub(crate) fn days(calendar: &dyn Backend) -> Vec<JulianDay> {
    let (first, last) = range(calendar);
    let one = calendar
        .julian_day(YearMonthDay::new(1, 1, 1))
        .unwrap()
        .number();
    let mut days: Vec<i64> = (first..first + 1500)
        .chain(one - 1500..one + 1500)
        .chain(2_460_000..2_461_500)
        .chain(last - 1500..=last)
        .collect();
    let mut random = Random::new();
    for _ in 0..5_000 {
        days.push(random.between(first, last));
        days.push(random.between(one - 1_000_000, one + 2_000_000));
        // As many of each magnitude.
        let size = random.between(1, 39);
        days.push(random.between(one - (1 << size), one + (1 << size)));
    }
    days.into_iter().map(JulianDay::new).collect()
}

pub(crate) fn years() -> Vec<i32> {
    let mut years: Vec<i32> = (-450..=450).chain(1300..1500).chain(1900..2101).collect();
    years.extend(i32::MIN..i32::MIN + 50);
    years.extend(i32::MAX - 50..=i32::MAX);
    let mut random = Random::new();
    let far = (0..500).map(|_| random.between(i32::MIN.into(), i32::MAX.into()));
    years.extend(far.map(|year| i32::try_from(year).unwrap()));
    years.retain(|year| *year != 0);
    years
}

/// The year after, over the missing year 0; none after the last.
pub(crate) fn next_year(year: i32) -> Option<i32> {
    if year == -1 {
        Some(1)
    } else {
        year.checked_add(1)
    }
}
