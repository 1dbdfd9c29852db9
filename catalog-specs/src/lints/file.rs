//! Reads one file: what it declares, what may be a mistake in it, and its exemptions, as plain data.

use std::path::Path;

use syn::visit::Visit as _;

use super::allow::{self, Allow, Misread};
use super::declared::Declared;
use super::scope::{Candidate, Scope};
use super::walk::Walker;
use crate::Problem;
use crate::model::Place;
use crate::scan::attributes;
use crate::scan::file::{parse_source, read_text};
use crate::scan::place::SourceFile;

/// What one file has.
#[derive(Debug, Default)]
pub(super) struct FileLints {
    pub declared: Declared,
    pub candidates: Vec<Candidate>,
    pub allows: Vec<Allow>,
    pub misread: Vec<Misread>,
    /// The macros whose tokens were not read, each with the reason.
    pub unread: Vec<(Place, String)>,
    /// Why it was not looked at.
    pub problem: Option<Problem>,
    pub lines: usize,
    pub functions: usize,
}

/// Reads a file. `shown` is the path for places.
pub(super) fn read(path: &Path, shown: &str) -> FileLints {
    match read_text(path, shown) {
        Ok(text) => read_source(&text, shown, module_of(path)),
        Err(problem) => FileLints { problem: Some(problem), ..FileLints::default() },
    }
}

/// Reads the text of a file.
pub(super) fn read_source(text: &str, shown: &str, module: Option<String>) -> FileLints {
    let source = SourceFile { file: shown, text };
    let read = match parse_source(&source) {
        Ok(file) if attributes::is_test_only(&file.attrs) => FileLints::default(),
        Ok(file) => {
            let mut walker = Walker::new(Scope::new(source), module);
            walker.visit_file(&file);
            let Scope { candidates, mut declared, functions_read, unread, .. } = walker.scope;
            declared.uses_error_catalog = text.contains("error_catalog");
            declared.logs = ["tracing", "log"].into_iter().find(|name| names_crate(text, name));
            let (allows, misread) = allow::find(&source);
            FileLints {
                declared,
                candidates,
                allows,
                misread,
                unread,
                problem: None,
                lines: text.lines().count(),
                functions: functions_read,
            }
        }
        Err(problem) => FileLints { problem: Some(problem), ..FileLints::default() },
    };
    // All places are plain data now, so the spans and their text can be freed.
    proc_macro2::extra::invalidate_current_thread_spans();
    read
}

/// Whether a text has a path that begins with a crate.
fn names_crate(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).unwrap_or_default();
        after.starts_with("::") && before.is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
    })
}

/// The module that a file is: `b` for `a/b.rs` and `a/b/mod.rs`.
fn module_of(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    match stem {
        "lib" | "main" => None,
        "mod" => path.parent()?.file_name()?.to_str().map(str::to_owned),
        name => Some(name.to_owned()),
    }
}
