//! The checker on histories whose verdict is known.

use super::checker::{Model, Operation, linearizable};
use super::model::{Answer, Call, Change, Entry, Plain, Refused, Way};

/// A registry with "a" in version 1 and "b" in version 2.
fn first() -> Plain {
    let entry = |id, names: &[usize]| Entry {
        id,
        version: id,
        names: names.to_vec(),
    };
    Plain {
        generation: 2,
        calendars: vec![entry(1, &[0]), entry(2, &[1])],
        latest: 2,
    }
}

/// A call with its answer.
type Step = (Call, Answer);

fn read(name: usize, id: u64, version: u64) -> Step {
    let answer = Answer::Found(Some((id, version)));
    (Call::Resolve(name, Way::FreshPin), answer)
}

fn miss(name: usize) -> Step {
    let call = Call::Resolve(name, Way::FreshPin);
    (call, Answer::Found(None))
}

fn made(change: Change, id: u64, version: u64) -> Step {
    (Call::One(change), Answer::Made(vec![(id, version)]))
}

/// Replaces "a" or "b", which have the ids 1 and 2.
fn replaced(name: usize, version: u64) -> Step {
    let id = [1, 2][name];
    made(Change::Replace(name, vec![name], version), id, version)
}

fn registered(names: &[usize], id: u64, version: u64) -> Step {
    made(Change::Register(names.to_vec(), version), id, version)
}

fn taken(name: usize, version: u64, by: u64) -> Step {
    let call = Call::One(Change::Register(vec![name], version));
    (call, Answer::Refused(Refused::Taken(name, by)))
}

/// Asserts whether operations, given as thread, begin, end and step, are linearizable.
#[track_caller]
fn check<const N: usize>(expected: bool, history: [(usize, u64, u64, Step); N]) {
    let history = history.map(|(thread, begin, end, (call, answer))| Operation {
        thread,
        begin,
        end,
        call,
        answer,
    });
    assert_eq!(linearizable(&first(), &history), expected);
}

#[test]
fn empty_history_is_linearizable() {
    check(true, []);
}

#[test]
fn concurrent_read_may_see_old_or_new() {
    for seen in [1, 7] {
        check(
            true,
            [(0, 0, 3, replaced(0, 7)), (1, 1, 2, read(0, 1, seen))],
        );
    }
}

#[test]
fn later_read_sees_the_change() {
    for (seen, expected) in [(7, true), (1, false)] {
        check(
            expected,
            [(0, 0, 1, replaced(0, 7)), (1, 2, 3, read(0, 1, seen))],
        );
    }
}

#[test]
fn earlier_read_does_not_see_the_change() {
    check(false, [(1, 0, 1, read(0, 1, 7)), (0, 2, 3, replaced(0, 7))]);
    let register = registered(&[2], 3, 7);
    check(false, [(1, 0, 1, read(2, 3, 7)), (0, 2, 3, register)]);
}

#[test]
fn no_reader_sees_old_after_another_saw_new() {
    // The second reader begins after the end of the first, or before it.
    for (begin, expected) in [(4, false), (2, true)] {
        let [first, second] = [read(0, 1, 7), read(0, 1, 1)];
        check(
            expected,
            [
                (0, 0, 9, replaced(0, 7)),
                (1, 1, 3, first),
                (2, begin, 5, second),
            ],
        );
    }
}

#[test]
fn all_names_of_a_registration_appear_at_once() {
    for (alias, expected) in [(read(3, 3, 7), true), (miss(3), false)] {
        let register = registered(&[2, 3], 3, 7);
        check(
            expected,
            [
                (0, 0, 9, register),
                (1, 1, 2, read(2, 3, 7)),
                (1, 3, 4, alias),
            ],
        );
    }
}

#[test]
fn partial_update_is_never_visible() {
    let change = |name| Change::Replace(name, vec![name], 7);
    for (other, expected) in [(7, true), (2, false)] {
        let call = Call::Update(vec![change(0), change(1)]);
        let update = (call, Answer::Made(vec![(1, 7), (2, 7)]));
        check(
            expected,
            [
                (0, 0, 9, update),
                (1, 1, 2, read(0, 1, 7)),
                (2, 3, 4, read(1, 2, other)),
            ],
        );
    }
    // A rejected update changes nothing.
    for (seen, expected) in [(1, true), (7, false)] {
        let call = Call::Update(vec![change(0), Change::Unregister(3)]);
        let rejected = (call, Answer::Refused(Refused::Unknown(3)));
        check(expected, [(0, 0, 1, rejected), (1, 2, 3, read(0, 1, seen))]);
    }
}

#[test]
fn no_update_is_lost() {
    // Both succeeded, so the generation has grown by two.
    for (generation, expected) in [(4, true), (3, false)] {
        let generation = (Call::Generation, Answer::Number(generation));
        check(
            expected,
            [
                (0, 0, 2, replaced(0, 7)),
                (1, 1, 3, replaced(1, 8)),
                (0, 4, 5, generation),
            ],
        );
    }
    // Of two replacements of one version, the second is rejected.
    let replace_if = |version| Change::ReplaceIf((1, 1), vec![0], version);
    let [first, again] = [7, 7].map(|version| made(replace_if(version), 1, version));
    let stale = Answer::Refused(Refused::Stale(Some((1, 7))));
    let stale = (Call::One(replace_if(8)), stale);
    check(
        false,
        [(0, 0, 2, first), (1, 1, 3, made(replace_if(8), 1, 8))],
    );
    check(true, [(0, 0, 2, again), (1, 1, 3, stale)]);
}

#[test]
fn one_of_two_registrations_wins() {
    let other = || registered(&[2], 3, 8);
    check(
        false,
        [
            (0, 0, 2, registered(&[2], 3, 7)),
            (1, 1, 3, registered(&[2], 4, 8)),
        ],
    );
    check(true, [(0, 0, 2, taken(2, 7, 8)), (1, 1, 3, other())]);
    // The rejected one ended before the name was taken.
    check(false, [(0, 0, 1, taken(2, 7, 8)), (1, 2, 3, other())]);
}

#[test]
fn removed_id_is_never_reused() {
    for (id, expected) in [(5, true), (2, false)] {
        let remove = made(Change::Unregister(1), 2, 2);
        check(
            expected,
            [(0, 0, 1, remove), (0, 2, 3, registered(&[1], id, 7))],
        );
    }
}

#[test]
fn removed_calendar_is_not_found() {
    let remove = || (0, 0, 1, made(Change::Unregister(0), 1, 1));
    let get = (Call::Get(1, Way::FreshPin), Answer::Found(None));
    let figures = (Call::Figures, Answer::Figures([3, 1, 1]));
    check(
        true,
        [
            remove(),
            (1, 2, 3, miss(0)),
            (1, 4, 5, get),
            (1, 6, 7, figures),
        ],
    );
    check(false, [remove(), (1, 2, 3, read(0, 1, 1))]);
    let listing = (Call::Listing, Answer::Listed(2, first().calendars));
    check(false, [remove(), (1, 2, 3, listing)]);
}

/// A register of one number, to test the search without the registry.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Register(u32);

impl Model for Register {
    type Call = Option<u32>;
    type Answer = u32;

    fn step(&mut self, write: &Option<u32>, answer: &u32) -> bool {
        match write {
            Some(value) => {
                self.0 = *value;
                true
            }
            None => self.0 == *answer,
        }
    }
}

/// Checks all histories of three operations on a register of one bit.
#[test]
fn search_agrees_with_trying_every_order() {
    let kinds = [(Some(0), 0), (Some(1), 0), (None, 0), (None, 1)];
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    let mut good = 0;
    let mut all = 0;
    for kind in 0..64 {
        for times in 0..6_usize.pow(3) {
            let history: Vec<Operation<Register>> = (0..3)
                .map(|at| {
                    let (call, answer) = kinds[kind >> (2 * at) & 3];
                    // Six intervals of three moments, with unique time stamps.
                    let span = times / 6_usize.pow(u32::try_from(at).unwrap()) % 6;
                    let (from, to) = [(0_u64, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)][span];
                    let own = at as u64;
                    Operation {
                        thread: at,
                        begin: from * 20 + own,
                        end: to * 20 + 10 + own,
                        call,
                        answer,
                    }
                })
                .collect();
            let by_hand = orders.iter().any(|order| {
                let mut state = Register(0);
                let in_time = order.iter().enumerate().all(|(place, at)| {
                    order[place..]
                        .iter()
                        .all(|later| history[*later].end > history[*at].begin)
                });
                in_time
                    && order
                        .iter()
                        .all(|at| state.step(&history[*at].call, &history[*at].answer))
            });
            assert_eq!(linearizable(&Register(0), &history), by_hand);
            good += usize::from(by_hand);
            all += 1;
        }
    }
    assert!(good > all / 4 && good < all * 3 / 4, "{good} of {all}");
}
