//! The properties of an entry besides texts and details, in the enum and in the spec.

use proc_macro2::Span;

use super::display::{cure, display_value, nothing};
use crate::keys::{Audience, Key};
use crate::model::Entry;
use crate::syntax::keys::Keys;

/// A property with both values.
pub(super) struct Property {
    /// The key.
    pub(super) key: &'static str,
    /// The literal in the enum.
    pub(super) span: Option<Span>,
    /// The value in the enum.
    pub(super) here: String,
    /// The value in the spec.
    pub(super) there: String,
    /// The fix.
    pub(super) cure: String,
}

/// The properties of an entry to compare. Those for developers need not be in the spec.
pub(super) fn compared(here: &Entry, keys: &Keys, there: &Entry) -> Vec<Property> {
    let mut properties = Vec::new();
    for key in Key::of_codes().filter(|key| !matches!(key, Key::Code | Key::Message | Key::Allow)) {
        let is_declared = here.value(key).is_some() || there.value(key).is_some();
        let is_for_developers = key.row().audience == Audience::Developer;
        if key == Key::Ext {
            properties.extend(extensions(here, there));
        } else if is_declared && !(is_for_developers && there.value(key).is_none()) {
            let (own, wanted) = (here.effective(key), there.effective(key));
            properties.push(Property {
                key: key.name(),
                span: keys.value_pos(key),
                here: own.as_ref().map_or_else(nothing, display_value),
                there: wanted.as_ref().map_or_else(nothing, display_value),
                cure: cure(key.name(), wanted.as_ref()),
            });
        }
    }
    properties
}

fn extensions(here: &Entry, there: &Entry) -> Vec<Property> {
    let extension = |entry: &Entry, name: &str| {
        entry.ext.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in there.ext.iter().chain(&here.ext) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let pair = |name: &str, value: Option<&String>| {
        value.map_or_else(nothing, |value| format!("{name} = {value:?}"))
    };
    names
        .into_iter()
        .map(|name| {
            let (own, wanted) = (extension(here, name), extension(there, name));
            Property {
                key: "ext",
                span: None,
                here: pair(name, own.as_ref()),
                there: pair(name, wanted.as_ref()),
                cure: match &wanted {
                    Some(value) => format!("write `ext({name} = {value:?})`"),
                    None => format!("remove `{name}`"),
                },
            }
        })
        .collect()
}
