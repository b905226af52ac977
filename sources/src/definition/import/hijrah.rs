//! The Hijrah variants of the JDK: `hijrah-config-*.properties`.

use std::collections::BTreeMap;

use super::ImportError;
use crate::definition::{Day, Definition, EraDefinition, Kind, MonthTable, TextDefinition};

/// The number of months in a year of the format.
const MONTHS: usize = 12;

/// Reads a Hijrah variant of `java.time`, a file `hijrah-config-*.properties`: `version`, `id`, `type`,
/// `iso-start`, and a line for each year with the lengths of its twelve months. The format is described
/// in the head of the JDK's own file.
///
/// The definition is a `month-table` with the name `id`, without dates outside the years of the file.
/// Its text is that of CLDR's Islamic calendar. `type` is not read: it is mostly a built-in calendar's
/// name.
///
/// # Errors
/// [`ImportError`] for a missing key, a line without `=`, a year without twelve lengths, or years that
/// do not follow each other.
///
/// ```
/// use calendar_registry::{Registry, YearMonthDay};
/// use calendar_registry_sources::definition::import;
///
/// let text = "
/// version=1.8.0_1
/// id=Hijrah-acme
/// type=islamic-umalqura
/// iso-start=2025-06-26
/// 1447=30 29 30 30 30 29 30 29 30 29 29 29
/// 1448=30 29 30 30 29 30 30 30 29 29 30 29
/// ";
/// let definition = import::hijrah(text)?;
/// let registry = Registry::with_builtins();
/// let calendar = registry.register(definition.build(&|_| None)?)?;
/// assert_eq!(calendar.name(), "Hijrah-acme");
/// assert_eq!(calendar.days_in_month(1448, 1)?, 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn hijrah(text: &str) -> Result<Definition, ImportError> {
    let mut properties = BTreeMap::new();
    let mut years = BTreeMap::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with(['#', '!']) {
            continue;
        }
        let (key, value) = line
            .split_once(['=', ':'])
            .ok_or_else(|| ImportError::new("", format!("{line:?} is not a key and a value")))?;
        let (key, value) = (key.trim(), value.trim());
        let is_repeated = match key.parse::<i32>() {
            Ok(year) => years.insert(year, lengths(key, value)?).is_some(),
            Err(_) => properties.insert(key, value).is_some(),
        };
        if is_repeated {
            return Err(ImportError::new(key, "it occurs twice"));
        }
    }
    definition(&properties, years)
}

fn lengths(year: &str, text: &str) -> Result<Vec<u8>, ImportError> {
    let lengths: Result<Vec<u8>, _> = text.split_whitespace().map(str::parse).collect();
    let lengths = lengths
        .map_err(|_| ImportError::new(year, "a length of a month is not a number from 0 to 255"))?;
    match lengths.len() {
        MONTHS => Ok(lengths),
        count => {
            let problem = format!("the year has {count} months, {MONTHS} are needed");
            Err(ImportError::new(year, problem))
        }
    }
}

fn definition(
    properties: &BTreeMap<&str, &str>,
    years: BTreeMap<i32, Vec<u8>>,
) -> Result<Definition, ImportError> {
    let property = |key: &str| {
        let value = properties.get(key).copied();
        value.ok_or_else(|| ImportError::new(key, "it is missing"))
    };
    let id = property("id")?;
    let start = property("iso-start")?;
    let first_day: Day = start
        .parse()
        .map_err(|error| ImportError::new("iso-start", error))?;
    let Some(first_year) = years.keys().next().copied() else {
        return Err(ImportError::new("", "there are no years"));
    };
    for (expected, year) in (first_year..).zip(years.keys()) {
        if expected != *year {
            let problem = format!("the year {expected} is missing");
            return Err(ImportError::new(year.to_string(), problem));
        }
    }
    let table = MonthTable {
        first_year,
        first_day,
        years: years.into_values().collect(),
        leap_months: BTreeMap::new(),
        leap_months_lead: false,
        outside: None,
    };
    let mut definition = Definition::new([id], Kind::MonthTable(table));
    let version = properties.get("version");
    definition.source = version.map(|version| format!("a Hijrah variant of java.time, {version}"));
    definition.eras = Some(vec![EraDefinition {
        code: "ah".to_owned(),
        year_one: Some(1),
        ..EraDefinition::default()
    }]);
    definition.text = Some(TextDefinition {
        like: Some("islamic".to_owned()),
        ..TextDefinition::default()
    });
    Ok(definition)
}
