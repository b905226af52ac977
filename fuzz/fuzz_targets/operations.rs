//! Target `operations`: changes and lookups of a registry.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(operations);
