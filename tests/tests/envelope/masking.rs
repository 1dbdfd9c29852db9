//! What is sent in place of a masked error.

use crate::{
    ApiError, Codes, DIALECTS, ForeignError, GatewayError, LEAK, ReservationError, SystemError,
    TRACE, Tiny, assert_faces, slot, store_down,
};
use error_catalog::dialect::{Flat, Google, ProblemDetails};
use error_catalog::{Catalogued, ErrorCatalog};
use http::{HeaderValue, StatusCode};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_field_without_a_role_is_not_sent() {
    let (inner, outer) = (store_down(), GatewayError::from(ApiError::from(store_down())));
    let errors: [&dyn Catalogued; 2] = [&inner, &outer];
    for error in errors {
        for dialect in DIALECTS {
            let response = error.envelope().trace_id(TRACE).dialect(dialect).into_response();
            let shown = format!("{response:?}{}", String::from_utf8_lossy(response.body()));
            assert!(!shown.contains(LEAK), "{shown}");
            assert!(!shown.contains("host"), "{shown}");
        }
        // The developer text has what it asks for, and the secret nowhere.
        assert_eq!(error.to_string(), "LEAK host is down: LEAK password");
        assert!(!format!("{error:?}").contains("LEAK token"));
    }
}

#[test]
fn a_server_error_has_no_details() {
    let shard = ReservationError::ShardLost { shard: 7 };
    let errors: [&dyn Catalogued; 3] = [&store_down(), &SystemError::Internal, &shard];
    for error in errors {
        let seed = serde_json::to_value(error.envelope()).unwrap();
        assert_eq!(seed["error"].as_object().unwrap().len(), 2, "{seed}");
        let flat = serde_json::to_value(error.envelope().dialect(&Flat)).unwrap();
        assert_eq!(flat["details"], json!({}));
        let tiny = serde_json::to_value(error.envelope().dialect(&Tiny)).unwrap();
        assert_eq!(tiny["d"], json!({}));
        let google = serde_json::to_value(error.envelope().dialect(&Google)).unwrap();
        assert!(google["error"]["details"][0].get("metadata").is_none(), "{google}");
        let problem = serde_json::to_value(error.envelope().dialect(&ProblemDetails)).unwrap();
        let members = problem.as_object().unwrap().keys();
        assert!(members.eq(["code", "status", "title", "type"]), "{problem}");
    }
}

#[test]
fn a_masked_error_is_sent_as_the_public_code() {
    // Without a message it has the message of the public code.
    let lost = ReservationError::ShardLost { shard: 7 };
    let expected =
        json!({"error": {"code": "RESERVATION_STORE_DOWN", "message": "しばらくお待ちください"}});
    assert_faces(&lost.envelope(), &expected);
    let response = lost.envelope().into_response();
    assert_eq!(
        (response.status(), &response.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &HeaderValue::from_static("60"))
    );
    assert_eq!(lost.envelope().code(), Codes::RESERVATION_STORE_DOWN);
    assert_eq!(lost.envelope().locale("en").to_json().matches("please wait").count(), 1);
    // The log has the true one.
    assert_eq!(lost.code(), Codes::RESERVATION_SHARD_LOST);
    assert_eq!(lost.status(), 500);
    assert_eq!(lost.to_string(), "shard 7 is lost");

    // With one it keeps it, and sends no details all the same.
    let blocked = ReservationError::OwnerBlocked { name: "鈴木".to_owned() };
    let expected = json!({"error": {"code": "RESERVATION_NOT_FOUND", "message": "鈴木様にはお答えできません"}});
    assert_faces(&blocked.envelope(), &expected);
    assert_eq!(blocked.envelope().into_response().status(), 404);
    assert_eq!(blocked.envelope().status(), 404);
    assert_eq!(blocked.status(), 403);
    assert_eq!(blocked.user_message_in("en"), "no answer for 鈴木");
    for dialect in DIALECTS {
        let json = blocked.envelope().trace_id(TRACE).dialect(dialect).to_json();
        assert!(!json.contains("OWNER_BLOCKED") && !json.contains("name"), "{json}");
        assert!(json.contains("RESERVATION_NOT_FOUND"), "{json}");
    }
}

#[test]
fn inner_errors_of_clients_pass_the_mask() {
    let error = ApiError::from(slot());
    let inner = slot();
    for dialect in DIALECTS {
        assert_eq!(
            error.envelope().trace_id(TRACE).dialect(dialect).to_json(),
            inner.envelope().trace_id(TRACE).dialect(dialect).to_json()
        );
    }
    assert_eq!(error.status(), 409);
    assert_eq!(error.code(), Codes::RESERVATION_SLOT_UNAVAILABLE);
    assert_eq!(error.user_message_in("en"), "the slot is taken");
    let blocked = ApiError::from(ReservationError::OwnerBlocked { name: "x".to_owned() });
    assert_eq!(blocked.envelope().code(), "RESERVATION_NOT_FOUND");
    // An enum of elsewhere is at home there; its own code needs no registry of ours.
    let foreign = ApiError::from(ForeignError::NameTaken("鈴木"));
    let expected = json!({
        "error": {"code": "FOREIGN_NAME_TAKEN", "message": "taken", "details": {"name": "鈴木"}},
    });
    assert_faces(&foreign.envelope(), &expected);
}

#[test]
fn inner_server_errors_are_sent_as_the_internal_error() {
    let wait = Some(Duration::from_secs(7));
    let full = || ReservationError::StoreFull { path: format!("{LEAK} /var/db"), wait };
    // Unmasked it may show its path: the variant has `allow(server_details)`.
    assert!(full().envelope().to_json().contains(r#""details":{"path":"LEAK /var/db"}"#));

    let failures: [(ApiError, &str, Option<&str>); 5] = [
        (full().into(), "RESERVATION_STORE_FULL", Some("7")),
        (store_down().into(), "RESERVATION_STORE_DOWN", Some("60")),
        (ReservationError::ShardLost { shard: 7 }.into(), "RESERVATION_SHARD_LOST", None),
        (ForeignError::DiskFull.into(), "FOREIGN_DISK_FULL", None),
        (ForeignError::Disk.into(), "FOREIGN_DISK_ERROR", None),
    ];
    for (error, code, wait) in failures {
        assert_eq!(error.code(), code);
        let shown = error.to_string();
        let outer = GatewayError::from(error);
        assert_eq!(outer.to_string(), shown);
        let GatewayError::Api(error) = &outer;
        for error in [error as &dyn Catalogued, &outer] {
            let seed = json!({"error": {"code": "SYSTEM_INTERNAL_ERROR", "message": "システムエラーが発生しました"}});
            assert_faces(&error.envelope(), &seed);
            let seed = json!({"error": {"code": "SYSTEM_INTERNAL_ERROR", "message": "something went wrong"}});
            assert_faces(&error.envelope().locale("en"), &seed);
            assert_eq!(error.user_message(), "システムエラーが発生しました");
            assert_eq!(error.user_message_in("en"), "something went wrong");
            for dialect in DIALECTS {
                let response = error.envelope().dialect(dialect).into_response();
                let body = String::from_utf8_lossy(response.body()).into_owned();
                assert!(body.contains("SYSTEM_INTERNAL_ERROR"), "{body}");
                assert!(!body.contains(LEAK) && !body.contains("path"), "{body}");
                assert!(!body.contains(code), "{body}");
                assert_eq!(response.status(), 500);
                let header = response.headers().get("retry-after");
                assert_eq!(header.map(|wait| wait.to_str().unwrap()), wait, "{code}");
            }
            // The log side has the truth.
            assert_eq!(error.code(), code);
            assert_eq!(error.entry().code(), code);
            assert_eq!(error.envelope().code(), Codes::SYSTEM_INTERNAL_ERROR);
        }
    }
}
