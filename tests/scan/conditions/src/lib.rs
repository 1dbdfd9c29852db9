//! Conditions on modules, enums, variants and fields.

use error_catalog::{ErrorCatalog, catalog};

#[cfg(all(unix, feature = "files"))]
mod files {
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "FILE", registry = crate::Codes)]
    pub enum FileError {
        #[catalog(code = "FILE_NOT_FOUND", status = 404, log_level = INFO, message = "ファイルが見つかりません")]
        NotFound,
        #[cfg(target_os = "linux")]
        #[catalog(code = "FILE_TABLE_FULL", status = 503, log_level = ERROR, message = "後でもう一度お試しください")]
        TableFull,
    }
}

#[cfg_attr(feature = "codes", derive(ErrorCatalog), catalog(domain = "NET", registry = Codes))]
#[derive(Debug)]
pub enum NetError {
    #[cfg_attr(
        feature = "codes",
        catalog(code = "NET_HOST_UNKNOWN", status = 502, log_level = ERROR, message = "接続できません")
    )]
    HostUnknown {
        #[cfg_attr(feature = "codes", context)]
        host: String,
    },
    #[cfg(unix)]
    #[cfg_attr(
        feature = "codes",
        catalog(code = "NET_SOCKET_CLOSED", status = 502, log_level = ERROR, message = "切断されました")
    )]
    Closed(u32),
    #[cfg(windows)]
    #[cfg_attr(
        feature = "codes",
        catalog(code = "NET_SOCKET_CLOSED", status = 502, log_level = ERROR, message = "切断されました")
    )]
    Closed(u32),
    #[cfg(test)]
    #[catalog(code = "NET_ONLY_TESTED", status = 500, log_level = ERROR, message = "x")]
    OnlyTested,
}

/// One name, two declarations, of which one is compiled.
#[cfg(unix)]
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LOCK", registry = Codes)]
pub enum LockError {
    #[catalog(code = "LOCK_ALREADY_HELD", status = 409, log_level = INFO, message = "使用中です")]
    Held,
}

/// One name, two declarations, of which one is compiled.
#[cfg(not(unix))]
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LOCK", registry = Codes)]
pub enum LockError {
    #[catalog(code = "LOCK_ALREADY_HELD", status = 409, log_level = INFO, message = "使用中です")]
    Held,
    #[catalog(code = "LOCK_NOT_SUPPORTED", status = 501, log_level = ERROR, message = "利用できません")]
    NotSupported,
}

#[cfg(test)]
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "TEST")]
enum TestError {
    #[catalog(code = "test error", status = 200)]
    Wrong,
}

catalog! {
    pub struct Codes {
        #[cfg(feature = "files")] files::FileError,
        NetError,
        #[cfg(feature = "locks")] LockError,
        #[cfg(test)] TestError,
    }
}
