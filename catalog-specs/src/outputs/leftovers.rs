//! Finds the pages in the folder of a document that are about nothing in the catalogue any more, such as that of a
//! removed code.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
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
        // A folder that does not exist has no pages. Writing reports one that cannot be read.
        let Ok(files) = fs::read_dir(folder.join(below)) else { continue };
        for entry in files.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            // What a link leads to belongs to others.
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
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
