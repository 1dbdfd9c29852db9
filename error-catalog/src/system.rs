//! The built-in errors of every service, and those of bare statuses.

use error_catalog_derive::BuiltinCodes;

use crate::dialect::Settings;
use crate::{Catalogued as _, Entry, ErrorCatalog};

/// Failures outside of a service's own code.
///
/// List it in a registry to answer unexpected failures, unknown routes and unreadable bodies. A service with its
/// own codes names them with `internal = …` and `not_found = …` instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BuiltinCodes, ErrorCatalog)]
#[catalog(domain = "SYSTEM", crate = crate::expansion::facade, locales("en", "ja", "zh-TW", "zh-CN", "vi"))]
#[non_exhaustive]
pub enum SystemError {
    /// An unexpected failure. The cause is in the log, under the trace id.
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
        display = "a system error has occurred",
        message(
            "en" = "A system error has occurred",
            "ja" = "システムエラーが発生しました",
            "zh-TW" = "系統錯誤，請稍後重試",
            "zh-CN" = "系统错误，请稍后重试",
            "vi" = "Hệ thống đang gặp sự cố, vui lòng thử lại sau"
        )
    )]
    Internal,

    /// No route matches the path.
    #[catalog(
        code = "SYSTEM_ROUTE_NOT_FOUND",
        status = 404,
        log_level = INFO,
        display = "there is nothing at this address",
        message(
            "en" = "There is nothing at this address",
            "ja" = "指定されたページが見つかりません",
            "zh-TW" = "找不到指定的頁面",
            "zh-CN" = "找不到指定的页面",
            "vi" = "Không tìm thấy trang được yêu cầu"
        )
    )]
    RouteNotFound,

    /// The route has other methods only; `Allow` names them.
    #[catalog(
        code = "SYSTEM_METHOD_NOT_ALLOWED",
        status = 405,
        log_level = INFO,
        display = "this method is not allowed here",
        message(
            "en" = "This method is not allowed here",
            "ja" = "このメソッドは使用できません",
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
        display = "the request took too long",
        message(
            "en" = "The request took too long",
            "ja" = "リクエストがタイムアウトしました",
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
        display = "the request body is too large",
        message(
            "en" = "The request body is too large",
            "ja" = "リクエストのサイズが大きすぎます",
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
        display = "this media type is not supported",
        message(
            "en" = "This media type is not supported",
            "ja" = "サポートされていない形式です",
            "zh-TW" = "不支援此格式",
            "zh-CN" = "不支持此格式",
            "vi" = "Định dạng này không được hỗ trợ"
        )
    )]
    MediaUnsupported,

    /// The request cannot be read: its body does not match its media type, or its path or its query is malformed.
    #[catalog(
        code = "SYSTEM_BODY_MALFORMED",
        status = 400,
        log_level = INFO,
        class = "validation",
        display = "the request cannot be read",
        message(
            "en" = "The request cannot be read",
            "ja" = "リクエストの形式が正しくありません",
            "zh-TW" = "請求格式不正確",
            "zh-CN" = "请求格式不正确",
            "vi" = "Yêu cầu không đúng định dạng"
        )
    )]
    BodyMalformed,
}

/// The codes of bare statuses that a limiter, an authenticating middleware or a proxy answers with.
///
/// The layers send these codes if the registry lists the enum. Otherwise such a status has the nearest code that is listed, or
/// a code of your own by `.answer(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BuiltinCodes, ErrorCatalog)]
#[catalog(domain = "SYSTEM", crate = crate::expansion::facade, locales("en", "ja", "zh-TW", "zh-CN", "vi"))]
#[non_exhaustive]
pub enum StatusError {
    /// The request has no credentials, or they are invalid.
    #[catalog(
        code = "SYSTEM_AUTH_REQUIRED",
        status = 401,
        log_level = INFO,
        display = "authentication is required",
        message(
            "en" = "Authentication is required",
            "ja" = "認証が必要です",
            "zh-TW" = "需要登入驗證",
            "zh-CN" = "需要登录验证",
            "vi" = "Cần xác thực để tiếp tục"
        )
    )]
    AuthRequired,

    /// The client is not allowed to do this.
    #[catalog(
        code = "SYSTEM_ACCESS_FORBIDDEN",
        status = 403,
        log_level = INFO,
        display = "access is not allowed",
        message(
            "en" = "Access is not allowed",
            "ja" = "アクセス権限がありません",
            "zh-TW" = "沒有存取權限",
            "zh-CN" = "没有访问权限",
            "vi" = "Không có quyền truy cập"
        )
    )]
    AccessForbidden,

    /// The client sends more requests than the service accepts.
    #[catalog(
        code = "SYSTEM_RATE_EXCEEDED",
        status = 429,
        log_level = WARN,
        display = "there are too many requests, please try again later",
        message(
            "en" = "There are too many requests, please try again later",
            "ja" = "リクエストが多すぎます。しばらくしてからお試しください",
            "zh-TW" = "請求過於頻繁，請稍後重試",
            "zh-CN" = "请求过于频繁，请稍后重试",
            "vi" = "Quá nhiều yêu cầu, vui lòng thử lại sau"
        )
    )]
    RateExceeded,

    /// The request was refused for another reason; the status of the response says which.
    #[catalog(
        code = "SYSTEM_REQUEST_REFUSED",
        status = 400,
        log_level = INFO,
        display = "the request was refused",
        message(
            "en" = "The request was refused",
            "ja" = "リクエストを受け付けられません",
            "zh-TW" = "無法接受此請求",
            "zh-CN" = "无法接受此请求",
            "vi" = "Yêu cầu bị từ chối"
        )
    )]
    RequestRefused,

    /// An upstream service gave no usable response.
    #[catalog(
        code = "SYSTEM_UPSTREAM_FAILED",
        status = 502,
        log_level = ERROR,
        display = "another service has failed, please try again later",
        message(
            "en" = "Another service has failed, please try again later",
            "ja" = "外部サービスでエラーが発生しました。しばらくしてからお試しください",
            "zh-TW" = "外部服務發生錯誤，請稍後重試",
            "zh-CN" = "外部服务发生错误，请稍后重试",
            "vi" = "Dịch vụ phía sau gặp lỗi, vui lòng thử lại sau"
        )
    )]
    UpstreamFailed,

    /// The service accepts no requests for now: it is starting, stopping or overloaded.
    #[catalog(
        code = "SYSTEM_SERVICE_UNAVAILABLE",
        status = 503,
        log_level = ERROR,
        display = "the service is not available, please try again later",
        message(
            "en" = "The service is not available, please try again later",
            "ja" = "現在サービスを利用できません。しばらくしてからお試しください",
            "zh-TW" = "服務暫時無法使用，請稍後重試",
            "zh-CN" = "服务暂时无法使用，请稍后重试",
            "vi" = "Dịch vụ tạm thời không khả dụng, vui lòng thử lại sau"
        )
    )]
    ServiceUnavailable,

    /// An upstream service did not answer in time.
    #[catalog(
        code = "SYSTEM_UPSTREAM_TIMEOUT",
        status = 504,
        log_level = ERROR,
        display = "another service did not answer in time, please try again later",
        message(
            "en" = "Another service did not answer in time, please try again later",
            "ja" = "外部サービスからの応答がありません。しばらくしてからお試しください",
            "zh-TW" = "外部服務逾時未回應，請稍後重試",
            "zh-CN" = "外部服务超时未响应，请稍后重试",
            "vi" = "Dịch vụ phía sau không phản hồi kịp, vui lòng thử lại sau"
        )
    )]
    UpstreamTimeout,
}

/// The entry of an unexpected failure: the one that the registry names, or the built-in one, which it lists then.
pub(crate) fn internal_entry(settings: &Settings) -> &'static Entry {
    let built_in = SystemError::Internal.catalog_row();
    let code = settings.internal.unwrap_or(built_in.code());
    (settings.get)(code).unwrap_or(built_in)
}
