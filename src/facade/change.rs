//! [`Change`]: what is known of a change before a writer's turn, and how a draft is edited then.

use super::change_error::{ChangeError, RegisterError};
use super::registration::{CalendarDraft, registration};
use crate::backend::Backend;
use crate::backend::year_table::Fronted;
use crate::calendar::{Calendar, CalendarId, Registration};
use crate::name::Name;
use crate::registry;
use crate::sync::Arc;

pub(super) type Target = registry::Target<Registration>;

/// A backend to register, with its names checked and its year table built.
pub(super) struct NewEntry {
    names: Arc<[Name]>,
    backend: Fronted,
}

impl NewEntry {
    /// Prepares a registration, which needs a name. Calls user code, so nothing may be held.
    pub(super) fn to_register(backend: Arc<dyn Backend>) -> Result<Self, RegisterError> {
        Self::new(backend, |names| !names.is_empty())
    }

    /// Prepares a replacement, which keeps a name of the replaced calendar.
    pub(super) fn to_replace(backend: Arc<dyn Backend>) -> Result<Self, RegisterError> {
        Self::new(backend, |_| true)
    }

    fn new(
        backend: Arc<dyn Backend>,
        are_enough: impl FnOnce(&[Name]) -> bool,
    ) -> Result<Self, RegisterError> {
        let names = match checked_names(&backend.names()) {
            Ok(names) if are_enough(&names) => names,
            Ok(_) => return Err(RegisterError::new(ChangeError::NoNames, backend)),
            Err(reason) => return Err(RegisterError::new(reason, backend)),
        };
        match Fronted::new(backend) {
            Ok(backend) => Ok(NewEntry {
                names: names.into(),
                backend,
            }),
            Err((error, backend)) => Err(RegisterError::new(error.into(), backend)),
        }
    }

    /// Adds the calendar to a draft. The id is drawn once nothing can be rejected any more.
    pub(super) fn register(
        &self,
        draft: &mut CalendarDraft,
        id: impl FnOnce() -> CalendarId,
    ) -> Result<Calendar, ChangeError> {
        let registered = draft.len();
        let make = |names| registration(id(), names, self.backend.clone(), registered);
        Ok(draft.register(&self.names, make)?)
    }

    /// Replaces a calendar of a draft.
    pub(super) fn replace(
        &self,
        draft: &mut CalendarDraft,
        target: &Target,
    ) -> Result<Calendar, ChangeError> {
        // The replaced calendar does not count.
        let registered = draft.len().saturating_sub(1);
        let make = |id, names| registration(id, names, self.backend.clone(), registered);
        Ok(draft.replace(target, &self.names, make)?)
    }

    /// Returns the backend, to give it back.
    pub(super) fn into_backend(self) -> Arc<dyn Backend> {
        self.backend.own
    }
}

/// Checks that every text is a name, that none occurs twice, and that they are not too many.
fn checked_names(texts: &[&str]) -> Result<Vec<Name>, ChangeError> {
    if texts.len() > Calendar::MAX_NAMES {
        return Err(ChangeError::TooManyNames { count: texts.len() });
    }
    let mut names: Vec<Name> = Vec::with_capacity(texts.len());
    for text in texts {
        let name = checked_name(text.as_bytes())?;
        if names.contains(&name) {
            return Err(ChangeError::RepeatedName { name });
        }
        names.push(name);
    }
    Ok(names)
}

/// Checks the name of the calendar that a change is about.
pub(super) fn named(name: &[u8]) -> Result<Target, ChangeError> {
    checked_name(name).map(Target::Named)
}

/// Checks that a text is a name.
pub(super) fn checked_name(text: &[u8]) -> Result<Name, ChangeError> {
    Name::new(text).map_err(|error| ChangeError::invalid_name(text, error))
}

/// Gives a calendar of a draft one more name. Its backend and its year table are shared, so this calls
/// no user code.
pub(super) fn add_alias(
    draft: &mut CalendarDraft,
    target: &Target,
    alias: &Name,
) -> Result<Calendar, ChangeError> {
    let old = draft.find(target)?;
    if old.names().contains(alias) {
        return Err(ChangeError::RepeatedName {
            name: alias.clone(),
        });
    }
    let names: Arc<[Name]> = old.names().iter().chain([alias]).cloned().collect();
    if names.len() > Calendar::MAX_NAMES {
        return Err(ChangeError::TooManyNames { count: names.len() });
    }
    let backend = old.handle().fronted().clone();
    // The replaced calendar does not count.
    let registered = draft.len().saturating_sub(1);
    let make = |id, names| registration(id, names, backend, registered);
    Ok(draft.replace(target, &names, make)?)
}

/// Addresses a calendar itself.
pub(super) fn exactly(calendar: &Calendar) -> Target {
    Target::Exactly {
        id: calendar.id(),
        handle: calendar.clone(),
    }
}

/// A change that was recorded in a batch.
pub(super) enum Change {
    Register(NewEntry),
    Replace(Target, NewEntry),
    Alias(Target, Name),
    Unregister(Target),
}

/// What a change did.
pub(super) enum Edit {
    Registered(Calendar),
    Replaced(Calendar),
    Aliased(Calendar),
    Unregistered(Calendar),
}

impl Change {
    /// Makes the change in a draft.
    pub(super) fn apply(&self, draft: &mut CalendarDraft) -> Result<Edit, ChangeError> {
        Ok(match self {
            Change::Register(new) => Edit::Registered(new.register(draft, CalendarId::draw)?),
            Change::Replace(target, new) => Edit::Replaced(new.replace(draft, target)?),
            Change::Alias(target, alias) => Edit::Aliased(add_alias(draft, target, alias)?),
            Change::Unregister(target) => Edit::Unregistered(draft.unregister(target)?),
        })
    }

    /// Returns the backend, to give it back.
    pub(super) fn into_backend(self) -> Option<Arc<dyn Backend>> {
        match self {
            Change::Register(new) | Change::Replace(_, new) => Some(new.into_backend()),
            Change::Alias(..) | Change::Unregister(_) => None,
        }
    }
}

impl Edit {
    /// Returns the calendar that the change was about.
    pub(super) fn into_calendar(self) -> Calendar {
        match self {
            Edit::Registered(calendar)
            | Edit::Replaced(calendar)
            | Edit::Aliased(calendar)
            | Edit::Unregistered(calendar) => calendar,
        }
    }
}
