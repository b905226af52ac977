//! [`resolve`]: the best pattern that a locale has for a skeleton.
//!
//! UTS 35 part 4, "Matching Skeletons": the candidate at the least distance is taken, the widths of
//! its fields are adjusted to the wanted ones, and missing fields are appended. The distances are
//! those of ICU's `DateTimePatternGenerator`.

use std::borrow::Cow;

use super::Skeleton;
use super::field::{Field, kind};
use crate::text::Style;
use crate::text::runs::runs;
use crate::text::symbols::{LocalePattern, Symbols};

/// A field that the candidate lacks is worse than any other form of it.
const MISSING: i32 = 0x1000;

/// A pattern of the locale.
struct Candidate<'s> {
    skeleton: Skeleton,
    pattern: LocalePattern<'s>,
    /// Whether CLDR gives the skeleton itself: `yMMM` can have a pattern with `MM`, which is then
    /// meant so.
    is_specified: bool,
}

/// Which fields, as bits in the order of [`Field`].
type Set = u16;

const fn bit(field: Field) -> Set {
    1_u16.wrapping_shl(field as u32)
}

/// Returns the pattern for a skeleton in a locale. There is one for every skeleton: fields that no
/// pattern of the locale has are appended after a space.
pub(crate) fn resolve<'s>(wanted: &Skeleton, symbols: &'s dyn Symbols) -> LocalePattern<'s> {
    let candidates = candidates(symbols);
    let mut needed: Set = (Field::ALL.into_iter())
        .filter(|field| wanted.get(*field).is_some())
        .fold(0, |set, field| set | bit(field));
    let mut whole: Option<LocalePattern<'s>> = None;
    // Each round finds at least one field.
    while let Some((best, missing)) = nearest(wanted, needed, &candidates) {
        let part = adjust(best, wanted);
        whole = Some(match whole {
            None => part,
            Some(before) => append(before, part),
        });
        needed = missing;
    }
    for field in Field::ALL {
        if let Some((letter, width)) = wanted.get(field).filter(|_| needed & bit(field) != 0) {
            let letters = String::from_utf8(vec![letter; usize::from(width)]).unwrap_or_default();
            let part = LocalePattern {
                pattern: letters.into(),
                numbers: Cow::Borrowed(""),
            };
            whole = Some(match whole {
                None => part,
                Some(before) => append(before, part),
            });
        }
    }
    // A skeleton has at least one field, so this is never taken.
    whole.unwrap_or(LocalePattern {
        pattern: Cow::Borrowed(""),
        numbers: Cow::Borrowed(""),
    })
}

/// Returns the patterns of the locale: those with a skeleton, then the styles.
fn candidates(symbols: &dyn Symbols) -> Vec<Candidate<'_>> {
    let available = symbols.available_formats().into_iter();
    let available = available.filter_map(|(skeleton, pattern)| {
        Some(Candidate {
            skeleton: Skeleton::of_pattern(&skeleton)?,
            pattern,
            is_specified: true,
        })
    });
    let styles = Style::ALL.into_iter().filter_map(|style| {
        let pattern = symbols.style(style);
        Some(Candidate {
            skeleton: Skeleton::of_pattern(&pattern.pattern)?,
            pattern,
            is_specified: false,
        })
    });
    available.chain(styles).collect()
}

/// Returns the candidate nearest to the needed fields, and those of them that it lacks. It has at
/// least one of them, and no other field.
fn nearest<'c, 's>(
    wanted: &Skeleton,
    needed: Set,
    candidates: &'c [Candidate<'s>],
) -> Option<(&'c Candidate<'s>, Set)> {
    let mut best: Option<(i32, Set, &Candidate<'s>)> = None;
    for candidate in candidates {
        let Some((distance, missing)) = distance(wanted, needed, &candidate.skeleton) else {
            continue;
        };
        let is_better = best.is_none_or(|(least, its_missing, _)| {
            // Between equals, the one that lacks smaller fields.
            distance < least || (distance == least && its_missing < missing)
        });
        if missing != needed && is_better {
            best = Some((distance, missing, candidate));
        }
    }
    best.map(|(_, missing, candidate)| (candidate, missing))
}

/// Returns how far a candidate is from the needed fields, and those that it lacks. `None` if it has
/// other fields: a single letter for each field is always nearer.
fn distance(wanted: &Skeleton, needed: Set, candidate: &Skeleton) -> Option<(i32, Set)> {
    let mut distance = 0_i32;
    let mut missing = 0;
    for field in Field::ALL {
        let wanted = wanted.get(field).filter(|_| needed & bit(field) != 0);
        let away = match (wanted, candidate.get(field)) {
            (None, None) => 0,
            (None, Some(_)) => return None,
            (Some(_), None) => {
                missing |= bit(field);
                MISSING
            }
            (Some((letter, width)), Some((its_letter, its_width))) => kind(letter, width)
                .saturating_sub(kind(its_letter, its_width))
                .saturating_abs(),
        };
        distance = distance.saturating_add(away);
    }
    Some((distance, missing))
}

/// Writes the fields of a pattern in the widths that are wanted.
fn adjust<'s>(candidate: &Candidate<'s>, wanted: &Skeleton) -> LocalePattern<'s> {
    let pattern = candidate.pattern.pattern.as_ref();
    let mut adjusted = String::with_capacity(pattern.len());
    let mut copied = 0;
    for run in runs(pattern) {
        adjusted.push_str(pattern.get(copied..run.range.start).unwrap_or_default());
        copied = run.range.end;
        let (letter, width) = adjusted_field(candidate, wanted, run.letter, run.width());
        adjusted.extend(core::iter::repeat_n(char::from(letter), width));
    }
    if adjusted.is_empty() {
        return candidate.pattern.clone();
    }
    adjusted.push_str(pattern.get(copied..).unwrap_or_default());
    let numbers = candidate.pattern.numbers.clone();
    match adjusted == pattern {
        true => candidate.pattern.clone(),
        false => LocalePattern {
            pattern: adjusted.into(),
            numbers,
        },
    }
}

/// Returns the letter and the width to write for one field of a candidate.
fn adjusted_field(
    candidate: &Candidate<'_>,
    wanted: &Skeleton,
    letter: u8,
    width: usize,
) -> (u8, usize) {
    let unchanged = (letter, width);
    let Some(field) = Field::of(letter) else {
        return unchanged;
    };
    let Some((wanted_letter, wanted_width)) = wanted.get(field) else {
        return unchanged;
    };
    let written_width = u8::try_from(width).unwrap_or(u8::MAX);
    let is_name = kind(letter, written_width) < 0;
    // `E` to `EEE` are one form.
    let own_form = |letter, width: u8| if letter == b'E' { width.max(3) } else { width };
    let mut new_width = own_form(wanted_letter, wanted_width);
    let specified = candidate.skeleton.get(field);
    if let Some((its_letter, its_width)) = specified.filter(|_| candidate.is_specified) {
        let is_same_width = own_form(its_letter, its_width) == new_width;
        // CLDR has digits for a name, or a name for digits, on purpose.
        let is_other_form = (kind(its_letter, its_width) < 0) != is_name;
        if !matches!(wanted_letter, b'c' | b'e') && (is_same_width || is_other_form) {
            new_width = written_width;
        }
    }
    let keeps_letter = matches!(field, Field::Month | Field::Weekday)
        || (field == Field::Year && wanted_letter != b'Y');
    let new_letter = if keeps_letter { letter } else { wanted_letter };
    (new_letter, usize::from(new_width))
}

/// Writes one pattern after another.
fn append<'s>(before: LocalePattern<'s>, part: LocalePattern<'s>) -> LocalePattern<'s> {
    let numbers = match before.numbers.is_empty() {
        true => part.numbers,
        false => before.numbers,
    };
    LocalePattern {
        pattern: format!("{} {}", before.pattern, part.pattern).into(),
        numbers,
    }
}
