//! What must hold, and what shows it: the one table of `docs/proof.md`.

use std::path::Path;

use crate::runner::Table;

/// One of the seven.
pub(crate) struct Invariant {
    claim: &'static str,
    models: &'static [&'static str],
    /// Steps of the protocol that it rests on.
    pub(crate) steps: &'static [&'static str],
    /// Of the real thing: files, and the tests in them.
    tests: &'static [(&'static str, &'static [&'static str])],
}

/// The models of the invariant that rests on a step.
pub(crate) fn models_for(step: &str) -> &'static [&'static str] {
    let invariant = INVARIANTS.iter().find(|one| one.steps.contains(&step));
    invariant.map_or(&[], |invariant| invariant.models)
}

/// What `.ci/miri` runs, and `.ci/sanitize`.
const UNDER_MIRI: &[&str] = &[
    "tests/races.rs",
    "tests/stress.rs",
    "tests/linearizability/main.rs",
    "tests/exit.rs",
    "src/registry/tests/crash.rs",
];
const UNDER_SANITIZERS: &[&str] = &[
    "tests/races.rs",
    "tests/stress.rs",
    "tests/linearizability/main.rs",
    "tests/exit.rs",
    "tests/ownership.rs",
    "tests/reentrancy.rs",
    "tests/readers_never_free.rs",
];

const HISTORIES: (&str, &[&str]) = (
    "tests/linearizability/main.rs",
    &["two_threads", "three_threads", "four_threads"],
);

const INVARIANTS: [Invariant; 7] = [
    Invariant {
        claim: "1. registered is found, unregistered is not",
        models: &[
            "register_resolve",
            "unregister_resolve",
            "reregister_resolve",
            "index_locked_resolve",
            "memo_two_names",
            "unknown_register",
        ],
        steps: &[
            "RefusalTag",
            "EvenMarkAfterIndex",
            "EvenMarkRelease",
            "TagAcquire",
            "IndexRemoval",
            "LockedReadsSnapshot",
            "MemoName",
            "PublishedRelease",
            "PublishedAcquire",
            "IndexRelease",
            "IndexAcquire",
        ],
        tests: &[
            (
                "tests/stress.rs",
                &[
                    "a_replaced_calendar_is_always_found_and_never_goes_back",
                    "what_a_writer_has_done_every_reader_sees",
                ],
            ),
            ("tests/races.rs", &["a_name_that_goes_and_comes"]),
            HISTORIES,
        ],
    },
    Invariant {
        claim: "2. never new, then old",
        models: &[
            "replace_resolve",
            "replace_two_readers",
            "replace_two_readers_locked",
            "snapshot_resolve",
            "get_resolve",
            "memo_publication",
            "memo_other_publication",
            "two_registries",
            "downstream",
            "unknown_two_readers",
            "update_two_parts",
        ],
        steps: &[
            "OddMark",
            "EveryPartOdd",
            "OddMarkBeforeSwap",
            "FreshTag",
            "MemoTag",
        ],
        tests: &[
            (
                "tests/stress.rs",
                &["what_one_reader_saw_the_next_one_sees"],
            ),
            (
                "tests/races.rs",
                &[
                    "a_memo_hit_beside_a_publication",
                    "what_one_saw_the_other_sees",
                    "one_thread_in_two_registries",
                ],
            ),
            HISTORIES,
        ],
    },
    Invariant {
        claim: "3. all names of a registration, and all changes of an update, at once",
        models: &[
            "aliases_resolve",
            "aliases_resolve_backwards",
            "update_two_names",
        ],
        steps: &["AliasesTogether", "OddReadsSnapshot"],
        tests: &[
            (
                "tests/stress.rs",
                &[
                    "an_update_is_seen_whole",
                    "a_registration_brings_all_its_names_at_once",
                ],
            ),
            ("tests/races.rs", &["an_update_beside_a_reader_of_both"]),
            HISTORIES,
        ],
    },
    Invariant {
        claim: "4. of two registrations of a name one wins",
        models: &["register_register", "writers_take_turns"],
        steps: &["WritersTakeTurns"],
        tests: &[
            (
                "tests/stress.rs",
                &[
                    "of_two_registrations_of_one_name_one_wins",
                    "many_writers_of_all_kinds_leave_a_registry_that_agrees_with_itself",
                ],
            ),
            ("tests/races.rs", &["two_writers_of_one_name"]),
            HISTORIES,
        ],
    },
    Invariant {
        claim: "5. nothing freed under a pin, everything freed after it",
        models: &[
            "pin_reclaim",
            "pin_snapshot_reclaim",
            "memo_reclaim",
            "owned_unregister",
            "reclaim_reclaim",
            "mark_by_reader",
        ],
        steps: &[
            "Guard",
            "RetireThroughEpoch",
            "RetireAfterSwap",
            "GraceChecked",
            "GraceRelease",
            "GraceAcquire",
        ],
        tests: &[
            (
                "tests/ownership.rs",
                &[
                    "a_pin_holds_back_what_it_can_reach",
                    "after_a_stalled_pin_one_reclaim_frees_all",
                    "many_replacements_leave_nothing_behind",
                ],
            ),
            (
                "tests/races.rs",
                &[
                    "two_pins_beside_a_retirement",
                    "readers_and_two_reclaimers",
                    "a_registry_dropped_with_a_mark_under_way",
                ],
            ),
            ("tests/exit.rs", &["main"]),
        ],
    },
    Invariant {
        claim: "6. readers never wait, free or allocate",
        models: &[],
        steps: &[],
        tests: &[
            (
                "tests/readers_never_free.rs",
                &[
                    "a_reader_that_resolves_drops_no_backend",
                    "lookups_beside_a_busy_writer_allocate_nothing",
                ],
            ),
            (
                "src/registry/tests/mod.rs",
                &[
                    "readers_need_no_turn",
                    "a_reader_does_not_wait_for_a_locked_index",
                ],
            ),
            (
                "tests/qt_faults.rs",
                &["no_reader_sleeps_beside_a_busy_writer"],
            ),
        ],
    },
    Invariant {
        claim: "7. no user code while anything is held; what a panic leaves is mended",
        models: &["panic_resolve"],
        steps: &["Rebuild", "OddStaysOdd"],
        tests: &[
            (
                "tests/reentrancy.rs",
                &[
                    "a_backend_may_call_back_as_it_is_dropped",
                    "a_panic_of_a_backend_reaches_its_caller_only",
                ],
            ),
            ("tests/update.rs", &["the_closure_runs_with_nothing_held"]),
            ("tests/events.rs", &["a_subscriber_may_call_back"]),
            (
                "src/registry/tests/crash.rs",
                &["every_kind_of_change_may_panic"],
            ),
        ],
    },
];

/// The one table. A row fails if a model or a step of it has no result, or a test does not exist.
pub(crate) fn table(models: &Table, mutants: &Table) -> Table {
    let rows: Vec<_> = INVARIANTS
        .iter()
        .map(|one| row(one, models, mutants))
        .collect();
    let stray = mutants.names().find(|step| models_for(step).is_empty());
    let mut table = Table::new(
        &[
            "invariant",
            "models: executions",
            "steps broken: who notices",
            "tests of the real thing",
            "Miri",
            "sanitizers",
        ],
        rows,
        INVARIANTS.len(),
    );
    table.failed = table.failed.saturating_add(stray.into_iter().count());
    let commands = [
        "*to repeat*",
        "`loom-tests/run one MODEL`",
        "`loom-tests/run mutant STEP MODEL`",
        "`cargo test --test FILE TEST`, in `src` `cargo test --lib TEST`",
        "`.ci/miri SEEDS`",
        "`.ci/sanitize thread` and `address`",
    ];
    table.rows.push(commands.map(str::to_owned).into());
    table
}

fn row(invariant: &Invariant, models: &Table, mutants: &Table) -> (Vec<String>, bool) {
    let explored = invariant.models.iter().map(|name| {
        let executions = models.row(name).and_then(|row| row.last()?.parse().ok());
        executions.map(|count: u64| format!("`{name}`: {}", grouped(count)))
    });
    let broken = invariant.steps.iter().map(|step| {
        let noticed = mutants.row(&format!("`{step}`"))?.last()?;
        // The reason stands in the table of mutants.
        let noticed = noticed.split(": ").next()?;
        Some(format!("`{step}`: {noticed}"))
    });
    let tested = invariant.tests.iter().map(|(file, tests)| {
        let text = std::fs::read_to_string(root().join(file)).unwrap_or_default();
        let all = tests
            .iter()
            .all(|test| text.contains(&format!("fn {test}()")));
        let tests: Vec<_> = tests.iter().map(|test| format!("`{test}`")).collect();
        all.then(|| format!("{}: {}", short(file), tests.join(", ")))
    });
    let among = |under: &[&str]| {
        let files = invariant.tests.iter().map(|(file, _)| *file);
        cell(
            files
                .filter(|file| under.contains(file))
                .map(short)
                .map(Some),
        )
    };
    let cells = [
        Some(invariant.claim.to_owned()),
        cell(explored),
        cell(broken),
        cell(tested),
        among(UNDER_MIRI),
        among(UNDER_SANITIZERS),
    ];
    let whole = cells.iter().all(Option::is_some);
    let cells = cells.map(|cell| cell.unwrap_or_else(|| "**missing**".to_owned()));
    (cells.into(), whole)
}

/// The lines of a cell, if all of them are there.
fn cell(lines: impl Iterator<Item = Option<String>>) -> Option<String> {
    let lines = lines.collect::<Option<Vec<_>>>()?;
    Some(if lines.is_empty() {
        "–".to_owned()
    } else {
        lines.join("<br>")
    })
}

/// `tests/races.rs` is the test target `races`; `src` has no targets.
fn short(file: &str) -> String {
    let name = file.trim_start_matches("tests/");
    let name = name.trim_end_matches(".rs").trim_end_matches("/main");
    format!("`{name}`")
}

/// With commas between the thousands.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
