//! Message files: the texts of codes beside the code, a file a locale.
//!
//! `locales/ja.json` is one object, `{"AUTH_TOKEN_EXPIRED": "…"}`. An enum or a registry names the folder by
//! `messages = "locales"`, which starts where the crate's `Cargo.toml` is.

use std::path::PathBuf;

use crate::model::Place;

/// The message files of a folder.
#[derive(Debug, Clone, Default)]
pub struct MessageFiles {
    /// The folder as written.
    pub folder: String,
    /// Its files, in the order of the locales.
    pub files: Vec<MessageFile>,
    /// The locales of files with problems.
    pub unreadable: Vec<String>,
    /// The locales of other files in the folder.
    pub other_locales: Vec<String>,
}

/// The texts of one locale.
#[derive(Debug, Clone)]
pub struct MessageFile {
    /// The locale.
    pub locale: String,
    /// The path of the file.
    pub path: PathBuf,
    /// The texts, in the order of the file.
    pub texts: Vec<MessageText>,
}

/// The text of a code.
#[derive(Debug, Clone)]
pub struct MessageText {
    /// The code.
    pub code: String,
    /// The text.
    pub text: String,
    /// The place of the code.
    pub code_place: Place,
    /// The place of the text.
    pub place: Place,
}

impl MessageFiles {
    /// A folder without files.
    pub fn new(folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// The path of the file of a locale, for messages.
    pub fn display_path(&self, locale: &str) -> String {
        format!("{}/{locale}.json", self.folder.trim_end_matches('/'))
    }

    /// The file of a locale.
    pub fn file(&self, locale: &str) -> Option<&MessageFile> {
        self.files.iter().find(|file| file.locale == locale)
    }

    /// The text of a code in a locale.
    pub fn text(&self, locale: &str, code: &str) -> Option<String> {
        let mut texts = self.file(locale)?.texts.iter();
        texts.find(|text| text.code == code).map(|text| text.text.clone())
    }

    /// The texts of a code, with their locales.
    pub fn texts_of<'f>(
        &'f self,
        code: &'f str,
    ) -> impl Iterator<Item = (&'f MessageFile, &'f MessageText)> {
        let in_file = move |file: &'f MessageFile| {
            let texts = file.texts.iter().filter(move |text| text.code == code);
            texts.map(move |text| (file, text))
        };
        self.files.iter().flat_map(in_file)
    }
}
