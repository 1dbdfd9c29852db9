//! What a dialect sees of an error: only what clients may see, selected before the dialect runs.

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;

use catalog_specs_core::template::placeholders;
use http::StatusCode;

use super::Details;
use super::contract::{Outgoing, Parts, ResponseEntries, Settings};
use super::default_body::{BEFORE_CODE, BEFORE_MESSAGE, END};
use super::details::collect;
use crate::Entry;
use crate::entry::Detail;
use crate::fields::{FieldSource, Fields};
use crate::json::Escaped;
use crate::text::{has_braces, write_message};
use crate::violations::Reader;

impl Outgoing<'_> {
    /// The locale that is asked for, or else the registry's first.
    fn wanted(&self) -> Option<&str> {
        self.locale.as_deref().or_else(|| self.entries.settings.locales.first().copied())
    }
}

/// That of `google.protobuf.Duration`: ten thousand years.
const LONGEST_WAIT: Duration = Duration::from_secs(315_576_000_000);

impl<'p> Parts<'p> {
    #[inline]
    pub(crate) fn new(outgoing: &'p Outgoing<'p>, source: &'p dyn FieldSource) -> Self {
        let ResponseEntries { text, settings, .. } = outgoing.entries;
        let text = settings.text_of(text, outgoing.wanted());
        Self { outgoing, source, text }
    }

    /// The code that is sent.
    pub fn code(&self) -> &'static str {
        self.outgoing.entries.public.code()
    }

    /// The status of the entry that is sent.
    pub fn status(&self) -> StatusCode {
        self.outgoing.entries.public.status()
    }

    /// The entry that is sent. Its `display` is a text for developers and must not be part of a body.
    pub fn entry(&self) -> &'static Entry {
        self.outgoing.entries.public
    }

    /// The user message, placeholders filled.
    pub fn message(&self) -> Cow<'_, str> {
        let template = self.text.message;
        if !has_braces(template) {
            return Cow::Borrowed(template);
        }
        let mut message = String::with_capacity(template.len() + 16);
        // Fails only where a value's own `Display` does; what it wrote stays.
        let _ = self.write_message(&mut message);
        Cow::Owned(message)
    }

    /// Appends the user message as a JSON string, quotes included.
    pub fn write_message_json(&self, body: &mut Vec<u8>) {
        if let Some(message) = self.constant_message() {
            body.extend_from_slice(message.as_bytes());
        } else {
            body.push(b'"');
            let _ = self.write_message(&mut Escaped(body));
            body.push(b'"');
        }
    }

    fn write_message(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let is_own = self.outgoing.entries.says_own_text();
        write_message(self.text, is_own, &|fields| self.source.show(fields), out)
    }

    /// Whether the user message is the same for every occurrence.
    pub fn is_message_constant(&self) -> bool {
        !self.text.json.is_empty() || placeholders(self.text.message).next().is_none()
    }

    /// The details: empty where the error is sent as another code than its own, or where its entry declares none.
    pub fn details(&self) -> Details {
        if self.has_no_details() {
            Details::default()
        } else {
            Details::read(self.declared(), self.source, self.reader())
        }
    }

    /// Appends the details as a JSON object; `false`, and nothing appended, without any.
    pub fn write_details(&self, body: &mut Vec<u8>) -> bool {
        !self.has_no_details()
            && collect(self.declared(), self.source, self.reader(), None, body).is_some()
    }

    /// The id under which this occurrence is found in logs and traces.
    #[inline]
    pub fn trace_id(&self) -> Option<&str> {
        let given = self.outgoing.trace_id.as_deref().filter(|id| !id.is_empty());
        given.or_else(|| self.source.trace_id())
    }

    /// The locale the text is in, which need not be the one that was asked for.
    pub fn locale(&self) -> Option<&'static str> {
        Some(self.text.locale).filter(|locale| !locale.is_empty())
    }

    /// How long to wait before trying again. A wait without end is the longest that every dialect can say.
    #[inline]
    pub fn retry_after(&self) -> Option<Duration> {
        let mut known = Wait(self.outgoing.retry_after);
        if known.0.is_none() {
            self.source.show(&mut known);
        }
        let wait = known
            .0
            .or_else(|| self.outgoing.entries.own.retry_after())
            .or_else(|| self.outgoing.entries.public.retry_after());
        wait.map(|wait| wait.min(LONGEST_WAIT))
    }

    /// The settings of the registry.
    pub fn settings(&self) -> &'static Settings {
        self.outgoing.entries.settings
    }

    /// The value of `ext(name = "value")` by its name.
    pub fn ext(&self, name: &str) -> Option<&'static str> {
        self.outgoing.entries.public.ext(name)
    }

    /// The default body without its trace id, where nothing else in it is dynamic.
    #[inline]
    pub(super) fn constant_but_for_trace_id(&self) -> Option<&'static str> {
        // A masked error with its own text: the constant bytes hold the hidden code.
        let constant = !self.text.json.is_empty()
            && self.has_no_details()
            && self.outgoing.entries.says_public_text();
        constant.then_some(self.text.json)
    }

    /// What the values of a body take, the trace id excepted: exact for the default dialect without details.
    pub(super) fn length_of_values(&self) -> usize {
        let message = self.constant_message().map_or(self.text.message.len() + 32, str::len);
        let details = if self.has_no_details() {
            0
        } else {
            16 + 48 * self.outgoing.entries.public.details().len()
        };
        self.code().len() + message + details
    }

    pub(super) fn has_no_details(&self) -> bool {
        self.outgoing.entries.is_masked() || self.outgoing.entries.own.details().is_empty()
    }

    /// The details that the error's own code declares.
    fn declared(&self) -> &'static [Detail] {
        self.outgoing.entries.own.details()
    }

    /// For whom the texts among the details are: who reads the message.
    fn reader(&self) -> Reader<'_> {
        Reader { locale: self.outgoing.wanted(), texts: self.settings() }
    }

    /// The text as a JSON string, cut out of the body that was escaped at expansion.
    fn constant_message(&self) -> Option<&'static str> {
        const CODE: usize = BEFORE_CODE.len();
        let (json, code) = (self.text.json, self.outgoing.entries.text.code());
        json.get(CODE..)?.strip_prefix(code)?;
        json.get(CODE + code.len() + BEFORE_MESSAGE.len()..json.len() - END.len())
    }
}

impl fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("code", &self.code())
            .field("trace_id", &self.trace_id())
            .field("locale", &self.locale())
            .finish_non_exhaustive()
    }
}

/// Looks for the wait that is known at run time.
struct Wait(Option<Duration>);

impl Fields for Wait {
    fn retry_after(&mut self, wait: Duration) {
        self.0.get_or_insert(wait);
    }
}
