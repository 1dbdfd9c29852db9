//! A whole enum or struct: its keys, its variants, and the rules that look at all of them.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::{Data, DeriveInput, Fields};

use super::field::{self, Role};
use super::keys::{Keys, Manual};
use super::messages::{self, Root};
use super::variant::{self, Answer, OwnRow, Shared, VariantItem};
use super::{plain, references};
use crate::check::{self, Allows};
use crate::code::screaming;
use crate::diag::{Diag, did_you_mean};
use crate::keys::Target;
use crate::messages::MessageFiles;
use crate::model::Row;
use crate::rules;
use crate::template::holes;

/// A catalogue enum, or a struct with one code.
pub struct CatalogItem<'i> {
    /// The item as it was written.
    pub input: &'i DeriveInput,
    /// What its attributes say.
    pub keys: Keys,
    /// Its domain, a guess where none is declared.
    pub domain: String,
    /// Whether it is a struct.
    pub is_struct: bool,
    /// Whether thiserror makes Display, Error and From.
    pub thiserror: bool,
    /// Its variants; a struct is its own one.
    pub variants: Vec<VariantItem<'i>>,
    /// The row of the variants that say nothing.
    pub rest: Option<Box<OwnRow>>,
    /// Its message files, as far as they could be read.
    pub files: Option<MessageFiles>,
}

impl CatalogItem<'_> {
    /// Whether somebody else makes a trait.
    pub fn leaves(&self, trait_: Manual) -> bool {
        let said = self.keys.manual.iter().flatten().any(|manual| manual.value == trait_);
        said || self.thiserror
    }

    /// The rows, in declaration order, that of `rest` last.
    pub fn rows(&self) -> impl Iterator<Item = &OwnRow> {
        self.variants.iter().filter_map(VariantItem::own_row).chain(self.rest.as_deref())
    }

    /// Where the row of each variant stands among [`rows`](Self::rows), variant by variant.
    pub fn row_positions(&self) -> Vec<Option<usize>> {
        let mut counted = 0..;
        let own = |variant: &VariantItem<'_>| variant.own_row().and_then(|_| counted.next());
        let mut positions: Vec<_> = self.variants.iter().map(own).collect();
        let rows = positions.iter().flatten().count();
        for (at, variant) in self.variants.iter().enumerate() {
            let shared = match &variant.answer {
                Answer::SameAs(other, _) => {
                    let named = self.variants.iter().position(|variant| variant.ident == other);
                    named.and_then(|named| positions.get(named).copied().flatten())
                }
                Answer::Rest => self.rest.as_ref().map(|_| rows),
                Answer::Own(_) | Answer::Transparent(_) | Answer::Broken => continue,
            };
            if let Some(position) = positions.get_mut(at) {
                *position = shared;
            }
        }
        positions
    }
}

/// Reads and checks an item that names no message files. What is wrong goes to `diag`; what is sound is there all the same,
/// so that the expansion of a broken catalogue leaves other code quiet.
pub fn read<'i>(input: &'i DeriveInput, diag: &mut Diag) -> Option<CatalogItem<'i>> {
    read_in(input, None, diag)
}

/// Reads and checks an item; `root` tells where the folders of message files start.
pub fn read_in<'i>(
    input: &'i DeriveInput,
    root: Option<Root<'_>>,
    diag: &mut Diag,
) -> Option<CatalogItem<'i>> {
    let is_struct = matches!(input.data, Data::Struct(_));
    if let Data::Union(_) = input.data {
        diag.report(&rules::UNION, input.ident.span(), &[("type", &plain(&input.ident))]);
        return None;
    }
    let target = if is_struct { Target::Struct } else { Target::Enum };
    let mut keys = Keys::read(&input.attrs, target, diag);
    let domain = read_domain(input, &keys, diag);
    check_manual(&keys, input, diag);
    keys.locales.iter_mut().for_each(|locales| check::check_locales(locales, diag));
    let thiserror = has_thiserror(input);
    let fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        Data::Enum(_) | Data::Union(_) => None,
    };
    let others = |name: &str| is_of_others(name, &keys, thiserror);
    field::misplaced(&input.attrs, (&input.ident, target.noun()), fields, others, diag);
    let words = if is_struct { &[][..] } else { keys.allows.as_deref().unwrap_or_default() };
    let mut allows = Allows::of_enum(words);
    let files = messages::of_item(&keys, root, diag);
    let shared =
        Shared { keys: &keys, domain: domain.as_deref(), thiserror, files: files.as_ref() };
    let rest = variant::read_rest(&input.ident, &shared, &mut allows, diag);
    let variants = match &input.data {
        Data::Enum(data) => data
            .variants
            .iter()
            .map(|variant| {
                let keys = Keys::read(&variant.attrs, Target::Variant, diag);
                let here = (&variant.ident, Target::Variant.noun());
                field::misplaced(&variant.attrs, here, Some(&variant.fields), others, diag);
                variant::read(
                    &variant.ident,
                    &variant.attrs,
                    &variant.fields,
                    keys,
                    &shared,
                    &mut allows,
                    diag,
                )
            })
            .collect(),
        Data::Struct(data) => {
            vec![struct_variant(input, &data.fields, &keys, &shared, &mut allows, diag)]
        }
        Data::Union(_) => Vec::new(),
    };
    allows.finish(diag);
    let domain = domain.unwrap_or_else(|| guess_domain(&input.ident));
    let mut item = CatalogItem { input, keys, domain, is_struct, thiserror, variants, rest, files };
    messages::check(&item, diag);
    check_duplicates(&mut item, diag);
    check_same_as(&mut item, diag);
    share_texts(&mut item, diag);
    references::check(&mut item, diag);
    check_from(&mut item, diag);
    Some(item)
}

/// Whether another derive may take an attribute of fields on an item: `#[from]` on a variant is one of
/// those that make `From`, where ours does not, and thiserror tells of its own.
fn is_of_others(attribute: &str, keys: &Keys, thiserror: bool) -> bool {
    let made_by_others =
        |made| thiserror || keys.manual.iter().flatten().any(|manual| manual.value == made);
    match attribute {
        "from" => made_by_others(Manual::From),
        "source" => made_by_others(Manual::Error),
        _ => false,
    }
}

fn struct_variant<'i>(
    input: &'i DeriveInput,
    fields: &'i Fields,
    keys: &Keys,
    shared: &Shared<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) -> VariantItem<'i> {
    let mut own = keys.clone();
    // The keys of the enum half say nothing about the row.
    own.given.retain(|(key, _)| {
        !matches!(
            *key,
            "domain"
                | "registry"
                | "categories"
                | "spec"
                | "crate"
                | "locales"
                | "messages"
                | "manual"
                | "into_response"
        )
    });
    variant::read(&input.ident, &input.attrs, fields, own, shared, allows, diag)
}

fn read_domain(input: &DeriveInput, keys: &Keys, diag: &mut Diag) -> Option<String> {
    match &keys.domain {
        Some(domain) => check::check_domain(domain, diag).then(|| domain.value.clone()),
        None => {
            if !keys.has("domain") && !keys.has("") {
                diag.report(
                    &rules::MISSING_DOMAIN,
                    input.ident.span(),
                    &[("type", &plain(&input.ident)), ("domain", &guess_domain(&input.ident))],
                );
            }
            None
        }
    }
}

/// `AUTH` for `AuthError`.
fn guess_domain(ident: &Ident) -> String {
    let words = screaming(&plain(ident));
    let domain = words.split('_').next().unwrap_or_default();
    if crate::code::is_domain(domain) { domain.to_owned() } else { "DOMAIN".to_owned() }
}

fn check_manual(keys: &Keys, input: &DeriveInput, diag: &mut Diag) {
    if !has_thiserror(input) {
        return;
    }
    for manual in keys.manual.iter().flatten() {
        let word = format!("{:?}", manual.value);
        diag.report(&rules::DETECTED_MANUAL, manual.pos, &[("word", &word)]);
    }
}

fn has_thiserror(input: &DeriveInput) -> bool {
    variant::has_thiserror(&input.attrs)
        || match &input.data {
            Data::Enum(data) => {
                data.variants.iter().any(|variant| variant::has_thiserror(&variant.attrs))
            }
            Data::Struct(_) | Data::Union(_) => false,
        }
}

/// A code stands once in an enum. The second row is dropped, so that its constant does not clash.
fn check_duplicates(item: &mut CatalogItem<'_>, diag: &mut Diag) {
    let mut first: BTreeMap<&str, &OwnRow> = BTreeMap::new();
    let mut clashes = Vec::new();
    for (at, variant) in item.variants.iter().enumerate() {
        let Some(own) = variant.own_row() else { continue };
        match first.get(own.row.code.as_str()) {
            Some(known) => {
                report_duplicate(own, known, diag);
                clashes.push(at);
            }
            None => {
                first.insert(&own.row.code, own);
            }
        }
    }
    let rest = item.rest.as_deref();
    let known = rest.and_then(|rest| first.get(rest.row.code.as_str()).map(|known| (rest, *known)));
    let rest_clashes = known.map(|(rest, known)| report_duplicate(rest, known, diag)).is_some();
    if rest_clashes {
        item.rest = None;
    }
    for at in clashes {
        if let Some(variant) = item.variants.get_mut(at) {
            variant.answer = Answer::Broken;
        }
    }
}

fn report_duplicate(again: &OwnRow, first: &OwnRow, diag: &mut Diag) {
    let values = [("code", again.row.code.as_str()), ("variant", first.row.variant.as_str())];
    diag.report(&rules::CODE_DUPLICATE, again.code_span, &values);
    diag.report(&rules::CODE_FIRST_USE, first.code_span, &values);
}

/// Whether a variant shares the row of another: most enums have none, and are done.
fn shares_rows(item: &CatalogItem<'_>) -> bool {
    item.variants.iter().any(|variant| matches!(variant.answer, Answer::SameAs(..)))
}

fn check_same_as(item: &mut CatalogItem<'_>, diag: &mut Diag) {
    if !shares_rows(item) {
        return;
    }
    let own: Vec<(String, String)> = item
        .variants
        .iter()
        .filter_map(|variant| Some((plain(variant.ident), variant.own_row()?.row.code.clone())))
        .collect();
    let broken = item.variants.iter().filter(|variant| matches!(variant.answer, Answer::Broken));
    let broken: Vec<_> = broken.map(|variant| plain(variant.ident)).collect();
    for variant in &mut item.variants {
        let Answer::SameAs(other, _) = &variant.answer else { continue };
        let name = plain(other);
        if let Some((_, code)) = own.iter().find(|(known, _)| *known == name) {
            if let Some(said) = variant.same_as_code.as_ref().filter(|said| said.value != *code) {
                let cure = format!("remove it: the code is that of `{name}`, `{code}`");
                let values = [("key", "code"), ("other", "same_as"), ("cure", cure.as_str())];
                diag.report(&rules::COMBINATION, said.pos, &values);
            }
            continue;
        }
        // What is wrong with the other variant has been told there.
        if broken.contains(&name) {
            variant.answer = Answer::Broken;
            continue;
        }
        let names: Vec<_> = own.iter().map(|(known, _)| known.as_str()).collect();
        let cure = match did_you_mean(&name, &names) {
            cure if cure.is_empty() => "give the other variant a code first".to_owned(),
            cure => cure,
        };
        diag.report(&rules::SAME_AS_UNKNOWN, other.span(), &[("variant", &name), ("cure", &cure)]);
        variant.answer = Answer::Broken;
    }
}

/// A variant that shares a row sends its text and its details, so it must have the fields for them.
fn share_texts(item: &mut CatalogItem<'_>, diag: &mut Diag) {
    if !shares_rows(item) {
        return;
    }
    let rows: BTreeMap<String, Row> = item
        .variants
        .iter()
        .filter_map(|variant| Some((plain(variant.ident), variant.own_row()?.row.clone())))
        .collect();
    for variant in &mut item.variants {
        let Answer::SameAs(other, display) = &variant.answer else { continue };
        let Some(row) = rows.get(&plain(other)) else { continue };
        let texts = row.messages.iter().map(|text| text.message.as_str());
        let developer = display.as_deref().or(row.display.as_deref());
        let shown = check::placeholders_of(texts.chain(developer), &variant.fields);
        check_shared_fields(variant, row, diag);
        variant.placeholders = shown;
    }
}

fn check_shared_fields(variant: &VariantItem<'_>, row: &Row, diag: &mut Diag) {
    let name = plain(variant.ident);
    let mut missing: Vec<&str> = Vec::new();
    for hole in row.messages.iter().flat_map(|text| holes(&text.message)) {
        let field = variant.fields.iter().find(|field| field.name == hole.name);
        let is_fit = field.is_some_and(|field| {
            let is_hidden = field.is_source || field.role.hidden_noun().is_some();
            let is_detail = matches!(field.role, Role::Detail { .. });
            !is_hidden && (is_detail || row.allows("placeholder"))
        });
        if !is_fit && !missing.contains(&hole.name) {
            missing.push(hole.name);
            let ty = row.details.iter().find(|detail| detail.name == hole.name);
            let ty = ty.map_or("String", |detail| detail.type_name.as_str());
            let values = [
                ("variant", name.as_str()),
                ("other", &row.variant),
                ("name", hole.name),
                ("type", ty),
            ];
            diag.report(&rules::SAME_AS_TEXT, variant.ident.span(), &values);
        }
    }
    if let (Answer::SameAs(_, None), Some(display)) = (&variant.answer, &row.display) {
        for hole in holes(display)
            .filter(|hole| !variant.fields.iter().any(|field| field.name == hole.name))
        {
            let cure = "add it, or give the variant a `display` of its own";
            let values = [("variant", name.as_str()), ("name", hole.name), ("cure", cure)];
            diag.report(&rules::PLACEHOLDER_UNKNOWN, variant.ident.span(), &values);
        }
    }
    for field in &variant.fields {
        if let Role::Detail { name, .. } = &field.role {
            if !row.details.iter().any(|detail| detail.name == name.value) {
                let values = [("name", name.value.as_str()), ("other", &row.variant)];
                diag.report(&rules::SAME_AS_DETAIL, name.pos, &values);
            }
        }
    }
}

/// Two `From` of one type would clash; the second is dropped, so that only the mistake is told.
fn check_from(item: &mut CatalogItem<'_>, diag: &mut Diag) {
    if item.leaves(Manual::From) {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    for variant in item.variants.iter_mut().filter(|variant| variant.fields.len() == 1) {
        for field in variant.fields.iter_mut().filter(|field| field.is_from) {
            let from = super::written(field.ty);
            if seen.contains(&from) {
                let name = plain(&item.input.ident);
                let values = [("type", name.as_str()), ("from", from.as_str())];
                diag.report(&rules::FROM_TWICE, field.span, &values);
                field.is_from = false;
            }
            seen.push(from);
        }
    }
}
