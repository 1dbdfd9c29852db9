//! Texts: what users read and what developers read.

use super::Allows;
use crate::diag::{Diag, list};
use crate::model::Place;
use crate::syntax::Spanned;
use crate::syntax::field::{FieldItem, Role};
use crate::template::{Hole, Piece, holes, pieces};
use crate::unseen::misleading;
use crate::{rules, status};

/// A text with what its placeholders may name.
pub struct Template<'a> {
    /// The variant, for messages.
    pub variant: &'a str,
    /// Its fields.
    pub fields: &'a [FieldItem<'a>],
    /// Its status, where it is known.
    pub status: Option<u16>,
    /// Whether users are shown the developer's text.
    pub is_display: bool,
}

impl Template<'_> {
    /// The cure for what users must not see: `usual`, unless the text is the developer's already.
    fn keep_from_users(&self, usual: &str) -> String {
        let own = "write a text for users, `message = \"...\"`; developers still read this one";
        if self.is_display { own.to_owned() } else { usual.to_owned() }
    }
}

/// A placeholder that names a field: all between its braces, and the field's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// All between the braces.
    pub whole: String,
    /// The format spec, empty without one.
    pub spec: String,
    /// Which field.
    pub field: usize,
}

/// A text for users in a locale.
#[derive(Debug, Clone)]
pub struct UserText {
    /// The locale.
    pub locale: Spanned<String>,
    /// The text.
    pub text: Spanned<String>,
    /// Where it stands, if that is a message file.
    pub place: Option<Place>,
}

impl UserText {
    /// A text of the source itself.
    pub fn here(locale: Spanned<String>, text: Spanned<String>) -> Self {
        Self { locale, text, place: None }
    }

    /// Looks at the text; mistakes in a file are told with its place.
    fn look(&self, diag: &mut Diag, look: impl FnOnce(&mut Diag)) {
        let Some(place) = &self.place else { return look(diag) };
        let mut found = Diag::new();
        look(&mut found);
        diag.append_from(place, found);
    }
}

/// The placeholders of texts that name a field, each once. What is no format is told at its text and left
/// out, so that the compiler does not tell it at the derive.
pub fn placeholders_of<'t>(
    texts: impl IntoIterator<Item = &'t str>,
    fields: &[FieldItem<'_>],
) -> Vec<Placeholder> {
    let mut found: Vec<Placeholder> = Vec::new();
    for hole in texts.into_iter().flat_map(holes) {
        let Some(field) = fields.iter().position(|field| field.name == hole.name) else { continue };
        if hole.takes_arguments() || hole.unknown_trait().is_some() {
            continue;
        }
        let secret = fields.get(field).is_some_and(|field| matches!(field.role, Role::Secret));
        if !secret && !found.iter().any(|known| known.whole == hole.whole) {
            found.push(Placeholder {
                whole: hole.whole.to_owned(),
                spec: hole.spec.to_owned(),
                field,
            });
        }
    }
    found
}

/// The user's texts: a text in every locale, each with the same placeholders.
pub fn check_messages(
    texts: &[UserText],
    template: &Template<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) {
    for user in texts {
        user.look(diag, |diag| check_message(&user.text, template, allows, diag));
    }
    let Some((first, others)) = texts.split_first() else { return };
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
            let span = user.text.pos;
            user.look(diag, |diag| diag.report(&rules::LOCALE_PLACEHOLDERS, span, &values));
        }
    }
}

/// A text of a code that stands in another crate: what can be said of it without its fields.
pub fn check_foreign_message(text: &Spanned<String>, diag: &mut Diag) {
    if text.value.trim().is_empty() {
        diag.report(&rules::MESSAGE_EMPTY, text.pos, &[]);
    } else if let Some(c) = misleading(&text.value) {
        report_control(c, "remove it", text, diag, &mut Allows::default());
    } else if !braces_are_stray(text, diag) {
        for hole in distinct(&text.value, "message") {
            if let Some(cure) = unfit(&hole, "message", &[], false) {
                let values = [("whole", hole.whole), ("text", "message"), ("cure", cure.as_str())];
                diag.report(&rules::PLACEHOLDER_SPEC, text.pos, &values);
            }
        }
    }
}

/// The developer's text may show everything but secrets.
pub fn check_display(text: &Spanned<String>, template: &Template<'_>, diag: &mut Diag) {
    if braces_are_stray(text, diag) {
        return;
    }
    for hole in distinct(&text.value, "display") {
        let Some(field) = known_field(&hole, text, "display", template, diag) else { continue };
        if matches!(field.role, Role::Secret) {
            diag.report(&rules::DISPLAY_SECRET, text.pos, &[("name", hole.name)]);
        }
    }
}

/// One text for users: not empty, and every placeholder a detail that may go out.
fn check_message(
    text: &Spanned<String>,
    template: &Template<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) {
    if text.value.trim().is_empty() {
        diag.report(&rules::MESSAGE_EMPTY, text.pos, &[]);
        return;
    }
    if let Some(c) = misleading(&text.value) {
        let cure = "remove it, or `allow(control)` where a text of two directions needs it";
        report_control(c, cure, text, diag, allows);
    }
    if braces_are_stray(text, diag) {
        return;
    }
    let mut sound = true;
    for hole in distinct(&text.value, "message") {
        let before = diag.count();
        if let Some(field) = known_field(&hole, text, "message", template, diag) {
            check_visible(&hole, field, text, template, allows, diag);
        }
        sound &= diag.count() == before;
    }
    let mut found = pieces(text.value.trim());
    if let (true, Some(Piece::Hole(hole)), None) = (sound, found.next(), found.next()) {
        allows.report(diag, &rules::MESSAGE_PASSTHROUGH, text.pos, &[("name", hole.whole)]);
    }
}

fn report_control(
    c: char,
    cure: &str,
    text: &Spanned<String>,
    diag: &mut Diag,
    allows: &mut Allows,
) {
    let character = format!("U+{:04X}", u32::from(c));
    let effect = if c.is_control() {
        "shows nothing and may steer a terminal"
    } else {
        "turns the direction of the text behind it"
    };
    let values = [("character", character.as_str()), ("effect", effect), ("cure", cure)];
    allows.report(diag, &rules::MESSAGE_CONTROL, text.pos, &values);
}

fn check_visible(
    hole: &Hole<'_>,
    field: &FieldItem<'_>,
    text: &Spanned<String>,
    template: &Template<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) {
    let hidden = if field.is_source { Some("source") } else { field.role.hidden_noun() };
    if let Some(role) = hidden {
        let usual = match field.role {
            Role::Secret => "take it out of `message`; a secret is shown to nobody",
            _ => "take it out of `message`; developers read it in `display` and in the log",
        };
        let mut cure = template.keep_from_users(usual);
        if allows.tried("placeholder") {
            cure.push_str("\nnote: `allow(placeholder)` does not lift this; no word does");
        }
        let values = [("name", hole.name), ("role", role), ("cure", cure.as_str())];
        diag.report(&rules::PLACEHOLDER_HIDDEN, text.pos, &values);
    } else if let Some(status) = template.status.filter(|status| status::is_server(*status)) {
        let cure = template
            .keep_from_users("take the placeholder out of `message` and put it in `display`");
        let status = status.to_string();
        let values = [("status", status.as_str()), ("name", hole.name), ("cure", &cure)];
        allows.report(diag, &rules::MESSAGE_SERVER, text.pos, &values);
    } else if !matches!(field.role, Role::Detail { .. }) {
        let written = crate::syntax::written(field.ty);
        let declared = match field.member {
            syn::Member::Named(_) => format!("#[detail] {}: {written}", field.name),
            syn::Member::Unnamed(_) => {
                format!("#[detail(\"{}\")] {written}", crate::syntax::field::wire_name(field.ty))
            }
        };
        let values = [("name", hole.name), ("field", declared.as_str())];
        allows.report(diag, &rules::PLACEHOLDER_PRIVATE, text.pos, &values);
    }
}

/// The field that a placeholder names, if it may stand in this kind of text at all.
fn known_field<'a>(
    hole: &Hole<'_>,
    text: &Spanned<String>,
    kind: &str,
    template: &Template<'a>,
    diag: &mut Diag,
) -> Option<&'a FieldItem<'a>> {
    let names: Vec<_> = template.fields.iter().map(|field| field.name.as_str()).collect();
    if let Some(cure) = unfit(hole, kind, &names, template.is_display) {
        let values = [("whole", hole.whole), ("text", kind), ("cure", cure.as_str())];
        diag.report(&rules::PLACEHOLDER_SPEC, text.pos, &values);
        return None;
    }
    let field = template.fields.iter().find(|field| field.name == hole.name);
    if field.is_none() {
        let by_wire_name = template.fields.iter().find(
            |field| matches!(&field.role, Role::Detail { name, .. } if name.value == hole.name),
        );
        let cure = if let Some(field) = by_wire_name {
            format!(
                "`{}` is its name on the wire; a placeholder names the field: `{{{}}}`",
                hole.name, field.name
            )
        } else if names.is_empty() {
            give_it_a_field(hole.name, kind, template)
        } else if !is_name(hole.name) {
            let start = hole.name.split(|c: char| !is_name_part(c)).next().unwrap_or_default();
            match template.fields.iter().find(|field| field.name == start) {
                Some(field) => {
                    format!("a placeholder is a field and nothing else: `{{{}}}`", field.name)
                }
                None => BRACES.to_owned(),
            }
        } else {
            match (crate::nearest(hole.name, names.iter().copied()), names.as_slice()) {
                (Some(near), _) => crate::nearest::meant(near),
                (None, [only]) => format!("its field is `{only}`"),
                (None, names) => format!("its fields are {}", list(names).replace(" or ", " and ")),
            }
        };
        let values = [("variant", template.variant), ("name", hole.name), ("cure", cure.as_str())];
        diag.report(&rules::PLACEHOLDER_UNKNOWN, text.pos, &values);
    }
    field
}

/// Why a placeholder cannot stand in a text, whatever fields there are: the cure.
fn unfit(hole: &Hole<'_>, kind: &str, names: &[&str], is_display: bool) -> Option<String> {
    let Hole { whole, name, .. } = hole;
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
    if hole.takes_arguments() {
        return Some("write width and precision as numbers".to_owned());
    }
    if let Some(found) = hole.unknown_trait() {
        let more = if kind == "message" {
            "a width `:>8` or a precision `:.2`"
        } else {
            "a width `:>8`, a precision `:.2` or `:?` for `Debug`"
        };
        return Some(format!("`{found}` is no format; write `{{{name}}}`, perhaps with {more}"));
    }
    let is_hidden = hole.is_debug() && kind == "message";
    is_hidden.then(|| {
        if is_display {
            format!("write `{{{name}}}`, or a text for users of its own: `message = \"...\"`")
        } else {
            format!("write `{{{name}}}`, and `{{{whole}}}` in `display`")
        }
    })
}

const BRACES: &str = "write `{{` and `}}` for braces themselves";

/// The cure for a placeholder where there is no field at all.
fn give_it_a_field(name: &str, kind: &str, template: &Template<'_>) -> String {
    let variant = template.variant;
    let is_index = name.bytes().all(|b| b.is_ascii_digit());
    // Developers may read any field, and users read none of a failing system.
    let is_public = kind == "message" && !template.status.is_some_and(status::is_server);
    match (is_name(name), is_public) {
        (false, _) => BRACES.to_owned(),
        (true, true) if is_index => {
            format!("give it one: `{variant}(#[detail(\"value\")] String)`")
        }
        (true, true) => format!("give it one: `{variant} {{ #[detail] {name}: String }}`"),
        (true, false) if is_index => format!("give it one: `{variant}(String)`"),
        (true, false) => format!("give it one: `{variant} {{ {name}: String }}`"),
    }
}

/// Whether a text could be the name of a field, or its index.
fn is_name(text: &str) -> bool {
    let is_index = text.bytes().all(|b| b.is_ascii_digit());
    text.chars().all(is_name_part) && (is_index || !text.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn braces_are_stray(text: &Spanned<String>, diag: &mut Diag) -> bool {
    let stray = pieces(&text.value).any(|piece| matches!(piece, Piece::Stray(_)));
    if stray {
        diag.report(&rules::MESSAGE_BRACES, text.pos, &[]);
    }
    stray
}

/// The placeholders, each field once; one with a spec of its own is looked at again where that is unfit.
fn distinct<'t>(text: &'t str, kind: &str) -> Vec<Hole<'t>> {
    let mut found: Vec<Hole<'_>> = Vec::new();
    for hole in holes(text) {
        let mut others = found.iter().filter(|known| known.name == hole.name);
        let is_new = match others.next() {
            None => true,
            Some(first) if first.spec == hole.spec => false,
            Some(_) => {
                !others.any(|known| known.spec == hole.spec)
                    && unfit(&hole, kind, &[], false).is_some()
            }
        };
        if is_new {
            found.push(hole);
        }
    }
    found
}

fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<_> = holes(text).map(|hole| hole.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn difference(expected: &[&str], found: &[&str], first: &str) -> String {
    let missing: Vec<_> = expected.iter().filter(|name| !found.contains(name)).copied().collect();
    let extra: Vec<_> = found.iter().filter(|name| !expected.contains(name)).copied().collect();
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("{} is missing", list(&missing).replace(" or ", " and ")));
    }
    if !extra.is_empty() {
        parts.push(format!("{} is not in `{first}`", list(&extra).replace(" or ", " and ")));
    }
    parts.join(", ")
}
