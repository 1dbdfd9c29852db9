//! `messages = "locales"`: reads the files of the folder that an enum or a registry names.

use proc_macro2::Span;

use super::Spanned;
use super::keys::Keys;
use crate::diag::Diag;
use catalog_specs_core::messages::MessageFiles;
use catalog_specs_core::rules;

/// Reads the message files of a folder. They are JSON, which this crate leaves to `catalog-specs`.
pub trait FolderReader {
    /// The locales that a folder has files of, sorted.
    fn locales_in(&self, folder: &str) -> Vec<String>;

    /// The files of some locales, and what is wrong with them.
    fn read(&self, folder: &str, locales: &[&str]) -> (MessageFiles, Vec<FolderProblem>);
}

/// Something wrong with a folder or a file in it.
#[derive(Debug)]
pub struct FolderProblem {
    /// What is wrong, with its place.
    pub message: String,
    /// The cure.
    pub help: String,
}

/// The message files that an item names.
pub(super) fn of_item(
    keys: &Keys,
    reader: Option<&dyn FolderReader>,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    let folder = keys.messages.as_ref()?;
    let key = keys.pos_of("messages").unwrap_or(folder.pos);
    let Some(reader) = reader else {
        without_feature(key, diag);
        return None;
    };
    let locales = keys.locales.as_deref().unwrap_or_default();
    if locales.is_empty() && keys.has("locales") {
        return None;
    }
    load(folder, locales, reader, diag)
}

/// The message files that a registry names: texts of codes whose own declaration lacks them. Nothing where
/// one is not sound, so that what it hides is not reported as missing.
pub(super) fn of_registry(
    folder: &Spanned<String>,
    locales: &[Spanned<String>],
    reader: Option<&dyn FolderReader>,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    let Some(reader) = reader else {
        without_feature(folder.pos, diag);
        return None;
    };
    let before = diag.count();
    let files = load(folder, locales, reader, diag)?;
    let is_sound = rules::messages::check_foreign(folder, locales, &files, diag);
    Some(files).filter(|_| is_sound && diag.count() == before)
}

/// Reads the files of a folder; without locales it says that those are needed.
fn load(
    folder: &Spanned<String>,
    locales: &[Spanned<String>],
    reader: &dyn FolderReader,
    diag: &mut Diag,
) -> Option<MessageFiles> {
    if locales.is_empty() {
        let found: Vec<_> =
            reader.locales_in(&folder.value).iter().map(|locale| format!("{locale:?}")).collect();
        let shown = if found.is_empty() { "\"en\"".to_owned() } else { found.join(", ") };
        diag.report(&rules::MESSAGES_LOCALES, folder.pos, &[("locales", &shown)]);
        return None;
    }
    let mut locales = locales.to_vec();
    rules::entry::remove_repeated(&mut locales);
    let locales: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    let (files, problems) = reader.read(&folder.value, &locales);
    for problem in problems {
        rules::messages::report_folder(folder, &problem.message, &problem.help, diag);
    }
    Some(files)
}

fn without_feature(key: Span, diag: &mut Diag) {
    let cure = "turn on feature `messages`: `error-catalog = { version = \"0.1\", features = [\"messages\"] }`";
    diag.report(&rules::MALFORMED, key, &[("found", "messages"), ("cure", cure)]);
}
