//! From a tree of values to definitions. Both formats are read into this tree.

use core::fmt;

use serde::de::{DeserializeOwned, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::path::join;
use super::{COMMON, Common, Definition, Kind};

/// A value that does not fit: its path, and what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Misfit {
    pub(super) path: String,
    pub(super) problem: String,
}

impl Misfit {
    pub(super) fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Misfit {
            path: path.into(),
            problem: problem.into(),
        }
    }

    /// Puts the path of an outer value in front.
    pub(super) fn within(mut self, outer: &str) -> Self {
        self.path = join(outer, &self.path);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.problem)
        } else {
            write!(f, "{}: {}", self.path, self.problem)
        }
    }
}

/// Reads a type from a tree.
pub(super) fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Misfit> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        Misfit::new(path, error.into_inner().to_string())
    })
}

/// Reads a calendar from its table. The kind says which fields there are beside those that all have,
/// so the table is divided: a tagged enum of serde would lose the paths and allow unknown fields.
pub(super) fn definition(table: Value) -> Result<Definition, Misfit> {
    let Value::Object(mut fields) = table else {
        return Err(Misfit::new("", "expected a table of a calendar"));
    };
    let tag = match fields.remove("kind") {
        Some(Value::String(tag)) => tag,
        Some(_) => return Err(Misfit::new("kind", known_kinds())),
        None => {
            return Err(Misfit::new(
                "",
                format!("missing field `kind`: {}", known_kinds()),
            ));
        }
    };
    if !Kind::TAGS.contains(&tag.as_str()) {
        return Err(Misfit::new("kind", format!("{tag:?}: {}", known_kinds())));
    }
    let mut common = Map::new();
    for field in COMMON {
        if let Some(value) = fields.remove(field) {
            common.insert(field.to_owned(), value);
        }
    }
    let common: Common = typed(Value::Object(common))?;
    let kind =
        Kind::read(&tag, fields).unwrap_or_else(|| Err(Misfit::new("kind", known_kinds())))?;
    Ok(Definition {
        names: common.names,
        unicode_id: common.unicode_id,
        source: common.source,
        announced: common.announced,
        authoritative: common.authoritative,
        eras: common.eras,
        text: common.text,
        kind,
    })
}

fn known_kinds() -> String {
    format!("expected one of {}", Kind::TAGS.join(", "))
}

/// A tree in which no table has a key twice. In `serde_json::Value` the last one would count.
pub(super) struct Unique(pub(super) Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree).map(Unique)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Err(E::custom(format!("{value} is not an integer")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Unique(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("the key {key:?} occurs twice")));
            }
            let Unique(value) = entries.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}
