//! The answer to a failure, written for the client who asked; anybody's code that panics meanwhile is another failure.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderMap, Response};

use super::finish::identify;
use super::finished::Finished;
use super::{Answer, Exchange, Rules, answer};
use crate::catalogued::rows_within;
use crate::dialect::Rows;
use crate::dialect::{Filled, Standard};
use crate::panics;
use crate::raised::Raised;
use crate::{Catalogued, Entry, Envelope};

impl Rules {
    /// The answer to a failure that never became one: a panic, a timeout, a broken connection.
    pub(crate) fn fail(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
    ) -> Answer {
        let mut answer = Response::new(Cow::Borrowed(&[][..]));
        let (told, written) = self.fail_over(exchange, error, answer.headers_mut());
        written.put_into(&mut answer);
        answer.extensions_mut().insert(Finished::telling_of(told));
        answer
    }

    /// The same over the headers of a response that is there, of which the others stay; gives the row that was told of,
    /// and the rest of the answer.
    pub(crate) fn fail_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        headers: &mut HeaderMap,
    ) -> (&'static Entry, Filled) {
        let (written, broken) = self.write_over(exchange, error, None, headers);
        let told = broken.as_deref().map_or(error, |broken| broken);
        self.tell(exchange, told, written.status);
        (told.catalog_row(), written)
    }

    /// Writes an answer over the headers of a response, and gives the rest of it; and what goes out in the place of an error
    /// that cannot be written. As [`replace`](super::replace) does with an answer that is there already.
    #[inline]
    pub(super) fn write_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        rows: Option<Rows>,
        headers: &mut HeaderMap,
    ) -> (Filled, Option<Arc<Raised>>) {
        let staying = answer::Staying::take(headers);
        // What the error shows of itself is written by anybody's code.
        let written =
            panics::catch(|| write(exchange, &self.envelope(exchange, error, rows), headers));
        let (mut written, broken) = match written {
            Ok(written) => (written, None),
            Err(panicked) => {
                let broken = self.unwritable(error, &panicked);
                let others = staying.as_ref().map(answer::Staying::others);
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

    /// Writes the answer in the place of one that could not be: in the registry's dialect, and in ours where it is
    /// the dialect that panics. What was written of the other is gone; `others` are the headers that stood there before.
    #[cold]
    fn write_broken(
        &self,
        exchange: &Exchange,
        broken: &Raised,
        others: &HeaderMap,
        headers: &mut HeaderMap,
    ) -> Filled {
        let envelope = || self.envelope(exchange, broken, Some(broken.rows()));
        let written = panics::catch(|| {
            headers.clone_from(others);
            write(exchange, &envelope(), headers)
        });
        written.unwrap_or_else(|_| {
            headers.clone_from(others);
            write(exchange, &envelope().dialect(&Standard), headers)
        })
    }

    /// The envelope of an error on its way out of this service: whichever registry it is at home in, dialect, locales and
    /// texts are those of the service. What an extractor refuses knows no registry, and leaves like everything else.
    #[inline]
    pub(crate) fn envelope<'e>(
        &self,
        exchange: &'e Exchange,
        error: &'e (dyn Catalogued + Send + Sync),
        known: Option<Rows>,
    ) -> Envelope<'e> {
        let rows = match known {
            Some(rows) => rows.leaving_by(self.settings),
            None => rows_within(error, self.settings),
        };
        Envelope::of_exchange(error, rows, exchange, self.locales.len() > 1)
    }

    /// What goes out in the place of an error that panicked while its answer was written.
    #[cold]
    pub(crate) fn unwritable(
        &self,
        error: &(dyn Catalogued + Send + Sync),
        panicked: &str,
    ) -> Arc<Raised> {
        // Its row may be what panicked.
        let code = panics::catch(|| error.catalog_row().code()).unwrap_or("an error");
        let text = format!("the answer of {code} could not be written: {panicked}");
        Raised::internal(text, self.settings)
    }
}

#[inline]
fn write(exchange: &Exchange, envelope: &Envelope<'_>, headers: &mut HeaderMap) -> Filled {
    let written = envelope.respond(headers);
    // Behind the dialect: whatever it says, an answer of the edge has one id and no other.
    identify(exchange, headers);
    written
}
