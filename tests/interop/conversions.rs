//! Conversions to and from the days of other crates, up to the ends of their ranges.

use std::fmt::Debug;

use calendar_registry::calendars::Gregorian;
use calendar_registry::{Backend, Date, DateError, JulianDay, Registry, Weekday, YearMonthDay};
use chrono_0_4::Datelike;
use icu_calendar::cal::{Coptic, Hebrew, Indian, Persian};
use icu_calendar::{AsCalendar, Iso};

const TODAY: JulianDay = JulianDay(2_461_367);

/// Returns each day near today, and days at growing distances.
fn days() -> impl Iterator<Item = JulianDay> {
    let near = TODAY.0 - 800..TODAY.0 + 800;
    let far = (0..62).flat_map(|shift| [TODAY.0 + (1 << shift), TODAY.0 - (1 << shift)]);
    near.chain(far).map(JulianDay)
}

/// Compares all days in both directions. Outside the range the error has the first and the last day that
/// convert.
fn both_ways<T>(year_month_day: impl Fn(&T) -> (i64, u8, u8))
where
    T: TryFrom<JulianDay, Error = DateError> + Into<JulianDay> + Debug + Clone,
{
    let Err(DateError::JulianDay { day, first, last }) = T::try_from(JulianDay::MAX) else {
        panic!("the last day of all converts");
    };
    assert_eq!(day, JulianDay::MAX);
    for end in [first, last] {
        assert_eq!(T::try_from(end).unwrap().into(), end);
    }
    for (day, inside) in [
        (JulianDay(first.0 - 1), false),
        (JulianDay(last.0 + 1), false),
        (JulianDay::MIN, false),
    ]
    .into_iter()
    .chain(days().map(|day| (day, first <= day && day <= last)))
    {
        match T::try_from(day) {
            Ok(date) => {
                assert!(inside, "{day} {date:?}");
                assert_eq!(date.clone().into(), day);
                let iso = Gregorian.date(day).unwrap();
                let year = i64::from(iso.year) + i64::from(iso.year < 0);
                assert_eq!(year_month_day(&date), (year, iso.month, iso.day));
            }
            Err(error) => {
                assert!(!inside, "{day}");
                assert_eq!(error, DateError::JulianDay { day, first, last });
            }
        }
    }
}

#[test]
fn jiff_dates_convert_both_ways() {
    use jiff::civil;
    both_ways::<civil::Date>(|date| {
        (
            date.year().into(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    });
    for day in days().take(7) {
        let weekday = civil::Date::try_from(day).unwrap().weekday();
        assert_eq!(Weekday::from(weekday), day.weekday());
        assert_eq!(civil::Weekday::from(day.weekday()), weekday);
    }
}

#[test]
fn chrono_dates_convert_both_ways() {
    use chrono_0_4::NaiveDate;
    both_ways::<NaiveDate>(|date| {
        let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
        (date.year().into(), month.unwrap(), day.unwrap())
    });
    for day in days().take(7) {
        let weekday = NaiveDate::try_from(day).unwrap().weekday();
        assert_eq!(Weekday::from(weekday), day.weekday());
        assert_eq!(chrono_0_4::Weekday::from(day.weekday()), weekday);
    }
}

#[test]
fn time_dates_convert_both_ways() {
    both_ways::<time_0_3::Date>(|date| (date.year().into(), date.month().into(), date.day()));
    for day in days().take(7) {
        let weekday = time_0_3::Date::try_from(day).unwrap().weekday();
        assert_eq!(Weekday::from(weekday), day.weekday());
        assert_eq!(time_0_3::Weekday::from(day.weekday()), weekday);
    }
}

#[test]
fn icu_dates_convert_both_ways() {
    use icu_calendar::Date;
    both_ways::<Date<Iso>>(|date| {
        let month = date.month().ordinal;
        (
            date.year().extended_year().into(),
            month,
            date.day_of_month().0,
        )
    });
    for day in days().take(7) {
        let weekday = Date::<Iso>::try_from(day).unwrap().weekday();
        assert_eq!(Weekday::from(weekday), day.weekday());
        assert_eq!(icu_calendar::types::Weekday::from(day.weekday()), weekday);
    }
}

/// A typed date falls on the day that ICU4X computes.
#[test]
fn typed_icu_dates_convert_by_their_day() {
    fn check<A: AsCalendar + Copy>(calendar: A) {
        for day in days() {
            let Ok(iso) = day.to_icu(Iso) else {
                assert!(day.to_icu(calendar).is_err());
                continue;
            };
            let date = day.to_icu(calendar).unwrap();
            assert!(date.to_calendar(Iso) == iso);
            assert_eq!(JulianDay::from(date), day);
        }
    }
    check(Hebrew);
    check(Coptic);
    check(Persian);
    check(Indian);
    let hebrew = icu_calendar::Date::<Hebrew>::try_from(TODAY).unwrap();
    let year = hebrew.year().extended_year();
    assert_eq!(
        (year, hebrew.month().ordinal, hebrew.day_of_month().0),
        (5787, 3, 12)
    );
}

#[test]
fn date_converts_by_its_day() {
    let registry = Registry::with_builtins();
    let jalali = registry.resolve("jalali").unwrap();
    let date = Date::new(&jalali, YearMonthDay::new(1405, 9, 1)).unwrap();
    assert_eq!(JulianDay::from(&date), TODAY);
    let civil = jiff::civil::Date::try_from(&date).unwrap();
    assert_eq!(civil, jiff::civil::date(2026, 11, 22));
    let naive = chrono_0_4::NaiveDate::try_from(&date).unwrap();
    assert_eq!(naive.to_string(), "2026-11-22");
    let time = time_0_3::Date::try_from(&date).unwrap();
    assert_eq!(JulianDay::from(time), TODAY);
    let icu = icu_calendar::Date::<Iso>::try_from(&date).unwrap();
    assert_eq!(Date::from_julian_day(&jalali, icu.into()).unwrap(), date);
    let far = Date::new(&jalali, YearMonthDay::new(i32::MAX, 1, 1)).unwrap();
    assert!(jiff::civil::Date::try_from(&far).is_err());
    assert!(icu_calendar::Date::<Hebrew>::try_from(&far).is_err());
}
