//! The schema of a body in each dialect.

use super::super::example::camel_case;
use super::super::markdown::commonmark;
use super::super::public::Public;
use super::schema::{integer, object, of, text};
use crate::Dialect;
use crate::model::{Detail, Settings};
use crate::wire::Wire;
use crate::{Class, Json, status};

/// What a body is the body of: any error, those of a status, or those of one code.
pub(super) struct Shape<'s> {
    /// The schema of the code.
    pub(super) code: Json,
    pub(super) status: Option<u16>,
    pub(super) row: Option<Public<'s>>,
    pub(super) settings: Option<&'s Settings>,
}

impl Shape<'_> {
    /// The body of any error with such a code.
    pub(super) fn of(code: Json) -> Self {
        Self { code, status: None, row: None, settings: None }
    }
}

/// The schema of a body.
pub(super) fn schema(dialect: Dialect, shape: &Shape<'_>) -> Json {
    match dialect {
        Dialect::Seed => seed(shape),
        Dialect::Problem => problem(shape),
        Dialect::Google => google(shape),
        Dialect::Flat => flat(shape),
        Dialect::Blk => blk(shape),
    }
}

fn seed(shape: &Shape<'_>) -> Json {
    let details = Details::of(shape);
    let mut members = Members::default();
    members.required("code", shape.code.clone());
    members.required("message", text());
    if let Some(details) = details.member() {
        members.add("details", details.schema, details.required);
    }
    members.optional("trace_id", text());
    let mut whole = Members::default();
    whole.required("error", members.schema());
    whole.schema()
}

fn flat(shape: &Shape<'_>) -> Json {
    let mut members = Members::default();
    members.required("error_code", shape.code.clone());
    members.required("message", text());
    // Always there, `{}` without any.
    let details = Details::of(shape).member();
    let empty = || object([("type", "object".into())]);
    members.required("details", details.map_or_else(empty, |details| details.schema));
    members.schema()
}

fn blk(shape: &Shape<'_>) -> Json {
    let mut members = Members::default();
    let fault = match shape.status {
        Some(status) if status::is_server(status) => Json::list(["SYSTEM_ERROR"]),
        Some(_) => Json::list(["USER_ERROR"]),
        None => Json::list(["SYSTEM_ERROR", "USER_ERROR"]),
    };
    members.required("type", object([("type", "string".into()), ("enum", fault)]));
    members.required("user_message", text());
    members.required("error_code", shape.code.clone());
    members.optional("request_id", text());
    if shape.row.is_none_or(|public| public.waits) {
        members.optional("retry_after", integer(0));
    }
    members.schema()
}

fn problem(shape: &Shape<'_>) -> Json {
    let mut members = Members::default();
    let page = shape.row.zip(shape.settings);
    let page = page.and_then(|(public, settings)| settings.problem_type(public.row));
    let mut kind = object([("type", "string".into()), ("format", "uri-reference".into())]);
    match page {
        Some(page) => kind.put("const", page),
        None if shape.row.is_some() => kind.put("const", "about:blank"),
        None => {}
    }
    members.required("type", kind);
    members.required("title", text());
    members.required("status", status_schema(shape.status));
    members.optional("detail", text());
    let instance = object([("type", "string".into()), ("format", "uri-reference".into())]);
    members.optional("instance", instance);
    members.required("code", shape.code.clone());
    members.optional("trace_id", text());
    Details::of(shape).beside(members)
}

fn google(shape: &Shape<'_>) -> Json {
    let typed = |name: &str| {
        let name = format!("type.googleapis.com/google.rpc.{name}");
        object([("type", "string".into()), ("const", name.into())])
    };
    let mut info = Members::default();
    info.required("@type", typed("ErrorInfo"));
    info.required("reason", shape.code.clone());
    info.required("domain", text());
    if let Some(metadata) = Details::of(shape).metadata() {
        info.add("metadata", metadata.schema, metadata.required);
    }
    let mut other = Members::default();
    other.required("@type", text());
    let mut other = other.schema();
    other.put("additionalProperties", true);
    // `ErrorInfo` goes first, and each type at most once.
    let details = object([
        ("type", "array".into()),
        ("prefixItems", Json::List(vec![info.schema()])),
        ("items", other),
        ("minItems", Json::Integer(1)),
    ]);
    let mut members = Members::default();
    members.required("code", status_schema(shape.status));
    members.required("message", text());
    let mut canonical = text();
    if let Some(public) = shape.row {
        canonical.put("const", public.row.effective_grpc().as_str());
    }
    members.required("status", canonical);
    members.required("details", details);
    let mut whole = Members::default();
    whole.required("error", members.schema());
    whole.schema()
}

fn status_schema(status: Option<u16>) -> Json {
    let mut schema = object([("type", "integer".into())]);
    match status {
        Some(status) => schema.put("const", status),
        None => {
            schema.put("minimum", Json::Integer(400));
            schema.put("maximum", Json::Integer(599));
        }
    }
    schema
}

/// What a body says of its details.
struct Details<'s> {
    /// Nothing where the body is not that of one code.
    row: Option<Public<'s>>,
}

struct Member {
    schema: Json,
    required: bool,
}

impl<'s> Details<'s> {
    fn of(shape: &Shape<'s>) -> Self {
        Self { row: shape.row }
    }

    fn fields(&self) -> &'s [Detail] {
        self.row.map_or(&[], |public| &public.row.details)
    }

    /// Whether a detail is there whenever the code is: what goes out in the place of another code
    /// has none.
    fn is_required(&self, detail: &Detail) -> bool {
        !Wire::may_be_absent(detail) && self.row.is_some_and(|public| !public.stands_in)
    }

    fn named(&self) -> impl Iterator<Item = &'s Detail> {
        self.fields().iter().filter(|detail| !detail.flatten)
    }

    /// What the members of flattened details are.
    fn spread(&self) -> Option<Json> {
        let mut flattened = self.fields().iter().filter(|detail| detail.flatten);
        let first = flattened.next()?;
        Some(match (Wire::of_detail(first), flattened.next()) {
            (Wire::Map(value), None) => of(&value),
            _ => object([]),
        })
    }

    /// The details as an object of their own; nothing where the code has none.
    fn member(&self) -> Option<Member> {
        if self.row.is_none() {
            return Some(Member { schema: object([("type", "object".into())]), required: false });
        }
        if self.fields().is_empty() {
            return None;
        }
        let required = self.named().any(|detail| self.is_required(detail));
        Some(Member { schema: self.beside(Members::default()), required })
    }

    /// The details among other members: those of a problem document, or none.
    fn beside(&self, mut members: Members) -> Json {
        let alone = members.names.is_empty();
        for detail in self.named() {
            // One that stands in for others may be without its details, never with half of them.
            let required =
                if alone { !Wire::may_be_absent(detail) } else { self.is_required(detail) };
            members.add(&detail.name, described(detail), required);
        }
        let violations =
            self.row.is_some_and(|public| public.row.effective_class() == Class::Validation);
        let spread = self.spread();
        if !alone && violations && spread.is_some() {
            let mut error = Members::default();
            error.required("detail", text());
            error.required("pointer", text());
            let errors = object([("type", "array".into()), ("items", error.schema())]);
            members.optional("errors", errors);
            return members.schema();
        }
        let mut schema = members.schema();
        if let Some(spread) = spread {
            schema.put("additionalProperties", spread);
        }
        schema
    }

    /// The details as texts: what `google.rpc.ErrorInfo` has room for.
    fn metadata(&self) -> Option<Member> {
        let open = || object([("type", "object".into()), ("additionalProperties", text())]);
        let Some(public) = self.row else {
            return Some(Member { schema: open(), required: false });
        };
        if public.row.details.is_empty() {
            return None;
        }
        let mut members = Members::default();
        for detail in self.named() {
            let mut schema = text();
            if !detail.doc.is_empty() {
                schema.put("description", commonmark(&detail.doc));
            }
            members.add(&camel_case(&detail.name), schema, !Wire::may_be_absent(detail));
        }
        let mut schema = members.schema();
        schema.put("additionalProperties", text());
        Some(Member { schema, required: self.named().any(|detail| self.is_required(detail)) })
    }
}

fn described(detail: &Detail) -> Json {
    let mut schema = of(&Wire::of_detail(detail));
    if !detail.doc.is_empty() {
        schema.put("description", commonmark(&detail.doc));
    }
    schema
}

/// The members of an object, with those that are always there.
#[derive(Default)]
struct Members {
    names: Vec<String>,
    required: Vec<String>,
    schemas: Vec<(String, Json)>,
}

impl Members {
    fn required(&mut self, name: &str, schema: Json) {
        self.add(name, schema, true);
    }

    fn optional(&mut self, name: &str, schema: Json) {
        self.add(name, schema, false);
    }

    fn add(&mut self, name: &str, schema: Json, required: bool) {
        // The first of a name wins, as it does on the wire.
        if self.names.iter().any(|known| known == name) {
            return;
        }
        self.names.push(name.to_owned());
        if required {
            self.required.push(name.to_owned());
        }
        self.schemas.push((name.to_owned(), schema));
    }

    fn schema(self) -> Json {
        let mut schema = object([("type", "object".into())]);
        if !self.required.is_empty() {
            schema.put("required", Json::list(self.required));
        }
        schema.put("properties", Json::Object(self.schemas));
        schema
    }
}
