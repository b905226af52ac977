//! [`Applier`]: one publication of the registry for each set of definitions.
//!
//! ```text
//!  checked  the names of a set: valid, and no two calendars with one name
//!  plan     what to build, register, replace and remove, against one snapshot of the registry
//!  mod      publishes the plan; plans again if other code has changed the registry in between
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar_registry::{Batch, Calendar, ChangeError, Name, Registry, Snapshot, UpdateError};

use crate::set::DefinitionSet;
use crate::status::StatusHandle;

mod checked;
mod error;
mod plan;

pub use error::ApplyError;

use checked::CheckedSet;
use plan::{Applied, Operation, Plan};

/// How often a set is planned again because other code changes the registry at the same time.
const ATTEMPTS: usize = 16;

/// Brings the calendars of a registry to the definitions of a set, in one publication.
///
/// An applier owns the calendars that it has registered, and changes no others. Definitions are keyed
/// by their first name: a changed definition replaces its calendar, which keeps its id. A calendar
/// whose first name changes is removed and registered anew.
///
/// - **All or nothing.** A set with an error changes nothing. The calendars of the last good set stay.
/// - **Definitions in a set may be based on each other**, in any order. A calendar is made again if
///   its definition or a calendar that it is based on has changed.
/// - **Other code keeps its names.** A name that other code has registered, or that it has given to a
///   calendar of the applier, is an error that names the holder. A calendar that other code has
///   removed is registered again with the next set. One that other code has replaced belongs to that
///   code from then on.
///
/// ```
/// use std::sync::Arc;
/// use calendar_registry::Registry;
/// use calendar_registry_sources::{Applier, DefinitionSet, StatusHandle};
///
/// let registry = Arc::new(Registry::with_builtins());
/// let mut applier = Applier::new(Arc::clone(&registry), StatusHandle::new("test"));
/// applier.apply(&DefinitionSet::new(1, []))?;
/// assert_eq!(applier.status().applied_revision(), Some(1));
/// # Ok::<(), calendar_registry_sources::ApplyError>(())
/// ```
#[derive(Debug)]
pub struct Applier {
    registry: Arc<Registry>,
    status: StatusHandle,
    /// What this applier has registered, by the first name.
    applied: BTreeMap<Name, Applied>,
}

/// The numbers of calendars that a set has changed.
///
/// ```
/// use calendar_registry_sources::Changes;
///
/// assert!(Changes::default().is_empty());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[non_exhaustive]
pub struct Changes {
    /// New calendars.
    pub registered: usize,
    /// Calendars with a new definition or a new base.
    pub replaced: usize,
    /// Calendars that were removed.
    pub removed: usize,
}

impl Changes {
    /// Returns whether nothing has changed. Then there was no publication.
    ///
    /// ```
    /// # use calendar_registry_sources::Changes;
    /// assert!(Changes::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

impl Applier {
    /// Creates an applier that owns no calendars yet. It records what it does in `status`.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::{Applier, StatusHandle};
    /// let registry = Arc::new(Registry::with_builtins());
    /// let applier = Applier::new(registry, StatusHandle::new("files"));
    /// assert_eq!(applier.status().get().source, "files");
    /// ```
    #[must_use]
    pub fn new(registry: Arc<Registry>, status: StatusHandle) -> Self {
        Applier {
            registry,
            status,
            applied: BTreeMap::new(),
        }
    }

    /// Returns the status, which other threads can share.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::{Applier, StatusHandle};
    /// let applier = Applier::new(Arc::new(Registry::new()), StatusHandle::new("files"));
    /// assert_eq!(applier.status().applied_revision(), None);
    /// ```
    #[must_use]
    pub fn status(&self) -> &StatusHandle {
        &self.status
    }

    /// Applies a set: the registry then has its calendars, and no others of this applier.
    ///
    /// # Errors
    /// [`ApplyError`] says which definition is wrong. The registry is unchanged, and the status has the
    /// error.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use calendar_registry::Registry;
    /// # use calendar_registry_sources::{Applier, DefinitionSet, StatusHandle};
    /// let registry = Arc::new(Registry::with_builtins());
    /// let mut applier = Applier::new(registry, StatusHandle::new("test"));
    /// let changes = applier.apply(&DefinitionSet::new(1, []))?;
    /// assert!(changes.is_empty());
    /// # Ok::<(), calendar_registry_sources::ApplyError>(())
    /// ```
    pub fn apply(&mut self, set: &DefinitionSet) -> Result<Changes, ApplyError> {
        self.status.seen(set.revision);
        match self.publish(set) {
            Ok(changes) => {
                let calendars = self.applied.len();
                if !changes.is_empty() {
                    let applied = self.applied.values();
                    let definitions = applied.flat_map(Applied::definition_by_name);
                    self.status.set_definitions(definitions.collect());
                }
                self.status
                    .applied(set.revision, calendars, !changes.is_empty());
                tracing::info!(
                    revision = set.revision,
                    registered = changes.registered,
                    replaced = changes.replaced,
                    removed = changes.removed,
                    "definitions applied"
                );
                Ok(changes)
            }
            Err(error) => {
                tracing::warn!(revision = set.revision, %error, "definitions rejected");
                self.status.failed(&error);
                Err(error)
            }
        }
    }

    fn publish(&mut self, set: &DefinitionSet) -> Result<Changes, ApplyError> {
        let set = CheckedSet::new(&set.definitions)?;
        for _ in 0..ATTEMPTS {
            let snapshot = self.registry.snapshot();
            let plan = Plan::new(&set, &self.applied, &snapshot)?;
            match self.commit(&plan) {
                Ok(calendars) => return Ok(self.settle(plan, calendars)),
                // Other code has changed these names since the snapshot.
                Err(error) if is_race(&error.reason) && self.has_changed(&snapshot) => {}
                Err(error) => return Err(plan.explain(error)),
            }
        }
        Err(ApplyError::Contended)
    }

    /// Publishes the operations of a plan. An empty plan publishes nothing.
    fn commit(&self, plan: &Plan) -> Result<Vec<Calendar>, UpdateError<ChangeError>> {
        self.registry.update(|batch| {
            let mut record = |operation: &Operation| operation.record(batch);
            plan.operations.iter().try_for_each(&mut record)
        })
    }

    fn has_changed(&self, snapshot: &Snapshot) -> bool {
        self.registry.generation() != snapshot.generation()
    }

    /// Notes what the publication has made. `calendars` are the results of the plan's operations.
    fn settle(&mut self, plan: Plan, calendars: Vec<Calendar>) -> Changes {
        let mut changes = Changes::default();
        let mut applied = plan.applied;
        for (operation, calendar) in plan.operations.iter().zip(calendars) {
            let (count, key) = match operation {
                Operation::Remove(_) => (&mut changes.removed, None),
                Operation::Replace { key, .. } => (&mut changes.replaced, Some(key)),
                Operation::Register { key, again, .. } if *again => {
                    // It was counted as removed, because it is registered under a new id.
                    changes.removed = changes.removed.saturating_sub(1);
                    (&mut changes.replaced, Some(key))
                }
                Operation::Register { key, .. } => (&mut changes.registered, Some(key)),
                Operation::KeepAlias { key, .. } => (&mut 0, Some(key)),
            };
            *count = count.saturating_add(1);
            if let Some(applied) = key.and_then(|key| applied.get_mut(key)) {
                applied.calendar = Some(calendar);
            }
        }
        self.applied = applied;
        changes
    }
}

/// Returns whether a change can be rejected for this reason because other code was faster.
fn is_race(reason: &ChangeError) -> bool {
    use ChangeError::{NameTaken, Stale, UnknownName};
    matches!(reason, NameTaken { .. } | Stale { .. } | UnknownName { .. })
}

impl Operation {
    fn record(&self, batch: &mut Batch) -> Result<(), ChangeError> {
        match self {
            Operation::Remove(old) => {
                batch.unregister_if(old);
                Ok(())
            }
            Operation::Replace { old, backend, .. } => batch.replace_if(old, Arc::clone(backend)),
            Operation::Register { backend, .. } => batch.register(Arc::clone(backend)),
            Operation::KeepAlias { key, alias } => batch.alias(alias.as_str(), key.as_str()),
        }
    }
}
