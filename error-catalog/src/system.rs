//! The errors that every service has, ready to be listed in a registry.

use crate::ErrorCatalog;

/// What can go wrong before, around and beneath a service's own code.
///
/// List it in a registry to answer the unexpected, unknown routes and unreadable bodies; a service
/// that has its own codes for these names them with `internal = …` and `not_found = …` instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ErrorCatalog)]
#[catalog(domain = "SYSTEM", crate = crate, locales("ja", "en", "zh-TW", "zh-CN", "vi"))]
#[non_exhaustive]
pub enum SystemError {
    /// Something failed that nobody foresaw. The cause is in the log, under the trace id.
    ///
    /// # Causes
    /// A bug, or a dependency that answers in a way the code does not expect.
    ///
    /// # Solutions
    /// Look the trace id up in the log and follow the cause.
    ///
    /// # Prevention
    /// Give the failures that the log shows codes of their own.
    #[catalog(
        code = "SYSTEM_INTERNAL_ERROR",
        status = 500,
        log_level = ERROR,
        message(
            "ja" = "システムエラーが発生しました",
            "en" = "A system error has occurred",
            "zh-TW" = "系統錯誤，請稍後重試",
            "zh-CN" = "系统错误，请稍后重试",
            "vi" = "Hệ thống đang gặp sự cố, vui lòng thử lại sau"
        )
    )]
    Internal,

    /// No route answers to the path.
    #[catalog(
        code = "SYSTEM_ROUTE_NOT_FOUND",
        status = 404,
        log_level = INFO,
        message(
            "ja" = "指定されたページが見つかりません",
            "en" = "There is nothing at this address",
            "zh-TW" = "找不到指定的頁面",
            "zh-CN" = "找不到指定的页面",
            "vi" = "Không tìm thấy trang được yêu cầu"
        )
    )]
    RouteNotFound,

    /// The route answers to other methods only; `Allow` names them.
    #[catalog(
        code = "SYSTEM_METHOD_NOT_ALLOWED",
        status = 405,
        log_level = INFO,
        message(
            "ja" = "このメソッドは使用できません",
            "en" = "This method is not allowed here",
            "zh-TW" = "不允許使用此方法",
            "zh-CN" = "不允许使用此方法",
            "vi" = "Phương thức này không được phép"
        )
    )]
    MethodNotAllowed,

    /// The request took longer than the service waits.
    #[catalog(
        code = "SYSTEM_REQUEST_TIMEOUT",
        status = 408,
        log_level = WARN,
        message(
            "ja" = "リクエストがタイムアウトしました",
            "en" = "The request took too long",
            "zh-TW" = "請求逾時",
            "zh-CN" = "请求超时",
            "vi" = "Yêu cầu đã hết thời gian chờ"
        )
    )]
    RequestTimeout,

    /// The body is larger than the service reads.
    #[catalog(
        code = "SYSTEM_BODY_TOO_LARGE",
        status = 413,
        log_level = INFO,
        message(
            "ja" = "リクエストのサイズが大きすぎます",
            "en" = "The request body is too large",
            "zh-TW" = "請求內容過大",
            "zh-CN" = "请求内容过大",
            "vi" = "Nội dung yêu cầu quá lớn"
        )
    )]
    BodyTooLarge,

    /// The body is of a media type that the route does not read.
    #[catalog(
        code = "SYSTEM_MEDIA_UNSUPPORTED",
        status = 415,
        log_level = INFO,
        message(
            "ja" = "サポートされていない形式です",
            "en" = "This media type is not supported",
            "zh-TW" = "不支援此格式",
            "zh-CN" = "不支持此格式",
            "vi" = "Định dạng này không được hỗ trợ"
        )
    )]
    MediaUnsupported,

    /// The body is not what its media type says.
    #[catalog(
        code = "SYSTEM_BODY_MALFORMED",
        status = 400,
        log_level = INFO,
        class = "validation",
        message(
            "ja" = "リクエストの形式が正しくありません",
            "en" = "The request cannot be read",
            "zh-TW" = "請求格式不正確",
            "zh-CN" = "请求格式不正确",
            "vi" = "Yêu cầu không đúng định dạng"
        )
    )]
    BodyMalformed,
}
