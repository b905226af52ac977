//! Ways that are compared take turns.
//!
//! Criterion runs one bench to its end and then the next, and a machine that gets faster or slower
//! in between makes one look better than the other. So each way of a group is run for a short time, then
//! the next, and all of it several times over; the report compares what was near in time.

use criterion::{BenchmarkId, Criterion, Throughput};

use crate::settings::turns;
use crate::threads;

/// What is timed.
pub type Work<'a> = Box<dyn Fn() + Sync + 'a>;

/// Groups of ways to do the same work.
#[derive(Default)]
pub struct Turns<'a>(Vec<Group<'a>>);

struct Group<'a> {
    name: String,
    elements: usize,
    ways: Vec<(String, Work<'a>)>,
}

impl<'a> Turns<'a> {
    /// Adds a way to its group. The work is of so many elements (lookups, conversions).
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

    /// Runs them all, each on so many threads.
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

/// How criterion's answers say which turn they are of.
pub const TURN: &str = "turn ";
