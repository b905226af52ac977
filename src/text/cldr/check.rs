//! The check of a whole file.

use super::{Tables, TablesError, container};

impl Tables {
    pub(super) fn check(&self) -> Result<(), TablesError> {
        let damaged = |id| Err(TablesError::Section(id));
        for id in 0..self.texts.count() {
            if !self
                .texts
                .get(id)
                .is_some_and(|text| std::str::from_utf8(text).is_ok())
            {
                return damaged(container::TEXTS);
            }
        }
        for id in 0..self.nodes.count() {
            if self.nodes.get(id).is_none() {
                return damaged(container::NODES);
            }
        }
        Ok(())
    }
}
