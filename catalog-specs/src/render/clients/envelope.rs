//! Where a body of a dialect has its parts, for clients that read them into one form.

use crate::dialect::{Content, Members, Shape};

/// The places of the parts of an error.
pub(in crate::render) struct Envelope {
    pub(in crate::render) code: Place,
    /// In the order of preference.
    pub(in crate::render) messages: Vec<Place>,
    pub(in crate::render) status: Option<Place>,
    pub(in crate::render) trace_id: Option<Place>,
    /// The delay before a retry in seconds.
    pub(in crate::render) seconds: Option<Place>,
    /// The same as a text, `60s`.
    pub(in crate::render) duration: Option<Place>,
    details: Option<(Place, Content)>,
    pub(in crate::render) violations: Option<(Place, Members)>,
    /// The names of the members beside details that are spread.
    taken: Vec<&'static str>,
}

/// The way from the body to a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Place(pub(in crate::render) Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) enum Step {
    /// The member of an object.
    Member(&'static str),
    /// The first element of a list whose member is this text.
    Element { member: &'static str, text: &'static str },
}

/// How a language writes the expressions of the parts of a body.
pub(in crate::render) struct Access {
    /// The body.
    pub(in crate::render) root: &'static str,
    /// The function of the member of an object.
    pub(in crate::render) member: &'static str,
    /// The function of the element of a list.
    pub(in crate::render) element: &'static str,
    /// The function of a delay in seconds, and that of a delay as a text.
    pub(in crate::render) seconds: &'static str,
    pub(in crate::render) duration: &'static str,
    /// What stands for a part that the dialect does not have, and for a delay.
    pub(in crate::render) none: &'static str,
    pub(in crate::render) no_wait: &'static str,
    pub(in crate::render) literal: fn(&str) -> String,
}

impl Access {
    /// The expression of a part of the body.
    fn expression(&self, place: &Place) -> String {
        let Self { root, member, element, literal, .. } = self;
        place.0.iter().fold((*root).to_owned(), |of, step| match step {
            Step::Member(name) => format!("{member}({of}, {})", literal(name)),
            Step::Element { member, text } => {
                format!("{element}({of}, {}, {})", literal(member), literal(text))
            }
        })
    }
}

impl Envelope {
    /// The template of a reader with the expressions of the parts.
    pub(in crate::render) fn fill(&self, template: &str, access: &Access) -> String {
        let expression = |place: &Place| access.expression(place);
        let part = |place: Option<&Place>| place.map_or_else(|| access.none.to_owned(), expression);
        let messages: Vec<_> = self.messages.iter().map(expression).collect();
        let wait = match (&self.seconds, &self.duration) {
            (Some(place), _) => format!("{}({})", access.seconds, expression(place)),
            (None, Some(place)) => format!("{}({})", access.duration, expression(place)),
            (None, None) => access.no_wait.to_owned(),
        };
        template
            .replace("{code}", &expression(&self.code))
            .replace("{messages}", &messages.join(", "))
            .replace("{status}", &part(self.status.as_ref()))
            .replace("{trace_id}", &part(self.trace_id.as_ref()))
            .replace("{wait}", &wait)
            .replace("{details}", &part(self.details_place()))
            .replace("{violations}", &part(self.violations.as_ref().map(|(place, _)| place)))
    }

    pub(in crate::render) fn new(shape: &'static Shape) -> Self {
        let mut parts = Vec::new();
        walk(shape.members, &mut Vec::new(), &mut parts);
        let find = |wanted: &dyn Fn(&Content) -> bool| {
            let found = parts.iter().find(|part| wanted(&part.content));
            found.map(|part| Place(part.steps.clone()))
        };
        let equal = |wanted: Content| find(&move |content: &Content| *content == wanted);
        let messages = [Content::Message, Content::Detail, Content::Title];
        let list = |part: &Part| match part.content {
            Content::Violations(members) => Some((Place(part.steps.clone()), members)),
            _ => None,
        };
        let details = parts.iter().find_map(|part| match part.content {
            Content::Details(_) => Some((Place(part.steps.clone()), part.content)),
            // Without the name of the member, which is none.
            Content::Spread => {
                let (_, object) = part.steps.split_last()?;
                Some((Place(object.to_vec()), part.content))
            }
            _ => None,
        });
        let beside = parts.iter().filter(|part| {
            details.as_ref().is_some_and(|(place, _)| {
                part.steps.split_last().is_some_and(|(_, object)| *object == place.0)
            })
        });
        let taken = beside.filter_map(|part| match part.steps.last() {
            Some(Step::Member(name)) => Some(*name),
            _ => None,
        });
        Self {
            code: equal(Content::Code).unwrap_or_else(|| Place(vec![Step::Member("code")])),
            messages: messages.into_iter().filter_map(equal).collect(),
            status: equal(Content::Status),
            trace_id: equal(Content::TraceId),
            seconds: equal(Content::Seconds),
            duration: equal(Content::Duration),
            taken: taken.collect(),
            violations: parts.iter().find_map(list),
            details,
        }
    }

    /// The object with the details, whose other members are to be left out if they are spread.
    pub(in crate::render) fn details_place(&self) -> Option<&Place> {
        self.details.as_ref().map(|(place, _)| place)
    }

    /// How details are written, and the names of the members beside them if they are spread.
    pub(in crate::render) fn details_content(&self) -> Option<(Content, Vec<&'static str>)> {
        let (_, content) = self.details.as_ref()?;
        let taken = if *content == Content::Spread { self.taken.clone() } else { Vec::new() };
        Some((*content, taken))
    }

    /// Whether a part is in an element of a list.
    pub(in crate::render) fn has_elements(&self) -> bool {
        let places = [&self.status, &self.trace_id, &self.seconds, &self.duration];
        let places = places.into_iter().flatten().chain(&self.messages).chain([&self.code]);
        let places = places.chain(self.violations.iter().map(|(place, _)| place));
        let mut steps = places.chain(self.details_place()).flat_map(|place| &place.0);
        steps.any(|step| matches!(step, Step::Element { .. }))
    }
}

/// A part of a body and the way to it.
struct Part {
    steps: Vec<Step>,
    content: Content,
}

fn walk(members: Members, steps: &mut Vec<Step>, parts: &mut Vec<Part>) {
    for (name, content) in members {
        steps.push(Step::Member(name));
        parts.push(Part { steps: steps.clone(), content: *content });
        match content {
            Content::Object(inner) => walk(inner, steps, parts),
            Content::List(items) => {
                for item in *items {
                    let tag = item.iter().find_map(|(member, content)| match content {
                        Content::Text(text) => Some(Step::Element { member, text }),
                        _ => None,
                    });
                    if let Some(tag) = tag {
                        steps.push(tag);
                        walk(item, steps, parts);
                        steps.pop();
                    }
                }
            }
            _ => {}
        }
        steps.pop();
    }
}

/// The names of the members of a violation.
#[derive(Default)]
pub(in crate::render) struct ViolationNames {
    pub(in crate::render) field: &'static str,
    pub(in crate::render) text: &'static str,
    pub(in crate::render) rule: &'static str,
    pub(in crate::render) params: &'static str,
    pub(in crate::render) location: &'static str,
}

impl ViolationNames {
    /// A name is empty if the dialect has no such member.
    pub(in crate::render) fn new(members: Members) -> Self {
        let name = |wanted: &[Content]| {
            let found = members.iter().find(|(_, content)| wanted.contains(content));
            found.map_or("", |(name, _)| *name)
        };
        Self {
            field: name(&[Content::Path, Content::Pointer]),
            text: name(&[Content::Reason]),
            rule: name(&[Content::Rule, Content::RuleName]),
            params: name(&[Content::Params]),
            location: name(&[Content::Location]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect;
    use crate::render::sixth::SIXTH;

    fn way(place: &Place) -> String {
        let steps = place.0.iter().map(|step| match step {
            Step::Member(name) => format!(".{name}"),
            Step::Element { member, text } => {
                format!("[{member}={}]", text.rsplit('.').next().unwrap_or(text))
            }
        });
        steps.collect()
    }

    #[test]
    fn every_dialect_says_where_its_parts_are() {
        let parts_of = |shape: &'static Shape| {
            let envelope = Envelope::new(shape);
            let details = envelope.details_place().map(way);
            let wait = envelope.seconds.as_ref().or(envelope.duration.as_ref()).map(way);
            let parts =
                [Some(way(&envelope.code)), details, envelope.trace_id.as_ref().map(way), wait];
            parts.map(Option::unwrap_or_default)
        };
        assert_eq!(
            parts_of(Dialect::Standard.shape()),
            [".error.code", ".error.details", ".error.trace_id", ""]
        );
        assert_eq!(parts_of(Dialect::Problem.shape()), [".code", "", ".trace_id", ""]);
        assert_eq!(
            parts_of(Dialect::Google.shape()),
            [
                ".error.details[@type=ErrorInfo].reason",
                ".error.details[@type=ErrorInfo].metadata",
                ".error.details[@type=RequestInfo].requestId",
                ".error.details[@type=RetryInfo].retryDelay",
            ]
        );
        assert_eq!(parts_of(Dialect::Flat.shape()), [".error_code", ".details", "", ""]);
        assert_eq!(
            parts_of(Dialect::Agent.shape()),
            [".error_code", "", ".request_id", ".retry_after"]
        );
        assert_eq!(parts_of(SIXTH), [".failure.name", ".failure.values", ".ref", ".failure.wait"]);
        let problem = Envelope::new(Dialect::Problem.shape());
        assert!(problem.details_place().is_some_and(|place| place.0.is_empty()));
        let (content, taken) = problem.details_content().unwrap();
        assert!(content == Content::Spread && taken.contains(&"instance"), "{taken:?}");
    }
}
