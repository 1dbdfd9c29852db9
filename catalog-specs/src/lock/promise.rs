//! From a catalogue to what it promises.

use std::collections::BTreeMap;

use super::Lock;
use super::facts::{Block, Fact, promised_settings, write_duration, write_retry};
use super::field::Field;
use crate::keys::{Key, Value};
use crate::model::{Catalog, Group, Row, Settings};

/// What a catalogue promises.
pub(super) fn of(catalog: &Catalog) -> Lock {
    let mut alike: BTreeMap<&str, Vec<Block>> = BTreeMap::new();
    for (group, row) in catalog.rows() {
        alike.entry(&row.code).or_default().push(code(group, row));
    }
    let mut lock = Lock { registry: registry(&catalog.name, &catalog.settings), ..Lock::default() };
    for (code, mut blocks) in alike {
        // The order of the source says nothing; that of the facts is the same on every machine.
        blocks.sort();
        blocks.dedup();
        let named = blocks.into_iter().zip(1..).map(|(block, nth)| ((code.to_owned(), nth), block));
        lock.codes.extend(named);
    }
    let retired = catalog.retired.iter();
    lock.retired = retired.map(|gone| (gone.code.clone(), gone.reason.clone())).collect();
    lock
}

/// What the settings promise; a setting that is not made is not written.
fn registry(name: &str, settings: &Settings) -> Block {
    let mut facts = Facts::default();
    facts.text(Fact::RegistryName, Some(name).filter(|name| !name.is_empty()));
    for key in promised_settings() {
        let default = Value::Text(key.row().default.into());
        if let Some(value) = settings.given_value(key).filter(|value| *value != default) {
            facts.value(key, value);
        }
    }
    facts.text(Fact::DefaultLocale, settings.locales.first().map(String::as_str));
    facts.each(Fact::Locale, &settings.locales);
    facts.block
}

/// What a row promises: what it says, and what follows for those who act on it.
fn code(group: &Group, row: &Row) -> Block {
    let mut facts = Facts::default();
    let place = [group.module.as_str(), group.type_name.as_str()];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    facts.text(Fact::Enum, Some(place.join("::").as_str()).filter(|place| !place.is_empty()));
    facts.text(Fact::Variant, Some(row.variant.as_str()).filter(|name| !name.is_empty()));
    let domain = row.code.split('_').next() != Some(group.domain.as_str());
    facts.text(Fact::Domain, Some(group.domain.as_str()).filter(|_| domain));
    facts.each(Fact::Cfg, &group.cfg);
    facts.each(Fact::Cfg, &row.cfg);
    for key in Key::of_codes().filter(|key| *key != Key::Code) {
        if let Some(value) = row.effective(key) {
            facts.value(key, value);
        }
    }
    for text in &row.messages {
        facts.named(Fact::Of(Key::Message), &text.locale, text.message.clone());
    }
    let default = row.messages.first().map(|text| text.locale.as_str());
    facts.text(Fact::MessageDefault, default.filter(|locale| !locale.is_empty()));
    for detail in &row.details {
        facts.named(Fact::Detail, &detail.name, Field::of_detail(detail).write());
    }
    for hidden in &row.hidden {
        facts.named(Fact::Hidden, &hidden.field, Field::of_hidden(hidden).write());
    }
    facts.block
}

#[derive(Default)]
struct Facts {
    block: Block,
}

impl Facts {
    /// The value of a key; a list and pairs are a fact for each element.
    fn value(&mut self, key: Key, value: Value<'_>) {
        let fact = Fact::Of(key);
        match value {
            Value::Text(text) => self.text(fact, Some(&text)),
            Value::Word(word) => self.text(fact, Some(word)),
            Value::Status(status) => self.text(fact, Some(&status.to_string())),
            Value::Duration(time) => self.text(fact, Some(&write_duration(time))),
            Value::Retry(retry) => self.text(fact, Some(&write_retry(retry))),
            Value::List(names) => self.each(fact, &names),
            Value::Pairs(pairs) => {
                for (name, value) in pairs.iter() {
                    self.named(fact, name, value.clone());
                }
            }
            Value::Deprecated(deprecated) => {
                self.text(fact, Some(&deprecated.since));
                self.text(Fact::Until, deprecated.until.as_deref());
                self.each(Fact::ReplacedBy, &deprecated.replaced_by);
            }
        }
    }

    fn text(&mut self, fact: Fact, value: Option<&str>) {
        if let Some(value) = value {
            self.named(fact, "", value.to_owned());
        }
    }

    fn each(&mut self, fact: Fact, names: &[String]) {
        for name in names {
            self.named(fact, name, String::new());
        }
    }

    fn named(&mut self, fact: Fact, name: &str, value: String) {
        self.block.insert((fact, name.to_owned()), value);
    }
}
