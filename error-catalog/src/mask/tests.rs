//! The scanner as a whole: texts and what becomes of them, and how much it reads.

use std::borrow::Cow;

use super::bytes::work;
use super::names::words_of_names;
use super::token::{FORMATS, JWT, PEM, SCHEMES, shortest_key};
use super::{Mask, SHORTEST_SECRET_ID};

fn mask(text: &str) -> Cow<'_, str> {
    Mask::default().text(text)
}

/// A short id is a secret for the scanner only if it has a name, for which there is a `:`.
#[test]
fn no_short_id_is_a_secret() {
    assert!(shortest_key() >= SHORTEST_SECRET_ID);
    let pieces = [
        "4111", "4", "1", "0", "-", "--", ".", "_", "AKIA", "AIza", "sk-", "ghp_", "xoxb-", "xoxe",
        "hf_", "eyJ", "Bearer", "basic", "token", "password", "pin", "a", "Z", "home", "Users",
        "BEGIN",
    ];
    let mask = Mask::default();
    let mut random = 1_u64;
    for _ in 0..200_000 {
        let mut id = String::new();
        while id.len() < SHORTEST_SECRET_ID {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let piece = usize::try_from(random >> 33).unwrap() % pieces.len();
            id.push_str(pieces[piece]);
        }
        id.truncate(SHORTEST_SECRET_ID - 1);
        assert!(mask.is_clean(&id) && mask.is_clean_id(&id), "{id}");
    }
    for id in ["pin:1234", "token:ab12cd", "4111111111111111", "4222222222222"] {
        assert_eq!(mask.is_clean_id(id), mask.is_clean(id), "{id}");
    }
    assert!(!mask.is_clean_id("pin:1234"));
    assert!(!Mask::default().prefix("s", 1).is_clean_id("s7"), "a format of the service");
}

/// Texts, and what they are masked as.
const TEXTS: &[(&str, &str)] = &[
    ("plain text", "plain text"),
    ("card 4111111111111111 declined", "card *** declined"),
    ("card 4111-1111-1111-1111, x", "card ***, x"),
    ("card%3D4111111111111111 note=card%204111111111111111", "card%3D*** note=card%20***"),
    ("%224111111111111111%22 x%404111111111111111", "%22***%22 x%40***"),
    ("e%2B4111111111111111 a4111111111111111", "e%2B*** a4111111111111111"),
    ("order 1234 4111 1111 1111 1111", "order 1234 ***"),
    ("id_4111111111111111_x", "id_***_x"),
    ("550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000"),
    ("ts 1757062645123456789 1757062645123", "ts 1757062645123456789 1757062645123"),
    ("Authorization: Bearer abc.def-123", "Authorization: ***"),
    ("authorization: Basic dXNlcjpwYXNz\r\nhost: x", "authorization: ***\r\nhost: x"),
    ("Cookie: session=abc; theme=dark\nX: 1", "Cookie: ***\nX: 1"),
    ("Cookie: session=\"8f14e45f\"; a=b\nX: 1", "Cookie: ***\nX: 1"),
    (
        "sent Authorization: Digest username=\"m\", realm=\"\", response=\"6629fae4\" to h",
        "sent Authorization: ***",
    ),
    (
        r#"{"h":"Authorization: Digest username=\"m\", response=\"6629fae4\"","x":"y"}"#,
        r#"{"h":"Authorization: ***","x":"y"}"#,
    ),
    (r#"["Cookie: a=b==","x"]"#, r#"["Cookie: ***","x"]"#),
    (r#"{"h":"Cookie: a=\"b","x":"y"}"#, r#"{"h":"Cookie: ***\"b","x":"y"}"#),
    ("sent Bearer abcDEF123456. Then", "sent Bearer ***. Then"),
    ("q=Bearer%20abcDEF123456", "q=Bearer%20***"),
    ("Bearer authentication is required", "Bearer authentication is required"),
    ("Basic Authentication failed", "Basic Authentication failed"),
    ("basic IPv4Address needed", "basic IPv4Address needed"),
    ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def-123 bad", "jwt *** bad"),
    ("no such user a.b+c@example.co.jp here", "no such user *** here"),
    ("q?email=a%40b.com&x=1", "q?email=***&x=1"),
    ("'root'@'localhost'", "'root'@'localhost'"),
    ("ユーザー42のメールalice@example.comは存在しません", "ユーザー42のメール***は存在しません"),
    ("mail à andré.b@exämple.fr refusé", "mail à *** refusé"),
    ("認証 password＝x パスワード: y a@例え.jp", "認証 password＝*** パスワード: *** ***"),
    ("logo@2x.png and user@1000.service", "logo@2x.png and user@1000.service"),
    ("password=hunter2&x=1", "password=***&x=1"),
    ("token=abc。次のユーザー7", "token=***。次のユーザー7"),
    (r#"{"password":"hun\"ter2","a":1}"#, r#"{"password":"***","a":1}"#),
    (
        r#"body = "{\"password\":\"hunter2\",\"a\":1}""#,
        r#"body = "{\"password\":\"***\",\"a\":1}""#,
    ),
    (r#""{\\\"password\\\":\\\"hunter2\\\"}""#, r#""{\\\"password\\\":\\\"***\\\"}""#),
    (r#"{"api_key" : 12345, "x": 2}"#, r#"{"api_key" : ***, "x": 2}"#),
    (r#"{"credentials":{"user":"a","p":"b}"},"x":2}"#, r#"{"credentials":***,"x":2}"#),
    (
        r#"Login { user: "a", password: Some("hunter2"), n: 1 }"#,
        r#"Login { user: "a", password: ***, n: 1 }"#,
    ),
    (r#"Login { token: b"hunter2" }"#, r#"Login { token: b"***" }"#),
    (r#"("authorization", "Bearer abc")"#, r#"("authorization", "***")"#),
    ("{'password': 'x y', 'a': 1}", "{'password': '***', 'a': 1}"),
    ("X-Api-Key: abc\nY: b", "X-Api-Key: ***\nY: b"),
    ("api_key: 'abc def', x", "api_key: '***', x"),
    ("password:        abc", "password:        ***"),
    ("Server=db;User Id=sa;Password=p4ss;Timeout=3", "Server=db;User Id=sa;Password=***;Timeout=3"),
    ("host=h user=u password=p dbname=d", "host=h user=u password=*** dbname=d"),
    ("postgres://u:p@h:5432/db failed", "postgres://***@h:5432/db failed"),
    ("postgres://u:p@ss@h/db", "postgres://***@h/db"),
    ("postgres://u:p/w@h/db", "postgres://***@h/db"),
    ("http://h:8080/a@b.com/x", "http://h:8080/***/x"),
    ("https://h/@scope/pkg", "https://h/@scope/pkg"),
    ("redis://:pw@h:6379", "redis://***@h:6379"),
    ("https://user@h/x", "https://***@h/x"),
    ("AKIAIOSFODNN7EXAMPLE and ghp_0123456789abcdefghijABCDEFGHIJ0123456789", "*** and ***"),
    ("xoxb-123456789012-abcdefgh x", "*** x"),
    (r"line\nsk_live_4eC39HqLyjWDarjtT1zdp7dc", r"line\n***"),
    ("key=%20AKIAIOSFODNN7EXAMPLE", "key=%20***"),
    ("sk-learn-compatible-estimators", "sk-learn-compatible-estimators"),
    (
        "POST https://hooks.slack.com/services/T0/B0/xyz failed",
        "POST https://hooks.slack.com/*** failed",
    ),
    (
        "key:\n-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nok",
        "key:\n***\nok",
    ),
    ("-----BEGIN PRIVATE KEY-----\nabc", "***"),
    ("-----BEGIN CERTIFICATE-----\nabc", "-----BEGIN CERTIFICATE-----\nabc"),
    ("at /home/alice/src/main.rs:1:2", "at /home/***/src/main.rs:1:2"),
    (r"C:\Users\alice\x", r"C:\Users\***\x"),
    ("GET /v1/home/x", "GET /v1/home/x"),
    ("token::Kind and password::hash", "token::Kind and password::hash"),
    ("max_tokens=4096 token_type=bearer", "max_tokens=4096 token_type=bearer"),
    ("password: null", "password: null"),
    ("open /etc/passwd: permission denied", "open /etc/passwd: permission denied"),
    ("open /run/secrets/db_password: No such file", "open /run/secrets/db_password: No such file"),
    ("/nowhere/x-api-key: tr0ub4dor", "/nowhere/x-api-key: ***"),
    ("src/password.rs:10:5", "src/password.rs:10:5"),
    ("<password>hunter2</password>", "<password>***</password>"),
    (
        "failed to parse page token: unsupported version: 3",
        "failed to parse page token: unsupported version: 3",
    ),
    ("cannot decode token: ExpiredSignature", "cannot decode token: ExpiredSignature"),
    ("cannot fetch token: 400 Bad Request", "cannot fetch token: 400 Bad Request"),
    ("cannot decode token: ab12cd", "cannot decode token: ***"),
    ("fn f(t: Option<JWT>) to serve", "fn f(t: Option<JWT>) to serve"),
    ("cmd --password hunter2 --x", "cmd --password *** --x"),
    ("the option --password is required", "the option --password is required"),
    ("next=https%3A%2F%2Fx%3Ftoken%3Dabc%26y%3D1", "next=https%3A%2F%2Fx%3Ftoken%3D***%26y%3D1"),
    ("user[password]=x&params['token']=y", "user[password]=***&params['token']=***"),
    (
        "user%5Bpassword%5D=x&p%5b%27token%27%5d=y&q%5B%22pin%22%5D%3Dz",
        "user%5Bpassword%5D=***&p%5b%27token%27%5d=***&q%5B%22pin%22%5D%3D***",
    ),
    ("Key (email)=(a@b.com) already exists", "Key (email)=(***) already exists"),
    ("...CvC= could be", "...CvC= could be"),
    (
        "assertion failed: password == \"hunter2\" && n == 1",
        "assertion failed: password == \"***\" && n == 1",
    ),
    ("password==\"hunter2\" token==ab12 x", "password==\"***\" token==*** x"),
    ("password != \"hunter2\", password =~ 'h.*'", "password != \"***\", password =~ '***'"),
    ("{:password => \"hunter2\"} password=>x", "{:password => \"***\"} password=>***"),
    ("password=~tilde", "password=***"),
    ("...CvC== could be", "...CvC== could be"),
    ("password=\"half open", "password=\"***"),
    ("password=", "password="),
    ("x@", "x@"),
];

#[test]
fn only_secrets_are_masked() {
    for (text, masked) in TEXTS.iter().copied() {
        assert_eq!(mask(text), masked, "{text}");
        assert_eq!(mask(masked), masked, "twice: {text}");
        assert_eq!(matches!(mask(text), Cow::Borrowed(_)), text == masked);
    }
}

#[test]
fn numbers_in_every_form_stay_json() {
    for sign in ["", "-"] {
        for end in ["", ".5", ".50e3", "e5", "E+5", "e-12"] {
            let json = format!("{{\"a\":[{sign}4111111111111111{end},1]}}");
            let masked = Mask::default().json(&json).into_owned();
            assert!(serde_json::from_str::<serde_json::Value>(&masked).is_ok(), "{json}: {masked}");
            assert_eq!(Mask::default().json(&masked), masked, "{json}");
        }
    }
}

#[test]
fn json_stays_json() {
    for (json, masked) in [
        (
            r#"{"n":4111111111111111,"a":"x a@b.com","b":[1.5e3,-2,true,null]}"#,
            r#"{"n":"***","a":"x ***","b":[1.5e3,-2,true,null]}"#,
        ),
        (
            r#"{"password":{"a":"}"},"token":12,"q":"{\"password\":\"x\"}"}"#,
            r#"{"password":"***","token":"***","q":"{\"password\":\"***\"}"}"#,
        ),
        (r#"{"pass\u0077ord":"x","u":"a\u0040b.com\n"}"#, r#"{"pass\u0077ord":"***","u":"***\n"}"#),
        (
            r#"{"password" : null, "secret":"***","a@b.de":[{"pin":[1,2]},3]}"#,
            r#"{"password" : null, "secret":"***","***":[{"pin":"***"},3]}"#,
        ),
        (r#"[{"token":7},{"token":true},"x"]"#, r#"[{"token":"***"},{"token":true},"x"]"#),
        // The whole number: what is left of it beside a text would be no JSON.
        (r#"{"n":-4111111111111111}"#, r#"{"n":"***"}"#),
        ("-4111111111111111", "\"***\""),
        ("[4111111111111111,-4111111111111111]", r#"["***","***"]"#),
    ] {
        assert_eq!(Mask::default().json(json), masked);
        assert_eq!(Mask::default().json(masked), masked);
        let _: serde_json::Value = serde_json::from_str(masked).unwrap();
    }
    let texts = r#"{"password":"is too short","mail":"a@b.de is taken"}"#;
    assert_eq!(
        Mask::default().json_with(texts, None),
        r#"{"password":"is too short","mail":"*** is taken"}"#
    );
}

#[test]
fn paths_are_masked_in_every_encoding() {
    let mask = Mask::default().key("iban");
    assert_eq!(mask.path("/users/alice%2540example.com/x"), "/users/***/x");
    assert_eq!(mask.path("/cards/4111%201111%201111%201111"), "/cards/***");
    assert_eq!(mask.path("/x/%E3%81%82"), "/x/%E3%81%82");
    assert_eq!(mask.path("?p%61ssword=x&iban=7&a=1"), "?password=***&iban=***&a=1");
}

#[test]
fn names_that_a_service_adds_are_masked() {
    let mask = Mask::default().key("Tax-Id").prefix("acme_", 8).prefix("Z9", 4);
    assert_eq!(mask.text("taxId: 12/345 customer_tax_id=9"), "taxId: *** customer_tax_id=***");
    assert_eq!(mask.text("acme_12345678 acme_1 Z9abcd aZ9abcd"), "*** acme_1 *** aZ9abcd");
    assert_eq!(mask.json(r#"{"taxid":7}"#), r#"{"taxid":"***"}"#);
    assert_eq!(Mask::none().key("x").text("a@b.de x=1 password=x"), "a@b.de x=1 password=x");
    assert_eq!(Mask::none().json(r#"{"password":1}"#), r#"{"password":1}"#);
    let odd = Mask::default().pattern(|text| Some(0..text.len() + 7)).pattern(|_| Some(0..0));
    assert_eq!(odd.text("x"), "x");
    let cut = Mask::default().pattern(|_| Some(0..1));
    assert_eq!(cut.text("あ"), "あ");
}

#[test]
fn a_value_of_a_class_is_masked_wherever_it_stands() {
    for (values, text, masked) in [
        (&["田中"][..], "田中さんは登録済み", "***さんは登録済み"),
        (&["田中", "太郎"], "利用者田中太郎：拒否", "利用者******：拒否"),
        (&["王伟"], "用户王伟已存在", "用户***已存在"),
        (&["홍길동"], "홍길동은 이미 있다", "***은 이미 있다"),
        (&["Hoa"], "Hoaさん、chị Hoa", "***さん、chị ***"),
        (&["Miller", "Anna"], "MillerAnna userAnna", "****** user***"),
        (&["1987"], "born1987 1987年 19870 319872", "born*** ***年 19870 319872"),
        // A short one is a part of many words.
        (&["no"], "no row, not now: no", "*** row, not now: ***"),
        (&["7"], "v7 17 7日 7", "v7 17 ***日 ***"),
    ] {
        let values = values.iter().map(|value| ((*value).to_owned(), "***".to_owned()));
        assert_eq!(Mask::default().with_values(values.collect()).text(text), masked);
    }
}

/// Texts that are all beginnings of something.
const HOSTILE: &[&str] = &[
    "a@",
    "x://",
    "://a:b",
    "http://a@",
    "http://a:1/",
    "4",
    "4111 ",
    "411111111111111 ",
    "password=",
    "password=\"",
    "password='",
    "password=[",
    "password=(\"",
    "token: ",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN ",
    "eyJ",
    "eyJ-",
    "eyJaaaaaaaaa.",
    "bearer ",
    "bearer",
    "basic +",
    "\\",
    "\\\"",
    "/home/",
    "/Users/",
    "\\\\Users\\\\",
    "a.a@",
    "a.",
    "token=\\\"",
    "a",
    "%40",
    "a%40",
    "%3D",
    "%3",
    "sk-",
    "sk-sk-",
    "ghp_",
    "xoxb-",
    "--a",
    "-",
    "=",
    ":",
    ">",
    "<a>",
    "\", \"",
    "(\"token\", \"",
    "authorization:",
    "cookie: a=",
    "cookie:a,",
    "bearer+",
    "basic+++",
    "==",
    "password==",
    "cookie: a=\"",
    "authorization: a=\\\"b\\\", ",
    "%22%3D",
    "%34111",
    "<password>",
    "{\"",
    "[{",
    "\"token\":",
    "日",
    "日@",
    "é@é.",
    "***",
    "pass=***",
    "hooks.slack.com/",
    "https://hooks.slack.com/",
    "A",
    "Option<JWT>",
    " ",
    "\n",
    "\0",
    "\u{202e}",
    "password\"\"\"",
];

/// What may stand behind many beginnings of something and decide that none of them is a secret.
const TAILS: &[&str] = &["", "a", "=a", "\""];

/// How many bytes are read of a piece that is repeated up to a length.
fn bytes_read(piece: &str, tail: &str, length: usize, mask: impl Fn(&str)) -> usize {
    let text = piece.repeat(length / piece.len()) + tail;
    work::take();
    mask(&text);
    work::take()
}

fn assert_linear(piece: &str, length: usize, mask: impl Fn(&str)) {
    for tail in TAILS {
        let whole = bytes_read(piece, tail, length, &mask);
        if whole <= length * 50 {
            continue;
        }
        let half = bytes_read(piece, tail, length / 2, &mask);
        assert!(whole <= half * 3, "{piece:?}…{tail:?}: {half} bytes, then {whole}");
        assert!(whole <= length * 500, "{piece:?}…{tail:?}: {whole} bytes");
    }
}

#[test]
fn the_work_is_linear() {
    for piece in HOSTILE {
        assert_linear(piece, 12_000, |text| {
            let _ = mask(text);
            let _ = Mask::default().json(text);
            let _ = Mask::default().path(text);
        });
    }
}

/// Every word that the scanner knows, with everything that may stand behind it.
#[test]
fn the_work_is_linear_for_every_word_and_separator() {
    let separators = [
        "", ":", ": ", "=", "==", "+", "+++", " ", ",", ":a,", ":a ", "=a,", "@", "://", "/", ".",
        "-", "--", "\"", "':", "(", "[\"", "\\", "%3D", "%20", "%", "<", ">", "eyJ", "：", "日",
        "1", "0",
    ];
    for word in known_words() {
        for separator in separators {
            assert_linear(&format!("{word}{separator}"), 3_000, |text| {
                let _ = mask(text);
            });
        }
    }
}

/// Words of names, prefixes of keys, schemes and hosts.
fn known_words() -> impl Iterator<Item = &'static str> {
    let others = [JWT, PEM, "/home/", "\\Users\\", "http://", "hooks.slack.com/", "4111", "Some("];
    let keys = FORMATS.iter().map(|format| format.prefix);
    words_of_names().chain(keys).chain(SCHEMES).chain(others)
}
