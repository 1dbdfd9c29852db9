// Rule: malformed

use error_catalog::catalog;

catalog! {
    Codes { UserError }
}

fn main() {}
