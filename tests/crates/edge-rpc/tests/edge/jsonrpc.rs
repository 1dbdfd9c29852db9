//! The errors of methods, as clients see them and as they are reported.

use edge_rpc::client::post;
use edge_rpc::recorder::Recorder;
use edge_rpc::server::serve_jsonrpc;
use edge_rpc::shop::{Codes, SECRET};
use error_catalog::jsonrpsee::{entry_of, received};
use error_catalog::{Failure, Remote};
use jsonrpsee_types::{ErrorObject, ErrorObjectOwned};
use serde_json::{Value, json};

fn call(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params })
}

async fn ask(address: std::net::SocketAddr, headers: &str, method: &str, params: Value) -> Value {
    post(address, "/", headers, &call(method, &params).to_string()).await.json()
}

#[tokio::test]
async fn each_code_has_its_number_and_its_data() {
    let recorder = Recorder::default();
    let (address, _server) = serve_jsonrpc(&recorder).await;
    let headers = "x-request-id: t-1\r\naccept-language: vi\r\n";
    let response = ask(address, headers, "full", json!([])).await;
    let error = json!({
        "code": -32041,
        "message": "Giỏ hàng chứa tối đa 20 món",
        "data": { "code": "CART_ITEM_LIMIT", "details": { "limit": 20 }, "trace_id": "t-1" },
    });
    assert_eq!(response["error"], error);
    let reports = recorder.take();
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!((report.code, report.trace_id.as_str()), ("CART_ITEM_LIMIT", "t-1"));
    for (method, number, code) in [
        ("down", -32603, "CART_STORE_DOWN"),
        ("fraud", -32043, "CART_ACCESS_REFUSED"),
        ("unexpected", -32603, "SYSTEM_INTERNAL_ERROR"),
    ] {
        let response = ask(address, "", method, json!([])).await;
        assert_eq!(response["error"]["code"], number, "{method}");
        assert_eq!(response["error"]["data"]["code"], code);
        assert!(!response.to_string().contains(SECRET) && !response.to_string().contains("FRAUD"));
        assert_eq!(recorder.take().len(), 1, "{method}");
    }
    let down = ask(address, "", "down", json!([])).await;
    assert_eq!(down["error"]["data"]["retry_after"], 7);
}

#[tokio::test]
async fn a_panic_is_internal_and_the_server_goes_on() {
    error_catalog::edge::quiet_panic_hook();
    let recorder = Recorder::default();
    let (address, _server) = serve_jsonrpc(&recorder).await;
    let response = ask(address, "accept-language: ja\r\n", "boom", json!([])).await;
    assert_eq!(response["error"]["code"], -32603);
    assert_eq!(response["error"]["data"]["code"], "SYSTEM_INTERNAL_ERROR");
    assert!(!response.to_string().contains(SECRET), "{response}");
    let reports = recorder.take();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].text.contains(SECRET), "{reports:?}");
    assert_eq!(ask(address, "", "double", json!([4])).await["result"], 8);
}

#[tokio::test]
async fn parameters_that_cannot_be_read_are_invalid_and_not_quoted() {
    let recorder = Recorder::default();
    let (address, _server) = serve_jsonrpc(&recorder).await;
    let response = ask(address, "", "double", json!(["hunter2"])).await;
    assert_eq!(response["error"]["code"], -32602);
    assert_eq!(response["error"]["data"]["code"], "VALIDATION_ERROR");
    assert!(!response.to_string().contains("hunter2") && !response.to_string().contains("u32"));
    let reports = recorder.take();
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    assert!(!report.text.contains("hunter2"), "{report:?}");
    assert!(report.text.contains("expected u32"), "{report:?}");
    let response = ask(address, "", "double", json!([u32::MAX])).await;
    assert_eq!(response["error"]["data"]["code"], "CART_ITEM_LIMIT");
}

#[tokio::test]
async fn each_call_of_a_batch_has_its_error() {
    let recorder = Recorder::default();
    let (address, _server) = serve_jsonrpc(&recorder).await;
    let batch = json!([
        call("full", &json!([])),
        call("double", &json!([2])),
        call("down", &json!([])),
        call("nothing", &json!([]))
    ]);
    let answer = post(address, "/", "x-request-id: batch-1\r\n", &batch.to_string()).await;
    let responses = answer.json();
    assert_eq!(responses[0]["error"]["code"], -32041);
    assert_eq!(responses[1]["result"], 4);
    assert_eq!(responses[2]["error"]["data"]["trace_id"], "batch-1");
    // That of jsonrpsee itself.
    assert_eq!(responses[3]["error"]["code"], -32601);
    let reports = recorder.take();
    assert_eq!(reports.len(), 2);
    assert!(reports.iter().all(|report| report.trace_id == "batch-1"), "{reports:?}");
}

#[tokio::test]
async fn clients_read_the_error_back() {
    let recorder = Recorder::default();
    let (address, _server) = serve_jsonrpc(&recorder).await;
    let response = ask(address, "x-request-id: t-2\r\n", "full", json!([])).await;
    let error: ErrorObject<'_> = serde_json::from_value(response["error"].clone()).unwrap();
    let found = received(&error).unwrap();
    assert_eq!((found.code(), found.trace_id()), ("CART_ITEM_LIMIT", Some("t-2")));
    let failure = Failure::<Codes>::from(Remote::<Codes>::from(found));
    assert!(failure.is(Codes::CART_ITEM_LIMIT));
    assert_eq!(failure.user_message(), "A cart holds up to 20 items");
    // The number alone, of a service without data.
    let bare = ErrorObjectOwned::owned(-32041, "full", None::<()>);
    assert_eq!(received(&bare), None);
    assert_eq!(entry_of::<Codes>(&bare).unwrap().code(), "CART_ITEM_LIMIT");
    let shared = ErrorObjectOwned::owned(-32000, "?", None::<()>);
    assert_eq!(entry_of::<Codes>(&shared), None);
    for hostile in ["1", "null", "\"x\"", "[]", "{\"code\":7}", "{\"code\":null}"] {
        let raw = format!("{{\"code\":1,\"message\":\"x\",\"data\":{hostile}}}");
        let error: ErrorObject<'_> = serde_json::from_str(&raw).unwrap();
        assert_eq!(received(&error), None, "{hostile}");
    }
}

#[tokio::test]
async fn the_conversion_alone_reports_nothing_and_leaks_nothing() {
    let recorder = Recorder::default();
    let (address, _server) = serve_jsonrpc(&recorder).await;
    let response = ask(address, "accept-language: ja\r\n", "bare", json!([])).await;
    let data = json!({ "code": "CART_ITEM_LIMIT", "details": { "limit": 20 } });
    let error = json!({ "code": -32041, "message": "A cart holds up to 20 items", "data": data });
    assert_eq!(response["error"], error);
    assert_eq!(recorder.take(), []);
}
