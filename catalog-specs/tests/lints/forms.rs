//! Every way to write a mistake that a lint reports, and what looks like one and is none.

use crate::found;

/// What the forms call: functions with a catalogued error, and functions without one.
pub(crate) const DECLARED: &str = r#"
use std::sync::Arc;
use error_catalog::{ErrorCatalog, Failure, SystemError};
use other_crate::load_elsewhere;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no user {name}: {reason}")]
    NotFound { #[detail] name: String, #[detail] reason: String, #[context] cause: String },
    #[catalog(code = "USER_BLOCKED", status = 403, log_level = "INFO", message = "blocked: {0}")]
    Blocked(#[detail("why")] String, #[context] String),
}
enum ParseFailed { Empty }
type Answer<T> = Result<T, Failure<Codes>>;
type Found<T> = Answer<Option<T>>;
fn save(id: u64) -> Result<u64, UserError> { Ok(id) }
async fn fetch(id: u64) -> Answer<u64> { Ok(id) }
fn boxed(id: u64) -> std::pin::Pin<Box<dyn Future<Output = Found<u64>> + Send>> { todo() }
fn parse(text: &str) -> Result<u64, ParseFailed> { Ok(1) }
fn plain(text: &str) -> Option<u64> { None }
fn by_system() -> Result<u64, SystemError> { Ok(1) }
fn status_of(text: &str) -> StatusCode { StatusCode::CONFLICT }
fn number_of(text: &str) -> u16 { 1 }
mod mailer { pub fn send(to: &str) -> Result<(), crate::UserError> { Ok(()) } }
struct Store { inner: Mutex<Inner>, client: foreign::Client }
struct Inner;
impl Inner { fn put(&self, id: u64) -> Result<(), UserError> { Ok(()) } }
impl Store {
    fn open() -> Result<Self, UserError> { Ok(Self) }
    fn put(&self, id: u64) -> Result<(), UserError> { Ok(()) }
    async fn get(&self, id: u64) -> Result<u64, UserError> { Ok(id) }
    fn size(&self) -> Result<u64, std::fmt::Error> { Ok(1) }
}
trait Repository { fn find_all(&self) -> Result<Vec<u64>, UserError>; }
struct App { store: Arc<Store>, repository: Box<dyn Repository> }
"#;

/// One lint with its forms. Each is a function.
struct Forms {
    lint: &'static str,
    wrong: &'static [&'static str],
    right: &'static [&'static str],
}

const FORMS: &[Forms] = &[
    Forms {
        lint: "swallowed-result",
        wrong: &[
            "fn f() { let _ = save(1); }",
            "async fn f() { let _ = fetch(1).await; }",
            "async fn f() { let _ = boxed(1).await; }",
            "fn f() { _ = save(1); }",
            "fn f() { let _: Result<_, _> = crate::save(1); }",
            "fn f() { drop(save(1)); }",
            "fn f() { std::mem::drop(save(1)); }",
            "fn f() { save(1).ok(); }",
            "fn f() -> Option<u64> { save(1).map(|id| id + 1).ok() }",
            "fn f() -> u64 { save(1).unwrap_or_default() }",
            "fn f() -> u64 { save(1).unwrap_or(7) }",
            "fn f() -> u64 { save(1).unwrap_or_else(|_| 7) }",
            "fn f() -> u64 { save(1).unwrap_or_else(|error| 7) }",
            "fn f() { if let Ok(id) = save(1) { work(id); } }",
            "fn f() { match save(1) { Ok(id) => work(id), Err(_) => {} } }",
            "fn f() { match save(1) { Ok(id) => work(id), Err(..) => () } }",
            "fn f(store: &Store) { let _ = store.put(1); }",
            "fn f(store: Arc<Store>) { store.put(1).ok(); }",
            "async fn f(State(app): State<Arc<App>>) { let _ = app.store.get(1).await; }",
            "fn f(app: &App) -> Vec<u64> { app.repository.find_all().unwrap_or_default() }",
            "fn f<R: Repository>(repository: &R) { let _ = repository.find_all(); }",
            "fn f(repository: &impl Repository) { let _ = repository.find_all(); }",
            "impl Store { fn f(&self) { let _ = self.put(1); } }",
            "impl Store { fn f(&self) { self.inner.lock().unwrap().put(1).ok(); } }",
            "impl Store { fn f() { let _ = Self::open(); } }",
            "fn f() { let store = Store::new(); let _ = store.put(1); }",
            "fn f() { let _ = Store::open(); }",
            "fn f() { let _ = mailer::send(\"a\"); }",
            "fn f() { use mailer::send; let _ = send(\"a\"); }",
            "fn f() { let _ = by_system(); }",
            "fn f() { let work = move || { let _ = save(1); }; work(); }",
            "fn f() { tokio::spawn(async move { let _ = fetch(1).await; }); }",
            "async fn f() { tokio::select! { id = next() => { let _ = save(id); } _ = stop() => {} } }",
            "fn f() { let ids = vec![save(1).unwrap_or(2)]; }",
        ],
        right: &[
            "fn f() -> Result<(), UserError> { save(1)?; Ok(()) }",
            "fn f() -> Result<u64, UserError> { let _id = save(1)?; save(2) }",
            "fn f() -> Result<(), UserError> { let _ = save(1)?; Ok(()) }",
            "fn f() { let _ = parse(\"1\"); }",
            "fn f() -> u64 { parse(\"1\").unwrap_or_default() }",
            "fn f() -> u64 { plain(\"1\").unwrap_or_default() }",
            "fn f() { let _ = load_elsewhere(1); }",
            "fn f() { let _ = other_crate::save(1); }",
            "fn f() { use other_crate::save; let _ = save(1); }",
            "fn f(store: &Store) { let _ = store.size(); }",
            "fn f(store: &Store) { let _ = store.client.put(1); }",
            "fn f(map: &HashMap<u64, u64>) { let _ = map.get(1); }",
            "fn f() { let unknown = make(); let _ = unknown.put(1); }",
            "fn f(save: impl Fn(u64) -> u64) { let _ = save(1); }",
            "fn f() { let save = |id: u64| id; let _ = save(1); }",
            "fn f() { if let Ok(id) = save(1) { work(id); } else { warn(); } }",
            "fn f() { if let Err(error) = save(1) { report(error); } }",
            "fn f() { match save(1) { Ok(id) => work(id), Err(error) => report(error) } }",
            "fn f() { match save(1) { Ok(id) => work(id), Err(_) => retry() } }",
            "fn f() -> u64 { save(1).unwrap_or_else(|error| count(error)) }",
            "fn f() -> u64 { save(1).unwrap_or_else(|error| { let text = format!(\"{error}\"); note(text) }) }",
            "fn f() { save(1).inspect_err(|error| report(error)).ok(); }",
            "fn f() -> bool { save(1).is_ok() }",
            "fn f() -> Result<u64, Other> { save(1).map_err(Other::from) }",
            "#[cfg(test)] mod tests { fn f() { let _ = super::save(1); } }",
            "#[test] fn f() { let _ = save(1); }",
            "#[tokio::test] async fn f() { let _ = fetch(1).await; }",
            "macro_rules! ignore { () => { let _ = save(1); } }",
        ],
    },
    Forms {
        lint: "unwrap-in-handler",
        wrong: &[
            "async fn f(id: String) -> Result<u64, Failure<Codes>> { Ok(id.parse().unwrap()) }",
            "async fn f(id: String) -> Answer<u64> { Ok(id.parse().expect(\"a number\")) }",
            "fn f(id: String) -> Result<u64, UserError> { Ok(id.parse::<u64>().unwrap()) }",
            "async fn f(id: String) -> Found<u64> { let id = id.parse().unwrap(); Ok(id) }",
            "async fn f(text: String) -> Answer<u64> { Ok(serde_json::from_str(&text).unwrap()) }",
            "async fn f(db: Db) -> Answer<u64> { Ok(db.load().await.unwrap()) }",
            "async fn f(list: Vec<u64>) -> Answer<u64> { Ok(*list.first().expect(\"one\")) }",
            "async fn f() -> Answer<u64> { std::fs::read(\"a\").unwrap(); Ok(1) }",
            "async fn f(name: String) -> Answer<Response> { Ok(Response::builder().header(\"a\", name).body(Body::empty()).unwrap()) }",
            "async fn f(name: String) -> Answer<u64> { if name.is_empty() { name.parse::<u64>().unwrap(); } Ok(1) }",
            "async fn f(name: String) -> Answer<u64> { Ok(one_of![name.parse().unwrap(), 2]) }",
            "async fn f(id: String) -> String { id.parse::<u64>().unwrap().to_string() } fn r() -> Router { Router::new().route(\"/\", get(f)) }",
            "async fn f(id: String) -> String { id.parse::<u64>().unwrap().to_string() } fn r() -> Router { Router::new().route(\"/\", get(g).post(f)) }",
            "async fn f(id: String) -> String { id.parse::<u64>().unwrap().to_string() } fn r() -> Router { Router::new().fallback(f) }",
            "async fn f(target: String) -> impl IntoResponse { [(LOCATION, HeaderValue::from_str(&target).unwrap())] } fn r() -> Router { Router::new().route(\"/old\", get(f)) }",
            "#[get(\"/\")] async fn f(id: String) -> String { id.parse::<u64>().unwrap().to_string() }",
            "fn r() -> Router { Router::new().route(\"/\", get(|Path(id): Path<String>| async move { id.parse::<u64>().unwrap().to_string() })) }",
            "fn r() -> Router { Router::new().route(\"/\", get(f).post(async |id: String| id.parse::<u64>().unwrap().to_string())) }",
            "fn main() { let app = Router::new().fallback(|id: String| async move { id.parse::<u64>().expect(\"a number\").to_string() }); }",
            // What the client sends, also as a part of a text, may be no value of a header. Bytes beyond ASCII are allowed in a path.
            "async fn f(Path(name): Path<String>) -> Answer<HeaderValue> { let target = format!(\"/rooms/{name}\"); Ok(HeaderValue::from_str(&target).unwrap()) }",
            "async fn f(req: Request) -> Answer<HeaderValue> { Ok(HeaderValue::from_str(req.uri().path()).unwrap()) }",
            "async fn f(State(app): State<App>, name: String) -> Answer<HeaderValue> { let target = format!(\"{}/{name}\", app.url); Ok(HeaderValue::from_str(&target).unwrap()) }",
            "async fn f(State(app): State<App>) -> Answer<u64> { Ok(app.store.get(\"total\").await.unwrap()) }",
            "async fn f(Query(query): Query<Map>) -> Answer<u64> { Ok(query.get(\"id\").unwrap().len()) }",
            // The condition is about another value, or does not exclude the error.
            "async fn f(a: Vec<u64>, b: Vec<u64>) -> Answer<u64> { if a.is_empty() { return Ok(0); } Ok(*b.first().unwrap()) }",
            "async fn f(id: String) -> Answer<u64> { if id.is_empty() { return Ok(0); } Ok(id.parse().unwrap()) }",
            "async fn f(store: Store) -> Answer<u64> { if store.contains(\"a\") { return Ok(store.load().await.unwrap()); } Ok(1) }",
            "async fn f(id: Option<u64>) -> Answer<u64> { if id.is_none() { count(); } Ok(id.unwrap()) }",
            "async fn f(id: Option<u64>, mut other: u64) -> Answer<u64> { if id.is_none() { other = 1; } Ok(id.unwrap() + other) }",
            "async fn f(id: Option<u64>) -> Answer<u64> { match kind() { 1 => if id.is_none() { return Ok(0); }, _ => work(id.unwrap()) } Ok(1) }",
            "impl FromRequestParts<S> for User { async fn from_request_parts(parts: &mut Parts) -> Result<Self, Failure<Codes>> { Ok(parts.user.get().unwrap()) } }",
        ],
        right: &[
            "async fn f(id: String) -> Answer<u64> { Ok(id.parse().or_internal()?) }",
            "async fn f(id: String) -> Answer<u64> { Ok(id.parse().unwrap_or(1)) }",
            "fn f(id: String) -> u64 { id.parse().unwrap() }",
            "fn f(id: String) -> Result<u64, ParseFailed> { Ok(id.parse().unwrap()) }",
            "async fn f(id: String) -> u64 { id.parse().unwrap() }",
            "async fn f(app: App) -> Answer<u64> { Ok(app.counts.lock().unwrap().len()) }",
            "async fn f(app: App) -> Answer<u64> { Ok(*app.count.read().expect(\"not poisoned\")) }",
            "async fn f() -> Answer<u64> { Ok(\"7\".parse().unwrap()) }",
            "async fn f() -> Answer<Regex> { Ok(Regex::new(\"a+\").unwrap()) }",
            "async fn f() -> Answer<HeaderValue> { Ok(HeaderValue::from_str(\"a\").expect(\"a constant\")) }",
            "async fn f() -> Answer<Response> { Ok(Response::builder().status(204).header(\"a\", \"b\").body(Body::empty()).unwrap()) }",
            "async fn f() -> Answer<u64> { let age = SystemTime::now().duration_since(UNIX_EPOCH).unwrap(); Ok(age.as_secs()) }",
            "async fn f(id: u64) -> Answer<usize> { Ok(usize::try_from(id).unwrap()) }",
            "async fn f(id: u64) -> Answer<usize> { Ok(list().nth(id.try_into().unwrap())) }",
            "async fn f(day: Date) -> Answer<Time> { Ok(day.and_hms_opt(0, 0, 0).unwrap()) }",
            "async fn f() -> Answer<String> { let mut text = String::new(); write!(text, \"{}\", 1).unwrap(); Ok(text) }",
            "async fn f(id: String) -> Answer<u64> { fn inner(id: &str) -> u64 { id.parse().unwrap() } Ok(inner(&id)) }",
            // A header takes numbers, media types and constants. A setting is the same for every request.
            "async fn f(State(app): State<App>) -> Answer<HeaderValue> { let target = format!(\"{}/index.html\", app.settings.url); Ok(HeaderValue::from_str(&target).unwrap()) }",
            "async fn f(app: State<Arc<App>>) -> Answer<HeaderValue> { Ok(HeaderValue::from_str(app.settings.url.as_str()).unwrap()) }",
            "async fn f(seconds: u64) -> Answer<HeaderValue> { Ok(HeaderValue::from_str(&format!(\"max-age={seconds}\")).unwrap()) }",
            "async fn f(list: Vec<u64>) -> Answer<HeaderValue> { Ok(HeaderValue::from_str(&list.len().to_string()).unwrap()) }",
            "async fn f(path: &str) -> Answer<HeaderValue> { let mime = mime_guess::from_path(path).first_or_text_plain(); let text = if mime.type_() == mime::TEXT { format!(\"{}; charset=utf-8\", mime.as_ref()) } else { mime.as_ref().to_string() }; Ok(HeaderValue::from_str(&text).unwrap()) }",
            "async fn f(path: &str) -> Answer<Response> { let mime = mime_guess::from_path(path).first_or_octet_stream(); Ok(Response::builder().header(CONTENT_TYPE, mime.as_ref()).body(content()).unwrap()) }",
            "async fn f() -> Answer<File> { Ok(Assets::get(\"index.html\").unwrap()) }",
            "async fn f(State(app): State<App>) -> Answer<File> { Ok(app.files.get(\"icon.png\").unwrap()) }",
            // A condition has asked before.
            "async fn f(id: Option<u64>) -> Answer<u64> { if id.is_none() { return Err(gone()); } Ok(id.unwrap()) }",
            "async fn f(id: Option<u64>) -> Answer<u64> { if id.is_none() { Err(gone())?; } Ok(id.unwrap()) }",
            "async fn f(id: Option<u64>) -> Answer<u64> { if id.is_some() { Ok(id.unwrap()) } else { Ok(1) } }",
            "async fn f(id: Option<u64>) -> Answer<u64> { if id.is_some() && id.unwrap() > 3 { Ok(2) } else { Ok(1) } }",
            "async fn f(mut id: Option<u64>) -> Answer<u64> { if id.is_none() { id = Some(load()); } Ok(id.unwrap()) }",
            "async fn f(kept: Guard) -> Answer<u64> { if kept.is_none() { *kept = Some(load()); } Ok(*kept.as_ref().unwrap()) }",
            "async fn f(list: Vec<u64>) -> Answer<u64> { if list.is_empty() { return Ok(0); } Ok(*list.iter().max().unwrap()) }",
            "async fn f(mut list: Vec<u64>) -> Answer<u64> { while !list.is_empty() { work(list.pop().unwrap()); } Ok(1) }",
            "async fn f(map: Map, id: u64) -> Answer<u64> { if !map.contains_key(&id) { return Ok(0); } Ok(*map.get(&id).unwrap()) }",
            "async fn f(path: String) -> Answer<u64> { if path.len() > 3 && HASH.is_match(&path) { block(path.parse().unwrap()) } else { Ok(1) } }",
            "async fn f(path: String) -> Answer<&str> { if path.starts_with('/') { Ok(path.strip_prefix('/').unwrap()) } else { Ok(\"\") } }",
            "#[test] fn f() -> Result<(), UserError> { save(1).unwrap(); Ok(()) }",
            "#[cfg(test)] mod tests { fn f() -> Result<u64, UserError> { Ok(\"a\".to_owned().parse().unwrap()) } }",
            "fn f(text: &str) -> u64 { any(|c: char| c.to_digit(10).unwrap() > 3)(text) }",
            "fn r() -> Router { let id: u64 = id().parse().unwrap(); Router::new().route(\"/\", get(move || async move { id.to_string() })) }",
            "fn id(name: String) -> u64 { name.parse().unwrap() } fn f(map: Map, headers: Map) -> bool { map.get(id) }",
        ],
    },
    Forms {
        lint: "source-in-message",
        wrong: &[
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|error| UserError::NotFound { name: n(), reason: error.to_string(), cause: n() }) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::NotFound { name: n(), reason: format!(\"no: {e}\"), cause: n() }) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::NotFound { name: n(), reason: format!(\"no: {e:?}\"), cause: n() }) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::NotFound { name: n(), reason: format!(\"no: {}\", e), cause: n() }) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::Blocked(e.to_string(), n())) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::Blocked(format!(\"{}\", e.to_string()), n())) }",
            "fn f() -> Result<u64, UserError> { match parse(\"1\") { Ok(id) => Ok(id), Err(e) => Err(UserError::Blocked(e.to_string(), n())) } }",
            "fn f() -> Result<u64, UserError> { if let Err(problem) = parse(\"1\") { return Err(UserError::Blocked(problem.to_string().into(), n())); } Ok(1) }",
            "fn f(error: std::io::Error) -> UserError { UserError::Blocked(error.to_string(), n()) }",
            "impl From<ParseError> for UserError { fn from(error: ParseError) -> Self { Self::Blocked(error.to_string(), n()) } }",
            "async fn f() -> Result<u64, (StatusCode, String)> { parse(\"1\").map_err(|e| (StatusCode::BAD_REQUEST, e.to_string())) }",
            "async fn f() -> Result<u64, (StatusCode, String)> { parse(\"1\").map_err(|e| (StatusCode::CONFLICT, format!(\"failed: {e}\"))) }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => (StatusCode::BAD_REQUEST, Json(json!({\"error\": e.to_string()}))).into_response() } }",
            "async fn f() -> HttpResponse { match parse(\"1\") { Ok(_) => ok(), Err(e) => HttpResponse::BadRequest().body(e.to_string()) } }",
            "async fn f() -> HttpResponse { match parse(\"1\") { Ok(_) => ok(), Err(e) => HttpResponse::BadRequest().json(json!({\"error\": format!(\"{e}\")})) } }",
            "async fn f() -> Result<u64, Reply> { parse(\"1\").map_err(|e| (StatusCode::CONFLICT, Json(Reply { ok: false, text: Some(format!(\"the store says: {e}\")) }))) }",
            "async fn f() -> Result<u64, Status> { parse(\"1\").map_err(|e| Status::not_found(e.to_string())) }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => { let status = StatusCode::CONFLICT; (status, e.to_string()).into_response() } } }",
            "async fn f(status: StatusCode) -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => (status, e.to_string()).into_response() } }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => { let status = if late() { StatusCode::CONFLICT } else { StatusCode::GONE }; (status, format!(\"{e}\")).into_response() } } }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => { let status = match e { ParseFailed::Empty => StatusCode::CONFLICT }; (status, Json(e.to_string())).into_response() } } }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => { let status = status_of(\"1\"); (status, e.to_string()).into_response() } } }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => (status_of(\"1\"), e.to_string()).into_response() } }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => (StatusCode::from_u16(409).unwrap(), e.to_string()).into_response() } }",
            "async fn f() -> Result<u64, Json<String>> { parse(\"1\").map_err(|e| Json(e.to_string())) }",
            "async fn f() -> Json<Value> { match parse(\"1\") { Ok(_) => ok(), Err(e) => axum::Json(json!({\"error\": e.to_string()})) } }",
            "use axum::Json; fn f() -> Json<String> { match parse(\"1\") { Ok(_) => ok(), Err(e) => Json(format!(\"{e}\")) } }",
            "async fn f() -> Response { match parse(\"1\") { Ok(_) => ok(), Err(e) => web::Json(e.to_string()).respond_to(&r) } }",
        ],
        right: &[
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|error| UserError::NotFound { name: n(), reason: n(), cause: error.to_string() }) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::Blocked(n(), format!(\"{e}\"))) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::Blocked(e.line().to_string(), n())) }",
            "fn f() -> Result<u64, UserError> { parse(\"1\").map_err(|e| UserError::Blocked(format!(\"line {}\", e.line()), n())) }",
            "fn f(name: &str) -> Result<u64, UserError> { parse(\"1\").map_err(|_| UserError::Blocked(name.to_string(), n())) }",
            "fn f(id: u64) -> UserError { UserError::Blocked(format!(\"{id}\"), n()) }",
            "fn f() -> Result<u64, Foreign> { parse(\"1\").map_err(|e| Foreign::Blocked(e.to_string(), n())) }",
            "fn f() -> Result<u64, ParseFailed> { parse(\"1\").map_err(|e| ParseFailed::Empty(e.to_string())) }",
            "fn f() -> u64 { match parse(\"1\") { Ok(id) => id, Err(e) => { note(e.to_string()); 1 } } }",
            "async fn f() -> (StatusCode, String) { let id = 7; (StatusCode::OK, id.to_string()) }",
            "async fn f() -> Result<u64, (StatusCode, String)> { parse(\"1\").map_err(|e| (StatusCode::BAD_REQUEST, e.code().to_string())) }",
            "fn f() -> Result<u64, (u16, String)> { parse(\"1\").map_err(|e| (7, e.to_string())) }",
            "async fn f(e: u64) -> HttpResponse { HttpResponse::Ok().body(e.to_string()) }",
            "use sqlx::types::Json; async fn f() -> Result<u64, UserError> { match parse(\"1\") { Ok(id) => Ok(id), Err(e) => keep(Json(e.to_string())).await } }",
            "fn f() { if let Err(e) = parse(\"1\") { keep(Json(e.to_string())); } }",
            "fn f() { if let Err(e) = parse(\"1\") { let status = 7; note((status, e.to_string())); } }",
            "async fn f(status: u16) -> Result<u64, Lost> { parse(\"1\").map_err(|e| Lost::from((status, e.to_string()))) }",
            "async fn f() -> Result<u64, Lost> { parse(\"1\").map_err(|e| { let number = number_of(\"1\"); lost((number, e.to_string())) }) }",
            "async fn f() -> Response { let status = StatusCode::OK; let name = n(); (status, name.to_string()).into_response() }",
            "async fn f() -> Result<u64, Lost> { parse(\"1\").map_err(|e| lost((elsewhere(), e.to_string()))) }",
            "#[test] fn f() { let error = parse(\"1\").map_err(|e| UserError::Blocked(e.to_string(), n())); }",
            "fn f() -> Result<u64, UserError> { match parse(\"1\") { Ok(e) => Err(UserError::Blocked(e.to_string(), n())), Err(_) => Ok(1) } }",
        ],
    },
    Forms {
        lint: "printed-error",
        wrong: &[
            "fn f() { if let Err(error) = save(1) { println!(\"{error}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = save(1) { eprintln!(\"failed: {error:?}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = save(1) { eprintln!(\"failed: {}\", error); } log::info!(\"a\"); }",
            "fn f() { if let Err(e) = save(1) { print!(\"{}\", e.to_string()); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(e) = save(1) { eprint!(\"{e:#}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(e) = save(1) { std::eprintln!(\"{e}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(e) = save(1) { dbg!(&e); } tracing::info!(\"a\"); }",
            "fn f() { match save(1) { Ok(_) => {} Err(e) => println!(\"{e}\") } tracing::info!(\"a\"); }",
            "fn f() -> Result<u64, UserError> { tracing::info!(\"a\"); save(1).map_err(|e| { println!(\"{e}\"); e }) }",
            "fn f() -> Result<u64, UserError> { tracing::info!(\"a\"); save(1).inspect_err(|e| eprintln!(\"{e}\")) }",
            "impl IntoResponse for Oops { fn into_response(self) -> Response { tracing::info!(\"a\"); match self { Self::Inner(error) => { eprintln!(\"{error}\"); text() } } } }",
            "fn f(error: &std::io::Error) { eprintln!(\"{error}\"); tracing::info!(\"a\"); }",
            "fn f() { tokio::spawn(async { if let Err(e) = fetch(1).await { eprintln!(\"{e}\"); } }); tracing::info!(\"a\"); }",
            "async fn f() { tokio::select! { r = fetch(1) => { if let Err(e) = r { eprintln!(\"{e}\"); } } } tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = save(1) { tracing::error!(\"failed\"); println!(\"{error}\"); } }",
            "fn set_log_level() { set(1); } fn f() { if let Err(error) = save(1) { eprintln!(\"{error}\"); } tracing::info!(\"a\"); }",
        ],
        right: &[
            "fn f() { if let Err(error) = save(1) { tracing::error!(\"{error}\"); } }",
            "fn f() { if let Err(error) = save(1) { log::error!(\"{error}\"); } }",
            "fn main() { if let Err(error) = save(1) { eprintln!(\"{error}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = save(1) { eprintln!(\"{error}\"); std::process::exit(1); } tracing::info!(\"a\"); }",
            "fn f() -> ExitCode { if let Err(error) = save(1) { eprintln!(\"{error}\"); } tracing::info!(\"a\"); code() }",
            "fn f() { if let Err(error) = save(1) { eprintln!(\"{error}\"); } }",
            "fn f() { println!(\"ready\"); tracing::info!(\"a\"); }",
            "fn f(id: u64) { println!(\"{id}\"); tracing::info!(\"a\"); }",
            "fn f() { if let Ok(error) = save(1) { println!(\"{error}\"); } else { tracing::info!(\"a\"); } }",
            "fn f() { if let Err(error) = save(1) { println!(\"an error\"); tracing::error!(\"{error}\"); } }",
            "fn f() { if let Err(error) = save(1) { tracing::error!(\"{error}\"); } let error = 7; println!(\"{error}\"); }",
            // It is in the log as well.
            "fn f() { if let Err(error) = save(1) { tracing::error!(?error); println!(\"failed: {error}\"); } }",
            "fn f() { serve().map_err(|error| { tracing::error!(?error, \"failed\"); println!(\"failed: {:?}\", error); }); }",
            // What writes the log cannot log.
            "impl<S> Layer<S> for Lines { fn on_event(&self, event: &Event) { if let Err(error) = self.write(event) { eprintln!(\"{error}\"); } tracing::info!(\"a\"); } }",
            // There is no log yet.
            "fn init_tracing_logs() { if let Err(error) = save(1) { println!(\"{error}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = tracing_subscriber::fmt().try_init() { eprintln!(\"{error}\"); } tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = save(1) { eprintln!(\"{error}\"); } setup_logging(); tracing::info!(\"a\"); }",
            "fn f() { if let Err(error) = save(1) { let text = format!(\"{error}\"); tracing::error!(\"{text}\"); } }",
            "#[test] fn f() { if let Err(error) = save(1) { println!(\"{error}\"); } tracing::info!(\"a\"); }",
        ],
    },
    Forms {
        lint: "hand-made-500",
        wrong: &[
            "async fn f() -> (StatusCode, String) { (StatusCode::INTERNAL_SERVER_ERROR, n()) }",
            "async fn f() -> impl IntoResponse { (StatusCode::INTERNAL_SERVER_ERROR, n()) }",
            "async fn f() -> Response { (StatusCode::INTERNAL_SERVER_ERROR, n()).into_response() }",
            "async fn f() -> Response { StatusCode::INTERNAL_SERVER_ERROR.into_response() }",
            "async fn f() -> Result<u64, StatusCode> { Err(StatusCode::INTERNAL_SERVER_ERROR) }",
            "async fn f() -> Result<u64, StatusCode> { if x() { return Err(StatusCode::INTERNAL_SERVER_ERROR); } Ok(1) }",
            "async fn f() -> Result<u64, StatusCode> { parse(\"1\").map_err(|_| StatusCode::INTERNAL_SERVER_ERROR) }",
            "async fn f() -> Result<u64, StatusCode> { Ok(plain(\"1\").ok_or(StatusCode::INTERNAL_SERVER_ERROR)?) }",
            "async fn f() -> Result<u64, StatusCode> { Ok(plain(\"1\").ok_or_else(|| StatusCode::INTERNAL_SERVER_ERROR)?) }",
            "async fn f() -> Result<u64, (StatusCode, String)> { parse(\"1\").map_err(|_| (StatusCode::INTERNAL_SERVER_ERROR, n())) }",
            "async fn f() -> Result<u64, (StatusCode, String)> { match parse(\"1\") { Ok(id) => Ok(id), Err(_) => Err((http::StatusCode::INTERNAL_SERVER_ERROR, n())) } }",
            "async fn f() -> Response { Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).body(Body::empty()).or_internal() }",
            "async fn f() -> HttpResponse { HttpResponse::InternalServerError().finish() }",
            "async fn f() -> Response { let number = match parse(\"1\") { Ok(number) => number, Err(_) => return (StatusCode::INTERNAL_SERVER_ERROR, \"no number\").into_response() }; text(number) }",
            "async fn f() -> Result<u64, Error> { parse(\"1\").map_err(|e| ErrorInternalServerError(e)) }",
            "async fn f() -> Result<u64, tonic::Status> { Err(tonic::Status::internal(\"failed\")) }",
            "fn r() -> Router { Router::new().route(\"/\", get(|| async { (StatusCode::INTERNAL_SERVER_ERROR, n()) })) }",
            "fn r() -> Router { Router::new().route(\"/\", get(|| async { if x() { ok() } else { (StatusCode::INTERNAL_SERVER_ERROR, n()) } })) }",
            "use tonic::Status; async fn f() -> Result<u64, Status> { Err(Status::internal(\"failed\")) }",
        ],
        right: &[
            "async fn f() -> (StatusCode, String) { (StatusCode::OK, n()) }",
            "async fn f() -> Answer<u64> { Ok(parse(\"1\").or_internal()?) }",
            "fn f(status: StatusCode) -> bool { status == StatusCode::INTERNAL_SERVER_ERROR }",
            "fn f(&self) -> StatusCode { StatusCode::INTERNAL_SERVER_ERROR }",
            "fn f(&self) -> StatusCode { match self { A => StatusCode::NOT_FOUND, B => StatusCode::INTERNAL_SERVER_ERROR } }",
            "fn f(&self) -> (StatusCode, &'static str) { match self { A => (StatusCode::INTERNAL_SERVER_ERROR, \"a\") } }",
            "fn f(status: StatusCode) -> u64 { match status { StatusCode::INTERNAL_SERVER_ERROR => 1, _ => 2 } }",
            "fn f() { let table = [(StatusCode::INTERNAL_SERVER_ERROR, \"a\"), (StatusCode::OK, \"b\")]; use_it(table); }",
            "const TABLE: &[(StatusCode, &str)] = &[(StatusCode::INTERNAL_SERVER_ERROR, \"a\")];",
            "async fn f() -> Result<u64, Status> { Err(Status::internal(\"not of tonic\")) }",
            "fn f() -> Result<u64, StatusCode> { Err(StatusCode::NOT_FOUND) }",
            "fn f(client: Mock) { client.expect().status(StatusCode::INTERNAL_SERVER_ERROR); }",
            "#[tokio::test] async fn f() { assert_eq!(call().await, (StatusCode::INTERNAL_SERVER_ERROR, n())); }",
            "fn f() { count(StatusCode::INTERNAL_SERVER_ERROR, 1); }",
        ],
    },
    Forms {
        lint: "logged-and-lost",
        wrong: &[
            "fn f() -> bool { match save(1) { Ok(_) => true, Err(error) => { error!(\"{error}\"); false } } }",
            "fn f() -> Option<u64> { match save(1) { Ok(id) => Some(id), Err(error) => { tracing::error!(%error, \"no\"); None } } }",
            "fn f() -> Option<u64> { match save(1) { Ok(id) => Some(id), Err(error) => { log::error!(\"{}\", error); return None; } } }",
            "fn f() -> bool { if let Err(error) = save(1) { tracing::error!(?error); return false; } true }",
            "fn f() -> bool { if let Err(error) = save(1) { error!(\"{error}\"); false } else { true } }",
            "async fn f() -> bool { if let Err(error) = fetch(1).await { error!(\"{error}\"); count(); return false; } true }",
            "async fn f() -> Option<u64> { boxed(1).await.map_err(|error| error!(\"{error}\")).ok() }",
            "async fn f() -> Option<u64> { boxed(1).await.inspect_err(|error| tracing::error!(\"{error}\")).ok() }",
            "async fn f() -> bool { fetch(1).await.inspect_err(|error| { error!(\"{error}\"); }).is_ok() }",
            "fn f() -> Option<u64> { for id in 0..3 { if let Err(error) = save(id) { error!(\"{error}\"); return None; } } Some(1) }",
            "fn f() -> Option<u64> { if a() { match save(1) { Ok(id) => Some(id), Err(e) => { error!(\"{e}\"); Option::None } } } else { Some(1) } }",
            "impl Store { fn f(&self) -> bool { match self.put(1) { Ok(()) => true, Err(error) => { error!(\"{error}\"); false } } } }",
            "fn f<K: Serialize>(key: &K) -> Option<u64> { let bytes = match encode(key) { Ok(bytes) => bytes, Err(error) => { tracing::error!(\"{error:?}\"); return None; } }; hash(bytes) }",
            "fn f() -> bool { let Err(error) = save(1) else { return true; }; error!(\"{error}\"); false }",
        ],
        right: &[
            "fn f() -> Result<bool, UserError> { match save(1) { Ok(_) => Ok(true), Err(error) => { error!(\"{error}\"); Err(error) } } }",
            "fn f() -> bool { match save(1) { Ok(_) => true, Err(error) => { report(error); false } } }",
            "fn f() -> bool { match save(1) { Ok(_) => true, Err(_) => false } }",
            "fn f() -> bool { match save(1) { Ok(_) => true, Err(error) => { error!(\"{error}\"); true } } }",
            "fn f() { match save(1) { Ok(_) => {}, Err(error) => { error!(\"{error}\"); } } }",
            "fn f() -> u64 { match save(1) { Ok(id) => id, Err(error) => { error!(\"{error}\"); 0 } } }",
            "fn f() -> bool { let done = match save(1) { Ok(_) => true, Err(error) => { error!(\"{error}\"); false } }; done || other() }",
            "fn f(list: Vec<u64>) -> Option<u64> { list.into_iter().find(|id| match save(*id) { Ok(_) => true, Err(error) => { error!(\"{error}\"); false } }) }",
            "fn f(list: Vec<u64>) -> bool { list.iter().all(|id| { if let Err(error) = save(*id) { error!(\"{error}\"); return false; } true }) }",
            "fn f() -> bool { if blocked() { error!(\"blocked\"); return false; } true }",
            // A warning says that the function has dealt with the error, as a cache does that is only skipped.
            "fn f<K: Serialize>(key: &K) -> Option<u64> { let bytes = match encode(key) { Ok(bytes) => bytes, Err(error) => { tracing::warn!(\"{error:?}\"); return None; } }; hash(bytes) }",
            "async fn f() -> bool { if let Err(error) = fetch(1).await { tracing::warn!(?error, \"the session is not valid any more\"); return false; } true }",
            "fn f() -> bool { match save(1) { Ok(_) => true, Err(error) => { debug!(\"{error}\"); false } } }",
            "impl Check for Store { fn f(&self) -> bool { match self.put(1) { Ok(()) => true, Err(error) => { error!(\"{error}\"); false } } } }",
            "fn f() -> Option<UserError> { match save(1) { Ok(_) => None, Err(error) => { error!(\"{error}\"); Some(error) } } }",
            "#[cfg(test)] mod tests { fn f() -> bool { if let Err(error) = super::save(1) { error!(\"{error}\"); return false; } true } }",
        ],
    },
];

#[test]
fn every_wrong_form_is_reported_once() {
    let mut missed = Vec::new();
    let line = DECLARED.lines().count() + 1;
    for Forms { lint, wrong, .. } in FORMS {
        assert!(wrong.len() >= 12, "{lint}");
        for form in *wrong {
            let found = found(&format!("{DECLARED}{form}\n"));
            let expected = format!("{lint} {line}:");
            if found.len() != 1 || !found[0].starts_with(&expected) {
                missed.push(format!("{lint}: {form}\n  {found:?}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn no_right_form_is_reported() {
    let mut reported = Vec::new();
    for Forms { lint, right, .. } in FORMS {
        assert!(right.len() >= 12, "{lint}");
        for form in *right {
            let found = found(&format!("{DECLARED}{form}\n"));
            if !found.is_empty() {
                reported.push(format!("{lint}: {form}\n  {found:?}"));
            }
        }
    }
    assert!(reported.is_empty(), "{}", reported.join("\n"));
}
