use calendar_registry::calendars::defined::{CutOver, DefineError, MonthTable, YearOffset};
use calendar_registry::calendars::{
    Chinese, Coptic, Gregorian, Hebrew, IslamicCivil, Iso, Japanese, Julian, Milankovic, UmmAlQura,
};
use calendar_registry::{
    Backend, BackendExt, Calendar, Date, DateError, IntoBackend, JulianDay, Locale, Registry,
    SliceError, Style, YearMonthDay,
};
use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Gregorian as IcuGregorian, Julian as IcuJulian};
use icu_calendar::types::RataDie;

use super::{conforms, named};
use crate::common::csv;

#[path = "../../../examples/cut_over.rs"]
#[expect(dead_code, reason = "the example's own output")]
mod by_hand;

fn ymd(year: i32, month: u8, day: u8) -> YearMonthDay {
    YearMonthDay::new(year, month, day)
}

fn day_of(calendar: &dyn Backend, year: i32, month: u8, day: u8) -> JulianDay {
    calendar.julian_day(ymd(year, month, day)).unwrap()
}

/// Julian until the first Gregorian day.
fn gregorian_since(first_day: JulianDay) -> CutOver {
    CutOver::new(named("a"), Julian, first_day, Gregorian).unwrap()
}

/// The first Gregorian dates of Italy, Denmark, Britain, Alaska, Bulgaria, Russia, Greece, Turkey.
const FIRST_GREGORIAN: [(i32, u8, u8); 8] = [
    (1582, 10, 15),
    (1700, 3, 1),
    (1752, 9, 14),
    (1867, 10, 18),
    (1916, 4, 14),
    (1918, 2, 14),
    (1923, 3, 1),
    (1917, 3, 1),
];

/// Sweden: a day ahead of Julian from 1 March 1700 to 30 February 1712, Gregorian from 1753.
fn sweden() -> CutOver {
    let years = (1700..=1712).map(|year| {
        let february = match year {
            1704 | 1708 => 29,
            1712 => 30,
            _ => 28,
        };
        [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    });
    // 1 March 1700 was 29 February in the Julian calendar: 59 days after 1 January.
    let first = day_of(&Julian, 1700, 2, 29).number() - 59;
    let own = MonthTable::new(named("swedish"), 1700, JulianDay::new(first), years).unwrap();
    let changes = [
        (day_of(&own, 1700, 3, 1), own.into_backend()),
        (day_of(&Julian, 1712, 3, 1), Julian.into_backend()),
        (day_of(&Gregorian, 1753, 3, 1), Gregorian.into_backend()),
    ];
    CutOver::with_changes(named("Sweden"), Julian, changes).unwrap()
}

/// Japan: lunisolar until the second day of the twelfth month, then Gregorian from 1873 on.
fn japan() -> CutOver {
    CutOver::new(
        named("Japan"),
        Chinese,
        day_of(&Gregorian, 1873, 1, 1),
        Gregorian,
    )
    .unwrap()
}

#[test]
fn changes_of_countries_conform() {
    for (year, month, day) in FIRST_GREGORIAN {
        conforms(&gregorian_since(day_of(&Gregorian, year, month, day)));
    }
    conforms(&sweden());
}

#[test]
fn change_at_the_end_of_a_year_conforms() {
    let first_day = day_of(&Gregorian, 1583, 1, 1);
    let netherlands = gregorian_since(first_day);
    assert_eq!(netherlands.days_in_month(Some(1582), 12), Ok(21));
    assert_eq!(netherlands.days_in_year(1582), Ok(355));
    assert_eq!(netherlands.date(first_day), Ok(ymd(1583, 1, 1)));
    conforms(&netherlands);
    // The new year begins with a gap: 31 December is followed by 11 January.
    let first_day = JulianDay::new(day_of(&Julian, 1582, 12, 31).number() + 1);
    let late = gregorian_since(first_day);
    assert_eq!(late.date(first_day), Ok(ymd(1583, 1, 11)));
    assert_eq!(
        late.julian_day(ymd(1583, 1, 10)),
        Err(DateError::DayGap {
            day: 10,
            before: 0,
            after: 11
        })
    );
    conforms(&late);
}

#[test]
fn other_calendars_conform() {
    conforms(&japan());
    conforms(&CutOver::new(named("a"), Julian, JulianDay::new(2_423_707), Milankovic).unwrap());
    conforms(&CutOver::new(named("a"), Julian, JulianDay::new(2_405_160), Japanese).unwrap());
    let start = day_of(&UmmAlQura, 1400, 1, 1);
    let before = day_of(&IslamicCivil, 1400, 1, 1);
    assert!(before <= start, "{before} {start}");
    let observed = CutOver::new(named("a"), IslamicCivil, start, UmmAlQura).unwrap();
    conforms(&observed);
    let unchanged = CutOver::new(named("a"), Hebrew, JulianDay::new(2_400_000), Hebrew).unwrap();
    conforms(&unchanged);
    let within = CutOver::new(named("a"), Chinese, JulianDay::new(2_461_000), Chinese).unwrap();
    conforms(&within);
    let table = MonthTable::new(named("b"), 1, JulianDay::new(0), vec![vec![30; 12]; 9]).unwrap();
    conforms(&CutOver::new(named("a"), table.clone(), JulianDay::new(1_000), table).unwrap());
}

#[test]
fn dates_are_those_of_the_jdk() {
    let mut calendars: Vec<(i64, CutOver)> = Vec::new();
    let rows = csv::for_each_row("jdk/cut_over.csv", ',', |row| {
        let change: i64 = row.get(0);
        if calendars.last().is_none_or(|(last, _)| *last != change) {
            calendars.push((change, gregorian_since(JulianDay::new(change))));
        }
        let calendar = &calendars.last().unwrap().1;
        let (day, date) = (row.day(1).unwrap(), row.date(2).unwrap());
        assert_eq!(calendar.date(day), Ok(date), "{}", row.line);
        assert_eq!(calendar.julian_day(date), Ok(day), "{}", row.line);
        assert_eq!(calendar.day_of_year(date), Ok(row.get(5)), "{}", row.line);
        // In the year of the change, the JDK answers for the calendar of February.
        if calendar.date(JulianDay::new(change)).unwrap().year != date.year {
            assert_eq!(
                calendar.is_leap_year(date.year),
                row.flag(6),
                "{}",
                row.line
            );
        }
    });
    assert!(rows > 2_500 && calendars.len() == 12, "{rows}");
}

#[test]
fn dates_are_those_of_icu4x_on_both_sides() {
    for (year, month, day) in FIRST_GREGORIAN {
        let first_day = day_of(&Gregorian, year, month, day);
        let calendar = gregorian_since(first_day);
        let around = first_day.number() - 400..first_day.number() + 400;
        for day in around.chain((1_000_000..3_000_000).step_by(997)) {
            let rata_die = RataDie::new(day - 1_721_425);
            let expected = if day < first_day.number() {
                let date = IcuDate::from_rata_die(rata_die, IcuJulian);
                (
                    date.year().extended_year(),
                    date.month().ordinal,
                    date.day_of_month().0,
                )
            } else {
                let date = IcuDate::from_rata_die(rata_die, IcuGregorian);
                (
                    date.year().extended_year(),
                    date.month().ordinal,
                    date.day_of_month().0,
                )
            };
            let date = calendar.date(JulianDay::new(day)).unwrap();
            let extended = date.year + i32::from(date.year < 0);
            assert_eq!((extended, date.month, date.day), expected);
        }
    }
}

#[test]
fn change_written_by_hand_is_equal() {
    let hand = by_hand::CutOver::new("Britain", ymd(1752, 9, 2)).unwrap();
    let calendar = gregorian_since(day_of(&Gregorian, 1752, 9, 14));
    for year in 1740..1760 {
        for month in 0..=13 {
            let length = hand.days_in_month(Some(year), month);
            assert_eq!(calendar.days_in_month(Some(year), month), length);
            let last = hand.last_day_of_month(year, month);
            assert_eq!(calendar.last_day_of_month(year, month), last);
            for day in 0..=32 {
                let date = ymd(year, month, day);
                assert_eq!(calendar.julian_day(date), hand.julian_day(date), "{date}");
            }
        }
    }
}

#[test]
fn sweden_had_a_30_february() {
    let sweden = sweden();
    let leap_day = day_of(&Gregorian, 1712, 3, 11);
    assert_eq!(sweden.date(leap_day), Ok(ymd(1712, 2, 30)));
    assert_eq!(sweden.days_in_year(1712), Ok(367));
    let error = DateError::Day { day: 29, last: 28 };
    assert_eq!(sweden.julian_day(ymd(1700, 2, 29)), Err(error));
    assert_eq!(sweden.days_in_year(1700), Ok(365));
    assert_eq!(sweden.days_in_month(Some(1753), 2), Ok(17));
    assert!(sweden.is_leap_year(1712) && sweden.is_leap_year(1704) && !sweden.is_leap_year(1753));
    // A day ahead of the Julian calendar, ten days behind the Gregorian one.
    let day = sweden.julian_day(ymd(1705, 6, 15)).unwrap();
    assert_eq!(Julian.date(day), Ok(ymd(1705, 6, 14)));
    assert_eq!(Gregorian.date(day), Ok(ymd(1705, 6, 25)));
}

#[test]
fn calendars_with_other_months_keep_their_own() {
    let japan = japan();
    assert_eq!(japan.months_in_year(1872), Ok(12));
    let eve = JulianDay::new(day_of(&Gregorian, 1873, 1, 1).number() - 1);
    assert_eq!(japan.date(eve), Ok(ymd(1872, 12, 2)));
    assert_eq!(japan.days_in_month(Some(1872), 12), Ok(2));
    assert_eq!(japan.leap_month(1870), Chinese.leap_month(1870));
    assert!(japan.leap_month(1870).unwrap().is_some());
    assert_eq!(japan.leap_month(1876), Ok(None));
    assert_eq!(japan.add_months(ymd(1872, 11, 1), 3), Ok(ymd(1873, 2, 1)));
    // Leap months have names before the change.
    let calendar = Registry::new().register(japan.clone()).unwrap();
    let formatter = calendar
        .formatter(Locale::new("en").unwrap(), Style::Long)
        .unwrap();
    let month = japan.leap_month(1870).unwrap().unwrap();
    let date = Date::new(&calendar, ymd(1870, month, 1)).unwrap();
    assert!(!formatter.format(&date).unwrap().to_string().is_empty());
    let eras: Vec<&str> = japan.eras().iter().map(|era| era.code()).collect();
    assert_eq!(eras, ["ce", "bce"]);
}

#[test]
fn range_is_bounded_where_months_are_counted_year_by_year() {
    let japan = japan();
    let error = DateError::Year {
        first: -8128,
        last: 11_873,
    };
    assert_eq!(japan.months_in_year(11_874), Err(error));
    assert_eq!(japan.julian_day(ymd(11_874, 1, 1)), Err(error));
    assert!(japan.julian_day(ymd(11_873, 12, 31)).is_ok());
    assert!(japan.add_months(ymd(2000, 1, 1), i64::MAX).is_err());
    let calendar = Calendar::from(japan);
    assert!(calendar.add_months(ymd(2000, 1, 1), 1 << 40).is_err());
}

#[test]
fn day_of_another_count_is_between_the_years() {
    // Coptic years end in August or September: the change ends a year early.
    let coptic = YearOffset::new(named("b"), Coptic, 284).unwrap();
    let first_day = day_of(&Iso, 2000, 1, 1);
    let eve = coptic.date(JulianDay::new(first_day.number() - 1)).unwrap();
    assert_eq!((eve.year, eve.month), (2000, 4));
    let error = CutOver::new(named("a"), coptic, first_day, Iso).unwrap_err();
    assert_eq!(
        error.to_string(),
        "changes[0]: 2000-01-01 would follow 2000-04-21, and dates would occur twice"
    );
    let coptic = YearOffset::new(named("b"), Coptic, 283).unwrap();
    let early = CutOver::new(named("a"), coptic, first_day, Iso).unwrap();
    assert_eq!(early.months_in_year(1999), Ok(4));
    assert_eq!(early.properties().months, (4, 13));
    conforms(&early);
}

#[test]
fn conversions_of_slices_have_the_errors_of_this_calendar() {
    let calendar = gregorian_since(day_of(&Gregorian, 1752, 9, 14));
    let days = [2_400_000, 2_461_367, i64::MAX].map(JulianDay::new);
    let mut dates = [ymd(0, 0, 0); 3];
    let error = calendar.date(days[2]).unwrap_err();
    let item = SliceError::Item { index: 2, error };
    assert_eq!(calendar.dates(&days, &mut dates), Err(item));
    assert_eq!(Ok(dates[1]), Gregorian.date(days[1]));
    let dates = [ymd(1800, 1, 1), ymd(1800, 2, 29)];
    let mut days = [JulianDay::new(0); 2];
    let error = DateError::Day { day: 29, last: 28 };
    let item = SliceError::Item { index: 1, error };
    assert_eq!(calendar.julian_days(&dates, &mut days), Err(item));
    assert_eq!(days[0], day_of(&Gregorian, 1800, 1, 1));
}

#[test]
fn registered_change_answers_as_the_backend() {
    let calendar: Calendar = Registry::new().register(sweden()).unwrap();
    assert_eq!(calendar.add_days(ymd(1712, 2, 30), 1), Ok(ymd(1712, 3, 1)));
    assert_eq!(
        calendar.add_years(ymd(1712, 2, 30), 4),
        Ok(ymd(1716, 2, 29))
    );
}

fn rejected(result: Result<CutOver, DefineError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn impossible_changes_are_rejected() {
    let (day, later) = (JulianDay::new(2_361_222), JulianDay::new(2_400_000));
    let two = |first: &dyn IntoArc, day, second: &dyn IntoArc| {
        rejected(CutOver::with_changes(
            named("a"),
            first.arc(),
            [(day, second.arc())],
        ))
    };
    let none = CutOver::with_changes(named("a"), Julian, []);
    assert_eq!(rejected(none), "changes: at least one is needed");
    let unordered = [
        (later, Gregorian.into_backend()),
        (later, Milankovic.into_backend()),
    ];
    let unordered = CutOver::with_changes(named("a"), Julian, unordered);
    assert_eq!(
        rejected(unordered),
        "changes[1]: it does not come after the one before it"
    );
    let many = (0..101).map(|index| (JulianDay::new(2_361_222 + index), Gregorian.into_backend()));
    let many = CutOver::with_changes(named("a"), Julian, many);
    assert_eq!(rejected(many), "changes: 101 items, 1 to 100 are needed");

    // Backwards, and more than a month ahead.
    assert!(two(&Gregorian, day, &Julian).ends_with("and dates would occur twice"));
    let far = day_of(&Gregorian, 4_950, 3, 5);
    assert!(two(&Julian, far, &Gregorian).ends_with("and a month would have no days"));
    // A year 0 in one of the two.
    let with_zero = YearOffset::new(named("b"), Julian, -1).unwrap();
    let zero = two(&Julian, JulianDay::new(1_700_000), &with_zero);
    assert!(
        zero.ends_with("has a year 0, and the other has not"),
        "{zero}"
    );
    // Leap years of 355 days before common years of 365.
    let lunar = [29, 30, 29].map(|first| [first, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30]);
    let lunar = MonthTable::new(named("b"), 1, JulianDay::new(0), lunar).unwrap();
    let solar = [28, 28, 29].map(|february| [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    let start = JulianDay::new(1063);
    let solar = MonthTable::new(named("c"), 4, start, solar).unwrap();
    assert!(two(&lunar, start, &solar).ends_with("common years of another"));
    // A calendar that has no date there.
    let table = MonthTable::new(named("b"), 1, JulianDay::new(0), [[30; 12]]).unwrap();
    assert!(two(&table, day, &Gregorian).starts_with("changes[0]: "));
    assert!(two(&Gregorian, day, &table).starts_with("changes[0]: "));
}

/// A backend behind a reference, as an `Arc`.
trait IntoArc {
    fn arc(&self) -> std::sync::Arc<dyn Backend>;
}

impl<B: Backend + Clone> IntoArc for B {
    fn arc(&self) -> std::sync::Arc<dyn Backend> {
        std::sync::Arc::new(self.clone())
    }
}
