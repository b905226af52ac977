//! [`Field`] and [`kind`]: the fields of dates, and how near two forms of one field are.

/// The number of fields.
pub(super) const FIELDS: usize = 10;

/// A field of a date, in the order of UTS 35's skeletons.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Field {
    Era,
    Year,
    Quarter,
    Month,
    Week,
    WeekOfMonth,
    Weekday,
    Day,
    DayOfYear,
    NthWeekday,
}

impl Field {
    pub(crate) const ALL: [Field; FIELDS] = [
        Field::Era,
        Field::Year,
        Field::Quarter,
        Field::Month,
        Field::Week,
        Field::WeekOfMonth,
        Field::Weekday,
        Field::Day,
        Field::DayOfYear,
        Field::NthWeekday,
    ];

    /// Returns the field of a pattern letter.
    pub(crate) const fn of(letter: u8) -> Option<Self> {
        Some(match letter {
            b'G' => Field::Era,
            b'y' | b'Y' | b'u' | b'U' | b'r' => Field::Year,
            b'Q' | b'q' => Field::Quarter,
            b'M' | b'L' => Field::Month,
            b'w' => Field::Week,
            b'W' => Field::WeekOfMonth,
            b'E' | b'c' | b'e' => Field::Weekday,
            b'd' | b'g' => Field::Day,
            b'D' => Field::DayOfYear,
            b'F' => Field::NthWeekday,
            _ => return None,
        })
    }

    pub(super) const fn index(self) -> usize {
        match self {
            Field::Era => 0,
            Field::Year => 1,
            Field::Quarter => 2,
            Field::Month => 3,
            Field::Week => 4,
            Field::WeekOfMonth => 5,
            Field::Weekday => 6,
            Field::Day => 7,
            Field::DayOfYear => 8,
            Field::NthWeekday => 9,
        }
    }
}

/// Returns the largest number of these letters in a field.
pub(super) const fn longest(letter: u8) -> u8 {
    match letter {
        b'G' | b'U' | b'Q' | b'q' | b'M' | b'L' => 5,
        b'y' | b'Y' | b'u' | b'r' | b'g' => 9,
        b'E' | b'c' | b'e' => 6,
        b'D' => 3,
        b'W' | b'F' => 1,
        _ => 2,
    }
}

/// Returns a number for the form of a field: positive for digits, negative for names. The distance
/// of two numbers says how different two forms of one field are: `MMM` is nearer to `MMMM` than to
/// `LLL`, and names are far from digits.
pub(super) const fn kind(letter: u8, width: u8) -> i32 {
    let other_letter = match letter {
        b'Y' | b'q' | b'L' | b'e' | b'g' => 0x10,
        b'u' | b'c' => 0x20,
        b'r' => 0x30,
        _ => 0,
    };
    let always_name = matches!(letter, b'G' | b'U' | b'E');
    let can_be_name = always_name || matches!(letter, b'Q' | b'q' | b'M' | b'L' | b'c' | b'e');
    let form = match width {
        3 if can_be_name => 0x103,
        0..=2 if always_name => 0x103,
        4 if can_be_name => 0x104,
        5 if can_be_name => 0x101,
        6 if can_be_name => 0x102,
        digits => {
            return 0x100_i32
                .saturating_add(other_letter)
                .saturating_add(digits as i32);
        }
    };
    0_i32.saturating_sub(form).saturating_sub(other_letter)
}
