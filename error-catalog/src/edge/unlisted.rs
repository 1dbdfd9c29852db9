//! Errors whose code the registry of the layer does not list. They are sent as one that it lists, because no client should
//! receive a code that stands in no document.

use core::error::Error;
use core::fmt;

use super::{Exchange, Rules, statuses};
use crate::classed::show_causes;
use crate::dialect::{RenderedBody, Settings};
use crate::failure_inner::ResponseError;
use crate::fields::{Fields, WriteJson};
use crate::panics;
use crate::raised::Raised;
#[cfg(any(feature = "tracing", feature = "report"))]
use crate::violations::Violations;
use crate::{Catalogued, Entry};

/// An error under the code that replaces its own. The log record has its text, its causes and all its fields as context, and
/// under `unlisted` its own code. Clients receive none of them.
pub(crate) struct Unlisted<'e> {
    error: &'e (dyn Catalogued + Send + Sync),
    /// Its own code; nothing where it is one of ours, which a registry need not list.
    code: Option<&'static str>,
    entry: &'static Entry,
    settings: &'static Settings,
}

impl Rules {
    /// Whether the registry lists the code of an entry under its current name.
    #[inline]
    pub(crate) fn lists(&self, entry: &Entry) -> bool {
        (self.settings.get)(entry.code()).is_some_and(|listed| listed.code() == entry.code())
    }

    /// Whether a response error keeps its code. An extractor knows no registry: what it meets unexpectedly has the built-in internal
    /// code, and gets the one that the registry names.
    #[inline]
    pub(super) fn keeps_code(&self, kept: &ResponseError) -> bool {
        let public = kept.entries().public;
        let is_replaced =
            kept.is_unexpected_outside(self.settings) && statuses::is_internal(public);
        self.lists(public) && !is_replaced
    }

    /// The error under a listed code, if the one that it is sent as is not listed.
    #[inline]
    pub(crate) fn unlisted<'e>(
        &self,
        error: &'e (dyn Catalogued + Send + Sync),
    ) -> Option<Unlisted<'e>> {
        // `Catalogued` is user code and may panic; rendering finds that out again.
        let public = panics::catch(|| error.catalog_public_row()).ok()?;
        if self.lists(public) { None } else { Some(self.replace_unlisted(error, public)) }
    }

    #[cold]
    fn replace_unlisted<'e>(
        &self,
        error: &'e (dyn Catalogued + Send + Sync),
        public: &'static Entry,
    ) -> Unlisted<'e> {
        let status = public.status();
        // What our extractors refuse is no mistake of the service: it has the code of the bare status.
        let is_refusal = status.is_client_error() && statuses::is_built_in(public);
        let entry = if is_refusal { self.entry_or_internal(status) } else { self.internal_entry() };
        let is_built_in = is_refusal || statuses::is_internal(public);
        let code = (!is_built_in).then(|| public.code());
        Unlisted { error, code, entry, settings: self.settings }
    }

    /// Renders and reports the error that a response was made of, whose code is not listed.
    #[cold]
    pub(super) fn rewrite_unlisted(
        &self,
        exchange: &Exchange,
        kept: &mut ResponseError,
        itself: Option<&(dyn Catalogued + Send + Sync)>,
        headers: &mut http::HeaderMap,
    ) -> RenderedBody {
        let beside = kept.remove_rendered_headers(headers);
        let public = kept.entries().public;
        let entry = self.replace_unlisted(kept.error(), public).entry;
        let held = kept.take_error(entry, self.settings);
        let unlisted = self.replace_unlisted(itself.unwrap_or(held.error()), public);
        let (written, broken) = self.write_over(exchange, &unlisted, None, headers);
        if let Some(beside) = beside {
            beside.restore(headers);
        }
        let told = broken.as_deref().map(|broken| -> &(dyn Catalogued + Send + Sync) { broken });
        self.report(exchange, told.unwrap_or(&unlisted), written.status);
        panics::drop_safely(held);
        written
    }
}

impl crate::catalogued::Derived for Unlisted<'_> {}

impl Catalogued for Unlisted<'_> {
    fn catalog_row(&self) -> &'static Entry {
        self.entry
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        if let Some(code) = self.code {
            fields.context("unlisted", &code);
        }
        self.error.catalog_fields(&mut AsContext(fields));
        // By the settings of its registry: this one does not list it.
        show_causes(self.error, fields);
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.settings
    }

    fn catalog_raised(&self) -> Option<&Raised> {
        self.error.catalog_raised()
    }
}

impl Error for Unlisted<'_> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl fmt::Display for Unlisted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.error, f)
    }
}

impl fmt::Debug for Unlisted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unlisted").field("code", &self.code).finish_non_exhaustive()
    }
}

/// Shows details as context.
struct AsContext<'f>(&'f mut dyn Fields);

impl Fields for AsContext<'_> {
    fn data_class(&mut self, class: &'static str) {
        self.0.data_class(class);
    }

    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.0.context(name, value);
    }

    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.0.context(name, value);
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        self.0.context("details", value);
    }

    fn quoted(&mut self, value: &dyn WriteJson) {
        self.0.quoted(value);
    }

    #[cfg(any(feature = "tracing", feature = "report"))]
    fn violations(&mut self, violations: &Violations) {
        self.0.context("details", &violations.for_log());
    }
}
