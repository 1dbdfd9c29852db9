//! Registries over several crates.

use error_catalog::{
    Catalogued as _, ErrorCatalog, Includes, Registry, SystemError, ValidationError,
};

error_catalog::catalog! {
    /// Every code of the shop.
    #[registry(
        dialect = problem,
        service = "shop.example.com",
        docs = "https://docs.example.com/errors/{code}",
        internal = "SYSTEM_INTERNAL_ERROR",
        not_found = "SYSTEM_ROUTE_NOT_FOUND"
    )]
    pub struct Codes {
        ShopError,
        shipping::ShippingError,
        SystemError,
        ValidationError,
        ..billing::Codes,
        ..tax::Codes,
    }
    retired { "SHOP_CART_LOCKED" => "2.0: carts are never locked" }
}

/// The shop's own.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Codes)]
enum ShopError {
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = INFO, message = "カートが空です")]
    CartEmpty,
    #[catalog(transparent)]
    Billing(#[from] billing::BillingError),
    #[catalog(
        code = "SHOP_STOCK_UNKNOWN",
        status = 500,
        log_level = ERROR,
        public_as = "SYSTEM_INTERNAL_ERROR",
        display = "stock service answered nonsense"
    )]
    StockUnknown,
}

#[test]
fn all_keeps_the_order_and_lists_shared_codes_once() {
    let codes: Vec<_> = Codes::ALL.iter().map(|entry| entry.code()).collect();
    assert_eq!(codes.first(), Some(&"SHOP_CART_EMPTY"));
    assert_eq!(codes.last(), Some(&"TAX_RATE_UNKNOWN"));
    assert_eq!(codes.iter().filter(|code| **code == "BILLING_CARD_DECLINED").count(), 1);
    let position = |code| codes.iter().position(|known| *known == code).unwrap();
    assert!(position("SHIPPING_ADDRESS_UNKNOWN") < position("SYSTEM_INTERNAL_ERROR"));
    assert!(position("VALIDATION_ERROR") < position("BILLING_CARD_DECLINED"));
}

#[test]
fn only_listed_codes_are_found() {
    for entry in Codes::ALL {
        assert_eq!(Codes::get(entry.code()).unwrap().code(), entry.code());
    }
    for unknown in
        ["", "SHOP", "SHOP_CART_LOCKED", "BILLING_CARD_LOCKED", "shop_cart_empty", "日本語"]
    {
        assert!(Codes::get(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn a_former_code_finds_its_successor() {
    assert_eq!(Codes::get("BILLING_CARD_REFUSED").unwrap().code(), "BILLING_CARD_DECLINED");
    assert_eq!(
        billing::Codes::get("BILLING_CARD_REFUSED").unwrap().code(),
        "BILLING_CARD_DECLINED"
    );
    assert_eq!(Codes::get("BILLING_CARD_DECLINED").unwrap().formerly(), ["BILLING_CARD_REFUSED"]);
}

#[test]
fn look_up_is_const_data_and_typed_constants_are_codes() {
    const ALL: &[&error_catalog::Entry] = <Codes as Registry>::ALL;
    assert_eq!(ALL.len(), Codes::ALL.len());
    assert_eq!(billing::Codes::BILLING_BANK_DOWN.retry_after().unwrap().as_secs(), 30);
    let text = match ShopError::CartEmpty.code() {
        Codes::SHOP_CART_EMPTY => "empty",
        Codes::SHOP_STOCK_UNKNOWN => "unknown",
        _ => "other",
    };
    assert_eq!(text, "empty");
}

#[test]
fn an_error_of_another_crate_passes_through() {
    let error = ShopError::from(billing::BillingError::CardDeclined);
    assert!(error.is(billing::Codes::BILLING_CARD_DECLINED));
    assert_eq!(error.to_string(), "カードが拒否されました");
}

#[test]
fn a_masked_code_is_sent_and_logged_differently() {
    let error = ShopError::StockUnknown;
    assert_eq!(error.code(), "SHOP_STOCK_UNKNOWN");
    assert_eq!(error.to_string(), "stock service answered nonsense");
    assert_eq!(error.envelope().code(), "SYSTEM_INTERNAL_ERROR");
    assert_eq!(error.user_message(), "A system error has occurred");
    assert!(!error.envelope().to_json().contains("nonsense"));
}

#[test]
fn settings_are_those_of_the_registry() {
    let settings = <Codes as Registry>::settings();
    assert_eq!(settings.internal, Some("SYSTEM_INTERNAL_ERROR"));
    let response = ShopError::CartEmpty.envelope().into_response();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
    assert_eq!(body["type"], "https://docs.example.com/errors/SHOP_CART_EMPTY");
}

#[test]
fn a_registry_includes_itself_its_enums_and_its_registries() {
    fn includes<C: Includes<H>, H: ?Sized>() {}
    includes::<Codes, Codes>();
    includes::<Codes, <ShopError as ErrorCatalog>::Home>();
    includes::<Codes, <shipping::ShippingError as ErrorCatalog>::Home>();
    includes::<Codes, <billing::BillingError as ErrorCatalog>::Home>();
    includes::<Codes, <billing::Refused<u32> as ErrorCatalog>::Home>();
    includes::<Codes, <SystemError as ErrorCatalog>::Home>();
}

#[test]
fn an_enum_without_a_registry_is_its_own_registry() {
    let response = shipping::ShippingError::AddressUnknown.envelope().into_response();
    assert_eq!(response.status(), 400);
    assert_eq!(
        response.body().as_ref(),
        r#"{"error":{"code":"SHIPPING_ADDRESS_UNKNOWN","message":"địa chỉ không tồn tại"}}"#
            .as_bytes()
    );
}

/// Two codes whose hashes are the same in every bit that a key keeps.
#[expect(dead_code, reason = "looked up, never raised")]
mod clash {
    use error_catalog::ErrorCatalog;

    error_catalog::catalog! {
        /// Both of them.
        pub struct Codes { First, Second }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CLASH", registry = Codes)]
    pub enum First {
        #[catalog(code = "CLASH_CASE_991651", status = 404, log_level = INFO, message = "first")]
        First,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CLASH", registry = Codes)]
    pub enum Second {
        #[catalog(code = "CLASH_CASE_1427045", status = 404, log_level = INFO, message = "second")]
        Second,
    }

    /// Both in one enum without a registry.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CLASH")]
    pub enum Both {
        #[catalog(code = "CLASH_CASE_991651", status = 404, log_level = INFO, message = "first")]
        First,
        #[catalog(code = "CLASH_CASE_1427045", status = 404, log_level = INFO, message = "second", formerly("CLASH_OLD"))]
        Second,
    }
}

#[test]
fn codes_with_one_hash_are_two_codes() {
    assert_eq!(clash::Codes::ALL.len(), 2);
    assert_eq!(clash::Codes::get("CLASH_CASE_991651").unwrap().message(), "first");
    assert_eq!(clash::Codes::get("CLASH_CASE_1427045").unwrap().message(), "second");
    let get = clash::Both::First.catalog_settings().get;
    assert_eq!(get("CLASH_CASE_991651").unwrap().message(), "first");
    assert_eq!(get("CLASH_CASE_1427045").unwrap().message(), "second");
    assert_eq!(get("CLASH_OLD").unwrap().message(), "second");
    assert!(get("CLASH_NEW").is_none());
}

#[test]
fn an_empty_registry_finds_nothing() {
    error_catalog::catalog! {
        /// Nothing yet.
        struct Empty {}
    }
    assert!(Empty::ALL.is_empty());
    assert!(Empty::get("ANY_CODE").is_none());
    assert_eq!(Empty::to_json(), "{}");
}
