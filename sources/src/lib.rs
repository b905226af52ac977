//! Calendars defined in files, and registries that follow a directory or etcd.

pub mod definition;
