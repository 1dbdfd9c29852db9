//! What must not compile: looked for in const evaluation, over all that a registry lists.

use catalog_specs::hash::hash;
use catalog_specs::rules::{self, Rule};
use catalog_specs::status;

use super::index::Probe;
use super::list::{List, Rows, locate};
use super::messages::Message;
use super::report::{Report, Value};
use crate::entry::{same, same_bytes};
use crate::{Entry, Settings};

/// A registry under its checks.
pub struct Checked<'r> {
    /// The table of keys.
    pub index: &'r [u64],
    /// Whether two keys have the same hash.
    pub clashes: bool,
    /// The rows the keys point at.
    pub rows: &'r [&'static Entry],
    /// What the rows come from.
    pub lists: &'r [List],
    /// The codes that are never used again.
    pub retired: &'r [(&'static str, &'static str)],
    /// What the registry says about all its codes.
    pub settings: &'r Settings,
    /// Whether ambiguous statuses must say their gRPC code.
    pub require_grpc: bool,
}

#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
impl Checked<'_> {
    /// Every code against the rows before it that have its hash.
    #[track_caller]
    pub const fn duplicates(&self) {
        let mut row = 0;
        while self.clashes && row < self.rows.len() {
            self.compare_with_rows_before(row, self.rows[row].code());
            let former = self.rows[row].formerly();
            let mut at = 0;
            while at < former.len() {
                self.compare_with_rows_before(row, former[at]);
                at += 1;
            }
            row += 1;
        }
    }

    #[track_caller]
    const fn compare_with_rows_before(&self, row: usize, code: &str) {
        let mut probe = Probe::of(self.index, code);
        while let Some(other) = probe.next() {
            let answers =
                same(self.rows[other].code(), code) || contains(self.rows[other].formerly(), code);
            if other < row && answers && !self.may_share(other, row) {
                self.fail_duplicate(code, other, row);
            }
        }
    }

    /// Whether two rows may bear one code: they are one declaration, or both are constants of this
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

    #[track_caller]
    const fn fail_duplicate(&self, code: &str, first: usize, again: usize) -> ! {
        let (first_place, again_place) = (self.place(first), self.place(again));
        Report::of(
            &rules::REGISTRY_DUPLICATE,
            &[
                ("code", Value::Text(code)),
                ("first", variant(self.rows[first])),
                ("first_place", Value::Place(first_place.0, first_place.1)),
                ("again", variant(self.rows[again])),
                ("again_place", Value::Place(again_place.0, again_place.1)),
            ],
        )
        .fail()
    }

    #[track_caller]
    const fn retired(&self, retired: &[(&'static str, &'static str)]) {
        let mut at = 0;
        while at < retired.len() {
            let (code, reason) = retired[at];
            let mut probe = Probe::of(self.index, code);
            while let Some(row) = probe.next() {
                if same(self.rows[row].code(), code) {
                    let place = self.place(row);
                    Report::of(
                        &rules::REGISTRY_RETIRED,
                        &[
                            ("code", Value::Text(code)),
                            ("type", variant(self.rows[row])),
                            ("place", Value::Place(place.0, place.1)),
                            ("reason", Value::Text(reason)),
                        ],
                    )
                    .fail();
                }
            }
            at += 1;
        }
    }

    /// No retired code is in use, neither of this registry nor of those it takes in.
    #[track_caller]
    pub const fn all_retired(&self) {
        self.retired(self.retired);
        self.retired_of(self.lists);
    }

    /// A registry that is taken in may have taken in others.
    #[track_caller]
    const fn retired_of(&self, lists: &[List]) {
        let mut at = 0;
        while at < lists.len() {
            self.retired(lists[at].retired);
            if let Rows::Registry(_, inner) = lists[at].rows {
                self.retired_of(inner);
            }
            at += 1;
        }
    }

    /// A code that is named somewhere, by the registry or by a row, is a code of the registry.
    #[track_caller]
    pub const fn names(&self) {
        self.named("internal", "the registry", self.settings.internal, true);
        self.named("not_found", "the registry", self.settings.not_found, false);
        self.references();
    }

    #[track_caller]
    const fn named(&self, key: &str, owner: &str, code: Option<&str>, must_be_server: bool) {
        let Some(code) = code else { return };
        match self.row_of(code) {
            None => Report::of(
                &rules::REGISTRY_UNKNOWN,
                &[
                    ("key", Value::Text(key)),
                    ("owner", Value::Text(owner)),
                    ("code", Value::Text(code)),
                ],
            )
            .fail(),
            Some(row) => {
                if must_be_server && !status::is_server(row.status_number()) {
                    Report::of(
                        &rules::REGISTRY_PUBLIC_CLASS,
                        &[("code", Value::Text(key)), ("public", Value::Text(code))],
                    )
                    .fail();
                }
            }
        }
    }

    /// An enum with locales has every one of the registry's; where the registry has message files, every
    /// code has.
    #[track_caller]
    pub const fn locales(&self) {
        if self.settings.messages.is_empty() {
            self.locales_of_lists(self.lists);
            return;
        }
        let mut at = 0;
        while at < self.rows.len() {
            self.texts_of(self.rows[at]);
            at += 1;
        }
    }

    #[track_caller]
    const fn locales_of_lists(&self, lists: &[List]) {
        let mut at = 0;
        while at < lists.len() {
            match lists[at].rows {
                Rows::Enum([first, ..], _) => self.locales_of(first),
                Rows::Enum([], _) => {}
                Rows::Registry(_, inner) => self.locales_of_lists(inner),
            }
            at += 1;
        }
    }

    #[track_caller]
    const fn texts_of(&self, row: &Entry) {
        let hash = hash(row.code());
        let mut at = 0;
        // Who has no text borrows one.
        while !row.message().is_empty() && at < self.settings.locales.len() {
            let locale = self.settings.locales[at];
            if self.own_text(row, locale).is_none() && !self.is_in_files(hash, row.code(), locale) {
                fail_locale(row, locale);
            }
            at += 1;
        }
    }

    /// A text of no declared locale is in the registry's first.
    const fn own_text(&self, row: &Entry, locale: &str) -> Option<&'static str> {
        let (([own, ..], _) | ([], [own, ..])) = (row.locales(), self.settings.locales) else {
            return None;
        };
        if same(own, locale) {
            return Some(row.message());
        }
        let translations = row.translations();
        let mut at = 0;
        while at < translations.len() {
            if same(translations[at].locale, locale) {
                return Some(translations[at].message);
            }
            at += 1;
        }
        None
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
        let mut file = 0;
        while file < files.len() {
            let (name, lines) = files[file];
            let messages = &self.settings.messages[file];
            let mut at = 0;
            while at < lines.len() {
                self.message(messages.locale, &messages.texts[at], Value::Place(name, lines[at]));
                at += 1;
            }
            file += 1;
        }
    }

    #[track_caller]
    const fn message(&self, locale: &str, text: &Message, place: Value<'_>) {
        let Message(_, code, message, _) = *text;
        let Some(row) = self.row_of(code) else {
            Report::of(&rules::REGISTRY_MESSAGE, &[("place", place), ("code", Value::Text(code))])
                .fail()
        };
        if let Some(own) = self.own_text(row, locale) {
            // An enum and its registry may read one file.
            if !same(own, message) {
                fail_message(&rules::REGISTRY_MESSAGE_TWICE, code, locale, own, place);
            }
        }
        let own = row.message();
        if !has_holes_of(message, own) || !has_holes_of(own, message) {
            fail_message(&rules::REGISTRY_MESSAGE_HOLES, code, locale, own, place);
        }
    }

    #[track_caller]
    const fn locales_of(&self, row: &Entry) {
        let mut at = 0;
        // Texts of no declared locale stand for every locale.
        while !row.locales().is_empty() && at < self.settings.locales.len() {
            if !contains(row.locales(), self.settings.locales[at]) {
                fail_locale(row, self.settings.locales[at]);
            }
            at += 1;
        }
    }

    /// What rows say of other codes. An included registry has checked its own.
    #[track_caller]
    const fn references(&self) {
        let mut list = 0;
        while list < self.lists.len() {
            let masks = self.lists[list].masks;
            let mut mask = 0;
            while mask < masks.len() {
                self.named("mask_5xx", "a transparent variant", Some(masks[mask]), true);
                mask += 1;
            }
            if let (Rows::Enum(rows, _), true) =
                (self.lists[list].rows, self.lists[list].refers || self.require_grpc)
            {
                let mut at = 0;
                while at < rows.len() {
                    self.references_of(&rows[at]);
                    at += 1;
                }
            }
            list += 1;
        }
    }

    #[track_caller]
    const fn references_of(&self, row: &Entry) {
        if self.require_grpc
            && row.declared_grpc().is_none()
            && status::grpc_is_ambiguous(row.status_number())
        {
            Report::of(
                &rules::REGISTRY_GRPC,
                &[
                    ("code", Value::Text(row.code())),
                    ("status", Value::Number(row.status_number() as u32)),
                ],
            )
            .fail();
        }
        if row.has_no_facts() {
            return;
        }
        if let Some(public) = row.public_as() {
            self.named("public_as", row.code(), Some(public), false);
            if let Some(target) = self.row_of(public) {
                let same_class = status::is_server(target.status_number())
                    == status::is_server(row.status_number());
                if row.message().is_empty() && has_placeholder(target.message()) {
                    Report::of(
                        &rules::REGISTRY_PUBLIC_TEXT,
                        &[("code", Value::Text(row.code())), ("public", Value::Text(public))],
                    )
                    .fail();
                }
                if !same_class {
                    Report::of(
                        &rules::REGISTRY_PUBLIC_CLASS,
                        &[("code", Value::Text(row.code())), ("public", Value::Text(public))],
                    )
                    .fail();
                }
            }
        }
        if let Some(deprecated) = row.deprecated() {
            let mut at = 0;
            while at < deprecated.replaced_by.len() {
                self.named("replaced_by", row.code(), Some(deprecated.replaced_by[at]), false);
                at += 1;
            }
        }
    }

    const fn row_of(&self, code: &str) -> Option<&'static Entry> {
        let mut probe = Probe::of(self.index, code);
        while let Some(row) = probe.next() {
            if same(self.rows[row].code(), code) {
                return Some(self.rows[row]);
            }
        }
        None
    }

    const fn place(&self, row: usize) -> (&'static str, u32) {
        let (list, at) = locate(self.lists, row);
        self.lists[list].place(at)
    }
}

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

#[track_caller]
const fn fail_locale(row: &Entry, locale: &str) -> ! {
    Report::of(
        &rules::REGISTRY_LOCALE,
        &[
            ("code", Value::Text(row.code())),
            ("type", Value::Text(row.declared().type_name)),
            ("locale", Value::Text(locale)),
        ],
    )
    .fail()
}

#[track_caller]
const fn fail_message(rule: &Rule, code: &str, locale: &str, own: &str, place: Value<'_>) -> ! {
    Report::of(
        rule,
        &[
            ("place", place),
            ("code", Value::Text(code)),
            ("locale", Value::Text(locale)),
            ("own", Value::Text(own)),
        ],
    )
    .fail()
}

/// Whether a template has every placeholder of another, written alike: the values come by all that stands
/// between the braces.
const fn has_holes_of(template: &str, other: &str) -> bool {
    let mut rest = other.as_bytes();
    while let Some((hole, after)) = next_hole(rest) {
        if !has_hole(template.as_bytes(), hole) {
            return false;
        }
        rest = after;
    }
    true
}

const fn has_hole(template: &[u8], wanted: &[u8]) -> bool {
    let mut rest = template;
    while let Some((hole, after)) = next_hole(rest) {
        if same_bytes(hole, wanted) {
            return true;
        }
        rest = after;
    }
    false
}

/// The next placeholder of a template without its braces, and what stands behind it.
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
