//! The rules that belong to no key, or to a key with several rules. A key with one rule declares it in the table of keys.

use super::Surface::{Operations, Rust, Text, Wire};
use super::Verdict::{Break, Risk, Safe};
use super::{ChangeRule, Mirror};
use crate::keys::Key;

/// Declares the rules, family by family.
macro_rules! changes {
    ($( $family:literal { $(
        $NAME:ident = $id:literal at $key:literal:
            $what:literal,
            on [ $( $surface:ident $verdict:ident ),+ ],
            why $why:literal,
            after $reference:literal,
            $( undo $undo:literal, )?
            $( better $better:literal, )?
            $( accepted $never:ident, )?
            $( reason $always:ident, )?
            mirror $mirror:tt $( ($reason:literal) )?;
    )* } )+) => {
        $($(
            #[doc = concat!("`", $id, "`: ", $why, ".")]
            pub static $NAME: ChangeRule = ChangeRule {
                id: $id,
                family: $family,
                what: $what,
                verdicts: &[$( ($surface, $verdict), )+],
                why: $why,
                reference: $reference,
                key: $key,
                undo: changes!(@text $($undo)?),
                better: changes!(@text $($better)?),
                acceptable: changes!(@acceptable $($never)?),
                reviewed: changes!(@reviewed $($always)?),
                mirror: changes!(@mirror $mirror $(($reason))?),
            };
        )*)+

        /// The families with their rules.
        pub(super) static FAMILIES: &[(&str, &[&ChangeRule])] = &[$( ($family, &[$( &$NAME, )*]), )+];
    };
    (@text) => { "" };
    (@text $text:literal) => { $text };
    (@acceptable) => { true };
    (@acceptable never) => { false };
    (@reviewed) => { false };
    (@reviewed always) => { true };
    (@mirror none ($reason:literal)) => { Mirror::Nothing($reason) };
    (@mirror $id:literal) => { Mirror::Rule($id) };
}

/// Declares the rule of each key that has one.
macro_rules! declare_rules {
    ($( $section:ident $List:ident { $(
        $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? {
            about: $about:literal,
            scope: $scope:ident,
            label: $label:literal,
            audience: $audience:ident,
            $( derived_from: $derived_from:literal, )?
            $( default: $default:literal, )?
            example: $example:literal,
            spec: $spec:expr,
            $( promise: $id:literal in $family:literal {
                what: $what:literal,
                on: [ $( $surface:ident $verdict:ident ),+ ],
                why: $why:literal,
                after: $reference:literal,
                $( undo: $undo:literal, )?
                $( better: $better:literal, )?
            } )?
        }
    )+ } )+) => {
        /// The rules of keys with one rule for every change of the value.
        pub(super) static KEY_RULES: &[(Key, ChangeRule)] = &[$($($( (Key::$Key, ChangeRule {
            id: $id,
            family: $family,
            what: $what,
            verdicts: &[$( ($surface, $verdict), )+],
            why: $why,
            reference: $reference,
            key: $name,
            undo: concat!($( $undo )?),
            better: concat!($( $better )?),
            acceptable: true,
            reviewed: false,
            mirror: Mirror::Rule($id),
        }), )?)+)+];
    };
}
crate::with_keys!(declare_rules);

changes! {
    "codes" {
        CODE_ADDED = "code-added" at "code":
            "the code is new",
            on [Wire Risk, Rust Risk, Operations Safe],
            why "a client may get a code that it does not know, and a `match` over the enum that has no `_` arm no longer compiles",
            after "AIP-180 on adding enum values; oasdiff response-property-enum-value-added; cargo-semver-checks enum_variant_added",
            better "where the condition had another code until now, add `public_as = \"THAT_CODE\"` so that clients keep getting it",
            mirror "code-removed";
        CODE_REMOVED = "code-removed" at "code":
            "the code was removed without an entry in `retired`",
            on [Wire Break, Rust Break, Operations Risk],
            why "clients and alerts match a code that is no longer sent, and nothing prevents its reuse with another meaning",
            after "AIP-180; buf ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED; cargo-semver-checks enum_variant_missing",
            undo "declare `{code}` again",
            better "deprecate it first; after a release retire it, in `catalog!`: `retired { \"{code}\" => \"2.0: use ...\" }`",
            mirror "code-added";
        CODE_ADDED_NON_EXHAUSTIVE = "code-added-non-exhaustive" at "code":
            "the code is new, in an enum that is `#[non_exhaustive]`",
            on [Wire Risk, Rust Safe, Operations Safe],
            why "a client may get a code that it does not know; every `match` over the enum has a `_` arm",
            after "AIP-180 on adding enum values; cargo-semver-checks enum_variant_added",
            better "where the condition had another code until now, add `public_as = \"THAT_CODE\"` so that clients keep getting it",
            mirror none ("removing it again is `code-removed`");
        CODE_RETIRED = "code-retired" at "code":
            "the code, which was deprecated, is retired: `{new}`",
            on [Wire Risk, Rust Risk, Operations Risk],
            why "callers were warned, and the entry in `retired` prevents its reuse",
            after "AIP-180 on deprecation; buf reserved names; ruff on removed rules",
            undo "declare `{code}` again, with `deprecated(...)`, and remove it from `retired { ... }`",
            mirror "retired-code-reused";
        CODE_RETIRED_EARLY = "code-retired-early" at "code":
            "the code is retired, and no lock had it as deprecated: `{new}`",
            on [Wire Break, Rust Break, Operations Risk],
            why "clients match a code that is no longer sent, and nothing warned them",
            after "AIP-180 on deprecation; oasdiff api-removed-without-deprecation; ruff on removed rules",
            undo "declare `{code}` again, with `deprecated(since = \"...\")`, and remove it from `retired { ... }`",
            better "retire it when the lock has it as deprecated, and a release warned its callers",
            mirror none ("the opposite is `retired-code-reused`");
        RETIRED_CODE_REUSED = "retired-code-reused" at "code":
            "the code was retired (`{old}`) and is in use again",
            on [Wire Break],
            why "old clients, logs and pages use the code with its old meaning",
            after "AIP-193: one pair of reason and domain is one error; buf RESERVED_ENUM_NO_DELETE; the error codes of rustc",
            undo "choose a code that was never used",
            accepted never,
            mirror "code-retired";
        TOMBSTONE_ADDED = "tombstone-added" at "code":
            "a code that was never in the lock is retired: `{new}`",
            on [Wire Safe],
            why "it only reserves the code",
            after "buf reserved names",
            mirror "tombstone-removed";
        TOMBSTONE_REMOVED = "tombstone-removed" at "code":
            "the entry in `retired` was removed: `{old}`",
            on [Wire Break],
            why "without it the code can be used again with another meaning",
            after "buf RESERVED_ENUM_NO_DELETE; MySQL and rustc never remove an entry",
            undo "restore it, in `catalog!`: `retired { \"{code}\" => \"{old}\" }`",
            accepted never,
            mirror "tombstone-added";
        TOMBSTONE_REWORDED = "tombstone-reworded" at "code":
            "the reason of the retired code changed from `{old}` to `{new}`",
            on [Text Safe],
            why "the code stays retired",
            after "AIP-193 on messages",
            mirror "tombstone-reworded";
        CODE_RENAMED = "code-renamed" at "formerly":
            "the code was renamed from `{old}`, which is in `formerly` and was never deprecated",
            on [Wire Break, Rust Break, Operations Risk],
            why "a code identifies an error: `formerly` helps lookups, but clients that compare the old code no longer get it",
            after "AIP-180: a rename is a removal and an addition; RFC 9457 on `type`; Smithy on renaming errors; buf ENUM_VALUE_SAME_NAME",
            undo "write `code = \"{old}\"` again; the variant may have any name",
            better "keep `{old}` with `deprecated(since = \"...\", replaced_by(\"{code}\"))` beside `{code}`, and rename it after a release",
            mirror none ("the opposite is again a rename, with or without `formerly`");
        CODE_RENAMED_AFTER_DEPRECATION = "code-renamed-after-deprecation" at "formerly":
            "the code was renamed from `{old}`, which was deprecated and is in `formerly`",
            on [Wire Risk, Rust Risk, Operations Risk],
            why "callers were warned, and lookups of the old code find the new one",
            after "AIP-180 on deprecation; RFC 9457 on `type`",
            undo "write `code = \"{old}\"` again",
            mirror none ("the opposite is again a rename, with or without `formerly`");
        CODE_MERGED = "code-merged" at "code":
            "the code was never deprecated and is now one of the former codes of `{new}`",
            on [Wire Break, Rust Break, Operations Risk],
            why "clients that compare the old code no longer get it, and nothing warned them",
            after "AIP-193; Azure: the same conditions must give the same code",
            undo "declare `{code}` again and remove it from `formerly(...)`",
            better "keep the variant with `deprecated(since = \"...\", replaced_by(\"{new}\"))`, and merge it after a release",
            mirror "former-code-reused";
        CODE_MERGED_AFTER_DEPRECATION = "code-merged-after-deprecation" at "code":
            "the code, which was deprecated, is now one of the former codes of `{new}`",
            on [Wire Risk, Rust Risk, Operations Risk],
            why "callers were warned, and lookups of the old code find the other one",
            after "AIP-180 on deprecation; Azure: the same conditions must give the same code",
            undo "declare `{code}` again and remove it from `formerly(...)`",
            mirror none ("the opposite is `former-code-reused`");
        FORMER_CODE_REUSED = "former-code-reused" at "code":
            "the code was a former code of `{old}` and is now a separate code",
            on [Wire Break],
            why "lookups found `{old}` and now find another error",
            after "AIP-193: one pair of reason and domain is one error; buf RESERVED_ENUM_NO_DELETE",
            undo "choose a code that was never used",
            mirror "code-merged";
        CODE_SPLIT = "code-split" at "public_as":
            "the code is new, and clients still receive `{new}`",
            on [Wire Safe, Rust Risk, Operations Risk],
            why "responses stay the same; logs distinguish the two codes, and counts of the old code drop",
            after "Azure: new codes only where the same condition gave no other; Microsoft Graph innererror",
            mirror none ("removing it again is `code-removed`, since logs and constants have it");
        CODE_SPLIT_NON_EXHAUSTIVE = "code-split-non-exhaustive" at "public_as":
            "the code is new, in an enum that is `#[non_exhaustive]`, and clients still receive `{new}`",
            on [Wire Safe, Rust Safe, Operations Risk],
            why "responses stay the same, and every `match` over the enum has a `_` arm; counts of the old code drop",
            after "Microsoft Graph innererror; cargo-semver-checks enum_variant_added",
            mirror none ("removing it again is `code-removed`, since logs and constants have it");
        ALTERNATIVE_ADDED = "alternative-added" at "code":
            "the code has one more row, under another `cfg`",
            on [Wire Risk, Rust Risk],
            why "builds may send different responses",
            after "our own: rows may depend on `cfg`",
            mirror "alternative-removed";
        ALTERNATIVE_REMOVED = "alternative-removed" at "code":
            "the code has one row less, under another `cfg`",
            on [Wire Break, Rust Break],
            why "builds with the condition of that row no longer have the code, or send another response",
            after "cargo-semver-checks feature rules",
            undo "declare the row again, under its `cfg`",
            mirror "alternative-added";
    }
    "source" {
        ENUM_MOVED = "enum-moved" at "variant":
            "the enum was `{old}` and is `{new}`",
            on [Wire Safe, Rust Break],
            why "code that names the old path no longer compiles; bodies do not contain it",
            after "cargo-semver-checks enum_missing",
            undo "add a re-export at the old path: `pub use {new};`",
            mirror "enum-moved";
        VARIANT_RENAMED = "variant-renamed" at "variant":
            "the variant was `{old}` and is `{new}`; the code stays",
            on [Wire Safe, Rust Break],
            why "code that names the old variant no longer compiles; the code on the wire does not depend on it",
            after "cargo-semver-checks enum_variant_missing",
            undo "rename the variant to `{old}`",
            mirror "variant-renamed";
        DOMAIN_CHANGED = "domain-changed" at "variant":
            "the domain changed from `{old}` to `{new}`",
            on [Wire Break, Rust Risk, Operations Risk],
            why "without a `service` it is the `domain` of ErrorInfo, which identifies the error; constants, metrics and alert routes are named after it",
            after "AIP-193: the same pair of reason and domain; OpenTelemetry on attribute values",
            undo "write `domain = \"{old}\"` again",
            mirror "domain-changed";
        NON_EXHAUSTIVE_ADDED = "non-exhaustive-added" at "variant":
            "the enum is `#[non_exhaustive]` now",
            on [Wire Safe, Rust Break],
            why "a `match` in another crate that lists every variant no longer compiles",
            after "cargo-semver-checks enum_marked_non_exhaustive; buf ENUM_SAME_TYPE on open enums",
            undo "remove `#[non_exhaustive]`",
            mirror "non-exhaustive-removed";
        NON_EXHAUSTIVE_REMOVED = "non-exhaustive-removed" at "variant":
            "the enum is no longer `#[non_exhaustive]`",
            on [Wire Safe, Rust Safe],
            why "every `match` still compiles; from now on a new code is a risk to callers",
            after "cargo-semver-checks enum_marked_non_exhaustive",
            mirror "non-exhaustive-added";
        CFG_ADDED = "cfg-added" at "variant":
            "it is only compiled with `{subject}`",
            on [Wire Break, Rust Break],
            why "builds without it lose the code, which is a removal",
            after "cargo-semver-checks feature rules",
            undo "remove the condition `{subject}`",
            mirror "cfg-removed";
        CFG_REMOVED = "cfg-removed" at "variant":
            "it no longer needs `{subject}` to be compiled",
            on [Wire Safe, Rust Safe],
            why "more builds have the code",
            after "cargo-semver-checks feature rules",
            mirror "cfg-added";
    }
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
    }
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
    "names on the wire" {
        PUBLIC_AS_ADDED = "public-as-added" at "public_as":
            "clients receive `{new}` instead of this code",
            on [Wire Break],
            why "the same condition sends another code, and no details",
            after "Azure: the same conditions must give the same code; AIP-193",
            undo "remove `public_as`",
            mirror "public-as-removed";
        PUBLIC_AS_REMOVED = "public-as-removed" at "public_as":
            "clients receive this code instead of `{old}`",
            on [Wire Break],
            why "the same condition sends another code, and internal details are sent",
            after "Azure: the same conditions must give the same code; Smithy on removing `internal`",
            undo "write `public_as = \"{old}\"` again",
            mirror "public-as-added";
        PUBLIC_AS_CHANGED = "public-as-changed" at "public_as":
            "clients receive `{new}` instead of `{old}`",
            on [Wire Break],
            why "the same condition sends another code",
            after "Azure: the same conditions must give the same code; Microsoft Graph on outer codes",
            undo "write `public_as = \"{old}\"` again",
            mirror "public-as-changed";
        TYPE_CHANGED = "type-changed" at "doc_url":
            "the `type` of its bodies was `{old}` and is `{new}`",
            on [Wire Break],
            why "it identifies the problem: clients compare it",
            after "RFC 9457 section 3.1.1: another `type` is another problem",
            undo "write `doc_url`, `docs` and `problem_type` as they were",
            better "keep the `type` apart from the page with `problem_type = \"...\"` in `#[registry(...)]`",
            mirror "type-changed";
        FORMERLY_ADDED = "formerly-added" at "formerly":
            "lookups of `{subject}` find this code",
            on [Wire Safe],
            why "one more old code is understood",
            after "AIP-180: additions are compatible",
            mirror "formerly-removed";
        FORMERLY_REMOVED = "formerly-removed" at "formerly":
            "lookups of `{subject}` no longer find this code",
            on [Wire Break],
            why "an old code from a log, a page or an older server is no longer found",
            after "buf RESERVED_ENUM_NO_DELETE; RFC 9457 on `type`",
            undo "write `formerly(\"{subject}\")` again",
            mirror "formerly-added";
        ALLOW_ADDED = "allow-added" at "allow":
            "the code is now exempt from the rule `{subject}`",
            on [Wire Risk, Text Risk],
            why "what the rule prevents can now reach clients and readers",
            after "our own; exemptions are listed by rustc's tidy and by ruff",
            mirror "allow-removed";
        ALLOW_REMOVED = "allow-removed" at "allow":
            "the code is no longer exempt from the rule `{subject}`",
            on [Wire Safe, Text Safe],
            why "the rule applies again",
            after "our own",
            mirror "allow-added";
    }
    "texts" {
        MESSAGE_REWORDED = "message-reworded" at "message":
            "the message{locale} was `{old}` and is `{new}`",
            on [Text Safe],
            why "messages are for people; clients use the code and the details",
            after "AIP-193: the message may change where a code is sent; RFC 9457 on `title`",
            mirror "message-reworded";
        PLACEHOLDERS_CHANGED = "placeholders-changed" at "message":
            "the placeholders of the message{locale} changed: it was `{old}` and is `{new}`",
            on [Text Risk],
            why "clients that render or translate the text need the same placeholders",
            after "AIP-193: dynamic parts are also metadata; MySQL message signatures",
            mirror "placeholders-changed";
        LOCALE_ADDED = "locale-added" at "message":
            "a message{locale} was added",
            on [Text Safe],
            why "more users read it in their own language",
            after "RFC 9110 content negotiation",
            mirror "locale-removed";
        LOCALE_REMOVED = "locale-removed" at "message":
            "the message{locale} was removed",
            on [Text Risk],
            why "users of that language get the default one",
            after "MySQL falls back to English; RFC 9110 content negotiation",
            undo "restore the text: `{old}`",
            mirror "locale-added";
        MESSAGE_DEFAULT_CHANGED = "message-default-changed" at "message":
            "the default locale changed from `{old}` to `{new}`",
            on [Text Risk],
            why "clients that request no language get another one",
            after "RFC 9110 content negotiation",
            mirror "message-default-changed";
    }
    "deprecation" {
        DEPRECATED_ADDED = "deprecated-added" at "deprecated":
            "it is deprecated since `{new}`",
            on [Wire Safe, Rust Safe, Text Safe],
            why "it still works, and callers are warned in time",
            after "cargo-semver-checks enum_variant_marked_deprecated; AIP-180",
            mirror "deprecated-removed";
        DEPRECATED_REMOVED = "deprecated-removed" at "deprecated":
            "it is no longer deprecated (since `{old}`)",
            on [Wire Safe, Rust Safe, Text Safe],
            why "callers that stopped using it are not affected",
            after "AIP-180",
            mirror "deprecated-added";
        DEPRECATED_CHANGED = "deprecated-changed" at "deprecated":
            "it is deprecated since `{new}` instead of `{old}`",
            on [Text Safe],
            why "only the documentation changes",
            after "AIP-180",
            mirror "deprecated-changed";
        UNTIL_EARLIER = "until-earlier" at "deprecated":
            "its removal was moved forward, from `{old}` to `{new}`",
            on [Wire Risk, Rust Risk],
            why "callers have less time to migrate",
            after "oasdiff api-sunset-date-changed-too-small",
            mirror "until-later";
        UNTIL_LATER = "until-later" at "deprecated":
            "its removal was postponed, from `{old}` to `{new}`",
            on [Wire Safe, Rust Safe],
            why "callers have more time to migrate",
            after "oasdiff sunset rules",
            mirror "until-earlier";
        REPLACEMENT_ADDED = "replacement-added" at "deprecated":
            "`{subject}` is a new replacement",
            on [Text Safe],
            why "one more alternative is documented",
            after "ESLint replacedBy",
            mirror "replacement-removed";
        REPLACEMENT_REMOVED = "replacement-removed" at "deprecated":
            "`{subject}` is no longer a replacement",
            on [Text Risk],
            why "callers that moved to it may have to move again",
            after "ESLint replacedBy",
            mirror "replacement-added";
    }
    "the registry" {
        REGISTRY_RENAMED = "registry-renamed" at "registry":
            "the registry was `{old}` and is `{new}`",
            on [Wire Safe, Rust Break],
            why "code that names it no longer compiles",
            after "cargo-semver-checks struct_missing",
            undo "name it `{old}` again, or add `pub type {old} = {new};`",
            mirror "registry-renamed";
        REGISTRY_NAMED = "registry-named" at "registry":
            "the codes belong to the registry `{new}`",
            on [Rust Safe],
            why "nothing named a registry before",
            after "our own",
            mirror "registry-unnamed";
        REGISTRY_UNNAMED = "registry-unnamed" at "registry":
            "the codes no longer belong to the registry `{old}`",
            on [Rust Break],
            why "code that names it no longer compiles",
            after "cargo-semver-checks struct_missing",
            undo "restore `catalog! { pub struct {old} { ... } }`",
            mirror "registry-named";
        DEFAULT_LOCALE_CHANGED = "default-locale-changed" at "locales":
            "the default locale of the service was `{old}` and is `{new}`",
            on [Text Risk],
            why "clients that request no language get another one",
            after "RFC 9110 content negotiation",
            mirror "default-locale-changed";
        SERVICE_LOCALE_ADDED = "service-locale-added" at "locales":
            "the service now supports `{subject}`",
            on [Text Safe],
            why "more users read it in their own language",
            after "RFC 9110 content negotiation",
            mirror "service-locale-removed";
        SERVICE_LOCALE_REMOVED = "service-locale-removed" at "locales":
            "the service no longer supports `{subject}`",
            on [Text Risk],
            why "users of that language get the default one",
            after "MySQL falls back to English; RFC 9110 content negotiation",
            mirror "service-locale-added";
    }
}
