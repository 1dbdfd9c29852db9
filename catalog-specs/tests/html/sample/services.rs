//! What every service has: `SYSTEM` and `VALIDATION`.

use catalog_specs::Level;
use catalog_specs::model::{Detail, Docs, Entry, Group};

use super::parts::{detail, entry, group};

pub(super) fn system() -> Group {
    group(
        "SYSTEM",
        "SystemError",
        "What nobody expected.",
        vec![
            Entry {
                docs: Docs::read(
                    "Something failed that nobody expected; the cause is in the log, by `trace_id`.",
                ),
                ..entry(
                    "SYSTEM_INTERNAL_ERROR",
                    500,
                    Level::Error,
                    [
                        "システムエラーが発生しました",
                        "Something went wrong",
                        "系統錯誤，請聯繫客服",
                        "系统错误，请联系客服",
                        "Hệ thống đang gặp sự cố, vui lòng thử lại sau",
                    ],
                )
            },
            entry(
                "SYSTEM_DATABASE_DOWN",
                503,
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
                "SYSTEM_ROUTE_NOT_FOUND",
                404,
                Level::Debug,
                [
                    "ページが見つかりません",
                    "There is nothing here",
                    "找不到頁面",
                    "找不到页面",
                    "Không tìm thấy trang",
                ],
            ),
            entry(
                "SYSTEM_METHOD_NOT_ALLOWED",
                405,
                Level::Debug,
                [
                    "この操作は許可されていません",
                    "This is not done here",
                    "不允許此操作",
                    "不允许此操作",
                    "Thao tác này không được phép",
                ],
            ),
            entry(
                "SYSTEM_REQUEST_TIMEOUT",
                408,
                Level::Warn,
                [
                    "時間内に処理できませんでした",
                    "It took too long",
                    "處理逾時",
                    "处理超时",
                    "Quá thời gian xử lý",
                ],
            ),
        ],
    )
}

pub(super) fn validation() -> Group {
    group(
        "VALIDATION",
        "ValidationError",
        "Input that is not acceptable.",
        vec![Entry {
            variant: "ValidationError".into(),
            details: vec![Detail {
                flatten: true,
                ..detail("fields", "BTreeMap<String, String>", "What is wrong with each field.")
            }],
            ..entry(
                "VALIDATION_ERROR",
                422,
                Level::Info,
                [
                    "入力内容に誤りがあります",
                    "Some of the input is not right",
                    "輸入資訊不正確，請檢查",
                    "输入信息不正确，请检查",
                    "Dữ liệu nhập không đúng",
                ],
            )
        }],
    )
}
