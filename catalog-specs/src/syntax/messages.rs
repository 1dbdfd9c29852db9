//! `messages = "locales"`: the texts of an enum or a registry in files beside the code.

use std::path::PathBuf;

use proc_macro2::Span;

use super::Spanned;
use super::item::CatalogItem;
use super::keys::Keys;
use super::variant::{OwnRow, Shared};
use crate::check::{UserText, check_foreign_message};
use crate::diag::{Diag, list};
use crate::messages::MessageFiles;
use crate::{nearest, rules};

/// Where the folders of message files start; asked only where one is named.
pub type Root<'r> = &'r dyn Fn() -> PathBuf;

/// The message files that an item names.
pub(super) fn of_item(
    keys: &Keys,
    root: Option<Root<'_>>,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    let folder = keys.messages.as_ref()?;
    let key = keys.span_of("messages").unwrap_or(folder.pos);
    let Some(root) = root else {
        without_feature(key, diag);
        return None;
    };
    let locales = keys.locales.as_deref().unwrap_or_default();
    if locales.is_empty() && keys.has("locales") {
        return None;
    }
    load(folder, locales, &root(), diag)
}

/// The message files that a registry names: texts of codes whose own declaration lacks them. Nothing where
/// one is not sound, so that what it hides is not told as missing.
pub(super) fn of_registry(
    folder: &Spanned<String>,
    locales: &[Spanned<String>],
    root: Option<Root<'_>>,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    let Some(root) = root else {
        without_feature(folder.pos, diag);
        return None;
    };
    let before = diag.count();
    let files = load(folder, locales, &root(), diag)?;
    for text in files.files.iter().flat_map(|file| &file.texts) {
        let mut found = Diag::new();
        check_foreign_message(&Spanned::new(text.text.clone(), folder.pos), &mut found);
        diag.append_from(&text.place, found);
    }
    if files.broken.is_empty() {
        check_strangers(folder, locales, &files, diag);
    }
    Some(files).filter(|_| diag.count() == before)
}

/// A file of a locale that the registry does not have is read by nobody.
fn check_strangers(
    folder: &Spanned<String>,
    locales: &[Spanned<String>],
    files: &MessageFiles,
    diag: &mut Diag,
) {
    let tags: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    for stranger in files.strangers.iter().map(String::as_str) {
        let shown = files.shown(stranger);
        let cure = match nearest(stranger, tags.iter().copied()) {
            Some(near) => nearest::meant(&files.shown(near)),
            None => {
                format!("add `{stranger:?}` to the registry's `locales(...)`, or remove the file")
            }
        };
        report(folder, &format!("`{shown}` is of no locale of the registry"), &cure, diag);
    }
}

/// Reads the files of a folder; without locales it says that those are needed.
#[cfg(feature = "spec")]
fn load(
    folder: &Spanned<String>,
    locales: &[Spanned<String>],
    root: &std::path::Path,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    use crate::messages::{locales_in, read};

    if locales.is_empty() {
        let found: Vec<_> =
            locales_in(root, &folder.value).iter().map(|locale| format!("{locale:?}")).collect();
        let shown = if found.is_empty() { "\"en\"".to_owned() } else { found.join(", ") };
        diag.report(&rules::MESSAGES_LOCALES, folder.pos, &[("locales", &shown)]);
        return None;
    }
    let locales: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    let (files, problems) = read(root, &folder.value, &locales);
    for problem in problems {
        let fault = match &problem.place {
            Some(place) => format!("{place}: {}", problem.message),
            None => problem.message,
        };
        report(folder, &fault, &problem.help, diag);
    }
    Some(files)
}

/// Nobody here can read them.
#[cfg(not(feature = "spec"))]
fn load(
    folder: &Spanned<String>,
    _: &[Spanned<String>],
    _: &std::path::Path,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    without_feature(folder.pos, diag);
    None
}

fn without_feature(key: Span, diag: &mut Diag) {
    let cure = "turn on feature `messages`: `error-catalog = { version = \"0.1\", features = [\"messages\"] }`";
    diag.report(&rules::MALFORMED, key, &[("found", "messages"), ("cure", cure)]);
}

fn report(folder: &Spanned<String>, fault: &str, cure: &str, diag: &mut Diag) {
    let values = [("folder", folder.value.as_str()), ("fault", fault), ("cure", cure)];
    diag.report(&rules::MESSAGES_FILE, folder.pos, &values);
}

/// Adds the texts of the files to those of the source; one that is there twice is told.
pub(super) fn add(texts: &mut Vec<UserText>, keys: &Keys, shared: &Shared<'_>, diag: &mut Diag) {
    let (Some(files), Some(code)) = (shared.files, &keys.code) else { return };
    for (file, found) in files.of_code(&code.value) {
        if let Some(here) = texts.iter().find(|user| user.locale.value == file.locale) {
            let place = found.place.to_string();
            let values =
                [("code", code.value.as_str()), ("locale", &file.locale), ("place", &place)];
            diag.report(&rules::MESSAGES_TWICE, here.text.pos, &values);
            continue;
        }
        texts.push(UserText {
            locale: Spanned::new(file.locale.clone(), code.pos),
            text: Spanned::new(found.text.clone(), code.pos),
            place: Some(found.place.clone()),
        });
    }
    let locales = shared.keys.locales.as_deref().unwrap_or_default();
    texts.sort_by_key(|user| locales.iter().position(|tag| tag.value == user.locale.value));
}

/// Every code has its text in every locale, and every code of the enum's domain in a file is one of the
/// enum.
pub(super) fn check(item: &CatalogItem<'_>, diag: &mut Diag) {
    let (Some(files), Some(folder)) = (&item.files, &item.keys.messages) else { return };
    let codes = codes(item);
    let mut checker = Checker { item, files, folder, codes, without_file: Vec::new(), diag };
    for variant in &item.variants {
        // Who borrows a text has none to miss, and one that could not be read is no missing one.
        let keys = &variant.keys;
        let borrows = |own: &OwnRow| own.row.messages.is_empty() && keys.has("public_as");
        let is_broken = keys.has("message") && keys.message.is_none();
        if let Some(own) = variant.own_row().filter(|own| !is_broken && !borrows(own)) {
            checker.missing(own);
        }
    }
    if let Some(rest) = &item.rest {
        checker.missing(rest);
    }
    checker.unknown();
}

struct Checker<'c> {
    item: &'c CatalogItem<'c>,
    files: &'c MessageFiles,
    folder: &'c Spanned<String>,
    /// The codes of the enum, sound or not.
    codes: Vec<&'c str>,
    /// The locales whose file is not there, which is told once, however many codes want it.
    without_file: Vec<&'c str>,
    diag: &'c mut Diag,
}

impl Checker<'_> {
    fn missing(&mut self, own: &OwnRow) {
        let code = own.row.code.as_str();
        let (mut missing, mut cures) = (Vec::new(), Vec::new());
        for locale in self.item.keys.locales.iter().flatten() {
            let locale = locale.value.as_str();
            let is_there = own.row.messages.iter().any(|text| text.locale == locale);
            // What is wrong with the file may hide the text.
            if is_there || self.files.broken.iter().any(|broken| broken == locale) {
                continue;
            }
            let shown = self.files.shown(locale);
            let Some(file) = self.files.file(locale) else {
                if !self.without_file.contains(&locale) {
                    let cure = format!("create it with `{{{}}}`", self.texts_to_write(code));
                    report(self.folder, &format!("there is no `{shown}`"), &cure, self.diag);
                    self.without_file.push(locale);
                }
                continue;
            };
            let strays = file.texts.iter().map(|text| text.code.as_str());
            let strays = strays.filter(|stray| !self.codes.contains(stray));
            match nearest(code, strays) {
                // A slip of the finger is told where it stands.
                Some(stray) if domain(stray) == self.item.domain => continue,
                Some(stray) => cures.push(format!("write `{code:?}` for `{stray:?}` in `{shown}`")),
                None => cures.push(format!("add `{code:?}: \"...\"` to `{shown}`")),
            }
            missing.push(locale);
        }
        if !missing.is_empty() {
            let locales = list(&missing).replace(" or ", " and ");
            let cures = cures.join(", ");
            let values = [("code", code), ("locales", locales.as_str()), ("cure", &cures)];
            self.diag.report(&rules::MESSAGES_MISSING, own.code_span, &values);
        }
    }

    /// What a file begins with that is not there: the codes of the enum, as many as somebody would paste.
    fn texts_to_write(&self, code: &str) -> String {
        const MOST: usize = 8;
        let others = self.codes.iter().copied().filter(|other| *other != code);
        let mut texts: Vec<_> =
            core::iter::once(code).chain(others).map(|code| format!("{code:?}: \"...\"")).collect();
        if texts.len() > MOST {
            texts.truncate(MOST);
            texts.push("...".to_owned());
        }
        texts.join(", ")
    }

    fn unknown(&mut self) {
        for text in self.files.files.iter().flat_map(|file| &file.texts) {
            let is_known = self.codes.contains(&text.code.as_str());
            if is_known || domain(&text.code) != self.item.domain {
                continue;
            }
            let cure = match nearest(&text.code, self.codes.iter().copied()) {
                Some(near) => nearest::meant(near),
                None => {
                    let domain = &self.item.domain;
                    format!("remove it; enums that share the domain `{domain}` have a folder each")
                }
            };
            let place = text.code_place.to_string();
            let values = [("place", place.as_str()), ("code", &text.code), ("cure", &cure)];
            self.diag.report(&rules::MESSAGES_UNKNOWN, self.folder.pos, &values);
        }
    }
}

fn codes<'c>(item: &'c CatalogItem<'c>) -> Vec<&'c str> {
    let rest = item.keys.rest.as_deref();
    let keys = item.variants.iter().map(|variant| &variant.keys).chain(rest);
    keys.filter_map(|keys| Some(keys.code.as_ref()?.value.as_str())).collect()
}

/// The first word of a code.
fn domain(code: &str) -> &str {
    code.split('_').next().unwrap_or_default()
}
