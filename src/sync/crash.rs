//! Where a test lets a writer panic. Outside tests and mutants it is compiled away.
#![forbid(unsafe_code)]

/// A place in a publication.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Point {
    /// The snapshot is published, the index is not brought to it yet.
    AfterSwap,
}

#[cfg(not(any(test, calendar_registry_mutants)))]
#[inline(always)]
pub(crate) fn point(_point: Point) {}

#[cfg(calendar_registry_mutants)]
pub use armed::crash_next_publication;
#[cfg(all(test, not(calendar_registry_mutants)))]
pub(crate) use armed::crash_next_publication;
#[cfg(any(test, calendar_registry_mutants))]
pub(crate) use armed::point;

#[cfg(any(test, calendar_registry_mutants))]
mod armed {
    use super::Point;
    use std::cell::Cell;

    crate::sync::local! {
        static ARMED: Cell<bool> = Cell::new(false)
    }

    /// Lets this thread's next publication panic in its middle.
    #[cfg_attr(
        not(calendar_registry_mutants),
        expect(unreachable_pub, reason = "public only where mutants are")
    )]
    pub fn crash_next_publication() {
        ARMED.with(|armed| armed.set(true));
    }

    #[expect(clippy::panic, reason = "it is what a test asked for")]
    pub(crate) fn point(point: Point) {
        if ARMED.with(Cell::take) {
            panic!("a test asked for this panic: {point:?}");
        }
    }
}
