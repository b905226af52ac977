//! What an input is read as: spellings, changes, operations.

use arbitrary::Arbitrary;

/// A name in one of its spellings.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub(super) struct Spelling {
    base: u8,
    style: u8,
}

/// Few names, so that they meet; the last six are none.
pub(super) const BASES: [&str; 20] = [
    "a",
    "b",
    "c",
    "d-e",
    "f_g h",
    "i:j",
    "k.l",
    "m/n",
    "A-B",
    "ab",
    "gregory",
    "jalali",
    "islamic civil",
    "exactly-64-bytes-of-name.exactly-64-bytes-of-name.exactly-64-byte",
    "",
    "-a",
    "a ",
    "b--c",
    "na\u{ef}ve",
    "longer than 64 bytes.longer than 64 bytes.longer than 64 bytes.65",
];

impl Spelling {
    pub(super) fn text(self) -> String {
        let style = self.style;
        let spelled = BASES[usize::from(self.base) % BASES.len()]
            .chars()
            .enumerate();
        let spell = |(at, letter): (usize, char)| match letter {
            '-' | '_' | ' ' if style & 3 != 3 => ['-', '_', ' '][usize::from(style & 3)],
            _ if style >> (2 + at % 6) & 1 == 1 => letter.to_ascii_uppercase(),
            _ => letter,
        };
        spelled.map(spell).collect()
    }
}

/// The names of a backend.
#[derive(Arbitrary, Clone, Debug)]
pub(super) struct Names {
    count: u8,
    spelled: [Spelling; 4],
}

impl Names {
    pub(super) fn texts(&self) -> Vec<String> {
        let count = usize::from(self.count % 5);
        self.spelled
            .iter()
            .take(count)
            .map(|name| name.text())
            .collect()
    }
}

/// A change of the registry, alone or in an update.
#[derive(Arbitrary, Clone, Debug)]
pub(super) enum Change {
    Register(Names),
    /// A backend that the registry may have already.
    RegisterAgain(u8),
    Replace(Spelling, Names),
    ReplaceAgain(Spelling, u8),
    /// A calendar that was held, perhaps for long.
    ReplaceIf(u8, Names),
    Unregister(Spelling),
}

#[derive(Arbitrary, Clone, Debug)]
pub(super) enum Operation {
    Change(Change),
    Update {
        count: u8,
        changes: [Change; 4],
        /// Whether the closure passes over what cannot be recorded.
        stubborn: bool,
        gives_up: bool,
    },
    Resolve(Spelling),
    Get(u8),
    HoldCalendar(Spelling),
    HoldSnapshot,
    LetGo(u8),
    /// From here on under one more pin, up to the next `Unpin`.
    Pin,
    Unpin,
    Reclaim,
}
