//! Calendars with a year table: what the table answers, and what the backend does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use calendar_registry::calendars::Gregorian;
use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, Properties, SliceError, YearMonthDay,
};

fn ymd(year: i32, month: u8, day: u8) -> YearMonthDay {
    YearMonthDay::new(year, month, day)
}

/// Gregorian with a year table from 2000 to 2009. It counts its calls.
struct Counting {
    months: Arc<AtomicUsize>,
    slices: Arc<AtomicUsize>,
}

impl Backend for Counting {
    fn names(&self) -> Vec<&str> {
        vec!["counting"]
    }
    fn properties(&self) -> Properties {
        Gregorian.properties()
    }
    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        Gregorian.julian_day(date)
    }
    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Gregorian.date(day)
    }
    fn is_leap_year(&self, year: i32) -> bool {
        Gregorian.is_leap_year(year)
    }
    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        self.months.fetch_add(1, Ordering::Relaxed);
        Gregorian.days_in_month(year, month)
    }
    fn table_span(&self) -> Option<std::ops::RangeInclusive<i32>> {
        Some(2000..=2009)
    }
    fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        self.slices.fetch_add(1, Ordering::Relaxed);
        Gregorian.dates(days, dates)
    }
    fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        self.slices.fetch_add(1, Ordering::Relaxed);
        Gregorian.julian_days(dates, days)
    }
}

#[test]
fn days_in_month_comes_from_the_year_table() {
    let months = Arc::new(AtomicUsize::new(0));
    let calendar = Calendar::from(Counting {
        months: Arc::clone(&months),
        slices: Arc::default(),
    });
    let calls = months.load(Ordering::Relaxed);
    assert_eq!(calendar.days_in_month(2004, 2), Ok(29));
    assert_eq!(months.load(Ordering::Relaxed), calls);
    assert_eq!(calendar.days_in_month(2012, 2), Ok(29));
    assert_eq!(months.load(Ordering::Relaxed), calls + 1);
}

#[test]
fn slices_outside_the_year_table_go_to_the_backend_run_by_run() {
    let slices = Arc::new(AtomicUsize::new(0));
    let calendar = Calendar::from(Counting {
        months: Arc::default(),
        slices: Arc::clone(&slices),
    });
    let first = Gregorian.julian_day(ymd(1999, 12, 1)).unwrap().number();
    let last = Gregorian.julian_day(ymd(2010, 1, 31)).unwrap().number();
    let days: Vec<JulianDay> = (first..=last).map(JulianDay::new).collect();
    let mut dates = vec![ymd(0, 0, 0); days.len()];
    calendar.dates(&days, &mut dates).unwrap();
    let mut expected = dates.clone();
    Gregorian.dates(&days, &mut expected).unwrap();
    assert_eq!(dates, expected);
    // A run before the table, and one after it.
    assert_eq!(slices.load(Ordering::Relaxed), 2);
    let mut back = vec![JulianDay::MIN; days.len()];
    calendar.julian_days(&dates, &mut back).unwrap();
    assert_eq!(back, days);
    assert_eq!(slices.load(Ordering::Relaxed), 4);
    // The index of an error counts from the start of the slice.
    for wrong in [0, 20, 31, 1000, dates.len() - 1] {
        let mut dates = dates.clone();
        dates[wrong].day = 0;
        let error = calendar.julian_days(&dates, &mut back).unwrap_err();
        assert!(
            matches!(error, SliceError::Item { index, .. } if index == wrong),
            "{error}"
        );
    }
}
