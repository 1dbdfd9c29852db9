//! What must not compile: looked for in const evaluation, over all that a registry lists.

use catalog_specs_core::hash::hash;
use catalog_specs_core::rules::{self, Rule};
use catalog_specs_core::status;

use super::list::{List, Rows, locate};
use super::report::{Reports, Value};
use crate::Entry;
use crate::dialect::Settings;
use crate::entry::{Place, same, same_bytes};
use crate::lookup::Probe;
use crate::messages::Message;

/// A registry under its checks.
pub struct Checked<'r> {
    /// The table of keys.
    pub index: &'r [u64],
    /// Whether two keys have the same hash.
    pub clashes: bool,
    /// The entries the keys point at.
    pub rows: &'r [&'static Entry],
    /// What the entries come from.
    pub lists: &'r [List],
    /// The codes that are never used again.
    pub retired: &'r [(&'static str, &'static str)],
    /// The settings of the registry.
    pub settings: &'r Settings,
    /// Whether ambiguous statuses must say their gRPC code.
    pub require_grpc: bool,
}

#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
impl Checked<'_> {
    /// Every code against the entries before it that have its hash.
    #[track_caller]
    pub const fn duplicates(&self) {
        let mut reports = Reports::none();
        let mut row = 0;
        while self.clashes && row < self.rows.len() {
            self.compare_with_rows_before(row, self.rows[row].code(), &mut reports);
            let former = self.rows[row].formerly();
            let mut at = 0;
            while at < former.len() {
                self.compare_with_rows_before(row, former[at], &mut reports);
                at += 1;
            }
            row += 1;
        }
        reports.tell();
    }

    const fn compare_with_rows_before(&self, row: usize, code: &str, reports: &mut Reports) {
        let mut probe = Probe::new(self.index, code);
        while let Some(other) = probe.next() {
            let answers =
                same(self.rows[other].code(), code) || contains(self.rows[other].formerly(), code);
            if other < row && answers && !self.may_share(other, row) {
                // The third use of a code is reported with the first, and not again with the second.
                return self.add_duplicate(code, other, row, reports);
            }
        }
    }

    /// Whether two entries may bear one code: they are one declaration, or both are constants of this
    /// registry, so that rustc reports them itself, at both literals.
    const fn may_share(&self, first: usize, again: usize) -> bool {
        if self.rows[first].is_same_declaration(self.rows[again]) {
            return true;
        }
        let both_ours = self.lists[locate(self.lists, first).0].ours
            && self.lists[locate(self.lists, again).0].ours;
        both_ours
            && same(self.rows[first].code(), self.rows[again].code())
            && !self.rows[first].allows_rule("code")
            && !self.rows[again].allows_rule("code")
    }

    const fn add_duplicate(&self, code: &str, first: usize, again: usize, reports: &mut Reports) {
        reports.add(
            &rules::REGISTRY_DUPLICATE,
            &[
                ("code", Value::Text(code)),
                ("first", variant(self.rows[first])),
                ("first_place", self.place(first)),
                ("again", variant(self.rows[again])),
                ("again_place", self.place(again)),
            ],
            None,
        );
    }

    /// No retired code is in use, neither of this registry nor of those it takes in.
    #[track_caller]
    pub const fn all_retired(&self) {
        let mut reports = Reports::none();
        self.retired(self.retired, &mut reports);
        self.retired_of(self.lists, &mut reports);
        reports.tell();
    }

    const fn retired(&self, retired: &[(&'static str, &'static str)], reports: &mut Reports) {
        let mut at = 0;
        while at < retired.len() {
            let (code, reason) = retired[at];
            let mut probe = Probe::new(self.index, code);
            while let Some(row) = probe.next() {
                if same(self.rows[row].code(), code) || contains(self.rows[row].formerly(), code) {
                    reports.add(
                        &rules::REGISTRY_RETIRED,
                        &[
                            ("code", Value::Text(code)),
                            ("type", variant(self.rows[row])),
                            ("place", self.place(row)),
                            ("reason", Value::Text(reason)),
                        ],
                        None,
                    );
                }
            }
            at += 1;
        }
    }

    /// A registry that is taken in may have taken in others.
    const fn retired_of(&self, lists: &[List], reports: &mut Reports) {
        let mut at = 0;
        while at < lists.len() {
            self.retired(lists[at].retired, reports);
            if let Rows::Registry(_, inner) = lists[at].rows {
                self.retired_of(inner, reports);
            }
            at += 1;
        }
    }

    /// `internal` names a code of this registry that is a server error.
    #[track_caller]
    pub const fn internal(&self) {
        let mut reports = Reports::none();
        if let Some(code) = self.settings.internal {
            self.server_named("internal", THE_REGISTRY, code, &mut reports);
        }
        reports.tell();
    }

    /// `not_found` names a code of this registry.
    #[track_caller]
    pub const fn not_found(&self) {
        let mut reports = Reports::none();
        if let Some(code) = self.settings.not_found {
            self.named("not_found", THE_REGISTRY, code, None, &mut reports);
        }
        reports.tell();
    }

    /// An enum with locales has every one of the registry's; where the registry has message files, every
    /// code has.
    #[track_caller]
    pub const fn locales(&self) {
        let mut reports = Reports::none();
        if self.settings.messages.is_empty() {
            self.locales_of_lists(self.lists, &mut reports);
        } else {
            let mut row = 0;
            while row < self.rows.len() {
                self.texts_of(row, &mut reports);
                row += 1;
            }
        }
        reports.tell();
    }

    const fn locales_of_lists(&self, lists: &[List], reports: &mut Reports) {
        let mut at = 0;
        while at < lists.len() {
            match lists[at].rows {
                Rows::Enum([first, ..], _) => self.locales_of(first, lists[at].place(0), reports),
                Rows::Enum([], _) | Rows::Unread => {}
                Rows::Registry(_, inner) => self.locales_of_lists(inner, reports),
            }
            at += 1;
        }
    }

    const fn texts_of(&self, row: usize, reports: &mut Reports) {
        let entry = self.rows[row];
        let hash = hash(entry.code());
        let mut at = 0;
        // Who has no text borrows one.
        while !entry.message().is_empty() && at < self.settings.locales.len() {
            let locale = self.settings.locales[at];
            if !self.speaks(entry, locale) && !self.is_in_files(hash, entry.code(), locale) {
                add_locale(entry, locale, self.place(row), reports);
            }
            at += 1;
        }
    }

    /// Whether an entry that has a text has one in a locale: its enum has been told to complete its own. A text of no
    /// declared locale is in the registry's first.
    const fn speaks(&self, row: &Entry, locale: &str) -> bool {
        match (row.locales(), self.settings.locales) {
            ([], [own, ..]) => same(own, locale),
            (locales, _) => contains(locales, locale),
        }
    }

    const fn own_text(&self, row: &'static Entry, locale: &str) -> Option<&'static str> {
        if row.message().is_empty() || !self.speaks(row, locale) {
            return None;
        }
        let locales = row.locales();
        let mut at = 1;
        while at < locales.len() {
            if same(locales[at], locale) {
                return Some(row.message_at(at));
            }
            at += 1;
        }
        Some(row.message())
    }

    const fn is_in_files(&self, hash: u64, code: &str, locale: &str) -> bool {
        let mut at = 0;
        while at < self.settings.messages.len() {
            let messages = &self.settings.messages[at];
            if same(messages.locale, locale) {
                return messages.find(hash, code).is_some();
            }
            at += 1;
        }
        false
    }

    /// Every text of the message files is that of a code which lacks it, with that code's placeholders.
    /// `files` has the name of each file and the line of each text in it.
    #[track_caller]
    pub const fn messages(&self, files: &[(&str, &[u32])]) {
        let mut reports = Reports::none();
        let mut file = 0;
        while file < files.len() {
            let (name, lines) = files[file];
            let messages = &self.settings.messages[file];
            let mut at = 0;
            while at < lines.len() {
                let place = Value::Place(name, lines[at]);
                self.message(messages.locale, &messages.texts[at], place, &mut reports);
                at += 1;
            }
            file += 1;
        }
        reports.tell();
    }

    const fn message(&self, locale: &str, text: &Message, place: Value<'_>, reports: &mut Reports) {
        let Message(_, code, message, _) = *text;
        let Some(row) = self.row_of(code) else {
            let values = [("place", place), ("code", Value::Text(code))];
            return reports.add(&rules::REGISTRY_MESSAGE, &values, None);
        };
        if let Some(own) = self.own_text(row, locale) {
            // An enum and its registry may read one file.
            if !same(own, message) {
                add_message(&rules::REGISTRY_MESSAGE_TWICE, code, locale, own, place, reports);
            }
        }
        let own = row.message();
        if !has_holes_of(message, own) || !has_holes_of(own, message) {
            add_message(&rules::REGISTRY_MESSAGE_HOLES, code, locale, own, place, reports);
        }
    }

    const fn locales_of(&self, row: &Entry, place: (&str, u32), reports: &mut Reports) {
        let mut at = 0;
        // Texts of no declared locale stand for every locale.
        while !row.locales().is_empty() && at < self.settings.locales.len() {
            if !contains(row.locales(), self.settings.locales[at]) {
                let place = Value::Place(place.0, place.1);
                add_locale(row, self.settings.locales[at], place, reports);
            }
            at += 1;
        }
    }

    /// Every code that an entry refers to is a code of the registry. An included registry has checked its own.
    #[track_caller]
    pub const fn names(&self) {
        let mut reports = Reports::none();
        let (mut list, mut row) = (0, 0);
        while list < self.lists.len() {
            let List { rows, masks, refers, .. } = self.lists[list];
            let (owner, mut mask) = (Value::Text("a transparent variant"), 0);
            while mask < masks.len() {
                self.server_named("mask_5xx", owner, masks[mask], &mut reports);
                mask += 1;
            }
            if let (Rows::Enum(rows, _), true) = (rows, refers || self.require_grpc) {
                let mut at = 0;
                while at < rows.len() {
                    self.references_of(row + at, &mut reports);
                    at += 1;
                }
            }
            row += self.lists[list].len();
            list += 1;
        }
        reports.tell();
    }

    const fn references_of(&self, row: usize, reports: &mut Reports) {
        let entry = self.rows[row];
        let (code, owner) = (Value::Text(entry.code()), Value::Code(entry.code()));
        let place = self.place(row);
        let status = entry.status_number();
        if self.require_grpc && entry.declared_grpc().is_none() && status::grpc_is_ambiguous(status)
        {
            let cure = Value::Key("grpc", status::grpc(status).as_str());
            let values =
                [("code", code), ("status", Value::Number(status as u32)), ("=grpc=?grpc", cure)];
            reports.add(&rules::REGISTRY_GRPC, &values, Some(place));
        }
        if entry.has_no_facts() {
            return;
        }
        if let Some(public) = entry.public_as() {
            if let Some(target) = self.named("public_as", owner, public, Some(place), reports) {
                let values = [("code", code), ("public", Value::Text(public))];
                if entry.message().is_empty() && has_placeholder(target.message()) {
                    reports.add(&rules::REGISTRY_PUBLIC_TEXT, &values, Some(place));
                }
                if let Some(other) = target.public_as() {
                    let cure = Value::Text(rules::NAME_A_PUBLIC_CODE);
                    let (code, other) = (Value::Text(public), Value::Text(other));
                    let values = [("code", code), ("other", other), ("cure", cure)];
                    reports.add(&rules::PUBLIC_AS_HIDDEN, &values, Some(place));
                }
                if status::is_server(target.status_number()) != status::is_server(status) {
                    reports.add(&rules::REGISTRY_PUBLIC_CLASS, &values, Some(place));
                }
            }
        }
        if let Some(deprecated) = entry.deprecated() {
            let mut at = 0;
            while at < deprecated.replaced_by.len() {
                let other = deprecated.replaced_by[at];
                self.named("replaced_by", owner, other, Some(place), reports);
                at += 1;
            }
        }
    }

    /// A code that is named somewhere, by the registry or by an entry, is a code of the registry.
    const fn named(
        &self,
        key: &str,
        owner: Value<'_>,
        code: &str,
        place: Option<Value<'_>>,
        reports: &mut Reports,
    ) -> Option<&'static Entry> {
        let row = self.row_of(code);
        if row.is_none() {
            let values = [("key", Value::Text(key)), ("owner", owner), ("code", Value::Text(code))];
            reports.add(&rules::REGISTRY_UNKNOWN, &values, place);
        }
        row
    }

    /// The code that system failures are sent as is a server error.
    const fn server_named(&self, key: &str, owner: Value<'_>, code: &str, reports: &mut Reports) {
        if let Some(row) = self.named(key, owner, code, None, reports) {
            if !status::is_server(row.status_number()) {
                let values = [
                    ("key", Value::Text(key)),
                    ("code", Value::Text(code)),
                    ("status", Value::Number(row.status_number() as u32)),
                ];
                reports.add(&rules::REGISTRY_SERVER, &values, None);
            }
        }
    }

    const fn row_of(&self, code: &str) -> Option<&'static Entry> {
        let mut probe = Probe::new(self.index, code);
        while let Some(row) = probe.next() {
            if same(self.rows[row].code(), code) {
                return Some(self.rows[row]);
            }
        }
        None
    }

    const fn place(&self, row: usize) -> Value<'static> {
        let (list, at) = locate(self.lists, row);
        let (file, line) = self.lists[list].place(at);
        Value::Place(file, line)
    }
}

/// A type-generic enum is listed by its instantiations, of which no bound can ask for any: so it is looked
/// for by its name and where it stands. Of a registry that could not be read has been told.
#[track_caller]
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn is_listed(lists: &[List], own: &Place, enum_name: &str, registry: &str) {
    let (mut is_listed, mut at) = (false, 0);
    while at < lists.len() {
        is_listed |= match lists[at].rows {
            Rows::Enum(rows, place) => {
                // The enums of one call of a macro stand in one place.
                let is_named = match rows {
                    [first, ..] => same(first.declared().type_name, enum_name),
                    [] => true,
                };
                is_named && place.line == own.line && same(place.file, own.file)
            }
            Rows::Registry(..) => false,
            Rows::Unread => true,
        };
        at += 1;
    }
    let mut reports = Reports::none();
    if !is_listed {
        let values = [("type", Value::Text(enum_name)), ("registry", Value::Text(registry))];
        reports.add(&rules::REGISTRY_UNLISTED, &values, None);
    }
    reports.tell();
}

const THE_REGISTRY: Value<'_> = Value::Text("the registry");

#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
const fn contains(list: &[&str], text: &str) -> bool {
    let mut at = 0;
    while at < list.len() {
        if same(list[at], text) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a template has more than text: a brace that is not doubled.
const fn has_placeholder(template: &str) -> bool {
    let mut rest = template.as_bytes();
    loop {
        rest = match rest {
            [b'{', b'{', after @ ..] | [b'}', b'}', after @ ..] => after,
            [b'{', ..] => return true,
            [_, after @ ..] => after,
            [] => return false,
        };
    }
}

const fn add_locale(row: &Entry, locale: &str, place: Value<'_>, reports: &mut Reports) {
    let values = [
        ("code", Value::Text(row.code())),
        ("type", Value::Text(row.declared().type_name)),
        ("locale", Value::Text(locale)),
        ("add_locale", Value::Text(rules::ADD_LOCALE)),
    ];
    reports.add(&rules::REGISTRY_LOCALE, &values, Some(place));
}

const fn add_message(
    rule: &Rule,
    code: &str,
    locale: &str,
    own: &str,
    place: Value<'_>,
    reports: &mut Reports,
) {
    let values = [
        ("place", place),
        ("code", Value::Text(code)),
        ("locale", Value::Text(locale)),
        ("own", Value::Text(own)),
    ];
    reports.add(rule, &values, None);
}

/// Whether a template has every placeholder of another, written alike: the values come by all that stands
/// between the braces.
const fn has_holes_of(template: &str, other: &str) -> bool {
    let mut rest = other.as_bytes();
    while let Some((placeholder, after)) = next_hole(rest) {
        if !has_hole(template.as_bytes(), placeholder) {
            return false;
        }
        rest = after;
    }
    true
}

const fn has_hole(template: &[u8], wanted: &[u8]) -> bool {
    let mut rest = template;
    while let Some((placeholder, after)) = next_hole(rest) {
        if same_bytes(placeholder, wanted) {
            return true;
        }
        rest = after;
    }
    false
}

/// The next placeholder of a template without its braces, and the rest behind it.
const fn next_hole(template: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = template;
    loop {
        rest = match rest {
            [b'{', b'{', after @ ..] | [b'}', b'}', after @ ..] => after,
            [b'{', after @ ..] => {
                let mut length = 0;
                let mut behind = after;
                while let [byte, next @ ..] = behind {
                    behind = next;
                    if *byte == b'}' {
                        return Some((after.split_at(length).0, behind));
                    }
                    length += 1;
                }
                return None;
            }
            [_, after @ ..] => after,
            [] => return None,
        };
    }
}

const fn variant(row: &'static Entry) -> Value<'static> {
    Value::Variant(row.declared().type_name, row.variant())
}
