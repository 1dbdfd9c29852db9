// Rule: malformed

use error_catalog::catalog;

catalog! {
    pub struct Codes {}
    removed { "USER_LOCKED" => "2.0: use AUTH_ACCOUNT_LOCKED" }
}

fn main() {}
