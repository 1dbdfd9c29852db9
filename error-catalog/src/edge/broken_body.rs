//! Bodies of responses that break off after their head was sent.

use core::error::Error;
use core::fmt::{self, Write as _};

use super::Edge;
use super::statuses::without_alarm;
use crate::causes::links;
use crate::panics;
use crate::{Failure, Registry};

impl<C: Registry> Edge<C> {
    /// The failure of a body that could not be sent to its end. The head was sent; [`report`](Self::report) it with the status
    /// that the head had.
    pub fn broken_body(&self, error: Box<dyn Error + Send + Sync>) -> Failure<C> {
        match self.raised(error) {
            Ok(failure) => failure,
            Err(error) if is_of_connection(&*error) => self.broken_connection(error),
            Err(error) => Failure::unexpected_while("sending the body of a response", error),
        }
    }

    /// The failure of a body that sends back what it receives, where the client has broken off: no alarm.
    pub(crate) fn broken_connection(&self, error: Box<dyn Error + Send + Sync>) -> Failure<C> {
        Failure::of_entry(without_alarm(self.rules.internal_entry()), error)
    }
}

/// Whether an error is hyper's about a connection: a handler that sends back what it receives fails with it when the client
/// breaks off, which is no alarm.
///
/// It is recognized by its `Debug`, as a timeout is, so that no feature depends on hyper.
fn is_of_connection(error: &(dyn Error + 'static)) -> bool {
    let mut links = links(error).skip_while(|link| begins(*link, "Error { inner: "));
    links.next().is_some_and(|link| begins(link, "hyper::Error("))
}

/// Whether the `Debug` of an error begins with a text.
fn begins(error: &(dyn Error + 'static), text: &'static str) -> bool {
    let mut rest = Expected { rest: text, is_there: false };
    // `Debug` is user code and may panic. Writing ends with an error as soon as the answer is known.
    let _ = panics::catch(|| write!(rest, "{error:?}"));
    rest.is_there
}

/// Compares the beginning of what is written.
struct Expected {
    rest: &'static str,
    is_there: bool,
}

impl fmt::Write for Expected {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        match self.rest.strip_prefix(piece) {
            Some(rest) if !rest.is_empty() => {
                self.rest = rest;
                Ok(())
            }
            _ => {
                self.is_there = piece.starts_with(self.rest);
                Err(fmt::Error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_a_connection_is_known_by_its_debug() {
        let text = |text: &str| -> Box<dyn Error> { Named(text.to_owned()).into() };
        assert!(is_of_connection(&*text("hyper::Error(Body, reset)")));
        assert!(!is_of_connection(&*text("reqwest::Error { source: hyper::Error(Body) }")));
        assert!(!is_of_connection(&*text("hyper")));
    }

    struct Named(String);

    impl fmt::Debug for Named {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.chars().try_for_each(|piece| f.write_char(piece))
        }
    }

    impl fmt::Display for Named {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("named")
        }
    }

    impl Error for Named {}
}
