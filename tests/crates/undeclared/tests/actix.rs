//! actix's server. In production the client receives the internal code, and the log has the rest. With feature `testing` there
//! is no response, so that no test can take it for one.

use std::net::SocketAddr;
use std::sync::OnceLock;

use actix_web::{App, web};
use edge_actix::client::{Answer, send_to};
use edge_actix::serve;
use error_catalog::Failure;
use error_catalog::actix::CatalogMiddleware;
use undeclared::{Codes, SignUp};

async fn sign_up(name: web::Path<String>) -> Result<String, Failure<SignUp>> {
    undeclared::sign_up(&name)
}

fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        serve!(
            App::new()
                .route("/users/{name}", web::get().to(sign_up))
                .wrap(CatalogMiddleware::<Codes>::new())
        )
    })
}

fn get(path: &str) -> Answer {
    send_to(address(), "GET", path, &[], None)
}

#[test]
fn a_declared_code_is_sent() {
    let sent = get("/users/ann");
    assert_eq!((sent.status, &*sent.code()), (409, "USER_NAME_TAKEN"));
}

#[cfg(not(feature = "testing"))]
#[test]
fn an_undeclared_code_is_sent_as_the_internal_code() {
    use edge_actix::recorded::{count, records};
    use undeclared::{CONTEXT, LOGGED, assert_hidden};

    let sent = get("/users/bob");
    assert_eq!((sent.status, &*sent.code()), (500, "SYSTEM_INTERNAL_ERROR"));
    assert_hidden(&sent.all());
    let records = records(&sent.trace_id());
    assert_eq!(records.len(), 1, "{records:#?}");
    let fields = &records[0].fields;
    assert_eq!(records[0].level, "ERROR");
    assert_eq!(fields["error_code"], "SYSTEM_INTERNAL_ERROR");
    assert_eq!(fields["context"], CONTEXT);
    assert!(fields.values().any(|field| field == LOGGED), "{fields:#?}");
    assert_eq!((count("SYSTEM_INTERNAL_ERROR"), count("USER_TABLE_LOCKED")), (1, 0));
}

#[cfg(feature = "testing")]
mod testing {
    use edge_actix::client::raw_at;
    use error_catalog::testing::DeclaredCodes;
    use serde_json::json;
    use undeclared::{PANIC, panics_while};

    use super::*;

    #[test]
    fn an_undeclared_code_is_no_response() {
        let request = b"GET /users/bob HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        let (sent, panics) = panics_while(|| raw_at(address(), request));
        assert_eq!(String::from_utf8_lossy(&sent), "");
        assert!(panics.contains(PANIC), "{panics}");
        // The server is still there.
        assert_eq!(get("/users/ann").code(), "USER_NAME_TAKEN");
    }

    fn compare(code: &str) {
        let error = json!({ "properties": { "code": { "enum": [code] } } });
        let schema = json!({ "properties": { "error": error } });
        let content = json!({ "application/json": { "schema": schema } });
        let responses = json!({ "200": {}, "409": { "content": content } });
        let declared = DeclaredCodes::of_openapi(
            &json!({ "paths": { "/users/{name}": { "get": { "responses": responses } } } }),
        );
        let sent = get("/users/ann");
        declared.expect("GET", "/users/ann", &(sent.status, sent.body));
    }

    #[test]
    fn a_code_that_the_document_has_passes() {
        compare("USER_NAME_TAKEN");
    }

    #[test]
    #[should_panic(
        expected = "`GET /users/ann` sent `USER_NAME_TAKEN` with status 409, which the operation does not declare"
    )]
    fn a_code_that_the_document_lacks_fails_the_test() {
        compare("USER_OTHER_CODE");
    }
}
