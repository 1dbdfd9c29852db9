//! Written by the test from the examples of `explain`.

pub mod malformed {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod missing_comma {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod unknown_key {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod repeated_key {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod misplaced_key {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::misplaced_key::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        pub struct Codes { AuthError }
    }
}

pub mod value_kind {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod empty_value {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again",
            owner = "identity team"
        )]
        TokenExpired,
    }
}

pub mod unknown_word {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "WARN",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod missing_domain {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod missing_attribute {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
        #[catalog(
            code = "AUTH_ACCOUNT_LOCKED",
            status = 403,
            log_level = "WARN",
            message = "this account is locked"
        )]
        AccountLocked,
    }
}

pub mod missing_key {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod combination {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SESSION")]
    enum SessionError {
        #[catalog(
            code = "SESSION_GONE",
            status = 410,
            log_level = "INFO",
            message = "the session is over"
        )]
        Gone,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(transparent)]
        Session(#[from] SessionError),
    }
}

pub mod needless_allow {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod needless_default {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_ACCOUNT_LOCKED",
            status = 403,
            log_level = "WARN",
            message = "the account is locked"
        )]
        AccountLocked,
    }
}

pub mod needless_manual {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, thiserror::Error, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[error("the token has expired")]
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod domain_form {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod code_form {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod code_letter {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod code_length {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "RESERVATION")]
    enum ReservationError {
        #[catalog(
            code = "RESERVATION_CANCELLATION_TOO_LATE",
            status = 409,
            log_level = "INFO",
            message = "it is too late to cancel"
        )]
        TooLate,
    }
}

pub mod code_domain {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_ACCOUNT_LOCKED",
            status = 403,
            log_level = "WARN",
            message = "this account is locked"
        )]
        Locked,
    }
}

pub mod code_category {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", categories("TOKEN", "ACCOUNT"))]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod category_form {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", categories("TOKEN", "ACCOUNT"))]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod code_duplicate {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
        #[catalog(
            code = "AUTH_SESSION_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        SessionExpired,
    }
}

pub mod code_first_use {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
        #[catalog(
            code = "AUTH_SESSION_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        SessionExpired,
    }
}

pub mod constraint_duplicate {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_EMAIL_EXISTS",
            status = 409,
            log_level = "INFO",
            message = "this e-mail address has an account",
            unique = "users_email_key"
        )]
        EmailExists,
        #[catalog(
            code = "USER_PHONE_EXISTS",
            status = 409,
            log_level = "INFO",
            message = "this phone number has an account",
            unique = "users_phone_key"
        )]
        PhoneExists,
    }
}

pub mod formerly_current {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_SESSION_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again",
            formerly("AUTH_TOKEN_EXPIRED")
        )]
        SessionExpired,
    }
}

pub mod formerly_duplicate {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again",
            formerly("AUTH_EXPIRED")
        )]
        TokenExpired,
        #[catalog(
            code = "AUTH_SESSION_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        SessionExpired,
    }
}

pub mod public_as_unknown {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_INVALID_CREDENTIALS",
            status = 401,
            log_level = "INFO",
            message = "wrong e-mail address or password"
        )]
        WrongPassword,
        #[catalog(
            code = "AUTH_ACCOUNT_LOCKED",
            status = 403,
            log_level = "WARN",
            public_as = "AUTH_INVALID_CREDENTIALS"
        )]
        AccountLocked,
    }
}

pub mod public_as_hidden {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
        #[catalog(
            code = "AUTH_TOKEN_REVOKED",
            status = 401,
            log_level = "INFO",
            public_as = "AUTH_TOKEN_EXPIRED"
        )]
        TokenRevoked,
        #[catalog(
            code = "AUTH_TOKEN_STOLEN",
            status = 401,
            log_level = "INFO",
            public_as = "AUTH_TOKEN_EXPIRED"
        )]
        TokenStolen,
    }
}

pub mod public_as_text {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
        #[catalog(
            code = "USER_HIDDEN",
            status = 403,
            log_level = "INFO",
            message = "no such user",
            public_as = "USER_NOT_FOUND"
        )]
        Hidden,
    }
}

pub mod stand_in_text {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "DISK")]
    enum DiskError {
        #[catalog(
            code = "DISK_FULL",
            status = 507,
            log_level = "ERROR",
            message = "no space left"
        )]
        Full,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ORDER")]
    enum OrderError {
        #[catalog(
            code = "ORDER_NOT_STORED",
            status = 503,
            log_level = "ERROR",
            message = "your order is not stored",
            allow(server_details)
        )]
        NotStored {
            #[detail]
            number: u64,
        },
        #[catalog(transparent(mask_5xx = "ORDER_NOT_STORED"))]
        Disk(#[from] DiskError),
    }
}

pub mod public_as_details {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
        #[catalog(
            code = "USER_HIDDEN",
            status = 403,
            log_level = "INFO",
            message = "no such user",
            display = "user {id} is hidden",
            public_as = "USER_NOT_FOUND"
        )]
        Hidden {
            #[detail]
            id: u64,
        },
    }
}

pub mod public_as_class {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_UNAVAILABLE",
            status = 500,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        Unavailable,
        #[catalog(
            code = "AUTH_PROVIDER_DOWN",
            status = 503,
            log_level = "ERROR",
            public_as = "AUTH_UNAVAILABLE"
        )]
        ProviderDown,
    }
}

pub mod field_arguments {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail("user")]
            name: String,
        },
    }
}

pub mod detail_unnamed {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound(#[detail("user")] String),
    }
}

pub mod detail_duplicate {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "RESERVATION")]
    enum ReservationError {
        #[catalog(
            code = "RESERVATION_SLOT_TAKEN",
            status = 409,
            log_level = "INFO",
            message = "this time is taken"
        )]
        SlotTaken {
            #[detail]
            slot: String,
            #[detail("slot_number")]
            number: u32,
        },
    }
}

pub mod context_duplicate {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_LOCKED",
            status = 403,
            log_level = "WARN",
            message = "the account is locked"
        )]
        Locked {
            #[context("id")]
            user: u64,
            #[context("admin_id")]
            admin: u64,
        },
    }
}

pub mod detail_reserved {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "RESERVATION")]
    enum ReservationError {
        #[catalog(
            code = "RESERVATION_SLOT_TAKEN",
            status = 409,
            log_level = "INFO",
            message = "this time is taken"
        )]
        SlotTaken {
            #[detail("slot_status")]
            status: String,
        },
    }
}

pub mod detail_server {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_STORE_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        StoreDown {
            #[context]
            table: String,
        },
    }
}

pub mod field_roles {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }
}

pub mod source_twice {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_STORE_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        StoreDown {
            #[source]
            read: std::io::Error,
            write: std::io::Error,
        },
    }
}

pub mod level_server {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_STORE_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        StoreDown,
    }
}

pub mod level_client {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
    }
}

pub mod messages_file {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", locales("en"), messages = "tests/cured/messages_file/locales")]
    enum AuthError {
        #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
        TokenExpired,
    }
}

pub mod messages_locales {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", locales("en"), messages = "tests/cured/messages_locales/locales")]
    enum AuthError {
        #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
        TokenExpired,
    }
}

pub mod messages_missing {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", locales("en"), messages = "tests/cured/messages_missing/locales")]
    enum AuthError {
        #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
        TokenExpired,
        #[catalog(
            code = "AUTH_ROLE_MISSING",
            status = 403,
            log_level = "INFO",
            message = "this is not yours to do"
        )]
        RoleMissing,
    }
}

pub mod messages_twice {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", locales("en"), messages = "tests/cured/messages_twice/locales")]
    enum AuthError {
        #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
        TokenExpired,
    }
}

pub mod messages_unknown {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", locales("en"), messages = "tests/cured/messages_unknown/locales")]
    enum AuthError {
        #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
        TokenExpired,
        #[catalog(code = "AUTH_ROLE_MISSING", status = 403, log_level = "INFO")]
        RoleMissing,
    }
}

pub mod message_empty {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
    }
}

pub mod message_braces {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }
}

pub mod message_control {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod placeholder_unknown {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }
}

pub mod placeholder_private {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }
}

pub mod placeholder_hidden {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_ACCOUNT_LOCKED",
            status = 403,
            log_level = "WARN",
            message = "no sign-in from here",
            display = "sign-in from {ip} refused"
        )]
        AccountLocked {
            #[context]
            ip: String,
        },
    }
}

pub mod display_secret {
    use error_catalog::{ErrorCatalog, Secret};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_INVALID",
            status = 401,
            log_level = "INFO",
            message = "please sign in again",
            display = "the token was refused"
        )]
        TokenInvalid {
            #[secret]
            token: Secret<String>,
        },
    }
}

pub mod placeholder_spec {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }
}

pub mod title_placeholder {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {id}",
            title = "User not found"
        )]
        NotFound {
            #[detail]
            id: u64,
        },
    }
}

pub mod message_passthrough {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_INPUT_INVALID",
            status = 400,
            log_level = "INFO",
            message = "this cannot be accepted: {reason}"
        )]
        InputInvalid {
            #[detail]
            reason: String,
        },
    }
}

pub mod message_server {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_STORE_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong",
            display = "cannot read {table}"
        )]
        StoreDown { table: String },
    }
}

pub mod locale_missing {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", locales("ja", "en"))]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message("ja" = "ユーザーが見つかりません", "en" = "no such user")
        )]
        NotFound,
    }
}

pub mod locale_unknown {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", locales("ja", "vi"))]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message("ja" = "ユーザーが見つかりません", "vi" = "không có người dùng này")
        )]
        NotFound,
    }
}

pub mod locale_form {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", locales("en-US"))]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message("en-US" = "please sign in again")
        )]
        TokenExpired,
    }
}

pub mod locales_undeclared {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", locales("ja", "en"))]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message("ja" = "ユーザーが見つかりません", "en" = "no such user")
        )]
        NotFound,
    }
}

pub mod locale_placeholders {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", locales("ja", "en"))]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message("ja" = "ユーザー {name} が見つかりません", "en" = "no user {name}")
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }
}

pub mod message_is_display {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = display,
            display = "no such user"
        )]
        NotFound,
    }
}

pub mod registry_duplicate {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_duplicate::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "LEGACY", registry = crate::generated::registry_duplicate::Codes)]
    enum LegacyError {
        #[catalog(
            code = "LEGACY_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        Expired,
    }

    catalog! {
        pub struct Codes { AuthError, LegacyError }
    }
}

pub mod registry_unlisted {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_unlisted::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = crate::generated::registry_unlisted::Codes)]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
    }

    catalog! {
        pub struct Codes { AuthError, UserError }
    }
}

pub mod registry_foreign {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_foreign::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        pub struct Codes { AuthError, ..billing::Codes }
    }
}

pub mod registry_retired {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_retired::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_SESSION_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        SessionExpired,
    }

    catalog! {
        pub struct Codes { AuthError }
        retired { "AUTH_TOKEN_EXPIRED" => "2.0: use AUTH_SESSION_EXPIRED" }
    }
}

pub mod registry_unknown {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SYSTEM", registry = crate::generated::registry_unknown::Codes)]
    enum SystemError {
        #[catalog(
            code = "SYSTEM_FAILURE",
            status = 500,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        Failure,
    }

    catalog! {
        #[registry(internal = "SYSTEM_FAILURE")]
        pub struct Codes { SystemError }
    }
}

pub mod registry_public_class {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_public_class::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_PROVIDER_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "please try again later",
            public_as = "SYSTEM_FAILURE"
        )]
        ProviderDown,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SYSTEM", registry = crate::generated::registry_public_class::Codes)]
    enum SystemError {
        #[catalog(
            code = "SYSTEM_FAILURE",
            status = 500,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        Failure,
    }

    catalog! {
        pub struct Codes { AuthError, SystemError }
    }
}

pub mod registry_server {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SYSTEM", registry = crate::generated::registry_server::Codes)]
    enum SystemError {
        #[catalog(
            code = "SYSTEM_FAILURE",
            status = 500,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        Failure,
    }

    catalog! {
        #[registry(internal = "SYSTEM_FAILURE")]
        pub struct Codes { SystemError }
    }
}

pub mod registry_public_text {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_public_text::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_HIDDEN",
            status = 403,
            log_level = "INFO",
            message = "no such user",
            public_as = "USER_NOT_FOUND"
        )]
        Hidden,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = crate::generated::registry_public_text::Codes)]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
    }

    catalog! {
        pub struct Codes { AuthError, UserError }
    }
}

pub mod registry_locale {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", locales("ja", "en"), registry = crate::generated::registry_locale::Codes)]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message("ja" = "ユーザーが見つかりません", "en" = "no such user")
        )]
        NotFound,
    }

    catalog! {
        #[registry(locales("ja", "en"))]
        pub struct Codes { UserError }
    }
}

pub mod registry_message {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = crate::generated::registry_message::Codes, status = 404, log_level = "INFO")]
    enum UserError {
        #[catalog(code = "USER_NOT_FOUND", message = "ユーザーが見つかりません")]
        NotFound,
        #[catalog(code = "USER_GROUP_GONE", message = "グループが見つかりません")]
        GroupGone,
    }

    catalog! {
        #[registry(locales("ja", "en"), messages = "tests/cured/registry_message/locales")]
        pub struct Codes { UserError }
    }
}

pub mod registry_message_placeholders {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = crate::generated::registry_message_placeholders::Codes, status = 404, log_level = "INFO")]
    enum UserError {
        #[catalog(code = "USER_NOT_FOUND", message = "ユーザー{user}が見つかりません")]
        NotFound {
            #[detail]
            user: u64,
        },
    }

    catalog! {
        #[registry(locales("ja", "en"), messages = "tests/cured/registry_message_placeholders/locales")]
        pub struct Codes { UserError }
    }
}

pub mod registry_message_twice {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = crate::generated::registry_message_twice::Codes, locales("ja", "en"))]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message("ja" = "ユーザーが見つかりません", "en" = "no such user")
        )]
        NotFound,
    }

    catalog! {
        #[registry(locales("ja", "en"), messages = "tests/cured/registry_message_twice/locales")]
        pub struct Codes { UserError }
    }
}

pub mod registry_grpc {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = crate::generated::registry_grpc::Codes)]
    enum UserError {
        #[catalog(
            code = "USER_NAME_TAKEN",
            status = 409,
            log_level = "INFO",
            message = "this name is taken",
            grpc = "ALREADY_EXISTS"
        )]
        NameTaken,
    }

    catalog! {
        #[registry(require(grpc))]
        pub struct Codes { UserError }
    }
}

pub mod registry_jsonrpc {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CART", registry = crate::generated::registry_jsonrpc::Codes)]
    enum CartError {
        #[catalog(
            code = "CART_EMPTY",
            status = 400,
            log_level = "INFO",
            message = "The cart is empty",
            jsonrpc = -32041
        )]
        Empty,
        #[catalog(
            code = "CART_FULL",
            status = 409,
            log_level = "INFO",
            message = "The cart is full",
            jsonrpc = -32002
        )]
        Full,
    }

    catalog! {
        pub struct Codes { CartError }
    }
}

pub mod registry_repeated {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_repeated::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        pub struct Codes { AuthError }
    }
}

pub mod registry_placeholder {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_placeholder::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        #[registry(docs = "https://docs.example.com/errors/{code}")]
        pub struct Codes { AuthError }
    }
}

pub mod registry_set_name {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_set_name::Codes)]
    pub enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        pub struct Codes { AuthError, error_catalog::SystemError }
        sets { sessions::CreateSession, users::CreateUser }
    }

    pub mod sessions {
        error_catalog::catalog! { pub struct CreateSession of crate::generated::registry_set_name::Codes { crate::generated::registry_set_name::AuthError } }
    }

    pub mod users {
        error_catalog::catalog! { pub struct CreateUser of crate::generated::registry_set_name::Codes { crate::generated::registry_set_name::AuthError } }
    }
}

pub mod registry_docs {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::registry_docs::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        #[registry(docs = "https://docs.example.com/errors/{code}")]
        pub struct Codes { AuthError }
    }
}

pub mod retired_code {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::retired_code::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        pub struct Codes { AuthError }
        retired { "AUTH_EXPIRED" => "2.0: use AUTH_TOKEN_EXPIRED" }
    }
}

pub mod retired_form {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", registry = crate::generated::retired_form::Codes)]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }

    catalog! {
        pub struct Codes { AuthError }
        retired { "AUTH_ACCOUNT_LOCKED" => "2.0: use AUTH_ACCOUNT_DISABLED" }
    }
}

pub mod retry_class {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "RESERVATION")]
    enum ReservationError {
        #[catalog(
            code = "RESERVATION_SLOT_TAKEN",
            status = 409,
            log_level = "INFO",
            message = "this time is taken"
        )]
        SlotTaken,
    }
}

pub mod retry_after_alone {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "RESERVATION")]
    enum ReservationError {
        #[catalog(
            code = "RESERVATION_SYSTEM_DOWN",
            status = 500,
            log_level = "ERROR",
            message = "something went wrong",
            retry = "transient", retry_after = 60
        )]
        Down,
    }
}

pub mod retry_after_twice {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_CALLS_TOO_MANY",
            status = 429,
            log_level = "WARN",
            message = "please wait"
        )]
        CallsTooMany {
            #[context(display)]
            soft: String,
            #[retry_after]
            hard: std::time::Duration,
        },
    }
}

pub mod retry_custom {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "RESERVATION")]
    enum ReservationError {
        #[catalog(
            code = "RESERVATION_PAYMENT_UNREACHABLE",
            status = 503,
            log_level = "ERROR",
            message = "please try again later",
            retry(max = 3, base = "1s", factor = 2)
        )]
        PaymentUnreachable,
    }
}

pub mod union {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod transparent_shape {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SESSION")]
    enum SessionError {
        #[catalog(
            code = "SESSION_GONE",
            status = 410,
            log_level = "INFO",
            message = "the session is over"
        )]
        Gone,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(transparent)]
        Session(#[from] SessionError),
    }
}

pub mod same_as_unknown {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_INVALID_CREDENTIALS",
            status = 401,
            log_level = "INFO",
            message = "wrong e-mail address or password"
        )]
        WrongPassword,
        #[catalog(same_as = WrongPassword)]
        UnknownUser,
    }
}

pub mod same_as_text {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no user {name}"
        )]
        NotFound {
            #[detail]
            name: String,
        },
        #[catalog(same_as = NotFound)]
        Deleted {
            #[detail]
            name: String,
        },
    }
}

pub mod same_as_detail {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
        #[catalog(same_as = NotFound)]
        Deleted {
            #[context]
            name: String,
        },
    }
}

pub mod transparent_role {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SESSION")]
    enum SessionError {
        #[catalog(
            code = "SESSION_GONE",
            status = 410,
            log_level = "INFO",
            message = "the session is over"
        )]
        Gone,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(transparent)]
        Session(#[from] SessionError),
    }
}

pub mod rest_unused {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(
        domain = "STORE",
        rest(
            code = "STORE_FAILED",
            status = 500,
            log_level = "ERROR",
            message = "please try again later"
        )
    )]
    enum StoreError {
        #[catalog(
            code = "STORE_FULL",
            status = 507,
            log_level = "ERROR",
            message = "there is no space left"
        )]
        Full,
        Broken,
    }
}

pub mod from_alone {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_STORE_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        StoreDown {
            #[source]
            cause: std::io::Error,
            attempt: u32,
        },
    }
}

pub mod from_twice {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_STORE_UNREADABLE",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        Read(#[from] std::io::Error),
        #[catalog(
            code = "USER_STORE_UNWRITABLE",
            status = 503,
            log_level = "ERROR",
            message = "something went wrong"
        )]
        Write(#[source] std::io::Error),
    }
}

pub mod spec_file {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", spec = "tests/cured/spec_file/auth.json")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod spec_enum {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", spec = "tests/cured/spec_enum/auth.json")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod spec_missing {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", spec = "tests/cured/spec_missing/auth.json")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
        #[catalog(
            code = "AUTH_ACCOUNT_LOCKED",
            status = 403,
            log_level = "WARN",
            message = "this account is locked"
        )]
        Locked,
    }
}

pub mod spec_extra {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", spec = "tests/cured/spec_extra/auth.json")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod spec_differs {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH", spec = "tests/cured/spec_differs/auth.json")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "please sign in again"
        )]
        TokenExpired,
    }
}

pub mod status_range {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = 404,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
    }
}

pub mod status_name {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER")]
    enum UserError {
        #[catalog(
            code = "USER_NOT_FOUND",
            status = NOT_FOUND,
            log_level = "INFO",
            message = "no such user"
        )]
        NotFound,
    }
}

pub mod status_authenticate {
    use error_catalog::{ErrorCatalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "AUTH")]
    enum AuthError {
        #[catalog(
            code = "AUTH_TOKEN_EXPIRED",
            status = 401,
            log_level = "INFO",
            message = "sign in again",
            ext(www_authenticate = "Basic realm=\"shop\"")
        )]
        Expired,
    }
}
