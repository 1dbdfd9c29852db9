//! `OpenAPI` 3.1 components for the document of a service, with one response per status.

mod envelope;
mod parts;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use super::GENERATED;
use super::example::{Examples, TRACE_ID};
use super::internals::{Masked, internals, masked_codes};
use super::markdown::{code, commonmark, escaped, facts};
use super::parallel::{CODES_OF_A_THREAD, in_chunks};
use super::public::{Public, deprecation, public_codes};
use crate::Dialect;
use crate::keys::Audience;
use crate::model::Catalog;
use crate::{Json, status};
use envelope::one_of;
use parts::{Part, written};
use schema::{integer, object, text};

/// The document: `components/responses/E404` is what an operation refers to for its 404.
///
/// Each response is complete in itself, so that it can be copied into the document of a service: utoipa collects no
/// schemas of responses. Masked codes and the runbook are left out.
pub fn openapi(catalog: &Catalog) -> String {
    document(catalog, None)
}

/// The internal edition: the same components, with everything that is known about a code in its description.
pub fn internal_openapi(catalog: &Catalog) -> String {
    document(catalog, Some(masked_codes(catalog, &Examples::new(catalog))))
}

/// The responses of an operation that can send every code of a catalogue: an object with a member per status. They are
/// those of the [document](openapi).
pub fn responses(catalog: &Catalog) -> String {
    let document = Document::new(catalog, None);
    let texts = document.all_texts();
    let each = document.described(&texts);
    let by_status = document.by_status(&each);
    let responses = by_status
        .iter()
        .map(|(status, codes)| (status.as_str(), document.response(codes)))
        .collect();
    Part::Object(responses).pretty(length_of(&texts))
}

fn document<'c>(catalog: &'c Catalog, masked: Option<Masked<'c>>) -> String {
    let document = Document::new(catalog, masked);
    let texts = document.all_texts();
    document.whole(&texts)
}

/// About how long the document is: a schema is there twice, and deeper than it was written.
fn length_of(texts: &[Texts]) -> usize {
    let each = texts.iter().map(|one| one.schema.len() * 4 + one.example.len() * 2);
    each.sum::<usize>() + 4096
}

struct Document<'c> {
    catalog: &'c Catalog,
    dialect: Dialect,
    examples: Examples<'c>,
    codes: Vec<Public<'c>>,
    /// The codes that clients never receive, in the internal edition.
    masked: Option<Masked<'c>>,
    /// The schema of each code.
    names: BTreeMap<&'c str, String>,
}

/// The schema of every error.
const ANY_ERROR: &str = "Error";
/// The schema of all codes.
const ANY_CODE: &str = "ErrorCode";

/// What is written of a code.
struct Texts {
    schema: String,
    example: String,
}

/// A code with what is written of it.
struct Described<'d, 'c> {
    public: &'d Public<'c>,
    name: &'d str,
    texts: &'d Texts,
}

impl<'c> Document<'c> {
    fn new(catalog: &'c Catalog, masked: Option<Masked<'c>>) -> Self {
        let examples = Examples::new(catalog);
        let codes = public_codes(catalog, &examples);
        let dialect = Dialect::for_documents(&catalog.settings);
        let names = names(&codes);
        Self { catalog, dialect, examples, codes, masked, names }
    }

    fn all_texts(&self) -> Vec<Texts> {
        let texts = in_chunks(&self.codes, CODES_OF_A_THREAD, |codes| {
            codes.iter().map(|public| self.texts(public)).collect::<Vec<_>>()
        });
        texts.into_iter().flatten().collect()
    }

    fn texts(&self, public: &Public<'c>) -> Texts {
        let example = self.examples.example(public.group, public.entry, None);
        let named =
            object([("summary", example.message().into()), ("value", example.body(self.dialect))]);
        Texts { schema: written(&self.schema_of_code(public)), example: written(&named) }
    }

    fn described<'d>(&'d self, texts: &'d [Texts]) -> Vec<Described<'d, 'c>> {
        let each = self.codes.iter().zip(texts).map(|(public, texts)| Described {
            public,
            name: self.names.get(public.entry.code.as_str()).map_or("", String::as_str),
            texts,
        });
        each.collect()
    }

    /// The codes by the status that is sent: `OpenAPI` has one response per status.
    fn by_status<'e, 'd>(
        &self,
        each: &'e [Described<'d, 'c>],
    ) -> BTreeMap<String, Vec<&'e Described<'d, 'c>>> {
        let mut by_status: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for code in each {
            let status = self.dialect.status(code.public.entry.status);
            by_status.entry(status.to_string()).or_default().push(code);
        }
        by_status
    }

    fn whole(&self, texts: &[Texts]) -> String {
        let each = self.described(texts);
        let by_status = self.by_status(&each);
        let names: Vec<_> = by_status.keys().map(|status| format!("E{status}")).collect();
        let responses: Vec<_> = names
            .iter()
            .zip(by_status.values())
            .map(|(name, codes)| (name.as_str(), self.response(codes)))
            .collect();
        // The responses have copies. These are for responses of a service that are no errors.
        let headers = self.headers(&each.iter().collect::<Vec<_>>());
        let headers = headers.iter().map(|(name, header)| (*name, Part::Json(header.clone())));
        let components = [
            ("responses", responses),
            ("headers", headers.collect()),
            ("schemas", self.schemas(&each)),
        ];
        let components = components.into_iter().filter(|(_, members)| !members.is_empty());
        let components = components.map(|(name, members)| (name, Part::Object(members)));
        let document = Part::Object(vec![
            ("openapi", Part::Json("3.1.0".into())),
            ("info", Part::Json(self.info())),
            ("paths", Part::Object(Vec::new())),
            ("components", Part::Object(components.collect())),
        ]);
        document.pretty(length_of(texts))
    }

    fn info(&self) -> Json {
        let name = if self.catalog.name.is_empty() { "Errors" } else { &self.catalog.name };
        let service = self.catalog.settings.service.as_deref();
        let title =
            service.map_or_else(|| name.to_owned(), |service| format!("{name} of {service}"));
        let mut description = GENERATED.to_owned();
        if !self.catalog.description.is_empty() {
            description = format!("{description}\n\n{}", commonmark(&self.catalog.description));
        }
        object([
            ("title", Json::Text(title)),
            ("description", description.into()),
            // A catalogue has no version.
            ("version", "1".into()),
        ])
    }

    fn response<'p>(&'p self, codes: &[&Described<'p, 'c>]) -> Part<'p> {
        let written = |code: &&Described<'p, 'c>| Part::Written(&code.texts.schema);
        let schema = match codes {
            [only] => written(only),
            _ => Part::Object(vec![("oneOf", Part::List(codes.iter().map(written).collect()))]),
        };
        let examples = codes
            .iter()
            .map(|code| (code.public.entry.code.as_str(), Part::Written(&code.texts.example)));
        let media = vec![("schema", schema), ("examples", Part::Object(examples.collect()))];
        let status = codes.first().map_or(0, |code| self.dialect.status(code.public.entry.status));
        let reason = status::reason(status).unwrap_or("Error");
        let description = match codes {
            _ if codes.len() > 8 => format!("{reason}: one of {} codes", codes.len()),
            _ => {
                let list: Vec<_> =
                    codes.iter().map(|code| escaped(&code.public.entry.code)).collect();
                format!("{reason}: {}", list.join(", "))
            }
        };
        Part::Object(vec![
            ("description", Part::Json(description.into())),
            ("headers", Part::Json(Json::object(self.headers(codes)))),
            ("content", Part::Object(vec![(self.dialect.content_type(), Part::Object(media))])),
        ])
    }

    /// The headers of the responses of codes.
    fn headers(&self, codes: &[&Described<'_, 'c>]) -> Vec<(&'static str, Json)> {
        let header = |description: &str, schema: Json, example: Json| {
            object([("description", description.into()), ("schema", schema), ("example", example)])
        };
        let about = "The id under which the occurrence is found in logs.";
        let mut headers = vec![("X-Request-Id", header(about, text(), TRACE_ID.into()))];
        let locales = self.catalog.locales();
        if let (Some(first), 2..) = (locales.first(), locales.len()) {
            let schema = object([("type", "string".into()), ("enum", Json::list(locales.clone()))]);
            let about = "The locale of the text, where the request asked for one.";
            headers.push(("Content-Language", header(about, schema, (*first).into())));
        }
        if codes.iter().any(|code| code.public.waits) {
            let about = "How many seconds to wait before trying again.";
            headers.push(("Retry-After", header(about, integer(0), Json::Integer(60))));
        }
        // RFC 9110, 15.5.6.
        if codes.iter().any(|code| self.dialect.status(code.public.entry.status) == 405) {
            let about = "The methods that the resource answers to.";
            headers.push(("Allow", header(about, text(), "GET, HEAD".into())));
        }
        if let Some(challenges) = self.challenges(codes) {
            headers.push(("WWW-Authenticate", challenges));
        }
        headers
    }

    /// The header of a 401 (RFC 9110, 15.5.2): one example if all codes send the same, else one per code.
    fn challenges(&self, codes: &[&Described<'_, 'c>]) -> Option<Json> {
        let challenge = |code: &&Described<'_, 'c>| {
            let entry = code.public.entry;
            let challenge = entry.challenge(self.dialect.status(entry.status))?;
            Some((code.name.to_owned(), challenge))
        };
        let all: Vec<_> = codes.iter().filter_map(challenge).collect();
        let (_, first) = all.first()?;
        let mut header =
            object([("description", "How to authenticate.".into()), ("schema", text())]);
        if all.iter().all(|(_, challenge)| challenge == first) {
            header.put("example", *first);
        } else {
            let examples = all
                .iter()
                .map(|(name, value)| (name.clone(), object([("value", (*value).into())])));
            header.put("examples", Json::object(examples));
        }
        Some(header)
    }

    fn schemas<'p>(&'p self, each: &[Described<'p, 'c>]) -> Vec<(&'p str, Part<'p>)> {
        if each.is_empty() {
            return Vec::new();
        }
        let references = each.iter().map(|code| reference("schemas", code.name)).collect();
        let mut any = one_of(references);
        any.put("description", "Any error. A later version may send codes that are not here yet.");
        let mut schemas =
            vec![(ANY_ERROR, Part::Json(any)), (ANY_CODE, Part::Json(self.all_codes()))];
        schemas.extend(each.iter().map(|code| (code.name, Part::Written(&code.texts.schema))));
        schemas
    }

    fn all_codes(&self) -> Json {
        let codes = self.codes.iter().map(|public| public.entry.code.as_str());
        let mut description = "Every code that clients can meet.".to_owned();
        let mut retired: Vec<_> = self.catalog.retired.iter().collect();
        retired.sort_by(|a, b| a.code.cmp(&b.code));
        if !retired.is_empty() {
            let lines = retired.into_iter().map(|retired| {
                format!("- {}: {}", escaped(&retired.code), escaped(&retired.reason))
            });
            let lines: Vec<_> = lines.collect();
            description = format!("{description}\n\nRetired:\n\n{}", lines.join("\n"));
        }
        object([
            ("description", description.into()),
            ("type", "string".into()),
            ("enum", Json::list(codes)),
        ])
    }

    fn schema_of_code(&self, public: &Public<'c>) -> Json {
        let entry = public.entry;
        let settings = &self.catalog.settings;
        let mut schema = envelope::schema(self.dialect.shape(), *public, settings);
        if let Some(title) = &entry.title {
            schema.put("title", title.as_str());
        }
        schema.put("description", self.description(public));
        if entry.deprecated.is_some() {
            schema.put("deprecated", true);
        }
        if let Some(url) = settings.page_url(entry) {
            if url.starts_with("https://") || url.starts_with("http://") {
                schema.put("externalDocs", object([("url", url.into())]));
            }
        }
        schema
    }

    /// The description of a code.
    fn description(&self, public: &Public<'_>) -> String {
        if let Some(masked) = &self.masked {
            return internals(self.catalog, masked, public);
        }
        let entry = public.entry;
        let own = Some(entry.docs.description.as_str()).filter(|text| !text.is_empty());
        let deprecation = deprecation(entry).map(|text| escaped(&text));
        let facts = facts(self.catalog, Audience::Client, public.group, entry, code);
        let facts: Vec<_> = facts.iter().map(|fact| format!("- {fact}")).collect();
        let parts: Vec<String> =
            own.map(commonmark).into_iter().chain(deprecation).chain([facts.join("\n")]).collect();
        parts.join("\n\n")
    }
}

/// The name of each code's schema: the code, unless it has an old spelling.
fn names<'c>(codes: &[Public<'c>]) -> BTreeMap<&'c str, String> {
    let mut used: BTreeSet<String> = [ANY_ERROR.to_owned(), ANY_CODE.to_owned()].into();
    let mut names = BTreeMap::new();
    for public in codes {
        let code = public.entry.code.as_str();
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
