//! What may cross threads and panics: asserted, so that no change of the insides takes it away.
//! (That `Guard` may not is shown by the failing examples at `Guard`.)

use std::panic::{RefUnwindSafe, UnwindSafe};

use calendar_registry::{
    Backend, Batch, Calendar, CalendarId, ChangeError, DateError, Guard, Name, NameError,
    Properties, RegisterError, Registry, ResolveError, Snapshot, Stats, System, UpdateError,
    YearMonthDay,
};

const fn shared<T: Send + Sync + Unpin + 'static>() {}
const fn plain<T: Copy + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}
const fn error<T: std::error::Error + Send + Sync + Unpin + 'static>() {}
const fn unpin<T: Unpin>() {}

const _: () = {
    shared::<Registry>();
    shared::<Calendar>();
    shared::<Snapshot>();
    shared::<Batch>();
    shared::<Name>();
    shared::<Box<dyn Backend>>();
    error::<ChangeError>();
    error::<RegisterError>();
    error::<UpdateError>();
    error::<ResolveError>();
    error::<NameError>();
    error::<DateError>();
    plain::<CalendarId>();
    plain::<Stats>();
    plain::<System>();
    plain::<Properties>();
    plain::<YearMonthDay>();
    plain::<NameError>();
    unpin::<Guard<'static>>();
};

/// Answers `true` for what is `Send`, and `false` for what is not, at compile time.
macro_rules! is {
    ($type:ty: $bound:path) => {{
        #[allow(dead_code, reason = "of the two answers, one is not asked for")]
        trait No {
            const ANSWER: bool = false;
        }
        impl<T: ?Sized> No for T {}
        struct Asked<T: ?Sized>(core::marker::PhantomData<T>);
        #[allow(dead_code, reason = "of the two answers, one is not asked for")]
        impl<T: ?Sized + $bound> Asked<T> {
            const ANSWER: bool = true;
        }
        Asked::<$type>::ANSWER
    }};
}

const _: () = {
    assert!(is!(Registry: Send) && is!(Registry: Sync));
    assert!(!is!(Guard<'static>: Send));
    assert!(!is!(Guard<'static>: Sync));
};

#[test]
fn errors_travel_as_boxed_errors() {
    fn refused() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let registry = Registry::with_builtins();
        registry.register(calendar_registry::calendars::Julian)?;
        Ok(())
    }
    assert!(
        refused()
            .unwrap_err()
            .downcast_ref::<RegisterError>()
            .is_some()
    );
}
