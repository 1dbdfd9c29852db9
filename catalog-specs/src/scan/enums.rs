//! Enums and structs of a catalogue, read with the parser of the derive.
//!
//! The derive sees an item after the compiler resolved its `cfg`. An item with conditions is therefore read under several
//! assignments of the options, at least one for each of its parts, and the entries of all of them are merged.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Fields, GenericArgument, ItemEnum, PathArguments, Type};

use super::place::SourceFile;
use super::{attributes, problems};
use crate::cfg::Condition;
use crate::diag::{self, Diag};
use crate::keys::Key;
use crate::messages::{Below, MessageFiles, package_root};
use crate::model::{CodelessVariant, Entry, Group, Place, Sends};
use crate::syntax::build::{Answer, OwnEntry};
use crate::syntax::field::doc_comment;
use crate::syntax::item::{self, CatalogItem};
use crate::syntax::keys::Keys;
use crate::syntax::plain;
use crate::{Problem, cfg, spec};

/// An enum of a catalogue with the information for its registry.
#[derive(Debug, Clone)]
pub(super) struct FoundEnum {
    /// The entries. The module is set later.
    pub group: Group,
    /// The places of its name and keys.
    pub places: Vec<(String, Place)>,
    /// The path of `registry`.
    pub registry: Option<Vec<String>>,
    /// The `mask_5xx` codes of its transparent variants.
    pub masks: Vec<(String, Place)>,
    /// The variants that have the code of another one, with the name of that entry.
    pub shared: Vec<(String, String)>,
    /// The transparent variants.
    pub inner: Vec<FoundInner>,
    /// The message files and the spec.
    pub files: Vec<PathBuf>,
}

/// A transparent variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundInner {
    pub variant: String,
    /// The path of the inner error; empty if its type is not a path.
    pub path: Vec<String>,
    /// The code that server errors are sent as.
    pub mask: Option<String>,
}

impl FoundEnum {
    /// Whether another declaration of the enum says the same about all of its codes.
    fn has_same_keys(&self, other: &Group, registry: Option<&[String]>) -> bool {
        let keys = |group: &Group| (group.domain.clone(), group.locales.clone());
        keys(&self.group) == keys(other) && self.registry.as_deref() == registry
    }

    /// Adds the entries and keys of the declaration of the same enum under other conditions. What it says otherwise is
    /// not read, and is reported.
    pub(super) fn merge(&mut self, other: Self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !self.has_same_keys(&other.group, other.registry.as_deref()) {
            problems
                .push(problems::other_declaration(&other.group.type_name, other.place("domain")));
        }
        self.group.non_exhaustive |= other.group.non_exhaustive;
        for entry in other.group.entries {
            let known = self.group.entries.iter_mut().find(|known| known.code == entry.code);
            match known {
                Some(known) => problems.extend(merge_entry(known, &entry)),
                None => self.group.entries.push(entry),
            }
        }
        self.masks.extend(other.masks);
        self.shared.extend(other.shared);
        self.inner.extend(other.inner);
        problems
    }

    /// The variants without a code of their own, below the path of the enum.
    pub(super) fn codeless(&self, path: &str) -> impl Iterator<Item = CodelessVariant> {
        let code_of = |entry: &str| {
            let entries = &mut self.group.entries.iter();
            entries.find(|own| own.variant == entry).map(|own| Sends::SameAs(own.code.clone()))
        };
        let shared =
            self.shared.iter().filter_map(move |(name, entry)| Some((name, code_of(entry)?)));
        let inner = self.inner.iter().map(|inner| {
            let mask = inner.mask.clone();
            (&inner.variant, mask.map_or(Sends::Inner, Sends::Masked))
        });
        shared
            .chain(inner)
            .map(move |(name, sends)| CodelessVariant { path: format!("{path}::{name}"), sends })
    }

    /// The place of a key, or of the name.
    pub(super) fn place(&self, key: &str) -> Option<&Place> {
        let find = |key| self.places.iter().find(|(known, _)| known == key).map(|(_, place)| place);
        find(key).or_else(|| find("type"))
    }
}

/// Whether an enum may be part of a catalogue.
pub(super) fn may_be_catalogued(item: &ItemEnum) -> bool {
    let may_have = |attributes: &[Attribute]| attributes::may_have_catalog_attribute(attributes);
    may_have(&item.attrs) || item.variants.iter().any(|variant| may_have(&variant.attrs))
}

/// An item as far as it could be read.
#[derive(Debug)]
pub(super) struct ReadItem {
    pub found: Option<FoundEnum>,
    pub problems: Vec<Problem>,
    /// Whether a part of it was not read.
    pub misses_some: bool,
}

/// Reads an item; `None` if it is not part of a catalogue.
pub(super) fn read(input: &DeriveInput, source: &SourceFile<'_>) -> Option<ReadItem> {
    let mut options = BTreeSet::new();
    visit(input, &mut |attributes| attributes::options(attributes, &mut options));
    let mut reader = EnumReader {
        source,
        found: None,
        shared: Vec::new(),
        entries: Vec::new(),
        problems: Vec::new(),
        spec: None,
        of_spec: None,
        misses_some: false,
    };
    if options.is_empty() {
        if !is_catalogued(input, false) {
            return None;
        }
        reader.read(input, &CfgAssignment::default());
    } else {
        let cfg::Assignments { sets, misses_some } = cfg::assignments(&options, &parts(input));
        let assignments: Vec<_> = sets.iter().filter_map(|set| apply_cfg(input, set)).collect();
        // If the derive is conditional, its absence under other assignments is no mistake.
        let must_derive = assignments.iter().any(|(input, _)| attributes::derives(&input.attrs));
        let assignments: Vec<_> =
            assignments.iter().filter(|(input, _)| is_catalogued(input, must_derive)).collect();
        reader.shared = shared_conditions(assignments.iter().map(|(_, assignment)| assignment));
        for (input, assignment) in assignments {
            reader.read(input, assignment);
        }
        let is_of_catalog =
            reader.found.is_some() || attributes::derive_condition(&input.attrs).is_some();
        reader.misses_some = misses_some && is_of_catalog;
        if reader.misses_some {
            let place = source.place(input.ident.span());
            reader.problems.push(problems::missed_parts(&plain(&input.ident), place));
        }
    }
    reader.finish()
}

/// The conditions of an item that each of its assignments has.
fn shared_conditions<'a>(mut assignments: impl Iterator<Item = &'a CfgAssignment>) -> Vec<String> {
    let mut shared = assignments.next().map(|first| first.conditions.clone()).unwrap_or_default();
    for assignment in assignments {
        shared.retain(|condition| assignment.conditions.contains(condition));
    }
    shared
}

fn is_catalogued(input: &DeriveInput, must_derive: bool) -> bool {
    let has_attribute = || {
        let mut found = false;
        visit(input, &mut |attributes| found |= attributes::has_catalog_attribute(attributes));
        found
    };
    attributes::derives(&input.attrs) || (!must_derive && has_attribute())
}

/// The parts of an item that a build may have or not, each as the conditions that must hold.
fn parts(input: &DeriveInput) -> BTreeSet<Vec<Condition>> {
    let mut parts = BTreeSet::new();
    let mut outer = attributes::collect_parts(&input.attrs, &[], &mut parts);
    // Without the derive the variants are not read.
    outer.extend(attributes::derive_condition(&input.attrs));
    let fields = |fields: &Fields, outer: &[Condition], parts: &mut _| {
        for field in fields {
            attributes::collect_parts(&field.attrs, outer, parts);
        }
    };
    match &input.data {
        Data::Enum(data) => {
            for variant in &data.variants {
                let own = attributes::collect_parts(&variant.attrs, &outer, &mut parts);
                fields(&variant.fields, &own, &mut parts);
            }
        }
        Data::Struct(data) => fields(&data.fields, &outer, &mut parts),
        Data::Union(_) => {}
    }
    parts
}

/// Visits the attributes of an item, its variants and their fields.
fn visit<'i>(input: &'i DeriveInput, look: &mut dyn FnMut(&'i [Attribute])) {
    look(&input.attrs);
    let fields = |fields: &'i Fields, look: &mut dyn FnMut(&'i [Attribute])| {
        fields.iter().for_each(|field| look(&field.attrs));
    };
    match &input.data {
        Data::Enum(data) => {
            for variant in &data.variants {
                look(&variant.attrs);
                fields(&variant.fields, look);
            }
        }
        Data::Struct(data) => fields(&data.fields, look),
        Data::Union(_) => {}
    }
}

/// The conditions of an item and of its variants under one assignment of the options.
#[derive(Default)]
struct CfgAssignment {
    conditions: Vec<String>,
    /// The index of each compiled variant among all, and its conditions.
    variants: Vec<(usize, Vec<String>)>,
}

/// The item as the derive sees it under an assignment; `None` if it is not compiled.
fn apply_cfg(input: &DeriveInput, set: &BTreeSet<String>) -> Option<(DeriveInput, CfgAssignment)> {
    let own = attributes::resolve_cfg(&input.attrs, set)?;
    let mut assignment = CfgAssignment { conditions: own.conditions, variants: Vec::new() };
    let mut resolved = DeriveInput { attrs: own.attributes, ..input.clone() };
    match &mut resolved.data {
        Data::Enum(data) => {
            let mut variants = syn::punctuated::Punctuated::new();
            for (at, mut variant) in std::mem::take(&mut data.variants).into_iter().enumerate() {
                let Some(own) = attributes::resolve_cfg(&variant.attrs, set) else { continue };
                variant.attrs = own.attributes;
                resolve_fields(&mut variant.fields, set);
                assignment.variants.push((at, own.conditions));
                variants.push(variant);
            }
            data.variants = variants;
        }
        Data::Struct(data) => resolve_fields(&mut data.fields, set),
        Data::Union(_) => {}
    }
    Some((resolved, assignment))
}

fn resolve_fields(fields: &mut Fields, set: &BTreeSet<String>) {
    let list = match fields {
        Fields::Named(fields) => &mut fields.named,
        Fields::Unnamed(fields) => &mut fields.unnamed,
        Fields::Unit => return,
    };
    for mut field in std::mem::take(list) {
        if let Some(own) = attributes::resolve_cfg(&field.attrs, set) {
            field.attrs = own.attributes;
            list.push(field);
        }
    }
}

struct EnumReader<'s> {
    source: &'s SourceFile<'s>,
    found: Option<FoundEnum>,
    /// The conditions of the item under every assignment. They are not repeated at its entries.
    shared: Vec<String>,
    /// The entries with the index of their variant.
    entries: Vec<(usize, Entry)>,
    problems: Vec<Problem>,
    /// The spec that it names, and the differences from it under every assignment so far.
    spec: Option<PathBuf>,
    of_spec: Option<Vec<Problem>>,
    misses_some: bool,
}

impl EnumReader<'_> {
    fn read(&mut self, input: &DeriveInput, assignment: &CfgAssignment) {
        let mut diag = Diag::new();
        let reader = Below(|| package_root(Path::new(self.source.file)));
        let item = item::read_in(input, Some(&reader), &mut diag);
        for problem in self.problems_of(diag) {
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
        let Some(item) = item else { return };
        self.compare_with_spec(&item);
        self.add_entries(&item, assignment);
        let masks = self.masks(&item);
        let (shared, inner) = (shared(&item), inner(&item));
        match &mut self.found {
            Some(found) => {
                let group = group(&item, &self.shared);
                let registry = item.paths.get(Key::Registry).map(super::imports::segments);
                if !found.has_same_keys(&group, registry.as_deref()) {
                    let place = self.source.place(item.input.ident.span());
                    let problem = problems::other_declaration(&group.type_name, Some(&place));
                    if !self.problems.contains(&problem) {
                        self.problems.push(problem);
                    }
                }
                // A match outside of the crate needs `_` if any build has the attribute.
                found.group.non_exhaustive |= group.non_exhaustive;
                found.masks.extend(masks);
                found.masks.dedup();
                found.shared.extend(shared);
                found.inner.extend(inner);
            }
            None => {
                let places = self.places(&item);
                self.found = Some(FoundEnum {
                    group: group(&item, &self.shared),
                    places,
                    registry: item.paths.get(Key::Registry).map(super::imports::segments),
                    masks,
                    shared,
                    inner,
                    files: paths(item.files.as_ref()),
                });
            }
        }
    }

    fn problems_of(&self, diag: Diag) -> Vec<Problem> {
        let found = diag::sorted(diag).into_iter();
        found.map(|found| problems::from_rule_problem(found, self.source)).collect()
    }

    /// Compares the item with the spec that it names. A code under a `cfg` is in the spec and not in every build, so a
    /// difference counts if every assignment has it.
    fn compare_with_spec(&mut self, item: &CatalogItem<'_>) {
        let Some(path) = &item.keys.spec else { return };
        let mut diag = Diag::new();
        let package = package_root(Path::new(self.source.file));
        spec::compare_with_named_file(item, path, &package, &mut diag);
        let mut differences = self.problems_of(diag);
        if let Some(known) = &self.of_spec {
            differences.retain(|problem| known.contains(problem));
        }
        self.of_spec = Some(differences);
        self.spec = Some(package.join(&path.value));
    }

    fn add_entries(&mut self, item: &CatalogItem<'_>, assignment: &CfgAssignment) {
        let always: &[String] = &[];
        for (at, variant) in item.variants.iter().enumerate() {
            let Some(own) = variant.own_entry() else { continue };
            let (at, conditions) = match assignment.variants.get(at) {
                Some((at, conditions)) => (*at, conditions.as_slice()),
                None => (at, always),
            };
            let entry = self.entry(own, &variant.keys, variant.ident.span(), conditions);
            self.add(at, entry);
        }
        if let Some(own) = &item.rest {
            let keys = item.keys.rest.as_deref().cloned().unwrap_or_default();
            let span = item.keys.pos_of("rest").unwrap_or_else(|| item.input.ident.span());
            let entry = self.entry(own, &keys, span, always);
            self.add(usize::MAX, entry);
        }
    }

    fn entry(&self, own: &OwnEntry, keys: &Keys, name: Span, conditions: &[String]) -> Entry {
        let mut places = vec![("variant".to_owned(), self.source.place(name))];
        for (key, span) in &keys.given {
            let known = places.iter().any(|(known, _)| known == key);
            if !known && !key.is_empty() && *key != "code" {
                let value = Key::by_name(key).and_then(|key| keys.value_pos(key));
                let span = value.unwrap_or(*span);
                places.push(((*key).to_owned(), self.source.place(span)));
            }
        }
        places.push(("code".to_owned(), self.source.place(own.code_span)));
        let own_conditions = conditions.iter().filter(|condition| !self.shared.contains(condition));
        Entry { cfg: own_conditions.cloned().collect(), places, ..own.entry.clone() }
    }

    /// Adds an entry. Rows of one code under different conditions are merged.
    fn add(&mut self, at: usize, entry: Entry) {
        let known = self.entries.iter_mut().find(|(_, known)| known.code == entry.code);
        match known {
            Some((_, known)) => {
                let problem = merge_entry(known, &entry);
                let problem = problem.filter(|problem| !self.problems.contains(problem));
                self.problems.extend(problem);
            }
            None => self.entries.push((at, entry)),
        }
    }

    fn places(&self, item: &CatalogItem<'_>) -> Vec<(String, Place)> {
        let keys = item.keys.given.iter().filter(|(key, _)| !key.is_empty());
        let keys = keys.map(|(key, span)| match (*key, item.paths.get(Key::Registry)) {
            ("registry", Some(path)) => ("registry", path.span()),
            _ => (*key, *span),
        });
        let spans = std::iter::once(("type", item.input.ident.span())).chain(keys);
        spans.map(|(key, span)| (key.to_owned(), self.source.place(span))).collect()
    }

    fn masks(&self, item: &CatalogItem<'_>) -> Vec<(String, Place)> {
        let masks = item.variants.iter().filter_map(|variant| match &variant.answer {
            Answer::Transparent(mask) => mask.as_ref(),
            _ => None,
        });
        masks.map(|mask| (mask.value.clone(), self.source.place(mask.pos))).collect()
    }

    fn finish(self) -> Option<ReadItem> {
        let Self { found, mut entries, mut problems, spec, of_spec, misses_some, .. } = self;
        problems.extend(of_spec.into_iter().flatten());
        entries.sort_by_key(|(at, _)| *at);
        let found = found.map(|mut found| {
            found.files.extend(spec);
            found.group.entries = entries.into_iter().map(|(_, entry)| entry).collect();
            found
        });
        let is_read = found.is_some() || !problems.is_empty();
        is_read.then_some(ReadItem { found, problems, misses_some })
    }
}

/// The variants that have the code of another one.
fn shared(item: &CatalogItem<'_>) -> Vec<(String, String)> {
    let entries: Vec<_> = item.entries().collect();
    let variants = item.variants.iter().zip(item.row_positions());
    let shared = variants.filter(|(variant, _)| variant.own_entry().is_none());
    shared
        .filter_map(|(variant, at)| Some((plain(variant.ident), entries.get(at?)?)))
        .map(|(name, own)| (name, own.entry.variant.clone()))
        .collect()
}

/// The transparent variants.
fn inner(item: &CatalogItem<'_>) -> Vec<FoundInner> {
    let variants = item.variants.iter().filter_map(|variant| match &variant.answer {
        Answer::Transparent(mask) => Some((variant, mask)),
        _ => None,
    });
    variants
        .map(|(variant, mask)| FoundInner {
            variant: plain(variant.ident),
            path: variant.fields.first().map_or_else(Vec::new, |field| error_path(field.ty)),
            mask: mask.as_ref().map(|mask| mask.value.clone()),
        })
        .collect()
}

/// The path of an error, also of one in a box.
fn error_path(ty: &Type) -> Vec<String> {
    let Type::Path(path) = ty else { return Vec::new() };
    let boxed = path.path.segments.last().filter(|last| last.ident == "Box");
    match boxed.map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => error_path(inner),
            _ => Vec::new(),
        },
        _ => super::imports::segments(&path.path),
    }
}

/// Adds the conditions of another entry of the same code. Other facts of it are not read, which is reported.
fn merge_entry(known: &mut Entry, other: &Entry) -> Option<Problem> {
    let facts = |entry: &Entry| Entry { cfg: Vec::new(), places: Vec::new(), ..entry.clone() };
    let differs = facts(known) != facts(other);
    known.cfg = cfg::any_of(&known.cfg, &other.cfg);
    differs.then(|| problems::other_declaration(&other.code, other.place("code")))
}

/// The paths of message files, which cargo must watch.
pub(super) fn paths(files: Option<&MessageFiles>) -> Vec<PathBuf> {
    files.into_iter().flat_map(|files| &files.files).map(|file| file.path.clone()).collect()
}

fn group(item: &CatalogItem<'_>, conditions: &[String]) -> Group {
    let locales = item.keys.locales.iter().flatten();
    Group {
        domain: item.domain.clone(),
        type_name: plain(&item.input.ident),
        module: String::new(),
        locales: locales.map(|locale| locale.value.clone()).collect(),
        description: doc_comment(&item.input.attrs),
        non_exhaustive: item.is_non_exhaustive(),
        cfg: conditions.to_vec(),
        entries: Vec::new(),
    }
}
