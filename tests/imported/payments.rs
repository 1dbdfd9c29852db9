use error_catalog::ErrorCatalog;

/// 支付系統
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PAYMENT", locales("zh-TW"))]
pub enum PaymentError {
    #[catalog(
        code = "VALIDATION_ERROR",
        status = 400,
        log_level = "WARN",
        message = "輸入信息不正確，請檢查",
        display = "{message}",
        class = "validation",
        allow(code)
    )]
    Validation {
        #[detail]
        field: Option<String>,
        message: String,
    },

    #[catalog(
        code = "INSUFFICIENT_STOCK",
        status = 400,
        log_level = "WARN",
        message = "商品 {product_name} 庫存不足",
        display = "Insufficient stock for {product_name}",
        allow(code, placeholder)
    )]
    InsufficientStock {
        #[detail]
        available: u32,
        #[detail]
        requested: u32,
        product_name: String,
    },

    #[catalog(
        code = "PAYMENT_FAILED",
        status = 400,
        log_level = "WARN",
        message = "支付失敗，請檢查支付信息或稍後重試",
        display = "Payment failed: {reason}"
    )]
    Failed {
        #[detail]
        transaction_id: Option<String>,
        reason: String,
    },

    #[catalog(
        code = "RESOURCE_NOT_FOUND",
        status = 404,
        log_level = "WARN",
        message = "{resource_type}不存在",
        display = "{resource_type} {resource_id} not found",
        allow(code)
    )]
    ResourceNotFound {
        #[detail]
        resource_type: String,
        #[detail]
        resource_id: String,
    },

    #[catalog(
        code = "PAYMENT_GATEWAY_ERROR",
        status = 500,
        log_level = "ERROR",
        message = "系統繁忙，請稍後重試",
        display = "Payment gateway error: {gateway_message}",
        allow(server_details)
    )]
    Gateway {
        #[detail]
        gateway_message: String,
        #[detail]
        gateway_code: Option<String>,
    },

    #[catalog(
        code = "PAYMENT_NETWORK_ERROR",
        status = 500,
        log_level = "ERROR",
        message = "系統繁忙，請稍後重試",
        display = "Network error: {message}",
        retry = "network"
    )]
    Network { message: String },

    #[catalog(
        code = "DATABASE_ERROR",
        status = 500,
        log_level = "ERROR",
        message = "系統繁忙，請稍後重試",
        display = "Database {operation} error: {message}",
        allow(code, server_details)
    )]
    Database {
        #[detail]
        operation: String,
        message: String,
    },

    #[catalog(
        code = "PERMISSION_DENIED",
        status = 403,
        log_level = "WARN",
        message = "您沒有權限執行此操作",
        display = "Permission denied for {action} on {resource}",
        allow(code)
    )]
    PermissionDenied {
        #[detail]
        action: String,
        #[detail]
        resource: String,
    },

    #[catalog(
        code = "INTERNAL_ERROR",
        status = 500,
        log_level = "ERROR",
        message = "系統錯誤，請聯繫客服",
        display = "Unexpected error: {error}",
        allow(code)
    )]
    Internal { error: String },

    #[catalog(
        code = "UNKNOWN_ERROR",
        status = 500,
        log_level = "ERROR",
        message = "系統錯誤，請稍後重試",
        display = "{message}",
        allow(code)
    )]
    Unknown { message: String },
}
