//! The table of formats. The reader of `error-catalog.toml`, the gate and the command loop over it.

use std::path::PathBuf;

use super::Audience;
use crate::model::Catalog;
use crate::{render, spec};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One page of Markdown.
    Markdown,
    /// A site in a folder.
    Html,
    /// Status, message and log level of every code.
    Json,
    /// The whole catalogue, which can be read back.
    Spec,
    /// Components of OpenAPI 3.1.
    OpenApi,
    /// Types for clients.
    TypeScript,
    /// An enum of reasons.
    Proto,
    /// A JSON schema of the log record.
    LogRecord,
}

/// The files of a document with their paths relative to that of the document.
type Files = Vec<(PathBuf, String)>;

/// What is known about a format.
struct Row {
    /// The word in `error-catalog.toml` and the name of the method of `Outputs`.
    name: &'static str,
    /// The flag of `check` and `docs`.
    flag: &'static str,
    /// The help text of the command.
    about: &'static str,
    /// The path in examples and cures, with the usual extension.
    example: &'static str,
    /// Whether the document is a folder of files.
    is_folder: bool,
    /// The possible audiences, the default first.
    audiences: &'static [Audience],
    render: fn(&Catalog, Audience) -> Files,
}

/// Clients and developers read the same document.
const CLIENTS: &[Audience] = &[Audience::Public];
/// Only developers and operators read it.
const DEVELOPERS: &[Audience] = &[Audience::Internal];
/// The types are the same for everyone; the comments of the internal edition say more.
const BINDINGS: &[Audience] = &[Audience::Public, Audience::Internal];
/// The document has two editions.
const EITHER: &[Audience] = &[Audience::Internal, Audience::Public];

impl Format {
    /// Every format. `tests/tests/face` compares it with the enum.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Spec,
        Self::OpenApi,
        Self::TypeScript,
        Self::Proto,
        Self::LogRecord,
    ];

    const fn row(self) -> &'static Row {
        match self {
            Self::Markdown => &Row {
                name: "markdown",
                flag: "markdown",
                about: "One page of Markdown",
                example: "docs/errors.md",
                is_folder: false,
                audiences: EITHER,
                render: |catalog, audience| match audience {
                    Audience::Internal => file(render::markdown(catalog)),
                    Audience::Public => file(render::public_markdown(catalog)),
                },
            },
            Self::Html => &Row {
                name: "html",
                flag: "html",
                about: "A site in a folder",
                example: "docs/errors",
                is_folder: true,
                audiences: EITHER,
                render: |catalog, audience| match audience {
                    Audience::Internal => folder(render::html(catalog)),
                    Audience::Public => folder(render::public_html(catalog)),
                },
            },
            Self::Json => &Row {
                name: "json",
                // `--json` is the format of the answer.
                flag: "json-file",
                about: "Summary: status, message and log level of every code",
                example: "docs/errors.json",
                is_folder: false,
                audiences: EITHER,
                render: |catalog, audience| match audience {
                    Audience::Internal => file(render::catalogue(catalog)),
                    Audience::Public => file(render::public_catalogue(catalog)),
                },
            },
            Self::Spec => &Row {
                name: "spec",
                flag: "spec",
                about: "The whole catalogue, which `import` and `--source` read back",
                example: "docs/errors.spec.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |catalog, _| file(spec::write(catalog)),
            },
            Self::OpenApi => &Row {
                name: "openapi",
                flag: "openapi",
                about: "Components of OpenAPI 3.1",
                example: "docs/errors.openapi.json",
                is_folder: false,
                audiences: BINDINGS,
                render: |catalog, audience| match audience {
                    Audience::Internal => file(render::internal_openapi(catalog)),
                    Audience::Public => file(render::openapi(catalog)),
                },
            },
            Self::TypeScript => &Row {
                name: "typescript",
                flag: "typescript",
                about: "Types for clients in TypeScript",
                example: "web/errors.ts",
                is_folder: false,
                audiences: BINDINGS,
                render: |catalog, audience| match audience {
                    Audience::Internal => file(render::internal_typescript(catalog)),
                    Audience::Public => file(render::typescript(catalog)),
                },
            },
            Self::Proto => &Row {
                name: "proto",
                flag: "proto",
                about: "An enum of reasons for protocol buffers, with retired codes reserved",
                example: "proto/errors.proto",
                is_folder: false,
                audiences: CLIENTS,
                render: |catalog, _| file(render::proto(catalog)),
            },
            Self::LogRecord => &Row {
                name: "log_record",
                flag: "log-record",
                about: "A JSON schema of the log record",
                example: "docs/log-record.schema.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |catalog, _| file(render::log_record(catalog)),
            },
        }
    }

    /// The word in `error-catalog.toml`.
    pub const fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The name of its flag for `check` and `docs`, without the dashes.
    #[doc(hidden)]
    pub const fn flag(self) -> &'static str {
        self.row().flag
    }

    /// What the document is, as one line for the help of a command.
    pub const fn about(self) -> &'static str {
        self.row().about
    }

    /// A usual path of the document.
    pub const fn example(self) -> &'static str {
        self.row().example
    }

    /// Whether the document is a folder of files.
    pub const fn is_folder(self) -> bool {
        self.row().is_folder
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == word)
    }

    /// The possible audiences, the default first. Bindings for clients have nothing internal.
    pub const fn audiences(self) -> &'static [Audience] {
        self.row().audiences
    }

    pub(crate) fn default_audience(self) -> Audience {
        self.audiences().first().copied().unwrap_or(Audience::Internal)
    }

    /// The files of a document with their paths relative to that of the document. The path is empty if the document is
    /// one file.
    pub fn render(self, catalog: &Catalog) -> Vec<(PathBuf, String)> {
        self.render_for(catalog, self.default_audience())
    }

    /// The same for an audience, which is one of [`Self::audiences`].
    pub fn render_for(self, catalog: &Catalog, audience: Audience) -> Vec<(PathBuf, String)> {
        (self.row().render)(catalog, audience)
    }
}

fn file(text: String) -> Files {
    vec![(PathBuf::new(), text)]
}

fn folder(pages: Vec<(String, String)>) -> Files {
    pages.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_folder_if_its_row_says_so() {
        for format in Format::ALL {
            let files = format.render(&Catalog::default());
            let is_file =
                files.len() == 1 && files.iter().all(|(path, _)| path.as_os_str().is_empty());
            assert_eq!(is_file, !format.is_folder(), "{format:?}");
            let has_extension = std::path::Path::new(format.example()).extension().is_some();
            assert_eq!(has_extension, !format.is_folder(), "{format:?}");
        }
    }

    #[test]
    fn words_and_flags_are_unique() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.as_str()), Some(*format));
            assert_eq!(Format::ALL.iter().filter(|other| other.flag() == format.flag()).count(), 1);
            assert!(!format.flag().contains('_') && format.flag() != "json", "{format:?}");
        }
    }
}
