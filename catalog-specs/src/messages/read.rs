//! Reads the message files of a folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;

use super::{MessageFile, MessageFiles, MessageText};
use crate::source::Source;
use crate::source::json::{self, FileKind};
use crate::{Problem, files};

/// Reads the files of the locales with their problems. A missing file is not a problem here.
pub fn read(root: &Path, folder: &str, locales: &[&str]) -> (MessageFiles, Vec<Problem>) {
    let mut found = MessageFiles::new(folder);
    let mut problems = Vec::new();
    if let Err(problem) = check_folder(root, folder) {
        found.unreadable.extend(locales.iter().map(ToString::to_string));
        return (found, vec![problem]);
    }
    for locale in locales {
        let path = root.join(folder).join(format!("{locale}.json"));
        let before = problems.len();
        match files::read(&path) {
            Ok(bytes) => {
                let texts = texts(&bytes, &found.display_path(locale), &mut problems);
                found.files.push(MessageFile { locale: (*locale).to_owned(), path, texts });
            }
            Err(error) if error.is_missing() => {}
            Err(error) => problems.push(error.problem(Path::new(&found.display_path(locale)))),
        }
        if problems.len() > before {
            found.unreadable.push((*locale).to_owned());
        }
    }
    found.other_locales = locales_in(root, folder);
    found.other_locales.retain(|known| !locales.contains(&known.as_str()));
    (found, problems)
}

/// The locales of the files in a folder, sorted.
pub fn locales_in(root: &Path, folder: &str) -> Vec<String> {
    let files = fs::read_dir(root.join(folder)).into_iter().flatten();
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut locales: Vec<_> =
        names.filter_map(|name| name.strip_suffix(".json").map(ToOwned::to_owned)).collect();
    locales.sort();
    locales
}

/// The folder of the package of a source file, or the folder of the file.
pub fn package_root(file: &Path) -> PathBuf {
    let folders = file.ancestors().skip(1);
    let package = folders.clone().find(|folder| folder.join("Cargo.toml").is_file());
    package.or(folders.clone().next()).unwrap_or(Path::new("")).to_owned()
}

fn check_folder(root: &Path, folder: &str) -> Result<(), Problem> {
    let absolute = root.join(folder);
    if absolute.is_dir() {
        return Ok(());
    }
    if absolute.exists() {
        let help = "name the folder of the message files, which has one file for each locale, such as `ja.json`";
        return Err(Problem::without_place(format!("`{folder}` is not a folder"), help));
    }
    let beside = absolute.parent().and_then(|parent| fs::read_dir(parent).ok());
    let is_folder = |entry: &fs::DirEntry| entry.path().is_dir();
    let entries = beside.into_iter().flatten().filter_map(Result::ok).filter(is_folder);
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let written = absolute.file_name().map(|name| name.to_string_lossy().into_owned());
    let near = crate::nearest(&written.unwrap_or_default(), names.iter().map(String::as_str));
    let help = match near {
        Some(near) => crate::nearest::suggest_word(near),
        None => "the path is relative to the `Cargo.toml` of the crate".to_owned(),
    };
    Err(Problem::without_place(format!("folder `{folder}` does not exist"), help))
}

const KIND: FileKind = FileKind {
    noun: "a message file",
    example: "write each code with its text: `{\"SOME_CODE\": \"...\"}`",
    comment: "remove it: describe a code where it is declared",
};

fn texts(bytes: &[u8], shown: &str, problems: &mut Vec<Problem>) -> Vec<MessageText> {
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or(&[]));
            let source = Source::new(&before, shown);
            let place = source.place(before.len()..before.len());
            problems.push(Problem::error(place, "this is not UTF-8", "save the file as UTF-8"));
            return Vec::new();
        }
    };
    let source = Source::new(text, shown);
    let Some(object) = json::parse(&source, &KIND, problems) else { return Vec::new() };
    let mut texts: Vec<MessageText> = Vec::new();
    let mut known = BTreeSet::new();
    for property in &object.properties {
        let code = property.name.as_str();
        let code_place = source.place(property.name.start()..property.name.end());
        let place = source.place(json::range(&property.value));
        match &property.value {
            // Duplicates have been reported.
            Value::StringLit(_) if !known.insert(code) => {}
            Value::StringLit(text) => texts.push(MessageText {
                code: code.to_owned(),
                text: text.value.to_string(),
                code_place,
                place,
            }),
            other => {
                let message = format!("expected a text for `{code}`, found {}", json::noun(other));
                problems.push(Problem::error(place, message, format!("write `{code:?}: \"...\"`")));
            }
        }
    }
    texts
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_regular_files_are_read() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("locales");
        fs::create_dir_all(folder.join("ja.json")).unwrap();
        // Reading it would never end.
        symlink("/dev/zero", folder.join("en.json")).unwrap();
        fs::write(folder.join("vi.json"), "{\"AUTH_EXPIRED\": \"hết hạn\"}").unwrap();
        let (found, problems) = read(root.path(), "locales", &["en", "ja", "vi"]);
        let texts: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            texts,
            [
                "cannot read `locales/en.json`: it is a device, not a file",
                "cannot read `locales/ja.json`: it is a folder, not a file",
            ]
        );
        assert_eq!(found.unreadable, ["en", "ja"]);
        // The others are compiled into the expansion, so that a change is noticed: these would hang the compiler.
        let paths: Vec<_> = found.files.iter().map(|file| file.path.clone()).collect();
        assert_eq!(paths, [folder.join("vi.json")]);
    }
}
