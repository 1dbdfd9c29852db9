//! Passes the compiled catalogue of a package to the command.
//!
//! A test with `Codes::outputs().check()` has the complete registry, with the codes of macros and other crates. The
//! command runs it with [`DUMP_VARIABLE`] set. The test then writes its catalogue to that folder and compares
//! nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

use super::declaration::CatalogSource;
use super::{Document, Format, Outputs};
use crate::model::Catalog;
use crate::{Problem, files, hash, spec};

/// The environment variable with the folder to write the catalogue to.
pub const DUMP_VARIABLE: &str = "ERROR_CATALOG_DUMP";

/// The environment variable that the command sets while it builds: build scripts then write no documents.
pub const COMMAND_VARIABLE: &str = "ERROR_CATALOG_COMMAND";

/// The file in `OUT_DIR` that lists the documents that a build script names in Rust code.
pub const NAMED_DOCUMENTS: &str = "error-catalog.documents";

/// Another version may render other documents from the same catalogue.
const VERSION: &str = env!("CARGO_PKG_VERSION");

const HEADER: &str = "error-catalog ";
const DOCUMENT: &str = "document ";
const LOCK: &str = "lock ";
const CATALOGUE: &str = "catalogue";
const END: &str = "end ";

/// What a test or a build script passes to the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The documents that Rust code names, relative to the package.
    pub documents: Vec<(Format, PathBuf)>,
    /// The lock that Rust code names.
    pub lock: Option<PathBuf>,
    /// The registry; `None` from a build script.
    pub catalog: Option<Catalog>,
}

impl Compiled {
    fn from_outputs(outputs: &Outputs) -> Self {
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
                CatalogSource::Catalog(catalog) => Some((**catalog).clone()),
                #[cfg(feature = "scan")]
                CatalogSource::Tree { .. } => None,
            },
        }
    }

    /// Serializes it: a line for each document, then the catalogue as a spec, then a checksum of all that. A test that
    /// ends while it writes leaves a text without it.
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
        let checksum = hash::hash(&text);
        let _ = writeln!(text, "{END}{checksum:016x}");
        text
    }

    /// Reads what [`hand_over`] or a build script wrote.
    ///
    /// # Errors
    /// The cause and the cure if another version wrote it, or if it is incomplete.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let unreadable = |line: &str| damaged(&format!("it has the unknown line `{line}`"));
        let mut read = Self { documents: Vec::new(), lock: None, catalog: None };
        let (header, mut rest) = text.split_once('\n').unwrap_or((text, ""));
        let version = header.strip_prefix(HEADER).ok_or_else(|| unreadable(header))?;
        if version != VERSION {
            let cause = format!(
                "the package uses catalog-specs {version}, but this command has version {VERSION}"
            );
            return Err(Problem::without_place(cause, SAME_VERSION));
        }
        let end = rest.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
        let (before, last) = rest.split_at(end);
        let covered = text.len() - last.len();
        let checksum = text.get(..covered).map(hash::hash);
        if Some(last) != checksum.map(|checksum| format!("{END}{checksum:016x}\n")).as_deref() {
            return Err(damaged("it was cut off or changed after it was written"));
        }
        rest = before;
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            if line == CATALOGUE {
                let catalog = spec::read_unchecked(rest)
                    .map_err(|problem| damaged(&format!("its catalogue has errors: {problem}")))?;
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

const SAME_VERSION: &str = "use one version of both: `cargo install cargo-error-catalog`, and `cargo update` for the package";

/// The problem that a text is not as [`Compiled::write`] wrote it.
fn damaged(cause: &str) -> Problem {
    Problem::without_place(
        format!("what the package passed to the command cannot be read: {cause}"),
        "run the command again; if it stays, see whether `cargo test` ends before it is done",
    )
}

/// Writes the compiled catalogue to a new file in a folder.
pub(super) fn write_dump(outputs: &Outputs, folder: &Path) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let compiled = Compiled::from_outputs(outputs);
    let text = compiled.write();
    assert_eq!(
        Compiled::read(&text).as_ref(),
        Ok(&compiled),
        "the catalogue changes when it is written as a spec and read back: this is a bug in error-catalog"
    );
    let name = format!("{}.{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let written = files::write(&folder.join(&name), &text);
    assert!(written.is_ok(), "cannot write the catalogue to `{}`: {written:?}", folder.display());
}

/// Whether the command builds the package.
pub(super) fn is_called_by_the_command() -> bool {
    env::var_os(COMMAND_VARIABLE).is_some()
}

/// Lists the documents that a build script names in Rust code, for the command.
pub(super) fn write_named_documents(outputs: &Outputs) {
    let Some(folder) = env::var_os("OUT_DIR") else { return };
    let path = Path::new(&folder).join(NAMED_DOCUMENTS);
    // The build goes on without the file; the command then cannot compare these documents.
    let _ = if outputs.names_documents() {
        let named = Compiled { catalog: None, ..Compiled::from_outputs(outputs) };
        files::write(&path, &named.write()).is_ok()
    } else {
        fs::remove_file(path).is_ok()
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::model::{Entry, Group, Text};

    fn compiled() -> Compiled {
        let messages = vec![Text { locale: String::new(), message: "からです".into() }];
        let entry = Entry::new("CART_EMPTY", "Empty", 400, Level::Info);
        let entries = vec![Entry { messages, ..entry }];
        let group = Group {
            domain: "CART".into(),
            type_name: "CartError".into(),
            module: "billing::cart".into(),
            entries,
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
    fn a_written_registry_is_read_back() {
        assert_eq!(Compiled::read(&compiled().write()), Ok(compiled()));
        let source = Compiled { catalog: None, ..compiled() };
        assert_eq!(Compiled::read(&source.write()), Ok(source));
    }

    #[test]
    fn another_version_and_every_incomplete_text_are_refused() {
        let text = compiled().write();
        let newer = text.replacen(VERSION, "99.0.0", 1);
        assert!(Compiled::read(&newer).unwrap_err().message.contains("catalog-specs 99.0.0"));
        // With a catalogue, with documents only, and with neither.
        let named = Compiled { catalog: None, ..compiled() };
        let empty = Compiled { documents: Vec::new(), lock: None, catalog: None };
        for text in [text, named.write(), empty.write()] {
            assert!(Compiled::read(&text).is_ok());
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                assert!(Compiled::read(&text[..end]).is_err(), "{:?}", &text[..end]);
            }
            for more in ["\n", " ", "catalogue\n", &text] {
                assert!(Compiled::read(&format!("{text}{more}")).is_err(), "{more:?}");
            }
            let lines: Vec<_> = text.lines().collect();
            for left in 0..lines.len() {
                let (before, after) = (&lines[..left], &lines[left + 1..]);
                let text = [before, after].concat().join("\n") + "\n";
                assert!(Compiled::read(&text).is_err(), "{text:?}");
            }
        }
    }
}
