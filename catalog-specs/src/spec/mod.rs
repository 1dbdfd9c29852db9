//! Catalogues as JSON: read, written, and turned into Rust.
//!
//! A spec is one enum (`domain`, `codes`) or a whole registry (`enums`); the schema in
//! `schema/catalog.schema.json` describes both. What follows by itself is left out: the name of the
//! enum from its domain, that of a variant from its code, and all that follows from a status.

#[cfg(feature = "syntax")]
mod agree;
mod builtin;
mod catalogue;
mod entry;
mod fields;
mod import;
mod law;
mod members;
mod names;
#[cfg(feature = "syntax")]
mod pieces;
mod read;
mod write;

use crate::Problem;
use crate::model::Catalog;
use crate::source::Source;

#[cfg(feature = "syntax")]
pub use agree::agree;
pub use builtin::builtin;
#[cfg(feature = "documents")]
pub(crate) use catalogue::is_catalogue;
pub use write::SCHEMA;

/// Reads a spec file; all that is wrong with it is told at once.
///
/// The rules are those that the derive asks of an enum; with feature `scan` those that look at all enums of a
/// registry are asked as well.
///
/// # Errors
/// What is wrong, with the place of each.
pub fn read(text: &str, file: &str) -> Result<Catalog, Vec<Problem>> {
    read_with_places(text, file).map(Catalog::without_places)
}

/// Reads a spec file and keeps where it says what: the rows know their places in the file.
///
/// # Errors
/// What is wrong, with the place of each.
pub fn read_with_places(text: &str, file: &str) -> Result<Catalog, Vec<Problem>> {
    let source = Source::new(text, file);
    let mut parsed = read::read(&source);
    law::check(&mut parsed, &source);
    let catalog = parsed.build();
    #[cfg(feature = "scan")]
    law::check_whole(&mut parsed, &catalog);
    if parsed.problems.is_empty() {
        return Ok(catalog);
    }
    let line = |problem: &Problem| problem.place.as_ref().map(|place| (place.line, place.column));
    parsed.problems.sort_by_key(line);
    Err(parsed.problems)
}

/// Reads a spec of a catalogue that the compiler has checked: only its format is looked at.
///
/// # Errors
/// What is wrong first.
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

/// Writes a catalogue as a Rust source file: its enums and, where it has a name, its registry.
///
/// The file compiles as it is, as far as a spec can know the types of fields: those are written as
/// they were, and one that is not std's or ours must be in scope; a comment at the top names them.
/// Enums whose module is of another crate are listed in the registry and not declared.
pub fn import(catalog: &Catalog) -> String {
    import::import(catalog)
}

#[cfg(test)]
mod reports;
#[cfg(test)]
mod tests;
