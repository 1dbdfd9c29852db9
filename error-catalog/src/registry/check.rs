//! What must not compile: looked for in const evaluation, over all that a registry lists.

use catalog_specs_core::hash::hash;
use catalog_specs_core::rules::{self, Rule};
use catalog_specs_core::{jsonrpc, status};

use super::list::{List, Origin, Position};
use super::placeholders::{has_placeholder, has_placeholders_of};
use super::report::{Reports, Value};
use super::words::Holders;
use crate::Entry;
use crate::dialect::Settings;
use crate::entry::{Place, contains, same};
use crate::messages::Message;

/// A registry under its checks.
pub struct Checked<'r> {
    /// Its lists and those of the registries that it includes.
    pub lists: &'r [List],
    /// The table of the first words of the lists.
    pub words: &'r [u64],
    /// Whether two keys have the same hash.
    pub clashes: bool,
    /// The settings of the registry.
    pub settings: &'r Settings,
    /// Whether ambiguous statuses must say their gRPC code.
    pub require_grpc: bool,
}

#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
impl Checked<'_> {
    /// No code is used twice. Each is compared with the earlier entries that have or had it.
    #[track_caller]
    pub const fn duplicates(&self) {
        let mut reports = Reports::none();
        let mut list = 0;
        while self.clashes && list < self.lists.len() {
            let mut row = 0;
            while row < self.lists[list].entries.len() {
                let position = Position { list, row };
                self.compare_with_those_before(position, self.entry(position).code(), &mut reports);
                let former = self.entry(position).formerly();
                let mut at = 0;
                while at < former.len() {
                    self.compare_with_those_before(position, former[at], &mut reports);
                    at += 1;
                }
                row += 1;
            }
            list += 1;
        }
        reports.tell();
    }

    const fn compare_with_those_before(
        &self,
        position: Position,
        code: &str,
        reports: &mut Reports,
    ) {
        let mut holders = self.holders(code);
        while let Some((other, _)) = holders.next() {
            if other.is_before(position) && !self.may_share(other, position) {
                // The third use of a code is reported with the first, and not again with the second.
                return self.add_duplicate(code, other, position, reports);
            }
        }
    }

    /// Whether two entries may bear one code: they are one declaration, or both are constants of this
    /// registry, so that rustc reports them itself, at both literals.
    const fn may_share(&self, first: Position, again: Position) -> bool {
        let both_ours = self.lists[first.list].is_ours() && self.lists[again.list].is_ours();
        let (first, again) = (self.entry(first), self.entry(again));
        if first.is_same_declaration(again) {
            return true;
        }
        both_ours
            && same(first.code(), again.code())
            && !first.allows_rule("code")
            && !again.allows_rule("code")
    }

    const fn add_duplicate(
        &self,
        code: &str,
        first: Position,
        again: Position,
        reports: &mut Reports,
    ) {
        reports.add(
            &rules::REGISTRY_DUPLICATE,
            &[
                ("code", Value::Text(code)),
                ("first", variant(self.entry(first))),
                ("first_place", self.place(first)),
                ("again", variant(self.entry(again))),
                ("again_place", self.place(again)),
            ],
            None,
        );
    }

    /// No retired code is in use, neither of this registry nor of those it includes.
    #[track_caller]
    pub const fn all_retired(&self) {
        let mut reports = Reports::none();
        let mut list = 0;
        while list < self.lists.len() {
            let mut at = 0;
            while at < self.lists[list].retired.len() {
                let (code, reason) = self.lists[list].retired[at];
                self.retired(code, reason, &mut reports);
                at += 1;
            }
            list += 1;
        }
        reports.tell();
    }

    const fn retired(&self, code: &str, reason: &str, reports: &mut Reports) {
        let mut holders = self.holders(code);
        while let Some((position, entry)) = holders.next() {
            let values = [
                ("code", Value::Text(code)),
                ("type", variant(entry)),
                ("place", self.place(position)),
                ("reason", Value::Text(reason)),
            ];
            reports.add(&rules::REGISTRY_RETIRED, &values, None);
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

    /// Whether there is a code for unexpected failures. Whether `internal` names one is checked above.
    pub const fn has_internal(&self) -> bool {
        self.settings.internal.is_some()
            || self.entry_of("SYSTEM_INTERNAL_ERROR").is_some()
            || !self.is_sound()
    }

    /// Whether all that it lists could be read.
    const fn is_sound(&self) -> bool {
        let mut at = 0;
        while at < self.lists.len() {
            if !self.lists[at].is_sound {
                return false;
            }
            at += 1;
        }
        true
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

    /// Enums have the locales of the registry. Without `locales(...)` an enum that names the registry has the first one; texts of
    /// other enums without locales are sent in every locale. With message files every code has a text in each locale.
    #[track_caller]
    pub const fn locales(&self) {
        let mut reports = Reports::none();
        let mut list = 0;
        while list < self.lists.len() {
            if self.settings.messages.is_empty() {
                self.locales_of_list(&self.lists[list], &mut reports);
            } else {
                let mut row = 0;
                while self.lists[list].is_sound && row < self.lists[list].entries.len() {
                    self.texts_of(Position { list, row }, &mut reports);
                    row += 1;
                }
            }
            list += 1;
        }
        reports.tell();
    }

    const fn locales_of_list(&self, list: &List, reports: &mut Reports) {
        let with_text = first_with_text(list.entries);
        if list.is_sound
            && with_text < list.entries.len()
            && (list.is_ours() || !list.entries[with_text].locales().is_empty())
        {
            self.locales_of(&list.entries[with_text], list.place_of(with_text), reports);
        }
    }

    const fn texts_of(&self, position: Position, reports: &mut Reports) {
        let entry = self.entry(position);
        let hash = hash(entry.code());
        let mut at = 0;
        // A code without a message sends the message of its `public_as` target.
        while !entry.message().is_empty() && at < self.settings.locales.len() {
            let locale = self.settings.locales[at];
            if !self.speaks(entry, locale) && !self.is_in_files(hash, entry.code(), locale) {
                add_locale(entry, locale, self.place(position), reports);
            }
            at += 1;
        }
    }

    /// Whether an entry that has a text has one in a locale. An enum checks its own locales. A text without a declared
    /// locale is in the first locale of the registry.
    const fn speaks(&self, entry: &Entry, locale: &str) -> bool {
        match (entry.locales(), self.settings.locales) {
            ([], [own, ..]) => same(own, locale),
            (locales, _) => contains(locales, locale),
        }
    }

    const fn own_text(&self, entry: &'static Entry, locale: &str) -> Option<&'static str> {
        if entry.message().is_empty() || !self.speaks(entry, locale) {
            return None;
        }
        let locales = entry.locales();
        let mut at = 1;
        while at < locales.len() {
            if same(locales[at], locale) {
                return Some(entry.message_at(at));
            }
            at += 1;
        }
        Some(entry.message())
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

    /// Each text of the message files belongs to a code that lacks it, and has the placeholders of that code.
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
        let Some(entry) = self.entry_of(code) else {
            if !self.is_sound() {
                return;
            }
            let values = [("place", place), ("code", Value::Text(code))];
            return reports.add(&rules::REGISTRY_MESSAGE, &values, None);
        };
        if let Some(own) = self.own_text(entry, locale) {
            // An enum and its registry may read one file.
            if !same(own, message) {
                add_message(&rules::REGISTRY_MESSAGE_TWICE, code, locale, own, place, reports);
            }
        }
        let own = entry.message();
        if !has_placeholders_of(message, own) || !has_placeholders_of(own, message) {
            add_message(&rules::REGISTRY_MESSAGE_HOLES, code, locale, own, place, reports);
        }
    }

    const fn locales_of(&self, entry: &Entry, place: (&str, u32), reports: &mut Reports) {
        let mut at = 0;
        while at < self.settings.locales.len() {
            if !self.speaks(entry, self.settings.locales[at]) {
                let place = Value::Place(place.0, place.1);
                add_locale(entry, self.settings.locales[at], place, reports);
            }
            at += 1;
        }
    }

    /// Every code that an entry refers to is a code of the registry. An included registry has checked its own.
    #[track_caller]
    pub const fn names(&self) {
        let mut reports = Reports::none();
        // Once for all entries, which may be thousands.
        let is_sound = self.is_sound();
        let mut list = 0;
        while list < self.lists.len() {
            let List { entries, masks, refers, origin, .. } = self.lists[list];
            let included = matches!(origin, Origin::Included);
            let (owner, mut mask) = (Value::Text("a transparent variant"), 0);
            // An included registry has checked what its lists name.
            while !included && mask < masks.len() {
                self.server_named("mask_5xx", owner, masks[mask], &mut reports);
                mask += 1;
            }
            if !included && (refers || self.require_grpc) {
                let mut row = 0;
                while row < entries.len() {
                    self.references_of(Position { list, row }, is_sound, &mut reports);
                    row += 1;
                }
            }
            list += 1;
        }
        self.numbers(&mut reports);
        reports.tell();
    }

    /// No JSON-RPC number is declared by two codes.
    const fn numbers(&self, reports: &mut Reports) {
        // A bit for the end of each number: only where it is set already, the earlier entries are looked at.
        let mut seen = [0_u64; 64];
        let mut list = 0;
        while list < self.lists.len() {
            let mut row = 0;
            while self.lists[list].refers && row < self.lists[list].entries.len() {
                let position = Position { list, row };
                if let Some(number) = declared_number(self.entry(position)) {
                    let end = number.rem_euclid(64 * 64) as usize;
                    let (word, bit) = (end / 64, 1 << (end % 64));
                    if seen[word] & bit != 0 {
                        self.compare_number(position, number, reports);
                    }
                    seen[word] |= bit;
                }
                row += 1;
            }
            list += 1;
        }
    }

    const fn compare_number(&self, position: Position, number: i32, reports: &mut Reports) {
        let code = self.entry(position).code();
        if let Some(other) = self.with_number(number, position) {
            // One code under two names is reported as a duplicate code.
            if !same(other.code(), code) {
                let values = [
                    ("code", Value::Text(code)),
                    ("number", Value::Signed(number)),
                    ("other", Value::Text(other.code())),
                    ("free", Value::Signed(self.free_number())),
                ];
                reports.add(&rules::REGISTRY_JSONRPC, &values, Some(self.place(position)));
            }
        }
    }

    /// A number that no code declares.
    const fn free_number(&self) -> i32 {
        let end = Position { list: self.lists.len(), row: 0 };
        let mut number = jsonrpc::first_free(None);
        while self.with_number(number, end).is_some() {
            number = jsonrpc::first_free(Some(number));
        }
        number
    }

    /// The first entry before a position that declares a number.
    const fn with_number(&self, number: i32, end: Position) -> Option<&'static Entry> {
        let mut list = 0;
        while list < self.lists.len() {
            let mut row = 0;
            while self.lists[list].refers && row < self.lists[list].entries.len() {
                let position = Position { list, row };
                if !position.is_before(end) {
                    return None;
                }
                match declared_number(self.entry(position)) {
                    Some(declared) if declared == number => return Some(self.entry(position)),
                    _ => row += 1,
                }
            }
            list += 1;
        }
        None
    }

    const fn references_of(&self, position: Position, is_sound: bool, reports: &mut Reports) {
        let entry = self.entry(position);
        let (code, owner) = (Value::Text(entry.code()), Value::Code(entry.code()));
        let place = self.place(position);
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
            let target = self.named("public_as", owner, public, Some(place), reports);
            // A target that could not be read has neither the status nor the text that it will have.
            if let (Some(target), true) = (target, is_sound) {
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

    /// Finds a code that the registry or an entry names; reports one that the registry does not have.
    const fn named(
        &self,
        key: &str,
        owner: Value<'_>,
        code: &str,
        place: Option<Value<'_>>,
        reports: &mut Reports,
    ) -> Option<&'static Entry> {
        let entry = self.entry_of(code);
        if entry.is_none() && self.is_sound() {
            let values = [("key", Value::Text(key)), ("owner", owner), ("code", Value::Text(code))];
            reports.add(&rules::REGISTRY_UNKNOWN, &values, place);
        }
        entry
    }

    /// The code that system failures are sent as is a server error.
    const fn server_named(&self, key: &str, owner: Value<'_>, code: &str, reports: &mut Reports) {
        if let Some(entry) = self.named(key, owner, code, None, reports) {
            if !status::is_server(entry.status_number()) {
                let values = [
                    ("key", Value::Text(key)),
                    ("code", Value::Text(code)),
                    ("status", Value::Number(entry.status_number() as u32)),
                ];
                reports.add(&rules::REGISTRY_SERVER, &values, None);
            }
            if self.is_sound() {
                add_stand_in(key, entry, reports);
            }
        }
    }

    const fn entry_of(&self, code: &str) -> Option<&'static Entry> {
        let mut holders = self.holders(code);
        while let Some((_, entry)) = holders.next() {
            if same(entry.code(), code) {
                return Some(entry);
            }
        }
        None
    }

    const fn holders<'c>(&self, code: &'c str) -> Holders<'_, 'c> {
        Holders::new(self.lists, self.words, code)
    }

    const fn entry(&self, position: Position) -> &'static Entry {
        &self.lists[position.list].entries[position.row]
    }

    const fn place(&self, position: Position) -> Value<'static> {
        let (file, line) = self.lists[position.list].place_of(position.row);
        Value::Place(file, line)
    }
}

/// Checks that a generic enum is listed. No bound can require "any instantiation of it", so it is found by its name and its
/// position. A registry that could not be read counts as listing it: that has its own error.
#[track_caller]
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn is_listed(lists: &[List], own: &Place, enum_name: &str, registry: &str) {
    let (mut is_listed, mut at) = (false, 0);
    while at < lists.len() {
        let List { entries, place, origin, .. } = lists[at];
        // The enums of one call of a macro stand in one place.
        let is_named = match entries {
            [first, ..] => same(first.declared().type_name, enum_name),
            [] => true,
        };
        let is_here = place.line == own.line && same(place.file, own.file);
        is_listed |= match origin {
            Origin::Ours => is_named && is_here,
            Origin::Listed | Origin::Included => false,
            Origin::Unread => true,
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

/// The JSON-RPC number that an entry declares.
const fn declared_number(entry: &Entry) -> Option<i32> {
    if entry.has_no_facts() { None } else { entry.declared_jsonrpc() }
}

/// The position of the first entry with a text; the number of entries if no entry has one.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
const fn first_with_text(entries: &[Entry]) -> usize {
    let mut at = 0;
    while at < entries.len() && entries[at].message().is_empty() {
        at += 1;
    }
    at
}

const THE_REGISTRY: Value<'_> = Value::Text("the registry");

const fn add_locale(entry: &Entry, locale: &str, place: Value<'_>, reports: &mut Reports) {
    let values = [
        ("code", Value::Text(entry.code())),
        ("type", Value::Text(entry.declared().type_name)),
        ("locale", Value::Text(locale)),
        ("add_locale", Value::Text(rules::ADD_LOCALE)),
    ];
    reports.add(&rules::REGISTRY_LOCALE, &values, Some(place));
}

/// A code that is sent for errors that do not name it: the client must be able to receive it, with its text.
const fn add_stand_in(key: &str, entry: &Entry, reports: &mut Reports) {
    let code = Value::Text(entry.code());
    if let Some(other) = entry.public_as() {
        let cure = Value::Text(rules::NAME_A_PUBLIC_CODE);
        let values = [("code", code), ("other", Value::Text(other)), ("cure", cure)];
        reports.add(&rules::PUBLIC_AS_HIDDEN, &values, None);
    } else if has_placeholder(entry.message()) {
        let values = [("key", Value::Text(key)), ("code", code)];
        reports.add(&rules::STAND_IN_TEXT, &values, None);
    }
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

const fn variant(entry: &'static Entry) -> Value<'static> {
    Value::Variant(entry.declared().type_name, entry.variant())
}
