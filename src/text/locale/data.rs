//! The door to the data of CLDR. Without the feature `cldr` there is one row, the root, and nothing is
//! known about regions.

use icu_locale_core::subtags::{Subtag, subtag};

use super::supplemental::Supplemental;

/// The digits 0 to 9, which every locale can use.
pub(super) const LATIN: Subtag = subtag!("latn");

#[cfg(feature = "cldr")]
pub(crate) use with_data::*;
#[cfg(not(feature = "cldr"))]
pub(crate) use without_data::*;

#[cfg(feature = "cldr")]
mod with_data {
    use super::{LATIN, Subtag, Supplemental};
    use crate::sync::once;
    pub(crate) use crate::text::cldr::Row;
    use crate::text::cldr::{SUPPLEMENTAL, Tables};

    once! {
        pub(in super::super) fn supplemental() -> &'static Supplemental {
            {
                let section = Tables::compiled().section(SUPPLEMENTAL);
                let opened = Supplemental::open(section);
                debug_assert!(opened.is_some(), "the tool packs what is read here");
                opened.unwrap_or(Supplemental::EMPTY)
            }
        }
    }

    pub(in super::super) fn find(tag: &str) -> Option<Row> {
        Tables::compiled().row(tag)
    }

    pub(in super::super) fn root() -> Row {
        Tables::compiled().root()
    }

    pub(in super::super) fn tag(row: Row) -> &'static str {
        Tables::compiled().tag(row)
    }

    /// Returns whether there are texts in the language of a row. Only the root has no parent.
    pub(in super::super) fn is_known(row: Row) -> bool {
        parent(row).is_some()
    }

    pub(in super::super) fn parent(row: Row) -> Option<Row> {
        Tables::compiled().parent(row)
    }

    pub(in super::super) fn default_digits(row: Row) -> Subtag {
        let name = Tables::compiled().default_numbering(row);
        Subtag::try_from_str(name).unwrap_or(LATIN)
    }

    /// Returns the numbering system of a value of `nu`. `None` if it is not decimal.
    pub(in super::super) fn decimal(row: Row, asked: Subtag) -> Option<Subtag> {
        let tables = Tables::compiled();
        let asked = match asked.as_str() {
            "native" => Subtag::try_from_str(tables.native_numbering(row)).ok()?,
            _ => asked,
        };
        tables.digits(asked.as_str()).map(|_| asked)
    }
}

#[cfg(not(feature = "cldr"))]
mod without_data {
    use super::{LATIN, Subtag, Supplemental};

    /// The root, the only one.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub(crate) struct Row;

    pub(in super::super) fn supplemental() -> &'static Supplemental {
        &Supplemental::EMPTY
    }

    pub(in super::super) fn find(_tag: &str) -> Option<Row> {
        None
    }

    pub(in super::super) fn root() -> Row {
        Row
    }

    pub(in super::super) fn tag(_row: Row) -> &'static str {
        "und"
    }

    /// No language has texts, so none is better than others.
    pub(in super::super) fn is_known(_row: Row) -> bool {
        true
    }

    pub(in super::super) fn parent(_row: Row) -> Option<Row> {
        None
    }

    pub(in super::super) fn default_digits(_row: Row) -> Subtag {
        LATIN
    }

    pub(in super::super) fn decimal(_row: Row, asked: Subtag) -> Option<Subtag> {
        (asked == LATIN || asked.as_str() == "native").then_some(LATIN)
    }
}
