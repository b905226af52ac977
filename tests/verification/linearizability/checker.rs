//! A checker of Wing and Gong's kind, with Lowe's memory of what has been tried.

use std::collections::HashSet;
use std::fmt::{Debug, Write as _};
use std::hash::Hash;

/// What an object of the kind does when nothing is concurrent.
pub(super) trait Model: Clone + Eq + Hash {
    type Call: Debug;
    type Answer: Debug;

    /// Makes the call; whether that could be the answer. If not, the state no longer counts.
    fn step(&mut self, call: &Self::Call, answer: &Self::Answer) -> bool;
}

/// One finished operation. Stamps are drawn from one counter, so no two are equal.
#[derive(Debug)]
pub(super) struct Operation<M: Model> {
    pub thread: usize,
    pub begin: u64,
    pub end: u64,
    pub call: M::Call,
    pub answer: M::Answer,
}

/// Whether there is an order of the operations, in which each one that ended before another
/// began comes before it, and in which each answer is the model's.
pub(super) fn linearizable<M: Model>(first: &M, history: &[Operation<M>]) -> bool {
    assert!(history.len() <= 64, "the set of operations is one word");
    search(first, history, 0, &mut HashSet::new())
}

/// Whether what is not `done` can be put in an order from this state on.
fn search<M: Model>(
    state: &M,
    history: &[Operation<M>],
    done: u64,
    tried: &mut HashSet<(u64, M)>,
) -> bool {
    let left = || (0..history.len()).filter(|at| done & (1 << at) == 0);
    // Whatever began after this has to wait for the operation that ended here.
    let Some(first_end) = left().map(|at| history[at].end).min() else {
        return true;
    };
    left().any(|at| {
        let operation = &history[at];
        if operation.begin > first_end {
            return false;
        }
        let (done, mut state) = (done | 1 << at, state.clone());
        state.step(&operation.call, &operation.answer)
            && tried.insert((done, state.clone()))
            && search(&state, history, done, tried)
    })
}

/// A history to read: by begin, one column of stamps, one of threads.
pub(super) fn listing<M: Model>(history: &[Operation<M>]) -> String {
    let mut sorted: Vec<_> = history.iter().collect();
    sorted.sort_by_key(|operation| operation.begin);
    let mut text = String::new();
    for operation in sorted {
        let Operation {
            thread,
            begin,
            end,
            call,
            answer,
        } = operation;
        writeln!(
            text,
            "{begin:>4} … {end:>4}  thread {thread}  {call:?} → {answer:?}"
        )
        .unwrap();
    }
    text
}
