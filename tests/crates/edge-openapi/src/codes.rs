//! The codes of the service, with details of many types, and one registry for each dialect.

use std::collections::BTreeMap;
use std::time::Duration;

use error_catalog::{ErrorCatalog, SystemError, ValidationError, catalog};

catalog! {
    /// Every code of the service.
    #[registry(locales("en", "ja", "vi"), docs = "https://docs.example.com/errors/{code}")]
    pub struct Codes { AuthError, UserError, SystemError, ValidationError }
    retired { "USER_LOCKED" => "2.0: use USER_PLAN_ENDED" }

    /// What creating an account can answer.
    pub struct SignUp of Codes {
        UserError::{EmailExists, NameTaken, PlanEnded, StoreBusy}, ..error_catalog::JsonBody
    }

    /// What reading an account can answer.
    pub struct ShowUser of Codes { UserError::{NotFound}, AuthError, ..error_catalog::PathAndQuery }
}

macro_rules! in_dialects {
    ($($Registry:ident $dialect:ident;)+) => { $(
        catalog! {
            #[registry(dialect = $dialect, locales("en", "ja", "vi"), service = "users.example.com", docs = "https://docs.example.com/errors/{code}")]
            pub struct $Registry { AuthError, UserError, SystemError, ValidationError }
        }
    )+ };
}

in_dialects! {
    Problem problem;
    Google google;
    Flat flat;
    Agent agent;
}

/// Sign-in and sessions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("en", "ja", "vi"))]
pub enum AuthError {
    /// The session is over.
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message("en" = "The session is over", "ja" = "期限切れです", "vi" = "Phiên đã hết hạn")
    )]
    TokenExpired,

    /// Something is wrong with the accounts.
    #[catalog(
        code = "AUTH_SERVICE_FAILED",
        status = 500,
        log_level = "ERROR",
        message("en" = "Please try again later", "ja" = "後でお試しください", "vi" = "Vui lòng thử lại sau")
    )]
    Failed,

    /// The keys cannot be read.
    #[catalog(
        code = "AUTH_KEYS_LOST",
        status = 500,
        log_level = "ERROR",
        public_as = "AUTH_SERVICE_FAILED",
        message("en" = "The keys are lost", "ja" = "鍵がありません", "vi" = "Mất khóa")
    )]
    KeysLost,
}

/// Accounts.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("en", "ja", "vi"))]
pub enum UserError {
    /// The address is taken, <b>maybe</b> by `you`.
    #[catalog(
        code = "USER_EMAIL_EXISTS",
        status = 409,
        log_level = "INFO",
        message("en" = "This address is taken", "ja" = "登録済みです", "vi" = "Địa chỉ đã tồn tại")
    )]
    EmailExists,

    /// No account has this number.
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("en" = "There is no user {id}", "ja" = "{id}はいません", "vi" = "Không có người dùng {id}")
    )]
    NotFound {
        /// The number.
        #[detail]
        id: u64,
    },

    #[catalog(
        code = "USER_NAME_TAKEN",
        status = 409,
        log_level = "INFO",
        message("en" = "{name} is taken", "ja" = "{name}は使われています", "vi" = "{name} đã được dùng")
    )]
    NameTaken {
        #[detail]
        name: String,
        #[detail]
        free: Option<Vec<String>>,
        #[detail]
        tries: u8,
    },

    #[catalog(
        code = "USER_PLAN_ENDED",
        status = 409,
        log_level = "INFO",
        message("en" = "The plan has ended", "ja" = "終了しました", "vi" = "Gói đã kết thúc"),
        deprecated(since = "2.0", replaced_by("USER_EMAIL_EXISTS"))
    )]
    PlanEnded {
        #[detail(flatten)]
        limits: BTreeMap<String, u64>,
    },

    #[catalog(
        code = "USER_STORE_BUSY",
        status = 503,
        log_level = "ERROR",
        message("en" = "Please try again", "ja" = "混雑しています", "vi" = "Vui lòng thử lại")
    )]
    StoreBusy {
        #[retry_after]
        wait: Duration,
    },
}

#[cfg(test)]
mod tests {
    /// The command reads the compiled registry through this test.
    #[test]
    fn the_catalogue_is_the_one_in_the_file() {
        super::Codes::outputs().check();
    }
}
