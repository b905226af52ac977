//! The tables of names and patterns: which values there are, and in which order.
//!
//! The root of a locale is a node with the node of each calendar, in the order of [`CALENDARS`], then
//! the node of the calendars' own names, then the node of numbers: default and native numbering, the
//! minus sign of `latn`, and pairs of another numbering and its minus sign where it differs.
//!
//! The node of a calendar has four nodes, grouped by what calendars have in common:
//!
//! | | |
//! |---|---|
//! | 0 | months: six lists: format wide, abbreviated, narrow, then the same alone. Hebrew's last is Adar II |
//! | 1 | eras: four lists: codes; wide, abbreviated and narrow names |
//! | 2, 0 | weekdays: eight lists from Sunday: format wide, abbreviated, short, narrow, then alone |
//! | 2, 1 | quarters: six lists, as of months |
//! | 2, 2 | leap months: seven patterns: the six of months, then that of numbers; or nothing |
//! | 2, 3 | cyclic years: 60 names, or nothing |
//! | 3, 0 | styles: four patterns, full to short |
//! | 3, 1 | skeletons: two lists: skeletons, patterns |
//! | 3, 2 | intervals: two lists: skeleton, `/`, greatest difference; patterns |
//! | 3, 3 | the pattern of an interval without another |
//!
//! A pattern with other digits than the locale's ends with a byte 0 and CLDR's attribute `numbers`.

use std::error::Error;

use crate::locales::{Locales, ROOT, tag};
use crate::pool::Pool;
use crate::resolve::Resolver;

/// The calendars by CLDR's names, in the order of `Cldr` in `src/text/cldr_calendar.rs`.
const CALENDARS: [&str; 17] = [
    "buddhist",
    "chinese",
    "coptic",
    "dangi",
    "ethiopic",
    "ethiopic-amete-alem",
    "gregorian",
    "hebrew",
    "indian",
    "islamic",
    "islamic-civil",
    "islamic-tbla",
    "islamic-umalqura",
    "iso8601",
    "japanese",
    "persian",
    "roc",
];

/// The letters of dates in skeletons. Skeletons with others are of times.
const DATE_LETTERS: &str = "GyYuUrQqMLwWdDFgEec";

const CONTEXTS: [&str; 2] = ["format", "stand-alone"];
const WIDTHS: [&str; 3] = ["wide", "abbreviated", "narrow"];
const DAY_WIDTHS: [&str; 4] = ["wide", "abbreviated", "short", "narrow"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const ERAS: [&str; 3] = ["eraNames", "eraAbbr", "eraNarrow"];
const STYLES: [&str; 4] = ["full", "long", "medium", "short"];

/// The paths of one calendar's values.
struct Calendar {
    months: Vec<Vec<u32>>,
    leap_months: Vec<u32>,
    weekdays: Vec<Vec<u32>>,
    quarters: Vec<Vec<u32>>,
    era_codes: &'static [(&'static str, u32)],
    eras: Vec<Vec<u32>>,
    cyclic_years: Vec<u32>,
    styles: Vec<u32>,
    skeletons: Vec<(String, u32)>,
    intervals: Vec<(String, u32)>,
    fallback: u32,
    name: u32,
}

/// Returns the eras of a calendar: the code, and CLDR's number. The codes are those of
/// `calendarData` in `supplementalData.xml`.
fn eras(calendar: &str) -> &'static [(&'static str, u32)] {
    match calendar {
        "buddhist" => &[("be", 0)],
        "coptic" => &[("am", 1)],
        "ethiopic" => &[("aa", 0), ("am", 1)],
        "ethiopic-amete-alem" => &[("aa", 0)],
        "gregorian" | "iso8601" => &[("bce", 0), ("ce", 1)],
        "hebrew" => &[("am", 0)],
        "indian" => &[("shaka", 0)],
        "islamic" | "islamic-civil" | "islamic-tbla" | "islamic-umalqura" => {
            &[("ah", 0), ("bh", 1)]
        }
        // The first two are Gregorian's.
        "japanese" => &[
            ("bce", 0),
            ("ce", 1),
            ("meiji", 232),
            ("taisho", 233),
            ("showa", 234),
            ("heisei", 235),
            ("reiwa", 236),
        ],
        "persian" => &[("ap", 0)],
        "roc" => &[("broc", 0), ("roc", 1)],
        _ => &[],
    }
}

impl Calendar {
    fn new(resolver: &mut Resolver, calendar: &str) -> Self {
        let base = format!("dates/calendars/calendar:{calendar}");
        let months: Vec<String> = match calendar {
            "coptic" | "ethiopic" | "ethiopic-amete-alem" => numbers(13).collect(),
            "hebrew" => numbers(13).chain(["7:leap".to_owned()]).collect(),
            _ => numbers(12).collect(),
        };
        let day_names: Vec<String> = DAYS.map(str::to_owned).to_vec();
        let quarters: Vec<String> = numbers(4).collect();
        let mut list = |kind: &str, widths: &[&str], keys: &[String]| -> Vec<Vec<u32>> {
            let mut lists = Vec::new();
            for context in CONTEXTS {
                for width in widths {
                    let list = format!(
                        "{base}/{kind}s/{kind}Context:{context}/{kind}Width:{width}/{kind}:"
                    );
                    lists.push(
                        keys.iter()
                            .map(|key| resolver.path(&format!("{list}{key}")))
                            .collect(),
                    );
                }
            }
            lists
        };
        let months = list("month", &WIDTHS, &months);
        let weekdays = list("day", &DAY_WIDTHS, &day_names);
        let quarters = list("quarter", &WIDTHS, &quarters);
        let mut leap_months = list("monthPattern", &WIDTHS, &["leap".to_owned()]).concat();
        leap_months.push(resolver.path(&format!(
            "{base}/monthPatterns/monthPatternContext:numeric/monthPatternWidth:all/monthPattern:leap"
        )));
        let cyclic = format!(
            "{base}/cyclicNameSets/cyclicNameSet:years/cyclicNameContext:format/cyclicNameWidth:abbreviated/cyclicName:"
        );
        Self {
            months,
            leap_months,
            weekdays,
            quarters,
            era_codes: eras(calendar),
            eras: era_paths(resolver, &base, calendar),
            cyclic_years: numbers(60)
                .map(|number| resolver.path(&format!("{cyclic}{number}")))
                .collect(),
            styles: STYLES
                .iter()
                .map(|style| {
                    resolver.path(&format!(
                        "{base}/dateFormats/dateFormatLength:{style}/dateFormat/pattern"
                    ))
                })
                .collect(),
            skeletons: skeletons(resolver, &base),
            intervals: intervals(resolver, &base),
            fallback: resolver.path(&format!(
                "{base}/dateTimeFormats/intervalFormats/intervalFormatFallback"
            )),
            name: resolver.path(&format!("localeDisplayNames/types/type:{calendar}")),
        }
    }

    /// Returns the number of the calendar's node for a locale.
    fn pack(&self, values: &mut Values<'_>) -> u32 {
        let months = values.lists(&self.months);
        let leap_months = values.list(&self.leap_months);
        let weekdays = values.lists(&self.weekdays);
        let quarters = values.lists(&self.quarters);
        let codes: Vec<u32> = self
            .era_codes
            .iter()
            .map(|(code, _)| values.pool.text(code))
            .collect();
        let mut eras = vec![values.pool.node(&codes)];
        eras.extend(self.eras.iter().map(|list| values.list(list)));
        let eras = values.pool.node(&eras);
        let cyclic_years = values.list(&self.cyclic_years);
        let styles = values.list(&self.styles);
        let skeletons = values.pairs(&self.skeletons);
        let intervals = values.pairs(&self.intervals);
        let fallback = values.list(&[self.fallback]);
        let cycles = values
            .pool
            .node(&[weekdays, quarters, leap_months, cyclic_years]);
        let patterns = values.pool.node(&[styles, skeletons, intervals, fallback]);
        values.pool.node(&[months, eras, cycles, patterns])
    }
}

fn numbers(last: u32) -> impl Iterator<Item = String> {
    (1..=last).map(|number| number.to_string())
}

fn era_paths(resolver: &mut Resolver, base: &str, calendar: &str) -> Vec<Vec<u32>> {
    let mut lists = Vec::new();
    for width in ERAS {
        let mut list = Vec::new();
        for (code, number) in eras(calendar) {
            let gregorian = calendar == "japanese" && matches!(*code, "bce" | "ce");
            let base = if gregorian {
                "dates/calendars/calendar:gregorian"
            } else {
                base
            };
            list.push(resolver.path(&format!("{base}/eras/{width}/era:{number}")));
        }
        lists.push(list);
    }
    lists
}

/// Returns the skeletons of dates that any locale has, with the paths of their patterns.
fn skeletons(resolver: &mut Resolver, base: &str) -> Vec<(String, u32)> {
    let prefix = format!("{base}/dateTimeFormats/availableFormats/dateFormatItem:");
    let skeletons = below(resolver, base, "availableFormats", "/dateFormatItem:");
    let skeletons = skeletons
        .into_iter()
        .filter(|skeleton| is_of_dates(skeleton));
    skeletons
        .map(|skeleton| {
            let path = resolver.path(&format!("{prefix}{skeleton}"));
            (skeleton, path)
        })
        .collect()
}

/// The same for intervals: `yMMMd/d`.
fn intervals(resolver: &mut Resolver, base: &str) -> Vec<(String, u32)> {
    let prefix = format!("{base}/dateTimeFormats/intervalFormats/intervalFormatItem:");
    let mut intervals = Vec::new();
    for item in below(resolver, base, "intervalFormats", "/intervalFormatItem:") {
        let key = item.replace("greatestDifference:", "");
        if key.split('/').all(is_of_dates) {
            intervals.push((key, resolver.path(&format!("{prefix}{item}"))));
        }
    }
    intervals
}

fn below(resolver: &Resolver, base: &str, kind: &str, item: &str) -> Vec<String> {
    let paths = resolver.below(&format!("{base}/dateTimeFormats/{kind}"));
    paths
        .iter()
        .filter_map(|path| path.strip_prefix(item))
        .map(str::to_owned)
        .collect()
}

fn is_of_dates(skeleton: &str) -> bool {
    skeleton.chars().all(|letter| DATE_LETTERS.contains(letter))
}

/// The values of one locale, on their way to the pool.
struct Values<'a> {
    resolver: &'a mut Resolver,
    pool: &'a mut Pool,
    chain: &'a [String],
}

impl Values<'_> {
    /// Returns the number of a value's text, 0 if there is none.
    fn text(&mut self, path: u32) -> u32 {
        let value = self.resolver.value(self.chain, path).unwrap_or_default();
        self.pool.text(value)
    }

    /// Returns the number of the node of these values; the empty node if there are none.
    fn list(&mut self, paths: &[u32]) -> u32 {
        let mut texts: Vec<u32> = paths.iter().map(|path| self.text(*path)).collect();
        if texts.iter().all(|text| *text == 0) {
            texts.clear();
        }
        self.pool.node(&texts)
    }

    fn lists(&mut self, lists: &[Vec<u32>]) -> u32 {
        let lists: Vec<u32> = lists.iter().map(|list| self.list(list)).collect();
        self.pool.node(&lists)
    }

    /// Returns the number of the node of two lists, of keys and values, without those that the locale
    /// has no value for.
    fn pairs(&mut self, pairs: &[(String, u32)]) -> u32 {
        let mut keys = Vec::new();
        let mut texts = Vec::new();
        for (key, path) in pairs {
            let text = self.text(*path);
            if text != 0 {
                keys.push(self.pool.text(key));
                texts.push(text);
            }
        }
        let lists = [self.pool.node(&keys), self.pool.node(&texts)];
        self.pool.node(&lists)
    }
}

/// Returns the sections of texts, nodes and rows. The section of rows has numbers of two bytes each:
/// how many rows, how many numbering systems, the row of root; for each locale, by tag, its tag's text,
/// its parent's row (root's is root) and its node; for each decimal numbering system, by name, the
/// texts of its name and of its digits.
pub(crate) fn pack(
    locales: &Locales,
    resolver: &mut Resolver,
    numberings: &[(String, String)],
) -> Result<[Vec<u8>; 3], Box<dyn Error>> {
    let mut pool = Pool::new();
    let calendars = CALENDARS.map(|calendar| Calendar::new(resolver, calendar));
    let mut rows: Vec<(String, &str)> = locales
        .rows
        .iter()
        .map(|row| (tag(row), row.as_str()))
        .collect();
    rows.sort();
    let mut section = Vec::new();
    // First, so that those which a search compares are close together.
    for (tag, _) in &rows {
        pool.text(tag);
    }
    for (tag, locale) in &rows {
        let chain = locales.chain(locale);
        let parent = chain.get(1).unwrap_or(&chain[0]);
        let parent = rows
            .iter()
            .position(|(_, row)| row == parent)
            .ok_or("a parent has no row")?;
        let mut values = Values {
            resolver,
            pool: &mut pool,
            chain: &chain,
        };
        let mut node: Vec<u32> = calendars
            .iter()
            .map(|calendar| calendar.pack(&mut values))
            .collect();
        let names: Vec<u32> = calendars.iter().map(|calendar| calendar.name).collect();
        node.push(values.list(&names));
        node.push(numbers_of(&mut values, numberings));
        section.extend([pool.text(tag), u32::try_from(parent)?, pool.node(&node)]);
    }
    for (name, digits) in numberings {
        section.extend([pool.text(name), pool.text(digits)]);
    }
    let root = rows
        .iter()
        .position(|(_, row)| *row == ROOT)
        .ok_or("root has no row")?;
    let head = [rows.len(), numberings.len(), root];
    let mut bytes = Vec::new();
    for number in head {
        bytes.extend(u16::try_from(number)?.to_le_bytes());
    }
    for number in section {
        bytes.extend(u16::try_from(number)?.to_le_bytes());
    }
    let [texts, nodes] = pool.pack();
    Ok([texts, nodes, bytes])
}

/// Returns the number of the node of a locale's numberings and minus signs.
fn numbers_of(values: &mut Values<'_>, numberings: &[(String, String)]) -> u32 {
    let minus = |values: &mut Values<'_>, name: &str| {
        let path = values
            .resolver
            .path(&format!("numbers/symbols:{name}/minusSign"));
        values.text(path)
    };
    let latin = minus(values, "latn");
    let mut node = Vec::new();
    for path in [
        "numbers/defaultNumberingSystem",
        "numbers/otherNumberingSystems/native",
    ] {
        let path = values.resolver.path(path);
        node.push(values.text(path));
    }
    node.push(latin);
    for (name, _) in numberings {
        let sign = minus(values, name);
        if sign != latin && sign != 0 {
            node.extend([values.pool.text(name), sign]);
        }
    }
    values.pool.node(&node)
}
