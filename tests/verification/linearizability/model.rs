//! The sequential model: calendars by id, and the generation.

use super::checker::Model;

/// An index into `record::NAMES`.
pub(super) type Name = usize;

/// A calendar: its id, the version of its backend, and its names in order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Entry {
    pub id: u64,
    pub version: u64,
    pub names: Vec<Name>,
}

#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub(super) struct Plain {
    pub generation: u64,
    /// Sorted by id.
    pub calendars: Vec<Entry>,
    /// The highest id that was given.
    pub latest: u64,
}

#[derive(Clone, Debug)]
pub(super) enum Change {
    Register(Vec<Name>, u64),
    Replace(Name, Vec<Name>, u64),
    /// Replaces a calendar with this id and version.
    ReplaceIf((u64, u64), Vec<Name>, u64),
    Unregister(Name),
}

/// The kind of lookup. It only helps to read a failed history.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    FreshPin,
    HeldPin,
    Owned,
    Snapshot,
}

#[derive(Debug)]
pub(super) enum Call {
    Resolve(Name, Way),
    Get(u64, Way),
    Generation,
    Figures,
    Listing,
    One(Change),
    Update(Vec<Change>),
}

#[derive(PartialEq, Eq, Debug)]
pub(super) enum Answer {
    /// The id and the version that were found.
    Found(Option<(u64, u64)>),
    Number(u64),
    /// The generation, the number of calendars, the number of names.
    Figures([u64; 3]),
    Listed(u64, Vec<Entry>),
    /// The id and the version of each registered, new or removed calendar.
    Made(Vec<(u64, u64)>),
    Refused(Refused),
}

#[derive(PartialEq, Eq, Debug)]
pub(super) enum Refused {
    /// The name and the version of its holder, whose id may be unknown: a rejected update may have made it.
    Taken(Name, u64),
    Unknown(Name),
    Stale(Option<(u64, u64)>),
}

impl Entry {
    fn short(&self) -> (u64, u64) {
        (self.id, self.version)
    }
}

impl Plain {
    fn of_name(&self, name: Name) -> Option<&Entry> {
        self.calendars
            .iter()
            .find(|entry| entry.names.contains(&name))
    }

    fn of_id(&self, id: u64) -> Option<&Entry> {
        self.calendars.iter().find(|entry| entry.id == id)
    }

    fn free(&self, names: &[Name], but: Option<u64>) -> Result<(), Refused> {
        for name in names {
            match self.of_name(*name) {
                Some(holder) if Some(holder.id) != but => {
                    return Err(Refused::Taken(*name, holder.version));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn replace(&mut self, old: &Entry, kept: Name, names: &[Name], version: u64) -> Change1 {
        let mut names = names.to_vec();
        if !names.contains(&kept) {
            names.push(kept);
        }
        self.free(&names, Some(old.id))?;
        let id = old.id;
        let place = self.calendars.iter_mut().find(|entry| entry.id == id);
        *place.unwrap() = Entry { id, version, names };
        Ok((id, version))
    }

    /// Makes one change, with the id of the answer if it is a new one.
    fn change(&mut self, change: &Change, said: Option<u64>) -> Change1 {
        match change {
            Change::Register(names, version) => {
                self.free(names, None)?;
                let id = said
                    .filter(|id| *id > self.latest)
                    .unwrap_or(self.latest + 1);
                self.latest = id;
                self.calendars.push(Entry {
                    id,
                    version: *version,
                    names: names.clone(),
                });
                Ok((id, *version))
            }
            Change::Replace(name, names, version) => {
                let old = self.of_name(*name).ok_or(Refused::Unknown(*name))?.clone();
                self.replace(&old, *name, names, *version)
            }
            Change::ReplaceIf((id, old), names, version) => match self.of_id(*id).cloned() {
                Some(current) if current.version == *old => {
                    self.replace(&current, current.names[0], names, *version)
                }
                current => Err(Refused::Stale(current.as_ref().map(Entry::short))),
            },
            Change::Unregister(name) => {
                let old = self.of_name(*name).ok_or(Refused::Unknown(*name))?.short();
                self.calendars.retain(|entry| entry.id != old.0);
                Ok(old)
            }
        }
    }

    /// Makes all changes or none.
    pub(super) fn update(&mut self, changes: &[Change], answer: &Answer) -> Answer {
        let mut next = self.clone();
        let said = |at: usize| match answer {
            Answer::Made(made) => made.get(at).map(|made| made.0),
            _ => None,
        };
        let made = changes
            .iter()
            .enumerate()
            .map(|(at, change)| next.change(change, said(at)));
        match made.collect() {
            Ok(made) => {
                next.generation += 1;
                *self = next;
                Answer::Made(made)
            }
            Err(refused) => Answer::Refused(refused),
        }
    }

    fn names(&self) -> u64 {
        self.calendars
            .iter()
            .map(|entry| entry.names.len() as u64)
            .sum()
    }
}

type Change1 = Result<(u64, u64), Refused>;

impl Model for Plain {
    type Call = Call;
    type Answer = Answer;

    fn step(&mut self, call: &Call, answer: &Answer) -> bool {
        let changes = match call {
            Call::One(change) => std::slice::from_ref(change),
            Call::Update(changes) => changes,
            _ => return *answer == self.read(call),
        };
        *answer == self.update(changes, answer)
    }
}

impl Plain {
    fn read(&self, call: &Call) -> Answer {
        match call {
            Call::Resolve(name, _) => Answer::Found(self.of_name(*name).map(Entry::short)),
            Call::Get(id, _) => Answer::Found(self.of_id(*id).map(Entry::short)),
            Call::Generation => Answer::Number(self.generation),
            Call::Figures => {
                Answer::Figures([self.generation, self.calendars.len() as u64, self.names()])
            }
            Call::Listing => Answer::Listed(self.generation, self.calendars.clone()),
            Call::One(_) | Call::Update(_) => panic!("a change is no read"),
        }
    }
}
