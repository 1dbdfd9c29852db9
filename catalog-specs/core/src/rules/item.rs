//! Rules about an enum or a struct: its own keys, and what its entries say of each other.

use super::{Problems, entry, messages, reference};
use crate::code::{in_ascii, is_domain, screaming, suggest};
use crate::declared::{At, DeclaredEntry, EntryKind, Field, Item, Manual, Role};
use crate::keys::{Key, Scope};
use crate::names::Numbered;
use crate::nearest::did_you_mean;
use crate::rules;
use crate::template::placeholders;

/// Asks all rules about an item. What they refuse is taken out of it, so that neither the registry nor the compiler
/// reports it again.
pub fn check<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    check_domain(item, problems);
    check_manual(item, problems);
    check_categories(item, problems);
    if let Some(locales) = &item.keys.locales {
        entry::check_locales(locales, problems);
    }
    entry::remove_unsound(&mut item.keys.locales);
    entry::check_locales_used(item, problems);
    item.resolve();
    check_rest(item, problems);
    check_defaults(item, problems);
    check_entries(item, problems);
    entry::check_locales_declared(item, problems);
    messages::check(item, problems);
    check_duplicates(item, problems);
    check_constraints(item, problems);
    check_same_as(item, problems);
    check_shared_fields(item, problems);
    reference::check(item, problems);
    check_from(item, problems);
    guess_codes(item);
}

/// A variant whose code is missing or could not be read, which is reported, gets the code that the help proposes: its constant is there,
/// and the code that names it stays quiet.
fn guess_codes<P: Copy>(item: &mut Item<P>) {
    let domain = item.domain_or_guess();
    let known = item.entries.iter().chain(&item.rest).filter_map(|entry| entry.keys.code.as_ref());
    let mut known: Vec<_> = known.map(|code| code.value.clone()).collect();
    for entry in &mut item.entries {
        let is_other = entry.keys.has("same_as") || entry.keys.has("transparent");
        if entry.kind != EntryKind::Broken || entry.keys.code.is_some() || is_other {
            continue;
        }
        let code = suggest(&entry.name.value, &domain);
        if !known.contains(&code) {
            known.push(code.clone());
            entry.keys.code = Some(At::new(code, entry.name.pos));
            entry.kind = EntryKind::Own;
        }
    }
}

/// An item has a domain, which is one upper-case word.
fn check_domain<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    match &item.keys.domain {
        Some(domain) if !is_domain(&domain.value) => {
            // The first word: it is what codes of two words already begin with.
            let words = screaming(&in_ascii(&domain.value));
            let suggestion = words.split('_').find(|word| is_domain(word)).unwrap_or("AUTH");
            let values = [("domain", domain.value.as_str()), ("suggestion", suggestion)];
            problems.report(&rules::DOMAIN_FORM, domain.pos, &values);
        }
        None if !item.keys.has("domain") && !item.keys.has_unread() => {
            let values = [("type", item.name.value.as_str()), ("domain", &item.guessed_domain())];
            problems.report(&rules::MISSING_DOMAIN, item.name.pos, &values);
        }
        Some(_) | None => {}
    }
}

/// What thiserror makes is seen without a word.
fn check_manual<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    for manual in item.keys.manual.iter().flatten() {
        let reason = match manual.value {
            _ if item.has_thiserror => "thiserror makes it here, which is seen by `#[error(...)]`",
            Manual::From if !item.has_from && !item.is_conditional => {
                "nothing here has `#[from]`, and so no `From` is made"
            }
            _ => continue,
        };
        let word = format!("{:?}", manual.value);
        problems.report(
            &rules::DETECTED_MANUAL,
            manual.pos,
            &[("word", &word), ("reason", reason)],
        );
    }
}

/// A category is one upper-case word, as codes have it, and is listed once.
fn check_categories<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    let categories = item.keys.categories.as_deref().unwrap_or_default();
    for (at, category) in categories.iter().enumerate() {
        let word = category.value.as_str();
        if word.is_empty() || !is_domain(&format!("A{word}")) {
            let words = screaming(&in_ascii(word));
            let cure = match words.split('_').find(|word| !word.is_empty()) {
                Some(first) => format!("write `\"{first}\"`"),
                None => "remove it".to_owned(),
            };
            let values = [("category", word), ("cure", cure.as_str())];
            problems.report(&rules::CATEGORY_FORM, category.pos, &values);
        } else if categories.iter().take(at).any(|other| other.value == category.value) {
            problems.report(&rules::REPEATED_KEY, category.pos, &[("key", &category.value)]);
        }
    }
}

/// The code of `rest(...)` is that of a variant.
fn check_rest<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    let is_used = item.entries.iter().any(|entry| entry.kind == EntryKind::Rest);
    if let Some(rest) = item.rest.as_ref().filter(|_| !is_used && !item.is_conditional) {
        problems.report(&rules::REST_UNUSED, rest.name.pos, &[]);
    }
}

/// A default of the item is the value of an entry.
fn check_defaults<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    let entries = || item.entries.iter().chain(&item.rest);
    // What could not be read may have been meant to use it.
    if item.is_struct
        || item.is_conditional
        || entries().any(|entry| entry.kind == EntryKind::Broken)
    {
        return;
    }
    for key in Key::ALL.iter().filter(|key| key.row().scope == Scope::Default) {
        let Some(pos) = item.keys.pos_of(key.name()).filter(|_| *key != Key::Allow) else {
            continue;
        };
        // A value that could not be read is none.
        let lacks = |entry: &DeclaredEntry<P>| entry.keys.value(*key).is_none();
        let takes = |entry: &DeclaredEntry<P>| entry.kind == EntryKind::Own && lacks(entry);
        let is_rest = |entry: &DeclaredEntry<P>| entry.keys.code.is_some() && lacks(entry);
        if !item.entries.iter().any(takes) && !item.rest.iter().any(is_rest) {
            problems.report(&rules::NEEDLESS_DEFAULT, pos, &[("key", key.name())]);
        }
    }
}

fn check_entries<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    let words = item.keys.allows.as_deref().filter(|_| !item.is_struct);
    problems.allow_in_item(words.unwrap_or_default());
    let of_rest = item.rest.as_ref().map(|rest| entry::check(rest, item, problems));
    let allows: Vec<_> =
        item.entries.iter().map(|entry| entry::check(entry, item, problems)).collect();
    problems.leave_item(item.is_conditional);
    let entries = item.rest.iter_mut().chain(&mut item.entries);
    // A field of two roles has none that the compiler could refuse as well.
    for (entry, allows) in entries.zip(of_rest.into_iter().chain(allows)) {
        entry.allows = allows;
        for field in entry.fields.iter_mut().filter(|field| field.roles.len() > 1) {
            field.role = Role::Private;
        }
        let is_whole = match entry.kind {
            EntryKind::Own => entry.keys.code.is_some(),
            EntryKind::SameAs => entry.keys.same_as.is_some(),
            EntryKind::Transparent => entry.fields.len() == 1,
            EntryKind::Rest | EntryKind::Broken => true,
        };
        if !is_whole {
            entry.kind = EntryKind::Broken;
        }
    }
}

/// A code stands once in an enum.
fn check_duplicates<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    let mut first = Numbered::default();
    let mut is_repeated = Vec::new();
    let entries: Vec<_> = item.entries.iter().chain(&item.rest).collect();
    for (at, entry) in entries.iter().enumerate() {
        let code = entry.keys.code.as_ref().filter(|_| entry.kind == EntryKind::Own);
        let known = code.and_then(|code| Some((code, entries.get(first.get(&code.value)?)?)));
        is_repeated.push(known.is_some());
        if let Some((code, known)) = known {
            let values = [("code", code.value.as_str()), ("variant", &known.name.value)];
            problems.report(&rules::CODE_DUPLICATE, code.pos, &values);
            if let Some(first) = &known.keys.code {
                problems.report(&rules::CODE_FIRST_USE, first.pos, &values);
            }
        } else if let Some(code) = code {
            first.insert(&code.value, at);
        }
    }
    let entries = item.entries.iter_mut().chain(&mut item.rest).zip(is_repeated);
    for (entry, _) in entries.filter(|(_, is_repeated)| *is_repeated) {
        entry.kind = EntryKind::Broken;
    }
}

/// A constraint of a database has one code, whatever kind it is.
fn check_constraints<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    let mut known: Vec<(&str, &str)> = Vec::new();
    for entry in item.own() {
        let keys = [&entry.keys.unique, &entry.keys.foreign_key, &entry.keys.check];
        for name in keys.into_iter().flatten().flatten() {
            match known.iter().find(|(other, _)| *other == name.value) {
                Some((_, variant)) => {
                    let values = [("name", name.value.as_str()), ("variant", variant)];
                    problems.report(&rules::CONSTRAINT_DUPLICATE, name.pos, &values);
                }
                None => known.push((&name.value, &entry.name.value)),
            }
        }
    }
}

/// `same_as` names a variant that declares a code.
fn check_same_as<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    let mut broken = Vec::new();
    for (at, entry) in item.entries.iter().enumerate() {
        let Some(other) = entry.keys.same_as.as_ref().filter(|_| entry.kind == EntryKind::SameAs)
        else {
            continue;
        };
        let name = other.value.as_str();
        match item.entries.iter().find(|known| known.name.value == name) {
            Some(DeclaredEntry { kind: EntryKind::Own, keys, .. }) => {
                let code = keys.code.as_ref().map_or("", |code| code.value.as_str());
                let own = entry.keys.code.as_ref().filter(|own| own.value != code);
                if let Some(own) = own {
                    let cure = format!("remove it: the code is that of `{name}`, `{code}`");
                    let values = [("key", "code"), ("other", "same_as"), ("cure", &cure)];
                    problems.report(&rules::COMBINATION, own.pos, &values);
                }
            }
            // What is wrong with the other variant has been reported there.
            Some(DeclaredEntry { kind: EntryKind::Broken, .. }) => broken.push(at),
            Some(_) | None => {
                let own = item.entries.iter().filter(|entry| entry.kind == EntryKind::Own);
                let names: Vec<_> = own.map(|entry| entry.name.value.as_str()).collect();
                let mut cure = did_you_mean(name, &names);
                if cure.is_empty() {
                    "give the other variant a code first".clone_into(&mut cure);
                }
                let values = [("variant", name), ("cure", cure.as_str())];
                problems.report(&rules::SAME_AS_UNKNOWN, other.pos, &values);
                broken.push(at);
            }
        }
    }
    for at in broken {
        if let Some(entry) = item.entries.get_mut(at) {
            entry.kind = EntryKind::Broken;
        }
    }
}

/// A variant that shares a code sends its text and its details, so it must have the fields for them.
fn check_shared_fields<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    for entry in item.entries.iter().filter(|entry| entry.kind == EntryKind::SameAs) {
        if let Some(other) = item.shared_by(entry) {
            check_text_of(entry, other, problems);
            check_developer_text_of(entry, other, item, problems);
            check_details_of(entry, other, problems);
        }
    }
}

fn check_text_of<P: Copy>(
    entry: &DeclaredEntry<P>,
    other: &DeclaredEntry<P>,
    problems: &mut Problems<P>,
) {
    let allows_private = other.allows.iter().any(|word| word == "placeholder");
    let is_fit = |field: &Field<P>| {
        let is_hidden = field.is_source || field.role.hidden_noun().is_some();
        let is_detail = matches!(field.role, Role::Detail { .. });
        !is_hidden && (is_detail || allows_private)
    };
    let mut missing: Vec<&str> = Vec::new();
    for placeholder in other.texts.iter().flat_map(|user| placeholders(&user.text.value)) {
        if entry.field(placeholder.name).is_some_and(is_fit) || missing.contains(&placeholder.name)
        {
            continue;
        }
        missing.push(placeholder.name);
        let ty = other.fields.iter().find(|field| detail_name(field) == Some(placeholder.name));
        let values = [
            ("variant", entry.name.value.as_str()),
            ("other", &other.name.value),
            ("name", placeholder.name),
            ("type", ty.map_or("String", |field| &field.type_name)),
        ];
        problems.report(&rules::SAME_AS_TEXT, entry.name.pos, &values);
    }
}

fn check_developer_text_of<P: Copy>(
    entry: &DeclaredEntry<P>,
    other: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let Some(text) = other.developer_text(item).filter(|_| entry.keys.display.is_none()) else {
        return;
    };
    for placeholder in
        placeholders(&text.value).filter(|placeholder| entry.field(placeholder.name).is_none())
    {
        let cure = "add it, or give the variant a `display` of its own";
        let values =
            [("variant", entry.name.value.as_str()), ("name", placeholder.name), ("cure", cure)];
        problems.report(&rules::PLACEHOLDER_UNKNOWN, entry.name.pos, &values);
    }
}

fn check_details_of<P: Copy>(
    entry: &DeclaredEntry<P>,
    other: &DeclaredEntry<P>,
    problems: &mut Problems<P>,
) {
    // A name that could not be read may be the other one.
    if entry.fields.iter().chain(&other.fields).any(|field| field.is_misread) {
        return;
    }
    for field in &entry.fields {
        let Role::Detail { name, .. } = &field.role else { continue };
        let is_there = |known: &Field<P>| detail_name(known) == Some(name.value.as_str());
        if !other.fields.iter().any(is_there) {
            let (other, cure) = (&other.name.value, format!("add it to `{}`", other.name.value));
            let values = [("name", name.value.as_str()), ("other", other), ("cure", &cure)];
            problems.report(&rules::SAME_AS_DETAIL, name.pos, &values);
        }
    }
}

fn detail_name<P>(field: &Field<P>) -> Option<&str> {
    match &field.role {
        Role::Detail { name, .. } => Some(&name.value),
        _ => None,
    }
}

/// Two `From` of one type would clash.
fn check_from<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    if item.leaves(Manual::From) {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    for entry in item.entries.iter_mut().filter(|entry| entry.fields.len() == 1) {
        for field in entry.fields.iter_mut().filter(|field| field.is_from) {
            if seen.contains(&field.type_name) {
                let values = [("type", item.name.value.as_str()), ("from", &field.type_name)];
                problems.report(&rules::FROM_TWICE, field.pos_of("from"), &values);
                field.is_from = false;
            } else {
                seen.push(field.type_name.clone());
            }
        }
    }
}
