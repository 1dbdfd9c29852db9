//! Makes one body or one text many times, for the figures to count instructions.
//!
//! `figures_body CASE COUNT`

use std::env;
use std::fmt;
use std::hint::black_box;

use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
use serde::Serialize;

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "メールアドレスまたはパスワードが正しくありません"
    )]
    InvalidCredentials,
    #[catalog(
        code = "AUTH_TOO_MANY_ATTEMPTS",
        status = 429,
        log_level = "WARN",
        message = "{user} さん、しばらくしてからもう一度お試しください",
        display = "too many attempts of {user}"
    )]
    TooManyAttempts {
        #[detail]
        user: String,
        #[detail]
        minutes: u32,
    },
}

catalog! {
    pub struct Codes { CartError, PayError, SystemError }

    pub struct Buy of Codes { CartError }
    pub struct Pay of Codes { PayError }
    pub struct Few of Codes { CartError::{Empty} }
}

#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
    Empty,
}

/// Passes the codes of another enum on.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "PAY", registry = Codes)]
enum PayError {
    #[catalog(code = "PAY_CARD_DECLINED", status = 402, log_level = "INFO", message = "Declined")]
    CardDeclined,
    #[catalog(transparent)]
    Cart(CartError),
}

/// The same, written by hand.
#[derive(Serialize)]
struct Body<'a> {
    error: Inner<'a>,
}

#[derive(Serialize)]
struct Inner<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace_id: Option<&'a str>,
}

#[derive(Serialize)]
struct Details<'a> {
    user: &'a str,
    minutes: u32,
}

fn by_hand(trace_id: Option<&str>) -> Body<'_> {
    let (code, message) =
        ("AUTH_INVALID_CREDENTIALS", "メールアドレスまたはパスワードが正しくありません");
    let (code, message) = (black_box(code), black_box(message));
    Body { error: Inner { code, message, details: None, trace_id } }
}

fn by_hand_with_details(user: &str, minutes: u32, trace_id: &str) -> Vec<u8> {
    let message = &format!("{user} さん、しばらくしてからもう一度お試しください");
    let (code, details) = (black_box("AUTH_TOO_MANY_ATTEMPTS"), Some(Details { user, minutes }));
    let body = Body { error: Inner { code, message, details, trace_id: Some(trace_id) } };
    serde_json::to_vec(&body).expect("texts and a number are JSON")
}

/// A `Display` by hand.
struct ByHand<'a> {
    user: &'a str,
}

impl fmt::Display for ByHand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "too many attempts of {}", self.user)
    }
}

/// Makes a new body, or appends one.
type Case = fn(&Errors, &str, &mut Vec<u8>);

struct Errors {
    /// One without fields, whose body is constant.
    plain: AuthError,
    /// One with two details, of which its texts show one.
    limited: AuthError,
}

fn case(name: &str) -> Option<Case> {
    Some(match name {
        "our-body" => |errors, _, _| drop(black_box(errors.plain.envelope().body())),
        "our-body-traced" => {
            |errors, id, _| drop(black_box(errors.plain.envelope().trace_id(id).body()))
        }
        "our-body-details" => {
            |errors, id, _| drop(black_box(errors.limited.envelope().trace_id(id).body()))
        }
        "our-write" => |errors, _, out| errors.plain.envelope().write_json(out),
        "our-write-traced" => {
            |errors, id, out| errors.plain.envelope().trace_id(id).write_json(out)
        }
        "failure-of-a-registry" => |_, _, _| {
            drop(black_box(Failure::<Codes>::from(black_box(CartError::Empty))));
        },
        "failure-of-a-set" => |_, _, _| {
            drop(black_box(Failure::<Buy>::from(black_box(CartError::Empty))));
        },
        "inner-failure-of-a-registry" => |_, _, _| {
            drop(black_box(Failure::<Codes>::from(black_box(PayError::Cart(CartError::Empty)))));
            drop(black_box(Failure::<Codes>::from(black_box(PayError::CardDeclined))));
        },
        "inner-failure-of-a-set" => |_, _, _| {
            drop(black_box(Failure::<Pay>::from(black_box(PayError::Cart(CartError::Empty)))));
            drop(black_box(Failure::<Pay>::from(black_box(PayError::CardDeclined))));
        },
        "failure-of-some-variants" => |_, _, _| {
            drop(black_box(Failure::<Few>::from(black_box(CartError::Empty))));
        },
        "our-display" => |errors, _, _| drop(black_box(errors.limited.to_string())),
        "their-body" => |_, _, _| drop(black_box(serde_json::to_vec(&by_hand(None)))),
        "their-body-traced" => |_, id, _| drop(black_box(serde_json::to_vec(&by_hand(Some(id))))),
        "their-body-details" => |errors, id, _| {
            let AuthError::TooManyAttempts { user, minutes } = &errors.limited else { return };
            drop(black_box(by_hand_with_details(user, *minutes, id)));
        },
        "their-display" => |errors, _, _| {
            let AuthError::TooManyAttempts { user, .. } = &errors.limited else { return };
            drop(black_box(ByHand { user }.to_string()));
        },
        "their-write" => |_, _, out| drop(black_box(serde_json::to_writer(out, &by_hand(None)))),
        "their-write-traced" => {
            |_, id, out| drop(black_box(serde_json::to_writer(out, &by_hand(Some(id)))))
        }
        _ => return None,
    })
}

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [name, count] = &arguments[..] else { panic!("usage: figures_body CASE COUNT") };
    let case = case(name).expect("a known case");
    let count: usize = count.parse().expect("a count");
    let mut out = Vec::with_capacity(1024);
    let limited = AuthError::TooManyAttempts { user: "alice".into(), minutes: 15 };
    let errors = Errors { plain: AuthError::InvalidCredentials, limited };
    for _ in 0..count {
        out.clear();
        case(black_box(&errors), black_box(TRACE), &mut out);
        black_box(&out);
    }
}
