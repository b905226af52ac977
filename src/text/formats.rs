//! [`Formats`]: the formatters of a registered calendar, each compiled when it is first used.
//!
//! A formatter belongs to a registration: a replaced calendar has another one, whose formatters are
//! not compiled yet, so nothing is ever invalidated. They are found by the locale and the style with
//! three loads, without a lock, a count or a shared write.
//!
//! Requests choose locales, so memory has to be bounded. A slot is a row of CLDR, not a tag, and a
//! style or one of the first [`SKELETONS`] skeletons. Beyond [`LIMIT`] formatters in the process,
//! each use compiles one for itself.

use super::calendar_text::CalendarText;
use super::cldr::{Row, Tables};
use super::made::Made;
use super::resolved::Resolved;
use super::skeleton::{self, Skeleton};
use super::symbols::Symbols;
use super::{Cldr, FormatterError, Locale, Style};
use crate::calendar::Calendar;
use crate::sync::{Arc, Counter, OnceBox};

/// The largest number of formatters that all calendars of the process keep. One takes about half a
/// kilobyte.
pub(crate) const LIMIT: u64 = 8192;

/// The number of formatters that all calendars of the process keep.
static KEPT: Counter = Counter::new(0);

/// The number of skeletons whose formatters a locale keeps.
const SKELETONS: usize = 12;

/// The rows are in blocks, so that a calendar that is shown in one locale takes little memory.
const BLOCKS: usize = 32;
const ROWS: usize = 32;

/// The text of a calendar, and the formatters that were compiled from it.
pub(crate) struct Formats {
    text: CalendarText,
    /// Whether each locale of the own names is one of CLDR's. Then a locale is shown as its row is.
    rows_suffice: bool,
    blocks: OnceBox<[Block; BLOCKS]>,
}

type Block = OnceBox<[OnceBox<OfLocale>; ROWS]>;

/// The formatters of one locale.
struct OfLocale {
    styles: [OnceBox<Kept<()>>; Style::ALL.len()],
    skeletons: [OnceBox<Kept<Skeleton>>; SKELETONS],
}

/// A formatter that counts, with what it was asked for.
struct Kept<K> {
    key: K,
    made: Made,
}

impl<K> Kept<K> {
    fn new(key: K, made: Made) -> Self {
        KEPT.add(1);
        Kept { key, made }
    }
}

impl<K> Drop for Kept<K> {
    fn drop(&mut self) {
        KEPT.subtract(1);
    }
}

/// A formatter: the registration's, or the caller's own.
#[derive(Debug)]
pub(crate) enum Held<'c> {
    Kept(&'c Made),
    Own(Box<Made>),
}

impl Held<'_> {
    #[inline]
    pub(crate) fn made(&self) -> &Made {
        match self {
            Held::Kept(made) => made,
            Held::Own(made) => made,
        }
    }
}

/// The [`Formats`] of one handle of a calendar, made at the first use. A calendar that brings no names
/// and is not shown takes two words.
pub(crate) struct LazyFormats {
    formats: OnceBox<Arc<Formats>>,
    /// The text that they are made of, if there are none yet. They are then made without a call of
    /// the backend.
    like: Option<Cldr>,
}

impl LazyFormats {
    pub(crate) fn new(text: CalendarText) -> Self {
        let like = text.like;
        let formats = OnceBox::new();
        if text != CalendarText::of_cldr(like) {
            formats.set(Arc::new(Formats::new(text)));
        }
        LazyFormats { formats, like }
    }

    #[inline]
    pub(crate) fn get(&self) -> &Formats {
        self.formats.get().unwrap_or_else(|| {
            let text = CalendarText::of_cldr(self.like);
            self.formats.set(Arc::new(Formats::new(text))).0
        })
    }
}

/// Shares the formatters, if there are any yet.
impl Clone for LazyFormats {
    fn clone(&self) -> Self {
        let formats = OnceBox::new();
        if let Some(shared) = self.formats.get() {
            formats.set(Arc::clone(shared));
        }
        LazyFormats {
            formats,
            like: self.like,
        }
    }
}

/// Returns the number of formatters that all calendars of the process keep.
pub(crate) fn kept() -> u64 {
    KEPT.get()
}

impl Formats {
    pub(crate) fn new(text: CalendarText) -> Self {
        let tables = Tables::compiled();
        let is_row = |tag: &str| tables.row(tag).is_some();
        let rows_suffice = text.locales.iter().all(|(tag, _)| is_row(tag));
        Formats {
            text,
            rows_suffice,
            blocks: OnceBox::new(),
        }
    }

    pub(crate) fn text(&self) -> &CalendarText {
        &self.text
    }

    /// Returns the formatter of a style.
    #[inline]
    pub(crate) fn style<'c>(
        &'c self,
        calendar: &Calendar,
        locale: &Locale,
        style: Style,
    ) -> Result<Held<'c>, FormatterError> {
        let row = self.row_of(locale);
        let slot = row.and_then(|row| self.slots(row)?.styles.get(style as usize));
        match slot.and_then(OnceBox::get) {
            Some(kept) => Ok(Held::Kept(&kept.made)),
            None => self.compile_style(calendar, locale, style),
        }
    }

    #[cold]
    fn compile_style<'c>(
        &'c self,
        calendar: &Calendar,
        locale: &Locale,
        style: Style,
    ) -> Result<Held<'c>, FormatterError> {
        let symbols = Resolved::new(&self.text, calendar.front(), locale);
        let made = Made::new(&symbols.style(style), &symbols, calendar)?;
        let row = self.row_of(locale).filter(|_| can_keep(&made));
        let slots = row.and_then(|row| self.make_slots(row));
        Ok(
            match slots.and_then(|slots| slots.styles.get(style as usize)) {
                Some(slot) => Held::Kept(&slot.set(Kept::new((), made)).0.made),
                None => Held::Own(Box::new(made)),
            },
        )
    }

    /// Returns the formatter of a skeleton.
    pub(crate) fn skeleton<'c>(
        &'c self,
        calendar: &Calendar,
        locale: &Locale,
        skeleton: &Skeleton,
    ) -> Result<Held<'c>, FormatterError> {
        let slots = self.row_of(locale).and_then(|row| self.slots(row));
        let slots = slots.map_or(&[][..], |slots| &slots.skeletons);
        let mut kept = slots.iter().map_while(OnceBox::get);
        if let Some(kept) = kept.find(|kept| kept.key == *skeleton) {
            return Ok(Held::Kept(&kept.made));
        }
        let symbols = Resolved::new(&self.text, calendar.front(), locale);
        let found = skeleton::resolve(skeleton, &symbols);
        let made = Made::new(&found, &symbols, calendar)?;
        let row = self.row_of(locale).filter(|_| can_keep(&made));
        let Some(slots) = row.and_then(|row| self.make_slots(row)) else {
            return Ok(Held::Own(Box::new(made)));
        };
        let Some(free) = slots.skeletons.iter().find(|slot| slot.get().is_none()) else {
            return Ok(Held::Own(Box::new(made)));
        };
        let (kept, is_set) = free.set(Kept::new(*skeleton, made));
        if is_set || kept.key == *skeleton {
            return Ok(Held::Kept(&kept.made));
        }
        // Another thread took the slot for another skeleton. The next call finds one.
        let made = Made::new(&found, &symbols, calendar)?;
        Ok(Held::Own(Box::new(made)))
    }

    /// Returns the row whose formatters suit a locale; `None` if its formatters cannot be kept: the
    /// locale has other digits than its row, or names that its row does not have.
    #[inline]
    fn row_of(&self, locale: &Locale) -> Option<Row> {
        let is_plain = locale.has_default_digits();
        let suits = is_plain && (self.rows_suffice || !self.has_own_names(locale));
        suits.then(|| locale.row())
    }

    /// Returns whether there are names for a locale that is not one of CLDR's.
    #[cold]
    fn has_own_names(&self, locale: &Locale) -> bool {
        let tag = locale.to_string();
        let tag = tag.split_once("-u-").map_or(tag.as_str(), |(tag, _)| tag);
        let of = |tag| self.text.of(tag).is_some() && Tables::compiled().row(tag).is_none();
        of(tag) || of(locale.language())
    }

    #[inline]
    fn slots(&self, row: Row) -> Option<&OfLocale> {
        let (block, row) = place(row);
        let block = self.blocks.get()?.get(block)?.get()?;
        block.get(row)?.get()
    }

    /// Returns the slots of a locale, after making them. `None` beyond [`LIMIT`].
    fn make_slots(&self, row: Row) -> Option<&OfLocale> {
        if KEPT.get() >= LIMIT {
            return None;
        }
        let (block, row) = place(row);
        let blocks = make(&self.blocks, || core::array::from_fn(|_| OnceBox::new()));
        let block = blocks.get(block)?;
        let block = make(block, || core::array::from_fn(|_| OnceBox::new()));
        Some(make(block.get(row)?, || OfLocale {
            styles: core::array::from_fn(|_| OnceBox::new()),
            skeletons: core::array::from_fn(|_| OnceBox::new()),
        }))
    }
}

/// Returns the value of a place, after making it if there is none.
fn make<T>(place: &OnceBox<T>, value: impl FnOnce() -> T) -> &T {
    place.get().unwrap_or_else(|| place.set(value()).0)
}

/// Returns whether a formatter suits each locale of a row. The week of a locale depends on its
/// region, which a row can lack.
fn can_keep(made: &Made) -> bool {
    !made.compiled().depends_on_region()
}

fn place(row: Row) -> (usize, usize) {
    let row = row.number();
    (row / ROWS, row % ROWS)
}
