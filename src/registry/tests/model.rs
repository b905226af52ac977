//! Random operations, each against a plain model of the registry.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::plain::{Model, No};
use super::{Numbered, assert_index_is_the_snapshot, is_odd, number};
use crate::registry::{Calendar, Refusal, Registry};
use crate::sync::Arc;
use crate::sync::crash::crash_next_publication;

const STEPS: u64 = if cfg!(miri) { 60 } else { 6_000 };

impl From<&Refusal> for No {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Nameless => No::Nameless,
            Refusal::Invalid { .. } => No::Invalid,
            Refusal::Repeated { name } => No::Repeated(name.to_string()),
            Refusal::Taken { name, holder } => No::Taken(name.to_string(), number(holder)),
            Refusal::Unknown { name } => No::Unknown(name.to_string()),
            Refusal::Stale { current } => No::Stale(current.as_ref().map(number)),
            Refusal::Table { .. } => panic!("nobody asked for a table"),
            Refusal::Cancelled { .. } => panic!("nobody gave up"),
        }
    }
}

fn assert_is(model: &Model, registry: &Registry) {
    let snapshot = registry.snapshot();
    let listed: BTreeMap<u64, (u64, Vec<String>)> = snapshot
        .calendars()
        .into_iter()
        .map(|calendar| {
            let names = calendar.names().iter().map(ToString::to_string).collect();
            (calendar.id().number(), (number(calendar), names))
        })
        .collect();
    assert_eq!(listed, model.calendars);
    assert_eq!(registry.generation(), model.generation);
    let pin = registry.pin();
    for name in NAMES.into_iter().filter(|name| !name.contains('!')) {
        assert_eq!(
            pin.resolve(name).ok().map(number),
            model.number(name),
            "{name}"
        );
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
                let expected = model.replace_if((old.id().number(), number(&old)), &names);
                let made = registry
                    .replace_if(&old, backend)
                    .map_err(|error| error.reason);
                if let Some((id, names)) = same(expected, made) {
                    model.publish(id, Some((step, names)));
                }
            }
            7 => match (registry.unregister(target), model.unregister(target)) {
                (Ok(removed), Ok(id)) => {
                    assert_eq!(removed.id().number(), id);
                    model.publish(id, None);
                }
                (Err(refusal), Err(expected)) => assert_eq!(No::from(&refusal), expected),
                (made, expected) => panic!("{made:?}, but {expected:?} in the model"),
            },
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
        assert_is(&model, &registry);
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
