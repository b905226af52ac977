//! [`Cycle`]: the first days of the years of a cycle.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a cycle has at most 10,000 years of at most 99 times 255 days, below 2^28; years and \
              cycles stay below 2^51, days below 2^52"
)]

/// A cycle of years with two lengths. It repeats without end in both directions.
///
/// A table holds the first day of each year, four bytes a year. A division finds the cycle of a day,
/// and a multiplication estimates the year in it: in a cycle whose leap years are spread evenly, the
/// estimate is at most one year away. If it is not, a binary search finds the year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cycle {
    /// The first day of each year, and the number of days in the cycle.
    starts: Box<[u32]>,
    years: i64,
    days: i64,
    /// 2³² · years / days, rounded down.
    per_day: u64,
    common_days: u32,
}

/// A year: its number from the first year of the first cycle, its first day, and whether it is a
/// leap year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CycleYear {
    pub(super) index: i64,
    pub(super) first: i64,
    pub(super) is_leap: bool,
}

impl Cycle {
    /// Creates a cycle, from the kinds of its years and the numbers of days of both kinds. A year has
    /// at least one day.
    pub(super) fn new(is_leap: &[bool], common_days: u16, leap_days: u16) -> Self {
        let mut days = 0_u32;
        let mut starts = vec![0];
        for is_leap in is_leap {
            days += u32::from(if *is_leap { leap_days } else { common_days });
            starts.push(days);
        }
        let years = is_leap.len() as u64;
        Cycle {
            starts: starts.into(),
            years: years.cast_signed(),
            days: i64::from(days),
            // A cycle has a year and a year a day.
            per_day: (years << 32).checked_div(u64::from(days)).unwrap_or(0),
            common_days: u32::from(common_days),
        }
    }

    /// Returns the first day and the end of a year of the cycle.
    #[inline]
    fn bounds(&self, position: usize) -> Option<(u32, u32)> {
        let end = self.starts.get(position.wrapping_add(1))?;
        Some((*self.starts.get(position)?, *end))
    }

    /// Returns a year, by its number from the first year of the first cycle.
    #[inline]
    pub(super) fn year(&self, index: i64) -> CycleYear {
        let cycle = index.div_euclid(self.years);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a remainder is not negative, and below 10,000"
        )]
        let position = index.rem_euclid(self.years) as usize;
        let bounds = self.bounds(position);
        debug_assert!(bounds.is_some(), "a remainder is a position");
        let (first, end) = bounds.unwrap_or_default();
        CycleYear {
            index,
            first: cycle * self.days + i64::from(first),
            is_leap: end - first != self.common_days,
        }
    }

    /// Returns the year of a day, counted from the first day of the first cycle.
    #[inline]
    pub(super) fn year_of(&self, day: i64) -> CycleYear {
        let cycle = day.div_euclid(self.days);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a remainder is not negative, and below 2^28"
        )]
        let in_cycle = day.rem_euclid(self.days) as u32;
        let position = self.position(in_cycle);
        #[expect(clippy::cast_possible_wrap, reason = "a position is below 10,000")]
        let index = cycle * self.years + position as i64;
        let (first, end) = self.bounds(position).unwrap_or_default();
        CycleYear {
            index,
            first: cycle * self.days + i64::from(first),
            is_leap: end - first != self.common_days,
        }
    }

    /// Returns the position of the year of a day of the cycle.
    #[inline]
    fn position(&self, day: u32) -> usize {
        // Both factors are below 2^32.
        let estimate = ((u64::from(day) * self.per_day) >> 32) as usize;
        for position in [estimate, estimate + 1, estimate.wrapping_sub(1)] {
            if let Some((first, end)) = self.bounds(position)
                && (first..end).contains(&day)
            {
                return position;
            }
        }
        // The first start is 0, so that at least one is not after the day.
        self.starts
            .partition_point(|start| *start <= day)
            .wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares each day of three cycles with a count of the days.
    fn check(is_leap: &[bool], common: u16, leap: u16) {
        let cycle = Cycle::new(is_leap, common, leap);
        let years = i64::try_from(is_leap.len()).unwrap();
        let mut day = cycle.year(-years).first;
        assert_eq!(day, -cycle.days);
        for index in -years..2 * years {
            let is_leap = is_leap[usize::try_from(index.rem_euclid(years)).unwrap()];
            let year = CycleYear {
                index,
                first: day,
                is_leap,
            };
            assert_eq!(cycle.year(index), year);
            for _ in 0..if is_leap { leap } else { common } {
                assert_eq!(cycle.year_of(day), year, "{day}");
                day += 1;
            }
        }
    }

    #[test]
    fn every_day_is_in_its_year() {
        check(&[false], 365, 365);
        check(&[false, false, true, false], 365, 366);
        check(&[true, false], 1, 25_245);
        // Years far from where the estimate looks.
        let mut uneven = vec![false; 500];
        uneven[490..].fill(true);
        check(&uneven, 10, 700);
        uneven.reverse();
        check(&uneven, 10, 700);
    }

    #[test]
    fn the_largest_cycle_is_found_by_search() {
        let mut is_leap = vec![true; 10_000];
        is_leap[..5_000].fill(false);
        let cycle = Cycle::new(&is_leap, 1, 25_245);
        for index in [0, 1, 4_999, 5_000, 9_999] {
            let year = cycle.year(index);
            assert_eq!(cycle.year_of(year.first), year);
            let last = cycle.year(index + 1).first - 1;
            assert_eq!(cycle.year_of(last), year);
        }
    }
}
