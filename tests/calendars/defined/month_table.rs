use calendar_registry::calendars::defined::{DefineError, MonthTable, TableYear};
use calendar_registry::calendars::{
    Chinese, Gregorian, Hebrew, IslamicCivil, Iso, Jalali, UmmAlQura,
};
use calendar_registry::{Backend, BackendExt, DateError, JulianDay, Registry, YearMonthDay};

use super::{conforms, named};

/// Reads the years of a calendar.
fn years_of(calendar: &dyn Backend, years: impl Iterator<Item = i32>) -> Vec<TableYear> {
    years
        .map(|year| {
            let months = 1..=calendar.months_in_year(year).unwrap();
            let lengths = months.map(|month| calendar.days_in_month(Some(year), month).unwrap());
            let table = TableYear::new(lengths.collect::<Vec<u8>>());
            match calendar.leap_month(year).unwrap() {
                Some(ordinal) => table.leap_month(ordinal),
                None => table,
            }
        })
        .collect()
}

fn first_day(calendar: &dyn Backend, year: i32) -> JulianDay {
    calendar.julian_day(YearMonthDay::new(year, 1, 1)).unwrap()
}

/// Returns a table of these years of a calendar, which has them again.
fn table_of(calendar: impl Backend, first: i32, last: i32) -> MonthTable {
    let years = years_of(&calendar, first..=last);
    MonthTable::new(named("a"), first, first_day(&calendar, first), years).unwrap()
}

/// Compares each day of these years, and the facts of each month.
fn equal(one: &dyn Backend, other: &dyn Backend, first: i32, last: i32) {
    for year in (first..=last).filter(|year| *year != 0 || other.properties().year_zero) {
        assert_eq!(one.is_leap_year(year), other.is_leap_year(year), "{year}");
        assert_eq!(one.leap_month(year), other.leap_month(year));
        let months = other.months_in_year(year);
        assert_eq!(one.months_in_year(year), months);
        for month in 1..=months.unwrap() {
            let length = other.days_in_month(Some(year), month);
            assert_eq!(one.days_in_month(Some(year), month), length);
            for day in 1..=length.unwrap() {
                let date = YearMonthDay::new(year, month, day);
                let day = other.julian_day(date);
                assert_eq!(one.julian_day(date), day, "{date}");
                assert_eq!(one.date(day.unwrap()), Ok(date));
            }
        }
    }
}

#[test]
fn table_of_umm_al_qura_is_umm_al_qura() {
    let table = table_of(UmmAlQura, 1300, 1600);
    equal(&table, &UmmAlQura, 1300, 1600);
    assert!(table.properties().is_lunar());
    conforms(&table);
}

#[test]
fn table_beside_its_own_calendar_changes_nothing() {
    let years = years_of(&UmmAlQura, 1400..=1450);
    let first = first_day(&UmmAlQura, 1400);
    let table = MonthTable::with_otherwise(named("a"), 1400, first, years, UmmAlQura).unwrap();
    equal(&table, &UmmAlQura, 1290, 1610);
    assert_eq!(table.authoritative_years(), Some(1400..=1450));
    conforms(&table);

    let years = years_of(&Hebrew, 5700..=5800);
    let first = first_day(&Hebrew, 5700);
    let table = MonthTable::with_otherwise(named("a"), 5700, first, years, Hebrew).unwrap();
    equal(&table, &Hebrew, 5600, 5900);
    assert_eq!(table.properties(), Hebrew.properties());
    conforms(&table);

    let years = years_of(&Chinese, 2000..=2010);
    let first = first_day(&Chinese, 2000);
    let table = MonthTable::with_otherwise(named("a"), 2000, first, years, Chinese).unwrap();
    assert_eq!(table.properties(), Chinese.properties());
    conforms(&table);
}

#[test]
fn years_around_a_missing_year_0_are_consecutive() {
    let numbers = (-3..=3).filter(|year| *year != 0);
    let years = years_of(&Gregorian, numbers);
    let first = first_day(&Gregorian, -3);
    let table = MonthTable::with_otherwise(named("a"), -3, first, years, Gregorian).unwrap();
    equal(&table, &Gregorian, -10, 10);
    assert_eq!(table.months_in_year(0), Err(DateError::YearZero));
    assert_eq!(
        table.julian_day(YearMonthDay::new(0, 1, 1)),
        Err(DateError::YearZero)
    );
    conforms(&table);

    let error = MonthTable::with_otherwise(named("a"), 0, first, [[31; 12]], Gregorian);
    assert_eq!(
        error.unwrap_err().to_string(),
        format!("first_year: {}", DateError::YearZero)
    );
}

#[test]
fn tables_alone_conform() {
    conforms(&table_of(Iso, -5, 5));
    conforms(&table_of(Jalali, 1300, 1500));
    conforms(&table_of(Hebrew, 5780, 5800).leap_months_lead());
    conforms(&table_of(Chinese, 1900, 2100));
    conforms(&table_of(Iso, 2024, 2024));
    conforms(&table_of(Iso, i32::MAX - 3, i32::MAX));
    conforms(&table_of(Iso, i32::MIN + 1, i32::MIN + 3));
}

#[test]
fn uneven_tables_conform() {
    let years = vec![vec![1], vec![99, 1, 5], vec![10; 13], vec![30, 3]];
    let table = MonthTable::new(named("a"), -1, JulianDay::new(0), years).unwrap();
    assert_eq!(
        table.date(JulianDay::new(100)),
        Ok(YearMonthDay::new(0, 2, 1))
    );
    conforms(&table);
}

#[test]
fn days_and_years_outside_a_table_alone_are_errors_with_its_range() {
    let table = table_of(UmmAlQura, 1440, 1450);
    let year = DateError::Year {
        first: 1440,
        last: 1450,
    };
    assert_eq!(table.julian_day(YearMonthDay::new(1451, 1, 1)), Err(year));
    assert_eq!(table.leap_month(1439), Err(year));
    let first = first_day(&UmmAlQura, 1440);
    let last = JulianDay::new(first_day(&UmmAlQura, 1451).number() - 1);
    let day = JulianDay::new(last.number() + 1);
    assert_eq!(
        table.date(day),
        Err(DateError::JulianDay { day, first, last })
    );
}

#[test]
fn table_is_registered_and_adds_months() {
    let calendar = Registry::new()
        .register(table_of(UmmAlQura, 1440, 1450))
        .unwrap();
    let ramadan = YearMonthDay::new(1447, 9, 30);
    assert_eq!(
        calendar.add_months(ramadan, 5),
        UmmAlQura.add_months(ramadan, 5)
    );
    assert!(calendar.add_months(ramadan, 100).is_err());
}

fn rejected(result: Result<MonthTable, DefineError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn wrong_tables_are_rejected() {
    let day = JulianDay::new(2_460_000);
    let table = |years: Vec<TableYear>| rejected(MonthTable::new(named("a"), 1, day, years));
    let year = |lengths: Vec<u8>| TableYear::new(lengths);
    assert_eq!(table(vec![]), "years: at least one is needed");
    assert_eq!(
        table(vec![year(vec![30]), year(vec![])]),
        "years[1]: at least one is needed"
    );
    assert_eq!(
        table(vec![year(vec![30; 14])]),
        "years[0]: 14 items, 1 to 13 are needed"
    );
    assert_eq!(
        table(vec![year(vec![30, 100])]),
        "years[0][1]: 100 is not between 1 and 99"
    );
    let leap = year(vec![30; 13]).leap_month(14);
    assert_eq!(
        table(vec![leap]),
        "years[0].leap_month: 14 is not between 2 and 13"
    );
    let leap = year(vec![30; 13]).leap_month(1);
    assert_eq!(
        table(vec![leap]),
        "years[0].leap_month: 1 is not between 2 and 13"
    );
    let many = table(vec![year(vec![30]); 5_001]);
    assert_eq!(many, "years: 5001 items, 1 to 5000 are needed");
    let long_common = vec![year(vec![40; 12]), year(vec![29; 13]).leap_month(5)];
    let reason = "years: a year without a leap month is as long as one with a leap month";
    assert_eq!(table(long_common), reason);
    let late = MonthTable::new(named("a"), i32::MAX, day, [[30], [30]]);
    assert_eq!(
        rejected(late),
        "years: 2147483648 is not between -2147483648 and 2147483647"
    );
    let far = MonthTable::new(named("a"), 1, JulianDay::MAX, [[30]]);
    assert!(rejected(far).starts_with("first_day: 9223372036854775807 is not between"));
}

#[test]
fn table_that_does_not_join_its_calendar_is_rejected() {
    let start = first_day(&IslamicCivil, 1446).number();
    let year = [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29];
    let beside = |first_day: i64, year: [u8; 12]| {
        let first_day = JulianDay::new(first_day);
        MonthTable::with_otherwise(named("a"), 1446, first_day, [year], IslamicCivil)
    };
    assert!(beside(start, year).is_ok());
    let late = "otherwise: its year 1445 ends 1 days before the table does";
    assert_eq!(rejected(beside(start + 1, year)), late);
    let mut longer = year;
    longer[11] = 30;
    let early = "otherwise: its year 1447 begins 1 days before the table does";
    assert_eq!(rejected(beside(start, longer)), early);

    let leap = TableYear::from(year).leap_month(2);
    let first_day = JulianDay::new(start);
    let leap = MonthTable::with_otherwise(named("a"), 1446, first_day, [leap], IslamicCivil);
    assert!(rejected(leap).starts_with("years[0].leap_month: "));

    let apart = table_of(UmmAlQura, 1300, 1310);
    let first_day = JulianDay::new(start);
    let apart = MonthTable::with_otherwise(named("a"), 1446, first_day, [year], apart);
    assert_eq!(
        rejected(apart),
        "otherwise: it has no year next to the table"
    );
}

#[test]
fn table_extends_a_calendar_that_ends() {
    let published = table_of(UmmAlQura, 1400, 1446);
    let years = years_of(&UmmAlQura, 1447..=1448);
    let first = first_day(&UmmAlQura, 1447);
    let longer = MonthTable::with_otherwise(named("b"), 1447, first, years, published).unwrap();
    equal(&longer, &UmmAlQura, 1400, 1448);
    assert_eq!(
        longer.months_in_year(1449),
        Err(DateError::Year {
            first: 1400,
            last: 1448
        })
    );
    conforms(&longer);
}
