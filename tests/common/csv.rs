//! Rows of the recorded answers in `tests/data/`.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use calendar_registry::{JulianDay, YearMonthDay};

/// One line of a file, split into its fields.
pub struct Row<'a> {
    pub line: &'a str,
    pub fields: Vec<&'a str>,
}

impl Row<'_> {
    pub fn get<T: FromStr<Err: Debug>>(&self, column: usize) -> T {
        let field = self.fields[column];
        field
            .parse()
            .unwrap_or_else(|error| panic!("{field:?} in {}: {error:?}", self.line))
    }

    /// Returns `None` for a blank field.
    pub fn maybe<T: FromStr<Err: Debug>>(&self, column: usize) -> Option<T> {
        (!self.fields[column].is_empty()).then(|| self.get(column))
    }

    pub fn flag(&self, column: usize) -> bool {
        self.get::<u8>(column) != 0
    }

    pub fn day(&self, column: usize) -> Option<JulianDay> {
        self.maybe(column).map(JulianDay::new)
    }

    /// Returns the date in three columns, or `None` if a part does not fit its type.
    pub fn date(&self, column: usize) -> Option<YearMonthDay> {
        let month = u8::try_from(self.get::<i64>(column + 1)).ok()?;
        let day = u8::try_from(self.get::<i64>(column + 2)).ok()?;
        Some(YearMonthDay::new(self.get(column), month, day))
    }
}

pub fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(file)
}

/// Calls `check` with each row after the heading, and returns the number of rows.
pub fn for_each_row(file: &str, separator: char, mut check: impl FnMut(&Row<'_>)) -> usize {
    let path = path(file);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.lines().skip(1).map(|line| Row {
        line,
        fields: line.split(separator).collect(),
    });
    rows.inspect(|row| check(row)).count()
}
