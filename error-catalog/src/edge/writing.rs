//! The answer to a failure, written for the client who asked; anybody's code that panics meanwhile is another failure.

use std::borrow::Cow;
use std::sync::Arc;

use http::response::Parts;

use super::finish::{Finished, identify};
use super::{Adopted, Answer, BETTER_KNOWN, Exchange, Rules, answer, panics};
use crate::dialect::{Dialect, Seed};
use crate::failure::Raised;
use crate::{Catalogued, Envelope};

impl Rules {
    /// The answer to a failure that never became one: a panic, a timeout, a broken connection.
    pub(crate) fn fail(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
    ) -> Answer {
        let (mut head, ()) = http::Response::new(()).into_parts();
        let body = self.fail_over(exchange, error, &mut head);
        head.extensions.insert(Finished);
        http::Response::from_parts(head, body)
    }

    /// The same over the head of a response that is there, whose other headers and extensions stay; gives the
    /// body. What [`fail`](Self::fail) and [`replace`](super::replace) do in two steps, without a second map of headers.
    pub(super) fn fail_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        head: &mut Parts,
    ) -> Cow<'static, [u8]> {
        let staying = answer::Staying::take(&mut head.headers);
        // What the error shows of itself is written by anybody's code.
        let written = panics::catch(|| self.write(exchange, error, None, head));
        let (body, broken) = match written {
            Ok(body) => (body, None),
            Err(panicked) => {
                let broken = self.unwritable(error, &panicked);
                (self.write_broken(exchange, &broken, head), Some(broken))
            }
        };
        if let Some(staying) = staying {
            staying.put_back(&mut head.headers, head.status);
        }
        let told = broken.as_deref().map_or(error, |broken| broken);
        self.tell(exchange, told, head.status);
        answer::measured(body, head, exchange.method())
    }

    /// Writes the answer in the place of one that could not be: in the registry's dialect, and in ours where it is
    /// the dialect that panics.
    #[cold]
    fn write_broken(
        &self,
        exchange: &Exchange,
        broken: &Raised,
        head: &mut Parts,
    ) -> Cow<'static, [u8]> {
        let written = panics::catch(|| {
            forget(head);
            self.write(exchange, broken, None, head)
        });
        written.unwrap_or_else(|_| {
            forget(head);
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
        let adopted;
        let error: &dyn Catalogued = if core::ptr::eq(error.catalog_settings(), self.settings) {
            error.catalog_within().unwrap_or(error)
        } else {
            adopted = Adopted::new(error, self.settings);
            &adopted
        };
        let mut envelope = Envelope::of_exchange(error, exchange, self.locales.len() > 1);
        if let Some(dialect) = dialect {
            envelope = envelope.dialect(dialect);
        }
        let body = envelope.respond(head);
        // Behind the dialect: whatever it says, an answer of the edge has one id and no other.
        identify(exchange, &mut head.headers);
        body
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

/// What the headers say of an error whose answer could not be written is not true of the one in its place.
fn forget(head: &mut Parts) {
    for name in &BETTER_KNOWN {
        head.headers.remove(name);
    }
}
