//! Target `definitions`: any text as a file that defines calendars.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(definitions);
