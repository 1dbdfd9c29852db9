//! Nothing of a cause reaches a client, and a secret reaches neither client nor log.

use edge_tonic::client::{all, call};
use edge_tonic::recorded::everything;
use edge_tonic::server::address;
use edge_tonic::shop::SECRET;

/// Pieces of the marker, of the context and of what frameworks say by themselves.
const HIDDEN: [&str; 8] =
    ["SELECT", "hunter2", "private.key", "10.0.0.7", "panicked", "No such file", "decode", "FRAUD"];

const WHATS: [&str; 15] = [
    "cart-empty",
    "sold",
    "stock-down",
    "fraud",
    "invalid",
    "unexpected",
    "panic",
    "panic-later",
    "internal",
    "unknown",
    "from-error",
    "not-found",
    "with-metadata",
    "panic-in-stream",
    "tea",
];

#[test]
fn hidden_fields_are_in_no_status() {
    for what in WHATS {
        for path in ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy", "/nested.Shop/Watch"]
        {
            for language in ["en", "ja", "hunter"] {
                let ended = call(address(), path, what, 0, &[("accept-language", language)]);
                let sent = format!("{} {:?}", all(&ended.status), ended.receipts);
                for hidden in HIDDEN.iter().chain([&SECRET]) {
                    assert!(!sent.contains(hidden), "{path} {what} says `{hidden}`: {sent}");
                }
            }
        }
    }
    let told = everything();
    assert!(!told.contains(SECRET), "a secret is in the log");
    assert!(
        told.contains("hunter2") && told.contains("SHOP_FRAUD_SUSPECTED"),
        "the log has the rest"
    );
}
