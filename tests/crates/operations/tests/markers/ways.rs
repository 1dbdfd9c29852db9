//! The ways by which a text comes into a service, and from there to a failure.

use std::io;

use axum::Router;
use axum::extract::Extension;
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use error_catalog::edge::Exchange;
use error_catalog::{ErrorCatalog, Failure, StatusError, SystemError, ValidationError, catalog};
use http::{HeaderValue, Request, StatusCode};

catalog! {
    /// The codes of a service that holds secrets.
    #[registry(service = "vault.example.com", internal = "VAULT_DOOR_STUCK")]
    pub struct Codes { VaultError, SystemError, StatusError, ValidationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "VAULT", registry = Codes)]
pub enum VaultError {
    #[catalog(
        code = "VAULT_CONTEXT_HELD",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        severity = "CRITICAL"
    )]
    Context {
        #[context]
        note: String,
        #[context]
        notes: Vec<(u8, String)>,
    },

    #[catalog(
        code = "VAULT_DETAIL_HELD",
        status = 409,
        log_level = "WARN",
        message = "That cannot be done",
        severity = "ERROR"
    )]
    Detail {
        #[detail]
        note: String,
    },

    #[catalog(
        code = "VAULT_TEXT_HELD",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "the vault has failed: {text}",
        severity = "CRITICAL"
    )]
    Display { text: String },

    #[catalog(
        code = "VAULT_CAUSE_HELD",
        status = 503,
        log_level = "ERROR",
        message = "Please try again later",
        severity = "CRITICAL"
    )]
    Source {
        #[source]
        cause: io::Error,
    },

    #[catalog(
        code = "VAULT_DOOR_STUCK",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        severity = "CRITICAL"
    )]
    Stuck,
}

/// How a text comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Context,
    Detail,
    Display,
    Source,
    Anyhow,
    Panic,
    BareBody,
    Path,
    Header,
    RequestId,
    User,
    Tool,
}

pub const WAYS: [Way; 12] = [
    Way::Context,
    Way::Detail,
    Way::Display,
    Way::Source,
    Way::Anyhow,
    Way::Panic,
    Way::BareBody,
    Way::Path,
    Way::Header,
    Way::RequestId,
    Way::User,
    Way::Tool,
];

impl Way {
    /// Whether the text comes in as it is, so that it would be in a record without a mask.
    pub fn keeps_text(self) -> bool {
        // The layer masks a bare body. A path and a header have other characters, a request has another id, and of users there
        // are hashes only.
        !matches!(self, Self::BareBody | Self::Path | Self::Header | Self::RequestId | Self::User)
    }

    /// The request of a client.
    pub fn request(self, text: &str) -> Request<axum::body::Body> {
        let path = if self == Self::Path { escaped(text) } else { "door".to_owned() };
        let mut request = Request::get(format!("/vault/{path}?q={}", escaped(text)));
        for (way, name) in [(Self::Header, "user-agent"), (Self::RequestId, "x-request-id")] {
            let value = text.replace(['\r', '\n'], " ");
            if self == way {
                request = request.header(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
            }
        }
        let mut request = request.body(axum::body::Body::empty()).unwrap();
        request.extensions_mut().insert((self, text.to_owned()));
        request
    }

    fn fail(self, text: String) -> Result<Response, Failure<Codes>> {
        match self {
            Self::Context => {
                let notes = vec![(7, text.clone())];
                Err(VaultError::Context { note: text, notes }.into())
            }
            Self::Detail => Err(VaultError::Detail { note: text }.into()),
            Self::Display => Err(VaultError::Display { text }.into()),
            Self::Source => Err(VaultError::Source { cause: io::Error::other(text) }.into()),
            Self::Anyhow => Err(Failure::from_anyhow(
                anyhow::anyhow!(text.clone()).context(format!("while reading: {text}")),
            )),
            Self::Panic => panic!("{text}"),
            Self::BareBody => Ok((StatusCode::BAD_GATEWAY, text).into_response()),
            _ => Err(VaultError::Stuck.into()),
        }
    }
}

/// All but what needs no escape anywhere.
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'/' | b'=' | b':' | b'@' | b'&' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

/// The service, without its layer.
pub fn router() -> Router {
    let handler = async |exchange: Exchange, Extension((way, text)): Extension<(Way, String)>| {
        if way == Way::User {
            exchange.set_user(text.clone());
        }
        way.fail(text)
    };
    Router::new().route("/vault/{*door}", any(handler))
}
