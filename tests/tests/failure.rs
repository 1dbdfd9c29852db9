//! `Failure`: what `?` takes in, what it refuses to send, and how it moves between registries.

use std::error::Error;
use std::time::Duration;

use error_catalog::{
    ErrorCatalog, Failure, Includes, OrFail as _, Registry, Retry, Secret, SystemError, Widen as _,
    catalog,
};

/// Must never be in a body or a header.
const MARKER: &str = "SELECT * FROM users WHERE name = 'hunter2'";

catalog! {
    /// Every code of the shop.
    #[registry(dialect = problem, locales("en", "ja"), internal = "SHOP_BROKEN")]
    pub struct Codes { ShopError, Loose, SystemError, ..billing::Codes }
}

/// The shop's own.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Codes, locales("en", "ja"))]
enum ShopError {
    #[catalog(code = "SHOP_BROKEN", status = 500, log_level = ERROR,
        message("en" = "The shop is closed", "ja" = "閉店中です"))]
    Broken,
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = INFO,
        message("en" = "The cart is empty", "ja" = "カートが空です"))]
    CartEmpty,
    #[catalog(code = "SHOP_STOCK_DOWN", status = 503, log_level = ERROR, display = "stock at {host}",
        message("en" = "Please try again", "ja" = "もう一度お試しください"), retry_after = 5)]
    StockDown {
        #[context]
        host: String,
        #[source]
        cause: std::io::Error,
        key: Secret<String>,
    },
}

/// No registry includes it, so the registry lists the enum.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LOOSE")]
enum Loose {
    #[catalog(code = "LOOSE_END", status = 409, log_level = INFO, message = "結び目がありません")]
    End,
}

type Answer<T> = Result<T, Failure<Codes>>;

fn io() -> std::io::Error {
    std::io::Error::other(MARKER)
}

fn sources(failure: &Failure<Codes>) -> Vec<String> {
    let mut sources = Vec::new();
    let mut next = failure.source();
    while let Some(error) = next {
        sources.push(error.to_string());
        next = error.source();
    }
    sources
}

#[test]
fn the_internal_code_can_be_raised_on_purpose() {
    assert!(Failure::<Codes>::from(ShopError::Broken).is(Codes::SHOP_BROKEN));
}

#[test]
fn it_is_as_wide_as_a_pointer() {
    assert_eq!(size_of::<Failure<Codes>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Failure<Codes>>>(), size_of::<usize>());
}

#[test]
fn it_can_be_sent_and_shared() {
    fn wants<T: Send + Sync + 'static>() {}
    wants::<Failure<Codes>>();
}

#[test]
fn every_included_enum_converts_by_the_question_mark() {
    fn own() -> Answer<()> {
        Err(ShopError::CartEmpty)?
    }
    fn listed() -> Answer<()> {
        Err(Loose::End)?
    }
    fn taken_in() -> Answer<()> {
        Err(billing::BillingError::CardDeclined)?
    }
    fn generic() -> Answer<()> {
        Err(billing::Refused::Limit { limit: 7_u32 })?
    }
    assert!(own().unwrap_err().is(Codes::SHOP_CART_EMPTY));
    assert_eq!(listed().unwrap_err().code(), "LOOSE_END");
    assert_eq!(taken_in().unwrap_err().code(), "BILLING_CARD_DECLINED");
    let failure = generic().unwrap_err();
    assert_eq!(failure.user_message(), "上限7を超えています");
    // The dialect is that of the registry that sends it.
    assert!(
        failure.envelope().to_json().contains(r#""title""#),
        "{}",
        failure.envelope().to_json()
    );
}

#[test]
fn an_unexpected_error_is_sent_as_the_bare_internal_code() {
    fn fails() -> Answer<()> {
        std::fs::File::open("/no/such/file")
            .map(drop)
            .or_internal_with(|| format!("reading {MARKER}"))?;
        Ok(())
    }
    let failure = fails().unwrap_err();
    assert!(failure.is(Codes::SHOP_BROKEN));
    assert!(failure.to_string().contains(MARKER) && failure.to_string().contains("No such file"));
    let response = failure.into_response();
    assert_eq!(response.status(), 500);
    let all = format!("{:?} {}", response.headers(), String::from_utf8_lossy(response.body()));
    assert!(!all.contains("hunter2") && !all.contains("No such file"), "{all}");
    assert!(all.contains("The shop is closed"), "{all}");
}

#[test]
fn any_error_and_none_can_be_unexpected() {
    fn text() -> Answer<()> {
        Err(MARKER.to_owned()).or_internal()?
    }
    fn boxed() -> Answer<()> {
        Err::<(), Box<dyn Error + Send + Sync>>(MARKER.into()).or_internal()?;
        Ok(())
    }
    fn nothing() -> Answer<u8> {
        Ok(None.or_internal_with(|| "finding the lodger")?)
    }
    assert_eq!(text().unwrap_err().to_string(), MARKER);
    assert_eq!(boxed().unwrap_err().to_string(), MARKER);
    assert_eq!(nothing().unwrap_err().to_string(), "finding the lodger: there is no value");
    assert!(Failure::<Codes>::internal(io()).is(Codes::SHOP_BROKEN));
}

#[test]
fn a_cause_goes_to_the_log_with_the_error_it_means() {
    fn fails() -> Answer<()> {
        Err::<(), _>(io()).or_fail(ShopError::CartEmpty)?;
        Ok(())
    }
    fn nothing() -> Answer<u8> {
        Ok(None.or_fail(ShopError::CartEmpty)?)
    }
    let failure = fails().unwrap_err();
    assert!(failure.is(Codes::SHOP_CART_EMPTY));
    assert_eq!(sources(&failure), [MARKER]);
    assert!(format!("{failure:?}").contains(MARKER));
    assert!(!failure.envelope().to_json().contains("hunter2"));
    assert!(failure.downcast_ref::<std::io::Error>().is_some());
    assert!(nothing().unwrap_err().is(Codes::SHOP_CART_EMPTY));
}

#[test]
fn the_error_inside_is_readable_and_its_secrets_are_not() {
    let down = ShopError::StockDown {
        host: "10.0.0.7".into(),
        cause: io(),
        key: Secret::new("swordfish".into()),
    };
    let failure = Failure::<Codes>::from(down);
    let Some(ShopError::StockDown { host, key, .. }) = failure.downcast_ref() else {
        panic!("{failure:?}")
    };
    assert_eq!((host.as_str(), format!("{key}").as_str()), ("10.0.0.7", "***"));
    assert!(failure.downcast_ref::<Loose>().is_none());
    assert_eq!(sources(&failure), [MARKER]);
    let response = failure.envelope().into_response();
    assert_eq!(response.headers()["retry-after"], "5");
    let sent = format!("{:?} {}", response.headers(), String::from_utf8_lossy(response.body()));
    for hidden in ["hunter2", "10.0.0.7", "swordfish"] {
        assert!(!sent.contains(hidden), "{sent}");
    }
    assert!(!format!("{failure:?} {failure}").contains("swordfish"));
}

#[test]
fn a_narrower_registrys_failure_widens() {
    fn pay() -> Result<(), Failure<billing::Codes>> {
        Err(billing::BillingError::BankDown)?
    }
    fn buy() -> Answer<()> {
        pay().widen()?;
        Ok(())
    }
    let failure = buy().unwrap_err();
    assert_eq!(failure.code(), "BILLING_BANK_DOWN");
    assert!(failure.downcast_ref::<billing::BillingError>().is_some());
    assert_eq!(
        failure.envelope().into_response().headers()["content-type"],
        "application/problem+json"
    );
}

#[test]
fn a_catalogued_error_is_found_among_causes() {
    #[derive(Debug, thiserror::Error)]
    #[error("while serving {0}")]
    struct While(&'static str, #[source] billing::BillingError);

    let failure =
        Failure::<Codes>::from_chain(While("dinner", billing::BillingError::CardDeclined));
    assert_eq!(failure.code(), "BILLING_CARD_DECLINED");
    assert_eq!(failure.to_string(), "while serving dinner");
    assert!(failure.downcast_ref::<billing::BillingError>().is_some());

    let boxed: Box<dyn Error + Send + Sync> = Failure::<Codes>::from(ShopError::CartEmpty).into();
    assert!(Failure::<Codes>::from_chain(boxed).is(Codes::SHOP_CART_EMPTY));
    assert!(Failure::<Codes>::from_chain(io()).is(Codes::SHOP_BROKEN));
}

#[test]
fn anyhow_chains_keep_their_code() {
    use anyhow::Context as _;

    fn handler() -> Answer<()> {
        Err::<(), _>(anyhow::anyhow!(MARKER)).or_internal()?;
        Ok(())
    }

    let error = Err::<(), _>(ShopError::CartEmpty).context("checking out").unwrap_err();
    let failure = Failure::<Codes>::from_anyhow(error);
    assert!(failure.is(Codes::SHOP_CART_EMPTY));
    assert_eq!(failure.to_string(), "checking out");
    assert_eq!(sources(&failure).len(), 1);
    let alone = Failure::<Codes>::from_anyhow(ShopError::CartEmpty.into());
    assert!(alone.is(Codes::SHOP_CART_EMPTY), "without a context");
    assert!(Failure::<Codes>::from_anyhow(anyhow::anyhow!(MARKER)).is(Codes::SHOP_BROKEN));
    assert!(handler().unwrap_err().is(Codes::SHOP_BROKEN));
}

#[test]
fn the_registrys_first_locale_is_the_default() {
    let failure = Failure::<Codes>::from(ShopError::CartEmpty);
    assert!(failure.envelope().to_json().contains("The cart is empty"));
    assert!(failure.envelope().locale("ja").to_json().contains("カートが空です"));
    assert_eq!(Codes::settings().locales, ["en", "ja"]);
    assert_eq!(failure.catalog_row().code(), "SHOP_CART_EMPTY");
}

#[test]
fn a_failure_has_retry_advice_for_its_caller() {
    let down =
        ShopError::StockDown { host: "a".into(), cause: io(), key: Secret::new("k".to_owned()) };
    let failure = Failure::<Codes>::from(down);
    assert!(failure.retryable());
    assert_eq!(failure.wait(), Some(Duration::from_secs(5)), "not before `Retry-After`");
    let delays: Vec<_> = Codes::SHOP_STOCK_DOWN.retry().delays().collect();
    assert_eq!(delays, [Duration::from_secs(2); 2]);
    let failure = Failure::<Codes>::from(ShopError::CartEmpty);
    assert!(!failure.retryable());
    assert_eq!(failure.wait(), None);
}

#[test]
fn a_dependency_that_is_down_is_not_tried_again_at_once() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "BANK")]
    enum BankError {
        #[catalog(code = "BANK_DOWN", status = 503, log_level = ERROR, message = "Please try later",
            retry = "unavailable", retry_after = 60)]
        Down,
        #[catalog(code = "BANK_LATE", status = 504, log_level = ERROR, message = "Please try later",
            retry(max = 4, base = "100ms", factor = 3, idempotent))]
        Late,
    }
    let entry = BankError::Down.entry();
    assert_eq!((entry.retry(), entry.retry().delays().next()), (Retry::Unavailable, None));
    assert!(!entry.retry().is_retryable() && entry.retry().may_pass());
    let late = BankError::Late.entry().retry();
    assert!(late.backoff().is_some_and(|policy| policy.idempotent));
    let delays: Vec<_> = late.delays().map(|wait| wait.as_millis()).collect();
    assert_eq!(delays, [100, 300, 900, 2700]);
}

/// Helpers of a service are generic over the errors that its registry includes.
#[test]
fn a_generic_error_converts_if_the_registry_includes_it() {
    fn refuse<C, E>(error: E) -> Result<(), Failure<C>>
    where
        C: Registry + Includes<E::Home>,
        E: ErrorCatalog + Send + Sync + 'static,
    {
        None.or_fail(error)?;
        Ok(())
    }
    fn raise<C, E>(error: E) -> Failure<C>
    where
        C: Registry + Includes<E::Home>,
        E: ErrorCatalog + Send + Sync + 'static,
    {
        error.into()
    }
    let failure = raise::<Codes, _>(SystemError::RouteNotFound);
    assert_eq!(failure.code(), "SYSTEM_ROUTE_NOT_FOUND");
    let failure = refuse::<Codes, _>(SystemError::RouteNotFound).unwrap_err();
    assert_eq!(failure.code(), "SYSTEM_ROUTE_NOT_FOUND");
}
