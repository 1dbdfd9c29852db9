//! A catalogue whose every text is hostile.

use catalog_specs::Level;
use catalog_specs::keys::{Key, Kind, Value};
use catalog_specs::model::{Catalog, CodeSet, DocSection, Group, HiddenRole, Retired, Settings};

use super::keys::value;
use super::parts::{bare_entry, detail, hidden};

/// A text that tries everything.
const HOSTILE: &str = "\"'><script>alert(1)</script></style></title><img src=x onerror=alert(1)>\
    [x](javascript:alert(1)) `</code>` {} {{a}} & &amp; <!-- ]]> \u{202e}desrever\u{2066} שלום \0\u{7}\u{85}\u{ffff}\r\nend";

/// The catalogue.
pub(crate) fn hostile() -> Catalog {
    let text = || HOSTILE.to_owned();
    let mut entry = bare_entry(
        HOSTILE,
        404,
        Level::Info,
        &[("", HOSTILE), (HOSTILE, HOSTILE), ("ar", HOSTILE)],
    );
    for key in Key::FURTHER.iter().copied() {
        match key.kind() {
            Kind::Url => entry.set(key, Value::Text("javascript:alert(1)".into())),
            Kind::Code => entry.set(key, Value::Text(HOSTILE.into())),
            _ => entry.set(key, value(key, HOSTILE)),
        }
    }
    entry.variant = text();
    entry.formerly = vec![format!("OLD {HOSTILE}")];
    entry.details = vec![detail(HOSTILE, HOSTILE, HOSTILE)];
    entry.hidden = vec![hidden(HOSTILE, HOSTILE, HiddenRole::Context)];
    entry.cfg = vec![text()];
    entry.docs.description = text();
    for section in DocSection::ALL {
        *entry.docs.section_mut(*section) = text();
    }
    let mut set = CodeSet::new(text(), vec![entry.code.clone()]);
    set.description = text();
    Catalog {
        name: text(),
        description: text(),
        settings: Settings {
            dialect: text(),
            locales: vec![text(), "ar".into()],
            service: Some(text()),
            docs: Some(format!("https://a.example/\"onmouseover=\"alert(1)/{{code}}{HOSTILE}")),
            problem_type: Some(text()),
            ..Settings::default()
        },
        groups: vec![Group {
            domain: text(),
            type_name: text(),
            module: text(),
            locales: vec![text()],
            description: text(),
            non_exhaustive: false,
            cfg: vec![text()],
            entries: vec![entry],
        }],
        sets: vec![set],
        codeless: Vec::new(),
        retired: vec![Retired { code: format!("GONE {HOSTILE}"), reason: text() }],
    }
}
