//! An enum and its spec, held equal both ways: `#[catalog(spec = "…json")]`.
//!
//! What clients and operations see must agree: codes, statuses, levels, texts, retry advice, details
//! and the like, what follows by itself included. What only developers read, the comments and the
//! fields that clients do not receive, an enum may say without its spec; a `display` that the spec
//! says is held as well.

mod facts;
mod shown;

use std::collections::BTreeMap;

use proc_macro2::Span;

use facts::Fact;
use shown::{field, list, list_or_nothing, nothing, optional, quoted, shown_detail};

use crate::declared::{Message, Role};
use crate::diag::Diag;
use crate::model::{Catalog, Detail, Group, Row};
use crate::nearest;
use crate::rules::{self, Problem};
use crate::syntax::build::OwnRow;
use crate::syntax::field::FieldItem;
use crate::syntax::item::CatalogItem;
use crate::syntax::keys::Keys;
use crate::syntax::{Spanned, plain};

/// Compares an enum with the spec that it names.
pub fn agree(item: &CatalogItem<'_>, catalog: &Catalog, path: &Spanned<String>, diag: &mut Diag) {
    let Some(group) = find(item, catalog, path, diag) else { return };
    let file = path.value.as_str();
    let against = Against { file, group };
    against.domain(item, diag);
    let same_locales = against.locales(item, path, diag);
    let rows: BTreeMap<&str, &Row> =
        group.rows.iter().map(|row| (row.code.as_str(), row)).collect();
    let mut meant: Vec<&str> = Vec::new();
    let said = said_codes(item);
    for declared in declared(item) {
        let code = declared.own.row.code.as_str();
        if let Some(row) = rows.get(code) {
            against.row(&declared, &item.keys, row, same_locales, diag);
            continue;
        }
        let missing =
            group.rows.iter().map(|row| row.code.as_str()).filter(|code| !said.contains(code));
        let near = nearest(code, missing);
        meant.extend(near);
        let cure = match near {
            Some(near) => nearest::meant(near),
            None => format!(
                "remove it here, or add it there: `\"{code}\": {{\"status\": {}, \"message\": \"...\", \"log_level\": \"{}\"}}`",
                declared.own.row.status, declared.own.row.level
            ),
        };
        let values = [("file", file), ("code", code), ("cure", cure.as_str())];
        diag.report(&rules::SPEC_EXTRA, declared.own.code_span, &values);
    }
    let missing: Vec<_> = group
        .rows
        .iter()
        .filter(|row| !said.contains(&row.code.as_str()) && !meant.contains(&row.code.as_str()))
        .collect();
    against.missing(item, &missing, path, diag);
}

/// The enum of a spec that an item is: by its name, else by its domain; a spec of one enum by itself.
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
            Some(near) => nearest::meant(near),
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

/// A row of the item with what it was read from.
struct Declared<'a, 'i> {
    own: &'a OwnRow,
    keys: &'a Keys,
    fields: &'a [FieldItem<'i>],
}

fn declared<'a, 'i>(item: &'a CatalogItem<'i>) -> Vec<Declared<'a, 'i>> {
    let of_variants = item.variants.iter().filter_map(|variant| {
        let own = variant.own_row()?;
        Some(Declared { own, keys: &variant.keys, fields: &variant.fields })
    });
    let rest = item.rest.as_deref().zip(item.keys.rest.as_deref());
    let of_rest = rest.map(|(own, keys)| Declared { own, keys, fields: &[] });
    of_variants.chain(of_rest).collect()
}

/// Every code that the item says, also where something else is wrong with the variant.
fn said_codes<'a>(item: &'a CatalogItem<'_>) -> Vec<&'a str> {
    let variants = item.variants.iter().map(|variant| &variant.keys);
    let keys = variants.chain(item.keys.rest.as_deref());
    keys.filter_map(|keys| keys.code.as_ref().map(|code| code.value.as_str())).collect()
}

/// The spec's side of a comparison.
struct Against<'a> {
    file: &'a str,
    group: &'a Group,
}

/// One thing that both sides say.
struct Said<'a> {
    key: &'a str,
    here: String,
    there: String,
    /// How to write here what stands there.
    cure: String,
}

impl Against<'_> {
    fn differ(&self, span: Span, line: Option<usize>, said: &Said<'_>, diag: &mut Diag) {
        let place = match line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.to_owned(),
        };
        let values = [
            ("key", said.key),
            ("here", said.here.as_str()),
            ("there", said.there.as_str()),
            ("place", place.as_str()),
            ("cure", said.cure.as_str()),
        ];
        diag.report(&rules::SPEC_DIFFERS, span, &values);
    }

    fn domain(&self, item: &CatalogItem<'_>, diag: &mut Diag) {
        let Some(domain) = &item.keys.domain else { return };
        if domain.value != self.group.domain {
            let there = &self.group.domain;
            let said = Said {
                key: "domain",
                here: quoted(&domain.value),
                there: quoted(there),
                cure: format!("write `domain = {there:?}`"),
            };
            self.differ(domain.pos, None, &said, diag);
        }
    }

    /// Whether the locales are the same, so that the texts can be compared one by one.
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
            let said = Said {
                key: "locales",
                here: list_or_nothing(&here),
                there: list_or_nothing(there),
                cure,
            };
            self.differ(span, None, &said, diag);
        }
        same
    }

    fn missing(
        &self,
        item: &CatalogItem<'_>,
        missing: &[&Row],
        path: &Spanned<String>,
        diag: &mut Diag,
    ) {
        if missing.is_empty() {
            return;
        }
        let codes: Vec<_> = missing.iter().map(|row| format!("`{}`", row.code)).collect();
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

    fn row(
        &self,
        declared: &Declared<'_, '_>,
        shared: &Keys,
        there: &Row,
        same_locales: bool,
        diag: &mut Diag,
    ) {
        let keys = declared.keys;
        let guesses = Guesses::of(keys, shared);
        let facts: Vec<_> = facts::of(&declared.own.row, keys, there)
            .into_iter()
            .filter(|fact| fact.here != fact.there)
            .collect();
        let is_told =
            !guesses.lacking.is_empty() && self.lacking(declared, there, &guesses, &facts, diag);
        let is_sure = |fact: &Fact| !guesses.made(fact, keys) && (keys.has(fact.key) || !is_told);
        let facts = facts.into_iter().filter(is_sure);
        for fact in facts {
            let span = fact.span.or_else(|| keys.pos_of(fact.key));
            let line = there.place(fact.key).map(|place| place.line);
            let said = Said { key: fact.key, here: fact.here, there: fact.there, cure: fact.cure };
            self.differ(span.unwrap_or(declared.own.code_span), line, &said, diag);
        }
        if same_locales && !guesses.lacks("message") {
            self.messages(declared, there, diag);
        }
        self.details(declared, there, diag);
    }

    /// Of a variant that lacks keys: once, and with what the spec says for them. Whether it was told.
    fn lacking(
        &self,
        declared: &Declared<'_, '_>,
        there: &Row,
        guesses: &Guesses,
        facts: &[Fact],
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
        let written = |fact: &Fact| {
            fact.cure.strip_prefix("write `")?.strip_suffix('`').map(ToOwned::to_owned)
        };
        let others = facts.iter().filter(|fact| {
            !declared.keys.has(fact.key)
                && !matches!(fact.key, "status" | "log_level")
                && there.places.iter().any(|(key, _)| key == fact.key)
        });
        cures.extend(others.filter_map(written));
        let name = &declared.own.row.variant;
        let known = format!("`{name}` has no ");
        let message = format!("`{name}` lacks what the spec `{}` says", self.file);
        let help = format!("add `{}`", cures.join(", "));
        let is_meant = |problem: &Problem<Span>| problem.message.starts_with(&known);
        diag.replace(&rules::MISSING_KEY, is_meant, message, help)
    }

    fn messages(&self, declared: &Declared<'_, '_>, there: &Row, diag: &mut Diag) {
        let (here, keys) = (&declared.own.row, declared.keys);
        // A text that could not be read has been told.
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
            let text = |row: &Row| {
                let text = row.messages.iter().find(|text| text.locale == locale);
                text.map(|text| text.message.clone())
            };
            let (said, wanted) = (text(here), text(there));
            // A locale that the derive misses has been told by the derive.
            if said == wanted || (said.is_none() && !here.messages.is_empty()) {
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
            let said = Said {
                key: &key,
                here: optional(said.as_ref()),
                there: optional(wanted.as_ref()),
                cure,
            };
            self.differ(span.unwrap_or(declared.own.code_span), line, &said, diag);
        }
    }

    fn details(&self, declared: &Declared<'_, '_>, there: &Row, diag: &mut Diag) {
        let here = &declared.own.row.details;
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
            let said = here.iter().find(|known| known.name == detail.name);
            let near = || nearest(&detail.name, here.iter().map(|known| known.name.as_str()));
            let span = match (said, near()) {
                (None, None) => declared.own.code_span,
                (None, Some(near)) => span_of(near),
                (Some(_), _) => span_of(&detail.name),
            };
            let (here, wanted) = (said.map_or_else(nothing, shown_detail), shown_detail(detail));
            if here != wanted {
                let cure = format!("write `{}`", field(detail));
                let key = format!("detail {:?}", detail.name);
                let said = Said { key: &key, here, there: wanted, cure };
                self.differ(span, line_of(detail), &said, diag);
            }
        }
        for detail in here {
            let names = there.details.iter().map(|known| known.name.as_str());
            let is_known = names.clone().any(|name| name == detail.name);
            // A misspelt one has been told.
            let misspelt = nearest(
                &detail.name,
                names.filter(|name| !here.iter().any(|known| known.name == *name)),
            );
            if !is_known && misspelt.is_none() {
                let key = format!("detail {:?}", detail.name);
                let said = Said {
                    key: &key,
                    here: shown_detail(detail),
                    there: nothing(),
                    cure: "write `#[context]`, which goes to the log only".to_owned(),
                };
                let line = there.place("details").map(|place| place.line);
                self.differ(span_of(&detail.name), line, &said, diag);
            }
        }
    }
}

/// Which values of a row nobody has said, or nobody could read: they are guesses.
struct Guesses {
    /// The keys whose values are guessed.
    guessed: Vec<&'static str>,
    /// The keys that a row must say and does not.
    lacking: Vec<&'static str>,
}

impl Guesses {
    /// Of a variant's keys, and those of its enum, which stand in for them.
    fn of(keys: &Keys, shared: &Keys) -> Self {
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

    /// Whether a fact is a guess, or follows from one: then it says nothing about the enum.
    fn made(&self, fact: &Fact, keys: &Keys) -> bool {
        if fact.span.is_some() {
            return false;
        }
        // These have no single literal; nothing was read where there is nothing.
        let is_list = matches!(fact.key, "formerly" | "deprecated" | "ext");
        if keys.has(fact.key) && (!is_list || fact.here == nothing()) {
            return true;
        }
        let unread = |key: &str, is_there: bool| keys.has(key) && !is_there;
        let from_unread = match fact.key {
            "retry" => unread("class", keys.class.is_some()),
            "incident" => unread("severity", keys.severity.is_some()),
            _ => false,
        };
        let from: &[&str] = match fact.key {
            "status" | "class" | "grpc" | "retry" => &["status"],
            "log_level" => &["log_level"],
            "severity" | "incident" => &["status", "log_level"],
            _ => &[],
        };
        from_unread || from.iter().any(|key| self.guessed.contains(key))
    }
}

/// The texts of a row as an attribute says them.
fn written_message(row: &Row) -> Option<String> {
    match row.messages.as_slice() {
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
