//! A catalogue for the tests of the renderers.

use crate::model::{Catalog, Detail, Entry, Group, Settings, Text};
use crate::{Class, Level};

/// `A_GONE` has a detail and a page, `A_WRONG` the violations of a validation.
pub(super) fn catalog() -> Catalog {
    let entry = |code: &str, status: u16, message: &str, detail: Detail| Entry {
        messages: vec![Text { locale: String::new(), message: message.to_owned() }],
        details: vec![detail],
        ..Entry::new(code, "Variant", status, Level::Info)
    };
    let gone = entry("A_GONE", 404, "gone", detail("left", "u8", false));
    let wrong = entry("A_WRONG", 422, "wrong", detail("fields", "BTreeMap<String, String>", true));
    let wrong = Entry { class: Some(Class::Validation), ..wrong };
    let group = Group { domain: "A".into(), entries: vec![gone, wrong], ..Group::default() };
    let docs = Some("https://a.example/{code}".to_owned());
    let settings = Settings { docs, ..Settings::default() };
    Catalog { settings, groups: vec![group], ..Catalog::default() }
}

/// A detail; `flatten`: its members stand among the other details.
pub(super) fn detail(name: &str, type_name: &str, flatten: bool) -> Detail {
    Detail {
        name: name.to_owned(),
        field: name.to_owned(),
        type_name: type_name.to_owned(),
        doc: String::new(),
        flatten,
        display: false,
        retry_after: false,
        data_class: None,
    }
}
