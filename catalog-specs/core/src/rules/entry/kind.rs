//! What an entry says in all: the keys that it needs, and those that exclude each other.

use crate::Level;
use crate::code::suggest;
use crate::declared::{DeclaredEntry, Field, Item, Manual, Role};
use crate::nearest::quoted_list;
use crate::rules::{self, Problems};
use crate::status;

/// An entry without a key, where no `rest(...)` stands in for them.
pub(super) fn check_silent<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let name = entry.name.value.as_str();
    let code = suggest(name, &item.domain_or_guess());
    // A server error has no details.
    let keys = if entry.fields.iter().any(|field| matches!(field.role, Role::Detail { .. })) {
        "status = 404, log_level = \"INFO\""
    } else {
        "status = 500, log_level = \"ERROR\""
    };
    let values = [("variant", name), ("code", &code), ("keys", keys)];
    problems.report(&rules::MISSING_ATTRIBUTE, entry.name.pos, &values);
}

/// One report for all the keys that an entry lacks, at its name.
pub(super) fn check_missing_keys<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let (keys, shared) = (&entry.keys, &item.keys);
    // A key that could not be read may have been meant for any of these.
    if keys.has_unread() {
        return;
    }
    let given = [
        keys.has("code"),
        keys.has("status") || shared.has("status") || shared.has_unread(),
        keys.has("log_level") || shared.has("log_level") || shared.has_unread(),
        keys.has("message") || keys.has("public_as") || shared.has("messages"),
    ];
    if !given.contains(&false) {
        return;
    }
    let status = keys.status.as_ref().or(shared.status.as_ref());
    let level = keys.log_level.as_ref().or(shared.log_level.as_ref());
    let is_server = match (status, level) {
        (Some(status), _) => status::is_server(status.value),
        (None, level) => level.is_some_and(|level| level.value == Level::Error),
    };
    let (name, form) = (entry.name.value.as_str(), problems.form);
    let code = suggest(name, &item.domain_or_guess());
    let wanted = [
        ("code", form.text("code", &code)),
        ("status", form.key("status", if is_server { "500" } else { "404" })),
        ("log_level", form.text("log_level", if is_server { "ERROR" } else { "INFO" })),
        ("message", form.text("message", "...")),
    ];
    let missing = wanted.iter().zip(given).filter(|(_, given)| !given);
    let (names, cures): (Vec<_>, Vec<_>) =
        missing.map(|((name, cure), _)| (*name, cure.as_str())).unzip();
    let values =
        [("variant", name), ("missing", &quoted_list(&names)), ("cure", &cures.join(", "))];
    problems.report(&rules::MISSING_KEY, entry.name.pos, &values);
}

/// One developer text: thiserror's or ours.
pub(super) fn check_developer_texts<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    if !item.has_thiserror || entry.thiserror.is_none() {
        return;
    }
    if let Some(pos) = entry.keys.pos_of("display") {
        let cure = "keep one of the two developer texts";
        let values = [("key", "display"), ("other", "#[error(...)]"), ("cure", cure)];
        problems.report(&rules::COMBINATION, pos, &values);
    }
}

/// With `same_as` every key is that of the other variant, except `display`.
pub(super) fn check_same_as<P: Copy>(
    entry: &DeclaredEntry<P>,
    _: &Item<P>,
    problems: &mut Problems<P>,
) {
    // What could not be read has been reported.
    if entry.keys.same_as.is_none() {
        return;
    }
    let why = "the code is that of the other variant; only `display` can differ";
    check_alone("same_as", &["display", "code", "allow"], why, entry, problems);
}

/// With `transparent`, or with thiserror's and no key, every key is that of the inner error.
pub(super) fn check_transparent<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    // What could not be read has been reported.
    let is_ours = entry.keys.has("transparent");
    if is_ours && entry.keys.transparent.is_none() {
        return;
    }
    let why = "code, texts, details and source are those of the inner error";
    let is_alone = check_alone("transparent", &["allow"], why, entry, problems);
    if let [inner] = entry.fields.as_slice() {
        return check_inner(inner, item, problems);
    }
    // thiserror has the same rule.
    if !is_alone || !is_ours {
        return;
    }
    let inner = entry.fields.iter().find(|field| field.is_source).or(entry.fields.first());
    let values = [
        ("variant", entry.name.value.as_str()),
        ("count", &entry.fields.len().to_string()),
        ("inner", inner.map_or("OtherError", |field| &field.type_name)),
    ];
    problems.report(&rules::TRANSPARENT_SHAPE, entry.name.pos, &values);
}

/// The inner error says itself what of it is shown.
fn check_inner<P: Copy>(inner: &Field<P>, item: &Item<P>, problems: &mut Problems<P>) {
    let roles = inner.roles.iter();
    // The inner error is the source of none: its own source passes through. thiserror has its own rule about that.
    let marks = inner.marks.iter().filter(|mark| {
        mark.value == "retry_after" || (mark.value == "source" && !item.leaves(Manual::Error))
    });
    let roles = roles.chain(marks).map(|role| (role.value, role.pos));
    for (role, pos) in roles {
        let role = problems.form.role(role);
        let values = [("role", role.as_str()), ("inner", &inner.type_name)];
        problems.report(&rules::TRANSPARENT_ROLE, pos, &values);
    }
}

/// Gives whether a key stands beside those only that it can stand beside; all others are one mistake.
fn check_alone<P: Copy>(
    key: &'static str,
    beside: &[&str],
    why: &str,
    entry: &DeclaredEntry<P>,
    problems: &mut Problems<P>,
) -> bool {
    let others = entry
        .keys
        .given
        .iter()
        .filter(|(other, _)| *other != key && !other.is_empty() && !beside.contains(other));
    let others: Vec<_> = others.collect();
    let Some((_, pos)) = others.first() else { return true };
    let what = if others.len() == 1 { "it".to_owned() } else { format!("them, or `{key}`") };
    let names: Vec<_> = others.iter().map(|(other, _)| *other).collect();
    // The rule puts backticks around the whole.
    let shown = quoted_list(&names).replace(" or ", " and ");
    let shown = shown.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(&shown);
    let cure = format!("remove {what}: {why}");
    let values = [("key", shown), ("other", key), ("cure", &cure)];
    problems.report(&rules::COMBINATION, *pos, &values);
    false
}
