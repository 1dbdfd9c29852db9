//! Rewrites the errors of a response, and reports them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};
use http::Method;

use super::found::{Finder, Found, Located, find};
use super::refusal;
use crate::edge::{Edge, Exchange, Members};
use crate::panics;
use crate::{Entry, Failure, Registry};

/// The most failures of one response that are reported whatever their codes: a list of thousands may fail in each element.
const MOST_REPORTED: usize = 32;

/// Whether an error passes unchanged.
pub(super) type Passthrough = dyn Fn(&ServerError) -> bool + Send + Sync;

/// What an extension was given.
pub(super) struct Settings<C: Registry> {
    pub(super) edge: Edge<C>,
    pub(super) finders: Vec<Finder<C>>,
    pub(super) passthrough: Option<Arc<Passthrough>>,
    pub(super) explains: bool,
}

impl<C: Registry> Clone for Settings<C> {
    fn clone(&self) -> Self {
        Self {
            edge: self.edge.clone(),
            finders: self.finders.clone(),
            passthrough: self.passthrough.clone(),
            explains: self.explains,
        }
    }
}

/// A request that has begun.
pub(super) struct Begun<C: Registry> {
    settings: Arc<Settings<C>>,
    exchange: OnceLock<Exchange>,
    /// Whether the query fits the schema; known once it was validated.
    pub(super) is_valid: AtomicBool,
}

/// What the errors of one response have in common.
#[derive(Default)]
struct Reported {
    count: usize,
    codes: Vec<&'static str>,
    has_refusal: bool,
    /// The failures by their addresses, with what was sent of them: a loader gives one to several fields.
    seen: Vec<(*const (), Members)>,
}

impl<C: Registry> Begun<C> {
    pub(super) fn new(settings: Arc<Settings<C>>) -> Self {
        Self { settings, exchange: OnceLock::new(), is_valid: AtomicBool::new(false) }
    }

    /// Takes over the exchange of a layer; the first one stays.
    pub(super) fn meet(&self, exchange: &Exchange) {
        self.exchange.get_or_init(|| exchange.clone());
    }

    /// Rewrites the errors of a response and reports them.
    pub(super) fn finish(&self, response: &mut Response) {
        let mut reported = Reported::default();
        // Apart from their response: what is dropped at the end of a turn is code of the user.
        for error in &mut response.errors {
            if !self.passes(error) {
                self.finish_error(error, &mut reported);
            }
        }
    }

    fn passes(&self, error: &ServerError) -> bool {
        let Some(test) = &self.settings.passthrough else { return false };
        panics::catch(|| test(error)).unwrap_or_default()
    }

    fn finish_error(&self, error: &mut ServerError, reported: &mut Reported) {
        let edge = &self.settings.edge;
        let exchange = self.exchange.get_or_init(|| begin(edge));
        let field = Located::take(error);
        let routed = field.map(|field| exchange.clone().matched(field));
        let is_refused = !self.is_valid.load(Ordering::Relaxed);
        let found = match find(error, &self.settings.finders) {
            Some(found) => found,
            None => refusal::classify(error, is_refused, edge),
        };
        let address = found.address();
        let seen = reported.seen.iter().find(|(seen, _)| Some(*seen) == address);
        let members = match seen {
            Some((_, members)) => members.clone(),
            None => {
                let is_refusal = matches!(found, Found::Refusal(_));
                let is_reported = |entry| !reported.counts(entry, is_refusal);
                let on = routed.as_ref().unwrap_or(exchange);
                let members = edge.rules().finish_members(on, &**found.failure(), is_reported);
                exchange.mark_reported();
                reported.seen.extend(address.map(|address| (address, members.clone())));
                members
            }
        };
        let reason = match &found {
            Found::Refusal(_) if is_refused && self.settings.explains => {
                Some(core::mem::take(&mut error.message))
            }
            _ => None,
        };
        panics::drop_safely(found);
        error.extensions = Some(extensions(&members, reason));
        error.message = members.message;
    }
}

impl Reported {
    /// Whether a failure is still to be reported; counts it if so.
    fn counts(&mut self, entry: &'static Entry, is_refusal: bool) -> bool {
        if is_refusal && core::mem::replace(&mut self.has_refusal, true) {
            return false;
        }
        let code = entry.code();
        let is_new = !self.codes.contains(&code);
        if is_new {
            self.codes.push(code);
        }
        self.count += 1;
        is_new || self.count <= MOST_REPORTED
    }
}

/// The response of a panic outside of resolvers.
pub(super) fn response_of<C: Registry>(panicked: Failure<C>) -> Response {
    let mut error = ServerError::new(String::new(), None);
    error.source = Some(Arc::new(panicked));
    Response::from_errors(vec![error])
}

/// The exchange of a request without a layer around it.
fn begin<C: Registry>(edge: &Edge<C>) -> Exchange {
    edge.begin(Method::POST, "graphql", |_| None::<&[u8]>)
}

fn extensions(members: &Members, reason: Option<String>) -> ErrorExtensionValues {
    let mut values = ErrorExtensionValues::default();
    values.set("code", members.entry.code());
    let details = members.details.clone().and_then(|details| Value::from_json(details).ok());
    if let Some(details) = details {
        values.set("details", details);
    }
    if let Some(id) = &members.trace_id {
        values.set("traceId", id.as_str());
    }
    if let Some(wait) = members.retry_after {
        // As the header has it: whole seconds, and never too early.
        values.set("retryAfter", wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
    }
    if let Some(reason) = reason {
        values.set("reason", reason);
    }
    values
}
