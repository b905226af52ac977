//! Pages side by side.

use super::View;
use super::line::{Line, width};
use super::mark::Mark;
use super::page::{Page, Week};

/// The number of pages side by side.
const ACROSS: usize = 3;
/// The number of columns between two pages.
const BETWEEN: usize = 2;
/// RIGHT-TO-LEFT MARK: a terminal that supports right-to-left text then begins every line at the
/// right, also those that have only digits. It takes no column.
const RIGHT_TO_LEFT: &str = "\u{200f}";

/// The numbers of columns that all pages have in common.
struct Columns {
    /// Of a day.
    cell: usize,
    /// Of the number of a week; 0 without numbers.
    week: usize,
    /// Of a page.
    page: usize,
}

/// Renders pages under a heading, up to three in a row.
pub(super) fn render(
    view: &View<'_>,
    heading: Option<String>,
    pages: &[Page],
    mark: Mark,
) -> String {
    let columns = Columns::of(view, pages);
    let across = pages.len().min(ACROSS);
    let mut lines = Vec::new();
    if let Some(heading) = heading {
        let gaps = across.saturating_sub(1).saturating_mul(BETWEEN);
        let all = columns.page.saturating_mul(across).saturating_add(gaps);
        lines.push(Line::centred(&heading, all));
    }
    for (number, row) in pages.chunks(ACROSS).enumerate() {
        if number > 0 {
            lines.push(Line::default());
        }
        let row: Vec<_> = row.iter().map(|page| columns.lines(page, mark)).collect();
        lines.extend(columns.side_by_side(&row));
    }
    let begin = if view.locale.is_right_to_left() {
        RIGHT_TO_LEFT
    } else {
        ""
    };
    let lines = lines.iter().map(|line| match line.trimmed() {
        "" => "\n".to_owned(),
        text => format!("{begin}{text}\n"),
    });
    lines.collect()
}

impl Columns {
    fn of(view: &View<'_>, pages: &[Page]) -> Self {
        let cell = pages.iter().map(Page::cell_width).max().unwrap_or(2).max(2);
        let week = if view.week_numbers { 3 } else { 0 };
        // Seven days with a space before each, and one at the end.
        let days = cell.saturating_add(1).saturating_mul(7).saturating_add(1);
        let titles = pages.iter().flat_map(|page| &page.titles);
        let title = titles.map(|title| width(title)).max().unwrap_or_default();
        let page = days.saturating_add(week).max(title);
        Columns { cell, week, page }
    }

    /// Returns the lines of a page.
    fn lines(&self, page: &Page, mark: Mark) -> Vec<Line> {
        let titles = page.titles.iter();
        let mut lines: Vec<_> = titles
            .map(|title| Line::centred(title, self.page))
            .collect();
        let weekdays = page.weekdays.iter().map(|name| (name.as_str(), false));
        let mut header = Line::default();
        header.pad_to(self.week);
        header.push_cells(weekdays, self.cell, mark);
        lines.push(header);
        lines.extend(page.weeks.iter().map(|week| self.week(week, mark)));
        lines
    }

    fn week(&self, week: &Week, mark: Mark) -> Line {
        let mut line = Line::default();
        line.push_right(&week.number, self.week);
        let days = week.days.iter();
        let cells = days.map(|day| (day.text.as_str(), day.is_today));
        line.push_cells(cells, self.cell, mark);
        line
    }

    /// Joins the lines of pages.
    fn side_by_side(&self, pages: &[Vec<Line>]) -> Vec<Line> {
        let height = pages.iter().map(Vec::len).max().unwrap_or_default();
        let joined = (0..height).map(|number| {
            let mut joined = Line::default();
            for (place, page) in pages.iter().enumerate() {
                let begin = self.page.saturating_add(BETWEEN).saturating_mul(place);
                joined.pad_to(begin);
                if let Some(line) = page.get(number) {
                    joined.append(line);
                }
            }
            joined
        });
        joined.collect()
    }
}
