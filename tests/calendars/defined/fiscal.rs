//! Fiscal years made of data: the conformance suite over examples and random ones, and the recorded
//! answers of other software (`tests/data/fiscal/`).

use std::collections::HashMap;

use calendar_registry::calendars::defined::{
    CutOver, DefineError, FiscalMonths, FiscalWeeks, FiscalWeeksBuilder, Metadata, YearEnd,
    YearLabel,
};
use calendar_registry::calendars::{
    Coptic, Gregorian, IslamicTabular, Iso, Japanese, Julian, Persian, System, UmmAlQura,
};
use calendar_registry::{Backend, BackendExt, Era, IntoBackend, JulianDay, Weekday, YearMonthDay};

use super::conforms;
use crate::common::Random;
use crate::common::csv::{Row, for_each_row};

fn weeks(periods: impl Into<Vec<u8>>, end: YearEnd) -> FiscalWeeksBuilder {
    FiscalWeeks::builder(Metadata::new(["weeks"]), periods, end)
}

fn months(base: impl IntoBackend, first: (u8, u8), label: YearLabel) -> FiscalMonths {
    FiscalMonths::new(Metadata::new(["months"]), base, first, label).unwrap()
}

fn offset(random: &mut Random) -> i32 {
    let offset = random.between(i32::MIN.into(), i32::MAX.into());
    i32::try_from(offset).unwrap()
}

fn iso(text: &str) -> JulianDay {
    Iso.julian_day(text.parse().unwrap()).unwrap()
}

#[test]
fn fiscal_weeks_pass_the_conformance_suite() {
    let retail = [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4];
    let saturday = YearEnd::nearest(Weekday::Saturday, 1);
    for builder in [
        weeks(retail, saturday).year_label(YearLabel::Begins),
        weeks(retail, saturday).restated(true),
        weeks([4; 13], YearEnd::last(Weekday::Sunday, 12)).extra_week(1),
        weeks([1; 52], YearEnd::nearest(Weekday::Wednesday, 2)).year_label(YearLabel::Offset(-621)),
        weeks([16, 36], YearEnd::last(Weekday::Monday, 6))
            .extra_week(1)
            .restated(true),
    ] {
        conforms(&builder.build().unwrap());
    }
}

#[test]
fn fiscal_months_pass_the_conformance_suite() {
    conforms(&months(Gregorian, (4, 1), YearLabel::Begins));
    conforms(&months(Gregorian, (4, 6), YearLabel::Begins));
    conforms(&months(Iso, (10, 1), YearLabel::Ends));
    conforms(&months(Iso, (12, 28), YearLabel::Offset(i32::MIN)));
    conforms(&months(Coptic, (13, 5), YearLabel::Offset(284)));
    conforms(&months(IslamicTabular, (9, 29), YearLabel::Ends));
    conforms(&months(UmmAlQura, (9, 1), YearLabel::Begins));
    conforms(&months(Persian, (7, 2), YearLabel::Offset(621)));
    conforms(&months(Japanese, (4, 1), YearLabel::Begins));
    let fiscal = months(Gregorian, (4, 6), YearLabel::Begins);
    conforms(&months(fiscal, (2, 3), YearLabel::Ends));
}

/// September 1752 has no days 3 to 13 in Britain.
#[test]
fn fiscal_months_of_a_cut_over_keep_its_gap() {
    let first = Gregorian
        .julian_day(YearMonthDay::new(1752, 9, 14))
        .unwrap();
    let britain = || CutOver::new(Metadata::new(["britain"]), Julian, first, Gregorian).unwrap();
    let july = months(britain(), (7, 1), YearLabel::Begins);
    conforms(&july);
    assert_eq!(july.days_in_month(Some(1752), 3), Ok(19));
    assert_eq!(july.last_day_of_month(1752, 3), Ok(30));
    assert_eq!(july.date(first), Ok(YearMonthDay::new(1752, 3, 14)));
    assert!(july.is_leap_year(1751) && !july.is_leap_year(1752));
    let names = Metadata::new(["tax"]);
    let error = FiscalMonths::new(names, britain(), (4, 6), YearLabel::Begins).unwrap_err();
    assert_eq!(
        error.to_string(),
        "base: a month has a gap, and so the first day must be 1"
    );
}

/// Random data, most of it wrong: what is accepted passes, and what is refused says why.
#[test]
fn accepted_random_weeks_pass_the_conformance_suite() {
    let mut random = Random(18);
    let mut accepted = 0;
    while accepted < 12 {
        let mut left = 52;
        let mut periods = Vec::new();
        while left > 0 {
            // Now and then a period has no week.
            let period = random.below(left.min(20)) + usize::from(random.below(60) > 0);
            periods.push(u8::try_from(period).unwrap());
            left = left.saturating_sub(period);
        }
        let weekday = Weekday::ALL[random.below(7)];
        let month = u8::try_from(random.below(14)).unwrap();
        let end = match random.below(2) {
            0 => YearEnd::last(weekday, month),
            _ => YearEnd::nearest(weekday, month),
        };
        let extra = u8::try_from(random.below(periods.len() + 2)).unwrap();
        let label = match random.below(3) {
            0 => YearLabel::Begins,
            1 => YearLabel::Ends,
            _ => YearLabel::Offset(offset(&mut random)),
        };
        let builder = weeks(periods, end).extra_week(extra).year_label(label);
        match builder.restated(random.below(2) == 0).build() {
            Ok(calendar) => {
                accepted += 1;
                conforms(&calendar);
            }
            Err(error) => assert!(!error.path.is_empty()),
        }
    }
}

#[test]
fn accepted_random_months_pass_the_conformance_suite() {
    let mut random = Random(19);
    let (mut accepted, mut refused) = (0, 0);
    while accepted < 12 {
        let system = System::ALL[random.below(System::ALL.len())];
        let first = (random.below(14), random.below(32));
        let first = (
            u8::try_from(first.0).unwrap(),
            u8::try_from(first.1).unwrap(),
        );
        let label = YearLabel::Offset(offset(&mut random));
        let names = Metadata::new(["random"]);
        match FiscalMonths::new(names, system.backend(), first, label) {
            Ok(calendar) => {
                accepted += 1;
                conforms(&calendar);
            }
            Err(error) => {
                refused += 1;
                assert!(["base", "month", "day"].contains(&&*error.path), "{error}");
            }
        }
    }
    assert!(refused > 0);
}

fn recorded_weeks(row: &Row<'_>) -> FiscalWeeks {
    let weekday = Weekday::ALL.into_iter();
    let weekday = weekday.map(|day| (day, format!("{day:?}").to_lowercase()));
    let (weekday, _) = weekday
        .clone()
        .find(|(_, name)| *name == row.fields[1])
        .unwrap();
    let end = match row.fields[0] {
        "last" => YearEnd::last(weekday, row.get(2)),
        _ => YearEnd::nearest(weekday, row.get(2)),
    };
    let quarter = row.fields[3].bytes().map(|digit| digit - b'0');
    let builder = weeks(quarter.cycle().take(12).collect::<Vec<u8>>(), end);
    let builder = builder.extra_week(row.get(4)).year_label(YearLabel::Begins);
    builder.build().unwrap()
}

#[test]
fn fiscal_weeks_agree_with_retail_calendar() {
    let mut long = 0;
    let mut made = HashMap::new();
    let rows = for_each_row("fiscal/weeks.csv", ',', |row| {
        let calendar = made
            .entry(row.fields[..5].concat())
            .or_insert_with(|| recorded_weeks(row));
        let year = row.get(5);
        for month in 1..=12 {
            let first = iso(row.fields[6 + usize::from(month)]);
            let date = YearMonthDay::new(year, month, 1);
            assert_eq!(calendar.julian_day(date), Ok(first), "{}", row.line);
            assert_eq!(calendar.date(first), Ok(date), "{}", row.line);
        }
        let last = calendar.date(iso(row.fields[19])).unwrap();
        assert_eq!((last.year, last.month), (year, 12), "{}", row.line);
        let weeks: u16 = row.get(6);
        assert_eq!(calendar.days_in_year(year), Ok(weeks * 7), "{}", row.line);
        assert_eq!(calendar.is_leap_year(year), weeks == 53, "{}", row.line);
        long += u32::from(weeks == 53);
    });
    assert!(
        rows == 480 && long > 60,
        "{rows} rows, {long} of them of 53 weeks"
    );
}

#[test]
fn fiscal_months_agree_with_fiscalyear() {
    let mut made = HashMap::new();
    let rows = for_each_row("fiscal/months.csv", ',', |row| {
        let label = match row.fields[2] {
            "begins" => YearLabel::Begins,
            _ => YearLabel::Ends,
        };
        let first = (row.get(0), row.get(1));
        let calendar = made
            .entry(first)
            .or_insert_with(|| months(Gregorian, first, label));
        let day = iso(row.fields[3]);
        let date = calendar.date(day).unwrap();
        assert_eq!(
            (date.year, date.month),
            (row.get(4), row.get(5)),
            "{}",
            row.line
        );
        assert_eq!(calendar.day_of_year(date), Ok(row.get(6)), "{}", row.line);
        assert_eq!(calendar.julian_day(date), Ok(day), "{}", row.line);
        assert_eq!(
            calendar.is_leap_year(date.year),
            row.flag(7),
            "{}",
            row.line
        );
    });
    assert!(rows > 3_000, "{rows}");
}

#[cfg(feature = "cldr")]
#[test]
fn fiscal_years_are_written_in_english_without_a_text() {
    use calendar_registry::{Date, Locale, Registry, Style};

    let registry = Registry::new();
    let calendar = registry
        .register(months(Gregorian, (10, 1), YearLabel::Ends))
        .unwrap();
    let date = Date::from_julian_day(&calendar, iso("2026-11-25")).unwrap();
    assert_eq!(
        date.format_in(Locale::new("en").unwrap(), Style::Long)
            .unwrap(),
        "Period 2 25, 2027 FY"
    );
}

#[test]
#[expect(clippy::reversed_empty_ranges, reason = "no years are an error")]
fn wrong_metadata_is_refused_with_its_place() {
    let refused = |metadata: Metadata| {
        let end = YearEnd::last(Weekday::Sunday, 6);
        let DefineError { path, .. } = FiscalWeeks::builder(metadata, [4; 13], end)
            .build()
            .unwrap_err();
        path
    };
    let names = || Metadata::new(["a", "b"]);
    assert_eq!(refused(Metadata::new([""; 0])), "names");
    assert_eq!(refused(Metadata::new(["a", ""])), "names[1]");
    assert_eq!(refused(Metadata::new(["a b", "c", "A_B"])), "names[2]");
    assert_eq!(refused(names().unicode_id("c")), "unicode_id");
    let eras = |eras: &[Era]| refused(names().eras(eras.to_vec()));
    let first = YearMonthDay::new(2000, 1, 1);
    assert_eq!(eras(&[Era::starting("a", first)]), "eras");
    assert_eq!(
        eras(&[Era::starting("a", first), Era::unbounded("A", 1)]),
        "eras[1]"
    );
    assert_eq!(eras(&[Era::unbounded("", 1)]), "eras[0]");
    assert_eq!(eras(&[Era::unbounded("a", i32::MAX)]), "eras[0]");
    assert_eq!(
        refused(names().authoritative_years(5..=4)),
        "authoritative_years"
    );
}

/// `FiscalMonths` has the years of its base calendar, which end within the `i32`.
#[test]
fn authoritative_years_out_of_range_are_refused() {
    let names = Metadata::new(["a"]).authoritative_years(i32::MIN..=2000);
    let error = FiscalMonths::new(names, Gregorian, (4, 1), YearLabel::Begins).unwrap_err();
    assert_eq!(error.path, "authoritative_years");
}
