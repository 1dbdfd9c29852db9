//! Rules about message files: each code has its text in every locale, and each text is that of a code.

use super::Problems;
use super::entry;
use crate::declared::{At, DeclaredEntry, Item};
use crate::messages::MessageFiles;
use crate::nearest::{nearest, quoted_list, suggest_word};
use crate::rules;

/// Every code has its text in every locale, and every code of the item's domain in a file is one of the item.
pub(super) fn check<P: Copy>(item: &Item<P>, problems: &mut Problems<P>) {
    let (Some(files), Some(folder)) = (&item.files, &item.keys.messages) else { return };
    let entries = item.entries.iter().map(|entry| &entry.keys);
    let entries = entries.chain(item.rest.iter().map(|rest| &rest.keys));
    let codes = entries.filter_map(|keys| Some(keys.code.as_ref()?.value.as_str())).collect();
    let domain = item.domain_or_guess();
    let mut checker =
        Checker { item, files, folder, domain, codes, without_file: Vec::new(), problems };
    for entry in item.own() {
        // A code that borrows its text has none to miss, and one that could not be read is no missing one.
        let borrows = entry.texts.is_empty() && entry.keys.has("public_as");
        let is_unread = entry.keys.has("message") && entry.keys.message.is_none();
        if !borrows && !is_unread {
            checker.check_missing(entry);
        }
    }
    checker.check_unknown();
}

struct Checker<'c, P> {
    item: &'c Item<P>,
    files: &'c MessageFiles,
    folder: &'c At<String, P>,
    domain: String,
    /// The codes of the item, sound or not.
    codes: Vec<&'c str>,
    /// The locales whose file is not there, which is reported once, however many codes want it.
    without_file: Vec<&'c str>,
    problems: &'c mut Problems<P>,
}

impl<P: Copy> Checker<'_, P> {
    fn check_missing(&mut self, entry: &DeclaredEntry<P>) {
        let Some(At { value: code, pos }) = &entry.keys.code else { return };
        let (mut missing, mut cures) = (Vec::new(), Vec::new());
        for locale in self.item.keys.locales.iter().flatten() {
            let locale = locale.value.as_str();
            let is_there = entry.texts.iter().any(|user| user.locale.value == locale);
            // What is wrong with the file may hide the text.
            if is_there || self.files.unreadable.iter().any(|broken| broken == locale) {
                continue;
            }
            let shown = self.files.display_path(locale);
            let Some(file) = self.files.file(locale) else {
                if !self.without_file.contains(&locale) {
                    let cure = format!("create it with `{{{}}}`", self.texts_to_write(code));
                    report_folder(
                        self.folder,
                        &format!("there is no `{shown}`"),
                        &cure,
                        self.problems,
                    );
                    self.without_file.push(locale);
                }
                continue;
            };
            let strays = file.texts.iter().map(|text| text.code.as_str());
            let strays = strays.filter(|stray| !self.codes.contains(stray));
            match nearest(code, strays) {
                // A slip of the finger is reported where it stands.
                Some(stray) if domain_of(stray) == self.domain => continue,
                Some(stray) => cures.push(format!("write `{code:?}` for `{stray:?}` in `{shown}`")),
                None => cures.push(format!("add `{code:?}: \"...\"` to `{shown}`")),
            }
            missing.push(locale);
        }
        if !missing.is_empty() {
            let locales = quoted_list(&missing).replace(" or ", " and ");
            let cures = cures.join(", ");
            let values = [("code", code.as_str()), ("locales", &locales), ("cure", &cures)];
            self.problems.report(&rules::MESSAGES_MISSING, *pos, &values);
        }
    }

    /// What a new file begins with: the codes of the item, as many as are pleasant to paste.
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

    fn check_unknown(&mut self) {
        for text in self.files.files.iter().flat_map(|file| &file.texts) {
            let is_known = self.codes.contains(&text.code.as_str());
            if is_known || domain_of(&text.code) != self.domain {
                continue;
            }
            let cure = match nearest(&text.code, self.codes.iter().copied()) {
                Some(near) => suggest_word(near),
                None => {
                    let domain = &self.domain;
                    format!("remove it; enums that share the domain `{domain}` have a folder each")
                }
            };
            let place = text.code_place.to_string();
            let values = [("place", place.as_str()), ("code", &text.code), ("cure", &cure)];
            self.problems.report(&rules::MESSAGES_UNKNOWN, self.folder.pos, &values);
        }
    }
}

/// The first word of a code.
fn domain_of(code: &str) -> &str {
    code.split('_').next().unwrap_or_default()
}

/// Texts in the files of a registry, of codes that may stand in another crate. Gives whether all of them are sound.
pub fn check_foreign<P: Copy>(
    folder: &At<String, P>,
    locales: &[At<String, P>],
    files: &MessageFiles,
    problems: &mut Problems<P>,
) -> bool {
    let before = problems.count();
    for text in files.files.iter().flat_map(|file| &file.texts) {
        let shown = At::new(text.text.clone(), folder.pos);
        problems.look_into(Some(&text.place), |problems| {
            entry::check_foreign_message(&shown, problems);
        });
    }
    if files.unreadable.is_empty() {
        check_strangers(folder, locales, files, problems);
    }
    problems.count() == before
}

/// A file of a locale that the registry does not have is read by nothing.
fn check_strangers<P: Copy>(
    folder: &At<String, P>,
    locales: &[At<String, P>],
    files: &MessageFiles,
    problems: &mut Problems<P>,
) {
    let tags: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    for stranger in files.other_locales.iter().map(String::as_str) {
        let shown = files.display_path(stranger);
        let cure = match nearest(stranger, tags.iter().copied()) {
            Some(near) => suggest_word(&files.display_path(near)),
            None => {
                format!("add `{stranger:?}` to the registry's `locales(...)`, or remove the file")
            }
        };
        let fault = format!("`{shown}` is of no locale of the registry");
        report_folder(folder, &fault, &cure, problems);
    }
}

/// Reports what is wrong with the files of a folder.
pub fn report_folder<P: Copy>(
    folder: &At<String, P>,
    fault: &str,
    cure: &str,
    problems: &mut Problems<P>,
) {
    let values = [("folder", folder.value.as_str()), ("fault", fault), ("cure", cure)];
    problems.report(&rules::MESSAGES_FILE, folder.pos, &values);
}
