//! Section 1 of the error handling design: the two shapes of a body, and what its handlers send.

use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

use crate::body::assert_body;
use crate::common::japanese::InternalError;
use crate::common::validation::ValidationError;

/// The first section prints the two shapes with words in the place of values.
mod shapes {
    use std::collections::BTreeMap;

    use error_catalog::ErrorCatalog;

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
fn the_printed_client_error_equals_ours() {
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
fn the_printed_server_error_equals_ours() {
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
