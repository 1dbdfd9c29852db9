//! The shapes of a body: which members, under which names.
//!
//! The registry sets the dialect (`#[registry(dialect = …)]`); an [`Envelope`](crate::Envelope) can take another one. A dialect
//! reads [`Parts`], which hold only what clients may see.

mod builtin;
pub(crate) mod contract;
mod default_body;
mod defaults;
mod details;
mod draft;
mod entries;
mod facts;
mod guarded;
mod parts;
mod pointer;
mod read;
mod settings;
mod write;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use builtin::{Agent, Flat, Google, ProblemDetails, Standard};
pub use contract::{Dialect, Parts, Settings};
pub use details::{Details, Iter};

pub(crate) use contract::{Outgoing, RenderedBody, ResponseDraft, ResponseEntries, ShowCause};
#[cfg(feature = "tonic")]
pub(crate) use details::Violation;
pub(crate) use entries::{public_of, text_of};
#[cfg(feature = "tonic")]
pub(crate) use facts::{metadata, page, service, violations};
pub(crate) use read::{Received, ReceivedRule, read};
