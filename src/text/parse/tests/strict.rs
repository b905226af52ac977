//! [`StrictReader`] takes a pattern to the letter.

use super::*;

fn english(pattern: &str, text: &str) -> Result<String, ParseTextError> {
    Language::new("en").strict(pattern, text)
}

#[test]
fn errors_have_their_place_and_kind() {
    for (pattern, text, at, kind) in [
        ("d MMMM y", "22 Novembre 2026", 3, Kind::Month),
        ("d MMMM y", "22 Nov 2026", 3, Kind::Month),
        ("d MMMM y", "22 november 2026", 3, Kind::Month),
        ("d MMMM y", " 22 November 2026", 0, Kind::Number),
        ("d MMMM y", "022 November 2026", 0, Kind::Number),
        ("d MMMM y", "22 November 2026 ", 16, Kind::Trailing),
        ("d MMMM y", "22 November", 11, Kind::Literal),
        ("d MMMM y", "22 November 2026000000", 12, Kind::NumberRange),
        ("d MMMM y", "300 November 2026", 0, Kind::NumberRange),
        ("y-MM-dd", "2026-2-09", 5, Kind::Number),
        (
            "EEEE d MMMM y",
            "Monday 22 November 2026",
            0,
            Kind::Contradiction,
        ),
        ("EEEE d MMMM y", "Mon 22 November 2026", 0, Kind::Weekday),
        ("d MMMM y G", "22 November 2026 CE", 17, Kind::Era),
        (
            "QQQ d MMMM y",
            "Q3 22 November 2026",
            0,
            Kind::Contradiction,
        ),
        ("d MMMM", "22 November", 11, Kind::NoYear),
        ("MMMM y", "November 2026", 13, Kind::NoDay),
        ("d y", "22 2026", 7, Kind::NoMonth),
    ] {
        assert_eq!(english(pattern, text), error(at, kind), "{text}");
    }
    let day = Kind::Date(DateError::Day { day: 30, last: 28 });
    assert_eq!(english("d MMMM y", "30 February 2026"), error(0, day));
    let month = Kind::Date(DateError::Month {
        month: 13,
        last: 12,
    });
    assert_eq!(english("y-MM-dd", "2026-13-09"), error(5, month));
}

#[test]
fn long_texts_are_rejected_unread() {
    let text = "1".repeat(257);
    assert_eq!(english("d", &text), error(256, Kind::TooLong));
}

#[test]
fn numbers_have_one_script() {
    let persian = Language::new("fa-u-ca-persian");
    let read = |text| persian.strict("d MMMM y", text);
    assert_eq!(read("۱ آذر ۱۴۰۵").as_deref(), Ok("2026-11-22"));
    assert_eq!(read("1 آذر ۱۴۰۵").as_deref(), Ok("2026-11-22"));
    assert_eq!(read("۱ آذر ۱۴05"), error("۱ آذر ۱۴".len(), Kind::Trailing));
    assert_eq!(read("١ آذر ۱۴۰۵"), error(0, Kind::Number));
}

#[test]
fn numbers_without_text_between_are_told_apart_by_their_widths() {
    assert_eq!(english("yMMdd", "20261122").as_deref(), Ok("2026-11-22"));
    assert_eq!(english("yyMMdd", "261122").as_deref(), Ok("2026-11-22"));
    assert_eq!(english("yMMdd", "9990102").as_deref(), Ok("0999-01-02"));
    assert_eq!(english("yMMdd", "122"), error(1, Kind::Number));
}

#[test]
fn two_digits_are_a_year_around_today() {
    for (text, expected) in [
        ("1/1/46", "1946-01-01"),
        ("1/1/45", "2045-01-01"),
        ("1/1/26", "2026-01-01"),
        ("1/1/00", "2000-01-01"),
    ] {
        assert_eq!(english("d/M/yy", text).as_deref(), Ok(expected));
    }
    // Reiwa 8, Heisei 30, Showa 37.
    let japanese = Language::new("ja-u-ca-japanese");
    let read = ["8/1/1", "08/1/1", "30/1/1", "37/1/1"].map(|text| japanese.strict("yy/M/d", text));
    let expected = ["2026-01-01", "2018-01-01", "1962-01-01"].map(|text| Ok(text.to_owned()));
    assert_eq!(read[0], error(0, Kind::Number));
    assert_eq!(read[1..], expected);
    assert_eq!(
        japanese.strict("yy/M/d", "76/1/1"),
        error(0, Kind::Contradiction)
    );
    assert_eq!(english("d/M/yy", "1/1/2026"), error(4, Kind::Number));
    assert_eq!(english("d/M/yy", "1/1/6"), error(4, Kind::Number));
}

#[test]
fn era_has_to_be_that_of_the_date() {
    assert_eq!(
        english("d MMMM y G", "15 March 44 BC").as_deref(),
        Ok("-000043-03-15")
    );
    let japanese = Language::new("ja-u-ca-japanese");
    let read = |text| japanese.strict("Gy年M月d日", text);
    assert_eq!(read("令和8年11月22日").as_deref(), Ok("2026-11-22"));
    assert_eq!(read("平成31年4月30日").as_deref(), Ok("2019-04-30"));
    assert_eq!(read("平成31年5月1日"), error(0, Kind::Contradiction));
}

#[test]
fn months_of_leap_years_are_read_by_name_and_number() {
    let hebrew = Language::new("en-u-ca-hebrew");
    let read = |text| hebrew.strict("d MMMM y", text);
    assert_eq!(read("1 Adar I 5784").as_deref(), Ok("2024-02-10"));
    assert_eq!(read("1 Adar II 5784").as_deref(), Ok("2024-03-11"));
    assert_eq!(read("1 Adar 5786").as_deref(), Ok("2026-02-18"));
    assert_eq!(read("1 Adar II 5786"), error(2, Kind::Month));
    assert_eq!(read("1 Adar 5787"), error(2, Kind::Month));
    let chinese = Language::new("zh-u-ca-chinese");
    let named = chinese.strict("r年MMMd", "2023年闰二月11");
    assert_eq!(named.as_deref(), Ok("2023-04-01"));
    let english = Language::new("en-u-ca-chinese");
    assert_eq!(
        english.strict("r-M-d", "2023-2bis-11").as_deref(),
        Ok("2023-04-01")
    );
    assert_eq!(
        english.strict("r-M-d", "2023-2-11").as_deref(),
        Ok("2023-03-02")
    );
}

#[test]
fn other_fields_make_a_date_or_are_checked() {
    for (pattern, text) in [
        ("y D", "2026 326"),
        ("g", "2461367"),
        ("Y-w-e", "2026-48-1"),
        ("u-MM-dd Q W F", "2026-11-22 4 4 4"),
    ] {
        assert_eq!(
            english(pattern, text).as_deref(),
            Ok("2026-11-22"),
            "{text}"
        );
    }
    assert_eq!(english("y D", "2026 366"), error(5, Kind::NumberRange));
    assert_eq!(english("y D", "2026 0"), error(5, Kind::NumberRange));
    assert_eq!(
        english("d MMMM y D", "22 November 2026 1"),
        error(17, Kind::Contradiction)
    );
    assert_eq!(
        english("d d MMMM y", "22 23 November 2026"),
        error(3, Kind::Contradiction)
    );
}
