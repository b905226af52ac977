//! [`Samples`]: the days and years to try, the same in every run.

use core::ops::RangeInclusive;
use std::collections::BTreeSet;

use super::Check;
use super::identity::owned;
use super::law::{Law, Violation, answer};
use super::subject::{Call, Subject};
use crate::backend::{DateError, Properties};
use crate::day::{JulianDay, YearMonthDay};

/// How far to either side of a place that matters each day, and each year, is tried.
const DAYS_AROUND: i64 = 500;
const YEARS_AROUND: i32 = 30;
/// 22 November 2026: some day of our time.
const OUR_TIME: JulianDay = JulianDay(2_461_367);
/// Days before and after it that are walked through one by one, and all their years are tried: about
/// those from 1480 to 2160.
const WALK: (i64, i64) = (200_000, 50_000);
/// How many answers are asked for once more at the end.
const ASKED_AGAIN: usize = 200;

pub(super) struct Samples {
    /// The first and the last day that have a date.
    pub(super) range: (JulianDay, JulianDay),
    /// The years of these.
    pub(super) year_range: (i32, i32),
    /// Days that have a date, those nearest to our time first.
    pub(super) days: Vec<JulianDay>,
    /// Days to walk through one by one, as far as they have a date.
    pub(super) walk: RangeInclusive<i64>,
    /// Years whose first and last day are both in the range, those nearest to our time first.
    pub(super) years: Vec<Year>,
    /// Early answers.
    pub(super) names: Vec<String>,
    pub(super) properties: Properties,
    pub(super) before: Vec<(JulianDay, Result<YearMonthDay, DateError>)>,
}

/// A year that lies in the range as a whole.
#[derive(Clone, Copy)]
pub(super) struct Year {
    pub(super) number: i32,
    /// Its first day, and that of the year after.
    pub(super) first: i64,
    pub(super) next: i64,
    /// Whether a month of it has a gap.
    pub(super) has_gap: bool,
}

impl Samples {
    pub(super) fn new(
        calendar: &Subject<'_>,
        range: (JulianDay, JulianDay),
        check: &Check,
    ) -> Result<Self, Violation> {
        let year_of = |day| answer(Law::Extremes, Call::Date(day), calendar.date(day));
        let year_range = (year_of(range.0)?.year, year_of(range.1)?.year);
        let mut samples = Samples {
            range,
            year_range,
            days: Vec::new(),
            walk: OUR_TIME.0.saturating_sub(WALK.0).max(range.0.0)
                ..=OUR_TIME.0.saturating_add(WALK.1).min(range.1.0),
            years: Vec::new(),
            names: owned(&calendar.names()),
            properties: calendar.properties(),
            before: Vec::new(),
        };
        let places = samples.places(calendar);
        samples.choose_days(calendar, &places, check);
        samples.choose_years(calendar, &places, check);
        let step = samples.days.len().checked_div(ASKED_AGAIN).unwrap_or(0);
        let asked = samples.days.iter().step_by(step.max(1));
        samples.before = asked.map(|day| (*day, calendar.date(*day))).collect();
        Ok(samples)
    }

    /// The days around which something may go wrong.
    fn places(&self, calendar: &Subject<'_>) -> Vec<JulianDay> {
        let spans = [calendar.authoritative_years(), calendar.table_span()];
        let years = spans
            .into_iter()
            .flatten()
            .flat_map(|span| [Some(*span.start()), calendar.next_year(*span.end())]);
        let years = years.flatten().chain([1, 0, -1]);
        let firsts = years.filter_map(|year| calendar.first_day(year, 1).ok());
        [self.range.0, self.range.1, OUR_TIME]
            .into_iter()
            .chain(firsts)
            .collect()
    }

    fn choose_days(&mut self, calendar: &Subject<'_>, places: &[JulianDay], check: &Check) {
        let (first, last) = (self.range.0.0, self.range.1.0);
        let mut days = BTreeSet::new();
        for place in places {
            let around = place.0.saturating_sub(DAYS_AROUND)..=place.0.saturating_add(DAYS_AROUND);
            days.extend(around);
        }
        for years in &check.years {
            let begin = self.first_day(calendar, *years.start()).unwrap_or(first);
            let end = calendar.next_year(*years.end());
            let end = end.and_then(|year| self.first_day(calendar, year));
            // One day more does no harm.
            days.extend(begin.max(first)..=end.unwrap_or(last));
        }
        let mut random = Random::new();
        days.extend((0..check.samples).map(|_| random.near_and_far(OUR_TIME.0, first, last)));
        let mut days: Vec<i64> = days.range(first..=last).copied().collect();
        days.sort_by_key(|day| day.abs_diff(OUR_TIME.0));
        self.days = days.into_iter().map(JulianDay).collect();
    }

    /// The first day of a year within the range, or of the year 1 instead of a missing year 0.
    fn first_day(&self, calendar: &Subject<'_>, year: i32) -> Option<i64> {
        let inside = (self.year_range.0..=self.year_range.1).contains(&year);
        let day = calendar.first_day(year, 1);
        let day = day.or_else(|_| calendar.first_day(1, 1));
        day.ok().filter(|_| inside).map(|day| day.0)
    }

    fn choose_years(&mut self, calendar: &Subject<'_>, places: &[JulianDay], check: &Check) {
        let (first, last) = self.year_range;
        let mut years: BTreeSet<i32> = check.years.iter().cloned().flatten().collect();
        let ends = [*self.walk.start(), *self.walk.end()];
        if let [Ok(begin), Ok(end)] = ends.map(|day| calendar.date(JulianDay(day))) {
            years.extend(begin.year..=end.year);
        }
        for place in places {
            if let Ok(date) = calendar.date(*place) {
                let begin = date.year.saturating_sub(YEARS_AROUND);
                years.extend(begin..=date.year.saturating_add(YEARS_AROUND));
            }
        }
        let ours = calendar.date(OUR_TIME).map_or(1, |date| date.year);
        let mut random = Random::new();
        for _ in 0..check.samples {
            let year = random.near_and_far(ours.into(), first.into(), last.into());
            years.extend(i32::try_from(year));
        }
        let mut years: Vec<i32> = years.range(first..=last).copied().collect();
        years.sort_by_key(|year| year.abs_diff(ours));
        let whole = years.into_iter().map(|year| self.whole(calendar, year));
        self.years = whole.flatten().collect();
    }

    /// The year, if it lies in the range as a whole.
    fn whole(&self, calendar: &Subject<'_>, number: i32) -> Option<Year> {
        let first = calendar.first_day(number, 1).ok()?;
        let next = if number == self.year_range.1 {
            let after = self.range.1.0.checked_add(1)?;
            // Otherwise the range ends within the year.
            let last = calendar.date(self.range.1).ok()?;
            let whole = calendar.months_in_year(number) == Ok(last.month)
                && calendar.last_day_of_month(number, last.month) == Ok(last.day);
            whole.then_some(after)?
        } else {
            let next = calendar.next_year(number)?;
            calendar.first_day(next, 1).ok()?.0
        };
        let months = calendar.months_in_year(number).ok()?;
        let has_gap = (1..=months).any(|month| {
            let length = calendar.days_in_month(Some(number), month);
            calendar.last_day_of_month(number, month) != length
        });
        Some(Year {
            number,
            first: first.0,
            next,
            has_gap,
        })
    }
}

pub(super) const fn first_of(year: i32) -> YearMonthDay {
    YearMonthDay::new(year, 1, 1)
}

/// The generator of G. Marsaglia, "Xorshift RNGs" (2003).
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new() -> Self {
        Random(0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Uniform between two numbers, both included.
    pub(super) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = i128::from(last).saturating_sub(i128::from(first)).max(0);
        let away = i128::from(self.next()).checked_rem(span.saturating_add(1));
        let chosen = i128::from(first).saturating_add(away.unwrap_or(0));
        i64::try_from(chosen).unwrap_or(first)
    }

    /// Half of them anywhere, and of the others as many of each magnitude of distance.
    fn near_and_far(&mut self, center: i64, first: i64, last: i64) -> i64 {
        if self.next() & 1 == 0 {
            return self.between(first, last);
        }
        let reach = 1_i64 << self.between(1, 40);
        let center = center.clamp(first, last);
        let from = center.saturating_sub(reach).max(first);
        self.between(from, center.saturating_add(reach).min(last))
    }
}
