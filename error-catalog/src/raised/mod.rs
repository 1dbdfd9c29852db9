//! An error on its way out: what was raised, and what of it goes along with its response.
//!
//! [`Raised`] is what a failure holds, without the type of its registry; `chain` finds a catalogued error among the causes
//! of another one, and `own` is how an error is looked at behind a pointer. [`Kept`] is what travels with a response, for
//! the layer that finishes it: what was raised, a `snapshot` of what an envelope has shown, or what is left once it was `told`.

mod chain;
mod kept;
mod link;
mod own;
mod response;
mod snapshot;
mod told;
mod unexpected;

use core::error::Error;
use core::fmt;
use std::sync::Arc;

pub(crate) use chain::find;
pub use kept::Kept;
use link::Link;
use own::Own;
pub use unexpected::Unexpected;

use crate::catalogued::rows_within;
use crate::causes::links;
use crate::dialect::Rows;
use crate::dialect::Settings;
use crate::fields::Fields;
use crate::line::displayed;
use crate::panics;
use crate::system::internal_row;
use crate::{Catalogued, Entry, Envelope};

/// An error on its way out of a service: the dialect, the locales and the code of the unexpected are those of the
/// service's registry, whichever registry the error is at home in.
///
/// It knows the registry by its settings, which each has once, and not by its type: so all that is done with a
/// failure is compiled once, here.
pub(crate) struct Raised {
    held: Held,
    /// Looked up once: the answer, the log and the count all ask for them.
    rows: Rows,
}

/// What was raised.
pub(crate) enum Held {
    /// A catalogued error, perhaps with what caused it.
    Own(Box<dyn Own>, Option<Box<dyn Error + Send + Sync>>),
    /// A catalogued error that was found among the causes of another one.
    Chained(Box<dyn Error + Send + Sync>, Link),
    /// What was raised in a narrower registry and is still looked at there.
    Shared(Arc<Raised>),
    /// A code by itself: what a bare answer of a framework stands for, or an error of a service beneath.
    Row(&'static Entry, Option<Box<dyn Error + Send + Sync>>),
    /// Something that no catalogue declares.
    Unexpected(Unexpected),
}

impl Raised {
    pub(crate) fn new(held: Held, settings: &'static Settings) -> Arc<Self> {
        let rows = held.rows(settings);
        Arc::new(Self { held, rows })
    }

    /// An error that knows no other registry than its own, perhaps with its cause.
    #[cfg(all(feature = "axum", feature = "serde_path_to_error"))]
    pub(crate) fn of_error(
        error: impl Catalogued + Send + Sync + 'static,
        cause: Option<Box<dyn Error + Send + Sync>>,
    ) -> Arc<Self> {
        let settings = error.catalog_settings();
        Self::new(Held::Own(Box::new(error), cause), settings)
    }

    /// A code by itself, perhaps with what it was told by.
    pub(crate) fn of_row(
        row: &'static Entry,
        cause: Option<Box<dyn Error + Send + Sync>>,
        settings: &'static Settings,
    ) -> Arc<Self> {
        Self::new(Held::Row(row, cause), settings)
    }

    /// Something that nobody foresaw.
    pub(crate) fn internal(
        cause: impl Into<Box<dyn Error + Send + Sync>>,
        settings: &'static Settings,
    ) -> Arc<Self> {
        Self::new(Held::Unexpected(Unexpected::new(cause)), settings)
    }

    /// Whether it was raised in the registry that has these settings.
    pub(crate) fn is_of(&self, settings: &'static Settings) -> bool {
        core::ptr::eq(self.rows.settings, settings)
    }

    pub(crate) fn rows(&self) -> Rows {
        self.rows
    }

    /// What goes to the client.
    pub(crate) fn envelope(&self) -> Envelope<'_> {
        Envelope::of(self, self.rows)
    }

    pub(crate) fn into_held(self) -> Held {
        self.held
    }

    pub(crate) fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        match &self.held {
            Held::Own(error, cause) => {
                let cause = cause.as_ref().map(|cause| -> &(dyn Error + 'static) { &**cause });
                error.as_error().downcast_ref().or_else(|| cause?.downcast_ref())
            }
            Held::Chained(error, link) => {
                let found: Option<&(dyn Error + 'static)> = link.error(&**error);
                found.and_then(|found| found.downcast_ref())
            }
            Held::Shared(raised) => raised.downcast_ref(),
            Held::Row(_, cause) => cause.as_ref().and_then(|cause| cause.downcast_ref()),
            Held::Unexpected(unexpected) => unexpected.cause().downcast_ref(),
        }
    }
}

impl Held {
    fn rows(&self, settings: &'static Settings) -> Rows {
        match self {
            Self::Own(error, _) => rows_within(&**error, settings),
            held => held.other_rows(settings),
        }
    }

    #[cold]
    fn other_rows(&self, settings: &'static Settings) -> Rows {
        match self {
            Self::Row(row, _) => Rows::of_row(row, settings),
            // A layer looks at what a service beneath returned, which is anybody's code.
            held => panics::catch(|| held.inner().map(|error| rows_within(error, settings)))
                .ok()
                .flatten()
                .unwrap_or_else(|| Rows::of_row(internal_row(settings), settings)),
        }
    }

    /// The catalogued error within what is held, where that is none itself.
    #[cold]
    fn inner(&self) -> Option<&dyn Catalogued> {
        match self {
            Self::Chained(error, link) => link.catalogued(&**error),
            Self::Shared(raised) => Some(&**raised),
            Self::Own(..) | Self::Row(..) | Self::Unexpected(_) => None,
        }
    }
}

impl Catalogued for Raised {
    fn catalog_row(&self) -> &'static Entry {
        self.rows.own
    }

    fn catalog_public_row(&self) -> &'static Entry {
        self.rows.public
    }

    fn catalog_text_row(&self) -> &'static Entry {
        self.rows.text
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        match &self.held {
            Held::Own(error, _) => error.catalog_fields(fields),
            held => {
                if let Some(error) = held.inner() {
                    error.catalog_fields(fields);
                }
            }
        }
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.rows.settings
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        match &self.held {
            Held::Own(error, _) => error.catalog_trace_id(),
            held => held.inner().and_then(Catalogued::catalog_trace_id),
        }
    }
}

impl Error for Raised {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.held {
            Held::Own(error, cause) => error
                .source()
                .or_else(|| cause.as_ref().map(|cause| -> &(dyn Error + 'static) { &**cause })),
            Held::Chained(error, _) => error.source(),
            Held::Shared(error) => error.source(),
            Held::Row(_, cause) => {
                cause.as_ref().map(|cause| -> &(dyn Error + 'static) { &**cause })
            }
            Held::Unexpected(unexpected) => unexpected.source(),
        }
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.held {
            Held::Own(error, _) => error.fmt(f),
            Held::Chained(error, _) => error.fmt(f),
            Held::Shared(error) => error.fmt(f),
            Held::Row(row, _) => f.write_str(row.developer_text()),
            Held::Unexpected(unexpected) => unexpected.fmt(f),
        }
    }
}

impl fmt::Debug for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A line each: what they say may come from anybody.
        write!(f, "{}: {}", self.catalog_row().code(), displayed(self))?;
        self.source()
            .into_iter()
            .flat_map(links)
            .try_for_each(|cause| write!(f, "\ncaused by: {}", displayed(&cause)))
    }
}
