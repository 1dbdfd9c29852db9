//! The extension: an edge around a schema.

use core::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::finish::{Begun, Settings, response_of};
use super::found::{Finder, Located, finder};
use super::stream::Watched;
use crate::edge::{Edge, Exchange, HasInternalCode, Observer};
use crate::mask::Mask;
use crate::registry::CodeSet;
use crate::{Includes, Registry};
use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextParseQuery, NextPrepareRequest, NextRequest,
    NextResolve, NextSubscribe, NextValidation, ResolveInfo,
};
use async_graphql::futures_util::stream::BoxStream;
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{
    PathSegment, QueryPathNode, QueryPathSegment, Request, Response, ServerError, ServerResult,
    ValidationResult, Value, Variables, async_trait,
};

/// Gives the errors of a GraphQL schema the codes of the registry `C`; the [module](super) has an example and the rules.
///
/// ```
/// use error_catalog::{SystemError, async_graphql::CatalogExtension, catalog, edge::Occurrence};
///
/// catalog! { pub struct Codes { SystemError } }
///
/// let extension = CatalogExtension::<Codes>::new()
///     .observer(|failed: &Occurrence<'_>| eprintln!("{}", failed.entry().code()))
///     // The protocol of persisted queries: clients look for this text.
///     .passthrough(|error| error.message == "PersistedQueryNotFound");
/// # let _ = extension;
/// ```
pub struct CatalogExtension<C: Registry>(Arc<Settings<C>>);

impl<C: Registry> CatalogExtension<C> {
    /// The extension of a service.
    pub fn new() -> Self
    where
        C: HasInternalCode,
    {
        Edge::new().into()
    }

    /// Sets the observer: [`Edge::observer`].
    #[must_use]
    pub fn observer(self, observer: impl Observer + 'static) -> Self {
        self.map(|settings| Settings { edge: settings.edge.observer(observer), ..settings })
    }

    /// Sets what is masked in the log: [`Edge::mask`].
    #[must_use]
    pub fn mask(self, mask: Mask) -> Self {
        self.map(|settings| Settings { edge: settings.edge.mask(mask), ..settings })
    }

    /// Also takes failures of a smaller registry or of a set, where resolvers return them.
    #[must_use]
    pub fn failures_of<N: CodeSet>(self) -> Self
    where
        C: Includes<N::Root>,
    {
        self.map(|mut settings| {
            settings.finders.push(finder::<C, N> as Finder<C>);
            settings
        })
    }

    /// Errors that match the predicate pass unchanged and are not reported.
    #[must_use]
    pub fn passthrough(self, test: impl Fn(&ServerError) -> bool + Send + Sync + 'static) -> Self {
        self.map(|settings| Settings { passthrough: Some(Arc::new(test)), ..settings })
    }

    /// Sends GraphQL's own text about a query that cannot be parsed or does not fit the schema, as `extensions.reason`. The text
    /// quotes the query and names types and fields of the schema.
    #[must_use]
    pub fn explain_queries(self) -> Self {
        self.map(|settings| Settings { explains: true, ..settings })
    }

    fn map(self, change: impl FnOnce(Settings<C>) -> Settings<C>) -> Self {
        Self(Arc::new(change(Arc::unwrap_or_clone(self.0))))
    }
}

impl<C: Registry> From<Edge<C>> for CatalogExtension<C> {
    fn from(edge: Edge<C>) -> Self {
        Self(Arc::new(Settings { edge, finders: Vec::new(), passthrough: None, explains: false }))
    }
}

impl<C: HasInternalCode> Default for CatalogExtension<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Registry> Clone for CatalogExtension<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C: Registry> fmt::Debug for CatalogExtension<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogExtension").field("edge", &self.0.edge).finish_non_exhaustive()
    }
}

impl<C: Registry> ExtensionFactory for CatalogExtension<C> {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(OfRequest(Arc::new(Begun::new(Arc::clone(&self.0)))))
    }
}

/// The extension of one request; each request of a batch has its own.
struct OfRequest<C: Registry>(Arc<Begun<C>>);

impl<C: Registry> OfRequest<C> {
    /// Takes over the exchange of the layer, where the data of the request, the connection or the schema have one.
    fn meet(&self, ctx: &ExtensionContext<'_>) {
        if let Some(exchange) = ctx.data_opt::<Exchange>() {
            self.0.meet(exchange);
        }
    }
}

#[async_trait::async_trait]
impl<C: Registry> Extension for OfRequest<C> {
    async fn request(&self, ctx: &ExtensionContext<'_>, next: NextRequest<'_>) -> Response {
        let answered = Edge::<C>::catch_future(next.run(ctx)).await;
        let mut response = answered.unwrap_or_else(|panicked| response_of(panicked));
        self.meet(ctx);
        self.0.finish(&mut response);
        response
    }

    fn subscribe<'s>(
        &self,
        ctx: &ExtensionContext<'_>,
        stream: BoxStream<'s, Response>,
        next: NextSubscribe<'_>,
    ) -> BoxStream<'s, Response> {
        Box::pin(Watched::new(Arc::clone(&self.0), next.run(ctx, stream)))
    }

    async fn prepare_request(
        &self,
        ctx: &ExtensionContext<'_>,
        request: Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<Request> {
        let given = request.data.get(&core::any::TypeId::of::<Exchange>());
        if let Some(exchange) = given.and_then(|given| given.downcast_ref()) {
            self.0.meet(exchange);
        }
        next.run(ctx, request).await
    }

    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        self.meet(ctx);
        next.run(ctx, query, variables).await
    }

    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let validated = next.run(ctx).await;
        self.0.is_valid.store(validated.is_ok(), Ordering::Relaxed);
        validated
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let ResolveInfo { path_node, parent_type, name, field, .. } = info;
        let resolved = match Edge::<C>::catch_future(next.run(ctx, info)).await {
            Ok(resolved) => resolved,
            Err(panicked) => {
                let pos = field.alias.as_ref().map_or(field.name.pos, |alias| alias.pos);
                let mut error = ServerError::new(String::new(), Some(pos));
                error.path = path(path_node);
                error.source = Some(Arc::new(panicked));
                Err(error)
            }
        };
        // The first of the resolvers that an error passes is its own.
        resolved.map_err(|error| Located::locate(error, parent_type, name))
    }
}

/// The path of a field, from the root.
fn path(node: &QueryPathNode<'_>) -> Vec<PathSegment> {
    let nodes = core::iter::once(node).chain(node.parents());
    let mut path: Vec<_> = nodes
        .map(|node| match node.segment {
            QueryPathSegment::Index(index) => PathSegment::Index(index),
            QueryPathSegment::Name(name) => PathSegment::Field(name.to_owned()),
        })
        .collect();
    path.reverse();
    path
}
