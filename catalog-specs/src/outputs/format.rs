//! The formats by their words, and what makes each.

use std::path::PathBuf;

use super::Audience;
use crate::model::Catalog;
use crate::{render, spec};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Spec,
        Self::OpenApi,
        Self::TypeScript,
        Self::Proto,
    ];

    /// Its word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
            Self::Spec => "spec",
            Self::OpenApi => "openapi",
            Self::TypeScript => "typescript",
            Self::Proto => "proto",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == word)
    }

    /// Whom its documents can be for, the default first. Bindings of clients have nothing internal.
    pub const fn audiences(self) -> &'static [Audience] {
        match self {
            Self::OpenApi | Self::TypeScript | Self::Proto => &[Audience::Public],
            Self::Markdown | Self::Html | Self::Json | Self::Spec => &[Audience::Internal],
        }
    }

    /// Whom its documents are for where nothing is declared.
    pub(crate) fn default_audience(self) -> Audience {
        self.audiences().first().copied().unwrap_or(Audience::Internal)
    }

    /// The files of a document, each with its path below that of the document: an empty one where
    /// the document is a file itself.
    pub fn render(self, catalog: &Catalog) -> Vec<(PathBuf, String)> {
        let text = match self {
            Self::Html => {
                let pages = render::html(catalog);
                return pages.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect();
            }
            Self::Markdown => render::markdown(catalog),
            Self::Json => render::catalogue(catalog),
            Self::Spec => spec::write(catalog),
            Self::OpenApi => render::openapi(catalog),
            Self::TypeScript => render::typescript(catalog),
            Self::Proto => render::proto(catalog),
        };
        vec![(PathBuf::new(), text)]
    }
}
