//! Makes one body many times, for the figures to count instructions.
//!
//! `figures_body CASE COUNT`

use std::env;
use std::hint::black_box;

use error_catalog::ErrorCatalog;
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
    trace_id: Option<&'a str>,
}

fn by_hand(trace_id: Option<&str>) -> Body<'_> {
    let (code, message) =
        ("AUTH_INVALID_CREDENTIALS", "メールアドレスまたはパスワードが正しくありません");
    Body { error: Inner { code: black_box(code), message: black_box(message), trace_id } }
}

/// Makes one body of its own, or appends one.
type Case = fn(&AuthError, &str, &mut Vec<u8>);

fn case(name: &str) -> Option<Case> {
    Some(match name {
        "our-body" => |error, _, _| drop(black_box(error.envelope().body())),
        "our-body-traced" => |error, id, _| drop(black_box(error.envelope().trace_id(id).body())),
        "our-write" => |error, _, out| error.envelope().write_json(out),
        "our-write-traced" => |error, id, out| error.envelope().trace_id(id).write_json(out),
        "their-vec" => |_, _, _| drop(black_box(serde_json::to_vec(&by_hand(None)))),
        "their-vec-traced" => |_, id, _| drop(black_box(serde_json::to_vec(&by_hand(Some(id))))),
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
    for _ in 0..count {
        out.clear();
        case(black_box(&AuthError::InvalidCredentials), black_box(TRACE), &mut out);
        black_box(&out);
    }
}
