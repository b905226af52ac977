//! The goals, and whether they are met.

use benches::convert::{CONCRETE, ICU, ICU_ANY, REGISTERED, SLICE};
use benches::threads::cores;
use benches::ways::name;

use crate::figures::Figures;
use crate::tables::{Table, calendars, group, latencies, nanoseconds};

/// At most or at least so much.
enum Bound {
    Most(f64),
    Least(f64),
}

use Bound::{Least, Most};

impl Bound {
    fn holds(&self, measured: f64) -> bool {
        match *self {
            Most(bound) => measured <= bound,
            Least(bound) => measured >= bound,
        }
    }

    /// By how much a bound is missed.
    fn missed(&self, measured: f64) -> String {
        let (Most(bound) | Least(bound)) = *self;
        format!("no, by {:.0} %", (measured / bound - 1.0).abs() * 100.0)
    }
}

struct Goal {
    what: String,
    bound: Bound,
    unit: Unit,
    measured: Option<f64>,
}

#[derive(Clone, Copy)]
enum Unit {
    Times,
    Nanoseconds,
    Number,
}

impl Unit {
    fn show(self, value: f64) -> String {
        match self {
            Unit::Times => format!("{value:.2} ×"),
            Unit::Nanoseconds if value < 10_000.0 => format!("{} ns", nanoseconds(value)),
            Unit::Nanoseconds => nanoseconds(value),
            Unit::Number => format!("{value:.0}"),
        }
    }
}

pub(crate) fn table(figures: &Figures) -> Option<String> {
    let mut table = Table::new(&["goal", "bound", "measured", "met"]);
    let mut goals = resolving(figures);
    goals.extend(scaling(figures));
    goals.extend(others(figures));
    goals.extend(beside_a_writer(figures));
    goals.extend(publishing(figures));
    goals.extend(converting(figures));
    goals.extend(beside_icu4x(figures));
    for goal in goals {
        let (sign, bound) = match goal.bound {
            Most(bound) => ("≤", bound),
            Least(bound) => ("≥", bound),
        };
        let Some(measured) = goal.measured else {
            table.row(&[
                goal.what,
                format!("{sign} {}", goal.unit.show(bound)),
                "—".into(),
                "not measured".into(),
            ]);
            continue;
        };
        let met = if goal.bound.holds(measured) {
            "yes".to_owned()
        } else {
            goal.bound.missed(measured)
        };
        table.row(&[
            goal.what,
            format!("{sign} {}", goal.unit.show(bound)),
            goal.unit.show(measured),
            met,
        ]);
    }
    table.end()
}

fn goal(what: impl Into<String>, bound: Bound, unit: Unit, measured: Option<f64>) -> Goal {
    Goal {
        what: what.into(),
        bound,
        unit,
        measured,
    }
}

fn ratio(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    Some(one? / other?)
}

/// The larger; nothing if one is not known.
fn worst(values: impl IntoIterator<Item = Option<f64>>, larger: bool) -> Option<f64> {
    let pick = if larger { f64::max } else { f64::min };
    values
        .into_iter()
        .reduce(|one, other| Some(pick(one?, other?)))
        .flatten()
}

const HOT: &str = "24, one hot";

fn resolving(figures: &Figures) -> Vec<Goal> {
    let ratio = |one, other, threads| figures.ratio(&group(HOT, threads), one, other);
    let mut goals = vec![
        goal(
            "`pin.resolve`, pinned once, to the unsynchronised `HashMap`",
            Most(0.6),
            Unit::Times,
            ratio(name::PINNED, name::FLOOR, 1),
        ),
        goal(
            "`registry.pin().resolve`, a pin each, to `DashMap::get`, one thread",
            Most(0.85),
            Unit::Times,
            ratio(name::PIN_EACH, name::DASHMAP, 1),
        ),
    ];
    if cores() > 1 {
        goals.push(goal(
            "the same, two threads",
            Most(0.3),
            Unit::Times,
            ratio(name::PIN_EACH, name::DASHMAP, 2),
        ));
    }
    goals
}

/// How many times the throughput of one thread two have.
fn scale(figures: &Figures, what: &str, way: &str) -> Option<f64> {
    let time = |threads| figures.median(&group(what, threads), way);
    ratio(time(1), time(2)).map(|ratio| ratio * 2.0)
}

fn scaling(figures: &Figures) -> Vec<Goal> {
    let mut goals = Vec::new();
    if cores() == 1 {
        return goals;
    }
    for (what, which) in [(HOT, "24 names, one hot"), ("one", "one name")] {
        for way in [name::PINNED, name::PIN_EACH] {
            let part = ratio(scale(figures, what, way), scale(figures, what, name::FLOOR));
            let text = format!(
                "two threads to one, as a part of what the `HashMap` scales by: {way}, {which}"
            );
            goals.push(goal(text, Least(0.95), Unit::Times, part));
        }
    }
    for (what, which) in [(HOT, "24 names, one hot"), ("one", "one name")] {
        let text = format!("two threads to one: {}, {which}", name::OWNED);
        goals.push(goal(
            text,
            Least(1.5),
            Unit::Times,
            scale(figures, what, name::OWNED),
        ));
    }
    goals
}

fn others(figures: &Figures) -> Vec<Goal> {
    let miss = |what: &str| {
        let way = |what: &str| format!("{what}, {}", name::PINNED);
        figures.ratio(&group("24, others", 1), &way(what), &way("hit"))
    };
    let calls = |what: &str| figures.memory["lookups"][what].as_f64();
    let mut goals: Vec<Goal> = ["unknown", "invalid"]
        .map(|what| {
            let text = format!("a miss, {what} name, to a hit");
            goal(text, Most(1.5), Unit::Times, miss(what))
        })
        .into();
    let calls = worst(["hit", "unknown", "invalid"].map(calls), true);
    let stores = figures.stores.as_array().into_iter().flatten();
    let mut stores = stores.filter(|figure| figure["way"] == "pinned once");
    goals.push(goal(
        "shared cache lines that a memo hit writes",
        Most(0.0),
        Unit::Number,
        stores.next().and_then(|figure| figure["lines"].as_f64()),
    ));
    goals.push(goal(
        "allocations of hits and misses",
        Most(0.0),
        Unit::Number,
        calls,
    ));
    goals
}

fn beside_a_writer(figures: &Figures) -> Vec<Goal> {
    let readers = cores().saturating_sub(1).max(1);
    let p999 = |way: &str, writing| latencies(figures, way, readers, writing)?["p99.9"].as_f64();
    [name::PINNED, name::PIN_EACH]
        .map(|way| {
            let text = format!("p99.9 beside a writer to p99.9 alone: {way}");
            goal(
                text,
                Most(2.0),
                Unit::Times,
                ratio(p999(way, true), p999(way, false)),
            )
        })
        .into()
}

fn publishing(figures: &Figures) -> Vec<Goal> {
    let register = |size: usize| figures.median("publish", &format!("registry, register/{size}"));
    let memory = figures.memory["names"]
        .as_array()
        .into_iter()
        .flatten()
        .last();
    vec![
        goal(
            "one registration among 100,000 names",
            Most(5e3),
            Unit::Nanoseconds,
            register(100_000),
        ),
        goal(
            "one registration among 1,000,000 names",
            Most(1e4),
            Unit::Nanoseconds,
            register(1_000_000),
        ),
        goal(
            "100,000 calendars in one update",
            Most(150e6),
            Unit::Nanoseconds,
            figures.median("batch", "registry, update/100000"),
        ),
        goal(
            "bytes a name beside the backend",
            Most(300.0),
            Unit::Number,
            memory.and_then(|line| line["stays"].as_f64()),
        ),
    ]
}

/// Each of these has a line in the goals.
const DIRECTIONS: [(&str, &str); 2] = [("date", "to a date"), ("julian_day", "to a day")];

fn converting(figures: &Figures) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (function, direction) in DIRECTIONS {
        let peers = figures.counts.iter().filter(|(name, _)| {
            name.strip_prefix(function)
                .is_some_and(|rest| rest.starts_with(".peer_"))
        });
        let fastest = peers.min_by(|(_, one), (_, other)| one.total_cmp(other));
        let ours = figures.counts.get(&format!("{function}.gregorian"));
        let peer = fastest.map_or("?", |(name, _)| name.rsplit('_').next().unwrap_or_default());
        goals.push(goal(
            format!("Gregorian, {direction}, instructions to the fastest peer's ({peer})"),
            Most(1.05),
            Unit::Times,
            ratio(ours.copied(), fastest.map(|(_, count)| *count)),
        ));
    }
    for (function, direction) in DIRECTIONS {
        let group = format!("{function}, Gregorian");
        let peers = figures.functions(&group).into_iter();
        let peers = peers.filter(|way| ![CONCRETE, REGISTERED, SLICE].contains(&way.as_str()));
        let times = peers.filter_map(|way| Some((figures.median(&group, &way)?, way)));
        let fastest = times.min_by(|(one, _), (other, _)| one.total_cmp(other));
        let peer = fastest.as_ref().map_or(ICU, |(_, way)| way.as_str());
        goals.push(goal(
            format!("Gregorian, {direction}, time to the fastest peer's ({peer})"),
            Most(1.15),
            Unit::Times,
            figures.ratio(&group, CONCRETE, peer),
        ));
    }
    goals.extend(through_handles(figures));
    goals
}

/// The five calendars that Qt has too.
const FIVE: [&str; 5] = [
    "Gregorian",
    "Julian",
    "Milankovic",
    "Jalali",
    "Islamic Civil",
];

fn through_handles(figures: &Figures) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (function, direction) in DIRECTIONS {
        let slowest =
            FIVE.map(|calendar| figures.median(&format!("{function}, {calendar}"), REGISTERED));
        goals.push(goal(
            format!("the slowest of the five through `&Calendar`, {direction}"),
            Most(8.0),
            Unit::Nanoseconds,
            worst(slowest, true),
        ));
    }
    for (function, direction) in DIRECTIONS {
        let gains = FIVE
            .map(|calendar| figures.ratio(&format!("{function}, {calendar}"), REGISTERED, SLICE));
        goals.push(goal(
            format!(
                "a single call to a day of a slice, {direction}, the one of the five that gains least"
            ),
            Least(2.0),
            Unit::Times,
            worst(gains, false),
        ));
    }
    goals
}

/// Each calendar that ICU4X has too.
fn beside_icu4x(figures: &Figures) -> Vec<Goal> {
    let mut goals = Vec::new();
    for calendar in calendars(figures) {
        for (function, direction) in DIRECTIONS {
            let group = format!("{function}, {calendar}");
            if figures.median(&group, ICU_ANY).is_none() {
                continue;
            }
            goals.push(goal(
                format!("ICU4X's `AnyCalendar` to `&Calendar`: {calendar}, {direction}"),
                Least(3.0),
                Unit::Times,
                figures.ratio(&group, ICU_ANY, REGISTERED),
            ));
        }
    }
    let tables = figures.memory["tables"].as_array();
    let most = |what: &str| {
        let all = tables
            .into_iter()
            .flatten()
            .map(|table| table[what].as_f64());
        worst(all, true)
    };
    goals.push(goal(
        "making a calendar's table of 800 years, the slowest",
        Most(1e6),
        Unit::Nanoseconds,
        most("nanoseconds"),
    ));
    goals.push(goal(
        "bytes of a calendar's table, the largest",
        Most(20_000.0),
        Unit::Number,
        most("bytes"),
    ));
    goals
}
