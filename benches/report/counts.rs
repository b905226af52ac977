//! The guard against regressions: instruction counts against those of a file in the repository.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, ExitCode};

const FILE: &str = "benches/counts.txt";

/// How many times as many instructions are a regression. Other versions of the compiler make other code: the file
/// says which one counted.
const TOLERANCE: f64 = 1.05;

/// Counts of less than this differ by the seeds of hashers more than by what was changed.
const SLACK: f64 = 500.0;

pub(crate) fn bless(counts: &BTreeMap<String, f64>) {
    let mut text = format!(
        "# {}; `benches/count --bless` writes this file anew\n",
        compiler()
    );
    for (name, instructions) in counts {
        text += &format!("{name} {instructions}\n");
    }
    fs::write(FILE, text).unwrap();
    println!("{FILE}: {} counts", counts.len());
}

/// Fails if a count of ours has grown, or is no longer there. The peers' may grow.
pub(crate) fn compare(counts: &BTreeMap<String, f64>) -> ExitCode {
    let text = fs::read_to_string(FILE).unwrap_or_default();
    let by = text.lines().next().unwrap_or_default();
    if !by.contains(&compiler()) {
        println!("{} counts now; the file says: {by}", compiler());
    }
    let known = text.lines().filter_map(|line| line.split_once(' '));
    let known: BTreeMap<&str, f64> = known
        .filter_map(|(name, count)| Some((name, count.parse().ok()?)))
        .collect();
    let mut worse = known.is_empty();
    for (name, before) in known {
        let now = counts.get(name).copied();
        match now {
            Some(now) if now <= before * TOLERANCE + SLACK => {
                if now < before / TOLERANCE - SLACK {
                    println!("better: {name}, {before} instructions before, {now} now");
                }
            }
            _ if name.contains(".peer_") || name.ends_with(".hash_map") => {}
            _ => {
                worse = true;
                let now = now.map_or("none".to_owned(), |now| now.to_string());
                println!("WORSE: {name}, {before} instructions before, {now} now");
            }
        }
    }
    println!(
        "{} counts, {}",
        counts.len(),
        if worse {
            "some are worse"
        } else {
            "none is worse"
        }
    );
    if worse {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The compiler's version, as it says itself.
pub(crate) fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = Command::new(rustc).arg("--version").output();
    said.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned())
        .unwrap_or_else(|_| "an unknown rustc".to_owned())
}
