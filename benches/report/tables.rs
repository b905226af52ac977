//! The tables of the page.

use benches::convert::{CONCRETE, ICU, ICU_ANY, REGISTERED, SLICE};
use benches::threads::cores;
use benches::ways::name;
use serde_json::Value;

use crate::figures::{Figures, Time};

/// A Markdown table: the first column to the left, the others to the right.
pub(crate) struct Table {
    text: String,
    columns: usize,
    rows: usize,
}

impl Table {
    pub(crate) fn new(heads: &[&str]) -> Self {
        let rule = "|--:".repeat(heads.len().saturating_sub(1));
        Table {
            text: format!("| {} |\n|---{rule}|\n", heads.join(" | ")),
            columns: heads.len(),
            rows: 0,
        }
    }

    pub(crate) fn row(&mut self, cells: &[String]) {
        assert_eq!(cells.len(), self.columns);
        let cells: Vec<String> = cells.iter().map(|cell| as_code(cell)).collect();
        self.text += &format!("| {} |\n", cells.join(" | "));
        self.rows += 1;
    }

    /// `None` if there is nothing in it.
    pub(crate) fn end(self) -> Option<String> {
        (self.rows > 0).then_some(self.text)
    }
}

/// A type's name in a cell as code, up to the comma: Markdown would take it for a tag.
fn as_code(cell: &str) -> String {
    match cell.split_once(", ") {
        _ if cell.contains('`') || !cell.contains('<') => cell.to_owned(),
        Some((name, rest)) => format!("`{name}`, {rest}"),
        None => format!("`{cell}`"),
    }
}

/// Three digits that count, in the unit that suits.
pub(crate) fn nanoseconds(time: f64) -> String {
    match time {
        time if time < 10.0 => format!("{time:.2}"),
        time if time < 100.0 => format!("{time:.1}"),
        time if time < 10_000.0 => format!("{time:.0}"),
        time if time < 1e6 => format!("{:.1} µs", time / 1e3),
        time => format!("{:.1} ms", time / 1e6),
    }
}

/// The largest spread among some times, in percent.
fn spread(times: &[Option<Time>]) -> String {
    let worst = times.iter().flatten().map(Time::spread).fold(0.0, f64::max);
    format!("{:.0} %", worst * 100.0)
}

fn cell(time: Option<Time>) -> String {
    time.map_or_else(String::new, |time| nanoseconds(time.median))
}

/// Every section of the page by its mark.
pub(crate) fn all(figures: &Figures) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("resolve", resolve(figures)),
        ("resolve others", others(figures)),
        ("stores", stores(figures)),
        ("request", request(figures)),
        ("latency", latency(figures)),
        ("publish", publish(figures)),
        ("memory", memory(figures)),
        ("visible", visible(figures)),
        ("date", convert(figures, "date")),
        ("julian_day", convert(figures, "julian_day")),
        ("gregorian", gregorian(figures)),
        ("counts", counts(figures)),
    ]
}

/// The ways to resolve, ours first.
pub(crate) const WAYS: [&str; 12] = [
    name::PINNED,
    name::PIN_EACH,
    name::OWNED,
    name::FLOOR,
    name::CACHE,
    name::ARC_SWAP,
    name::PAPAYA,
    name::SCC,
    name::DASHMAP,
    name::PARKING_LOT,
    name::RWLOCK,
    name::ICU,
];

/// The name of a group of the bench `resolve`.
pub(crate) fn group(what: &str, threads: usize) -> String {
    format!("resolve {what}, {threads} threads")
}

fn resolve(figures: &Figures) -> Option<String> {
    let cores = cores();
    let groups = [
        group("24, one hot", 1),
        group("24, one hot", cores),
        group("one", 1),
        group("one", cores),
        group("24, all alike", 1),
        group("1000, all alike", 1),
        group("100000, all alike", 1),
    ];
    let (hot, one) = (
        format!("{cores} threads"),
        format!("one name, {cores} threads"),
    );
    let mut table = Table::new(&[
        "ns a lookup",
        "24 names, one hot",
        &hot,
        "one name",
        &one,
        "24, all alike",
        "1,000",
        "100,000",
        "spread",
    ]);
    for way in WAYS {
        let times = groups.clone().map(|group| figures.time(&group, way));
        if times[0].is_none() {
            continue;
        }
        let mut cells = vec![way.to_owned()];
        cells.extend(times.iter().map(|time| cell(*time)));
        cells.push(spread(&times));
        table.row(&cells);
    }
    table.end()
}

fn others(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&["ns a lookup", "pinned once", "`HashMap`", "spread"]);
    let cases = [
        ("hit", "as registered"),
        (
            "spelling",
            "another spelling, which the `HashMap` does not find",
        ),
        ("alias", "an alias, which the `HashMap` does not find"),
        ("unknown", "a name that nobody has"),
        ("invalid", "what no name can be"),
        ("by id", "by id"),
    ];
    for (case, what) in cases {
        let time = |way| figures.time(&group("24, others", 1), &format!("{case}, {way}"));
        let times = [name::PINNED, name::FLOOR].map(time);
        if times[0].is_some() {
            table.row(&[
                what.to_owned(),
                cell(times[0]),
                cell(times[1]),
                spread(&times),
            ]);
        }
    }
    table.end()
}

/// Where lookups write, a thousand of each kind.
fn stores(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&[
        "stores a lookup",
        "to the stack and thread-local storage",
        "elsewhere",
        "cache lines elsewhere, in all",
    ]);
    for figure in figures.stores.as_array()? {
        let lookups = figure["lookups"].as_f64()?;
        let each = |key: &str| Some(format!("{:.2}", figure[key].as_f64()? / lookups));
        let lines = figure["lines"].as_u64()?.to_string();
        table.row(&[
            figure["way"].as_str()?.to_owned(),
            each("own")?,
            each("elsewhere")?,
            lines,
        ]);
    }
    table.end()
}

fn request(figures: &Figures) -> Option<String> {
    let groups = [1, cores()].map(|threads| format!("request, {threads} threads"));
    let many = format!("{} threads", cores());
    let mut table = Table::new(&["ns a request", "1 thread", &many, "spread"]);
    let mut ways = figures.functions(&groups[0]);
    ways.sort_by_key(|way| (!way.starts_with("registry"), way == "today alone"));
    for way in ways {
        let times = groups.clone().map(|group| figures.time(&group, &way));
        table.row(&[way, cell(times[0]), cell(times[1]), spread(&times)]);
    }
    table.end()
}

/// The figures of the bench `latency` for some readers, alone or beside a writer.
pub(crate) fn latencies<'f>(
    figures: &'f Figures,
    way: &str,
    readers: usize,
    writing: bool,
) -> Option<&'f Value> {
    let all = figures.latency["figures"].as_array()?;
    all.iter().find(|figure| {
        figure["way"] == way && figure["readers"] == readers && figure["writing"] == writing
    })
}

/// The numbers of readers that were measured.
pub(crate) fn readers(figures: &Figures) -> Vec<usize> {
    let all = figures.latency["figures"].as_array().into_iter().flatten();
    let mut all: Vec<usize> = all
        .filter_map(|figure| usize::try_from(figure["readers"].as_u64()?).ok())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn latency(figures: &Figures) -> Option<String> {
    let mut text = String::new();
    for readers in readers(figures) {
        let who = if readers == 1 {
            "one reader".to_owned()
        } else {
            format!("{readers} readers")
        };
        let head = format!("ns of sixteen lookups, {who}");
        let mut table = Table::new(&[
            &head,
            "p50",
            "p99",
            "p99.9",
            "p99.99",
            "worst",
            "changes a second",
        ]);
        for way in WAYS {
            for writing in [false, true] {
                let Some(figure) = latencies(figures, way, readers, writing) else {
                    continue;
                };
                let name = if writing {
                    "… beside the writer".to_owned()
                } else {
                    way.to_owned()
                };
                let mut cells = vec![name];
                let quantiles = ["p50", "p99", "p99.9", "p99.99", "worst"];
                cells.extend(quantiles.map(|key| nanoseconds(figure[key].as_f64().unwrap_or(0.0))));
                let changes = figure["changes"].as_f64().filter(|_| writing);
                cells.push(changes.map_or_else(String::new, |changes| {
                    grouped((changes / 1e3).round() as usize) + ",000"
                }));
                table.row(&cells);
            }
        }
        text += &table.end()?;
        text += "\n";
    }
    let clock = figures.latency["clock"].as_u64()?;
    text += &format!("The clock's own share of each time: {clock} ns.\n");
    Some(text)
}

/// The kinds of change, as the bench `publish` calls them.
pub(crate) const CHANGES: [&str; 6] = [
    "registry, register",
    "registry, replace",
    "registry, unregister",
    "DashMap, insert",
    "papaya, insert",
    "ArcSwap<HashMap>, insert into a copy",
];

/// The sizes that were measured.
pub(crate) fn sizes(figures: &Figures) -> Vec<usize> {
    let all = figures.functions("publish");
    let all = all
        .iter()
        .filter_map(|function| function.strip_prefix("registry, register/"));
    let mut all: Vec<usize> = all.filter_map(|size| size.parse().ok()).collect();
    all.sort_unstable();
    all
}

/// 1000000 as 1,000,000.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn publish(figures: &Figures) -> Option<String> {
    let sizes = sizes(figures);
    let names: Vec<String> = sizes.iter().map(|size| grouped(*size)).collect();
    let mut heads = vec!["ns a change, among so many names"];
    heads.extend(names.iter().map(String::as_str));
    heads.push("spread");
    let mut table = Table::new(&heads);
    for change in CHANGES {
        let times: Vec<Option<Time>> = sizes
            .iter()
            .map(|size| figures.time("publish", &format!("{change}/{size}")))
            .collect();
        if times.iter().all(Option::is_none) {
            continue;
        }
        let mut cells = vec![change.to_owned()];
        cells.extend(times.iter().map(|time| cell(*time)));
        cells.push(spread(&times));
        table.row(&cells);
    }
    table.end()
}

fn memory(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&[
        "names",
        "bytes a name that stay",
        "at the height of the update",
    ]);
    for line in figures.memory["names"].as_array()? {
        let whole = |key: &str| format!("{:.0}", line[key].as_f64().unwrap_or(0.0));
        let size = usize::try_from(line["size"].as_u64()?).ok()?;
        table.row(&[grouped(size), whole("stays"), whole("height")]);
    }
    table.end()
}

fn visible(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&["ns from the call of `register`", "p50", "p99", "worst"]);
    for (key, what) in [
        ("returned", "until it returns"),
        ("found", "until the reader has its answer"),
    ] {
        let at = |quantile: &str| figures.visible[key][quantile].as_f64().map(nanoseconds);
        table.row(&[what.to_owned(), at("p50")?, at("p99")?, at("worst")?]);
    }
    table.end()
}

/// The calendars that were converted: ours in the order of their benches, then the others.
pub(crate) fn calendars(figures: &Figures) -> Vec<String> {
    let mut all = figures.groups("date, ");
    all.sort_by_key(|calendar| {
        let ours = figures
            .time(&format!("date, {calendar}"), REGISTERED)
            .is_some();
        (!ours, calendar != "Gregorian", calendar.clone())
    });
    all
}

pub(crate) const CALCULATIONS: &str = "calendrical_calculations";

fn convert(figures: &Figures, way: &str) -> Option<String> {
    let ways = [CONCRETE, REGISTERED, SLICE, ICU, ICU_ANY, CALCULATIONS];
    let mut heads = vec![match way {
        "date" => "ns from a day to its date",
        _ => "ns from a date to its day",
    }];
    heads.extend(ways);
    heads.push("spread");
    let mut table = Table::new(&heads);
    for calendar in calendars(figures) {
        let group = format!("{way}, {calendar}");
        let times = ways.map(|way| figures.time(&group, way));
        let mut cells = vec![calendar];
        cells.extend(times.iter().map(|time| cell(*time)));
        cells.push(spread(&times));
        table.row(&cells);
    }
    table.end()
}

fn gregorian(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&["ns, Gregorian", "to a date", "to a day", "spread"]);
    let mut ways = figures.functions("date, Gregorian");
    ways.sort_by_key(|way| ![CONCRETE, REGISTERED, SLICE].contains(&way.as_str()));
    for way in ways {
        let times =
            ["date, Gregorian", "julian_day, Gregorian"].map(|group| figures.time(group, &way));
        table.row(&[way, cell(times[0]), cell(times[1]), spread(&times)]);
    }
    table.end()
}

/// Instructions of one lookup or conversion, the loop around it included.
fn counts(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&[
        "instructions each, the loop included",
        "lookup",
        "to a date",
        "to a day",
    ]);
    let each = |function: &str, id: &str| {
        let elements = if function == "resolve" {
            1_000.0
        } else {
            benches::days::DAYS as f64
        };
        let count = figures.counts.get(&format!("{function}.{id}"));
        count.map_or_else(String::new, |count| format!("{:.1}", count / elements))
    };
    let mut ids: Vec<&str> = figures
        .counts
        .keys()
        .filter_map(|name| Some(name.split_once('.')?.1))
        .collect();
    ids.sort_unstable_by_key(|id| {
        (
            each("resolve", id).is_empty(),
            id.starts_with("peer"),
            id.starts_with("handle"),
            *id,
        )
    });
    ids.dedup();
    for id in ids {
        let name = id
            .replace("handle_", "&Calendar ")
            .replace("peer_", "")
            .replace('_', " ");
        table.row(&[
            name,
            each("resolve", id),
            each("date", id),
            each("julian_day", id),
        ]);
    }
    table.end()
}

/// The table of the README: one workload, the ways that people use.
pub(crate) fn readme(figures: &Figures) -> Option<String> {
    let many = format!("{} threads", cores());
    let mut table = Table::new(&[
        "ns a lookup, 24 names, one of them asked for most",
        "1 thread",
        &many,
    ]);
    for way in WAYS {
        let times = [1, cores()].map(|threads| figures.time(&group("24, one hot", threads), way));
        if times[0].is_some() {
            table.row(&[way.to_owned(), cell(times[0]), cell(times[1])]);
        }
    }
    table.end()
}
