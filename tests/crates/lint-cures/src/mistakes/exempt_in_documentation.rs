// Lint: unknown-allow

/// error-catalog: allow(unwrap-in-handler) the number was checked
pub fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}
