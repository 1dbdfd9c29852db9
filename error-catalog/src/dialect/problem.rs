//! RFC 9457, `application/problem+json`: the standard members first, then ours, then the details.

use catalog_specs::{Class, derived, status};

use super::pointer::{percent_encode, pointer_to};
use super::{Details, Dialect, Parts};
use crate::json::{Array, Object, write_string};

/// RFC 9457: `type`, `title`, `status`, `detail`, `instance`, `code`, `trace_id`, and the details
/// beside them. The fields of a validation stand in `errors`, each with its pointer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Problem;

/// The members that a detail cannot be.
const RESERVED: [&str; 8] =
    ["type", "title", "status", "detail", "instance", "code", "trace_id", "errors"];

impl Dialect for Problem {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        body.reserve(parts.length_hint() + 128);
        let mut whole = Object::open(body);
        let named = type_of(parts);
        whole.text("type", named.as_deref().unwrap_or("about:blank"));
        write_texts(parts, named.is_some(), &mut whole);
        if let Some(id) = parts.trace_id() {
            let mut instance = String::from("/occurrences/");
            percent_encode(id, &mut instance);
            whole.text("instance", &instance);
        }
        whole.text("code", parts.code());
        if let Some(id) = parts.trace_id() {
            whole.text("trace_id", id);
        }
        write_details(parts, &parts.details(), &mut whole);
        whole.close();
    }

    fn content_type(&self) -> &'static str {
        "application/problem+json"
    }
}

/// The page about the code, by which clients know the kind of problem.
fn type_of(parts: &Parts<'_>) -> Option<String> {
    let settings = parts.settings();
    let own = parts.entry().doc_url();
    derived::problem_type(parts.code(), settings.problem_type, own, settings.docs)
}

/// `title`, `status` and `detail`: a title is the same for every occurrence, a detail need not be. A
/// problem without a type of its own is known by its status alone, and so is its title (RFC 9457, 4.2.1).
fn write_texts(parts: &Parts<'_>, has_type: bool, whole: &mut Object<'_>) {
    let status = parts.status().as_u16();
    let title = parts.entry().title();
    let alone = has_type && title.is_none() && parts.is_message_constant();
    if alone {
        parts.write_message_json(whole.key("title"));
    } else {
        whole.text("title", title.or_else(|| status::reason(status)).unwrap_or("Error"));
    }
    whole.number("status", status.into());
    if !alone {
        parts.write_message_json(whole.key("detail"));
    }
}

fn write_details(parts: &Parts<'_>, details: &Details, whole: &mut Object<'_>) {
    let violations = parts.entry().class() == Class::Validation && details.has_flattened();
    for (name, json) in details.members(false) {
        write_member(&name, json, whole);
    }
    if !violations {
        for (name, json) in details.members(true) {
            write_member(&name, json, whole);
        }
        return;
    }
    let mut errors = Array::open(whole.key("errors"));
    for (path, json) in details.members(true) {
        let mut error = Object::open(errors.item());
        write_as_text(json, error.key("detail"));
        error.text("pointer", &pointer_to(&path));
        error.close();
    }
    errors.close();
}

fn write_member(name: &str, json: &str, whole: &mut Object<'_>) {
    if !RESERVED.contains(&name) {
        whole.raw(name, json);
    }
}

/// A value where the shape has room for a text only: a string as it is, the rest as its JSON.
pub(super) fn write_as_text(json: &str, out: &mut Vec<u8>) {
    if json.starts_with('"') {
        out.extend_from_slice(json.as_bytes());
    } else {
        write_string(json, out);
    }
}
