//! [`IntervalPatterns`]: how two dates are written as one text, `22 – 25 November 2026`.
//!
//! UTS 35 part 4, "Interval Formats": a locale has a pattern for each skeleton and for the greatest
//! field that differs. It is cut before the first field that it repeats: the first part shows the
//! first date, the rest the second one. Without such a pattern both dates are written whole. The
//! nearest skeleton is found, and widths are adjusted, as ICU's `DateIntervalFormat` does.

use std::borrow::Cow;

use super::runs::{Run, runs};
use super::skeleton::{Field, Skeleton};
use super::symbols::{LocalePattern, Symbols};

/// Another field is worse than digits for a name, which is worse than any other width.
const OTHER_FIELD: u32 = 0x1000;
const OTHER_FORM: u32 = 0x100;

/// The greatest field in which two dates differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Difference {
    Era,
    Year,
    Month,
    Day,
}

impl Difference {
    pub(crate) const ALL: [Difference; 4] = [
        Difference::Era,
        Difference::Year,
        Difference::Month,
        Difference::Day,
    ];

    /// The letter by which CLDR names it.
    const fn letter(self) -> u8 {
        match self {
            Difference::Era => b'G',
            Difference::Year => b'y',
            Difference::Month => b'M',
            Difference::Day => b'd',
        }
    }
}

/// The two halves of an interval pattern, in UTS 35's letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Halves {
    /// The text of the first date, with what stands between the dates.
    pub(crate) first: String,
    /// The text of the second date.
    pub(crate) second: String,
}

/// The interval patterns of one skeleton in one locale. Numbers in them are always written in the
/// locale's digits: CLDR gives interval patterns no other numbering.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct IntervalPatterns {
    era: Option<Halves>,
    year: Option<Halves>,
    month: Option<Halves>,
    day: Option<Halves>,
}

impl IntervalPatterns {
    /// Returns the patterns for dates that are written by `skeleton`.
    pub(crate) fn new(skeleton: &Skeleton, symbols: &dyn Symbols) -> Self {
        let formats = symbols.interval_formats();
        let table = Table::of(&formats);
        let mut wanted = normalized(skeleton);
        let mut found = [None, None, None, None];
        if let Some(mut near) = table.nearest(&wanted) {
            for (place, difference) in found.iter_mut().zip(Difference::ALL).rev() {
                let mut pattern = table.get(&near, difference);
                if pattern.is_none() && has_smaller(&wanted, difference) {
                    // Days of two years are shown with the year, also where the skeleton has none.
                    let [wider, its_wider] =
                        [&wanted, &near].map(|skeleton| skeleton.with(difference.letter()));
                    pattern = table.get(&its_wider, difference);
                    if pattern.is_some() {
                        (wanted, near) = (wider, its_wider);
                    }
                }
                *place = pattern.and_then(|pattern| halves(pattern, &wanted, &near));
            }
        }
        let [era, year, month, day] = found;
        IntervalPatterns {
            era,
            year,
            month,
            day,
        }
    }

    /// Returns the pattern for dates whose greatest difference is this one.
    pub(crate) fn get(&self, difference: Difference) -> Option<&Halves> {
        match difference {
            Difference::Era => self.era.as_ref(),
            Difference::Year => self.year.as_ref(),
            Difference::Month => self.month.as_ref(),
            Difference::Day => self.day.as_ref(),
        }
    }
}

/// Returns the pattern that writes both dates whole, from the pattern of one date and the locale's
/// fallback, such as `{0} – {1}`. `None` if the fallback does not name both dates in this order,
/// which every locale of CLDR does.
pub(crate) fn whole_dates<'p>(
    single: &LocalePattern<'p>,
    fallback: &str,
) -> Option<(LocalePattern<'p>, LocalePattern<'p>)> {
    let (before, rest) = fallback.split_once("{0}")?;
    let (between, after) = rest.split_once("{1}")?;
    let around = |before: &str, after: &str| LocalePattern {
        pattern: format!("{}{}{}", quoted(before), single.pattern, quoted(after)).into(),
        numbers: single.numbers.clone(),
    };
    Some((around(before, between), around("", after)))
}

/// Quotes the text so that no letter of it is a field.
fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(|letter: char| letter.is_ascii_alphabetic() || letter == '\'') {
        format!("'{}'", text.replace('\'', "''")).into()
    } else {
        Cow::Borrowed(text)
    }
}

/// CLDR's interval patterns by skeleton.
struct Table<'f> {
    formats: Vec<(Skeleton, u8, &'f str)>,
}

impl<'f> Table<'f> {
    fn of(formats: &'f [(Cow<'_, str>, char, Cow<'_, str>)]) -> Self {
        let read = |(skeleton, letter, pattern): &'f (Cow<'_, str>, char, Cow<'_, str>)| {
            let letter = u8::try_from(*letter).ok()?;
            Some((Skeleton::of_pattern(skeleton)?, letter, pattern.as_ref()))
        };
        Table {
            formats: formats.iter().filter_map(read).collect(),
        }
    }

    fn get(&self, skeleton: &Skeleton, difference: Difference) -> Option<&'f str> {
        let found = self.formats.iter().find(|(its_skeleton, letter, _)| {
            its_skeleton == skeleton && *letter == difference.letter()
        });
        found.map(|(_, _, pattern)| *pattern)
    }

    /// Returns the skeleton with the same fields that is nearest in their widths.
    fn nearest(&self, wanted: &Skeleton) -> Option<Skeleton> {
        let near = self.formats.iter().map(|(skeleton, _, _)| skeleton);
        let near = near.min_by_key(|skeleton| distance(wanted, skeleton))?;
        (distance(wanted, near) < OTHER_FIELD).then_some(*near)
    }
}

/// Returns whether the skeleton has a field that is smaller than this one.
fn has_smaller(skeleton: &Skeleton, difference: Difference) -> bool {
    let smaller: &[Field] = match difference {
        Difference::Day => &[],
        Difference::Month => &[Field::Day, Field::Weekday],
        Difference::Year => &[Field::Quarter, Field::Month, Field::Day, Field::Weekday],
        Difference::Era => &[Field::Year, Field::Month, Field::Day, Field::Weekday],
    };
    smaller.iter().any(|field| skeleton.get(*field).is_some())
}

fn distance(wanted: &Skeleton, other: &Skeleton) -> u32 {
    let away = |field| match (wanted.get(field), other.get(field)) {
        (None, None) => 0,
        (Some((letter, width)), Some((other, its_width))) if letter == other => {
            let is_other_form = field == Field::Month && (width > 2) != (its_width > 2);
            match is_other_form {
                true => OTHER_FORM,
                false => u32::from(width.abs_diff(its_width)),
            }
        }
        _ => OTHER_FIELD,
    };
    Field::ALL
        .into_iter()
        .map(away)
        .fold(0, u32::saturating_add)
}

/// Returns the skeleton with the letters that CLDR's interval skeletons have.
fn normalized(skeleton: &Skeleton) -> Skeleton {
    skeleton.map(|letter, width| match (letter, width) {
        (b'L' | b'M', 1 | 2) => (b'M', 1),
        (b'L', width) => (b'M', width),
        (b'E' | b'c' | b'e', 1..=3) => (b'E', 1),
        (b'c' | b'e', width) => (b'E', width),
        (b'd', _) => (b'd', 1),
        other => other,
    })
}

/// Adjusts the widths of an interval pattern of the skeleton `near` to the wanted ones, and cuts it
/// before the first repeated field. `None` if no field is repeated.
fn halves(pattern: &str, wanted: &Skeleton, near: &Skeleton) -> Option<Halves> {
    let mut parts = [String::with_capacity(pattern.len()), String::new()];
    let mut seen: Vec<u8> = Vec::new();
    let mut is_second = false;
    let mut copied = 0;
    for run in runs(pattern) {
        let between = pattern.get(copied..run.range.start).unwrap_or_default();
        let [first, second] = &mut parts;
        let part = if is_second { second } else { first };
        part.push_str(between);
        // Only the first repeated field counts: the second date repeats others after it.
        let [first, second] = &mut parts;
        is_second |= seen.contains(&run.letter);
        seen.push(run.letter);
        let part = if is_second { second } else { first };
        let width = adjusted_width(&run, wanted, near);
        part.extend(core::iter::repeat_n(char::from(run.letter), width));
        copied = run.range.end;
    }
    let [first, mut second] = parts;
    second.push_str(pattern.get(copied..).unwrap_or_default());
    is_second.then_some(Halves { first, second })
}

/// Returns a width larger than that of the pattern where a larger one is wanted than the skeleton
/// has.
fn adjusted_width(run: &Run, wanted: &Skeleton, near: &Skeleton) -> usize {
    let width = run.width();
    let letter = if run.letter == b'L' { b'M' } else { run.letter };
    let Some(field) = Field::of(letter) else {
        return width;
    };
    let of = |skeleton: &Skeleton| {
        let found = skeleton.get(field).filter(|(its, _)| *its == letter);
        found.map(|(_, width)| usize::from(width))
    };
    match (of(wanted), of(near)) {
        (Some(wanted), Some(its)) if width == its && wanted > its => wanted,
        _ => width,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(pattern: &str) -> Option<(String, String)> {
        let skeleton = "yMMMd".parse().unwrap();
        halves(pattern, &skeleton, &skeleton).map(|halves| (halves.first, halves.second))
    }

    #[test]
    fn pattern_is_cut_before_the_first_repeated_field() {
        let cut = |pattern| cut(pattern).unwrap();
        assert_eq!(cut("d – d MMM y"), ("d – ".into(), "d MMM y".into()));
        assert_eq!(
            cut("MMM d – MMM d, y"),
            ("MMM d – ".into(), "MMM d, y".into())
        );
        assert_eq!(
            cut("d 'de' MMM 'a' d 'de' MMM y"),
            ("d 'de' MMM 'a' ".into(), "d 'de' MMM y".into())
        );
    }

    #[test]
    fn pattern_without_a_repeated_field_is_not_taken() {
        assert_eq!(cut("d MMM y"), None);
    }

    #[test]
    fn wider_fields_are_widened_and_narrower_ones_left() {
        let [long, medium, short] = ["yMMMMd", "yMMMd", "yMd"].map(|text| text.parse().unwrap());
        let widened = halves("d MMM – d MMM y", &long, &medium).unwrap();
        assert_eq!(widened.first, "d MMMM – ");
        let left = halves("dd MMM – dd MMM y", &short, &medium).unwrap();
        assert_eq!(left.second, "dd MMM y");
    }

    #[test]
    fn letters_of_the_fallback_are_quoted() {
        let single = LocalePattern {
            pattern: "d MMM y".into(),
            numbers: "hebr".into(),
        };
        let (first, second) = whole_dates(&single, "{0} to {1}").unwrap();
        assert_eq!(first.pattern, "d MMM y' to '");
        assert_eq!(
            (second.pattern.as_ref(), second.numbers.as_ref()),
            ("d MMM y", "hebr")
        );
        assert_eq!(whole_dates(&single, "{1} – {0}"), None);
    }
}
