//! Code that looks like a mistake to a reader of names: shadowed names, modules, closures, templates of code, and values that are
//! there. No lint reports it.

use crate::forms::DECLARED;
use crate::found;

const RIGHT: &[&str] = &[
    // Names that mean something else here.
    "fn f() { fn save(id: u64) -> u64 { id } let _ = save(1); }",
    "fn f() { let save = other_crate::maker(); let _ = save(1); }",
    "mod inner { fn save(id: u64) -> u64 { id } fn f() { let _ = save(1); } }",
    "mod inner { use other_crate::*; fn f() { let _ = save(1); } }",
    "mod inner { use other_crate::{load as save}; fn f() { let _ = save(1); } }",
    "fn f() { match chosen() { Some(save) => { let _ = save(1); } None => {} } }",
    "fn f() { for save in functions() { let _ = save(1); } }",
    "fn f() { if let Some(save) = chosen() { let _ = save(1); } }",
    "fn f() { while let Some(save) = chosen() { let _ = save(1); } }",
    "fn f() { let Some(save) = chosen() else { return }; let _ = save(1); }",
    "fn f() { list().iter().for_each(|(save, _)| { let _ = save(1); }); }",
    "fn f((save, _): (fn(u64) -> u64, u64)) { let _ = save(1); }",
    "fn f<Store: Other>(store: &Store) { let _ = store.put(1); }",
    "fn f(store: &dyn Other) { let _ = store.put(1); }",
    "fn f(store: &Store) { let store = store.client(); let _ = store.put(1); }",
    "fn f(store: &Store) { if let Some(store) = &store.client { let _ = store.put(1); } }",
    "fn f(store: &Store) { list().for_each(|store| { let _ = store.put(1); }); }",
    "fn f(handlers: &Handlers) { let _ = (handlers.save)(1); }",
    "mod inner { type Answer<T> = Option<T>; fn g() -> Answer<u64> { None } fn f() { let _ = g(); } }",
    "mod inner { pub struct Store; impl Store { fn get(&self) -> u64 { 1 } } fn f(store: &Store) { let _ = store.get(); } }",
    "impl Other for Store { fn f(&self) { let _ = Self::name(); } }",
    // Futures and closures that are not run here, and results that something reads.
    "fn f() { let _ = tokio::spawn(async { save(1) }); }",
    "fn f() { let _ = async { save(1) }; }",
    "fn f() { let _ = || save(1); }",
    "fn f() { let _ = save; }",
    "fn f() { let _ = save(1).map_err(|error| report(error)); }",
    "fn f() { let _ = save(1).map_err(report); }",
    "fn f() { let _ = save(1).inspect_err(report); }",
    "fn f() { let _ = save(1).or_else(|error| recover(error)); }",
    "fn f() { assert!(save(1).is_ok()); }",
    "fn f() -> bool { matches!(save(1), Ok(1)) }",
    "fn f() { let (_, id) = (save, 2); work(id); }",
    "fn f() { sender.send(save(1)).ok(); }",
    "fn f() { let _ = sender.send(save(1)); }",
    "async fn f() { let _ = tokio::time::timeout(LIMIT, stop()).await; }",
    // Templates of code, which another macro reads.
    "fn f() -> TokenStream { quote! { let _ = save(1); } }",
    "fn f() -> TokenStream { quote::quote_spanned! {span=> let _ = save(1); } }",
    "fn f() -> &'static str { stringify!(let _ = save(1);) }",
    "fn f() -> Block { parse_quote!({ let _ = save(1); }) }",
    "async fn f() -> Answer<TokenStream> { Ok(quote! { text.parse::<u64>().unwrap() }) }",
    // What cannot fail.
    "async fn f(mut parser: Parser) -> Answer<u64> { parser.expect(Token::Comma)?; Ok(1) }",
    "async fn f(mut parser: Parser) -> Answer<u64> { parser.expect(b'{').or_internal()?; Ok(1) }",
    "async fn f(lock: Lock) -> Answer<u64> { Ok(lock.unwrap(7)) }",
    "async fn f() -> Answer<u64> { static RE: LazyLock<Regex> = LazyLock::new(|| Regex::new(\"a+\").unwrap()); Ok(RE.len()) }",
    "async fn f() -> Answer<u32> { Ok(NonZeroU32::new(5).unwrap().get()) }",
    "async fn f() -> Answer<SocketAddr> { Ok(\"127.0.0.1:80\".parse::<SocketAddr>().unwrap()) }",
    "async fn f() -> Answer<Url> { Ok(Url::parse(\"https://example.com\").unwrap()) }",
    "async fn f() -> Answer<NaiveDate> { Ok(NaiveDate::from_ymd_opt(2024, 1, 1).unwrap()) }",
    "async fn f() -> Answer<String> { Ok(serde_json::to_string(&json!({\"a\": 1})).unwrap()) }",
    "async fn f(text: String) -> Answer<String> { Ok(text.split(',').next().unwrap().to_owned()) }",
    "async fn f() -> Answer<char> { Ok(char::from_digit(7, 10).unwrap()) }",
    "async fn f() -> Answer<u64> { Ok(*[1, 2, 3].first().unwrap()) }",
    "async fn f() -> Answer<char> { Ok(\"abc\".chars().next().unwrap()) }",
    "async fn f() -> Answer<String> { Ok(std::str::from_utf8(b\"abc\").unwrap().to_owned()) }",
    "async fn f() -> Answer<Response> { Ok(Response::builder().status(StatusCode::OK).body(Body::from(text())).unwrap()) }",
    "async fn f(id: Option<u64>) -> Answer<u64> { if let Some(_) = id { return Ok(id.unwrap()); } Ok(1) }",
    "async fn f(id: Option<u64>) -> Answer<u64> { match id { Some(_) => Ok(id.unwrap()), None => Ok(1) } }",
    "async fn f(id: Option<u64>) -> Answer<u64> { assert!(id.is_some()); Ok(id.unwrap()) }",
    // Texts that are no errors.
    "async fn f(events: Vec<Event>) -> Answer<u64> { for e in events { return Err(UserError::NotFound { name: format!(\"{e}\"), reason: n(), cause: n() }.into()); } Ok(1) }",
    "async fn f() -> Result<u64, (StatusCode, String)> { let error = \"no number\"; Err((StatusCode::BAD_REQUEST, error.to_string())) }",
    "async fn f(names: Vec<String>) -> Response { let list = names.iter().map(|e| format!(\"{e}\")).collect::<Vec<_>>(); (StatusCode::BAD_REQUEST, list.join(\",\")).into_response() }",
    "fn f(error: &str) { println!(\"{error}\"); tracing::info!(\"a\"); }",
    "fn f(name: String) { tracing::info!(\"a\"); match plain(&name) { Some(e) => println!(\"{e}\"), None => {} } }",
    // Statuses that are only compared or counted.
    "fn f(status: StatusCode) -> bool { status >= StatusCode::INTERNAL_SERVER_ERROR }",
    "async fn f() -> Answer<u64> { if call().await.status() == StatusCode::INTERNAL_SERVER_ERROR { retry(); } Ok(1) }",
    "async fn f() -> Answer<u64> { counts.insert(StatusCode::INTERNAL_SERVER_ERROR, 1); Ok(1) }",
    "async fn f() -> Answer<u64> { let code = StatusCode::INTERNAL_SERVER_ERROR.as_u16(); log(code); Ok(1) }",
    "fn r() -> Router { Router::new().layer(middleware::from_fn(expect(StatusCode::INTERNAL_SERVER_ERROR))) }",
    // Errors that are logged where nothing is returned in their place.
    "fn f() -> bool { let handle = spawn(async move { match save(1) { Ok(_) => true, Err(error) => { error!(\"{error}\"); false } } }); handle.is_finished() }",
    "fn f() -> Option<u64> { for id in 0..3 { match save(id) { Ok(id) => return Some(id), Err(error) => { error!(\"{error}\"); continue; } } } None }",
    "fn f() -> bool { tokio::spawn(async move { if let Err(error) = save(1) { error!(\"{error}\"); return; } work(); }); true }",
    "fn f() -> bool { fn inner() { if let Err(error) = save(1) { error!(\"{error}\"); } } inner(); false }",
    "fn f() -> Option<u64> { let retry = |id| { if let Err(error) = save(id) { error!(\"{error}\"); } }; retry(1); None }",
];

#[test]
fn tricky_code_has_no_findings() {
    let mut reported = Vec::new();
    for form in RIGHT {
        let found = found(&format!("{DECLARED}{form}\n"));
        if !found.is_empty() {
            reported.push(format!("{form}\n  {found:?}"));
        }
    }
    assert!(reported.is_empty(), "{} of {}:\n{}", reported.len(), RIGHT.len(), reported.join("\n"));
}
