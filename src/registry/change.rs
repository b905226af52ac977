//! Changes: what was asked for, checked against a state and made in a draft of the next.
#![forbid(unsafe_code)]

use std::collections::HashSet;

use super::calendar::{Calendar, CalendarId, Registration};
use super::refusal::{Refusal, RegisterError};
use super::snapshot::Snapshot;
use crate::backend::Backend;
use crate::backend::year_table::Fronted;
use crate::name::Name;
use crate::sync::Arc;

/// A backend that wants to be registered, its names read and checked.
pub(super) struct Candidate {
    pub(super) backend: Fronted,
    names: Arc<[Name]>,
}

impl Candidate {
    /// Asks the backend for its names, and for its years if it wants a table: user code, so
    /// nothing may be held here.
    pub(super) fn new(backend: Arc<dyn Backend>) -> Result<Self, RegisterError> {
        let names = match checked(&backend.names()) {
            Ok(names) => names,
            Err(reason) => return Err(RegisterError::new(reason, backend)),
        };
        match Fronted::new(backend) {
            Ok(backend) => Ok(Candidate { backend, names }),
            Err((error, backend)) => Err(RegisterError::new(Refusal::Table { error }, backend)),
        }
    }
}

/// Every text as a name, in the order given, none of them twice.
fn checked(texts: &[&str]) -> Result<Arc<[Name]>, Refusal> {
    let mut names: Vec<Name> = Vec::with_capacity(texts.len());
    let mut seen = HashSet::new();
    for text in texts {
        let name = Name::new(text).map_err(|error| Refusal::invalid(text.as_bytes(), error))?;
        let repeated = if texts.len() <= FEW {
            names.contains(&name)
        } else {
            !seen.insert(name.clone())
        };
        if repeated {
            return Err(Refusal::Repeated { name });
        }
        names.push(name);
    }
    Ok(names.into())
}

/// So many are compared with each other sooner than they are put into a set.
const FEW: usize = 16;

/// Which calendar a change is about.
pub(super) enum Target {
    Named(Name),
    /// This very registration, not what may have replaced it.
    Exactly(Calendar),
}

pub(super) enum Change {
    Register(Candidate),
    Replace(Target, Candidate),
    Unregister(Target),
    /// Not to be made: it only has a backend to give back.
    Refused(Arc<dyn Backend>),
}

impl Change {
    /// Itself, unless it would register a backend that has no name.
    pub(super) fn addressed(self) -> Result<Self, RegisterError> {
        match self {
            Change::Register(candidate) if candidate.names.is_empty() => {
                Err(RegisterError::new(Refusal::Nameless, candidate.backend.own))
            }
            change => Ok(change),
        }
    }

    /// The backend to give back on a refusal.
    pub(super) fn into_backend(self) -> Option<Arc<dyn Backend>> {
        match self {
            Change::Register(candidate) | Change::Replace(_, candidate) => {
                Some(candidate.backend.own)
            }
            Change::Refused(backend) => Some(backend),
            Change::Unregister(_) => None,
        }
    }
}

/// What became of a change.
pub(super) enum Outcome {
    Registered(Calendar),
    Replaced(Calendar),
    Unregistered(Calendar),
}

impl Made {
    /// The calendars that the changes were about, in their order.
    pub(super) fn calendars(self) -> impl Iterator<Item = Calendar> {
        self.outcomes.into_iter().map(|outcome| match outcome {
            Outcome::Registered(calendar)
            | Outcome::Replaced(calendar)
            | Outcome::Unregistered(calendar) => calendar,
        })
    }
}

/// The next state in the making.
pub(super) struct Draft {
    pub(super) next: Snapshot,
    pub(super) made: Made,
}

/// What was made: to report, and to drop with nothing held.
#[derive(Default)]
pub(super) struct Made {
    pub(super) generation: u64,
    pub(super) outcomes: Vec<Outcome>,
    /// The hashes of names that may lead elsewhere than before.
    pub(super) touched: Vec<u64>,
    /// What fell out of the draft: to retire, though it may never have been in any snapshot.
    pub(super) displaced: Vec<Arc<Registration>>,
}

impl Draft {
    pub(super) fn of(current: &Snapshot) -> Self {
        let next = current.next();
        let made = Made {
            generation: next.generation(),
            ..Made::default()
        };
        Draft { next, made }
    }

    /// What a mutant publishes first: aliases lead where they led before, or nowhere.
    pub(super) fn without_new_aliases(&self, current: &Snapshot) -> Snapshot {
        let made = self
            .made
            .outcomes
            .iter()
            .filter_map(|outcome| match outcome {
                Outcome::Registered(calendar) | Outcome::Replaced(calendar) => Some(calendar),
                Outcome::Unregistered(_) => None,
            });
        let aliases = made.flat_map(|calendar| calendar.names().iter().skip(1));
        self.next.with_names_of(current, aliases)
    }

    /// Checks a change against the draft and makes it there.
    pub(super) fn make(&mut self, change: &Change) -> Result<(), Refusal> {
        let outcome = match change {
            Change::Register(candidate) => {
                Outcome::Registered(self.register(candidate, CalendarId::draw)?)
            }
            Change::Replace(target, candidate) => {
                Outcome::Replaced(self.replace(target, candidate)?)
            }
            Change::Unregister(target) => {
                let calendar = self.target(target)?;
                self.remove(&calendar);
                Outcome::Unregistered(calendar)
            }
            Change::Refused(_) => return Ok(()),
        };
        self.made.outcomes.push(outcome);
        Ok(())
    }

    /// The id is drawn only once nothing can be refused any more.
    pub(super) fn register(
        &mut self,
        candidate: &Candidate,
        id: impl FnOnce() -> CalendarId,
    ) -> Result<Calendar, Refusal> {
        if candidate.names.is_empty() {
            return Err(Refusal::Nameless);
        }
        self.free(&candidate.names, None)?;
        let backend = candidate.backend.clone();
        Ok(self.insert(id(), Arc::clone(&candidate.names), backend))
    }

    fn replace(&mut self, target: &Target, candidate: &Candidate) -> Result<Calendar, Refusal> {
        let old = self.target(target)?;
        // It keeps the name that it was called by, and so always has one.
        let addressed = match target {
            Target::Named(name) => old.names().iter().find(|own| *own == name),
            Target::Exactly(_) => old.names().first(),
        };
        let names = match addressed.filter(|name| !candidate.names.contains(name)) {
            Some(kept) => candidate.names.iter().chain([kept]).cloned().collect(),
            None => Arc::clone(&candidate.names),
        };
        self.free(&names, Some(&old))?;
        self.remove(&old);
        let backend = candidate.backend.clone();
        Ok(self.insert(old.id(), names, backend))
    }

    /// Checks that nobody has these names, but perhaps the one that is to go.
    fn free(&self, names: &[Name], but: Option<&Calendar>) -> Result<(), Refusal> {
        let taken = names.iter().find_map(|name| {
            let holder = self.next.holder(name)?;
            (Some(holder) != but).then(|| (name.clone(), holder.clone()))
        });
        match taken {
            Some((name, holder)) => Err(Refusal::Taken { name, holder }),
            None => Ok(()),
        }
    }

    fn target(&self, target: &Target) -> Result<Calendar, Refusal> {
        match target {
            Target::Named(name) => {
                let found = self.next.holder(name).cloned();
                found.ok_or_else(|| Refusal::Unknown { name: name.clone() })
            }
            Target::Exactly(calendar) => match self.next.get(calendar.id()) {
                Some(current) if current == calendar => Ok(current.clone()),
                current => Err(Refusal::Stale {
                    current: current.cloned(),
                }),
            },
        }
    }

    fn insert(&mut self, id: CalendarId, names: Arc<[Name]>, backend: Fronted) -> Calendar {
        self.touch(&names);
        let spread = self.next.len() < SPREAD;
        let registration = Arc::new(Registration::new(id, names, backend, spread));
        self.next.insert(&registration);
        registration.handle().clone()
    }

    fn remove(&mut self, calendar: &Calendar) {
        self.touch(calendar.names());
        self.made.displaced.extend(self.next.remove(calendar));
    }

    fn touch(&mut self, names: &[Name]) {
        self.made.touched.extend(names.iter().map(Name::hash));
    }
}

/// So many calendars get a handle for each lane of threads; those that are registered beyond have
/// one count, and take a quarter of the memory.
const SPREAD: usize = 256;
