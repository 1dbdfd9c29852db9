//! What is paid: `PAYMENT`.

use catalog_specs::model::{Entry, Group};
use catalog_specs::{Class, Incident, Level, Retry, Severity};

use super::parts::{detail, entry, group};

pub(super) fn payment() -> Group {
    group(
        "PAYMENT",
        "PaymentError",
        "Cards, refunds and the gateway.",
        vec![
            Entry {
                class: Some(Class::Business),
                details: vec![detail(
                    "transaction_id",
                    "Option<String>",
                    "The gateway's own number.",
                )],
                ..entry(
                    "PAYMENT_DECLINED",
                    402,
                    Level::Info,
                    [
                        "お支払いが承認されませんでした",
                        "The payment was declined",
                        "支付失敗，請檢查支付資訊或稍後重試",
                        "支付失败，请检查支付信息或稍后重试",
                        "Thanh toán bị từ chối",
                    ],
                )
            },
            Entry {
                retry: Some(Retry::Network),
                severity: Some(Severity::Critical),
                incident: Some(Incident::P1),
                ..entry(
                    "PAYMENT_GATEWAY_TIMEOUT",
                    504,
                    Level::Error,
                    [
                        "システムエラーが発生しました",
                        "Something went wrong",
                        "系統繁忙，請稍後重試",
                        "系统繁忙，请稍后重试",
                        "Hệ thống đang gặp sự cố",
                    ],
                )
            },
            entry(
                "PAYMENT_GATEWAY_REFUSED",
                502,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統繁忙，請稍後重試",
                    "系统繁忙，请稍后重试",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
            entry(
                "PAYMENT_AMOUNT_CHANGED",
                409,
                Level::Warn,
                [
                    "金額が変更されました。内容をご確認ください",
                    "The amount has changed; please look again",
                    "金額已變更，請確認",
                    "金额已变更，请确认",
                    "Số tiền đã thay đổi",
                ],
            ),
            entry(
                "PAYMENT_REFUND_TOO_LATE",
                422,
                Level::Info,
                [
                    "返金の期限を過ぎています",
                    "It is too late for a refund",
                    "已超過退款期限",
                    "已超过退款期限",
                    "Đã quá hạn hoàn tiền",
                ],
            ),
        ],
    )
}
