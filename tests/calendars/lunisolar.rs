//! The Chinese and the Korean calendar of 1000 to 2997 as other software and published tables have them
//! (`data/chinese/`), and the days of the Persian and the Umm al-Qura calendar far from today.

use std::ops::RangeInclusive;
use std::path::Path;

use calendar_registry::calendars::{Chinese, Dangi, Iso, Persian, UmmAlQura};
use calendar_registry::{Backend, BackendExt, JulianDay, MonthCode, YearMonthDay};

/// A Rata Die is this much less than a Julian Day.
const RATA_DIE: i64 = 1_721_425;

fn lines(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(file);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}

/// A row of `*_years.csv`.
struct YearRow {
    number: i32,
    first: i64,
    leap_month: Option<u8>,
    lengths: Vec<u8>,
    status: String,
}

fn years(calendar: &str) -> Vec<YearRow> {
    let lines = lines(&format!("chinese/{calendar}_years.csv"));
    let rows = lines.iter().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let repeated: u8 = fields[2].parse().unwrap();
        YearRow {
            number: fields[0].parse().unwrap(),
            first: fields[1].parse().unwrap(),
            leap_month: (repeated != 0).then(|| repeated + 1),
            lengths: fields[3].bytes().map(|digit| digit - b'0' + 27).collect(),
            status: fields[4].to_owned(),
        }
    });
    rows.collect()
}

fn first_day(calendar: &impl Backend, year: i32) -> i64 {
    let date = YearMonthDay::new(year, 1, 1);
    calendar.julian_day(date).unwrap().number()
}

fn lengths(calendar: &impl Backend, year: i32) -> Vec<u8> {
    let months = calendar.months_in_year(year).unwrap();
    (1..=months)
        .map(|month| calendar.days_in_month(Some(year), month).unwrap())
        .collect()
}

/// Each year on which the sources agree is equal.
fn years_are_equal(calendar: &impl Backend, file: &str, agreed: i32) {
    let rows = years(file);
    let mut compared = 0;
    for (index, row) in rows.iter().enumerate() {
        if row.status == "uncertain" {
            continue;
        }
        let number = row.number;
        assert_eq!(first_day(calendar, number), row.first, "{number}");
        assert_eq!(calendar.leap_month(number), Ok(row.leap_month), "{number}");
        let mut own = lengths(calendar, number);
        let mut expected = row.lengths.clone();
        // The end of a year is the beginning of the next one, which may be uncertain.
        if rows
            .get(index + 1)
            .is_none_or(|next| next.status == "uncertain")
        {
            own.pop();
            expected.pop();
        }
        assert_eq!(own, expected, "{number}");
        compared += 1;
    }
    assert_eq!(compared, agreed);
}

#[test]
fn chinese_years_are_equal_where_sources_agree() {
    years_are_equal(&Chinese, "chinese", 1_873);
}

#[test]
fn dangi_years_are_equal_where_sources_agree() {
    years_are_equal(&Dangi, "dangi", 1_874);
}

/// A sample of days, which has no uncertain years.
fn days_are_equal(calendar: &impl Backend, files: &[&str], least: usize) {
    let mut rows = 0;
    for file in files {
        for line in lines(&format!("chinese/{file}.csv")).iter().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let day = JulianDay::new(fields[2].parse::<i64>().unwrap() + RATA_DIE);
            let [year, month, number] = [5, 6, 8].map(|column| fields[column].parse().unwrap());
            let date = YearMonthDay::new(
                year,
                u8::try_from(month).unwrap(),
                u8::try_from(number).unwrap(),
            );
            assert_eq!(calendar.date(day), Ok(date), "{line}");
            assert_eq!(calendar.julian_day(date), Ok(day), "{line}");
            let code: MonthCode = fields[7].parse().unwrap();
            assert_eq!(
                calendar.month_code(date.year, date.month),
                Ok(code),
                "{line}"
            );
            rows += 1;
        }
    }
    assert!(rows >= least, "{rows} rows");
}

#[test]
fn days_of_published_calendars_are_equal() {
    let chinese = [
        "chinese_1000_1367",
        "chinese_1368_1644",
        "chinese_1645_2200",
    ];
    days_are_equal(&Chinese, &chinese, 15_000);
    let dangi = [
        "dangi_1000_1390_unofficial",
        "dangi_1391_1911",
        "dangi_1912_2200",
    ];
    days_are_equal(&Dangi, &dangi, 15_000);
}

#[test]
fn days_of_computed_calendars_are_equal() {
    let chinese = ["chinese_2201_2500", "chinese_2501_2996"];
    days_are_equal(&Chinese, &chinese, 8_800);
    days_are_equal(&Dangi, &["dangi_2201_2500", "dangi_2501_2996"], 8_800);
}

/// The share of days with the same date, those of uncertain years included, in a thousandth of a percent.
fn share(calendar: &impl Backend, file: &str, span: RangeInclusive<i32>) -> u64 {
    let (mut same, mut all) = (0, 0);
    for row in years(file) {
        if !span.contains(&row.number) {
            continue;
        }
        let own = lengths(calendar, row.number);
        let same_leap_month = calendar.leap_month(row.number) == Ok(row.leap_month);
        let (mut own_day, mut day) = (first_day(calendar, row.number), row.first);
        for (own_length, length) in own.iter().zip(&row.lengths) {
            // A day has the same date if its month is the same and begins on the same day.
            if same_leap_month && own_day == day {
                same += u64::from(*own_length.min(length));
            }
            own_day += i64::from(*own_length);
            day += i64::from(*length);
        }
        all += row.lengths.iter().copied().map(u64::from).sum::<u64>();
    }
    same * 100_000 / all
}

#[test]
fn computed_days_agree_with_computed_sources() {
    for span in [2_101..=2_300, 2_301..=2_600, 2_601..=2_997] {
        let chinese = share(&Chinese, "chinese", span.clone());
        let dangi = share(&Dangi, "dangi", span.clone());
        println!("{span:?}: Chinese {chinese}, Dangi {dangi} of 100000 days");
        assert!(chinese >= 99_800, "Chinese, {span:?}: {chinese}");
        assert!(dangi >= 99_800, "Dangi, {span:?}: {dangi}");
    }
}

fn assert_code(calendar: &impl Backend, iso: (i32, u8, u8), year: i32, code: &str, day: u8) {
    let iso = YearMonthDay::new(iso.0, iso.1, iso.2);
    let julian_day = Iso.julian_day(iso).unwrap();
    let date = calendar.date(julian_day).unwrap();
    assert_eq!((date.year, date.day), (year, day), "{iso}");
    let found = calendar.month_code(date.year, date.month).unwrap();
    assert_eq!(found.to_string(), code, "{iso}");
    assert_eq!(calendar.julian_day(date), Ok(julian_day), "{iso}");
}

#[test]
fn leap_month_of_1898_follows_month_3() {
    assert_code(&Chinese, (1898, 4, 21), 1898, "M03L", 1);
    assert_code(&Dangi, (1898, 4, 21), 1898, "M03L", 1);
}

#[test]
fn named_days_far_from_today() {
    assert_code(&Chinese, (1472, 11, 9), 1472, "M09", 30);
    assert_code(&Chinese, (2103, 3, 8), 2103, "M02", 1);
    assert_code(&Chinese, (2262, 2, 20), 2262, "M01L", 1);
}

#[test]
fn uncertain_months_are_those_of_published_tables() {
    assert_code(&Chinese, (2057, 9, 28), 2057, "M09", 1);
    assert_code(&Chinese, (2097, 8, 7), 2097, "M07", 1);
    assert_code(&Dangi, (2074, 8, 22), 2074, "M07", 1);
    assert_code(&Dangi, (2097, 1, 13), 2096, "M12", 1);
}

#[test]
fn authoritative_years_are_the_published_ones() {
    assert_eq!(Chinese.authoritative_years(), Some(1_645..=2_100));
    assert_eq!(Dangi.authoritative_years(), Some(1_391..=2_050));
    assert_eq!(UmmAlQura.authoritative_years(), Some(1_300..=1_600));
    assert_eq!(Persian.authoritative_years(), Some(1_178..=3_000));
}

#[test]
fn leap_years_of_iran_are_the_official_ones() {
    let mut years = 0;
    for line in lines("persian/official_leap_years_1206_1498.txt") {
        let Some((year, day)) = line.split_once(' ').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let number: i32 = year.trim_end_matches('*').parse().unwrap();
        assert_eq!(Persian.is_leap_year(number), year.ends_with('*'), "{line}");
        let first = Iso
            .date(JulianDay::new(first_day(&Persian, number)))
            .unwrap();
        assert_eq!(first.to_string(), day, "{line}");
        years += 1;
    }
    assert_eq!(years, 293);
}

/// The first and the last day of Temporal.
const TEMPORAL: [(i32, u8, u8); 2] = [(-271_821, 4, 19), (275_760, 9, 13)];

fn dates_of_temporal(calendar: &impl Backend) -> [YearMonthDay; 2] {
    TEMPORAL.map(|(year, month, day)| {
        let day = Iso.julian_day(YearMonthDay::new(year, month, day)).unwrap();
        let date = calendar.date(day).unwrap();
        assert_eq!(calendar.julian_day(date), Ok(day));
        date
    })
}

#[test]
fn ends_of_temporal_have_dates() {
    let persian = [
        YearMonthDay::new(-272_442, 1, 9),
        YearMonthDay::new(275_139, 7, 12),
    ];
    assert_eq!(dates_of_temporal(&Persian), persian);
    assert_eq!(Persian.days_in_year(275_139), Ok(365));
    let umm_al_qura = [
        YearMonthDay::new(-280_804, 3, 21),
        YearMonthDay::new(283_583, 5, 23),
    ];
    assert_eq!(dates_of_temporal(&UmmAlQura), umm_al_qura);
    assert_eq!(UmmAlQura.days_in_year(-280_804), Ok(355));
    for dates in [dates_of_temporal(&Chinese), dates_of_temporal(&Dangi)] {
        // Months are no longer those of the sky, but years are where they were.
        assert_eq!(dates.map(|date| date.year), [-271_821, 275_760]);
    }
}

#[test]
fn iso_years_of_six_digits_have_dates() {
    for iso in [(-999_999, 1, 1), (999_999, 12, 31)] {
        let day = Iso
            .julian_day(YearMonthDay::new(iso.0, iso.1, iso.2))
            .unwrap();
        assert!(Chinese.date(day).is_ok() && Dangi.date(day).is_ok());
        assert!(Persian.date(day).is_ok() && UmmAlQura.date(day).is_ok());
    }
    assert!(
        Chinese
            .julian_day(YearMonthDay::new(1_000_001, 1, 1))
            .is_err()
    );
    assert!(Chinese.date(JulianDay::new(i64::MAX)).is_err());
    assert!(Dangi.date(JulianDay::new(i64::MIN)).is_err());
}
