//! What an error costs on its way out: the parts that are known at compile time cost nothing.
//!
//! The counter counts the thread it runs on, so the tests do not disturb each other.

use std::borrow::Cow;

use allocation_counter::measure;
use error_catalog::mask::Mask;
use error_catalog::{Catalogued, ErrorCatalog, Failure, catalog};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PLAIN", registry = Codes, locales("ja", "en"))]
enum PlainError {
    #[catalog(
        code = "PLAIN_TEXT_ONLY",
        status = 404,
        log_level = "INFO",
        message("ja" = "予約が見つかりません \"{{}}\"", "en" = "no such reservation")
    )]
    Text,
    #[catalog(
        code = "PLAIN_CONTEXT_KEPT",
        status = 503,
        log_level = "ERROR",
        message("ja" = "しばらくお待ちください", "en" = "please wait"),
        display = "{host} is down",
        retry_after = 60
    )]
    Context {
        #[context]
        host: String,
    },
    #[catalog(
        code = "PLAIN_CODE_MASKED",
        status = 500,
        log_level = "ERROR",
        display = "shard {0} is lost",
        public_as = "PLAIN_CONTEXT_KEPT"
    )]
    Masked(u32),
    #[catalog(
        code = "PLAIN_TEXT_OWN",
        status = 500,
        log_level = "ERROR",
        message("ja" = "後ほど", "en" = "later"),
        public_as = "PLAIN_CONTEXT_KEPT"
    )]
    MaskedWithText,
    #[catalog(
        code = "PLAIN_DETAIL_SENT",
        status = 409,
        log_level = "INFO",
        message("ja" = "予約済みです", "en" = "taken")
    )]
    Detail {
        #[detail]
        slot: String,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "EDGE", registry = Codes, locales("ja", "en"))]
enum EdgeError {
    #[catalog(
        code = "EDGE_INTERNAL_ERROR",
        status = 500,
        log_level = "ERROR",
        message("ja" = "システムエラーが発生しました", "en" = "something went wrong")
    )]
    Internal,
    #[catalog(transparent(mask_5xx = "EDGE_INTERNAL_ERROR"))]
    Plain(#[from] PlainError),
}

catalog! { #[registry(locales("ja", "en"))] pub struct Codes { PlainError, EdgeError } }

/// How often `work` asked for memory, and what it gave.
fn count<T>(work: impl FnOnce() -> T) -> (u64, T) {
    let mut result = None;
    let counted = measure(|| result = Some(work()));
    (counted.count_total, result.expect("the work was done"))
}

#[test]
fn the_counter_counts() {
    assert_eq!(count(|| "constant").0, 0);
    assert_eq!(count(|| String::from("one")).0, 1);
    assert_eq!(count(|| [Box::new(1), Box::new(2)]).0, 2);
    assert!(count(|| format!("{TRACE}{TRACE}")).0 >= 1);
}

/// Errors whose body has no dynamic part.
fn constant() -> Vec<(Box<dyn Catalogued>, &'static str)> {
    let host = || "db-7".to_owned();
    vec![
        (Box::new(PlainError::Text), "PLAIN_TEXT_ONLY"),
        (Box::new(PlainError::Context { host: host() }), "PLAIN_CONTEXT_KEPT"),
        (Box::new(PlainError::Masked(7)), "PLAIN_CONTEXT_KEPT"),
        (Box::new(EdgeError::Internal), "EDGE_INTERNAL_ERROR"),
        (Box::new(EdgeError::Plain(PlainError::Text)), "PLAIN_TEXT_ONLY"),
        (Box::new(EdgeError::Plain(PlainError::Context { host: host() })), "EDGE_INTERNAL_ERROR"),
        (Box::new(EdgeError::Plain(PlainError::Masked(7))), "EDGE_INTERNAL_ERROR"),
        (Box::new(EdgeError::Plain(PlainError::MaskedWithText)), "EDGE_INTERNAL_ERROR"),
    ]
}

#[test]
fn a_constant_body_allocates_nothing() {
    for (error, code) in constant() {
        for locale in ["ja", "en", "en-GB", "fr"] {
            let (allocations, body) = count(|| error.envelope().locale(locale).body());
            assert_eq!(allocations, 0, "{code} in {locale}");
            assert!(matches!(body, Cow::Borrowed(_)));
            let start = format!(r#"{{"error":{{"code":"{code}","message":""#);
            assert!(body.starts_with(start.as_bytes()), "{}", String::from_utf8_lossy(&body));
        }
        assert_eq!(count(|| error.envelope().body()).0, 0, "{code}");
        assert_eq!(count(|| error.envelope().trace_id("").body()).0, 0, "{code}");
    }
}

mod abroad {
    use super::{ErrorCatalog, catalog};

    catalog! {
        /// The texts of billing's codes stand in the files of this registry, those of the enum in its own.
        #[registry(locales("ja", "en", "zh-TW"), messages = "messages/service", internal = "BILLING_BANK_DOWN")]
        pub struct Codes { ShopError, ..billing::Codes }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SHOP", registry = Codes, locales("ja", "en", "zh-TW"), messages = "messages/shop")]
    pub enum ShopError {
        #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = "INFO")]
        CartEmpty,
        #[catalog(code = "SHOP_STOCK_SHORT", status = 409, log_level = "INFO")]
        StockShort {
            #[detail]
            left: u32,
        },
        #[catalog(
            code = "SHOP_CLOSED_TODAY",
            status = 403,
            log_level = "INFO",
            message = "本日休業"
        )]
        ClosedToday,
    }
}

#[test]
fn a_text_of_a_message_file_allocates_nothing() {
    let errors = [
        Failure::<abroad::Codes>::from(billing::BillingError::CardDeclined),
        abroad::ShopError::CartEmpty.into(),
        abroad::ShopError::ClosedToday.into(),
    ];
    for error in errors {
        for locale in ["ja", "en", "en-GB", "zh-TW", "fr"] {
            let (allocations, body) = count(|| error.envelope().locale(locale).body());
            assert_eq!(allocations, 0, "{locale}");
            assert!(matches!(body, Cow::Borrowed(_)));
        }
    }
    let short = abroad::ShopError::StockShort { left: 2 };
    assert!(count(|| short.envelope().locale("en").body()).0 > 0);
}

#[test]
fn a_body_with_a_trace_id_costs_one_allocation_at_most() {
    let own_text: (Box<dyn Catalogued>, _) =
        (Box::new(PlainError::MaskedWithText), "PLAIN_CONTEXT_KEPT");
    for (error, code) in constant().into_iter().chain([own_text]) {
        for trace_id in ["t", TRACE, "\"\\\n\u{1}\u{0}", "追跡用ID"] {
            let (allocations, body) = count(|| error.envelope().trace_id(trace_id).body());
            assert!(allocations <= 1, "{code} with {trace_id:?}: {allocations}");
            let id = serde_json::to_string(trace_id).unwrap();
            assert!(body.ends_with(format!(r#","trace_id":{id}}}}}"#).as_bytes()));
        }
    }
}

mod sets {
    use error_catalog::{ErrorCatalog, Secret, SystemError, catalog};

    catalog! {
        pub struct Codes { CartError, BankError, SystemError }

        pub struct All of Codes { CartError, BankError }
        pub struct Some of Codes { CartError::{Empty, Full, Bank}, ..Banked }
        pub struct Banked of Codes { BankError }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CART", registry = Codes)]
    pub enum CartError {
        #[catalog(
            code = "CART_EMPTY",
            status = 400,
            log_level = "INFO",
            message = "The cart is empty"
        )]
        Empty,
        #[catalog(
            code = "CART_FULL",
            status = 409,
            log_level = "INFO",
            message = "{limit} is the limit"
        )]
        Full {
            #[detail]
            limit: u32,
            #[secret]
            token: Secret<String>,
        },
        #[catalog(transparent)]
        Bank(BankError),
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "BANK", registry = Codes)]
    pub enum BankError {
        #[catalog(code = "BANK_IS_DOWN", status = 503, log_level = "ERROR", message = "Later")]
        Down,
        /// Refers back.
        #[catalog(transparent)]
        Cart(Box<CartError>),
    }

    type Raise = fn() -> CartError;

    pub const RAISED: [Raise; 4] = [
        || CartError::Empty,
        || CartError::Full { limit: 7, token: Secret::new(String::new()) },
        || CartError::Bank(BankError::Down),
        || CartError::Bank(BankError::Cart(Box::new(CartError::Empty))),
    ];
}

#[test]
fn a_set_costs_a_failing_request_no_allocation() {
    fn request<C>(error: sets::CartError) -> u64
    where
        C: error_catalog::CodeSet,
        Failure<C>: From<sets::CartError>,
    {
        count(|| Failure::<C>::from(error).into_response()).0
    }
    for raise in sets::RAISED {
        let whole = request::<sets::Codes>(raise());
        assert!(whole > 0);
        for (set, part) in
            [("All", request::<sets::All>(raise())), ("Some", request::<sets::Some>(raise()))]
        {
            assert_eq!(part, whole, "{set}, {:?}", raise());
        }
    }
}

#[test]
fn writing_into_a_large_buffer_allocates_nothing() {
    let mut buffer = Vec::with_capacity(4096);
    for (error, code) in constant() {
        let (allocations, ()) = count(|| {
            error.envelope().write_json(&mut buffer);
            error.envelope().trace_id(TRACE).write_json(&mut buffer);
        });
        assert_eq!(allocations, 0, "{code}");
        buffer.clear();
    }
}

#[test]
fn a_detail_costs_no_more_than_the_body() {
    let error = PlainError::Detail { slot: "2026-03-01T10:00:00+09:00".to_owned() };
    let (allocations, body) = count(|| error.envelope().trace_id(TRACE).body());
    assert!(body.ends_with(
        br#""details":{"slot":"2026-03-01T10:00:00+09:00"},"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}}"#
    ));
    assert_eq!(allocations, 1);
}

#[test]
fn reading_an_entry_allocates_nothing() {
    for (error, _) in constant() {
        let (allocations, (_, text)) = count(|| {
            let row = (error.code(), error.status(), error.log_level(), error.entry().severity());
            (row, error.user_message_in("en-GB"))
        });
        // Single braces need a new text.
        let has_braces = error.user_message() != error.entry().message();
        assert!(allocations == 0 || has_braces && allocations == 1, "{text}: {allocations}");
    }
}

#[test]
fn looking_up_a_code_allocates_nothing() {
    for code in ["PLAIN_TEXT_ONLY", "EDGE_INTERNAL_ERROR", "NOT_THERE", "", "予約"] {
        let (allocations, row) = count(|| Codes::get(code));
        assert_eq!(allocations, 0, "{code}");
        assert_eq!(row.is_some(), code.contains('_') && code != "NOT_THERE");
    }
}

#[test]
fn masking_a_clean_text_allocates_nothing() {
    let masks = [Mask::default(), Mask::default().key("iban").prefix("acme_", 16)];
    let long = "connection reset by peer (os error 104) while reading 10.0.3.7:5432\n".repeat(60);
    let json = r#"{"id":7,"host":"db-7","ids":["4bf92f3577b34da6a3ce929d0e0e4736",1757062645123],"note":null}"#;
    for mask in &masks {
        for text in ["", "no such reservation", "予約 7 が見つかりません", &long, json] {
            let (allocations, masked) = count(|| mask.text(text));
            assert_eq!(allocations, 0, "{text}");
            assert!(matches!(masked, Cow::Borrowed(_)));
        }
        assert_eq!(count(|| mask.json(json)).0, 0);
        assert_eq!(count(|| mask.path("/reservations/7")).0, 0);
        assert_eq!(count(|| mask.value("x-api-key", "abc")).0, 0);
        assert_eq!(count(|| mask.clone()).0, 0);
    }
}
