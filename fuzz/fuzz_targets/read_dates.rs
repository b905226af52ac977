//! Target `read_dates`: dates in people's languages, read by both readers.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(read_dates);
