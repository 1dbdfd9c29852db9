//! `messages = "locales"`: reads the files of the folder that an enum or a registry names.

use std::path::PathBuf;

use proc_macro2::Span;

use super::Spanned;
use super::keys::Keys;
use crate::diag::Diag;
use crate::messages::MessageFiles;
use crate::rules;

/// Where the folders of message files start; asked only where one is named.
pub type Root<'r> = &'r dyn Fn() -> PathBuf;

/// The message files that an item names.
pub(super) fn of_item(
    keys: &Keys,
    root: Option<Root<'_>>,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    let folder = keys.messages.as_ref()?;
    let key = keys.pos_of("messages").unwrap_or(folder.pos);
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
/// one is not sound, so that what it hides is not reported as missing.
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
    let is_sound = rules::messages::check_foreign(folder, locales, &files, diag);
    Some(files).filter(|_| is_sound && diag.count() == before)
}

/// Reads the files of a folder; without locales it says that those are needed.
#[cfg(feature = "spec-file")]
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
    let mut locales = locales.to_vec();
    rules::entry::remove_repeated(&mut locales);
    let locales: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    let (files, problems) = read(root, &folder.value, &locales);
    for problem in problems {
        let fault = match &problem.place {
            Some(place) => format!("{place}: {}", problem.message),
            None => problem.message,
        };
        rules::messages::report_folder(folder, &fault, &problem.help, diag);
    }
    Some(files)
}

/// Nobody here can read them.
#[cfg(not(feature = "spec-file"))]
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
