//! Puts the responses of error sets into the `OpenAPI` document of a service.
//!
//! `document` reads the document, `mapping` finds the set of each operation, and this file adds what is missing.

mod document;
mod mapping;

use crate::model::Catalog;
use crate::{Json, Problem, render};
#[doc(hidden)]
pub use document::METHODS;
use document::{Operation, Service};
pub use mapping::{MappedOperation, NO_SET};

/// A document with the responses of the catalogue.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The document, in the form for files.
    pub text: String,
    /// Each operation of it.
    pub operations: Vec<MergedOperation>,
    /// The sets that no operation has.
    pub unused: Vec<String>,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedOperation {
    /// Its `operationId`, or else method and path.
    pub name: String,
    /// Its set; `None` for one that was left out.
    pub set: Option<String>,
    /// The statuses whose responses were added.
    pub added: Vec<String>,
    /// The statuses whose responses the document had: they are as they were.
    pub kept: Vec<String>,
}

/// Merges the responses of the sets of a catalogue into a document. `mapped` has the set of operations that have
/// another name than their set.
///
/// # Errors
/// Every mistake with its place: in the document, a set or an operation that does not exist, an operation without a set.
pub fn merge(
    text: &str,
    file: &str,
    catalog: &Catalog,
    mapped: &[MappedOperation],
) -> Result<Merged, Vec<Problem>> {
    let mut service = Service::read(text, file)?;
    let sets = mapping::find_sets(&service, catalog, mapped)?;
    let mut operations = Vec::new();
    let found = core::mem::take(&mut service.operations);
    for (operation, set) in found.iter().zip(&sets) {
        let responses = set.as_deref().map_or(Json::Object(Vec::new()), |set| {
            let narrowed = catalog.set(set).map(|set| catalog.narrowed_to(set));
            document::parse_generated(&render::responses(narrowed.as_ref().unwrap_or(catalog)))
        });
        let (added, kept) = add_responses(&mut service, operation, responses);
        operations.push(MergedOperation { name: operation.name(), set: set.clone(), added, kept });
    }
    let components = document::parse_generated(&render::openapi(catalog));
    service.add_components(&components, file)?;
    let is_used = |name: &String| sets.iter().flatten().any(|set| set == name);
    let unused = catalog.sets.iter().map(|set| set.name.clone());
    let unused = unused.filter(|name| !is_used(name)).collect();
    Ok(Merged { text: service.json.pretty(), operations, unused })
}

/// Adds the responses that an operation lacks. Returns the statuses that were added, and those that it had.
fn add_responses(
    service: &mut Service<'_>,
    operation: &Operation,
    responses: Json,
) -> (Vec<String>, Vec<String>) {
    let (mut added, mut kept) = (Vec::new(), Vec::new());
    let Json::Object(responses) = responses else { return (added, kept) };
    let Some(known) = service.responses_of(operation) else { return (added, kept) };
    for (status, response) in responses {
        if known.get(&status).is_some() {
            kept.push(status);
        } else {
            known.put(status.clone(), response);
            added.push(status);
        }
    }
    (added, kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CodeSet;

    fn merged(rest: &str) -> Result<Merged, String> {
        let set = |name: &str| CodeSet::new(name, Vec::new());
        let sets = vec![set("SignUp"), set("Rename"), set("ReName")];
        let catalog = Catalog { name: "Codes".into(), sets, ..Catalog::default() };
        let text = format!(r#"{{"openapi":"3.1.0",{rest}}}"#);
        merge(&text, "service.json", &catalog, &[]).map_err(|problems| {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            problems.join("\n")
        })
    }

    #[test]
    fn numbers_stay_as_they_are() {
        let numbers =
            "18446744073709551616, -0, 1.0, 1.10, 1e400, 1E-400, 0.12345678901234567890123";
        let rest = format!(
            r#""x-numbers":[{numbers}],"paths":{{"/":{{"get":{{"operationId":"signUp"}}}}}}"#
        );
        let text = merged(&rest).unwrap().text;
        let kept: Vec<_> = text.lines().map(|line| line.trim().trim_end_matches(',')).collect();
        for number in numbers.split(", ") {
            assert!(kept.contains(&number), "{number}: {text}");
        }
    }

    #[test]
    fn an_extension_is_no_path() {
        let rest = r#""paths":{"x-a":{"get":{"operationId":"other"}},"/":{"get":{"operationId":"sign-up"}}},"components":{"x-b":1}"#;
        assert_eq!(merged(rest).unwrap().operations.len(), 1);
    }

    #[test]
    fn what_nothing_can_be_added_to_is_refused() {
        let responses = |value: &str| {
            format!(r#""paths":{{"/":{{"get":{{"operationId":"signUp","responses":{value}}}}}}}"#)
        };
        for value in ["[]", "null", "\"\"", "1"] {
            let problem = merged(&responses(value)).unwrap_err();
            assert!(problem.contains("`responses` of `GET /` is no object"), "{problem}");
            for (components, of) in [
                (value.to_owned(), "`components` of the document"),
                (format!(r#"{{"schemas":{value}}}"#), "`schemas` of `components`"),
            ] {
                let rest = format!(r#"{},"components":{components}"#, responses("{}"));
                let problem = merged(&rest).unwrap_err();
                assert!(problem.contains(&format!("{of} is no object")), "{problem}");
            }
        }
        let rest = r##""paths":{"/a":{"get":{"operationId":"signUp"}},"/b":{"$ref":"#/components/pathItems/b"}}"##;
        let problem = merged(rest).unwrap_err();
        assert!(problem.contains("the operations of `/b` are in `$ref`"), "{problem}");
    }

    /// Of `OpenAPI` 3.2.
    #[test]
    fn every_operation_has_responses_or_is_refused() {
        let query = merged(r#""paths":{"/":{"query":{"operationId":"signUp"}}}"#).unwrap();
        assert_eq!(query.operations.len(), 1);
        let rest =
            r#""paths":{"/":{"get":{"operationId":"signUp"},"additionalOperations":{"COPY":{}}}}"#;
        let problem = merged(rest).unwrap_err();
        let text =
            "the operations of `/` are in `additionalOperations`, where no responses are added";
        assert!(problem.contains(text), "{problem}");
    }

    #[test]
    fn of_two_sets_with_the_same_words_none_is_chosen() {
        let problem = merged(r#""paths":{"/":{"get":{"operationId":"rename"}}}"#).unwrap_err();
        assert!(problem.contains("the operation `rename` has no error set"), "{problem}");
    }
}
