// Rules: locale-form, repeated-key

use error_catalog::catalog;

catalog! {
    #[registry(locales("ja", "en_US", "ja"))]
    pub struct Codes {}
}

fn main() {}
// Mistakes: 2
