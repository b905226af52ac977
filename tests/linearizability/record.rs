//! Races on a real registry, and the record of each.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

use calendar_registry::{Calendar, CalendarId, ChangeError, Guard, RegisterError, Registry};

use super::checker::{Operation, linearizable, listing};
use super::common::{Life, Random, assert_consistent, version};
use super::model::{Answer, Call, Change, Entry, Name, Plain, Refused, Way};

/// Few, so that all meet; in two spellings each.
pub const NAMES: [[&str; 2]; 4] = [["a", "A"], ["b b", "B_B"], ["c", "C"], ["d/1", "D/1"]];

/// So many histories by the same threads, so that memos outlive registries.
const BATCH: usize = if cfg!(miri) { 2 } else { 64 };
/// What another registry answers for any name.
const ELSEWHERE: u64 = u64::MAX;

/// What a run has seen.
#[derive(Clone, Copy, Default, Debug)]
pub struct Seen {
    pub histories: usize,
    pub operations: usize,
    /// Histories in which something overlapped a change that was made.
    pub overlapping: usize,
}

/// Records histories of so many threads and checks each.
pub fn record(threads: usize, histories: usize, seed: u64) -> Seen {
    let mut seen = Seen::default();
    for batch in (0..).take_while(|batch| batch * BATCH < histories) {
        let seed = seed.wrapping_add(batch as u64);
        run(
            threads,
            BATCH.min(histories - batch * BATCH),
            seed,
            &mut seen,
        );
    }
    seen
}

/// One race: a registry, what it was at first, and what each thread is to do.
struct Race {
    registry: Registry,
    first: Plain,
    handles: Vec<Calendar>,
    clock: AtomicU64,
    roles: Vec<Role>,
}

#[derive(Clone, Copy)]
struct Role {
    operations: usize,
    /// Of ten operations, so many are changes.
    changes: usize,
    /// Of ten pauses, so many are long ones.
    pauses: usize,
    /// Spins before the first operation, at the most.
    late: usize,
}

fn run(threads: usize, count: usize, seed: u64, seen: &mut Seen) {
    let life = Life::new();
    let mut random = Random(seed);
    let races: Vec<Race> = (0..count)
        .map(|_| Race::new(threads, &life, &mut random))
        .collect();
    let elsewhere = Registry::new();
    let all: Vec<&str> = NAMES.iter().map(|name| name[0]).collect();
    elsewhere.register(life.version(&all, ELSEWHERE)).unwrap();
    let meeting = Meeting::default();
    let recorded: Vec<Vec<Vec<Operation<Plain>>>> = thread::scope(|scope| {
        let (races, meeting, life, elsewhere) = (&races, &meeting, &life, &elsewhere);
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let mut random = Random(random.next());
                scope.spawn(move || {
                    let attends = Attends(meeting);
                    let record = races.iter().enumerate().map(|(at, race)| {
                        let mut worker = Worker::new(race, thread, life, elsewhere, &mut random);
                        worker.warm();
                        attends.arrive((at + 1) * threads);
                        worker.race()
                    });
                    record.collect()
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    let mut by_thread: Vec<_> = recorded.into_iter().map(Vec::into_iter).collect();
    for (at, race) in races.iter().enumerate() {
        let history: Vec<_> = by_thread
            .iter_mut()
            .flat_map(|thread| thread.next().unwrap())
            .collect();
        assert!(
            linearizable(&race.first, &history),
            "history {at} of seed {seed} with {threads} threads has no order, from {:?}:\n{}",
            race.first,
            listing(&history)
        );
        seen.histories += 1;
        seen.operations += history.len();
        seen.overlapping += usize::from(overlaps(&history));
        assert_consistent(&race.registry);
    }
    drop((races, elsewhere));
    assert_eq!(life.alive(), 0);
}

fn overlaps(history: &[Operation<Plain>]) -> bool {
    history.iter().any(|change| {
        matches!(change.answer, Answer::Made(_) | Answer::Crashed)
            && history.iter().any(|other| {
                other.thread != change.thread
                    && other.begin < change.end
                    && change.begin < other.end
            })
    })
}

/// Where threads meet before each race: spinning, as whoever is woken comes too late.
#[derive(Default)]
struct Meeting {
    arrived: AtomicUsize,
    failed: AtomicBool,
}

/// So that nobody waits for a thread that has panicked.
struct Attends<'m>(&'m Meeting);

impl Drop for Attends<'_> {
    fn drop(&mut self) {
        self.0
            .failed
            .fetch_or(thread::panicking(), Ordering::Relaxed);
    }
}

impl Attends<'_> {
    /// Waits until so many have come in all.
    fn arrive(&self, wanted: usize) {
        self.0.arrived.fetch_add(1, Ordering::AcqRel);
        let mut spins = 0;
        while self.0.arrived.load(Ordering::Acquire) < wanted {
            assert!(!self.0.failed.load(Ordering::Relaxed), "another one failed");
            spins += 1;
            if spins > 500 || cfg!(miri) {
                thread::yield_now();
            } else {
                spin_loop();
            }
        }
    }
}

impl Race {
    fn new(threads: usize, life: &Life, random: &mut Random) -> Self {
        let registry = Registry::new();
        let mut first = Plain::default();
        let mut handles = Vec::new();
        let beginnings: [&[&[Name]]; 6] = [
            &[],
            &[&[0]],
            &[&[0], &[1]],
            &[&[0, 1]],
            &[&[0, 1], &[2]],
            &[&[0], &[1], &[2], &[3]],
        ];
        for (at, names) in beginnings[random.below(6)].iter().enumerate() {
            let spelled: Vec<&str> = names.iter().map(|name| NAMES[*name][0]).collect();
            let made = registry
                .register(life.version(&spelled, at as u64))
                .unwrap();
            let change = Change::Register(names.to_vec(), at as u64);
            let answer = Answer::Made(vec![short(&made)]);
            assert_eq!(first.update(&[change], &answer), answer);
            handles.push(made);
        }
        let longest = 15 / threads;
        // In every race somebody writes. In half of them all others only read, in one go, at some
        // moment of the change; else all kinds come at all speeds.
        let tight = random.below(2) == 0;
        let pauses = [0, 0, 1, 4][random.below(4)];
        let late = [10, 100, 400, 1_000][random.below(4)];
        let roles = (0..threads).map(|thread| {
            if tight {
                return Role {
                    operations: if thread == 0 { 2 } else { 13 / (threads - 1) },
                    changes: if thread == 0 { 10 } else { 0 },
                    pauses,
                    late: if thread == 0 { 10 } else { late + 1 },
                };
            }
            Role {
                operations: 2 + random.below(longest - 1),
                changes: match thread {
                    0 => [4, 9][random.below(2)],
                    _ => [0, 0, 4, 9][random.below(4)],
                },
                pauses,
                late: 10,
            }
        });
        Race {
            roles: roles.collect(),
            registry,
            first,
            handles,
            clock: AtomicU64::new(0),
        }
    }
}

struct Worker<'r> {
    race: &'r Race,
    thread: usize,
    life: &'r Life,
    elsewhere: &'r Registry,
    random: &'r mut Random,
    pin: Option<Guard<'r>>,
    handles: Vec<Calendar>,
    made: u64,
}

impl<'r> Worker<'r> {
    fn new(
        race: &'r Race,
        thread: usize,
        life: &'r Life,
        elsewhere: &'r Registry,
        random: &'r mut Random,
    ) -> Self {
        Worker {
            handles: race.handles.clone(),
            pin: None,
            made: 0,
            race,
            thread,
            life,
            elsewhere,
            random,
        }
    }

    /// Fills some of this thread's memo before the race.
    fn warm(&mut self) {
        for [name, _] in NAMES {
            if self.random.below(2) == 0 {
                let _ = self.race.registry.pin().resolve(name).is_ok();
            }
        }
        if self.random.below(4) == 0 {
            self.pin = Some(self.race.registry.pin());
        }
    }

    fn race(&mut self) -> Vec<Operation<Plain>> {
        let role = self.race.roles[self.thread];
        let mut record = Vec::with_capacity(role.operations);
        (0..self.random.below(role.late)).for_each(|_| spin_loop());
        for _ in 0..role.operations {
            if role.late <= 10 {
                self.pause(role.pauses);
            }
            let changes = self.random.below(10) < role.changes;
            record.push(if changes { self.change() } else { self.read() });
        }
        self.pin = None;
        record
    }

    fn pause(&mut self, long: usize) {
        match self.random.below(10) {
            pick if pick < long => thread::yield_now(),
            9 => (0..self.random.below(200)).for_each(|_| spin_loop()),
            8 => {
                let name = NAMES[self.random.below(4)][0];
                let pin = self.elsewhere.pin();
                assert_eq!(version(pin.resolve(name).unwrap()), ELSEWHERE);
            }
            7 => self.pin = Some(self.race.registry.pin()),
            6 => self.pin = None,
            5 if self.random.below(4) == 0 => {
                self.race.registry.reclaim();
            }
            _ => {}
        }
    }

    /// Puts its stamps around an operation.
    fn timed(
        &mut self,
        call: Call,
        run: impl FnOnce(&mut Self, &Call) -> Answer,
    ) -> Operation<Plain> {
        let begin = self.race.clock.fetch_add(1, Ordering::SeqCst);
        let answer = run(self, &call);
        let end = self.race.clock.fetch_add(1, Ordering::SeqCst);
        Operation {
            thread: self.thread,
            begin,
            end,
            call,
            answer,
        }
    }

    /// The first name twice as often as any other.
    fn name(&mut self) -> Name {
        self.random.below(5).saturating_sub(1)
    }

    fn read(&mut self) -> Operation<Plain> {
        let way = match self.random.below(10) {
            0 => Way::Snapshot,
            1 => Way::Owned,
            _ if self.pin.is_some() => Way::HeldPin,
            _ => Way::FreshPin,
        };
        let handle = match self.handles.len() {
            0 => None,
            some => Some(self.random.below(some)),
        };
        let call = match (self.random.below(12), handle) {
            (0, _) => Call::Generation,
            (1, _) => Call::Figures,
            (2, _) => Call::Listing,
            (3, Some(at)) => Call::Get(self.handles[at].id().number(), way),
            _ => Call::Resolve(self.name(), way),
        };
        let id = handle.map(|at| self.handles[at].id());
        let spelling = self.random.below(2);
        self.timed(call, |worker, call| worker.look(call, id, spelling))
    }

    fn look(&mut self, call: &Call, id: Option<CalendarId>, spelling: usize) -> Answer {
        let registry = &self.race.registry;
        match call {
            Call::Resolve(name, way) => {
                let name = NAMES[*name][spelling];
                Answer::Found(match (way, &self.pin) {
                    (Way::Snapshot, _) => registry.snapshot().resolve(name).map(short).ok(),
                    (Way::Owned, _) => {
                        let found = registry.resolve(name).ok();
                        self.handles.extend(found.clone());
                        found.as_ref().map(short)
                    }
                    (Way::HeldPin, Some(pin)) => pin.resolve(name).map(short).ok(),
                    _ => registry.pin().resolve(name).map(short).ok(),
                })
            }
            Call::Get(_, way) => {
                let id = id.unwrap();
                Answer::Found(match (way, &self.pin) {
                    (Way::Snapshot, _) => registry.snapshot().get(id).map(short),
                    (Way::HeldPin, Some(pin)) => pin.get(id).map(short),
                    _ => registry.pin().get(id).map(short),
                })
            }
            Call::Generation => Answer::Number(registry.generation()),
            Call::Figures => {
                let stats = registry.stats();
                Answer::Figures([stats.generation, stats.calendars as u64, stats.names as u64])
            }
            _ => {
                let snapshot = registry.snapshot();
                let calendars = snapshot.calendars().map(entry);
                Answer::Listed(snapshot.generation(), calendars.collect())
            }
        }
    }

    fn change(&mut self) -> Operation<Plain> {
        if self.random.below(3) > 0 {
            let change = self.draw();
            return self.timed(Call::One(change), |worker, call| {
                let Call::One(change) = call else { panic!() };
                worker.one(change)
            });
        }
        let changes = vec![self.draw(), self.draw()];
        self.timed(Call::Update(changes), |worker, call| {
            let Call::Update(changes) = call else {
                panic!()
            };
            worker.update(changes)
        })
    }

    fn draw(&mut self) -> Change {
        self.made += 1;
        let version = (self.thread as u64 + 1) * 100 + self.made;
        let name = self.name();
        let mut names = vec![self.name()];
        let other = self.name();
        if self.random.below(3) == 0 && !names.contains(&other) {
            names.push(other);
        }
        match self.random.below(8) {
            0 | 1 => Change::Register(names, version),
            2 | 3 => Change::Unregister(name),
            4 if !self.handles.is_empty() => {
                let held = &self.handles[self.random.below(self.handles.len())];
                Change::ReplaceIf(short(held), names, version)
            }
            // Mostly for the very name, as the others may be taken.
            5 => Change::Replace(name, names, version),
            _ => Change::Replace(name, vec![name], version),
        }
    }

    fn fake(&self, names: &[Name], version: u64) -> super::common::Fake {
        let spelled: Vec<&str> = names.iter().map(|name| NAMES[*name][0]).collect();
        self.life.version(&spelled, version)
    }

    fn held(&self, which: (u64, u64)) -> Calendar {
        let held = self.handles.iter().find(|held| short(held) == which);
        held.unwrap().clone()
    }

    fn one(&mut self, change: &Change) -> Answer {
        let registry = &self.race.registry;
        let given_back = |error: RegisterError| error.reason;
        let made = match change {
            Change::Register(names, version) => registry
                .register(self.fake(names, *version))
                .map_err(given_back),
            Change::Replace(name, names, version) => registry
                .replace(NAMES[*name][0], self.fake(names, *version))
                .map_err(given_back),
            Change::ReplaceIf(old, names, version) => registry
                .replace_if(&self.held(*old), self.fake(names, *version))
                .map_err(given_back),
            Change::Unregister(name) => registry.unregister(NAMES[*name][1]),
        };
        match made {
            Ok(made) => {
                let answer = Answer::Made(vec![short(&made)]);
                self.handles.push(made);
                answer
            }
            Err(reason) => Answer::Refused(refused(&reason)),
        }
    }

    fn update(&mut self, changes: &[Change]) -> Answer {
        let made = self.race.registry.update(|batch| {
            for change in changes {
                match change {
                    Change::Register(names, version) => {
                        batch.register(self.fake(names, *version))?;
                    }
                    Change::Replace(name, names, version) => {
                        batch.replace(NAMES[*name][0], self.fake(names, *version))?;
                    }
                    Change::ReplaceIf(old, names, version) => {
                        batch.replace_if(&self.held(*old), self.fake(names, *version))?;
                    }
                    Change::Unregister(name) => batch.unregister(NAMES[*name][1])?,
                }
            }
            Ok(())
        });
        match made {
            Ok(made) => Answer::Made(made.iter().map(short).collect()),
            Err(error) => Answer::Refused(refused(&error.reason)),
        }
    }
}

fn short(calendar: &Calendar) -> (u64, u64) {
    (calendar.id().number(), version(calendar))
}

fn entry(calendar: &Calendar) -> Entry {
    let (id, version) = short(calendar);
    let names = calendar.names().iter().map(|name| number(name.as_str()));
    Entry {
        id,
        version,
        names: names.collect(),
    }
}

fn number(name: &str) -> Name {
    NAMES
        .iter()
        .position(|spellings| spellings.contains(&name))
        .unwrap()
}

fn refused(reason: &ChangeError) -> Refused {
    match reason {
        ChangeError::NameTaken { name, holder } => {
            Refused::Taken(number(name.as_str()), version(holder))
        }
        ChangeError::UnknownName { name } => Refused::Unknown(number(name.as_str())),
        ChangeError::Stale { current } => Refused::Stale(current.as_ref().map(short)),
        other => panic!("refused for {other}"),
    }
}
