//! [`Samples`]: the days and years of a check, the same in every run.

use core::ops::RangeInclusive;
use std::collections::BTreeSet;

use super::Check;
use super::identity::owned;
use super::law::{Law, Violation, answer};
use super::subject::{Call, Subject};
use crate::backend::{DateError, Properties, derived};
use crate::day::{JulianDay, YearMonthDay};

/// The number of days, and of years, sampled on each side of a point of interest.
const DAYS_AROUND: i64 = 500;
const YEARS_AROUND: i32 = 30;
/// The present: 22 November 2026.
const PRESENT: JulianDay = JulianDay(2_461_367);
/// The number of days of the walk before and after the present: about the years 1480 to 2160.
const WALK: (i64, i64) = (200_000, 50_000);
/// The number of answers that [`Law::Constancy`] compares.
const REPEATED: usize = 200;

/// The samples of a check, and some early answers.
pub(super) struct Samples {
    /// The first and the last day of the range.
    pub(super) range: (JulianDay, JulianDay),
    /// The years of those days.
    pub(super) year_range: (i32, i32),
    /// Days in the range, those nearest to the present first.
    pub(super) days: Vec<JulianDay>,
    /// The walk: consecutive days in the range.
    pub(super) walk: RangeInclusive<i64>,
    /// Years that the range contains whole, those nearest to the present first.
    pub(super) years: Vec<Year>,
    /// Answers before the check of the other laws, for [`Law::Constancy`].
    pub(super) names: Vec<String>,
    pub(super) properties: Properties,
    pub(super) before: Vec<(JulianDay, Result<YearMonthDay, DateError>)>,
}

/// A year that the range contains whole.
#[derive(Clone, Copy)]
pub(super) struct Year {
    pub(super) number: i32,
    /// The first day of this year, and of the next year.
    pub(super) first: i64,
    pub(super) next: i64,
    /// Whether a month of the year has a gap.
    pub(super) has_gap: bool,
    /// Whether the year or a month of it ends early.
    pub(super) ends_early: bool,
}

impl Samples {
    /// Chooses the samples of a calendar.
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
            walk: PRESENT.0.saturating_sub(WALK.0).max(range.0.0)
                ..=PRESENT.0.saturating_add(WALK.1).min(range.1.0),
            years: Vec::new(),
            names: owned(&calendar.names()),
            properties: calendar.properties(),
            before: Vec::new(),
        };
        let points = samples.points_of_interest(calendar);
        samples.choose_days(calendar, &points, check);
        samples.choose_years(calendar, &points, check);
        let step = samples.days.len().checked_div(REPEATED).unwrap_or(0);
        let repeated = samples.days.iter().step_by(step.max(1));
        samples.before = repeated.map(|day| (*day, calendar.date(*day))).collect();
        Ok(samples)
    }

    /// Returns the days around which a calendar is most likely to be wrong.
    fn points_of_interest(&self, calendar: &Subject<'_>) -> Vec<JulianDay> {
        let spans = [calendar.authoritative_years(), calendar.table_span()];
        let years = spans
            .into_iter()
            .flatten()
            .flat_map(|span| [Some(*span.start()), calendar.next_year(*span.end())]);
        let years = years.flatten().chain([1, 0, -1]);
        let firsts = years.filter_map(|year| calendar.first_day(year, 1).ok());
        [self.range.0, self.range.1, PRESENT]
            .into_iter()
            .chain(firsts)
            .collect()
    }

    /// Chooses the days, nearest to the present first.
    fn choose_days(&mut self, calendar: &Subject<'_>, points: &[JulianDay], check: &Check) {
        let (first, last) = (self.range.0.0, self.range.1.0);
        let mut days = BTreeSet::new();
        for point in points {
            let around = point.0.saturating_sub(DAYS_AROUND)..=point.0.saturating_add(DAYS_AROUND);
            days.extend(around);
        }
        for years in &check.years {
            let begin = self.first_day(calendar, *years.start()).unwrap_or(first);
            let end = calendar.next_year(*years.end());
            let end = end.and_then(|year| self.first_day(calendar, year));
            // The first day of the next year is included, which does no harm.
            days.extend(begin.max(first)..=end.unwrap_or(last));
        }
        let mut random = Random::new();
        days.extend((0..check.samples).map(|_| random.near_and_far(PRESENT.0, first, last)));
        let mut days: Vec<i64> = days.range(first..=last).copied().collect();
        days.sort_by_key(|day| day.abs_diff(PRESENT.0));
        self.days = days.into_iter().map(JulianDay).collect();
    }

    /// Returns the first day of a year of the range; for a missing year 0, that of year 1.
    fn first_day(&self, calendar: &Subject<'_>, year: i32) -> Option<i64> {
        let inside = (self.year_range.0..=self.year_range.1).contains(&year);
        let day = calendar.first_day(year, 1);
        let day = day.or_else(|_| calendar.first_day(1, 1));
        day.ok().filter(|_| inside).map(|day| day.0)
    }

    /// Chooses the years, nearest to the present first.
    fn choose_years(&mut self, calendar: &Subject<'_>, points: &[JulianDay], check: &Check) {
        let (first, last) = self.year_range;
        let mut years: BTreeSet<i32> = check.years.iter().cloned().flatten().collect();
        let ends = [*self.walk.start(), *self.walk.end()];
        if let [Ok(begin), Ok(end)] = ends.map(|day| calendar.date(JulianDay(day))) {
            years.extend(begin.year..=end.year);
        }
        for point in points {
            if let Ok(date) = calendar.date(*point) {
                let begin = date.year.saturating_sub(YEARS_AROUND);
                years.extend(begin..=date.year.saturating_add(YEARS_AROUND));
            }
        }
        let present = calendar.date(PRESENT).map_or(1, |date| date.year);
        let mut random = Random::new();
        for _ in 0..check.samples {
            let year = random.near_and_far(present.into(), first.into(), last.into());
            years.extend(i32::try_from(year));
        }
        let mut years: Vec<i32> = years.range(first..=last).copied().collect();
        years.sort_by_key(|year| year.abs_diff(present));
        let whole = years.into_iter().map(|year| self.whole(calendar, year));
        self.years = whole.flatten().collect();
    }

    /// Returns the year if the range contains it whole.
    fn whole(&self, calendar: &Subject<'_>, number: i32) -> Option<Year> {
        let first = calendar.first_day(number, 1).ok()?;
        let next = if number == self.year_range.1 {
            let after = self.range.1.0.checked_add(1)?;
            // The range may end inside the year.
            let last = calendar.date(self.range.1).ok()?;
            let whole = calendar.months_in_year(number) == Ok(last.month)
                && calendar.last_day_of_month(number, last.month) == Ok(last.day);
            whole.then_some(after)?
        } else {
            let next = calendar.next_year(number)?;
            calendar.first_day(next, 1).ok()?.0
        };
        let backend = calendar.backend();
        Some(Year {
            number,
            first: first.0,
            next,
            has_gap: derived::has_gap(backend, number),
            ends_early: derived::ends_early(backend, number),
        })
    }
}

/// A pseudo-random number generator with a fixed seed: G. Marsaglia, "Xorshift RNGs" (2003).
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

    /// Returns a uniformly distributed number from `first` to `last`.
    pub(super) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = i128::from(last).saturating_sub(i128::from(first)).max(0);
        // The divisor is at least 1. The sum is at most `last`, or `first` if the two are out of
        // order.
        let offset = i128::from(self.next()).checked_rem(span.saturating_add(1));
        let chosen = i128::from(first).saturating_add(offset.unwrap_or(0));
        i64::try_from(chosen).unwrap_or(first)
    }

    /// Returns a number from `first` to `last`: uniformly distributed in half of the calls, else at
    /// a distance from `center` whose magnitude is uniformly distributed.
    fn near_and_far(&mut self, center: i64, first: i64, last: i64) -> i64 {
        if self.next() & 1 == 0 {
            return self.between(first, last);
        }
        let distance = 1_i64 << self.between(1, 40);
        let center = center.clamp(first, last);
        let from = center.saturating_sub(distance).max(first);
        self.between(from, center.saturating_add(distance).min(last))
    }
}
