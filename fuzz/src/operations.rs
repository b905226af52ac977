//! Changes of a registry and looks at it, in any order, beside a plain model of it.

use std::slice::Iter;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Calendar, CalendarId, ChangeError, Registry, ResolveError, Snapshot, System,
};

mod backend;
mod input;

use self::backend::*;
use self::input::*;
use crate::plain::{Model, No, fold};

/// No input does more than this.
const LONGEST: usize = 150;
/// As many snapshots, calendars and pins are held at one time.
const HELD: usize = 4;

/// Does the operations of the input, and compares the registry with the model after each.
pub fn run(input: &[u8]) {
    let mut bytes = Unstructured::new(input);
    let with_builtins = matches!(bytes.arbitrary(), Ok(true));
    let mut operations = Vec::new();
    while !bytes.is_empty() && operations.len() < LONGEST {
        let Ok(operation) = Operation::arbitrary(&mut bytes) else {
            break;
        };
        operations.push(operation);
    }
    let lives = {
        let registry = if with_builtins {
            Registry::with_builtins()
        } else {
            Registry::new()
        };
        let mut world = World::of(&registry);
        world.go(&mut operations.iter(), 0);
        world.let_everything_go();
        let lives = std::mem::take(&mut world.lives);
        drop(world);
        drop(registry);
        lives
    };
    for (number, life) in lives.iter().enumerate() {
        let drops = life.load(Ordering::Relaxed);
        assert_eq!(drops, 1, "backend {number} was dropped {drops} times");
    }
}

/// A change with its backend and its old calendar at hand.
enum Prepared {
    Register(Arc<Numbered>),
    Replace(String, Arc<Numbered>),
    ReplaceIf(Calendar, Arc<Numbered>),
    Unregister(String),
}

impl Prepared {
    fn backend(&self) -> Option<&Arc<Numbered>> {
        match self {
            Prepared::Register(backend)
            | Prepared::Replace(_, backend)
            | Prepared::ReplaceIf(_, backend) => Some(backend),
            Prepared::Unregister(_) => None,
        }
    }

    /// What can be told without the registry.
    fn recorded(&self) -> Result<(), No> {
        match self {
            Prepared::Register(backend) if backend.names.is_empty() => return Err(No::Nameless),
            Prepared::Replace(target, _) | Prepared::Unregister(target) => {
                fold(target.as_bytes()).ok_or(No::Invalid)?;
            }
            _ => {}
        }
        match self.backend() {
            Some(backend) => Model::checked(&backend.names).map(|_| ()),
            None => Ok(()),
        }
    }

    fn outcome(&self, model: &Model) -> Outcome {
        let entry = |backend: &Numbered, names| Some((backend.number, names));
        match self {
            Prepared::Register(backend) => {
                let names = model.register(&backend.names)?;
                Ok((None, entry(backend, names)))
            }
            Prepared::Replace(target, backend) => {
                let (id, names) = model.replace(target, &backend.names)?;
                Ok((Some(id), entry(backend, names)))
            }
            Prepared::ReplaceIf(old, backend) => {
                let old = (old.id().number(), number(old));
                let (id, names) = model.replace_if(old, &backend.names)?;
                Ok((Some(id), entry(backend, names)))
            }
            Prepared::Unregister(target) => Ok((Some(model.unregister(target)?), None)),
        }
    }
}

struct World<'r> {
    registry: &'r Registry,
    model: Model,
    lives: Vec<Life>,
    /// Backends that may be registered again.
    kept: Vec<Arc<Numbered>>,
    calendars: Vec<Calendar>,
    snapshots: Vec<(Arc<Snapshot>, Model)>,
    ids: Vec<CalendarId>,
}

impl<'r> World<'r> {
    fn of(registry: &'r Registry) -> Self {
        let mut model = Model::default();
        let snapshot = registry.snapshot();
        for calendar in snapshot.calendars() {
            let entry = (builtin(calendar.id()), spelled(calendar));
            model.calendars.insert(calendar.id().number(), entry);
        }
        model.generation = u64::from(!model.calendars.is_empty());
        World {
            registry,
            model,
            lives: Vec::new(),
            kept: Vec::new(),
            calendars: Vec::new(),
            snapshots: Vec::new(),
            ids: System::ALL.iter().map(|system| system.id()).collect(),
        }
    }

    /// Goes on to the next `Unpin`, or to the end.
    fn go(&mut self, operations: &mut Iter<'_, Operation>, pins: usize) {
        let registry = self.registry;
        let pin = (pins > 0).then(|| registry.pin());
        // What was found under this pin stays good while it lasts.
        let mut found: Vec<(&Calendar, u64)> = Vec::new();
        while let Some(operation) = operations.next() {
            match operation {
                Operation::Change(change) => self.change(change),
                Operation::Update {
                    count,
                    changes,
                    stubborn,
                    gives_up,
                } => {
                    let count = usize::from(count % 5);
                    self.update(&changes[..count], *stubborn, *gives_up);
                }
                Operation::Resolve(name) => match &pin {
                    Some(pin) => {
                        let text = name.text();
                        let calendar = pin.resolve(&text);
                        self.compare(&text, calendar.map(number));
                        found.extend(calendar.ok().map(|calendar| (calendar, number(calendar))));
                    }
                    None => self.resolve(&name.text()),
                },
                Operation::Get(at) => {
                    let id = self.ids[usize::from(*at) % self.ids.len()];
                    let expected = self.model.calendars.get(&id.number()).map(|entry| entry.0);
                    assert_eq!(registry.pin().get(id).map(number), expected);
                    assert_eq!(registry.snapshot().get(id).map(number), expected);
                }
                Operation::HoldCalendar(name) => {
                    if self.calendars.len() < HELD {
                        self.calendars.extend(registry.resolve(name.text()));
                    }
                }
                Operation::HoldSnapshot => {
                    if self.snapshots.len() < HELD {
                        self.snapshots
                            .push((registry.snapshot(), self.model.clone()));
                    }
                }
                Operation::LetGo(which) => self.let_go(*which),
                Operation::Pin if pins < HELD => self.go(operations, pins + 1),
                Operation::Pin => {}
                Operation::Unpin if pins > 0 => break,
                Operation::Unpin => {}
                Operation::Reclaim => {
                    let before = registry.stats().retired;
                    let freed = registry.reclaim();
                    let after = registry.stats().retired;
                    assert_eq!(before - freed, after);
                    assert!(
                        pins > 0 || after == 0,
                        "{after} are not freed without any pin"
                    );
                }
            }
            self.assert_is_the_model();
            for (calendar, known) in &found {
                assert_eq!(number(calendar), *known);
            }
        }
    }

    fn let_go(&mut self, which: u8) {
        let at = usize::from(which / 3);
        match which % 3 {
            0 if !self.calendars.is_empty() => {
                self.calendars.swap_remove(at % self.calendars.len());
            }
            1 if !self.snapshots.is_empty() => {
                let (snapshot, model) = self.snapshots.swap_remove(at % self.snapshots.len());
                same(&snapshot, &model);
            }
            2 if !self.kept.is_empty() => {
                self.kept.swap_remove(at % self.kept.len());
            }
            _ => {}
        }
    }

    /// All but what the registry itself holds.
    fn let_everything_go(&mut self) {
        for (snapshot, model) in self.snapshots.drain(..) {
            same(&snapshot, &model);
        }
        self.calendars.iter().for_each(|calendar| {
            number(calendar);
        });
        self.calendars.clear();
        self.kept.clear();
        self.registry.reclaim();
        // Now the registry holds what the model says, and nothing else.
        let alive = self
            .lives
            .iter()
            .filter(|life| life.load(Ordering::Relaxed) == 0);
        let registered = self.model.calendars.values().map(|entry| entry.0);
        let mut registered: Vec<u64> = registered.filter(|number| *number < u64::MAX / 2).collect();
        registered.sort_unstable();
        registered.dedup();
        assert_eq!(alive.count(), registered.len());
    }

    fn backend(&mut self, names: &Names) -> Arc<Numbered> {
        let life = Life::default();
        let number = u64::try_from(self.lives.len()).expect("there are few");
        self.lives.push(Arc::clone(&life));
        let backend = Arc::new(Numbered {
            names: names.texts(),
            number,
            life,
        });
        // Every other one is kept.
        if number % 2 == 1 && self.kept.len() < HELD {
            self.kept.push(Arc::clone(&backend));
        }
        backend
    }

    fn kept(&self, at: u8) -> Option<Arc<Numbered>> {
        let at = usize::from(at).checked_rem(self.kept.len())?;
        self.kept.get(at).cloned()
    }

    fn prepare(&mut self, change: &Change) -> Option<Prepared> {
        Some(match change {
            Change::Register(names) => Prepared::Register(self.backend(names)),
            Change::RegisterAgain(at) => Prepared::Register(self.kept(*at)?),
            Change::Replace(name, names) => Prepared::Replace(name.text(), self.backend(names)),
            Change::ReplaceAgain(name, at) => Prepared::Replace(name.text(), self.kept(*at)?),
            Change::ReplaceIf(at, names) => {
                let at = usize::from(*at).checked_rem(self.calendars.len())?;
                let old = self.calendars.get(at)?.clone();
                Prepared::ReplaceIf(old, self.backend(names))
            }
            Change::Unregister(name) => Prepared::Unregister(name.text()),
        })
    }

    /// A calendar was made or removed as the model says.
    fn made(&mut self, made: &Calendar, outcome: (Option<u64>, Option<(u64, Vec<String>)>)) {
        let (known, entry) = outcome;
        let id = made.id();
        match known {
            Some(known) => assert_eq!(id.number(), known),
            None => {
                let latest = self.ids.iter().max().expect("there are built-in ones");
                assert!(id > *latest, "{id} is not new");
                self.ids.push(id);
            }
        }
        let expected = entry
            .clone()
            .unwrap_or_else(|| self.model.calendars[&id.number()].clone());
        assert_eq!((number(made), spelled(made)), expected);
        self.model.publish(id.number(), entry);
    }

    fn change(&mut self, change: &Change) {
        let Some(prepared) = self.prepare(change) else {
            return;
        };
        let expected = prepared.outcome(&self.model);
        let registry = self.registry;
        let given = prepared.backend().cloned();
        let back = |error: calendar_registry::RegisterError| {
            assert_eq!(
                returned(&error.backend),
                given.as_ref().expect("it was given").number
            );
            error.reason
        };
        let result = match &prepared {
            Prepared::Register(backend) => registry.register(Arc::clone(backend)).map_err(back),
            Prepared::Replace(name, backend) => {
                registry.replace(name, Arc::clone(backend)).map_err(back)
            }
            Prepared::ReplaceIf(old, backend) => {
                registry.replace_if(old, Arc::clone(backend)).map_err(back)
            }
            Prepared::Unregister(name) => registry.unregister(name),
        };
        match (result, expected) {
            (Ok(calendar), Ok(outcome)) => self.made(&calendar, outcome),
            (Err(refusal), Err(expected)) => assert_eq!(why(&refusal), expected),
            (result, expected) => panic!("{result:?}, but {expected:?} in the model"),
        }
    }

    fn update(&mut self, changes: &[Change], stubborn: bool, gives_up: bool) {
        let prepared: Vec<Prepared> = changes.iter().filter_map(|c| self.prepare(c)).collect();
        // Up to where the closure gets.
        let stops = prepared
            .iter()
            .position(|change| change.recorded().is_err());
        let reached = stops
            .filter(|_| !stubborn)
            .map_or(prepared.len(), |at| at + 1);
        let given: Vec<u64> = prepared[..reached]
            .iter()
            .filter_map(|change| Some(change.backend()?.number))
            .collect();
        let result = self.registry.update(|batch| {
            for change in &prepared {
                let recorded = match change {
                    Prepared::Register(backend) => batch.register(Arc::clone(backend)),
                    Prepared::Replace(name, backend) => batch.replace(name, Arc::clone(backend)),
                    Prepared::ReplaceIf(old, backend) => batch.replace_if(old, Arc::clone(backend)),
                    Prepared::Unregister(name) => batch.unregister(name),
                };
                assert_eq!(recorded.as_ref().err().map(why), change.recorded().err());
                if !stubborn {
                    recorded?;
                }
            }
            if gives_up {
                return Err(Failed::Told);
            }
            Ok(())
        });
        let result = result.map_err(|error| {
            let back: Vec<u64> = error.backends.iter().map(returned).collect();
            assert_eq!(back, given);
            error.reason
        });
        let result = match result {
            Err(Failed::Told) => {
                assert!(gives_up && stops.is_none_or(|_| stubborn));
                return;
            }
            Err(Failed::Rejected(reason)) => Err(reason),
            Ok(calendars) => Ok(calendars),
        };
        if let Some(at) = stops {
            let refusal = result.expect_err("it could not be recorded");
            assert_eq!(Some(why(&refusal)), prepared[at].recorded().err());
            return;
        }
        self.updated(&prepared, result);
    }

    /// Each change is checked against what those before it lead to.
    fn updated(&mut self, prepared: &[Prepared], result: Result<Vec<Calendar>, ChangeError>) {
        let (model, ids) = (self.model.clone(), self.ids.clone());
        let calendars = result.as_ref().map_or(&[][..], Vec::as_slice);
        // Ids that a refused update would have given, if any.
        let mut spare = u64::MAX / 2..;
        for (at, change) in prepared.iter().enumerate() {
            match (change.outcome(&self.model), calendars.get(at)) {
                (Ok(outcome), Some(made)) => self.made(made, outcome),
                (Ok((id, entry)), None) => {
                    let id = id.or_else(|| spare.next()).expect("there are more");
                    self.model.publish(id, entry);
                }
                (Err(expected), None) => {
                    let refusal = result.expect_err("the model refuses it");
                    assert_eq!(why(&refusal), expected);
                    (self.model, self.ids) = (model, ids);
                    return;
                }
                (Err(expected), Some(made)) => panic!("{made:?}, but {expected:?} in the model"),
            }
        }
        assert_eq!(result.map(|made| made.len()).ok(), Some(prepared.len()));
        // However many changes, it is one publication; without any it is none.
        self.model.generation = model.generation + u64::from(!prepared.is_empty());
    }

    fn resolve(&self, text: &str) {
        let registry = self.registry;
        self.compare(
            text,
            registry
                .resolve(text)
                .as_ref()
                .map(number)
                .map_err(|error| *error),
        );
        self.compare(text, registry.snapshot().resolve(text).map(number));
        // Once by the index, once by the memo.
        let pin = registry.pin();
        self.compare(text, pin.resolve(text).map(number));
        self.compare(text, pin.resolve(text).map(number));
    }

    fn compare(&self, text: &str, found: Result<u64, ResolveError>) {
        assert_eq!(found.ok(), self.model.number(text), "{text:?}");
        let unknown = fold(text.as_bytes()).is_some();
        if let Err(error) = found {
            assert_eq!(
                matches!(error, ResolveError::Unknown { .. }),
                unknown,
                "{text:?}"
            );
        }
    }

    fn assert_is_the_model(&self) {
        let (registry, model) = (self.registry, &self.model);
        same(&registry.snapshot(), model);
        let stats = registry.stats();
        let names: usize = model.calendars.values().map(|entry| entry.1.len()).sum();
        assert_eq!(
            (stats.calendars, stats.names),
            (model.calendars.len(), names)
        );
        assert_eq!(
            (stats.generation, registry.generation()),
            (model.generation, model.generation)
        );
        let pin = registry.pin();
        for (id, (_, names)) in &model.calendars {
            for name in names {
                let found = pin.resolve(name).map(|found| found.id().number());
                assert_eq!(found, Ok(*id), "{name}");
            }
        }
    }
}

/// A snapshot is what the model was when it was taken: calendars, names, and their order.
fn same(snapshot: &Snapshot, model: &Model) {
    assert_eq!(snapshot.generation(), model.generation);
    assert_eq!(snapshot.len(), model.calendars.len());
    let listed = snapshot.calendars();
    let listed: Vec<_> = listed
        .map(|calendar| {
            (
                calendar.id().number(),
                (number(calendar), spelled(calendar)),
            )
        })
        .collect();
    let expected: Vec<_> = model.calendars.clone().into_iter().collect();
    assert_eq!(listed, expected);
    let mut names: Vec<&String> = model
        .calendars
        .values()
        .flat_map(|entry| &entry.1)
        .collect();
    names.sort_by_key(|name| fold(name.as_bytes()));
    let listed: Vec<&str> = snapshot.names().map(|name| name.as_str()).collect();
    assert_eq!(listed, names);
}

/// Why the closure of an update failed.
enum Failed {
    /// It was told to.
    Told,
    Rejected(ChangeError),
}

impl From<ChangeError> for Failed {
    fn from(reason: ChangeError) -> Self {
        Failed::Rejected(reason)
    }
}
