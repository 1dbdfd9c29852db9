//! The body of an example: a shape with example values in it, member for member as the runtime writes it.

use super::facts::{Detail, Example, TRACE_ID};
use crate::Json;
use crate::dialect::{Content, DetailsForm, Members, Shape, text};
use crate::status;

/// The rule of the example violation, whose text is in [`values`](super::values). It has no parameters.
const RULE: &str = "email";

/// Writes a shape with the values of an example.
pub(super) struct Writer<'e> {
    pub(super) example: &'e Example<'e>,
    pub(super) shape: &'static Shape,
    /// The details. If violations have a member in the shape, those of flattened fields come last.
    pub(super) details: Vec<Detail>,
    /// Whether the flattened details are violations that have a member in the shape.
    pub(super) has_violations: bool,
}

impl<'e> Writer<'e> {
    pub(super) fn new(example: &'e Example<'e>, shape: &'static Shape) -> Self {
        let details = example.details();
        let has_violations = example.has_violations(&details);
        Self { example, shape, details, has_violations }
    }

    pub(super) fn body(&self) -> Json {
        self.object(self.shape.members, None)
    }

    /// An object; `violation` is set within the list of violations.
    fn object(&self, members: Members, violation: Option<&Detail>) -> Json {
        let mut object = Json::Object(Vec::new());
        for (name, content) in members {
            if let Content::Spread = content {
                for detail in self.in_order() {
                    if members.iter().all(|(taken, _)| *taken != detail.name) {
                        object.put(detail.name.clone(), detail.value.clone());
                    }
                }
            } else if let Some(value) = self.value(content, violation) {
                object.put(*name, value);
            }
        }
        object
    }

    fn value(&self, content: &Content, violation: Option<&Detail>) -> Option<Json> {
        let example = self.example;
        Some(match content {
            Content::Object(members) => self.object(members, violation),
            Content::List(items) => {
                let is_whole = |item: &&Members| {
                    let mut contents = item.iter().map(|(_, content)| content);
                    contents.all(|content| match content {
                        Content::Details(_) => true,
                        other => self.value(other, None).is_some(),
                    })
                };
                let items = items.iter().filter(is_whole);
                let items: Vec<_> = items.map(|item| self.object(item, None)).collect();
                return (!items.is_empty()).then_some(Json::List(items));
            }
            Content::Text(text) => (*text).into(),
            Content::Code => example.code().into(),
            Content::CodeAfter(text) => format!("{text}{}", example.code()).into(),
            Content::Message => example.message().into(),
            Content::Title => example.title().unwrap_or(example.message()).into(),
            Content::Detail => return example.title().map(|_| example.message().into()),
            Content::Status => self.shape.status(example.public.status).into(),
            Content::Grpc => example.public.effective_grpc().as_str().into(),
            Content::Fault { client, server } => {
                if status::is_server(example.public.status) { *server } else { *client }.into()
            }
            Content::TraceId => TRACE_ID.into(),
            Content::TracePath(path) => format!("{path}{TRACE_ID}").into(),
            Content::Seconds => text::whole_seconds(example.retry_after()?).into(),
            Content::Duration => text::duration(example.retry_after()?).into(),
            Content::Locale if example.locale.is_empty() => return None,
            Content::Locale => example.locale.into(),
            Content::Service => example.service().into(),
            Content::ProblemType => {
                example.problem_type().unwrap_or_else(|| "about:blank".to_owned()).into()
            }
            Content::Page => example.docs()?.into(),
            Content::Details(form) => return self.details(*form),
            Content::Violations(members) if self.has_member(members) => {
                Json::List(self.violations().map(|one| self.object(members, Some(one))).collect())
            }
            Content::Path => violation?.name.as_str().into(),
            Content::Pointer => format!("#/{}", violation?.name).into(),
            Content::Reason => as_text(violation?.value.clone()),
            Content::Rule if example.own.carries_rules() => RULE.into(),
            Content::RuleName if example.own.carries_rules() => text::constant_case(RULE).into(),
            Content::Spread
            | Content::Violations(_)
            | Content::Rule
            | Content::RuleName
            | Content::Params
            | Content::Location => return None,
        })
    }

    /// Whether there are violations for a member of the shape. One without texts lists rules.
    fn has_member(&self, members: Members) -> bool {
        let has_text = members.iter().any(|(_, content)| *content == Content::Reason);
        self.has_violations && (has_text || self.example.own.carries_rules())
    }

    fn details(&self, form: DetailsForm) -> Option<Json> {
        let members: Vec<_> = match form {
            DetailsForm::Json | DetailsForm::JsonAlways => {
                let details = self.details.iter();
                details.map(|detail| (detail.name.clone(), detail.value.clone())).collect()
            }
            DetailsForm::Texts => {
                let fields: Vec<_> = self.violations().map(|one| one.name.as_str()).collect();
                let details = self.in_order().map(|one| (&one.name, as_text(one.value.clone())));
                let fields = self.has_violations.then(|| fields.join(","));
                text::texts(details, fields, Json::Text)
            }
        };
        (form == DetailsForm::JsonAlways || !members.is_empty()).then_some(Json::Object(members))
    }

    /// The details other than violations, those of flattened fields last.
    fn in_order(&self) -> impl Iterator<Item = &Detail> {
        let of =
            |flattened: bool| self.details.iter().filter(move |one| one.flattened == flattened);
        of(false).chain(of(true).filter(|_| !self.has_violations))
    }

    fn violations(&self) -> impl Iterator<Item = &Detail> {
        self.details.iter().filter(|detail| detail.flattened && self.has_violations)
    }
}

/// A value as text: a text is unchanged, other values are their JSON.
fn as_text(value: Json) -> Json {
    match value {
        Json::Text(_) => value,
        other => Json::Text(other.compact()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::super::Examples;
    use super::*;
    use crate::render::sixth::SIXTH;

    #[test]
    fn a_shape_is_all_that_an_example_needs() {
        let catalog = sample::catalog();
        let examples = Examples::new(&catalog);
        let body = |code| {
            let (group, entry) = catalog.get(code).unwrap();
            let example = examples.example(group, entry, None);
            Writer::new(&example, SIXTH).body().compact()
        };
        let start = r#"{"failure":{"name":"A_GONE","text":"gone","http":410,"#;
        let end = r#""values":{"left":2}},"ref":"4bf92f3577b34da6a3ce929d0e0e4736"}"#;
        let page = r#""page":"https://a.example/A_GONE","#;
        assert_eq!(body("A_GONE"), format!("{start}{page}{end}"));
        let wrong = body("A_WRONG");
        let broken =
            r#""broken":[{"field":"email","why":"This is not an e-mail address"}]},"ref":"#;
        assert!(wrong.contains(broken), "{wrong}");
    }
}
