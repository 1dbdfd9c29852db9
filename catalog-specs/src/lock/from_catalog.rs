//! Builds the lock of a catalogue.

use std::collections::BTreeMap;

use super::Lock;
use super::field::Field;
use super::property::{Block, Property, promised_settings, write_duration, write_retry};
use crate::Dialect;
use crate::dialect::Content;
use crate::keys::{Key, Kind, Value};
use crate::model::{Catalog, Entry, Group, Settings};
use crate::render::example::text_in;

/// The lock of a catalogue.
pub(super) fn lock(catalog: &Catalog) -> Lock {
    let mut alike: BTreeMap<&str, Vec<Block>> = BTreeMap::new();
    for (group, entry) in catalog.entries() {
        let mut block = code(group, entry, &catalog.settings);
        let sets = catalog.sets_with(&entry.code).filter(|set| !set.masks(&entry.code));
        let sets = sets.map(|set| (Property::InSet, set.name.clone()));
        block.extend(sets.map(|set| (set, String::new())));
        alike.entry(&entry.code).or_default().push(block);
    }
    let mut lock = Lock { registry: registry(&catalog.name, &catalog.settings), ..Lock::default() };
    let sets = catalog.sets.iter().map(|set| (Property::Set, set.name.clone()));
    lock.registry.extend(sets.map(|set| (set, String::new())));
    let codeless = catalog.codeless.iter();
    let codeless =
        codeless.map(|variant| ((Property::Codeless, variant.path.clone()), variant.sends.write()));
    lock.registry.extend(codeless);
    for (code, mut blocks) in alike {
        // Source order is not promised; this order is the same on every machine.
        blocks.sort();
        blocks.dedup();
        let named = blocks.into_iter().zip(1..).map(|(block, nth)| ((code.to_owned(), nth), block));
        lock.codes.extend(named);
    }
    let retired = catalog.retired.iter();
    lock.retired = retired.map(|gone| (gone.code.clone(), gone.reason.clone())).collect();
    lock
}

/// The properties of the registry. Defaults are not written.
fn registry(name: &str, settings: &Settings) -> Block {
    let mut properties = BlockBuilder::default();
    properties.text(Property::RegistryName, Some(name).filter(|name| !name.is_empty()));
    for key in promised_settings() {
        let default = Value::Text(key.row().default.into());
        if let Some(value) = settings.given_value(key).filter(|value| *value != default) {
            properties.value(key, value);
        }
    }
    properties.text(Property::DefaultLocale, settings.locales.first().map(String::as_str));
    properties.each(Property::Locale, &settings.locales);
    properties.block
}

/// The properties of an entry, derived values included: clients and operators rely on both.
fn code(group: &Group, entry: &Entry, settings: &Settings) -> Block {
    let mut properties = BlockBuilder::default();
    let place = [group.module.as_str(), group.type_name.as_str()];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    properties
        .text(Property::Enum, Some(place.join("::").as_str()).filter(|place| !place.is_empty()));
    properties
        .text(Property::Variant, Some(entry.variant.as_str()).filter(|name| !name.is_empty()));
    let domain = entry.code.split('_').next() != Some(group.domain.as_str());
    properties.text(Property::Domain, Some(group.domain.as_str()).filter(|_| domain));
    if group.non_exhaustive {
        properties.named(Property::NonExhaustive, "", String::new());
    }
    properties.text(Property::Type, sent_type(entry, settings).as_deref());
    properties.each(Property::Cfg, &group.cfg);
    properties.each(Property::Cfg, &entry.cfg);
    for key in Key::of_codes().filter(|key| *key != Key::Code) {
        if let Some(value) = entry.effective(key) {
            properties.value(key, value);
        }
    }
    for text in &entry.messages {
        properties.named(Property::Key(Key::Message), &text.locale, text.message.clone());
    }
    if !entry.messages.is_empty() {
        // What a client gets that asks for no language: the registry decides, if the code has that text.
        let (sent, _) = text_in(group, entry, settings.locales.first().map(String::as_str));
        let own = entry.messages.first().map_or("", |text| text.locale.as_str());
        let sent = if sent.is_empty() { own } else { sent };
        properties.text(Property::MessageDefault, Some(sent).filter(|sent| !sent.is_empty()));
    }
    for detail in &entry.details {
        properties.named(Property::Detail, &detail.name, Field::from_detail(detail).write());
    }
    for hidden in &entry.hidden {
        properties.named(Property::Hidden, &hidden.field, Field::from_hidden(hidden).write());
    }
    properties.block
}

/// The `type` that bodies about a code have, if the dialect sends one. A dialect of the service may send it.
fn sent_type(entry: &Entry, settings: &Settings) -> Option<String> {
    let sends_type = Dialect::parse(&settings.dialect).is_none_or(|dialect| {
        dialect.shape().find(|content| *content == Content::ProblemType).is_some()
    });
    settings.problem_type(entry).filter(|_| sends_type && entry.public_as.is_none())
}

#[derive(Default)]
struct BlockBuilder {
    block: Block,
}

impl BlockBuilder {
    /// Adds the value of a key; lists and pairs become one property for each element.
    fn value(&mut self, key: Key, value: Value<'_>) {
        let property = Property::Key(key);
        match value {
            Value::Text(text) => self.text(property, Some(&text)),
            Value::Word(word) => self.text(property, Some(word)),
            Value::Status(status) => self.text(property, Some(&status.to_string())),
            Value::Duration(time) => self.text(property, Some(&write_duration(time))),
            Value::Retry(retry) => self.text(property, Some(&write_retry(retry))),
            Value::Number(number) => self.text(property, Some(&number.to_string())),
            Value::Alert(alert) => self.text(property, Some(&alert.to_string())),
            Value::List(names) if key.kind() == Kind::Names => {
                self.text(property, Some(&names.join(" | ")));
            }
            Value::List(names) => self.each(property, &names),
            Value::Pairs(pairs) => {
                for (name, value) in pairs.iter() {
                    self.named(property, name, value.clone());
                }
            }
            Value::Deprecated(deprecated) => {
                self.text(property, Some(&deprecated.since));
                self.text(Property::Until, deprecated.until.as_deref());
                self.each(Property::ReplacedBy, &deprecated.replaced_by);
            }
        }
    }

    fn text(&mut self, property: Property, value: Option<&str>) {
        if let Some(value) = value {
            self.named(property, "", value.to_owned());
        }
    }

    fn each(&mut self, property: Property, names: &[String]) {
        for name in names {
            self.named(property, name, String::new());
        }
    }

    fn named(&mut self, property: Property, name: &str, value: String) {
        self.block.insert((property, name.to_owned()), value);
    }
}
