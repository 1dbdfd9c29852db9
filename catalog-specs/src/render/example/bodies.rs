//! The bodies of the dialects, member for member as the runtime writes them.

use super::{Example, TRACE_ID, whole_seconds};
use crate::Dialect;
use crate::{Json, status};

/// The members that a detail of a problem document cannot be.
const RESERVED: [&str; 8] =
    ["type", "title", "status", "detail", "instance", "code", "trace_id", "errors"];

/// The body of an example.
pub(super) fn body(example: &Example<'_>, dialect: Dialect) -> Json {
    match dialect {
        Dialect::Seed => seed(example),
        Dialect::Problem => problem(example),
        Dialect::Google => google(example),
        Dialect::Flat => flat(example),
        Dialect::Blk => blk(example),
    }
}

fn seed(example: &Example<'_>) -> Json {
    let mut error =
        Json::object([("code", example.code().into()), ("message", example.message().into())]);
    let details = plain(example);
    if !details.is_empty() {
        error.put("details", Json::Object(details));
    }
    error.put("trace_id", TRACE_ID);
    Json::object([("error", error)])
}

fn flat(example: &Example<'_>) -> Json {
    Json::object([
        ("error_code", example.code().into()),
        ("message", example.message().into()),
        ("details", Json::Object(plain(example))),
    ])
}

fn blk(example: &Example<'_>) -> Json {
    let server = status::is_server(example.public.status);
    let mut body = Json::object([
        ("type", if server { "SYSTEM_ERROR" } else { "USER_ERROR" }.into()),
        ("user_message", example.message().into()),
        ("error_code", example.code().into()),
        ("request_id", TRACE_ID.into()),
    ]);
    if let Some(wait) = example.retry_after() {
        body.put("retry_after", whole_seconds(wait));
    }
    body
}

fn problem(example: &Example<'_>) -> Json {
    let named = example.problem_type();
    // A title is the same for every occurrence, a detail need not be; without a type it is the status's.
    let alone = named.is_some() && example.title().is_none() && example.message_is_constant;
    let of = named.unwrap_or_else(|| "about:blank".to_owned());
    let mut body = Json::object([("type", Json::Text(of))]);
    let title = if alone { example.message() } else { example.title().unwrap_or(example.reason()) };
    body.put("title", title);
    body.put("status", example.public.status);
    if !alone {
        body.put("detail", example.message());
    }
    body.put("instance", format!("/occurrences/{TRACE_ID}"));
    body.put("code", example.code());
    body.put("trace_id", TRACE_ID);
    let details = example.details();
    let violations = example.has_violations(&details);
    let mut errors = Vec::new();
    for (name, value, flattened) in in_order(details) {
        if flattened && violations {
            let pointer = format!("#/{name}");
            errors.push(Json::object([("detail", as_text(value)), ("pointer", pointer.into())]));
        } else if !RESERVED.contains(&name.as_str()) {
            body.put(name, value);
        }
    }
    if violations {
        body.put("errors", Json::List(errors));
    }
    body
}

fn google(example: &Example<'_>) -> Json {
    let status = example.status(Dialect::Google);
    let error = Json::object([
        ("code", status.into()),
        ("message", example.message().into()),
        ("status", example.public.effective_grpc().as_str().into()),
        ("details", Json::List(google_details(example))),
    ]);
    Json::object([("error", error)])
}

fn google_details(example: &Example<'_>) -> Vec<Json> {
    let details = example.details();
    let violations = example.has_violations(&details);
    let domain = match &example.settings.service {
        Some(service) => service.clone(),
        None => example.public_group.domain.to_ascii_lowercase(),
    };
    let mut fields = Vec::new();
    let mut names = Vec::new();
    let mut metadata: Vec<(String, Json)> = Vec::new();
    for (name, value, flattened) in in_order(details) {
        if flattened && violations {
            let (field, description) = (name.as_str().into(), as_text(value));
            fields.push(Json::object([("field", field), ("description", description)]));
            names.push(name);
        } else {
            put_once(&mut metadata, camel_case(&name), as_text(value));
        }
    }
    if violations {
        put_once(&mut metadata, "fields".to_owned(), names.join(",").into());
    }

    let mut info =
        typed("ErrorInfo", [("reason", example.code().into()), ("domain", domain.into())]);
    if !metadata.is_empty() {
        info.put("metadata", Json::Object(metadata));
    }
    let mut list = vec![info];
    if let Some(wait) = example.retry_after() {
        list.push(typed("RetryInfo", [("retryDelay", seconds(wait).into())]));
    }
    if violations {
        list.push(typed("BadRequest", [("fieldViolations", Json::List(fields))]));
    }
    if !example.locale.is_empty() {
        let (locale, message) = (example.locale.into(), example.message().into());
        list.push(typed("LocalizedMessage", [("locale", locale), ("message", message)]));
    }
    if let Some(url) = example.docs() {
        let description = format!("Troubleshooting {}", example.code());
        let link = Json::object([("description", description.into()), ("url", Json::Text(url))]);
        list.push(typed("Help", [("links", Json::List(vec![link]))]));
    }
    list.push(typed("RequestInfo", [("requestId", TRACE_ID.into())]));
    list
}

fn typed<const N: usize>(name: &str, members: [(&str, Json); N]) -> Json {
    let mut detail =
        Json::object([("@type", format!("type.googleapis.com/google.rpc.{name}").into())]);
    for (name, value) in members {
        detail.put(name, value);
    }
    detail
}

/// The details as members of one object.
fn plain(example: &Example<'_>) -> Vec<(String, Json)> {
    example.details().into_iter().map(|(name, value, _)| (name, value)).collect()
}

/// Flattened details go after the others.
fn in_order(mut details: Vec<(String, Json, bool)>) -> Vec<(String, Json, bool)> {
    details.sort_by_key(|(.., flattened)| *flattened);
    details
}

fn put_once(members: &mut Vec<(String, Json)>, name: String, value: Json) {
    if !members.iter().any(|(known, _)| *known == name) {
        members.push((name, value));
    }
}

/// A value where the shape has room for a text only: a text as it is, the rest as its JSON.
fn as_text(value: Json) -> Json {
    match value {
        Json::Text(_) => value,
        other => Json::Text(other.compact()),
    }
}

/// `slot_start` is `slotStart`; an underscore that has no letter to raise stays.
pub(crate) fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '_' && !camel.is_empty() && next.is_ascii_lowercase() => {
                camel.push(next.to_ascii_uppercase());
                chars.next();
            }
            _ => camel.push(c),
        }
    }
    camel
}

/// A `google.protobuf.Duration` in JSON: no fraction, or one of three, six or nine digits.
fn seconds(wait: core::time::Duration) -> String {
    let (whole, nanos) = (wait.as_secs(), wait.subsec_nanos());
    if nanos == 0 {
        format!("{whole}s")
    } else if nanos % 1_000_000 == 0 {
        format!("{whole}.{:03}s", nanos / 1_000_000)
    } else if nanos % 1_000 == 0 {
        format!("{whole}.{:06}s", nanos / 1_000)
    } else {
        format!("{whole}.{nanos:09}s")
    }
}
