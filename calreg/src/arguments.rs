//! Arguments that begin with a minus and are not options: dates with a negative year, negative
//! spans.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};

/// Rewrites a command line in which a value begins with a minus, so that clap does not parse the
/// value as an option: `--from -1` becomes `--from=-1`, and the positional arguments move behind a
/// `--`, in their order. Other command lines are not changed.
///
/// `command` says which options take a value and which digits are options, such as `-3`.
pub(crate) fn separate(
    command: &Command,
    arguments: impl IntoIterator<Item = OsString>,
) -> Vec<OsString> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = arguments.get(1).and_then(|name| name.to_str());
    let Some(subcommand) = name.and_then(|name| command.find_subcommand(name)) else {
        return arguments;
    };
    let mut separated = Separated::default();
    let mut rest = arguments.iter().skip(2);
    while let Some(argument) = rest.next() {
        if argument == "--" {
            separated.positional.extend(rest.by_ref().cloned());
        } else if is_value(subcommand, argument) {
            separated.has_minus |= is_negative(argument);
            separated.positional.push(argument.clone());
        } else if takes_next(subcommand, argument) {
            separated.push_option(argument, rest.next());
        } else {
            separated.options.push(argument.clone());
        }
    }
    if !separated.has_minus {
        return arguments;
    }
    let head = arguments.iter().take(2).cloned();
    let options = head.chain(separated.options);
    options
        .chain([OsString::from("--")])
        .chain(separated.positional)
        .collect()
}

/// A command line, taken apart.
#[derive(Default)]
struct Separated {
    options: Vec<OsString>,
    positional: Vec<OsString>,
    /// Whether a value begins with a minus.
    has_minus: bool,
}

impl Separated {
    /// Adds an option and its value.
    fn push_option(&mut self, option: &OsString, value: Option<&OsString>) {
        let mut joined = option.clone();
        match value {
            Some(value) if is_negative(value) => {
                self.has_minus = true;
                joined.push("=");
                joined.push(value);
                self.options.push(joined);
            }
            value => {
                self.options.push(joined);
                self.options.extend(value.cloned());
            }
        }
    }
}

/// Whether the text begins like a negative year, number or ISO 8601 duration.
fn is_negative(argument: &OsStr) -> bool {
    let bytes = argument.as_encoded_bytes();
    matches!(
        bytes,
        [b'-', b'0'..=b'9', ..] | [b'-', b'P' | b'p', b'0'..=b'9', ..]
    )
}

/// Whether the argument is positional.
fn is_value(command: &Command, argument: &OsStr) -> bool {
    let is_option = argument.as_encoded_bytes().starts_with(b"-") && argument != "-";
    if !is_option {
        return true;
    }
    let flags = argument.to_str().and_then(|text| text.strip_prefix('-'));
    let mut flags = flags.unwrap_or_default().chars();
    is_negative(argument) && !flags.all(|flag| short(command, flag).is_some())
}

/// Whether the value of this option is the next argument.
fn takes_next(command: &Command, option: &OsStr) -> bool {
    let Some(text) = option.to_str() else {
        return false;
    };
    if let Some(long) = text.strip_prefix("--") {
        let mut all = command.get_arguments();
        return all.any(|known| known.get_long() == Some(long) && takes_value(known));
    }
    // Of several short options in one argument, the first that takes a value takes the rest.
    let mut flags = text.chars().skip(1);
    let first = flags.find(|flag| short(command, *flag).is_some_and(takes_value));
    first.is_some() && flags.next().is_none()
}

fn short(command: &Command, flag: char) -> Option<&Arg> {
    let mut all = command.get_arguments();
    all.find(|known| known.get_short() == Some(flag))
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use clap::ArgAction;

    use super::*;

    fn separated(line: &str) -> String {
        let option = |name: &'static str| Arg::new(name).long(name);
        let convert = Command::new("convert")
            .arg(option("from").short('f'))
            .arg(option("json").short('j').action(ArgAction::SetTrue))
            .arg(Arg::new("three").short('3').action(ArgAction::SetTrue))
            .arg(Arg::new("date").num_args(0..));
        let command = Command::new("calreg").subcommand(convert);
        let arguments = line.split(' ').map(OsString::from);
        let separated = separate(&command, arguments);
        separated.join(OsStr::new(" ")).into_string().unwrap()
    }

    #[test]
    fn negative_dates_move_behind_the_options_in_their_order() {
        let cases = [
            (
                "calreg convert -1-01-01 2026-01-01 --json",
                "calreg convert --json -- -1-01-01 2026-01-01",
            ),
            (
                "calreg convert 2026-01-01 -f julian -P1M",
                "calreg convert -f julian -- 2026-01-01 -P1M",
            ),
            (
                "calreg convert -jf julian -5-01-01 -- --json",
                "calreg convert -jf julian -- -5-01-01 --json",
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(separated(line), expected);
        }
    }

    #[test]
    fn negative_value_stays_with_its_option() {
        let long = "calreg convert --from -1 2026-11-22";
        assert_eq!(separated(long), "calreg convert --from=-1 -- 2026-11-22");
        let short = "calreg convert -jf -1 2026-11-22";
        assert_eq!(separated(short), "calreg convert -jf=-1 -- 2026-11-22");
    }

    #[test]
    fn other_command_lines_are_not_changed() {
        for line in [
            "calreg",
            "calreg nothing -1",
            "calreg convert 2026-11-22 --from julian --nothing x",
            "calreg convert -3 2026-11",
            "calreg convert -3j",
            "calreg convert - -j",
        ] {
            assert_eq!(separated(line), line);
        }
    }
}
