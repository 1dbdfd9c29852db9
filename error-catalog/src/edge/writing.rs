//! The answer to a failure, written for the client who asked; anybody's code that panics meanwhile is another failure.

use std::borrow::Cow;
use std::sync::Arc;

use http::response::Parts;
use http::{HeaderMap, Response};

use super::finish::identify;
use super::told::Finished;
use super::{Adopted, Answer, Exchange, Rules, answer, panics};
use crate::dialect::{Dialect, Seed};
use crate::failure::Raised;
use crate::{Catalogued, Entry, Envelope};

impl Rules {
    /// The answer to a failure that never became one: a panic, a timeout, a broken connection.
    pub(crate) fn fail(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
    ) -> Answer {
        let (mut head, ()) = Response::new(()).into_parts();
        let (told, body) = self.fail_over(exchange, error, &mut head);
        head.extensions.insert(Finished::telling_of(told));
        Response::from_parts(head, body)
    }

    /// The same over the head of a response that is there, whose other headers and extensions stay; gives the row that
    /// was told of, and the body.
    pub(crate) fn fail_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        head: &mut Parts,
    ) -> (&'static Entry, Cow<'static, [u8]>) {
        let (body, broken) = self.write_over(exchange, error, head);
        let told = broken.as_deref().map_or(error, |broken| broken);
        self.tell(exchange, told, head.status);
        (told.catalog_row(), body)
    }

    /// Writes an answer over the head of a response, and gives its body; and what goes out in the place of an error that
    /// cannot be written. What [`fail`](Self::fail) and [`replace`](super::replace) do in two steps, without a second map
    /// of headers.
    pub(super) fn write_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        head: &mut Parts,
    ) -> (Cow<'static, [u8]>, Option<Arc<Raised>>) {
        let staying = answer::Staying::take(&mut head.headers);
        // What the error shows of itself is written by anybody's code.
        let written = panics::catch(|| self.write(exchange, error, None, head));
        let (body, broken) = match written {
            Ok(body) => (body, None),
            Err(panicked) => {
                let broken = self.unwritable(error, &panicked);
                let others = staying.as_ref().map(answer::Staying::others);
                let others = others.cloned().unwrap_or_default();
                (self.write_broken(exchange, &broken, &others, head), Some(broken))
            }
        };
        if let Some(staying) = staying {
            staying.put_back(&mut head.headers, head.status);
        }
        (answer::measured(body, head, exchange.method()), broken)
    }

    /// Writes the answer in the place of one that could not be: in the registry's dialect, and in ours where it is
    /// the dialect that panics. What was written of the other is gone; `others` are the headers that stood there before.
    #[cold]
    fn write_broken(
        &self,
        exchange: &Exchange,
        broken: &Raised,
        others: &HeaderMap,
        head: &mut Parts,
    ) -> Cow<'static, [u8]> {
        let written = panics::catch(|| {
            head.headers.clone_from(others);
            self.write(exchange, broken, None, head)
        });
        written.unwrap_or_else(|_| {
            head.headers.clone_from(others);
            self.write(exchange, broken, Some(&Seed), head)
        })
    }

    fn write(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        dialect: Option<&'static dyn Dialect>,
        head: &mut Parts,
    ) -> Cow<'static, [u8]> {
        let body = self.with_envelope(exchange, error, |mut envelope| {
            if let Some(dialect) = dialect {
                envelope = envelope.dialect(dialect);
            }
            envelope.respond(head)
        });
        // Behind the dialect: whatever it says, an answer of the edge has one id and no other.
        identify(exchange, &mut head.headers);
        body
    }

    /// Gives the envelope of an error on its way out of this service.
    pub(crate) fn with_envelope<T>(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        run: impl FnOnce(Envelope<'_>) -> T,
    ) -> T {
        let can_choose = self.locales.len() > 1;
        if core::ptr::eq(error.catalog_settings(), self.settings) {
            return run(Envelope::of_exchange(error, exchange, can_choose));
        }
        let adopted = Adopted::new(error, self.settings);
        run(Envelope::of_exchange(&adopted, exchange, can_choose))
    }

    /// What goes out in the place of an error that panicked while its answer was written.
    #[cold]
    pub(crate) fn unwritable(
        &self,
        error: &(dyn Catalogued + Send + Sync),
        panicked: &str,
    ) -> Arc<Raised> {
        let code = error.catalog_row().code();
        let text = format!("the answer of {code} could not be written: {panicked}");
        Raised::internal(text, self.settings)
    }
}
