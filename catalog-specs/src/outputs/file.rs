//! Reads documents and compares them with the expected text.

use std::borrow::Cow;
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
    let found = read_bytes(path)?;
    // Bytes are compared: a text has replaced those that are not UTF-8.
    let is_equal = |found: &[u8]| {
        found == wanted.as_bytes() || with_line_ends(found) == with_line_ends(wanted.as_bytes())
    };
    if found.as_deref().is_some_and(is_equal) {
        return Ok(None);
    }
    let found = found.map(|bytes| shown_text(&bytes));
    Ok(Some(Drift { path: path.to_owned(), found, wanted: Some(wanted) }))
}

/// The text of a file; `None` if it is missing. Bytes that are not UTF-8 are replaced.
pub(super) fn read(path: &Path) -> Result<Option<String>, Problem> {
    Ok(read_bytes(path)?.map(|bytes| shown_text(&bytes)))
}

/// The text of a file that must be UTF-8; `None` if it is missing.
pub(super) fn read_utf_8(path: &Path) -> Result<Option<String>, Problem> {
    let Some(bytes) = read_bytes(path)? else { return Ok(None) };
    match String::from_utf8(with_line_ends(&bytes).into_owned()) {
        Ok(text) => Ok(Some(text)),
        Err(_) => {
            let message = format!("`{}` is not UTF-8", path.display());
            Err(Problem::without_place(message, "restore it from version control"))
        }
    }
}

fn read_bytes(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match files::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error.problem(path)),
    }
}

fn shown_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&with_line_ends(bytes)).into_owned()
}

/// The bytes with the line ends that are written: git may check a file out with others.
fn with_line_ends(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let is_kept = |(at, byte): &(usize, &u8)| **byte != b'\r' || bytes.get(at + 1) != Some(&b'\n');
    Cow::Owned(bytes.iter().enumerate().filter(is_kept).map(|(_, byte)| *byte).collect())
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
        // A text of the catalogue may have them too.
        assert_eq!(drift(&path, "one\r\ntwo\n".to_owned()), Ok(None));
        for other in ["one\rtwo\n", "one\r\ntwo\r", "one\n\ntwo\n", "one\r\r\ntwo\n"] {
            assert!(drift(&path, other.to_owned()).unwrap().is_some(), "{other:?}");
        }
    }

    /// A byte that is not UTF-8 is shown as U+FFFD, which a text may have as well.
    #[test]
    fn a_replaced_byte_is_no_character() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::write(&path, b"a \xff\n").unwrap();
        assert!(drift(&path, "a \u{fffd}\n".to_owned()).unwrap().is_some());
        assert!(read_utf_8(&path).unwrap_err().message.contains("is not UTF-8"));
        fs::write(&path, "a \u{fffd}\r\n").unwrap();
        assert_eq!(drift(&path, "a \u{fffd}\n".to_owned()), Ok(None));
        assert_eq!(read_utf_8(&path).unwrap().unwrap(), "a \u{fffd}\n");
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
