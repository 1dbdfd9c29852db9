//! `OpenAPI` 3.1: components that the document of a service refers to, one response a status.

mod envelope;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use super::example::{Examples, TRACE_ID};
use super::markdown::commonmark;
use super::public::{Public, deprecation, public_codes};
use super::text::visible_json;
use crate::Dialect;
use crate::model::{Catalog, Settings};
use crate::{Json, Retry, status};
use envelope::Shape;
use schema::{integer, object, text};

/// The document: `components/responses/E404` is what an operation refers to for its 404.
///
/// A code that goes out as another one has no place in it, nor have the sections of the runbook:
/// clients read it.
pub fn openapi(catalog: &Catalog) -> String {
    let examples = Examples::of(catalog);
    let codes = public_codes(catalog, &examples);
    let document = Document {
        catalog,
        dialect: Dialect::of(&catalog.settings),
        names: names(&codes),
        examples,
        codes,
    };
    visible_json(&document.whole().pretty()).into_owned()
}

struct Document<'c> {
    catalog: &'c Catalog,
    dialect: Dialect,
    examples: Examples<'c>,
    codes: Vec<Public<'c>>,
    /// The schema of each code.
    names: BTreeMap<&'c str, String>,
}

/// The schema of every error.
const ANY_ERROR: &str = "Error";
/// The schema of all codes.
const ANY_CODE: &str = "ErrorCode";

impl<'c> Document<'c> {
    fn whole(&self) -> Json {
        let name = if self.catalog.name.is_empty() { "Errors" } else { &self.catalog.name };
        let service = self.catalog.settings.service.as_deref();
        let title =
            service.map_or_else(|| name.to_owned(), |service| format!("{name} of {service}"));
        let mut info = Json::object([("title", Json::Text(title))]);
        if !self.catalog.description.is_empty() {
            info.put("description", commonmark(&self.catalog.description));
        }
        // A catalogue has no number of its own: the lock tells one state from another.
        info.put("version", "1");
        Json::object([
            ("openapi", "3.1.0".into()),
            ("info", info),
            ("paths", object([])),
            (
                "components",
                object([
                    ("responses", self.responses()),
                    ("headers", self.headers()),
                    ("schemas", self.schemas()),
                ]),
            ),
        ])
    }

    /// One response a status: `OpenAPI` has room for no more.
    fn responses(&self) -> Json {
        let mut by_status: BTreeMap<u16, Vec<&Public<'c>>> = BTreeMap::new();
        for public in &self.codes {
            by_status.entry(self.dialect.status(public.row.status)).or_default().push(public);
        }
        Json::object(
            by_status
                .iter()
                .map(|(status, codes)| (format!("E{status}"), self.response(*status, codes))),
        )
    }

    fn response(&self, status: u16, codes: &[&Public<'c>]) -> Json {
        let examples = codes.iter().map(|public| {
            let example = self.examples.example(public.group, public.row, None);
            let mut named = object([("summary", example.message().into())]);
            if let Some(description) = description(public) {
                named.put("description", description);
            }
            named.put("value", example.body(self.dialect));
            (public.row.code.clone(), named)
        });
        let media = object([
            ("schema", self.schema_of_status(status, codes)),
            ("examples", Json::object(examples)),
        ]);
        let reason = status::reason(status).unwrap_or("Error");
        let description = match codes {
            _ if codes.len() > 8 => format!("{reason}: one of {} codes", codes.len()),
            _ => {
                let list: Vec<_> = codes.iter().map(|public| public.row.code.as_str()).collect();
                format!("{reason}: {}", list.join(", "))
            }
        };
        let mut headers = vec!["X-Request-Id"];
        if self.catalog.locales().len() > 1 {
            headers.push("Content-Language");
        }
        if codes.iter().any(|public| public.waits) {
            headers.push("Retry-After");
        }
        headers.extend(header_of_status(status));
        let headers = headers.into_iter().map(|name| (name, reference("headers", name)));
        object([
            ("description", description.into()),
            ("headers", Json::object(headers)),
            ("content", object([(self.dialect.content_type(), media)])),
        ])
    }

    /// The codes of a status at one glance, and each with what is its own.
    fn schema_of_status(&self, status: u16, codes: &[&Public<'c>]) -> Json {
        let names = codes.iter().filter_map(|public| self.names.get(public.row.code.as_str()));
        let each: Vec<_> = names.map(|name| reference("schemas", name)).collect();
        if let [only] = each.as_slice() {
            return only.clone();
        }
        let list = codes.iter().map(|public| public.row.code.as_str());
        let mut schema = envelope::schema(
            self.dialect,
            &Shape {
                status: Some(status),
                ..Shape::of(object([("type", "string".into()), ("enum", Json::list(list))]))
            },
        );
        // No two have the same code; `oneOf` would make every reader prove it.
        schema.put("anyOf", Json::List(each));
        schema
    }

    fn headers(&self) -> Json {
        let header = |description: &str, schema: Json, example: Json| {
            object([("description", description.into()), ("schema", schema), ("example", example)])
        };
        let mut used: BTreeMap<&str, Json> = BTreeMap::new();
        used.insert(
            "X-Request-Id",
            header("The id under which the occurrence is found in logs.", text(), TRACE_ID.into()),
        );
        let locales = self.catalog.locales();
        if let (Some(first), 2..) = (locales.first(), locales.len()) {
            let schema = object([("type", "string".into()), ("enum", Json::list(locales.clone()))]);
            let about = "The locale of the text, where the request asked for one.";
            used.insert("Content-Language", header(about, schema, (*first).into()));
        }
        if self.codes.iter().any(|public| public.waits) {
            let about = "How many seconds to wait before trying again.";
            used.insert("Retry-After", header(about, integer(0), Json::Integer(60)));
        }
        for public in &self.codes {
            match header_of_status(self.dialect.status(public.row.status)) {
                Some("Allow") => {
                    let about = "The methods that the resource answers to.";
                    used.insert("Allow", header(about, text(), "GET, HEAD".into()));
                }
                Some(name) => {
                    used.insert(name, header("How to authenticate.", text(), "Bearer".into()));
                }
                None => {}
            }
        }
        Json::object(used)
    }

    fn schemas(&self) -> Json {
        let mut schemas = Vec::with_capacity(self.codes.len() + 2);
        let mut any = envelope::schema(self.dialect, &Shape::of(reference("schemas", ANY_CODE)));
        any.put("description", "Any error. A later version may send codes that are not here yet.");
        schemas.push((ANY_ERROR.to_owned(), any));
        schemas.push((ANY_CODE.to_owned(), self.all_codes()));
        for public in &self.codes {
            if let Some(name) = self.names.get(public.row.code.as_str()) {
                schemas.push((name.clone(), self.schema_of_code(public)));
            }
        }
        Json::Object(schemas)
    }

    fn all_codes(&self) -> Json {
        let codes = self.codes.iter().map(|public| public.row.code.as_str());
        let mut schema = object([
            ("description", "Every code that clients can meet.".into()),
            ("type", "string".into()),
        ]);
        // An `enum` without values would refuse what a catalogue without codes has no opinion of.
        if !self.codes.is_empty() {
            schema.put("enum", Json::list(codes));
        }
        let mut retired: Vec<_> = self.catalog.retired.iter().collect();
        retired.sort_by(|a, b| a.code.cmp(&b.code));
        if !retired.is_empty() {
            let reasons =
                retired.into_iter().map(|retired| (&*retired.code, retired.reason.as_str().into()));
            schema.put("x-retired", Json::object(reasons));
        }
        schema
    }

    fn schema_of_code(&self, public: &Public<'c>) -> Json {
        let row = public.row;
        let mut schema = envelope::schema(
            self.dialect,
            &Shape {
                code: object([("type", "string".into()), ("const", row.code.as_str().into())]),
                status: Some(self.dialect.status(row.status)),
                row: Some(*public),
                settings: Some(&self.catalog.settings),
            },
        );
        if let Some(title) = &row.title {
            schema.put("title", title.as_str());
        }
        if let Some(description) = description(public) {
            schema.put("description", description);
        }
        if row.deprecated.is_some() {
            schema.put("deprecated", true);
        }
        let page = self.catalog.settings.docs.as_ref().or(row.doc_url.as_ref());
        if let Some(url) = page.map(|template| Settings::url(template, &row.code)) {
            if url.starts_with("https://") || url.starts_with("http://") {
                schema.put("externalDocs", object([("url", url.into())]));
            }
        }
        schema.put("x-status", row.status);
        schema.put("x-class", row.effective_class().as_str());
        schema.put("x-retry", retry(row.effective_retry()));
        if let Some(wait) = row.retry_after {
            schema.put("x-retry-after", super::example::whole_seconds(wait));
        }
        schema.put("x-grpc", row.effective_grpc().as_str());
        if !row.formerly.is_empty() {
            schema.put("x-formerly", Json::list(row.formerly.iter().map(String::as_str)));
        }
        schema
    }
}

/// What a client's developer reads about a code.
fn description(public: &Public<'_>) -> Option<String> {
    let own = Some(public.row.docs.description.as_str()).filter(|text| !text.is_empty());
    let parts: Vec<String> =
        own.map(commonmark).into_iter().chain(deprecation(public.row)).collect();
    Some(parts.join("\n\n")).filter(|text| !text.is_empty())
}

/// What a status obliges to (RFC 9110, 15.5.2 and 15.5.6).
fn header_of_status(status: u16) -> Option<&'static str> {
    match status {
        401 => Some("WWW-Authenticate"),
        405 => Some("Allow"),
        _ => None,
    }
}

fn retry(retry: Retry) -> Json {
    match retry {
        Retry::Custom(backoff) => object([
            ("max", backoff.max.into()),
            (
                "base_ms",
                Json::Integer(i128::try_from(backoff.base.as_millis()).unwrap_or(i128::MAX)),
            ),
            ("factor", backoff.factor.into()),
        ]),
        named => named.as_str().into(),
    }
}

/// A name for each code's schema. Codes are names already, but for old spellings.
fn names<'c>(codes: &[Public<'c>]) -> BTreeMap<&'c str, String> {
    let mut used: BTreeSet<String> = [ANY_ERROR.to_owned(), ANY_CODE.to_owned()].into();
    let mut names = BTreeMap::new();
    for public in codes {
        let code = public.row.code.as_str();
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let mut name: String = code.chars().map(|c| if legal(c) { c } else { '_' }).collect();
        while name.is_empty() || !used.insert(name.clone()) {
            name.push('_');
        }
        names.insert(code, name);
    }
    names
}

fn reference(kind: &str, name: &str) -> Json {
    object([("$ref", format!("#/components/{kind}/{name}").into())])
}
