//! Subscriptions.

use async_graphql::Request;
use async_graphql::futures_util::StreamExt as _;
use edge_rpc::recorder::Recorder;
use edge_rpc::schema;
use edge_rpc::shop::{Codes, SECRET};
use error_catalog::async_graphql::CatalogExtension;
use error_catalog::edge::Edge;
use serde_json::{Value, json};

async fn responses(recorder: &Recorder, query: &str) -> Vec<Value> {
    let edge = Edge::<Codes>::new();
    let header = |name| (name == "x-request-id").then_some("socket-1".as_bytes());
    let exchange = edge.begin(http::Method::GET, "/socket", header);
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let shop = schema::build().extension(extension).finish();
    let stream = shop.execute_stream(Request::new(query).data(exchange));
    stream.map(|response| serde_json::to_value(response).unwrap()).collect().await
}

#[tokio::test]
async fn a_failure_in_a_stream_has_its_code_and_the_stream_goes_on() {
    let recorder = Recorder::default();
    let found = responses(&recorder, "subscription { ticks }").await;
    assert_eq!(found.len(), 3);
    assert_eq!(found[0], json!({ "data": { "ticks": 0 } }));
    assert_eq!(found[2], json!({ "data": { "ticks": 2 } }));
    let error = &found[1]["errors"][0];
    assert_eq!(error["message"], "A cart holds up to 20 items");
    assert_eq!(error["extensions"]["code"], "CART_ITEM_LIMIT");
    assert_eq!(error["extensions"]["traceId"], "socket-1");
    assert_eq!(error["path"], json!(["ticks"]));
    assert_eq!(recorder.codes(), ["CART_ITEM_LIMIT"]);
}

#[tokio::test]
async fn a_subscription_that_cannot_begin_has_a_code() {
    let recorder = Recorder::default();
    for (query, code) in [
        ("subscription { never }", "CART_STORE_DOWN"),
        ("subscription { nothing }", "SYSTEM_BODY_MALFORMED"),
        ("{ byHand }", "SYSTEM_INTERNAL_ERROR"),
    ] {
        let found = responses(&recorder, query).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["errors"][0]["extensions"]["code"], code, "{found:?}");
        assert!(!found[0].to_string().contains(SECRET), "{found:?}");
        assert_eq!(recorder.codes(), [code]);
    }
}

#[tokio::test]
async fn a_panic_ends_a_stream_with_the_internal_code() {
    error_catalog::edge::quiet_panic_hook();
    let recorder = Recorder::default();
    let found = responses(&recorder, "subscription { boom }").await;
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1]["errors"][0]["extensions"]["code"], "SYSTEM_INTERNAL_ERROR");
    assert!(!found[1].to_string().contains(SECRET));
    let reports = recorder.take();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].text.contains(SECRET), "{reports:?}");
}
