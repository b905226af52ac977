//! What was measured: criterion's answers, our own benches', and gungraun's counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use benches::settings::home;
use benches::turns::TURN;
use serde_json::Value;

/// Everything that a run has left behind. What is not there is left out of the page.
#[derive(Default)]
pub(crate) struct Figures {
    /// By group and function, and then by turn, the samples.
    turns: BTreeMap<(String, String), BTreeMap<String, Vec<f64>>>,
    pub latency: Value,
    pub memory: Value,
    pub visible: Value,
    pub stores: Value,
    /// Instructions by the name of the count, `date.gregorian`.
    pub counts: BTreeMap<String, f64>,
}

/// The time of one element (a lookup, a conversion, a change) over all samples, in nanoseconds.
#[derive(Clone, Copy)]
pub(crate) struct Time {
    pub median: f64,
    /// The lower and the upper quartile.
    pub quartiles: (f64, f64),
}

impl Time {
    fn of(mut samples: Vec<f64>) -> Option<Time> {
        samples.sort_unstable_by(f64::total_cmp);
        let at = |part: f64| {
            let place = part * (samples.len() - 1) as f64;
            let (below, above) = (place.floor() as usize, place.ceil() as usize);
            samples[below] + (samples[above] - samples[below]) * (place - below as f64)
        };
        (!samples.is_empty()).then(|| Time {
            median: at(0.5),
            quartiles: (at(0.25), at(0.75)),
        })
    }

    /// How far the quartiles are from the median, as a part of it: the larger of the two.
    pub(crate) fn spread(&self) -> f64 {
        let (low, high) = self.quartiles;
        (self.median - low).max(high - self.median) / self.median
    }
}

impl Figures {
    pub(crate) fn read() -> Self {
        let home = home().unwrap_or_default();
        let mut figures = Figures {
            latency: json(&home.join("figures/latency.json")),
            memory: json(&home.join("figures/memory.json")),
            visible: json(&home.join("figures/visible.json")),
            stores: json(&home.join("figures/stores.json")),
            ..Figures::default()
        };
        for file in below(&home, "benchmark.json") {
            if file.parent().is_some_and(|folder| folder.ends_with("new")) {
                figures.add_time(&file);
            }
        }
        for file in below(&counts_home(), "summary.json") {
            figures.add_count(&json(&file));
        }
        figures
    }

    fn add_time(&mut self, file: &Path) {
        let about = json(file);
        let samples = json(&file.with_file_name("sample.json"));
        let elements = about["throughput"]["Elements"].as_f64().unwrap_or(1.0);
        let numbers = |key: &str| floats(&samples[key]);
        let each = numbers("times")
            .into_iter()
            .zip(numbers("iters"))
            .map(|(time, rounds)| time / rounds / elements);
        let text = |key: &str| about[key].as_str().unwrap_or_default().to_owned();
        let function = match about["value_str"].as_str() {
            Some(value) if value.starts_with(TURN) => text("function_id"),
            Some(value) => format!("{}/{value}", text("function_id")),
            None => text("function_id"),
        };
        let turns = self.turns.entry((text("group_id"), function)).or_default();
        turns.insert(text("value_str"), each.collect());
    }

    fn add_count(&mut self, summary: &Value) {
        let (Some(function), Some(id)) =
            (summary["function_name"].as_str(), summary["id"].as_str())
        else {
            return;
        };
        let total = &summary["profiles"][0]["data"]["total"]["metrics"]["Ir"]["values"];
        let new = total["new"].as_f64().or_else(|| total["both"][0].as_f64());
        if let Some(instructions) = new {
            self.counts.insert(format!("{function}.{id}"), instructions);
        }
    }

    fn turns(&self, group: &str, function: &str) -> Option<&BTreeMap<String, Vec<f64>>> {
        self.turns.get(&(group.to_owned(), function.to_owned()))
    }

    /// The time of this function of this group, over all turns.
    pub(crate) fn time(&self, group: &str, function: &str) -> Option<Time> {
        let turns = self.turns(group, function)?;
        Time::of(turns.values().flatten().copied().collect())
    }

    /// The median of it.
    pub(crate) fn median(&self, group: &str, function: &str) -> Option<f64> {
        self.time(group, function).map(|time| time.median)
    }

    /// How many times as long one way takes as another of its group: of the ratios of each
    /// turn, the median.
    pub(crate) fn ratio(&self, group: &str, one: &str, other: &str) -> Option<f64> {
        let (one, other) = (self.turns(group, one)?, self.turns(group, other)?);
        let median = |samples: &Vec<f64>| Some(Time::of(samples.clone())?.median);
        let ratios = one
            .iter()
            .filter_map(|(turn, samples)| Some(median(samples)? / median(other.get(turn)?)?));
        Some(Time::of(ratios.collect())?.median)
    }

    /// All groups with this beginning, and what follows it.
    pub(crate) fn groups(&self, beginning: &str) -> Vec<String> {
        let all = self.turns.keys();
        let all = all.filter_map(|(group, _)| group.strip_prefix(beginning));
        let mut all: Vec<String> = all.map(str::to_owned).collect();
        all.dedup();
        all
    }

    /// All functions of a group.
    pub(crate) fn functions(&self, group: &str) -> Vec<String> {
        let all = self.turns.keys().filter(|(other, _)| other == group);
        all.map(|(_, function)| function.clone()).collect()
    }
}

/// Where gungraun leaves its summaries.
fn counts_home() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    target
        .map_or_else(|| PathBuf::from("target"), PathBuf::from)
        .join("gungraun")
}

fn json(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn floats(values: &Value) -> Vec<f64> {
    let values = values.as_array().into_iter().flatten();
    values.filter_map(Value::as_f64).collect()
}

/// All files of this name in a folder and those below it.
fn below(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(below(&path, name));
        } else if path.ends_with(name) {
            found.push(path);
        }
    }
    found
}
