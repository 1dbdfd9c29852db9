//! BLK-1-06: what a system error is inside, and the two codes that users ever see of it.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SYS", registry = Codes, locales("vi"))]
pub enum SystemError {
    #[catalog(
        code = "SYS_ERROR_GENERIC",
        status = 500,
        log_level = "ERROR",
        message = "Hệ thống đang gặp sự cố, vui lòng thử lại sau"
    )]
    Generic,

    #[catalog(
        code = "SYS_ERROR_CRITICAL",
        status = 500,
        log_level = "ERROR",
        message = "Hệ thống đang gặp sự cố nghiêm trọng, chúng tôi đang khẩn trương xử lý",
        severity = "CRITICAL"
    )]
    Critical,

    #[catalog(
        code = "EXTERNAL_API_TIMEOUT",
        status = 503,
        log_level = "ERROR",
        message = "Hệ thống bản đồ tạm thời không khả dụng, vui lòng thử lại sau ít phút",
        display = "TomTom API timeout after {retries} retries",
        retry_after = 60,
        severity = "ERROR",
        origin = "tomtom_api",
        error_type = "SERVICE_UNAVAILABLE",
        public_as = "SYS_ERROR_GENERIC",
        allow(code)
    )]
    ApiTimeout {
        #[context]
        retries: u32,
        #[context]
        endpoint: String,
    },

    /// # Causes
    /// Too many connections
    ///
    /// # Solutions
    /// 增加连接数限制或优化连接池
    #[catalog(
        code = "DB_CONNECTION_POOL_EXHAUSTED",
        status = 500,
        log_level = "ERROR",
        display = "Database connection pool exhausted",
        severity = "CRITICAL",
        origin = "database",
        error_type = "DATABASE_ERROR",
        public_as = "SYS_ERROR_CRITICAL",
        allow(code)
    )]
    PoolExhausted {
        #[context]
        pool_size: u32,
        #[context]
        active: u32,
        #[context]
        waiting: u32,
    },
}

error_catalog::catalog! {
    #[registry(dialect = agent, locales("vi"), internal = "SYS_ERROR_GENERIC")]
    pub struct Codes { SystemError }
}
