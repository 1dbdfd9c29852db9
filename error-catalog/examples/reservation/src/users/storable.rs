//! Texts that the database can keep.

use garde::rules::AsStr;
use garde::rules::pattern::Matcher;

/// Every text without NUL, which `PostgreSQL` refuses in a text, also in one that is only looked for.
pub struct Storable;

impl AsStr for Storable {
    fn as_str(&self) -> &'static str {
        r"^[^\0]*$"
    }
}

impl Matcher for Storable {
    fn is_match(&self, text: &str) -> bool {
        !text.contains('\0')
    }
}
