// Rule: registry-duplicate

error_catalog::catalog! {
    pub struct Codes { ..billing::Codes, ..rival::Codes }
}

fn main() {}
