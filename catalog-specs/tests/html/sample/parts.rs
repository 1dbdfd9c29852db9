//! What catalogues are put together of.

use catalog_specs::Level;
use catalog_specs::model::{Detail, Entry, Group, HiddenField, HiddenRole, Retired, Text};

use super::LOCALES;

/// A code, its texts by locale: the first without, as the derive writes it.
pub(crate) fn bare_entry(
    code: &str,
    status: u16,
    level: Level,
    messages: &[(&str, &str)],
) -> Entry {
    let text = |(locale, message): &(&str, &str)| Text {
        locale: (*locale).into(),
        message: (*message).into(),
    };
    Entry {
        messages: messages.iter().map(text).collect(),
        ..Entry::new(code, variant(code), status, level)
    }
}

/// A field that clients receive.
pub(crate) fn detail(name: &str, type_name: &str, doc: &str) -> Detail {
    Detail {
        name: name.into(),
        field: name.into(),
        type_name: type_name.into(),
        doc: doc.into(),
        flatten: false,
        display: false,
        retry_after: false,
        data_class: None,
    }
}

/// A field of the log, or none.
pub(crate) fn hidden(field: &str, type_name: &str, role: HiddenRole) -> HiddenField {
    HiddenField {
        field: field.into(),
        type_name: type_name.into(),
        roles: vec![role],
        name: None,
        display: false,
        data_class: None,
    }
}

pub(super) fn retired(code: &str, reason: &str) -> Retired {
    Retired { code: code.into(), reason: reason.into() }
}

pub(super) fn variant(code: &str) -> String {
    let words = code.split('_').skip(1);
    words.map(|word| word[..1].to_owned() + &word[1..].to_lowercase()).collect()
}

pub(super) fn group(
    domain: &str,
    type_name: &str,
    description: &str,
    entries: Vec<Entry>,
) -> Group {
    Group {
        domain: domain.into(),
        type_name: type_name.into(),
        module: format!("crate::{}", domain.to_lowercase()),
        locales: LOCALES.map(Into::into).to_vec(),
        description: description.into(),
        entries,
        ..Group::default()
    }
}

pub(super) fn entry(code: &str, status: u16, level: Level, texts: [&str; 5]) -> Entry {
    let [ja, en, tw, cn, vi] = texts;
    bare_entry(
        code,
        status,
        level,
        &[("", ja), ("en", en), ("zh-TW", tw), ("zh-CN", cn), ("vi", vi)],
    )
}
