//! Slow, independent models of the calendars, written from their rules alone. Each is compared with
//! its calendar on every day of three whole cycles of leap years: the first, the one around year 1, the
//! last.

use calendar_registry::{Backend, JulianDay, YearMonthDay};

use crate::laws;

/// The rule of a calendar. Years are *rows* here, without a gap: row 0 is the year before 1.
pub(crate) struct Rule {
    /// The number of years after which the leap years repeat.
    cycle: i64,
    /// A row and its first day.
    known: (i64, i64),
    is_leap: fn(i64) -> bool,
    lengths: fn(bool) -> Vec<u8>,
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

/// Counts the Jalali leap days before this row: 683 of them, spread evenly over 2820 years from 475 on.
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
        // 22 March 1957, when the calendar came into use.
        known: (1879, 2_435_920),
        is_leap: |row| (gregorian().is_leap)(row + 78),
        lengths: |leap| {
            let first = if leap { 31 } else { 30 };
            vec![first, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30]
        },
    }
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

    /// Returns the first day of a row: counts whole cycles from the known row, then years.
    fn first_day(&self, row: i64) -> i64 {
        let (known_row, known_day) = self.known;
        let cycles = (row - known_row).div_euclid(self.cycle);
        let near = known_row + cycles * self.cycle;
        let years = (near..row).map(|row| self.days_in_year(row));
        known_day + cycles * self.days_in_cycle() + years.sum::<i64>()
    }

    pub(crate) fn compare(&self, calendar: &dyn Backend) {
        let (first, last) = laws::year_range(calendar);
        let (first, last) = (laws::row(calendar, first), laws::row(calendar, last));
        self.walk(calendar, first..=first + self.cycle);
        self.walk(calendar, -self.cycle / 2..=self.cycle / 2 + 1);
        self.walk(calendar, last - self.cycle..=last);
    }

    /// Compares each day of the rows, in both directions.
    fn walk(&self, calendar: &dyn Backend, rows: std::ops::RangeInclusive<i64>) {
        let mut day = self.first_day(*rows.start());
        for row in rows {
            let year = laws::year(calendar, row).unwrap();
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
