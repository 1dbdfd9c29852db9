//! Renders a failure for the client. User code that panics meanwhile becomes another failure.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderMap, Response};

use super::finish::identify;
use super::finished::Finished;
use super::{Answer, Exchange, Rules, answer};
use crate::catalogued::entries_within;
use crate::dialect::ResponseEntries;
use crate::dialect::{RenderedBody, Standard};
use crate::failure_inner::FailureInner;
use crate::panics;
use crate::{Catalogued, Entry, Envelope};

impl Rules {
    /// The response to a failure that never became one: a panic, a timeout, a broken connection.
    pub(crate) fn fail(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
    ) -> Answer {
        let mut answer = Response::new(Cow::Borrowed(&[][..]));
        let (told, written) = self.fail_over(exchange, error, answer.headers_mut());
        written.put_into(&mut answer);
        answer.extensions_mut().insert(Finished::reported(told));
        answer
    }

    /// The same over the headers of a response, of which the others are kept; returns the entry that was reported, and the
    /// rest of the response.
    pub(crate) fn fail_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        headers: &mut HeaderMap,
    ) -> (&'static Entry, RenderedBody) {
        let unlisted = self.unlisted(error);
        let error = unlisted.as_ref().map_or(error, |unlisted| unlisted);
        let (written, broken) = self.write_over(exchange, error, None, headers);
        let told = broken.as_deref().map_or(error, |broken| broken);
        self.report(exchange, told, written.status);
        self.finished(exchange, written.status);
        (told.catalog_row(), written)
    }

    /// Renders an error over the headers of a response and returns the rest of the response, with the failure that replaces
    /// an error that cannot be rendered. Headers are kept as by [`replace`](super::replace).
    #[inline]
    pub(super) fn write_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        entries: Option<ResponseEntries>,
        headers: &mut HeaderMap,
    ) -> (RenderedBody, Option<Arc<FailureInner>>) {
        let staying = answer::PreservedHeaders::take(headers);
        // `Catalogued` and the dialect are user code and may panic.
        let envelope = || self.envelope(exchange, error, entries);
        let written = caught(|| write(exchange, &envelope(), headers));
        let (mut written, broken) = match written {
            Ok(written) => (written, None),
            Err(panicked) => {
                let broken = self.render_failed(error, &panicked);
                let others = staying.as_ref().map(answer::PreservedHeaders::others);
                let others = others.cloned().unwrap_or_default();
                (self.write_broken(exchange, &broken, &others, headers), Some(broken))
            }
        };
        if let Some(staying) = staying {
            staying.put_back(headers, written.status);
        }
        answer::measure(&mut written, headers, exchange.method());
        (written, broken)
    }

    /// Renders the failure that replaces one that panicked: in the dialect of the registry, or in the standard dialect if it
    /// is the dialect that panics. `others` are the headers before the first attempt, whose headers are discarded.
    #[cold]
    fn write_broken(
        &self,
        exchange: &Exchange,
        broken: &FailureInner,
        others: &HeaderMap,
        headers: &mut HeaderMap,
    ) -> RenderedBody {
        let envelope = || self.envelope(exchange, broken, Some(broken.entries()));
        let written = caught(|| {
            headers.clone_from(others);
            write(exchange, &envelope(), headers)
        });
        written.unwrap_or_else(|_| {
            headers.clone_from(others);
            write(exchange, &envelope().dialect(&Standard), headers)
        })
    }

    /// The envelope of an error that this service sends. Dialect, locales and texts are those of the service, whichever
    /// registry the error belongs to.
    #[inline]
    pub(crate) fn envelope<'e>(
        &self,
        exchange: &'e Exchange,
        error: &'e (dyn Catalogued + Send + Sync),
        known: Option<ResponseEntries>,
    ) -> Envelope<'e> {
        let entries = match known {
            Some(entries) => entries.leaving_by(self.settings),
            None => entries_within(error, self.settings),
        };
        Envelope::of_exchange(error, entries, exchange, self.locales.len() > 1)
    }

    /// The failure that replaces an error that panicked while it was rendered.
    #[cold]
    pub(crate) fn render_failed(
        &self,
        error: &(dyn Catalogued + Send + Sync),
        panicked: &str,
    ) -> Arc<FailureInner> {
        // `catalog_row` may be what panicked.
        let code = panics::catch(|| error.catalog_row().code()).unwrap_or("an error");
        let text = format!("the answer of {code} could not be written: {panicked}");
        FailureInner::internal(text, self.settings)
    }
}

/// Renders a response; `Err` where the dialect panics, or its body is not the JSON that it says.
#[inline]
fn caught(write: impl FnOnce() -> RenderedBody) -> Result<RenderedBody, String> {
    let written = panics::catch(write)?;
    if written.claims_json && !answer::is_bodiless(written.status) && !is_json(&written.body) {
        return Err("the dialect wrote a body that is not JSON".to_owned());
    }
    Ok(written)
}

#[cold]
fn is_json(body: &[u8]) -> bool {
    let text = core::str::from_utf8(body);
    text.is_ok_and(|text| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
}

#[inline]
fn write(exchange: &Exchange, envelope: &Envelope<'_>, headers: &mut HeaderMap) -> RenderedBody {
    let written = envelope.respond(headers);
    // After the dialect, so that the response has exactly one id.
    identify(exchange, headers);
    written
}
