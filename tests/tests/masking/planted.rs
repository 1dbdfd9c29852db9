//! Secrets planted in all the ways they come by: none may survive.
//!
//! `MASK_MARKERS=2000000 cargo test --release -p error-catalog-tests --test masking planted` plants as many as are promised.

use std::collections::BTreeMap;

use error_catalog::mask::Mask;

use crate::random::{LETTERS_AND_DIGITS, Random};

/// How many are planted unless `MASK_MARKERS` says otherwise.
const DEFAULT_COUNT: usize = 30_000;

/// Names of secrets.
const NAMES: &[&str] = &[
    "password",
    "Password",
    "user_password",
    "newPassword2",
    "passwd",
    "db_passwd",
    "pwd",
    "passphrase",
    "secret",
    "client_secret",
    "clientSecret",
    "access_token",
    "refreshToken",
    "id_token",
    "token",
    "csrf_token",
    "api_key",
    "apiKey",
    "x-api-key",
    "API_KEY",
    "private_key",
    "aws_secret_access_key",
    "card_number",
    "cardNumber",
    "cvv",
    "authorization",
    "Authorization",
    "cookie",
    "Set-Cookie",
    "session_id",
    "pin",
    "otp",
    "credentials",
    "signing_key",
    "spring.datasource.password",
    "AccountKey",
    "jwt",
];

/// What may stand around a secret within quotes.
const NOISE: &[&str] = &[
    "", "", "@", "/", " ", "\"", "'", "&", "=", ":", ";", "{", "}", ",", "é", "日", "\\", "#", "?",
    "%", "(", ")", "]", "<", "\n",
];

const BEFORE: &[&str] = &[
    "",
    "request failed: ",
    "login of user 7: ",
    "[db] ",
    "caused by: ",
    "商品 ",
    "商品",
    "\t",
    "x=1 ",
];

const AFTER: &[&str] =
    &["", " (attempt 3)", ", retrying", "; see log", "。", "\nnext line", " 商品"];

/// A text with a secret in it.
struct Planted {
    text: String,
    marker: String,
}

type Context = (&'static str, fn(&mut Random) -> Planted);

/// A secret that is random, with odd characters around its core if it is `quoted`.
struct Secret {
    core: String,
    rich: String,
    name: &'static str,
}

fn secret(random: &mut Random) -> Secret {
    let length = 8 + random.below(10);
    let core = random.text(LETTERS_AND_DIGITS, length);
    let (head, tail) = (random.text(LETTERS_AND_DIGITS, 3), random.text(LETTERS_AND_DIGITS, 2));
    let rich = format!("{head}{}{core}{}{tail}", random.pick(NOISE), random.pick(NOISE));
    Secret { core, rich, name: random.pick(NAMES) }
}

/// In a form that depends on the name and on what is written.
fn named(random: &mut Random, write: impl FnOnce(&str, &Secret) -> String) -> Planted {
    let secret = secret(random);
    Planted { text: write(secret.name, &secret), marker: secret.core }
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn percent(text: &str) -> String {
    let encode = |byte: u8| {
        let is_plain = byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(encode).collect()
}

/// The base64 of bytes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0, |word, byte| word << 8 | usize::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let is_there = place <= chunk.len();
            text.push(if is_there {
                char::from(DIGITS[word >> (18 - 6 * place) & 63])
            } else {
                '='
            });
        }
    }
    text
}

/// A number of an issuer with its check digit.
fn card(random: &mut Random) -> String {
    let issuers = [
        ("4", 16),
        ("51", 16),
        ("55", 16),
        ("2221", 16),
        ("37", 15),
        ("34", 15),
        ("6011", 16),
        ("65", 16),
        ("3530", 16),
        ("36", 14),
        ("62", 19),
        ("4", 19),
    ];
    let (head, length) = random.pick(&issuers);
    let mut number = head.to_owned() + &random.digits(length - 1 - head.len());
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let weighted = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            weighted / 10 + weighted % 10
        })
        .sum();
    number.push_str(&((10 - sum % 10) % 10).to_string());
    let separator = random.pick(&["", " ", "-"]);
    let groups: &[usize] = match length {
        16 => &[4, 4, 4, 4],
        15 => &[4, 6, 5],
        _ => return number,
    };
    let mut rest = number.as_str();
    let grouped = groups.iter().map(|length| {
        let (group, after) = rest.split_at(*length);
        rest = after;
        group
    });
    grouped.collect::<Vec<_>>().join(separator)
}

const CONTEXTS: &[Context] = &[
    ("json", |r| named(r, |name, s| format!(r#"{{"user":1,"{name}":{},"b":[1]}}"#, json(&s.rich)))),
    ("json with spaces", |r| {
        named(r, |name, s| format!("{{ \"{name}\" : {} , \"b\": 2 }}", json(&s.rich)))
    }),
    ("json in json", |r| {
        named(r, |name, s| {
            format!(r#"{{"body":{}}}"#, json(&format!(r#"{{"{name}":{}}}"#, json(&s.rich))))
        })
    }),
    ("json in json in json", |r| {
        named(r, |name, s| json(&json(&format!(r#"{{"a":1,"{name}": {}}}"#, json(&s.rich)))))
    }),
    ("debug of json", |r| {
        named(r, |name, s| format!("{:?}", format!(r#"{{"{name}":{}}}"#, json(&s.rich))))
    }),
    ("json, nested", |r| {
        named(r, |name, s| format!(r#"{{"{name}":{{"a":{},"b":["x"]}},"c":1}}"#, json(&s.rich)))
    }),
    ("query", |r| named(r, |name, s| format!("GET /x?a=1&{name}={}&z=2", percent(&s.rich)))),
    ("query in a query", |r| {
        named(r, |name, s| {
            format!("GET /x?next={}", percent(&format!("/y?{name}={}&b=1", percent(&s.rich))))
        })
    }),
    ("json in a query", |r| {
        named(r, |name, s| {
            format!("/x?f={}&b=1", percent(&format!(r#"{{"{name}":"{}"}}"#, s.core)))
        })
    }),
    ("header", |r| named(r, |name, s| format!("host: x\r\n{name}: {}\r\naccept: */*", s.core))),
    ("authorization", |r| named(r, |_, s| format!("Authorization: Bearer {}", s.core))),
    ("bearer alone", |r| {
        let marker = secret(r).core + "7Q";
        Planted { text: format!("sent Bearer {marker} to it"), marker }
    }),
    ("basic alone", |r| {
        let marker = base64(format!("user:{}", secret(r).core).as_bytes());
        Planted { text: format!("with {} {marker}", r.pick(&["Basic", "basic"])), marker }
    }),
    ("debug of a struct", |r| {
        named(r, |name, s| {
            format!(
                "Login {{ user: \"a\", {}: {:?}, n: 1 }}",
                name.replace(['-', '.'], "_"),
                s.rich
            )
        })
    }),
    ("debug of an option", |r| {
        named(r, |name, s| {
            format!("Login {{ {}: Some({:?}), n: 1 }}", name.replace(['-', '.'], "_"), s.rich)
        })
    }),
    ("debug of pairs", |r| {
        named(r, |name, s| format!("[({name:?}, {:?}), (\"b\", \"c\")]", s.rich))
    }),
    ("debug of bytes", |r| {
        named(r, |name, s| {
            format!("Login {{ {}: b\"{}\" }}", name.replace(['-', '.'], "_"), s.core)
        })
    }),
    ("key=value", |r| named(r, |name, s| format!("{name}={} b=1", s.core))),
    ("key='value'", |r| {
        named(r, |name, s| format!("{name}='{}' b=1", s.rich.replace(['\'', '\n', '\\'], "")))
    }),
    ("yaml", |r| named(r, |name, s| format!("a: 1\n{name}: {}\nb: 2", s.core))),
    ("xml", |r| {
        named(r, |name, s| {
            format!("<r><{name}>{}</{name}></r>", s.rich.replace('&', "&amp;").replace('<', "&lt;"))
        })
    }),
    ("url", |r| {
        named(r, |_, s| {
            let ends = [' ', '"', '\'', '<', '>', '\n', '\\', ')', '(', '#', '?'];
            let scheme = ["postgres", "mysql", "redis", "amqp", "mongodb+srv"][s.core.len() % 5];
            format!("{scheme}://app:{}@db.internal:5432/x?ssl=1 refused", s.rich.replace(ends, ""))
        })
    }),
    ("connection string", |r| {
        named(r, |_, s| format!("Server=db;User Id=sa;Password={};Timeout=3", s.core))
    }),
    ("option of a command", |r| {
        let name = r.pick(&["password", "token", "api-key", "secret"]);
        named(r, |_, s| format!("curl --{name} {} -v", s.core))
    }),
    ("json web token", |r| {
        let (marker, signature) = (r.text(LETTERS_AND_DIGITS, 30), r.text(LETTERS_AND_DIGITS, 20));
        Planted { text: format!("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{marker}.{signature}"), marker }
    }),
    ("e-mail", |r| {
        let marker = secret(r).core;
        let sign = r.pick(&["@", "%40"]);
        Planted { text: format!("no user {marker}.x+y{sign}mail.example.co.jp here"), marker }
    }),
    ("key of a service", |r| {
        let heads = [
            "ghp_",
            "github_pat_",
            "sk_live_",
            "xoxb-1234-",
            "whsec_",
            "sk-proj-",
            "npm_",
            "glpat-",
            "AIza",
            "hf_",
            "SG.",
            "GOCSPX-",
            "xapp-1-",
            "rk_live_",
        ];
        let body = r.text(LETTERS_AND_DIGITS, 41);
        Planted { text: format!("key was {}{body}", r.pick(&heads)), marker: body[..20].to_owned() }
    }),
    ("key of Amazon", |r| {
        let marker = r.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 16);
        Planted { text: format!("AKIA{marker} denied"), marker }
    }),
    ("private key", |r| {
        let (kind, line) = (
            r.pick(&["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "]),
            r.pick(&["\n", "\\n", " ", "\r\n"]),
        );
        let (marker, rest) = (r.text(LETTERS_AND_DIGITS, 30), r.text(LETTERS_AND_DIGITS, 30));
        let end = r.pick(&["-----END RSA PRIVATE KEY-----", ""]);
        Planted {
            text: format!("-----BEGIN {kind}PRIVATE KEY-----{line}{marker}{line}{rest}{line}{end}"),
            marker,
        }
    }),
    ("card", |r| {
        let marker = card(r);
        let before =
            r.pick(&["card ", "card=", "n:", "#", "(", "order-", "id_", "\"", "/cards/", "4 "]);
        let after = r.pick(&["", " declined", ",", ")", "\"", ".", "_x"]);
        Planted { text: format!("{before}{marker}{after}"), marker }
    }),
    ("home directory", |r| {
        let marker = secret(r).core;
        let (head, tail) = r.pick(&[
            ("/home/", "/src/a.rs"),
            ("/Users/", ""),
            ("C:\\Users\\", "\\x"),
            ("file:///home/", "/x"),
        ]);
        Planted { text: format!("at {head}{marker}{tail}"), marker }
    }),
    ("web hook", |r| {
        let marker = secret(r).core;
        let host = r.pick(&[
            "hooks.slack.com/services/",
            "discord.com/api/webhooks/",
            "api.telegram.org/bot",
        ]);
        Planted { text: format!("POST https://{host}{marker}/x failed"), marker }
    }),
];

/// What is left of planted secrets, by context.
fn left(count: usize, mask: &Mask) -> BTreeMap<&'static str, Vec<String>> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut left: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for _ in 0..count {
        let (context, plant) = random.pick(CONTEXTS);
        let Planted { text, marker } = plant(&mut random);
        let text = format!("{}{text}{}", random.pick(BEFORE), random.pick(AFTER));
        let masked = mask.text(&text);
        if masked.contains(&marker) {
            left.entry(context).or_default().push(format!("{marker} in {text:?}: {masked:?}"));
        }
        let again = mask.text(&masked);
        if again != masked {
            let twice = format!("masked twice {text:?}: {masked:?}, {again:?}");
            left.entry(context).or_default().push(twice);
        }
    }
    left
}

#[test]
fn planted_secrets_are_masked() {
    let count = std::env::var("MASK_MARKERS").map_or(DEFAULT_COUNT, |count| count.parse().unwrap());
    assert!(CONTEXTS.len() >= 28);
    let left = left(count, &Mask::default());
    let counts: BTreeMap<_, _> =
        left.iter().map(|(context, texts)| (context, texts.len())).collect();
    let examples: Vec<_> = left.values().flat_map(|texts| texts.iter().take(3)).collect();
    assert!(left.is_empty(), "of {count}: {counts:?}\n{examples:#?}");
}

#[test]
fn without_a_mask_planted_secrets_are_written() {
    let left = left(2_000, &Mask::none());
    assert_eq!(left.len(), CONTEXTS.len());
    assert_eq!(left.values().map(Vec::len).sum::<usize>(), 2_000);
}
