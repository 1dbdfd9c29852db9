//! Reads a spec: one enum, or a registry with its enums.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::entry::{self, ReadEntry};
use super::members::{Members, Shape, SpecReader, read_name};
use super::names::{is_name, is_path, type_name};
use super::summary::is_summary;
use crate::declared::{At, DeclaredEntry, Field, Item, Keys, Message, Role};
use crate::keys::{Key, Kind};
use crate::model::{
    Catalog, CodeSet, CodelessVariant, Entry, Group, Place, Retired, Sends, Settings, sort_codeless,
};
use crate::rules::registry::check_settings;
use crate::rules::text;
use crate::source::Source;
use crate::source::json::{Bytes, FileKind, parse, range};
use crate::template::placeholders;
use crate::{Level, Problem, nearest, status};

/// A parsed spec with the problems of its format.
pub(super) struct Parsed {
    /// The catalogue without its enums.
    pub(super) catalog: Catalog,
    /// The enums.
    pub(super) groups: Vec<ReadGroup>,
    /// The places of the registry settings that name codes.
    #[cfg_attr(
        not(feature = "scan"),
        expect(dead_code, reason = "rules about a registry need it")
    )]
    pub(super) named: Vec<(&'static str, Place)>,
    /// Whether it is a registry.
    #[cfg_attr(
        not(feature = "scan"),
        expect(dead_code, reason = "rules about a registry need it")
    )]
    pub(super) is_registry: bool,
    /// The problems of the format.
    pub(super) problems: Vec<Problem>,
    /// Whether a code could not be read, so that references to codes cannot be checked.
    pub(super) lacks_codes: bool,
}

/// Places of members by name.
pub(super) type Places = Vec<(String, Place)>;

/// A parsed enum.
pub(super) struct ReadGroup {
    /// The declaration.
    pub(super) item: Item<Bytes>,
    /// Its module, its doc comment and its conditions.
    pub(super) module: String,
    pub(super) description: String,
    pub(super) non_exhaustive: bool,
    pub(super) cfg: Vec<At<String, Bytes>>,
    /// The conditions and the places of each code.
    pub(super) placed: Vec<(Vec<String>, Places)>,
    /// The places of its members.
    pub(super) places: Places,
}

impl ReadGroup {
    /// The enum without positions.
    pub(super) fn build(&self) -> Group {
        let locales = self.item.keys.locales.iter().flatten();
        let entries = self.item.entries.iter().zip(&self.placed);
        Group {
            domain: self.item.keys.domain.as_ref().map_or_else(String::new, |it| it.value.clone()),
            type_name: self.item.name.value.clone(),
            module: self.module.clone(),
            locales: locales.map(|locale| locale.value.clone()).collect(),
            description: self.description.clone(),
            non_exhaustive: self.non_exhaustive,
            cfg: self.cfg.iter().map(|condition| condition.value.clone()).collect(),
            entries: entries
                .map(|(declared, (cfg, places))| Entry {
                    cfg: cfg.clone(),
                    places: places.clone(),
                    ..declared.to_entry(&self.item)
                })
                .collect(),
        }
    }
}

impl Parsed {
    /// The catalogue without positions.
    pub(super) fn build(&mut self) -> Catalog {
        let mut catalog = core::mem::take(&mut self.catalog);
        catalog.groups = self.groups.iter().map(ReadGroup::build).collect();
        catalog
    }
}

const KIND: FileKind = FileKind {
    noun: "a spec",
    example: "write `{\"domain\": \"AUTH\", \"codes\": {\"AUTH_TOKEN_EXPIRED\": {\"status\": 401, \"message\": \"...\", \"log_level\": \"INFO\"}}}`",
    comment: "remove it; describe a code in `description`",
};

/// A spec with one enum.
const ENUM: Shape = Shape {
    noun: "a spec",
    known: &[
        "$schema",
        "domain",
        "type",
        "module",
        "description",
        "non_exhaustive",
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
    known: &[
        "domain",
        "type",
        "module",
        "description",
        "non_exhaustive",
        "locales",
        "cfg",
        "codes",
    ],
    required: &["domain", "codes"],
};

/// A set of a registry.
const SET: Shape =
    Shape { noun: "a set", known: &["description", "codes", "masked"], required: &["codes"] };

/// The members of a spec with a registry.
static REGISTRY_MEMBERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let settings = Key::of_registries().filter_map(|key| key.row().spec);
    ["$schema", "name", "description", "enums", "sets", "codeless", "retired"]
        .into_iter()
        .chain(settings)
        .collect()
});

/// Reads a spec and checks its format. The rules are checked later.
pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut problems = Vec::new();
    let object = parse(source, &KIND, &mut problems);
    let mut reader = CatalogReader {
        reader: SpecReader::new(source, problems),
        catalog: Catalog::default(),
        groups: Vec::new(),
        named: Vec::new(),
        is_registry: false,
        lacks_codes: false,
    };
    if let Some(object) = &object {
        reader.read_object(object);
    }
    Parsed {
        catalog: reader.catalog,
        groups: reader.groups,
        named: reader.named,
        is_registry: reader.is_registry,
        problems: reader.reader.problems,
        lacks_codes: reader.lacks_codes,
    }
}

struct CatalogReader<'s, 't> {
    reader: SpecReader<'s, 't>,
    catalog: Catalog,
    groups: Vec<ReadGroup>,
    named: Vec<(&'static str, Place)>,
    is_registry: bool,
    lacks_codes: bool,
}

impl<'t> CatalogReader<'_, 't> {
    fn read_object(&mut self, object: &Object<'t>) {
        // Only the first character: a missing member would underline the whole file.
        let at = object.start()..object.start() + 1;
        if is_summary(object) {
            self.read_summary(object);
            return;
        }
        let is_registry = object.properties.iter().any(|member| member.name.as_str() == "enums");
        self.is_registry = is_registry;
        let registry = Shape { noun: "a spec", known: &REGISTRY_MEMBERS, required: &["enums"] };
        let shape = if is_registry { &registry } else { &ENUM };
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
                self.reader.wrong_kind::<()>(other, "enums", "a list");
            }
            None => {}
        }
        if let Some(sets) = members.get("sets") {
            self.catalog.sets = self.sets(sets);
        }
        if let Some(variants) = members.get("codeless") {
            self.catalog.codeless = self.codeless(variants);
        }
    }

    /// The sets of a registry. Their codes are among those of its enums.
    fn sets(&mut self, value: &Value<'t>) -> Vec<CodeSet> {
        let Some(object) = self.reader.object(value, "sets") else { return Vec::new() };
        let mut sets = Vec::new();
        for property in &object.properties {
            let at = property.name.start()..property.name.end();
            let name = property.name.as_str();
            if !is_name(name) {
                let message = format!("`{name}` is not a Rust identifier");
                self.reader.error(at, message, "write the name of the set, such as `SignUp`");
                continue;
            }
            let Some(given) = self.reader.object(&property.value, name) else { continue };
            let members = self.reader.members(given, at, &SET);
            let mut set = CodeSet::new(name, Vec::new());
            if let Some(text) = members.get("description") {
                set.description = self.reader.text(text, "description").unwrap_or_default();
            }
            // A set of enums that were not read has no codes.
            let is_empty = |codes: &&Value<'_>| matches!(codes, Value::Array(list) if list.elements.is_empty());
            let codes = members.get("codes").filter(|codes| !is_empty(codes));
            let codes = codes.and_then(|codes| self.reader.texts(codes, "codes"));
            for code in codes.into_iter().flatten() {
                if self.has_code(&code.value) {
                    set.codes.push(code.value);
                    continue;
                }
                let message = format!("`{name}` has the unknown code `{}`", code.value);
                let codes = self.groups.iter().flat_map(|group| &group.item.entries);
                let codes = codes.filter_map(|entry| entry.keys.code.as_ref());
                let help = match nearest(&code.value, codes.map(|code| code.value.as_str())) {
                    Some(near) => nearest::suggest_word(near),
                    None => "remove it, or add the code to one of the `enums`".to_owned(),
                };
                self.reader.error(code.pos.into(), message, help);
            }
            if let Some(masked) = members.get("masked") {
                let masked = self.reader.texts(masked, "masked").into_iter().flatten();
                set.masked.extend(masked.map(|code| code.value));
                set.masked.retain(|code| set.codes.contains(code));
            }
            sets.push(set);
        }
        sets
    }

    /// The variants without a code of their own, each with what it sends.
    fn codeless(&mut self, value: &Value<'t>) -> Vec<CodelessVariant> {
        let Some(object) = self.reader.object(value, "codeless") else { return Vec::new() };
        let mut variants = Vec::new();
        for property in &object.properties {
            let path = property.name.as_str();
            let Some(text) = self.reader.text(&property.value, path) else { continue };
            match Sends::parse(&text) {
                Some(sends) => variants.push(CodelessVariant { path: path.to_owned(), sends }),
                None => {
                    let message = format!("`{text}` is nothing that a variant sends");
                    let help = "write `same_as CODE`, `transparent` or `transparent mask_5xx CODE`";
                    self.reader.error(range(&property.value), message, help);
                }
            }
        }
        sort_codeless(&mut variants);
        variants
    }

    /// Whether an enum has a code. Where a code could not be read, any may be meant.
    fn has_code(&self, code: &str) -> bool {
        let entries = self.groups.iter().flat_map(|group| &group.item.entries);
        let mut codes = entries.filter_map(|entry| entry.keys.code.as_ref());
        self.lacks_codes || codes.any(|own| own.value == code)
    }

    /// Reads summary JSON: an enum for each domain.
    fn read_summary(&mut self, object: &Object<'t>) {
        let mut domains: BTreeMap<&str, Object<'t>> = BTreeMap::new();
        for member in &object.properties {
            let code = member.name.as_str();
            let domain = code.split_once('_').map_or(code, |(domain, _)| domain);
            let none = || Object { range: object.range, properties: Vec::new() };
            domains.entry(domain).or_insert_with(none).properties.push(member.clone());
        }
        self.is_registry = domains.len() > 1;
        for (domain, codes) in domains {
            let first = codes.properties.first().map(|first| &first.name);
            let at = first.map_or(0..0, |name| name.start()..name.end());
            let mut item = new_item(type_name(domain), at.clone());
            item.keys.domain = Some(At::new(domain.to_owned(), at.clone().into()));
            let mut group = ReadGroup::new(item);
            group.places.push(("type".to_owned(), self.reader.place(at)));
            self.codes(&codes, &mut group);
            for declared in &mut group.item.entries {
                fill_details(declared);
                allow_level(declared);
            }
            self.add(group);
        }
    }

    /// The settings of a registry. A spec with one enum has only a dialect.
    fn settings(&mut self, members: &Members<'_, 't>, is_registry: bool) -> Settings {
        let mut keys = Keys::default();
        for key in Key::of_registries().filter(|key| is_registry || *key == Key::Dialect) {
            let Some(given) = key.row().spec.and_then(|name| members.get(name)) else { continue };
            keys.given.push((key.name(), range(given).into()));
            entry::read_key(&mut keys, key, given, &mut self.reader);
            if key.kind() == Kind::Code {
                self.named.push((key.name(), self.reader.place(range(given))));
            }
        }
        self.reader.check_rule(|problems| check_settings(&mut keys, problems));
        keys.settings()
    }

    fn retired(&mut self, members: &Members<'_, 't>) -> Vec<Retired> {
        let Some(value) = members.get("retired") else { return Vec::new() };
        let Some(object) = self.reader.object(value, "retired") else { return Vec::new() };
        let mut retired = Vec::new();
        for property in &object.properties {
            let code = property.name.as_str().to_owned();
            let Some(reason) = self.reader.any_text(&property.value, &code) else { continue };
            let code = At::new(code, (property.name.start()..property.name.end()).into());
            if self.reader.check_rule(|problems| text::is_retired(&code, &reason, problems)) {
                retired.push(Retired { code: code.value, reason });
            }
        }
        retired
    }

    fn group(&mut self, members: &Members<'_, 't>, at: Range<usize>) {
        let mut keys = Keys::default();
        let mut places = Vec::new();
        for name in ["domain", "locales", "cfg", "codes"] {
            if let Some(value) = members.get(name) {
                places.push((name.to_owned(), self.reader.place(range(value))));
                keys.given.push((name, range(value).into()));
            }
        }
        keys.domain = members.get("domain").and_then(|it| self.reader.text_at(it, "domain"));
        if let Some(locales) = members.get("locales") {
            entry::read_key(&mut keys, Key::Locales, locales, &mut self.reader);
        }
        let name = match members.get("type") {
            Some(value) => self.name(value, "type").unwrap_or_default(),
            None => keys.domain.as_ref().map_or_else(String::new, |it| type_name(&it.value)),
        };
        // Problems without a place are reported at the name.
        let name_range = members.get("type").or_else(|| members.get("domain"));
        let name_range = name_range.map_or(at.clone(), range);
        places.push(("type".to_owned(), self.reader.place(name_range.clone())));
        let mut group = ReadGroup::new(Item { keys, ..new_item(name, name_range) });
        group.places = places;
        if let Some(value) = members.get("module") {
            group.module = self.reader.any_text(value, "module").unwrap_or_default();
            if !is_path(&group.module) {
                let message = format!("`{}` is not a module path", group.module);
                self.reader.error(range(value), message, "write `\"module\": \"crate::auth\"`");
            }
        }
        if let Some(text) = members.get("description") {
            group.description = self.reader.text(text, "description").unwrap_or_default();
        }
        if let Some(value) = members.get("non_exhaustive") {
            group.non_exhaustive = self.reader.boolean(value, "non_exhaustive").unwrap_or_default();
        }
        if let Some(conditions) = members.get("cfg") {
            group.cfg = self.reader.texts(conditions, "cfg").unwrap_or_default();
        }
        let name = group.item.name.value.as_str();
        let is_same =
            |known: &ReadGroup| known.item.name.value == name && known.module == group.module;
        if self.groups.iter().any(is_same) {
            let message = format!("two enums are named `{name}`");
            let help = "rename one: `\"type\": \"OtherError\"`";
            self.reader.error(at, message, help);
        }
        if let Some(codes) =
            members.get("codes").and_then(|codes| self.reader.object(codes, "codes"))
        {
            self.codes(codes, &mut group);
        }
        self.add(group);
    }

    fn add(&mut self, mut group: ReadGroup) {
        group.item.resolve();
        self.groups.push(group);
    }

    fn codes(&mut self, codes: &Object<'t>, group: &mut ReadGroup) {
        let domain = group.item.keys.domain.as_ref().map_or("", |domain| &domain.value).to_owned();
        let mut seen: BTreeMap<String, Range<usize>> = BTreeMap::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for property in &codes.properties {
            let at = property.name.start()..property.name.end();
            let code = property.name.as_str();
            // Duplicates have been reported.
            if !names.insert(code) {
                continue;
            }
            let read = entry::read(&mut self.reader, code, at.clone(), &property.value, &domain);
            let Some(ReadEntry { entry: declared, cfg, places }) = read else {
                self.lacks_codes = true;
                continue;
            };
            let variant = declared.name.value.as_str();
            if let Some(first) = seen.get(variant) {
                let first = self.reader.place(first.clone());
                let message = format!("two codes have the variant `{variant}`");
                let help = format!(
                    "rename one: `\"variant\": \"Other{variant}\"`\nnote: the first is at {first}"
                );
                self.reader.error(at.clone(), message, help);
            }
            seen.insert(variant.to_owned(), at);
            group.item.entries.push(declared);
            group.placed.push((cfg, places));
        }
    }

    fn name(&mut self, value: &Value<'t>, key: &str) -> Option<String> {
        read_name(&mut self.reader, value, key)
    }
}

impl ReadGroup {
    fn new(item: Item<Bytes>) -> Self {
        Self {
            item,
            module: "crate".to_owned(),
            description: String::new(),
            non_exhaustive: false,
            cfg: Vec::new(),
            placed: Vec::new(),
            places: Vec::new(),
        }
    }
}

fn new_item(name: String, at: Range<usize>) -> Item<Bytes> {
    Item {
        name: At::new(name, at.into()),
        is_struct: false,
        keys: Keys::default(),
        has_thiserror: false,
        is_conditional: false,
        has_from: false,
        entries: Vec::new(),
        rest: None,
        files: None,
    }
}

/// Adds fields for the placeholders of the text: summary JSON has none.
fn fill_details(declared: &mut DeclaredEntry<Bytes>) {
    let texts: Vec<_> = match &declared.keys.message {
        Some(Message::One(text)) => vec![text],
        Some(Message::Many(_, texts)) => texts.iter().map(|(_, text)| text).collect(),
        Some(Message::Display(_)) | None => return,
    };
    let names = texts
        .iter()
        .flat_map(|text| placeholders(&text.value).map(|placeholder| (placeholder.name, text.pos)));
    for (name, pos) in names.filter(|(name, _)| is_name(name)) {
        if declared.fields.iter().any(|field| field.name == name) {
            continue;
        }
        let mut field = Field::new(pos);
        (field.name, field.type_name) = (name.to_owned(), "String".to_owned());
        let name = At::new(name.to_owned(), pos);
        let role = Role::Detail { name, is_named: false, flatten: false, display: false };
        field.take_role(At::new("detail", pos), role);
        declared.fields.push(field);
    }
}

/// Exempts an unusual log level from the rule: summary JSON comes from checked enums.
fn allow_level(declared: &mut DeclaredEntry<Bytes>) {
    let (Some(status), Some(level)) = (&declared.keys.status, &declared.keys.log_level) else {
        return;
    };
    let is_odd = match level.value {
        Level::Info | Level::Debug => status::is_server(status.value),
        Level::Warn => false,
        Level::Error => !status::is_server(status.value),
    };
    if is_odd {
        declared.keys.allows = Some(vec![At::new("level".to_owned(), level.pos)]);
        declared.allows = vec!["level".to_owned()];
    }
}
