//! The rows of the table that are about no key, or about a key with several rules. The others stand with their key.

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
        pub(super) static OF_KEYS: &[(Key, ChangeRule)] = &[$($($( (Key::$Key, ChangeRule {
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
            "the code is gone and nothing says what became of it",
            on [Wire Break, Rust Break, Operations Risk],
            why "clients and alerts wait for a code that no longer comes, and nothing keeps it from coming back with another meaning",
            after "AIP-180; buf ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED; cargo-semver-checks enum_variant_missing",
            undo "declare `{code}` again",
            better "say what became of it, in `catalog!`: `retired { \"{code}\" => \"2.0: use ...\" }`",
            mirror "code-added";
        CODE_RETIRED = "code-retired" at "code":
            "the code is retired: `{new}`",
            on [Wire Risk, Rust Risk, Operations Risk],
            why "it is gone as with a removal, but the tombstone says why and keeps the code from being used again",
            after "buf reserved names; AIP-180 on deprecation",
            undo "declare `{code}` again, with `deprecated(...)`, and take it out of `retired { ... }`",
            mirror "retired-code-reused";
        RETIRED_CODE_REUSED = "retired-code-reused" at "code":
            "the code was retired (`{old}`) and is in use again",
            on [Wire Break],
            why "old clients, logs and pages still know the code with its old meaning",
            after "AIP-193: one pair of reason and domain is one error; buf RESERVED_ENUM_NO_DELETE; the error codes of rustc",
            undo "choose a code that was never used",
            accepted never,
            mirror "code-retired";
        TOMBSTONE_ADDED = "tombstone-added" at "code":
            "the code is retired without having been in the lock: `{new}`",
            on [Wire Safe],
            why "one more code that cannot be used by mistake",
            after "buf reserved names",
            mirror "tombstone-removed";
        TOMBSTONE_REMOVED = "tombstone-removed" at "code":
            "the tombstone is gone: `{old}`",
            on [Wire Break],
            why "without it the code can be used again with another meaning",
            after "buf RESERVED_ENUM_NO_DELETE; MySQL and rustc never remove an entry",
            undo "put it back, in `catalog!`: `retired { \"{code}\" => \"{old}\" }`",
            accepted never,
            mirror "tombstone-added";
        TOMBSTONE_REWORDED = "tombstone-reworded" at "code":
            "the reason of the tombstone changed from `{old}` to `{new}`",
            on [Text Safe],
            why "the code stays retired",
            after "AIP-193 on messages",
            mirror "tombstone-reworded";
        CODE_RENAMED = "code-renamed" at "code":
            "the code was probably `{old}` until now",
            on [Wire Break, Rust Break, Operations Risk],
            why "a code is the identity of an error: to clients a new name is one error gone and another one come",
            after "AIP-180: a rename is a removal and an addition; RFC 9457 on `type`; Smithy on renaming errors; buf ENUM_VALUE_SAME_NAME",
            undo "write `code = \"{old}\"` again; the variant may have any name",
            better "if it is a rename, add `formerly(\"{old}\")`, so that look-ups of the old code find this one",
            mirror "code-renamed";
        CODE_RENAMED_FORMERLY = "code-renamed-formerly" at "formerly":
            "the code was `{old}` until now, and `formerly` says so",
            on [Wire Risk, Rust Risk, Operations Risk],
            why "look-ups of the old code find the new one, here and in every Rust client; others that compare texts do not",
            after "AIP-180; RFC 9457 on `type`; Kafka keeps the identity and lets the name change",
            undo "write `code = \"{old}\"` again",
            mirror none ("turned round it is a rename like any other, with `formerly` or without");
        CODE_MERGED = "code-merged" at "code":
            "the code is now one of the former codes of `{new}`",
            on [Wire Risk, Rust Risk, Operations Risk],
            why "look-ups find the other code, and clients get it in place of this one",
            after "AIP-193; Azure: the same conditions must give the same code",
            undo "declare `{code}` again and take it out of `formerly(...)`",
            better "keep the variant and let it answer with `public_as = \"{new}\"`",
            mirror "former-code-reused";
        FORMER_CODE_REUSED = "former-code-reused" at "code":
            "the code was a former code of `{old}` and is now one of its own",
            on [Wire Break],
            why "who looked it up found `{old}` and now finds another error",
            after "AIP-193: one pair of reason and domain is one error; buf RESERVED_ENUM_NO_DELETE",
            undo "choose a code that was never used",
            mirror "code-merged";
        CODE_SPLIT = "code-split" at "public_as":
            "the code is split off; clients keep getting `{new}`",
            on [Wire Safe, Rust Risk, Operations Risk],
            why "what clients receive stays, the log tells the two apart, and counts of the old code get smaller",
            after "Azure: new codes only where the same condition gave no other; Microsoft Graph innererror",
            mirror none ("what is split off and removed again is `code-removed`, since logs and constants knew it");
        ALTERNATIVE_ADDED = "alternative-added" at "code":
            "the code has one more row, for another build",
            on [Wire Risk, Rust Risk],
            why "builds may answer differently",
            after "our own: rows may depend on `cfg`",
            mirror "alternative-removed";
        ALTERNATIVE_REMOVED = "alternative-removed" at "code":
            "the code has one row less for other builds",
            on [Wire Risk, Rust Risk],
            why "what another build answered may be gone",
            after "our own: rows may depend on `cfg`",
            mirror "alternative-added";
    }
    "source" {
        ENUM_MOVED = "enum-moved" at "variant":
            "the enum was `{old}` and is `{new}`",
            on [Wire Safe, Rust Break],
            why "code that names the old path no longer compiles; nothing of it is on the wire",
            after "cargo-semver-checks enum_missing",
            undo "leave a re-export at the old path: `pub use {new};`",
            mirror "enum-moved";
        VARIANT_RENAMED = "variant-renamed" at "variant":
            "the variant was `{old}` and is `{new}`; the code stays",
            on [Wire Safe, Rust Break],
            why "code that names the old variant no longer compiles; the code on the wire is written apart so that this is free",
            after "cargo-semver-checks enum_variant_missing",
            undo "call the variant `{old}` again",
            mirror "variant-renamed";
        DOMAIN_CHANGED = "domain-changed" at "variant":
            "the domain changed from `{old}` to `{new}`",
            on [Rust Risk, Operations Risk],
            why "constants, metrics and alert routes are named after the domain",
            after "AIP-193 on `domain`; OpenTelemetry on attribute values",
            mirror "domain-changed";
        CFG_ADDED = "cfg-added" at "variant":
            "it is only compiled with `{subject}`",
            on [Wire Risk, Rust Risk],
            why "builds without it lose the code",
            after "cargo-semver-checks feature rules",
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
            better "for a new condition add a code of its own with the status `{new}`",
            mirror "status-changed";
        STATUS_CLASS_CHANGED = "status-class-changed" at "status":
            "the status changed from `{old}` to `{new}`: the fault is now somebody else's",
            on [Wire Break, Operations Risk],
            why "4xx or 5xx decides who is at fault: whether clients try again and whether somebody is woken",
            after "Smithy httpError and error; AIP-180",
            undo "write `status = {old}` again",
            better "for a new condition add a code of its own with the status `{new}`",
            mirror "status-class-changed";
    }
    "retry" {
        RETRY_LOST = "retry-lost" at "retry":
            "it could be tried again (`{old}`) and no longer can",
            on [Wire Break],
            why "clients that relied on trying again now fail",
            after "Smithy retryable; AIP-194",
            undo "write `retry` as it was: `{old}`",
            mirror "retry-gained";
        RETRY_GAINED = "retry-gained" at "retry":
            "it could not be tried again and now can (`{new}`)",
            on [Wire Risk],
            why "clients may send again what had its effect already",
            after "AIP-194; Smithy retryable",
            mirror "retry-lost";
        RETRY_CHANGED = "retry-changed" at "retry":
            "the retry changed from `{old}` to `{new}`",
            on [Wire Risk],
            why "load and waiting times of clients change",
            after "AIP-194",
            mirror "retry-changed";
        RETRY_AFTER_ADDED = "retry-after-added" at "retry_after":
            "clients are told to wait `{new}`",
            on [Wire Safe],
            why "a header more; who does not know it goes on as before",
            after "RFC 9110 Retry-After",
            mirror "retry-after-removed";
        RETRY_AFTER_REMOVED = "retry-after-removed" at "retry_after":
            "clients are no longer told to wait `{old}`",
            on [Wire Risk],
            why "clients that wait as told now guess, and often wait too short",
            after "Azure: clients rely on Retry-After; oasdiff response header rules",
            mirror "retry-after-added";
        RETRY_AFTER_CHANGED = "retry-after-changed" at "retry_after":
            "clients are told to wait `{new}` in place of `{old}`",
            on [Wire Safe],
            why "the value is read anew with each answer",
            after "RFC 9110 Retry-After",
            mirror "retry-after-changed";
    }
    "operations" {
    }
    "details" {
        DETAIL_ADDED = "detail-added" at "variant":
            "clients also receive the detail `{subject}`",
            on [Wire Safe, Rust Risk],
            why "clients pass over members they do not know; code that builds the variant must give it",
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
            "the type of the detail `{subject}` changed from `{old}` to `{new}`",
            on [Wire Break, Rust Risk],
            why "clients parse it by its type",
            after "AIP-180; Smithy ChangedMemberTarget; buf FIELD_SAME_TYPE",
            undo "give the field the type `{old}` again",
            better "send the new form as one more detail, beside the old one; for a type that only got another name, accept it",
            mirror "detail-retyped";
        DETAIL_OPTIONAL = "detail-optional" at "variant":
            "the detail `{subject}` may be absent now",
            on [Wire Break, Rust Risk],
            why "clients read it without asking whether it is there",
            after "Smithy ChangedNullability; oasdiff response-property-became-optional; AIP-180",
            undo "take the `Option` off its type",
            mirror "detail-required";
        DETAIL_REQUIRED = "detail-required" at "variant":
            "the detail `{subject}` is always there now",
            on [Wire Safe, Rust Risk],
            why "clients that ask whether it is there find that it is",
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
            "the detail `{subject}` is sent as `{new}` in place of `{old}`",
            on [Wire Break],
            why "its JSON is another one: text where there was a value, or the other way round",
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
            why "somebody should have looked at what it can hold",
            after "Smithy on removing `internal`",
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
            why "what was never to be shown is shown, and cannot be taken back",
            after "Smithy sensitive; CockroachDB redaction",
            undo "make it `#[secret]` again",
            mirror "detail-made-secret";
        DETAIL_MADE_SECRET = "detail-made-secret" at "variant":
            "clients no longer receive the detail `{subject}`: its field is secret",
            on [Wire Break],
            why "clients read it; if it should never have been sent, accept the change and say so",
            after "AIP-193: keys must continue to be included; Smithy sensitive",
            undo "send it again: `#[detail(\"{subject}\")]`",
            mirror "secret-made-public";
        WAIT_FIELD_ADDED = "wait-field-added" at "variant":
            "the field `{subject}` tells clients how long to wait",
            on [Wire Safe],
            why "a header more; who does not know it goes on as before",
            after "RFC 9110 Retry-After",
            mirror "wait-field-removed";
        WAIT_FIELD_REMOVED = "wait-field-removed" at "variant":
            "the field `{subject}` no longer tells clients how long to wait",
            on [Wire Risk],
            why "clients that wait as told now guess",
            after "Azure: clients rely on Retry-After",
            mirror "wait-field-added";
    }
    "hidden fields" {
        HIDDEN_ADDED = "hidden-added" at "variant":
            "the variant has one more hidden field, `{subject}`",
            on [Wire Safe, Rust Risk],
            why "code that builds the variant must give it; clients never see it",
            after "cargo-semver-checks enum_struct_variant_field_added",
            mirror "hidden-removed";
        HIDDEN_REMOVED = "hidden-removed" at "variant":
            "the hidden field `{subject}` is gone",
            on [Wire Safe, Rust Risk, Operations Risk],
            why "code that names it no longer compiles, and log queries may ask for it",
            after "cargo-semver-checks enum_struct_variant_field_missing",
            mirror "hidden-added";
        HIDDEN_RETYPED = "hidden-retyped" at "variant":
            "the type of the hidden field `{subject}` changed from `{old}` to `{new}`",
            on [Wire Safe, Rust Risk, Operations Risk],
            why "code that builds the variant gives it, and log queries may read it",
            after "cargo-semver-checks; OpenTelemetry on attribute types",
            mirror "hidden-retyped";
        SECRET_LIFTED = "secret-lifted" at "variant":
            "the field `{subject}` is no longer secret",
            on [Operations Risk],
            why "it can reach logs; somebody should have looked at what it can hold",
            after "Smithy sensitive; CockroachDB redaction",
            mirror "made-secret";
        MADE_SECRET = "made-secret" at "variant":
            "the field `{subject}` is secret now",
            on [Operations Safe],
            why "it is shown nowhere",
            after "Smithy sensitive",
            mirror "secret-lifted";
        CONTEXT_ADDED = "context-added" at "variant":
            "the log record also has the field `{subject}`",
            on [Operations Safe],
            why "log queries pass over what they do not ask for",
            after "OpenTelemetry: attributes may be added",
            mirror "context-removed";
        CONTEXT_REMOVED = "context-removed" at "variant":
            "the log record no longer has the field `{subject}`",
            on [Operations Risk],
            why "log queries and dashboards may ask for it",
            after "OpenTelemetry: attributes may not be removed",
            mirror "context-added";
        CONTEXT_RENAMED = "context-renamed" at "variant":
            "the field `{subject}` was `{old}` in the log record and is `{new}`",
            on [Operations Risk],
            why "log queries and dashboards ask for it by name",
            after "OpenTelemetry: attributes may not be renamed",
            mirror "context-renamed";
        CAUSE_CHANGED = "cause-changed" at "variant":
            "the field `{subject}` was `{old}` and is `{new}`",
            on [Rust Risk, Operations Risk],
            why "`source()`, `?` and the causes in the log follow it",
            after "cargo-semver-checks trait_impl rules",
            mirror "cause-changed";
        HIDDEN_DISPLAY_CHANGED = "hidden-display-changed" at "variant":
            "the field `{subject}` is logged as `{new}` in place of `{old}`",
            on [Operations Risk],
            why "log queries may read it as a value or as text",
            after "OpenTelemetry on attribute types",
            mirror "hidden-display-changed";
    }
    "names on the wire" {
        PUBLIC_AS_ADDED = "public-as-added" at "public_as":
            "clients get `{new}` in place of this code",
            on [Wire Break],
            why "the same condition gives another code, and no details",
            after "Azure: the same conditions must give the same code; AIP-193",
            undo "remove `public_as`",
            mirror "public-as-removed";
        PUBLIC_AS_REMOVED = "public-as-removed" at "public_as":
            "clients get this code in place of `{old}`",
            on [Wire Break],
            why "the same condition gives another code, and what was kept inside goes out",
            after "Azure: the same conditions must give the same code; Smithy on removing `internal`",
            undo "write `public_as = \"{old}\"` again",
            mirror "public-as-added";
        PUBLIC_AS_CHANGED = "public-as-changed" at "public_as":
            "clients get `{new}` in place of `{old}`",
            on [Wire Break],
            why "the same condition gives another code",
            after "Azure: the same conditions must give the same code; Microsoft Graph on outer codes",
            undo "write `public_as = \"{old}\"` again",
            mirror "public-as-changed";
        FORMERLY_ADDED = "formerly-added" at "formerly":
            "look-ups of `{subject}` find it",
            on [Wire Safe],
            why "an old name more that is understood",
            after "AIP-180: additions are compatible",
            mirror "formerly-removed";
        FORMERLY_REMOVED = "formerly-removed" at "formerly":
            "look-ups of `{subject}` no longer find it",
            on [Wire Break],
            why "who still has the old code from a log, a page or an older server finds nothing",
            after "buf RESERVED_ENUM_NO_DELETE; RFC 9457 on `type`",
            undo "write `formerly(\"{subject}\")` again",
            mirror "formerly-added";
        ALLOW_ADDED = "allow-added" at "allow":
            "the rule `{subject}` no longer holds for it",
            on [Wire Risk, Text Risk],
            why "what the rule kept from clients and readers can reach them",
            after "our own; exemptions are listed by rustc's tidy and by ruff",
            mirror "allow-removed";
        ALLOW_REMOVED = "allow-removed" at "allow":
            "the rule `{subject}` holds for it again",
            on [Wire Safe, Text Safe],
            why "one exception less",
            after "our own",
            mirror "allow-added";
    }
    "texts" {
        MESSAGE_REWORDED = "message-reworded" at "message":
            "the message{locale} was `{old}` and is `{new}`",
            on [Text Safe],
            why "it is for people; clients have the code and the details",
            after "AIP-193: the message may change where a code is sent; RFC 9457 on `title`",
            mirror "message-reworded";
        PLACEHOLDERS_CHANGED = "placeholders-changed" at "message":
            "the message{locale} has other placeholders: it was `{old}` and is `{new}`",
            on [Text Risk],
            why "who renders the text from the details, or translates it, needs the same set",
            after "AIP-193: dynamic parts are also metadata; MySQL message signatures",
            mirror "placeholders-changed";
        LOCALE_ADDED = "locale-added" at "message":
            "there is a message{locale}",
            on [Text Safe],
            why "one more reader is served in the reader's own language",
            after "RFC 9110 content negotiation",
            mirror "locale-removed";
        LOCALE_REMOVED = "locale-removed" at "message":
            "there is no message{locale} any more",
            on [Text Risk],
            why "readers of that language get the default one",
            after "MySQL falls back to English; RFC 9110 content negotiation",
            undo "restore the text: `{old}`",
            mirror "locale-added";
        MESSAGE_DEFAULT_CHANGED = "message-default-changed" at "message":
            "the default locale changed from `{old}` to `{new}`",
            on [Text Risk],
            why "who asks for no language gets another one",
            after "RFC 9110 content negotiation",
            mirror "message-default-changed";
    }
    "deprecation" {
        DEPRECATED_ADDED = "deprecated-added" at "deprecated":
            "it is deprecated since `{new}`",
            on [Wire Safe, Rust Safe, Text Safe],
            why "it goes on as before, and everybody is told in time",
            after "cargo-semver-checks enum_variant_marked_deprecated; AIP-180",
            mirror "deprecated-removed";
        DEPRECATED_REMOVED = "deprecated-removed" at "deprecated":
            "it is no longer deprecated since `{old}`",
            on [Wire Safe, Rust Safe, Text Safe],
            why "who moved away loses nothing",
            after "AIP-180",
            mirror "deprecated-added";
        DEPRECATED_CHANGED = "deprecated-changed" at "deprecated":
            "it is deprecated since `{new}` in place of `{old}`",
            on [Text Safe],
            why "it corrects the history and changes nothing else",
            after "AIP-180",
            mirror "deprecated-changed";
        UNTIL_EARLIER = "until-earlier" at "deprecated":
            "it goes with `{new}`, and the last word was `{old}`",
            on [Wire Risk, Rust Risk],
            why "who planned by the last word has less time",
            after "oasdiff api-sunset-date-changed-too-small",
            mirror "until-later";
        UNTIL_LATER = "until-later" at "deprecated":
            "it stays until `{new}`, and the last word was `{old}`",
            on [Wire Safe, Rust Safe],
            why "everybody has more time",
            after "oasdiff sunset rules",
            mirror "until-earlier";
        REPLACEMENT_ADDED = "replacement-added" at "deprecated":
            "`{subject}` is a replacement",
            on [Text Safe],
            why "one more way on is told",
            after "ESLint replacedBy",
            mirror "replacement-removed";
        REPLACEMENT_REMOVED = "replacement-removed" at "deprecated":
            "`{subject}` is no replacement any more",
            on [Text Risk],
            why "who moved there may have to move again",
            after "ESLint replacedBy",
            mirror "replacement-added";
    }
    "the registry" {
        REGISTRY_RENAMED = "registry-renamed" at "registry":
            "the registry was `{old}` and is `{new}`",
            on [Wire Safe, Rust Break],
            why "code that names it no longer compiles",
            after "cargo-semver-checks struct_missing",
            undo "call it `{old}` again, or leave `pub type {old} = {new};`",
            mirror "registry-renamed";
        REGISTRY_NAMED = "registry-named" at "registry":
            "the codes belong to the registry `{new}`",
            on [Rust Safe],
            why "there was none to name",
            after "our own",
            mirror "registry-unnamed";
        REGISTRY_UNNAMED = "registry-unnamed" at "registry":
            "the codes no longer belong to the registry `{old}`",
            on [Rust Break],
            why "code that names it no longer compiles",
            after "cargo-semver-checks struct_missing",
            undo "bring `catalog! { pub struct {old} { ... } }` back",
            mirror "registry-named";
        DEFAULT_LOCALE_CHANGED = "default-locale-changed" at "locales":
            "the default locale of the service was `{old}` and is `{new}`",
            on [Text Risk],
            why "who asks for no language gets another one",
            after "RFC 9110 content negotiation",
            mirror "default-locale-changed";
        SERVICE_LOCALE_ADDED = "service-locale-added" at "locales":
            "the service also speaks `{subject}`",
            on [Text Safe],
            why "one more reader is served in the reader's own language",
            after "RFC 9110 content negotiation",
            mirror "service-locale-removed";
        SERVICE_LOCALE_REMOVED = "service-locale-removed" at "locales":
            "the service no longer speaks `{subject}`",
            on [Text Risk],
            why "readers of that language get the default one",
            after "MySQL falls back to English; RFC 9110 content negotiation",
            mirror "service-locale-added";
    }
}
