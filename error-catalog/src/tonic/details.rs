//! The typed details of a status, cut to the size that peers accept.

use core::time::Duration;
use std::collections::BTreeMap;

use catalog_specs_core::dialect::Content;
use catalog_specs_core::dialect::text::constant_case;
use prost::Message;
use prost_types::Any;
use tonic::{Code, Status};
use tonic_types::pb;

use crate::dialect::{Parts, Violation, metadata, page, service, violations};
use crate::json::unescape;

/// The most bytes of message and details on the wire; the page of the module says what is dropped first.
const MOST: usize = 7 * 1024;

/// Where a message that is too long for its status is cut.
const MESSAGE: usize = 1024;

/// The share of a list that is dropped at a time: the list may be long, and the size is measured after each step.
const STEP: usize = 8;

/// The content of a status.
pub(super) struct Details {
    message: String,
    info: ErrorInfo,
    retry: Option<Duration>,
    violations: Option<Vec<pb::bad_request::FieldViolation>>,
    locale: Option<&'static str>,
    help: Option<pb::help::Link>,
    trace_id: Option<String>,
}

/// `google.rpc.ErrorInfo`, its metadata in an order that does not change.
#[derive(Clone, PartialEq, Message)]
struct ErrorInfo {
    #[prost(string, tag = "1")]
    reason: String,
    #[prost(string, tag = "2")]
    domain: String,
    #[prost(btree_map = "string, string", tag = "3")]
    metadata: BTreeMap<String, String>,
}

/// What the page about the code is, in the words of the dialect.
fn help(parts: &Parts<'_>) -> String {
    let shape = catalog_specs_core::Dialect::Google.shape();
    match shape.find(|content| matches!(content, Content::CodeAfter(_))) {
        Some((_, Content::CodeAfter(text))) => format!("{text}{}", parts.code()),
        _ => parts.code().to_owned(),
    }
}

impl Details {
    pub(super) fn from_parts(parts: &Parts<'_>) -> Self {
        let details = parts.details();
        let metadata = metadata(parts, &details).into_iter();
        let violations = violations(parts, &details).map(|violations| {
            let violation = |found: &Violation| pb::bad_request::FieldViolation {
                field: found.path.clone(),
                description: text(&found.text),
                reason: found
                    .rule
                    .as_ref()
                    .map_or_else(String::new, |rule| constant_case(rule.id())),
                ..Default::default()
            };
            violations.iter().map(violation).collect()
        });
        Self {
            message: parts.message().into_owned(),
            info: ErrorInfo {
                reason: parts.code().to_owned(),
                domain: service(parts).into_owned(),
                metadata: metadata.map(|(name, json)| (name, text(&json))).collect(),
            },
            retry: parts.retry_after(),
            violations,
            locale: parts.locale(),
            help: page(parts).map(|url| pb::help::Link { description: help(parts), url }),
            trace_id: parts.trace_id().map(str::to_owned),
        }
    }

    pub(super) fn into_status(mut self, code: Code) -> Status {
        let mut encoded = self.encode(code);
        while on_the_wire(&self.message, encoded.len()) > MOST && self.shorten() {
            encoded = self.encode(code);
        }
        Status::with_details(code, self.message, encoded.into())
    }

    /// Drops the least important part; `false` where the rest must stay.
    fn shorten(&mut self) -> bool {
        if self.message.len() > MESSAGE {
            cut(&mut self.message);
        } else if self.help.is_some() {
            self.help = None;
        } else if self.locale.is_some() {
            self.locale = None;
        } else if !self.info.metadata.is_empty() {
            drop_longest(&mut self.info.metadata);
        } else if let Some(violations) = &mut self.violations {
            violations.truncate(violations.len() - violations.len().div_ceil(STEP));
            self.violations.take_if(|violations| violations.is_empty());
        } else {
            return false;
        }
        true
    }

    /// In the order of the dialect.
    fn encode(&self, code: Code) -> Vec<u8> {
        let mut details = vec![any("ErrorInfo", &self.info)];
        if let Some(wait) = self.retry {
            let retry_delay = prost_types::Duration::try_from(wait).ok();
            details.push(any("RetryInfo", &pb::RetryInfo { retry_delay }));
        }
        if let Some(violations) = &self.violations {
            let field_violations = violations.clone();
            details.push(any("BadRequest", &pb::BadRequest { field_violations }));
        }
        if let Some(locale) = self.locale {
            let (locale, message) = (locale.to_owned(), self.message.clone());
            details.push(any("LocalizedMessage", &pb::LocalizedMessage { locale, message }));
        }
        if let Some(link) = &self.help {
            details.push(any("Help", &pb::Help { links: vec![link.clone()] }));
        }
        if let Some(id) = &self.trace_id {
            let request_id = id.clone();
            details.push(any("RequestInfo", &pb::RequestInfo { request_id, ..Default::default() }));
        }
        let message = self.message.clone();
        pb::Status { code: code as i32, message, details }.encode_to_vec()
    }
}

fn any(name: &str, message: &impl Message) -> Any {
    let type_url = format!("type.googleapis.com/google.rpc.{name}");
    Any { type_url, value: message.encode_to_vec() }
}

/// A value where there is room for a text only: a string as it is, the rest as its JSON.
fn text(json: &str) -> String {
    if json.starts_with('"') { unescape(json).into_owned() } else { json.to_owned() }
}

/// `grpc-message`, whose bytes are percent-encoded unless they are plain, and `grpc-status-details-bin` in Base64.
fn on_the_wire(message: &str, details: usize) -> usize {
    let plain = message.bytes().filter(u8::is_ascii_alphanumeric).count();
    plain + 3 * (message.len() - plain) + (details * 4).div_ceil(3)
}

fn cut(message: &mut String) {
    const MARK: char = '…';
    let mut end = MESSAGE - MARK.len_utf8();
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    message.truncate(end);
    message.push(MARK);
}

/// Drops the longest values; of equal ones the last by name.
fn drop_longest(metadata: &mut BTreeMap<String, String>) {
    let mut names: Vec<_> =
        metadata.iter().map(|(name, value)| (name.len() + value.len(), name.clone())).collect();
    names.sort_unstable();
    let step = names.len().div_ceil(STEP);
    for (_, name) in names.into_iter().rev().take(step) {
        metadata.remove(&name);
    }
}
