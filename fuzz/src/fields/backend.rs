//! A calendar with leap months at changing places, and one whose answers do not hold together.

use calendar_registry::{Backend, DateError, JulianDay, MonthCode, Properties, YearMonthDay};

/// Months of 30 and 29 days in turn for ever, and seven leap months in nineteen years.
pub(super) struct Lunations {
    year_zero: bool,
    leads: bool,
    /// Where in a leap year its leap month is: a step from one year to the next.
    step: u8,
}

const LAST: i32 = 1_999;
const NO_SUCH_YEAR: DateError = DateError::Year {
    first: -LAST,
    last: LAST,
};

impl Lunations {
    pub(super) fn new(seed: u64) -> Self {
        Lunations {
            year_zero: seed & 1 == 1,
            leads: seed & 2 == 2,
            step: u8::try_from(seed >> 8 & 0xff).expect("a byte"),
        }
    }

    fn row(&self, year: i32) -> Result<i64, DateError> {
        match year {
            0 if !self.year_zero => Err(DateError::YearZero),
            year if (-LAST..=LAST).contains(&year) => {
                Ok(i64::from(year) + i64::from(year < 0 && !self.year_zero))
            }
            _ => Err(NO_SUCH_YEAR),
        }
    }

    /// How many months come before a row.
    fn months_before(row: i64) -> i64 {
        (235 * row + 1).div_euclid(19)
    }

    fn months(row: i64) -> i64 {
        Self::months_before(row + 1) - Self::months_before(row)
    }

    fn first_day(month: i64) -> i64 {
        month.div_euclid(2) * 59 + month.rem_euclid(2) * 30 + 2_400_000
    }
}

impl Backend for Lunations {
    fn names(&self) -> Vec<&str> {
        vec!["Lunations"]
    }

    fn properties(&self) -> Properties {
        Properties::lunisolar()
            .month_lengths(29, 30)
            .months(12, 13)
            .year_zero(self.year_zero)
            .leap_month_leads(self.leads)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.days_in_month(Some(date.year), date.month)?;
        if !(1..=last).contains(&date.day) {
            let day = date.day;
            return Err(DateError::Day { day, last });
        }
        let month = Self::months_before(self.row(date.year)?) + i64::from(date.month) - 1;
        Ok(JulianDay::new(
            Self::first_day(month) + i64::from(date.day) - 1,
        ))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let end = i64::from(LAST);
        let begin = if self.year_zero { -end } else { 1 - end };
        let first = Self::first_day(Self::months_before(begin));
        let last = Self::first_day(Self::months_before(end + 1)) - 1;
        if !(first..=last).contains(&day.number()) {
            let [first, last] = [first, last].map(JulianDay::new);
            return Err(DateError::JulianDay { day, first, last });
        }
        let in_two = (day.number() - 2_400_000).rem_euclid(59);
        let month = (day.number() - 2_400_000).div_euclid(59) * 2 + i64::from(in_two >= 30);
        let mut row = month.div_euclid(13).min(month.div_euclid(12));
        while Self::months_before(row + 1) <= month {
            row += 1;
        }
        let place = month - Self::months_before(row) + 1;
        let day = day.number() - Self::first_day(month) + 1;
        let year = row - i64::from(row < 1 && !self.year_zero);
        Ok(YearMonthDay {
            year: i32::try_from(year).expect("a year in range"),
            month: u8::try_from(place).expect("a month"),
            day: u8::try_from(day).expect("a day"),
        })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.row(year).is_ok_and(|row| Self::months(row) == 13)
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let Some(year) = year else {
            return Ok(30);
        };
        let last = self.months_in_year(year)?;
        if !(1..=last).contains(&month) {
            return Err(DateError::Month { month, last });
        }
        let month = Self::months_before(self.row(year)?) + i64::from(month) - 1;
        Ok(if month.rem_euclid(2) == 0 { 30 } else { 29 })
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        let months = Self::months(self.row(year)?);
        Ok(u8::try_from(months).expect("12 or 13"))
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        let row = self.row(year)?;
        let place = (row * i64::from(self.step)).rem_euclid(12) + 2;
        let place = u8::try_from(place).expect("2 to 13");
        Ok(self.is_leap_year(year).then_some(place))
    }
}

/// Any answer to anything, but always the same to the same; no year past some thousands.
pub(super) struct Liar(u64);

impl Liar {
    pub(super) fn new(seed: u64) -> Self {
        Liar(seed)
    }

    /// SplitMix64 of a question.
    fn answer(&self, question: &[i64]) -> u64 {
        question.iter().fold(self.0, |state, part| {
            let mixed = (state ^ part.cast_unsigned()).wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        })
    }

    fn byte(&self, question: &[i64]) -> u8 {
        self.answer(question).to_le_bytes()[0]
    }

    /// Seldom an error; always one for a year far away, so that no walk is long.
    fn refuses(&self, year: i32, question: &[i64]) -> Result<(), DateError> {
        let answer = self.answer(question);
        let code = MonthCode::leap(5).expect("a code");
        match answer >> 8 & 0x3f {
            _ if !(-3_000..=3_000).contains(&year) => Err(NO_SUCH_YEAR),
            0 => Err(DateError::YearZero),
            1 => Err(DateError::MonthCode { code }),
            2 => Err(DateError::Month { month: 0, last: 0 }),
            _ => Ok(()),
        }
    }
}

impl Backend for Liar {
    fn names(&self) -> Vec<&str> {
        vec!["Liar"]
    }

    fn properties(&self) -> Properties {
        let byte = |question| self.byte(&[question]);
        Properties::lunisolar()
            .month_lengths(byte(0), byte(1))
            .months(byte(2) % 14, byte(3) % 14)
            .year_zero(byte(4) % 2 == 0)
            .leap_month_leads(byte(5) % 2 == 0)
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let question = [6, date.year.into(), date.month.into(), date.day.into()];
        self.refuses(date.year, &question)?;
        let answer = self.answer(&question);
        Ok(JulianDay::new(answer.cast_signed() >> (answer % 64)))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let [a, b, c, d, month, day, near, _] = self.answer(&[7, day.number()]).to_le_bytes();
        let year = i32::from_le_bytes([a, b, c, d]) >> (near % 32);
        Ok(YearMonthDay::new(year, month, day))
    }

    fn is_leap_year(&self, year: i32) -> bool {
        self.byte(&[8, year.into()]) % 2 == 0
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let question = [9, year.unwrap_or(i32::MIN).into(), month.into()];
        self.refuses(year.unwrap_or(0), &question)?;
        Ok(self.byte(&question))
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        let question = [10, year.into()];
        self.refuses(year, &question)?;
        Ok(self.byte(&question))
    }

    fn days_in_year(&self, year: i32) -> Result<u16, DateError> {
        let question = [11, year.into()];
        self.refuses(year, &question)?;
        let [a, b, ..] = self.answer(&question).to_le_bytes();
        Ok(u16::from_le_bytes([a, b]))
    }

    fn day_of_year(&self, date: YearMonthDay) -> Result<u16, DateError> {
        self.days_in_year(date.year)
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        let question = [12, year.into()];
        self.refuses(year, &question)?;
        let byte = self.byte(&question);
        Ok((byte % 2 == 0).then_some(byte))
    }

    fn has_month_code(&self, code: MonthCode) -> bool {
        self.byte(&[13, code.number().into()]) % 2 == 0
    }
}
