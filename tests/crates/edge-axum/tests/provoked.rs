//! What a client can provoke at will is answered with a listed code and is never logged at ERROR.

use edge_axum::catalogue::Codes;
use edge_axum::client::read_raw;
use edge_axum::provoked::{Paths, all, send};
use edge_axum::server::run;
use edge_axum::shop;
use error_catalog::tower::CatalogLayer;
use tracing::Level;

const PATHS: Paths = Paths {
    json: "/order",
    query: "/page",
    number: "/number",
    text: "/echo",
    fine: "/fine",
    slow: "/slow",
};

#[test]
fn no_client_can_raise_an_alarm() {
    let shop = run(shop::catalogued().layer(CatalogLayer::<Codes>::new()));
    for provocation in all(&PATHS) {
        let (name, codes) = (provocation.name, provocation.codes);
        let before = shop.log.failures().len();
        let answer = send(shop.address, &provocation);
        let told = String::from_utf8_lossy(&answer).into_owned();
        let Some(seen) = read_raw(&answer) else {
            // Of a body that breaks off, the connection may be gone before the response.
            assert!(provocation.breaks_off || codes.contains(&"-"), "{name}: {told}");
            continue;
        };
        let code = seen.code();
        let is_refused_by_hyper = !seen.headers.contains_key("x-request-id");
        let code = if is_refused_by_hyper { "-" } else { code.as_str() };
        assert!(codes.contains(&code), "{name}: {told}");
        if !["", "-"].contains(&code) {
            assert_eq!(Codes::get(code).unwrap().status(), seen.status, "{name}");
            assert_eq!(shop.log.failures().len(), before + 1, "{name}");
            seen.leaks_nothing();
        }
    }
    let records = shop.log.records();
    let alarms: Vec<_> = records.iter().filter(|record| record.level == Level::ERROR).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert_eq!(shop.get("/fine").text(), "fine");
}
