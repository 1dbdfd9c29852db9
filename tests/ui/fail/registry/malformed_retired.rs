// Rules: malformed, repeated-key

use error_catalog::catalog;

catalog! {
    pub struct Codes {}
    retired { "USER_LOCKED": "2.0: use AUTH_ACCOUNT_LOCKED", USER_GONE => "2.0: use USER_NOT_FOUND" }
    retired { "USER_MOVED" => "2.0: use USER_NOT_FOUND" }
}

fn main() {}
// Mistakes: 3
