// Rule: repeated-key

use error_catalog::catalog;

catalog! {
    pub struct Codes {}
    retired {
        "USER_LOCKED" => "2.0: use AUTH_ACCOUNT_LOCKED",
        "USER_LOCKED" => "2.1: use AUTH_ACCOUNT_LOCKED",
    }
}

fn main() {}
