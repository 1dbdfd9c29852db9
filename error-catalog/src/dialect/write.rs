//! Writes a body by the shape of its dialect.

use core::cell::OnceCell;
use std::borrow::Cow;

use catalog_specs_core::dialect::{Content, DetailsForm, Members, Shape, literals, text};
use catalog_specs_core::{Class, Dialect as Word, derived};
use http::StatusCode;

use super::details::Violation;
use super::facts::{has_violations, metadata, page, service, violations};
use super::pointer::{percent_encode, pointer_to};
use super::{Details, Parts, default_body};
use crate::json::{escape, write_number, write_string};

/// What is known of a dialect at compile time.
pub(super) struct Plan {
    shape: &'static Shape,
    /// The length of a body without its values, and room for what some codes have.
    frame: usize,
    /// Whether the derive computes its constant bodies.
    is_default: bool,
}

impl Plan {
    pub(super) const fn for_dialect(dialect: Word) -> Self {
        Self::for_shape(dialect.shape(), matches!(dialect, Word::DEFAULT))
    }

    pub(super) const fn for_shape(shape: &'static Shape, is_default: bool) -> Self {
        Self { shape, frame: literals(shape.members) + 128, is_default }
    }

    /// Appends the body.
    #[inline]
    pub(super) fn write(&self, parts: &Parts<'_>, out: &mut Vec<u8>) {
        if self.is_default {
            default_body::write(parts, out);
        } else {
            self.write_by_shape(parts, out);
        }
    }

    /// The body: constant bytes where nothing in it is dynamic, or else as much memory as it needs.
    #[inline]
    pub(super) fn body(&self, parts: &Parts<'_>) -> Cow<'static, [u8]> {
        if self.is_default {
            return default_body::body(parts);
        }
        let mut out = Vec::new();
        self.write_by_shape(parts, &mut out);
        Cow::Owned(out)
    }

    fn write_by_shape(&self, parts: &Parts<'_>, out: &mut Vec<u8>) {
        let trace_id = parts.trace_id();
        out.reserve(self.frame + parts.length_of_values() + trace_id.map_or(0, str::len));
        let (details, problem_type, title) = Default::default();
        let writer = Writer { shape: self.shape, parts, trace_id, details, problem_type, title };
        writer.object(self.shape.members, None, false, out);
    }

    /// The body as constant bytes, where it has no dynamic part.
    #[inline]
    pub(super) fn constant(&self, parts: &Parts<'_>) -> Option<&'static [u8]> {
        if !self.is_default || parts.trace_id().is_some() {
            return None;
        }
        parts.constant_but_for_trace_id().map(str::as_bytes)
    }

    /// The status that is sent.
    #[inline]
    pub(super) fn status(&self, parts: &Parts<'_>) -> StatusCode {
        status(self.shape, parts)
    }
}

#[inline]
fn status(shape: &Shape, parts: &Parts<'_>) -> StatusCode {
    let own = parts.status();
    if shape.statuses.is_empty() {
        return own;
    }
    StatusCode::from_u16(shape.status(own.as_u16())).unwrap_or(own)
}

struct Writer<'w> {
    shape: &'static Shape,
    parts: &'w Parts<'w>,
    trace_id: Option<&'w str>,
    /// What few contents need, and some of them twice.
    details: OnceCell<Details>,
    problem_type: OnceCell<Option<String>>,
    title: OnceCell<Option<&'w str>>,
}

impl<'w> Writer<'w> {
    /// Appends an object; a violation is given inside the list of them. An element of a list that lacks anything but
    /// details ends there, and says `false`.
    fn object(
        &self,
        members: Members,
        violation: Option<&Violation>,
        is_element: bool,
        out: &mut Vec<u8>,
    ) -> bool {
        let mut lead = b'{';
        for (name, content) in members {
            let start = out.len();
            if let Content::Spread = content {
                self.spread(members, lead, out);
            } else if !self.is_absent(content) {
                out.extend_from_slice(&[lead, b'"']);
                out.extend_from_slice(name.as_bytes());
                out.extend_from_slice(b"\":");
                if !self.value(content, violation, out) {
                    out.truncate(start);
                }
            }
            if out.len() > start {
                lead = b',';
            } else if is_element && !matches!(content, Content::Details(_)) {
                return false;
            }
        }
        if lead == b'{' {
            out.push(b'{');
        }
        out.push(b'}');
        true
    }

    /// Whether a content is known to be absent before its name is written: a name that is taken back could cost an
    /// allocation.
    fn is_absent(&self, content: &Content) -> bool {
        match content {
            Content::TraceId | Content::TracePath(_) => self.trace_id.is_none(),
            Content::Details(form) => {
                *form != DetailsForm::JsonAlways && self.parts.has_no_details()
            }
            Content::Violations(_) => {
                self.parts.has_no_details() || self.parts.entry().class() != Class::Validation
            }
            _ => false,
        }
    }

    /// Appends a value; `false` where it is absent, and the caller then discards what was appended.
    fn value(&self, content: &Content, violation: Option<&Violation>, out: &mut Vec<u8>) -> bool {
        let parts = self.parts;
        match content {
            Content::Object(members) => {
                self.object(members, violation, false, out);
            }
            Content::List(items) => return self.list(items, out),
            Content::Text(text) => write_plain(text, out),
            // The grammar of codes has nothing to escape.
            Content::Code => write_plain(parts.code(), out),
            Content::CodeAfter(text) => {
                out.push(b'"');
                out.extend_from_slice(text.as_bytes());
                escape(parts.code(), out);
                out.push(b'"');
            }
            Content::Message => parts.write_message_json(out),
            Content::Title => match self.title() {
                Some(title) => write_string(title, out),
                None => parts.write_message_json(out),
            },
            Content::Detail => {
                if self.title().is_none() {
                    return false;
                }
                parts.write_message_json(out);
            }
            Content::Status => write_number(status(self.shape, parts).as_u16().into(), out),
            Content::Grpc => write_plain(parts.entry().grpc().as_str(), out),
            Content::Fault { client, server } => {
                let is_server = parts.status().is_server_error();
                write_plain(if is_server { server } else { client }, out);
            }
            Content::TraceId => return self.trace_id.map(|id| write_string(id, out)).is_some(),
            Content::TracePath(path) => {
                let Some(id) = self.trace_id else { return false };
                let mut path = String::from(*path);
                percent_encode(id, &mut path);
                write_string(&path, out);
            }
            Content::Seconds => {
                let Some(wait) = parts.retry_after() else { return false };
                write_number(text::whole_seconds(wait), out);
            }
            Content::Duration => {
                let Some(wait) = parts.retry_after() else { return false };
                write_string(&text::duration(wait), out);
            }
            Content::Locale => {
                return parts.locale().map(|locale| write_string(locale, out)).is_some();
            }
            Content::Service => write_string(&service(parts), out),
            Content::ProblemType => {
                write_string(self.problem_type().unwrap_or("about:blank"), out);
            }
            Content::Page => return page(parts).map(|page| write_string(&page, out)).is_some(),
            Content::Details(form) => return self.write_details(*form, out),
            Content::Violations(members) => return self.write_violations(members, out),
            Content::Path
            | Content::Pointer
            | Content::Reason
            | Content::Rule
            | Content::RuleName
            | Content::Params
            | Content::Location => {
                return violation.is_some_and(|violation| write_violation(content, violation, out));
            }
            Content::Spread => return false,
        }
        true
    }

    /// Appends the complete objects of a list; `false` where there are none.
    fn list(&self, items: &[Members], out: &mut Vec<u8>) -> bool {
        let mut lead = b'[';
        for item in items {
            let start = out.len();
            out.push(lead);
            if self.object(item, None, true, out) {
                lead = b',';
            } else {
                out.truncate(start);
            }
        }
        out.push(b']');
        lead == b','
    }

    fn write_details(&self, form: DetailsForm, out: &mut Vec<u8>) -> bool {
        match form {
            DetailsForm::Json => self.parts.write_details(out),
            DetailsForm::JsonAlways => {
                if !self.parts.write_details(out) {
                    out.extend_from_slice(b"{}");
                }
                true
            }
            DetailsForm::Texts => {
                let mut lead = b'{';
                for (name, json) in metadata(self.parts, self.details()) {
                    write_name(lead, &name, out);
                    write_text(&json, out);
                    lead = b',';
                }
                out.push(b'}');
                lead == b','
            }
        }
    }

    /// Appends the details as members, those of flattened fields behind the others.
    fn spread(&self, members: Members, mut lead: u8, out: &mut Vec<u8>) {
        let details = self.details();
        let has_violations = has_violations(self.parts, details);
        let flattened = details.members(true).filter(|_| !has_violations);
        for (name, json) in details.members(false).chain(flattened) {
            if members.iter().all(|(taken, _)| *taken != name) {
                write_name(lead, &name, out);
                out.extend_from_slice(json.as_bytes());
                lead = b',';
            }
        }
    }

    fn write_violations(&self, members: Members, out: &mut Vec<u8>) -> bool {
        let Some(violations) = violations(self.parts, self.details()) else { return false };
        // Beside details that have the texts, only rules are new.
        let has_text = members.iter().any(|(_, content)| *content == Content::Reason);
        let mut lead = b'[';
        for violation in violations.iter().filter(|found| has_text || found.rule.is_some()) {
            out.push(lead);
            self.object(members, Some(violation), false, out);
            lead = b',';
        }
        out.push(b']');
        lead == b','
    }

    fn details(&self) -> &Details {
        self.details.get_or_init(|| self.parts.details())
    }

    fn problem_type(&self) -> Option<&str> {
        let (entry, settings) = (self.parts.entry(), self.parts.settings());
        let of = || {
            let own = entry.doc_url();
            derived::problem_type(entry.code(), settings.problem_type, own, settings.docs)
        };
        self.problem_type.get_or_init(of).as_deref()
    }

    /// The title of a problem; nothing where the message is its title.
    fn title(&self) -> Option<&'w str> {
        let of = || {
            let (declared, has_type) = (self.parts.entry().title(), self.problem_type().is_some());
            let status = self.parts.status().as_u16();
            text::title(declared, status, has_type, || self.parts.is_message_constant())
        };
        *self.title.get_or_init(of)
    }
}

/// Appends a member of a violation; `false` where the violation lacks it.
fn write_violation(content: &Content, violation: &Violation, out: &mut Vec<u8>) -> bool {
    let Violation { path, text: reason, rule, location } = violation;
    match (content, rule) {
        (Content::Path, _) => write_string(path, out),
        (Content::Pointer, _) => write_string(&pointer_to(path), out),
        (Content::Reason, _) => write_text(reason, out),
        (Content::Location, _) => {
            return location.map(|location| write_plain(location.as_str(), out)).is_some();
        }
        (Content::Rule, Some(rule)) => write_string(rule.id(), out),
        (Content::RuleName, Some(rule)) => write_string(&text::constant_case(rule.id()), out),
        (Content::Params, Some(rule)) if !rule.params().is_empty() => {
            // A map of JSON values can be written.
            return serde_json::to_writer(out, rule.params()).is_ok();
        }
        _ => return false,
    }
    true
}

/// Appends a text of the shape as JSON. The texts of shapes need no escapes, which a test holds them to.
#[inline]
fn write_plain(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

/// Appends the name of a detail and the separator before it.
fn write_name(lead: u8, name: &str, out: &mut Vec<u8>) {
    out.push(lead);
    write_string(name, out);
    out.push(b':');
}

/// Appends a value where there is room for a text only: a string as it is, the rest as its JSON.
fn write_text(json: &str, out: &mut Vec<u8>) {
    if json.starts_with('"') {
        out.extend_from_slice(json.as_bytes());
    } else {
        write_string(json, out);
    }
}
