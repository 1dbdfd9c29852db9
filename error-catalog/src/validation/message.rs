//! The text of a field as the message of a catalogued error.

use core::fmt;

use super::rule_id::rule_of;
use super::{FieldRule, FieldText, ViolationRule};
use crate::fields::Fields;
use crate::text::filled;
use crate::violations::{FieldMessage, Reader};
use crate::{Catalogued, ErrorCatalog};

/// The message of any catalogued error, a [`FieldRule`] above all.
impl<E: ErrorCatalog + Send + Sync + 'static> From<E> for FieldText {
    fn from(error: E) -> Self {
        Self::of_message(OfError(error))
    }
}

/// A catalogued error whose message is the text of a field.
struct OfError<E>(E);

impl<E: Catalogued + Send + Sync> FieldMessage for OfError<E> {
    fn read(&self, reader: Option<Reader<'_>>) -> String {
        message(&self.0, reader)
    }

    fn rule(&self) -> Option<ViolationRule> {
        Some(rule_of(&self.0))
    }
}

impl<E: fmt::Display> fmt::Display for OfError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The message of an error for a reader: that of the reader's registry where it has the code and all the message
/// asks for, else the error's own.
pub(super) fn message(error: &dyn Catalogued, reader: Option<Reader<'_>>) -> String {
    let entry = error.catalog_text_row();
    let locale = reader.and_then(|reader| reader.locale);
    let own = match reader {
        Some(reader) => reader.texts.message(entry, locale),
        None => entry.text_in(None).message,
    };
    let fields: &dyn Fn(&mut dyn Fields) = &|fields| error.catalog_fields(fields);
    let theirs = reader.and_then(|reader| reader.texts.get(entry.code()));
    let theirs = theirs.filter(|theirs| !core::ptr::eq(*theirs, entry));
    theirs
        .zip(reader)
        .and_then(|(entry, reader)| filled(reader.texts.message(entry, locale), fields))
        .or_else(|| filled(own, fields))
        .unwrap_or_else(|| FieldRule::Invalid.catalog_row().text_in(locale).message.to_owned())
}
