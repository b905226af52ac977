//! Which of the public types may cross threads, and survive a panic that is caught. Losing one of
//! these is a breaking change that no signature shows.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use calendar_registry::calendars::{Gregorian, IslamicCivil, Jalali, Julian, Milankovic};
use calendar_registry::{
    Backend, Batch, Calendar, CalendarId, DateError, JulianDay, Name, NameError, ParseDateError,
    Pin, Properties, Refusal, RegisterError, Registry, ResolveError, Snapshot, Stats, System,
    UpdateError, Weekday, YearMonthDay,
};

fn shared<T: Send + Sync + 'static>() {}
fn plain<T: Copy + Ord + core::hash::Hash + UnwindSafe + RefUnwindSafe + Send + Sync + 'static>() {}

/// Two blanket implementations, of which a type that is `$trait` has both: then the call below
/// is ambiguous.
macro_rules! assert_not {
    ($type:ty: $trait:path) => {
        const _: fn() = || {
            trait Ambiguous<A> {
                fn call() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            impl<T: ?Sized + $trait> Ambiguous<u8> for T {}
            <$type as Ambiguous<_>>::call();
        };
    };
}

// A pin stays on the thread that took it.
assert_not!(Pin<'static>: Send);
assert_not!(Pin<'static>: Sync);

#[test]
fn what_is_shared_among_threads() {
    shared::<Registry>();
    shared::<Snapshot>();
    shared::<Calendar>();
    shared::<Arc<dyn Backend>>();
    shared::<Name>();
    shared::<Batch>();
    shared::<Stats>();
    shared::<Properties>();
}

#[test]
fn errors_cross_threads() {
    shared::<Refusal>();
    shared::<RegisterError>();
    shared::<UpdateError>();
    shared::<ResolveError>();
    shared::<DateError>();
    shared::<NameError>();
    shared::<ParseDateError>();
}

#[test]
fn plain_values() {
    plain::<JulianDay>();
    plain::<YearMonthDay>();
    plain::<CalendarId>();
    plain::<System>();
}

#[test]
fn calendars_alone_have_no_size() {
    assert_eq!(
        size_of::<(Gregorian, Julian, Milankovic, Jalali, IslamicCivil, ())>(),
        0
    );
    shared::<(Gregorian, Julian, Milankovic, Jalali, IslamicCivil, Weekday)>();
}
