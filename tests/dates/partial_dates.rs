//! Rounded spans, months without a day and days without a year: answers on which the two polyfills
//! of ECMAScript's Temporal agree.

use calendar_registry::{
    Calendar, Date, DateError, DateSpan, Fields, FieldsError, JulianDay, MonthDay, Overflow,
    Registry, Rounding, RoundingMode, Unit, YearMonth,
};

const UNTIL_ROUNDED: &str = include_str!("../data/temporal/until_rounded.csv");
const MONTH_DAY: &str = include_str!("../data/temporal/month_day.csv");

fn date(registry: &Registry, iso: &str, calendar: &str) -> Date {
    let day: JulianDay = Date::parse(iso, registry).unwrap().julian_day();
    Date::from_julian_day(&registry.resolve(calendar).unwrap(), day).unwrap()
}

fn unit(text: &str) -> Unit {
    match text {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        _ => Unit::Year,
    }
}

fn mode(text: &str) -> RoundingMode {
    match text {
        "ceil" => RoundingMode::Ceil,
        "floor" => RoundingMode::Floor,
        "expand" => RoundingMode::Expand,
        "trunc" => RoundingMode::Trunc,
        "halfCeil" => RoundingMode::HalfCeil,
        "halfFloor" => RoundingMode::HalfFloor,
        "halfExpand" => RoundingMode::HalfExpand,
        "halfTrunc" => RoundingMode::HalfTrunc,
        "halfEven" => RoundingMode::HalfEven,
        other => panic!("unknown mode {other}"),
    }
}

#[test]
fn rounded_spans_are_those_of_temporal() {
    let registry = Registry::with_builtins();
    let mut rows = 0;
    for row in UNTIL_ROUNDED.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [
            calendar,
            from,
            to,
            largest,
            smallest,
            increment,
            rounding,
            expected @ ..,
        ] = &cells[..]
        else {
            panic!("{row}");
        };
        let rounding = Rounding::new(unit(largest), unit(smallest))
            .increment(increment.parse().unwrap())
            .mode(mode(rounding));
        let from = date(&registry, from, calendar);
        let found = from.until_rounded(&date(&registry, to, calendar), rounding);
        if expected == ["error"] {
            continue;
        }
        let numbers: Vec<i64> = expected.iter().map(|cell| cell.parse().unwrap()).collect();
        let [years, months, weeks, days] = numbers[..] else {
            panic!("{row}");
        };
        assert_eq!(
            found,
            Ok(DateSpan {
                years,
                months,
                weeks,
                days
            }),
            "{row}"
        );
        rows += 1;
    }
    assert!(rows > 3_000, "{rows}");
}

#[test]
fn months_and_days_are_those_of_temporal() {
    let registry = Registry::with_builtins();
    let mut rows = 0;
    for row in MONTH_DAY.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [calendar, iso, month_day, year_month] = cells[..] else {
            panic!("{row}");
        };
        let Ok(_) = registry.resolve(calendar) else {
            continue;
        };
        let date = date(&registry, iso, calendar);
        assert_eq!(date.month_day().unwrap().to_string(), month_day, "{row}");
        assert_eq!(date.year_month().unwrap().to_string(), year_month, "{row}");
        assert_eq!(
            MonthDay::parse(month_day, &registry),
            Ok(date.month_day().unwrap()),
            "{row}"
        );
        assert_eq!(
            YearMonth::parse(year_month, &registry),
            Ok(date.year_month().unwrap()),
            "{row}"
        );
        rows += 1;
    }
    assert!(rows > 1_000, "{rows}");
}

#[test]
fn month_day_is_found_in_the_latest_year_up_to_1972() {
    let hebrew = Calendar::from(calendar_registry::calendars::Hebrew);
    let leap = MonthDay::new(&hebrew, "M05L".parse().unwrap(), 30).unwrap();
    assert_eq!(leap.to_string(), "1970-03-08[u-ca=hebrew]");
    let missing = MonthDay::new(&hebrew, "M04L".parse().unwrap(), 1).unwrap_err();
    assert_eq!(
        missing,
        DateError::MonthCode {
            code: "M04L".parse().unwrap()
        }
    );
    let fields = Fields::new().month_code("M01".parse().unwrap()).day(31);
    let constrained = MonthDay::from_fields(&hebrew, fields, Overflow::Constrain).unwrap();
    assert_eq!(constrained.day(), 30);
    assert!(MonthDay::from_fields(&hebrew, fields, Overflow::Reject).is_err());
    let error = MonthDay::from_fields(&hebrew, Fields::new().month(1).day(1), Overflow::Reject);
    assert_eq!(error.unwrap_err(), FieldsError::NoYear);
}
