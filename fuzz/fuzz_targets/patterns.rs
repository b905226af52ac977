//! Target `patterns`: any text as a pattern of a date.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(patterns);
