//! A backend that knows its number and counts its drops, and what its registry says of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use calendar_registry::{
    Backend, Calendar, CalendarId, ChangeError, DateError, JulianDay, Properties, YearMonthDay,
};

use crate::plain::No;

/// How often a backend was dropped.
pub(super) type Life = Arc<AtomicU32>;

/// A backend that knows its number.
pub(super) struct Numbered {
    pub(super) names: Vec<String>,
    pub(super) number: u64,
    pub(super) life: Life,
}

impl Drop for Numbered {
    fn drop(&mut self) {
        self.life.fetch_add(1, Ordering::Relaxed);
    }
}

impl Backend for Numbered {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn properties(&self) -> Properties {
        Properties::other()
    }

    fn julian_day(&self, _date: YearMonthDay) -> Result<JulianDay, DateError> {
        Err(DateError::Overflow)
    }

    fn date(&self, _day: JulianDay) -> Result<YearMonthDay, DateError> {
        Err(DateError::Overflow)
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Err(DateError::Overflow)
    }
}

/// The number of a backend that is still alive; a built-in one has its own.
pub(super) fn number(calendar: &Calendar) -> u64 {
    match calendar.downcast_ref::<Numbered>() {
        Some(backend) => {
            assert_eq!(
                backend.life.load(Ordering::Relaxed),
                0,
                "used after its drop"
            );
            backend.number
        }
        None => builtin(calendar.id()),
    }
}

pub(super) fn builtin(id: CalendarId) -> u64 {
    u64::MAX - id.number()
}

/// The number of a backend that came back.
pub(super) fn returned(backend: &Arc<dyn Backend>) -> u64 {
    let backend: &dyn std::any::Any = backend.as_ref();
    backend
        .downcast_ref::<Numbered>()
        .expect("one of ours")
        .number
}

pub(super) fn spelled(calendar: &Calendar) -> Vec<String> {
    calendar.names().iter().map(ToString::to_string).collect()
}

pub(super) fn why(refusal: &ChangeError) -> No {
    assert!(!refusal.to_string().is_empty());
    match refusal {
        ChangeError::NoNames => No::Nameless,
        ChangeError::InvalidName { .. } => No::Invalid,
        ChangeError::RepeatedName { name } => No::Repeated(name.to_string()),
        ChangeError::NameTaken { name, holder } => No::Taken(name.to_string(), number(holder)),
        ChangeError::UnknownName { name } => No::Unknown(name.to_string()),
        ChangeError::Stale { current } => No::Stale(current.as_ref().map(number)),
        other => panic!("{other}"),
    }
}

/// What a change comes to in the model: the id if it is known before, and the entry.
pub(super) type Outcome = Result<(Option<u64>, Option<(u64, Vec<String>)>), No>;
