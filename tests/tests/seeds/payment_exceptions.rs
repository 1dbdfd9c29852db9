//! C10: the payment exceptions of a service in Python.

use error_catalog::ErrorCatalog;
use error_catalog::dialect::Flat;

use crate::body::{assert_body, compact};
use crate::common::payments::PaymentError;

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
fn c10_an_unexpected_error_is_not_shown() {
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
fn c10_the_printed_body_equals_ours() {
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
