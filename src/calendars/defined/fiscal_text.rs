//! The era and the names of fiscal years that have none of their own.

use super::Metadata;
use crate::backend::Era;

/// Sets the era and the names of a fiscal year where nothing is set: the era `fy`, and numbered
/// periods.
pub(super) fn set_defaults(metadata: &mut Metadata) {
    let has_own_eras = metadata.eras.is_some();
    if !has_own_eras {
        metadata.eras = Some(vec![Era::unbounded("fy", 1)]);
    }
    #[cfg(feature = "text")]
    metadata.text.get_or_insert_with(|| {
        use crate::{CalendarText, Names, Width};
        let mut english = Names::new()
            .numbered_months(Width::Wide, "Period {0}")
            .numbered_months(Width::Abbreviated, "P{0}");
        if !has_own_eras {
            english = english.eras(Width::Abbreviated, [("fy", "FY")]);
        }
        CalendarText::codes().locale("en", english).otherwise("en")
    });
}
