//! Ordinary error texts, with the identifiers that developers search a log for: all of them stay.

use std::borrow::Cow;
use std::collections::BTreeSet;

use error_catalog::mask::Mask;

use crate::random::{LETTERS_AND_DIGITS, Random};

/// What `std`, `serde_json`, sqlx, hyper, reqwest, tokio and others say; `{}` is where an identifier stands.
const TEMPLATES: &[&str] = &[
    "No such file or directory (os error 2): {}",
    "open /etc/passwd: Permission denied (os error 13), request {}",
    "Connection refused (os error 111) while handling {}",
    "connection reset by peer: {}",
    "invalid digit found in string: {}",
    "invalid utf-8 sequence of 1 bytes from index 7 in {}",
    "failed to fill whole buffer after {}",
    "called `Option::unwrap()` on a `None` value: {}",
    "index out of bounds: the len is 3 but the index is {}",
    "thread 'worker-{}' panicked at src/db/pool.rs:214:17",
    "missing field `name` at line 1 column 2 of {}",
    "missing field `password` at line 1 column 2 of {}",
    "unknown variant `{}`, expected one of `a`, `b`",
    "invalid type: integer `{}`, expected a string at line 3 column 12",
    "EOF while parsing a value at line 1 column 0, request {}",
    "trailing characters at line 1 column 5 ({})",
    "error returned from database: relation \"reservations\" does not exist [{}]",
    "error returned from database: duplicate key value violates unique constraint \"users_email_key\": {}",
    "error returned from database: password authentication failed for user \"app\" ({})",
    "Key (id)=({}) already exists.",
    "Key (order_id)=({}) is not present in table \"orders\".",
    "no rows returned by a query that expected to return at least one row: {}",
    "pool timed out while waiting for an open connection (waited {})",
    "error occurred while decoding column 3: mismatched types; {}",
    "slow statement: execution time exceeded alert threshold elapsed={} rows=3",
    "error trying to connect: tcp connect error: {}",
    "error sending request for url (https://api.example.com/v1/orders/{})",
    "HTTP status client error (404 Not Found) for url (https://api.example.com:8443/items?id={}&page=2)",
    "operation timed out after 30s: GET /orders/{}",
    "connection closed before message completed: stream {}",
    "error decoding response body: expected value at line 1 column 1, x-request-id: {}",
    "invalid certificate: UnknownIssuer for {}",
    "dns error: failed to lookup address information: Name or service not known: {}",
    "deadline has elapsed: {}",
    "channel closed: job={} worker=3",
    "task {} was cancelled",
    "no reservation {} for room 7 at 10:30:00",
    "reservation={} user_id=42 session=7 retries=3 elapsed_ms=1204",
    "cannot decode token: ExpiredSignature, key id {}",
    "failed to fetch token: 401 Unauthorized, trace {}",
    "invalid credentials: user {} is locked",
    "unexpected token: expected `,` at {}",
    "max_tokens=4096 token_type=bearer model={}",
    "csrf check failed: origin {} is not allowed",
    "the option --token is required for {}",
    "password policy: at least 12 characters ({})",
    "secretary desk {} is closed",
    "Basic authentication is required for {}",
    "Bearer realm is missing for {}",
    "warning: unused variable: `{}`",
    "mismatched types: expected `Option<Token>`, found `{}`",
    "auth::token::verify failed for {}",
    "upload of logo@2x.png to bucket eu-west-1 failed: {}",
    "unit user@1000.service entered failed state: {}",
    "package @scope/name@{} is not in this registry",
    "予約 {} が見つかりません",
    "ユーザー{}は存在しません。",
    "không tìm thấy đơn {}",
    "订单 {} 不存在",
    "rate limit: 429 Too Many Requests, retry after 17 s, id {}",
];

/// The kinds of identifiers.
fn identifier(kind: usize, random: &mut Random) -> String {
    let of = |random: &mut Random, parts: &[usize]| {
        parts.iter().map(|length| random.hex(*length)).collect::<Vec<_>>().join("-")
    };
    match kind {
        0 => of(random, &[8, 4, 4, 4, 12]),
        1 => random.hex(40),
        2 => random.hex(64),
        3 => format!("sha256:{}", random.hex(64)),
        4 => format!("01{}", random.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24)),
        5 => format!("00-{}-{}-01", random.hex(32), random.hex(16)),
        6 => random.text(LETTERS_AND_DIGITS, 21),
        7 => random.text(LETTERS_AND_DIGITS, 11),
        8 => format!("1.{}.{}", random.below(80), random.below(20)),
        9 => format!("2.0.{}-rc.1+build.{}", random.below(9), random.below(9_000)),
        10 => format!(
            "2025-1{}-0{}T10:3{}:00.{}Z",
            random.below(3),
            1 + random.below(9),
            random.below(9),
            random.digits(6)
        ),
        11 => format!("17570626{}", random.digits(2)),
        12 => format!("17570626{}", random.digits(5)),
        13 => format!("17570626{}", random.digits(8)),
        14 => format!("17570626{}", random.digits(11)),
        15 => format!("10.0.{}.{}:5432", random.below(256), random.below(256)),
        16 => format!("[2001:db8::{}]:443", random.hex(4)),
        17 => format!("02:42:ac:{}:{}:{}", random.hex(2), random.hex(2), random.hex(2)),
        18 => format!("0x0000{}", random.hex(8)),
        19 => format!("{}.{}", random.below(999), random.digits(12)),
        20 => format!("{}.{}s", random.below(99), random.digits(3)),
        21 => format!("ORD-2025-{}", random.digits(6)),
        22 => format!("user_{}", random.text("abcdefghijklmnopqrstuvwxyz0123456789", 12)),
        23 => format!("+81-3-{}-{}", random.digits(4), random.digits(4)),
        24 => format!("490177{}", random.digits(7)),
        25 => format!("src/a/b_{}.rs:{}:9", random.below(99), random.below(999)),
        26 => format!("/var/lib/app/{}/data.json", random.hex(8)),
        27 => format!("req-{}.a:b_c", random.digits(9)),
        28 => format!("arn:aws:s3:::bucket-{}", random.hex(6)),
        29 => format!("i-{}", random.hex(17)),
        30 => random.digits(8),
        31 => format!("1{}", random.digits(11)),
        32 => format!("W/\"{}\"", random.hex(16)),
        _ => format!("ns/pod-{}-{}", random.hex(10), random.text("bcdfghjklmnpqrstvwxz2456789", 5)),
    }
}

#[test]
fn identifiers_in_ordinary_texts_stay() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let texts: BTreeSet<_> = (0..34)
        .flat_map(|kind| TEMPLATES.iter().map(move |template| (kind, *template)))
        .map(|(kind, template)| template.replace("{}", &identifier(kind, &mut random)))
        .collect();
    assert!(texts.len() >= 2_000, "{}", texts.len());
    let mask = Mask::default();
    let touched: Vec<_> = texts
        .iter()
        .map(|text| (text, mask.text(text)))
        .filter(|(_, masked)| matches!(masked, Cow::Owned(_)))
        .map(|(text, masked)| format!("{text}\n    {masked}"))
        .collect();
    assert!(touched.is_empty(), "{} of {}: {touched:#?}", touched.len(), texts.len());
}

#[test]
fn identifiers_beside_a_secret_stay() {
    let mask = Mask::default();
    for (text, masked) in [
        (
            "login of alice@example.com failed for reservation 4711 (trace 4bf92f3577b34da6a3ce929d0e0e4736)",
            "login of *** failed for reservation 4711 (trace 4bf92f3577b34da6a3ce929d0e0e4736)",
        ),
        (
            "GET /orders/550e8400-e29b-41d4-a716-446655440000?token=abc&page=2 took 1204 ms",
            "GET /orders/550e8400-e29b-41d4-a716-446655440000?token=***&page=2 took 1204 ms",
        ),
        (
            "user=42 password=hunter2 attempt=3 at 2025-10-14T10:30:00Z",
            "user=42 password=*** attempt=3 at 2025-10-14T10:30:00Z",
        ),
    ] {
        assert_eq!(mask.text(text), masked);
    }
}
