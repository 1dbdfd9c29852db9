//! What works behind the counter: `INVENTORY`, `NOTIFICATION` and `REPORT`.

use catalog_specs::Level;
use catalog_specs::model::{Entry, Group};

use super::parts::{detail, entry, group};

pub(super) fn inventory() -> Group {
    group(
        "INVENTORY",
        "InventoryError",
        "",
        vec![
            Entry {
                details: vec![
                    detail("available", "u32", "What is left."),
                    detail("requested", "u32", "What was asked for."),
                ],
                ..entry(
                    "INVENTORY_STOCK_INSUFFICIENT",
                    409,
                    Level::Info,
                    [
                        "在庫が不足しています（残り{available}点）",
                        "Only {available} are left",
                        "商品庫存不足（剩餘 {available} 件）",
                        "商品库存不足（剩余 {available} 件）",
                        "Chỉ còn {available} sản phẩm",
                    ],
                )
            },
            entry(
                "INVENTORY_ITEM_NOT_FOUND",
                404,
                Level::Info,
                [
                    "商品が見つかりません",
                    "There is no such item",
                    "找不到商品",
                    "找不到商品",
                    "Không tìm thấy sản phẩm",
                ],
            ),
            entry(
                "INVENTORY_COUNT_STALE",
                412,
                Level::Info,
                [
                    "在庫数が更新されています",
                    "The count has changed meanwhile",
                    "庫存數已更新",
                    "库存数已更新",
                    "Số lượng đã được cập nhật",
                ],
            ),
        ],
    )
}

pub(super) fn notification() -> Group {
    group(
        "NOTIFY",
        "NotifyError",
        "E-mail, SMS and push.",
        vec![
            entry(
                "NOTIFY_RATE_LIMITED",
                429,
                Level::Warn,
                [
                    "送信回数の上限に達しました",
                    "Too many messages",
                    "傳送次數已達上限",
                    "发送次数已达上限",
                    "Đã gửi quá nhiều tin",
                ],
            ),
            entry(
                "NOTIFY_SMS_REFUSED",
                502,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統錯誤",
                    "系统错误",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
            entry(
                "NOTIFY_ADDRESS_INVALID",
                422,
                Level::Info,
                [
                    "送信先が正しくありません",
                    "The address is not valid",
                    "收件地址不正確",
                    "收件地址不正确",
                    "Địa chỉ không hợp lệ",
                ],
            ),
        ],
    )
}

pub(super) fn report() -> Group {
    group(
        "REPORT",
        "ReportError",
        "Exports and statistics.",
        vec![
            entry(
                "REPORT_PERIOD_TOO_LONG",
                422,
                Level::Info,
                [
                    "期間が長すぎます",
                    "The period is too long",
                    "期間太長",
                    "期间太长",
                    "Khoảng thời gian quá dài",
                ],
            ),
            entry(
                "REPORT_STILL_RUNNING",
                425,
                Level::Info,
                [
                    "レポートを作成中です",
                    "The report is still being made",
                    "報表產生中",
                    "报表生成中",
                    "Báo cáo đang được tạo",
                ],
            ),
            entry(
                "REPORT_STORAGE_FULL",
                507,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統錯誤",
                    "系统错误",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
        ],
    )
}
