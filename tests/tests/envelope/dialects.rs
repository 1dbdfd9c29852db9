//! The bodies of each dialect.

use crate::{
    Form, ReservationError, SystemError, TRACE, Tiny, assert_faces, assert_text, slot, store_down,
};
use error_catalog::ErrorCatalog;
use error_catalog::dialect::{Agent, Flat, Google, ProblemDetails, Standard};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::time::Duration;

#[test]
fn the_seed_dialect_is_the_default_and_constant_where_it_can_be() {
    let printed = r#"{
  "error": {
    "code": "RESERVATION_SLOT_UNAVAILABLE",
    "message": "指定された時間枠は既に予約されています",
    "details": {
      "slot_start": "2026-03-01T10:00:00+09:00",
      "resource_id": "room-7"
    },
    "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"
  }
}"#;
    assert_text(&slot().envelope().trace_id(TRACE), printed);
    assert_text(&slot().envelope().trace_id(TRACE).dialect(&Standard), printed);

    let internal = SystemError::Internal;
    let printed = r#"{
  "error": {
    "code": "SYSTEM_INTERNAL_ERROR",
    "message": "システムエラーが発生しました"
  }
}"#;
    assert_text(&internal.envelope(), printed);
    assert!(matches!(internal.envelope().body(), Cow::Borrowed(_)));
    assert!(matches!(internal.envelope().locale("en").body(), Cow::Borrowed(_)));
    assert!(matches!(internal.envelope().trace_id(TRACE).body(), Cow::Owned(_)));
    // An empty id is none.
    assert_text(&internal.envelope().trace_id(""), printed);
}

#[test]
fn the_problem_dialect_is_rfc_9457() {
    let printed = r#"{
  "type": "https://errors.example.com/reservation-slot-unavailable",
  "title": "予約枠が利用できません",
  "status": 409,
  "detail": "指定された時間枠は既に予約されています",
  "instance": "/occurrences/4bf92f3577b34da6a3ce929d0e0e4736",
  "code": "RESERVATION_SLOT_UNAVAILABLE",
  "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
  "slot_start": "2026-03-01T10:00:00+09:00",
  "resource_id": "room-7"
}"#;
    assert_text(&slot().envelope().trace_id(TRACE).dialect(&ProblemDetails), printed);
    let printed = r##"{
  "type": "https://errors.example.com/reservation-form-invalid",
  "title": "入力内容に誤りがあります",
  "status": 422,
  "instance": "/occurrences/4bf92f3577b34da6a3ce929d0e0e4736",
  "code": "RESERVATION_FORM_INVALID",
  "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
  "errors": [
    {
      "detail": "メールアドレスの形式が正しくありません",
      "pointer": "#/email"
    },
    {
      "detail": "18以上で入力してください",
      "pointer": "#/age"
    }
  ]
}"##;
    let error = ReservationError::FormInvalid(Form::WRONG);
    assert_text(&error.envelope().trace_id(TRACE).dialect(&ProblemDetails), printed);
    let response = error.envelope().dialect(&ProblemDetails).into_response();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.status(), 422);
}

/// The message is the user's: the developer text goes nowhere.
#[test]
fn the_google_dialect_is_aip_193() {
    let printed = r#"{
  "error": {
    "code": 409,
    "message": "指定された時間枠は既に予約されています",
    "status": "ALREADY_EXISTS",
    "details": [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RESERVATION_SLOT_UNAVAILABLE",
        "domain": "reservation.example.com",
        "metadata": {
          "slotStart": "2026-03-01T10:00:00+09:00",
          "resourceId": "room-7"
        }
      },
      {
        "@type": "type.googleapis.com/google.rpc.LocalizedMessage",
        "locale": "ja",
        "message": "指定された時間枠は既に予約されています"
      },
      {
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [
          {
            "description": "Troubleshooting RESERVATION_SLOT_UNAVAILABLE",
            "url": "https://docs.example.com/errors/RESERVATION_SLOT_UNAVAILABLE"
          }
        ]
      },
      {
        "@type": "type.googleapis.com/google.rpc.RequestInfo",
        "requestId": "4bf92f3577b34da6a3ce929d0e0e4736"
      }
    ]
  }
}"#;
    assert_text(&slot().envelope().trace_id(TRACE).dialect(&Google), printed);

    let error = ReservationError::FormInvalid(Form::WRONG);
    let body: Value = serde_json::to_value(error.envelope().dialect(&Google)).unwrap();
    assert_eq!(body["error"]["code"], 400);
    assert_eq!(body["error"]["status"], "INVALID_ARGUMENT");
    assert_eq!(body["error"]["details"][0]["metadata"], json!({"fields": "email,age"}));
    assert_eq!(
        body["error"]["details"][1],
        json!({
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            "fieldViolations": [
                {"field": "email", "description": Form::WRONG.email},
                {"field": "age", "description": Form::WRONG.age},
            ],
        })
    );
    let response = error.envelope().dialect(&Google).into_response();
    assert_eq!(response.status(), 400);
    assert_eq!(error.envelope().dialect(&Google).status(), 400);
    assert_eq!(error.status(), 422);

    let body: Value = serde_json::to_value(store_down().envelope().dialect(&Google)).unwrap();
    assert_eq!(body["error"]["status"], "UNAVAILABLE");
    assert_eq!(
        body["error"]["details"][1],
        json!({"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "60s"})
    );
}

#[test]
fn the_flat_dialect_always_has_details() {
    let printed = r#"{
  "error_code": "RESERVATION_SLOT_UNAVAILABLE",
  "message": "指定された時間枠は既に予約されています",
  "details": {
    "slot_start": "2026-03-01T10:00:00+09:00",
    "resource_id": "room-7"
  }
}"#;
    assert_text(&slot().envelope().trace_id(TRACE).dialect(&Flat), printed);
    let printed = r#"{
  "error_code": "SYSTEM_INTERNAL_ERROR",
  "message": "システムエラーが発生しました",
  "details": {}
}"#;
    assert_text(&SystemError::Internal.envelope().dialect(&Flat), printed);
}

#[test]
fn the_agent_dialect_has_the_fault_and_the_retry_delay() {
    let printed = r#"{
  "type": "SYSTEM_ERROR",
  "user_message": "しばらくお待ちください",
  "error_code": "RESERVATION_STORE_DOWN",
  "request_id": "4bf92f3577b34da6a3ce929d0e0e4736",
  "retry_after": 60
}"#;
    assert_text(&store_down().envelope().trace_id(TRACE).dialect(&Agent), printed);
    let printed = r#"{
  "type": "USER_ERROR",
  "user_message": "指定された時間枠は既に予約されています",
  "error_code": "RESERVATION_SLOT_UNAVAILABLE"
}"#;
    assert_text(&slot().envelope().dialect(&Agent), printed);
}

#[test]
fn a_dialect_of_a_user_gets_every_public_value() {
    let error = slot();
    let envelope = error.envelope().trace_id(TRACE).locale("en").dialect(&Tiny);
    let expected = json!({
        "c": "RESERVATION_SLOT_UNAVAILABLE",
        "m": "the slot is taken",
        "d": {"slot_start": "2026-03-01T10:00:00+09:00", "resource_id": "room-7"},
        "t": TRACE,
        "l": "en",
        "w": null,
        "team": "booking",
        "service": "reservation.example.com",
    });
    assert_faces(&envelope, &expected);
    let response = envelope.into_response();
    assert_eq!(response.headers()["content-type"], "application/vnd.tiny+json");
    assert_eq!(response.headers()["x-error-code"], "RESERVATION_SLOT_UNAVAILABLE");
    assert!(!response.headers().contains_key("x-request-id"));

    let missing = ReservationError::NotFound;
    assert_eq!(missing.envelope().dialect(&Tiny).into_response().status(), 418);
    assert_eq!(missing.envelope().dialect(&Tiny).status(), 418);
    let limited = ReservationError::RateLimited { limit: 3, wait: Duration::from_millis(1500) };
    let body = serde_json::to_value(limited.envelope().dialect(&Tiny)).unwrap();
    assert_eq!((&body["w"], &body["d"]), (&json!(1500), &json!({"limit": 3})));
}

/// A registry names its dialect, one of ours or a type in scope.
#[test]
fn the_dialect_is_that_of_the_registry() {
    mod own {
        use error_catalog::{ErrorCatalog, catalog};

        use crate::Tiny;

        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "OWN", registry = Codes)]
        pub enum OwnError {
            #[catalog(
                code = "OWN_THING_BROKEN",
                status = 400,
                log_level = "INFO",
                message = "broken"
            )]
            Broken,
        }

        catalog! { #[registry(dialect = Tiny)] pub struct Codes { OwnError } }
    }

    let envelope = own::OwnError::Broken.envelope().to_json();
    assert!(envelope.starts_with(r#"{"c":"OWN_THING_BROKEN","#), "{envelope}");
    let problem =
        serde_json::to_value(own::OwnError::Broken.envelope().dialect(&ProblemDetails)).unwrap();
    // Without a service, docs and types there is nothing to say about them.
    let expected = json!({"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "broken", "code": "OWN_THING_BROKEN"});
    assert_eq!(problem, expected);
}
