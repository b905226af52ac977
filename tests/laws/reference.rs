//! Slow models of the calendars, made of nothing but their rules, day by day; and the
//! laws that compare every day of a whole cycle of leap years with them.

use calendar_registry::{Backend, JulianDay, YearMonthDay};

use crate::samples;

/// A calendar as its rule says it. Years are *rows* here: 0 is the year before 1.
pub(crate) struct Rule {
    /// After so many years the leap years repeat.
    pub(crate) cycle: i64,
    /// A known date: the first day of this row.
    pub(crate) known: (i64, i64),
    pub(crate) is_leap: fn(i64) -> bool,
    pub(crate) lengths: fn(bool) -> Vec<u8>,
}

fn january_to_december(leap: bool) -> Vec<u8> {
    let february = if leap { 29 } else { 28 };
    vec![31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

pub(crate) fn gregorian() -> Rule {
    Rule {
        cycle: 400,
        known: (1970, 2_440_588),
        is_leap: |row| row % 4 == 0 && (row % 100 != 0 || row % 400 == 0),
        lengths: january_to_december,
    }
}

pub(crate) fn julian() -> Rule {
    Rule {
        cycle: 4,
        known: (-4712, 0),
        is_leap: |row| row % 4 == 0,
        lengths: january_to_december,
    }
}

pub(crate) fn milankovic() -> Rule {
    Rule {
        cycle: 900,
        known: (1970, 2_440_588),
        is_leap: |row| {
            let century = row.div_euclid(100).rem_euclid(9);
            row % 4 == 0 && (row % 100 != 0 || century == 2 || century == 6)
        },
        lengths: january_to_december,
    }
}

pub(crate) fn jalali() -> Rule {
    Rule {
        cycle: 2820,
        // Nowruz on 21 March 2021.
        known: (1400, 2_459_295),
        is_leap: |row| due(row + 1) > due(row),
        lengths: |leap| {
            let last = if leap { 30 } else { 29 };
            vec![31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, last]
        },
    }
}

/// How many leap days of a Jalali cycle are due before this row: 683 of them come due
/// evenly in 2820 years, counted from 475.
fn due(row: i64) -> i64 {
    ((row - 475) * 683).div_euclid(2820)
}

pub(crate) fn islamic_civil() -> Rule {
    Rule {
        cycle: 30,
        // 16 July 622 in the Julian calendar.
        known: (1, 1_948_440),
        is_leap: |row| {
            let in_cycle = (row - 1).rem_euclid(30) + 1;
            [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29].contains(&in_cycle)
        },
        lengths: |leap| {
            let last = if leap { 30 } else { 29 };
            vec![30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, last]
        },
    }
}

fn shifted(rule: Rule, years: i64, days: i64) -> Rule {
    let (row, day) = rule.known;
    Rule {
        known: (row + years, day + days),
        ..rule
    }
}

pub(crate) fn iso() -> Rule {
    gregorian()
}

pub(crate) fn japanese() -> Rule {
    gregorian()
}

pub(crate) fn buddhist() -> Rule {
    Rule {
        is_leap: |row| (gregorian().is_leap)(row - 543),
        ..shifted(gregorian(), 543, 0)
    }
}

pub(crate) fn minguo() -> Rule {
    Rule {
        is_leap: |row| (gregorian().is_leap)(row + 1911),
        ..shifted(gregorian(), -1911, 0)
    }
}

pub(crate) fn islamic_tabular() -> Rule {
    shifted(islamic_civil(), 0, -1)
}

pub(crate) fn coptic() -> Rule {
    Rule {
        cycle: 4,
        // 29 August 284 in the Julian calendar.
        known: (1, 1_825_030),
        is_leap: |row| row.rem_euclid(4) == 3,
        lengths: |leap| {
            let mut months = vec![30; 12];
            months.push(if leap { 6 } else { 5 });
            months
        },
    }
}

pub(crate) fn ethiopic() -> Rule {
    shifted(coptic(), 276, 0)
}

pub(crate) fn ethiopic_amete_alem() -> Rule {
    shifted(ethiopic(), 5500, 0)
}

pub(crate) fn indian() -> Rule {
    Rule {
        cycle: 400,
        // 22 March 1957, when it came into use.
        known: (1879, 2_435_920),
        is_leap: |row| (gregorian().is_leap)(row + 78),
        lengths: |leap| {
            let first = if leap { 31 } else { 30 };
            vec![first, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30]
        },
    }
}

/// For calendars whose rule is not walked through here: ICU4X is, day by day, in `tests/icu4x.rs`.
pub(crate) fn none() -> Rule {
    gregorian()
}

impl Rule {
    fn days_in_year(&self, row: i64) -> i64 {
        (self.lengths)((self.is_leap)(row))
            .iter()
            .map(|days| i64::from(*days))
            .sum()
    }

    fn days_in_cycle(&self) -> i64 {
        (0..self.cycle).map(|row| self.days_in_year(row)).sum()
    }

    /// The first day of a row: whole cycles from the known one, then year by year.
    fn first_day(&self, row: i64) -> i64 {
        let (known_row, known_day) = self.known;
        let cycles = (row - known_row).div_euclid(self.cycle);
        let near = known_row + cycles * self.cycle;
        let years = (near..row).map(|row| self.days_in_year(row));
        known_day + cycles * self.days_in_cycle() + years.sum::<i64>()
    }

    /// Walks through rows and compares each day both ways.
    fn walk(&self, calendar: &dyn Backend, rows: std::ops::RangeInclusive<i64>) {
        let mut day = self.first_day(*rows.start());
        for row in rows {
            let Some(year) = samples::year(calendar, row) else {
                panic!("row {row} is no year");
            };
            let leap = (self.is_leap)(row);
            assert_eq!(calendar.is_leap_year(year), leap, "year {year}");
            for (month, length) in (1..).zip((self.lengths)(leap)) {
                for day_of_month in 1..=length {
                    let date = YearMonthDay::new(year, month, day_of_month);
                    assert_eq!(calendar.date(JulianDay::new(day)), Ok(date), "{day}");
                    assert_eq!(calendar.julian_day(date), Ok(JulianDay::new(day)), "{date}");
                    day += 1;
                }
            }
        }
    }
}

/// The rows of the first and the last year.
fn ends(calendar: &dyn Backend) -> (i64, i64) {
    let (first, last) = samples::ends(calendar);
    (samples::row(calendar, first), samples::row(calendar, last))
}

pub(crate) fn the_first_cycle_is_right(calendar: &dyn Backend, rule: &Rule) {
    let (first, _) = ends(calendar);
    rule.walk(calendar, first..=first + rule.cycle);
}

pub(crate) fn the_cycle_around_year_one_is_right(calendar: &dyn Backend, rule: &Rule) {
    rule.walk(calendar, -rule.cycle / 2..=rule.cycle / 2 + 1);
}

pub(crate) fn the_last_cycle_is_right(calendar: &dyn Backend, rule: &Rule) {
    let (_, last) = ends(calendar);
    rule.walk(calendar, last - rule.cycle..=last);
}
