//! Replacement ∥ a reader that tells another what it saw, with an index that can be locked.

use super::replace_two_readers::body;
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("replace_two_readers_locked", 2, 2000, body)
    .without_epochs()
    .with_locked_index();
