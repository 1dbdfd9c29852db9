//! Enums and structs of a catalogue, read with the parser of the derive.
//!
//! The derive sees an item after the compiler has decided its conditions. So an item that has some
//! is read in several ways to compile, and the rows of all of them are put together.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Fields, ItemEnum};

use super::place::Source;
use super::{attributes, told};
use crate::diag::{self, Diag};
use crate::keys::Key;
use crate::messages::{Below, MessageFiles, package_root};
use crate::model::{Group, Place, Row};
use crate::syntax::build::{Answer, OwnRow};
use crate::syntax::field::doc_comment;
use crate::syntax::item::{self, CatalogItem};
use crate::syntax::keys::Keys;
use crate::syntax::plain;
use crate::{Problem, cfg};

/// An enum of a catalogue with what a registry must know of it.
#[derive(Debug, Clone)]
pub(super) struct FoundEnum {
    /// Its rows; the module is filled in when it is known.
    pub group: Group,
    /// Where its name and its keys stand.
    pub places: Vec<(String, Place)>,
    /// The registry it names.
    pub registry: Option<Vec<String>>,
    /// The codes that inner failures of its transparent variants go out as.
    pub masks: Vec<(String, Place)>,
    /// Its message files.
    pub files: Vec<PathBuf>,
}

impl FoundEnum {
    /// Where a key stands, or else the name.
    pub(super) fn place(&self, key: &str) -> Option<&Place> {
        let of = |key| self.places.iter().find(|(known, _)| known == key).map(|(_, place)| place);
        of(key).or_else(|| of("type"))
    }
}

/// Whether an enum can be one of a catalogue.
pub(super) fn may_be_one(item: &ItemEnum) -> bool {
    let speaks = |attributes: &[Attribute]| attributes::may_speak(attributes);
    speaks(&item.attrs) || item.variants.iter().any(|variant| speaks(&variant.attrs))
}

/// Reads an item; nothing where it is none of a catalogue.
pub(super) fn read(
    input: &DeriveInput,
    source: &Source<'_>,
) -> Option<(Option<FoundEnum>, Vec<Problem>)> {
    let mut leaves = BTreeSet::new();
    visit(input, &mut |attributes| attributes::leaves(attributes, &mut leaves));
    let mut reader = EnumReader { source, found: None, rows: Vec::new(), problems: Vec::new() };
    if leaves.is_empty() {
        if !is_catalogued(input, false) {
            return None;
        }
        reader.read(input, &World::default());
    } else {
        let worlds = cfg::worlds(&leaves);
        let worlds: Vec<_> = worlds.iter().filter_map(|set| in_world(input, set)).collect();
        // Where some world derives, one that does not is no mistake.
        let must_derive = worlds.iter().any(|(input, _)| attributes::derives(&input.attrs));
        for (input, world) in &worlds {
            if is_catalogued(input, must_derive) {
                reader.read(input, world);
            }
        }
    }
    reader.finish()
}

fn is_catalogued(input: &DeriveInput, must_derive: bool) -> bool {
    let speaks = || {
        let mut speaks = false;
        visit(input, &mut |attributes| speaks |= attributes::speaks(attributes));
        speaks
    };
    attributes::derives(&input.attrs) || (!must_derive && speaks())
}

/// The attributes of an item, its variants and their fields.
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

/// One way to compile an item: the conditions of the item, and those of each variant that is there.
#[derive(Default)]
struct World {
    conditions: Vec<String>,
    /// For each variant its place among all of them, and its conditions.
    variants: Vec<(usize, Vec<String>)>,
}

/// The item as the compiler leaves it to the derive; nothing where it is not compiled.
fn in_world(input: &DeriveInput, set: &BTreeSet<String>) -> Option<(DeriveInput, World)> {
    let own = attributes::decide(&input.attrs, set)?;
    let mut world = World { conditions: own.conditions, variants: Vec::new() };
    let mut decided = DeriveInput { attrs: own.attributes, ..input.clone() };
    match &mut decided.data {
        Data::Enum(data) => {
            let mut variants = syn::punctuated::Punctuated::new();
            for (at, mut variant) in std::mem::take(&mut data.variants).into_iter().enumerate() {
                let Some(own) = attributes::decide(&variant.attrs, set) else { continue };
                variant.attrs = own.attributes;
                decide_fields(&mut variant.fields, set);
                world.variants.push((at, own.conditions));
                variants.push(variant);
            }
            data.variants = variants;
        }
        Data::Struct(data) => decide_fields(&mut data.fields, set),
        Data::Union(_) => {}
    }
    Some((decided, world))
}

fn decide_fields(fields: &mut Fields, set: &BTreeSet<String>) {
    let list = match fields {
        Fields::Named(fields) => &mut fields.named,
        Fields::Unnamed(fields) => &mut fields.unnamed,
        Fields::Unit => return,
    };
    for mut field in std::mem::take(list) {
        if let Some(own) = attributes::decide(&field.attrs, set) {
            field.attrs = own.attributes;
            list.push(field);
        }
    }
}

struct EnumReader<'s> {
    source: &'s Source<'s>,
    found: Option<FoundEnum>,
    /// The rows with the place of their variant among all.
    rows: Vec<(usize, Row)>,
    problems: Vec<Problem>,
}

impl EnumReader<'_> {
    fn read(&mut self, input: &DeriveInput, world: &World) {
        let mut diag = Diag::new();
        let reader = Below(|| package_root(Path::new(self.source.file)));
        let item = item::read_in(input, Some(&reader), &mut diag);
        for found in diag::sorted(diag) {
            let problem = told::of_report(found, self.source);
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
        let Some(item) = item else { return };
        self.take_rows(&item, world);
        let masks = self.masks(&item);
        match &mut self.found {
            Some(found) => {
                // What holds in one way to compile and not in another is no condition.
                found.group.cfg.retain(|condition| world.conditions.contains(condition));
                found.masks.extend(masks);
                found.masks.dedup();
            }
            None => {
                let places = self.places(&item);
                self.found = Some(FoundEnum {
                    group: group(&item, world),
                    places,
                    registry: item.paths.get(Key::Registry).map(super::imports::segments),
                    masks,
                    files: paths(item.files.as_ref()),
                });
            }
        }
    }

    fn take_rows(&mut self, item: &CatalogItem<'_>, world: &World) {
        let always: &[String] = &[];
        for (at, variant) in item.variants.iter().enumerate() {
            let Some(own) = variant.own_row() else { continue };
            let (at, conditions) = match world.variants.get(at) {
                Some((at, conditions)) => (*at, conditions.as_slice()),
                None => (at, always),
            };
            let row = self.row(own, &variant.keys, variant.ident.span(), conditions);
            self.add(at, row);
        }
        if let Some(own) = &item.rest {
            let keys = item.keys.rest.as_deref().cloned().unwrap_or_default();
            let span = item.keys.pos_of("rest").unwrap_or_else(|| item.input.ident.span());
            let row = self.row(own, &keys, span, always);
            self.add(usize::MAX, row);
        }
    }

    fn row(&self, own: &OwnRow, keys: &Keys, name: Span, conditions: &[String]) -> Row {
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
        Row { cfg: conditions.to_vec(), places, ..own.row.clone() }
    }

    /// A code that is there under one condition and under another is one row.
    fn add(&mut self, at: usize, row: Row) {
        let known = self.rows.iter_mut().find(|(_, known)| known.code == row.code);
        match known {
            Some((_, known)) => known.cfg = cfg::either(&known.cfg, &row.cfg),
            None => self.rows.push((at, row)),
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

    fn finish(self) -> Option<(Option<FoundEnum>, Vec<Problem>)> {
        let Self { found, mut rows, problems, .. } = self;
        rows.sort_by_key(|(at, _)| *at);
        let found = found.map(|mut found| {
            let shared = &found.group.cfg;
            for (_, row) in &mut rows {
                row.cfg.retain(|condition| !shared.contains(condition));
            }
            found.group.rows = rows.into_iter().map(|(_, row)| row).collect();
            found
        });
        (found.is_some() || !problems.is_empty()).then_some((found, problems))
    }
}

/// The files, to be read anew when they change.
pub(super) fn paths(files: Option<&MessageFiles>) -> Vec<PathBuf> {
    files.into_iter().flat_map(|files| &files.files).map(|file| file.path.clone()).collect()
}

fn group(item: &CatalogItem<'_>, world: &World) -> Group {
    let locales = item.keys.locales.iter().flatten();
    Group {
        domain: item.domain.clone(),
        type_name: plain(&item.input.ident),
        module: String::new(),
        locales: locales.map(|locale| locale.value.clone()).collect(),
        description: doc_comment(&item.input.attrs),
        cfg: world.conditions.clone(),
        rows: Vec::new(),
    }
}
