//! Fields: who may see each, and what clients receive beside the text.

use crate::declared::{DeclaredEntry, Field, Item, Role};
use crate::dialect::Dialect;
use crate::nearest::quoted_list;
use crate::rules::{self, Problems};
use crate::status;

/// What goes to clients, to the log and nowhere are different things.
pub(super) fn check_roles<P: Copy>(entry: &DeclaredEntry<P>, problems: &mut Problems<P>) {
    for field in &entry.fields {
        let Some((first, further)) = field.roles.split_first() else { continue };
        for second in further {
            conflict(first.value, second.value, second.pos, problems);
        }
        if field.is_source && matches!(first.value, "detail" | "secret") {
            let source = if field.is_from { "from" } else { "source" };
            conflict(first.value, source, field.pos_of(source), problems);
        }
    }
}

fn conflict<P>(one: &str, other: &str, pos: P, problems: &mut Problems<P>) {
    let [one, other] = [one, other].map(|role| format!("`{}`", problems.form.role(role)));
    problems.report(&rules::FIELD_ROLES, pos, &[("one", &one), ("other", &other)]);
}

/// One cause, one wait, and nothing beside what `From` converts.
pub(super) fn check_single<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    // That it holds one field is another rule.
    if entry.keys.transparent.is_some() {
        return;
    }
    let values = [("variant", entry.name.value.as_str())];
    let second = |is: fn(&Field<P>) -> bool| entry.fields.iter().filter(|field| is(field)).nth(1);
    if let Some(second) = second(|field| field.is_source) {
        let pos = second.pos_of(if second.is_from { "from" } else { "source" });
        problems.report(&rules::SOURCE_TWICE, pos, &values);
    }
    if let Some(second) = second(|field| field.is_retry_after) {
        problems.report(&rules::RETRY_AFTER_TWICE, second.pos_of("retry_after"), &values);
    }
    let count = entry.fields.len();
    if let Some(from) =
        entry.fields.iter().find(|field| field.is_from && count > 1 && !item.has_thiserror)
    {
        let count = count.to_string();
        problems.report(&rules::FROM_ALONE, from.pos_of("from"), &[values[0], ("count", &count)]);
    }
}

/// Detail names are unique and free, and a failing system shows none.
pub(super) fn check_details<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let server = entry.status(item).map(|status| status.value);
    let server = server.filter(|status| status::is_server(*status));
    let mut names: Vec<&str> = Vec::new();
    for field in &entry.fields {
        let Role::Detail { name, is_named, flatten, display } = &field.role else { continue };
        if let Some(status) = server {
            let status = status.to_string();
            problems.report(&rules::DETAIL_SERVER, field.pos, &[("status", &status)]);
        }
        if *flatten {
            check_flattened(field, *is_named, *display, problems);
            continue;
        }
        let shown = name.value.as_str();
        let reserving: Vec<_> = Dialect::with_member(shown).map(Dialect::as_str).collect();
        if !reserving.is_empty() {
            let dialects = quoted_list(&reserving);
            let domain = item.domain().unwrap_or("my").to_ascii_lowercase();
            let cure = problems.form.detail_name(&format!("{domain}_{shown}"));
            let values = [("name", shown), ("dialects", &dialects), ("cure", &cure)];
            problems.report(&rules::DETAIL_RESERVED, name.pos, &values);
        } else if names.contains(&shown) {
            let cure = problems.form.detail_name(&format!("other_{shown}"));
            let values = [("name", shown), ("cure", &cure)];
            problems.report(&rules::DETAIL_DUPLICATE, name.pos, &values);
        }
        names.push(shown);
    }
}

/// The code of `rest(...)` is that of many variants, and documents show no details of it.
pub(super) fn check_no_details<P: Copy>(
    entry: &DeclaredEntry<P>,
    _: &Item<P>,
    problems: &mut Problems<P>,
) {
    for field in &entry.fields {
        let Role::Detail { name, .. } = &field.role else { continue };
        let values = [
            ("name", name.value.as_str()),
            ("other", "rest(...)"),
            ("cure", "give it its own code"),
        ];
        problems.report(&rules::SAME_AS_DETAIL, name.pos, &values);
    }
}

/// Context fields have different names in the log record.
pub(super) fn check_context<P: Copy>(
    entry: &DeclaredEntry<P>,
    _: &Item<P>,
    problems: &mut Problems<P>,
) {
    let mut names: Vec<&str> = Vec::new();
    for field in &entry.fields {
        let Role::Context { name, .. } = &field.role else { continue };
        let shown = name.value.as_str();
        if names.contains(&shown) {
            let cure = problems.form.context_name(&format!("other_{shown}"));
            let values = [("name", shown), ("cure", &cure)];
            problems.report(&rules::CONTEXT_DUPLICATE, name.pos, &values);
        }
        names.push(shown);
    }
}

/// The members of a flattened value have names of their own, and a text has no members.
fn check_flattened<P: Copy>(
    field: &Field<P>,
    is_named: bool,
    display: bool,
    problems: &mut Problems<P>,
) {
    let other = match (display, is_named) {
        (true, _) => "display",
        (false, true) => "name",
        (false, false) => return,
    };
    let values = [("key", "flatten"), ("other", other), ("cure", "remove one of the two")];
    problems.report(&rules::COMBINATION, field.pos, &values);
}

/// A name that a value of a type could have on the wire: a proposal, where none is given.
pub fn wire_name(type_name: &str) -> String {
    let last = type_name.rsplit("::").next().unwrap_or_default();
    let is_path = last.chars().all(|c| c.is_alphanumeric() || c == '_');
    let name = crate::code::screaming(last).to_ascii_lowercase();
    let says_nothing = last == "String" || last.starts_with(char::is_lowercase);
    let is_reserved = Dialect::with_member(&name).next().is_some();
    if !is_path || says_nothing || name.is_empty() || is_reserved {
        "value".to_owned()
    } else {
        name
    }
}
