//! A compiled row as plain data: the way back from what the derive wrote.

use catalog_specs::model::{Deprecated, Docs, Row, Text};

use crate::Entry;

/// A row as plain data.
pub(super) fn model_row(entry: &Entry) -> Row {
    let text = |text: Option<&str>| text.map(ToOwned::to_owned);
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
    let default = Text {
        locale: entry.locales().first().map(ToString::to_string).unwrap_or_default(),
        message: entry.message().to_owned(),
    };
    let others = entry
        .translations()
        .map(|text| Text { locale: text.locale.to_owned(), message: text.message.to_owned() });
    let has_message = !entry.message().is_empty();
    let (details, hidden) = entry.model_fields();
    Row {
        code: entry.code().to_owned(),
        variant: entry.variant().to_owned(),
        status: entry.status_number(),
        level: entry.log_level(),
        messages: has_message.then_some(default).into_iter().chain(others).collect(),
        display: text(entry.display()),
        class: entry.declared_class(),
        retry: entry.declared_retry(),
        retry_after: entry.retry_after(),
        severity: entry.declared_severity(),
        incident: entry.declared_incident(),
        origin: text(entry.origin()),
        error_type: text(entry.error_type()),
        grpc: entry.declared_grpc(),
        public_as: text(entry.public_as()),
        formerly: texts(entry.formerly()),
        owner: text(entry.owner()),
        title: text(entry.title()),
        since: text(entry.since()),
        deprecated: entry.deprecated().map(|deprecated| Deprecated {
            since: deprecated.since.to_owned(),
            replaced_by: texts(deprecated.replaced_by),
            until: text(deprecated.until),
        }),
        doc_url: text(entry.doc_url()),
        ext: entry
            .extensions()
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        allows: texts(entry.allows()),
        details,
        hidden,
        docs: Docs {
            description: entry.description().to_owned(),
            causes: entry.causes().to_owned(),
            solutions: entry.solutions().to_owned(),
            prevention: entry.prevention().to_owned(),
        },
        cfg: Vec::new(),
        places: Vec::new(),
    }
}
