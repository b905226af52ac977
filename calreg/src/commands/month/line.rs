//! [`Line`]: a line of text that knows how many columns of a terminal it takes.

use unicode_width::UnicodeWidthStr;

use super::mark::Mark;

/// A line under construction.
#[derive(Clone, Default, Debug)]
pub(super) struct Line {
    text: String,
    width: usize,
}

/// Returns the number of columns that a text takes in a terminal.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

impl Line {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.width = self.width.saturating_add(width(text));
    }

    /// Adds spaces up to this number of columns.
    pub(super) fn pad_to(&mut self, columns: usize) {
        for _ in self.width..columns {
            self.push(" ");
        }
    }

    /// Adds a text at the right end of this number of columns.
    pub(super) fn push_right(&mut self, text: &str, columns: usize) {
        let before = columns.saturating_sub(width(text));
        self.pad_to(self.width.saturating_add(before));
        self.push(text);
    }

    /// Adds a text in the middle of a line of this number of columns.
    pub(super) fn centred(text: &str, columns: usize) -> Self {
        let mut line = Line::default();
        let before = columns.saturating_sub(width(text)).div_euclid(2);
        line.pad_to(before);
        line.push(text);
        line
    }

    /// Adds the cells of a week, each in this number of columns with a space before it, and a space
    /// at the end. The brackets of a marked cell replace the spaces around it.
    pub(super) fn push_cells<'c>(
        &mut self,
        cells: impl IntoIterator<Item = (&'c str, bool)>,
        columns: usize,
        mark: Mark,
    ) {
        let mut gap = " ";
        for (text, is_marked) in cells {
            let brackets = is_marked && mark == Mark::Brackets;
            self.push(if brackets { "[" } else { gap });
            if is_marked && mark == Mark::Reverse {
                // The escape sequences take no column.
                self.text.push_str("\u{1b}[7m");
                self.push_right(text, columns);
                self.text.push_str("\u{1b}[0m");
            } else {
                self.push_right(text, columns);
            }
            gap = if brackets { "]" } else { " " };
        }
        self.push(gap);
    }

    pub(super) fn append(&mut self, other: &Line) {
        self.text.push_str(&other.text);
        self.width = self.width.saturating_add(other.width);
    }

    /// Returns the text without spaces at the end.
    pub(super) fn trimmed(&self) -> &str {
        self.text.trim_end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_wide_and_combining_characters_are_counted() {
        let mut line = Line::default();
        line.push_right("日", 4);
        line.push_right("١٢", 3);
        line.push_right("מ\u{5b8}", 2);
        assert_eq!(line.trimmed(), "  日 ١٢ מ\u{5b8}");
        assert_eq!(line.width, 9);
        line.pad_to(12);
        line.push("|");
        assert!(line.trimmed().ends_with("   |"));
        assert_eq!(Line::centred("五月", 9).trimmed(), "  五月");
        assert_eq!(Line::centred("longer", 3).trimmed(), "longer");
    }

    #[test]
    fn mark_does_not_move_other_cells() {
        let row = |marked: usize, mark| {
            let cells = ["1", "12", "日"].into_iter().enumerate();
            let cells = cells.map(|(at, text)| (text, at == marked));
            let mut line = Line::default();
            line.push_cells(cells, 2, mark);
            assert_eq!(line.width, 10);
            line.text
        };
        assert_eq!(row(3, Mark::Brackets), "  1 12 日 ");
        assert_eq!(row(0, Mark::Brackets), "[ 1]12 日 ");
        assert_eq!(row(1, Mark::Brackets), "  1[12]日 ");
        assert_eq!(row(2, Mark::Brackets), "  1 12[日]");
        assert_eq!(row(1, Mark::Reverse), "  1 \u{1b}[7m12\u{1b}[0m 日 ");
    }
}
