//! What the clients of all languages share: names, details, literals, comments, and where a body has what.

mod advice;
mod comments;
mod details;
mod envelope;
mod literal;
mod names;
mod sets;

pub(super) use advice::{LONGEST_WAIT, own_wait, retryable_statuses};
pub(super) use comments::{Edition, about, description, retired};
pub(super) use details::{Details, Field, lists_violations};
pub(super) use envelope::{Access, Envelope, ViolationNames};
pub(super) use literal::quoted;
pub(super) use names::{Names, camel_case, constant_name, pascal_case, snake_case};
pub(super) use sets::Set;

use super::example::Examples;
use super::public::{Public, public_codes};
use crate::Dialect;
use crate::model::Catalog;

/// A catalogue as a client sees it.
pub(super) struct Client<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) codes: Vec<Public<'c>>,
    pub(super) sets: Vec<Set<'c>>,
    pub(super) envelope: Envelope,
    pub(super) edition: Edition<'c>,
}

impl<'c> Client<'c> {
    /// `is_internal`: the comments have everything that is known about a code.
    pub(super) fn new(catalog: &'c Catalog, is_internal: bool) -> Self {
        let examples = Examples::new(catalog);
        let codes = public_codes(catalog, &examples);
        Self {
            catalog,
            sets: Set::all(catalog, &codes, &examples),
            codes,
            envelope: Envelope::new(Dialect::for_documents(&catalog.settings).shape()),
            edition: Edition::new(catalog, &examples, is_internal),
        }
    }

    /// The details of a code.
    pub(super) fn details(&self, public: &Public<'c>) -> Option<Details<'c>> {
        let (content, taken) = self.envelope.details_content()?;
        Details::new(public, content, &taken)
    }

    /// Whether the errors of a code have a list of violations.
    pub(super) fn has_violations(&self, public: &Public<'_>) -> bool {
        self.envelope
            .violations
            .as_ref()
            .is_some_and(|(_, members)| lists_violations(public, members))
    }
}
