//! Texts: what users read and what developers read.

use crate::declared::{At, DeclaredEntry, EntryKind, Field, Item, Role};
use crate::invisible::find_misleading;
use crate::names::sorted_names;
use crate::nearest::{nearest, quoted_list, suggest_word};
use crate::rules::text::find_no_text;
use crate::rules::{self, Form, Problems};
use crate::status;
use crate::template::{Piece, Placeholder, pieces, placeholders};

/// Which text it is, in sentences about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    Users,
    Developers,
}

impl Audience {
    const fn key(self) -> &'static str {
        match self {
            Self::Users => "message",
            Self::Developers => "display",
        }
    }
}

/// A text with all that its placeholders may name.
struct Shown<'a, P> {
    text: &'a At<String, P>,
    audience: Audience,
    entry: &'a DeclaredEntry<P>,
    item: &'a Item<P>,
}

impl<P: Copy> Shown<'_, P> {
    fn server_status(&self) -> Option<u16> {
        let status = self.entry.status(self.item).map(|status| status.value);
        status.filter(|status| status::is_server(*status))
    }

    /// The cure for what users must not see: `usual`, unless the text is the developer's already.
    fn keep_from_users(&self, usual: &str, form: Form) -> String {
        if !self.entry.shows_developer_text() {
            return usual.to_owned();
        }
        let own = form.text("message", "...");
        format!("write a text for users, `{own}`; developers still read this one")
    }
}

/// Every text for users, and that each has the same placeholders.
pub(super) fn check_messages<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    for user in &entry.texts {
        let text = Shown { text: &user.text, audience: Audience::Users, entry, item };
        problems.look_into(user.place.as_ref(), |problems| check_message(&text, problems));
    }
    let Some((first, others)) = entry.texts.split_first() else { return };
    if others.is_empty() {
        return;
    }
    let expected = names(&first.text.value);
    for user in others {
        let found = names(&user.text.value);
        if found != expected {
            let difference = difference(&expected, &found, &first.locale.value);
            let values = [
                ("locale", user.locale.value.as_str()),
                ("first", &first.locale.value),
                ("difference", &difference),
            ];
            problems.look_into(user.place.as_ref(), |problems| {
                problems.report(&rules::LOCALE_PLACEHOLDERS, user.text.pos, &values);
            });
        }
    }
}

/// A text of a code that stands in another crate: what can be said of it without its fields.
pub(in crate::rules) fn check_foreign_message<P: Copy>(
    text: &At<String, P>,
    problems: &mut Problems<P>,
) {
    if let Some(fault) = find_no_text(&text.value) {
        problems.report(&rules::MESSAGE_EMPTY, text.pos, &[("fault", fault)]);
    } else if let Some(c) = find_misleading(&text.value) {
        report_control(c, "remove it", text, problems);
    } else if !has_stray_braces(text, problems) {
        for placeholder in distinct(&text.value, Audience::Users) {
            if let Some(cure) = unfit(&placeholder, Audience::Users, &[], false) {
                let values =
                    [("whole", placeholder.whole), ("text", "message"), ("cure", cure.as_str())];
                problems.report(&rules::PLACEHOLDER_SPEC, text.pos, &values);
            }
        }
    }
}

/// The developer's text may show everything but secrets.
pub(super) fn check_display<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let Some(text) = &entry.keys.display else { return };
    // thiserror checks its own attribute, and user messages were checked before.
    let is_checked = item.has_thiserror || entry.shows_developer_text();
    if (is_checked && entry.kind == EntryKind::Own) || has_stray_braces(text, problems) {
        return;
    }
    let shown = Shown { text, audience: Audience::Developers, entry, item };
    for placeholder in distinct(&text.value, Audience::Developers) {
        let field = known_field(&placeholder, &shown, problems);
        if field.is_some_and(|field| matches!(field.role, Role::Secret)) {
            problems.report(&rules::DISPLAY_SECRET, text.pos, &[("name", placeholder.name)]);
        }
    }
}

/// A title has no values.
pub(super) fn check_title<P: Copy>(
    entry: &DeclaredEntry<P>,
    _: &Item<P>,
    problems: &mut Problems<P>,
) {
    let Some(title) = &entry.keys.title else { return };
    if let Some(placeholder) = placeholders(&title.value).next() {
        problems.report(&rules::TITLE_PLACEHOLDER, title.pos, &[("whole", placeholder.whole)]);
    }
}

/// One text for users: not empty, and every placeholder a detail that may be sent.
fn check_message<P: Copy>(shown: &Shown<'_, P>, problems: &mut Problems<P>) {
    let text = shown.text;
    if let Some(fault) = find_no_text(&text.value) {
        problems.report(&rules::MESSAGE_EMPTY, text.pos, &[("fault", fault)]);
        return;
    }
    if let Some(c) = find_misleading(&text.value) {
        let allow = problems.form.allow("control");
        let cure = format!("remove it, or `{allow}` where a text of two directions needs it");
        report_control(c, &cure, text, problems);
    }
    if has_stray_braces(text, problems) {
        return;
    }
    let before = problems.count();
    for placeholder in distinct(&text.value, Audience::Users) {
        if let Some(field) = known_field(&placeholder, shown, problems) {
            check_visible(&placeholder, field, shown, problems);
        }
    }
    if problems.count() > before {
        return;
    }
    let mut found = pieces(text.value.trim());
    if let (Some(Piece::Placeholder(placeholder)), None) = (found.next(), found.next()) {
        problems.report(&rules::MESSAGE_PASSTHROUGH, text.pos, &[("name", placeholder.whole)]);
    }
}

fn report_control<P: Copy>(c: char, cure: &str, text: &At<String, P>, problems: &mut Problems<P>) {
    let character = format!("U+{:04X}", u32::from(c));
    let effect = if c.is_control() {
        "shows nothing and may steer a terminal"
    } else {
        "turns the direction of the text behind it"
    };
    let values = [("character", character.as_str()), ("effect", effect), ("cure", cure)];
    problems.report(&rules::MESSAGE_CONTROL, text.pos, &values);
}

fn check_visible<P: Copy>(
    placeholder: &Placeholder<'_>,
    field: &Field<P>,
    shown: &Shown<'_, P>,
    problems: &mut Problems<P>,
) {
    let form = problems.form;
    let hidden = if field.is_source { Some("source") } else { field.role.hidden_noun() };
    if let Some(role) = hidden {
        let usual = match field.role {
            Role::Secret => "remove it from `message`; a secret must not be shown",
            _ => "take it out of `message`; developers read it in `display` and in the log",
        };
        let mut cure = shown.keep_from_users(usual, form);
        if problems.is_attempted("placeholder") {
            let allow = form.allow("placeholder");
            cure.extend(["\nnote: `", &allow, "` does not permit it; nothing does"]);
        }
        let values = [("name", placeholder.name), ("role", role), ("cure", cure.as_str())];
        problems.report(&rules::PLACEHOLDER_HIDDEN, shown.text.pos, &values);
    } else if let Some(status) = shown.server_status() {
        let usual = "take the placeholder out of `message` and put it in `display`";
        let cure = shown.keep_from_users(usual, form);
        let status = status.to_string();
        let values = [("status", status.as_str()), ("name", placeholder.name), ("cure", &cure)];
        problems.report(&rules::MESSAGE_SERVER, shown.text.pos, &values);
    } else if let Some(public) = shown.entry.sent_as(shown.item) {
        let values = [("name", placeholder.name), ("public", public)];
        problems.report(&rules::PUBLIC_AS_DETAILS, shown.text.pos, &values);
    } else if !matches!(field.role, Role::Detail { .. }) {
        let ty = field.type_name.as_str();
        let declared = if field.is_named() || form == Form::Json {
            form.detail(&field.name, ty)
        } else {
            format!("{} {ty}", form.detail_name(&super::wire_name(ty)))
        };
        let values = [("name", placeholder.name), ("field", declared.as_str())];
        problems.report(&rules::PLACEHOLDER_PRIVATE, shown.text.pos, &values);
    }
}

/// The field that a placeholder names, if it may stand in this kind of text at all.
fn known_field<'a, P: Copy>(
    placeholder: &Placeholder<'_>,
    shown: &Shown<'a, P>,
    problems: &mut Problems<P>,
) -> Option<&'a Field<P>> {
    let (entry, audience) = (shown.entry, shown.audience);
    let names: Vec<_> = entry.fields.iter().map(|field| field.name.as_str()).collect();
    if let Some(cure) = unfit(placeholder, audience, &names, entry.shows_developer_text()) {
        let values =
            [("whole", placeholder.whole), ("text", audience.key()), ("cure", cure.as_str())];
        problems.report(&rules::PLACEHOLDER_SPEC, shown.text.pos, &values);
        return None;
    }
    let field = entry.field(placeholder.name);
    if field.is_none() {
        let by_wire_name = entry.fields.iter().find(
            |field| matches!(&field.role, Role::Detail { name, .. } if name.value == placeholder.name),
        );
        let cure = if let Some(field) = by_wire_name {
            format!(
                "`{}` is its name on the wire; a placeholder names the field: `{{{}}}`",
                placeholder.name, field.name
            )
        } else if names.is_empty() {
            give_it_a_field(placeholder.name, shown, problems.form)
        } else if !is_name(placeholder.name) {
            // `self.id`, `.id`, `id.len()`: the field is one of the words.
            let mut words = placeholder.name.split(|c: char| !is_name_part(c));
            match (words.find_map(|word| entry.field(word)), names.as_slice()) {
                (Some(field), _) => {
                    format!("a placeholder is a field and nothing else: `{{{}}}`", field.name)
                }
                (None, names) if is_expression(placeholder.name) => {
                    format!("a placeholder is a field and nothing else, of {}", quoted_list(names))
                }
                _ => BRACES.to_owned(),
            }
        } else {
            let index = placeholder.name.parse::<usize>().ok();
            let by_index = index.and_then(|index| names.get(index)).copied();
            let near = nearest(placeholder.name, names.iter().copied()).or(by_index);
            match (near, names.as_slice()) {
                (Some(near), _) => suggest_word(near),
                (None, [only]) => suggest_word(only),
                (None, names) => {
                    format!("its fields are {}", quoted_list(names).replace(" or ", " and "))
                }
            }
        };
        let variant = entry.name.value.as_str();
        let values = [("variant", variant), ("name", placeholder.name), ("cure", cure.as_str())];
        problems.report(&rules::PLACEHOLDER_UNKNOWN, shown.text.pos, &values);
    }
    field
}

/// Why a placeholder cannot stand in a text, whatever fields there are: the cure.
fn unfit(
    placeholder: &Placeholder<'_>,
    audience: Audience,
    names: &[&str],
    is_display: bool,
) -> Option<String> {
    let Placeholder { whole, name, .. } = placeholder;
    // JSON and code in braces, whose colon is no format.
    if name.starts_with(['"', '\'', '\\', '$']) {
        return Some(BRACES.to_owned());
    }
    if name.is_empty() {
        return Some(match names {
            [] => BRACES.to_owned(),
            [first, ..] => format!("name the field: `{{{first}}}`"),
        });
    }
    if name.starts_with("r#") {
        let raw = whole.trim_start().strip_prefix("r#").unwrap_or(whole);
        return Some(format!("write `{{{raw}}}`; a placeholder names the field without `r#`"));
    }
    if placeholder.takes_arguments() {
        return Some("write width and precision as numbers".to_owned());
    }
    if let Some(found) = placeholder.unknown_trait() {
        let more = if audience == Audience::Users {
            "a width `:>8` or a precision `:.2`"
        } else {
            "a width `:>8`, a precision `:.2` or `:?` for `Debug`"
        };
        return Some(format!("`{found}` is no format; write `{{{name}}}`, perhaps with {more}"));
    }
    let is_hidden = placeholder.is_debug() && audience == Audience::Users;
    is_hidden.then(|| {
        if is_display {
            format!("write `{{{name}}}`, or a separate text for users: `message = \"...\"`")
        } else {
            format!("write `{{{name}}}`, and `{{{whole}}}` in `display`")
        }
    })
}

const BRACES: &str = "write `{{` and `}}` for braces themselves";

/// The cure for a placeholder where there is no field at all.
fn give_it_a_field<P: Copy>(name: &str, shown: &Shown<'_, P>, form: Form) -> String {
    let variant = shown.entry.name.value.as_str();
    let is_index = name.bytes().all(|b| b.is_ascii_digit());
    // Developers may read any field, and users read none of a failing system.
    let is_public = shown.audience == Audience::Users && shown.server_status().is_none();
    match (is_name(name), is_public) {
        (false, _) => BRACES.to_owned(),
        (true, true) if form == Form::Json => format!("add `{}`", form.detail(name, "String")),
        (true, false) if form == Form::Json => {
            format!("add `\"hidden\": [{{\"field\": {name:?}, \"type\": \"String\"}}]`")
        }
        (true, true) if is_index => {
            format!("give it one: `{variant}(#[detail(\"value\")] String)`")
        }
        (true, true) => format!("give it one: `{variant} {{ #[detail] {name}: String }}`"),
        (true, false) if is_index => format!("give it one: `{variant}(String)`"),
        (true, false) => format!("give it one: `{variant} {{ {name}: String }}`"),
    }
}

/// Whether a text looks like an expression of Rust, such as `self.user.name()`.
fn is_expression(text: &str) -> bool {
    text.chars().all(|c| is_name_part(c) || "._()&*!+- ".contains(c)) && text.contains(is_name_part)
}

/// Whether a text could be the name of a field, or its index.
fn is_name(text: &str) -> bool {
    let is_index = text.bytes().all(|b| b.is_ascii_digit());
    text.chars().all(is_name_part) && (is_index || !text.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn has_stray_braces<P: Copy>(text: &At<String, P>, problems: &mut Problems<P>) -> bool {
    let is_stray = pieces(&text.value).any(|piece| matches!(piece, Piece::Stray(_)));
    if is_stray {
        problems.report(&rules::MESSAGE_BRACES, text.pos, &[]);
    }
    is_stray
}

/// The placeholders without repeats; those with an invalid format spec are kept.
fn distinct(text: &str, audience: Audience) -> Vec<Placeholder<'_>> {
    let mut found: Vec<Placeholder<'_>> = Vec::new();
    for placeholder in placeholders(text) {
        let mut others = found.iter().filter(|known| known.name == placeholder.name);
        let is_new = match others.next() {
            None => true,
            Some(first) if first.spec == placeholder.spec => false,
            Some(_) => {
                !others.any(|known| known.spec == placeholder.spec)
                    && unfit(&placeholder, audience, &[], false).is_some()
            }
        };
        if is_new {
            found.push(placeholder);
        }
    }
    found
}

fn names(text: &str) -> Vec<&str> {
    sorted_names(&mut placeholders(text).map(|placeholder| placeholder.name))
}

fn difference(expected: &[&str], found: &[&str], first: &str) -> String {
    let missing: Vec<_> = expected.iter().filter(|name| !found.contains(name)).copied().collect();
    let extra: Vec<_> = found.iter().filter(|name| !expected.contains(name)).copied().collect();
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("{} is missing", quoted_list(&missing).replace(" or ", " and ")));
    }
    if !extra.is_empty() {
        parts.push(format!("{} is not in `{first}`", quoted_list(&extra).replace(" or ", " and ")));
    }
    parts.join(", ")
}
