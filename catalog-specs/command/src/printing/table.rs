//! Tables whose columns align in every script.

use super::{Style, cut, width};

/// Rows of cells under a heading.
pub(crate) struct Table {
    heading: Vec<&'static str>,
    /// The columns to drop, in this order, if the last one gets too narrow.
    spare: &'static [&'static str],
    rows: Vec<Vec<(String, Style)>>,
}

const GAP: usize = 2;
/// The narrowest width of the last column.
const READABLE: usize = 30;

impl Table {
    pub(crate) fn new(heading: &[&'static str]) -> Self {
        Self { heading: heading.to_vec(), spare: &[], rows: Vec::new() }
    }

    /// Sets the columns to drop on a narrow terminal.
    pub(crate) fn spare(self, spare: &'static [&'static str]) -> Self {
        Self { spare, ..self }
    }

    pub(crate) fn row(&mut self, cells: Vec<(String, Style)>) {
        self.rows.push(cells);
    }

    /// Renders the lines, without empty columns. The last column gets the remaining width; without
    /// `columns` it is unlimited.
    pub(crate) fn text(&self, columns: Option<usize>) -> String {
        let visible = self.visible_columns(columns.unwrap_or(usize::MAX));
        let widths: Vec<_> = visible.iter().map(|column| self.widest(*column)).collect();
        let before_last: usize = widths.iter().rev().skip(1).map(|width| width + GAP).sum();
        let room = columns.map(|columns| columns.saturating_sub(before_last).max(12));
        let heading =
            self.heading.iter().map(|word| ((*word).to_owned(), Style::HEADING)).collect();
        let mut text = String::new();
        for row in std::iter::once(&heading).chain(&self.rows) {
            let mut line = String::new();
            let mut owed = 0;
            for (at, (column, widest)) in visible.iter().zip(&widths).enumerate() {
                let Some((cell, style)) = row.get(*column) else { continue };
                let is_last = at + 1 == visible.len();
                let cell = cut(cell, if is_last { room.unwrap_or(usize::MAX) } else { usize::MAX });
                if !cell.is_empty() {
                    line.push_str(&" ".repeat(owed));
                    line.push_str(&style.paint(&cell));
                    owed = 0;
                }
                owed += (widest + GAP).saturating_sub(width(&cell));
            }
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// The columns that have text and fit.
    fn visible_columns(&self, columns: usize) -> Vec<usize> {
        let has_text = |column: &usize| {
            self.rows.iter().any(|row| row.get(*column).is_some_and(|(cell, _)| !cell.is_empty()))
        };
        let mut visible: Vec<_> = (0..self.heading.len()).filter(has_text).collect();
        for spare in self.spare {
            let before_last = visible.iter().rev().skip(1).map(|column| self.widest(*column) + GAP);
            if columns.saturating_sub(before_last.sum()) >= READABLE {
                break;
            }
            visible.retain(|column| self.heading.get(*column) != Some(spare));
        }
        visible
    }

    fn widest(&self, column: usize) -> usize {
        let heading = self.heading.get(column).map(|word| width(word));
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let cells = cells.map(|(cell, _)| width(&super::visible(cell)));
        cells.chain(heading).max().unwrap_or_default()
    }
}

/// Aligned names and values, without the empty ones.
pub(crate) fn facts(facts: &[(&str, String)]) -> String {
    let known = || facts.iter().filter(|(_, value)| !value.is_empty());
    let widest = known().map(|(name, _)| width(name)).max().unwrap_or_default();
    known()
        .map(|(name, value)| {
            let gap = " ".repeat(widest - width(name) + GAP);
            format!("  {}{gap}{value}\n", Style::FAINT.paint(name))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_to_the_last() {
        let mut table = Table::new(&["A", "B", "C", "TEXT"]).spare(&["C", "B"]);
        let cell = |text: &str| (text.to_owned(), Style::PLAIN);
        table.row(vec![cell("code"), cell("22222"), cell("33333"), cell("a text")]);
        let heading = |columns: usize| {
            let text = table.text(Some(columns));
            anstream::adapter::strip_str(&text).to_string().lines().next().map(ToOwned::to_owned)
        };
        assert_eq!(heading(50).as_deref(), Some("A     B      C      TEXT"));
        assert_eq!(heading(49).as_deref(), Some("A     B      TEXT"));
        assert_eq!(heading(42).as_deref(), Some("A     TEXT"));
    }

    #[test]
    fn columns_are_aligned_in_every_script() {
        let mut table = Table::new(&["A", "EMPTY", "C", "D"]);
        let cell = |text: &str| (text.to_owned(), Style::PLAIN);
        table.row(vec![cell("日本"), cell(""), cell("x"), cell("a long text")]);
        table.row(vec![cell("y"), cell(""), cell(""), cell("z")]);
        let text = anstream::adapter::strip_str(&table.text(Some(21))).to_string();
        assert_eq!(text, "A     C  D\n日本  x  a long text\ny        z\n");
        let text = anstream::adapter::strip_str(&table.text(Some(1))).to_string();
        assert_eq!(text, "A     C  D\n日本  x  a long text\ny        z\n");
    }
}
