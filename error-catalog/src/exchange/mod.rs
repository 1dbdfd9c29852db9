//! One request, as the edge sees it.

mod languages;
#[cfg(not(feature = "locales"))]
mod literal_tag;
#[cfg(feature = "locales")]
mod resolved_tag;
mod route;
mod tags;
mod trace_id;

use core::fmt;
#[cfg(feature = "report")]
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use http::{HeaderName, Method};

pub use languages::negotiate;
pub(crate) use route::Route;
pub use trace_id::TraceId;
#[cfg(feature = "report")]
pub(crate) use trace_id::{hex, random};

use crate::dialect::Settings;
use crate::mask::Mask;

/// A request as a layer records it: trace id, method, path, route, locale and user. Clones share it. Its `Debug` text is masked.
#[derive(Clone)]
pub struct Exchange(Arc<ExchangeInner>);

#[derive(Clone)]
struct ExchangeInner {
    trace_id: TraceId,
    /// Whether the client has chosen the id, so that it may be that of anything else.
    #[cfg(feature = "report")]
    has_id_of_client: bool,
    language: Option<LanguagePreference>,
    /// The locale that was set by hand.
    given: Option<Box<str>>,
    /// The settings of the registry whose locales the client was offered.
    settings: &'static Settings,
    method: Method,
    path: String,
    route: Option<Route>,
    mask: Mask,
    /// The id of the user who sent the request, if the service has set it.
    user: OnceLock<Box<str>>,
    /// The headers that an observer logs.
    headers: Box<[LoggedHeader]>,
    /// Distinguishes requests whose clients chose the same id.
    #[cfg(feature = "report")]
    number: OnceLock<u64>,
    /// Whether an outer edge hands the request to an observer that counts requests.
    is_counted: bool,
    /// Set when that has happened.
    is_finished: OnceLock<()>,
    /// Set when a failure within the response was reported: the response itself is none.
    is_reported: OnceLock<()>,
}

/// A header of a request, and its value.
type LoggedHeader = (&'static HeaderName, Box<[u8]>);

/// The languages that a client accepts. They are negotiated on demand, because most requests do not fail.
#[derive(Debug, Clone)]
pub(crate) struct LanguagePreference {
    accepted: Box<str>,
    available: Arc<[&'static str]>,
    locale: OnceLock<Option<&'static str>>,
}

/// The longest `Accept-Language` that is read, over all its lines.
const LONGEST_WISH: usize = 1024;

impl LanguagePreference {
    /// Of the lines of an `Accept-Language`; nothing where there is none.
    #[inline]
    pub(crate) fn from_header<'h>(
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

    /// The locale that is exactly the first tag of the list, without a quality: it is the best match.
    fn wanted_most(&self) -> Option<&'static str> {
        let first = self.accepted.split(',').next()?.trim();
        self.available.iter().copied().find(|locale| locale.eq_ignore_ascii_case(first))
    }

    fn negotiated(&self) -> Option<&'static str> {
        negotiate(&self.accepted, &self.available)
    }
}

/// RFC 9110, 5.3: the lines of a header are one list. A list that is too long is cut at a comma, because half a range means
/// something else: `ja;q=0.9` cut to `ja;q=0` would refuse Japanese.
fn joined<'h>(lines: impl IntoIterator<Item = &'h [u8]>) -> Vec<u8> {
    let mut list = Vec::new();
    for line in lines {
        if !list.is_empty() {
            list.push(b',');
        }
        // One byte more than the limit, to see whether a range ends there.
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
        language: Option<LanguagePreference>,
        settings: &'static Settings,
        method: Method,
        path: String,
        mask: Mask,
    ) -> Self {
        let (given, route) = (None, None);
        let (user, headers) = (OnceLock::new(), Box::default());
        Self(Arc::new(ExchangeInner {
            trace_id,
            #[cfg(feature = "report")]
            has_id_of_client: false,
            language,
            given,
            settings,
            method,
            path,
            route,
            mask,
            user,
            headers,
            #[cfg(feature = "report")]
            number: OnceLock::new(),
            is_counted: false,
            is_finished: OnceLock::new(),
            is_reported: OnceLock::new(),
        }))
    }

    /// The same request with headers that an observer logs.
    pub(crate) fn with_headers(mut self, headers: Box<[LoggedHeader]>) -> Self {
        Arc::make_mut(&mut self.0).headers = headers;
        self
    }

    /// The name of the service that answers.
    #[cfg(feature = "report")]
    pub(crate) fn service(&self) -> Option<&'static str> {
        self.0.settings.service
    }

    /// The headers that an observer logs, by their names.
    #[cfg(feature = "report")]
    pub(crate) fn logged_headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.headers.iter().map(|(name, value)| (name.as_str(), &**value))
    }

    /// Sets the id of the user who sent the request. The record of a failure has a keyed hash of it. Only the first call has
    /// an effect.
    ///
    /// Middleware that authenticates finds the exchange in the extensions of the request.
    pub fn set_user(&self, user: impl Into<Box<str>>) {
        let _ = self.0.user.set(user.into());
    }

    /// The id of the user, if the service has set it.
    pub fn user(&self) -> Option<&str> {
        self.0.user.get().map(|user| &**user)
    }

    /// A number that no other request of this process has: clients choose ids, and may choose one twice.
    #[cfg(feature = "report")]
    pub(crate) fn number(&self) -> u64 {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        *self.0.number.get_or_init(|| NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// The same request, whose id the client has chosen.
    #[cfg_attr(
        not(feature = "report"),
        expect(unused_mut, reason = "only reports are told apart by ids")
    )]
    pub(crate) fn with_id_of_client(mut self) -> Self {
        #[cfg(feature = "report")]
        {
            Arc::make_mut(&mut self.0).has_id_of_client = true;
        }
        self
    }

    /// The id of the request, if this process has made it.
    #[cfg(feature = "report")]
    pub(crate) fn own_id(&self) -> Option<&TraceId> {
        (!self.0.has_id_of_client).then_some(&self.0.trace_id)
    }

    /// The same request, which an observer counts.
    pub(crate) fn counted(mut self) -> Self {
        Arc::make_mut(&mut self.0).is_counted = true;
        self
    }

    /// Marks the request as handed to an observer that counts requests. Returns whether it was not before.
    pub(crate) fn mark_finished(&self) -> bool {
        self.0.is_finished.set(()).is_ok()
    }

    /// Notes that a failure within the response was reported.
    #[cfg(any(feature = "async-graphql", feature = "jsonrpsee"))]
    pub(crate) fn mark_reported(&self) {
        let _ = self.0.is_reported.set(());
    }

    /// Whether a failure within the response was reported, by what is inside the layer.
    pub(crate) fn is_reported(&self) -> bool {
        self.0.is_reported.get().is_some()
    }

    /// The same request, whose route the framework knows.
    pub(crate) fn at(mut self, route: Option<Route>) -> Self {
        if route.is_some() {
            Arc::make_mut(&mut self.0).route = route;
        }
        self
    }

    /// Sets the route that the request matched, such as `/users/{id}`, for the log. The layers for axum and actix set it.
    #[must_use]
    pub fn matched(self, route: impl Into<String>) -> Self {
        self.at(Some(Route::Text(route.into().into())))
    }

    /// The route that the request matched, if the framework reports it.
    pub fn route(&self) -> Option<&str> {
        self.0.route.as_ref().map(Route::as_str)
    }

    /// The mask of the layer that began the request.
    pub fn mask(&self) -> &Mask {
        &self.0.mask
    }

    /// Whether the client was offered the locales of this registry.
    pub(crate) fn is_of(&self, settings: &'static Settings) -> bool {
        core::ptr::eq(self.0.settings, settings)
    }

    /// The same request, where the locales of another registry are offered.
    pub(crate) fn offered(
        &self,
        language: Option<LanguagePreference>,
        settings: &'static Settings,
    ) -> Self {
        let offered = ExchangeInner { language, settings, ..ExchangeInner::clone(&self.0) };
        if offered.is_counted {
            // The outer edge will count it.
            let _ = offered.is_finished.set(());
        }
        Self(Arc::new(offered))
    }

    /// The same request under another id, or answered in another locale than it asked for.
    pub(crate) fn with_overrides(&self, trace_id: Option<&TraceId>, locale: Option<&str>) -> Self {
        let mut told = ExchangeInner::clone(&self.0);
        if let Some(trace_id) = trace_id {
            #[cfg(feature = "report")]
            {
                told.has_id_of_client &= told.trace_id == *trace_id;
            }
            told.trace_id = trace_id.clone();
        }
        told.given = locale.map(Box::from).or(told.given);
        Self(Arc::new(told))
    }

    /// The id of the request: in the body, the header, the log record and the span.
    pub fn trace_id(&self) -> &TraceId {
        &self.0.trace_id
    }

    /// Whether the locale was set by hand; it then holds even where the registry has only one.
    pub(crate) fn is_locale_given(&self) -> bool {
        self.0.given.is_some()
    }

    /// The locale for this client: the negotiated one, or one that was set by hand.
    #[inline]
    pub fn locale(&self) -> Option<&str> {
        self.0
            .given
            .as_deref()
            .or_else(|| self.0.language.as_ref().and_then(LanguagePreference::locale))
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.0.method
    }

    /// The path of the request, without its query. Mask it before you log it: a client may write anything there.
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("trace_id", &self.0.trace_id)
            .field("method", &self.0.mask.text(self.0.method.as_str()))
            .field("route", &self.route())
            .field("path", &self.0.mask.path(&self.0.path))
            .finish_non_exhaustive()
    }
}
