//! The conformance suite: built-in calendars pass, and each of many wrong calendars is caught by the law
//! that it breaks.

use std::cell::Cell;
use std::ops::RangeInclusive;

use calendar_registry::calendars::Gregorian;
use calendar_registry::conformance::{self, Call, Check, Law, Violation};
use calendar_registry::{Backend, DateError, Era, JulianDay, Properties, SliceError, YearMonthDay};

use crate::common::plain::Plain;
use crate::laws;

/// Checks a calendar and, unless it is slow, the default methods of the trait with the same calendar.
pub(crate) fn passes(calendar: &dyn Backend) {
    check(calendar);
    if !laws::is_slow(calendar) {
        check(&Plain::like(calendar));
    }
}

fn check(calendar: &dyn Backend) {
    let report = conformance::check(calendar).unwrap_or_else(|violation| panic!("{violation}"));
    assert!(report.days > 3_000 && report.years > 1_000, "{report:?}");
}

#[test]
fn every_run_checks_the_same_days() {
    let report = |check: Check| check.run(&Gregorian).unwrap();
    assert_eq!(report(Check::new()), report(Check::default()));
    let few = report(Check::new().samples(0));
    let more = report(Check::new().samples(0).years(1100..=1199));
    // None of these years is tried otherwise.
    assert_eq!(more.years - few.years, 100);
    assert!((36_524..=36_526).contains(&(more.days - few.days)));
    assert!(
        report(
            Check::new()
                .samples(0)
                .years(i32::MAX - 3..=i32::MAX)
                .years(-1..=0)
        )
        .days
            > 0
    );
}

macro_rules! mistakes {
    ($($(#[$cfg:meta])? $mistake:ident: $law:ident;)+) => {
        /// A mistake in the Gregorian calendar.
        #[derive(Clone, Copy, PartialEq, Debug)]
        enum Mistake {
            $($(#[$cfg])? $mistake,)+
        }

        use Mistake::*;

        /// Each mistake, with the law that catches it.
        const MISTAKES: &[(Mistake, Law)] = &[$($(#[$cfg])? ($mistake, Law::$law),)+];
    };
}

mistakes! {
    NameTwice: Names;
    IdentifierUnknown: Names;
    ShortestIsLonger: Properties;
    WrongCycle: Properties;
    WrongMeanMonth: Properties;
    DriftingMeanMonth: Properties;
    PanicsFarAway: NoPanic;
    Clamps: Extremes;
    OffByOne: RoundTrip;
    TenDaysMissing: Continuity;
    YearZero: YearsOutside;
    NoBoundOfYears: YearsOutside;
    ThirteenMonths: Months;
    FebruaryOf29: MonthLengths;
    LastDayBefore: MonthLengths;
    NeverMoreThan30: Bounds;
    JulianLeapYears: LeapYears;
    NeverLeap: LeapYears;
    AlwaysLeap: LeapYears;
    CommonAndLeapSwapped: LeapYears;
    DayBeforeMonth: WrongParts;
    GapWithoutBounds: Gaps;
    SliceOfSixtyFour: Slices;
    SliceGoesOn: Slices;
    SliceForgets: Slices;
    SliceCutShort: Slices;
    EraTwice: Eras;
    EraMissing: Eras;
    LeapMonthFirst: MonthCodes;
    LeapMonthBeyond: MonthCodes;
    TableOfNothing: Spans;
    TableBeyond: Spans;
    #[cfg(feature = "text")]
    ElevenMonthNames: Text;
    #[cfg(feature = "text")]
    StyleWithoutText: Text;
    ChangesItsMind: Constancy;
}

/// The Gregorian calendar with one mistake.
struct Subject(Mistake);

thread_local! {
    /// The calls of `table_span`: the last law but one makes the second call.
    static TABLES: Cell<u32> = const { Cell::new(0) };
}

/// The day of a calendar reform that omits ten days.
const REFORM: JulianDay = JulianDay(2_299_160);

impl Subject {
    fn omits_days(&self) -> bool {
        matches!(self.0, TenDaysMissing | GapWithoutBounds)
    }
}

impl Backend for Subject {
    fn names(&self) -> Vec<&str> {
        match self.0 {
            NameTwice => vec!["Wrong", "wrong"],
            _ => vec!["Wrong", "not right"],
        }
    }

    fn properties(&self) -> Properties {
        match self.0 {
            ShortestIsLonger => Properties::solar().month_lengths(31, 28),
            NeverMoreThan30 => Properties::solar().month_lengths(28, 30),
            ThirteenMonths => Properties::solar().months(12, 13),
            WrongCycle => Properties::solar().month_cycle(19, 235),
            // The first is wrong for each year, the second only for distant ones.
            WrongMeanMonth => Properties::solar().mean_month(29_530_588_861),
            DriftingMeanMonth => Properties::solar().mean_month(30_437_500_000),
            GapWithoutBounds => Properties::solar().month_lengths(21, 31),
            _ => Properties::solar(),
        }
    }

    fn unicode_id(&self) -> Option<&str> {
        (self.0 == IdentifierUnknown).then_some("gregory")
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let day = match self.0 {
            YearZero if date.year == 0 => Gregorian.julian_day(YearMonthDay { year: -1, ..date }),
            DayBeforeMonth if date.day > 31 && date.year != 0 => Err(DateError::Day {
                day: date.day,
                last: 31,
            }),
            _ => Gregorian.julian_day(date),
        }?;
        match self.0 {
            OffByOne if date.year == 2028 && date.month > 2 => Ok(JulianDay(day.0 + 1)),
            TenDaysMissing if day < REFORM => Ok(JulianDay(day.0 + 10)),
            GapWithoutBounds if day < REFORM => Ok(JulianDay(day.0 + 10)),
            GapWithoutBounds if day.0 < REFORM.0 + 10 => Err(DateError::Day {
                day: date.day,
                last: 31,
            }),
            _ => Ok(day),
        }
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        if self.0 == ChangesItsMind && TABLES.get() > 1 {
            return Gregorian.date(JulianDay(day.0 ^ 1));
        }
        match Gregorian.date(day) {
            Err(DateError::JulianDay { last, .. }) if self.0 == Clamps && day > last => {
                Gregorian.date(last)
            }
            Err(_) if self.0 == PanicsFarAway => panic!("far away"),
            Err(DateError::JulianDay { first, last, .. }) if self.omits_days() => {
                let first = JulianDay(first.0 + 10);
                Err(DateError::JulianDay { day, first, last })
            }
            _ if self.omits_days() && day.0 < REFORM.0 + 10 => {
                let (first, last) = (JulianDay(-784_350_574_869), JulianDay(784_354_017_364));
                let error = DateError::JulianDay { day, first, last };
                Gregorian.date(JulianDay(day.0 - 10)).map_err(|_| error)
            }
            found => found,
        }
    }

    fn is_leap_year(&self, year: i32) -> bool {
        match self.0 {
            JulianLeapYears => year % 4 == 0,
            NeverLeap => false,
            AlwaysLeap => true,
            CommonAndLeapSwapped => !Gregorian.is_leap_year(year),
            _ => Gregorian.is_leap_year(year),
        }
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        match (self.0, year) {
            (YearZero, Some(0)) => self.days_in_month(Some(-1), month),
            (NoBoundOfYears, Some(0)) => Err(DateError::Overflow),
            (FebruaryOf29, Some(1900)) if month == 2 => Ok(29),
            (ThirteenMonths, None) if month == 13 => Ok(28),
            (GapWithoutBounds, Some(1582)) if month == 10 => Ok(21),
            _ => Gregorian.days_in_month(year, month),
        }
    }

    fn last_day_of_month(&self, year: i32, month: u8) -> Result<u8, DateError> {
        let last = match self.0 {
            GapWithoutBounds => Gregorian.last_day_of_month(year, month)?,
            _ => self.days_in_month(Some(year), month)?,
        };
        let before = self.0 == LastDayBefore && (year, month) == (2001, 4);
        Ok(last - u8::from(before))
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        let months = Gregorian.months_in_year(year)?;
        Ok(if self.0 == ThirteenMonths { 13 } else { months })
    }

    fn dates(&self, days: &[JulianDay], dates: &mut [YearMonthDay]) -> Result<(), SliceError> {
        if self.0 == SliceCutShort {
            let shorter = days.len().min(dates.len());
            return Gregorian.dates(&days[..shorter], &mut dates[..shorter]);
        }
        Gregorian.dates(days, dates)?;
        if self.0 == SliceOfSixtyFour && dates.len() > 64 {
            dates[64] = dates[0];
        }
        Ok(())
    }

    fn julian_days(
        &self,
        dates: &[YearMonthDay],
        days: &mut [JulianDay],
    ) -> Result<(), SliceError> {
        let result = Gregorian.julian_days(dates, days);
        match result {
            Err(SliceError::Item { index, .. }) if self.0 == SliceGoesOn => {
                days[index + 1] = self.julian_day(dates[0]).unwrap_or_default();
            }
            Err(SliceError::Item { .. }) if self.0 == SliceForgets => return Ok(()),
            _ => {}
        }
        result
    }

    fn eras(&self) -> &[Era] {
        static TWICE: [Era; 2] = [Era::unbounded("ce", 1), Era::backward("CE", -1)];
        match self.0 {
            EraTwice => &TWICE,
            // The years before 1 have no era.
            EraMissing => &Gregorian.eras()[..1],
            _ => Gregorian.eras(),
        }
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        let leap = Gregorian.is_leap_year(year);
        Gregorian.leap_month(year).map(|_| match self.0 {
            LeapMonthFirst if leap => Some(1),
            LeapMonthBeyond if leap => Some(13),
            _ => None,
        })
    }

    #[cfg(feature = "text")]
    fn text(&self) -> calendar_registry::CalendarText {
        use calendar_registry::{CalendarText, Names, Style, Width};
        let names = (1..=11).map(|month| format!("month {month}"));
        match self.0 {
            ElevenMonthNames => {
                CalendarText::codes().locale("en", Names::new().months(Width::Wide, names))
            }
            StyleWithoutText => {
                CalendarText::codes().locale("en", Names::new().style(Style::Long, ""))
            }
            _ => CalendarText::codes(),
        }
    }

    fn table_span(&self) -> Option<RangeInclusive<i32>> {
        TABLES.set(TABLES.get() + 1);
        match self.0 {
            #[expect(clippy::reversed_empty_ranges, reason = "it is wrong on purpose")]
            TableOfNothing => Some(2100..=1900),
            TableBeyond => Some(0..=100),
            _ => None,
        }
    }
}

fn violation(mistake: Mistake) -> Violation {
    match conformance::check(&Subject(mistake)) {
        Err(violation) => violation,
        Ok(report) => panic!("{mistake:?} passes: {report:?}"),
    }
}

#[test]
fn each_mistake_is_caught_by_its_law() {
    for (mistake, law) in MISTAKES.iter().copied() {
        TABLES.set(0);
        let violation = violation(mistake);
        assert_eq!(violation.law, law, "{mistake:?}: {violation}");
    }
}

/// The names of a leap year are checked apart from those of a common one.
#[cfg(feature = "cldr")]
#[test]
fn two_months_of_a_leap_year_need_different_names() {
    use calendar_registry::{
        CalendarText, Cldr, MonthCode, Names, Renamed, Width, calendars::Hebrew,
    };
    let check = |name: &str| {
        let adar = MonthCode::common(6).unwrap();
        let names = Names::new().in_leap_year(adar, Width::Wide, name);
        let text = CalendarText::like(Cldr::Hebrew).locale("en", names);
        conformance::check(&Renamed::new(Hebrew, ["hebrew"]).with_text(text))
    };
    assert_eq!(check("Nisan").unwrap_err().law, Law::Text);
    assert!(check("Second Adar").is_ok());
}

#[test]
fn each_law_catches_a_mistake() {
    for law in Law::ALL {
        assert!(
            MISTAKES.iter().any(|(_, caught_by)| caught_by == law),
            "{law}"
        );
    }
}

#[test]
fn violation_names_law_call_and_values() {
    let found = violation(FebruaryOf29);
    assert_eq!(found.call, Call::DaysInMonth(Some(1900), 2));
    assert_eq!(
        found.to_string(),
        "month lengths: days_in_month(Some(1900), 2) is Ok(29), expected Ok(28)"
    );
    let found = violation(OffByOne);
    assert_eq!(found.call, Call::JulianDay(YearMonthDay::new(2028, 3, 1)));
    assert_eq!(violation(PanicsFarAway).found, "a panic: far away");
    assert_eq!(violation(PanicsFarAway).call, Call::Date(JulianDay::MIN));
    let found = violation(JulianLeapYears);
    assert_eq!(found.call, Call::IsLeapYear(2100));
    assert_eq!(
        violation(TenDaysMissing).call,
        Call::Date(JulianDay(REFORM.0 + 10))
    );
}
