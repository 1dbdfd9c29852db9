//! Finds a catalogued error among the causes of another error.

use core::error::Error;
use std::sync::Arc;

use super::FailureInner;
use super::link::Link;
use crate::Catalogued;
use crate::causes::links;
use crate::registry::{Cast, CodeSet, Registry as _, cast_of, root_settings};

/// The first link that is an error of a registry.
pub(crate) fn find<C: CodeSet>(outermost: &(dyn Error + 'static)) -> Option<Link> {
    links(outermost).enumerate().find_map(|(depth, error)| {
        let raised: Cast = as_raised::<C>;
        let cast = raised(error).map(|_| raised).or_else(|| cast_of(C::Root::LISTS, error))?;
        Some(Link { depth, cast })
    })
}

/// A failure that went through an interface without catalogues is still one.
fn as_raised<'e, C: CodeSet>(error: &'e (dyn Error + 'static)) -> Option<&'e dyn Catalogued> {
    let raised = error
        .downcast_ref::<Arc<FailureInner>>()
        .filter(|raised| raised.is_of(root_settings::<C>()));
    raised.map(|raised| -> &dyn Catalogued { &**raised })
}
