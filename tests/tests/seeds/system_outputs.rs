//! BLK-1-06: the outputs of the system errors.

use error_catalog::ErrorCatalog;
use std::time::Duration;

use catalog_specs::{Level, Severity};

use crate::body::assert_body;
use crate::common::system_errors::{self, SystemError};

#[test]
fn blk_the_printed_output_equals_ours() {
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
fn blk_case_1_is_sent_as_the_generic_code_with_its_text() {
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
fn blk_case_2_is_sent_as_the_critical_code_with_its_text() {
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
