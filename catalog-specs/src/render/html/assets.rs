//! The style and the script of every page, with their digests for the content security policy.

/// The style.
pub(super) const STYLE: &str = include_str!("style.css");

/// The script: the search and the filters.
pub(super) const SCRIPT: &str = include_str!("site.js");

/// The digest of the style for the content security policy. A test compares it with the file: computing it
/// in a build script would take longer than rendering a page.
pub(super) const STYLE_DIGEST: &str = "sha256-gwVgxcF12C4eaiComsVnoVOyv0R//xd+/ZOnfXsB6VA=";

/// The digest of the script.
pub(super) const SCRIPT_DIGEST: &str = "sha256-TcktqabdPZac36ATanQMCqsOl5T+LgWI2kIgxvABmuE=";

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_digests_are_those_of_the_files() {
        for (text, digest) in [(STYLE, STYLE_DIGEST), (SCRIPT, SCRIPT_DIGEST)] {
            assert_eq!(digest, format!("sha256-{}", STANDARD.encode(Sha256::digest(text))));
        }
    }
}
