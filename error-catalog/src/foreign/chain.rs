//! Searches a chain of causes for an error that a table knows.

use core::error::Error;
use core::time::Duration;
use std::io;

use super::known::Known;
use super::recognizers::recognized;
use crate::causes::MOST_LINKS;
use crate::panics;

/// What is known of an error: by the outermost link that has a row, with the origin of the outermost type that is recognized.
pub(crate) fn find(outermost: &(dyn Error + 'static)) -> Option<Known> {
    let (mut origin, mut wait) = (None, None);
    let links = core::iter::successors(Some(outermost), |&error| next(error));
    for link in links.take(MOST_LINKS) {
        wait = wait.or_else(|| asked_wait(link));
        // Recognizers are user code.
        let Ok(Some(recognized)) = panics::catch(|| recognized(link)) else { continue };
        origin = origin.or(recognized.origin);
        if let Some(row) = recognized.row {
            return Some(Known::new(row, origin).with_asked_wait(wait));
        }
    }
    None
}

/// How long another service asks to wait, by its response.
#[cfg(feature = "reqwest")]
fn asked_wait(error: &(dyn Error + 'static)) -> Option<Duration> {
    error.downcast_ref::<super::response::OtherResponse>()?.retry_after
}

#[cfg(not(feature = "reqwest"))]
fn asked_wait(_: &(dyn Error + 'static)) -> Option<Duration> {
    None
}

/// The error within or behind an error. `io::Error::source` leaves out the error that it wraps.
fn next<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => panics::catch(|| error.source()).ok().flatten(),
    }
}
