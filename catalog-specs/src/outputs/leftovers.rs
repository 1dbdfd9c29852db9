//! Finds the pages in the folder of a document that are about nothing in the catalogue any more, such as that of a
//! removed code.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Drift, Format, file, generated_marker, paths};
use crate::Problem;
use crate::generated::RUNBOOK_MARK;

/// The pages of a document in its folder that are not in `wanted`, which has normalized paths.
pub(super) fn leftovers(
    format: Format,
    folder: &Path,
    wanted: &BTreeSet<PathBuf>,
) -> Result<Vec<Drift>, Problem> {
    let mut found = Vec::new();
    for below in folders(format) {
        let folder = folder.join(below);
        let files = match fs::read_dir(&folder) {
            Ok(files) => files,
            // A folder that does not exist has no pages.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(not_listed(&folder, &error)),
        };
        for entry in files {
            let entry = entry.map_err(|error| not_listed(&folder, &error))?;
            let path = entry.path();
            let name = entry.file_name();
            // What a link leads to belongs to others.
            let is_file = match entry.file_type() {
                Ok(kind) => kind.is_file(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(not_listed(&path, &error)),
            };
            if !is_file || !is_page(format, &name) || wanted.contains(&paths::normalize_path(&path))
            {
                continue;
            }
            let text = file::read(&path)?;
            if text.as_deref().is_some_and(|text| is_generated(format, text)) {
                found.push(Drift { path, found: text, wanted: None });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn not_listed(path: &Path, error: &io::Error) -> Problem {
    let message = format!("cannot look for old pages in `{}`: {error}", path.display());
    Problem::without_place(message, "make it a folder that can be read")
}

/// The folders with pages, in that of the document.
fn folders(format: Format) -> &'static [&'static str] {
    match format {
        Format::Html | Format::PrometheusTests => &[""],
        Format::Runbook => &["", "domains"],
        _ => &[],
    }
}

/// Whether a document can have a page with this name.
fn is_page(format: Format, name: &OsStr) -> bool {
    let Some((stem, extension)) = name.to_str().and_then(|name| name.rsplit_once('.')) else {
        return false;
    };
    match (format, extension) {
        (Format::Html, "html") => stem.starts_with("codes-"),
        (Format::PrometheusTests, "json") => matches!(stem, "minutes" | "hours" | "days"),
        (Format::Runbook, "md") => true,
        _ => false,
    }
}

fn is_generated(format: Format, text: &str) -> bool {
    match format {
        // Other Markdown in the folder may be generated too, for another document.
        Format::Runbook => text.lines().any(|line| {
            line.strip_prefix("<!-- ").is_some_and(|comment| comment.starts_with(RUNBOOK_MARK))
        }),
        _ => generated_marker::is_generated(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_listed_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let found = |path: &Path| leftovers(Format::Runbook, path, &BTreeSet::new());
        assert_eq!(found(&folder.path().join("new")), Ok(Vec::new()));
        fs::write(folder.path().join("domains"), "").unwrap();
        let problem = found(folder.path()).unwrap_err();
        assert!(problem.message.starts_with("cannot look for old pages in `"), "{problem}");
        let problem = found(&folder.path().join("n".repeat(300))).unwrap_err();
        assert!(problem.message.contains("nnn"), "{problem}");
    }
}
