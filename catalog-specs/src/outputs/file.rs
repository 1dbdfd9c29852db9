//! Files that are written whole or not at all, and only where they change.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, process};

use similar::{ChangeTag, TextDiff};

use crate::Problem;

/// How much of a line is shown of a difference.
const LONGEST_LINE: usize = 200;

/// A document that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Where it is, or should be.
    pub path: PathBuf,
    /// What is there; nothing where there is no file.
    pub found: Option<String>,
    /// What should be there.
    pub wanted: String,
}

impl Drift {
    /// What is wrong, in a few words.
    pub fn message(&self) -> String {
        let path = self.path.display();
        match self.found {
            Some(_) => format!("`{path}` is not what the catalogue says"),
            None => format!("`{path}` is missing"),
        }
    }

    /// What differs, as a unified diff of at most `limit` lines, none of them long; of a page in
    /// HTML, whose lines are for browsers, only how much. Empty where there is no file.
    pub fn diff(&self, limit: usize) -> String {
        let Some(found) = &self.found else { return String::new() };
        let diff = TextDiff::configure()
            // Two large and quite different files are not worth a minute of anybody's build.
            .timeout(Duration::from_millis(500))
            .diff_lines(found.as_str(), self.wanted.as_str());
        if self.path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html")) {
            let changed = |tag: ChangeTag| {
                let count = diff.iter_all_changes().filter(|change| change.tag() == tag).count();
                if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
            };
            let (gone, come) = (changed(ChangeTag::Delete), changed(ChangeTag::Insert));
            return format!("{gone} of it would go and {come} come; a page of HTML is not shown\n");
        }
        let path = self.path.display().to_string();
        let diff = diff
            .unified_diff()
            .context_radius(2)
            .header(&path, &format!("{path} (as it should be)"))
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
            let _ = writeln!(text, "… and {} lines more", lines.len() - limit);
        }
        text
    }
}

/// Compares a file with what it should be.
pub(super) fn drift(path: &Path, wanted: String) -> Result<Option<Drift>, Problem> {
    let found = read(path)?;
    if found.as_deref() == Some(wanted.as_str()) {
        return Ok(None);
    }
    Ok(Some(Drift { path: path.to_owned(), found, wanted }))
}

/// The text of a file; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Problem> {
    match fs::read(path) {
        Ok(bytes) => {
            // A document that git has checked out with other line ends is the same document.
            let text = String::from_utf8_lossy(&bytes);
            let text =
                if text.contains('\r') { text.replace("\r\n", "\n") } else { text.into_owned() };
            Ok(Some(text))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let cure = in_the_way(path)
                .unwrap_or("make it readable, or name another place for the document");
            Err(Problem::nowhere(format!("cannot read `{}`: {error}", path.display()), cure))
        }
    }
}

/// What stands where a file should be, or a folder on the way there.
fn in_the_way(path: &Path) -> Option<&'static str> {
    if path.is_dir() {
        return Some("a folder stands there: name a file in it, or remove it");
    }
    path.ancestors().skip(1).any(Path::is_file).then_some(
        "what should be a folder on the way there is a file: move it, or name another place",
    )
}

/// Writes a file by way of another one beside it, so that nobody ever sees half of it.
///
/// # Errors
/// Where it cannot be written; what was there is then as it was.
pub fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let failed = |what: &Path, error: &io::Error| {
        let cure = in_the_way(path)
            .unwrap_or("make the folder writable, or name another place for the document");
        Problem::nowhere(format!("cannot write `{}`: {error}", what.display()), cure)
    };
    // Behind a link stands the file that is meant.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = real.as_path();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.part", process::id()));
    let written = fs::write(&beside, text).and_then(|()| {
        // The new file is as open to others as the old one.
        let Ok(known) = fs::metadata(path) else { return fs::rename(&beside, path) };
        if known.permissions().readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
        }
        fs::set_permissions(&beside, known.permissions())?;
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        // What is left of the attempt helps nobody, and that it cannot be removed says nothing new.
        drop(fs::remove_file(&beside));
        failed(path, &error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/errors.md");
        write(&path, "one\n").unwrap();
        write(&path, "two\n").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("two\n"));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_in_the_way_is_told_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::create_dir(&path).unwrap();
        let problem = write(&path, "text").unwrap_err();
        assert!(problem.message.contains("errors.md"), "{problem}");
        assert!(problem.help.contains("a folder stands there"), "{problem}");
        let problem = drift(&path, String::new()).unwrap_err();
        assert!(problem.help.contains("a folder stands there"), "{problem}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(folder.path().join("file"), "").unwrap();
        let problem = drift(&folder.path().join("file/errors.md"), String::new()).unwrap_err();
        assert!(problem.help.contains("is a file"), "{problem}");
        let problem = write(&folder.path().join("file/errors.md"), "text").unwrap_err();
        assert!(problem.help.contains("is a file"), "{problem}");
    }

    #[test]
    fn a_read_only_document_is_told_and_kept() {
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
    fn long_lines_are_cut_and_pages_are_counted() {
        let long = |word: &str| format!("{}{word}\nsame\n", "x".repeat(1000));
        let drift =
            |path: &str| Drift { path: path.into(), found: Some(long("old")), wanted: long("new") };
        let diff = drift("a.json").diff(10);
        assert!(diff.lines().all(|line| line.chars().count() <= 201), "{diff}");
        let diff = drift("site/index.html").diff(10);
        assert_eq!(diff, "1 line of it would go and 1 line come; a page of HTML is not shown\n");
        let missing = Drift { found: None, ..drift("a.md") };
        assert_eq!(
            (missing.message(), missing.diff(10)),
            ("`a.md` is missing".into(), String::new())
        );
    }

    #[test]
    fn a_diff_is_short_and_says_what_it_leaves_out() {
        let lines = |word: &str| format!("{word}\n").repeat(100);
        let drift = Drift { path: "x.md".into(), found: Some(lines("old")), wanted: lines("new") };
        let diff = drift.diff(10);
        assert!(diff.starts_with("--- x.md\n+++ x.md (as it should be)\n"), "{diff}");
        assert_eq!(diff.lines().count(), 11);
        assert!(diff.ends_with("lines more\n"), "{diff}");
    }
}
