//! A failure on a thread without a subscriber costs no other thread its records. It is the only test of its process, because
//! the thread that comes first counts.

use edge_axum::capture::subscribe_everywhere;
use edge_axum::catalogue::{Codes, ShopError};
use edge_axum::server::run;
use edge_axum::shop;
use error_catalog::edge::Edge;
use error_catalog::tower::CatalogLayer;
use http::Method;

#[test]
fn a_failure_without_a_subscriber_costs_no_other_log_a_record() {
    subscribe_everywhere();
    let shop = run(shop::routes().layer(CatalogLayer::<Codes>::new()));
    let edge = Edge::<Codes>::new();
    let exchange = edge.begin(Method::GET, "/", |_| None);
    // Each level has another event: that of `/cart`.
    edge.fail(&exchange, &ShopError::CartEmpty);
    shop.get("/cart");
    assert_eq!(shop.log.failures().len(), 1);
}
