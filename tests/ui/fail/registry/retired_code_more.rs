// Rule: retired-code

use error_catalog::catalog;

catalog! {
    pub struct Codes {}
    retired {
        "" => "2.0: use AUTH_ACCOUNT_LOCKED",
        "USER LOCKED" => "2.0: use AUTH_ACCOUNT_LOCKED",
        "E1042" => "1.0: never sent again",
    }
}

fn main() {}
// Mistakes: 2
