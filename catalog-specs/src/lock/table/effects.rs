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
    "operations" {
        METRIC_ADDED = "metric-added" at "metrics":
            "the metric `{subject}` is new: `{new}`",
            on [Operations Safe],
            why "nothing queries it yet",
            after "OpenTelemetry: metrics may be added",
            mirror "metric-removed";
        METRIC_REMOVED = "metric-removed" at "metrics":
            "the metric `{subject}`, `{old}`, is no longer counted",
            on [Operations Break],
            why "alerts and dashboards that query it find nothing, and an alert that finds nothing is silent",
            after "OpenTelemetry on telemetry stability; Prometheus on absent series",
            undo "keep the version of error-catalog that has it until nothing queries it",
            mirror "metric-added";
        METRIC_RENAMED = "metric-renamed" at "metrics":
            "the metric `{subject}` was `{old}` and is `{new}`",
            on [Operations Break],
            why "alerts and dashboards that query the old name find nothing, and an alert that finds nothing is silent",
            after "OpenTelemetry: metrics may not be renamed; Prometheus on absent series",
            undo "write `{subject} = \"{old}\"` under `[operations.metrics]` in `error-catalog.toml`",
            better "record the new name from the old one with a rule of Prometheus, and rename the metric when nothing queries the old one",
            mirror "metric-renamed";
        METRIC_LABELS_CHANGED = "metric-labels-changed" at "metrics":
            "the labels of the metric `{subject}` were `{old}` and are `{new}`",
            on [Operations Break],
            why "queries select, join and group by labels: they find nothing, or other series than before",
            after "OpenTelemetry: attributes of a metric may not be changed; Prometheus on vector matching",
            undo "keep the version of error-catalog with the old labels until no query has them",
            mirror "metric-labels-changed";
        METRIC_KIND_CHANGED = "metric-kind-changed" at "metrics":
            "the metric `{subject}` was a `{old}` and is a `{new}`",
            on [Operations Break],
            why "`rate()` of a gauge and the value of a counter have no meaning",
            after "OpenTelemetry: the instrument of a metric may not be changed",
            undo "keep the version of error-catalog with the old kind until no query relies on it",
            mirror "metric-kind-changed";
        RECORD_FIELD_ADDED = "record-field-added" at "log_record":
            "log records also have the field `{subject}`",
            on [Operations Safe],
            why "log queries ignore unknown fields",
            after "OpenTelemetry: attributes may be added",
            mirror "record-field-removed";
        RECORD_FIELD_REMOVED = "record-field-removed" at "log_record":
            "log records no longer have the field `{subject}`",
            on [Operations Break],
            why "log queries and alerts that read it find nothing",
            after "OpenTelemetry: attributes may not be removed",
            undo "keep the version of error-catalog that has it until nothing queries it",
            mirror "record-field-added";
        RECORD_FIELD_RETYPED = "record-field-retyped" at "log_record":
            "the field `{subject}` of log records was `{old}` and is `{new}`",
            on [Operations Break],
            why "an index of logs refuses a field of another type, and queries compare it with the old values",
            after "OpenTelemetry on attribute types; mappings of Elasticsearch",
            undo "keep the version of error-catalog with the old field until indices and queries are ready for the new one",
            mirror "record-field-retyped";
        RECORD_FIELD_WIDENED = "record-field-widened" at "log_record":
            "the field `{subject}` of log records has more values: it was `{old}` and is `{new}`",
            on [Operations Risk],
            why "routes and queries that list the values do not have the new ones",
            after "oasdiff response-property-enum-value-added",
            mirror none ("without the value it is `record-field-retyped`");
        RECORD_FIELD_OPTIONAL = "record-field-optional" at "log_record":
            "the field `{subject}` may be absent from log records now",
            on [Operations Break],
            why "queries that group by it lose records",
            after "oasdiff response-property-became-optional",
            undo "keep the version of error-catalog that always has it until no query needs it",
            mirror "record-field-required";
        RECORD_FIELD_REQUIRED = "record-field-required" at "log_record":
            "every log record has the field `{subject}` now",
            on [Operations Safe],
            why "queries that expect its absence are still answered",
            after "oasdiff",
            mirror "record-field-optional";
        OPERATIONS_RECORDED = "operations-recorded" at "metrics":
            "the lock has no line `registry {subject}` yet, and takes over those of today",
            on [Operations Risk],
            why "what changed since that lock was written was not compared",
            after "our own: locks had no metrics and no fields of log records before",
            mirror none ("a lock never loses them: each is `metric-removed` or `record-field-removed`");
    }
}
