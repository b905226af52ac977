//! The door to the data of CLDR. Without the feature `cldr` there is one row, the root, and nothing is
//! known about regions.

use icu_locale_core::subtags::{Subtag, subtag};

use super::supplemental::Supplemental;
use crate::sync::once;
use crate::text::cldr::{SUPPLEMENTAL, Tables};

/// The digits 0 to 9, which every locale can use.
pub(super) const LATIN: Subtag = subtag!("latn");

pub(crate) use crate::text::cldr::Row;

once! {
    pub(super) fn supplemental() -> &'static Supplemental {
        {
            let section = Tables::compiled().section(SUPPLEMENTAL);
            let opened = Supplemental::open(section);
            debug_assert!(opened.is_some() || section.is_empty(), "the tool packs what is read here");
            opened.unwrap_or(Supplemental::EMPTY)
        }
    }
}

pub(super) fn find(tag: &str) -> Option<Row> {
    Tables::compiled().row(tag)
}

pub(super) fn root() -> Row {
    Tables::compiled().root()
}

pub(super) fn tag(row: Row) -> &'static str {
    match Tables::compiled().tag(row) {
        "" => "und",
        tag => tag,
    }
}

/// Returns whether there are texts in the language of a row: only the root has no parent. Without CLDR
/// no language is better than others.
pub(super) fn is_known(row: Row) -> bool {
    parent(row).is_some() || !cfg!(feature = "cldr")
}

pub(super) fn parent(row: Row) -> Option<Row> {
    Tables::compiled().parent(row)
}

pub(super) fn default_digits(row: Row) -> Subtag {
    let name = Tables::compiled().default_numbering(row);
    Subtag::try_from_str(name).unwrap_or(LATIN)
}

/// Returns the numbering system of a value of `nu`. `None` if it is not decimal.
pub(super) fn decimal(row: Row, asked: Subtag) -> Option<Subtag> {
    let tables = Tables::compiled();
    let asked = match asked.as_str() {
        "native" => Subtag::try_from_str(tables.native_numbering(row)).unwrap_or(LATIN),
        _ => asked,
    };
    let is_decimal = asked == LATIN || tables.digits(asked.as_str()).is_some();
    is_decimal.then_some(asked)
}
