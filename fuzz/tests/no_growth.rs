//! Lookups do not allocate or free: neither hits, nor misses, nor invalid names, nor known locales.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic, in its helpers too"
)]

use std::fs;
use std::path::Path;

use calendar_registry::{Locale, Name, Registry};
use calendar_registry_fuzz::names::{look_up, respelled};

#[path = "../../tests/reclamation/alloc.rs"]
#[allow(unreachable_pub, reason = "a module of other tests")]
mod alloc;

use alloc::{Counting, Use, used};

#[global_allocator]
static COUNTING: Counting = Counting;

/// The length of the longest name that is kept without an allocation.
const INLINE: usize = 22;

/// The corpora of two targets, whole and in chunks of several lengths.
fn inputs() -> Vec<Vec<u8>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut all = Vec::new();
    for target in ["names", "queries"] {
        for file in fs::read_dir(corpus.join(target)).unwrap() {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            for length in [1, 7, 8, 9, 16, 17, 63, 64, 65, 200] {
                all.extend(bytes.chunks(length).map(<[u8]>::to_vec));
            }
            all.push(bytes);
        }
    }
    all
}

#[test]
fn lookup_does_not_allocate() {
    let inputs = inputs();
    // The first lookup of a thread registers it with crossbeam_epoch and arc_swap.
    look_up(b"gregorian", &[]);
    let mut names = 0;
    for input in &inputs {
        let spellings = [respelled(input), input.to_ascii_uppercase()];
        let ((), looked) = used(|| look_up(input, &spellings));
        assert_eq!(
            looked,
            Use::default(),
            "{:?}",
            input.escape_ascii().to_string()
        );
        let (is_name, named) = used(|| Name::new(input).is_ok());
        assert_eq!(named.allocations, named.frees);
        assert_eq!(named.allocations > 0, is_name && input.len() > INLINE);
        names += usize::from(is_name);
    }
    // The inputs contain valid and invalid names.
    assert!(
        names > 500 && inputs.len() > 2 * names,
        "{names} of {}",
        inputs.len()
    );
}

/// A tag without extensions never allocates, and one with extensions only when it is new.
#[test]
fn locale_does_not_allocate() {
    let registry = Registry::with_builtins();
    let choose = |tag: &str| {
        let locale = Locale::new(tag).unwrap();
        assert!(Locale::negotiate_among(tag, &[locale]).is_some());
        assert!(Locale::negotiate(tag).weekend().count() > 0);
        registry.pin().calendar_for(&locale).unwrap().id()
    };
    choose("en");
    for tag in ["fa-IR", "zh-TW", "ca-valencia", "tlh"] {
        let (_, looked) = used(|| choose(tag));
        assert_eq!(looked, Use::default(), "{tag}");
    }
    for tag in ["fa-IR-u-ca-islamic-nu-latn", "en-u-ca-acme-fiscal-year"] {
        let (_, first) = used(|| choose(tag));
        assert_eq!(first.allocations, first.frees, "{tag}");
        assert!(first.allocations > 0, "{tag}");
        let (_, again) = used(|| choose(tag));
        assert_eq!(again, Use::default(), "{tag}");
    }
}
