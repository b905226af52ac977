use super::{Locale, data};
use crate::text::cldr::Tables;

#[test]
fn row_of_each_tag_of_cldr_is_its_own() {
    let tables = Tables::compiled();
    let mut others = Vec::new();
    for row in tables.rows() {
        let tag = tables.tag(row);
        let locale = Locale::new(tag).unwrap();
        if locale.row() != row {
            others.push((tag, locale.data_locale()));
        }
    }
    assert_eq!(others, []);
    assert!(tables.rows().count() > 500);
}

#[test]
fn default_digits_are_decimal() {
    for row in Tables::compiled().rows() {
        let digits = data::default_digits(row);
        assert_eq!(data::decimal(row, digits), Some(digits));
        let locale = Locale::new(data::tag(row)).unwrap();
        assert!(locale.has_default_digits());
        assert!(
            locale
                .with_digits(digits.as_str())
                .unwrap()
                .has_default_digits()
        );
    }
}
