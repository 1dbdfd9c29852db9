//! Writes the sets of a registry.

use super::literal::{doc_lines, raw};
use super::page::Page;
use super::paths::{REST, path_in_registry};
use super::types;
use crate::model::{Catalog, CodeSet, Group};

/// The code that every set has, unless the registry names another.
const INTERNAL: &str = "SYSTEM_INTERNAL_ERROR";

/// Writes each set behind its registry.
pub(super) fn write(page: &mut Page, catalog: &Catalog, registry: &str) {
    for set in &catalog.sets {
        page.line("");
        for line in doc_lines(&set.description) {
            page.line(&line);
        }
        page.open(&format!("pub struct {} of {registry} {{", raw(&set.name)));
        for member in catalog.groups.iter().filter_map(|group| member(catalog, set, group)) {
            page.line(&format!("{member},"));
        }
        page.close("}");
    }
}

/// What a set lists of an enum.
fn member(catalog: &Catalog, set: &CodeSet, group: &Group) -> Option<String> {
    let path = path_in_registry(group);
    let listed: Vec<_> = group.entries.iter().filter(|entry| set.has(&entry.code)).collect();
    let internal = catalog.settings.internal.as_deref().unwrap_or(INTERNAL);
    if listed.iter().all(|entry| entry.code == internal) {
        // It is added to every set.
        return None;
    }
    let is_named = |name: &str| name != REST && name != group.type_name;
    let has_names = listed.iter().all(|entry| is_named(&entry.variant));
    if listed.len() == group.entries.len() || !has_names || !types::lifetimes(group).is_empty() {
        return Some(path);
    }
    let names: Vec<_> = listed.iter().map(|entry| raw(&entry.variant)).collect();
    Some(format!("{path}::{{{}}}", names.join(", ")))
}
