//! Target `operations`: changes of a registry and lookups in any order, compared with a model.

use std::slice::Iter;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use arbitrary::{Arbitrary, Unstructured};
use calendar_registry::{
    Batch, Calendar, CalendarId, ChangeError, Registry, ResolveError, Snapshot, System,
};

use crate::backends::{Drops, Named, builtin_number, number, returned_number};
use crate::plain::{Model, No, fold};

/// A name and the style of its spelling.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Spelling {
    base: u8,
    style: u8,
}

/// Few names, so that operations meet the same ones. The last six are invalid.
const BASES: [&str; 20] = [
    "a",
    "b",
    "c",
    "d-e",
    "f_g h",
    "i:j",
    "k.l",
    "m/n",
    "A-B",
    "ab",
    "gregory",
    "jalali",
    "islamic civil",
    "exactly-64-bytes-of-name.exactly-64-bytes-of-name.exactly-64-byte",
    "",
    "-a",
    "a ",
    "b--c",
    "na\u{ef}ve",
    "longer than 64 bytes.longer than 64 bytes.longer than 64 bytes.65",
];

impl Spelling {
    fn text(self) -> String {
        let style = self.style;
        let spelled = BASES[usize::from(self.base) % BASES.len()]
            .chars()
            .enumerate();
        let spell = |(at, letter): (usize, char)| match letter {
            '-' | '_' | ' ' if style & 3 != 3 => ['-', '_', ' '][usize::from(style & 3)],
            _ if style >> (2 + at % 6) & 1 == 1 => letter.to_ascii_uppercase(),
            _ => letter,
        };
        spelled.map(spell).collect()
    }
}

/// The names of a backend.
#[derive(Arbitrary, Clone, Debug)]
struct Names {
    count: u8,
    spelled: [Spelling; 4],
}

impl Names {
    fn texts(&self) -> Vec<String> {
        let count = usize::from(self.count % 5);
        self.spelled[..count]
            .iter()
            .map(|name| name.text())
            .collect()
    }
}

/// A change of the registry, alone or in an update.
#[derive(Arbitrary, Clone, Debug)]
enum Change {
    Register(Names),
    /// Registers a backend that may be registered already.
    RegisterAgain(u8),
    Replace(Spelling, Names),
    ReplaceAgain(Spelling, u8),
    /// Replaces a held calendar, which may be stale.
    ReplaceIf(u8, Names),
    Unregister(Spelling),
    /// A further name, and the calendar that gets it.
    Alias(Spelling, Spelling),
}

#[derive(Arbitrary, Clone, Debug)]
enum Operation {
    Change(Change),
    Update {
        count: u8,
        changes: [Change; 4],
        /// Whether the closure ignores changes that cannot be recorded.
        ignores_errors: bool,
        cancels: bool,
    },
    Resolve(Spelling),
    Get(u8),
    HoldCalendar(Spelling),
    HoldSnapshot,
    Drop(u8),
    /// Adds a guard until the next `Unpin`.
    Pin,
    Unpin,
    Reclaim,
}

/// The longest sequence of operations.
const MAX_OPERATIONS: usize = 150;
/// The most snapshots, calendars, backends and pins held at the same time.
const MAX_HELD: usize = 4;

/// Runs the operations and compares the registry with the model after each.
pub fn run(input: &[u8]) {
    let mut bytes = Unstructured::new(input);
    let with_builtins = matches!(bytes.arbitrary(), Ok(true));
    let mut operations = Vec::new();
    while !bytes.is_empty() && operations.len() < MAX_OPERATIONS {
        let Ok(operation) = Operation::arbitrary(&mut bytes) else {
            break;
        };
        operations.push(operation);
    }
    let registry = match with_builtins {
        true => Registry::with_builtins(),
        false => Registry::new(),
    };
    let mut world = World::new(&registry);
    world.run(&mut operations.iter(), 0);
    world.drop_all_held();
    let all_drops = world.drops;
    drop(registry);
    for (number, drops) in all_drops.iter().enumerate() {
        // Relaxed: all backends were dropped on this thread.
        let drops = drops.load(Ordering::Relaxed);
        assert_eq!(drops, 1, "backend {number} was dropped {drops} times");
    }
}

/// The expected result of a change: the id if it is known before, and the new entry.
type Outcome = Result<(Option<u64>, Option<(u64, Vec<String>)>), No>;

/// A change with its backend and its old calendar.
enum Prepared {
    Register(Arc<Named>),
    Replace(String, Arc<Named>),
    /// With the revision of the calendar.
    ReplaceIf(Calendar, u64, Arc<Named>),
    Unregister(String),
    Alias(String, String),
}

impl Prepared {
    fn backend(&self) -> Option<&Arc<Named>> {
        match self {
            Prepared::Register(backend)
            | Prepared::Replace(_, backend)
            | Prepared::ReplaceIf(_, _, backend) => Some(backend),
            Prepared::Unregister(_) | Prepared::Alias(..) => None,
        }
    }

    /// The checks of a batch, which do not see the registry.
    fn recorded(&self) -> Result<(), No> {
        match self {
            Prepared::Register(backend) if backend.names.is_empty() => return Err(No::Nameless),
            Prepared::Replace(target, _) | Prepared::Unregister(target) => {
                fold(target.as_bytes()).ok_or(No::Invalid)?;
            }
            Prepared::Alias(alias, of) => {
                fold(alias.as_bytes())
                    .and(fold(of.as_bytes()))
                    .ok_or(No::Invalid)?;
            }
            _ => {}
        }
        match self.backend() {
            Some(backend) => Model::checked(&backend.names).map(|_| ()),
            None => Ok(()),
        }
    }

    fn record(&self, batch: &mut Batch) -> Result<(), ChangeError> {
        match self {
            Prepared::Register(backend) => batch.register(Arc::clone(backend)),
            Prepared::Replace(name, backend) => batch.replace(name, Arc::clone(backend)),
            Prepared::ReplaceIf(old, _, backend) => batch.replace_if(old, Arc::clone(backend)),
            Prepared::Unregister(name) => batch.unregister(name),
            Prepared::Alias(alias, of) => batch.alias(alias, of),
        }
    }

    fn apply(&self, registry: &Registry) -> Result<Calendar, ChangeError> {
        let (changed, backend) = match self {
            Prepared::Register(new) => (registry.register(Arc::clone(new)), new),
            Prepared::Replace(name, new) => (registry.replace(name, Arc::clone(new)), new),
            Prepared::ReplaceIf(old, _, new) => (registry.replace_if(old, Arc::clone(new)), new),
            Prepared::Unregister(name) => return registry.unregister(name),
            Prepared::Alias(alias, of) => return registry.alias(alias, of),
        };
        changed.map_err(|error| {
            assert_eq!(returned_number(&error.backend), backend.number);
            error.reason
        })
    }

    fn outcome(&self, model: &Model) -> Outcome {
        let (id, names, backend) = match self {
            Prepared::Register(new) => (None, model.register(&new.names)?, new),
            Prepared::Replace(target, new) => {
                let (id, names) = model.replace(target, &new.names)?;
                (Some(id), names, new)
            }
            Prepared::ReplaceIf(old, revision, new) => {
                let old = (old.id().number(), *revision);
                let (id, names) = model.replace_if(old, &new.names)?;
                (Some(id), names, new)
            }
            Prepared::Unregister(target) => return Ok((Some(model.unregister(target)?), None)),
            Prepared::Alias(alias, of) => {
                let (id, entry) = model.alias(alias, of)?;
                return Ok((Some(id), Some(entry)));
            }
        };
        Ok((id, Some((backend.number, names))))
    }
}

struct World<'r> {
    registry: &'r Registry,
    model: Model,
    /// The drop counters of all backends, by their number.
    drops: Vec<Drops>,
    /// Backends that may be registered again.
    kept: Vec<Arc<Named>>,
    /// With their revisions in the model.
    calendars: Vec<(Calendar, u64)>,
    snapshots: Vec<(Arc<Snapshot>, Model)>,
    ids: Vec<CalendarId>,
}

impl<'r> World<'r> {
    fn new(registry: &'r Registry) -> Self {
        let mut model = Model::default();
        let snapshot = registry.snapshot();
        for calendar in snapshot.calendars() {
            let entry = (builtin_number(calendar.id()), names_of(calendar));
            model.calendars.insert(calendar.id().number(), entry);
        }
        model.generation = u64::from(!model.calendars.is_empty());
        World {
            registry,
            model,
            drops: Vec::new(),
            kept: Vec::new(),
            calendars: Vec::new(),
            snapshots: Vec::new(),
            ids: System::ALL.iter().map(|system| system.id()).collect(),
        }
    }

    /// Runs the operations up to the next `Unpin`, or to the end.
    fn run(&mut self, operations: &mut Iter<'_, Operation>, pins: usize) {
        let registry = self.registry;
        let pin = (pins > 0).then(|| registry.pin());
        // Calendars found under this pin must stay valid while it lives.
        let mut found: Vec<(&Calendar, u64)> = Vec::new();
        while let Some(operation) = operations.next() {
            match operation {
                Operation::Change(change) => self.change(change),
                Operation::Update {
                    count,
                    changes,
                    ignores_errors,
                    cancels,
                } => {
                    let count = usize::from(count % 5);
                    self.update(&changes[..count], *ignores_errors, *cancels);
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
                Operation::HoldCalendar(name) if self.calendars.len() < MAX_HELD => {
                    let held = registry.resolve(name.text()).ok();
                    let revision = |held: &Calendar| self.model.revision(held.id().number());
                    self.calendars
                        .extend(held.map(|held| (held.clone(), revision(&held))));
                }
                Operation::HoldSnapshot if self.snapshots.len() < MAX_HELD => {
                    let snapshot = registry.snapshot();
                    self.snapshots.push((snapshot, self.model.clone()));
                }
                Operation::Drop(which) => self.drop_held(*which),
                Operation::Pin if pins < MAX_HELD => self.run(operations, pins + 1),
                Operation::Unpin if pins > 0 => break,
                Operation::HoldCalendar(_) | Operation::HoldSnapshot => {}
                Operation::Pin | Operation::Unpin => {}
                Operation::Reclaim => {
                    let before = registry.stats().retired;
                    let freed = registry.reclaim();
                    let after = registry.stats().retired;
                    assert_eq!(before - freed, after);
                    assert!(pins > 0 || after == 0, "{after} not freed without a pin");
                }
            }
            self.assert_equals_model();
            for (calendar, known) in &found {
                assert_eq!(number(calendar), *known);
            }
        }
    }

    fn drop_held(&mut self, which: u8) {
        fn take<T>(held: &mut Vec<T>, at: u8) -> Option<T> {
            let at = usize::from(at).checked_rem(held.len())?;
            Some(held.swap_remove(at))
        }
        match which % 3 {
            0 => drop(take(&mut self.calendars, which / 3)),
            1 => {
                if let Some((snapshot, model)) = take(&mut self.snapshots, which / 3) {
                    same(&snapshot, &model);
                }
            }
            _ => drop(take(&mut self.kept, which / 3)),
        }
    }

    /// Drops everything but the registry.
    fn drop_all_held(&mut self) {
        for (snapshot, model) in self.snapshots.drain(..) {
            same(&snapshot, &model);
        }
        for (calendar, _) in self.calendars.drain(..) {
            number(&calendar);
        }
        self.kept.clear();
        self.registry.reclaim();
        // Exactly the registered backends are alive.
        let is_alive = |drops: &&Drops| drops.load(Ordering::Relaxed) == 0;
        let alive = self.drops.iter().filter(is_alive).count();
        let registered = self.model.calendars.values().map(|entry| entry.0);
        let mut registered: Vec<u64> = registered.filter(|number| *number < u64::MAX / 2).collect();
        registered.sort_unstable();
        registered.dedup();
        assert_eq!(alive, registered.len());
    }

    fn backend(&mut self, names: &Names) -> Arc<Named> {
        let drops = Drops::default();
        let number = u64::try_from(self.drops.len()).expect("fits into u64");
        self.drops.push(Arc::clone(&drops));
        let backend = Arc::new(Named {
            names: names.texts(),
            number,
            drops,
        });
        // Every second backend is kept for another registration.
        if number % 2 == 1 && self.kept.len() < MAX_HELD {
            self.kept.push(Arc::clone(&backend));
        }
        backend
    }

    fn kept(&self, at: u8) -> Option<Arc<Named>> {
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
                let (old, revision) = self.calendars.get(at)?.clone();
                Prepared::ReplaceIf(old, revision, self.backend(names))
            }
            Change::Unregister(name) => Prepared::Unregister(name.text()),
            Change::Alias(alias, of) => Prepared::Alias(alias.text(), of.text()),
        })
    }

    /// Applies a successful change to the model and compares its calendar.
    fn apply(
        &mut self,
        made: &Calendar,
        (known, entry): (Option<u64>, Option<(u64, Vec<String>)>),
    ) {
        let id = made.id();
        match known {
            Some(known) => assert_eq!(id.number(), known),
            None => {
                let is_new = self.ids.iter().all(|known| id > *known);
                assert!(is_new, "{id} is not new");
                self.ids.push(id);
            }
        }
        let removed = || self.model.calendars[&id.number()].clone();
        let expected = entry.clone().unwrap_or_else(removed);
        assert_eq!((number(made), names_of(made)), expected);
        self.model.publish(id.number(), entry);
    }

    fn change(&mut self, change: &Change) {
        let Some(prepared) = self.prepare(change) else {
            return;
        };
        let expected = prepared.outcome(&self.model);
        match (prepared.apply(self.registry), expected) {
            (Ok(calendar), Ok(outcome)) => self.apply(&calendar, outcome),
            (Err(refusal), Err(expected)) => assert_eq!(reason_of(&refusal), expected),
            (result, expected) => panic!("{result:?}, the model has {expected:?}"),
        }
    }

    fn update(&mut self, changes: &[Change], ignores_errors: bool, cancels: bool) {
        let prepared: Vec<Prepared> = changes.iter().filter_map(|c| self.prepare(c)).collect();
        // The closure stops at the first change that cannot be recorded.
        let is_invalid = |change: &Prepared| change.recorded().is_err();
        let stops = prepared.iter().position(is_invalid);
        let end = stops.filter(|_| !ignores_errors);
        let reached = &prepared[..end.map_or(prepared.len(), |at| at + 1)];
        let number_of = |change: &Prepared| Some(change.backend()?.number);
        let given: Vec<u64> = reached.iter().filter_map(number_of).collect();
        let result = self.registry.update(|batch| {
            for change in &prepared {
                let recorded = change.record(batch);
                let reason = recorded.as_ref().err().map(reason_of);
                assert_eq!(reason, change.recorded().err());
                if !ignores_errors {
                    recorded?;
                }
            }
            if cancels {
                return Err(Failed::ByInput);
            }
            Ok(())
        });
        let result = result.map_err(|error| {
            let back: Vec<u64> = error.backends.iter().map(returned_number).collect();
            assert_eq!(back, given);
            error.reason
        });
        let result = match result {
            Err(Failed::ByInput) => {
                assert!(cancels && stops.is_none_or(|_| ignores_errors));
                return;
            }
            Err(Failed::Rejected(reason)) => Err(reason),
            Ok(calendars) => Ok(calendars),
        };
        if let Some(at) = stops {
            let refusal = result.expect_err("a change that cannot be recorded");
            assert_eq!(Some(reason_of(&refusal)), prepared[at].recorded().err());
            return;
        }
        self.check_update(&prepared, result);
    }

    /// Compares the result of an update. Each change sees the changes before it.
    fn check_update(&mut self, prepared: &[Prepared], result: Result<Vec<Calendar>, ChangeError>) {
        let (model, ids) = (self.model.clone(), self.ids.clone());
        let calendars = result.as_ref().map_or(&[][..], Vec::as_slice);
        // Placeholders for the ids of a failed update.
        let mut spare = u64::MAX / 2..;
        for (at, change) in prepared.iter().enumerate() {
            match (change.outcome(&self.model), calendars.get(at)) {
                (Ok(outcome), Some(made)) => self.apply(made, outcome),
                (Ok((id, entry)), None) => {
                    let id = id.or_else(|| spare.next()).expect("an endless range");
                    self.model.publish(id, entry);
                }
                (Err(expected), None) => {
                    let refusal = result.expect_err("the model rejects it");
                    assert_eq!(reason_of(&refusal), expected);
                    (self.model, self.ids) = (model, ids);
                    return;
                }
                (Err(expected), Some(made)) => panic!("{made:?}, the model has {expected:?}"),
            }
        }
        assert_eq!(result.map(|made| made.len()).ok(), Some(prepared.len()));
        // An update is one publication, an empty update is none.
        self.model.generation = model.generation + u64::from(!prepared.is_empty());
    }

    fn resolve(&self, text: &str) {
        let registry = self.registry;
        let owned = registry.resolve(text);
        self.compare(text, owned.as_ref().map(number).map_err(|error| *error));
        self.compare(text, registry.snapshot().resolve(text).map(number));
        // The first lookup reads the index, the second the lookup cache.
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

    fn assert_equals_model(&self) {
        let (registry, model) = (self.registry, &self.model);
        same(&registry.snapshot(), model);
        let stats = registry.stats();
        let names: usize = model.calendars.values().map(|entry| entry.1.len()).sum();
        assert_eq!(stats.calendars, model.calendars.len());
        assert_eq!(stats.names, names);
        assert_eq!(stats.generation, model.generation);
        assert_eq!(registry.generation(), model.generation);
        let pin = registry.pin();
        for (id, (_, names)) in &model.calendars {
            for name in names {
                let found = pin.resolve(name).map(|found| found.id().number());
                assert_eq!(found, Ok(*id), "{name}");
            }
        }
    }
}

/// Compares a snapshot with the model: calendars, names and their order.
fn same(snapshot: &Snapshot, model: &Model) {
    assert_eq!(snapshot.generation(), model.generation);
    assert_eq!(snapshot.len(), model.calendars.len());
    let entry = |calendar: &Calendar| {
        let entry = (number(calendar), names_of(calendar));
        (calendar.id().number(), entry)
    };
    let found: Vec<_> = snapshot.calendars().map(entry).collect();
    let expected: Vec<_> = model.calendars.clone().into_iter().collect();
    assert_eq!(found, expected);
    let entries = model.calendars.values();
    let mut names: Vec<&String> = entries.flat_map(|entry| &entry.1).collect();
    names.sort_by_key(|name| fold(name.as_bytes()));
    let found = snapshot.names().map(|name| name.as_str());
    assert_eq!(found.collect::<Vec<_>>(), names);
}

fn names_of(calendar: &Calendar) -> Vec<String> {
    calendar.names().iter().map(ToString::to_string).collect()
}

/// The model's name of an error.
fn reason_of(refusal: &ChangeError) -> No {
    assert!(!refusal.to_string().is_empty());
    match refusal {
        ChangeError::NoNames => No::Nameless,
        ChangeError::InvalidName { .. } => No::Invalid,
        ChangeError::RepeatedName { name } => No::Repeated(name.to_string()),
        ChangeError::NameTaken { name, holder } => No::Taken(name.to_string(), number(holder)),
        ChangeError::UnknownName { name } => No::Unknown(name.to_string()),
        ChangeError::Stale { current } => No::Stale(current.as_ref().map(number)),
        other => panic!("{other}"),
    }
}

/// The error of an update's closure.
enum Failed {
    /// The input says that the closure fails.
    ByInput,
    Rejected(ChangeError),
}

impl From<ChangeError> for Failed {
    fn from(reason: ChangeError) -> Self {
        Failed::Rejected(reason)
    }
}
