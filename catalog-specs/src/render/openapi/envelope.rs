//! The schema of a response body, from its shape.

use super::super::markdown::commonmark;
use super::super::public::Public;
use super::schema::{integer, object, schema_of, text};
use crate::dialect::text::camel_case;
use crate::dialect::{Content, Form, Members, Shape};
use crate::json_type::JsonType;
use crate::model::{Detail, Settings};
use crate::{Class, Json, status};

/// The errors that a schema covers: all, those of a status, or those of one code.
pub(super) struct Body<'s> {
    /// The schema of the code.
    pub(super) code: Json,
    pub(super) status: Option<u16>,
    pub(super) entry: Option<Public<'s>>,
    pub(super) settings: Option<&'s Settings>,
}

impl Body<'_> {
    /// A body with a schema of the code.
    pub(super) fn with_code(code: Json) -> Self {
        Self { code, status: None, entry: None, settings: None }
    }
}

/// The schema of a body.
pub(super) fn schema(shape: &'static Shape, body: &Body<'_>) -> Json {
    Schema { shape, body, details: Details { entry: body.entry } }.whole()
}

struct Schema<'s> {
    shape: &'static Shape,
    body: &'s Body<'s>,
    details: Details<'s>,
}

/// The schema of a member, and whether it is required.
type Member = (Json, bool);

impl Schema<'_> {
    fn whole(&self) -> Json {
        self.object(self.shape.members)
    }

    fn object(&self, members: Members) -> Json {
        let mut properties = Properties::default();
        let mut further = None;
        for (name, content) in members {
            if let Content::Spread = content {
                self.details.spread_into(members, &mut properties);
                further = self.details.of_maps().filter(|_| !self.are_violations());
            } else if let Some((schema, required)) = self.member(content) {
                properties.add(name, schema, required);
            }
        }
        properties.schema(further)
    }

    /// The member with a content; `None` if the body never has it.
    fn member(&self, content: &Content) -> Option<Member> {
        let body = self.body;
        let schema = match content {
            Content::Object(members) => self.object(members),
            Content::List(items) => self.list(items),
            Content::Text(constant) => {
                object([("type", "string".into()), ("const", (*constant).into())])
            }
            Content::Code => body.code.clone(),
            Content::Status => status_schema(body.status),
            Content::Grpc => {
                let mut canonical = text();
                if let Some(public) = body.entry {
                    canonical.put("const", public.entry.effective_grpc().as_str());
                }
                canonical
            }
            Content::Fault { client, server } => {
                let faults = match body.status {
                    Some(status) if status::is_server(status) => Json::list([*server]),
                    Some(_) => Json::list([*client]),
                    None => Json::list([*server, *client]),
                };
                object([("type", "string".into()), ("enum", faults)])
            }
            Content::ProblemType => self.problem_type(),
            Content::TracePath(_) | Content::Page => address(),
            Content::Seconds | Content::Duration
                if body.entry.is_some_and(|public| !public.waits) =>
            {
                return None;
            }
            Content::Seconds => integer(0),
            Content::Details(form) => return self.details.member(*form),
            Content::Violations(members) if self.has_violations(members) => {
                object([("type", "array".into()), ("items", self.object(members))])
            }
            Content::Violations(_) | Content::Spread => return None,
            Content::Rule | Content::RuleName | Content::Params | Content::Location
                if !self.carries_rules() =>
            {
                return None;
            }
            Content::Params => object([("type", "object".into())]),
            Content::Location => object([
                ("type", "string".into()),
                ("enum", Json::list(["query", "path", "header", "cookie"])),
            ]),
            Content::Rule
            | Content::RuleName
            | Content::CodeAfter(_)
            | Content::Message
            | Content::Title
            | Content::Detail
            | Content::TraceId
            | Content::Duration
            | Content::Locale
            | Content::Service
            | Content::Path
            | Content::Pointer
            | Content::Reason => text(),
        };
        Some((schema, !content.may_be_absent()))
    }

    /// A list: a schema per required element, and the common schema of the optional ones.
    fn list(&self, items: &[Members]) -> Json {
        let is_always_there = |item: &&&Members| {
            let needed = |content: &Content| !matches!(content, Content::Details(_));
            item.iter().all(|(_, content)| !needed(content) || !content.may_be_absent())
        };
        let first: Vec<_> = items
            .iter()
            .take_while(|item| is_always_there(&item))
            .map(|item| self.object(item))
            .collect();
        let mut other = Properties::default();
        for (name, content) in items.iter().flat_map(|item| item.iter()) {
            if let Content::Text(_) = content {
                other.add(name, text(), true);
            }
        }
        let length = first.len();
        let mut schema = object([("type", "array".into())]);
        if length > 0 {
            schema.put("prefixItems", Json::List(first));
        }
        schema.put("items", other.schema(Some(true.into())));
        if length > 0 {
            schema.put("minItems", length as u64);
        }
        schema
    }

    fn problem_type(&self) -> Json {
        let mut schema = address();
        let Some(public) = self.body.entry else { return schema };
        let page = self.body.settings.and_then(|settings| settings.problem_type(public.entry));
        schema.put("const", page.unwrap_or_else(|| "about:blank".to_owned()));
        schema
    }

    /// Whether flattened details are violations for a member of the shape. One without texts lists rules.
    fn has_violations(&self, members: Members) -> bool {
        let has_text = members.iter().any(|(_, content)| *content == Content::Reason);
        self.are_violations() && (has_text || self.carries_rules())
    }

    /// Whether flattened details are violations.
    fn are_violations(&self) -> bool {
        let is_validation =
            |public: Public<'_>| public.entry.effective_class() == Class::Validation;
        self.body.entry.is_some_and(is_validation) && self.details.of_maps().is_some()
    }

    fn carries_rules(&self) -> bool {
        self.body.entry.is_some_and(|public| public.entry.carries_rules())
    }
}

fn address() -> Json {
    object([("type", "string".into()), ("format", "uri-reference".into())])
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

/// The details of a body.
struct Details<'s> {
    /// `None` unless the body is that of one code.
    entry: Option<Public<'s>>,
}

impl<'s> Details<'s> {
    fn fields(&self) -> &'s [Detail] {
        self.entry.map_or(&[], |public| &public.entry.details)
    }

    /// Whether a detail is always present. A code that others are masked as may lack its details.
    fn is_required(&self, detail: &Detail) -> bool {
        !JsonType::may_be_absent(detail) && self.entry.is_some_and(|public| !public.stands_in)
    }

    fn named(&self) -> impl Iterator<Item = &'s Detail> {
        self.fields().iter().filter(|detail| !detail.flatten)
    }

    /// The schema of the members of flattened details.
    fn of_maps(&self) -> Option<Json> {
        let mut flattened = self.fields().iter().filter(|detail| detail.flatten);
        let first = flattened.next()?;
        Some(match (JsonType::from_detail(first), flattened.next()) {
            (JsonType::Map(value), None) => schema_of(&value),
            _ => object([]),
        })
    }

    /// The details as an object; `None` if the code has none.
    fn member(&self, form: Form) -> Option<Member> {
        let open = || object([("type", "object".into())]);
        let Some(public) = self.entry else {
            let mut schema = open();
            if form == Form::Texts {
                schema.put("additionalProperties", text());
            }
            return Some((schema, form == Form::JsonAlways));
        };
        if public.entry.details.is_empty() {
            return (form == Form::JsonAlways).then(|| (open(), true));
        }
        let mut properties = Properties::default();
        for detail in self.named() {
            // If others are masked as this code, the details are all present or all absent.
            let required = !JsonType::may_be_absent(detail);
            match form {
                Form::Json | Form::JsonAlways => {
                    properties.add(
                        &detail.name,
                        described(detail, schema_of(&JsonType::from_detail(detail))),
                        required,
                    );
                }
                Form::Texts => {
                    properties.add(&camel_case(&detail.name), described(detail, text()), required);
                }
            }
        }
        let further = if form == Form::Texts { Some(text()) } else { self.of_maps() };
        let required = self.named().any(|detail| self.is_required(detail));
        Some((properties.schema(further), required || form == Form::JsonAlways))
    }

    /// Adds the details as members of the object.
    fn spread_into(&self, members: Members, properties: &mut Properties) {
        for detail in self.named() {
            if members.iter().all(|(taken, _)| *taken != detail.name) {
                let schema = described(detail, schema_of(&JsonType::from_detail(detail)));
                properties.add(&detail.name, schema, self.is_required(detail));
            }
        }
    }
}

fn described(detail: &Detail, mut schema: Json) -> Json {
    if !detail.doc.is_empty() {
        schema.put("description", commonmark(&detail.doc));
    }
    schema
}

/// The properties of an object, and which are required.
#[derive(Default)]
struct Properties {
    names: Vec<String>,
    required: Vec<String>,
    schemas: Vec<(String, Json)>,
}

impl Properties {
    fn add(&mut self, name: &str, schema: Json, required: bool) {
        // As on the wire, the first of two equal names wins.
        if self.names.iter().any(|known| known == name) {
            return;
        }
        self.names.push(name.to_owned());
        if required {
            self.required.push(name.to_owned());
        }
        self.schemas.push((name.to_owned(), schema));
    }

    fn schema(self, further: Option<Json>) -> Json {
        let mut schema = object([("type", "object".into())]);
        if !self.required.is_empty() {
            schema.put("required", Json::list(self.required));
        }
        schema.put("properties", Json::Object(self.schemas));
        if let Some(further) = further {
            schema.put("additionalProperties", further);
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::example::Examples;
    use super::super::super::public::public_codes;
    use super::super::super::sample;
    use super::*;
    use crate::render::sixth::SIXTH;

    #[test]
    fn a_shape_is_all_that_a_schema_needs() {
        let catalog = sample::catalog();
        let codes = public_codes(&catalog, &Examples::new(&catalog));
        let schema = |at: usize| {
            let entry = codes.get(at).copied();
            let settings = Some(&catalog.settings);
            let body = Body { code: text(), status: Some(410), entry, settings };
            schema(SIXTH, &body).compact()
        };
        let gone = schema(0);
        for part in [
            r#""required":["failure"],"properties":{"failure":{"type":"object","#,
            r#""required":["name","text","http","values"],"properties":{"name":{"type":"string"},"#,
            r#""http":{"type":"integer","const":410},"#,
            r#""page":{"type":"string","format":"uri-reference"},"#,
            r#""values":{"type":"object","required":["left"],"properties":{"left":{"#,
            r#""ref":{"type":"string"}}}"#,
        ] {
            assert!(gone.contains(part), "{part}\n{gone}");
        }
        let part =
            r#""broken":{"type":"array","items":{"type":"object","required":["field","why"],"#;
        assert!(!gone.contains("broken") && schema(1).contains(part), "{gone}\n{}", schema(1));
    }
}
