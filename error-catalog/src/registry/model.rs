//! A compiled entry as plain data: the way back from what the derive wrote.

use std::borrow::Cow;

use catalog_specs_core::compact;
use catalog_specs_core::keys::{Key, Kind, Value};
use catalog_specs_core::model::{Deprecated, DocSection, Docs, Entry as ModelEntry, Text};

use crate::Entry;
use crate::entry::Fact;

/// An entry as plain data.
pub(super) fn model_entry(entry: &Entry) -> ModelEntry {
    let default = Text {
        locale: entry.locales().first().map(ToString::to_string).unwrap_or_default(),
        message: entry.message().to_owned(),
    };
    let others = entry
        .translations()
        .map(|text| Text { locale: text.locale.to_owned(), message: text.message.to_owned() });
    let has_message = !entry.message().is_empty();
    let mut model =
        ModelEntry::new(entry.code(), entry.variant(), entry.status_number(), entry.log_level());
    model.messages = has_message.then_some(default).into_iter().chain(others).collect();
    for key in Key::FURTHER {
        if let Some(value) = value(entry, *key) {
            model.set(*key, value);
        }
    }
    (model.details, model.hidden) = entry.model_fields();
    model.docs = Docs { description: entry.description().to_owned(), ..Docs::default() };
    for section in DocSection::ALL {
        entry.section(*section).clone_into(model.docs.section_mut(*section));
    }
    model
}

/// The declared value of a key that not every code needs, as plain data.
fn value(entry: &Entry, key: Key) -> Option<Value<'static>> {
    let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    if compact::is_text(key) {
        let text = entry.text(compact::text(key));
        return (!text.is_empty()).then_some(Value::Text(text.into()));
    }
    Some(match entry.fact(key)? {
        Fact::Word(_, place) => {
            let Kind::Word(vocabulary) = key.kind() else { return None };
            Value::Word(vocabulary.words.get(usize::from(*place))?)
        }
        Fact::Code(_, code) => Value::Text((*code).into()),
        Fact::List(_, list) => Value::List(owned(list)),
        Fact::Duration(_, time) => Value::Duration(*time),
        Fact::Retry(_, retry) => Value::Retry(*retry),
        Fact::Number(_, number) => Value::Number(*number),
        Fact::Alert(_, alert) => Value::Alert(*alert),
        Fact::Deprecated(_, deprecated) => Value::Deprecated(Cow::Owned(Deprecated {
            since: deprecated.since.to_owned(),
            replaced_by: owned(deprecated.replaced_by).into_owned(),
            until: deprecated.until.map(ToOwned::to_owned),
        })),
        Fact::Pairs(_, pairs) => Value::Pairs(
            pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        ),
    })
}
