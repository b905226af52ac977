//! Reads what the benches have measured into one map from ids to samples.
//!
//! The ids are `GROUP/FUNCTION` for criterion, with `/VALUE` unless the value is the number of a turn;
//! `FILE/KEY/KEY…` for a file of another bench, where the describing fields of an element of a list are
//! its key; and `counts/FUNCTION.ID` for instructions of `counts/FUNCTION` lookups or conversions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use benches::days::DAYS;
use benches::settings::home;
use benches::text::TEXTS;
use benches::threads::cores;
use benches::turns::TURN;
use serde_json::Value;

use crate::tables::SHORT;

#[derive(Default)]
pub(crate) struct Figures {
    /// Samples by id and turn. What has the same turn was measured at about the same time.
    turns: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
}

/// A measured value or a ratio.
pub(crate) struct Figure {
    pub median: f64,
    /// The distance from the median to the farther quartile, as a part of the median.
    pub spread: f64,
}

impl Figure {
    fn of(mut samples: Vec<f64>) -> Option<Figure> {
        samples.sort_unstable_by(f64::total_cmp);
        let last = samples.len().checked_sub(1)?;
        let at = |quarter: usize| samples[(last * quarter + 2) / 4];
        let (low, median, high) = (at(1), at(2), at(3));
        let spread = (median - low).max(high - median) / median;
        Some(Figure { median, spread })
    }
}

impl Figures {
    pub(crate) fn read() -> Self {
        let mut figures = Figures::default();
        for file in files("**/new/benchmark.json") {
            figures.add_criterion(&json(&file), &json(&file.with_file_name("sample.json")));
        }
        for file in files("figures/*.json") {
            let bench = file.file_stem().unwrap().to_string_lossy();
            figures.add_value(bench.into(), &json(&file));
        }
        for file in files("../gungraun/**/summary.json") {
            figures.add_count(&json(&file));
        }
        figures
    }

    fn add(&mut self, id: String, turn: &str, samples: Vec<f64>) {
        let turns = self.turns.entry(id).or_default();
        turns.insert(turn.to_owned(), samples);
    }

    fn add_criterion(&mut self, about: &Value, samples: &Value) {
        let elements = about["throughput"]["Elements"].as_f64().unwrap_or(1.0);
        let numbers = |key: &str| samples[key].as_array().into_iter().flatten();
        let each = numbers("times").zip(numbers("iters"));
        let each = each.filter_map(|(time, rounds)| Some(time.as_f64()? / rounds.as_f64()?));
        let text = |key: &str| about[key].as_str().unwrap_or_default();
        let mut id = format!("{}/{}", text("group_id"), text("function_id"));
        let value = text("value_str");
        if !value.is_empty() && !value.starts_with(TURN) {
            id += &format!("/{value}");
        }
        self.add(id, value, each.map(|time| time / elements).collect());
    }

    fn add_value(&mut self, id: String, value: &Value) {
        let list = value.as_array().into_iter().flatten();
        for element in list {
            let fields = ["way", "readers", "writing", "size", "calendar", "program"];
            let fields = fields.iter().filter_map(|field| element.get(field));
            let key: String = fields.map(|field| format!("/{field}")).collect();
            self.add_value(id.clone() + &key.replace('"', ""), element);
        }
        for (key, field) in value.as_object().into_iter().flatten() {
            self.add_value(format!("{id}/{key}"), field);
        }
        if let Some(number) = value.as_f64() {
            self.add(id, "", vec![number]);
        }
    }

    fn add_count(&mut self, summary: &Value) {
        let text = |key: &str| summary[key].as_str().unwrap_or_default();
        let (function, id) = (text("function_name"), text("id"));
        let total = &summary["profiles"][0]["data"]["total"]["metrics"]["Ir"]["values"]["new"];
        let elements = match function {
            "resolve" => 1_000,
            "text" => TEXTS,
            _ => DAYS,
        };
        let counts = total.as_f64().into_iter().collect();
        self.add(format!("counts/{function}.{id}"), "", counts);
        self.add(format!("counts/{function}"), "", vec![elements as f64]);
    }

    /// Evaluates an id, or a ratio of ids, `A ÷ B` or `A × B ÷ C × D`. A ratio is the median over the
    /// turns, so that a machine that becomes slower meanwhile does not change it.
    pub(crate) fn get(&self, expression: &str, row: &str) -> Option<Figure> {
        let expression = expand(expression).replace("{row}", row);
        let Some((above, below)) = expression.split_once(" ÷ ") else {
            let turns = self.turns.get(&expression)?.values();
            return Figure::of(turns.flatten().copied().collect());
        };
        let product = |ids: &str, turn: &str| {
            let median = |id| Some(Figure::of(self.turns.get(id)?.get(turn)?.clone())?.median);
            ids.split(" × ").map(median).product::<Option<f64>>()
        };
        let turns = self.turns.get(above.split(" × ").next()?)?.keys();
        let ratios = turns.filter_map(|turn| Some(product(above, turn)? / product(below, turn)?));
        Figure::of(ratios.collect())
    }

    /// Returns the keys that `{row}` stands for in the measured ids of a pattern.
    pub(crate) fn rows(&self, pattern: &str) -> Vec<String> {
        let pattern = expand(pattern);
        let Some((before, after)) = pattern.split_once("{row}") else {
            return vec![pattern];
        };
        let ids = self.turns.keys();
        let rows = ids.filter_map(|id| id.strip_prefix(before)?.strip_suffix(after));
        rows.map(str::to_owned).collect()
    }
}

/// Replaces the short forms in an expression or a text.
pub(crate) fn expand(text: &str) -> String {
    let readers = cores().saturating_sub(1).max(1);
    let mut text = text.to_owned();
    for (short, long) in SHORT {
        text = text.replace(short, long);
    }
    text.replace("{n}", &cores().to_string())
        .replace("{r}", &readers.to_string())
}

/// The files of a pattern below the results of the last run.
fn files(pattern: &str) -> impl Iterator<Item = PathBuf> {
    let pattern = home().expect("run benches/run").join(pattern);
    glob::glob(&pattern.to_string_lossy()).unwrap().flatten()
}

fn json(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
