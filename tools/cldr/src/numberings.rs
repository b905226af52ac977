//! The decimal numbering systems.

use std::error::Error;

use roxmltree::{Document, ParsingOptions};

use crate::package::Package;

/// Returns the name and the ten digits of each decimal system, by name.
pub(crate) fn read(package: &Package) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(package.text("supplemental/numberingSystems.xml")?, options)?;
    let mut systems = Vec::new();
    for node in document
        .descendants()
        .filter(|node| node.attribute("type") == Some("numeric"))
    {
        let name = node.attribute("id").ok_or("a numbering system has no id")?;
        let digits = node
            .attribute("digits")
            .ok_or("a numeric system has no digits")?;
        if digits.chars().count() != 10 {
            return Err(format!("{name} has not ten digits").into());
        }
        systems.push((name.to_owned(), digits.to_owned()));
    }
    systems.sort();
    Ok(systems)
}
