//! An error as its envelope has shown it: for the layer that finishes the response after the error itself
//! is gone.

use core::error::Error;
use core::fmt::{self, Display};
use core::time::Duration;

use serde::ser::{Error as _, Serialize, Serializer};

use crate::causes::{LoggedCause, links};
use crate::classed::{mask_for, show_causes};
use crate::dialect::Settings;
use crate::dialect::{Outgoing, ResponseEntries};
use crate::fields::{Fields, WriteJson};
use crate::foreign::Known;
use crate::json::Transcode;
use crate::line::masked;
use crate::mask::DEFAULT_MASK;
use crate::panics;
use crate::violations::Violations;
use crate::{Catalogued, Entry};

/// Everything that an envelope and a log record need of an error, owned.
pub(super) struct Snapshot {
    entries: ResponseEntries,
    fields: Vec<Field>,
    trace_id: Option<String>,
    foreign: Option<Known>,
    cause: Cause,
}

/// One field, as the error showed it.
enum Field {
    Placeholder(&'static str, String),
    DataClass(&'static str),
    Detail(&'static str, Written),
    Flattened(Written),
    Violations(Violations),
    Context(&'static str, Written),
    Quoted(Written),
    ReceivedMessage(String, String),
    RetryAfter(Duration),
}

/// A value as its JSON text, or why it could not be written, which the log is to know.
struct Written(Result<String, String>);

/// One link of the chain of causes; the first is the error itself.
#[derive(Debug)]
struct Cause {
    text: String,
    source: Option<Box<Self>>,
}

impl Snapshot {
    pub(super) fn take(error: &dyn Catalogued, outgoing: &Outgoing<'_>) -> Self {
        let Outgoing { entries, retry_after, .. } = *outgoing;
        // The first wait counts: the one that was set by hand.
        let mut recorded = Recorded(retry_after.map(Field::RetryAfter).into_iter().collect());
        error.catalog_fields(&mut recorded);
        // Of the causes only the texts are kept.
        show_causes(error, &mut recorded);
        let fields = recorded.0;
        Self {
            entries,
            fields,
            trace_id: error.catalog_trace_id().map(ToOwned::to_owned),
            foreign: error.catalog_foreign(),
            cause: Cause::read(error),
        }
    }
}

impl Cause {
    /// A chain may have no end, and each link is user code.
    fn read(error: &dyn Catalogued) -> Self {
        let nearest = panics::catch(|| error.source()).ok().flatten();
        let causes: Vec<_> = nearest
            .into_iter()
            .flat_map(links)
            .map(LoggedCause)
            .map(|cause| text(&cause))
            .collect();
        let chain = |source, text| Some(Box::new(Self { text, source }));
        Self { text: text(&error), source: causes.into_iter().rev().fold(None, chain) }
    }
}

/// The `Display` text. One that panics leaves a mark in the log.
fn text(value: &dyn Display) -> String {
    panics::catch(|| value.to_string())
        .unwrap_or_else(|panicked| format!("(its `Display` {panicked})"))
}

/// Records the fields of an error.
struct Recorded(Vec<Field>);

impl Recorded {
    fn json(&mut self, value: &dyn WriteJson, field: impl FnOnce(Written) -> Field) {
        let mut text = Vec::new();
        let written = match value.write_json(&mut text) {
            Ok(()) => String::from_utf8(text).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        self.0.push(field(Written(written)));
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(json) => Transcode(json).serialize(serializer),
            Err(why) => Err(S::Error::custom(why)),
        }
    }
}

impl Fields for Recorded {
    fn placeholder(&mut self, name: &'static str, value: &dyn Display) {
        let mut text = String::new();
        // Fails only where the value's own `Display` does; what it wrote stays.
        let _ = fmt::write(&mut text, format_args!("{value}"));
        self.0.push(Field::Placeholder(name, text));
    }

    fn data_class(&mut self, class: &'static str) {
        self.0.push(Field::DataClass(class));
    }

    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.json(value, |text| Field::Detail(name, text));
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        self.json(value, Field::Flattened);
    }

    fn violations(&mut self, violations: &Violations) {
        self.0.push(Field::Violations(violations.clone()));
    }

    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        // Context is not sent, so its panic must not change the response.
        if let Err(panicked) = panics::catch(|| self.json(value, |text| Field::Context(name, text)))
        {
            self.0.push(Field::Context(name, Written(Err(panicked))));
        }
    }

    fn quoted(&mut self, value: &dyn WriteJson) {
        if panics::catch(|| self.json(value, Field::Quoted)).is_err() {
            // Its class is that of no other field.
            self.0.push(Field::Quoted(Written(Ok("null".to_owned()))));
        }
    }

    fn received_message(&mut self, locale: &str, text: &str) {
        self.0.push(Field::ReceivedMessage(locale.to_owned(), text.to_owned()));
    }

    fn retry_after(&mut self, wait: Duration) {
        self.0.push(Field::RetryAfter(wait));
    }
}

impl crate::catalogued::Derived for Snapshot {}

impl Catalogued for Snapshot {
    fn catalog_row(&self) -> &'static Entry {
        self.entries.own
    }

    fn catalog_public_row(&self) -> &'static Entry {
        self.entries.public
    }

    fn catalog_text_row(&self) -> &'static Entry {
        self.entries.text
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        for field in &self.fields {
            match field {
                Field::Placeholder(name, text) => fields.placeholder(name, text),
                Field::DataClass(class) => fields.data_class(class),
                Field::Detail(name, json) => fields.detail(name, json),
                Field::Flattened(json) => fields.flattened_detail(json),
                Field::Violations(violations) => fields.violations(violations),
                Field::Context(name, json) => fields.context(name, json),
                Field::Quoted(json) => fields.quoted(json),
                Field::ReceivedMessage(locale, text) => fields.received_message(locale, text),
                Field::RetryAfter(wait) => fields.retry_after(*wait),
            }
        }
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.entries.settings
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        self.trace_id.as_deref()
    }

    fn catalog_foreign(&self) -> Option<Known> {
        self.foreign
    }
}

impl Error for Snapshot {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.source()
    }
}

impl Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mask = mask_for(self, &DEFAULT_MASK);
        write!(f, "{}: {}", self.entries.own.code(), masked(&self.cause, &mask))
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}

impl Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
