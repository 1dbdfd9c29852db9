//! A registry that says everything there is to say, hostile text included.

#![expect(rustdoc::invalid_html_tags, reason = "documents must survive them")]

use std::collections::BTreeMap;
use std::time::Duration;

use error_catalog::{ErrorCatalog, Secret, SystemError, ValidationError};

error_catalog::catalog! {
    /// Every code that the reservations answer with.
    ///
    /// # How to read it
    /// The word after the domain says *what* is meant.
    #[registry(
        locales("ja", "en"),
        service = "reservation.example.com",
        docs = "https://docs.example.com/errors/{slug}",
        internal = "SYSTEM_INTERNAL_ERROR",
        not_found = "SYSTEM_ROUTE_NOT_FOUND"
    )]
    pub struct Codes { AuthError, ReservationError, HostileError, SystemError, ValidationError }
    retired {
        "RESERVATION_ROOM_LOCKED" => "2.0: rooms are never locked; use RESERVATION_SLOT_UNAVAILABLE",
        "AUTH_CAPTCHA_FAILED" => "1.4: no captcha any more | `gone`",
    }

    /// What signing in can answer: */ `code` <b>.
    pub struct SignIn of Codes { AuthError }
}

/// Sign-in and sessions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes, locales("ja", "en"))]
#[allow(dead_code, reason = "documents need the declarations only; the tests build each")]
pub enum AuthError {
    /// The e-mail address or the password did not match an account.
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = INFO,
        message(
            "ja" = "メールアドレスまたはパスワードが正しくありません",
            "en" = "The e-mail address or the password is wrong"
        ),
        owner = "identity",
        since = "1.0"
    )]
    InvalidCredentials,

    /// The session is over.
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = INFO,
        message("ja" = "認証の有効期限が切れています", "en" = "Your session has expired"),
        formerly("AUTH_SESSION_EXPIRED"),
        deprecated(since = "2.1", replaced_by("AUTH_INVALID_CREDENTIALS"), until = "3.0")
    )]
    TokenExpired {
        /// When it was over.
        #[detail]
        expired_at: String,
    },

    /// The identity provider does not answer.
    ///
    /// # Causes
    /// - The provider is down.
    /// - A firewall in between, see `iptables -L <chain>`.
    ///
    /// # Solutions
    /// 1. Look at <https://status.example.com/>.
    /// 2. Wait.
    ///
    /// # Prevention
    /// Two providers.
    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = ERROR,
        message("ja" = "システムエラーが発生しました", "en" = "A system error has occurred"),
        display = "identity provider {host} timed out",
        retry = "transient",
        retry_after = 60,
        severity = "CRITICAL",
        origin = "identity_provider",
        error_type = "SERVICE_UNAVAILABLE",
        ext(team = "identity", pager = "+81-3-0000-0000")
    )]
    ProviderDown {
        #[context]
        host: String,
        #[secret]
        token: Secret<String>,
        #[source]
        cause: std::io::Error,
    },

    /// Too many attempts.
    #[catalog(
        code = "AUTH_RATE_LIMITED",
        status = 429,
        log_level = WARN,
        message("ja" = "試行回数が{limit}回を超えました", "en" = "More than {limit} attempts"),
        retry(max = 5, base = "500ms", factor = 3)
    )]
    RateLimited {
        /// How many attempts there may be.
        #[detail]
        limit: u32,
        #[retry_after]
        wait: Duration,
    },

    /// The key store is not there, which clients need not know.
    #[catalog(
        code = "AUTH_KEYS_LOST",
        status = 500,
        log_level = ERROR,
        display = "no key store at {path}",
        public_as = "SYSTEM_INTERNAL_ERROR"
    )]
    KeysLost {
        #[context]
        path: String,
    },
}

/// Rooms and times.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = Codes, locales("ja", "en"))]
#[allow(dead_code, reason = "documents need the declarations only; the tests build each")]
pub enum ReservationError {
    /// There is no such reservation.
    #[catalog(
        code = "RESERVATION_NOT_FOUND",
        status = 404,
        log_level = INFO,
        message("ja" = "予約が見つかりません", "en" = "There is no such reservation")
    )]
    NotFound {
        #[detail]
        reservation_id: u64,
    },

    /// Another request was faster.
    #[catalog(
        code = "RESERVATION_SLOT_UNAVAILABLE",
        status = 409,
        log_level = INFO,
        message("ja" = "指定された時間枠は既に予約されています", "en" = "The slot is taken"),
        title = "Slot taken",
        grpc = "ABORTED"
    )]
    SlotUnavailable {
        /// The room.
        #[detail]
        resource_id: String,
        /// When it would have begun.
        #[detail]
        slot_start: String,
        /// What is free instead.
        #[detail]
        alternatives: Option<Vec<String>>,
        #[detail]
        position: (u32, f64),
        #[detail]
        open: [bool; 2],
        #[detail]
        prices: BTreeMap<String, u64>,
        #[detail]
        held_for: Option<Duration>,
    },

    /// The input breaks rules.
    #[catalog(
        code = "RESERVATION_FORM_INVALID",
        status = 422,
        log_level = INFO,
        message("ja" = "入力内容に誤りがあります", "en" = "Some of the input is not valid")
    )]
    FormInvalid {
        /// The form.
        #[detail]
        form: String,
        /// The broken fields.
        #[detail(flatten)]
        fields: BTreeMap<String, String>,
    },

    /// The limits of a plan, by their names.
    #[catalog(
        code = "RESERVATION_LIMITS_REACHED",
        status = 403,
        log_level = INFO,
        message("ja" = "上限に達しました", "en" = "The limits of the plan are reached")
    )]
    LimitsReached {
        #[detail(flatten)]
        limits: BTreeMap<String, u32>,
    },
}

/// Text that breaks what was not thought of: <b>bold</b>, `|`, */, --> and ]]>.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HOSTILE", registry = Codes, locales("ja", "en"))]
#[allow(dead_code, reason = "documents need the declarations only; the tests build each")]
pub enum HostileError {
    /// <script>alert("1")</script> */ `code` | bar
    ///
    /// Heading
    /// =======
    ///
    /// - ```
    ///   never closed
    #[catalog(
        code = "HOSTILE_TEXT_MARKUP",
        status = 400,
        log_level = INFO,
        message(
            "ja" = "<script>alert('x')</script> | `tick` *star* _under_ \\ \" */ \u{202e}turned\u{202c}\nsecond line {what}",
            "en" = "]]> {{braces}} </textarea> {what}"
        ),
        owner = "a|b `c`",
        doc_url = "https://example.com/?a=<b>&c=\"d\"",
        ext(quote = "\"`|<x>"),
        allow(control)
    )]
    Markup {
        /// A | b `c` <d> */
        #[detail]
        what: String,
    },

    /// An old spelling.
    #[catalog(
        code = "user.notFound",
        status = 404,
        log_level = INFO,
        message("ja" = "ユーザーが見つかりません", "en" = "There is no such user"),
        allow(code)
    )]
    OldSpelling,
}
