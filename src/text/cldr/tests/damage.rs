use crate::text::cldr::Tables;

#[test]
fn shipped_file_passes_the_check() {
    let tables = Tables::open(calendar_registry_cldr::DATA).unwrap();
    assert_eq!(tables.rows().count(), 766);
}
