//! The search of Wing and Gong, with the memoization of Lowe.

use std::collections::HashSet;
use std::fmt::{Debug, Write as _};
use std::hash::Hash;

/// The sequential specification of an object.
pub(super) trait Model: Clone + Eq + Hash {
    type Call: Debug;
    type Answer: Debug;

    /// Makes the call, and returns whether `answer` is possible. If not, the state is undefined.
    fn step(&mut self, call: &Self::Call, answer: &Self::Answer) -> bool;
}

/// A finished operation. All time stamps come from one counter, so they are unique.
#[derive(Debug)]
pub(super) struct Operation<M: Model> {
    pub thread: usize,
    pub begin: u64,
    pub end: u64,
    pub call: M::Call,
    pub answer: M::Answer,
}

/// Returns whether a history is linearizable: there is an order in which the model gives all the answers, and
/// in which each operation that ended before another began precedes it.
pub(super) fn linearizable<M: Model>(first: &M, history: &[Operation<M>]) -> bool {
    assert!(history.len() <= 64, "the set of operations is one word");
    search(first, history, 0, &mut HashSet::new())
}

/// Returns whether the operations that are not `done` can be ordered from this state on.
fn search<M: Model>(
    state: &M,
    history: &[Operation<M>],
    done: u64,
    tried: &mut HashSet<(u64, M)>,
) -> bool {
    let left = || (0..history.len()).filter(|at| done & (1 << at) == 0);
    // Operations that began later must follow the one that ended first.
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

/// Formats a history, sorted by begin.
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
