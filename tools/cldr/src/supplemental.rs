//! The section of facts about languages and regions.

use std::error::Error;

use crate::package::Package;

/// Packs the section from the files of `supplemental/`: `package.text("supplemental/weekData.xml")`.
pub(crate) fn pack(_package: &Package) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(Vec::new())
}
