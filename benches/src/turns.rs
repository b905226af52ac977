//! Interleaves the benchmarks of a group.
//!
//! Criterion runs one benchmark to its end before the next, so a change of the machine's speed distorts
//! a comparison. Here each implementation runs for a short time, then the next, in several rounds. The
//! report compares results of the same round.

use criterion::{BenchmarkId, Criterion, Throughput};

use crate::settings::turns;
use crate::threads;

/// The work to time.
pub type Work<'a> = Box<dyn Fn() + Sync + 'a>;

/// Groups of implementations of the same work.
#[derive(Default)]
pub struct Turns<'a>(Vec<Group<'a>>);

struct Group<'a> {
    name: String,
    elements: usize,
    ways: Vec<(String, Work<'a>)>,
}

impl<'a> Turns<'a> {
    /// Adds an implementation to its group. `elements` is the number of lookups or conversions in `work`.
    pub fn add(&mut self, group: &str, way: &str, elements: usize, work: impl Fn() + Sync + 'a) {
        let way = (way.to_owned(), Box::new(work) as Work<'a>);
        match self.0.iter_mut().find(|other| other.name == group) {
            Some(group) => group.ways.push(way),
            None => self.0.push(Group {
                name: group.to_owned(),
                elements,
                ways: vec![way],
            }),
        }
    }

    /// Runs all groups, each implementation on `threads` threads.
    pub fn run(self, criterion: &mut Criterion, threads: usize) {
        for all in self.0 {
            let mut group = criterion.benchmark_group(&all.name);
            group.throughput(Throughput::Elements(all.elements as u64));
            for turn in 0..turns() {
                for (name, work) in &all.ways {
                    let id = BenchmarkId::new(name, format!("{TURN}{turn}"));
                    group.bench_function(id, |bencher| {
                        bencher.iter_custom(|rounds| threads::time(threads, rounds, work));
                    });
                }
            }
            group.finish();
        }
    }
}

/// The prefix of the round in a benchmark id.
pub const TURN: &str = "turn ";
