//! The rules that look at a whole catalogue.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
pub enum AuthError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = WARN, message = "ロックされています")]
    Locked,
    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = ERROR,
        public_as = "SESSION_NOT_FOUND",
        deprecated(since = "2.0", replaced_by("AUTH_NO_SUCH_CODE"))
    )]
    ProviderDown,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION", registry = Codes)]
pub enum SessionError {
    #[catalog(code = "SESSION_NOT_FOUND", status = 404, log_level = INFO, message = "{id}が見つかりません", jsonrpc = -32041)]
    NotFound {
        #[detail]
        id: String,
    },
    #[catalog(
        code = "SESSION_IS_LOCKED",
        status = 403,
        log_level = WARN,
        message = "ロックされています",
        formerly("AUTH_ACCOUNT_LOCKED")
    )]
    Locked,
    #[catalog(code = "SESSION_WAS_LOST", status = 409, log_level = INFO, message = "もう一度お試しください", jsonrpc = -32041)]
    Lost,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ALONE", registry = Codes)]
pub enum AloneError {
    #[catalog(code = "ALONE_IN_THE_DARK", status = 409, log_level = INFO, message = "一人です")]
    Alone,
}

catalog! {
    #[registry(internal = "SYSTEM_NO_SUCH_CODE", require(grpc))]
    pub struct Codes { AuthError, SessionError }
    retired { "SESSION_WAS_LOST" => "1.4: use SESSION_NOT_FOUND" }
}
