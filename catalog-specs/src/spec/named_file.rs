//! Reads the file of `#[catalog(spec = "…json")]` and compares it with the enum: for the derive and for the source scan.

use std::io::ErrorKind;
use std::path::Path;

use super::{compare_with_enum, read_with_places};
use crate::diag::Diag;
use crate::files::{self, Unreadable};
use crate::nearest;
use crate::rules;
use crate::syntax::Spanned;
use crate::syntax::item::CatalogItem;

/// Compares an enum with the spec that it names. The path is relative to the folder of the package. Returns whether the
/// file could be read.
pub fn compare_with_named_file(
    item: &CatalogItem<'_>,
    path: &Spanned<String>,
    package: &Path,
    diag: &mut Diag,
) -> bool {
    let absolute = package.join(&path.value);
    let bytes = match files::read(&absolute) {
        Ok(bytes) => bytes,
        Err(error) => {
            let cure = match nearest_file(&absolute) {
                _ if !error.is_missing() => error.cure().to_owned(),
                Some(near) => format!("did you mean `{near}`?"),
                None => "the path starts where the crate's `Cargo.toml` is".to_owned(),
            };
            report(path, &reason(&error), &cure, diag);
            return false;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => match read_with_places(&text, &path.value) {
            Ok(catalog) => compare_with_enum(item, &catalog, path, diag),
            Err(problems) => {
                for problem in problems {
                    let (line, column) =
                        problem.place.map_or((0, 0), |place| (place.line, place.column));
                    let fault = format!("line {line}, column {column}: {}", problem.message);
                    report(path, &fault, &problem.help, diag);
                }
            }
        },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = error.as_bytes().iter().take(valid);
            let line = before.filter(|byte| **byte == b'\n').count() + 1;
            report(path, &format!("line {line}: not UTF-8"), "save it as UTF-8", diag);
        }
    }
    true
}

fn report(path: &Spanned<String>, fault: &str, cure: &str, diag: &mut Diag) {
    let values = [("file", path.value.as_str()), ("fault", fault), ("cure", cure)];
    diag.report(&rules::SPEC_FILE, path.pos, &values);
}

/// In words that are the same on every system.
fn reason(error: &Unreadable) -> String {
    match error.io().map(std::io::Error::kind) {
        Some(ErrorKind::NotFound) => "there is no such file".to_owned(),
        Some(ErrorKind::PermissionDenied) => "it may not be opened".to_owned(),
        _ => error.to_string(),
    }
}

/// A file beside the missing one, with a similar name.
fn nearest_file(path: &Path) -> Option<String> {
    let written = path.file_name()?.to_str()?;
    let files = std::fs::read_dir(path.parent()?).ok()?;
    let mut names: Vec<String> =
        files.filter_map(|file| file.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    nearest(written, names.iter().map(String::as_str)).map(ToOwned::to_owned)
}
