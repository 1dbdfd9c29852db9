//! The compiled catalogue of a package, handed over to the command.
//!
//! A test that says `Codes::outputs().check()` knows the registry exactly, with the codes of macros
//! and other crates. The command runs it with [`VARIABLE`] set, and the test writes its catalogue
//! to a file of that folder and compares nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

use super::declaration::Source;
use super::{Document, Format, Outputs};
use crate::model::Catalog;
use crate::spec;

/// The environment variable with the folder that the catalogue is written to.
pub const VARIABLE: &str = "ERROR_CATALOG_DUMP";

/// Set while the command builds a package: its build scripts write no documents then.
pub const COMMAND: &str = "ERROR_CATALOG_COMMAND";

/// The file in `OUT_DIR` where a build script leaves the documents that it names in Rust code.
pub const NAMED_DOCUMENTS: &str = "error-catalog.documents";

/// The version of this crate: another one may make other documents of the same catalogue.
const VERSION: &str = env!("CARGO_PKG_VERSION");

const HEADER: &str = "error-catalog ";
const DOCUMENT: &str = "document ";
const LOCK: &str = "lock ";
const CATALOGUE: &str = "catalogue";

/// What a test or a build script hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The documents that Rust code names, and not `error-catalog.toml`; each relative to the package.
    pub documents: Vec<(Format, PathBuf)>,
    /// The lock that Rust code names.
    pub lock: Option<PathBuf>,
    /// The registry; nothing where only a source tree is known.
    pub catalog: Option<Catalog>,
}

impl Compiled {
    /// What `outputs` says in Rust code.
    fn of(outputs: &Outputs) -> Self {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        let place = |path: &Path| {
            let path = outputs.place(path);
            path.strip_prefix(&package).map(Path::to_owned).unwrap_or(path)
        };
        let documents = outputs.documents.iter();
        Self {
            documents: documents
                .map(|Document { format, path, .. }| (*format, place(path)))
                .collect(),
            lock: outputs.lock.as_deref().map(place),
            catalog: match &outputs.source {
                Source::Catalog(catalog) => Some((**catalog).clone()),
                #[cfg(feature = "scan")]
                Source::Tree { .. } => None,
            },
        }
    }

    /// Writes it as text: a line for each document, and the catalogue as a spec.
    fn write(&self) -> String {
        let mut text = format!("{HEADER}{VERSION}\n");
        for (format, path) in &self.documents {
            let _ = writeln!(text, "{DOCUMENT}{} {}", format.as_str(), path.display());
        }
        if let Some(lock) = &self.lock {
            let _ = writeln!(text, "{LOCK}{}", lock.display());
        }
        if let Some(catalog) = &self.catalog {
            let _ = writeln!(text, "{CATALOGUE}\n{}", spec::write(catalog));
        }
        text
    }

    /// Reads what [`hand_over`] or a build script wrote.
    ///
    /// # Errors
    /// Where another version wrote it, or where it cannot be read; with the sentence that says so.
    pub fn read(text: &str) -> Result<Self, String> {
        let unreadable =
            |line: &str| format!("the test handed over a line that is unknown here, `{line}`");
        let mut read = Self { documents: Vec::new(), lock: None, catalog: None };
        let (header, mut rest) = text.split_once('\n').unwrap_or((text, ""));
        let version = header.strip_prefix(HEADER).ok_or_else(|| unreadable(header))?;
        if version != VERSION {
            return Err(format!(
                "the package uses catalog-specs {version}, and this command is of {VERSION}"
            ));
        }
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            if line == CATALOGUE {
                let catalog = spec::read_unchecked(rest).map_err(|problem| {
                    format!("the catalogue that the test handed over cannot be read: {problem}")
                })?;
                read.catalog = Some(catalog);
                break;
            } else if let Some(path) = line.strip_prefix(LOCK) {
                read.lock = Some(PathBuf::from(path));
            } else {
                let document = line.strip_prefix(DOCUMENT).and_then(|line| line.split_once(' '));
                let (format, path) = document.ok_or_else(|| unreadable(line))?;
                let format = Format::parse(format).ok_or_else(|| unreadable(line))?;
                read.documents.push((format, PathBuf::from(path)));
            }
        }
        Ok(read)
    }
}

/// Writes the compiled catalogue to a file of its own in a folder.
pub(super) fn hand_over(outputs: &Outputs, folder: &Path) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let compiled = Compiled::of(outputs);
    let text = compiled.write();
    // The command relies on every key and character of it.
    assert_eq!(
        Compiled::read(&text).as_ref(),
        Ok(&compiled),
        "the catalogue is not the same when it is written as a spec and read back: this is a bug of error-catalog"
    );
    let name = format!("{}.{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let written = fs::write(folder.join(&name), text);
    assert!(written.is_ok(), "cannot write the catalogue to `{}`: {written:?}", folder.display());
}

/// Whether the command builds the package.
pub(super) fn is_called_by_the_command() -> bool {
    env::var_os(COMMAND).is_some()
}

/// Leaves the documents that a build script names in Rust code for the command to see.
pub(super) fn leave_named_documents(outputs: &Outputs) {
    let Some(folder) = env::var_os("OUT_DIR") else { return };
    let path = Path::new(&folder).join(NAMED_DOCUMENTS);
    // Without the file the command says less than it could; the build goes on.
    drop(if outputs.names_documents() {
        fs::write(path, Compiled { catalog: None, ..Compiled::of(outputs) }.write())
    } else {
        fs::remove_file(path)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::model::{Group, Row, Text};

    fn compiled() -> Compiled {
        let messages = vec![Text { locale: String::new(), message: "からです".into() }];
        let row = Row::new("CART_EMPTY", "Empty", 400, Level::Info);
        let rows = vec![Row { messages, ..row }];
        let group = Group {
            domain: "CART".into(),
            type_name: "CartError".into(),
            module: "billing::cart".into(),
            rows,
            ..Group::default()
        };
        Compiled {
            documents: vec![(Format::Markdown, "docs/a page.md".into())],
            lock: Some("error-catalog.lock".into()),
            catalog: Some(Catalog {
                name: "Codes".into(),
                groups: vec![group],
                ..Catalog::default()
            }),
        }
    }

    #[test]
    fn it_is_read_back_as_it_was() {
        assert_eq!(Compiled::read(&compiled().write()), Ok(compiled()));
        let source = Compiled { catalog: None, ..compiled() };
        assert_eq!(Compiled::read(&source.write()), Ok(source));
    }

    #[test]
    fn another_version_and_a_cut_text_are_refused() {
        let text = compiled().write();
        let newer = text.replacen(VERSION, "99.0.0", 1);
        assert!(Compiled::read(&newer).unwrap_err().contains("catalog-specs 99.0.0"));
        for text in ["", "catalogue\n", &text[..text.len() - 4]] {
            assert!(Compiled::read(text).is_err(), "{text}");
        }
    }
}
