//! axum's server. In production the client receives the internal code, and the log has the rest. With feature `testing` there
//! is no response, so that no test can take it for one.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use edge_axum::server::{Running, run};
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;
use undeclared::{Codes, SignUp};

async fn sign_up(Path(name): Path<String>) -> Result<String, Failure<SignUp>> {
    undeclared::sign_up(&name)
}

fn service() -> Running {
    run(Router::new().route("/users/{name}", get(sign_up)).layer(CatalogLayer::<Codes>::new()))
}

#[test]
fn a_declared_code_is_sent() {
    let sent = service().get("/users/ann");
    assert_eq!((sent.status.as_u16(), &*sent.code()), (409, "USER_NAME_TAKEN"));
}

#[cfg(not(feature = "testing"))]
#[test]
fn an_undeclared_code_is_sent_as_the_internal_code() {
    use undeclared::{CONTEXT, LOGGED, assert_hidden};

    let service = service();
    let sent = service.get("/users/bob");
    assert_eq!((sent.status.as_u16(), &*sent.code()), (500, "SYSTEM_INTERNAL_ERROR"));
    assert_hidden(&format!("{:?}{}", sent.headers, sent.text()));
    let records = service.log.failures();
    assert_eq!(records.len(), 1, "{records:#?}");
    let fields = &records[0].fields;
    assert_eq!(records[0].level.to_string(), "ERROR");
    assert_eq!(fields["error_code"], "SYSTEM_INTERNAL_ERROR");
    assert_eq!(fields["context"], CONTEXT);
    assert!(fields.values().any(|field| field == LOGGED), "{fields:#?}");
    assert_eq!(service.counts.count("SYSTEM_INTERNAL_ERROR"), 1);
    assert_eq!(service.counts.count("USER_TABLE_LOCKED"), 0);
}

#[cfg(feature = "testing")]
mod testing {
    use error_catalog::testing::DeclaredCodes;
    use serde_json::json;
    use undeclared::{PANIC, UserError, panics_while};

    use super::*;

    fn request(path: &str) -> Vec<u8> {
        format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").into_bytes()
    }

    #[test]
    fn an_undeclared_code_is_no_response() {
        let service = service();
        let (sent, panics) = panics_while(|| service.raw(&request("/users/bob")));
        assert_eq!(String::from_utf8_lossy(&sent), "");
        assert!(panics.contains(PANIC), "{panics}");
        assert!(panics.contains("`UserError::{..., TableLocked}`"), "{panics}");
    }

    /// A handler whose set lists the code. Its document may not.
    async fn show() -> Result<String, Failure<Codes>> {
        Err(UserError::NameTaken { name: "ann".to_owned() })?
    }

    fn documented(code: &str) -> Running {
        let error = json!({ "properties": { "code": { "enum": [code] } } });
        let schema = json!({ "properties": { "error": error } });
        let content = json!({ "application/json": { "schema": schema } });
        let responses = json!({ "200": {}, "409": { "content": content } });
        let document = json!({ "paths": { "/users": { "get": { "responses": responses } } } });
        let routes = Router::new().route("/users", get(show)).layer(CatalogLayer::<Codes>::new());
        // The outermost layer.
        run(routes.layer(DeclaredCodes::of_openapi(&document)))
    }

    #[test]
    fn a_code_that_the_document_lacks_is_no_response() {
        let sent = documented("USER_NAME_TAKEN").raw(&request("/users"));
        assert!(sent.starts_with(b"HTTP/1.1 409"), "{}", String::from_utf8_lossy(&sent));
        let service = documented("USER_OTHER_CODE");
        let (sent, panics) = panics_while(|| service.raw(&request("/users")));
        assert_eq!(String::from_utf8_lossy(&sent), "");
        let text = "`GET /users` sent `USER_NAME_TAKEN` with status 409, which the operation does not declare";
        assert!(panics.contains(text), "{panics}");
    }
}
