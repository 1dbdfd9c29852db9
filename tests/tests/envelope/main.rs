//! The face of an envelope over derived errors: bodies in every dialect, masking, headers, reading
//! back, and what hostile values do to them, which is nothing. Here are the errors.

mod dialects;
mod fields;
mod headers;
#[path = "../common/hostile.rs"]
mod hostile;
mod hostile_values;
mod masking;
mod reading_back;

use error_catalog::dialect::{Agent, Dialect, Flat, Google, Parts, ProblemDetails, Standard};
use error_catalog::{Envelope, ErrorCatalog, Secret, catalog};
use hostile::Strict;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};
use std::time::Duration;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
/// What no body may ever show.
const LEAK: &str = "LEAK";
const DIALECTS: [&dyn Dialect; 6] = [&Standard, &ProblemDetails, &Google, &Flat, &Agent, &Tiny];

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
        public_as = "RESERVATION_NOT_FOUND",
        allow(placeholder)
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
