//! The names that the enums of a catalogue have in source.

use super::literal::raw;
use super::types;
use crate::model::Group;

/// The name of the entry that `rest(…)` declares.
pub(super) const REST: &str = "rest";

/// The module path of an enum of this crate.
pub(super) fn own_module(group: &Group) -> Option<Vec<&str>> {
    let mut names = group.module.split("::");
    (names.next() == Some("crate")).then(|| names.collect())
}

/// The path of an enum in a registry.
pub(super) fn path_in_registry(group: &Group) -> String {
    let name = raw(&group.type_name);
    let generics = types::lifetimes(group);
    let generics = if generics.is_empty() {
        String::new()
    } else {
        format!("<{}>", vec!["'static"; generics.len()].join(", "))
    };
    let modules = match own_module(group) {
        Some(modules) => modules,
        // Built-in enums are re-exported at the root of the crate.
        None if group.module.starts_with("error_catalog::") => vec!["error_catalog"],
        None => group.module.split("::").collect(),
    };
    let path: Vec<_> = modules.into_iter().map(raw).chain([name]).collect();
    path.join("::") + &generics
}
