//! The sets of the registry: what an endpoint can answer.

use super::declare::changes;
use super::rule::Surface::{Rust, Wire};
use super::rule::Verdict::{Risk, Safe};
use super::rule::{ChangeRule, Mirror};

changes! {
    "sets" {
        SET_ADDED = "set-added" at "registry":
            "the set `{subject}` is new",
            on [Wire Safe, Rust Safe],
            why "its endpoints are not in the lock yet, and send codes that clients of the service know",
            after "our own",
            mirror "set-removed";
        SET_REMOVED = "set-removed" at "registry":
            "the set `{subject}` was removed",
            on [Wire Risk, Rust Risk],
            why "the types that clients generate for it are gone, and nothing says which codes its endpoints send now",
            after "cargo-semver-checks struct_missing; AIP-180 on removing components",
            undo "declare `{subject}` again, or name it again in `sets { ... }`",
            mirror "set-added";
        SET_CODE_ADDED = "set-code-added" at "code":
            "the endpoints of the set `{subject}` can send the code now",
            on [Wire Risk],
            why "a client that handles each code of the set gets one that it has no case for; generated clients keep a case for unknown codes",
            after "AIP-180 on adding enum values; oasdiff response-property-enum-value-added; Zalando: an output enum is not extended",
            better "where the condition had another code of the set until now, add `public_as = \"THAT_CODE\"` so that clients keep getting it",
            mirror "set-code-removed";
        SET_CODE_REMOVED = "set-code-removed" at "code":
            "the endpoints of the set `{subject}` no longer send the code",
            on [Wire Safe],
            why "clients that handle it have a case that is not reached",
            after "oasdiff response-property-enum-value-removed",
            mirror "set-code-added";
    }
}
