//! Builds entries and settings from declarations.

use crate::declared::{DeclaredEntry, Field, Item, Keys, Role, UserText};
use crate::keys::{Key, Scope};
use crate::model::{Detail, Entry, HiddenField, HiddenRole, Settings, Text};
use crate::{Grpc, Level, status};

impl<P: Copy> DeclaredEntry<P> {
    /// The entry of a variant with a code. Missing values, which were reported, are guessed.
    pub fn to_entry(&self, item: &Item<P>) -> Entry {
        let known_status = self.status(item).map(|status| status.value);
        let status = known_status.or(item.keys.status.as_ref().map(|status| status.value));
        let status = status.unwrap_or(500);
        let level = self.log_level(item).or(item.keys.log_level.as_ref());
        let derived_level = if status::is_server(status) { Level::Error } else { Level::Info };
        let mut entry = Entry::new(
            self.keys.code.as_ref().map_or("", |code| &code.value),
            self.name.value.as_str(),
            status,
            level.map_or(derived_level, |level| level.value),
        );
        for key in Key::FURTHER.iter().copied() {
            let is_default = key.row().scope == Scope::Default;
            let default = || item.keys.value(key).filter(|_| is_default);
            if let Some(value) = self.keys.value(key).or_else(default) {
                entry.set(key, value);
            }
        }
        entry.messages = self.texts.iter().map(message).collect();
        entry.display = self.developer_text(item).map(|text| text.value.clone());
        entry.retry = self.retry(item, self.class(status));
        entry.allows.clone_from(&self.allows);
        entry.details = self.fields.iter().filter_map(detail).collect();
        entry.hidden = self.fields.iter().filter_map(hidden).collect();
        entry.docs = self.docs.clone();
        if known_status.is_none() {
            // A guessed status must not break rules of the registry.
            entry.public_as = None;
            entry.grpc = entry.grpc.or(Some(Grpc::Unknown));
        }
        entry
    }
}

impl<P: Copy> Keys<P> {
    /// The settings of a registry.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        for key in Key::of_registries() {
            if let Some(value) = self.value(key) {
                settings.set(key, value);
            }
        }
        settings
    }
}

fn message<P>(user: &UserText<P>) -> Text {
    Text { locale: user.locale.value.clone(), message: user.text.value.clone() }
}

fn detail<P>(field: &Field<P>) -> Option<Detail> {
    let Role::Detail { name, flatten, display, .. } = &field.role else { return None };
    Some(Detail {
        name: name.value.clone(),
        field: field.name.clone(),
        type_name: field.type_name.clone(),
        doc: field.doc.clone(),
        flatten: *flatten,
        display: *display,
        retry_after: field.is_retry_after,
        data_class: field.data_class.clone(),
    })
}

fn hidden<P>(field: &Field<P>) -> Option<HiddenField> {
    let (role, name, display) = match &field.role {
        Role::Detail { .. } => return None,
        Role::Context { name, display } => (Some(HiddenRole::Context), Some(&name.value), *display),
        Role::Secret => (Some(HiddenRole::Secret), None, false),
        Role::Private => (None, None, false),
    };
    let cause = if field.is_from { HiddenRole::From } else { HiddenRole::Source };
    let cause = Some(cause).filter(|_| field.is_source);
    let waits = Some(HiddenRole::RetryAfter).filter(|_| field.is_retry_after);
    Some(HiddenField {
        field: field.name.clone(),
        type_name: field.type_name.clone(),
        roles: role.into_iter().chain(cause).chain(waits).collect(),
        name: name.filter(|name| **name != field.name).cloned(),
        display,
        data_class: field.data_class.clone(),
    })
}
