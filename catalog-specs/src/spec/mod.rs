//! Spec files: catalogues as JSON, which can be read, written and converted to Rust.
//!
//! A spec has one enum (`domain`, `codes`) or a registry (`enums`). `schema/catalog.schema.json` describes both. Derived
//! values may be omitted: the name of the enum, of a variant, and all values that follow from the status.

mod builtin;
#[cfg(feature = "syntax")]
mod check_rust_text;
mod check_spec;
#[cfg(feature = "syntax")]
mod compare_with_enum;
mod entry;
mod fields;
mod import;
mod members;
#[cfg(feature = "syntax")]
mod named_file;
mod names;
mod read;
mod summary;
mod write;

use crate::Problem;
use crate::model::Catalog;
use crate::source::Source;

#[doc(hidden)]
pub use builtin::builtin;
#[cfg(feature = "syntax")]
use compare_with_enum::compare_with_enum;
#[cfg(feature = "syntax")]
#[doc(hidden)]
pub use named_file::compare_with_named_file;
#[cfg(feature = "documents")]
pub(crate) use summary::is_summary;
pub use write::SCHEMA;

/// Reads and checks a spec file.
///
/// The rules are those of the derive. With feature `scan` the rules about a whole registry are checked as well.
///
/// # Errors
/// Every mistake with its place.
pub fn read(text: &str, file: &str) -> Result<Catalog, Vec<Problem>> {
    read_with_places(text, file).map(Catalog::without_places)
}

/// The same, and keeps the places of the entries in the file.
///
/// # Errors
/// Every mistake with its place.
pub fn read_with_places(text: &str, file: &str) -> Result<Catalog, Vec<Problem>> {
    let source = Source::new(text, file);
    let mut parsed = read::read(&source);
    check_spec::check_spec(&mut parsed, &source);
    let catalog = parsed.build();
    #[cfg(feature = "scan")]
    check_spec::check_spec_catalog(&mut parsed, &catalog);
    if parsed.problems.is_empty() {
        return Ok(catalog);
    }
    let line = |problem: &Problem| problem.place.as_ref().map(|place| (place.line, place.column));
    parsed.problems.sort_by_key(line);
    Err(parsed.problems)
}

/// Reads a spec that the compiler has checked, without checking the rules again.
///
/// # Errors
/// The first mistake of the format.
#[cfg(feature = "documents")]
pub(crate) fn read_unchecked(text: &str) -> Result<Catalog, Problem> {
    let mut parsed = read::read(&Source::new(text, "the compiled catalogue"));
    match core::mem::take(&mut parsed.problems).into_iter().next() {
        None => Ok(parsed.build().without_places()),
        Some(problem) => Err(problem),
    }
}

/// Writes a catalogue as a spec file.
pub fn write(catalog: &Catalog) -> String {
    write::write(catalog)
}

/// Writes a catalogue as a Rust source file: its enums and, if it has a name, its registry.
///
/// The file compiles once the types of its fields are in scope. A comment at the top lists those that are neither in
/// `std` nor in `error-catalog`. Enums of other crates are listed in the registry and not declared.
pub fn import(catalog: &Catalog) -> String {
    import::import(catalog)
}

#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod tests;
