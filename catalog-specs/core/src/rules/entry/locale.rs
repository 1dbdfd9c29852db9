//! The locales of a text: each that the item declares, and no other.

use crate::declared::{At, DeclaredEntry, EntryKind, Item, Message};
use crate::nearest::{nearest, quoted_list, suggest_word};
use crate::rules::{self, Form, Problems};

/// `message = display` needs a developer text.
pub(super) fn check_developer_text<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    if let Some(Message::Display(pos)) = entry.keys.message {
        // One that could not be read is no missing one.
        if entry.developer_text(item).is_none() && !entry.keys.has("display") {
            problems.report(&rules::MESSAGE_IS_DISPLAY, pos, &[]);
        }
    }
}

/// Every text is in a locale of the item, and every locale has a text.
pub(super) fn check<P: Copy>(entry: &DeclaredEntry<P>, item: &Item<P>, problems: &mut Problems<P>) {
    let locales = item.locales();
    let Some(message) = &entry.keys.message else { return };
    let texts = match message {
        _ if locales.is_empty() => return,
        Message::Display(_) if entry.developer_text(item).is_none() => return,
        Message::Many(_, texts) => texts.as_slice(),
        Message::One(_) | Message::Display(_) => &[],
    };
    let tags: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    let mut misspelt = Vec::new();
    let only = only_pair(&tags, texts);
    for (locale, _) in texts {
        if locale.value.is_empty() || tags.contains(&locale.value.as_str()) {
            continue;
        }
        let near = nearest(&locale.value, tags.iter().copied());
        misspelt.extend(near.or(only));
        let is_tag = crate::locale::is_locale(&locale.value);
        let tag = crate::locale::suggest_tag(locale.value.trim()).filter(|_| !is_tag);
        let cure = match (near, tag, only) {
            (Some(near), ..) => suggest_word(near),
            (None, Some(tag), _) => format!("write `{tag:?}`"),
            (None, None, Some(only)) => {
                format!("write `{only:?}`, or list `{:?}` in its place", locale.value)
            }
            (None, None, None) => unlisted(&locale.value, problems.form),
        };
        let values = [("locale", locale.value.as_str()), ("cure", &cure)];
        problems.report(&rules::LOCALE_UNKNOWN, locale.pos, &values);
    }
    // What is missing here may stand in a file.
    if item.keys.has("messages") {
        return;
    }
    let has_text = |at: usize, tag: &str| match message {
        Message::Many(..) => texts.iter().any(|(locale, _)| locale.value == tag),
        Message::One(_) | Message::Display(_) => at == 0,
    };
    let missing = tags.iter().enumerate().filter(|(at, tag)| !has_text(*at, tag));
    let missing: Vec<_> =
        missing.map(|(_, tag)| *tag).filter(|tag| !misspelt.contains(tag)).collect();
    if !missing.is_empty() {
        let pos = match message {
            Message::One(text) => text.pos,
            Message::Many(pos, _) => *pos,
            Message::Display(pos) => entry.keys.pos_of("message").unwrap_or(*pos),
        };
        let cure = missing_cure(message, &tags, &missing, problems.form);
        let listed = quoted_list(&missing).replace(" or ", " and ");
        problems.report(&rules::LOCALE_MISSING, pos, &[("locales", &listed), ("cure", &cure)]);
    }
}

/// A text with its locale.
type LocaleText<P> = (At<String, P>, At<String, P>);

/// The only tag without a text, where there is only one text without a tag: one is meant for the other.
fn only_pair<'t, P>(tags: &[&'t str], texts: &[LocaleText<P>]) -> Option<&'t str> {
    let mut without_text =
        tags.iter().filter(|tag| texts.iter().all(|(locale, _)| locale.value != **tag));
    let without_tag = texts.iter().filter(|(locale, _)| !tags.contains(&locale.value.as_str()));
    let only = without_text.next().filter(|_| without_text.next().is_none());
    only.copied().filter(|_| without_tag.count() == 1)
}

/// A locale of the item that no message has, where all that have a text too many have it in one other locale: the list is misspelt, and
/// counts as unreadable.
pub(in crate::rules) fn check_used<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    let locales = item.locales();
    if locales.is_empty() || item.keys.has("messages") {
        return;
    }
    let messages =
        item.entries.iter().chain(&item.rest).filter_map(|entry| match &entry.keys.message {
            Some(Message::Many(_, texts)) => Some(texts.as_slice()),
            _ => None,
        });
    let tags: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    let (mut pair, mut count) = (None, 0);
    for texts in messages {
        let stranger = texts.iter().find(|(locale, _)| !tags.contains(&locale.value.as_str()));
        let found = only_pair(&tags, texts).zip(stranger.map(|(locale, _)| locale.value.as_str()));
        if found.is_none() || pair.is_some_and(|pair| Some(pair) != found) {
            return;
        }
        (pair, count) = (found, count + 1);
    }
    // In a single message the text may as well be the misspelt one.
    let Some((tag, stranger)) = pair.filter(|_| count > 1) else { return };
    let Some(locale) = locales.iter().find(|locale| locale.value == tag) else { return };
    let cure = suggest_word(stranger);
    let values = [("word", tag), ("noun", "the locale of any message"), ("cure", &cure)];
    problems.report(&rules::UNKNOWN_WORD, locale.pos, &values);
    item.keys.locales = None;
}

fn unlisted(locale: &str, form: Form) -> String {
    let locales = match form {
        Form::Attribute => "locales(...)",
        Form::Json => "\"locales\": [\"...\"]",
    };
    format!("add `\"{locale}\"` to the enum's `{locales}`, or remove the text")
}

fn missing_cure<P>(message: &Message<P>, tags: &[&str], missing: &[&str], form: Form) -> String {
    let texts: Vec<_> = missing.iter().map(|tag| form.text_in(tag, "...")).collect();
    let texts = texts.join(", ");
    match message {
        Message::One(text) => {
            let own = form.text_in(tags.first().unwrap_or(&""), &text.value);
            let whole = match form {
                Form::Attribute => format!("message({own}, {texts})"),
                Form::Json => format!("\"message\": {{{own}, {texts}}}"),
            };
            format!("write `{whole}` in its place")
        }
        Message::Many(..) | Message::Display(_) => format!("add `{texts}`"),
    }
}

/// A text stands in the source or in a file.
pub(super) fn check_given_twice<P: Copy>(
    entry: &DeclaredEntry<P>,
    item: &Item<P>,
    problems: &mut Problems<P>,
) {
    let (Some(files), Some(code)) = (&item.files, &entry.keys.code) else { return };
    for (file, found) in files.texts_of(&code.value) {
        let mut here = entry.texts.iter().filter(|user| user.place.is_none());
        if let Some(here) = here.find(|user| user.locale.value == file.locale) {
            let place = found.place.to_string();
            let values =
                [("code", code.value.as_str()), ("locale", &file.locale), ("place", &place)];
            problems.report(&rules::MESSAGES_TWICE, here.text.pos, &values);
        }
    }
}

/// Texts in several locales need the list of locales, which is asked for once.
pub(in crate::rules) fn check_declared<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    // A key that could not be read may be meant for it.
    if item.keys.has("locales") || item.keys.has_unread() {
        return;
    }
    let own = item.rest.iter().chain(&item.entries).filter(|entry| entry.kind == EntryKind::Own);
    let several =
        own.filter_map(|entry| entry.keys.message.as_ref()).find_map(|message| match message {
            Message::Many(pos, texts) if !texts.is_empty() => Some((*pos, texts)),
            _ => None,
        });
    if let Some((pos, texts)) = several {
        let tags: Vec<_> = texts.iter().map(|(locale, _)| locale.value.as_str()).collect();
        let locales = problems.form.list("locales", &tags);
        problems.report(&rules::LOCALES_UNDECLARED, pos, &[("locales", &locales)]);
    }
}

/// Each locale of an item or a registry has the form of a tag and is there once, however it is spelled.
pub fn check_list<P: Copy>(locales: &[At<String, P>], problems: &mut Problems<P>) {
    for (at, locale) in locales.iter().enumerate() {
        let (before, _) = locales.split_at(at);
        let is_there = |tag: &str| before.iter().any(|other| other.value.eq_ignore_ascii_case(tag));
        let tag = locale.value.as_str();
        if is_there(tag) {
            problems.report(&rules::REPEATED_KEY, locale.pos, &[("key", tag)]);
        } else if !crate::locale::is_locale(tag) {
            let cure = match crate::locale::suggest_tag(tag.trim()) {
                Some(tag) if is_there(&tag) => format!("remove it: `{tag:?}` is there"),
                Some(tag) => format!("write `{tag:?}`"),
                None => TAG.to_owned(),
            };
            problems.report(&rules::LOCALE_FORM, locale.pos, &[("locale", tag), ("cure", &cure)]);
        }
    }
}

/// Takes out the locales that are there twice, so that no text is missing for the second.
pub fn remove_repeated<P>(locales: &mut Vec<At<String, P>>) {
    let mut seen: Vec<String> = Vec::new();
    locales.retain(|locale| {
        let is_new = !seen.iter().any(|other| other.eq_ignore_ascii_case(&locale.value));
        if is_new {
            seen.push(locale.value.clone());
        }
        is_new
    });
}

/// As [`remove_repeated`]. A list with a malformed tag counts as unreadable: a text in a locale that it seems to lack may be meant for
/// that tag.
pub(in crate::rules) fn remove_unsound<P>(locales: &mut Option<Vec<At<String, P>>>) {
    let Some(tags) = locales else { return };
    remove_repeated(tags);
    if !tags.iter().all(|locale| crate::locale::is_locale(&locale.value)) {
        *locales = None;
    }
}

const TAG: &str =
    "write a language, with its script or region where that is not enough: `\"ja\"`, `\"zh-TW\"`";
