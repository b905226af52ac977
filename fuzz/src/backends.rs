//! The calendars that the targets register: one with only names, a lunisolar one, a faulty one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use calendar_registry::{
    Backend, Calendar, CalendarId, DateError, JulianDay, MonthCode, Properties, YearMonthDay,
};

/// The number of times that a backend was dropped.
pub(crate) type Drops = Arc<AtomicU32>;

/// A calendar with names, a number and no dates. Counts its drops.
pub(crate) struct Named {
    pub(crate) names: Vec<String>,
    pub(crate) number: u64,
    pub(crate) drops: Drops,
}

impl Drop for Named {
    fn drop(&mut self) {
        // Relaxed, pairs with the loads in `number` and in `operations`: one thread.
        self.drops.fetch_add(1, Ordering::Relaxed);
    }
}

impl Backend for Named {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn properties(&self) -> Properties {
        Properties::other()
    }

    fn julian_day(&self, _date: YearMonthDay) -> Result<JulianDay, DateError> {
        Err(DateError::Overflow)
    }

    fn date(&self, _day: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Err(DateError::Overflow)
    }
}

/// The number of a calendar's backend. Asserts that the backend is not dropped.
pub(crate) fn number(calendar: &Calendar) -> u64 {
    match calendar.downcast_ref::<Named>() {
        Some(backend) => {
            let drops = backend.drops.load(Ordering::Relaxed);
            assert_eq!(drops, 0, "used after its drop");
            backend.number
        }
        None => builtin_number(calendar.id()),
    }
}

/// The number of a built-in calendar, apart from those of [`Named`].
pub(crate) fn builtin_number(id: CalendarId) -> u64 {
    u64::MAX - id.number()
}

/// The number of a backend that the registry returned.
pub(crate) fn returned_number(backend: &Arc<dyn Backend>) -> u64 {
    let backend: &dyn std::any::Any = backend.as_ref();
    let backend = backend.downcast_ref::<Named>();
    backend.expect("a backend of this target").number
}

/// A lunisolar calendar: months of 30 and 29 days alternate, and 7 of 19 years have 13 months.
pub(crate) struct Lunations {
    year_zero: bool,
    leads: bool,
    /// Whether its properties declare the cycle of 19 years.
    cycle: bool,
    /// Whether its properties declare the mean month of 29.5 days.
    mean: bool,
    /// The ordinal of the leap month moves by this step from year to year. `None`: the thirteenth
    /// month of a year is a common month.
    step: Option<u8>,
}

const LAST: i32 = 1_999;
pub(crate) const NO_SUCH_YEAR: DateError = DateError::Year {
    first: -LAST,
    last: LAST,
};

impl Lunations {
    pub(crate) fn new(seed: u64) -> Self {
        Lunations {
            year_zero: seed & 1 == 1,
            leads: seed & 2 == 2,
            cycle: seed & 4 == 4,
            mean: seed & 8 == 8,
            step: Some(seed.to_le_bytes()[1]),
        }
    }

    /// The calendar without leap months, where ordinal and month code are the same.
    pub(crate) fn without_leap_months(year_zero: bool) -> Self {
        Lunations {
            year_zero,
            leads: false,
            cycle: false,
            mean: false,
            step: None,
        }
    }

    /// The months since row 0, or the error for a year or month that does not exist.
    fn month(&self, year: i32, month: u8) -> Result<i64, DateError> {
        let last = self.months_in_year(year)?;
        if !(1..=last).contains(&month) {
            return Err(DateError::Month { month, last });
        }
        Ok(Self::months_before(self.row(year)?) + i64::from(month) - 1)
    }

    /// The years without a gap: row 0 is the year before year 1.
    fn row(&self, year: i32) -> Result<i64, DateError> {
        match year {
            0 if !self.year_zero => Err(DateError::YearZero),
            year if (-LAST..=LAST).contains(&year) => {
                Ok(i64::from(year) + i64::from(year < 0 && !self.year_zero))
            }
            _ => Err(NO_SUCH_YEAR),
        }
    }

    /// The months from row 0 to the start of this row.
    fn months_before(row: i64) -> i64 {
        (235 * row + 1).div_euclid(19)
    }

    fn months(row: i64) -> i64 {
        Self::months_before(row + 1) - Self::months_before(row)
    }

    fn first_day(month: i64) -> i64 {
        month.div_euclid(2) * 59 + month.rem_euclid(2) * 30 + 2_400_000
    }
}

impl Backend for Lunations {
    fn names(&self) -> Vec<&str> {
        vec!["Lunations"]
    }

    fn properties(&self) -> Properties {
        Properties::lunisolar()
            .month_lengths(29, 30)
            .months(12, 13)
            .year_zero(self.year_zero)
            .leap_month_leads(self.leads)
            .month_cycle(if self.cycle { 19 } else { 0 }, 235)
            .mean_month(if self.mean { 29_500_000_000 } else { 0 })
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            let day = date.day;
            return Err(DateError::Day { day, last });
        }
        let first = Self::first_day(self.month(date.year, date.month)?);
        Ok(JulianDay::new(first + i64::from(date.day) - 1))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let end = i64::from(LAST);
        let begin = if self.year_zero { -end } else { 1 - end };
        let first = Self::first_day(Self::months_before(begin));
        let last = Self::first_day(Self::months_before(end + 1)) - 1;
        if !(first..=last).contains(&day.number()) {
            let [first, last] = [first, last].map(JulianDay::new);
            return Err(DateError::JulianDay { day, first, last });
        }
        let in_two = (day.number() - 2_400_000).rem_euclid(59);
        let month = (day.number() - 2_400_000).div_euclid(59) * 2 + i64::from(in_two >= 30);
        let mut row = month.div_euclid(13).min(month.div_euclid(12));
        while Self::months_before(row + 1) <= month {
            row += 1;
        }
        let ordinal = month - Self::months_before(row) + 1;
        let day = day.number() - Self::first_day(month) + 1;
        let year = row - i64::from(row < 1 && !self.year_zero);
        Ok(YearMonthDay {
            year: i32::try_from(year).expect("a year in range"),
            month: u8::try_from(ordinal).expect("a month"),
            day: u8::try_from(day).expect("a day"),
        })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.row(year).is_ok_and(|row| Self::months(row) == 13)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let Some(year) = year else {
            return match month {
                1..=13 => Ok(30),
                _ => Err(DateError::Month { month, last: 13 }),
            };
        };
        let month = self.month(year, month)?;
        Ok(if month.rem_euclid(2) == 0 { 30 } else { 29 })
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        let months = Self::months(self.row(year)?);
        Ok(u8::try_from(months).expect("12 or 13"))
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        let row = self.row(year)?;
        let Some(step) = self.step.filter(|_| self.is_leap_year(year)) else {
            return Ok(None);
        };
        let ordinal = (row * i64::from(step)).rem_euclid(12) + 2;
        Ok(Some(u8::try_from(ordinal).expect("2 to 13")))
    }
}

/// A faulty calendar: its answers are pseudo-random, but deterministic. It has no years beyond ±3,000.
pub(crate) struct Faulty(u64);

impl Faulty {
    pub(crate) fn new(seed: u64) -> Self {
        Faulty(seed)
    }

    /// Hashes a question with SplitMix64.
    fn answer(&self, question: &[i64]) -> u64 {
        question.iter().fold(self.0, |state, part| {
            let mixed = (state ^ part.cast_unsigned()).wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        })
    }

    fn byte(&self, question: &[i64]) -> u8 {
        self.answer(question).to_le_bytes()[0]
    }

    /// Fails for 3 of 64 questions, and for every distant year, so that no loop over years is long.
    fn may_fail(&self, year: i32, question: &[i64]) -> Result<(), DateError> {
        let answer = self.answer(question);
        let code = MonthCode::leap(5).expect("a code");
        match answer >> 8 & 0x3f {
            _ if !(-3_000..=3_000).contains(&year) => Err(NO_SUCH_YEAR),
            0 => Err(DateError::YearZero),
            1 => Err(DateError::MonthCode { code }),
            2 => Err(DateError::Month { month: 0, last: 0 }),
            _ => Ok(()),
        }
    }
}

impl Backend for Faulty {
    fn names(&self) -> Vec<&str> {
        vec!["Faulty"]
    }

    fn properties(&self) -> Properties {
        let byte = |question| self.byte(&[question]);
        Properties::lunisolar()
            .month_lengths(byte(0), byte(1))
            .months(byte(2) % 14, byte(3) % 14)
            .year_zero(byte(4) % 2 == 0)
            .leap_month_leads(byte(5) % 2 == 0)
            .leap_month_after(byte(14) % 16)
            .month_cycle(byte(15).into(), byte(16).into())
            .mean_month(self.answer(&[17]) >> (byte(18) % 64))
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let question = [6, date.year.into(), date.month.into(), date.day.into()];
        self.may_fail(date.year, &question)?;
        let answer = self.answer(&question);
        Ok(JulianDay::new(answer.cast_signed() >> (answer % 64)))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let [a, b, c, d, month, day, near, _] = self.answer(&[7, day.number()]).to_le_bytes();
        let year = i32::from_le_bytes([a, b, c, d]) >> (near % 32);
        Ok(YearMonthDay::new(year, month, day))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.byte(&[8, year.into()]).is_multiple_of(2)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let question = [9, year.unwrap_or(i32::MIN).into(), month.into()];
        self.may_fail(year.unwrap_or(0), &question)?;
        Ok(self.byte(&question))
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        let question = [10, year.into()];
        self.may_fail(year, &question)?;
        Ok(self.byte(&question))
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        let question = [12, year.into()];
        self.may_fail(year, &question)?;
        let byte = self.byte(&question);
        Ok(byte.is_multiple_of(2).then_some(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunations_convert_every_day_and_back() {
        for seed in 0..8 {
            let lunations = Lunations::new(seed);
            let mut previous = None;
            for day in (2_390_000..2_410_000).map(JulianDay::new) {
                let date = lunations.date(day).expect("a day in range");
                assert_eq!(lunations.julian_day(date), Ok(day));
                assert!(previous < Some(date));
                previous = Some(date);
            }
        }
    }
}
