//! Codes that come and go, and the enums that have them.

use super::declare::changes;
use super::rule::Surface::{Operations, Rust, Text, Wire};
use super::rule::Verdict::{Break, Risk, Safe};
use super::rule::{ChangeRule, Mirror};

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
        RETIRED_ADDED = "retired-added" at "code":
            "a code that was never in the lock is retired: `{new}`",
            on [Wire Safe],
            why "it only reserves the code",
            after "buf reserved names",
            mirror "retired-removed";
        RETIRED_REMOVED = "retired-removed" at "code":
            "the entry in `retired` was removed: `{old}`",
            on [Wire Break],
            why "without it the code can be used again with another meaning",
            after "buf RESERVED_ENUM_NO_DELETE; MySQL and rustc never remove an entry",
            undo "restore it, in `catalog!`: `retired { \"{code}\" => \"{old}\" }`",
            accepted never,
            mirror "retired-added";
        RETIRED_REWORDED = "retired-reworded" at "code":
            "the reason of the retired code changed from `{old}` to `{new}`",
            on [Text Safe],
            why "the code stays retired",
            after "AIP-193 on messages",
            mirror "retired-reworded";
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
            "the code has one more entry, under another `cfg`",
            on [Wire Risk, Rust Risk],
            why "builds may send different responses",
            after "our own: entries may depend on `cfg`",
            mirror "alternative-removed";
        ALTERNATIVE_REMOVED = "alternative-removed" at "code":
            "the code has one entry less, under another `cfg`",
            on [Wire Break, Rust Break],
            why "builds with the condition of that entry no longer have the code, or send another response",
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
        CODELESS_ADDED = "codeless-added" at "registry":
            "the variant `{subject}` has no code but sends those of others: `{new}`",
            on [Wire Safe, Rust Risk],
            why "it is new, or the lock did not have such variants yet; a `match` over the enum that has no `_` arm no longer compiles if it is new",
            after "cargo-semver-checks enum_variant_added",
            mirror "codeless-removed";
        CODELESS_REMOVED = "codeless-removed" at "registry":
            "the variant `{subject}`, which has no code, is gone: it was `{old}`",
            on [Wire Risk, Rust Break],
            why "code that names the variant no longer compiles, and its condition sends another code now",
            after "cargo-semver-checks enum_variant_missing; Azure: the same conditions must give the same code",
            undo "declare the variant again, as `{old}`",
            mirror "codeless-added";
        CODELESS_CHANGED = "codeless-changed" at "registry":
            "the variant `{subject}` was `{old}` and is `{new}`",
            on [Wire Break],
            why "clients receive other codes under the same condition",
            after "Azure: the same conditions must give the same code; AIP-193",
            undo "declare the variant as `{old}` again",
            mirror "codeless-changed";
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
}
