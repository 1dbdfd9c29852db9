//! The shop: its codes, and one word of a request for each way in which it can fail.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use error_catalog::{
    ErrorCatalog, Failure, OrFail as _, Secret, StatusError, SystemError, ValidationError, catalog,
};
use tokio_stream::{Stream, StreamExt as _};
use tonic::{Code, Request, Response, Status, Streaming};

use crate::spill::{self, SECRETS, SpillError};
use crate::{client, server};

/// Stands in causes and in texts that are for no client.
pub const MARKER: &str = "SELECT * FROM users WHERE name = 'hunter2' -- /srv/shop/private.key";
/// Stands in secrets, which neither clients nor the log may have.
pub const SECRET: &str = "swordfish-8c1f";

catalog! {
    /// Every code of the shop.
    #[registry(locales("en", "ja"), internal = "SHOP_BROKEN", service = "shop.example.com",
        docs = "https://docs.example.com/errors/{code}")]
    pub struct Codes { ShopError, SpillError, SystemError, StatusError, ValidationError }

    /// What selling can answer.
    pub struct Selling of Codes { ShopError::{Sold} }
}

/// The shop's own.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Codes, locales("en", "ja"))]
pub enum ShopError {
    #[catalog(code = "SHOP_BROKEN", status = 500, log_level = ERROR,
        message("en" = "The shop is closed", "ja" = "閉店中です"))]
    Broken,
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = INFO, grpc = "FAILED_PRECONDITION",
        message("en" = "The cart is empty", "ja" = "カートが空です"))]
    CartEmpty,
    #[catalog(code = "SHOP_ITEM_SOLD", status = 409, log_level = INFO, grpc = "ABORTED",
        message("en" = "{item} is sold", "ja" = "{item}は売り切れです"))]
    Sold {
        #[detail]
        item: String,
        #[detail("left_over")]
        left: u32,
    },
    #[catalog(code = "SHOP_STOCK_DOWN", status = 503, log_level = ERROR, display = "stock at {host}",
        message("en" = "Please try again", "ja" = "もう一度お試しください"), retry_after = 5)]
    StockDown {
        #[context]
        host: String,
        #[source]
        cause: std::io::Error,
        key: Secret<String>,
    },
    /// The client learns another code than the log.
    #[catalog(code = "SHOP_FRAUD_SUSPECTED", status = 400, log_level = WARN, public_as = "SHOP_CART_EMPTY")]
    FraudSuspected {
        #[context]
        score: u32,
    },
    /// Raised by one test only, which counts it.
    #[catalog(code = "SHOP_LABEL_TORN", status = 400, log_level = INFO, display = "the label {label}",
        message("en" = "The label cannot be read", "ja" = "ラベルが読めません"))]
    LabelTorn { label: Torn },
    #[catalog(code = "SHOP_PARCEL_MINED", status = 400, log_level = INFO,
        message("en" = "The parcel is dangerous", "ja" = "荷物が危険です"))]
    ParcelMined {
        #[detail(display)]
        mine: Mine,
    },
    /// Raised by one test only, which counts it.
    #[catalog(code = "SHOP_TILL_JAMMED", status = 500, log_level = ERROR,
        message("en" = "The till is jammed", "ja" = "レジが故障しています"))]
    TillJammed,
}

/// A part of the shop with its own registry. The layer of the shop sends its failures.
pub mod kitchen {
    use error_catalog::{ErrorCatalog, SystemError, catalog};

    catalog! { pub struct Codes { KitchenError, SystemError } }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "KITCHEN", registry = Codes)]
    pub enum KitchenError {
        #[catalog(code = "KITCHEN_KETTLE_COLD", status = 409, log_level = INFO, message = "お湯がありません")]
        KettleCold,
    }
}

/// A label that panics when it is read.
#[derive(Debug)]
pub struct Torn;

impl fmt::Display for Torn {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("{MARKER}")
    }
}

/// A detail that can be written once, as the handler's `?` does, and panics when the layer writes it.
#[derive(Debug, Default)]
pub struct Mine(AtomicBool);

impl fmt::Display for Mine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        assert!(!self.0.swap(true, Ordering::SeqCst), "{MARKER}");
        f.write_str("ticking")
    }
}

/// A cause that panics as it goes.
#[derive(Debug)]
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "{MARKER}");
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a trap")
    }
}

impl std::error::Error for Trap {}

/// A request: what is to happen, and how much of it.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Order {
    #[prost(string, tag = "1")]
    pub what: String,
    #[prost(uint32, tag = "2")]
    pub amount: u32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Receipt {
    #[prost(string, tag = "1")]
    pub text: String,
}

pub type Receipts = Pin<Box<dyn Stream<Item = Result<Receipt, Status>> + Send>>;

pub async fn buy(request: Request<Order>) -> Result<Response<Receipt>, Status> {
    let order = request.into_inner();
    // A status that the handler made, in place of a failure.
    if let Some(status) = bare(&order) {
        return Err(status);
    }
    // A service behind this one, whose status is passed on.
    if let Some(what) = order.what.strip_prefix("upstream-") {
        let order = Order { what: what.to_owned(), amount: order.amount };
        return client::ask(server::upstream(), order).await;
    }
    if order.what == "with-metadata" {
        let mut status = Status::from(Failure::<Codes>::from(ShopError::CartEmpty));
        status.metadata_mut().insert("x-own", "kept".parse().unwrap());
        return Err(status);
    }
    Ok(Response::new(Receipt { text: fail(order).await? }))
}

/// Two receipts, and then what the order says.
pub fn watch(request: Request<Order>) -> Result<Response<Receipts>, Status> {
    let order = request.into_inner();
    let receipts = [(); 2].map(|()| Ok(Receipt { text: "so far so good".to_owned() }));
    let first = tokio_stream::iter(receipts);
    if order.what == "panic-in-stream" {
        // tonic holds what is there already until it must wait.
        let panics = tokio_stream::once(()).then(|()| async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            panic!("{MARKER}")
        });
        return Ok(Response::new(Box::pin(first.chain(panics))));
    }
    let last = tokio_stream::once(order).then(|order| async {
        // The work of a stream is often done by another task.
        let task = tokio::spawn(async { buy(Request::new(order)).await });
        task.await.unwrap_or_else(|panicked| Err(Status::from_error(panicked.into())))
    });
    Ok(Response::new(Box::pin(first.chain(last.map(|last| last.map(Response::into_inner))))))
}

/// One receipt for all orders, or what the first that fails says.
pub async fn collect(request: Request<Streaming<Order>>) -> Result<Response<Receipt>, Status> {
    let mut orders = request.into_inner();
    let mut count = 0;
    while let Some(order) = orders.message().await? {
        buy(Request::new(order)).await?;
        count += 1;
    }
    Ok(Response::new(Receipt { text: format!("{count} orders") }))
}

/// A receipt for each order, until one fails.
pub fn chat(request: Request<Streaming<Order>>) -> Response<Receipts> {
    let receipts = request
        .into_inner()
        .then(|order| async { Ok(buy(Request::new(order?)).await?.into_inner()) });
    Response::new(Box::pin(receipts))
}

fn bare(order: &Order) -> Option<Status> {
    let spilt = || SECRETS[usize::try_from(order.amount).unwrap()].0;
    Some(match order.what.as_str() {
        "bare-internal" => Status::internal(spilt()),
        "bare-error" => Status::from_error(std::io::Error::other(spilt()).into()),
        "internal" => Status::internal(MARKER),
        "unknown" => Status::unknown(MARKER),
        "from-error" => Status::from_error(std::io::Error::other(MARKER).into()),
        "set-sold" => sell("sold").unwrap_err().into(),
        "set-undeclared" => sell("down").unwrap_err().into(),
        "kettle" => Failure::<kitchen::Codes>::from(kitchen::KitchenError::KettleCold).into(),
        // Every code without and with details.
        "code" => Status::new(code(order), MARKER),
        "code-with-details" => {
            Status::with_details(code(order), "meant for clients", b"\x08\x0d".as_slice().into())
        }
        // What tonic's client makes of a stream that the other side broke off.
        "broken-off" => Status::internal("h2 protocol error: stream no longer needed"),
        _ => return None,
    })
}

fn code(order: &Order) -> Code {
    Code::from_i32(order.amount.try_into().unwrap())
}

/// An endpoint with a set.
fn sell(what: &str) -> Result<String, Failure<Selling>> {
    match what {
        "sold" => Err(ShopError::Sold { item: "桜\"<b>\n".into(), left: 3 })?,
        _ => Err(ShopError::StockDown {
            host: "10.0.0.7".into(),
            cause: std::io::Error::other(MARKER),
            key: Secret::new(SECRET.to_owned()),
        })?,
    }
}

async fn fail(order: Order) -> Result<String, Failure<Codes>> {
    if let Some(way) = order.what.strip_prefix("spill-") {
        return Err(spill::fail(way, SECRETS[usize::try_from(order.amount).unwrap()]));
    }
    match order.what.as_str() {
        "cart-empty" => Err(ShopError::CartEmpty)?,
        "sold" => Err(ShopError::Sold { item: "桜\"<b>\n".into(), left: 3 })?,
        "sold-much" => {
            let item = "漢".repeat(usize::try_from(order.amount).unwrap());
            Err(ShopError::Sold { item, left: 3 })?
        }
        "stock-down" => Err(ShopError::StockDown {
            host: "10.0.0.7".into(),
            cause: std::io::Error::other(MARKER),
            key: Secret::new(SECRET.to_owned()),
        })?,
        "fraud" => Err(ShopError::FraudSuspected { score: 7 })?,
        "till" => Err(ShopError::TillJammed)?,
        "torn" => Err(ShopError::LabelTorn { label: Torn })?,
        "mined" => Err(ShopError::ParcelMined { mine: Mine::default() })?,
        "invalid" => {
            Err(ValidationError::new().field("items[2].price", "0以上").field("email", "<script>"))?
        }
        "invalid-much" => {
            let field = |number| (format!("items[{number}].price"), "0以上で入力してください");
            Err((0..order.amount).map(field).collect::<ValidationError>())?
        }
        "unexpected" => Ok(std::fs::read_to_string("/no/such/file")
            .or_internal_with(|| format!("reading {MARKER}"))?),
        "trap" => Err(Failure::internal(Trap)),
        "panic" => panic!("{MARKER}"),
        "panic-later" => {
            tokio::time::sleep(Duration::from_millis(1)).await;
            panic!("{MARKER}")
        }
        "slow" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            Ok("late".to_owned())
        }
        _ => Ok(format!("{} x {}", order.amount, order.what)),
    }
}
