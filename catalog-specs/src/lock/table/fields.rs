//! The fields of a variant.

use super::declare::changes;
use super::rule::Surface::{Operations, Rust, Wire};
use super::rule::Verdict::{Break, Risk, Safe};
use super::rule::{ChangeRule, Mirror};

changes! {
    "details" {
        DETAIL_ADDED = "detail-added" at "variant":
            "clients also receive the detail `{subject}`",
            on [Wire Safe, Rust Risk],
            why "clients ignore unknown members; code that builds the variant must supply it",
            after "RFC 9457 section 3.2; AIP-180; Zalando 108",
            mirror "detail-removed";
        DETAIL_REMOVED = "detail-removed" at "variant":
            "clients no longer receive the detail `{subject}`",
            on [Wire Break, Rust Risk],
            why "clients read it",
            after "AIP-193: keys must continue to be included; Smithy RemovedShape; buf FIELD_NO_DELETE; Zalando 107",
            undo "send it again: `#[detail(\"{subject}\")]`",
            mirror "detail-added";
        DETAIL_RENAMED = "detail-renamed" at "variant":
            "the detail `{old}` is now called `{new}`",
            on [Wire Break],
            why "clients read it by its name",
            after "AIP-180; buf FIELD_SAME_JSON_NAME",
            undo "keep the name on the wire: `#[detail(\"{old}\")]`; the field may have any name",
            mirror "detail-renamed";
        DETAIL_RETYPED = "detail-retyped" at "variant":
            "the JSON type of the detail `{subject}` changed: its type was `{old}` and is `{new}`",
            on [Wire Break, Rust Risk],
            why "clients read it by its type, and may receive values that they cannot read",
            after "AIP-180; Smithy ChangedMemberTarget; buf FIELD_SAME_TYPE; oasdiff response-property-type-changed",
            undo "give the field the type `{old}` again",
            better "send the new form as an additional detail",
            mirror none ("the opposite may be `detail-narrowed`");
        DETAIL_NARROWED = "detail-narrowed" at "variant":
            "the detail `{subject}` has fewer values: its type was `{old}` and is `{new}`",
            on [Wire Safe, Rust Risk],
            why "clients that read the old type can read each value of the new one",
            after "oasdiff response-property-type-specialized; AIP-180",
            mirror none ("the opposite is `detail-retyped`");
        DETAIL_TYPE_RENAMED = "detail-type-renamed" at "variant":
            "the type of the detail `{subject}` was `{old}` and is `{new}`, with the same JSON type",
            on [Wire Safe, Rust Risk],
            why "only code that builds the variant can tell",
            after "cargo-semver-checks; AIP-180",
            mirror "detail-type-renamed";
        DETAIL_NOT_COMPARED = "detail-not-compared" at "variant":
            "the type of the detail `{subject}` was `{old}` and is `{new}`: not compared, because the JSON type of at least one is not known",
            on [Wire Break, Rust Risk],
            why "the JSON types of aliases and of types of your own are not in the catalogue, so the wire may have changed",
            after "AIP-180; Smithy ChangedMemberTarget; buf FIELD_SAME_TYPE",
            undo "give the field the type `{old}` again",
            better "if both are the same in JSON, accept the change with that reason",
            mirror "detail-not-compared";
        DETAIL_OPTIONAL = "detail-optional" at "variant":
            "the detail `{subject}` may be absent now",
            on [Wire Break, Rust Risk],
            why "clients read it without checking that it is present",
            after "Smithy ChangedNullability; oasdiff response-property-became-optional; AIP-180",
            undo "remove `Option` from its type",
            mirror "detail-required";
        DETAIL_REQUIRED = "detail-required" at "variant":
            "the detail `{subject}` is always there now",
            on [Wire Safe, Rust Risk],
            why "clients that check for it always find it",
            after "Smithy ChangedNullability; oasdiff",
            mirror "detail-optional";
        DETAIL_FLATTEN_CHANGED = "detail-flatten-changed" at "variant":
            "the members of the detail `{subject}` moved: it was `{old}` and is `{new}`",
            on [Wire Break],
            why "clients find its members in another place",
            after "AIP-180; buf FIELD_SAME_JSON_NAME",
            undo "write `#[detail]` or `#[detail(flatten)]` as it was: `{old}`",
            mirror "detail-flatten-changed";
        DETAIL_DISPLAY_CHANGED = "detail-display-changed" at "variant":
            "the detail `{subject}` is sent as `{new}` instead of `{old}`",
            on [Wire Break],
            why "its JSON type changes between text and value",
            after "AIP-180; Smithy ChangedMemberTarget",
            undo "write `#[detail]` or `#[detail(display)]` as it was: `{old}`",
            mirror "detail-display-changed";
        DETAIL_FIELD_RENAMED = "detail-field-renamed" at "variant":
            "the field of the detail `{subject}` was `{old}` and is `{new}`",
            on [Wire Safe, Rust Risk],
            why "code that builds the variant names the field; the wire does not",
            after "cargo-semver-checks struct_pub_field_missing",
            mirror "detail-field-renamed";
        DETAIL_MADE_PUBLIC = "detail-made-public" at "variant":
            "clients receive the field `{old}`, which was hidden, as the detail `{subject}`",
            on [Wire Risk],
            why "it may hold internal data: review what it can contain, and record that with the reason",
            after "Smithy on removing `internal`",
            undo "remove `#[detail]` from the field",
            reason always,
            mirror "detail-made-internal";
        DETAIL_MADE_INTERNAL = "detail-made-internal" at "variant":
            "clients no longer receive the detail `{subject}`: its field is hidden",
            on [Wire Break],
            why "clients read it",
            after "AIP-193: keys must continue to be included",
            undo "send it again: `#[detail(\"{subject}\")]`",
            mirror "detail-made-public";
        SECRET_MADE_PUBLIC = "secret-made-public" at "variant":
            "clients receive the field `{old}`, which was secret, as the detail `{subject}`",
            on [Wire Break, Operations Break],
            why "secret data is sent to clients, and that cannot be undone",
            after "Smithy sensitive; CockroachDB redaction",
            undo "make it `#[secret]` again",
            mirror "detail-made-secret";
        SECRET_REPLACED = "secret-replaced" at "variant":
            "the secret field `{old}` is gone, and clients receive a new detail of its type, `{subject}`",
            on [Wire Break, Operations Break],
            why "if the detail has the secret, it is sent to clients, and that cannot be undone",
            after "Smithy sensitive; CockroachDB redaction",
            undo "make the field `#[secret]` again",
            better "if the detail has another value, accept the change with that reason",
            mirror none ("the opposite is `detail-removed` and `hidden-added`");
        DETAIL_MADE_SECRET = "detail-made-secret" at "variant":
            "clients no longer receive the detail `{subject}`: its field is secret",
            on [Wire Break],
            why "clients read it; if it should never have been sent, accept the change with that reason",
            after "AIP-193: keys must continue to be included; Smithy sensitive",
            undo "send it again: `#[detail(\"{subject}\")]`",
            mirror "secret-made-public";
        WAIT_FIELD_ADDED = "wait-field-added" at "variant":
            "the field `{subject}` now sets `Retry-After`",
            on [Wire Safe],
            why "clients ignore headers that they do not know",
            after "RFC 9110 Retry-After",
            mirror "wait-field-removed";
        WAIT_FIELD_REMOVED = "wait-field-removed" at "variant":
            "the field `{subject}` no longer sets `Retry-After`",
            on [Wire Risk],
            why "clients that honour the header now guess",
            after "Azure: clients rely on Retry-After",
            mirror "wait-field-added";
    }
    "hidden fields" {
        HIDDEN_ADDED = "hidden-added" at "variant":
            "the variant has one more hidden field, `{subject}`",
            on [Wire Safe, Rust Risk],
            why "code that builds the variant must supply it; clients never receive it",
            after "cargo-semver-checks enum_struct_variant_field_added",
            mirror "hidden-removed";
        HIDDEN_REMOVED = "hidden-removed" at "variant":
            "the hidden field `{subject}` was removed",
            on [Wire Safe, Rust Risk, Operations Risk],
            why "code that names it no longer compiles, and log queries may use it",
            after "cargo-semver-checks enum_struct_variant_field_missing",
            mirror "hidden-added";
        HIDDEN_RETYPED = "hidden-retyped" at "variant":
            "the type of the hidden field `{subject}` changed from `{old}` to `{new}`",
            on [Wire Safe, Rust Risk, Operations Risk],
            why "code that builds the variant supplies it, and log queries may read it",
            after "cargo-semver-checks; OpenTelemetry on attribute types",
            mirror "hidden-retyped";
        SECRET_LIFTED = "secret-lifted" at "variant":
            "the field `{subject}` is no longer secret",
            on [Operations Risk],
            why "it can reach logs: review what it can contain",
            after "Smithy sensitive; CockroachDB redaction",
            mirror "made-secret";
        MADE_SECRET = "made-secret" at "variant":
            "the field `{subject}` is secret now",
            on [Operations Safe],
            why "it is masked everywhere",
            after "Smithy sensitive",
            mirror "secret-lifted";
        DATA_CLASS_ADDED = "data-class-added" at "variant":
            "the value of the field `{subject}` has the data class `{new}`",
            on [Operations Safe],
            why "the log treats it as the rule of the class says, and no more openly than before",
            after "Smithy sensitive; data classes of oxidizer's data_privacy",
            mirror "data-class-removed";
        DATA_CLASS_REMOVED = "data-class-removed" at "variant":
            "the value of the field `{subject}` no longer has the data class `{old}`",
            on [Operations Risk],
            why "the log shows it unless it looks like a secret: review what it can contain",
            after "Smithy sensitive; CockroachDB redaction",
            undo "write `data_class = \"{old}\"` in the attribute of the field again",
            mirror "data-class-added";
        DATA_CLASS_CHANGED = "data-class-changed" at "variant":
            "the data class of the field `{subject}` changed from `{old}` to `{new}`",
            on [Operations Risk],
            why "another rule of the mask decides what the log shows of it",
            after "Smithy sensitive; CockroachDB redaction",
            mirror "data-class-changed";
        CONTEXT_ADDED = "context-added" at "variant":
            "the log record also has the field `{subject}`",
            on [Operations Safe],
            why "log queries ignore unknown fields",
            after "OpenTelemetry: attributes may be added",
            mirror "context-removed";
        CONTEXT_REMOVED = "context-removed" at "variant":
            "the log record no longer has the field `{subject}`",
            on [Operations Risk],
            why "log queries and dashboards may use it",
            after "OpenTelemetry: attributes may not be removed",
            mirror "context-added";
        CONTEXT_RENAMED = "context-renamed" at "variant":
            "the field `{subject}` was `{old}` in the log record and is `{new}`",
            on [Operations Risk],
            why "log queries and dashboards use its name",
            after "OpenTelemetry: attributes may not be renamed",
            mirror "context-renamed";
        CAUSE_CHANGED = "cause-changed" at "variant":
            "the field `{subject}` was `{old}` and is `{new}`",
            on [Rust Risk, Operations Risk],
            why "`source()`, `?` and the causes in the log follow it",
            after "cargo-semver-checks trait_impl rules",
            mirror "cause-changed";
        HIDDEN_DISPLAY_CHANGED = "hidden-display-changed" at "variant":
            "the field `{subject}` is logged as `{new}` instead of `{old}`",
            on [Operations Risk],
            why "log queries may read it as a value or as text",
            after "OpenTelemetry on attribute types",
            mirror "hidden-display-changed";
    }
}
