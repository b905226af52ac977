//! [`Mark`]: how the current day is marked.

use std::ffi::OsString;

/// How today is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// Reverse video, for terminals.
    Reverse,
    /// Brackets, for pipes and files.
    Brackets,
}

impl Mark {
    /// Chooses reverse video on a terminal, unless `NO_COLOR` is set and not empty or `TERM` is `dumb`.
    pub(super) fn choose(terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = variable("TERM").is_some_and(|value| value == "dumb");
        if terminal && !no_color && !dumb {
            Mark::Reverse
        } else {
            Mark::Brackets
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reverse_video_needs_a_colour_terminal() {
        let none = |_: &str| None;
        assert_eq!(Mark::choose(true, none), Mark::Reverse);
        assert_eq!(Mark::choose(false, none), Mark::Brackets);
        let set = |wanted: &'static str, value: &'static str| {
            move |name: &str| (name == wanted).then(|| value.into())
        };
        assert_eq!(Mark::choose(true, set("NO_COLOR", "1")), Mark::Brackets);
        assert_eq!(Mark::choose(true, set("NO_COLOR", "")), Mark::Reverse);
        assert_eq!(Mark::choose(true, set("TERM", "dumb")), Mark::Brackets);
    }
}
