//! The inside of a failure, and the error that is attached to a response.
//!
//! `chain` finds a catalogued error among the causes of another one, and `as_error` upcasts trait objects. [`ResponseError`]
//! travels with a response to the layer: the failure itself, a `snapshot` of an error whose envelope was made, or its entry
//! once it was `reported`.

mod as_error;
#[cfg(feature = "async-graphql")]
mod carried;
mod chain;
mod link;
mod reported;
mod response;
mod response_error;
mod snapshot;
mod undeclared;
mod unexpected;

use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::sync::{Arc, OnceLock};

use as_error::AsDynError;
#[cfg(feature = "async-graphql")]
pub(crate) use carried::carried;
pub(crate) use chain::find;
use link::Link;
pub use response_error::ResponseError;
pub use unexpected::Unexpected;

use crate::catalogued::entries_within;
use crate::causes::{LoggedCause, links};
use crate::classed::{mask_for, show_cause};
use crate::dialect::ResponseEntries;
use crate::dialect::Settings;
use crate::fields::Fields;
use crate::foreign::{self, Known};
use crate::line::masked;
use crate::mask::DEFAULT_MASK;
use crate::panics;
use crate::raised::Raised;
use crate::system::internal_entry;
use crate::{Catalogued, Entry, Envelope};

/// A failure that a service sends. Dialect, locales and internal code are those of the service's registry, whichever
/// registry the error belongs to.
///
/// It refers to the registry by its settings and not by its type, so that its code is compiled once.
pub(crate) struct FailureInner {
    held: FailureKind,
    raised: Raised,
    /// Looked up once, for the response, the log and the count.
    entries: ResponseEntries,
    /// The same: recognizers are user code, and a chain of causes may be long.
    foreign: OnceLock<Option<Known>>,
}

/// The kinds of failure.
pub(crate) enum FailureKind {
    /// A catalogued error, perhaps with what caused it.
    Own(Box<dyn AsDynError>, Option<Box<dyn Error + Send + Sync>>),
    /// A catalogued error that was found among the causes of another one.
    Chained(Box<dyn Error + Send + Sync>, Link),
    /// A failure of a narrower registry that is also referenced there.
    Shared(Arc<FailureInner>),
    /// An entry without an error: of a bare response, or of an error that the service beneath returned.
    Entry(&'static Entry, Option<Box<dyn Error + Send + Sync>>),
    /// The same, with how long the client should wait.
    EntryAfter(&'static Entry, Box<dyn Error + Send + Sync>, Duration),
    /// An error that no catalogue declares.
    Unexpected(Unexpected),
    /// A failure with a code that the set of its endpoint, which is named, does not list.
    Undeclared(Arc<FailureInner>, &'static str),
}

impl FailureInner {
    #[cfg_attr(feature = "location", track_caller)]
    pub(crate) fn new(held: FailureKind, settings: &'static Settings) -> Arc<Self> {
        Self::raised_at(Raised::here(), held, settings)
    }

    /// A failure that was raised somewhere else.
    pub(crate) fn raised_at(
        raised: Raised,
        held: FailureKind,
        settings: &'static Settings,
    ) -> Arc<Self> {
        let entries = held.entries(settings);
        Arc::new(Self { held, raised, entries, foreign: OnceLock::new() })
    }

    /// An error in its own registry, perhaps with its cause.
    #[cfg(all(any(feature = "actix", feature = "axum"), feature = "serde_path_to_error"))]
    pub(crate) fn of_error(
        error: impl Catalogued + Send + Sync + 'static,
        cause: Option<Box<dyn Error + Send + Sync>>,
    ) -> Arc<Self> {
        let settings = error.catalog_settings();
        Self::new(FailureKind::Own(Box::new(error), cause), settings)
    }

    /// An entry without an error, and its cause.
    pub(crate) fn of_entry(
        entry: &'static Entry,
        cause: Option<Box<dyn Error + Send + Sync>>,
        settings: &'static Settings,
    ) -> Arc<Self> {
        Self::new(FailureKind::Entry(entry, cause), settings)
    }

    /// An unexpected failure.
    #[cfg_attr(feature = "location", track_caller)]
    pub(crate) fn internal(
        cause: impl Into<Box<dyn Error + Send + Sync>>,
        settings: &'static Settings,
    ) -> Arc<Self> {
        Self::new(FailureKind::Unexpected(Unexpected::new(cause)), settings)
    }

    /// A failure with a code that the set of its endpoint does not list.
    ///
    /// # Panics
    /// With feature `testing`: the test that provoked it fails.
    #[cold]
    pub(crate) fn undeclared(
        failure: Arc<Self>,
        set: &'static str,
        settings: &'static Settings,
    ) -> Arc<Self> {
        #[cfg(feature = "testing")]
        crate::produced::refuse_undeclared(set, failure.catalog_row());
        Self::raised_at(Raised::here(), FailureKind::Undeclared(failure, set), settings)
    }

    /// Whether its registry is the one with these settings.
    pub(crate) fn is_of(&self, settings: &'static Settings) -> bool {
        core::ptr::eq(self.entries.settings, settings)
    }

    /// Whether no catalogue declares the error.
    fn is_unexpected(&self) -> bool {
        matches!(self.held, FailureKind::Unexpected(_))
    }

    pub(crate) fn entries(&self) -> ResponseEntries {
        self.entries
    }

    /// The response body and head for the client.
    pub(crate) fn envelope(&self) -> Envelope<'_> {
        Envelope::with_entries(self, self.entries)
    }

    pub(crate) fn into_parts(self) -> (FailureKind, Raised) {
        (self.held, self.raised)
    }

    pub(crate) fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        match &self.held {
            FailureKind::Own(error, cause) => {
                let cause = cause.as_ref().map(|cause| -> &(dyn Error + 'static) { &**cause });
                error.as_error().downcast_ref().or_else(|| cause?.downcast_ref())
            }
            FailureKind::Chained(error, link) => {
                let found: Option<&(dyn Error + 'static)> = link.error(&**error);
                found.and_then(|found| found.downcast_ref())
            }
            FailureKind::Shared(raised) => raised.downcast_ref(),
            FailureKind::Entry(_, cause) => cause.as_ref().and_then(|cause| cause.downcast_ref()),
            FailureKind::EntryAfter(_, cause, _) => cause.downcast_ref(),
            FailureKind::Unexpected(unexpected) => unexpected.cause().downcast_ref(),
            FailureKind::Undeclared(failure, _) => failure.downcast_ref(),
        }
    }
}

impl FailureKind {
    fn entries(&self, settings: &'static Settings) -> ResponseEntries {
        match self {
            Self::Own(error, _) => entries_within(&**error, settings),
            held => held.other_entries(settings),
        }
    }

    #[cold]
    fn other_entries(&self, settings: &'static Settings) -> ResponseEntries {
        match self {
            Self::Entry(entry, _) | Self::EntryAfter(entry, ..) => {
                ResponseEntries::of_entry(entry, settings)
            }
            // The error of the service beneath is user code and may panic.
            held => panics::catch(|| held.inner().map(|error| entries_within(error, settings)))
                .ok()
                .flatten()
                .unwrap_or_else(|| ResponseEntries::of_entry(internal_entry(settings), settings)),
        }
    }

    /// The catalogued error within what is held, where that is none itself.
    #[cold]
    fn inner(&self) -> Option<&dyn Catalogued> {
        match self {
            Self::Chained(error, link) => link.catalogued(&**error),
            Self::Shared(raised) => Some(&**raised),
            Self::Own(..)
            | Self::Entry(..)
            | Self::EntryAfter(..)
            | Self::Unexpected(_)
            | Self::Undeclared(..) => None,
        }
    }
}

impl crate::catalogued::Derived for FailureInner {}

impl Catalogued for FailureInner {
    fn catalog_row(&self) -> &'static Entry {
        self.entries.own
    }

    fn catalog_public_row(&self) -> &'static Entry {
        self.entries.public
    }

    fn catalog_text_row(&self) -> &'static Entry {
        self.entries.text
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        match &self.held {
            FailureKind::Own(error, _) => error.catalog_fields(fields),
            FailureKind::EntryAfter(_, _, wait) => fields.retry_after(*wait),
            FailureKind::Undeclared(failure, set) => undeclared::show(&**failure, set, fields),
            held => {
                if let Some(error) = held.inner() {
                    return error.catalog_fields(fields);
                }
                // It is no cause: the text of the failure is that of the error.
                if let (FailureKind::Unexpected(unexpected), Some(show)) =
                    (held, self.entries.settings.show_cause)
                {
                    show_cause(show, unexpected.cause(), fields);
                }
                if let Some(known) = self.catalog_foreign() {
                    known.show(fields);
                }
            }
        }
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.entries.settings
    }

    fn catalog_raised(&self) -> Option<&Raised> {
        match &self.held {
            FailureKind::Shared(raised) | FailureKind::Undeclared(raised, _) => {
                raised.catalog_raised()
            }
            _ => Some(&self.raised),
        }
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        match &self.held {
            FailureKind::Own(error, _) => error.catalog_trace_id(),
            FailureKind::Undeclared(failure, _) => failure.catalog_trace_id(),
            held => held.inner().and_then(Catalogued::catalog_trace_id),
        }
    }

    fn catalog_foreign(&self) -> Option<Known> {
        let known = |cause| *self.foreign.get_or_init(|| foreign::find(cause));
        match &self.held {
            FailureKind::Unexpected(unexpected) => known(unexpected.cause()),
            FailureKind::Undeclared(failure, _) => failure.catalog_foreign(),
            FailureKind::Own(error, _) => error.catalog_foreign(),
            // The service beneath returned it, and no code was set for it.
            FailureKind::Entry(row, Some(cause))
                if core::ptr::eq(*row, internal_entry(self.entries.settings)) =>
            {
                known(&**cause)
            }
            held => held.inner().and_then(Catalogued::catalog_foreign),
        }
    }
}

impl Error for FailureInner {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.held {
            FailureKind::Own(error, cause) => error
                .source()
                .or_else(|| cause.as_ref().map(|cause| -> &(dyn Error + 'static) { &**cause })),
            FailureKind::Chained(error, _) => error.source(),
            FailureKind::Shared(error) | FailureKind::Undeclared(error, _) => error.source(),
            FailureKind::Entry(_, cause) => {
                cause.as_ref().map(|cause| -> &(dyn Error + 'static) { &**cause })
            }
            FailureKind::EntryAfter(_, cause, _) => Some(&**cause),
            FailureKind::Unexpected(unexpected) => unexpected.source(),
        }
    }
}

impl fmt::Display for FailureInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.held {
            FailureKind::Own(error, _) => error.fmt(f),
            FailureKind::Chained(error, _) => error.fmt(f),
            FailureKind::Shared(error) => error.fmt(f),
            FailureKind::Entry(entry, _) | FailureKind::EntryAfter(entry, ..) => {
                f.write_str(entry.developer_text())
            }
            FailureKind::Unexpected(unexpected) => unexpected.fmt(f),
            FailureKind::Undeclared(failure, set) => undeclared::display(&**failure, set, f),
        }
    }
}

impl fmt::Debug for FailureInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line each: the texts are user code and may hold line breaks.
        let mask = mask_for(self, &DEFAULT_MASK);
        write!(f, "{}: {}", self.catalog_row().code(), masked(self, &mask))?;
        self.source()
            .into_iter()
            .flat_map(links)
            .map(LoggedCause)
            .try_for_each(|cause| write!(f, "\ncaused by: {}", masked(&cause, &mask)))
    }
}
