//! Texts from the attribute to the user: Unicode unharmed, placeholders filled, locales chosen.

#[path = "common/hostile.rs"]
#[expect(dead_code, reason = "this file needs the values only")]
mod hostile;

use std::borrow::Cow;

use error_catalog::{Catalogued, ErrorCatalog, catalog, envelope::ReceivedEnvelope};
use proptest::prelude::*;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "TEXT", registry = Codes)]
enum TextError {
    #[catalog(
        code = "TEXT_JA_NAMED",
        status = 404,
        log_level = "INFO",
        message = "ユーザー「{name}」が見つかりません（{count}件）"
    )]
    JaNamed {
        #[detail]
        name: String,
        #[detail]
        count: u32,
    },
    #[catalog(
        code = "TEXT_ZH_TUPLE",
        status = 404,
        log_level = "INFO",
        message = "商品 {0} 庫存不足，剩餘 {1} 件；{0}"
    )]
    ZhTuple(#[detail("product")] &'static str, #[detail("left")] u8),
    #[catalog(
        code = "TEXT_VI_NAMED",
        status = 400,
        log_level = "INFO",
        message = "Hệ thống bản đồ “{service}” tạm thời không khả dụng, vui lòng thử lại sau ít phút"
    )]
    ViNamed {
        #[detail]
        service: &'static str,
    },
    #[catalog(
        code = "TEXT_UNICODE_ANY",
        status = 400,
        log_level = "INFO",
        message = "e\u{301}é 👩‍👩‍👧‍👦 𝄞 \u{202e}עברית\u{202c} ｛name｝ \t\"\\\u{0} 한국어 {0}\u{feff}",
        allow(control)
    )]
    Any(#[detail("name")] &'static str),
    /// A field may be named in the language of its text.
    #[catalog(
        code = "TEXT_FIELD_NAMED",
        status = 400,
        log_level = "INFO",
        message = "{名前}さん、{type}"
    )]
    Named {
        #[detail]
        名前: &'static str,
        #[detail("kind")]
        r#type: &'static str,
    },
    #[catalog(
        code = "TEXT_BRACES_ONLY",
        status = 400,
        log_level = "INFO",
        message = "{{name}} は波括弧です: }}{{"
    )]
    Braces,
    #[catalog(
        code = "TEXT_BRACES_MIXED",
        status = 400,
        log_level = "INFO",
        message = "{{{name}}} {{name}} {{{{ }}}}",
        display = "{{{name:?}}}"
    )]
    BracesMixed {
        #[detail]
        name: &'static str,
    },
    #[catalog(
        code = "TEXT_SPECS_NAMED",
        status = 400,
        log_level = "INFO",
        message = "[{n:>6}|{n:<6}|{n:^6}|{n:06}|{n:+}|{n:#x}|{n:#b}|{f:.2}|{f:8.1}|{f:e}|{s:・^7}|{s:.2}|{ s }]"
    )]
    Specs {
        #[detail]
        n: i32,
        #[detail]
        f: f64,
        #[detail]
        s: &'static str,
    },
    #[catalog(
        code = "TEXT_SPECS_TUPLE",
        status = 400,
        log_level = "INFO",
        message = "{1:>4}{0:03}"
    )]
    SpecsTuple(#[detail("a")] u8, #[detail("b")] &'static str),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LOCALE", registry = Codes, locales("ja", "en", "en-GB", "zh-CN", "zh-TW", "vi"))]
enum LocaleError {
    /// The texts stand in another order than the locales, and have their placeholders in another.
    #[catalog(
        code = "LOCALE_SEAT_TAKEN",
        status = 409,
        log_level = "INFO",
        message(
            "vi" = "Ghế {seat} của {room} đã có người",
            "zh-TW" = "{room}的{seat}座位已被預約",
            "zh-CN" = "{room}的{seat}座位已被预约",
            "en-GB" = "{seat} in {room} is taken, sorry",
            "en" = "{seat} in {room} is taken",
            "ja" = "{room}の{seat}は予約済みです"
        )
    )]
    SeatTaken {
        #[detail]
        seat: u8,
        #[detail]
        room: &'static str,
    },
    #[catalog(
        code = "LOCALE_ALL_PLAIN",
        status = 409,
        log_level = "INFO",
        message(
            "ja" = "日本語",
            "en" = "English",
            "en-GB" = "British",
            "zh-CN" = "简体",
            "zh-TW" = "繁體",
            "vi" = "Tiếng Việt"
        )
    )]
    Plain,
}

catalog! { pub struct Codes { TextError, LocaleError } }

/// A text on all its ways: to the user, to the developer, and over the wire and back.
fn assert_text(error: &dyn Catalogued, expected: &str) {
    assert_eq!(error.user_message(), expected);
    assert_eq!(error.user_message_in("xx"), expected);
    if error.entry().display().is_none() {
        assert_eq!(error.to_string(), expected);
    }
    let body = error.envelope().body();
    let sent: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(sent["error"]["message"], expected);
    assert_eq!(ReceivedEnvelope::from_slice(&body).unwrap().message(), expected);
}

#[test]
fn texts_of_every_language_are_unchanged() {
    let error = TextError::JaNamed { name: "鈴木".to_owned(), count: 0 };
    assert_text(&error, "ユーザー「鈴木」が見つかりません（0件）");
    assert_text(&TextError::ZhTuple("筆記本", 2), "商品 筆記本 庫存不足，剩餘 2 件；筆記本");
    let error = TextError::ViNamed { service: "bản đồ" };
    let expected = "Hệ thống bản đồ “bản đồ” tạm thời không khả dụng, vui lòng thử lại sau ít phút";
    assert_text(&error, expected);
}

/// Nothing is normalised, reordered or taken for an escape.
#[test]
fn any_unicode_text_is_unchanged() {
    let family = "👩‍👩‍👧‍👦";
    let expected = format!(
        "e\u{301}é {family} 𝄞 \u{202e}עברית\u{202c} ｛name｝ \t\"\\\0 한국어 \u{65}\u{302}\u{323}\u{feff}"
    );
    assert_text(&TextError::Any("\u{65}\u{302}\u{323}"), &expected);
    let body = TextError::Any("x").envelope().to_json();
    assert!(body.contains("한국어") && body.contains(r#"\t\"\\\u0000"#), "{body}");
    let error = TextError::Named { 名前: "鈴木", r#type: "会員" };
    assert_text(&error, "鈴木さん、会員");
    assert!(error.envelope().to_json().contains(r#""details":{"名前":"鈴木","kind":"会員"}"#));
}

#[test]
fn doubled_braces_are_braces() {
    assert_text(&TextError::Braces, "{name} は波括弧です: }{");
    let body = TextError::Braces.envelope().body();
    assert!(matches!(body, Cow::Borrowed(_)), "braces alone are not dynamic");
    let error = TextError::BracesMixed { name: "{name}" };
    assert_text(&error, "{{name}} {name} {{ }}");
    assert_eq!(error.to_string(), "{\"{name}\"}");
}

#[test]
fn format_specs_are_those_of_format() {
    let (n, f, s) = (-7, 1234.5678, "日本語");
    let expected = format!(
        "[{n:>6}|{n:<6}|{n:^6}|{n:06}|{n:+}|{n:#x}|{n:#b}|{f:.2}|{f:8.1}|{f:e}|{s:・^7}|{s:.2}|{s}]"
    );
    assert!(expected.contains("|・・日本語・・|日本|日本語]"), "{expected}");
    assert_text(&TextError::Specs { n, f, s }, &expected);
    assert_text(&TextError::SpecsTuple(5, "é"), "   é005");
}

#[test]
fn a_locale_falls_back_to_a_wider_one_only() {
    let plain = LocaleError::Plain;
    for (wanted, expected) in [
        ("ja", "日本語"),
        ("ja-JP", "日本語"),
        ("JA-jp", "日本語"),
        ("ja-Jpan-JP", "日本語"),
        ("en", "English"),
        ("en-US", "English"),
        ("en-GB", "British"),
        ("en-gb-oxendict", "British"),
        ("vi-VN", "Tiếng Việt"),
        ("zh-TW", "繁體"),
        ("zh-tw", "繁體"),
        ("zh-CN", "简体"),
        ("zh-CN-x-private", "简体"),
        // Neither of the two writings is the other's.
        ("zh", "日本語"),
        ("zh-HK", "日本語"),
        ("zh-Hant-TW", "日本語"),
        // Unknown, or none at all.
        ("fr", "日本語"),
        ("", "日本語"),
        ("-", "日本語"),
        ("*", "日本語"),
        ("e", "日本語"),
        ("eng", "日本語"),
        ("en_GB", "日本語"),
        ("日本語", "日本語"),
    ] {
        assert_eq!(plain.user_message_in(wanted), expected, "{wanted}");
        assert_eq!(plain.entry().message_in(wanted), expected, "{wanted}");
        let body = plain.envelope().locale(wanted).body();
        assert_eq!(ReceivedEnvelope::from_slice(&body).unwrap().message(), expected, "{wanted}");
        let response = plain.envelope().locale(wanted).into_response();
        let said = response.headers()["content-language"].to_str().unwrap();
        assert_eq!(plain.user_message_in(said), expected, "{wanted} is answered in {said}");
    }
}

/// One catalogue without the other's Chinese must not answer in it.
#[test]
fn chinese_of_taiwan_is_never_answered_in_that_of_the_mainland() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "MAINLAND", locales("en", "zh-CN"))]
    enum MainlandError {
        #[catalog(
            code = "MAINLAND_TEXT_ONLY",
            status = 400,
            log_level = "INFO",
            message("en" = "English", "zh-CN" = "简体")
        )]
        Only,
    }

    for wanted in ["zh-TW", "zh-Hant", "zh-HK", "zh"] {
        assert_eq!(MainlandError::Only.user_message_in(wanted), "English", "{wanted}");
    }
    assert_eq!(MainlandError::Only.user_message_in("zh-CN"), "简体");
}

#[test]
fn each_locale_fills_its_own_placeholders() {
    let error = LocaleError::SeatTaken { seat: 7, room: "会議室" };
    for (locale, expected) in [
        ("ja", "会議室の7は予約済みです"),
        ("en", "7 in 会議室 is taken"),
        ("en-GB", "7 in 会議室 is taken, sorry"),
        ("zh-CN", "会議室的7座位已被预约"),
        ("zh-TW", "会議室的7座位已被預約"),
        ("vi", "Ghế 7 của 会議室 đã có người"),
    ] {
        assert_eq!(error.user_message_in(locale), expected);
        let json = error.envelope().locale(locale).to_json();
        assert!(json.contains(&format!(r#""message":"{expected}""#)), "{json}");
        // The details are the same in every language.
        assert!(json.ends_with(r#","details":{"seat":7,"room":"会議室"}}}"#), "{json}");
    }
    // The first of the enum's locales is the default, wherever its text stands.
    assert_eq!(error.user_message(), "会議室の7は予約済みです");
    assert_eq!(error.to_string(), "会議室の7は予約済みです");
    assert_eq!(error.entry().message(), "{room}の{seat}は予約済みです");
    assert_eq!(error.entry().locales(), ["ja", "en", "en-GB", "zh-CN", "zh-TW", "vi"]);
}

/// A row that two variants share is one text, and each fills it with what it has.
#[test]
fn a_shared_text_is_filled_by_each_of_its_variants() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SHARED")]
    enum SharedError {
        #[catalog(
            code = "SHARED_ROOM_MISSING",
            status = 404,
            log_level = "INFO",
            message = "{room}がありません"
        )]
        Missing {
            #[detail]
            room: &'static str,
        },
        #[catalog(same_as = Missing, display = "deleted by {by}")]
        Deleted {
            #[detail]
            room: &'static str,
            by: &'static str,
        },
    }

    let (missing, deleted) = (
        SharedError::Missing { room: "会議室" },
        SharedError::Deleted { room: "会議室", by: "me" },
    );
    assert_text(&missing, "会議室がありません");
    assert_eq!(deleted.to_string(), "deleted by me");
    assert_eq!(deleted.user_message(), "会議室がありません");
    assert_eq!(deleted.envelope().to_json(), missing.envelope().to_json());
}

#[test]
fn a_constant_text_is_not_copied() {
    assert!(matches!(LocaleError::Plain.user_message(), Cow::Borrowed("日本語")));
    assert!(matches!(LocaleError::Plain.user_message_in("zh-TW"), Cow::Borrowed("繁體")));
}

#[test]
fn the_catalogue_keeps_its_templates() {
    let printed: serde_json::Value = serde_json::from_str(&Codes::to_json()).unwrap();
    for row in Codes::ALL {
        assert_eq!(printed[row.code()]["message"], row.message());
    }
    assert!(Codes::to_json().contains("Hệ thống bản đồ “{service}” tạm thời"));
}

proptest! {
    #![proptest_config(hostile::cases(256))]

    #[test]
    fn values_are_written_as_format_writes_them(name in hostile::text(), count in any::<u32>()) {
        let error = TextError::JaNamed { name: name.clone(), count };
        let expected = format!("ユーザー「{name}」が見つかりません（{count}件）");
        prop_assert_eq!(error.user_message(), expected.as_str());
        prop_assert_eq!(error.to_string(), expected.as_str());
        let sent: serde_json::Value = serde_json::from_slice(&error.envelope().body()).unwrap();
        prop_assert_eq!(&sent["error"]["message"], &expected);
    }

    #[test]
    fn numbers_are_written_as_format_writes_them(n in any::<i32>(), f in any::<f64>()) {
        let s = "é";
        let expected = format!(
            "[{n:>6}|{n:<6}|{n:^6}|{n:06}|{n:+}|{n:#x}|{n:#b}|{f:.2}|{f:8.1}|{f:e}|{s:・^7}|{s:.2}|{s}]"
        );
        let error = TextError::Specs { n, f, s };
        prop_assert_eq!(error.user_message(), expected);
    }

    #[test]
    fn any_text_at_all_may_be_asked_for_as_a_locale(wanted in hostile::text()) {
        let texts = ["日本語", "English", "British", "简体", "繁體", "Tiếng Việt"];
        let text = LocaleError::Plain.user_message_in(&wanted).into_owned();
        prop_assert!(texts.contains(&text.as_str()));
    }
}

/// Developer texts of one value, which the derive puts in its place, and of others, whose template is read at run time.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOWN")]
enum ShownError {
    #[catalog(
        code = "SHOWN_MANY_PIECES",
        status = 404,
        log_level = "INFO",
        message = "gone",
        display = "{user} {{{count}}} {user}{ratio}、{letter}"
    )]
    Many { user: String, count: u32, ratio: f64, letter: char },
    #[catalog(
        code = "SHOWN_ONE_PIECE",
        status = 404,
        log_level = "INFO",
        message = "gone",
        display = "“{0}” 不在"
    )]
    One(&'static str),
    #[catalog(same_as = One, display = "{0} and {1}")]
    Other(u8, bool),
    #[catalog(
        code = "SHOWN_OTHER_TYPE",
        status = 404,
        log_level = "INFO",
        message = "gone",
        display = "no route to {address}"
    )]
    Typed { address: std::net::Ipv4Addr },
    #[catalog(
        code = "SHOWN_WITH_FORMAT",
        status = 404,
        log_level = "INFO",
        message = "gone",
        display = "{count:>4}|{count}"
    )]
    Formatted { count: u32 },
}

#[test]
fn displays_are_those_of_format() {
    let user = "Nguyễn {count}\n".to_owned();
    for (error, expected) in [
        (
            ShownError::Many { user: user.clone(), count: 7, ratio: -0.5, letter: '字' },
            format!("{user} {{{}}} {user}{}、{}", 7, -0.5, '字'),
        ),
        (ShownError::One(""), "“” 不在".to_owned()),
        (ShownError::One("{0}"), "“{0}” 不在".to_owned()),
        (ShownError::Other(255, true), "255 and true".to_owned()),
        (
            ShownError::Typed { address: std::net::Ipv4Addr::LOCALHOST },
            "no route to 127.0.0.1".to_owned(),
        ),
        (ShownError::Formatted { count: 42 }, "  42|42".to_owned()),
    ] {
        assert_eq!(error.to_string(), expected);
        // Width and the like are for no value.
        for padded in [
            format!("{error:>60}"),
            format!("{error:+}"),
            format!("{error:#}"),
            format!("{error:09.1}"),
            format!("{error:.2}"),
        ] {
            assert_eq!(padded, expected);
        }
    }
}
