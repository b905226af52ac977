//! [`LeapYears`]: which years of a cycle are leap years.

use super::super::base::{conflict, has_length, in_range};
use super::super::{DefineError, DefineProblem};

/// The largest number of years in a cycle.
pub(super) const MAX_YEARS: u16 = 10_000;

/// Which years are leap years: positions in a cycle of years, which repeats without end.
///
/// ```
/// use calendar_registry::calendars::defined::LeapYears;
///
/// // Of 30 Islamic years, eleven.
/// let islamic = LeapYears::in_cycle(30, [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]);
/// // The rule of the Gregorian calendar: a cycle of 400 years.
/// let gregorian = LeapYears::divisible_by([4, 100, 400]);
/// assert_ne!(islamic, gregorian);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeapYears(Rule);

#[derive(Clone, PartialEq, Eq, Debug, Default)]
enum Rule {
    #[default]
    Never,
    InCycle {
        years: u16,
        positions: Vec<u16>,
    },
    DivisibleBy(Vec<u16>),
}

impl LeapYears {
    /// Has no leap years. This is the default.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::LeapYears;
    /// assert_eq!(LeapYears::never(), LeapYears::default());
    /// ```
    #[must_use]
    pub const fn never() -> Self {
        LeapYears(Rule::Never)
    }

    /// Repeats a cycle of 1 to 10,000 years, with leap years at these positions, in ascending order.
    /// Year 1 has the position 1.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::LeapYears;
    /// // The years 3, 7, 11, …, as in the French Republican calendar while it was in use.
    /// let french = LeapYears::in_cycle(4, [3]);
    /// # let _ = french;
    /// ```
    #[must_use]
    pub fn in_cycle(years: u16, positions: impl Into<Vec<u16>>) -> Self {
        LeapYears(Rule::InCycle {
            years,
            positions: positions.into(),
        })
    }

    /// Has leap years by divisors, each a multiple of the one before it, at most 10,000. Years that
    /// the first one divides are leap years, except those that the second one divides, unless the
    /// third one divides them, and so on.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::LeapYears;
    /// // Romme's rule for the French Republican calendar.
    /// let romme = LeapYears::divisible_by([4, 100, 400, 4000]);
    /// # let _ = romme;
    /// ```
    #[must_use]
    pub fn divisible_by(divisors: impl Into<Vec<u16>>) -> Self {
        LeapYears(Rule::DivisibleBy(divisors.into()))
    }

    /// Returns whether each year of the cycle is a leap year. Checks the rule.
    pub(super) fn cycle(&self) -> Result<Vec<bool>, DefineError> {
        match &self.0 {
            Rule::Never => Ok(vec![false]),
            Rule::InCycle { years, positions } => in_cycle(*years, positions),
            Rule::DivisibleBy(divisors) => divisible_by(divisors),
        }
    }
}

fn in_cycle(years: u16, positions: &[u16]) -> Result<Vec<bool>, DefineError> {
    in_range("cycle", years.into(), 1..=MAX_YEARS.into())?;
    // A cycle has a common year, so that a leap year is longer than another year.
    let most = usize::from(years).saturating_sub(1);
    has_length("leap_years", positions.len(), 1, most)?;
    let mut cycle = vec![false; usize::from(years)];
    let mut before = 0;
    for (index, position) in positions.iter().enumerate() {
        let path = format!("leap_years[{index}]");
        in_range(path.clone(), (*position).into(), 1..=years.into())?;
        if *position <= before {
            return Err(DefineError::new(path, DefineProblem::Order));
        }
        before = *position;
        if let Some(is_leap) = cycle.get_mut(usize::from(*position).wrapping_sub(1)) {
            *is_leap = true;
        }
    }
    Ok(cycle)
}

fn divisible_by(divisors: &[u16]) -> Result<Vec<bool>, DefineError> {
    // Each is at least twice the one before it.
    has_length("leap_years", divisors.len(), 1, 13)?;
    let mut before = 1;
    for (index, divisor) in divisors.iter().enumerate() {
        let path = format!("leap_years[{index}]");
        in_range(path.clone(), (*divisor).into(), 2..=MAX_YEARS.into())?;
        if *divisor <= before {
            return Err(DefineError::new(path, DefineProblem::Order));
        }
        if !divisor.is_multiple_of(before) {
            let reason = format!("{divisor} is not a multiple of {before}");
            return Err(conflict(path, reason));
        }
        before = *divisor;
    }
    let divides = |year: u16| {
        divisors
            .iter()
            .filter(move |divisor| year.is_multiple_of(**divisor))
    };
    let is_leap = |year| divides(year).count() % 2 == 1;
    Ok((1..=before).map(is_leap).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leap_years(rule: &LeapYears) -> Vec<usize> {
        let cycle = rule.cycle().unwrap();
        (1..=cycle.len()).filter(|year| cycle[year - 1]).collect()
    }

    #[test]
    fn divisors_make_the_cycle_of_the_last_one() {
        let gregorian = LeapYears::divisible_by([4, 100, 400]);
        assert_eq!(gregorian.cycle().unwrap().len(), 400);
        let expected: Vec<usize> = (1..=400)
            .filter(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
            .collect();
        assert_eq!(leap_years(&gregorian), expected);
        assert_eq!(
            leap_years(&LeapYears::divisible_by([4, 100, 400, 4000])).len(),
            969
        );
        assert_eq!(leap_years(&LeapYears::divisible_by([4, 128])).len(), 31);
        assert_eq!(leap_years(&LeapYears::in_cycle(30, [2, 29])), [2, 29]);
        assert_eq!(leap_years(&LeapYears::never()), [0; 0]);
    }

    #[test]
    fn wrong_rules_are_refused_with_their_place() {
        let refused = |rule: LeapYears| {
            let error = rule.cycle().unwrap_err();
            (error.path, error.problem)
        };
        let range = |value, first, last| DefineProblem::Range { value, first, last };
        let length = |length, last| DefineProblem::Length {
            length,
            first: 1,
            last,
        };
        let list = |problem| ("leap_years".to_owned(), problem);
        let item = |index: u8, problem| (format!("leap_years[{index}]"), problem);
        let cycle = |years| ("cycle".to_owned(), range(years, 1, 10_000));
        assert_eq!(refused(LeapYears::in_cycle(0, [1])), cycle(0));
        assert_eq!(refused(LeapYears::in_cycle(10_001, [1])), cycle(10_001));
        assert_eq!(
            refused(LeapYears::in_cycle(4, [])),
            list(DefineProblem::Empty)
        );
        assert_eq!(refused(LeapYears::in_cycle(2, [1, 2])), list(length(2, 1)));
        assert_eq!(
            refused(LeapYears::in_cycle(4, [0])),
            item(0, range(0, 1, 4))
        );
        assert_eq!(
            refused(LeapYears::in_cycle(4, [2, 5])),
            item(1, range(5, 1, 4))
        );
        assert_eq!(
            refused(LeapYears::in_cycle(4, [2, 2])),
            item(1, DefineProblem::Order)
        );
        assert_eq!(
            refused(LeapYears::divisible_by([])),
            list(DefineProblem::Empty)
        );
        assert_eq!(
            refused(LeapYears::divisible_by([2; 14])),
            list(length(14, 13))
        );
        assert_eq!(
            refused(LeapYears::divisible_by([1])),
            item(0, range(1, 2, 10_000))
        );
        assert_eq!(
            refused(LeapYears::divisible_by([4, 10_004])),
            item(1, range(10_004, 2, 10_000))
        );
        assert_eq!(
            refused(LeapYears::divisible_by([4, 4])),
            item(1, DefineProblem::Order)
        );
        assert_eq!(refused(LeapYears::divisible_by([4, 6])).0, "leap_years[1]");
    }
}
