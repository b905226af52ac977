//! Random sequences of sets and of changes by other code, compared with a plain model.

use std::collections::BTreeMap;

use calendar_registry::{Renamed, calendars::Iso};
use calendar_registry_sources::definition::Definition;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{Fixture, offset};

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

#[derive(Clone, Debug)]
enum Step {
    Apply(Vec<Definition>),
    /// Other code registers a calendar.
    Register(usize),
    /// Other code removes a calendar, of the source or not.
    Remove(usize),
}

fn definition() -> impl Strategy<Value = Definition> {
    let names = proptest::sample::subsequence(NAMES.to_vec(), 1..=2).prop_shuffle();
    let base = prop_oneof![2 => Just(6_usize), 1 => 0..NAMES.len()];
    (names, base, 0..3_i32).prop_map(|(names, base, years)| {
        let base = NAMES.get(base).copied().unwrap_or("iso8601");
        offset(&names, base, years)
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => vec(definition(), 0..4).prop_map(Step::Apply),
        1 => (0..NAMES.len()).prop_map(Step::Register),
        1 => (0..NAMES.len()).prop_map(Step::Remove),
    ]
}

/// Who has a name, and what it adds to the year.
#[derive(Clone, Default, Debug)]
struct Model {
    /// The definitions that are applied, by all their names: index into `applied`.
    applied: Vec<Definition>,
    gone: Vec<bool>,
    foreign: Vec<&'static str>,
}

impl Model {
    fn owner(definitions: &[Definition], name: &str) -> Option<usize> {
        let has = |definition: &Definition| definition.names.iter().any(|own| own == name);
        definitions.iter().position(has)
    }

    /// Returns the years of each definition, unless the set is wrong.
    fn evaluate(&self, set: &[Definition]) -> Option<Vec<i32>> {
        let all: Vec<&String> = set
            .iter()
            .flat_map(|definition| &definition.names)
            .collect();
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        if distinct.len() < all.len() || all.iter().any(|n| self.foreign.contains(&n.as_str())) {
            return None;
        }
        let years = |start: usize| {
            let (mut sum, mut at) = (0, start);
            for _ in 0..=set.len() {
                let own = serde_json::to_value(&set[at]).unwrap();
                sum += i32::try_from(own["years"].as_i64().unwrap()).unwrap();
                let base = own["base"].as_str().unwrap().to_owned();
                match Model::owner(set, &base) {
                    Some(next) => at = next,
                    None => {
                        let known = base == "iso8601" || self.foreign.contains(&base.as_str());
                        return known.then_some(sum);
                    }
                }
            }
            None
        };
        (0..set.len()).map(years).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn the_applier_does_what_the_model_does(steps in vec(step(), 1..12)) {
        let mut fixture = Fixture::new();
        let mut model = Model::default();
        let mut years: Vec<i32> = Vec::new();
        for step in steps {
            let generation = fixture.registry.generation();
            match step {
                Step::Apply(set) => {
                    let expected = model.evaluate(&set);
                    let applied = fixture.apply(set.clone());
                    prop_assert_eq!(applied.is_ok(), expected.is_some(), "{:?}", applied);
                    let publications = fixture.registry.generation() - generation;
                    let changed = applied.is_ok_and(|changes| !changes.is_empty());
                    prop_assert_eq!(publications, u64::from(changed));
                    if let Some(expected) = expected {
                        model.gone = vec![false; set.len()];
                        (model.applied, years) = (set, expected);
                    }
                }
                Step::Register(name) => {
                    let name = NAMES[name];
                    let theirs = fixture.registry.register(Renamed::new(Iso, [name]));
                    if theirs.is_ok() {
                        model.foreign.push(name);
                    }
                }
                Step::Remove(name) => {
                    let name = NAMES[name];
                    let removed = fixture.registry.unregister(name).is_ok();
                    let owner = Model::owner(&model.applied, name).filter(|own| !model.gone[*own]);
                    prop_assert_eq!(removed, owner.is_some() || model.foreign.contains(&name));
                    match owner {
                        Some(owner) => model.gone[owner] = true,
                        None => model.foreign.retain(|own| *own != name),
                    }
                }
            }
            let mut expected = BTreeMap::new();
            for name in NAMES {
                let owner = Model::owner(&model.applied, name).filter(|own| !model.gone[*own]);
                let foreign = model.foreign.contains(&name).then_some(0);
                expected.insert(name, owner.map(|owner| years[owner]).or(foreign));
            }
            let actual = NAMES.map(|name| (name, fixture.years(name)));
            prop_assert_eq!(BTreeMap::from(actual), expected);
        }
    }
}
