//! Calendars made of data: values with a checked constructor, for calendars whose facts are known
//! at run time only.
//!
//! Each kind is a [`Backend`](crate::Backend) like the built-in calendars, and can be registered,
//! replaced and removed like them. Its constructor checks the data, and fails with a
//! [`DefineError`] that names the wrong item and the bound that holds. [`Metadata`] is what all
//! kinds have in common: names, eras, text.

mod error;
mod metadata;

pub use error::{DefineError, DefineProblem};
pub use metadata::Metadata;
