//! Calendars defined in files, and registries that follow a directory or etcd.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod definition;
