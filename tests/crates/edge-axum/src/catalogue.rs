//! The shop: its codes, its failures, and what must never be seen of them.

use std::collections::HashMap;

use error_catalog::{ErrorCatalog, Secret, StatusError, SystemError, ValidationError, catalog};

/// Stands in causes and context: the log may show it, a client may not.
pub const MARKER: &str = "SELECT * FROM users WHERE name = '/etc/shop/key.pem'";

/// Stands in secrets: neither clients nor the log may have it.
pub const SECRET: &str = "hunter2";

catalog! {
    /// Every code of the shop.
    #[registry(locales("ja", "en"))]
    pub struct Codes { ShopError, Bare, SystemError, StatusError, ValidationError }
}

/// What goes wrong in the shop.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Codes, locales("ja", "en"))]
pub enum ShopError {
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = INFO,
        message("ja" = "カートが空です", "en" = "The cart is empty"))]
    CartEmpty,
    #[catalog(code = "SHOP_ITEM_MISSING", status = 404, log_level = INFO,
        message("ja" = "商品{item}が見つかりません", "en" = "There is no item {item}"))]
    ItemMissing {
        #[detail]
        item: String,
    },
    #[catalog(code = "SHOP_LOGIN_NEEDED", status = 401, log_level = INFO,
        message("ja" = "ログインしてください", "en" = "Please log in"))]
    LoginNeeded,
    #[catalog(code = "SHOP_KEY_NEEDED", status = 401, log_level = WARN,
        message("ja" = "キーが必要です", "en" = "A key is needed"),
        ext(www_authenticate = r#"Basic realm="shop""#))]
    KeyNeeded,
    #[catalog(code = "SHOP_CALLS_TOO_MANY", status = 429, log_level = WARN, retry = transient, retry_after = 7,
        message("ja" = "混み合っています", "en" = "Too many calls"))]
    CallsTooMany,
    #[catalog(code = "SHOP_STOCK_DOWN", status = 503, log_level = ERROR,
        message("ja" = "在庫を確認できません", "en" = "The stock cannot be read"),
        display = "the stock at {host} is down", retry_after = 5)]
    StockDown {
        #[context]
        host: String,
        #[source]
        cause: std::io::Error,
        #[secret]
        key: Secret<String>,
    },
    #[catalog(code = "SHOP_LABEL_TORN", status = 400, log_level = INFO,
        message("ja" = "ラベルが読めません", "en" = "The label cannot be read"),
        display = "the label {label}")]
    LabelTorn { label: Label },
    #[catalog(code = "SHOP_PARCEL_MINED", status = 400, log_level = INFO,
        message("ja" = "荷物が危険です", "en" = "The parcel is dangerous"))]
    ParcelMined {
        #[detail]
        mine: Mine,
    },
    #[catalog(code = "SHOP_BILL_ODD", status = 400, log_level = INFO,
        message("ja" = "請求書がおかしいです", "en" = "The bill is odd"))]
    BillOdd {
        #[detail]
        sum: u32,
        #[detail]
        rates: HashMap<(u8, u8), u8>,
        #[detail]
        share: f64,
        #[detail]
        discount: Option<f64>,
        #[detail]
        seal: Unwritable,
        #[detail(flatten)]
        notes: Option<HashMap<String, String>>,
        #[detail(flatten)]
        pages: u32,
        #[context]
        cell: Option<f32>,
        #[context]
        desk: u32,
    },
}

/// How the label of a [`ShopError::LabelTorn`] shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Fails,
    Panics,
}

impl std::fmt::Display for Label {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        assert!(*self == Self::Fails, "{MARKER}");
        Err(std::fmt::Error)
    }
}

/// A detail that panics when it is written.
#[derive(Debug)]
pub struct Mine;

impl serde::Serialize for Mine {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("{MARKER}")
    }
}

/// A detail that cannot be written, and says more of why than a client may know.
#[derive(Debug)]
pub struct Unwritable;

impl serde::Serialize for Unwritable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(MARKER))
    }
}

/// Writes its own response.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BARE", registry = Codes, locales("ja", "en"), into_response)]
pub enum Bare {
    #[catalog(code = "BARE_FEET_COLD", status = 409, log_level = WARN,
        message("ja" = "足が冷たいです", "en" = "Cold feet"))]
    FeetCold,
}

impl ShopError {
    /// One of whose details a client can be told the fewest.
    pub fn bill_odd() -> Self {
        Self::BillOdd {
            sum: 7,
            rates: HashMap::from([((1, 2), 3)]),
            share: f64::NAN,
            discount: None,
            seal: Unwritable,
            notes: None,
            pages: 3,
            cell: Some(f32::INFINITY),
            desk: 9,
        }
    }

    /// One that has something to hide in every place.
    pub fn stock_down() -> Self {
        Self::StockDown {
            host: MARKER.into(),
            cause: std::io::Error::other(MARKER),
            key: Secret::new(SECRET.into()),
        }
    }
}
