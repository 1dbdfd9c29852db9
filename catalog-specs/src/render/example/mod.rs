//! An example response of a code.

mod body;
mod facts;
mod format;
mod values;

use std::collections::HashMap;

use crate::Dialect;
use crate::Json;
use crate::dialect::text;
use crate::model::{Catalog, Entry, Group, Settings};
use crate::template::{Piece, Placeholder, pieces};
use body::Writer;

pub(super) use facts::waits_by_field;
pub use facts::{Example, TRACE_ID};

/// The entries of a catalogue by code, to find `public_as` targets.
pub struct Examples<'c> {
    settings: &'c Settings,
    by_code: HashMap<&'c str, (&'c Group, &'c Entry)>,
}

impl<'c> Examples<'c> {
    /// Examples of a catalogue.
    pub fn new(catalog: &'c Catalog) -> Self {
        let mut by_code = HashMap::new();
        for (group, entry) in catalog.entries() {
            by_code.entry(entry.code.as_str()).or_insert((group, entry));
        }
        // A current code takes precedence over a former one.
        for (group, entry) in catalog.entries() {
            for old in &entry.formerly {
                by_code.entry(old.as_str()).or_insert((group, entry));
            }
        }
        Self { settings: &catalog.settings, by_code }
    }

    /// The entry that is sent for one: the `public_as` target, or itself.
    pub fn public(&self, group: &'c Group, entry: &'c Entry) -> (&'c Group, &'c Entry) {
        let public = entry.public_as.as_ref().and_then(|code| self.by_code.get(code.as_str()));
        public.copied().unwrap_or((group, entry))
    }

    /// The example of a code, in the given locale or the default one.
    pub fn example(&self, group: &'c Group, entry: &'c Entry, locale: Option<&str>) -> Example<'c> {
        let (public_group, public) = self.public(group, entry);
        let (text_group, text_entry) = self.with_texts(group, entry);
        let wanted = locale.or_else(|| self.settings.locales.first().map(String::as_str));
        let (locale_of_text, template) = text_in(text_group, text_entry, wanted);
        let message_is_constant = crate::template::placeholders(template).next().is_none();
        Example {
            settings: self.settings,
            own: entry,
            public_group,
            public,
            message: fill(template, entry, text_entry),
            message_is_constant,
            locale: locale_of_text,
            negotiated: locale.is_some(),
        }
    }

    /// The entry whose texts are sent for one: itself, or its `public_as` target if it has none.
    pub fn with_texts(&self, group: &'c Group, entry: &'c Entry) -> (&'c Group, &'c Entry) {
        if entry.messages.is_empty() { self.public(group, entry) } else { (group, entry) }
    }

    /// The body of a code in a dialect.
    pub fn body(
        &self,
        group: &'c Group,
        entry: &'c Entry,
        dialect: Dialect,
        locale: Option<&str>,
    ) -> Json {
        self.example(group, entry, locale).body(dialect)
    }
}

impl Example<'_> {
    /// The status that is sent.
    pub fn status(&self, dialect: Dialect) -> u16 {
        dialect.status(self.public.status)
    }

    /// The body.
    pub fn body(&self, dialect: Dialect) -> Json {
        Writer::new(self, dialect.shape()).body()
    }

    /// The headers, names in lower case.
    pub fn headers(&self, dialect: Dialect) -> Vec<(&'static str, String)> {
        let mut headers = vec![("content-type", dialect.content_type().to_owned())];
        if let Some(wait) = self.retry_after() {
            headers.push(("retry-after", text::whole_seconds(wait).to_string()));
        }
        if self.negotiated {
            headers.push(("vary", "Accept-Language".to_owned()));
            if !self.locale.is_empty() {
                headers.push(("content-language", self.locale.to_owned()));
            }
        }
        if let Some(challenge) = self.public.challenge(self.status(dialect)) {
            headers.push(("www-authenticate", challenge.to_owned()));
        }
        headers.push(("x-request-id", TRACE_ID.to_owned()));
        headers
    }
}

/// The text of an entry in a locale, in the nearest wider one, or in the default one; with its tag.
pub fn text_in<'r>(group: &'r Group, entry: &'r Entry, wanted: Option<&str>) -> (&'r str, &'r str) {
    let default = (group.locales.first().map_or("", String::as_str), entry.message());
    let Some(mut wanted) = wanted else { return default };
    loop {
        if wanted.eq_ignore_ascii_case(default.0) {
            return default;
        }
        let others = entry.messages.get(1..).unwrap_or_default();
        if let Some(text) = others.iter().find(|text| wanted.eq_ignore_ascii_case(&text.locale)) {
            return (&text.locale, &text.message);
        }
        // RFC 4647 lookup: a narrow tag falls back to a wider one, not to a sibling.
        match wanted.rsplit_once('-') {
            Some((wider, _)) => wanted = wider,
            None => return default,
        }
    }
}

/// Puts example values into the placeholders of a text.
fn fill(template: &str, entry: &Entry, text_entry: &Entry) -> String {
    let mut message = String::with_capacity(template.len() + 16);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => message.push_str(text),
            Piece::Placeholder(placeholder) => {
                match placeholder_value(&placeholder, entry, text_entry) {
                    Some(value) => message.push_str(&value),
                    None => {
                        message.push('{');
                        message.push_str(placeholder.whole);
                        message.push('}');
                    }
                }
            }
        }
    }
    message
}

/// The example value of a placeholder. The text of another code shows no field.
pub(super) fn placeholder_value(
    placeholder: &Placeholder<'_>,
    entry: &Entry,
    text_entry: &Entry,
) -> Option<String> {
    let is_own = entry.code == text_entry.code;
    let value = values::of_field(entry, placeholder.name).filter(|_| is_own)?;
    let mut text = String::new();
    format::display(&value, placeholder.spec, &mut text);
    Some(text)
}
