use std::hint::black_box;

use crate::MonthCode;
use crate::text::cldr::{Row, SUPPLEMENTAL, Tables, TablesError};
use crate::text::symbols::NamedMonth;
use crate::text::{Cldr, Context, Style, Width};
use crate::weekday::Weekday;

/// A file of the tool with `--locales en,fa,zh-Hant-HK`.
static CUT: &[u8] = include_bytes!("../../../../tests/data/text/cut.bin");

/// Calls every read with every row.
fn read_all(tables: &Tables) {
    let months = [1, 5, 6, 13].map(|number| [MonthCode::common(number), MonthCode::leap(number)]);
    let months: Vec<MonthCode> = months.into_iter().flatten().flatten().collect();
    for row in tables.rows().chain([Row(u16::MAX), tables.root()]) {
        let _ = black_box((
            tables.tag(row),
            tables.parent(row),
            tables.row(tables.tag(row)),
        ));
        let _ = black_box((tables.native_numbering(row), tables.minus(row, "arab")));
        let _ = black_box(tables.digits(tables.default_numbering(row)));
        for calendar in Cldr::ALL {
            read_names(tables, row, calendar, &months);
            read_patterns(tables, row, calendar);
        }
    }
    black_box(tables.section(SUPPLEMENTAL));
    for name in tables.numberings() {
        black_box(tables.digits(name));
    }
}

fn read_names(tables: &Tables, row: Row, calendar: Cldr, months: &[MonthCode]) {
    let _ = black_box(tables.calendar_name(row, calendar));
    for context in [Context::Format, Context::Standalone] {
        for width in Width::ALL {
            for code in months {
                let month = NamedMonth {
                    code: *code,
                    in_leap_year: true,
                };
                black_box(tables.month(row, calendar, month, width, context));
            }
            for day in Weekday::ALL {
                black_box(tables.weekday(row, calendar, day, width, context));
            }
            for quarter in 0..6 {
                black_box(tables.quarter(row, calendar, quarter, width, context));
            }
            for code in tables.era_codes(row, calendar) {
                black_box(tables.era(row, calendar, code, width));
            }
        }
    }
    for number in [0, 1, 60, 61, 255] {
        black_box(tables.cyclic_year(row, calendar, number));
    }
    black_box(tables.cyclic_years(row, calendar).count());
    black_box(tables.numeric_leap_month(row, calendar));
}

fn read_patterns(tables: &Tables, row: Row, calendar: Cldr) {
    for style in Style::ALL {
        black_box(tables.style(row, calendar, style));
    }
    black_box(tables.available_formats(row, calendar).count());
    black_box(tables.interval_formats(row, calendar).count());
    black_box(tables.interval_fallback(row, calendar));
}

fn leaked(bytes: Vec<u8>) -> &'static [u8] {
    Vec::leak(bytes)
}

#[test]
fn shipped_file_passes_the_check() {
    let tables = Tables::open(calendar_registry_cldr::DATA).unwrap();
    assert_eq!(tables.rows().count(), 766);
}

#[test]
fn cut_file_has_its_locales_and_their_parents_with_the_same_contents() {
    let cut = Tables::open(CUT).unwrap();
    let tags: Vec<&str> = cut.rows().map(|row| cut.tag(row)).collect();
    assert_eq!(tags, ["en", "fa", "und", "zh-Hant", "zh-Hant-HK"]);
    let all = Tables::compiled();
    for row in cut.rows() {
        let same = all.row(cut.tag(row)).unwrap();
        for calendar in Cldr::ALL {
            assert!(
                cut.available_formats(row, calendar)
                    .eq(all.available_formats(same, calendar))
            );
            assert!(
                cut.interval_formats(row, calendar)
                    .eq(all.interval_formats(same, calendar))
            );
            assert_eq!(
                cut.calendar_name(row, calendar),
                all.calendar_name(same, calendar)
            );
        }
    }
}

#[test]
fn shorter_files_are_rejected() {
    for length in (0..CUT.len()).step_by(61) {
        assert!(Tables::open(&CUT[..length]).is_err(), "{length}");
    }
    assert_eq!(Tables::open(b"").unwrap_err(), TablesError::Format);
    assert_eq!(Tables::open(&CUT[1..]).unwrap_err(), TablesError::Format);
}

#[test]
fn other_formats_are_rejected() {
    let mut file = CUT.to_vec();
    file[8] += 1;
    assert_eq!(Tables::open(leaked(file)).unwrap_err(), TablesError::Format);
}

/// Reads do not panic, whether or not the check has noticed the damage.
#[test]
fn reads_of_damaged_files_do_not_panic() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut rejected = 0;
    for round in 0..40 {
        let mut file = CUT.to_vec();
        // In the head and the offsets damage has the worst consequences.
        let reach = if round % 2 == 0 { 2_000 } else { file.len() };
        for _ in 0..=random() % 4 {
            let at = usize::try_from(random()).unwrap() % reach;
            file[at] = random().to_le_bytes()[0];
        }
        let file = leaked(file);
        rejected += usize::from(Tables::open(file).is_err());
        if let Ok(tables) = Tables::read_head(file) {
            read_all(&tables);
        }
    }
    assert!(rejected > 20, "{rejected}");
}

/// Bytes without any structure, behind a valid head.
#[test]
fn reads_of_garbage_do_not_panic() {
    for byte in (0..=u8::MAX).step_by(3) {
        let mut file = CUT.to_vec();
        file[64..].fill(byte);
        let file = leaked(file);
        assert!(Tables::open(file).is_err());
        if let Ok(tables) = Tables::read_head(file) {
            let rows: Vec<Row> = tables.rows().take(2).collect();
            for row in rows {
                read_names(&tables, row, Cldr::Hebrew, &[]);
                read_patterns(&tables, row, Cldr::Chinese);
            }
        }
    }
}
