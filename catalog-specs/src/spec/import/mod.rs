//! Writes a catalogue as Rust declarations.

mod fields;
mod keys;
mod literal;
mod page;
mod paths;
mod sets;
mod types;

use literal::{doc_lines, literal, raw};
use page::Argument;
use paths::{REST, own_module, path_in_registry};

pub(super) use page::Page;

use crate::keys::{Key, Kind, Value};
use crate::model::{Catalog, Docs, Entry, Group};

/// Writes a source file: the enums in the modules that the catalogue names, and its registry.
pub(super) fn import(catalog: &Catalog) -> String {
    let mut page = Page::default();
    let tree = Module::from_catalog(catalog);
    let all: Vec<_> = own_groups(catalog).collect();
    let unknown = types::unknown(&all);
    if !unknown.is_empty() {
        page.line(&format!("// Bring these types into scope: {}.", unknown.join(", ")));
        page.line("");
    }
    let registry = (!catalog.name.is_empty()).then(|| raw(&catalog.name));
    tree.write(&mut page, registry.as_deref());
    if let Some(name) = &registry {
        if !tree.is_empty() {
            page.line("");
        }
        write_registry(&mut page, catalog, name);
    }
    page.text
}

/// Writes one enum with its attributes.
pub(super) fn write_group(page: &mut Page, group: &Group, registry: Option<&str>) {
    let generics = types::lifetimes(group);
    let generics =
        if generics.is_empty() { String::new() } else { format!("<'{}>", generics.join(", '")) };
    for line in doc_lines(&group.description) {
        page.line(&line);
    }
    write_conditions(page, &group.cfg);
    if group.non_exhaustive {
        page.line("#[non_exhaustive]");
    }
    page.line("#[derive(Debug, ErrorCatalog)]");
    let name = raw(&group.type_name);
    let mut arguments = keys::enum_arguments(group, registry);
    if let Some(entry) = struct_entry(group) {
        arguments.extend(keys::row_arguments(entry, group));
        page.attribute(&arguments);
        fields::write(page, entry, &format!("pub struct {name}{generics}"), true);
        return;
    }
    let rest = group.entries.iter().position(|entry| is_rest(entry, group));
    if let Some(entry) = rest.and_then(|at| group.entries.get(at)) {
        arguments.push(Argument::list("rest", keys::row_arguments(entry, group)));
    }
    page.attribute(&arguments);
    let head = format!("pub enum {name}{generics} {{");
    if group.entries.len() == usize::from(rest.is_some()) {
        page.line(&format!("{head}}}"));
        return;
    }
    page.open(&head);
    let variants = group.entries.iter().enumerate().filter(|(at, _)| Some(*at) != rest);
    for (written, (_, entry)) in variants.enumerate() {
        if written > 0 {
            page.line("");
        }
        write_variant(page, entry, group);
    }
    page.close("}");
}

/// Variants of an enum, to paste.
#[cfg(feature = "syntax")]
pub(super) fn variants(group: &Group, entries: &[&Entry]) -> String {
    let mut page = Page::default();
    for entry in entries {
        write_variant(&mut page, entry, group);
    }
    page.text
}

fn write_variant(page: &mut Page, entry: &Entry, group: &Group) {
    for line in doc_lines(&comment(&entry.docs)) {
        page.line(&line);
    }
    write_conditions(page, &entry.cfg);
    page.attribute(&keys::row_arguments(entry, group));
    fields::write(page, entry, &raw(&entry.variant), false);
}

/// Whether an entry comes from `rest(…)`: it has nothing that only a variant can have.
fn is_rest(entry: &Entry, group: &Group) -> bool {
    let is_last = group.entries.last().is_some_and(|last| last.code == entry.code);
    let is_bare = entry.details.is_empty() && entry.hidden.is_empty() && entry.cfg.is_empty();
    entry.variant == REST && is_last && is_bare && entry.docs == Docs::default()
}

/// The entry of a struct with one code. It has the name and the comment of the struct.
fn struct_entry(group: &Group) -> Option<&Entry> {
    match group.entries.as_slice() {
        [entry] => {
            let is_one = entry.variant == group.type_name
                && entry.cfg.is_empty()
                && Docs::read(&group.description) == entry.docs;
            is_one.then_some(entry)
        }
        _ => None,
    }
}

/// A doc comment with its sections.
fn comment(docs: &Docs) -> String {
    let description = Some((String::new(), docs.description.as_str()));
    let sections =
        docs.sections().map(|(section, text)| (format!("# {}\n", section.heading()), text));
    let sections: Vec<_> =
        description.into_iter().filter(|(_, text)| !text.is_empty()).chain(sections).collect();
    let mut comment = String::new();
    for (at, (heading, text)) in sections.iter().enumerate() {
        if at > 0 {
            comment.push_str("\n\n");
        }
        comment.push_str(heading);
        comment.push_str(text);
        // An unclosed code block would contain the next sections.
        let fences = text.lines().filter(|line| line.trim_start().starts_with("```")).count();
        if fences % 2 == 1 && at + 1 < sections.len() {
            comment.push_str("\n```");
        }
    }
    comment
}

fn write_conditions(page: &mut Page, conditions: &[String]) {
    for condition in conditions {
        page.line(&format!("#[cfg({condition})]"));
    }
}

/// The enums of this crate.
fn own_groups(catalog: &Catalog) -> impl Iterator<Item = &Group> {
    catalog.groups.iter().filter(|group| own_module(group).is_some())
}

/// A module with its enums and inner modules, in the order of the catalogue.
#[derive(Default)]
struct Module<'c> {
    groups: Vec<&'c Group>,
    inner: Vec<(&'c str, Module<'c>)>,
}

impl<'c> Module<'c> {
    fn from_catalog(catalog: &'c Catalog) -> Self {
        let mut root = Self::default();
        for group in own_groups(catalog) {
            root.insert(&own_module(group).unwrap_or_default(), group);
        }
        root
    }

    fn insert(&mut self, path: &[&'c str], group: &'c Group) {
        let Some((name, rest)) = path.split_first() else {
            self.groups.push(group);
            return;
        };
        match self.inner.iter_mut().find(|(known, _)| known == name) {
            Some((_, module)) => module.insert(rest, group),
            None => {
                let mut module = Self::default();
                module.insert(rest, group);
                self.inner.push((name, module));
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.inner.is_empty()
    }

    /// `registry` is the path of the registry relative to this module.
    fn write(&self, page: &mut Page, registry: Option<&str>) {
        let mut follows = false;
        if !self.groups.is_empty() {
            for block in types::imports(&self.groups) {
                if follows {
                    page.line("");
                }
                for line in block {
                    page.line(&line);
                }
                follows = true;
            }
        }
        for group in &self.groups {
            page.line("");
            write_group(page, group, registry);
        }
        for (name, module) in &self.inner {
            if follows {
                page.line("");
            }
            follows = true;
            page.open(&format!("pub mod {} {{", raw(name)));
            module.write(page, registry.map(|path| format!("super::{path}")).as_deref());
            page.close("}");
        }
    }
}

fn write_registry(page: &mut Page, catalog: &Catalog, name: &str) {
    page.open("error_catalog::catalog! {");
    for line in doc_lines(&catalog.description) {
        page.line(&line);
    }
    write_settings(page, catalog);
    if catalog.groups.is_empty() {
        page.line(&format!("pub struct {name} {{}}"));
    } else {
        page.open(&format!("pub struct {name} {{"));
        for group in &catalog.groups {
            write_conditions(page, &group.cfg);
            page.line(&format!("{},", path_in_registry(group)));
        }
        page.close("}");
    }
    if !catalog.retired.is_empty() {
        page.open("retired {");
        for retired in &catalog.retired {
            page.line(&format!("{} => {},", literal(&retired.code), literal(&retired.reason)));
        }
        page.close("}");
    }
    sets::write(page, catalog, name);
    page.close("}");
}

fn write_settings(page: &mut Page, catalog: &Catalog) {
    let given = |key: Key| catalog.settings.given_value(key).map(|value| setting(key, &value));
    let arguments: Vec<_> = Key::of_registries().filter_map(given).collect();
    let line = format!("#[registry({})]", arguments.join(", "));
    if arguments.is_empty() {
        return;
    }
    if literal::width(&line) <= page.room() {
        page.line(&line);
        return;
    }
    page.open("#[registry(");
    for (at, text) in arguments.iter().enumerate() {
        let comma = if at + 1 < arguments.len() { "," } else { "" };
        page.line(&format!("{text}{comma}"));
    }
    page.close(")]");
}

/// A setting of a registry as the macro reads it.
fn setting(key: Key, value: &Value<'_>) -> String {
    let name = key.name();
    match value {
        Value::Text(text) if key.kind() == Kind::Dialect => format!("{name} = {text}"),
        Value::Text(text) => format!("{name} = {}", literal(text)),
        Value::List(words) if key.kind() == Kind::Requirements => {
            format!("{name}({})", words.join(", "))
        }
        Value::List(texts) => {
            let texts: Vec<_> = texts.iter().map(|text| literal(text)).collect();
            format!("{name}({})", texts.join(", "))
        }
        // No setting has another kind of value.
        _ => name.to_owned(),
    }
}
