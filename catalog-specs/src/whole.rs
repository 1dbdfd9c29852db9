//! The rules about a whole catalogue, which the compiler checks when it evaluates the registry.

use std::collections::{BTreeMap, BTreeSet};

use crate::cfg;
use crate::keys::{Key, Kind, Value};
use crate::lock::Unread;
use crate::messages::MessageFiles;
use crate::model::{Catalog, Group, Place, Row};
use crate::rules::reference::{Target, Unfit};
use crate::rules::{self, Form, Rule};
use crate::template::placeholders;
use crate::{Problem, status};

/// A catalogue with what is needed to check it.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pub catalog: Catalog,
    /// What is known of each group beyond its rows, group by group.
    pub known: Vec<Known>,
    /// Where each retired code stands.
    pub retired: Vec<Place>,
    /// Where the registry names codes of its own.
    pub named: Vec<(&'static str, Place)>,
    /// The message files of the registry, and where it names them.
    pub files: Option<(MessageFiles, Place)>,
    /// Whether texts may stand in files that are not sound.
    pub may_hide_texts: bool,
    /// Whether there is a registry.
    pub has_registry: bool,
    /// What the registry lists and was not read.
    pub unread: Vec<Unread>,
}

/// What is known of an enum in a catalogue beyond its rows.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub places: Vec<(String, Place)>,
    pub masks: Vec<(String, Place)>,
}

/// Asks the rules about a catalogue that no scan has read. `places` says
/// group by group, and `named` of the registry, where its members stand.
pub(crate) fn check_whole(
    catalog: Catalog,
    places: Vec<Vec<(String, Place)>>,
    named: Vec<(&'static str, Place)>,
    has_registry: bool,
    is_complete: bool,
) -> Vec<Problem> {
    let known = places.into_iter().map(|places| Known { places, ..Known::default() }).collect();
    let assembled = Whole { catalog, known, named, has_registry, ..Whole::default() };
    check(&assembled, is_complete, Form::Json)
}

/// Checks a catalogue. What a row says of other codes is asked only where all codes are known.
pub(crate) fn check(assembled: &Whole, is_complete: bool, form: Form) -> Vec<Problem> {
    let groups = assembled.catalog.groups.iter().zip(&assembled.known);
    let rows = groups
        .flat_map(|(group, known)| group.rows.iter().map(move |row| Checked { group, known, row }));
    let mut checker = Checker { assembled, form, rows: rows.collect(), problems: Vec::new() };
    checker.duplicates();
    checker.retired();
    if assembled.has_registry {
        match &assembled.files {
            Some((files, place)) => checker.messages(files, place, is_complete),
            None if assembled.may_hide_texts => {}
            None => checker.locales(),
        }
        checker.grpc();
        if is_complete {
            checker.references();
        }
    }
    checker.problems
}

/// A rule that looks at the whole catalogue, broken at a place.
pub(crate) fn broken(
    rule: &'static Rule,
    form: Form,
    place: Option<&Place>,
    values: &[(&str, &str)],
) -> Problem {
    let problem = Problem::nowhere(rule.message_in(form, values), rule.help_in(form, values));
    Problem { rule: Some(rule.id), place: place.cloned(), ..problem }
}

/// A row with where it comes from.
#[derive(Clone, Copy)]
struct Checked<'c> {
    group: &'c Group,
    known: &'c Known,
    row: &'c Row,
}

impl Checked<'_> {
    fn type_place(&self) -> Option<&Place> {
        self.known.places.iter().find(|(key, _)| key == "type").map(|(_, place)| place)
    }

    fn place(&self, key: &str) -> Option<&Place> {
        self.row.place(key).or_else(|| self.type_place())
    }

    fn variant(&self) -> String {
        format!("{}::{}", self.group.type_name, self.row.variant)
    }

    /// As the compiler tells places: the file and the line.
    fn place_text(&self) -> String {
        match self.place("code") {
            Some(place) => format!("{}:{}", place.file, place.line),
            None => self.group.module.clone(),
        }
    }

    fn conditions(&self) -> Vec<String> {
        cfg::joined(&self.group.cfg, &self.row.cfg)
    }
}

struct Checker<'c> {
    assembled: &'c Whole,
    form: Form,
    rows: Vec<Checked<'c>>,
    problems: Vec<Problem>,
}

impl<'c> Checker<'c> {
    fn report(&mut self, rule: &'static Rule, place: Option<&Place>, values: &[(&str, &str)]) {
        self.problems.push(broken(rule, self.form, place, values));
    }

    /// A code, now or formerly, in two enums. Within one, the derive's parser has told it.
    fn duplicates(&mut self) {
        let mut first: BTreeMap<&str, Vec<Checked<'c>>> = BTreeMap::new();
        for checked in self.rows.clone() {
            let row = checked.row;
            for code in std::iter::once(&row.code).chain(&row.formerly) {
                let known = first.entry(code).or_default();
                let clash = known.iter().copied().find(|known| {
                    !std::ptr::eq(known.group, checked.group)
                        && cfg::can_meet(&known.conditions(), &checked.conditions())
                });
                if let Some(known) = clash {
                    self.report_duplicate(code, known, checked);
                }
                known.push(checked);
            }
        }
    }

    fn report_duplicate(&mut self, code: &str, first: Checked<'_>, again: Checked<'_>) {
        let key = |of: Checked<'_>| if of.row.code == code { "code" } else { "formerly" };
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
        for retired in &self.assembled.catalog.retired {
            for checked in self.rows.clone() {
                let key = if checked.row.code == retired.code { "code" } else { "formerly" };
                if key == "code" || checked.row.formerly.contains(&retired.code) {
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

    /// An enum with locales has every one of the registry's.
    fn locales(&mut self) {
        let settings = &self.assembled.catalog.settings;
        for (group, known) in self.assembled.catalog.groups.iter().zip(&self.assembled.known) {
            let Some(row) = group.rows.first().filter(|_| !group.locales.is_empty()) else {
                continue;
            };
            for locale in settings.locales.iter().filter(|locale| !group.locales.contains(locale)) {
                let of = |key: &str| known.places.iter().find(|(known, _)| known == key);
                let place = of("locales").or_else(|| of("type")).map(|(_, place)| place);
                let values =
                    [("code", row.code.as_str()), ("type", &group.type_name), ("locale", locale)];
                self.report(&rules::REGISTRY_LOCALE, place, &values);
            }
        }
    }

    /// Every code has its text in every locale of the registry, of its own or from the message files, and
    /// every text of those is that of a code which lacks it, with that code's placeholders.
    fn messages(&mut self, files: &MessageFiles, named: &Place, is_complete: bool) {
        let settings = &self.assembled.catalog.settings;
        for checked in self.rows.clone() {
            let row = checked.row;
            let has = |locale: &&String| row.messages.iter().any(|text| text.locale == **locale);
            // Who has no text borrows one.
            let wanted = settings.locales.iter().filter(|_| !row.messages.is_empty());
            for locale in wanted.filter(|locale| !has(locale)) {
                let type_name = &checked.group.type_name;
                let values = [("code", row.code.as_str()), ("type", type_name), ("locale", locale)];
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
            // What the files said first has been put into the row.
            let sent = checked.row.messages.iter().find(|sent| sent.locale == *locale);
            if let Some(sent) = sent.filter(|sent| sent.message != text.text) {
                self.report(&rules::REGISTRY_MESSAGE_TWICE, Some(named), &values(&sent.message));
            }
            let own = checked.row.message();
            if wholes(own) != wholes(&text.text) {
                self.report(&rules::REGISTRY_MESSAGE_HOLES, Some(named), &values(own));
            }
        }
    }

    fn grpc(&mut self) {
        if !self.assembled.catalog.settings.requires_grpc() {
            return;
        }
        for checked in self.rows.clone() {
            let Row { code, status, grpc, .. } = checked.row;
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

    /// A code that is named somewhere is a code of the registry.
    fn references(&mut self) {
        let settings = &self.assembled.catalog.settings;
        let of = |key: &str| self.assembled.named.iter().find(|(known, _)| *known == key);
        let place = |key: &str| of(key).map(|(_, place)| place);
        for key in Key::of_registries().filter(|key| key.kind() == Kind::Code) {
            let Some(Value::Text(code)) = settings.value(key) else { continue };
            let must_be_server = key == Key::Internal;
            self.named(key.name(), "the registry", Some(&code), place(key.name()), must_be_server);
        }
        for known in &self.assembled.known {
            for (mask, place) in &known.masks {
                self.named("mask_5xx", "a transparent variant", Some(mask), Some(place), true);
            }
        }
        for checked in self.rows.clone() {
            self.public_as(checked);
            let code = checked.row.code.as_str();
            for other in
                checked.row.deprecated.iter().flat_map(|deprecated| &deprecated.replaced_by)
            {
                let owner = format!("`{code}`");
                self.named("replaced_by", &owner, Some(other), checked.place("deprecated"), false);
            }
        }
    }

    fn row_of(&self, code: &str) -> Option<Checked<'c>> {
        self.rows.iter().copied().find(|checked| checked.row.code == code)
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
            Some(target) if must_be_server && !status::is_server(target.row.status) => {
                let status = target.row.status.to_string();
                let values = [("key", key), ("code", code), ("status", status.as_str())];
                self.report(&rules::REGISTRY_SERVER, place, &values);
            }
            Some(_) => {}
        }
    }

    /// Where the code stands in the same enum, the derive's parser has looked at it.
    fn public_as(&mut self, checked: Checked<'c>) {
        let Some(public) = checked.row.public_as.as_deref() else { return };
        let (code, place) = (checked.row.code.as_str(), checked.place("public_as"));
        self.named("public_as", &format!("`{code}`"), Some(public), place, false);
        let Some(target) = self.row_of(public) else { return };
        if std::ptr::eq(target.group, checked.group) {
            return;
        }
        let other = Target {
            public_as: target.row.public_as.as_deref(),
            status: Some(target.row.status),
            has_placeholders: placeholders(target.row.message()).next().is_some(),
        };
        for unfit in other.unfit_for(checked.row.status, checked.row.messages.is_empty()) {
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

/// The placeholders of a text as they are written.
fn wholes(text: &str) -> BTreeSet<&str> {
    placeholders(text).map(|placeholder| placeholder.whole).collect()
}
