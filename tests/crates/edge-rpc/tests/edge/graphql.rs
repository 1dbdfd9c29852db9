//! The errors of resolvers, as clients see them and as they are reported.

use async_graphql::{Request, Response};
use edge_rpc::client::post;
use edge_rpc::recorder::Recorder;
use edge_rpc::schema;
use edge_rpc::server::serve_graphql;
use edge_rpc::shop::{Codes, SECRET, StockCodes};
use error_catalog::async_graphql::{CatalogExtension, received};
use error_catalog::{Class, Remote};
use serde_json::{Value, json};

/// The fields whose error is sent as the internal code.
const INTERNAL: [&str; 7] =
    ["unexpected", "foreign", "unexpectedByQuestion", "byHand", "alien", "data", "boom"];

async fn execute(extension: CatalogExtension<Codes>, query: &str) -> Value {
    let shop = schema::build().extension(extension).finish();
    serde_json::to_value(shop.execute(Request::new(query)).await).unwrap()
}

fn codes(response: &Value) -> Vec<&str> {
    let errors = response["errors"].as_array().unwrap();
    errors.iter().map(|error| error["extensions"]["code"].as_str().unwrap_or("none")).collect()
}

async fn ask(address: std::net::SocketAddr, path: &str, headers: &str, query: &str) -> Value {
    let body = json!({ "query": query }).to_string();
    post(address, path, headers, &body).await.json()
}

#[tokio::test]
async fn without_the_extension_developer_texts_reach_the_client() {
    let shop = schema::build().finish();
    let response = shop.execute("{ down foreign byHand }").await;
    let body = serde_json::to_string(&response).unwrap();
    assert_eq!(body.matches(SECRET).count(), 3, "{body}");
    assert!(body.contains("hunter2") && body.contains("sk_live_4eC39"), "{body}");
}

#[tokio::test]
async fn a_failure_has_its_message_code_details_and_trace_id() {
    let recorder = Recorder::default();
    let address = serve_graphql(&recorder).await;
    for (language, message) in [
        ("en", "A cart holds up to 20 items"),
        ("ja", "カートには20点まで入ります"),
        ("zh-CN", "购物车最多可放20件商品"),
        ("vi", "Giỏ hàng chứa tối đa 20 món"),
    ] {
        let headers = format!("x-request-id: t-{language}\r\naccept-language: {language}\r\n");
        let response = ask(address, "/graphql", &headers, "{ fine full }").await;
        let error = json!({
            "message": message,
            "locations": [{ "line": 1, "column": 8 }],
            "path": ["full"],
            "extensions": {
                "code": "CART_ITEM_LIMIT", "details": { "limit": 20 }, "traceId": format!("t-{language}"),
            },
        });
        assert_eq!(response["errors"], json!([error]));
        let reports = recorder.take();
        let [report] = reports.as_slice() else { panic!("{reports:?}") };
        assert_eq!(report.code, "CART_ITEM_LIMIT");
        assert_eq!(report.trace_id, format!("t-{language}"));
        assert_eq!(report.route.as_deref(), Some("Query.full"));
        assert_eq!(report.text, "cart 7 at internal.example is full");
    }
}

#[tokio::test]
async fn nothing_internal_reaches_the_client_and_each_failure_is_reported_once() {
    error_catalog::edge::quiet_panic_hook();
    let recorder = Recorder::default();
    let address = serve_graphql(&recorder).await;
    for field in INTERNAL {
        let query = format!("{{ fine {field} }}");
        let response = ask(address, "/graphql", "", &query).await;
        assert_eq!(codes(&response), ["SYSTEM_INTERNAL_ERROR"], "{field}");
        assert_eq!(response["errors"][0]["path"], json!([field]));
        assert_eq!(response["errors"][0]["locations"], json!([{ "line": 1, "column": 8 }]));
        let text = response.to_string();
        for secret in [SECRET, "hunter2", "sk_live", "does not exist", "ship", "invalid digit"] {
            assert!(!text.contains(secret), "{field}: {text}");
        }
        let reports = recorder.take();
        assert_eq!(reports.len(), 1, "{field}: {reports:?}");
        assert_eq!(reports[0].code, "SYSTEM_INTERNAL_ERROR");
        assert_eq!(reports[0].route, Some(format!("Query.{field}")));
        // The text that the client lacks is in the report.
        assert!(
            reports[0].text.contains(SECRET)
                || reports[0].text.contains("Data `u32` does not exist"),
            "{field}: {}",
            reports[0].text
        );
    }
}

#[tokio::test]
async fn every_way_to_return_an_error_of_the_registry_keeps_its_code() {
    let recorder = Recorder::default();
    let extension = || CatalogExtension::<Codes>::new().observer(recorder.clone());
    for field in ["full", "direct", "question"] {
        let response = execute(extension(), &format!("{{ {field} }}")).await;
        assert_eq!(codes(&response), ["CART_ITEM_LIMIT"], "{field}");
        assert_eq!(response["errors"][0]["extensions"]["details"], json!({ "limit": 20 }));
    }
    assert_eq!(recorder.codes(), ["CART_ITEM_LIMIT"; 3]);
    // The failures of a smaller registry are found where it is named.
    assert_eq!(codes(&execute(extension(), "{ stock }").await), ["SYSTEM_INTERNAL_ERROR"]);
    let response = execute(extension().failures_of::<StockCodes>(), "{ stock }").await;
    assert_eq!(codes(&response), ["STOCK_ITEM_GONE"]);
    assert_eq!(response["errors"][0]["message"], "Sold out");
}

#[tokio::test]
async fn masks_causes_and_waits_are_those_of_http() {
    let recorder = Recorder::default();
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let response = execute(extension, "{ down fraud invalid }").await;
    assert_eq!(codes(&response), ["CART_STORE_DOWN", "CART_ACCESS_REFUSED", "VALIDATION_ERROR"]);
    let errors = &response["errors"];
    assert_eq!(errors[0]["extensions"]["retryAfter"], 7);
    assert_eq!(errors[0]["extensions"].get("details"), None);
    assert_eq!(errors[1]["message"], "This cart is not yours");
    assert_eq!(errors[2]["extensions"]["details"]["quantity"], "must be positive");
    assert!(!response.to_string().contains("FRAUD") && !response.to_string().contains(SECRET));
    let reports = recorder.take();
    let [down, fraud, _] = reports.as_slice() else { panic!("{reports:?}") };
    assert!(down.text.ends_with("<- password=hunter2 at internal.example"), "{}", down.text);
    assert_eq!(fraud.code, "CART_FRAUD_SUSPECTED");
}

#[tokio::test]
async fn errors_in_lists_and_nested_objects_keep_their_paths() {
    let recorder = Recorder::default();
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let response =
        execute(extension, "{ items(count: 4) { id cost: price } nested { price } }").await;
    let paths: Vec<_> = response["errors"].as_array().unwrap().iter().map(|e| &e["path"]).collect();
    assert_eq!(
        paths,
        [&json!(["items", 1, "cost"]), &json!(["items", 3, "cost"]), &json!(["nested", "price"])]
    );
    assert_eq!(codes(&response), ["CART_ITEM_LIMIT"; 3]);
    assert_eq!(response["data"]["items"][2]["cost"], 2);
    let reports = recorder.take();
    assert!(
        reports.iter().all(|report| report.route.as_deref() == Some("Item.price")),
        "{reports:?}"
    );
    assert_eq!(reports.len(), 3);
}

#[tokio::test]
async fn a_loader_gives_one_failure_to_many_and_a_list_of_thousands_floods_no_log() {
    let recorder = Recorder::default();
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let response = execute(extension.clone(), "{ loadedOnce loadedAgain }").await;
    assert_eq!(codes(&response), ["CART_STORE_DOWN"; 2]);
    assert_eq!(recorder.codes(), ["CART_STORE_DOWN"]);
    let response = execute(extension, "{ items(count: 1000) { price } down }").await;
    assert_eq!(codes(&response).len(), 501);
    let codes = recorder.codes();
    assert_eq!(codes.len(), 33);
    assert!(codes.contains(&"CART_STORE_DOWN"), "{codes:?}");
}

#[tokio::test]
async fn errors_without_a_source_are_reported_one_by_one() {
    let recorder = Recorder::default();
    let extension = CatalogExtension::<Codes>::new().observer(recorder.clone());
    let response = execute(extension.clone(), "{ byHand again: byHand }").await;
    assert_eq!(codes(&response), ["SYSTEM_INTERNAL_ERROR"; 2]);
    let routes: Vec<_> = recorder.take().into_iter().filter_map(|report| report.route).collect();
    assert_eq!(routes, ["Query.byHand"; 2]);
    // Nor is one sent as the refusal before it.
    let response = execute(extension, "{ email(address: \"x\") byHand }").await;
    let sent = codes(&response);
    assert!(sent.contains(&"SYSTEM_BODY_MALFORMED"), "{sent:?}");
    assert!(sent.contains(&"SYSTEM_INTERNAL_ERROR"), "{sent:?}");
    assert_eq!(recorder.codes(), sent);
}

#[tokio::test]
async fn refused_queries_have_a_code_and_leak_no_schema() {
    let recorder = Recorder::default();
    let address = serve_graphql(&recorder).await;
    for (query, own_text) in [
        ("{ fine ", "expected"),
        ("{ ful }", "Unknown field"),
        ("{ items(count: \"hunter2\") { id } ful }", "Invalid value"),
        ("{ items(count: 1) }", "must have a selection"),
        ("subscription { ticks }", "not supported"),
        ("{ email(address: \"hunter2@example.com\") }", "Failed to parse"),
    ] {
        let response = ask(address, "/graphql", "accept-language: ja\r\n", query).await;
        assert!(codes(&response).iter().all(|code| *code == "SYSTEM_BODY_MALFORMED"), "{response}");
        let text = response.to_string();
        for leaked in [own_text, "full", "Query", "hunter2", SECRET] {
            assert!(!text.contains(leaked), "{query}: {text}");
        }
        assert!(
            response["errors"][0]["locations"].is_array() || query.starts_with("sub"),
            "{text}"
        );
        let reports = recorder.take();
        assert_eq!(reports.len(), 1, "{query}: {reports:?}");
        assert_eq!(reports[0].code, "SYSTEM_BODY_MALFORMED");
        assert!(reports[0].text.contains(own_text), "{}", reports[0].text);
    }
    let explained = CatalogExtension::<Codes>::new().explain_queries();
    let response = execute(explained.clone(), "{ ful }").await;
    let reason = response["errors"][0]["extensions"]["reason"].as_str().unwrap();
    assert!(reason.contains("Unknown field \"ful\""), "{reason}");
    // Input is read by code of the service: its texts stay hidden.
    let response = execute(explained, "{ email(address: \"x\") }").await;
    assert!(!response.to_string().contains(SECRET), "{response}");
}

#[tokio::test]
async fn the_layer_does_not_report_a_response_again_whatever_its_status() {
    let recorder = Recorder::default();
    let address = serve_graphql(&recorder).await;
    let body = json!({ "query": "{ down }" }).to_string();
    let answer = post(address, "/strict", "", &body).await;
    assert_eq!(answer.status(), 500);
    assert_eq!(codes(&answer.json()), ["CART_STORE_DOWN"]);
    assert_eq!(recorder.codes(), ["CART_STORE_DOWN"]);
    // What never was a query is answered by the layer.
    let answer = post(address, "/graphql", "", "{").await;
    assert_eq!(answer.status(), 400);
    assert_eq!(recorder.codes(), ["SYSTEM_BODY_MALFORMED"]);
}

#[tokio::test]
async fn each_request_of_a_batch_has_its_errors_and_one_id() {
    let recorder = Recorder::default();
    let address = serve_graphql(&recorder).await;
    let batch = json!([{ "query": "{ full }" }, { "query": "{ fine }" }, { "query": "{ ful }" }, { "query": "{ down }" }]);
    let answer = post(address, "/graphql", "x-request-id: batch-1\r\n", &batch.to_string()).await;
    let responses = answer.json();
    assert_eq!(codes(&responses[0]), ["CART_ITEM_LIMIT"]);
    assert_eq!(responses[1], json!({ "data": { "fine": 1 } }));
    assert_eq!(codes(&responses[2]), ["SYSTEM_BODY_MALFORMED"]);
    assert_eq!(codes(&responses[3]), ["CART_STORE_DOWN"]);
    let reports = recorder.take();
    assert_eq!(reports.len(), 3);
    assert!(reports.iter().all(|report| report.trace_id == "batch-1"), "{reports:?}");
    assert_eq!(answer.header("x-request-id"), Some("batch-1"));
}

#[tokio::test]
async fn errors_of_a_protocol_pass_and_the_rest_does_not() {
    let recorder = Recorder::default();
    let extension = CatalogExtension::<Codes>::new()
        .observer(recorder.clone())
        .passthrough(|error| error.message.starts_with("sk_live"));
    let response = execute(extension, "{ byHand foreign }").await;
    assert_eq!(response["errors"][0]["message"], "sk_live_4eC39 of internal.example");
    assert_eq!(codes(&response), ["CART_ITEM_LIMIT", "SYSTEM_INTERNAL_ERROR"]);
    assert_eq!(recorder.codes(), ["SYSTEM_INTERNAL_ERROR"]);
    let panicking = CatalogExtension::<Codes>::new().passthrough(|_| panic!("{SECRET}"));
    assert_eq!(codes(&execute(panicking, "{ byHand }").await), ["SYSTEM_INTERNAL_ERROR"]);
}

#[tokio::test]
async fn an_observer_that_panics_costs_no_answer() {
    error_catalog::edge::quiet_panic_hook();
    let extension = CatalogExtension::<Codes>::new()
        .observer(|_: &error_catalog::edge::Occurrence<'_>| panic!("{SECRET}"));
    let response = execute(extension, "{ full fine down }").await;
    assert_eq!(codes(&response), ["CART_ITEM_LIMIT", "CART_STORE_DOWN"]);
    assert!(!response.to_string().contains(SECRET));
}

#[tokio::test]
async fn clients_read_the_error_back() {
    let recorder = Recorder::default();
    let address = serve_graphql(&recorder).await;
    let body = json!({ "query": "{ full }" }).to_string();
    let answer = post(address, "/graphql", "x-request-id: t-9\r\n", &body).await;
    let response: Response = serde_json::from_str(&answer.body).unwrap();
    let remote = Remote::<Codes>::from(received(&response.errors[0]).unwrap());
    assert!(remote.is(Codes::CART_ITEM_LIMIT));
    assert_eq!(remote.entry().unwrap().class(), Class::Conflict);
    let body = json!({ "query": "{ down }" }).to_string();
    let answer = post(address, "/graphql", "", &body).await;
    let response: Response = serde_json::from_str(&answer.body).unwrap();
    let found = received(&response.errors[0]).unwrap();
    assert_eq!(found.retry_after().unwrap().as_secs(), 7);
    // The error of a server without codes.
    let bare: Response =
        serde_json::from_str(r#"{"data":null,"errors":[{"message":"no"}]}"#).unwrap();
    assert_eq!(received(&bare.errors[0]), None);
}
