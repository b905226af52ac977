//! JSON as a tree of values, and the places of its values.

use core::ops::Range;

use serde_json::Value;

use super::path::Step;
use super::read::Unique;
use super::toml::Syntax;

/// Reads a document into a tree. `serde_json` allows 128 levels.
pub(super) fn tree(text: &str) -> Result<Value, Syntax> {
    let tree: Result<Unique, _> = serde_json::from_str(text);
    tree.map(|tree| tree.0).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        let problem = error.to_string();
        // The place is shown in front.
        let end = problem.rfind(" at line ").unwrap_or(problem.len());
        Syntax {
            span: Some(at..at),
            problem: problem.get(..end).unwrap_or_default().to_owned(),
        }
    })
}

/// Returns the byte of a line and a column. `serde_json` counts the bytes of a line from 1, and its
/// lines from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let before: usize = lines.map(str::len).sum();
    let mut at = before
        .saturating_add(column.saturating_sub(1))
        .min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

/// Returns the bytes of the value at a path, or of the innermost value around it that there is.
/// The text must be JSON.
pub(super) fn locate(text: &str, steps: &[Step<'_>]) -> Range<usize> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.skip_space();
    for step in steps {
        let outer = scanner.at;
        if !scanner.enter(*step) {
            scanner.at = outer;
            break;
        }
    }
    let start = scanner.at;
    scanner.skip_value();
    start..scanner.at
}

/// Walks over valid JSON. At the end of the text it stays there.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at = self.at.saturating_add(1);
        Some(byte)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.next();
        }
    }

    /// Moves into a table or a list, to the value of the key or to the item. `false` if there is none.
    fn enter(&mut self, step: Step<'_>) -> bool {
        let is_table = match self.next() {
            Some(b'{') => true,
            Some(b'[') => false,
            _ => return false,
        };
        for index in 0_usize.. {
            self.skip_space();
            if matches!(self.peek(), None | Some(b'}' | b']')) {
                return false;
            }
            let found = if is_table {
                let key = self.key();
                matches!(step, Step::Key(wanted) if key.as_deref() == Some(wanted))
            } else {
                step == Step::Index(index)
            };
            if found {
                return true;
            }
            self.skip_value();
            self.skip_space();
            if self.peek() == Some(b',') {
                self.next();
            }
        }
        false
    }

    /// Reads a key and the colon, up to the value.
    fn key(&mut self) -> Option<String> {
        let start = self.at;
        self.skip_value();
        let key = self.text.get(start..self.at);
        self.skip_space();
        self.next();
        self.skip_space();
        serde_json::from_str(key?).ok()
    }

    /// Moves behind a value.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.next() {
                None => return,
                Some(b'"') => self.skip_string(),
                Some(b'{' | b'[') => depth = depth.saturating_add(1),
                Some(b'}' | b']') => depth = depth.saturating_sub(1),
                Some(_) => {}
            }
            // A number or a word ends before one of these.
            let ends = matches!(self.peek(), None | Some(b',' | b':' | b'}' | b']'))
                || self.peek().is_some_and(|byte| byte.is_ascii_whitespace());
            if depth == 0 && ends {
                return;
            }
        }
    }

    /// Moves behind a text whose first quote was read.
    fn skip_string(&mut self) {
        while let Some(byte) = self.next() {
            match byte {
                b'"' => return,
                b'\\' => {
                    self.next();
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::path::steps;
    use super::locate;

    fn at<'t>(text: &'t str, path: &str) -> &'t str {
        text.get(locate(text, &steps(path)))
            .expect("bytes of the text")
    }

    #[test]
    fn value_is_located_by_its_path() {
        let text = r#" { "a" : [ 1, {"b\"": [true , "x]"], "c":{}} ,null ] , "d": -2} "#;
        assert_eq!(at(text, "d"), "-2");
        assert_eq!(at(text, "a[0]"), "1");
        assert_eq!(at(text, "a[1].b\"[1]"), "\"x]\"");
        assert_eq!(at(text, "a[1].b\"[0]"), "true");
        assert_eq!(at(text, "a[1].c"), "{}");
        assert_eq!(at(text, "a[2]"), "null");
    }

    #[test]
    fn missing_value_is_located_at_the_value_around_it() {
        let text = r#"{"a": [1, 2]}"#;
        assert_eq!(at(text, "a[2].x"), "[1, 2]");
        assert_eq!(at(text, "b"), text);
        assert_eq!(at(text, "a.b"), "[1, 2]");
    }
}
