//! The set of each operation: by its `operationId`, or as it is mapped.

use super::document::{Operation, Service};
use crate::model::{Catalog, Place};
use crate::{Problem, did_you_mean};

/// Instead of a set: the operation stays as it is.
pub const NO_SET: &str = "none";

/// An operation with its set, as `error-catalog.toml` or a flag names them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MappedOperation {
    /// The `operationId`, or method and path: `GET /health`.
    pub operation: String,
    /// The set, the registry for every code, or [`NO_SET`].
    pub set: String,
    /// Where it is declared; `None` for a flag.
    pub place: Option<Place>,
}

impl MappedOperation {
    /// A pair without a place.
    pub fn new(operation: impl Into<String>, set: impl Into<String>) -> Self {
        Self { operation: operation.into(), set: set.into(), place: None }
    }

    /// Parses `signIn=SignIn`.
    pub fn parse(text: &str) -> Option<Self> {
        let (operation, set) = text.rsplit_once('=')?;
        let (operation, set) = (operation.trim(), set.trim());
        (!operation.is_empty() && !set.is_empty()).then(|| Self::new(operation, set))
    }

    fn names(&self, operation: &Operation) -> bool {
        operation.id.as_ref() == Some(&self.operation) || operation.route() == self.operation
    }

    fn problem(&self, message: String, help: String) -> Problem {
        match &self.place {
            Some(place) => Problem::error(place.clone(), message, help),
            None => Problem::without_place(message, help),
        }
    }
}

/// The set of each operation; `None` for one that stays as it is.
pub(super) fn find_sets(
    service: &Service<'_>,
    catalog: &Catalog,
    mapped: &[MappedOperation],
) -> Result<Vec<Option<String>>, Vec<Problem>> {
    let mut problems = check_mapping(service, catalog, mapped);
    problems.extend(find_repeated_ids(service));
    let mut sets = Vec::new();
    for operation in &service.operations {
        // The last word counts: that of a flag comes after that of the file.
        let given = mapped.iter().rev().find(|one| one.names(operation));
        match given.map(|one| one.set.as_str()) {
            Some(NO_SET) => sets.push(None),
            Some(set) => sets.push(Some(set.to_owned())),
            None => match set_by_name(operation, catalog) {
                Some(set) => sets.push(Some(set.to_owned())),
                None => problems.push(without_set(service, operation, catalog)),
            },
        }
    }
    if problems.is_empty() { Ok(sets) } else { Err(problems) }
}

/// The set whose name has the words of the `operationId`: `SignUp` of `signUp`, `sign_up` or `sign-up`. Of several, such as
/// `SignUp` and `Signup`, none.
fn set_by_name<'c>(operation: &Operation, catalog: &'c Catalog) -> Option<&'c str> {
    let id = letters(operation.id.as_deref()?);
    let names = catalog.sets.iter().map(|set| set.name.as_str());
    let mut names = names.filter(|name| letters(name) == id);
    names.next().filter(|_| names.next().is_none())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn without_set(service: &Service<'_>, operation: &Operation, catalog: &Catalog) -> Problem {
    let name = operation.name();
    let message = format!("the operation `{name}` has no error set");
    let example = catalog.sets.first().map_or(catalog.name.as_str(), |set| set.name.as_str());
    // A list of codes that was read from elsewhere has no name.
    let example = if example.is_empty() { NO_SET } else { example };
    let help = format!(
        "map it: `--operation \"{name}={example}\"`, or `\"{name}\" = \"{example}\"` in `[openapi.operations]` of error-catalog.toml\n\
         note: a set whose name is the `operationId` needs no mapping; `{NO_SET}` instead of a set leaves the operation as it is"
    );
    service.problem_at(operation, message, help)
}

/// The mistakes in the mapping: operations and sets that do not exist.
fn check_mapping(
    service: &Service<'_>,
    catalog: &Catalog,
    mapped: &[MappedOperation],
) -> Vec<Problem> {
    let mut sets: Vec<_> = catalog.sets.iter().map(|set| set.name.as_str()).collect();
    sets.push(&catalog.name);
    let mut problems = Vec::new();
    for one in mapped {
        if !service.operations.iter().any(|operation| one.names(operation)) {
            let names: Vec<_> = service.operations.iter().map(Operation::name).collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let message = format!("the document has no operation `{}`", one.operation);
            problems.push(one.problem(message, did_you_mean(&one.operation, &names)));
        }
        if one.set != NO_SET && !sets.contains(&one.set.as_str()) {
            let message = format!("the registry has no error set `{}`", one.set);
            problems.push(one.problem(message, did_you_mean(&one.set, &sets)));
        }
    }
    problems
}

/// One name for two operations: neither could be mapped.
fn find_repeated_ids(service: &Service<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, operation) in service.operations.iter().enumerate() {
        let Some(id) = &operation.id else { continue };
        if service.operations.iter().take(at).any(|other| other.id.as_ref() == Some(id)) {
            let message = format!("`operationId` `{id}` is given to two operations");
            let help = "give each operation another name".to_owned();
            problems.push(service.problem_at(operation, message, help));
        }
    }
    problems
}
