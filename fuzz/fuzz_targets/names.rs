//! Target `names`: any bytes as a name.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(names);
