//! Slow models of the calendars, made of nothing but their rules, day by day; and the
//! laws that compare every day of a whole cycle of leap years with them.

use calendar_registry::{Backend, JulianDay, YearMonthDay};

/// A calendar as its rule says it. Years are *rows* here: 0 is the year before 1.
pub(crate) struct Rule {
    /// After so many years the leap years repeat.
    pub(crate) cycle: i64,
    /// A known date: the first day of this row.
    pub(crate) known: (i64, i64),
    pub(crate) is_leap: fn(i64) -> bool,
    pub(crate) lengths: fn(bool) -> [u8; 12],
}

fn january_to_december(leap: bool) -> [u8; 12] {
    let february = if leap { 29 } else { 28 };
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
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
            [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, last]
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
            [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, last]
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
            let year = i32::try_from(if row > 0 { row } else { row - 1 }).unwrap();
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

/// The rows of the years from `i32::MIN` to `i32::MAX` are as many before row 0 as after it.
const LAST_ROW: i64 = 2_147_483_647;

pub(crate) fn the_first_cycle_is_right(calendar: &dyn Backend, rule: &Rule) {
    rule.walk(calendar, -LAST_ROW..=-LAST_ROW + rule.cycle);
}

pub(crate) fn the_cycle_around_year_one_is_right(calendar: &dyn Backend, rule: &Rule) {
    rule.walk(calendar, -rule.cycle / 2..=rule.cycle / 2 + 1);
}

pub(crate) fn the_last_cycle_is_right(calendar: &dyn Backend, rule: &Rule) {
    rule.walk(calendar, LAST_ROW - rule.cycle..=LAST_ROW);
}
