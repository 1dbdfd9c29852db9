//! One request, as the edge sees it.

#[cfg(not(feature = "locales"))]
mod by_itself;
mod languages;
#[cfg(feature = "locales")]
mod meaning;
mod tags;
mod trace_id;

use std::sync::{Arc, OnceLock};

use http::Method;

pub use languages::negotiate;
pub use trace_id::TraceId;

use crate::dialect::Settings;

/// What the edge knows of a request. A clone is a pointer to the same.
#[derive(Debug, Clone)]
pub struct Exchange(Arc<Told>);

#[derive(Debug, Clone)]
struct Told {
    trace_id: TraceId,
    wish: Option<Wish>,
    /// The locale that an envelope was given by hand.
    given: Option<Box<str>>,
    /// Those of the registry whose locales the client was offered.
    #[cfg_attr(
        not(any(feature = "actix", feature = "tonic", feature = "tower")),
        expect(dead_code, reason = "layers alone ask whose they are")
    )]
    settings: &'static Settings,
    method: Method,
    path: String,
}

/// The languages a client asks for. They are looked at when somebody wants to know, which is seldom: most
/// requests do not fail.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    accepted: Box<str>,
    available: Arc<[&'static str]>,
    locale: OnceLock<Option<&'static str>>,
}

/// A longer `Accept-Language` is nobody's, in however many lines it comes.
const LONGEST_WISH: usize = 1024;

impl Wish {
    /// Of the lines of an `Accept-Language`; nothing where there is none.
    #[inline]
    pub(crate) fn of<'h>(
        accepted: impl IntoIterator<Item = &'h [u8]>,
        available: &Arc<[&'static str]>,
    ) -> Option<Self> {
        let mut accepted = accepted.into_iter().peekable();
        accepted.peek()?;
        let accepted = String::from_utf8_lossy(&joined(accepted)).into_owned();
        let accepted = Some(accepted).filter(|list| !list.is_empty())?;
        let (accepted, available) = (accepted.into(), Arc::clone(available));
        Some(Self { accepted, available, locale: OnceLock::new() })
    }

    fn locale(&self) -> Option<&'static str> {
        *self.locale.get_or_init(|| self.wanted_most().or_else(|| self.negotiated()))
    }

    /// The very locale that is asked for first, without a quality: nothing can suit better.
    fn wanted_most(&self) -> Option<&'static str> {
        let first = self.accepted.split(',').next()?.trim();
        self.available.iter().copied().find(|locale| locale.eq_ignore_ascii_case(first))
    }

    fn negotiated(&self) -> Option<&'static str> {
        negotiate(&self.accepted, &self.available)
    }
}

/// RFC 9110, 5.3: the lines of a header are one list. What is too long is cut at a comma, for half of a range may say
/// what nobody said: `ja;q=0.9` would refuse as `ja;q=0`.
fn joined<'h>(lines: impl IntoIterator<Item = &'h [u8]>) -> Vec<u8> {
    let mut list = Vec::new();
    for line in lines {
        if !list.is_empty() {
            list.push(b',');
        }
        // One byte more than there is room for, which tells whether a range ends there.
        let room = (LONGEST_WISH + 1).saturating_sub(list.len());
        list.extend_from_slice(line.get(..room).unwrap_or(line));
        if list.len() > LONGEST_WISH {
            let end = list.iter().rposition(|byte| *byte == b',');
            list.truncate(end.unwrap_or_default());
            break;
        }
    }
    list
}

impl Exchange {
    #[inline]
    pub(crate) fn new(
        trace_id: TraceId,
        wish: Option<Wish>,
        settings: &'static Settings,
        method: Method,
        path: String,
    ) -> Self {
        Self(Arc::new(Told { trace_id, wish, given: None, settings, method, path }))
    }

    /// Whether the client was offered the locales of this registry.
    #[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
    pub(crate) fn is_of(&self, settings: &'static Settings) -> bool {
        core::ptr::eq(self.0.settings, settings)
    }

    /// The same request, where the locales of another registry are offered.
    #[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
    pub(crate) fn offered(&self, wish: Option<Wish>, settings: &'static Settings) -> Self {
        Self(Arc::new(Told { wish, settings, ..Told::clone(&self.0) }))
    }

    /// The same request under another id, or answered in another locale than it asked for.
    pub(crate) fn saying(&self, trace_id: Option<&TraceId>, locale: Option<&str>) -> Self {
        let mut told = Told::clone(&self.0);
        if let Some(trace_id) = trace_id {
            told.trace_id = trace_id.clone();
        }
        told.given = locale.map(Box::from).or(told.given);
        Self(Arc::new(told))
    }

    /// The id of the request: in the body, the header, the log record and the span.
    pub fn trace_id(&self) -> &TraceId {
        &self.0.trace_id
    }

    /// Whether the locale was given by hand, which holds where there is nothing to choose from too.
    pub(crate) fn is_locale_given(&self) -> bool {
        self.0.given.is_some()
    }

    /// The locale that suits the client, if it asked for one that there is, or the one that an answer was given by hand.
    #[inline]
    pub fn locale(&self) -> Option<&str> {
        self.0.given.as_deref().or_else(|| self.0.wish.as_ref().and_then(Wish::locale))
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.0.method
    }

    /// The path of the request, without its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }
}
