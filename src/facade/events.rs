//! Log events around registration. They are emitted after the writer's turn, with nothing held, and
//! never on the read path.

use super::change::Edit;
use super::change_error::ChangeError;

#[cfg(feature = "tracing")]
macro_rules! changed {
    ($what:literal, $calendar:expr, $generation:expr) => {
        tracing::info!(
            target: "calendar_registry",
            id = $calendar.id().number(),
            // A valid name: ASCII, at most 64 bytes.
            name = $calendar.name(),
            names = $calendar.names().len(),
            generation = $generation,
            $what
        )
    };
}

/// Logs one change of a publication.
#[cfg_attr(
    not(feature = "tracing"),
    expect(unused_variables, reason = "nothing is logged")
)]
pub(super) fn changed(edit: &Edit, generation: u64) {
    #[cfg(feature = "tracing")]
    match edit {
        Edit::Registered(calendar) => changed!("calendar registered", calendar, generation),
        Edit::Replaced(calendar) => changed!("calendar replaced", calendar, generation),
        Edit::Aliased(calendar) => changed!("calendar alias added", calendar, generation),
        Edit::Unregistered(calendar) => changed!("calendar unregistered", calendar, generation),
    }
}

/// Logs a rejected change. Names in the reason are valid, or escaped and cut.
#[cfg_attr(
    not(feature = "tracing"),
    expect(unused_variables, reason = "nothing is logged")
)]
pub(super) fn rejected(reason: &ChangeError) {
    #[cfg(feature = "tracing")]
    tracing::warn!(target: "calendar_registry", reason = %reason, "change rejected");
}

/// Logs that the closure of an update failed. Its error may hold any text, so it is not logged.
pub(super) fn cancelled() {
    #[cfg(feature = "tracing")]
    tracing::warn!(target: "calendar_registry", "update cancelled");
}
