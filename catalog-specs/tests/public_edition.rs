//! Editions of the documents: the public one has what clients may know and nothing else, the internal one everything.
//!
//! A marker is planted in every key of the table and in everything else that a catalogue holds. The audience of the
//! table decides where it must appear and where it must not, so a new key is covered by its row.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "all of this is a test")]

use std::borrow::Cow;
use std::time::Duration;

use catalog_specs::keys::{Audience as Reader, Key, Kind, Value};
use catalog_specs::model::{
    Catalog, Deprecated, Detail, DocSection, Entry, Group, HiddenField, HiddenRole, Retired, Text,
};
use catalog_specs::{AlertThreshold, Audience, Format, Level, Retry};

/// Something that was planted.
#[derive(Debug)]
struct Planted {
    /// What shows that it is there.
    marker: String,
    reader: Reader,
    name: String,
}

/// The markers of a catalogue, and the catalogue.
#[derive(Default)]
struct Planter {
    planted: Vec<Planted>,
}

impl Planter {
    /// A word that stands nowhere else, in letters that no format escapes.
    fn marker(&mut self, name: &str, reader: Reader) -> String {
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let marker = format!("QZ{}QZ", letters.to_ascii_uppercase());
        self.plant(name, &marker, reader);
        marker
    }

    fn plant(&mut self, name: &str, marker: &str, reader: Reader) {
        let known = self.planted.iter().any(|known| known.marker == marker);
        assert!(!known, "{marker} is planted twice");
        self.planted.push(Planted { marker: marker.to_owned(), reader, name: name.to_owned() });
    }

    /// The value of a key with a marker in it; `None` for a code, which must exist.
    fn value(&mut self, prefix: &str, key: Key) -> Option<Value<'static>> {
        let (name, reader) = (format!("{prefix}{}", key.name()), key.row().audience);
        Some(match key.kind() {
            Kind::Text => Value::Text(self.marker(&name, reader).into()),
            Kind::Url => {
                Value::Text(format!("https://example.com/{}", self.marker(&name, reader)).into())
            }
            Kind::Address => Value::Text(
                format!("https://example.com/{}/{{code}}", self.marker(&name, reader)).into(),
            ),
            Kind::Codes | Kind::Names | Kind::Texts | Kind::Rules => {
                Value::List(Cow::Owned(vec![self.marker(&name, reader)]))
            }
            Kind::Pairs => {
                let pair =
                    [" name", " value"].map(|part| self.marker(&format!("{name}{part}"), reader));
                Value::Pairs(Cow::Owned(vec![pair.into()]))
            }
            Kind::Deprecated => Value::Deprecated(Cow::Owned(Deprecated {
                since: self.marker(&format!("{name} since"), reader),
                replaced_by: vec![self.marker(&format!("{name} by"), reader)],
                until: Some(self.marker(&format!("{name} until"), reader)),
            })),
            Kind::Word(words) => {
                let word = words.words.last().unwrap();
                if prefix.is_empty() {
                    self.plant(&name, word, reader);
                }
                Value::Word(word)
            }
            Kind::Status => {
                if prefix.is_empty() {
                    self.plant(&name, "418", reader);
                }
                Value::Status(418)
            }
            Kind::Duration => {
                if prefix.is_empty() {
                    self.plant(&name, "4711", reader);
                }
                Value::Duration(Duration::from_secs(4711))
            }
            Kind::Jsonrpc => {
                if prefix.is_empty() {
                    self.plant(&name, "-32077", reader);
                }
                Value::Number(-32_077)
            }
            Kind::Alert => {
                if prefix.is_empty() {
                    self.plant(&name, "7531", reader);
                }
                let window = Duration::from_secs(420);
                Value::Alert(AlertThreshold { threshold: 7531, window, page: true })
            }
            Kind::Retry => {
                if prefix.is_empty() {
                    self.plant(&name, "unavailable", reader);
                }
                Value::Retry(Retry::Unavailable)
            }
            // Codes must exist, the rest is planted beside the keys.
            Kind::Code
            | Kind::Dialect
            | Kind::Name
            | Kind::Message
            | Kind::Path
            | Kind::Requirements
            | Kind::Special => {
                return None;
            }
        })
    }

    fn entry(&mut self, prefix: &str, code: &str, public: bool) -> Entry {
        let reader = |reader| if public { reader } else { Reader::Operator };
        let mut entry = Entry::new(
            code,
            self.marker(&format!("{prefix}variant"), Reader::Developer),
            418,
            Level::Debug,
        );
        for key in Key::of_codes() {
            if let Some(value) = self.value(prefix, key) {
                entry.set(key, value);
            }
        }
        if !public {
            // Nothing of a code that clients never receive is for them.
            for planted in
                self.planted.iter_mut().filter(|planted| planted.name.starts_with(prefix))
            {
                planted.reader = planted.reader.max(Reader::Operator);
            }
        }
        let mut text = |name: &str, of| self.marker(&format!("{prefix}{name}"), reader(of));
        entry.messages =
            vec![Text { locale: "en".to_owned(), message: text("message", Reader::Client) }];
        entry.details = vec![Detail {
            name: text("detail", Reader::Client),
            field: "field".to_owned(),
            type_name: text("detail type", Reader::Client),
            doc: text("detail doc", Reader::Client),
            flatten: false,
            display: false,
            retry_after: false,
            data_class: None,
        }];
        entry.docs.description = text("description", Reader::Client);
        for section in DocSection::ALL {
            *entry.docs.section_mut(*section) = text(section.name(), Reader::Operator);
        }
        entry.cfg = vec![text("cfg", Reader::Developer)];
        entry.hidden = HiddenRole::ALL
            .iter()
            .filter(|role| **role != HiddenRole::RetryAfter)
            .map(|role| {
                let name = role.as_str();
                HiddenField {
                    field: text(&format!("{name} field"), Reader::Developer),
                    type_name: text(&format!("{name} type"), Reader::Developer),
                    roles: vec![*role],
                    name: None,
                    display: false,
                    data_class: None,
                }
            })
            .collect();
        entry
    }
}

fn planted() -> (Catalog, Vec<Planted>) {
    let mut planter = Planter::default();
    let mut shown = planter.entry("", "CART_EMPTY", true);
    shown.level = Level::Debug;
    planter.plant("code", "CART_EMPTY", Reader::Client);
    let mut masked = planter.entry("masked ", "CART_MASKED", false);
    planter.plant("masked code", "CART_MASKED", Reader::Operator);
    masked.public_as = Some("CART_EMPTY".to_owned());
    // The page of the registry stands where a code has none.
    let plain = Entry {
        messages: vec![Text { locale: "en".to_owned(), message: "Plain".to_owned() }],
        ..Entry::new("CART_PLAIN", "Plain", 418, Level::Debug)
    };
    let mut text = |name: &str, reader| planter.marker(name, reader);
    let group = Group {
        domain: "CART".to_owned(),
        type_name: text("enum", Reader::Developer),
        module: format!("crate::{}", text("module", Reader::Developer)),
        description: text("enum description", Reader::Client),
        cfg: vec![text("enum cfg", Reader::Developer)],
        entries: vec![shown, masked, plain],
        ..Group::default()
    };
    let retired = vec![Retired {
        code: text("retired code", Reader::Client),
        reason: text("retired reason", Reader::Client),
    }];
    let description = text("description of the registry", Reader::Client);
    let mut catalog = Catalog { description, groups: vec![group], retired, ..Catalog::default() };
    for key in Key::of_registries() {
        if let Some(value) = planter.value("registry ", key) {
            catalog.settings.set(key, value);
        }
    }
    let other = catalog.settings.locales.first().cloned().unwrap();
    catalog.settings.locales.insert(0, "en".to_owned());
    catalog.groups[0].entries[0].messages.push(Text { locale: other, message: "Other".to_owned() });
    // The dialect that shows most of the settings.
    catalog.settings.dialect = "problem".into();
    (catalog, planter.planted)
}

/// A document without its script and its style, which name what can be filtered.
fn rendered(format: Format, catalog: &Catalog, audience: Audience) -> String {
    let files = format.render_for(catalog, audience);
    let bodies = files.into_iter().map(|(_, text)| match text.split_once("<body>") {
        Some((_, body)) => body.to_owned(),
        None => text,
    });
    bodies.collect()
}

/// Whether a format has room for something.
fn has_room(format: Format, audience: Audience, planted: &Planted) -> bool {
    let is = |name: &str| planted.name == name;
    match format {
        // A code, its status, its message, and its level for developers.
        Format::Json => ["code", "status", "message", "masked code", "masked message", "log_level"]
            .iter()
            .any(|name| is(name)),
        // Types of bodies: what is known of the service and of an enum stands in none of them.
        Format::OpenApi | Format::TypeScript | Format::Python | Format::Go | Format::Java
            if is("enum description") =>
        {
            false
        }
        // They have types of their own.
        Format::OpenApi | Format::TypeScript | Format::Python | Format::Go | Format::Java
            if is("detail type") =>
        {
            audience == Audience::Internal
        }
        // The messages of the default locale.
        Format::Python | Format::Go | Format::Java if is("registry locales") => false,
        Format::Python | Format::Go | Format::Java => {
            !is("registry service") && !is("registry problem_type")
        }
        Format::TypeScript => !is("registry service") && !is("registry problem_type"),
        _ => true,
    }
}

#[test]
fn each_edition_shows_what_its_readers_may_know() {
    let (catalog, planted) = planted();
    let readers: Vec<_> = [Reader::Client, Reader::Operator, Reader::Developer]
        .iter()
        .map(|reader| planted.iter().filter(|planted| planted.reader == *reader).count())
        .collect();
    assert!(readers.iter().all(|count| *count > 5), "{readers:?}");
    let mut wrong = Vec::new();
    for format in [
        Format::Markdown,
        Format::Html,
        Format::Json,
        Format::OpenApi,
        Format::TypeScript,
        Format::Python,
        Format::Go,
        Format::Java,
    ] {
        for audience in [Audience::Public, Audience::Internal] {
            let text = rendered(format, &catalog, audience);
            for planted in &planted {
                let may = audience == Audience::Internal || planted.reader == Reader::Client;
                let is_there = text.contains(&planted.marker);
                if is_there && !may {
                    wrong.push(format!("{format:?} {audience:?} shows {planted:?}"));
                }
                if !is_there && may && has_room(format, audience, planted) {
                    wrong.push(format!("{format:?} {audience:?} lacks {planted:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn documents_for_clients_are_all_public() {
    let (catalog, planted) = planted();
    for format in Format::ALL.iter().filter(|format| format.audiences().contains(&Audience::Public))
    {
        let text = rendered(*format, &catalog, Audience::Public);
        for planted in planted.iter().filter(|planted| planted.reader > Reader::Client) {
            assert!(!text.contains(&planted.marker), "{format:?} shows {planted:?}");
        }
        for key in Key::of_codes().filter(|key| key.row().audience > Reader::Client) {
            let label = key.row().label;
            assert!(
                !text.contains(&format!("{label}:")) && !text.contains(&format!(">{label}<")),
                "{format:?}: {label}"
            );
        }
    }
}
