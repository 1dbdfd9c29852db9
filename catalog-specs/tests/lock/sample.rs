//! A small catalogue to change.

use std::time::Duration;

use catalog_specs::lock::{Change, Lock, compare};
use catalog_specs::model::{
    Catalog, Detail, Entry, Group, HiddenField, HiddenRole, Place, Retired, Settings, Text,
};
use catalog_specs::{Level, Retry};

pub(crate) fn catalog() -> Catalog {
    let expired = Entry {
        messages: texts(&[("ja", "{at} に期限が切れました"), ("en", "It ended at {at}")]),
        details: vec![detail("at", "u64"), detail("zone", "String")],
        hidden: vec![
            hidden("host", "String", &[HiddenRole::Context]),
            hidden("token", "Secret<String>", &[HiddenRole::Secret]),
            hidden("cause", "io::Error", &[HiddenRole::Source]),
        ],
        ..entry("AUTH_TOKEN_EXPIRED", "TokenExpired", 401)
    };
    let denied = Entry {
        messages: texts(&[("ja", "この操作を行う権限がありません"), ("en", "Not allowed")]),
        ..entry("AUTH_DENIED", "Denied", 403)
    };
    let down = Entry {
        level: Level::Error,
        messages: texts(&[("ja", "システムエラー"), ("en", "Something failed")]),
        retry: Some(Retry::Transient),
        retry_after: Some(Duration::from_secs(60)),
        ..entry("SYSTEM_DOWN", "Down", 503)
    };
    Catalog {
        name: "Codes".to_owned(),
        description: "Every code.".to_owned(),
        settings: Settings {
            locales: vec!["ja".to_owned(), "en".to_owned()],
            service: Some("shop.example.com".to_owned()),
            docs: Some("https://docs.example.com/{code}".to_owned()),
            internal: Some("SYSTEM_DOWN".to_owned()),
            ..Settings::default()
        },
        groups: vec![
            group("AUTH", "AuthError", "crate::auth", vec![expired, denied]),
            group("SYSTEM", "SystemError", "crate", vec![down]),
        ],
        sets: Vec::new(),
        codeless: Vec::new(),
        retired: vec![retired("AUTH_LOCKED", "2.0: use AUTH_DENIED")],
    }
}

/// A change of a catalogue.
pub(crate) type Edit = fn(&mut Catalog);

pub(crate) fn edited(edit: Edit) -> Catalog {
    let mut catalog = catalog();
    edit(&mut catalog);
    catalog
}

pub(crate) fn changes(old: &Catalog, new: &Catalog) -> Vec<Change> {
    compare(&Lock::from_catalog(old), &Lock::from_catalog(new))
}

pub(crate) fn ids(changes: &[Change]) -> Vec<&'static str> {
    changes.iter().map(|change| change.rule.id).collect()
}

pub(crate) fn expired(catalog: &mut Catalog) -> &mut Entry {
    &mut catalog.groups[0].entries[0]
}

pub(crate) fn denied(catalog: &mut Catalog) -> &mut Entry {
    &mut catalog.groups[0].entries[1]
}

pub(crate) fn down(catalog: &mut Catalog) -> &mut Entry {
    &mut catalog.groups[1].entries[0]
}

pub(crate) fn texts(texts: &[(&str, &str)]) -> Vec<Text> {
    let text = |(locale, message): &(&str, &str)| Text {
        locale: (*locale).to_owned(),
        message: (*message).to_owned(),
    };
    texts.iter().map(text).collect()
}

pub(crate) fn detail(name: &str, type_name: &str) -> Detail {
    Detail {
        name: name.to_owned(),
        field: name.to_owned(),
        type_name: type_name.to_owned(),
        doc: String::new(),
        flatten: false,
        display: false,
        retry_after: false,
        data_class: None,
    }
}

pub(crate) fn hidden(field: &str, type_name: &str, roles: &[HiddenRole]) -> HiddenField {
    HiddenField {
        field: field.to_owned(),
        type_name: type_name.to_owned(),
        roles: roles.to_vec(),
        name: None,
        display: false,
        data_class: None,
    }
}

pub(crate) fn retired(code: &str, reason: &str) -> Retired {
    Retired { code: code.to_owned(), reason: reason.to_owned() }
}

pub(crate) fn group(domain: &str, type_name: &str, module: &str, entries: Vec<Entry>) -> Group {
    Group {
        domain: domain.to_owned(),
        type_name: type_name.to_owned(),
        module: module.to_owned(),
        entries,
        ..Group::default()
    }
}

pub(crate) fn entry(code: &str, variant: &str, status: u16) -> Entry {
    Entry::new(code, variant, status, Level::Warn)
}

pub(crate) fn place(line: usize) -> Place {
    Place { file: "src/auth.rs".to_owned(), line, column: 5, length: 12 }
}
