//! Describes the tables: for each its place, its rows and its columns.

/// File and mark (the table is between `<!-- begin MARK -->` and `<!-- end MARK -->`), head of the first column,
/// rows, whether the last column has the largest spread of the row, and the columns between.
pub(crate) struct Table(pub &'static str, pub &'static str, pub &'static str, pub Rows, pub bool, pub Columns);

/// A bound (`≤` or `≥`) on an expression, for each of the rows.
pub(crate) struct Goal(pub &'static str, pub char, pub f64, pub Rows, pub &'static str);

/// Keys, and patterns of ids: there `{row}` stands for all keys that were measured.
pub(crate) type Rows = &'static [&'static str];

/// Heads and expressions, which `Figures::get` evaluates for each row. `#2 ` before one means a number with two
/// decimal places; the others are times in nanoseconds or ratios.
pub(crate) type Columns = &'static [(&'static str, &'static str)];

/// What stands for the longer parts of ids in expressions; `{n}` is the number of cores, and `{r}` the
/// number of readers that leave one core to a writer.
pub(crate) const SHORT: &[(&str, &str)] = &[
    ("{hot}", "resolve 24, one hot"), ("{one}", "resolve one"), ("{others}", "resolve 24, others, 1 threads"),
    ("{map}", "HashMap, no synchronisation"), ("{used 1000}", "resolve 1000, all alike, used"),
    ("{used 100000}", "resolve 100000, all alike, used"), ("{used 1000000}", "resolve 1000000, all alike, used"),
    ("{zipf}", "resolve 100000, zipf, used"), ("{ids 19}", "resolve by id, 19, all alike, used, 1 threads"),
    ("{ids 100000}", "resolve by id, 100000, all alike, used, 1 threads"), ("{latency}", "latency/figures/{row}/{r}"),
    ("{icu}", "icu_datetime, "),
];

pub(crate) const PAGE: &str = "docs/performance.md";
const README: &str = "README.md";

pub(crate) const WAYS: Rows = &[
    "registry, pinned once", "registry, a pin each", "registry, owned", "HashMap, no synchronisation",
    "arc_swap::Cache<HashMap>", "ArcSwap<HashMap>, load", "papaya, a pin each", "scc::HashIndex, a guard each",
    "DashMap::get", "parking_lot::RwLock<HashMap>, Arc clone", "RwLock<HashMap>, Arc clone",
    "ICU4X, parse to AnyCalendar",
];
const CHANGES: Rows = &[
    "registry, register", "registry, replace", "registry, unregister", "DashMap, insert", "papaya, insert",
    "ArcSwap<HashMap>, insert into a copy",
];
const STORES: Rows = &[
    "pinned once", "a pin each", "a miss", "arc_swap::Cache<HashMap>", "ArcSwap<HashMap>, load",
    "papaya, a pin each", "scc::HashIndex, a guard each", "DashMap::get", "RwLock<HashMap>, Arc clone",
];
/// Latin, Arabic and Persian digits, and a user's calendar.
const TEXTS: Rows = &["en, Gregorian", "ar-EG, Islamic Civil", "fa, Persian", "en, a user's 4-4-5"];
const ONCE: Rows = &["registry, pinned once"];
const PINS: Rows = &["registry, pinned once", "registry, a pin each"];
const PEERS: Rows = &["calendrical_calculations", "chrono", "datealgo", "icu_calendar", "jiff", "time"];
/// The calendars that Qt has too, in both directions.
const QT: Rows = &[
    "date, Gregorian", "date, Julian", "date, Milankovic", "date, Jalali", "date, Islamic Civil", "julian_day, Gregorian",
    "julian_day, Julian", "julian_day, Milankovic", "julian_day, Jalali", "julian_day, Islamic Civil",
];

const CONVERSIONS: Columns = &[
    ("the type", "{mark}, {row}/the type"), ("&Calendar", "{mark}, {row}/&Calendar"),
    ("a slice", "{mark}, {row}/a slice"), ("icu_calendar", "{mark}, {row}/icu_calendar"),
    ("AnyCalendar", "{mark}, {row}/icu_calendar, AnyCalendar"),
    ("calendrical_calculations", "{mark}, {row}/calendrical_calculations"),
    ("AnyCalendar ÷ &Calendar", "{mark}, {row}/icu_calendar, AnyCalendar ÷ {mark}, {row}/&Calendar"),
];

pub(crate) const TABLES: &[Table] = &[
    Table(README, "performance", "ns per lookup, 24 names, one of them in 70 % of the lookups", WAYS, false, &[
        ("1 thread", "{hot}, 1 threads/{row}"), ("{n} threads", "{hot}, {n} threads/{row}"),
    ]),
    Table(PAGE, "resolve", "ns per lookup", WAYS, true, &[
        ("24 names, one hot", "{hot}, 1 threads/{row}"), ("{n} threads", "{hot}, {n} threads/{row}"),
        ("one name", "{one}, 1 threads/{row}"), ("one name, {n} threads", "{one}, {n} threads/{row}"),
        ("24, evenly", "resolve 24, all alike, 1 threads/{row}"),
        ("1,000", "resolve 1000, all alike, 1 threads/{row}"),
        ("100,000", "resolve 100000, all alike, 1 threads/{row}"),
        ("24, one hot ÷ HashMap", "{hot}, 1 threads/{row} ÷ {hot}, 1 threads/{map}"),
    ]),
    Table(PAGE, "resolve many", "ns per lookup, with the result used", &[
        "registry, pinned once", "HashMap, no synchronisation", "papaya, a pin each", "DashMap::get",
    ], true, &[
        ("1,000 names", "{used 1000}, 1 threads/{row}"), ("{n} threads", "{used 1000}, {n} threads/{row}"),
        ("100,000", "{used 100000}, 1 threads/{row}"), ("{n} threads", "{used 100000}, {n} threads/{row}"),
        ("1,000,000", "{used 1000000}, 1 threads/{row}"), ("{n} threads", "{used 1000000}, {n} threads/{row}"),
        ("100,000, zipf", "{zipf}, 1 threads/{row}"), ("{n} threads", "{zipf}, {n} threads/{row}"),
    ]),
    Table(PAGE, "resolve ids", "ns per lookup by id, with the result used", &[
        "registry, pinned once", "HashMap, no synchronisation",
    ], true, &[("19 calendars", "{ids 19}/{row}"), ("100,000", "{ids 100000}/{row}")]),
    Table(PAGE, "resolve others", "ns per lookup", &["hit", "spelling", "alias", "unknown", "invalid", "by id"], true, &[
        ("pinned once", "{others}/{row}, registry, pinned once"),
        ("`HashMap`, exact names only", "{others}/{row}, {map}"),
        ("pinned once ÷ as registered", "{others}/{row}, registry, pinned once ÷ {others}/hit, registry, pinned once"),
    ]),
    Table(PAGE, "stores", "stores per lookup", STORES, false, &[
        ("to the stack and thread-local storage", "#2 stores/{row}/own ÷ stores/{row}/lookups"),
        ("elsewhere", "#2 stores/{row}/elsewhere ÷ stores/{row}/lookups"),
        ("cache lines elsewhere, in total", "#0 stores/{row}/lines"),
    ]),
    Table(PAGE, "request", "ns per request", &["request, 1 threads/{row}"], true, &[
        ("1 thread", "request, 1 threads/{row}"), ("{n} threads", "request, {n} threads/{row}"),
        ("1 thread ÷ registry, pinned", "request, 1 threads/{row} ÷ request, 1 threads/registry, pinned"),
    ]),
    Table(PAGE, "latency", "ns per 16 lookups", WAYS, false, &[
        ("alone: p50", "{latency}/false/p50"), ("p99.9", "{latency}/false/p99.9"),
        ("p99.99", "{latency}/false/p99.99"), ("beside a writer: p50", "{latency}/true/p50"),
        ("p99.9", "{latency}/true/p99.9"), ("p99.99", "{latency}/true/p99.99"),
        ("changes per second", "#0 {latency}/true/changes"),
        ("p99.9 ÷ p99.9 alone", "{latency}/true/p99.9 ÷ {latency}/false/p99.9"),
    ]),
    Table(PAGE, "publish", "ns per change, by number of names", CHANGES, true, &[
        ("10", "publish/{row}/10"), ("100", "publish/{row}/100"), ("1,000", "publish/{row}/1000"),
        ("10,000", "publish/{row}/10000"), ("100,000", "publish/{row}/100000"), ("1,000,000", "publish/{row}/1000000"),
    ]),
    Table(PAGE, "memory", "names", &["memory/names/{row}/stays"], false, &[
        ("bytes per name", "#0 memory/names/{row}/stays"), ("at the peak", "#0 memory/names/{row}/height"),
    ]),
    Table(PAGE, "visible", "ns from the call of `register`", &["returned", "found"], false, &[
        ("p50", "visible/{row}/p50"), ("p99", "visible/{row}/p99"), ("worst", "visible/{row}/worst"),
    ]),
    Table(PAGE, "date", "ns from a day to its date", &["date, {row}/&Calendar"], true, CONVERSIONS),
    Table(PAGE, "julian_day", "ns from a date to its day", &["julian_day, {row}/&Calendar"], true, CONVERSIONS),
    Table(PAGE, "gregorian", "ns, Gregorian", &["date, Gregorian/{row}"], true, &[
        ("to a date", "date, Gregorian/{row}"), ("to a day", "julian_day, Gregorian/{row}"),
    ]),
    Table(PAGE, "text write", "ns per text", &["text, {row}/write"], true, &[
        ("into a buffer", "text, {row}/write"), ("appended", "text, {row}/append"),
        ("icu_datetime, cached", "text, {row}/{icu}write"), ("jiff", "text, {row}/jiff, write"),
        ("chrono", "text, {row}/chrono, write"),
        ("into a buffer ÷ icu_datetime", "text, {row}/write ÷ text, {row}/{icu}write"),
    ]),
    Table(PAGE, "text request", "ns", &["text, {row}/request"], true, &[
        ("formatter by locale and style", "text, {row}/formatter"), ("a whole request", "text, {row}/request"),
        ("icu_datetime, a formatter for each", "text, {row}/{icu}request"),
        ("request ÷ icu_datetime", "text, {row}/request ÷ text, {row}/{icu}request"),
        ("compile", "text, {row}/compile"), ("icu_datetime, construct", "text, {row}/{icu}compile"),
    ]),
    Table(PAGE, "text parse", "ns per text", &["text, {row}/parse"], true, &[
        ("strict", "text, {row}/parse"), ("lenient", "text, {row}/read"), ("jiff", "text, {row}/jiff, parse"),
        ("chrono", "text, {row}/chrono, parse"),
    ]),
    Table(PAGE, "text headers", "`Accept-Language`", &["text, headers/{row}"], true, &[
        ("ns to the locale", "text, headers/{row}"),
    ]),
    Table(PAGE, "text size", "a stripped program", &["size/programs/{row}/bytes"], false, &[
        ("kB", "#0 size/programs/{row}/bytes ÷ size/unit"), ("kB added by text", "#0 size/programs/{row}/added ÷ size/unit"),
    ]),
    Table(PAGE, "counts", "instructions each, with the loop", &["counts/resolve.{row}", "counts/date.{row}"], false, &[
        ("lookup", "#1 counts/resolve.{row} ÷ counts/resolve"), ("to a date", "#1 counts/date.{row} ÷ counts/date"),
        ("to a day", "#1 counts/julian_day.{row} ÷ counts/julian_day"),
    ]),
    Table(PAGE, "text counts", "instructions each, with the loop", &["counts/text.{row}"], false, &[
        ("text", "#1 counts/text.{row} ÷ counts/text"),
    ]),
];

pub(crate) const GOALS: &[Goal] = &[
    Goal("a lookup to the `HashMap`", '≤', 0.6, &["registry, pinned once"], "{hot}, 1 threads/{row} ÷ {hot}, 1 threads/{map}"),
    Goal("a lookup to `DashMap`", '≤', 0.85, &["registry, a pin each"], "{hot}, 1 threads/{row} ÷ {hot}, 1 threads/DashMap::get"),
    Goal("the same, {n} threads", '≤', 0.3, &["registry, a pin each"], "{hot}, {n} threads/{row} ÷ {hot}, {n} threads/DashMap::get"),
    Goal("1,000 names, the result used, to `DashMap`", '≤', 1.5, ONCE,
        "{used 1000}, 1 threads/{row} ÷ {used 1000}, 1 threads/DashMap::get"),
    Goal("the same, {n} threads", '≤', 0.6, ONCE, "{used 1000}, {n} threads/{row} ÷ {used 1000}, {n} threads/DashMap::get"),
    Goal("100,000 names", '≤', 1.0, ONCE, "{used 100000}, 1 threads/{row} ÷ {used 100000}, 1 threads/DashMap::get"),
    Goal("the same, {n} threads", '≤', 0.5, ONCE,
        "{used 100000}, {n} threads/{row} ÷ {used 100000}, {n} threads/DashMap::get"),
    Goal("1,000,000 names", '≤', 1.0, ONCE, "{used 1000000}, 1 threads/{row} ÷ {used 1000000}, 1 threads/DashMap::get"),
    Goal("the same, {n} threads", '≤', 0.5, ONCE,
        "{used 1000000}, {n} threads/{row} ÷ {used 1000000}, {n} threads/DashMap::get"),
    Goal("100,000 names, by Zipf's law", '≤', 0.8, ONCE, "{zipf}, 1 threads/{row} ÷ {zipf}, 1 threads/DashMap::get"),
    Goal("ns by id", '≤', 5.0, &["by id"], "{others}/{row}, registry, pinned once"),
    Goal("the same to the `HashMap`, the result used", '≤', 1.5, &["19", "100000"],
        "resolve by id, {row}, all alike, used, 1 threads/registry, pinned once ÷ resolve by id, {row}, all alike, used, 1 threads/{map}"),
    Goal("scaling to {n} threads, as a part of the `HashMap`'s, 24 names", '≥', 0.95, PINS,
        "{hot}, 1 threads/{row} × {hot}, {n} threads/{map} ÷ {hot}, {n} threads/{row} × {hot}, 1 threads/{map}"),
    Goal("the same, one name", '≥', 0.95, PINS,
        "{one}, 1 threads/{row} × {one}, {n} threads/{map} ÷ {one}, {n} threads/{row} × {one}, 1 threads/{map}"),
    Goal("time of a lookup, owned, on one thread to {n} threads", '≥', 0.75, &["24, one hot", "one"],
        "resolve {row}, 1 threads/registry, owned ÷ resolve {row}, {n} threads/registry, owned"),
    Goal("a miss to a hit", '≤', 1.5, &["unknown", "invalid"],
        "{others}/{row}, registry, pinned once ÷ {others}/hit, registry, pinned once"),
    Goal("cache lines that a hit writes", '≤', 0.0, &["pinned once"], "#0 stores/{row}/lines"),
    Goal("allocations of lookups", '≤', 0.0, &["hit", "unknown", "invalid", "formatter"],
        "#0 memory/lookups/{row}"),
    Goal("p99.9 beside a writer to p99.9 alone", '≤', 2.0, PINS, "{latency}/true/p99.9 ÷ {latency}/false/p99.9"),
    Goal("ns of a registration among 100,000 names", '≤', 5e3, &["100000"], "publish/registry, register/{row}"),
    Goal("ns of a registration among 1,000,000 names", '≤', 5e3, &["1000000"], "publish/registry, register/{row}"),
    Goal("ns of an update of 100,000 calendars", '≤', 150e6, &["100000"], "batch/registry, update/{row}"),
    Goal("bytes per name beside the backend", '≤', 250.0, &["100000"], "#0 memory/names/{row}/stays"),
    Goal("Gregorian to a date, instructions to a peer's", '≤', 1.05, &["counts/date.peer_{row}"],
        "counts/date.gregorian ÷ counts/date.peer_{row}"),
    Goal("Gregorian to a day, instructions to a peer's", '≤', 1.05, &["counts/julian_day.peer_{row}"],
        "counts/julian_day.gregorian ÷ counts/julian_day.peer_{row}"),
    Goal("Gregorian to a date, time to a peer's", '≤', 1.15, PEERS, "date, Gregorian/the type ÷ date, Gregorian/{row}"),
    Goal("Gregorian to a day, time to a peer's", '≤', 1.15, PEERS,
        "julian_day, Gregorian/the type ÷ julian_day, Gregorian/{row}"),
    Goal("ns of a conversion through `&Calendar`", '≤', 8.0, QT, "{row}/&Calendar"),
    Goal("a call to one element of a slice", '≥', 2.0, QT, "{row}/&Calendar ÷ {row}/a slice"),
    Goal("ICU4X's `AnyCalendar` to `&Calendar`", '≥', 3.0, &["{row}/icu_calendar, AnyCalendar"],
        "{row}/icu_calendar, AnyCalendar ÷ {row}/&Calendar"),
    Goal("ns to write a date into a buffer", '≤', 60.0, TEXTS, "text, {row}/write"),
    Goal("the same to icu_datetime, cached", '≤', 0.33, TEXTS,
        "text, {row}/write ÷ text, {row}/{icu}write"),
    Goal("ns from the text of a locale to a formatter", '≤', 20.0, &["text, {row}/formatter"], "text, {row}/formatter"),
    Goal("ns of a request, from names to a text", '≤', 100.0, &["text, {row}/request"], "text, {row}/request"),
    Goal("ns to compile a formatter", '≤', 3e3, &["text, {row}/compile"], "text, {row}/compile"),
    Goal("ns to read a text strictly", '≤', 200.0, &["text, {row}/parse"], "text, {row}/parse"),
    Goal("bytes that writing adds to a program, to icu_datetime's", '≤', 0.75, &["calendar-registry, writing"],
        "#2 size/programs/{row}/added ÷ size/programs/icu_datetime/added"),
    Goal("ns to make a year table", '≤', 1e6, &["memory/tables/{row}/nanoseconds"], "memory/tables/{row}/nanoseconds"),
    Goal("bytes of a year table", '≤', 2e4, &["memory/tables/{row}/bytes"], "#0 memory/tables/{row}/bytes"),
];
