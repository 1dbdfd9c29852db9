//! The rules about a whole catalogue. The compiler checks them when it evaluates the registry.

use std::collections::{BTreeMap, BTreeSet};

use crate::cfg;
use crate::keys::{Key, Kind, Value};
use crate::lock::Unread;
use crate::messages::MessageFiles;
use crate::model::{Catalog, Entry, Group, Place};
use crate::rules::reference::{Target, Unfit};
use crate::rules::{self, Form, Rule};
use crate::template::placeholders;
use crate::{Problem, jsonrpc, status};

/// A catalogue with the places of its parts.
#[derive(Debug, Default)]
pub(crate) struct LocatedCatalog {
    pub catalog: Catalog,
    /// The places of each group.
    pub known: Vec<GroupPlaces>,
    /// The place of each retired code.
    pub retired: Vec<Place>,
    /// The places of the registry settings that name codes.
    pub named: Vec<(&'static str, Place)>,
    /// The message files of the registry, and the place of `messages`.
    pub files: Option<(MessageFiles, Place)>,
    /// Whether message files could not be read, so that texts may be missing.
    pub may_hide_texts: bool,
    /// Whether there is a registry.
    pub has_registry: bool,
    /// The entries of the registry that could not be read.
    pub unread: Vec<Unread>,
}

/// The places of an enum and of its masks.
#[derive(Debug, Default)]
pub(crate) struct GroupPlaces {
    pub places: Vec<(String, Place)>,
    pub masks: Vec<(String, Place)>,
    /// Whether the enum names the registry that lists it.
    pub names_registry: bool,
}

/// Checks a catalogue from a spec file. `places` has the members of each group, `named` those of the registry.
pub(crate) fn check_spec_catalog(
    catalog: Catalog,
    places: Vec<Vec<(String, Place)>>,
    named: Vec<(&'static str, Place)>,
    has_registry: bool,
    is_complete: bool,
) -> Vec<Problem> {
    let known =
        places.into_iter().map(|places| GroupPlaces { places, ..GroupPlaces::default() }).collect();
    let located =
        LocatedCatalog { catalog, known, named, has_registry, ..LocatedCatalog::default() };
    check(&located, is_complete, Form::Json)
}

/// Checks a catalogue. References to other codes are checked only if all codes are known.
pub(crate) fn check(located: &LocatedCatalog, is_complete: bool, form: Form) -> Vec<Problem> {
    let groups = located.catalog.groups.iter().zip(&located.known);
    let entries = groups.flat_map(|(group, known)| {
        group.entries.iter().map(move |entry| Checked { group, known, entry })
    });
    let mut checker = Checker { located, form, entries: entries.collect(), problems: Vec::new() };
    checker.duplicates();
    checker.retired();
    if located.has_registry {
        match &located.files {
            Some((files, place)) => checker.messages(files, place, is_complete),
            None if located.may_hide_texts => {}
            None => checker.locales(),
        }
        checker.grpc();
        checker.jsonrpc();
        if is_complete {
            checker.references();
        }
    }
    checker.problems
}

/// The problem of a broken rule at a place.
pub(crate) fn rule_problem(
    rule: &'static Rule,
    form: Form,
    place: Option<&Place>,
    values: &[(&str, &str)],
) -> Problem {
    let problem = Problem::without_place(rule.message_in(form, values), rule.help_in(form, values));
    Problem { rule: Some(rule.id), place: place.cloned(), ..problem }
}

/// A entry with its group and places.
#[derive(Clone, Copy)]
struct Checked<'c> {
    group: &'c Group,
    known: &'c GroupPlaces,
    entry: &'c Entry,
}

impl Checked<'_> {
    fn type_place(&self) -> Option<&Place> {
        self.known.places.iter().find(|(key, _)| key == "type").map(|(_, place)| place)
    }

    fn place(&self, key: &str) -> Option<&Place> {
        self.entry.place(key).or_else(|| self.type_place())
    }

    fn variant(&self) -> String {
        format!("{}::{}", self.group.type_name, self.entry.variant)
    }

    /// `file:line`, or the module without a place.
    fn place_text(&self) -> String {
        match self.place("code") {
            Some(place) => format!("{}:{}", place.file, place.line),
            None => self.group.module.clone(),
        }
    }

    fn conditions(&self) -> Vec<String> {
        cfg::union(&self.group.cfg, &self.entry.cfg)
    }
}

struct Checker<'c> {
    located: &'c LocatedCatalog,
    form: Form,
    entries: Vec<Checked<'c>>,
    problems: Vec<Problem>,
}

impl<'c> Checker<'c> {
    fn report(&mut self, rule: &'static Rule, place: Option<&Place>, values: &[(&str, &str)]) {
        self.problems.push(rule_problem(rule, self.form, place, values));
    }

    /// A code, current or former, in two enums. Duplicates within one enum are found by the parser.
    fn duplicates(&mut self) {
        let mut first: BTreeMap<&str, Vec<Checked<'c>>> = BTreeMap::new();
        for checked in self.entries.clone() {
            let entry = checked.entry;
            for code in std::iter::once(&entry.code).chain(&entry.formerly) {
                let known = first.entry(code).or_default();
                let clash = known.iter().copied().find(|known| {
                    !std::ptr::eq(known.group, checked.group)
                        && cfg::can_coexist(&known.conditions(), &checked.conditions())
                });
                if let Some(known) = clash {
                    self.report_duplicate(code, known, checked);
                }
                known.push(checked);
            }
        }
    }

    fn report_duplicate(&mut self, code: &str, first: Checked<'_>, again: Checked<'_>) {
        let key =
            |checked: Checked<'_>| if checked.entry.code == code { "code" } else { "formerly" };
        let values = [
            ("code", code),
            ("first", &first.variant()),
            ("first_place", &first.place_text()),
            ("again", &again.variant()),
            ("again_place", &again.place_text()),
        ];
        self.report(&rules::REGISTRY_DUPLICATE, again.place(key(again)), &values);
        self.report(&rules::CODE_FIRST_USE, first.place(key(first)), &[("code", code)]);
    }

    fn retired(&mut self) {
        for retired in &self.located.catalog.retired {
            for checked in self.entries.clone() {
                let key = if checked.entry.code == retired.code { "code" } else { "formerly" };
                if key == "code" || checked.entry.formerly.contains(&retired.code) {
                    let values = [
                        ("code", retired.code.as_str()),
                        ("type", &checked.variant()),
                        ("place", &checked.place_text()),
                        ("reason", &retired.reason),
                    ];
                    self.report(&rules::REGISTRY_RETIRED, checked.place(key), &values);
                }
            }
        }
    }

    /// Enums have the locales of the registry. In an enum that names the registry, a text without a declared locale is in the
    /// first one. Texts of other enums without locales are sent in every locale.
    fn locales(&mut self) {
        let settings = &self.located.catalog.settings;
        for (group, known) in self.located.catalog.groups.iter().zip(&self.located.known) {
            let has_text = |entry: &&Entry| !entry.messages.is_empty();
            let Some(entry) = group.entries.iter().find(has_text) else { continue };
            let own = match group.locales.as_slice() {
                [] if known.names_registry => settings.locales.get(..1).unwrap_or_default(),
                [] => continue,
                own => own,
            };
            for locale in settings.locales.iter().filter(|locale| !own.contains(locale)) {
                let place_of = |key: &str| known.places.iter().find(|(known, _)| known == key);
                let place =
                    place_of("locales").or_else(|| place_of("type")).map(|(_, place)| place);
                let values =
                    [("code", entry.code.as_str()), ("type", &group.type_name), ("locale", locale)];
                self.report(&rules::REGISTRY_LOCALE, place, &values);
            }
        }
    }

    /// Every code has a text in every locale of the registry, declared or from the message files. Every text of the
    /// files belongs to a code without a declared one, and has the same placeholders.
    fn messages(&mut self, files: &MessageFiles, named: &Place, is_complete: bool) {
        let settings = &self.located.catalog.settings;
        for checked in self.entries.clone() {
            let entry = checked.entry;
            let has = |locale: &&String| entry.messages.iter().any(|text| text.locale == **locale);
            // A code without a message uses the message of its `public_as` target.
            let wanted = settings.locales.iter().filter(|_| !entry.messages.is_empty());
            for locale in wanted.filter(|locale| !has(locale)) {
                let type_name = &checked.group.type_name;
                let values =
                    [("code", entry.code.as_str()), ("type", type_name), ("locale", locale)];
                self.report(&rules::REGISTRY_LOCALE, checked.place("code"), &values);
            }
        }
        let texts =
            files.files.iter().flat_map(|file| file.texts.iter().map(|text| (&file.locale, text)));
        for (locale, text) in texts {
            let place = format!("{}:{}", text.code_place.file, text.code_place.line);
            let Some(checked) = self.row_of(&text.code) else {
                if is_complete {
                    let values = [("place", place.as_str()), ("code", &text.code)];
                    self.report(&rules::REGISTRY_MESSAGE, Some(named), &values);
                }
                continue;
            };
            let values = |own| {
                [("place", place.as_str()), ("code", &text.code), ("locale", locale), ("own", own)]
            };
            // The first text of the files is in the entry already.
            let sent = checked.entry.messages.iter().find(|sent| sent.locale == *locale);
            if let Some(sent) = sent.filter(|sent| sent.message != text.text) {
                self.report(&rules::REGISTRY_MESSAGE_TWICE, Some(named), &values(&sent.message));
            }
            let own = checked.entry.message();
            if placeholder_texts(own) != placeholder_texts(&text.text) {
                self.report(&rules::REGISTRY_MESSAGE_HOLES, Some(named), &values(own));
            }
        }
    }

    fn grpc(&mut self) {
        if !self.located.catalog.settings.requires_grpc() {
            return;
        }
        for checked in self.entries.clone() {
            let Entry { code, status, grpc, .. } = checked.entry;
            if grpc.is_none() && status::grpc_is_ambiguous(*status) {
                let values = [
                    ("code", code.as_str()),
                    ("status", &status.to_string()),
                    ("grpc", status::grpc(*status).as_str()),
                ];
                self.report(&rules::REGISTRY_GRPC, checked.place("status"), &values);
            }
        }
    }

    /// No JSON-RPC number is declared by two codes.
    fn jsonrpc(&mut self) {
        let mut first: BTreeMap<i32, Vec<Checked<'c>>> = BTreeMap::new();
        for checked in self.entries.clone() {
            let Some(number) = checked.entry.jsonrpc else { continue };
            let known = first.entry(number).or_default();
            let clash = known.iter().copied().find(|known| {
                known.entry.code != checked.entry.code
                    && cfg::can_coexist(&known.conditions(), &checked.conditions())
            });
            known.push(checked);
            if let Some(other) = clash {
                let values = [
                    ("code", checked.entry.code.as_str()),
                    ("number", &number.to_string()),
                    ("other", &other.entry.code),
                    ("free", &self.free_number().to_string()),
                ];
                self.report(&rules::REGISTRY_JSONRPC, checked.place("jsonrpc"), &values);
            }
        }
    }

    /// A number that no code declares.
    fn free_number(&self) -> i32 {
        let is_taken =
            |number| self.entries.iter().any(|checked| checked.entry.jsonrpc == Some(number));
        let mut number = jsonrpc::first_free(None);
        while is_taken(number) {
            number = jsonrpc::first_free(Some(number));
        }
        number
    }

    /// Every code that is referred to is in the registry.
    fn references(&mut self) {
        let settings = &self.located.catalog.settings;
        let setting = |key: &str| self.located.named.iter().find(|(known, _)| *known == key);
        let place = |key: &str| setting(key).map(|(_, place)| place);
        for key in Key::of_registries().filter(|key| key.kind() == Kind::Code) {
            let Some(Value::Text(code)) = settings.value(key) else { continue };
            let must_be_server = key == Key::Internal;
            let (key, place) = (key.name(), place(key.name()));
            self.named(key, "the registry", Some(&code), place, must_be_server);
            if must_be_server {
                self.stand_in(key, &code, place);
            }
        }
        for known in &self.located.known {
            for (mask, place) in &known.masks {
                self.named("mask_5xx", "a transparent variant", Some(mask), Some(place), true);
                self.stand_in("mask_5xx", mask, Some(place));
            }
        }
        for checked in self.entries.clone() {
            self.public_as(checked);
            let code = checked.entry.code.as_str();
            for other in
                checked.entry.deprecated.iter().flat_map(|deprecated| &deprecated.replaced_by)
            {
                let owner = format!("`{code}`");
                self.named("replaced_by", &owner, Some(other), checked.place("deprecated"), false);
            }
        }
    }

    fn row_of(&self, code: &str) -> Option<Checked<'c>> {
        self.entries.iter().copied().find(|checked| checked.entry.code == code)
    }

    fn named(
        &mut self,
        key: &str,
        owner: &str,
        code: Option<&str>,
        place: Option<&Place>,
        must_be_server: bool,
    ) {
        let Some(code) = code else { return };
        match self.row_of(code) {
            None => {
                let values = [("key", key), ("owner", owner), ("code", code)];
                self.report(&rules::REGISTRY_UNKNOWN, place, &values);
            }
            Some(target) if must_be_server && !status::is_server(target.entry.status) => {
                let status = target.entry.status.to_string();
                let values = [("key", key), ("code", code), ("status", status.as_str())];
                self.report(&rules::REGISTRY_SERVER, place, &values);
            }
            Some(_) => {}
        }
    }

    /// A code that is sent for errors that do not name it.
    fn stand_in(&mut self, key: &str, code: &str, place: Option<&Place>) {
        let Some(Checked { entry, .. }) = self.row_of(code) else { return };
        if let Some(other) = &entry.public_as {
            let cure = rules::NAME_A_PUBLIC_CODE;
            let values = [("code", code), ("other", other), ("cure", cure)];
            self.report(&rules::PUBLIC_AS_HIDDEN, place, &values);
        } else if placeholders(entry.message()).next().is_some() {
            self.report(&rules::STAND_IN_TEXT, place, &[("key", key), ("code", code)]);
        }
    }

    /// A target in another enum. The parser checks targets in the same enum.
    fn public_as(&mut self, checked: Checked<'c>) {
        let Some(public) = checked.entry.public_as.as_deref() else { return };
        let (code, place) = (checked.entry.code.as_str(), checked.place("public_as"));
        self.named("public_as", &format!("`{code}`"), Some(public), place, false);
        let Some(target) = self.row_of(public) else { return };
        if std::ptr::eq(target.group, checked.group) {
            return;
        }
        let other = Target {
            public_as: target.entry.public_as.as_deref(),
            status: Some(target.entry.status),
            has_placeholders: placeholders(target.entry.message()).next().is_some(),
        };
        for unfit in other.unfit_for(checked.entry.status, checked.entry.messages.is_empty()) {
            let (named, cure) = ([("code", code), ("public", public)], rules::NAME_A_PUBLIC_CODE);
            match unfit {
                Unfit::Text => self.report(&rules::REGISTRY_PUBLIC_TEXT, place, &named),
                Unfit::Class => self.report(&rules::REGISTRY_PUBLIC_CLASS, place, &named),
                Unfit::Hidden(other) => {
                    let values = [("code", public), ("other", other), ("cure", cure)];
                    self.report(&rules::PUBLIC_AS_HIDDEN, place, &values);
                }
            }
        }
    }
}

fn placeholder_texts(text: &str) -> BTreeSet<&str> {
    placeholders(text).map(|placeholder| placeholder.whole).collect()
}
