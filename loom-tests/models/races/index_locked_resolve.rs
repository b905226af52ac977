//! Replacement ∥ lookup, with an index that can be locked: then the snapshot answers.

use super::replace_resolve::body;
use crate::harness::Model;

pub(super) const MODEL: Model =
    Model::new("index_locked_resolve", 3, 4000, body).with_locked_index();
