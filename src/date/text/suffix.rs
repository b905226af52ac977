//! The text after a date: a time, a UTC offset, and the annotations of RFC 9557.
//!
//! A calendar date needs none of the time, so it is only checked.

use super::cursor::{Cursor, Malformed};
use super::error::ParseDateError;

/// The key of the annotation that names a calendar.
const CALENDAR: &str = "u-ca";
/// The time zones without an offset that need no database.
const UTC_ZONES: [&str; 2] = ["UTC", "Etc/UTC"];

/// The last second of a minute in a time, which can be a leap second, and in an offset.
const TIME_SECOND: Option<u8> = Some(60);
const OFFSET_SECOND: Option<u8> = Some(59);
/// The offset of a time zone has no seconds.
const NO_SECOND: Option<u8> = None;

/// How far a time is from UTC.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offset {
    /// `Z`: the time is UTC, and the local offset is unknown.
    Unknown,
    /// A number of seconds, and whether a fraction of a second follows that is not 0.
    Known { seconds: i32, fraction: bool },
}

/// Reads everything after the date. Returns the name of the calendar, if there is one.
pub(super) fn read<'t>(cursor: &mut Cursor<'t>) -> Result<Option<&'t str>, ParseDateError> {
    let offset = time(cursor)?;
    time_zone(cursor, offset)?;
    let calendar = tags(cursor)?;
    cursor.expect_end()?;
    if offset == Some(Offset::Unknown) {
        return Err(ParseDateError::Utc);
    }
    Ok(calendar)
}

/// Reads a time, if there is one. Returns its offset.
fn time(cursor: &mut Cursor<'_>) -> Result<Option<Offset>, Malformed> {
    if !(cursor.take(b'T') || cursor.take(b't') || cursor.take(b' ')) {
        return Ok(None);
    }
    clock(cursor, TIME_SECOND)?;
    if cursor.take(b'Z') || cursor.take(b'z') {
        return Ok(Some(Offset::Unknown));
    }
    let minus = cursor.sign();
    minus
        .map(|minus| offset(cursor, minus, OFFSET_SECOND))
        .transpose()
}

/// Reads the time of an offset after its sign.
fn offset(cursor: &mut Cursor<'_>, minus: bool, last: Option<u8>) -> Result<Offset, Malformed> {
    let (seconds, fraction) = clock(cursor, last)?;
    let seconds = if minus {
        seconds.saturating_neg()
    } else {
        seconds
    };
    Ok(Offset::Known { seconds, fraction })
}

/// Reads hours, minutes, and seconds up to `last_second`. The smaller units can be missing. Returns
/// the seconds of all units, and whether a fraction follows that is not 0.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the sum is at most a day of seconds"
)]
fn clock(cursor: &mut Cursor<'_>, last_second: Option<u8>) -> Result<(i32, bool), Malformed> {
    let hours = cursor.at_most(23)?;
    // Colons are between all units or between none.
    let separated = cursor.peek() == Some(b':');
    let minutes = next_unit(cursor, separated, 59)?;
    let seconds = match (minutes, last_second) {
        (Some(_), Some(last)) => next_unit(cursor, separated, last)?,
        _ => None,
    };
    let fraction = seconds.is_some() && fraction(cursor)?;
    // A missing unit is 0.
    let [minutes, seconds] = [minutes, seconds].map(|unit| i32::from(unit.unwrap_or(0)));
    Ok((i32::from(hours) * 3600 + minutes * 60 + seconds, fraction))
}

/// Reads a unit of two digits after a larger unit, if there is one.
fn next_unit(cursor: &mut Cursor<'_>, separated: bool, last: u8) -> Result<Option<u8>, Malformed> {
    let given = if separated {
        cursor.take(b':')
    } else {
        cursor.peek().is_some_and(|byte| byte.is_ascii_digit())
    };
    given.then(|| cursor.at_most(last)).transpose()
}

/// Reads a fraction of one to nine digits, if there is one. Returns whether it is not 0.
fn fraction(cursor: &mut Cursor<'_>) -> Result<bool, Malformed> {
    if !(cursor.take(b'.') || cursor.take(b',')) {
        return Ok(false);
    }
    let start = *cursor;
    let digits = cursor.digits();
    if !(1..=9).contains(&digits.len()) {
        return Err(start.malformed());
    }
    Ok(digits.bytes().any(|digit| digit != b'0'))
}

/// Reads the annotation of a time zone, if there is one.
///
/// A critical time zone must agree with the offset (RFC 9557, section 3.4). Without an offset
/// there is nothing to compare. The time zone database is not available here, so a critical name
/// other than UTC is an error beside an offset.
fn time_zone(cursor: &mut Cursor<'_>, time: Option<Offset>) -> Result<(), ParseDateError> {
    let mut ahead = *cursor;
    if !ahead.take(b'[') {
        return Ok(());
    }
    let critical = ahead.take(b'!');
    let mut key = ahead;
    key.run(is_key);
    if key.peek() == Some(b'=') {
        return Ok(());
    }
    *cursor = ahead;
    let zone = zone(cursor)?;
    cursor.expect(b']')?;
    let checked = matches!(time, None | Some(Offset::Unknown)) || zone == time;
    if critical && !checked {
        return Err(ParseDateError::TimeZone);
    }
    Ok(())
}

/// Reads a time zone: an offset in minutes, or a name. Returns its offset, if it is known.
fn zone(cursor: &mut Cursor<'_>) -> Result<Option<Offset>, Malformed> {
    if let Some(minus) = cursor.sign() {
        return offset(cursor, minus, NO_SECOND).map(Some);
    }
    let start = *cursor;
    let name = cursor.run(|next| next.is_ascii_alphanumeric() || "._-+/".contains(next));
    if !name.split('/').all(is_zone_part) {
        return Err(start.malformed());
    }
    let utc = UTC_ZONES.iter().any(|zone| zone.eq_ignore_ascii_case(name));
    Ok(utc.then_some(Offset::Known {
        seconds: 0,
        fraction: false,
    }))
}

/// Returns whether this is a part of a time zone's name, given that its characters are.
fn is_zone_part(part: &str) -> bool {
    let starts = |first: char| first.is_ascii_alphabetic() || "._".contains(first);
    part.starts_with(starts) && part != "." && part != ".."
}

/// Reads the annotations with keys. Returns the value of the first calendar.
///
/// Several calendars are an error if any of them is critical, even if they are the same one, as in
/// ECMAScript's Temporal.
fn tags<'t>(cursor: &mut Cursor<'t>) -> Result<Option<&'t str>, ParseDateError> {
    let mut calendar = None;
    let mut critical_calendar = false;
    while cursor.take(b'[') {
        let critical = cursor.take(b'!');
        let (key, value) = tag(cursor)?;
        if key.starts_with('_') {
            return Err(ParseDateError::Experimental);
        }
        if key != CALENDAR {
            if critical {
                return Err(ParseDateError::Critical);
            }
            continue;
        }
        critical_calendar |= critical;
        if calendar.is_some() && critical_calendar {
            return Err(ParseDateError::Critical);
        }
        calendar = calendar.or(Some(value));
    }
    Ok(calendar)
}

/// Reads `key=value]`.
fn tag<'t>(cursor: &mut Cursor<'t>) -> Result<(&'t str, &'t str), Malformed> {
    let start = *cursor;
    let key = cursor.run(is_key);
    if !key.starts_with(|first: char| first.is_ascii_lowercase() || first == '_') {
        return Err(start.malformed());
    }
    cursor.expect(b'=')?;
    let start = *cursor;
    let value = cursor.run(|next| next.is_ascii_alphanumeric() || next == '-');
    if value.split('-').any(str::is_empty) {
        return Err(start.malformed());
    }
    cursor.expect(b']')?;
    Ok((key, value))
}

/// Returns whether a key of an annotation can have this character.
fn is_key(next: char) -> bool {
    next.is_ascii_lowercase() || next.is_ascii_digit() || "_-".contains(next)
}
