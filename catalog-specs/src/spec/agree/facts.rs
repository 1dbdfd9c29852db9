//! What a row says besides its texts and details, here and in the spec.

use proc_macro2::Span;

use super::shown::{cure, nothing, shown};
use crate::keys::{Audience, Key};
use crate::model::Row;
use crate::syntax::keys::Keys;

/// One thing that both sides say.
pub(super) struct Fact {
    /// Its key.
    pub(super) key: &'static str,
    /// The literal that says it here.
    pub(super) span: Option<Span>,
    /// What is said here.
    pub(super) here: String,
    /// What the spec says.
    pub(super) there: String,
    /// How to agree.
    pub(super) cure: String,
}

/// The facts of a row that must agree. What only developers read need not be in a spec.
pub(super) fn of(here: &Row, keys: &Keys, there: &Row) -> Vec<Fact> {
    let mut facts = Vec::new();
    for key in Key::of_codes().filter(|key| !matches!(key, Key::Code | Key::Message | Key::Allow)) {
        let is_declared = here.value(key).is_some() || there.value(key).is_some();
        let is_for_developers = key.row().audience == Audience::Developer;
        if key == Key::Ext {
            facts.extend(extensions(here, there));
        } else if is_declared && !(is_for_developers && there.value(key).is_none()) {
            let (ours, theirs) = (here.effective(key), there.effective(key));
            facts.push(Fact {
                key: key.name(),
                span: keys.value_pos(key),
                here: ours.as_ref().map_or_else(nothing, shown),
                there: theirs.as_ref().map_or_else(nothing, shown),
                cure: cure(key.name(), theirs.as_ref()),
            });
        }
    }
    facts
}

fn extensions(here: &Row, there: &Row) -> Vec<Fact> {
    let of = |row: &Row, name: &str| {
        row.ext.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in there.ext.iter().chain(&here.ext) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let said = |name: &str, value: Option<&String>| {
        value.map_or_else(nothing, |value| format!("{name} = {value:?}"))
    };
    names
        .into_iter()
        .map(|name| {
            let (ours, theirs) = (of(here, name), of(there, name));
            Fact {
                key: "ext",
                span: None,
                here: said(name, ours.as_ref()),
                there: said(name, theirs.as_ref()),
                cure: match &theirs {
                    Some(value) => format!("write `ext({name} = {value:?})`"),
                    None => format!("remove `{name}`"),
                },
            }
        })
        .collect()
}
