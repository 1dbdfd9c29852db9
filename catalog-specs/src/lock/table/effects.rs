//! What a code makes clients and operators do: status, retry, metrics and log records.

use super::declare::changes;
use super::rule::Surface::{Operations, Wire};
use super::rule::Verdict::{Break, Risk, Safe};
use super::rule::{ChangeRule, Mirror};

changes! {
    "status and kind" {
        STATUS_CHANGED = "status-changed" at "status":
            "the status changed from `{old}` to `{new}`",
            on [Wire Break],
            why "clients, proxies and caches act on the status, also within 4xx or 5xx",
            after "Smithy httpError; AIP-180 on semantic changes; oasdiff lets it pass",
            undo "write `status = {old}` again",
            better "for a new condition add a new code with the status `{new}`",
            mirror "status-changed";
        STATUS_CLASS_CHANGED = "status-class-changed" at "status":
            "the status changed from `{old}` to `{new}`, between client and server errors",
            on [Wire Break, Operations Risk],
            why "4xx or 5xx decides whether clients retry and whether alerts fire",
            after "Smithy httpError and error; AIP-180",
            undo "write `status = {old}` again",
            better "for a new condition add a new code with the status `{new}`",
            mirror "status-class-changed";
    }
    "retry" {
        RETRY_LOST = "retry-lost" at "retry":
            "it was retryable (`{old}`) and no longer is",
            on [Wire Break],
            why "clients that relied on retries now fail",
            after "Smithy retryable; AIP-194",
            undo "write `retry` as it was: `{old}`",
            mirror "retry-gained";
        RETRY_GAINED = "retry-gained" at "retry":
            "it was not retryable and now is (`{new}`)",
            on [Wire Risk],
            why "clients may repeat requests that already took effect",
            after "AIP-194; Smithy retryable",
            mirror "retry-lost";
        RETRY_CHANGED = "retry-changed" at "retry":
            "the retry changed from `{old}` to `{new}`",
            on [Wire Risk],
            why "load and waiting times of clients change",
            after "AIP-194",
            mirror "retry-changed";
        RETRY_AFTER_ADDED = "retry-after-added" at "retry_after":
            "responses now have `Retry-After`: `{new}`",
            on [Wire Safe],
            why "clients ignore headers that they do not know",
            after "RFC 9110 Retry-After",
            mirror "retry-after-removed";
        RETRY_AFTER_REMOVED = "retry-after-removed" at "retry_after":
            "responses no longer have `Retry-After`, which was `{old}`",
            on [Wire Risk],
            why "clients that honour it now guess, and often wait too briefly",
            after "Azure: clients rely on Retry-After; oasdiff response header rules",
            mirror "retry-after-added";
        RETRY_AFTER_CHANGED = "retry-after-changed" at "retry_after":
            "`Retry-After` changed from `{old}` to `{new}`",
            on [Wire Safe],
            why "clients read the value from each response",
            after "RFC 9110 Retry-After",
            mirror "retry-after-changed";
    }
    "operations" {}
}
