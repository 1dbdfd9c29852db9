//! Conformance: what the four documents print is what our catalogues answer, byte for byte.
//!
//! The expected texts are copied from the documents, and the spec files in `catalog-specs/specs`
//! are held against the compiled rows.

mod common;

use std::collections::BTreeMap;
use std::time::Duration;

use catalog_specs::{Class, Grpc, Incident, Level, Retry, Severity, status};
use common::japanese::{self, AuthError, InternalError, ReservationError, Service, UserError};
use common::payments::{self, PaymentError};
use common::system_errors::{self, SystemError};
use common::validation::ValidationError;
use error_catalog::dialect::Flat;
use error_catalog::{Catalogued, Entry, Envelope, ErrorCatalog, Registry};
use serde_json::{Map, Value, json};

/// Section 2, as printed: authentication.
const AUTH: &str = r#"{
  "AUTH_INVALID_CREDENTIALS": {
    "status": 401,
    "message": "メールアドレスまたはパスワードが正しくありません",
    "log_level": "INFO"
  },
  "AUTH_TOKEN_EXPIRED": {
    "status": 401,
    "message": "認証の有効期限が切れています",
    "log_level": "INFO"
  },
  "AUTH_TOKEN_INVALID": {
    "status": 401,
    "message": "無効な認証トークンです",
    "log_level": "WARN"
  },
  "AUTH_INSUFFICIENT_PERMISSIONS": {
    "status": 403,
    "message": "この操作を行う権限がありません",
    "log_level": "WARN"
  }
}"#;

/// Users.
const USER: &str = r#"{
  "USER_NOT_FOUND": {
    "status": 404,
    "message": "ユーザーが見つかりません",
    "log_level": "INFO"
  },
  "USER_EMAIL_EXISTS": {
    "status": 409,
    "message": "このメールアドレスは既に使用されています",
    "log_level": "INFO"
  },
  "USER_INVALID_STATUS": {
    "status": 400,
    "message": "無効なユーザーステータスです",
    "log_level": "WARN"
  }
}"#;

/// Reservations.
const RESERVATION: &str = r#"{
  "RESERVATION_NOT_FOUND": {
    "status": 404,
    "message": "予約が見つかりません",
    "log_level": "INFO"
  },
  "RESERVATION_SLOT_UNAVAILABLE": {
    "status": 409,
    "message": "指定された時間枠は既に予約されています",
    "log_level": "INFO"
  },
  "RESERVATION_CANCEL_DEADLINE": {
    "status": 400,
    "message": "キャンセル可能期限を過ぎています",
    "log_level": "INFO"
  }
}"#;

/// The members of printed catalogues, put in the order of their codes without touching a byte.
fn sorted(catalogues: &[&str]) -> String {
    let mut members: Vec<&str> = catalogues
        .iter()
        .flat_map(|printed| {
            let inside = printed.strip_prefix("{\n").and_then(|rest| rest.strip_suffix("\n}"));
            inside.unwrap().split_inclusive("\n  }").map(|member| member.trim_start_matches(",\n"))
        })
        .collect();
    members.sort_unstable();
    format!("{{\n{}\n}}", members.join(",\n"))
}

/// A body as the documents print it.
fn printed(envelope: &Envelope<'_>) -> String {
    serde_json::to_string_pretty(envelope).unwrap()
}

fn compact(json: &str) -> String {
    json.lines().map(str::trim_start).collect::<String>().replace("\": ", "\":")
}

/// The body in every way it can be had.
fn assert_body(envelope: &Envelope<'_>, expected: &str) {
    assert_eq!(printed(envelope), expected);
    assert_eq!(envelope.to_json(), compact(expected));
}

#[test]
fn the_printed_catalogue_is_the_registry() {
    let expected = sorted(&[AUTH, USER, RESERVATION]);
    assert_eq!(expected.matches("\"status\"").count(), 10);
    assert_eq!(japanese::Codes::to_json(), expected);
}

#[test]
fn the_whole_service_adds_the_two_codes_of_the_handlers() {
    let undeclared = r#"{
  "SYSTEM_INTERNAL_ERROR": {
    "status": 500,
    "message": "システムエラーが発生しました",
    "log_level": "ERROR"
  },
  "VALIDATION_ERROR": {
    "status": 422,
    "message": "入力内容に誤りがあります",
    "log_level": "INFO"
  }
}"#;
    assert_eq!(Service::to_json(), sorted(&[AUTH, USER, RESERVATION, undeclared]));
}

#[test]
fn the_japanese_catalogue_takes_fifty_lines_at_most() {
    let source = include_str!("common/japanese.rs");
    let declaration = source
        .split_once("// declaration: begin\n")
        .and_then(|(_, rest)| rest.split_once("// declaration: end"))
        .expect("the declaration stands between its markers")
        .0;
    let lines = declaration.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count();
    assert!((1..=50).contains(&lines), "{lines} lines");
    // Everything is between the markers: nothing else in the file is code.
    let outside = source.replace(declaration, "");
    assert!(outside.lines().all(|line| line.is_empty() || line.starts_with("//")), "{outside}");
    for code in Service::ALL {
        let elsewhere = code.code() == "VALIDATION_ERROR";
        assert_eq!(declaration.contains(&format!("{:?}", code.code())), !elsewhere);
    }
}

#[test]
fn every_variant_answers_with_its_printed_row() {
    let catalogue: Map<String, Value> =
        serde_json::from_str(&sorted(&[AUTH, USER, RESERVATION])).unwrap();
    let errors: [Box<dyn Catalogued>; 10] = [
        Box::new(AuthError::InvalidCredentials),
        Box::new(AuthError::TokenExpired),
        Box::new(AuthError::TokenInvalid),
        Box::new(AuthError::InsufficientPermissions),
        Box::new(UserError::NotFound),
        Box::new(UserError::EmailExists),
        Box::new(UserError::InvalidStatus),
        Box::new(ReservationError::NotFound),
        Box::new(ReservationError::SlotUnavailable),
        Box::new(ReservationError::CancelDeadline),
    ];
    let mut seen = Vec::new();
    for error in &errors {
        let row = &catalogue[error.code().as_str()];
        let message = row["message"].as_str().unwrap();
        assert_eq!(error.status().as_u16(), row["status"]);
        assert_eq!(error.user_message(), message);
        assert_eq!(error.to_string(), message);
        assert_eq!(error.log_level().as_str(), row["log_level"]);
        let expected = format!(
            "{{\n  \"error\": {{\n    \"code\": \"{}\",\n    \"message\": \"{message}\"\n  }}\n}}",
            error.code()
        );
        assert_body(&error.envelope(), &expected);
        let response = error.envelope().into_response();
        assert_eq!(response.status().as_u16(), row["status"]);
        seen.push(error.code().as_str());
    }
    seen.sort_unstable();
    assert!(seen.iter().eq(catalogue.keys()), "{seen:?}");
}

/// The first section prints the two shapes with words in the place of values.
mod shapes {
    use super::{BTreeMap, ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(
        domain = "ERROR",
        code = "ERROR_CODE",
        status = 400,
        log_level = "INFO",
        message = "ユーザー向けエラーメッセージ"
    )]
    pub struct ClientError(#[detail(flatten)] pub BTreeMap<&'static str, &'static str>);

    #[derive(Debug, ErrorCatalog)]
    #[catalog(
        domain = "ERROR",
        code = "ERROR_CODE",
        status = 500,
        log_level = "ERROR",
        message = "システムエラーが発生しました"
    )]
    pub struct ServerError;
}

#[test]
fn the_printed_shape_of_a_client_error_is_ours() {
    let error = shapes::ClientError(BTreeMap::from([("field_name", "エラーの詳細情報")]));
    let expected = r#"{
  "error": {
    "code": "ERROR_CODE",
    "message": "ユーザー向けエラーメッセージ",
    "details": {
      "field_name": "エラーの詳細情報"
    },
    "trace_id": "エラー追跡用ID"
  }
}"#;
    assert_body(&error.envelope().trace_id("エラー追跡用ID"), expected);
}

#[test]
fn the_printed_shape_of_a_server_error_is_ours() {
    let expected = r#"{
  "error": {
    "code": "ERROR_CODE",
    "message": "システムエラーが発生しました",
    "trace_id": "エラー追跡用ID"
  }
}"#;
    assert_body(&shapes::ServerError.envelope().trace_id("エラー追跡用ID"), expected);
}

#[test]
fn the_global_handler_sends_the_internal_error_without_a_cause() {
    let expected = r#"{
  "error": {
    "code": "SYSTEM_INTERNAL_ERROR",
    "message": "システムエラーが発生しました",
    "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"
  }
}"#;
    assert_body(&InternalError.envelope().trace_id("4bf92f3577b34da6a3ce929d0e0e4736"), expected);
    assert_eq!(InternalError.status(), 500);
}

#[test]
fn the_validation_handler_sends_a_map_of_fields() {
    let fields =
        [("email", "メールアドレスの形式が正しくありません"), ("age", "18以上で入力してください")];
    let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let error = ValidationError { fields: BTreeMap::from(fields) };
    let expected = r#"{
  "error": {
    "code": "VALIDATION_ERROR",
    "message": "入力内容に誤りがあります",
    "details": {
      "age": "18以上で入力してください",
      "email": "メールアドレスの形式が正しくありません"
    }
  }
}"#;
    assert_body(&error.envelope(), expected);
    assert_eq!(error.envelope().into_response().status(), 422);
}

/// What the Python of C10 gives: the body of `to_dict()`, the status, and `str(exception)`.
fn assert_exception(error: &PaymentError, status: u16, developer_text: &str, body: &str) {
    assert_eq!(error.envelope().to_json(), compact(body));
    assert_eq!(error.envelope().into_response().status(), status);
    assert_eq!(error.to_string(), developer_text);
    // The dialect is that of the registry; saying it changes nothing.
    assert_eq!(error.envelope().dialect(&Flat).to_json(), compact(body));
    // The shape has no place for a trace id.
    assert_eq!(error.envelope().trace_id("t").to_json(), compact(body));
}

#[test]
fn c10_validation_errors_name_their_field_or_none() {
    let mut error = PaymentError::Validation {
        message: "Cannot cancel order with status shipped".into(),
        field: Some("status".into()),
    };
    let text = "Cannot cancel order with status shipped";
    let body = r#"{
        "error_code": "VALIDATION_ERROR",
        "message": "輸入信息不正確，請檢查",
        "details": {"field": "status"}
    }"#;
    assert_exception(&error, 400, text, body);

    let PaymentError::Validation { field, .. } = &mut error else { unreachable!() };
    *field = None;
    let body = r#"{
        "error_code": "VALIDATION_ERROR",
        "message": "輸入信息不正確，請檢查",
        "details": {}
    }"#;
    assert_exception(&error, 400, text, body);
}

#[test]
fn c10_business_errors() {
    let error = PaymentError::InsufficientStock {
        product_name: "筆記本".into(),
        available: 2,
        requested: 5,
    };
    let body = r#"{
        "error_code": "INSUFFICIENT_STOCK",
        "message": "商品 筆記本 庫存不足",
        "details": {"available": 2,"requested": 5}
    }"#;
    assert_exception(&error, 400, "Insufficient stock for 筆記本", body);

    let error = PaymentError::Failed {
        reason: "Cannot refund payment with status pending".into(),
        transaction_id: Some("tx-1".into()),
    };
    let body = r#"{
        "error_code": "PAYMENT_FAILED",
        "message": "支付失敗，請檢查支付信息或稍後重試",
        "details": {"transaction_id": "tx-1"}
    }"#;
    assert_exception(
        &error,
        400,
        "Payment failed: Cannot refund payment with status pending",
        body,
    );
}

/// Where Python has `None`, the document's JSON has `null` and ours has nothing: `None` in a
/// detail is absent. The key is the only difference.
#[test]
fn c10_absent_details_are_absent() {
    let error = PaymentError::Failed { reason: "declined".into(), transaction_id: None };
    let theirs = r#"{
        "error_code": "PAYMENT_FAILED",
        "message": "支付失敗，請檢查支付信息或稍後重試",
        "details": {"transaction_id": null}
    }"#;
    let ours = theirs.replace(r#""transaction_id": null"#, "");
    assert_exception(&error, 400, "Payment failed: declined", &ours);
}

#[test]
fn c10_missing_resources_are_named_by_kind_and_id() {
    for (kind, id, message) in [("Order", "42", "Order不存在"), ("Payment", "p-7", "Payment不存在")]
    {
        let error = PaymentError::ResourceNotFound {
            resource_type: kind.to_owned(),
            resource_id: id.to_owned(),
        };
        let body = format!(
            r#"{{
        "error_code": "RESOURCE_NOT_FOUND",
        "message": "{message}",
        "details": {{"resource_type": "{kind}","resource_id": "{id}"}}
    }}"#
        );
        assert_exception(&error, 404, &format!("{kind} {id} not found"), &body);
    }
}

#[test]
fn c10_technical_errors_share_their_text() {
    let error = PaymentError::Gateway {
        gateway_message: "HTTP 502".into(),
        gateway_code: Some("502".into()),
    };
    let body = r#"{
        "error_code": "PAYMENT_GATEWAY_ERROR",
        "message": "系統繁忙，請稍後重試",
        "details": {"gateway_message": "HTTP 502","gateway_code": "502"}
    }"#;
    assert_exception(&error, 500, "Payment gateway error: HTTP 502", body);

    let error = PaymentError::Network { message: "支付服務超時".into() };
    let body = r#"{
        "error_code": "PAYMENT_NETWORK_ERROR",
        "message": "系統繁忙，請稍後重試",
        "details": {}
    }"#;
    assert_exception(&error, 500, "Network error: 支付服務超時", body);

    let error = PaymentError::Database { operation: "insert".into(), message: "locked".into() };
    let body = r#"{
        "error_code": "DATABASE_ERROR",
        "message": "系統繁忙，請稍後重試",
        "details": {"operation": "insert"}
    }"#;
    assert_exception(&error, 500, "Database insert error: locked", body);
}

#[test]
fn c10_permission_denied() {
    let error =
        PaymentError::PermissionDenied { action: "refund".into(), resource: "payment".into() };
    let body = r#"{
        "error_code": "PERMISSION_DENIED",
        "message": "您沒有權限執行此操作",
        "details": {"action": "refund","resource": "payment"}
    }"#;
    assert_exception(&error, 403, "Permission denied for refund on payment", body);
}

#[test]
fn c10_the_unexpected_shows_nothing_of_itself() {
    let error = PaymentError::Internal { error: "relation \"payments\" does not exist".into() };
    let body = r#"{
                "error_code": "INTERNAL_ERROR",
                "message": "系統錯誤，請聯繫客服",
                "details": {}
            }"#;
    assert_exception(&error, 500, "Unexpected error: relation \"payments\" does not exist", body);

    let error = PaymentError::Unknown { message: "boom".into() };
    let body = r#"{
        "error_code": "UNKNOWN_ERROR",
        "message": "系統錯誤，請稍後重試",
        "details": {}
    }"#;
    assert_exception(&error, 500, "boom", body);
}

/// The notes of C10 print another text and another detail for `PAYMENT_FAILED` than its classes do.
#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "PAYMENT",
    code = "PAYMENT_FAILED",
    status = 400,
    log_level = "WARN",
    message = "支付失敗，請檢查支付信息"
)]
struct PaymentFailed {
    #[detail]
    field: &'static str,
}

#[test]
fn c10_the_printed_body_is_ours() {
    let expected = r#"{
  "error_code": "PAYMENT_FAILED",
  "message": "支付失敗，請檢查支付信息",
  "details": {
    "field": "card_number"
  }
}"#;
    let error = PaymentFailed { field: "card_number" };
    assert_body(&error.envelope().dialect(&Flat), expected);
}

#[test]
fn blk_the_printed_output_is_ours() {
    let expected = r#"{
  "type": "SYSTEM_ERROR",
  "user_message": "Hệ thống đang gặp sự cố, vui lòng thử lại sau",
  "error_code": "SYS_ERROR_GENERIC",
  "request_id": "req-123",
  "retry_after": 60
}"#;
    let envelope = SystemError::Generic.envelope();
    assert_body(&envelope.trace_id("req-123").retry_after(Duration::from_secs(60)), expected);
}

#[test]
fn blk_case_1_goes_out_as_the_generic_code_with_its_own_text() {
    let error =
        SystemError::ApiTimeout { retries: 3, endpoint: "/routing/1/calculateRoute".into() };
    let expected = r#"{
  "type": "SYSTEM_ERROR",
  "user_message": "Hệ thống bản đồ tạm thời không khả dụng, vui lòng thử lại sau ít phút",
  "error_code": "SYS_ERROR_GENERIC",
  "request_id": "req-456",
  "retry_after": 60
}"#;
    assert_body(&error.envelope().trace_id("req-456"), expected);
    // The log has the truth.
    assert_eq!(error.code(), "EXTERNAL_API_TIMEOUT");
    assert_eq!(error.to_string(), "TomTom API timeout after 3 retries");
    assert_eq!(error.log_level(), Level::Error);
    assert_eq!(error.entry().severity(), Severity::Error);
    assert_eq!(error.entry().origin(), Some("tomtom_api"));
    assert_eq!(error.entry().error_type(), Some("SERVICE_UNAVAILABLE"));
    let response = error.envelope().into_response();
    assert_eq!(response.status(), system_errors::Codes::SYS_ERROR_GENERIC.status());
    assert_eq!(response.headers()["retry-after"], "60");
}

#[test]
fn blk_case_2_goes_out_as_the_critical_code_with_its_text() {
    let error = SystemError::PoolExhausted { pool_size: 10, active: 10, waiting: 5 };
    let expected = r#"{
  "type": "SYSTEM_ERROR",
  "user_message": "Hệ thống đang gặp sự cố nghiêm trọng, chúng tôi đang khẩn trương xử lý",
  "error_code": "SYS_ERROR_CRITICAL",
  "request_id": "req-789"
}"#;
    assert_body(&error.envelope().trace_id("req-789"), expected);
    assert_body(&SystemError::Critical.envelope().trace_id("req-789"), expected);
    assert_eq!(error.code(), "DB_CONNECTION_POOL_EXHAUSTED");
    assert_eq!(error.to_string(), "Database connection pool exhausted");
    assert_eq!(error.entry().severity(), Severity::Critical);
    assert_eq!(error.entry().origin(), Some("database"));
    assert_eq!(error.entry().error_type(), Some("DATABASE_ERROR"));
}

/// Each spec file with the rows that implement it.
const SPECS: [(&str, &str, &[Entry]); 7] = [
    ("auth", include_str!("../../catalog-specs/specs/auth.json"), AuthError::ENTRIES),
    ("user", include_str!("../../catalog-specs/specs/user.json"), UserError::ENTRIES),
    (
        "reservation",
        include_str!("../../catalog-specs/specs/reservation.json"),
        ReservationError::ENTRIES,
    ),
    ("system", include_str!("../../catalog-specs/specs/system.json"), InternalError::ENTRIES),
    (
        "validation",
        include_str!("../../catalog-specs/specs/validation.json"),
        ValidationError::ENTRIES,
    ),
    ("payments", include_str!("../../catalog-specs/specs/payments.json"), PaymentError::ENTRIES),
    (
        "system-errors",
        include_str!("../../catalog-specs/specs/system-errors.json"),
        SystemError::ENTRIES,
    ),
];

#[test]
fn every_spec_file_is_implemented() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalog-specs/specs");
    let mut files: Vec<_> = std::fs::read_dir(directory)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort_unstable();
    let mut expected = SPECS.map(|(name, _, _)| format!("{name}.json"));
    expected.sort_unstable();
    assert_eq!(files, expected);
}

#[test]
fn every_spec_says_what_is_compiled_field_by_field() {
    for (file, text, rows) in SPECS {
        let spec: Value = serde_json::from_str(text).unwrap();
        let locales = spec["locales"].as_array().unwrap();
        for row in rows {
            assert_eq!(row.domain(), spec["domain"], "{file}");
            assert!(row.locales().iter().eq(locales), "{file}: {locales:?}");
        }
        let compiled: Map<_, _> =
            rows.iter().map(|row| (row.code().to_owned(), from_row(row))).collect();
        let codes = spec["codes"].as_object().unwrap();
        assert_eq!(compiled.len(), rows.len(), "{file}");
        assert!(compiled.keys().eq(codes.keys()), "{file}: {:?}", compiled.keys());
        for (code, entry) in codes {
            let (expected, found) = (from_spec(code, entry, &spec), &compiled[code]);
            for (field, value) in &expected {
                assert_eq!(&found[field], value, "{file}: {field} of {code}");
            }
            assert!(expected.keys().eq(found.as_object().unwrap().keys()), "{file}: {code}");
        }
    }
}

#[test]
fn the_japanese_specs_are_the_printed_catalogues() {
    // A map forgets the order of its keys; the text does not.
    let order = |text: &str, codes: &Map<String, Value>| -> Vec<String> {
        let mut codes: Vec<_> = codes.keys().cloned().collect();
        codes.sort_by_key(|code| text.find(&format!("{code:?}: {{")).unwrap());
        codes
    };
    for ((file, text, _), printed) in SPECS.iter().zip([AUTH, USER, RESERVATION]) {
        let spec: Value = serde_json::from_str(text).unwrap();
        let catalogue: Map<String, Value> = serde_json::from_str(printed).unwrap();
        assert_eq!(spec["codes"].as_object(), Some(&catalogue), "{file}");
        assert_eq!(order(text, &catalogue), order(printed, &catalogue), "{file}");
    }
}

#[test]
fn the_dialects_of_the_specs_are_those_of_the_registries() {
    let settings: [&error_catalog::Settings; 7] = [
        Service::settings(),
        Service::settings(),
        Service::settings(),
        Service::settings(),
        Service::settings(),
        payments::Codes::settings(),
        system_errors::Codes::settings(),
    ];
    let error = AuthError::TokenInvalid;
    for ((file, text, _), settings) in SPECS.iter().zip(settings) {
        let spec: Value = serde_json::from_str(text).unwrap();
        let body: Map<String, Value> =
            serde_json::from_str(&error.envelope().dialect(settings.dialect).to_json()).unwrap();
        let first = match spec.get("dialect").and_then(Value::as_str) {
            None | Some("seed") => "error",
            Some("flat") => "details",
            Some("blk") => "user_message",
            Some(other) => panic!("{file}: no test knows the dialect {other}"),
        };
        assert!(body.contains_key(first), "{file}: {body:?}");
    }
}

/// A row as the spec format writes it, defaults filled in.
fn from_row(row: &Entry) -> Value {
    let details: Vec<_> = row
        .details()
        .iter()
        .map(|detail| {
            let inner = detail.type_name.strip_prefix("Option<");
            let inner = inner.and_then(|inner| inner.strip_suffix('>'));
            json!({
                "name": detail.name,
                "type": inner.unwrap_or(detail.type_name),
                "doc": detail.doc,
                "optional": inner.is_some(),
                "flatten": detail.flatten,
            })
        })
        .collect();
    let mut messages = Map::new();
    if !row.message().is_empty() {
        for locale in row.locales() {
            messages.insert((*locale).to_owned(), row.message_in(locale).into());
        }
    }
    json!({
        "status": row.status().as_u16(),
        "message": messages,
        "log_level": row.log_level().as_str(),
        "class": row.class().as_str(),
        "retry": row.retry().as_str(),
        "retry_after": row.retry_after().map(|wait| wait.as_secs()),
        "severity": row.severity().as_str(),
        "incident": row.incident().as_str(),
        "origin": row.origin(),
        "error_type": row.error_type(),
        "grpc": row.grpc().as_str(),
        "public_as": row.public_as(),
        "formerly": row.formerly(),
        "owner": row.owner(),
        "title": row.title(),
        "since": row.since(),
        "deprecated": row.deprecated().map(|deprecated| deprecated.since),
        "doc_url": row.doc_url(),
        "ext": row.extensions().iter().copied().collect::<BTreeMap<_, _>>(),
        "allow": row.allows(),
        "display": row.display(),
        "details": details,
        "description": row.description(),
        "causes": row.causes(),
        "solutions": row.solutions(),
        "prevention": row.prevention(),
        "variant": row.variant(),
    })
}

/// An entry of a spec with the defaults that follow from what it says.
fn from_spec(code: &str, entry: &Value, spec: &Value) -> Map<String, Value> {
    let said = |key: &str| entry.get(key).and_then(Value::as_str);
    let number = u16::try_from(entry["status"].as_u64().unwrap()).unwrap();
    let level = Level::parse(said("log_level").unwrap()).unwrap();
    let class = said("class").map_or(status::class(number), |word| Class::parse(word).unwrap());
    let retry =
        said("retry").map_or(status::retry(number, class), |word| Retry::parse(word).unwrap());
    let severity = said("severity")
        .map_or(status::severity(number, level), |word| Severity::parse(word).unwrap());
    let incident =
        said("incident").map_or(status::incident(severity), |word| Incident::parse(word).unwrap());
    let grpc = said("grpc").map_or(status::grpc(number), |word| Grpc::parse(word).unwrap());
    let message = match entry.get("message") {
        None => json!({}),
        Some(Value::String(text)) => json!({ spec["locales"][0].as_str().unwrap(): text }),
        Some(texts) => texts.clone(),
    };
    let details =
        entry.get("details").and_then(Value::as_array).into_iter().flatten().map(|detail| {
            json!({
                "name": detail["name"],
                "type": detail["type"],
                "doc": detail.get("doc").unwrap_or(&json!("")),
                "optional": detail.get("optional").unwrap_or(&json!(false)),
                "flatten": detail.get("flatten").unwrap_or(&json!(false)),
            })
        });
    let mut row = json!({
        "status": number,
        "message": message,
        "log_level": level.as_str(),
        "class": class.as_str(),
        "retry": retry.as_str(),
        "severity": severity.as_str(),
        "incident": incident.as_str(),
        "grpc": grpc.as_str(),
        "details": details.collect::<Vec<_>>(),
        "variant": said("variant").map_or_else(|| camel_case(code), str::to_owned),
    });
    let row = row.as_object_mut().unwrap();
    let absent = [
        (json!(null), &["retry_after", "origin", "error_type", "public_as", "owner", "title"][..]),
        (json!(null), &["since", "deprecated", "doc_url", "display"]),
        (json!(""), &["description", "causes", "solutions", "prevention"]),
        (json!([]), &["formerly", "allow"]),
        (json!({}), &["ext"]),
    ];
    for (value, keys) in absent {
        for key in keys {
            row.insert((*key).to_owned(), entry.get(*key).unwrap_or(&value).clone());
        }
    }
    // The fields that clients do not receive are no part of an entry; `specs` compares them.
    for key in entry.as_object().unwrap().keys().filter(|key| *key != "hidden") {
        assert!(row.contains_key(key), "no comparison knows `{key}` of {code}");
    }
    std::mem::take(row)
}

/// `InvalidCredentials` for `AUTH_INVALID_CREDENTIALS`.
fn camel_case(code: &str) -> String {
    let words = code.split('_').skip(1);
    let words = words.map(|word| format!("{}{}", &word[..1], word[1..].to_ascii_lowercase()));
    words.collect::<Vec<_>>().concat()
}
