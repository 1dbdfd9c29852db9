//! Reads documents and compares them with the expected text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::{Problem, files, visible};

/// The longest part of a line in a diff.
const LONGEST_LINE: usize = 200;

/// A document that differs from the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// The path.
    pub path: PathBuf,
    /// The text of the file; `None` if it is missing.
    pub found: Option<String>,
    /// The expected text; `None` if the file is a page about something that is gone, and must be removed.
    pub wanted: Option<String>,
}

impl Drift {
    /// The message of the drift.
    pub fn message(&self) -> String {
        let path = self.path.display().to_string();
        let path = visible(&path);
        match (&self.found, &self.wanted) {
            (_, None) => format!("`{path}` is about nothing in the catalogue any more"),
            (Some(_), _) => format!("`{path}` differs from the catalogue"),
            (None, _) => format!("`{path}` is missing"),
        }
    }

    /// A unified diff of at most `limit` lines, long lines truncated. For HTML, which is unreadable as a diff, only the
    /// number of changed lines. Empty if the file is missing or must be removed.
    pub fn diff(&self, limit: usize) -> String {
        let (Some(found), Some(wanted)) = (&self.found, &self.wanted) else { return String::new() };
        let diff = TextDiff::configure()
            // Large and very different files would take a minute.
            .timeout(Duration::from_millis(500))
            .diff_lines(found.as_str(), wanted.as_str());
        if self.path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html")) {
            let changed = |tag: ChangeTag| {
                let count = diff.iter_all_changes().filter(|change| change.tag() == tag).count();
                if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
            };
            let (removed, added) = (changed(ChangeTag::Delete), changed(ChangeTag::Insert));
            return format!("{removed} removed and {added} added (HTML, not shown)\n");
        }
        let path = self.path.display().to_string();
        let diff = diff
            .unified_diff()
            .context_radius(2)
            .header(&path, &format!("{path} (expected)"))
            .to_string();
        let lines: Vec<_> = diff.lines().map(visible).collect();
        let mut text = String::new();
        for line in lines.iter().take(limit) {
            match line.char_indices().nth(LONGEST_LINE) {
                Some((end, _)) => {
                    text.push_str(line.get(..end).unwrap_or_default());
                    text.push('…');
                }
                None => text.push_str(line),
            }
            text.push('\n');
        }
        if lines.len() > limit {
            let _ = writeln!(text, "… and {} more lines", lines.len() - limit);
        }
        text
    }
}

/// Compares a file with the expected text.
pub(super) fn drift(path: &Path, wanted: String) -> Result<Option<Drift>, Problem> {
    let found = read(path)?;
    if found.as_deref() == Some(wanted.as_str()) {
        return Ok(None);
    }
    Ok(Some(Drift { path: path.to_owned(), found, wanted: Some(wanted) }))
}

/// The text of a file; `None` if it is missing.
pub(super) fn read(path: &Path) -> Result<Option<String>, Problem> {
    match files::read(path) {
        Ok(bytes) => {
            // git may check a document out with other line ends.
            let text = String::from_utf8_lossy(&bytes);
            let text =
                if text.contains('\r') { text.replace("\r\n", "\n") } else { text.into_owned() };
            Ok(Some(text))
        }
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error.problem(path)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn other_line_ends_are_no_drift() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::write(&path, "one\r\ntwo\r\n").unwrap();
        assert_eq!(drift(&path, "one\ntwo\n".to_owned()), Ok(None));
    }

    #[test]
    fn long_lines_are_truncated_and_html_is_counted() {
        let long = |word: &str| format!("{}{word}\nsame\n", "x".repeat(1000));
        let drift = |path: &str| Drift {
            path: path.into(),
            found: Some(long("old")),
            wanted: Some(long("new")),
        };
        let diff = drift("a.json").diff(10);
        assert!(diff.lines().all(|line| line.chars().count() <= 201), "{diff}");
        let diff = drift("site/index.html").diff(10);
        assert_eq!(diff, "1 line removed and 1 line added (HTML, not shown)\n");
        let missing = Drift { found: None, ..drift("a.md") };
        assert_eq!(
            (missing.message(), missing.diff(10)),
            ("`a.md` is missing".into(), String::new())
        );
    }

    #[test]
    fn a_long_diff_is_truncated() {
        let lines = |word: &str| format!("{word}\n").repeat(100);
        let drift =
            Drift { path: "x.md".into(), found: Some(lines("old")), wanted: Some(lines("new")) };
        let diff = drift.diff(10);
        assert!(diff.starts_with("--- x.md\n+++ x.md (expected)\n"), "{diff}");
        assert_eq!(diff.lines().count(), 11);
        assert!(diff.ends_with("more lines\n"), "{diff}");
    }
}
