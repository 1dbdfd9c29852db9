//! The shop: one handler for each way in which a request can fail.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::{ErrorBadGateway, ErrorConflict, ErrorInternalServerError};
use actix_web::http::header;
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpResponse, Responder, rt, web};
use error_catalog::dialect::{Dialect, Parts, ProblemDetails, Standard};
use error_catalog::edge::Exchange;
use error_catalog::{
    ErrorCatalog, Failure, OrFail as _, Secret, StatusError, SystemError, ValidationError, actix,
    catalog,
};
use serde::Deserialize;

use crate::foreign;
use crate::spill::{self, SECRETS, SpillError};

/// Stands in causes and in texts that are for no client.
pub const MARKER: &str = "SELECT * FROM users WHERE name = 'hunter2' -- /srv/shop/private.key";
/// Stands in secrets, which neither clients nor the log may have.
pub const SECRET: &str = "swordfish-8c1f";

catalog! {
    /// Every code of the shop.
    #[registry(locales("en", "ja"), internal = "SHOP_BROKEN")]
    pub struct Codes { ShopError, SpillError, SystemError, StatusError, ValidationError }

    /// What the stock answers with.
    pub struct Stock of Codes { ShopError, ..error_catalog::JsonBody }
}

/// The shop's own.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Codes, locales("en", "ja"), into_response)]
pub enum ShopError {
    #[catalog(code = "SHOP_BROKEN", status = 500, log_level = ERROR,
        message("en" = "The shop is closed", "ja" = "閉店中です"))]
    Broken,
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = INFO,
        message("en" = "The cart is empty", "ja" = "カートが空です"))]
    CartEmpty,
    #[catalog(code = "SHOP_ITEM_SOLD", status = 409, log_level = INFO,
        message("en" = "{item} is sold", "ja" = "{item}は売り切れです"))]
    Sold {
        #[detail]
        item: String,
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
    #[catalog(code = "SHOP_LOGIN_NEEDED", status = 401, log_level = INFO,
        message("en" = "Please log in", "ja" = "ログインしてください"),
        ext(www_authenticate = "Basic realm=\"shop\""))]
    LoginNeeded,
    #[catalog(code = "SHOP_RATE_EXCEEDED", status = 429, log_level = WARN,
        message("en" = "Too many requests", "ja" = "リクエストが多すぎます"))]
    RateExceeded,
    #[catalog(code = "SHOP_ROAD_ENDLESS", status = 409, log_level = INFO,
        message("en" = "There is no end to it", "ja" = "終わりがありません"))]
    Endless(#[source] Endless),
    /// Raised by one test only, which counts it.
    #[catalog(code = "SHOP_TILL_JAMMED", status = 500, log_level = ERROR,
        message("en" = "The till is jammed", "ja" = "レジが故障しています"))]
    TillJammed,
}

/// A dialect that writes headers: one with the code, and the id in the challenge of each 401.
struct Telling;

impl Dialect for Telling {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        Standard.write(parts, body);
    }

    fn headers(&self, parts: &Parts<'_>, headers: &mut http::HeaderMap) {
        headers.append("x-code", http::HeaderValue::from_static(parts.code()));
        let said = format!("Bearer id=\"{}\"", parts.trace_id().unwrap_or("?"));
        headers.insert(http::header::WWW_AUTHENTICATE, said.parse().unwrap());
    }
}

/// Of an answer that has no body, whatever the code says.
struct Silent;

impl Dialect for Silent {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        Standard.write(parts, body);
    }

    fn status(&self, _: &Parts<'_>) -> http::StatusCode {
        http::StatusCode::NO_CONTENT
    }
}

catalog! {
    /// The codes of the door, said in the door's own way.
    #[registry(dialect = Telling)]
    struct DoorCodes { DoorError, SystemError, ValidationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DOOR", registry = DoorCodes)]
enum DoorError {
    #[catalog(code = "DOOR_KEY_NEEDED", status = 401, log_level = INFO, message = "A key is needed")]
    KeyNeeded,
}

/// An enum that no registry of this service lists.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ATTIC", into_response)]
enum AtticError {
    #[catalog(code = "ATTIC_STAIRS_STEEP", status = 409, log_level = INFO, message = "The stairs are steep")]
    StairsSteep {
        #[detail]
        floor: &'static str,
    },
}

/// An error that is its own cause.
#[derive(Debug)]
pub struct Endless;

impl std::fmt::Display for Endless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MARKER)
    }
}

impl std::error::Error for Endless {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[derive(Deserialize)]
pub struct Order {
    pub item: String,
    pub amount: u8,
}

type Answer<T> = Result<T, Failure<Codes>>;

/// The routes, and the rate limiter's code.
pub fn catalogue() -> actix::CatalogMiddleware<Codes> {
    actix::CatalogMiddleware::new()
        .answer(http::StatusCode::TOO_MANY_REQUESTS, Codes::SHOP_RATE_EXCEEDED)
        .passthrough(|answered| answered.status == http::StatusCode::BAD_GATEWAY)
}

pub fn routes(app: &mut web::ServiceConfig) {
    app.app_data(web::JsonConfig::default().limit(4096));
    app.route("/spill/{way}/{index}", web::get().to(spill))
        .route("/spill-bare/{status}/{index}", web::get().to(spill_bare));
    app.configure(foreign::routes);
    app.configure(raising).configure(bare).configure(reading).configure(left_alone);
    app.configure(extracting);
    app.service(web::scope("/middle").wrap(from_fn(refuse)).route("/refused", web::get().to(ok)));
    app.service(web::scope("/timed").wrap(from_fn(time_out)).route("/slow", web::get().to(slow)));
    app.service(web::scope("/nested").wrap(catalogue()).configure(raising));
    let steep = || AtticError::StairsSteep { floor: "二階" };
    app.service(
        web::scope("/unlisted")
            .route("/enum", web::get().to(move || async move { Result::<String, _>::Err(steep()) }))
            .route(
                "/failure",
                web::get().to(|| async { Failure::<DoorCodes>::from(DoorError::KeyNeeded) }),
            )
            .route(
                "/envelope",
                web::get().to(move || async move { actix::response(steep().into()) }),
            )
            .route(
                "/another-dialect",
                web::get().to(move || async move {
                    actix::response(steep().envelope().dialect(&ProblemDetails).into_response())
                }),
            ),
    );
    let key =
        || async { Result::<String, _>::Err(Failure::<DoorCodes>::from(DoorError::KeyNeeded)) };
    // A middleware outside of the one that let the answer out, and within another.
    app.service(
        web::scope("/later")
            .wrap(catalogue())
            .wrap(from_fn(break_later))
            .wrap(catalogue())
            .route("/broken", web::get().to(ok)),
    );
    app.service(
        web::scope("/door")
            .wrap(actix::CatalogMiddleware::<DoorCodes>::new())
            .route("/key", web::get().to(key))
            .route("/silent", web::get().to(silent)),
    );
}

/// Errors of the catalogue, and unexpected ones.
pub(crate) fn raising(app: &mut web::ServiceConfig) {
    app.route(
        "/cart-empty",
        web::get().to(|| async { Answer::<String>::Err(ShopError::CartEmpty.into()) }),
    )
    .route("/sold/{item}", web::get().to(sold))
    .route("/stock-down", web::get().to(stock_down))
    .route("/set/stock-down", web::get().to(stock_down_in_a_set))
    .route(
        "/login",
        web::get().to(|| async { Answer::<String>::Err(ShopError::LoginNeeded.into()) }),
    )
    .route("/till", web::get().to(|| async { Answer::<String>::Err(ShopError::TillJammed.into()) }))
    .route("/invalid", web::get().to(invalid))
    .route("/unexpected", web::get().to(unexpected))
    .route("/panic", web::get().to(panic_at_once))
    .route("/panic-later", web::get().to(panic_later))
    .route("/panic-in-drop", web::get().to(panic_in_drop))
    .route("/enum", web::get().to(|| async { Result::<String, _>::Err(ShopError::CartEmpty) }))
    .route("/enum-owned", web::get().to(|| async { actix::response(ShopError::CartEmpty.into()) }))
    .route("/failure", web::get().to(|| async { Failure::<Codes>::from(ShopError::CartEmpty) }))
    .route("/in-japanese", web::get().to(in_japanese))
    .route(
        "/endless",
        web::get().to(|| async { Answer::<String>::Err(ShopError::Endless(Endless).into()) }),
    )
    .route("/by-hand", web::get().to(by_hand));
}

/// What frameworks and handlers answer without a catalogue.
fn bare(app: &mut web::ServiceConfig) {
    app.route("/text", web::get().to(|| async { HttpResponse::BadRequest().body(MARKER) }))
        .route(
            "/broken",
            web::get().to(|| async { Result::<String, _>::Err(ErrorInternalServerError(MARKER)) }),
        )
        .route(
            "/conflict",
            web::get().to(|| async { Result::<String, _>::Err(ErrorConflict(MARKER)) }),
        )
        .route("/rate", web::get().to(rate))
        .route(
            "/range",
            web::get().to(|| async {
                let whole = (header::CONTENT_RANGE, "bytes */1000");
                HttpResponse::RangeNotSatisfiable().insert_header(whole).finish()
            }),
        )
        .route(
            "/io",
            web::get().to(|| async { Result::<String, _>::Err(std::io::Error::other(MARKER)) }),
        );
}

fn reading(app: &mut web::ServiceConfig) {
    app.route("/json", web::post().to(|order: web::Json<Order>| async move { order.item.clone() }))
        .route("/form", web::post().to(|order: web::Form<Order>| async move { order.item.clone() }))
        .route(
            "/query",
            web::get().to(|order: web::Query<Order>| async move { order.item.clone() }),
        )
        .route(
            "/number/{number}",
            web::get().to(|number: web::Path<u32>| async move { number.to_string() }),
        )
        .route("/body", web::post().to(|body: String| async move { body }));
}

/// The extractors of the catalogue.
fn extracting(app: &mut web::ServiceConfig) {
    use actix::{Form, Json, Path, Query};
    app.service(
        web::scope("/own")
            .app_data(web::PayloadConfig::new(4096))
            .route("/json", web::post().to(|Json(order): Json<Order>| async move { order.item }))
            .route("/form", web::post().to(|Form(order): Form<Order>| async move { order.item }))
            .route("/form", web::get().to(|Form(order): Form<Order>| async move { order.item }))
            .route("/query", web::get().to(|Query(order): Query<Order>| async move { order.item }))
            .route(
                "/number/{number}",
                web::get().to(|Path(number): Path<u8>| async move { number.to_string() }),
            )
            .route(
                "/shelf/{shelf}/{row}",
                web::get().to(|Path((shelf, row)): Path<(String, u8)>| async move {
                    format!("{shelf} {row}")
                }),
            )
            .route(
                "/order/{item}/{amount}",
                web::get().to(|Path(order): Path<Order>| async move { order.item }),
            )
            .route(
                "/mistake/{only}",
                web::get()
                    .to(|Path((one, two)): Path<(u8, u8)>| async move { format!("{one} {two}") }),
            )
            .route("/list", web::get().to(|| async { Json(vec!["桜"]) })),
    );
}

/// What the edge does not touch.
fn left_alone(app: &mut web::ServiceConfig) {
    app.service(web::resource("/pot").get(ok).post(ok))
        .route("/ok", web::get().to(ok))
        .route(
            "/trace",
            web::get().to(|exchange: web::ReqData<Exchange>| async move {
                exchange.trace_id().to_string()
            }),
        )
        .route(
            "/json-of-others",
            web::get().to(|| async {
                HttpResponse::UnprocessableEntity()
                    .content_type("application/json")
                    .body(r#"{"old":"shape"}"#)
            }),
        )
        .route(
            "/page",
            web::get().to(|| async {
                HttpResponse::NotFound().content_type("text/html").body("<h1>no</h1>")
            }),
        )
        .route(
            "/gateway",
            web::get().to(|| async {
                HttpResponse::BadGateway().content_type("text/plain").body("the proxy's own")
            }),
        )
        .route("/nothing", web::get().to(|| async { HttpResponse::NoContent().finish() }))
        .route("/unchanged", web::get().to(|| async { HttpResponse::NotModified().finish() }));
}

async fn spill(way: web::Path<(String, usize)>) -> Answer<String> {
    let (way, index) = way.into_inner();
    Err(spill::fail(&way, SECRETS[index]))
}

/// The text of the framework about an error without a code.
async fn spill_bare(spilt: web::Path<(u16, usize)>) -> Result<String, Error> {
    let (status, index) = spilt.into_inner();
    let text = SECRETS[index].0;
    Err(match status {
        409 => ErrorConflict(text),
        500 => ErrorInternalServerError(text),
        _ => actix_web::error::InternalError::from_response(
            text,
            HttpResponse::BadRequest().body(text),
        )
        .into(),
    })
}

async fn ok() -> &'static str {
    "fine"
}

async fn sold(item: web::Path<String>) -> Answer<String> {
    Err(ShopError::Sold { item: item.into_inner() })?
}

async fn stock_down() -> Answer<String> {
    let cause = std::io::Error::other(MARKER);
    let key = Secret::new(SECRET.to_owned());
    Err(ShopError::StockDown { host: "10.0.0.7".into(), cause, key })?
}

async fn stock_down_in_a_set() -> Result<String, Failure<Stock>> {
    let cause = std::io::Error::other(MARKER);
    let key = Secret::new(SECRET.to_owned());
    Err(ShopError::StockDown { host: "10.0.0.7".into(), cause, key })?
}

async fn invalid() -> Answer<String> {
    let error =
        ValidationError::new().field("items[2].price", "0以上").field("email", "\"<script>\"");
    Err(error)?
}

async fn unexpected() -> Answer<String> {
    Ok(std::fs::read_to_string("/no/such/file").or_internal_with(|| format!("reading {MARKER}"))?)
}

async fn panic_at_once() -> Answer<String> {
    panic!("{MARKER}")
}

async fn panic_later() -> Answer<String> {
    rt::time::sleep(Duration::from_millis(1)).await;
    panic!("{MARKER}")
}

async fn panic_in_drop() -> Answer<String> {
    struct Trap;
    impl Drop for Trap {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "{MARKER}");
        }
    }
    let _trap = Trap;
    rt::time::sleep(Duration::from_millis(1)).await;
    Err(ShopError::CartEmpty)?
}

async fn silent(request: actix_web::HttpRequest) -> HttpResponse {
    DoorError::KeyNeeded.envelope().dialect(&Silent).respond_to(&request)
}

async fn in_japanese(request: actix_web::HttpRequest) -> HttpResponse {
    ShopError::CartEmpty.envelope().locale("ja").respond_to(&request)
}

async fn by_hand(request: actix_web::HttpRequest) -> HttpResponse {
    ShopError::CartEmpty.envelope().trace_id("by-hand").respond_to(&request)
}

async fn rate() -> HttpResponse {
    HttpResponse::TooManyRequests()
        .insert_header((header::RETRY_AFTER, "17"))
        .insert_header((header::SET_COOKIE, "seen=1"))
        .insert_header((header::ETAG, "\"old\""))
        .body(MARKER)
}

async fn slow() -> &'static str {
    rt::time::sleep(Duration::from_secs(30)).await;
    "late"
}

async fn refuse<B: MessageBody>(
    _: ServiceRequest,
    _: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    Err(ErrorBadGateway(MARKER)).or(Err(ErrorInternalServerError(MARKER)))
}

async fn break_later<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let mut answered = next.call(request).await?;
    *answered.response_mut().status_mut() = actix_web::http::StatusCode::INTERNAL_SERVER_ERROR;
    Ok(answered)
}

async fn time_out<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let called = rt::time::timeout(Duration::from_millis(20), next.call(request)).await;
    called.unwrap_or_else(|_| Err(actix_web::error::ErrorRequestTimeout(MARKER)))
}
