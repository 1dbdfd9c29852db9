//! The face of an envelope over derived errors: bodies in every dialect, masking, headers, reading
//! back, and what hostile values do to them, which is nothing.

#[path = "common/hostile.rs"]
mod hostile;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use error_catalog::dialect::{Blk, Dialect, Flat, Google, Parts, Problem, Seed};
use error_catalog::{Catalogued, Envelope, ErrorCatalog, ReceivedEnvelope, Secret, catalog};
use hostile::Strict;
use http::{HeaderMap, HeaderValue, StatusCode};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
/// What no body may ever show.
const LEAK: &str = "LEAK";
const DIALECTS: [&dyn Dialect; 6] = [&Seed, &Problem, &Google, &Flat, &Blk, &Tiny];

/// A dialect of a user: a teapot for everything that was not found.
struct Tiny;

impl Dialect for Tiny {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        let whole = json!({
            "c": parts.code(),
            "m": parts.message(),
            "d": parts.details(),
            "t": parts.trace_id(),
            "l": parts.locale(),
            "w": parts.retry_after().map(|wait| wait.as_millis()),
            "team": parts.ext("team"),
            "service": parts.settings().service,
        });
        body.extend_from_slice(whole.to_string().as_bytes());
    }

    fn content_type(&self) -> &'static str {
        "application/vnd.tiny+json"
    }

    fn status(&self, parts: &Parts<'_>) -> StatusCode {
        if parts.status() == 404 { StatusCode::IM_A_TEAPOT } else { parts.status() }
    }

    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        headers.insert("x-error-code", HeaderValue::from_static(parts.code()));
        headers.remove("x-request-id");
    }
}

/// An address that is no `Serialize`.
#[derive(Debug)]
struct Address(u8, u8);

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "10.0.{}.{}", self.0, self.1)
    }
}

#[derive(Debug, Serialize)]
struct Form {
    email: &'static str,
    age: &'static str,
}

impl Form {
    const WRONG: Self = Self {
        email: "メールアドレスの形式が正しくありません",
        age: "18以上で入力してください",
    };
}

/// The running examples of the standards, and an inner error to be masked.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = Codes, locales("ja", "en"))]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SLOT_UNAVAILABLE",
        status = 409,
        log_level = "INFO",
        message("ja" = "指定された時間枠は既に予約されています", "en" = "the slot is taken"),
        title = "予約枠が利用できません",
        ext(team = "booking")
    )]
    SlotUnavailable {
        #[detail]
        slot_start: &'static str,
        #[detail]
        resource_id: &'static str,
    },

    #[catalog(
        code = "RESERVATION_FORM_INVALID",
        status = 422,
        log_level = "INFO",
        message("ja" = "入力内容に誤りがあります", "en" = "the input is wrong")
    )]
    FormInvalid(#[detail(flatten)] Form),

    #[catalog(
        code = "RESERVATION_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "予約が見つかりません", "en" = "no such reservation")
    )]
    NotFound,

    #[catalog(
        code = "RESERVATION_LOGIN_NEEDED",
        status = 401,
        log_level = "INFO",
        message("ja" = "ログインしてください", "en" = "log in")
    )]
    LoginNeeded,

    #[catalog(
        code = "RESERVATION_RATE_LIMITED",
        status = 429,
        log_level = "WARN",
        message("ja" = "多すぎます {limit}", "en" = "more than {limit}")
    )]
    RateLimited {
        #[detail]
        limit: u32,
        #[retry_after]
        wait: Duration,
    },

    #[catalog(
        code = "RESERVATION_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message("ja" = "しばらくお待ちください", "en" = "please wait"),
        display = "{host} is down: {password}",
        retry_after = 60
    )]
    StoreDown {
        #[context]
        host: String,
        password: String,
        #[secret]
        token: Secret<String>,
        #[source]
        cause: std::io::Error,
    },

    #[catalog(
        code = "RESERVATION_STORE_FULL",
        status = 507,
        log_level = "ERROR",
        message("ja" = "{path}が一杯です", "en" = "{path} is full"),
        class = "transient",
        allow(server_details)
    )]
    StoreFull {
        #[detail]
        path: String,
        #[retry_after]
        wait: Option<Duration>,
    },

    #[catalog(
        code = "RESERVATION_SHARD_LOST",
        status = 500,
        log_level = "ERROR",
        display = "shard {shard} is lost",
        public_as = "RESERVATION_STORE_DOWN"
    )]
    ShardLost {
        #[context]
        shard: u32,
    },

    #[catalog(
        code = "RESERVATION_OWNER_BLOCKED",
        status = 403,
        log_level = "WARN",
        message("ja" = "{name}様にはお答えできません", "en" = "no answer for {name}"),
        public_as = "RESERVATION_NOT_FOUND"
    )]
    OwnerBlocked {
        #[detail]
        name: String,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SYSTEM", registry = Codes, locales("ja", "en"))]
enum SystemError {
    #[catalog(
        code = "SYSTEM_INTERNAL_ERROR",
        status = 500,
        log_level = "ERROR",
        message("ja" = "システムエラーが発生しました", "en" = "something went wrong")
    )]
    Internal,
}

/// The edge: inner errors of clients pass, inner failures do not.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "API", registry = Codes)]
enum ApiError {
    #[catalog(transparent(mask_5xx = "SYSTEM_INTERNAL_ERROR"))]
    Reservation(#[from] ReservationError),
    #[catalog(transparent(mask_5xx = "SYSTEM_INTERNAL_ERROR"))]
    Foreign(#[from] ForeignError),
    #[catalog(transparent)]
    System(#[from] SystemError),
}

/// An edge further out, which hides nothing itself.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "GATEWAY", registry = Codes)]
enum GatewayError {
    #[catalog(transparent)]
    Api(#[from] ApiError),
}

/// An enum without a registry, as another crate may bring it.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "FOREIGN")]
enum ForeignError {
    #[catalog(
        code = "FOREIGN_DISK_FULL",
        status = 500,
        log_level = "ERROR",
        message = "LEAK disk",
        public_as = "FOREIGN_DISK_ERROR"
    )]
    DiskFull,
    #[catalog(code = "FOREIGN_DISK_ERROR", status = 500, log_level = "ERROR", message = "LEAK any")]
    Disk,
    #[catalog(code = "FOREIGN_NAME_TAKEN", status = 409, log_level = "INFO", message = "taken")]
    NameTaken(#[detail("name")] &'static str),
}

catalog! {
    #[registry(
        locales("ja", "en"),
        service = "reservation.example.com",
        docs = "https://docs.example.com/errors/{code}",
        problem_type = "https://errors.example.com/{slug}"
    )]
    pub struct Codes { ReservationError, SystemError, ApiError, GatewayError }
}

fn slot() -> ReservationError {
    ReservationError::SlotUnavailable {
        slot_start: "2026-03-01T10:00:00+09:00",
        resource_id: "room-7",
    }
}

fn store_down() -> ReservationError {
    ReservationError::StoreDown {
        host: format!("{LEAK} host"),
        password: format!("{LEAK} password"),
        token: Secret::new(format!("{LEAK} token")),
        cause: std::io::Error::other(format!("{LEAK} cause")),
    }
}

/// The body in every way it can be had.
fn assert_faces(envelope: &Envelope<'_>, expected: &Value) {
    #[derive(Serialize)]
    struct Document<'e> {
        inner: &'e Envelope<'e>,
    }

    let json = envelope.to_json();
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), *expected);
    assert_eq!(&*envelope.body(), json.as_bytes());
    let mut written = b"before ".to_vec();
    envelope.write_json(&mut written);
    assert_eq!(written, format!("before {json}").as_bytes());
    assert_eq!(serde_json::to_string(envelope).unwrap(), json);
    assert_eq!(serde_json::to_value(envelope).unwrap(), *expected);
    let document = serde_json::to_string(&Document { inner: envelope }).unwrap();
    assert_eq!(document, format!(r#"{{"inner":{json}}}"#));
    assert_eq!(envelope.clone().into_response().into_body(), json.as_bytes());
    Strict::read(json.as_bytes()).unwrap();
}

/// The members in their order, which a map of values forgets.
fn assert_text(envelope: &Envelope<'_>, printed: &str) {
    assert_eq!(serde_json::to_string_pretty(envelope).unwrap(), printed);
    assert_faces(envelope, &serde_json::from_str(printed).unwrap());
}

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
    assert_text(&slot().envelope().trace_id(TRACE).dialect(&Seed), printed);

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
    assert_text(&slot().envelope().trace_id(TRACE).dialect(&Problem), printed);
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
    assert_text(&error.envelope().trace_id(TRACE).dialect(&Problem), printed);
    let response = error.envelope().dialect(&Problem).into_response();
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
fn the_blk_dialect_says_whose_error_it_is_and_when_to_come_back() {
    let printed = r#"{
  "type": "SYSTEM_ERROR",
  "user_message": "しばらくお待ちください",
  "error_code": "RESERVATION_STORE_DOWN",
  "request_id": "4bf92f3577b34da6a3ce929d0e0e4736",
  "retry_after": 60
}"#;
    assert_text(&store_down().envelope().trace_id(TRACE).dialect(&Blk), printed);
    let printed = r#"{
  "type": "USER_ERROR",
  "user_message": "指定された時間枠は既に予約されています",
  "error_code": "RESERVATION_SLOT_UNAVAILABLE"
}"#;
    assert_text(&slot().envelope().dialect(&Blk), printed);
}

#[test]
fn a_dialect_of_a_user_sees_all_that_may_go_out() {
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
fn the_dialect_comes_from_the_registry() {
    mod own {
        use super::{ErrorCatalog, Tiny, catalog};

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
    let problem = serde_json::to_value(own::OwnError::Broken.envelope().dialect(&Problem)).unwrap();
    // Without a service, docs and types there is nothing to say about them.
    let expected = json!({"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "broken", "code": "OWN_THING_BROKEN"});
    assert_eq!(problem, expected);
}

#[test]
fn what_has_no_role_goes_nowhere() {
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
        let problem = serde_json::to_value(error.envelope().dialect(&Problem)).unwrap();
        let members = problem.as_object().unwrap().keys();
        assert!(members.eq(["code", "status", "title", "type"]), "{problem}");
    }
}

#[test]
fn a_masked_error_goes_out_under_the_public_code() {
    // Without a text of its own it has that of the public code.
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
fn inner_failures_go_out_as_the_internal_error() {
    let wait = Some(Duration::from_secs(7));
    let full = || ReservationError::StoreFull { path: format!("{LEAK} /var/db"), wait };
    // By itself it may show its path: the variant says `allow(server_details)`.
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

#[test]
fn headers_go_with_the_error() {
    let headers = |envelope: Envelope<'_>| {
        let mut headers: Vec<_> = envelope
            .into_response()
            .headers()
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        headers.sort_unstable();
        headers
    };
    assert_eq!(headers(slot().envelope()), ["content-type: application/json"]);
    assert_eq!(
        headers(slot().envelope().locale("en-GB").trace_id(TRACE)),
        [
            "content-language: en".to_owned(),
            "content-type: application/json".to_owned(),
            "vary: Accept-Language".to_owned(),
            format!("x-request-id: {TRACE}"),
        ]
    );
    // A language that is not there is answered in the default one, and says so.
    assert!(headers(slot().envelope().locale("fr")).contains(&"content-language: ja".to_owned()));
    let login = headers(ReservationError::LoginNeeded.envelope());
    assert_eq!(login, ["content-type: application/json", "www-authenticate: Bearer"]);

    let limited = ReservationError::RateLimited { limit: 3, wait: Duration::from_millis(1500) };
    // Never earlier than the wait.
    assert!(headers(limited.envelope()).contains(&"retry-after: 2".to_owned()));
    let longer = limited.envelope().retry_after(Duration::from_secs(9));
    assert!(headers(longer).contains(&"retry-after: 9".to_owned()));
    let unknown = ReservationError::StoreFull { path: String::new(), wait: None };
    assert_eq!(headers(unknown.envelope()), ["content-type: application/json"]);
    assert!(headers(store_down().envelope()).contains(&"retry-after: 60".to_owned()));
}

/// Every kind of field at once.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "FIELD")]
enum FieldError {
    #[catalog(
        code = "FIELD_KINDS_NAMED",
        status = 400,
        log_level = "INFO",
        message = "{count} from {address}, {type}"
    )]
    Named {
        #[detail("how_many")]
        count: u32,
        #[detail(display)]
        address: Address,
        #[detail("kind")]
        r#type: &'static str,
        #[detail]
        absent: Option<u8>,
        #[detail]
        present: Option<u8>,
        #[detail]
        empty: Vec<u8>,
        #[detail(flatten)]
        more: BTreeMap<&'static str, Option<u8>>,
        #[detail(flatten)]
        nothing: Option<BTreeMap<&'static str, u8>>,
        #[detail]
        last: (u8, &'static str),
    },
    #[catalog(
        code = "FIELD_KINDS_TUPLE",
        status = 400,
        log_level = "INFO",
        message = "{1} before {0:>3}"
    )]
    #[expect(dead_code, reason = "what is sent nowhere is read nowhere")]
    Tuple(#[detail("first")] u32, #[detail("second", display)] Address, &'static str),
    #[catalog(code = "FIELD_KINDS_GONE", status = 400, log_level = "INFO", message = "gone")]
    Gone(#[detail("only")] Option<u8>, #[detail(flatten)] Option<Form>),
}

#[test]
fn details_are_what_their_attributes_say() {
    let error = FieldError::Named {
        count: 3,
        address: Address(1, 2),
        r#type: "disk",
        absent: None,
        present: Some(1),
        empty: Vec::new(),
        more: BTreeMap::from([("a", Some(1)), ("absent", None), ("kind", Some(9)), ("z", Some(2))]),
        nothing: None,
        last: (1, "x"),
    };
    let expected = concat!(
        r#"{"error":{"code":"FIELD_KINDS_NAMED","message":"3 from 10.0.1.2, disk","details":"#,
        r#"{"how_many":3,"address":"10.0.1.2","kind":"disk","present":1,"empty":[],"a":1,"z":2,"last":[1,"x"]}}}"#
    );
    assert_eq!(error.envelope().to_json(), expected);

    let error = FieldError::Tuple(7, Address(0, 1), LEAK);
    let expected = concat!(
        r#"{"error":{"code":"FIELD_KINDS_TUPLE","message":"10.0.0.1 before   7","details":"#,
        r#"{"first":7,"second":"10.0.0.1"}}}"#
    );
    assert_eq!(error.envelope().to_json(), expected);

    let error = FieldError::Gone(None, None);
    let expected = r#"{"error":{"code":"FIELD_KINDS_GONE","message":"gone"}}"#;
    assert_eq!(error.envelope().to_json(), expected);
    let expected = r#"{"error_code":"FIELD_KINDS_GONE","message":"gone","details":{}}"#;
    assert_eq!(error.envelope().dialect(&Flat).to_json(), expected);
}

#[test]
fn every_dialect_is_read_back() {
    let error = slot();
    for (at, dialect) in
        [&Seed as &dyn Dialect, &Problem, &Google, &Flat, &Blk].into_iter().enumerate()
    {
        let body = error.envelope().trace_id(TRACE).dialect(dialect).to_json();
        let received = ReceivedEnvelope::from_slice(body.as_bytes()).unwrap();
        assert_eq!(serde_json::from_str::<ReceivedEnvelope>(&body).unwrap(), received);
        assert_eq!(received.code(), "RESERVATION_SLOT_UNAVAILABLE");
        assert!(Codes::get(received.code()).is_some());
        assert_eq!(received.message(), "指定された時間枠は既に予約されています");
        let details = json!({"slot_start": "2026-03-01T10:00:00+09:00", "resource_id": "room-7"});
        let details = if at == 4 { json!({}) } else { details };
        assert_eq!(Some(received.details()), details.as_object());
        assert_eq!(received.trace_id(), Some(TRACE).filter(|_| at != 3));

        // A code of a newer version of the other service comes through as it is.
        let newer = body.replace("RESERVATION_SLOT_UNAVAILABLE", "予約.Neu-1");
        let received = ReceivedEnvelope::from_slice(newer.as_bytes()).unwrap();
        assert_eq!(received.code(), "予約.Neu-1");
        assert!(Codes::get(received.code()).is_none());
    }
}

#[test]
fn fields_of_a_form_are_read_back_from_every_dialect_that_has_them() {
    let error = ReservationError::FormInvalid(Form::WRONG);
    for dialect in [&Seed as &dyn Dialect, &Problem, &Google, &Flat] {
        let body = error.envelope().dialect(dialect).body().into_owned();
        let received = ReceivedEnvelope::from_slice(&body).unwrap();
        assert_eq!(
            received.details(),
            serde_json::to_value(Form::WRONG).unwrap().as_object().unwrap()
        );
    }
}

/// What hostile values are put into.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HOSTILE", locales("ja", "en-US", "en"))]
enum HostileError {
    #[catalog(
        code = "HOSTILE_VALUE_SENT",
        status = 400,
        log_level = "INFO",
        message(
            "ja" = "「{text}」と{other}は{number:.3}、{{text}}",
            "en-US" = "us {number:+e} {other:?<5} {text}",
            "en" = "\"{other}\" \\ {text:>8} {number}"
        ),
        display = "{text}|{other}|{hidden}|{list:?}",
    )]
    Sent {
        #[detail]
        text: String,
        #[detail("the_other")]
        other: String,
        hidden: String,
        #[detail]
        number: f64,
        #[detail]
        list: Vec<String>,
        #[detail]
        maybe: Option<String>,
        #[detail(flatten)]
        map: BTreeMap<String, Value>,
    },
    #[catalog(
        code = "HOSTILE_TUPLE_SENT",
        status = 400,
        log_level = "INFO",
        message("ja" = "「{1}{0}」", "en-US" = "{0} {1}", "en" = "{0}, {1}")
    )]
    Tuple(#[detail("text")] String, #[detail("other")] String),
}

/// The same structure by hand.
#[derive(Serialize)]
struct Whole<'a, D> {
    error: Inner<'a, D>,
}

#[derive(Serialize)]
struct Inner<'a, D> {
    code: &'static str,
    message: String,
    details: D,
    #[serde(skip_serializing_if = "str::is_empty")]
    trace_id: &'a str,
}

#[derive(Serialize)]
struct SentDetails<'a> {
    text: &'a str,
    the_other: &'a str,
    #[serde(skip_serializing_if = "is_null")]
    number: f64,
    list: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<&'a str>,
    #[serde(flatten)]
    map: BTreeMap<&'a str, &'a Value>,
}

/// Numbers that JSON does not have are `null` there, and so absent here.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_null(number: &f64) -> bool {
    !number.is_finite()
}

#[derive(Serialize)]
struct TupleDetails<'a> {
    text: &'a str,
    other: &'a str,
}

const SENT_DETAILS: [&str; 5] = ["text", "the_other", "number", "list", "maybe"];

#[derive(Debug, Clone)]
struct Sent {
    text: String,
    other: String,
    hidden: String,
    number: f64,
    list: Vec<String>,
    maybe: Option<String>,
    map: BTreeMap<String, Value>,
}

impl Sent {
    fn error(&self) -> HostileError {
        let Self { text, other, hidden, number, list, maybe, map } = self.clone();
        HostileError::Sent { text, other, hidden, number, list, maybe, map }
    }

    fn message(&self, locale: Option<&str>) -> String {
        let Self { text, other, number, .. } = self;
        match locale {
            Some("en-US") => format!("us {number:+e} {other:?<5} {text}"),
            Some("en") => format!("\"{other}\" \\ {text:>8} {number}"),
            _ => format!("「{text}」と{other}は{number:.3}、{{text}}"),
        }
    }

    fn expected(&self, locale: Option<&str>, trace_id: &str) -> String {
        // A name that is taken keeps its first value unless that was absent; `null` is absent.
        let taken = |name: &str| match name {
            "number" => self.number.is_finite(),
            "maybe" => self.maybe.is_some(),
            name => SENT_DETAILS.contains(&name),
        };
        let map = self.map.iter().map(|(name, value)| (name.as_str(), value));
        let details = SentDetails {
            text: &self.text,
            the_other: &self.other,
            number: self.number,
            list: &self.list,
            maybe: self.maybe.as_deref(),
            map: map.filter(|(name, value)| !taken(name) && !value.is_null()).collect(),
        };
        let inner =
            Inner { code: "HOSTILE_VALUE_SENT", message: self.message(locale), details, trace_id };
        serde_json::to_string(&Whole { error: inner }).unwrap()
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        hostile::text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(hostile::text(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn sent() -> impl Strategy<Value = Sent> {
    let name = prop_oneof![
        4 => hostile::text(),
        1 => proptest::sample::select(&["text", "maybe", "number", "code", "type", "errors", "a_b", "aB"][..])
            .prop_map(str::to_owned),
    ];
    (
        [hostile::text(), hostile::text(), hostile::text()],
        any::<f64>(),
        proptest::collection::vec(hostile::text(), 0..3),
        proptest::option::of(hostile::text()),
        proptest::collection::btree_map(name, value(), 0..4),
    )
        .prop_map(|([text, other, hidden], number, list, maybe, map)| Sent {
            text,
            other,
            hidden,
            number,
            list,
            maybe,
            map,
        })
}

/// The locale that is answered, by RFC 4647's look-up.
fn answered(wanted: &str) -> &'static str {
    let mut wanted = wanted;
    loop {
        let known =
            ["ja", "en-US", "en"].into_iter().find(|known| known.eq_ignore_ascii_case(wanted));
        match (known, wanted.rfind('-')) {
            (Some(known), _) => return known,
            (None, Some(at)) => wanted = &wanted[..at],
            (None, None) => return "ja",
        }
    }
}

fn locale() -> impl Strategy<Value = String> {
    let tag = proptest::sample::select(
        &["ja", "JA-jp", "en", "en-us", "en-US-x-y", "en-GB", "zh-TW", "-", "en-"][..],
    );
    prop_oneof![2 => tag.prop_map(str::to_owned), 1 => hostile::text()]
}

/// `serde_json` of the hand-written struct of the same structure.
fn check_seed(sent: &Sent, trace_id: &str, locale: Option<&str>) -> Result<(), TestCaseError> {
    let error = sent.error();
    let mut envelope = error.envelope().trace_id(trace_id);
    if let Some(locale) = locale {
        envelope = envelope.locale(locale);
    }
    let expected = sent.expected(locale.map(answered), trace_id);
    prop_assert_eq!(envelope.to_json(), expected.as_str());
    prop_assert_eq!(&*envelope.body(), expected.as_bytes());
    let mut written = Vec::new();
    envelope.write_json(&mut written);
    prop_assert_eq!(&*written, expected.as_bytes());
    prop_assert_eq!(serde_json::to_string(&envelope).unwrap(), expected);
    Ok(())
}

proptest! {
    #![proptest_config(hostile::cases(512))]

    #[test]
    fn hostile_values_give_the_bytes_of_serde_json(
        sent in sent(),
        trace_id in hostile::text(),
        locale in proptest::option::of(locale()),
    ) {
        check_seed(&sent, &trace_id, locale.as_deref())?;
    }

    #[test]
    fn hostile_values_are_never_read_as_templates(sent in sent(), trace_id in hostile::text()) {
        let error = sent.error();
        prop_assert_eq!(error.user_message(), sent.message(None));
        prop_assert_eq!(error.user_message_in("en"), sent.message(Some("en")));
        let Sent { text, other, hidden, list, .. } = &sent;
        prop_assert_eq!(error.to_string(), format!("{text}|{other}|{hidden}|{list:?}"));

        let error = HostileError::Tuple(text.clone(), other.clone());
        let message = format!("「{other}{text}」");
        prop_assert_eq!(error.user_message(), message.as_str());
        let details = TupleDetails { text, other };
        let inner = Inner { code: "HOSTILE_TUPLE_SENT", message, details, trace_id: &trace_id };
        let expected = serde_json::to_string(&Whole { error: inner }).unwrap();
        prop_assert_eq!(error.envelope().trace_id(&trace_id).to_json(), expected);
    }

    #[test]
    fn hostile_values_break_no_dialect_and_no_header(
        sent in sent(),
        trace_id in hostile::text(),
        locale in locale(),
    ) {
        let error = sent.error();
        for dialect in DIALECTS {
            let envelope = error.envelope().trace_id(&trace_id).locale(&locale).dialect(dialect);
            let json = envelope.to_json();
            if let Err(wrong) = Strict::read(json.as_bytes()) {
                return Err(TestCaseError::fail(format!("{wrong}: {json}")));
            }
            prop_assert_eq!(serde_json::to_string(&envelope).unwrap(), json.as_str());
            let response = envelope.into_response();
            prop_assert_eq!(&**response.body(), json.as_bytes());
            prop_assert_eq!(&response.headers()["content-language"], answered(&locale));
            if let Some(id) = response.headers().get("x-request-id") {
                prop_assert_eq!(id.as_bytes(), trace_id.as_bytes());
            }
        }
    }

    #[test]
    fn hostile_values_are_read_back_from_every_dialect(
        text in hostile::text(),
        other in hostile::text(),
        trace_id in hostile::text(),
    ) {
        let error = HostileError::Tuple(text.clone(), other.clone());
        let trace = Some(trace_id.as_str()).filter(|id| !id.is_empty());
        let details = json!({"text": text, "other": other});
        for (at, dialect) in DIALECTS.into_iter().take(5).enumerate() {
            let body = error.envelope().trace_id(&trace_id).dialect(dialect).body().into_owned();
            let received = ReceivedEnvelope::from_slice(&body).unwrap();
            prop_assert_eq!(received.code(), "HOSTILE_TUPLE_SENT");
            let message = format!("「{other}{text}」");
            prop_assert_eq!(received.message(), message.as_str());
            prop_assert_eq!(received.trace_id(), trace.filter(|_| at != 3));
            if at != 4 {
                prop_assert_eq!(Some(received.details()), details.as_object());
            }
        }
    }

    /// Any bytes at all are an envelope or an error, and never a panic.
    #[test]
    fn foreign_bodies_are_read_or_refused(
        name in proptest::sample::select(&["error", "error_code", "code", "x"][..]),
        value in value(),
        more in value(),
        bytes in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let _ = ReceivedEnvelope::from_slice(&bytes);
        let mut body = Map::new();
        body.insert(name.to_owned(), value);
        body.insert("title".to_owned(), more.clone());
        body.insert("user_message".to_owned(), more);
        let body = Value::Object(body);
        if let Ok(received) = serde_json::from_value::<ReceivedEnvelope>(body.clone()) {
            prop_assert!(body.to_string().contains(&serde_json::to_string(received.code()).unwrap()));
        }
    }
}

#[test]
fn a_megabyte_is_a_value_like_any_other() {
    for piece in ["\"", "{other}", "\\ud800\u{202e}"] {
        let text = piece.repeat(1_000_000 / piece.len());
        let sent = Sent {
            text: text.clone(),
            other: piece.to_owned(),
            hidden: String::new(),
            number: 0.5,
            list: Vec::new(),
            maybe: None,
            map: BTreeMap::from([(piece.to_owned(), Value::from(piece))]),
        };
        let error = sent.error();
        // Not by `assert_eq!`, which would print it all.
        assert!(
            error.envelope().trace_id(piece).to_json() == sent.expected(None, piece),
            "{piece}"
        );
        for dialect in DIALECTS {
            let envelope = error.envelope().trace_id(&text).dialect(dialect);
            Strict::read(&envelope.body()).unwrap();
        }
    }
}

/// A text may turn out empty when its values are; that is still the text that was sent.
#[test]
fn an_empty_text_is_read_back_as_it_is() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "EMPTY")]
    enum EmptyError {
        #[catalog(code = "EMPTY_TEXT_SENT", status = 400, log_level = "INFO", message = "{a}{b}")]
        Sent {
            #[detail]
            a: &'static str,
            #[detail]
            b: &'static str,
        },
    }

    let error = EmptyError::Sent { a: "", b: "" };
    for dialect in DIALECTS.into_iter().take(5) {
        let body = error.envelope().dialect(dialect).to_json();
        let received: ReceivedEnvelope = serde_json::from_str(&body).unwrap();
        assert_eq!(received.message(), "", "{body}");
    }
}
