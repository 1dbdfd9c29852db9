// Rustc: `assert_code!` of a response whose body is still to come, and of what is no response, with the cures.

use error_catalog::testing::assert_code;
use error_catalog::{ErrorCatalog, SystemError};

/// As axum's and hyper's.
struct Body;

/// As reqwest's.
struct Response;

fn main() {
    let code = SystemError::RouteNotFound.code();
    let unread = http::Response::new(Body);
    assert_code!(unread, code);
    assert_code!(&unread, code);
    assert_code!(Response, code);
    assert_code!((http::StatusCode::NOT_FOUND, Body), code);
    assert_code!("{}", code);
}
// Mistakes: 5
