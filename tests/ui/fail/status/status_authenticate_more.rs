// Rule: status-authenticate

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = INFO, message = "sign in again",
        ext("www-authenticate" = "Basic"))]
    Expired,
    #[catalog(code = "AUTH_TOKEN_MISSING", status = 401, log_level = INFO, message = "sign in",
        ext(www_authentcate = "Basic"))]
    Missing,
    #[catalog(code = "AUTH_ROLE_MISSING", status = 403, log_level = INFO, message = "you may not",
        ext(www_authenticate = "Basic"))]
    Role,
    #[catalog(code = "AUTH_REALM_WIDE", status = 401, log_level = INFO, message = "sign in here",
        ext(www_authenticate = "Basic realm=\"日本\""))]
    Realm,
    #[catalog(code = "AUTH_REALM_SPLIT", status = 401, log_level = INFO, message = "sign in there",
        ext(www_authenticate = "Basic\nX-Evil: y"))]
    Split,
    #[catalog(code = "AUTH_REALM_NONE", status = 401, log_level = INFO, message = "sign in somewhere",
        ext(www_authenticate = " ", team = "web"))]
    Nowhere,
}

fn main() {}
// Mistakes: 6
