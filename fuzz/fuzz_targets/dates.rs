//! Target `dates`: conversions in the built-in calendars.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(dates);
