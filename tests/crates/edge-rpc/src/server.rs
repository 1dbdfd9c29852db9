//! The servers of both.

use std::net::SocketAddr;

use async_graphql_axum::{GraphQLBatchRequest, GraphQLResponse};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::post;
use axum::{Extension, Router};
use error_catalog::async_graphql::CatalogExtension;
use error_catalog::edge::{Edge, Exchange};
use error_catalog::jsonrpsee::CatalogRpc;
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, OrFail as _};
use jsonrpsee::server::{RpcModule, Server, ServerHandle};
use jsonrpsee::types::ErrorObjectOwned;
use tokio::net::TcpListener;

use crate::recorder::Recorder;
use crate::schema::{self, Shop};
use crate::shop::{CartError, Codes};

async fn graphql(
    State(shop): State<Shop>,
    Extension(exchange): Extension<Exchange>,
    request: GraphQLBatchRequest,
) -> GraphQLResponse {
    shop.execute_batch(request.into_inner().data(exchange)).await.into()
}

/// As a service that maps failed responses to a status.
async fn strict(
    shop: State<Shop>,
    exchange: Extension<Exchange>,
    request: GraphQLBatchRequest,
) -> axum::response::Response {
    let answer = graphql(shop, exchange, request).await;
    let status = if answer.0.is_ok() { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR };
    (status, answer).into_response()
}

/// Serves GraphQL at `/graphql`, within the layer of HTTP. Both edges report to the recorder.
pub async fn serve_graphql(recorder: &Recorder) -> SocketAddr {
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let shop = schema::build().extension(extension).finish();
    let app = Router::new()
        .route("/graphql", post(graphql))
        .route("/strict", post(strict))
        .with_state(shop)
        .layer(CatalogLayer::<Codes>::new().observer(recorder.clone()));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

type Method = fn() -> Result<u32, Failure<Codes>>;

/// The methods of JSON-RPC.
pub fn methods(recorder: &Recorder) -> RpcModule<CatalogRpc<Codes>> {
    let mut module = RpcModule::new(CatalogRpc::<Codes>::new().observer(recorder.clone()));
    let failing: [(&'static str, Method); 5] = [
        ("full", || Err(CartError::full())?),
        ("down", || Err(CartError::down())?),
        ("fraud", || Err(CartError::Fraud)?),
        ("unexpected", || Ok("x".parse().or_internal_with(|| "reading internal.example")?)),
        ("boom", || panic!("the panic of internal.example")),
    ];
    for (name, method) in failing {
        module
            .register_async_method(name, move |_, rpc, extensions| async move {
                rpc.run_async(&extensions, async move { method() }).await
            })
            .expect("a name");
    }
    let double = |params: &jsonrpsee::types::Params<'_>, rpc: &CatalogRpc<Codes>| {
        let [number] = rpc.params::<[u32; 1]>(params)?;
        number.checked_mul(2).or_fail(CartError::full()).map_err(Failure::<Codes>::from)
    };
    module
        .register_method("double", move |params, rpc, extensions| {
            rpc.run(extensions, || double(&params, rpc))
        })
        .expect("a name");
    module
        .register_method("bare", |_, _, _| {
            Err::<u32, _>(ErrorObjectOwned::from(Failure::<Codes>::from(CartError::full())))
        })
        .expect("a name");
    module
}

/// Serves JSON-RPC, with the trace id and the languages of each request.
pub async fn serve_jsonrpc(recorder: &Recorder) -> (SocketAddr, ServerHandle) {
    let edge = Edge::<Codes>::new();
    let meet = tower::ServiceBuilder::new().map_request(
        move |mut request: http::Request<jsonrpsee::server::HttpBody>| {
            let _span = edge.meet(&mut request);
            request
        },
    );
    let server = Server::builder().set_http_middleware(meet).build("127.0.0.1:0").await;
    let server = server.expect("a port");
    let address = server.local_addr().expect("an address");
    (address, server.start(methods(recorder)))
}
