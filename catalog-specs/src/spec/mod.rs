//! Catalogues as JSON: read, written, and turned into Rust.
//!
//! A spec is one enum (`domain`, `codes`) or a whole registry (`enums`); the schema in
//! `schema/catalog.schema.json` describes both. What follows by itself is left out: the name of the
//! enum from its domain, that of a variant from its code, and all that follows from a status.

#[cfg(feature = "syntax")]
mod agree;
mod builtin;
mod catalogue;
mod cures;
mod entry;
mod fields;
mod import;
#[cfg(feature = "syntax")]
mod law;
mod members;
mod names;
mod read;
mod write;

use crate::Problem;
use crate::model::Catalog;

#[cfg(feature = "syntax")]
pub use agree::agree;
pub use builtin::builtin;
#[cfg(feature = "documents")]
pub(crate) use catalogue::is_catalogue;
pub use write::SCHEMA;

/// Reads a spec file; all that is wrong with it is told at once.
///
/// The format is held by the letter. With feature `syntax` the rules of catalogues are asked as well:
/// the derive's own reader answers, so that a spec and an enum obey one law. With feature `scan` so
/// are those that look at all enums of a registry.
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
    let mut parsed = read::read(text, file);
    #[cfg(feature = "syntax")]
    {
        let broken = law::check(&parsed);
        parsed.problems.extend(broken);
    }
    #[cfg(feature = "scan")]
    {
        let broken = law::check_whole(&mut parsed);
        parsed.problems.extend(broken);
    }
    if parsed.problems.is_empty() {
        return Ok(parsed.catalog);
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
    let parsed = read::read(text, "the compiled catalogue");
    match parsed.problems.into_iter().next() {
        None => Ok(parsed.catalog.without_places()),
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
mod tests;
#[cfg(test)]
mod told;
