//! The rule of the Chinese calendar and of those that follow it.
//!
//! A month begins on the day of the new moon, at the meridian of the calendar. The month with the winter
//! solstice is month 11. If 13 months begin from one month 11 to the next, the first of them in which the
//! Sun does not enter a new twelfth of its path (no *major solar term* falls in it) is a leap month and
//! has the number of the month before it. So the rule is since 1645, with the true Sun. Before, the year
//! from solstice to solstice was divided into twelve equal times.
//!
//! Sources: GB/T 33661-2017, *Calculation and promulgation of the Chinese calendar*; H. Aslaksen, *The
//! Mathematics of the Chinese Calendar* (2010); the new moons, the longitude of the Sun and ΔT are those
//! of [`sky`](super::sky).
//!
//! Outside the years −1000 to 4000 the Moon and the Sun are mean ones: lunations of 29.530588861 days,
//! and solstices a mean Gregorian year apart. In the outer 200 of these years the Moon changes from
//! the one to the other. The structure stays (months of 29 or 30 days, 12 or 13 in a year,
//! each year where the one before ends), but the dates have no meaning in the sky.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "years are below 2^21 and lunations below 2^24, so that instants are below 2^61 (see `sky`)"
)]

use core::cell::Cell;

use super::sky::{DAY, J2000, delta_t, moon, seconds, sun};
use crate::backend::year_table::Year;
use crate::sync::local;

/// The first and the last year.
pub(in crate::calendars) const FIRST: i32 = -1_000_000;
pub(in crate::calendars) const LAST: i32 = 1_000_000;

/// The mean lunation in 10⁻⁹ day. The months of the whole range deviate from it by less than three
/// days: by the periodic terms of the Moon, by the rotation of the Earth, and by at most a day in the
/// published tables. Beyond the computed moons, months follow it exactly.
pub(in crate::calendars) const MEAN_MONTH: u64 = 29_530_588_861;

/// What distinguishes the calendars of this rule.
pub(in crate::calendars) struct Rule {
    /// The time zone, in seconds ahead of Universal Time.
    pub(in crate::calendars) zone: i64,
    /// The first lunation by the time zone. Before it, months follow the local mean time of Beijing.
    pub(in crate::calendars) zone_from: i64,
    /// The first solstice year with the true Sun: from the solstice in the year before.
    pub(in crate::calendars) true_sun_from: i32,
}

/// From 665 to 1280 a new moon after 18 o'clock made the next day the first of the month (*jinshuo*).
const EVENING_FROM: i64 = -16_510;
const EVENING_TO: i64 = -8_893;

/// The local mean time of Beijing (116.42° E), in seconds ahead of Universal Time.
const BEIJING: i64 = 27_940;

/// From one month 11 to the next.
#[derive(Clone, Copy, PartialEq, Debug)]
struct SolsticeYear {
    /// The lunation with which the first month 11 begins.
    month_11: i64,
    /// The lunation with which the second month 11 begins.
    end: i64,
    /// Which month is the leap month, counted from the first month 11 as 0.
    leap: Option<i64>,
}

impl SolsticeYear {
    /// The lunation with which month 1 begins.
    fn new_year(&self) -> i64 {
        self.month_11 + 2 + i64::from(self.leap.is_some_and(|month| month <= 2))
    }

    fn leap_lunation(&self) -> Option<i64> {
        Some(self.month_11 + self.leap?)
    }
}

/// A computed year of either kind: the zone of its rule, its number, and the year.
type Computed<T> = Option<(i64, i32, T)>;

local! {
    // The years that this thread computed last, one even and one odd. Conversions ask for the same year
    // again and again, and the search for a day's year asks for its neighbour.
    static COMPUTED: [Cell<Computed<Year>>; 2] = [Cell::new(None), Cell::new(None)]
}

local! {
    // Two solstice years make a year, and each is a part of two years: in a row of years, only one is
    // computed for each.
    static SOLSTICE_YEARS: [Cell<Computed<SolsticeYear>>; 2] = [Cell::new(None), Cell::new(None)]
}

impl Rule {
    /// A year from [`FIRST`] to [`LAST`], computed or as this thread has computed it before.
    pub(in crate::calendars) fn year(&self, number: i32) -> Year {
        COMPUTED.with(|[even, odd]| {
            let slot = if number & 1 == 0 { even } else { odd };
            match slot.get() {
                Some((zone, other, year)) if zone == self.zone && other == number => year,
                _ => {
                    let year = self.compute(number);
                    slot.set(Some((self.zone, number, year)));
                    year
                }
            }
        })
    }

    fn compute(&self, number: i32) -> Year {
        let this = self.solstice_year(number);
        let next = self.solstice_year(number + 1);
        self.compose(this, next)
    }

    /// Makes a year of the solstice years with which it begins and ends.
    fn compose(&self, this: SolsticeYear, next: SolsticeYear) -> Year {
        let (first, end) = (this.new_year(), next.new_year());
        let mut begins = self.first_day(first);
        let mut year = Year::new(begins);
        for lunation in first..end {
            let next = self.first_day(lunation + 1);
            let _ = year.push(u8::try_from(next - begins).unwrap_or(0));
            begins = next;
        }
        let mut leaps = [this.leap_lunation(), next.leap_lunation()]
            .into_iter()
            .flatten();
        let leap = leaps.find(|leap| (first..end).contains(leap));
        let place = leap.and_then(|leap| u8::try_from(leap - first + 1).ok());
        year.with_leap_month(place)
    }

    /// The lunation with which the month of the December solstice of a year begins: the last new moon
    /// before the midnight after the solstice.
    fn month_11(&self, year: i32) -> i64 {
        let solstice = day(self.solstice(year));
        let midnight = midnight(solstice + 1);
        let mut lunation = (midnight - self.mean_moon(0)).div_euclid(moon::LUNATION);
        // A new moon is within 16 hours of the mean one, and 6 hours more count in the evening rule.
        let age = midnight - self.mean_moon(lunation);
        if (2 * DAY..28 * DAY).contains(&age) {
            return lunation;
        }
        while self.first_day(lunation + 1) <= solstice {
            lunation += 1;
        }
        while self.first_day(lunation) > solstice {
            lunation -= 1;
        }
        lunation
    }

    /// The solstice year that ends in the year `number`, computed or as this thread has computed it
    /// before.
    fn solstice_year(&self, number: i32) -> SolsticeYear {
        SOLSTICE_YEARS.with(|[even, odd]| {
            let (slot, other) = if number & 1 == 0 {
                (even, odd)
            } else {
                (odd, even)
            };
            let kept = |slot: &Cell<Computed<SolsticeYear>>, number: i32| match slot.get() {
                Some((zone, other, year)) if zone == self.zone && other == number => Some(year),
                _ => None,
            };
            kept(slot, number).unwrap_or_else(|| {
                let before = kept(other, number - 1).map(|before| before.end);
                let year = self.compute_solstice_year(number, before);
                slot.set(Some((self.zone, number, year)));
                year
            })
        })
    }

    /// Finds the leap month between two months 11, the second in the year `number`. The first may be
    /// known.
    fn compute_solstice_year(&self, number: i32, month_11: Option<i64>) -> SolsticeYear {
        let month_11 = month_11.unwrap_or_else(|| self.month_11(number - 1));
        let end = self.month_11(number);
        let leap = (end - month_11 > 12).then(|| self.leap_month(number, month_11));
        SolsticeYear {
            month_11,
            end,
            leap,
        }
    }

    fn leap_month(&self, number: i32, month_11: i64) -> i64 {
        if (self.true_sun_from..=sun::LAST).contains(&number) {
            return without_term(|month| {
                let lunation = month_11 + month;
                let midnight = midnight(self.first_day(lunation));
                twelfth(self.longitude(lunation, midnight))
            });
        }
        let (from, to) = (self.solstice(number - 1), self.solstice(number));
        without_term(|month| {
            let midnight = midnight(self.first_day(month_11 + month));
            (midnight - from) / ((to - from) / 12)
        })
    }

    /// The day on which a lunation begins, a Julian Day.
    fn first_day(&self, lunation: i64) -> i64 {
        let evening = (EVENING_FROM..EVENING_TO).contains(&lunation);
        day(self.moon(lunation) + i64::from(evening) * (DAY / 4))
    }

    /// The local instant of a new moon. Far away it is a mean one.
    fn moon(&self, lunation: i64) -> i64 {
        self.local_moon(lunation, moon::new_moon)
    }

    /// The local instant of a mean new moon.
    fn mean_moon(&self, lunation: i64) -> i64 {
        self.local_moon(lunation, moon::mean)
    }

    fn local_moon(&self, lunation: i64, new_moon: impl FnOnce(i64) -> i64) -> i64 {
        let known = lunation.clamp(moon::FIRST, moon::LAST);
        let instant = new_moon(known);
        let local = instant - delta_t::delta_t(instant) + self.east(known);
        local + (lunation - known) * moon::LUNATION
    }

    /// The local instant of the December solstice. Far away it is a mean one.
    fn solstice(&self, year: i32) -> i64 {
        if !(sun::FIRST..=sun::LAST).contains(&year) {
            return sun::mean_december_solstice(year);
        }
        let instant = sun::december_solstice(year);
        // The lunation, to one or two: enough to know whether the time zone is in use.
        let lunation = instant / moon::LUNATION;
        instant - delta_t::delta_t(instant) + self.east(lunation)
    }

    /// The longitude of the Sun at a local instant.
    fn longitude(&self, lunation: i64, instant: i64) -> u64 {
        let universal = instant - self.east(lunation);
        sun::longitude(universal + delta_t::delta_t(universal))
    }

    /// How much the local time of a lunation is ahead of Universal Time.
    fn east(&self, lunation: i64) -> i64 {
        let east = if lunation < self.zone_from {
            BEIJING
        } else {
            self.zone
        };
        seconds(east)
    }
}

/// Finds the first month after month 11 (month 0) in which no twelfth of the Sun's path is entered, by the
/// twelfth in which the Sun is when a month begins. Twelve are entered in the 13 months.
fn without_term(twelfth: impl Fn(i64) -> i64) -> i64 {
    let mut before = twelfth(1);
    for month in 1..12 {
        let after = twelfth(month + 1);
        if after == before {
            return month;
        }
        before = after;
    }
    12
}

/// The local instant at which a day begins.
fn midnight(day: i64) -> i64 {
    (day - J2000) * DAY - DAY / 2
}

/// The Julian Day of a local instant: days begin at midnight, half a day before the Julian Day's noon.
fn day(instant: i64) -> i64 {
    ((instant + DAY / 2) >> 32) + J2000
}

/// The twelfth of a turn in which an angle is.
fn twelfth(angle: u64) -> i64 {
    (((angle >> 32) * 12) >> 32).cast_signed()
}

#[cfg(test)]
mod tests {
    use core::ops::RangeInclusive;

    use super::super::packed::PackedYears;
    use super::super::year_tabled::YearTabled;
    use super::*;
    use crate::backend::year_table::Layout;
    use crate::calendars::data::{chinese as published, dangi as korean};
    use crate::calendars::{Chinese, Dangi, chinese, dangi};

    /// The share of days, in a thousandth of a percent, to which the rule alone gives the same date as a table.
    fn agreement<const N: usize>(
        rule: &Rule,
        table: &PackedYears<N>,
        years: RangeInclusive<i32>,
    ) -> i64 {
        let (mut same, mut all) = (0, 0);
        for number in years {
            let (own, other) = (rule.year(number), table.year(number).unwrap());
            for place in 0..other.days() {
                let day = other.first() + i64::from(place) - own.first();
                let date = u16::try_from(day).ok().and_then(|place| own.split(place));
                let code = |year: &Year, (month, day): (u8, u8)| {
                    let leap = year.leap_month();
                    let behind = u8::from(leap.is_some_and(|leap| month >= leap));
                    (month - behind, leap == Some(month), day)
                };
                let expected = other.split(place).map(|date| code(&other, date));
                same += i64::from(date.map(|date| code(&own, date)) == expected);
                all += 1;
            }
        }
        same * 100_000 / all
    }

    #[test]
    fn rule_agrees_with_published_years() {
        let spans = [
            (1_000..=1_299, 96_600, 96_000),
            (1_300..=1_644, 97_700, 97_400),
            (1_645..=1_911, 98_800, 98_800),
            (1_912..=2_050, 100_000, 100_000),
            // Each calendar has two uncertain months, which the computation begins a day later.
            (2_051..=2_100, 99_600, 99_600),
        ];
        for (years, chinese_least, korean_least) in spans {
            let found = agreement(&chinese::RULE, &published::YEARS, years.clone());
            assert!(found >= chinese_least, "Chinese, {years:?}: {found}");
            let found = agreement(&dangi::RULE, &korean::YEARS, years.clone());
            assert!(found >= korean_least, "Dangi, {years:?}: {found}");
        }
    }

    fn years_are_well_formed<Y: YearTabled>(numbers: impl Iterator<Item = i32>) {
        for number in numbers {
            let year = Y::year(number);
            let months = year.months();
            let expected = if year.leap_month().is_some() { 13 } else { 12 };
            assert_eq!(months, expected, "{number}");
            for month in 1..=months {
                let length = year.month_length(month);
                assert!(
                    matches!(length, Ok(29 | 30)),
                    "{number}-{month}: {length:?}"
                );
            }
            if number < Y::LAST {
                assert_eq!(year.end(), Y::year(number + 1).first(), "{number}");
            }
            // From January to March of the Gregorian year of the same number.
            let january = 1_721_060 + i64::from(number) * 146_097 / 400;
            let late = year.first() - january;
            assert!((0..90).contains(&late), "{number}: {late}");
        }
    }

    #[test]
    fn years_are_continuous_from_end_to_end() {
        let all = || {
            let near = -1_300..=4_300;
            let ends = (FIRST..=FIRST + 300).chain(LAST - 300..=LAST);
            let far = (FIRST..=LAST).step_by(997);
            near.chain(ends).chain(far)
        };
        years_are_well_formed::<Chinese>(all());
        years_are_well_formed::<Dangi>(all());
    }

    /// The months from one year to another are counted by the days between them. That is exact while no
    /// first day is as far from the mean as a quarter of a month.
    #[test]
    fn first_days_of_months_stay_near_the_mean_month() {
        fn assert_near<Y: YearTabled>() {
            let near = -1_300..=4_300;
            let far = (FIRST..=LAST).step_by(1_009);
            for number in near.chain(far).chain([FIRST, LAST]) {
                let mut first = Y::year(number).first();
                for month in 1..=Y::year(number).months() {
                    // The distance from the mean new moon nearest to the day, from J2000.0 on.
                    let units = i128::from(first - J2000) * 1_000_000_000;
                    let mean = i128::from(MEAN_MONTH);
                    let after = (units - 5_100_000_000 + mean / 2).rem_euclid(mean) - mean / 2;
                    assert!(after.abs() < 3_000_000_000, "{number}-{month}: {after}");
                    first += i64::from(Y::year(number).month_length(month).unwrap());
                }
            }
        }
        assert_near::<Chinese>();
        assert_near::<Dangi>();
    }

    #[test]
    fn kept_years_are_those_of_the_same_number_and_rule() {
        let anew = |rule: &Rule, number| {
            let solstice_year = |number| rule.compute_solstice_year(number, None);
            rule.compose(solstice_year(number), solstice_year(number + 1))
        };
        let steps = [2_988, 2_989, 2_990, 2_988, 2_988, 2_987, 2_986];
        for number in steps.into_iter().chain(3_000..3_040) {
            for rule in [&chinese::RULE, &dangi::RULE, &chinese::RULE] {
                assert_eq!(rule.year(number), anew(rule, number), "{number}");
            }
        }
        for number in (2_200..2_300).chain((2_150..2_250).rev()) {
            let rule = &chinese::RULE;
            assert_eq!(rule.year(number), anew(rule, number), "{number}");
        }
    }
}
