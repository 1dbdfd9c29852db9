//! The public parts of an error, with example values.

use core::time::Duration;

use super::values::{self, WAIT};
use crate::dialect::text;
use crate::json_type::JsonType;
use crate::model::{Entry, Group, HiddenRole, Settings};
use crate::{Class, Json};

/// The trace id of every example: that of the W3C recommendation.
pub const TRACE_ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// The public parts of an error, with example values.
pub struct Example<'c> {
    pub(super) settings: &'c Settings,
    pub(super) own: &'c Entry,
    pub(super) public_group: &'c Group,
    pub(super) public: &'c Entry,
    pub(super) message: String,
    /// Whether the text is the same for every occurrence.
    pub(super) message_is_constant: bool,
    /// The locale of the text; empty if none is declared.
    pub(super) locale: &'c str,
    pub(super) negotiated: bool,
}

/// A detail of an example.
pub(super) struct Detail {
    pub(super) name: String,
    pub(super) value: Json,
    /// Whether it comes from a flattened field.
    pub(super) flattened: bool,
}

impl Example<'_> {
    /// The code that is sent.
    pub fn code(&self) -> &str {
        &self.public.code
    }

    /// The user message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The locale of the message; empty if none is declared.
    pub fn locale(&self) -> &str {
        self.locale
    }

    /// The delay before a retry: of a field, else of the code, else of the code that is sent.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        let field = waits_by_field(self.own).then_some(WAIT);
        field.or(self.own.retry_after).or(self.public.retry_after)
    }

    /// Whether the error is masked: it is sent as another code, without details.
    pub(super) fn masked(&self) -> bool {
        self.public.code != self.own.code
    }

    /// The details in the order of their declaration.
    pub(super) fn details(&self) -> Vec<Detail> {
        let mut details: Vec<Detail> = Vec::new();
        if self.masked() {
            return details;
        }
        let mut add = |name: String, value: Json, flattened: bool| {
            let known = details.iter().any(|known| known.name == name);
            if value != Json::Null && !known {
                details.push(Detail { name, value, flattened });
            }
        };
        for detail in &self.own.details {
            let wire = JsonType::from_detail(detail);
            if detail.flatten {
                for (name, value) in values::flattened(&wire, self.locale) {
                    add(name, value, true);
                }
            } else {
                add(detail.name.clone(), values::of_detail(detail), false);
            }
        }
        details
    }

    /// Whether the flattened details are the broken fields of a validation.
    pub(super) fn has_violations(&self, details: &[Detail]) -> bool {
        self.public.effective_class() == Class::Validation
            && details.iter().any(|detail| detail.flattened)
    }

    /// The name of the service, or the domain of the code.
    pub(super) fn service(&self) -> String {
        match &self.settings.service {
            Some(service) => service.clone(),
            None => self.public_group.domain.to_ascii_lowercase(),
        }
    }

    /// The page about the code that is sent.
    pub(super) fn docs(&self) -> Option<String> {
        self.settings.page_url(self.public)
    }

    /// The `type` of a problem document.
    pub(super) fn problem_type(&self) -> Option<String> {
        self.settings.problem_type(self.public)
    }

    /// The title of a problem; `None` if the message is its title.
    pub(super) fn title(&self) -> Option<&str> {
        let (declared, has_type) = (self.public.title.as_deref(), self.problem_type().is_some());
        text::title(declared, self.public.status, has_type, || self.message_is_constant)
    }
}

/// Whether a field holds the delay before a retry.
pub(crate) fn waits_by_field(entry: &Entry) -> bool {
    entry.details.iter().any(|detail| detail.retry_after)
        || entry.hidden.iter().any(|field| field.roles.contains(&HiddenRole::RetryAfter))
}
