//! Serialization and deserialization, and errors for wrong input.

use calendar_registry::{
    Date, DateSeed, JulianDay, MonthCode, Name, Registry, Weekday, YearMonthDay,
};
use serde_core::Serialize;
use serde_core::de::{DeserializeOwned, DeserializeSeed};

use crate::common::Life;

fn there_and_back<T>(value: T, json: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), value);
    // From owned values too, which cannot be borrowed.
    let tree: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::from_value::<T>(tree).unwrap(), value);
}

fn refused<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
    serde_json::from_str::<T>(json).unwrap_err().to_string()
}

#[test]
fn plain_values_round_trip() {
    there_and_back(JulianDay(2_461_367), "2461367");
    there_and_back(JulianDay::MIN, "-9223372036854775808");
    there_and_back(YearMonthDay::new(-44, 3, 15), r#""-0044-03-15""#);
    there_and_back(Weekday::Sunday, r#""Sunday""#);
    there_and_back(Name::new("Islamic Civil").unwrap(), r#""Islamic Civil""#);
    there_and_back(MonthCode::leap(5).unwrap(), r#""M05L""#);
}

#[cfg(feature = "text")]
#[test]
fn locale_is_its_tag() {
    use calendar_registry::Locale;

    there_and_back(
        Locale::new("fa-IR-u-nu-latn").unwrap(),
        r#""fa-IR-u-nu-latn""#,
    );
    let error = refused::<Locale>(r#""en_US""#);
    assert!(
        error.starts_with("the tag does not begin with a language"),
        "{error}"
    );
}

#[test]
fn wrong_values_are_rejected() {
    assert!(refused::<JulianDay>("1.5").contains("i64"));
    assert!(refused::<YearMonthDay>(r#""22.11.2026""#).contains("YYYY-MM-DD"));
    assert!(refused::<YearMonthDay>("20261122").contains("a date, YYYY-MM-DD"));
    assert!(refused::<Weekday>(r#""Sun""#).contains("Monday to Sunday"));
    assert!(refused::<Name>(r#""acme--fiscal""#).contains("offset 5"));
    assert!(refused::<MonthCode>(r#""M00""#).contains("M01"));
    assert!(refused::<Date>(r#""2026-11-22[u-ca=tabot]""#).contains("no calendar named \"tabot\""));
    assert!(refused::<Date>(r#""2026-02-29[u-ca=gregory]""#).contains("1 to 28"));
    assert!(refused::<Date>("2461367").contains("u-ca=calendar"));
}

#[test]
fn dates_are_serialized_with_their_calendar() {
    let jalali = Registry::global().resolve("jalali").unwrap();
    let date = Date::new(&jalali, YearMonthDay::new(1405, 9, 1)).unwrap();
    there_and_back(date, r#""2026-11-22[u-ca=jalali]""#);
}

#[test]
fn calendar_without_annotatable_name_is_not_serialized() {
    let calendar = Registry::new()
        .register(Life::new().fake(&["acme/us"]))
        .unwrap();
    let date = Date::from_julian_day(&calendar, JulianDay(0)).unwrap();
    let error = serde_json::to_string(&date).unwrap_err().to_string();
    assert!(
        error.contains("acme/us") && error.contains("RFC 9557"),
        "{error}"
    );
}

#[test]
fn seed_resolves_in_its_own_registry() {
    let registry = Registry::with_builtins();
    let renamed = registry.unregister("jalali").unwrap();
    let read = |registry: &Registry| {
        let mut json = serde_json::Deserializer::from_str(r#""2026-11-22[u-ca=jalali]""#);
        DateSeed(&*registry.snapshot()).deserialize(&mut json)
    };
    assert!(read(&registry).is_err());
    let back = registry.register(renamed.backend().clone()).unwrap();
    let date = read(&registry).unwrap();
    assert_eq!(date.calendar(), &back);
    assert_eq!(date.julian_day(), JulianDay(2_461_367));
}
