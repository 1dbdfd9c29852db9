use std::collections::BTreeMap;
use std::time::Duration;

use error_catalog::{ErrorCatalog, Secret};

/// Sign-in and sessions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes, locales("ja", "en"))]
pub enum AuthError {
    /// The token is too old.
    ///
    /// ```text
    /// # Causes
    /// ```
    ///
    /// # Causes
    /// - The user was away.
    /// - The clock is wrong.
    ///
    /// # Solutions
    /// Sign in again.
    ///
    /// # Prevention
    /// Refresh in time.
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message(
            "ja" = "認証の有効期限が切れています",
            "en" = "Your session has expired"
        ),
        display = "token of {user} expired \"{{}}\"\n",
        title = "Session expired",
        owner = "identity team",
        formerly("AUTH_SESSION_OLD"),
        since = "1.2",
        doc_url = "https://docs.example.com/sessions",
        ext(jira = "ID-7", 事 = "x")
    )]
    TokenExpired {
        #[context("user_id")]
        user: String,
        #[secret]
        token: Secret<String>,
    },

    #[catalog(
        code = "AUTH_RATE_LIMITED",
        status = 429,
        log_level = "WARN",
        message(
            "ja" = "{limit}回までです（{type:>3}）",
            "en" = "No more than {limit} tries ({type:>3})"
        ),
        severity = "CRITICAL",
        incident = "P1"
    )]
    RateLimited {
        #[detail]
        limit: u32,
        /// What was tried.
        ///
        /// In the user's words.
        #[detail("type_name")]
        r#type: String,
        #[detail]
        window: Option<String>,
        #[detail(flatten)]
        more: BTreeMap<String, String>,
        #[detail]
        #[retry_after]
        wait: Duration,
    },

    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = "ERROR",
        message(
            "ja" = "システムエラーが発生しました",
            "en" = "A system error has occurred"
        ),
        display = "identity provider timed out",
        retry(max = 5, base = "250ms", factor = 3),
        retry_after = 60,
        origin = "identity_provider",
        error_type = "SERVICE_UNAVAILABLE"
    )]
    ProviderDown { source: std::io::Error },

    #[catalog(
        code = "AUTH_LEGACY",
        status = 400,
        log_level = "INFO",
        message("ja" = "できません", "en" = "Not possible"),
        deprecated(
            since = "2.0",
            replaced_by("AUTH_TOKEN_EXPIRED"),
            until = "3.0"
        )
    )]
    Legacy,
}

/// Too much of a good thing.
#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "QUOTA",
    registry = Codes,
    locales("ja", "en"),
    code = "QUOTA_EXCEEDED",
    status = 409,
    log_level = "INFO",
    message("ja" = "上限を超えました", "en" = "The quota is used up")
)]
pub struct QuotaExceeded {
    #[detail]
    pub used: u64,
}

pub mod shop {
    pub mod billing {
        use error_catalog::ErrorCatalog;

        #[derive(Debug, ErrorCatalog)]
        #[catalog(
            domain = "BILLING",
            registry = super::super::Codes,
            locales("ja", "en")
        )]
        pub enum Billing {
            #[catalog(
                code = "BILLING_CARD_DECLINED",
                status = 402,
                log_level = "INFO",
                message(
                    "ja" = "カード{0}は使えません\u{202e}",
                    "en" = "Card {0} was declined\u{202e}"
                ),
                class = "business",
                grpc = "FAILED_PRECONDITION",
                allow(control)
            )]
            Declined(#[detail("card")] String),

            #[catalog(
                code = "BILLING_GATEWAY_LOST",
                status = 502,
                log_level = "ERROR",
                public_as = "SYSTEM_INTERNAL_ERROR"
            )]
            GatewayLost(#[from] std::io::Error),

            #[catalog(
                code = "BILLING_GATEWAY_SLOW",
                status = 504,
                log_level = "ERROR",
                message("ja" = "時間切れです", "en" = "Timed out")
            )]
            GatewaySlow(#[context("waited")] u64, &'static str),
        }
    }
}

error_catalog::catalog! {
    /// Every code that the service answers with.
    #[registry(
        dialect = problem,
        locales("ja", "en"),
        service = "reservation.example.com",
        docs = "https://docs.example.com/errors/{code}",
        internal = "SYSTEM_INTERNAL_ERROR",
        not_found = "SYSTEM_ROUTE_NOT_FOUND"
    )]
    pub struct Codes {
        AuthError,
        shop::billing::Billing,
        QuotaExceeded,
        error_catalog::SystemError,
    }
    retired {
        "AUTH_LOCKED" => "2.0: use AUTH_TOKEN_EXPIRED",
    }
}
