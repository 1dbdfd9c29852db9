//! Searches a chain of causes for an error that a table knows.

use core::error::Error;
use std::io;

use super::answered::Answered;
use super::known::Known;
use super::recognizers::recognized;
use crate::causes::MOST_LINKS;
use crate::panics;

/// What is known of an error: by the outermost link that has a row, with the origin of the outermost type that is recognized.
pub(crate) fn find(outermost: &(dyn Error + 'static)) -> Option<Known> {
    let mut origin = None;
    let links = core::iter::successors(Some(outermost), |&error| next(error));
    for link in links.take(MOST_LINKS) {
        if let Some(answered) = link.downcast_ref::<Answered>() {
            return Some(answered.known().of_origin(origin));
        }
        // Recognizers are user code.
        let Ok(Some(recognized)) = panics::catch(|| recognized(link)) else { continue };
        origin = origin.or(recognized.origin);
        if let Some(row) = recognized.row {
            return Some(Known::new(row, origin));
        }
    }
    None
}

/// The error within or behind an error. `io::Error::source` leaves out the error that it wraps.
fn next<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => panics::catch(|| error.source()).ok().flatten(),
    }
}
