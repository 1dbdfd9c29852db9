//! Reads, compares and writes documents. A file is written completely or not at all, and only if it changes.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, process};

use similar::{ChangeTag, TextDiff};

use crate::Problem;

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
    /// The expected text.
    pub wanted: String,
}

impl Drift {
    /// The message of the drift.
    pub fn message(&self) -> String {
        let path = self.path.display();
        match self.found {
            Some(_) => format!("`{path}` differs from the catalogue"),
            None => format!("`{path}` is missing"),
        }
    }

    /// A unified diff of at most `limit` lines, long lines truncated. For HTML, which is unreadable as a diff, only the
    /// number of changed lines. Empty if the file is missing.
    pub fn diff(&self, limit: usize) -> String {
        let Some(found) = &self.found else { return String::new() };
        let diff = TextDiff::configure()
            // Large and very different files would take a minute.
            .timeout(Duration::from_millis(500))
            .diff_lines(found.as_str(), self.wanted.as_str());
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
        let lines: Vec<_> = diff.lines().collect();
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
    Ok(Some(Drift { path: path.to_owned(), found, wanted }))
}

/// The text of a file; `None` if it is missing.
pub(super) fn read(path: &Path) -> Result<Option<String>, Problem> {
    match fs::read(path) {
        Ok(bytes) => {
            // git may check a document out with other line ends.
            let text = String::from_utf8_lossy(&bytes);
            let text =
                if text.contains('\r') { text.replace("\r\n", "\n") } else { text.into_owned() };
            Ok(Some(text))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let cure = fix_of_blocked_path(path)
                .unwrap_or("make it readable, or name another path for the document");
            Err(Problem::without_place(format!("cannot read `{}`: {error}", path.display()), cure))
        }
    }
}

/// The fix if a folder has the path of a file, or a file that of a folder.
fn fix_of_blocked_path(path: &Path) -> Option<&'static str> {
    if path.is_dir() {
        return Some("the path is a folder: name a file in it, or remove the folder");
    }
    path.ancestors()
        .skip(1)
        .any(Path::is_file)
        .then_some("a folder of the path is a file: move the file, or name another path")
}

/// Writes a file through a temporary file beside it, so that no reader sees half of it.
///
/// # Errors
/// If it cannot be written. The old file is then unchanged.
pub fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let failed = |what: &Path, error: &io::Error| {
        let cure = fix_of_blocked_path(path)
            .unwrap_or("make the folder writable, or name another path for the document");
        Problem::without_place(format!("cannot write `{}`: {error}", what.display()), cure)
    };
    // Write to the target of a link, and keep the link.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = real.as_path();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.part", process::id()));
    let written = fs::write(&beside, text).and_then(|()| {
        // Keep the permissions of the old file.
        let Ok(known) = fs::metadata(path) else { return fs::rename(&beside, path) };
        if known.permissions().readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
        }
        fs::set_permissions(&beside, known.permissions())?;
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        // If the temporary file cannot be removed, the first error matters more.
        drop(fs::remove_file(&beside));
        failed(path, &error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_without_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/errors.md");
        write(&path, "one\n").unwrap();
        write(&path, "two\n").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("two\n"));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_at_the_path_is_reported_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::create_dir(&path).unwrap();
        let problem = write(&path, "text").unwrap_err();
        assert!(problem.message.contains("errors.md"), "{problem}");
        assert!(problem.help.contains("the path is a folder"), "{problem}");
        let problem = drift(&path, String::new()).unwrap_err();
        assert!(problem.help.contains("the path is a folder"), "{problem}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(folder.path().join("file"), "").unwrap();
        let problem = drift(&folder.path().join("file/errors.md"), String::new()).unwrap_err();
        assert!(problem.help.contains("is a file"), "{problem}");
        let problem = write(&folder.path().join("file/errors.md"), "text").unwrap_err();
        assert!(problem.help.contains("is a file"), "{problem}");
    }

    #[test]
    fn a_read_only_document_is_reported_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let problem = write(&path, "new").unwrap_err();
        assert!(problem.message.contains("read-only"), "{problem}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

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
        let drift =
            |path: &str| Drift { path: path.into(), found: Some(long("old")), wanted: long("new") };
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
        let drift = Drift { path: "x.md".into(), found: Some(lines("old")), wanted: lines("new") };
        let diff = drift.diff(10);
        assert!(diff.starts_with("--- x.md\n+++ x.md (expected)\n"), "{diff}");
        assert_eq!(diff.lines().count(), 11);
        assert!(diff.ends_with("more lines\n"), "{diff}");
    }
}
