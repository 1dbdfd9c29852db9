//! Which language a client reads: what it asks for, and where the texts come from.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use billing::{BillingError, Refused};
use error_catalog::edge::{Answer, Edge, negotiate};
use error_catalog::{Catalogued, ErrorCatalog, Failure, SystemError, catalog};
use http::Method;
use proptest::prelude::*;

const ALL: &[&str] = &["en", "ja", "zh-CN", "zh-TW", "vi", "pt-BR"];

/// What a client asks for, what there is, and what it gets. Libraries that were tried fail where the last
/// column has their letters: `A` accept-language 3.1.0, `F` fluent-langneg 0.13 and 0.14 (with the CLDR's
/// subtags), `L` locale-match 0.2.4 behind accept-language's reader, `M` language-matcher 0.2.2 behind a
/// sound reader of qualities.
const TABLE: &[(&str, &[&str], Option<&str>, &str)] = &[
    ("ja", ALL, Some("ja"), ""),
    ("ja-JP", ALL, Some("ja"), "A"),
    ("JA-jp", ALL, Some("ja"), "A"),
    ("en-GB", ALL, Some("en"), "A"),
    ("en", &["ja", "en-GB"], Some("en-GB"), "A"),
    ("fr", ALL, None, "M"),
    // Qualities.
    ("ja-JP;q=0.5, en;q=0.8", ALL, Some("en"), "F"),
    ("en;q=0.8, ja;q=0.9", ALL, Some("ja"), "F"),
    ("ja;q=0.5, en;q=0.5", ALL, Some("ja"), ""),
    ("en-GB, fr;q=0.9, en;q=0.5", &["fr", "en"], Some("en"), ""),
    ("fr, ja;q=0.1", ALL, Some("ja"), "M"),
    ("ja ; q=0.3 , en ;q=0.2", ALL, Some("ja"), "F"),
    ("ja;Q=0.1, en;q=0.2", ALL, Some("en"), "F"),
    ("vi;q=0.001", ALL, Some("vi"), ""),
    // Refusals and the rest.
    ("ja;q=0", ALL, None, "AFL"),
    ("ja;q=0, ja-JP", ALL, None, "AFLM"),
    ("en;q=0, en-GB", ALL, None, "AFLM"),
    ("*", ALL, Some("en"), "AFL"),
    ("en;q=0, *", ALL, Some("ja"), "AFLM"),
    ("en;q=0.3, *", ALL, Some("ja"), ""),
    ("fr, *;q=0.1", ALL, Some("en"), ""),
    ("*;q=0", ALL, None, ""),
    ("en, *;q=0", ALL, Some("en"), ""),
    ("ja, *;q=0", &["en"], None, ""),
    // Chinese: readers of one script may not read the other.
    ("zh-TW", ALL, Some("zh-TW"), ""),
    ("zh-TW", &["en", "zh-CN"], None, "FLM"),
    ("zh-TW", &["en", "zh"], None, "FLM"),
    ("zh-TW", &["en", "zh-Hant"], Some("zh-Hant"), "A"),
    ("zh-TW, en;q=0.5", &["zh-CN", "en"], Some("en"), ""),
    ("zh-Hant-TW", ALL, Some("zh-TW"), "A"),
    ("zh-Hant", ALL, Some("zh-TW"), "AL"),
    ("zh-HK", ALL, Some("zh-TW"), "AL"),
    ("zh-HK", &["en", "zh-CN"], None, "FLM"),
    ("zh-CN", &["en", "zh-TW"], None, "FLM"),
    ("zh-Hans", ALL, Some("zh-CN"), "A"),
    ("zh-SG", ALL, Some("zh-CN"), "A"),
    ("zh", ALL, Some("zh-CN"), "A"),
    ("zh", &["en", "zh-TW"], None, "FLM"),
    ("sr-Latn", &["en", "sr"], None, "FLM"),
    // Regions.
    ("pt", ALL, Some("pt-BR"), "A"),
    ("pt", &["pt-PT", "pt-BR"], Some("pt-BR"), ""),
    ("pt-PT", ALL, Some("pt-BR"), "A"),
    ("pt-PT", &["pt-BR", "pt-PT"], Some("pt-PT"), ""),
    ("pt-PT, en", &["en", "pt-BR"], Some("pt-BR"), ""),
    ("en-AU", &["en-US", "en-GB", "en"], Some("en"), ""),
    // Extensions, private parts, variants and languages within a language: what else a tag says does not hide
    // the language that it begins with.
    ("vi-VN-u-nu-latn", ALL, Some("vi"), ""),
    ("zh-TW-u-ca-roc", ALL, Some("zh-TW"), ""),
    ("zh-TW-u-ca-roc", &["en", "zh-CN", "zh"], None, ""),
    ("zh-TW-u-ca-roc", &["zh-Hant", "zh-TW"], Some("zh-TW"), ""),
    ("zh-Hant-TW-u-hc-h23", ALL, Some("zh-TW"), ""),
    ("ja-JP-u-ca-japanese-hc-h23-nu-fullwide-x-of-an-office", ALL, Some("ja"), ""),
    ("ja-JP-mac", ALL, Some("ja"), ""),
    ("zh-TW-mac", &["zh-CN", "zh"], None, ""),
    ("vi-x-a", ALL, Some("vi"), ""),
    ("zh-x-a-TW", ALL, Some("zh-CN"), ""),
    ("cmn-Hant-TW", ALL, Some("zh-TW"), ""),
    ("cmn", ALL, Some("zh-CN"), ""),
    ("cmn-TW", &["en", "zh-CN"], None, ""),
    ("zh-cmn-Hant-TW", ALL, Some("zh-TW"), ""),
    ("zh-yue-HK", ALL, Some("zh-TW"), ""),
    ("yue", ALL, Some("zh-TW"), ""),
    ("zh-abcde-TW", &["zh-CN", "zh-TW"], Some("zh-TW"), ""),
    ("de-DE-1996", &["en", "de"], Some("de"), ""),
    ("de-1996-x-a", &["de", "de-1996"], Some("de-1996"), ""),
    ("en-x-formal", &["en", "en-x-formal"], Some("en-x-formal"), ""),
    ("en", &["ja", "en-x-formal"], Some("en-x-formal"), ""),
    ("ja-u-ca-japanese;q=0, vi;q=0.1", ALL, Some("vi"), ""),
    // What cannot be read is passed over.
    ("ja--JP, vi;q=0.1", ALL, Some("vi"), ""),
    ("", ALL, None, ""),
    (";;,,q=, en", ALL, Some("en"), ""),
    ("ja;q=2, en;q=0.5", ALL, Some("en"), "AFL"),
    ("ja;q=abc, en;q=0.5", ALL, Some("en"), "F"),
    ("ja;q=0.1234, en;q=0.1", ALL, Some("en"), ""),
    ("ja;q=-1", ALL, None, ""),
    ("ja;q=, vi", ALL, Some("vi"), ""),
    ("日本語, vi;q=0.1", ALL, Some("vi"), ""),
    ("en_US, vi;q=0.1", ALL, Some("vi"), ""),
    ("i-klingon, und, x-private, vi;q=0.1", ALL, Some("vi"), ""),
    ("ja\r\nSet-Cookie: a=b, vi", ALL, Some("vi"), ""),
    ("ja", &[], None, ""),
];

#[test]
fn a_client_gets_a_language_it_accepts() {
    for (accepted, available, expected, _) in TABLE {
        assert_eq!(negotiate(accepted, available), *expected, "`{accepted}` of {available:?}");
    }
    for letter in "AFLM".chars() {
        assert!(TABLE.iter().any(|(_, _, _, fails)| fails.contains(letter)), "{letter} passes");
    }
}

#[test]
fn a_header_without_end_is_not_read_to_its_end() {
    let long = format!("{}ja", "fr;q=0.9,".repeat(100_000));
    assert_eq!(negotiate(&long, ALL), None);
    let word = format!("{}, ja;q=0.1", "x".repeat(1_000_000));
    assert_eq!(negotiate(&word, ALL), Some("ja"));
    let words = format!("{}ja", "x-".repeat(1_000_000));
    assert_eq!(negotiate(&words, ALL), None);
}

/// A tag that is long is read once: what stands behind the language costs no more than its bytes.
#[test]
fn a_tag_without_end_is_read_in_the_time_of_its_length() {
    for (begins, repeated, expected) in [
        ("zh-TW-u", "-ca-roc", Some("zh-TW")),
        ("vi-x", "-a", Some("vi")),
        ("ja-JP", "-mac", None),
        ("zh", "-cmn", None),
        ("cmn", "-Hant", None),
        ("ja", "-", None),
    ] {
        let tag = format!("{begins}{}", repeated.repeat(300_000));
        let began = std::time::Instant::now();
        assert_eq!(negotiate(&tag, ALL), expected, "{begins}");
        assert_eq!(negotiate(&[&*tag; 32].join(","), ALL), expected, "{begins}");
        assert!(began.elapsed().as_secs() < 20, "{begins}: {:?}", began.elapsed());
    }
}

/// Headers as clients send them, well-formed or not.
fn headers() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "ja",
        "ja-JP",
        "en",
        "en-GB",
        "zh",
        "zh-TW",
        "zh-CN",
        "zh-Hant",
        "zh-HK",
        "vi",
        "pt",
        "pt-PT",
        "fr",
        "*",
        "und",
        "x-y",
        "日本",
        "",
        "a-b-c-d-e-f",
        "zh-TW-u-ca-roc",
        "zh-Hant-TW-u-hc-h23",
        "cmn-Hant-TW",
        "zh-cmn",
        "ja-JP-mac",
        "vi-x-a",
        "ja--",
    ]);
    let quality = prop::sample::select(vec![
        "",
        ";q=0",
        ";q=1",
        ";q=0.5",
        ";q=0.333",
        "; q=0.8",
        ";q=2",
        ";q=x",
        ";q",
        ";a=b;q=0.1",
    ]);
    let range = (tag, quality).prop_map(|(tag, quality)| format!("{tag}{quality}"));
    prop::collection::vec(range, 0..8).prop_map(|ranges| ranges.join(", "))
}

/// Whether a tag is short enough without its extensions.
fn spoken_within_limits(tag: &str) -> bool {
    let before = tag.split('-').take_while(|subtag| subtag.len() > 1);
    before.map(|subtag| subtag.len() + 1).sum::<usize>() <= 36
}

fn some_of_all() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(
        vec!["en", "ja", "zh-CN", "zh-TW", "zh-Hant", "vi", "pt-BR", "en-GB", "not a tag", ""],
        0..8,
    )
    .prop_shuffle()
}

proptest! {
    #[test]
    fn any_text_is_answered_with_a_declared_locale(text in any::<String>(), available in some_of_all()) {
        let found = negotiate(&text, &available);
        prop_assert!(found.is_none_or(|found| available.contains(&found)));
        prop_assert_eq!(found, negotiate(&text, &available));
    }

    #[test]
    fn any_header_is_answered_with_a_declared_locale(header in headers(), available in some_of_all()) {
        let found = negotiate(&header, &available);
        prop_assert!(found.is_none_or(|found| available.contains(&found)));
        // Case says nothing.
        prop_assert_eq!(found, negotiate(&header.to_ascii_uppercase(), &available));
    }

    #[test]
    fn any_tag_is_answered_with_a_declared_locale(tag in "[a-zA-Z0-9-]{0,48}", available in some_of_all()) {
        let found = negotiate(&tag, &available);
        prop_assert!(found.is_none_or(|found| available.contains(&found)));
        prop_assert_eq!(found, negotiate(&tag.to_ascii_uppercase(), &available));
        // What stands behind a tag in private takes nothing away from it, and gives it nothing.
        let tag = tag.trim_end_matches('-');
        let private = format!("{tag}-x-private");
        if !available.iter().any(|known| known.eq_ignore_ascii_case(tag)) && tag.len() <= 35 {
            prop_assert_eq!(negotiate(tag, &available), negotiate(&private, &available));
        }
    }

    #[test]
    fn traditional_chinese_is_never_answered_with_simplified(
        language in prop::sample::select(vec!["zh", "cmn", "zh-cmn", "zh-yue"]),
        place in prop::sample::select(vec!["Hant", "TW", "HK", "MO", "Hant-TW", "Hant-CN", "Hant-SG"]),
        more in "(-[0-9][a-z0-9]{3}){0,1}(-[a-z0-9](-[a-z0-9]{2,8}){1,3}){0,3}",
    ) {
        let tag = format!("{language}-{place}{more}");
        let simplified = ["en", "zh-CN", "zh", "zh-Hans", "zh-SG", "cmn", "zh-Hans-TW"];
        prop_assert_eq!(negotiate(&tag, &simplified), None, "{}", tag);
        let found = negotiate(&tag, &["zh-CN", "zh-TW"]);
        prop_assert_eq!(found, spoken_within_limits(&tag).then_some("zh-TW"), "{}", tag);
    }

    /// Who wins goes on winning when it is wanted more, and who is refused never wins.
    #[test]
    fn wanting_more_never_loses(
        qualities in prop::collection::vec(0_u16..=1000, 6),
        raised in 0_usize..6,
        more in 0_u16..=1000,
    ) {
        let header = |qualities: &[u16]| {
            let ranges = ALL.iter().zip(qualities);
            let ranges = ranges.map(|(tag, quality)| {
                format!("{tag};q={}.{:03}", quality / 1000, quality % 1000)
            });
            ranges.collect::<Vec<_>>().join(",")
        };
        let before = negotiate(&header(&qualities), ALL);
        let at = |tag: &str| ALL.iter().position(|known| *known == tag).unwrap();
        if let Some(winner) = before {
            let best = qualities.iter().max().unwrap();
            prop_assert_eq!(&qualities[at(winner)], best);
        } else {
            prop_assert!(qualities.iter().all(|quality| *quality == 0));
        }
        let mut wanted = qualities.clone();
        wanted[raised] = wanted[raised].max(more);
        let after = negotiate(&header(&wanted), ALL);
        prop_assert!(before != Some(ALL[raised]) || after == before);
        prop_assert!(after == before || after == Some(ALL[raised]));
    }
}

catalog! {
    /// Every code of the shop, and billing's in more languages than billing speaks.
    #[registry(locales("ja", "en", "zh-TW"), messages = "messages/service", internal = "SYSTEM_INTERNAL_ERROR")]
    pub struct Codes { ShopError, SystemError, ..billing::Codes }
}

/// Buying things. The texts are in files, but for those of one code.
#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "SHOP", registry = Codes, locales("ja", "en", "zh-TW"), messages = "messages/shop",
    log_level = "INFO"
)]
pub enum ShopError {
    #[catalog(code = "SHOP_CART_EMPTY", status = 400)]
    CartEmpty,
    #[catalog(code = "SHOP_STOCK_SHORT", status = 409)]
    StockShort {
        #[detail]
        left: u32,
    },
    #[catalog(code = "SHOP_CLOSED_TODAY", status = 403, message = "本日休業")]
    ClosedToday,
}

#[test]
fn an_enum_takes_its_texts_from_files() {
    let row = |code| Codes::get(code).unwrap();
    assert_eq!(row("SHOP_CART_EMPTY").message(), "カートが空です");
    let locales: Vec<_> = row("SHOP_CLOSED_TODAY").translations().map(|text| text.locale).collect();
    assert_eq!(locales, ["en", "zh-TW"]);
    let error = ShopError::StockShort { left: 7 };
    assert_eq!(error.to_string(), "残りは7個です");
    assert_eq!(error.user_message_in("en-GB"), "only 7 left");
    assert_eq!(error.user_message_in("zh-TW"), "只剩  7個");
    assert_eq!(ShopError::CartEmpty.user_message_in("en"), "the cart is empty: \"{}\"");
    assert_eq!(ShopError::ClosedToday.user_message(), "本日休業");
}

/// What a client of the shop is answered.
fn answer(accepted: Option<&str>, error: impl Into<Failure<Codes>>) -> Answer {
    answer_of(&Edge::<Codes>::new(), accepted, &*error.into())
}

fn answer_of<C: error_catalog::Registry>(
    edge: &Edge<C>,
    accepted: Option<&str>,
    error: &(dyn Catalogued + Send + Sync),
) -> Answer {
    let header = |name: &str| accepted.filter(|_| name == "accept-language").map(str::as_bytes);
    let exchange = edge.begin(Method::GET, "/", header);
    edge.fail(&exchange, error)
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn codes_of_other_crates_answer_in_the_languages_of_the_service() {
    let cases = [
        (Some("en-US,en;q=0.9"), "en", "the card was declined"),
        (Some("zh-HK"), "zh-TW", "卡片被拒\"<script>|`"),
        (Some("ja-JP"), "ja", "カードが拒否されました"),
        (Some("fr"), "ja", "カードが拒否されました"),
        (Some("zh-CN"), "ja", "カードが拒否されました"),
        (None, "ja", "カードが拒否されました"),
    ];
    for (accepted, locale, text) in cases {
        let answer = answer(accepted, BillingError::CardDeclined);
        let body: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
        assert_eq!(body["error"]["message"], text, "{accepted:?}");
        assert_eq!(header(&answer, "content-language"), Some(locale), "{accepted:?}");
        // Also where nothing suited: another client would have been answered otherwise.
        assert_eq!(header(&answer, "vary"), Some("Accept-Language"), "{accepted:?}");
    }
    let refused = answer(Some("en"), Refused::Limit { limit: 9_u32 });
    let body = String::from_utf8_lossy(refused.body());
    assert!(body.contains("more than the limit of 9"), "{body}");
    // Outside of a larger registry, billing keeps its texts.
    assert_eq!(BillingError::CardDeclined.envelope().locale("en").to_json(), {
        r#"{"error":{"code":"BILLING_CARD_DECLINED","message":"カードが拒否されました"}}"#
    });
}

#[test]
fn documents_of_the_registry_know_the_texts_of_the_files() {
    let spec = Codes::spec();
    let (group, row) = spec.get("BILLING_BANK_DOWN").unwrap();
    let texts: Vec<_> =
        row.messages.iter().map(|text| (text.locale.as_str(), text.message.as_str())).collect();
    assert_eq!(
        texts,
        [
            ("ja", "銀行に接続できません"),
            ("en", "the bank cannot be reached"),
            ("zh-TW", "無法連線至銀行"),
        ]
    );
    assert_eq!(group.locales, ["ja", "en", "zh-TW"]);
    let (own, _) = spec.get("SHOP_CART_EMPTY").unwrap();
    assert_eq!(own.locales, ["ja", "en", "zh-TW"]);
}

mod undeclared {
    use super::*;

    catalog! {
        /// A registry that declares no locales: what its enums declare is what there is.
        #[registry(internal = "ONE_WORD_LOST")]
        pub struct Spoken { TwoError, OneError }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "TWO", registry = Spoken, locales("en", "vi"))]
    pub enum TwoError {
        #[catalog(code = "TWO_WORDS_SAID", status = 400, log_level = "INFO",
                  message("en" = "two", "vi" = "hai"))]
        Said,
    }

    #[allow(dead_code, reason = "the internal code is raised by none of these tests")]
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ONE", registry = Spoken, locales("ja"))]
    pub enum OneError {
        #[catalog(code = "ONE_WORD_SAID", status = 400, log_level = "INFO", message = "一")]
        Said,
        #[catalog(code = "ONE_WORD_LOST", status = 500, log_level = "ERROR", message = "失")]
        Lost,
    }

    catalog! {
        /// A registry of one language.
        #[registry(internal = "MUTE_WORD_LOST")]
        pub struct Mute { MuteError }
    }

    #[allow(dead_code, reason = "the internal code is raised by none of these tests")]
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "MUTE", registry = Mute, locales("ja"))]
    pub enum MuteError {
        #[catalog(code = "MUTE_WORD_SAID", status = 400, log_level = "INFO", message = "一")]
        Said,
        #[catalog(code = "MUTE_WORD_LOST", status = 500, log_level = "ERROR", message = "失")]
        Lost,
    }
}

#[test]
fn without_declared_locales_those_of_the_enums_are_used() {
    use undeclared::{Mute, MuteError, OneError, Spoken, TwoError};

    let edge = Edge::<Spoken>::new();
    let vietnamese = answer_of(&edge, Some("vi"), &TwoError::Said);
    assert_eq!(header(&vietnamese, "content-language"), Some("vi"));
    assert!(String::from_utf8_lossy(vietnamese.body()).contains("hai"));
    let japanese = answer_of(&edge, Some("vi, ja;q=0.5"), &OneError::Said);
    assert_eq!(header(&japanese, "content-language"), Some("ja"));
    assert_eq!(header(&japanese, "vary"), Some("Accept-Language"));

    // Where there is nothing to choose, caches need not keep languages apart.
    let only = answer_of(&Edge::<Mute>::new(), Some("en"), &MuteError::Said);
    assert_eq!((header(&only, "vary"), header(&only, "content-language")), (None, None));
}

#[test]
fn bodies_of_message_files_are_constant() {
    for locale in ["ja", "en", "en-GB", "zh-TW", "fr"] {
        for error in
            [Failure::<Codes>::from(BillingError::CardDeclined), ShopError::CartEmpty.into()]
        {
            let body = error.envelope().locale(locale).body();
            assert!(
                matches!(body, Cow::Borrowed(_)),
                "{locale}: {}",
                String::from_utf8_lossy(&body)
            );
        }
    }
}

/// The language of an answer to lines of `Accept-Language`.
fn language_of(lines: &[&str]) -> Option<String> {
    let header = |name: &str| {
        let is_asked_for = name == "accept-language";
        lines.iter().filter(move |_| is_asked_for).map(|line| line.as_bytes())
    };
    let edge = Edge::<Codes>::new();
    let answer = edge.fail(&edge.begin(Method::GET, "/", header), &ShopError::CartEmpty);
    self::header(&answer, "content-language").map(str::to_owned)
}

/// A list of languages, as many bytes long as are given.
fn list_of(length: usize, first: &str, last: &str) -> String {
    let room = length - first.len() - last.len() - 2;
    format!("{first},{},{last}", "x".repeat(room))
}

#[test]
fn a_list_that_is_too_long_ends_between_two_ranges() {
    const LONGEST: usize = 1024;
    let whole = list_of(LONGEST, "en;q=0.1", "zh-TW;q=0.9");
    assert_eq!(language_of(&[&whole]).as_deref(), Some("zh-TW"));
    assert_eq!(language_of(&[&whole, "ja"]).as_deref(), Some("zh-TW"));

    // The limit falls into the last range; its first half would be another language.
    for (first, beginning, end, expected) in [
        ("*;q=0.5", "ja;q=0", ".9", "ja"),
        ("en;q=0.95", "zh-TW", ";q=0.9", "en"),
        ("en;q=0.1", "ja", "-x-anything", "en"),
    ] {
        let cut = list_of(LONGEST + end.len(), first, &format!("{beginning}{end}"));
        assert!(cut[..LONGEST].ends_with(beginning));
        assert_eq!(language_of(&[&cut]).as_deref(), Some(expected), "{beginning}");
        let (line, next) = cut.split_once(',').unwrap();
        assert_eq!(language_of(&[line, next]).as_deref(), Some(expected), "{beginning}");
    }

    let default = Some("ja");
    assert_eq!(language_of(&[&"x".repeat(100_000)]).as_deref(), default);
    let mut lines = vec!["x"; 100_000];
    lines.push("en");
    assert_eq!(language_of(&lines).as_deref(), default);
    assert_eq!(language_of(&[]).as_deref(), default);
}

const MANIFEST: &str = r#"[package]
name = "speaks-abroad"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
error-catalog = { path = "FACADE", features = [FEATURES] }
"#;

const LIB: &str = r#"
error_catalog::catalog! {
    #[registry(locales("en"), messages = "service")]
    pub struct Codes { AuthError }
}
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes, locales("en"), messages = "auth")]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired,
}
"#;

/// What the compiler says against a package whose texts are in files; nothing where it builds.
fn errors_of(root: &Path) -> Option<String> {
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--color", "never"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("locales_target"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&checked.stderr).into_owned();
    (!checked.status.success()).then_some(told)
}

#[test]
fn a_text_that_changes_builds_the_crate_anew() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speaks-abroad");
    let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../error-catalog");
    let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
    for folder in ["src", "auth", "service"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    let manifest = MANIFEST.replace("FACADE", facade.to_str().unwrap());
    write("Cargo.toml", &manifest.replace("FEATURES", "\"messages\""));
    write("src/lib.rs", LIB);
    fs::copy(facade.join("../Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let text = "{ \"AUTH_TOKEN_EXPIRED\": \"the session has expired\" }";
    write("auth/en.json", text);
    write("service/en.json", "{}");
    assert_eq!(errors_of(&root), None);

    write("auth/en.json", &text.replace("EXPIRED", "EXPIRD"));
    let told = errors_of(&root).expect("the crate is built anew");
    assert!(told.contains("auth/en.json:1:3: no code `AUTH_TOKEN_EXPIRD` in this enum"), "{told}");
    assert!(told.contains("did you mean `AUTH_TOKEN_EXPIRED`?"), "{told}");
    write("auth/en.json", text);
    assert_eq!(errors_of(&root), None);

    write("service/en.json", &text.replace("session", "token"));
    let told = errors_of(&root).expect("the crate is built anew");
    assert!(told.contains("service/en.json:1: `AUTH_TOKEN_EXPIRED` has another text"), "{told}");
    // One file may serve both.
    write("service/en.json", text);
    assert_eq!(errors_of(&root), None);

    write("Cargo.toml", &manifest.replace("FEATURES", ""));
    let told = errors_of(&root).expect("nobody can read the files");
    assert!(told.contains("turn on feature `messages`"), "{told}");
    assert!(!told.contains("error[E"), "{told}");
}
