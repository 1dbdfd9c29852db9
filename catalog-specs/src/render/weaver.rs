//! The codes as a registry of semantic conventions of OpenTelemetry: the values of `error.type`. It is JSON, which is YAML
//! too, in files with the names that Weaver reads.

use core::fmt::Write as _;
use std::collections::BTreeSet;

use super::GENERATED;
use super::portable::portable_json;
use crate::Json;
use crate::model::{Catalog, Deprecated, Entry, Group};
use crate::operations::Operations;

const ATTRIBUTE: &str = "error.type";
/// The host of a registry without a service, which no one can own.
const NO_SERVICE: &str = "error-catalog.invalid";

/// The files of the registry with their paths.
pub fn weaver(catalog: &Catalog, operations: &Operations) -> Vec<(String, String)> {
    let codes = Json::object([("groups", Json::List(vec![group(catalog)]))]);
    vec![
        ("error-codes.yaml".to_owned(), portable_json(&codes)),
        ("manifest.yaml".to_owned(), portable_json(&manifest(catalog, operations))),
    ]
}

fn manifest(catalog: &Catalog, operations: &Operations) -> Json {
    let url = operations.schema_url.clone().unwrap_or_else(|| {
        let service = catalog.settings.service.as_deref().filter(|service| is_host(service));
        format!("https://{}/schemas/errors/1.0.0", service.unwrap_or(NO_SERVICE))
    });
    Json::object([
        ("description", Json::from(GENERATED)),
        ("schema_url", url.into()),
        ("stability", "stable".into()),
    ])
}

fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
}

fn group(catalog: &Catalog) -> Json {
    let attribute = Json::object([
        ("id", Json::from(ATTRIBUTE)),
        ("type", Json::object([("members", Json::List(members(catalog)))])),
        ("stability", "stable".into()),
        ("brief", "The code of the error that ended the operation.".into()),
    ]);
    let service = catalog.settings.service.as_deref().unwrap_or("the service");
    Json::object([
        ("id", Json::from("registry.error_catalog")),
        ("type", "attribute_group".into()),
        ("display_name", "Error codes".into()),
        ("brief", format!("The error codes of {service}.").into()),
        ("note", GENERATED.into()),
        ("attributes", Json::List(vec![attribute])),
    ])
}

/// Every code, those that codes had before, and the retired ones, each once.
fn members(catalog: &Catalog) -> Vec<Json> {
    let mut known = BTreeSet::new();
    let mut members = Vec::new();
    let codes = catalog.sorted();
    for (group, entry) in &codes {
        if known.insert(entry.code.as_str()) {
            members.push(member(group, entry));
        }
    }
    for (_, entry) in &codes {
        for former in &entry.formerly {
            if known.insert(former) {
                let brief = format!("The former name of {}.", entry.code);
                members.push(former_member(former, brief, renamed_to(&entry.code)));
            }
        }
    }
    for retired in &catalog.retired {
        if known.insert(&retired.code) {
            let gone = Json::object([
                ("reason", Json::from("obsoleted")),
                ("note", retired.reason.as_str().into()),
            ]);
            let brief = "A code that is no longer sent.".to_owned();
            members.push(former_member(&retired.code, brief, gone));
        }
    }
    members
}

fn member(group: &Group, entry: &Entry) -> Json {
    let description = &entry.docs.description;
    let first_line = description.lines().next().unwrap_or_default();
    let brief = match (&entry.title, first_line) {
        (Some(title), _) => title.as_str(),
        (None, "") => entry.message(),
        (None, line) => line,
    };
    let mut member = identity(&entry.code);
    member.put("brief", brief);
    if !description.is_empty() {
        member.put("note", description.as_str());
    }
    member.put("stability", "stable");
    if let Some(deprecated) = &entry.deprecated {
        member.put("deprecated", deprecation(deprecated));
    }
    let mut about = Json::object([
        ("domain", Json::from(group.domain.as_str())),
        ("status", entry.status.into()),
        ("class", entry.effective_class().as_str().into()),
        ("severity", entry.effective_severity().as_str().into()),
    ]);
    if let Some(owner) = &entry.owner {
        about.put("owner", owner.as_str());
    }
    member.put("annotations", Json::object([("error_catalog", about)]));
    member
}

fn former_member(code: &str, brief: String, deprecated: Json) -> Json {
    let mut member = identity(code);
    member.put("brief", brief);
    member.put("stability", "stable");
    member.put("deprecated", deprecated);
    member
}

fn identity(code: &str) -> Json {
    Json::object([("id", Json::from(code.to_ascii_lowercase())), ("value", code.into())])
}

fn renamed_to(code: &str) -> Json {
    Json::object([("reason", Json::from("renamed")), ("renamed_to", code.into())])
}

fn deprecation(deprecated: &Deprecated) -> Json {
    if let [only] = deprecated.replaced_by.as_slice() {
        return renamed_to(only);
    }
    let mut note = format!("Deprecated since {}", deprecated.since);
    if let Some(until) = &deprecated.until {
        // Writing to a `String` does not fail.
        let _ = write!(note, ", gone in {until}");
    }
    if !deprecated.replaced_by.is_empty() {
        let _ = write!(note, "; use {}", deprecated.replaced_by.join(" or "));
    }
    Json::object([("reason", Json::from("uncategorized")), ("note", format!("{note}.").into())])
}
