//! Target `text`: the text of dates, read by a second reader too.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(text);
