//! Section 2 of the error handling design: the catalogue of the reservation service.

use error_catalog::Catalogued;
use serde_json::{Map, Value};

use crate::body::assert_body;
use crate::common::japanese::{self, AuthError, ReservationError, Service, UserError};

/// Section 2, as printed: authentication.
pub(crate) const AUTH: &str = r#"{
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
pub(crate) const USER: &str = r#"{
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
pub(crate) const RESERVATION: &str = r#"{
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
pub(crate) fn sorted(catalogues: &[&str]) -> String {
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
    let source = include_str!("../common/japanese.rs");
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
fn every_variant_answers_as_printed() {
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
