// Lint: unknown-allow

// error-catalog: allow(unwrap-in-handler) why
pub fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}
