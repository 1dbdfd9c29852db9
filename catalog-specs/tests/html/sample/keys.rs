//! A catalogue in which every key of a code, and every other part of a page, has a value that stands nowhere else.

use std::borrow::Cow;
use std::time::Duration;

use catalog_specs::keys::{Audience, Deprecated, Key, Kind, Value};
use catalog_specs::model::{
    Catalog, Detail, DocSection, Docs, Entry, Group, HiddenField, HiddenRole, Retired, Settings,
    Text,
};
use catalog_specs::{AlertThreshold, Level, Retry};

use super::parts::{detail, hidden};

const ALERT: AlertThreshold =
    AlertThreshold { threshold: 7531, window: Duration::from_secs(420), page: true };

/// A text of the catalogue, with the code that a search for it must find.
pub(crate) struct Probe {
    /// What is searched for.
    pub(crate) text: String,
    /// The code that has it.
    pub(crate) code: String,
    /// Whether the text was made up for this code, so that it stands nowhere else.
    pub(crate) is_planted: bool,
    /// Who may see it.
    pub(crate) audience: Audience,
}

/// The catalogue, with a probe for each value in it.
pub(crate) fn planted() -> (Catalog, Vec<Probe>) {
    let mut probes = Vec::new();
    let mut entries: Vec<Entry> =
        Key::of_codes().map(|key| entry_with_key(key, &mut probes)).collect();
    entries.push(entry_with_parts(&mut probes));
    let is_planted = |text: &str, code: &str, audience| Probe {
        text: text.into(),
        code: code.into(),
        is_planted: true,
        audience,
    };
    probes.extend([
        is_planted("KEYS_PLANTED_RETIRED", "KEYS_PLANTED_RETIRED", Audience::Client),
        is_planted("planted-reason", "KEYS_PLANTED_RETIRED", Audience::Client),
    ]);
    for (text, audience) in [
        ("planted-domain", Audience::Client),
        ("PlantedType", Audience::Developer),
        ("planted_module", Audience::Developer),
    ] {
        let probe = is_planted(text, "KEYS_ALL_PARTS", audience);
        probes.push(Probe { is_planted: false, ..probe });
    }
    let groups = vec![Group {
        domain: "KEYS".into(),
        type_name: "PlantedType".into(),
        module: "crate::planted_module".into(),
        locales: vec!["en".into(), "ja".into()],
        description: "A planted-domain description.".into(),
        entries,
        ..Group::default()
    }];
    let catalog = Catalog {
        name: "Codes".into(),
        settings: Settings {
            locales: vec!["en".into(), "ja".into()],
            docs: Some("https://docs.example.com/errors/{code}".into()),
            ..Settings::default()
        },
        groups,
        retired: vec![Retired {
            code: "KEYS_PLANTED_RETIRED".into(),
            reason: "A planted-reason.".into(),
        }],
        ..Catalog::default()
    };
    (catalog, probes)
}

/// A code with a value of one key.
fn entry_with_key(key: Key, probes: &mut Vec<Probe>) -> Entry {
    let code = format!("KEYS_OF_{}", key.name().to_uppercase());
    let mut entry = Entry::new(&*code, format!("Variant{}", key.name()), 400, Level::Info);
    entry.messages = vec![Text { locale: String::new(), message: "A message".into() }];
    let marker = format!("planted-{}", key.name().replace('_', "-"));
    if key == Key::Message {
        entry.messages = vec![
            Text { locale: String::new(), message: marker.clone() },
            Text { locale: "ja".into(), message: format!("{marker}-日本語") },
        ];
    } else if key != Key::Code {
        entry.set(key, value(key, &marker));
    }
    for (text, is_planted) in texts(key, &code, &marker) {
        let audience = key.row().audience;
        probes.push(Probe { text, code: code.clone(), is_planted, audience });
    }
    entry
}

/// A value of a key that contains the marker, if the kind of the value allows it.
pub(crate) fn value(key: Key, marker: &str) -> Value<'static> {
    let text = || marker.to_owned();
    match key.kind() {
        Kind::Text => Value::Text(Cow::Owned(text())),
        Kind::Url => Value::Text(Cow::Owned(format!("https://{marker}.example/page"))),
        Kind::Code => Value::Text("KEYS_OF_CODE".into()),
        Kind::Codes | Kind::Names | Kind::Rules => Value::List(Cow::Owned(vec![text()])),
        Kind::Word(vocabulary) => Value::Word(vocabulary.words.last().copied().unwrap()),
        Kind::Status => Value::Status(451),
        Kind::Duration => Value::Duration(Duration::from_secs(4321)),
        Kind::Retry => Value::Retry(Retry::Unavailable),
        Kind::Alert => Value::Alert(ALERT),
        Kind::Jsonrpc => Value::Number(-32_077),
        Kind::Deprecated => Value::Deprecated(Cow::Owned(Deprecated {
            since: format!("{marker}-since"),
            replaced_by: vec![format!("{marker}-replaced-by")],
            until: Some(format!("{marker}-until")),
        })),
        Kind::Pairs => Value::Pairs(Cow::Owned(vec![(format!("{marker}-name"), text())])),
        kind => panic!("{} is of the kind {kind:?}: say how a value is planted", key.name()),
    }
}

/// What a page shows of the value of a key, and whether it stands there only.
fn texts(key: Key, code: &str, marker: &str) -> Vec<(String, bool)> {
    let planted = |text: &str| (text.to_owned(), true);
    let word = |text: &str| (text.to_owned(), false);
    match key.kind() {
        Kind::Name => vec![word(code)],
        Kind::Code => vec![word("KEYS_OF_CODE")],
        Kind::Word(vocabulary) => vec![word(vocabulary.words.last().unwrap())],
        Kind::Status => vec![word("451"), planted("Unavailable For Legal Reasons")],
        Kind::Duration => vec![planted("4321")],
        Kind::Retry => vec![word("unavailable")],
        Kind::Jsonrpc => vec![planted("-32077")],
        Kind::Alert => vec![planted(&ALERT.to_string())],
        Kind::Message => vec![word(marker), planted(&format!("{marker}-日本語"))],
        Kind::Deprecated => ["since", "replaced-by", "until"]
            .map(|part| planted(&format!("{marker}-{part}")))
            .into(),
        Kind::Pairs => vec![word(marker), planted(&format!("{marker}-name"))],
        _ => vec![planted(marker)],
    }
}

/// A code with everything that is no key.
fn docs(part: &mut impl FnMut(&str, Audience) -> String) -> Docs {
    let mut docs = Docs { description: part("description", Audience::Client), ..Docs::default() };
    for section in DocSection::ALL {
        *docs.section_mut(*section) = part(section.name(), Audience::Developer);
    }
    docs
}

fn entry_with_parts(probes: &mut Vec<Probe>) -> Entry {
    let mut part = |text: &str, audience: Audience| {
        let text = format!("planted-{text}");
        probes.push(Probe {
            text: text.clone(),
            code: "KEYS_ALL_PARTS".into(),
            is_planted: true,
            audience,
        });
        text
    };
    Entry {
        messages: vec![Text { locale: String::new(), message: "A message".into() }],
        docs: docs(&mut part),
        details: vec![Detail {
            flatten: false,
            ..detail(
                &part("detail", Audience::Client),
                &part("detail-type", Audience::Client),
                &part("meaning", Audience::Client),
            )
        }],
        hidden: [
            ("context", HiddenRole::Context),
            ("secret", HiddenRole::Secret),
            ("source", HiddenRole::Source),
        ]
        .map(|(name, role)| HiddenField {
            display: false,
            data_class: None,
            ..hidden(
                &part(name, Audience::Developer),
                &part(&format!("{name}-type"), Audience::Developer),
                role,
            )
        })
        .into(),
        cfg: vec![part("condition", Audience::Developer)],
        ..Entry::new("KEYS_ALL_PARTS", part("variant", Audience::Developer), 409, Level::Info)
    }
}
