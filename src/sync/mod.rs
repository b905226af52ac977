//! The only place that names `std::sync`.
#![forbid(unsafe_code)]

pub(crate) use std::sync::Arc;
