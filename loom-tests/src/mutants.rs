//! Mutants: the protocol with one step broken. `mutants.toml` lists them, each with the models that
//! must notice it.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::build::{Copy, models, root};
use crate::process::{Binary, Failure, on_every_core};

/// One patch.
struct Patch {
    name: String,
    file: PathBuf,
    find: String,
    replace: String,
}

struct Mutant {
    patch: Patch,
    breaks: String,
    models: Vec<String>,
    /// The variant that it is applied on top of.
    variant: Option<String>,
    beyond_loom: Option<String>,
}

/// The content of `mutants.toml`.
struct List {
    variants: Vec<Patch>,
    mutants: Vec<Mutant>,
}

impl List {
    fn read() -> Result<Self, Failure> {
        let path = root().join("loom-tests/mutants.toml");
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let table: toml::Table = text.parse().map_err(|error| format!("{error}"))?;
        let list = List {
            variants: array(&table, "variant")
                .map(patch)
                .collect::<Result<_, _>>()?,
            mutants: array(&table, "mutant")
                .map(mutant)
                .collect::<Result<_, _>>()?,
        };
        for mutant in &list.mutants {
            let patch = &mutant.patch;
            patch.apply(&list.base(mutant)?)?;
            if mutant.models.is_empty() != mutant.beyond_loom.is_some() {
                return Err(format!("{}: it has models, or is beyond loom", patch.name));
            }
        }
        Ok(list)
    }

    /// Returns the files that the variant of a mutant has changed.
    fn base(&self, mutant: &Mutant) -> Result<Vec<(PathBuf, String)>, Failure> {
        let Some(name) = &mutant.variant else {
            return Ok(Vec::new());
        };
        let variant = self.variants.iter().find(|variant| variant.name == *name);
        variant.ok_or(format!("no variant {name}"))?.apply(&[])
    }
}

fn array<'t>(table: &'t toml::Table, key: &str) -> impl Iterator<Item = &'t toml::Value> {
    table
        .get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
}

fn text(value: &toml::Value, key: &str) -> Result<String, Failure> {
    let found = value.get(key).and_then(toml::Value::as_str);
    let name = value.get("name").and_then(toml::Value::as_str);
    found
        .map(str::to_owned)
        .ok_or(format!("{}: no `{key}`", name.unwrap_or("an entry")))
}

fn patch(value: &toml::Value) -> Result<Patch, Failure> {
    Ok(Patch {
        name: text(value, "name")?,
        file: text(value, "file")?.into(),
        find: text(value, "find")?,
        replace: text(value, "replace")?,
    })
}

fn mutant(value: &toml::Value) -> Result<Mutant, Failure> {
    let models = value.get("models").and_then(toml::Value::as_array);
    let models = models.into_iter().flatten().filter_map(toml::Value::as_str);
    Ok(Mutant {
        patch: patch(value)?,
        breaks: text(value, "breaks")?,
        models: models.map(str::to_owned).collect(),
        variant: text(value, "variant").ok(),
        beyond_loom: text(value, "beyond_loom").ok(),
    })
}

impl Patch {
    /// Applies the patch on top of changed files. Fails unless its text occurs exactly once.
    fn apply(&self, base: &[(PathBuf, String)]) -> Result<Vec<(PathBuf, String)>, Failure> {
        let changed = base.iter().find(|(file, _)| *file == self.file);
        let text = match changed {
            Some((_, text)) => text.clone(),
            None => fs::read_to_string(root().join(&self.file))
                .map_err(|error| format!("{}: {error}", self.file.display()))?,
        };
        let count = text.matches(&self.find).count();
        if count != 1 {
            let file = self.file.display();
            return Err(format!(
                "{}: its text occurs {count} times in {file}",
                self.name
            ));
        }
        let others = base.iter().filter(|(file, _)| *file != self.file).cloned();
        let patched = text.replacen(&self.find, &self.replace, 1);
        Ok(others.chain([(self.file.clone(), patched)]).collect())
    }
}

/// Checks that each mutant and each variant applies.
pub(crate) fn check() -> Result<(), Failure> {
    let list = List::read()?;
    println!("{} mutants apply", list.mutants.len());
    Ok(())
}

/// Builds the variants.
pub(crate) fn variants() -> Result<HashMap<String, Binary>, Failure> {
    let (list, copy) = (List::read()?, Copy::new()?);
    let built = list.variants.iter().map(|variant| {
        let binary = copy.build(&variant.name, &variant.apply(&[])?)?;
        Ok((variant.name.clone(), binary))
    });
    built.collect()
}

/// Runs each mutant on the models that must notice it.
pub(crate) fn run(names: &[&str]) -> Result<(), Failure> {
    each(names, |mutant, binary| {
        let seen = on_every_core(&mutant.models, |model| binary.run(&["one", model]).is_err());
        let missed = mutant
            .models
            .iter()
            .zip(&seen)
            .filter(|(_, noticed)| !**noticed);
        let missed: Vec<&str> = missed.map(|(model, _)| model.as_str()).collect();
        match (&mutant.beyond_loom, missed.as_slice()) {
            (Some(reason), _) => (true, format!("beyond loom: {reason}")),
            (None, []) => (true, mutant.models.join(", ")),
            (None, missed) => (false, format!("NOT NOTICED by {}", missed.join(", "))),
        }
    })
}

/// Runs each mutant on every model that runs on its variant.
pub(crate) fn explore(names: &[&str]) -> Result<(), Failure> {
    let all = models()?.models()?;
    each(names, |mutant, binary| {
        let fitting: Vec<&str> = all
            .iter()
            .filter(|model| model.variant == mutant.variant)
            .map(|model| model.name.as_str())
            .collect();
        let seen = on_every_core(&fitting, |model| binary.run(&["one", model]).is_err());
        let noticed = fitting.iter().zip(&seen).filter(|(_, noticed)| **noticed);
        let noticed: Vec<&str> = noticed.map(|(model, _)| *model).collect();
        (true, noticed.join(", "))
    })
}

/// Builds each mutant, and prints what a function finds out about it.
fn each(
    names: &[&str],
    find_out: impl Fn(&Mutant, &Binary) -> (bool, String),
) -> Result<(), Failure> {
    let (list, copy) = (List::read()?, Copy::new()?);
    let mut failed = 0_usize;
    for mutant in &list.mutants {
        let patch = &mutant.patch;
        if !names.is_empty() && !names.contains(&patch.name.as_str()) {
            continue;
        }
        let began = Instant::now();
        let changed = patch.apply(&list.base(mutant)?)?;
        let binary = copy.build(&patch.name, &changed)?;
        let (passed, found) = find_out(mutant, &binary);
        let seconds = began.elapsed().as_secs();
        println!("{} ({}) [{seconds}s]: {found}", patch.name, mutant.breaks);
        // A binary is some MiB.
        fs::remove_file(&binary.0).map_err(|error| error.to_string())?;
        failed = failed.saturating_add(usize::from(!passed));
    }
    if failed == 0 {
        Ok(())
    } else {
        Err(format!("{failed} mutants were not noticed"))
    }
}
