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

fn resolve(name: usize) -> Call {
    Call::Resolve(name, Way::FreshPin)
}

fn found(id: u64, version: u64) -> Answer {
    Answer::Found(Some((id, version)))
}

fn replace(name: usize, version: u64) -> Call {
    Call::One(Change::Replace(name, vec![name], version))
}

fn made(id: u64, version: u64) -> Answer {
    Answer::Made(vec![(id, version)])
}

/// Checks operations given as thread, begin, end, call and answer.
fn judge(history: Vec<(usize, u64, u64, Call, Answer)>) -> bool {
    let history: Vec<Operation<Plain>> = history
        .into_iter()
        .map(|(thread, begin, end, call, answer)| Operation {
            thread,
            begin,
            end,
            call,
            answer,
        })
        .collect();
    linearizable(&first(), &history)
}

#[test]
fn empty_history_is_linearizable() {
    assert!(judge(vec![]));
}

#[test]
fn concurrent_read_may_see_old_or_new() {
    for seen in [1, 7] {
        assert!(judge(vec![
            (0, 0, 3, replace(0, 7), made(1, 7)),
            (1, 1, 2, resolve(0), found(1, seen)),
        ]));
    }
}

#[test]
fn later_read_sees_the_change() {
    for (seen, right) in [(7, true), (1, false)] {
        let history = vec![
            (0, 0, 1, replace(0, 7), made(1, 7)),
            (1, 2, 3, resolve(0), found(1, seen)),
        ];
        assert_eq!(judge(history), right);
    }
}

#[test]
fn earlier_read_does_not_see_the_change() {
    assert!(!judge(vec![
        (1, 0, 1, resolve(0), found(1, 7)),
        (0, 2, 3, replace(0, 7), made(1, 7)),
    ]));
    let register = Call::One(Change::Register(vec![2], 7));
    assert!(!judge(vec![
        (1, 0, 1, resolve(2), found(3, 7)),
        (0, 2, 3, register, made(3, 7)),
    ]));
}

#[test]
fn no_reader_sees_old_after_another_saw_new() {
    // The second reader begins after the end of the first, or before it.
    for (begin, right) in [(4, false), (2, true)] {
        assert_eq!(
            judge(vec![
                (0, 0, 9, replace(0, 7), made(1, 7)),
                (1, 1, 3, resolve(0), found(1, 7)),
                (2, begin, 5, resolve(0), found(1, 1)),
            ]),
            right
        );
    }
}

#[test]
fn all_names_of_a_registration_appear_at_once() {
    let register = || Call::One(Change::Register(vec![2, 3], 7));
    for (alias, right) in [(found(3, 7), true), (Answer::Found(None), false)] {
        assert_eq!(
            judge(vec![
                (0, 0, 9, register(), made(3, 7)),
                (1, 1, 2, resolve(2), found(3, 7)),
                (1, 3, 4, resolve(3), alias),
            ]),
            right
        );
    }
}

#[test]
fn partial_update_is_never_visible() {
    let update = || {
        let one = |name| Change::Replace(name, vec![name], 7);
        Call::Update(vec![one(0), one(1)])
    };
    for (other, right) in [(7, true), (2, false)] {
        assert_eq!(
            judge(vec![
                (0, 0, 9, update(), Answer::Made(vec![(1, 7), (2, 7)])),
                (1, 1, 2, resolve(0), found(1, 7)),
                (2, 3, 4, resolve(1), found(2, other)),
            ]),
            right
        );
    }
    // A rejected update changes nothing.
    let refused = || {
        let changes = vec![Change::Replace(0, vec![0], 7), Change::Unregister(3)];
        (Call::Update(changes), Answer::Refused(Refused::Unknown(3)))
    };
    for (seen, right) in [(1, true), (7, false)] {
        let (call, answer) = refused();
        let history = vec![
            (0, 0, 1, call, answer),
            (1, 2, 3, resolve(0), found(1, seen)),
        ];
        assert_eq!(judge(history), right);
    }
}

#[test]
fn no_update_is_lost() {
    // Both succeeded, so the generation has grown by two.
    for (generation, right) in [(4, true), (3, false)] {
        assert_eq!(
            judge(vec![
                (0, 0, 2, replace(0, 7), made(1, 7)),
                (1, 1, 3, replace(1, 8), made(2, 8)),
                (0, 4, 5, Call::Generation, Answer::Number(generation)),
            ]),
            right
        );
    }
    // Of two replacements of one version, the second is rejected.
    let replace_if = |version| Call::One(Change::ReplaceIf((1, 1), vec![0], version));
    assert!(!judge(vec![
        (0, 0, 2, replace_if(7), made(1, 7)),
        (1, 1, 3, replace_if(8), made(1, 8)),
    ]));
    assert!(judge(vec![
        (0, 0, 2, replace_if(7), made(1, 7)),
        (
            1,
            1,
            3,
            replace_if(8),
            Answer::Refused(Refused::Stale(Some((1, 7))))
        ),
    ]));
}

#[test]
fn one_of_two_registrations_wins() {
    let register = |version| Call::One(Change::Register(vec![2], version));
    assert!(!judge(vec![
        (0, 0, 2, register(7), made(3, 7)),
        (1, 1, 3, register(8), made(4, 8)),
    ]));
    assert!(judge(vec![
        (0, 0, 2, register(7), Answer::Refused(Refused::Taken(2, 8))),
        (1, 1, 3, register(8), made(3, 8)),
    ]));
    // The rejected one ended before the name was taken.
    assert!(!judge(vec![
        (0, 0, 1, register(7), Answer::Refused(Refused::Taken(2, 8))),
        (1, 2, 3, register(8), made(3, 8)),
    ]));
}

#[test]
fn removed_id_is_never_reused() {
    let unregister = || (0, 0, 1, Call::One(Change::Unregister(1)), made(2, 2));
    let register = |id| {
        (
            0,
            2,
            3,
            Call::One(Change::Register(vec![1], 7)),
            made(id, 7),
        )
    };
    assert!(judge(vec![unregister(), register(5)]));
    assert!(!judge(vec![unregister(), register(2)]));
}

#[test]
fn removed_calendar_is_not_found() {
    let unregister = || (0, 0, 1, Call::One(Change::Unregister(0)), made(1, 1));
    assert!(judge(vec![
        unregister(),
        (1, 2, 3, resolve(0), Answer::Found(None)),
        (1, 4, 5, Call::Get(1, Way::FreshPin), Answer::Found(None)),
        (1, 6, 7, Call::Figures, Answer::Figures([3, 1, 1])),
    ]));
    assert!(!judge(vec![
        unregister(),
        (1, 2, 3, resolve(0), found(1, 1))
    ]));
    assert!(!judge(vec![
        unregister(),
        (1, 2, 3, Call::Listing, Answer::Listed(2, first().calendars)),
    ]));
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
