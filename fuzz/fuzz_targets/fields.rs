//! Target `fields`: dates from fields, and date arithmetic.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(fields);
