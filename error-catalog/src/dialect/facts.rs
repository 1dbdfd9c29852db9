//! What bodies and gRPC statuses both say of an error beside its parts.

use std::borrow::Cow;

use catalog_specs_core::dialect::text;
use catalog_specs_core::{Class, derived};

use super::details::Violation;
use super::{Details, Parts};
use crate::json::write_string;

/// The name of the service that a code belongs to, or else of the part of it.
pub(crate) fn service(parts: &Parts<'_>) -> Cow<'static, str> {
    match parts.settings().service {
        Some(service) => Cow::Borrowed(service),
        None => Cow::Owned(parts.entry().domain().to_ascii_lowercase()),
    }
}

/// The address of the page about the code.
pub(crate) fn page(parts: &Parts<'_>) -> Option<String> {
    derived::page_url(parts.code(), parts.entry().doc_url(), parts.settings().docs)
}

/// The broken rules of a validation; nothing where the error is no validation.
pub(crate) fn violations<'d>(
    parts: &Parts<'_>,
    details: &'d Details,
) -> Option<Cow<'d, [Violation]>> {
    has_violations(parts, details).then(|| details.violations())
}

/// Whether flattened details are the broken fields of a validation.
pub(crate) fn has_violations(parts: &Parts<'_>, details: &Details) -> bool {
    parts.entry().class() == Class::Validation && details.has_flattened()
}

/// The details as a map of text to JSON. Violations have a place of their own; here stand the
/// names of their fields.
pub(crate) fn metadata<'d>(parts: &Parts<'_>, details: &'d Details) -> Vec<(String, Cow<'d, str>)> {
    let has_violations = has_violations(parts, details);
    let flattened = details.members(true).filter(|_| !has_violations);
    let members = details.members(false).chain(flattened);
    let members = members.map(|(name, json)| (name, Cow::Borrowed(json)));
    let fields = details.members(true).map(|(name, _)| name);
    let fields = has_violations.then(|| fields.collect::<Vec<_>>().join(","));
    text::texts(members, fields, |fields| {
        let mut json = Vec::new();
        write_string(&fields, &mut json);
        Cow::Owned(String::from_utf8(json).unwrap_or_default())
    })
}
