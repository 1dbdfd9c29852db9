//! A whole spec: one enum, or a registry with all of its enums.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::catalogue::is_catalogue;
use super::entry;
use super::members::{Members, Reader, Shape};
use super::names::{is_name, is_path, type_name};
use crate::declared::At;
use crate::locale::{is_locale, meant};
use crate::model::{Catalog, Detail, Group, Place, Retired, Row, Settings};
use crate::rules::text;
use crate::source::Source;
use crate::source::json::{Form, parse, range};
use crate::template::{Piece, pieces};
use crate::{Dialect, Level, Problem, status};

/// A spec as it was read, with what is wrong with it so far.
#[cfg_attr(not(feature = "scan"), expect(dead_code, reason = "the rules ask for the places"))]
pub(super) struct Parsed {
    /// What could be read.
    pub(super) catalog: Catalog,
    /// Where each enum says its domain and its locales, in the order of the groups.
    pub(super) places: Vec<GroupPlaces>,
    /// Where the registry names codes of its own.
    pub(super) named: Vec<(&'static str, Place)>,
    /// Whether it is a whole registry.
    pub(super) is_registry: bool,
    /// What is wrong with the format.
    pub(super) problems: Vec<Problem>,
    /// Whether a code could not be read, so that what refers to codes cannot be judged.
    pub(super) lacks_codes: bool,
}

/// Where the members of an enum stand.
#[cfg_attr(not(feature = "syntax"), expect(dead_code, reason = "the rules ask for the places"))]
pub(super) struct GroupPlaces {
    /// The enum, where it says nothing of what is asked for.
    pub(super) whole: Place,
    /// Its members by their names.
    pub(super) members: BTreeMap<&'static str, Place>,
}

/// What the file is.
const FORM: Form = Form {
    noun: "a spec",
    example: "write `{\"domain\": \"AUTH\", \"codes\": {\"AUTH_TOKEN_EXPIRED\": {\"status\": 401, \"message\": \"...\", \"log_level\": \"INFO\"}}}`",
    comment: "remove it; what a code means goes into `description`",
};

/// The one enum of a file.
const ENUM: Shape = Shape {
    noun: "a spec",
    known: &[
        "$schema",
        "domain",
        "type",
        "module",
        "description",
        "dialect",
        "locales",
        "cfg",
        "codes",
        "retired",
    ],
    required: &["domain", "codes"],
};

/// An enum of a registry.
const LISTED: Shape = Shape {
    noun: "an enum",
    known: &["domain", "type", "module", "description", "locales", "cfg", "codes"],
    required: &["domain", "codes"],
};

/// A whole registry.
const REGISTRY: Shape = Shape {
    noun: "a spec",
    known: &[
        "$schema",
        "name",
        "description",
        "dialect",
        "locales",
        "service",
        "docs",
        "problem_type",
        "internal",
        "not_found",
        "require_grpc",
        "enums",
        "retired",
    ],
    required: &["enums"],
};

/// Reads a spec by the letter of the format; the rules of catalogues come after.
pub(super) fn read(text: &str, file: &str) -> Parsed {
    let source = Source::new(text, file);
    let mut problems = Vec::new();
    let object = parse(&source, &FORM, &mut problems);
    let mut reader = CatalogReader {
        reader: Reader::new(&source, problems),
        catalog: Catalog::default(),
        places: Vec::new(),
        named: Vec::new(),
        is_registry: false,
        lacks_codes: false,
    };
    if let Some(object) = &object {
        reader.take(object);
    }
    Parsed {
        catalog: reader.catalog,
        places: reader.places,
        named: reader.named,
        is_registry: reader.is_registry,
        problems: reader.reader.problems,
        lacks_codes: reader.lacks_codes,
    }
}

struct CatalogReader<'s, 't> {
    reader: Reader<'s, 't>,
    catalog: Catalog,
    places: Vec<GroupPlaces>,
    named: Vec<(&'static str, Place)>,
    is_registry: bool,
    lacks_codes: bool,
}

impl<'t> CatalogReader<'_, 't> {
    fn take(&mut self, object: &Object<'t>) {
        // The first character: a missing member would underline all there is.
        let at = object.start()..object.start() + 1;
        if is_catalogue(object) {
            self.catalogue(object);
            return;
        }
        let is_registry = object.properties.iter().any(|member| member.name.as_str() == "enums");
        self.is_registry = is_registry;
        let shape = if is_registry { &REGISTRY } else { &ENUM };
        let members = self.reader.members(object, at.clone(), shape);
        if let Some(schema) = members.get("$schema") {
            self.reader.any_text(schema, "$schema");
        }
        self.catalog.settings = self.settings(&members, is_registry);
        self.catalog.retired = self.retired(&members);
        if !is_registry {
            self.group(&members, at);
            return;
        }
        if let Some(name) = members.get("name") {
            self.catalog.name = self.name(name, "name").unwrap_or_default();
        }
        if let Some(text) = members.get("description") {
            self.catalog.description = self.reader.text(text, "description").unwrap_or_default();
        }
        match members.get("enums") {
            Some(Value::Array(enums)) => {
                for listed in &enums.elements {
                    if let Some(object) = self.reader.object(listed, "enums") {
                        let at = object.start()..object.start() + 1;
                        let members = self.reader.members(object, at.clone(), &LISTED);
                        self.group(&members, at);
                    }
                }
            }
            Some(other) => {
                self.reader.refuse::<()>(other, "enums", "a list");
            }
            None => {}
        }
    }

    /// The codes of a catalogue as `Codes::to_json()` writes it: an enum for each domain.
    fn catalogue(&mut self, object: &Object<'t>) {
        let mut domains: BTreeMap<&str, Object<'t>> = BTreeMap::new();
        for member in &object.properties {
            let code = member.name.as_str();
            let domain = code.split_once('_').map_or(code, |(domain, _)| domain);
            let none = || Object { range: object.range, properties: Vec::new() };
            domains.entry(domain).or_insert_with(none).properties.push(member.clone());
        }
        self.is_registry = domains.len() > 1;
        for (domain, codes) in domains {
            let mut group = Group {
                domain: domain.to_owned(),
                type_name: type_name(domain),
                module: "crate".to_owned(),
                ..Group::default()
            };
            self.rows(&codes, &mut group);
            for row in &mut group.rows {
                fill_details(row);
                allow_level(row);
            }
            let first = codes.properties.first().map(|first| &first.name);
            let at = first.map_or(0..0, |name| name.start()..name.end());
            let whole = self.reader.place(at);
            self.places.push(GroupPlaces { whole, members: BTreeMap::new() });
            self.catalog.groups.push(group);
        }
    }

    fn settings(&mut self, members: &Members<'_, 't>, is_registry: bool) -> Settings {
        let mut settings = Settings::default();
        if let Some(dialect) = members.get("dialect") {
            settings.dialect = self.dialect(dialect).unwrap_or(settings.dialect);
        }
        if let Some(locales) = members.get("locales").filter(|_| is_registry) {
            settings.locales = self.locales(locales);
        }
        let mut text = |key: &str| members.get(key).and_then(|text| self.reader.text(text, key));
        settings.service = text("service");
        settings.docs = text("docs");
        settings.problem_type = text("problem_type");
        for (key, address) in [("docs", &settings.docs), ("problem_type", &settings.problem_type)] {
            let (Some(address), Some(value)) = (address, members.get(key)) else { continue };
            let address = At::new(address.clone(), range(value).into());
            self.reader.ask(|problems| text::check_template(key, &address, problems));
        }
        let mut text = |key: &str| members.get(key).and_then(|text| self.reader.text(text, key));
        settings.internal = text("internal");
        settings.not_found = text("not_found");
        for key in ["internal", "not_found"] {
            if let Some(value) = members.get(key) {
                self.named.push((key, self.reader.place(range(value))));
            }
        }
        if let Some(word) = members.get("require_grpc") {
            settings.require_grpc = self.reader.boolean(word, "require_grpc").unwrap_or_default();
        }
        settings
    }

    /// One of ours by its word, or a value of the user's by its path.
    fn dialect(&mut self, value: &Value<'t>) -> Option<String> {
        let parse = |word: &str| {
            let is_ours = Dialect::parse(word).is_some();
            let is_theirs =
                is_path(word) && (word.contains("::") || !word.starts_with(char::is_lowercase));
            (is_ours || is_theirs).then(|| word.to_owned())
        };
        self.reader.word(value, "dialect", (Dialect::NOUN, Dialect::WORDS), parse)
    }

    fn locales(&mut self, value: &Value<'t>) -> Vec<String> {
        let texts = self.reader.texts(value, "locales").unwrap_or_default();
        let Value::Array(list) = value else { return texts };
        for element in &list.elements {
            let Value::StringLit(tag) = element else { continue };
            // A blank one has been told.
            if tag.value.trim().is_empty() {
                continue;
            }
            check_locale(&mut self.reader, &tag.value, range(element));
        }
        texts
    }

    fn retired(&mut self, members: &Members<'_, 't>) -> Vec<Retired> {
        let Some(value) = members.get("retired") else { return Vec::new() };
        let Some(object) = self.reader.object(value, "retired") else { return Vec::new() };
        let mut retired = Vec::new();
        for property in &object.properties {
            let code = property.name.as_str().to_owned();
            let Some(reason) = self.reader.any_text(&property.value, &code) else { continue };
            let code = At::new(code, (property.name.start()..property.name.end()).into());
            if self.reader.ask(|problems| text::is_retired(&code, &reason, problems)) {
                retired.push(Retired { code: code.value, reason });
            }
        }
        retired
    }

    fn group(&mut self, members: &Members<'_, 't>, at: Range<usize>) {
        let mut group = Group { module: "crate".to_owned(), ..Group::default() };
        let mut places = BTreeMap::new();
        for name in ["domain", "type", "locales", "cfg", "codes"] {
            if let Some(value) = members.get(name) {
                places.insert(name, self.reader.place(range(value)));
            }
        }
        if let Some(domain) = members.get("domain") {
            group.domain = self.reader.text(domain, "domain").unwrap_or_default();
        }
        group.type_name = match members.get("type") {
            Some(value) => self.name(value, "type").unwrap_or_default(),
            None => type_name(&group.domain),
        };
        if let Some(value) = members.get("module") {
            group.module = self.reader.any_text(value, "module").unwrap_or_default();
            if !is_path(&group.module) {
                let message = format!("`{}` is no path of a module", group.module);
                self.reader.wrong(range(value), message, "write `\"module\": \"crate::auth\"`");
            }
        }
        if let Some(text) = members.get("description") {
            group.description = self.reader.text(text, "description").unwrap_or_default();
        }
        if let Some(locales) = members.get("locales") {
            group.locales = self.locales(locales);
        }
        if let Some(conditions) = members.get("cfg") {
            group.cfg = self.reader.texts(conditions, "cfg").unwrap_or_default();
        }
        let same =
            |known: &Group| known.type_name == group.type_name && known.module == group.module;
        if self.catalog.groups.iter().any(same) {
            let message = format!("there are two enums `{}`", group.type_name);
            let help = "give one of them another name: `\"type\": \"OtherError\"`";
            self.reader.wrong(at.clone(), message, help);
        }
        if let Some(codes) =
            members.get("codes").and_then(|codes| self.reader.object(codes, "codes"))
        {
            self.rows(codes, &mut group);
        }
        self.places.push(GroupPlaces { whole: self.reader.place(at), members: places });
        self.catalog.groups.push(group);
    }

    fn rows(&mut self, codes: &Object<'t>, group: &mut Group) {
        let mut seen: BTreeMap<String, Range<usize>> = BTreeMap::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for property in &codes.properties {
            let at = property.name.start()..property.name.end();
            // One that stands twice has been told.
            if !names.insert(property.name.as_str()) {
                continue;
            }
            let row = entry::read(
                &mut self.reader,
                property.name.as_str(),
                at.clone(),
                &property.value,
                group,
            );
            let Some(row) = row else {
                self.lacks_codes = true;
                continue;
            };
            if let Some(first) = seen.get(&row.variant) {
                let first = self.reader.place(first.clone());
                let message = format!("`{}` is the variant of two codes", row.variant);
                let help = format!(
                    "name one: `\"variant\": \"Other{}\"`\nnote: the first is at {first}",
                    row.variant
                );
                self.reader.wrong(at.clone(), message, help);
            }
            seen.insert(row.variant.clone(), at);
            group.rows.push(row);
        }
    }

    fn name(&mut self, value: &Value<'t>, key: &str) -> Option<String> {
        read_name(&mut self.reader, value, key)
    }
}

/// Fields for what the texts name, of which such a catalogue says nothing.
fn fill_details(row: &mut Row) {
    let names: Vec<String> = row
        .messages
        .iter()
        .flat_map(|text| pieces(&text.message))
        .filter_map(|piece| match piece {
            Piece::Hole(hole) if is_name(hole.name) => Some(hole.name.to_owned()),
            _ => None,
        })
        .collect();
    for name in names {
        if !row.details.iter().any(|detail| detail.name == name) {
            row.details.push(Detail {
                field: name.clone(),
                name,
                type_name: "String".to_owned(),
                doc: String::new(),
                flatten: false,
                display: false,
                retry_after: false,
            });
        }
    }
}

/// A level that its status would not have was meant, as the catalogue was made of sound enums.
fn allow_level(row: &mut Row) {
    let is_odd = match row.level {
        Level::Info | Level::Debug => status::is_server(row.status),
        Level::Warn => false,
        Level::Error => !status::is_server(row.status),
    };
    if is_odd && row.allows.is_empty() {
        row.allows.push("level".to_owned());
    }
}

/// A name that Rust takes.
pub(super) fn read_name<'t>(
    reader: &mut Reader<'_, 't>,
    value: &Value<'t>,
    key: &str,
) -> Option<String> {
    let name = reader.text(value, key)?;
    if is_name(&name) {
        return Some(name);
    }
    let help = format!("write letters, digits and `_`, for example `\"{key}\": \"AuthError\"`");
    reader.wrong(range(value), format!("`{name}` is no name in Rust"), help);
    None
}

/// Reports a locale that is no language tag.
pub(super) fn check_locale(reader: &mut Reader<'_, '_>, tag: &str, at: Range<usize>) {
    if is_locale(tag) {
        return;
    }
    let help = match meant(tag) {
        Some(tag) => format!("write `\"{tag}\"`"),
        None => "write a language tag, such as `\"ja\"` or `\"zh-TW\"`".to_owned(),
    };
    reader.wrong(at, format!("`{tag}` is no locale"), help);
}
