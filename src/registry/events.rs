//! What is logged around registration: by the writer, with nothing held, and
//! never on the read path.
#![forbid(unsafe_code)]

#[cfg(feature = "tracing")]
pub(super) use enabled::{outcome, refused};

#[cfg(not(feature = "tracing"))]
pub(super) use disabled::{outcome, refused};

#[cfg(feature = "tracing")]
mod enabled {
    use super::super::change::Outcome;
    use super::super::refusal::Refusal;

    macro_rules! changed {
        ($what:literal, $calendar:expr, $generation:expr) => {
            tracing::info!(
                target: "calendar_registry",
                id = $calendar.id().number(),
                // A valid name: plain ASCII, 64 bytes at the most.
                name = $calendar.name(),
                names = $calendar.names().len(),
                generation = $generation,
                $what
            )
        };
    }

    pub(in super::super) fn outcome(outcome: &Outcome, generation: u64) {
        match outcome {
            Outcome::Registered(calendar) => changed!("calendar registered", calendar, generation),
            Outcome::Replaced(calendar) => changed!("calendar replaced", calendar, generation),
            Outcome::Unregistered(calendar) => {
                changed!("calendar unregistered", calendar, generation);
            }
        }
    }

    pub(in super::super) fn refused(refusal: &Refusal) {
        match refusal {
            // A text of the caller's own, which may be anything.
            Refusal::Cancelled { .. } => {
                tracing::warn!(target: "calendar_registry", "update cancelled");
            }
            // Names in it are valid, or escaped and cut.
            _ => tracing::warn!(target: "calendar_registry", reason = %refusal, "change refused"),
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod disabled {
    use super::super::change::Outcome;
    use super::super::refusal::Refusal;

    pub(in super::super) fn outcome(_outcome: &Outcome, _generation: u64) {}
    pub(in super::super) fn refused(_refusal: &Refusal) {}
}
