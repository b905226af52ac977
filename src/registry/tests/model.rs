//! Random operations, each against a plain model of the registry.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Numbered, assert_index_is_the_snapshot, is_odd, number};
use crate::registry::{Calendar, Refusal, Registry};
use crate::sync::Arc;
use crate::sync::crash::crash_next_publication;

const STEPS: u64 = if cfg!(miri) { 60 } else { 6_000 };

fn fold(name: &str) -> String {
    name.to_ascii_lowercase().replace([' ', '_'], "-")
}

/// What is registered: by id, the number and the names, as they were spelled.
#[derive(Clone, Default)]
struct Model {
    calendars: BTreeMap<u64, (u64, Vec<String>)>,
    generation: u64,
}

/// Why the model refuses a change.
#[derive(PartialEq, Debug)]
enum No {
    Nameless,
    Invalid,
    Repeated(String),
    /// The name, and the number of its holder.
    Taken(String, u64),
    Unknown(String),
    /// The number of the current one.
    Stale(Option<u64>),
}

impl From<&Refusal> for No {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Nameless => No::Nameless,
            Refusal::Invalid { .. } => No::Invalid,
            Refusal::Repeated { name } => No::Repeated(name.to_string()),
            Refusal::Taken { name, holder } => No::Taken(name.to_string(), number(holder)),
            Refusal::Unknown { name } => No::Unknown(name.to_string()),
            Refusal::Stale { current } => No::Stale(current.as_ref().map(number)),
            Refusal::Cancelled { .. } => panic!("nobody gave up"),
        }
    }
}

impl Model {
    fn holder(&self, name: &str) -> Option<u64> {
        let has = |names: &Vec<String>| names.iter().any(|own| fold(own) == fold(name));
        self.calendars
            .iter()
            .find_map(|(id, (_, names))| has(names).then_some(*id))
    }

    fn checked(names: &[&str]) -> Result<Vec<String>, No> {
        let mut seen = BTreeSet::new();
        for name in names {
            if name.contains('!') {
                return Err(No::Invalid);
            }
            if !seen.insert(fold(name)) {
                return Err(No::Repeated((*name).to_owned()));
            }
        }
        Ok(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// Nobody has any of the names, but perhaps this id.
    fn free(&self, names: &[String], but: Option<u64>) -> Result<(), No> {
        for name in names {
            if let Some(holder) = self.holder(name).filter(|holder| Some(*holder) != but) {
                return Err(No::Taken(name.clone(), self.calendars[&holder].0));
            }
        }
        Ok(())
    }

    fn register(&self, names: &[&str]) -> Result<Vec<String>, No> {
        let names = Self::checked(names)?;
        if names.is_empty() {
            return Err(No::Nameless);
        }
        self.free(&names, None)?;
        Ok(names)
    }

    /// The id and the names of a replacement.
    fn replace(&self, target: &str, names: &[&str]) -> Result<(u64, Vec<String>), No> {
        let mut names = Self::checked(names)?;
        let id = self
            .holder(target)
            .ok_or_else(|| No::Unknown(target.to_owned()))?;
        let mut own = self.calendars[&id].1.iter();
        let addressed = own
            .find(|own| fold(own) == fold(target))
            .expect("the holder has it");
        if names.iter().all(|name| fold(name) != fold(addressed)) {
            names.push(addressed.clone());
        }
        self.free(&names, Some(id))?;
        Ok((id, names))
    }

    fn publish(&mut self, id: u64, entry: Option<(u64, Vec<String>)>) {
        self.generation += 1;
        match entry {
            Some(entry) => self.calendars.insert(id, entry),
            None => self.calendars.remove(&id),
        };
    }

    fn assert_is(&self, registry: &Registry) {
        let snapshot = registry.snapshot();
        let listed: BTreeMap<u64, (u64, Vec<String>)> = snapshot
            .calendars()
            .into_iter()
            .map(|calendar| {
                let names = calendar.names().iter().map(ToString::to_string).collect();
                (calendar.id().number(), (number(calendar), names))
            })
            .collect();
        assert_eq!(listed, self.calendars);
        assert_eq!(registry.generation(), self.generation);
        let pin = registry.pin();
        for name in NAMES.into_iter().filter(|name| !name.contains('!')) {
            let expected = self.holder(name).map(|id| self.calendars[&id].0);
            assert_eq!(pin.resolve(name).ok().map(number), expected, "{name}");
        }
    }
}

const NAMES: [&str; 14] = [
    "a", "A", "b-c", "B_C", "b c", "d", "e", "f.g", "F.G", "h", "i", "j", "k", "no!",
];

struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn name(&mut self) -> &'static str {
        NAMES[usize::try_from(self.below(14)).unwrap()]
    }

    fn target(&mut self) -> &'static str {
        NAMES[usize::try_from(self.below(13)).unwrap()]
    }

    fn names(&mut self) -> Vec<&'static str> {
        (0..self.below(4)).map(|_| self.name()).collect()
    }
}

/// The registry does what the model does: here, for what came of one change.
fn same(
    model: Result<(u64, Vec<String>), No>,
    registry: Result<Calendar, Refusal>,
) -> Option<(u64, Vec<String>)> {
    match (model, registry) {
        (Ok((id, names)), Ok(made)) => {
            assert!(id == 0 || id == made.id().number());
            let spelled: Vec<_> = made.names().iter().map(ToString::to_string).collect();
            assert_eq!(spelled, names);
            Some((made.id().number(), names))
        }
        (Err(expected), Err(refusal)) => {
            assert_eq!(No::from(&refusal), expected);
            None
        }
        (model, registry) => panic!("{model:?} in the model, {registry:?} in the registry"),
    }
}

#[test]
fn random_operations_do_what_the_model_does() {
    let alive = Arc::new(());
    let mut random = Random(7);
    let mut model = Model::default();
    let registry = Registry::new();
    let mut held: Option<Calendar> = None;
    for step in 1..=STEPS {
        let (names, target) = (random.names(), random.target());
        let backend = Numbered::new(&names, step, &alive);
        match random.below(10) {
            0..=2 => {
                let expected = model.register(&names).map(|names| (0, names));
                let made = registry.register(backend).map_err(|error| error.reason);
                if let Some((id, names)) = same(expected, made) {
                    model.publish(id, Some((step, names)));
                }
            }
            3..=4 => {
                let expected = model.replace(target, &names);
                let made = registry
                    .replace(target, backend)
                    .map_err(|error| error.reason);
                if let Some((id, names)) = same(expected, made) {
                    model.publish(id, Some((step, names)));
                }
            }
            5 => held = registry.resolve(target).ok(),
            6 if held.is_some() => {
                let old = held.take().expect("there is one");
                let current = model.calendars.get(&old.id().number()).map(|entry| entry.0);
                let expected = match current {
                    _ if Model::checked(&names).is_err() => Model::checked(&names).map(|n| (0, n)),
                    Some(current) if current == number(&old) => model.replace(old.name(), &names),
                    current => Err(No::Stale(current)),
                };
                let made = registry
                    .replace_if(&old, backend)
                    .map_err(|error| error.reason);
                if let Some((id, names)) = same(expected, made) {
                    model.publish(id, Some((step, names)));
                }
            }
            7 => {
                let expected = model.holder(target);
                match registry.unregister(target) {
                    Ok(removed) => {
                        assert_eq!(expected, Some(removed.id().number()));
                        model.publish(removed.id().number(), None);
                    }
                    Err(refusal) => {
                        assert_eq!(expected, None);
                        assert_eq!(No::from(&refusal), No::Unknown(target.to_owned()));
                    }
                }
            }
            8 => update(&registry, &mut model, target, &names, step, &alive),
            _ => {
                // A registration that panics once it is published.
                let expected = model.register(&names);
                crash_next_publication();
                let made = catch_unwind(AssertUnwindSafe(|| registry.register(backend)));
                assert_eq!(made.is_err(), expected.is_ok());
                if let Ok(names) = expected {
                    assert!(is_odd(&registry));
                    let id = registry
                        .snapshot()
                        .resolve(&names[0])
                        .unwrap()
                        .id()
                        .number();
                    model.publish(id, Some((step, names)));
                } else {
                    // Not reached, so still to come: let it come here.
                    let other = Registry::new();
                    let spent = || other.register(Numbered::new(&["x"], 0, &alive));
                    assert!(catch_unwind(AssertUnwindSafe(spent)).is_err());
                }
            }
        }
        model.assert_is(&registry);
        if !is_odd(&registry) {
            assert_index_is_the_snapshot(&registry);
        }
    }
    assert!(model.generation > STEPS / 10);
    drop((registry, held));
    assert_eq!(Arc::strong_count(&alive), 1);
}

/// A removal and a registration at once: each is checked against what is left by those before it.
fn update(
    registry: &Registry,
    model: &mut Model,
    target: &str,
    names: &[&str],
    step: u64,
    alive: &Arc<()>,
) {
    let mut after = model.clone();
    let expected = Model::checked(names).and_then(|checked| {
        if checked.is_empty() {
            return Err(No::Nameless);
        }
        let id = model
            .holder(target)
            .ok_or_else(|| No::Unknown(target.to_owned()))?;
        after.publish(id, None);
        after.register(names)
    });
    let made = registry.update(|batch| {
        batch.unregister(target)?;
        batch.register(Numbered::new(names, step, alive))
    });
    let made = made.map(|mut outcomes| outcomes.pop().expect("two of them"));
    let made = made.map_err(|error| {
        assert_eq!(error.backends.len(), 1);
        error.reason
    });
    if let Some((id, names)) = same(expected.map(|names| (0, names)), made) {
        after.generation = model.generation;
        after.publish(id, Some((step, names)));
        *model = after;
    }
}
