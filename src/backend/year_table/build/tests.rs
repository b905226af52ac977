use super::*;
use crate::backend::DateError;

/// Creates a year with months of these lengths.
fn year(first: i64, lengths: &[u8]) -> Year {
    let mut year = Year::new(first);
    for length in lengths {
        year.push(*length).unwrap();
    }
    year
}

/// Creates consecutive years from year 1 on; the first day is 1000.
fn years(lengths: &[Vec<u8>]) -> Vec<Year> {
    let mut next = 1000;
    let years = lengths.iter().map(|lengths| {
        let year = year(next, lengths);
        next = year.end();
        year
    });
    years.collect()
}

fn table(years: &[Year]) -> Result<YearTable, TableError> {
    let last = i32::try_from(years.len()).unwrap();
    YearTable::new(1..=last, |number| {
        Ok(years[usize::try_from(number - 1).unwrap()])
    })
}

/// Compares the table with its years, day by day, and checks days and dates that do not exist.
fn assert_matches_years(years: &[Year]) {
    let table = table(years).unwrap();
    let mut day = 1000;
    for (number, year) in (1..).zip(years) {
        let row = table.row(number).unwrap();
        assert_eq!(row.months(), year.months(), "{number}");
        assert_eq!(row.leap_month(), year.leap_month(), "{number}");
        assert_eq!(
            (row.first(), row.end()),
            (year.first(), year.end()),
            "{number}"
        );
        for month in 1..=year.months() {
            let length = year.month_length(month).unwrap();
            assert_eq!(row.month_length(month), Ok(length), "{number}-{month}");
            for of_month in 1..=length {
                let date = YearMonthDay::new(number, month, of_month);
                assert_eq!(table.date(JulianDay::new(day)), Some(date), "{day}");
                assert_eq!(table.julian_day(date), Some(Ok(JulianDay::new(day))));
                day += 1;
            }
            for of_month in [0, length.saturating_add(1), u8::MAX] {
                if (1..=length).contains(&of_month) {
                    continue;
                }
                let error = DateError::Day {
                    day: of_month,
                    last: length,
                };
                let date = YearMonthDay::new(number, month, of_month);
                assert_eq!(table.julian_day(date), Some(Err(error)));
            }
        }
        for month in [0, year.months() + 1, u8::MAX] {
            let error = DateError::Month {
                month,
                last: year.months(),
            };
            let date = YearMonthDay::new(number, month, 1);
            assert_eq!(table.julian_day(date), Some(Err(error)));
        }
    }
    for outside in [999, day, i64::MIN, i64::MAX] {
        assert_eq!(table.date(JulianDay::new(outside)), None);
    }
    let last = i32::try_from(years.len()).unwrap();
    for outside in [0, last + 1, i32::MIN, i32::MAX] {
        assert_eq!(table.julian_day(YearMonthDay::new(outside, 1, 1)), None);
    }
}

fn january_to_december(number: u32) -> Vec<u8> {
    let february = if number.is_multiple_of(4) { 29 } else { 28 };
    vec![31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

#[test]
fn table_matches_solar_thirteen_month_and_uneven_years() {
    let solar: Vec<_> = (0..300).map(january_to_december).collect();
    assert_matches_years(&years(&solar));
    let thirteen = (0..300).map(|number| {
        let mut months = vec![30; 12];
        months.push(if number % 4 == 3 { 6 } else { 5 });
        months
    });
    assert_matches_years(&years(&thirteen.collect::<Vec<_>>()));
    let weeks = [28, 28, 35].repeat(4);
    assert_matches_years(&years(&vec![weeks; 200]));
    assert_matches_years(&years(&[vec![1]]));
    assert_matches_years(&years(&vec![vec![1; 13]; 100]));
    assert_matches_years(&years(&vec![vec![255; 13]; 100]));
    assert_matches_years(&years(&[january_to_december(4)]));
}

#[test]
fn table_matches_years_with_one_more_month() {
    let lengths: Vec<Vec<u8>> = (0..190_u32)
        .map(|number| {
            let months = if (7 * number + 1) % 19 < 7 { 13 } else { 12 };
            (0..months).map(|month| 29 + month % 2).collect()
        })
        .collect();
    let plain = years(&lengths);
    assert_matches_years(&plain);
    let leap = plain
        .iter()
        .zip((2..=13).cycle())
        .map(|(year, ordinal)| year.with_leap_month((year.months() == 13).then_some(ordinal)));
    let leap: Vec<Year> = leap.collect();
    assert_matches_years(&leap);
    // A single leap year, and a leap year with as many months as the common year.
    let one = year(1000, &[30; 13]).with_leap_month(Some(6));
    assert_matches_years(&[one]);
    let mut same = years(&vec![vec![30; 12]; 2]);
    same[0] = same[0].with_leap_month(Some(12));
    assert_matches_years(&same);
}

#[test]
fn empty_and_too_long_spans_are_errors() {
    let limit = TableError::Span { limit: 5_000 };
    let some = |_| Ok(year(0, &[30]));
    #[expect(clippy::reversed_empty_ranges, reason = "the test needs an empty span")]
    let empty = YearTable::new(1..=0, some);
    assert_eq!(empty.err(), Some(limit));
    assert_eq!(YearTable::new(0..=5_000, some).err(), Some(limit));
    assert_eq!(YearTable::new(i32::MIN..=i32::MAX, some).err(), Some(limit));
    // More days than the bits of a row can hold.
    let long: Vec<Vec<u8>> = vec![vec![255; 13]; 5_000];
    assert_eq!(table(&years(&long)).err(), Some(limit));
}

#[test]
fn years_that_do_not_fit_are_errors() {
    let mut common = years(&vec![january_to_december(1); 30]);
    common[20] = year(common[20].first() + 1, &january_to_december(1));
    assert_eq!(table(&common).err(), Some(TableError::Days { year: 21 }));
    let mut lengths = vec![vec![30; 10]; 30];
    lengths[5] = vec![25; 12];
    let two_more = table(&years(&lengths)).err();
    assert_eq!(two_more, Some(TableError::Months { year: 6 }));
    let mut leap = years(&vec![vec![30; 12]; 3]);
    leap[1] = leap[1].with_leap_month(Some(13));
    assert_eq!(table(&leap).err(), Some(TableError::Months { year: 2 }));
    // Month 6 begins ten days later than in the other years.
    let mut lengths = vec![vec![30; 12]; 30];
    lengths[7][4] = 40;
    lengths[7][5] = 20;
    let uneven = table(&years(&lengths)).err();
    assert!(
        matches!(uneven, Some(TableError::Uneven { .. })),
        "{uneven:?}"
    );
    // The years of the second half are twice as long.
    let mut lengths = vec![vec![30; 4]; 40];
    lengths.extend(vec![vec![60; 4]; 40]);
    let uneven = table(&years(&lengths)).err();
    assert!(
        matches!(uneven, Some(TableError::Uneven { .. })),
        "{uneven:?}"
    );
    let none = YearTable::new(1..=3, |number| Ok(year(1000 + i64::from(number), &[])));
    assert_eq!(none.err(), Some(TableError::Days { year: 1 }));
}

#[test]
fn a_row_has_eight_bytes() {
    let table = table(&years(&vec![january_to_december(1); 800])).unwrap();
    assert_eq!(table.size(), 801 * 8);
}

#[test]
fn table_may_end_with_the_last_year_of_an_i32() {
    let years = years(&[vec![30, 29], vec![30, 30]]);
    let mut each = years.iter();
    let table = YearTable::new(i32::MAX - 1..=i32::MAX, |_| Ok(*each.next().unwrap())).unwrap();
    let last = JulianDay::new(years[1].end() - 1);
    assert_eq!(table.date(last), Some(YearMonthDay::new(i32::MAX, 2, 30)));
    assert_eq!(table.day(YearMonthDay::new(i32::MAX, 2, 30)), Some(last));
}
