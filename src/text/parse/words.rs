//! [`vocabulary`]: the words of a language that stand in dates.

use std::collections::HashMap;

use super::fold::Folded;
use super::names::{self, NamedMonth, Names};
use super::numerals;
use crate::text::pattern::{Field, Form, Item, Pattern, Symbol};
use crate::text::symbols::Symbols;
use crate::text::{Context, Style, Width};

/// What a word means in a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Month(NamedMonth),
    /// The bit of the day.
    Weekday(u8),
    /// The place in the calendar's list.
    Era(u8),
    CyclicYear(u8),
    /// A day of a Chinese month.
    Day(u8),
    /// The number of a month, as a Roman numeral.
    MonthNumber(u8),
    /// `元` of a Japanese year.
    FirstYear,
    /// What is written beside the number of a leap month.
    LeapMark,
    /// A word of the pattern, such as `de` or `年`.
    Skip,
}

impl Meaning {
    /// Returns whether a field with this symbol can show it as a name.
    pub(super) fn is_of(self, symbol: Symbol) -> bool {
        match self {
            Meaning::Month(_) => matches!(symbol, Symbol::Month | Symbol::MonthAlone),
            Meaning::Weekday(_) => matches!(
                symbol,
                Symbol::Weekday | Symbol::LocalWeekday | Symbol::LocalWeekdayAlone
            ),
            Meaning::Era(_) => symbol == Symbol::Era,
            Meaning::CyclicYear(_) => symbol == Symbol::CyclicYear,
            _ => false,
        }
    }

    /// The smallest one is taken where a word has several.
    pub(super) fn rank(self) -> u8 {
        match self {
            Meaning::Month(_) | Meaning::MonthNumber(_) => 0,
            Meaning::Day(_) => 1,
            // In Chinese and Japanese, 日 behind a number is not Sunday.
            Meaning::Skip => 2,
            Meaning::Weekday(_) => 3,
            Meaning::Era(_) => 4,
            Meaning::FirstYear => 5,
            Meaning::CyclicYear(_) => 6,
            Meaning::LeapMark => 7,
        }
    }
}

/// Returns the numberings of a pattern and of the locale's styles.
pub(super) fn numberings(numbers: &str, symbols: &dyn Symbols) -> String {
    let mut all = String::from(numbers);
    for style in Style::ALL {
        all.push(';');
        all.push_str(&symbols.style(style).numbers);
    }
    all
}

/// Collects all names of a language, of every width and context, and the words of its patterns.
/// Narrow names are taken only where nothing else has that name: many are one letter.
pub(super) fn vocabulary(
    pattern: &Pattern,
    numbers: &str,
    symbols: &dyn Symbols,
) -> Names<Meaning> {
    let numberings = numberings(numbers, symbols);
    let mut words = Words::default();
    let short = [Width::Wide, Width::Abbreviated];
    for width in short {
        words.names(symbols, width);
    }
    words.extend(weekdays(symbols, Width::Short));
    words
        .extend(names::cyclic_years(symbols).map(|(name, year)| (name, Meaning::CyclicYear(year))));
    if numberings.contains("hanidays") {
        words.extend(chinese_days());
    }
    if numberings.contains("jpanyear") {
        words.add("元", Meaning::FirstYear);
    }
    let (before, after) = symbols.numeric_leap_month();
    words.add(&before, Meaning::LeapMark);
    words.add(&after, Meaning::LeapMark);
    if numberings.contains("romanlow") {
        words.extend(roman_months());
    }
    words.pattern(pattern);
    for style in Style::ALL {
        if let Ok(pattern) = Pattern::uts35(&symbols.style(style).pattern) {
            words.pattern(&pattern);
        }
    }
    words.narrow_names(pattern, symbols);
    let mut narrow = Words::default();
    narrow.names(symbols, Width::Narrow);
    // In Hebrew, the letter of a weekday is a day of the month too.
    let is_hebrew = numberings.contains("hebr");
    words.add_where_new(narrow, |meaning| {
        !is_hebrew || matches!(meaning, Meaning::Era(_))
    });
    words.drop_numbered_months(pattern);
    if is_hebrew {
        words.entries.retain(|(name, meaning)| {
            !matches!(meaning, Meaning::Weekday(_)) || name.chars().nth(1).is_some()
        });
    }
    Names::new(words.entries)
}

fn weekdays(symbols: &dyn Symbols, width: Width) -> impl Iterator<Item = (Box<str>, Meaning)> + '_ {
    let contexts = [Context::Format, Context::Standalone].into_iter();
    let days = contexts.flat_map(move |context| names::weekdays(symbols, width, context));
    days.map(|(name, bit)| (name, Meaning::Weekday(bit)))
}

/// The days of a Chinese month, 初一 to 三十.
fn chinese_days() -> impl Iterator<Item = (Box<str>, Meaning)> {
    let tens = ["初", "十", "二", "廿", "三"].into_iter();
    let names = tens.flat_map(|tens| "十一二三四五六七八九".chars().map(move |one| (tens, one)));
    names.filter_map(|(tens, one)| {
        let name = format!("{tens}{one}");
        let (day, _) = numerals::hanidays(&name)?;
        Some((name.into(), Meaning::Day(u8::try_from(day).ok()?)))
    })
}

/// The numbers of months, i to xiii.
fn roman_months() -> impl Iterator<Item = (Box<str>, Meaning)> {
    (1..=13_u8).map(|number| {
        let mut name = String::new();
        crate::text::numerals::roman(number.into(), &mut name);
        (name.into(), Meaning::MonthNumber(number))
    })
}

/// Folded words with their meanings.
#[derive(Default)]
struct Words {
    entries: Vec<(Box<str>, Meaning)>,
}

impl Words {
    fn add(&mut self, name: &str, meaning: Meaning) {
        let name = Folded::new(name).into_text();
        // Digits alone are numbers.
        if name.chars().any(|letter| !letter.is_ascii_digit()) {
            self.entries.push((name, meaning));
        }
    }

    fn extend(&mut self, names: impl Iterator<Item = (Box<str>, Meaning)>) {
        for (name, meaning) in names {
            self.add(&name, meaning);
        }
    }

    fn names(&mut self, symbols: &dyn Symbols, width: Width) {
        for context in [Context::Format, Context::Standalone] {
            let months = names::months(symbols, width, context);
            self.extend(months.map(|(name, month)| (name, Meaning::Month(month))));
        }
        self.extend(weekdays(symbols, width));
        for (name, era) in names::eras(symbols, width) {
            self.add(&name, Meaning::Era(era));
            // "a.d." is written as "AD" too.
            let joined = Folded::new(&name).text().replace(' ', "");
            self.add(&joined, Meaning::Era(era));
        }
    }

    /// Adds the words between the fields of a pattern, and the names with the endings that they have
    /// there, as in Basque `MMMM'ren'`.
    fn pattern(&mut self, pattern: &Pattern) {
        let mut before = None;
        for item in pattern.items() {
            match item {
                Item::Field(field) => before = Some(*field),
                Item::Literal(text) => {
                    let folded = Folded::new(text);
                    for word in folded.text().split(' ') {
                        self.add(word, Meaning::Skip);
                    }
                    self.inflected(before.take(), text);
                }
            }
        }
    }

    /// Adds the names of a field with the letters that follow it.
    fn inflected(&mut self, field: Option<Field>, text: &str) {
        let end = text.find(|letter: char| !super::lenient::is_joined(letter));
        let ending = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
        let Some(field) = field.filter(|_| !ending.is_empty()) else {
            return;
        };
        let ending = Folded::new(ending).into_text();
        let names = self.entries.iter();
        let names = names.filter(|(_, meaning)| meaning.is_of(field.symbol));
        let inflected = names.map(|(name, meaning)| (format!("{name}{ending}").into(), *meaning));
        let inflected: Vec<_> = inflected.collect();
        self.entries.extend(inflected);
    }

    /// Drops names such as `7月` where the pattern writes numbers so. For Hebrew, CLDR counts the names
    /// by another rule than the months.
    fn drop_numbered_months(&mut self, pattern: &Pattern) {
        let items = pattern.items();
        for (month, behind) in items.iter().zip(items.iter().skip(1)) {
            let (Item::Field(field), Item::Literal(text)) = (month, behind) else {
                continue;
            };
            let is_month = matches!(field.symbol, Symbol::Month | Symbol::MonthAlone);
            if !is_month || !matches!(field.form(), Form::Number(_)) {
                continue;
            }
            let folded = Folded::new(text);
            let word = folded.text().split(' ').next().unwrap_or_default();
            self.entries.retain(|(name, meaning)| {
                let number = name.strip_suffix(word).unwrap_or_default();
                let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
                !matches!(meaning, Meaning::Month(_)) || number.is_empty() || !is_number
            });
        }
    }

    /// Adds the narrow names that the pattern shows.
    fn narrow_names(&mut self, pattern: &Pattern, symbols: &dyn Symbols) {
        for field in pattern.items().iter().filter_map(Item::field) {
            if let Form::Name(Width::Narrow, _) = field.form() {
                let mut shown = Words::default();
                shown.names(symbols, Width::Narrow);
                let names = shown.entries.into_iter();
                let names = names.filter(|(_, meaning)| meaning.is_of(field.symbol));
                self.entries.extend(names);
            }
        }
    }

    /// Adds the names that are neither here nor there twice.
    fn add_where_new(&mut self, other: Words, accept: impl Fn(&Meaning) -> bool) {
        let mut meanings: HashMap<&str, Option<Meaning>> = HashMap::new();
        for (name, meaning) in &other.entries {
            let entry = meanings.entry(name).or_insert(Some(*meaning));
            if *entry != Some(*meaning) {
                *entry = None;
            }
        }
        let known: std::collections::HashSet<&str> =
            self.entries.iter().map(|(name, _)| name.as_ref()).collect();
        let new = meanings.into_iter().filter_map(|(name, meaning)| {
            let meaning = meaning.filter(|meaning| accept(meaning))?;
            (!known.contains(name)).then(|| (Box::<str>::from(name), meaning))
        });
        let new: Vec<_> = new.collect();
        self.entries.extend(new);
    }
}
