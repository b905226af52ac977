//! The years of published calendars: facts alone.

pub(super) mod chinese;
pub(super) mod dangi;
pub(super) mod umm_al_qura;
