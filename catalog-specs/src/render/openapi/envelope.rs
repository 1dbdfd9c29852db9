//! The schema of the body of a code, from its shape.

use super::super::markdown::commonmark;
use super::super::public::Public;
use super::schema::{constant, integer, object, open, schema_of, text};
use crate::dialect::text::camel_case;
use crate::dialect::{Content, DetailsForm, Members, Shape};
use crate::json_type::JsonType;
use crate::model::{Detail, Settings};
use crate::{Class, Json, status};

/// The schema of the bodies of a code.
pub(super) fn schema(shape: &'static Shape, public: Public<'_>, settings: &Settings) -> Json {
    let status = shape.status(public.entry.status);
    Schema { status, public, settings, details: Details { public } }.object(shape.members)
}

struct Schema<'s> {
    /// As it is sent.
    status: u16,
    public: Public<'s>,
    settings: &'s Settings,
    details: Details<'s>,
}

/// The schema of a member, and whether it is required.
type Member = (Json, bool);

impl Schema<'_> {
    fn object(&self, members: Members) -> Json {
        let mut properties = Properties::default();
        let mut further = None;
        for (name, content) in members {
            if let Content::Spread = content {
                self.details.spread_into(members, &mut properties);
                // Members of a map have other types than the members that are there anyway. A type for them would
                // contradict those in the clients that are generated.
                let is_open = self.details.has_maps() && !self.are_violations();
                further = is_open.then(|| true.into());
            } else if let Some((schema, required)) = self.member(content) {
                properties.add(name, schema, required);
            }
        }
        properties.schema(further)
    }

    /// An element of a list: it has all of its members, or it is left out.
    fn element(&self, members: Members) -> Option<Json> {
        let mut properties = Properties::default();
        for (name, content) in members {
            match (self.member(content), content) {
                (Some((schema, required)), Content::Details(_)) => {
                    properties.add(name, schema, required);
                }
                (Some((schema, _)), _) => properties.add(name, schema, true),
                (None, Content::Details(_)) => {}
                (None, _) => return None,
            }
        }
        Some(properties.schema(None))
    }

    /// The member with a content; `None` if the body never has it.
    fn member(&self, content: &Content) -> Option<Member> {
        let entry = self.public.entry;
        let schema = match content {
            Content::Object(members) => self.object(members),
            Content::List(items) => self.list(items)?,
            Content::Text(text) => constant("string", *text),
            Content::Code => constant("string", entry.code.as_str()),
            Content::CodeAfter(prefix) => constant("string", format!("{prefix}{}", entry.code)),
            Content::Status => constant("integer", self.status),
            Content::Grpc => constant("string", entry.effective_grpc().as_str()),
            Content::Fault { client, server } => {
                constant("string", if status::is_server(entry.status) { *server } else { *client })
            }
            Content::ProblemType => {
                let page = self.settings.problem_type(entry);
                constant("string", page.unwrap_or_else(|| "about:blank".to_owned()))
            }
            Content::Page if self.settings.page_url(entry).is_none() => return None,
            Content::TracePath(_) | Content::Page => address(),
            Content::Seconds | Content::Duration if !self.public.waits => return None,
            Content::Seconds => integer(0),
            Content::Details(form) => return self.details.member(*form),
            Content::Violations(members) if self.has_violations(members) => {
                object([("type", "array".into()), ("items", self.object(members))])
            }
            Content::Violations(_) | Content::Spread => return None,
            Content::Rule | Content::RuleName | Content::Params | Content::Location
                if !entry.carries_rules() =>
            {
                return None;
            }
            Content::Params => schema_of(&JsonType::Map(Box::new(JsonType::Any))),
            Content::Location => object([
                ("type", "string".into()),
                ("enum", Json::list(["query", "path", "header", "cookie"])),
            ]),
            Content::Rule
            | Content::RuleName
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

    /// A list: those of its elements that are always there, then any of the others.
    ///
    /// One generator of clients makes a tuple of `prefixItems` and forgets `items`, another one adds `items` as a last
    /// place. So the others are in both, which gives each of them its type in either client.
    fn list(&self, items: &[Members]) -> Option<Json> {
        let is_sure = |item: &Members| {
            let mut contents = item.iter().map(|(_, content)| content);
            contents
                .all(|content| matches!(content, Content::Details(_)) || !content.may_be_absent())
        };
        let sure = items.iter().take_while(|item| is_sure(item)).count();
        let (first, others) = items.split_at_checked(sure)?;
        let mut first: Vec<_> = first.iter().filter_map(|item| self.element(item)).collect();
        let others: Vec<_> = others.iter().filter_map(|item| self.element(item)).collect();
        let least = u64::try_from(first.len()).unwrap_or(u64::MAX).max(1);
        let other = match <[Json; 1]>::try_from(others) {
            Ok([only]) => Some(only),
            Err(others) => Some(others).filter(|others| !others.is_empty()).map(one_of),
        };
        let mut schema = object([("type", "array".into())]);
        if first.is_empty() {
            schema.put("items", other?);
        } else {
            first.extend(other.clone());
            schema.put("prefixItems", Json::List(first));
            schema.put("items", other.unwrap_or_else(open));
        }
        schema.put("minItems", least);
        Some(schema)
    }

    /// Whether there are violations for a member of the shape. One without texts lists rules.
    fn has_violations(&self, members: Members) -> bool {
        let has_text = members.iter().any(|(_, content)| *content == Content::Reason);
        self.are_violations() && (has_text || self.public.entry.carries_rules())
    }

    /// Whether flattened details are violations.
    fn are_violations(&self) -> bool {
        self.public.entry.effective_class() == Class::Validation && self.details.has_maps()
    }
}

/// One of several schemas, which exclude each other by a constant.
pub(super) fn one_of(schemas: Vec<Json>) -> Json {
    object([("oneOf", Json::List(schemas))])
}

fn address() -> Json {
    object([("type", "string".into()), ("format", "uri-reference".into())])
}

/// The details of a body.
struct Details<'s> {
    public: Public<'s>,
}

impl<'s> Details<'s> {
    fn fields(&self) -> &'s [Detail] {
        &self.public.entry.details
    }

    /// Whether a detail is always present. A code that others are masked as may lack its details.
    fn is_required(&self, detail: &Detail) -> bool {
        !JsonType::may_be_absent(detail) && !self.public.stands_in
    }

    fn named(&self) -> impl Iterator<Item = &'s Detail> {
        self.fields().iter().filter(|detail| !detail.flatten)
    }

    fn has_maps(&self) -> bool {
        self.fields().iter().any(|detail| detail.flatten)
    }

    /// The schema of the members of flattened details beside those that have a name. Generators of clients give all
    /// members of an object one type, so a type that the named ones do not have is left out.
    fn of_maps(&self, named: &[(String, Json)]) -> Option<Json> {
        let mut flattened = self.fields().iter().filter(|detail| detail.flatten);
        let first = flattened.next()?;
        let typed = match (JsonType::from_detail(first), flattened.next()) {
            (JsonType::Map(value), None) => Some(schema_of(&value)),
            _ => None,
        };
        let kind = |schema: &Json| schema.get("type").cloned();
        let agrees = |schema: &Json| named.iter().all(|(_, named)| kind(named) == kind(schema));
        Some(typed.filter(agrees).unwrap_or(true.into()))
    }

    /// The details as an object; `None` if the code has none.
    fn member(&self, form: DetailsForm) -> Option<Member> {
        if self.fields().is_empty() {
            let none = || object([("type", "object".into())]);
            return (form == DetailsForm::JsonAlways).then(|| (none(), true));
        }
        let mut properties = Properties::default();
        for detail in self.named() {
            // If others are masked as this code, the details are all present or all absent.
            let required = !JsonType::may_be_absent(detail);
            let (name, schema) = match form {
                DetailsForm::Json | DetailsForm::JsonAlways => {
                    (detail.name.clone(), schema_of(&JsonType::from_detail(detail)))
                }
                DetailsForm::Texts => (camel_case(&detail.name), text()),
            };
            properties.add(&name, described(detail, schema), required);
        }
        let further = match form {
            DetailsForm::Texts => Some(text()),
            DetailsForm::Json | DetailsForm::JsonAlways => self.of_maps(&properties.schemas),
        };
        let required = self.named().any(|detail| self.is_required(detail));
        Some((properties.schema(further), required || form == DetailsForm::JsonAlways))
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
    required: Vec<String>,
    schemas: Vec<(String, Json)>,
}

impl Properties {
    fn add(&mut self, name: &str, schema: Json, required: bool) {
        // As on the wire, the first of two equal names wins.
        if self.schemas.iter().any(|(known, _)| known == name) {
            return;
        }
        if required {
            self.required.push(name.to_owned());
        }
        self.schemas.push((name.to_owned(), schema));
    }

    fn schema(self, further: Option<Json>) -> Json {
        if self.schemas.is_empty() && further.is_none() {
            return open();
        }
        let mut schema = object([("type", "object".into())]);
        if !self.required.is_empty() {
            schema.put("required", Json::list(self.required));
        }
        if !self.schemas.is_empty() {
            schema.put("properties", Json::Object(self.schemas));
        }
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
        let schema = |at: usize| schema(SIXTH, codes[at], &catalog.settings).compact();
        let gone = schema(0);
        for part in [
            r#""required":["failure"],"properties":{"failure":{"type":"object","#,
            r#""required":["name","text","http","values"],"properties":{"name":{"type":"string","#,
            r#""enum":["A_GONE"],"const":"A_GONE"}"#,
            r#""http":{"type":"integer","enum":[410],"const":410},"#,
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
