//! Target `queries`: requests to the HTTP server.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(queries);
