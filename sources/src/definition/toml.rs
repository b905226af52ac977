//! TOML as a tree of values, and the places of its values.

use core::ops::Range;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::path::Step;
use super::read::Misfit;

/// A text that is no TOML: where, and why.
pub(super) struct Syntax {
    pub(super) span: Option<Range<usize>>,
    pub(super) problem: String,
}

/// Reads a document into a tree. Dates become text.
pub(super) fn tree(text: &str) -> Result<Result<Value, Misfit>, Syntax> {
    let table = DeTable::parse(text).map_err(|error| Syntax {
        span: error.span(),
        problem: error.message().to_owned(),
    })?;
    Ok(object(table.get_ref()))
}

fn object(table: &DeTable<'_>) -> Result<Value, Misfit> {
    let entries = table.iter().map(|(key, value)| {
        let key = key.get_ref().to_string();
        match value_of(value.get_ref()) {
            Ok(value) => Ok((key, value)),
            Err(misfit) => Err(misfit.within(&key)),
        }
    });
    Ok(Value::Object(entries.collect::<Result<Map<_, _>, _>>()?))
}

fn value_of(value: &DeValue<'_>) -> Result<Value, Misfit> {
    let misfit = |problem| Err(Misfit::new("", problem));
    match value {
        DeValue::String(text) => Ok(Value::String(text.to_string())),
        DeValue::Boolean(flag) => Ok(Value::Bool(*flag)),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Ok(number.into()),
            Err(_) => misfit(format!("{number} is too large")),
        },
        DeValue::Float(number) => misfit(format!("{} is not an integer", number.as_str())),
        DeValue::Datetime(moment) if moment.time.is_some() => {
            misfit(format!("{moment} is not a date without a time"))
        }
        DeValue::Datetime(date) => Ok(Value::String(date.to_string())),
        DeValue::Array(items) => {
            let items = items.iter().enumerate().map(|(index, item)| {
                value_of(item.get_ref()).map_err(|misfit| misfit.within(&format!("[{index}]")))
            });
            Ok(Value::Array(items.collect::<Result<_, _>>()?))
        }
        DeValue::Table(table) => object(table),
    }
}

/// Returns the bytes of the value at a path, or of the innermost table around it that there is.
pub(super) fn locate(text: &str, steps: &[Step<'_>]) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let (first, rest) = steps.split_first()?;
    let Step::Key(key) = first else { return None };
    let (_, mut value) = table
        .get_ref()
        .iter()
        .find(|(own, _)| own.get_ref() == key)?;
    for step in rest {
        let inner = match (step, value.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => {
                let mut entries = table.iter();
                entries.find_map(|(own, value)| (own.get_ref() == key).then_some(value))
            }
            (Step::Index(index), DeValue::Array(items)) => items.get(*index),
            _ => None,
        };
        match inner {
            Some(inner) => value = inner,
            None => break,
        }
    }
    Some(value.span())
}
