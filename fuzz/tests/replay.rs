//! Runs each target on its corpus, on every toolchain.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;

use calendar_registry::Locale;
use calendar_registry_fuzz::{definitions, locales, text};

/// Serializes the tests: pins of one target would delay the reclamation that another one checks.
static SERIAL: Mutex<()> = Mutex::new(());

fn replay(target: &str, run: fn(&[u8])) {
    let _serial = SERIAL.lock();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    let mut files = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let input = fs::read(&path).unwrap();
        if catch_unwind(AssertUnwindSafe(|| run(&input))).is_err() {
            panic!("{} fails", path.display());
        }
        files += 1;
    }
    assert!(files > 0, "{} is empty", folder.display());
}

macro_rules! replay_corpus {
    ($($target:ident)*) => {$(
        #[test]
        fn $target() {
            replay(stringify!($target), calendar_registry_fuzz::$target::run);
        }
    )*};
}

replay_corpus!(names operations dates fields patterns queries read_dates text locales definitions);

/// Random inputs of `read_dates`: most texts of dates have changes.
#[test]
fn generated_texts_of_dates_are_read() {
    let _serial = SERIAL.lock();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..4_000 {
        let input: [u8; 24] = std::array::from_fn(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[4]
        });
        calendar_registry_fuzz::read_dates::run(&input);
    }
}

/// Random inputs of `text`: both readers accept many texts, and reject many.
#[test]
fn generated_texts_have_the_result_of_a_second_reader() {
    let _serial = SERIAL.lock();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut found = [0; 3];
    for _ in 0..50_000 {
        let input: [u8; 24] = std::array::from_fn(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[4]
        });
        found[text::compare(&text::generated(&input)) as usize] += 1;
    }
    assert!(found.iter().all(|count| *count > 1_500), "{found:?}");
}

/// Random inputs of `locales`: many are tags, and many headers have an answer.
#[test]
fn generated_locales_have_the_answer_of_the_model() {
    let _serial = SERIAL.lock();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut found = [0; 2];
    for count in 0..20_000 {
        let input: [u8; 24] = std::array::from_fn(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[4]
        });
        let text = locales::generated(&input[..count % 24]);
        locales::run(text.as_bytes());
        found[0] += usize::from(Locale::new(&text).is_ok());
        found[1] += usize::from(Locale::negotiate(&text) != Locale::default());
    }
    assert!(found.iter().all(|count| *count > 500), "{found:?}");
}

/// The files of the corpus with other numbers: some of them define calendars, and these pass the
/// conformance suite.
#[test]
fn definitions_with_other_numbers_pass_the_conformance_suite() {
    let _serial = SERIAL.lock();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/definitions");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 32
    };
    let (mut accepted, mut rejected) = (0, 0);
    for file in files {
        let text = String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
        for _ in 0..ROUNDS {
            match definitions::check(&with_other_numbers(&text, &mut random)) {
                true => accepted += 1,
                false => rejected += 1,
            }
        }
    }
    assert!(accepted > 20 && rejected > 20, "{accepted} {rejected}");
}

/// The number of changed texts of each file.
const ROUNDS: u32 = 4;

/// Changes about one number in eight, in dates the day only.
fn with_other_numbers(text: &str, random: &mut impl FnMut() -> u64) -> String {
    let mut changed = String::new();
    let mut number = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if !number.is_empty() {
            let digits = u32::try_from(number.len()).unwrap();
            let other = random() % 10_u64.pow(digits.min(6));
            match random() % 8 {
                0 if digits < 3 => changed += &format!("{other:0width$}", width = number.len()),
                _ => changed += &number,
            }
            number.clear();
        }
        changed.push(letter);
    }
    changed
}
