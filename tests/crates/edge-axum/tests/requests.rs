//! Each request is counted once, by the route that it matched and the status that was sent.

use axum::Router;
use axum::routing::get;
use edge_axum::catalogue::{Codes, MARKER, ShopError};
use edge_axum::requests::Requests;
use edge_axum::server::{Running, run};
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, SystemError, catalog};
use http::{Request, StatusCode};

catalog! {
    /// A part with its own registry.
    struct Part { SystemError }
}

type Answer = Result<String, Failure<Codes>>;

fn layer(requests: &Requests) -> CatalogLayer<Codes> {
    CatalogLayer::new().observer(requests.clone())
}

fn items() -> Router {
    Router::new()
        .route("/items/{item}", get(async || "an item"))
        .route("/empty/{item}", get(async || Answer::Err(ShopError::CartEmpty.into())))
        .route("/bare/{item}", get(async || StatusCode::SERVICE_UNAVAILABLE))
        .route("/panic/{item}", get(async || -> Answer { panic!("{MARKER}") }))
        .route(
            "/own/{item}",
            get(async || {
                let json = [("content-type", "application/json")];
                (StatusCode::INTERNAL_SERVER_ERROR, json, "{}")
            }),
        )
}

/// What each path of [`items`] is counted as.
const ITEMS: [(&str, &str, u16); 6] = [
    ("/items/1", "/items/{item}", 200),
    ("/empty/桜", "/empty/{item}", 400),
    ("/bare/3", "/bare/{item}", 503),
    ("/panic/4", "/panic/{item}", 500),
    ("/own/5", "/own/{item}", 500),
    ("/no/such", "-", 404),
];

fn ask(shop: &Running, path: &str) {
    let path = path.replace('桜', "%E6%A1%9C");
    let request = Request::get(path).header("x-request-id", "same-1");
    shop.send(request, "");
}

fn assert_counted(router: Router, requests: &Requests, prefix: &str) {
    let shop = run(router);
    for (path, route, status) in ITEMS {
        ask(&shop, &format!("{prefix}{path}"));
        let route = if route == "-" { "-".to_owned() } else { format!("{prefix}{route}") };
        assert_eq!(requests.take(), [(route, status)], "{prefix}{path}");
    }
}

#[test]
fn a_request_is_counted_once_by_its_route() {
    let requests = Requests::default();
    assert_counted(items().layer(layer(&requests)), &requests, "");
}

#[test]
fn nested_routers_with_layers_of_their_own_count_once() {
    let requests = Requests::default();
    let inner = items().layer(layer(&requests));
    let outer = Router::new().nest("/shop", inner).layer(layer(&requests));
    assert_counted(outer, &requests, "/shop");
}

#[test]
fn layers_of_two_registries_count_once() {
    let requests = Requests::default();
    let inner = items().layer(layer(&requests));
    let around = CatalogLayer::<Part>::new().observer(requests.clone());
    assert_counted(Router::new().nest("/part", inner).layer(around), &requests, "/part");
}

#[test]
fn only_the_inner_layer_counts_where_the_outer_has_no_such_observer() {
    let requests = Requests::default();
    let outer = Router::new().merge(items().layer(layer(&requests)));
    let shop = run(outer.layer(CatalogLayer::<Codes>::new()));
    for (path, route, status) in ITEMS.into_iter().filter(|(_, route, _)| *route != "-") {
        ask(&shop, path);
        assert_eq!(requests.take(), [(route.to_owned(), status)], "{path}");
    }
}

#[test]
fn a_stream_counts_by_its_head() {
    let requests = Requests::default();
    let broken = || {
        let pieces = [Ok("fine"), Err(std::io::Error::other(MARKER))];
        axum::body::Body::from_stream(futures_util::stream::iter(pieces))
    };
    let router = Router::new().route("/stream", get(async move || broken()));
    let shop = run(router.layer(layer(&requests)));
    shop.raw(b"GET /stream HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n");
    assert_eq!(requests.take(), [("/stream".to_owned(), 200)]);
}
