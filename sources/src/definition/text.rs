//! [`TextDefinition`]: what the months and eras of a defined calendar are called.

use core::fmt;
use std::collections::BTreeMap;

use calendar_registry::{CalendarText, Cldr, MonthCode, Names, Style, Width};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::BuildError;

/// The text of a calendar: names by locale. In a file the locales are keys beside `like` and
/// `otherwise`.
///
/// ```
/// use calendar_registry_sources::definition::TextDefinition;
///
/// let json = r#"{ "otherwise": "en", "en": { "months": { "numbered": "Period {0}" } } }"#;
/// let text: TextDefinition = serde_json::from_str(json)?;
/// assert_eq!(text.otherwise.as_deref(), Some("en"));
/// assert!(text.locales.contains_key("en"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextDefinition {
    /// The calendar of CLDR whose names and patterns are used where this text has none: its
    /// identifier in Unicode locales.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// The locale whose names are shown where no other name is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// The names by locale, a BCP 47 tag: `de`, `zh-Hant`.
    #[serde(flatten)]
    pub locales: BTreeMap<String, NamesDefinition>,
}

/// The names of a calendar in one locale.
///
/// ```
/// use calendar_registry_sources::definition::NamesDefinition;
///
/// let json = r#"{ "months": { "numbered": "Period {0}" }, "eras": { "fy": "FY" } }"#;
/// let names: NamesDefinition = serde_json::from_str(json)?;
/// assert_eq!(names.eras["fy"], "FY");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct NamesDefinition {
    /// What the calendar itself is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The names of the months within a date.
    #[serde(skip_serializing_if = "is_default")]
    pub months: MonthNames,
    /// The names of months that stand alone, where they differ.
    #[serde(skip_serializing_if = "is_default")]
    pub months_alone: WidthNames<Vec<String>>,
    /// The names of the seven weekdays, Monday first.
    #[serde(skip_serializing_if = "is_default")]
    pub weekdays: WidthNames<[String; 7]>,
    /// The names of the four quarters.
    #[serde(skip_serializing_if = "is_default")]
    pub quarters: WidthNames<[String; 4]>,
    /// The names of eras, by their codes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub eras: BTreeMap<String, String>,
    /// Abbreviated names of eras, by their codes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub eras_abbreviated: BTreeMap<String, String>,
    /// Narrow names of eras, by their codes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub eras_narrow: BTreeMap<String, String>,
    /// How dates are written.
    #[serde(skip_serializing_if = "is_default")]
    pub styles: Styles,
}

/// The names of months: a list for each width, or a pattern for numbered months.
///
/// ```
/// use calendar_registry_sources::definition::MonthNames;
///
/// let names: MonthNames = serde_json::from_str(r#"{ "numbered": "Period {0}" }"#)?;
/// assert_eq!(names.numbered.as_deref(), Some("Period {0}"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct MonthNames {
    /// Full names, in the order of the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wide: Option<Vec<String>>,
    /// Abbreviated names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviated: Option<Vec<String>>,
    /// Names between abbreviated and narrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<Vec<String>>,
    /// Names of one character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrow: Option<Vec<String>>,
    /// A pattern with `{0}` for the number of the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbered: Option<String>,
    /// The same for abbreviated names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbered_abbreviated: Option<String>,
    /// The same for narrow names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbered_narrow: Option<String>,
    /// Full names of leap months, by month code: `M05L`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub leap: BTreeMap<String, String>,
    /// Full names that common months have in leap years, by month code: `M06`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub in_leap_year: BTreeMap<String, String>,
}

/// Names by width.
///
/// ```
/// use calendar_registry_sources::definition::WidthNames;
///
/// let names: WidthNames<[String; 4]> = serde_json::from_str(r#"{ "narrow": ["1", "2", "3", "4"] }"#)?;
/// assert!(names.wide.is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "T: Deserialize<'de>"))]
pub struct WidthNames<T> {
    /// Full names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wide: Option<T>,
    /// Abbreviated names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviated: Option<T>,
    /// Names between abbreviated and narrow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<T>,
    /// Names of one character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrow: Option<T>,
}

/// How dates are written: patterns of UTS 35 by style.
///
/// ```
/// use calendar_registry_sources::definition::Styles;
///
/// let styles: Styles = serde_json::from_str(r#"{ "long": "d MMMM y" }"#)?;
/// assert_eq!(styles.long.as_deref(), Some("d MMMM y"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Styles {
    /// With the weekday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
    /// With the month's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<String>,
    /// With the month's abbreviation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// With numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
}

impl<T> Default for WidthNames<T> {
    fn default() -> Self {
        WidthNames {
            wide: None,
            abbreviated: None,
            short: None,
            narrow: None,
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl<T> WidthNames<T> {
    /// Iterates over the names that there are.
    fn widths(&self) -> impl Iterator<Item = (Width, &T)> {
        let names = [&self.wide, &self.abbreviated, &self.short, &self.narrow];
        let widths = [Width::Wide, Width::Abbreviated, Width::Short, Width::Narrow];
        let names = widths.into_iter().zip(names);
        names.filter_map(|(width, names)| Some((width, names.as_ref()?)))
    }
}

impl TextDefinition {
    pub(super) fn build(&self) -> Result<CalendarText, BuildError> {
        let mut text = match &self.like {
            Some(id) => CalendarText::like(Cldr::from_unicode_id(id).ok_or_else(|| {
                let known: Vec<&str> = Cldr::ALL.iter().map(|cldr| cldr.unicode_id()).collect();
                let reason = format!("{id:?} is none of {}", known.join(", "));
                BuildError::conflict("text.like", reason)
            })?),
            None => CalendarText::codes(),
        };
        if let Some(tag) = &self.otherwise {
            if !self.locales.contains_key(tag) {
                let reason = format!("the text has no names for {tag:?}");
                return Err(BuildError::conflict("text.otherwise", reason));
            }
            text = text.otherwise(tag);
        }
        for (tag, names) in &self.locales {
            text = text.locale(tag, names.build(&format!("text.{tag}"))?);
        }
        Ok(text)
    }
}

impl NamesDefinition {
    fn build(&self, path: &str) -> Result<Names, BuildError> {
        let mut names = self.months.build(&format!("{path}.months"))?;
        if let Some(name) = &self.name {
            names = names.calendar_name(name);
        }
        for (width, months) in self.months_alone.widths() {
            names = names.months_alone(width, months);
        }
        for (width, weekdays) in self.weekdays.widths() {
            names = names.weekdays(width, weekdays.each_ref());
        }
        for (width, quarters) in self.quarters.widths() {
            names = names.quarters(width, quarters.each_ref());
        }
        for (width, eras) in [
            (Width::Wide, &self.eras),
            (Width::Abbreviated, &self.eras_abbreviated),
            (Width::Narrow, &self.eras_narrow),
        ] {
            names = names.eras(width, eras);
        }
        let styles = &self.styles;
        for (style, pattern) in [
            (Style::Full, &styles.full),
            (Style::Long, &styles.long),
            (Style::Medium, &styles.medium),
            (Style::Short, &styles.short),
        ] {
            if let Some(pattern) = pattern {
                names = names.style(style, pattern);
            }
        }
        Ok(names)
    }
}

impl MonthNames {
    fn build(&self, path: &str) -> Result<Names, BuildError> {
        let mut names = Names::new();
        for (width, months) in [
            (Width::Wide, &self.wide),
            (Width::Abbreviated, &self.abbreviated),
            (Width::Short, &self.short),
            (Width::Narrow, &self.narrow),
        ] {
            if let Some(months) = months {
                names = names.months(width, months);
            }
        }
        for (width, pattern) in [
            (Width::Wide, &self.numbered),
            (Width::Abbreviated, &self.numbered_abbreviated),
            (Width::Narrow, &self.numbered_narrow),
        ] {
            if let Some(pattern) = pattern {
                names = names.numbered_months(width, pattern);
            }
        }
        for (code, name) in &self.leap {
            let code = month_code(code, &format!("{path}.leap.{code}"))?;
            names = names.leap_month(code, Width::Wide, name);
        }
        for (code, name) in &self.in_leap_year {
            let code = month_code(code, &format!("{path}.in_leap_year.{code}"))?;
            names = names.in_leap_year(code, Width::Wide, name);
        }
        Ok(names)
    }
}

fn month_code(code: &str, path: &str) -> Result<MonthCode, BuildError> {
    let code = code.parse();
    code.map_err(|error: calendar_registry::ParseMonthCodeError| {
        BuildError::conflict(path, error.to_string())
    })
}

/// Reads the locales beside the two fields. `serde(flatten)` would read them into a buffer first, and
/// errors would lose their path.
impl<'de> Deserialize<'de> for TextDefinition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = TextDefinition;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of locales, with `like` and `otherwise`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut text = TextDefinition::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "like" => text.like = Some(map.next_value()?),
                        "otherwise" => text.otherwise = Some(map.next_value()?),
                        _ => {
                            let names = map.next_value()?;
                            text.locales.insert(key, names);
                        }
                    }
                }
                Ok(text)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}
