//! Year tables for backends that ask for one: when they are made, what they answer, and what becomes
//! of a backend of which none can be made.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::error::Error;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use calendar_registry::calendars::{Coptic, Hebrew, IslamicCivil};
use calendar_registry::{
    Backend, ChangeError, DateError, JulianDay, Properties, Registry, TableError, YearMonthDay,
};

/// What is wrong with a calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    None,
    /// A day of the year 1400 is missing.
    Gap,
    /// The last day of the year 1400 is said to be another date than it is.
    Confused,
    /// The year 1400 has fourteen months.
    Months,
    /// It does not know the year 1400.
    Unknown,
    /// Asked for the year 1400, it panics.
    Panic,
}

/// Another calendar, counting how often it is asked for a date or a day.
struct Slow<B> {
    base: B,
    span: RangeInclusive<i32>,
    fault: Fault,
    asked: Arc<AtomicUsize>,
}

impl<B: Backend> Slow<B> {
    fn new(base: B, span: RangeInclusive<i32>) -> Self {
        Slow {
            base,
            span,
            fault: Fault::None,
            asked: Arc::default(),
        }
    }

    fn faulty(base: B, fault: Fault) -> Self {
        Slow {
            fault,
            ..Slow::new(base, 1300..=1500)
        }
    }

    fn strikes(&self, fault: Fault, year: i32) -> bool {
        self.fault == fault && year == 1400
    }
}

impl<B: Backend> Backend for Slow<B> {
    fn names(&self) -> Vec<&str> {
        vec!["slow"]
    }

    fn properties(&self) -> Properties {
        self.base.properties()
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        assert!(!self.strikes(Fault::Panic, date.year), "as it was told");
        if self.strikes(Fault::Unknown, date.year) {
            return Err(DateError::Year {
                first: 1,
                last: 1399,
            });
        }
        let late = i64::from(self.fault == Fault::Gap && date.year > 1400);
        self.base.julian_day(date)?.checked_add(late)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let date = self.base.date(day)?;
        let late = self.fault == Fault::Gap && date.year > 1400;
        if late {
            return self.base.date(day.checked_add(-1)?);
        }
        let confused = self.strikes(Fault::Confused, date.year) && date.month == 12;
        Ok(YearMonthDay {
            day: if confused { 1 } else { date.day },
            ..date
        })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.base.is_leap_year(year)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        if month > 12 && year.is_some_and(|year| self.strikes(Fault::Months, year)) {
            return Ok(1);
        }
        self.base.days_in_month(year, month)
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        if self.strikes(Fault::Months, year) {
            return Ok(14);
        }
        self.base.months_in_year(year)
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        self.base.leap_month(year)
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        Some(self.span.clone())
    }
}

fn agrees<B: Backend + Copy>(base: B, span: RangeInclusive<i32>) {
    let slow = Slow::new(base, span.clone());
    let asked = Arc::clone(&slow.asked);
    let registry = Registry::new();
    let slow: Arc<dyn Backend> = Arc::new(slow);
    let calendar = registry.register(Arc::clone(&slow)).unwrap();
    let (first, last) = span.into_inner();
    let number = |year| {
        base.julian_day(YearMonthDay::new(year, 1, 1))
            .unwrap()
            .number()
    };
    let before = asked.load(Ordering::SeqCst);
    for day in (number(first)..number(last + 1)).step_by(3) {
        let day = JulianDay::new(day);
        let date = base.date(day).unwrap();
        assert_eq!(calendar.date(day), Ok(date));
        assert_eq!(calendar.julian_day(date), Ok(day));
        assert_eq!(calendar.day_of_year(date), base.day_of_year(date));
        assert_eq!(calendar.weekday(date), Ok(day.weekday()));
        assert!(calendar.is_valid(date));
    }
    for year in first..=last {
        assert_eq!(calendar.months_in_year(year), base.months_in_year(year));
        assert_eq!(calendar.days_in_year(year), base.days_in_year(year));
        assert_eq!(calendar.leap_month(year), base.leap_month(year));
        for month in [0, 1, 2, 12, 13, 14, u8::MAX] {
            let length = base.days_in_month(Some(year), month);
            assert_eq!(calendar.days_in_month(year, month), length);
            let date = YearMonthDay::new(year, month, 31);
            assert_eq!(calendar.julian_day(date), base.julian_day(date));
            assert_eq!(calendar.is_valid(date), base.is_valid(date));
        }
    }
    // The table knows all that, and nothing else.
    assert_eq!(asked.load(Ordering::SeqCst), before);
    for day in [number(first) - 1, number(last + 1), i64::MAX] {
        let day = JulianDay::new(day);
        assert_eq!(calendar.date(day), base.date(day));
    }
    assert_eq!(asked.load(Ordering::SeqCst), before + 3);
    for year in [first - 1, last + 1, i32::MIN, i32::MAX] {
        let date = YearMonthDay::new(year, 1, 1);
        assert_eq!(calendar.julian_day(date), base.julian_day(date));
        assert_eq!(calendar.days_in_year(year), base.days_in_year(year));
        assert_eq!(calendar.leap_month(year), base.leap_month(year));
    }
    // What is behind the handle is what was registered.
    assert!(Arc::ptr_eq(calendar.backend(), &slow));
    assert!(calendar.downcast_ref::<Slow<B>>().is_some());
}

#[test]
fn a_table_answers_in_the_place_of_its_backend() {
    agrees(IslamicCivil, 1300..=1500);
    agrees(Coptic, 1500..=1800);
    agrees(Coptic, -50..=50);
    agrees(Hebrew, 6000..=6300);
    agrees(Hebrew, 5000..=5000);
}

/// How it is registered matters to nobody: alone, in the place of another, in an update.
#[test]
fn a_table_is_made_wherever_a_backend_comes_in() {
    let registry = Registry::new();
    let day = JulianDay::new(2_461_367);
    let fresh = || {
        let slow = Slow::new(IslamicCivil, 1300..=1500);
        (Arc::clone(&slow.asked), slow)
    };
    let check = |asked: &AtomicUsize| {
        let before = asked.load(Ordering::SeqCst);
        let date = registry.resolve("slow").unwrap().date(day);
        assert_eq!(date, Ok(YearMonthDay::new(1448, 6, 11)));
        assert_eq!(asked.load(Ordering::SeqCst), before);
    };
    let (asked, slow) = fresh();
    registry.register(slow).unwrap();
    check(&asked);
    let (asked, slow) = fresh();
    registry.replace("slow", slow).unwrap();
    check(&asked);
    let (asked, slow) = fresh();
    registry
        .update(|batch| batch.replace("slow", slow))
        .unwrap();
    check(&asked);
}

#[test]
fn a_backend_without_a_table_is_refused_and_given_back() {
    let unknown = DateError::Year {
        first: 1,
        last: 1399,
    };
    let cases = [
        (Fault::Gap, TableError::Days { year: 1401 }),
        (Fault::Confused, TableError::Days { year: 1400 }),
        (Fault::Months, TableError::Months { year: 1400 }),
        (
            Fault::Unknown,
            TableError::Date {
                year: 1400,
                error: unknown,
            },
        ),
    ];
    for (fault, expected) in cases {
        let registry = Registry::with_builtins();
        let refused = registry
            .register(Slow::faulty(IslamicCivil, fault))
            .unwrap_err();
        let source = refused.reason.source().and_then(|it| it.downcast_ref());
        assert_eq!(source, Some(&expected));
        let ChangeError::YearTable { error } = refused.reason else {
            panic!("{:?}", refused.reason);
        };
        assert_eq!(error, expected, "{fault:?}");
        assert_eq!(refused.backend.names(), ["slow"]);
        let refused = registry.replace("julian", Slow::faulty(IslamicCivil, fault));
        assert!(matches!(
            refused.unwrap_err().reason,
            ChangeError::YearTable { .. }
        ));
        let refused = registry
            .update(|batch| {
                batch.unregister("julian")?;
                batch.register(Slow::faulty(IslamicCivil, fault))
            })
            .unwrap_err();
        assert!(matches!(refused.reason, ChangeError::YearTable { .. }));
        assert_eq!(refused.backends.len(), 1);
        assert_eq!(registry.generation(), 1);
        assert!(registry.resolve("slow").is_err());
        assert!(registry.resolve("julian").is_ok());
    }
}

#[test]
fn a_span_over_a_missing_year_zero_is_refused() {
    let refused = Registry::new().register(Slow::new(IslamicCivil, -3..=3));
    let ChangeError::YearTable { error } = refused.unwrap_err().reason else {
        panic!("not for its table");
    };
    let error = (error, error.to_string());
    let expected = TableError::Date {
        year: 0,
        error: DateError::YearZero,
    };
    assert_eq!(error.0, expected);
    assert!(error.1.starts_with("no table of year 0: "), "{}", error.1);
}

#[test]
fn a_panic_while_a_table_is_made_leaves_the_registry_as_it_was() {
    let registry = Registry::with_builtins();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        registry.register(Slow::faulty(IslamicCivil, Fault::Panic))
    }));
    assert!(panicked.is_err());
    assert_eq!(registry.generation(), 1);
    assert!(registry.resolve("slow").is_err());
    registry
        .register(Slow::faulty(IslamicCivil, Fault::None))
        .unwrap();
    assert!(registry.resolve("slow").is_ok());
}
