//! The formats of documents and their renderers.

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
        Self::LogRecord,
    ];

    /// The word in `error-catalog.toml` and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
            Self::Spec => "spec",
            Self::OpenApi => "openapi",
            Self::TypeScript => "typescript",
            Self::Proto => "proto",
            Self::LogRecord => "log_record",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == word)
    }

    /// The possible audiences, the default first. Bindings for clients have nothing internal.
    pub const fn audiences(self) -> &'static [Audience] {
        match self {
            Self::OpenApi | Self::TypeScript | Self::Proto => &[Audience::Public],
            Self::Markdown | Self::Html => &[Audience::Internal, Audience::Public],
            Self::Json | Self::Spec | Self::LogRecord => &[Audience::Internal],
        }
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
        let one = |text| vec![(PathBuf::new(), text)];
        let many = |pages: Vec<(String, String)>| {
            pages.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect()
        };
        match (self, audience) {
            (Self::Html, Audience::Internal) => many(render::html(catalog)),
            (Self::Html, Audience::Public) => many(render::public_html(catalog)),
            (Self::Markdown, Audience::Internal) => one(render::markdown(catalog)),
            (Self::Markdown, Audience::Public) => one(render::public_markdown(catalog)),
            (Self::Json, _) => one(render::catalogue(catalog)),
            (Self::Spec, _) => one(spec::write(catalog)),
            (Self::OpenApi, _) => one(render::openapi(catalog)),
            (Self::TypeScript, _) => one(render::typescript(catalog)),
            (Self::Proto, _) => one(render::proto(catalog)),
            (Self::LogRecord, _) => one(render::log_record(catalog)),
        }
    }
}
