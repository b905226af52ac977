//! Suggestions for a calendar name that no calendar has: "did you mean …?".

use calendar_registry::{Name, Snapshot};

/// A suggestion lists at most this many names.
pub const MOST: usize = 3;

/// The lowest similarity of a suggested name, from 0 to 1. Below, a transposed or missing letter
/// in a short name is no longer found; above, unrelated names are.
const SIMILAR: f64 = 0.85;

/// The limit on the work of one suggestion: the sum of the products of the lengths of the compared
/// names. Names of ten bytes exhaust it after some 10,000 comparisons.
const WORK: usize = 1 << 20;

/// Returns the registered names that are most similar to a requested name, best first: at most
/// [`MOST`], and one for each calendar.
///
/// Names are compared by the similarity of Jaro and Winkler, which favours a common beginning, so
/// `japan` finds `Japanese`. Case and separators do not count.
///
/// The cost is bounded: a text that is longer than a name can be gets no suggestion, and with many
/// thousand calendars only the first registered ones are compared.
///
/// ```
/// use calendar_registry::Registry;
/// use calreg::suggest::suggestions;
///
/// let snapshot = Registry::with_builtins().snapshot();
/// assert_eq!(suggestions(&snapshot, b"jalaly"), ["Jalali"]);
/// assert!(suggestions(&snapshot, b"xyz").is_empty());
/// ```
#[must_use]
pub fn suggestions(snapshot: &Snapshot, requested: &[u8]) -> Vec<String> {
    let mut work = WORK;
    nearest(snapshot, requested, &mut work)
}

fn nearest(snapshot: &Snapshot, requested: &[u8], work: &mut usize) -> Vec<String> {
    if requested.len() > Name::MAX_LEN {
        return Vec::new();
    }
    let requested = folded(&String::from_utf8_lossy(requested));
    let mut found: Vec<(f64, &str)> = Vec::new();
    for calendar in snapshot.calendars() {
        let mut best: Option<(f64, &str)> = None;
        for name in calendar.names() {
            let Some(rest) = rest(*work, &requested, name.as_str()) else {
                return sorted(found);
            };
            *work = rest;
            let similarity = strsim::jaro_winkler(&requested, &folded(name.as_str()));
            if similarity >= best.map_or(SIMILAR, |(best, _)| best.next_up()) {
                best = Some((similarity, name.as_str()));
            }
        }
        found.extend(best);
    }
    sorted(found)
}

/// Subtracts the work of one comparison. `None` if too little is left.
fn rest(work: usize, requested: &str, name: &str) -> Option<usize> {
    work.checked_sub(requested.len().max(1).checked_mul(name.len())?)
}

/// Sorts by similarity. Equally similar names stay in the order of registration.
fn sorted(mut found: Vec<(f64, &str)>) -> Vec<String> {
    found.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    let names = found.into_iter().take(MOST);
    names.map(|(_, name)| name.to_owned()).collect()
}

fn folded(name: &str) -> String {
    let letters = name.chars().filter(|letter| !" -_".contains(*letter));
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use calendar_registry::{Registry, Renamed, calendars::Iso};

    use super::*;

    fn suggested(requested: &str) -> Vec<String> {
        suggestions(&Registry::with_builtins().snapshot(), requested.as_bytes())
    }

    #[test]
    fn misspelled_name_finds_the_calendar_first() {
        let misspelled = [
            ("jalaly", "Jalali"),
            ("gregorien", "Gregorian"),
            ("islamic-civl", "Islamic Civil"),
            ("ISLAMICCIVIL", "Islamic Civil"),
            ("persain", "Persian"),
            ("hebrw", "Hebrew"),
            ("umalqra", "Umalqura"),
            ("japan", "Japanese"),
            ("korea", "Korean"),
            ("iso8610", "ISO 8601"),
            ("chinees", "Chinese"),
        ];
        for (requested, name) in misspelled {
            let suggested = suggested(requested);
            assert_eq!(
                suggested.first().map(String::as_str),
                Some(name),
                "{requested}"
            );
        }
    }

    #[test]
    fn each_calendar_is_suggested_once_and_at_most_three_are() {
        let islamic = suggested("islamic-");
        assert_eq!(islamic.len(), MOST, "{islamic:?}");
        let registry = Registry::with_builtins();
        let ids = islamic
            .iter()
            .map(|name| registry.resolve(name).unwrap().id());
        let ids: HashSet<_> = ids.collect();
        assert_eq!(ids.len(), MOST, "{islamic:?}");
    }

    #[test]
    fn unrelated_or_hostile_name_finds_nothing() {
        for requested in ["", "xyz", "q", "\u{1b}[31m", "東京支店"] {
            assert_eq!(suggested(requested), [""; 0], "{requested}");
        }
        let long = "gregorian".repeat(1 << 17);
        assert_eq!(suggested(&long), [""; 0]);
        let snapshot = Registry::with_builtins().snapshot();
        assert_eq!(suggestions(&snapshot, b"gregori\xff\xff"), ["Gregorian"]);
    }

    #[test]
    fn work_is_bounded_however_many_calendars_are_registered() {
        let registry = Registry::new();
        let register = |name: String| registry.register(Renamed::new(Iso, [name])).unwrap();
        register("tenant-first".to_owned());
        for number in 0..20_000 {
            register(format!("other-{number:05}"));
        }
        register("tenant-last".to_owned());
        let mut work = WORK;
        let found = nearest(&registry.snapshot(), b"tenant-lats", &mut work);
        assert_eq!(found, ["tenant-first"], "the last names are not compared");
        assert!(
            work < WORK / 1000,
            "the rest is less than a comparison: {work}"
        );
    }
}
