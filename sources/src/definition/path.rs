//! Paths of values: `calendar[0].base`.

/// A step of a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

/// Divides a path into its steps.
pub(super) fn steps(path: &str) -> Vec<Step<'_>> {
    let parts = path.split(['.', '[']).filter(|part| !part.is_empty());
    let steps = parts.map(|part| {
        let index = part.strip_suffix(']').and_then(|index| index.parse().ok());
        index.map_or(Step::Key(part), Step::Index)
    });
    steps.collect()
}

/// Joins two paths: `calendar[0]` and `base` to `calendar[0].base`.
pub(super) fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", path) | (path, "") => path.to_owned(),
        _ if inner.starts_with('[') => format!("{outer}{inner}"),
        _ => format!("{outer}.{inner}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, join, steps};

    #[test]
    fn path_is_divided_into_keys_and_indices() {
        let path = join("calendar[10]", "eras[1].code");
        let expected = [
            Step::Key("calendar"),
            Step::Index(10),
            Step::Key("eras"),
            Step::Index(1),
            Step::Key("code"),
        ];
        assert_eq!(steps(&path), expected);
        assert_eq!(steps(""), []);
        assert_eq!(join("months", "[2]"), "months[2]");
    }
}
