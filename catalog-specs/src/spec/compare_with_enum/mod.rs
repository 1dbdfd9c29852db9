//! Compares an enum with its spec file, in both directions: `#[catalog(spec = "…json")]`.
//!
//! Everything for clients and operators must be equal, derived values included: codes, statuses, levels, texts, retry
//! policies, details. Information for developers, such as comments and hidden fields, may be missing in the spec. If
//! the spec has a `display`, it is compared too.

mod display;
mod properties;

use std::collections::BTreeMap;

use proc_macro2::Span;

use display::{display_detail, field, list, list_or_nothing, nothing, optional, quoted};
use properties::Property;

use crate::declared::{Message, Role};
use crate::diag::Diag;
use crate::model::{Catalog, Detail, Entry, Group};
use crate::nearest;
use crate::rules::{self, BrokenRule};
use crate::syntax::build::OwnEntry;
use crate::syntax::field::FieldItem;
use crate::syntax::item::CatalogItem;
use crate::syntax::keys::Keys;
use crate::syntax::{Spanned, plain};

/// Compares an enum with the spec that it names.
pub(super) fn compare_with_enum(
    item: &CatalogItem<'_>,
    catalog: &Catalog,
    path: &Spanned<String>,
    diag: &mut Diag,
) {
    let Some(group) = find(item, catalog, path, diag) else { return };
    let file = path.value.as_str();
    let spec = SpecEnum { file, group };
    spec.domain(item, diag);
    let same_locales = spec.locales(item, path, diag);
    let entries: BTreeMap<&str, &Entry> =
        group.entries.iter().map(|entry| (entry.code.as_str(), entry)).collect();
    let mut misspelled: Vec<&str> = Vec::new();
    let own_codes = declared_codes(item);
    for declared in declared(item) {
        let code = declared.own.entry.code.as_str();
        if let Some(entry) = entries.get(code) {
            spec.entry(&declared, &item.keys, entry, same_locales, diag);
            continue;
        }
        let missing = group
            .entries
            .iter()
            .map(|entry| entry.code.as_str())
            .filter(|code| !own_codes.contains(code));
        let near = nearest(code, missing);
        misspelled.extend(near);
        let cure = match near {
            Some(near) => nearest::suggest_word(near),
            None => format!(
                "remove it here, or add it there: `\"{code}\": {{\"status\": {}, \"message\": \"...\", \"log_level\": \"{}\"}}`",
                declared.own.entry.status, declared.own.entry.level
            ),
        };
        let values = [("file", file), ("code", code), ("cure", cure.as_str())];
        diag.report(&rules::SPEC_EXTRA, declared.own.code_span, &values);
    }
    let missing: Vec<_> = group
        .entries
        .iter()
        .filter(|entry| {
            !own_codes.contains(&entry.code.as_str()) && !misspelled.contains(&entry.code.as_str())
        })
        .collect();
    spec.missing(item, &missing, path, diag);
}

/// Finds the enum in the spec by name, then by domain. The only enum of a spec always matches.
fn find<'c>(
    item: &CatalogItem<'_>,
    catalog: &'c Catalog,
    path: &Spanned<String>,
    diag: &mut Diag,
) -> Option<&'c Group> {
    let name = plain(&item.input.ident);
    let groups = catalog.groups.as_slice();
    if let [only] = groups {
        return Some(only);
    }
    let by_name = groups.iter().find(|group| group.type_name == name);
    let found = by_name.or_else(|| groups.iter().find(|group| group.domain == item.domain));
    if found.is_none() {
        let names = groups.iter().map(|group| group.type_name.as_str());
        let cure = match nearest(&name, names.clone()) {
            Some(near) => nearest::suggest_word(near),
            None => format!("its enums are {}", names.collect::<Vec<_>>().join(", ")),
        };
        let values = [
            ("file", path.value.as_str()),
            ("type", name.as_str()),
            ("domain", item.domain.as_str()),
            ("cure", cure.as_str()),
        ];
        diag.report(&rules::SPEC_ENUM, path.pos, &values);
    }
    found
}

/// A entry of the item with its keys and fields.
struct Declared<'a, 'i> {
    own: &'a OwnEntry,
    keys: &'a Keys,
    fields: &'a [FieldItem<'i>],
}

fn declared<'a, 'i>(item: &'a CatalogItem<'i>) -> Vec<Declared<'a, 'i>> {
    let of_variants = item.variants.iter().filter_map(|variant| {
        let own = variant.own_entry()?;
        Some(Declared { own, keys: &variant.keys, fields: &variant.fields })
    });
    let rest = item.rest.as_deref().zip(item.keys.rest.as_deref());
    let of_rest = rest.map(|(own, keys)| Declared { own, keys, fields: &[] });
    of_variants.chain(of_rest).collect()
}

/// Every code of the item, also of variants with mistakes.
fn declared_codes<'a>(item: &'a CatalogItem<'_>) -> Vec<&'a str> {
    let variants = item.variants.iter().map(|variant| &variant.keys);
    let keys = variants.chain(item.keys.rest.as_deref());
    keys.filter_map(|keys| keys.code.as_ref().map(|code| code.value.as_str())).collect()
}

/// An enum of a spec file.
struct SpecEnum<'a> {
    file: &'a str,
    group: &'a Group,
}

/// A difference between the enum and the spec.
struct Difference<'a> {
    key: &'a str,
    here: String,
    there: String,
    /// The fix in the enum.
    cure: String,
}

impl SpecEnum<'_> {
    fn report(
        &self,
        span: Span,
        line: Option<usize>,
        difference: &Difference<'_>,
        diag: &mut Diag,
    ) {
        let place = match line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.to_owned(),
        };
        let values = [
            ("key", difference.key),
            ("here", difference.here.as_str()),
            ("there", difference.there.as_str()),
            ("place", place.as_str()),
            ("cure", difference.cure.as_str()),
        ];
        diag.report(&rules::SPEC_DIFFERS, span, &values);
    }

    fn domain(&self, item: &CatalogItem<'_>, diag: &mut Diag) {
        let Some(domain) = &item.keys.domain else { return };
        if domain.value != self.group.domain {
            let there = &self.group.domain;
            let difference = Difference {
                key: "domain",
                here: quoted(&domain.value),
                there: quoted(there),
                cure: format!("write `domain = {there:?}`"),
            };
            self.report(domain.pos, None, &difference, diag);
        }
    }

    /// Compares the locales. Returns whether they are equal, so that the texts can be compared.
    fn locales(&self, item: &CatalogItem<'_>, path: &Spanned<String>, diag: &mut Diag) -> bool {
        let here: Vec<String> =
            item.keys.locales.iter().flatten().map(|locale| locale.value.clone()).collect();
        let there = &self.group.locales;
        let same = here == *there;
        if !same && (item.keys.locales.is_some() || !item.keys.has("locales")) {
            let span = item.keys.pos_of("locales").unwrap_or(path.pos);
            let cure = if there.is_empty() {
                "remove `locales(...)`".to_owned()
            } else {
                format!("write `locales({})`", list(there))
            };
            let difference = Difference {
                key: "locales",
                here: list_or_nothing(&here),
                there: list_or_nothing(there),
                cure,
            };
            self.report(span, None, &difference, diag);
        }
        same
    }

    fn missing(
        &self,
        item: &CatalogItem<'_>,
        missing: &[&Entry],
        path: &Spanned<String>,
        diag: &mut Diag,
    ) {
        if missing.is_empty() {
            return;
        }
        let codes: Vec<_> = missing.iter().map(|entry| format!("`{}`", entry.code)).collect();
        let variants = super::import::variants(self.group, missing);
        let name = plain(&item.input.ident);
        let values = [
            ("type", name.as_str()),
            ("file", self.file),
            ("codes", &codes.join(", ")),
            ("variants", variants.trim_end()),
        ];
        diag.report(&rules::SPEC_MISSING, path.pos, &values);
    }

    fn entry(
        &self,
        declared: &Declared<'_, '_>,
        shared: &Keys,
        there: &Entry,
        same_locales: bool,
        diag: &mut Diag,
    ) {
        let keys = declared.keys;
        let guesses = Guesses::new(keys, shared);
        let properties: Vec<_> = properties::compared(&declared.own.entry, keys, there)
            .into_iter()
            .filter(|property| property.here != property.there)
            .collect();
        let is_reported = !guesses.lacking.is_empty()
            && self.report_lacking(declared, there, &guesses, &properties, diag);
        let is_sure = |property: &Property| {
            !guesses.includes(property, keys) && (keys.has(property.key) || !is_reported)
        };
        let properties = properties.into_iter().filter(is_sure);
        for property in properties {
            let span = property.span.or_else(|| keys.pos_of(property.key));
            let line = there.place(property.key).map(|place| place.line);
            let difference = Difference {
                key: property.key,
                here: property.here,
                there: property.there,
                cure: property.cure,
            };
            self.report(span.unwrap_or(declared.own.code_span), line, &difference, diag);
        }
        if same_locales && !guesses.lacks("message") {
            self.messages(declared, there, diag);
        }
        self.details(declared, there, diag);
    }

    /// Adds the values of the spec to the report about missing keys of a variant. Returns whether there is one.
    fn report_lacking(
        &self,
        declared: &Declared<'_, '_>,
        there: &Entry,
        guesses: &Guesses,
        properties: &[Property],
        diag: &mut Diag,
    ) -> bool {
        let mut cures = Vec::new();
        if guesses.lacks("status") {
            cures.push(format!("status = {}", there.status));
        }
        if guesses.lacks("log_level") {
            cures.push(format!("log_level = {}", quoted(there.level.as_str())));
        }
        if guesses.lacks("message") {
            cures.extend(written_message(there));
        }
        let written = |property: &Property| {
            property.cure.strip_prefix("write `")?.strip_suffix('`').map(ToOwned::to_owned)
        };
        let others = properties.iter().filter(|property| {
            !declared.keys.has(property.key)
                && !matches!(property.key, "status" | "log_level")
                && there.places.iter().any(|(key, _)| key == property.key)
        });
        cures.extend(others.filter_map(written));
        let name = &declared.own.entry.variant;
        let known = format!("`{name}` has no ");
        let message = format!("`{name}` lacks what the spec `{}` says", self.file);
        let help = format!("add `{}`", cures.join(", "));
        let is_meant = |problem: &BrokenRule<Span>| problem.message.starts_with(&known);
        diag.replace(&rules::MISSING_KEY, is_meant, message, help)
    }

    fn messages(&self, declared: &Declared<'_, '_>, there: &Entry, diag: &mut Diag) {
        let (here, keys) = (&declared.own.entry, declared.keys);
        // An unreadable text has been reported.
        if keys.has("message") && keys.message.is_none() {
            return;
        }
        let span_of = |locale: &str| match &keys.message {
            Some(Message::One(text)) => Some(text.pos),
            Some(Message::Display(span)) => Some(*span),
            Some(Message::Many(_, texts)) => {
                texts.iter().find(|(known, _)| known.value == locale).map(|(_, text)| text.pos)
            }
            None => None,
        };
        let mut locales: Vec<&str> = Vec::new();
        for text in here.messages.iter().chain(&there.messages) {
            if !locales.contains(&text.locale.as_str()) {
                locales.push(&text.locale);
            }
        }
        for locale in locales {
            let text = |entry: &Entry| {
                let text = entry.messages.iter().find(|text| text.locale == locale);
                text.map(|text| text.message.clone())
            };
            let (own, wanted) = (text(here), text(there));
            // The derive has reported a missing locale.
            if own == wanted || (own.is_none() && !here.messages.is_empty()) {
                continue;
            }
            let span = span_of(locale).or_else(|| keys.pos_of("message"));
            let line = there.places.iter().find(|(key, _)| *key == format!("message.{locale}"));
            let line = line.map(|(_, place)| place.line);
            let line = line.or_else(|| there.place("message").map(|place| place.line));
            let cure = match (&wanted, here.messages.len()) {
                (None, _) => "remove `message`".to_owned(),
                (Some(text), 0 | 1) => format!("write `message = {text:?}`"),
                (Some(text), _) => format!("write `{locale:?} = {text:?}`"),
            };
            let key = if here.messages.len() > 1 {
                format!("message {locale:?}")
            } else {
                "message".to_owned()
            };
            let difference = Difference {
                key: &key,
                here: optional(own.as_ref()),
                there: optional(wanted.as_ref()),
                cure,
            };
            self.report(span.unwrap_or(declared.own.code_span), line, &difference, diag);
        }
    }

    fn details(&self, declared: &Declared<'_, '_>, there: &Entry, diag: &mut Diag) {
        let here = &declared.own.entry.details;
        let span_of = |name: &str| {
            let field = declared.fields.iter().find(
                |field| matches!(&field.declared.role, Role::Detail { name: known, .. } if known.value == name),
            );
            field.map_or(declared.own.code_span, |field| field.declared.pos)
        };
        let line_of = |detail: &Detail| {
            let key = format!("field.{}", detail.field);
            let place =
                there.places.iter().find(|(known, _)| *known == key).map(|(_, place)| place);
            place.or_else(|| there.place("details")).map(|place| place.line)
        };
        for detail in &there.details {
            let own = here.iter().find(|known| known.name == detail.name);
            let near = || nearest(&detail.name, here.iter().map(|known| known.name.as_str()));
            let span = match (own, near()) {
                (None, None) => declared.own.code_span,
                (None, Some(near)) => span_of(near),
                (Some(_), _) => span_of(&detail.name),
            };
            // A spec need not know the classes.
            let own = own.map(|own| Detail {
                data_class: own.data_class.clone().filter(|_| detail.data_class.is_some()),
                ..own.clone()
            });
            let here = own.as_ref().map_or_else(nothing, display_detail);
            let wanted = display_detail(detail);
            if here != wanted {
                let cure = format!("write `{}`", field(detail));
                let key = format!("detail {:?}", detail.name);
                let difference = Difference { key: &key, here, there: wanted, cure };
                self.report(span, line_of(detail), &difference, diag);
            }
        }
        for detail in here {
            let names = there.details.iter().map(|known| known.name.as_str());
            let is_known = names.clone().any(|name| name == detail.name);
            // A misspelled one has been reported.
            let misspelled = nearest(
                &detail.name,
                names.filter(|name| !here.iter().any(|known| known.name == *name)),
            );
            if !is_known && misspelled.is_none() {
                let key = format!("detail {:?}", detail.name);
                let difference = Difference {
                    key: &key,
                    here: display_detail(detail),
                    there: nothing(),
                    cure: "write `#[context]`, which goes to the log only".to_owned(),
                };
                let line = there.place("details").map(|place| place.line);
                self.report(span_of(&detail.name), line, &difference, diag);
            }
        }
    }
}

/// The values of an entry that were missing or unreadable, and were guessed.
struct Guesses {
    guessed: Vec<&'static str>,
    /// The missing required keys.
    lacking: Vec<&'static str>,
}

impl Guesses {
    /// `shared` has the keys of the enum, which apply to its variants.
    fn new(keys: &Keys, shared: &Keys) -> Self {
        let is_read = |key: &str, keys: &Keys| match key {
            "status" => keys.status.is_some(),
            _ => keys.log_level.is_some(),
        };
        let is_guess = |key: &&str| !is_read(key, keys) && (keys.has(key) || !is_read(key, shared));
        let lacks_message =
            !["message", "public_as"].iter().any(|key| keys.has(key)) && !shared.has("messages");
        let lacks = |key: &&str| !keys.has(key) && !shared.has(key);
        let both = ["status", "log_level"];
        let message = Some("message").filter(|_| lacks_message);
        Self {
            guessed: both.into_iter().filter(is_guess).collect(),
            lacking: both.into_iter().filter(lacks).chain(message).collect(),
        }
    }

    fn lacks(&self, key: &str) -> bool {
        self.lacking.contains(&key)
    }

    /// Whether a property was guessed, or derived from a guess. It must not be compared.
    fn includes(&self, property: &Property, keys: &Keys) -> bool {
        if property.span.is_some() {
            return false;
        }
        // These keys have no single literal. An empty one could not be read.
        let is_list = matches!(property.key, "formerly" | "deprecated" | "ext");
        if keys.has(property.key) && (!is_list || property.here == nothing()) {
            return true;
        }
        let unread = |key: &str, is_there: bool| keys.has(key) && !is_there;
        let from_unread = match property.key {
            "retry" => unread("class", keys.class.is_some()),
            "incident" => unread("severity", keys.severity.is_some()),
            _ => false,
        };
        let from: &[&str] = match property.key {
            "status" | "class" | "grpc" | "retry" => &["status"],
            "log_level" => &["log_level"],
            "severity" | "incident" => &["status", "log_level"],
            _ => &[],
        };
        from_unread || from.iter().any(|key| self.guessed.contains(key))
    }
}

/// The texts of an entry as an attribute.
fn written_message(entry: &Entry) -> Option<String> {
    match entry.messages.as_slice() {
        [] => None,
        [only] => Some(format!("message = {}", quoted(&only.message))),
        several => {
            let texts: Vec<_> = several
                .iter()
                .map(|text| format!("{} = {}", quoted(&text.locale), quoted(&text.message)))
                .collect();
            Some(format!("message({})", texts.join(", ")))
        }
    }
}
