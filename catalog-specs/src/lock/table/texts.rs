//! Names on the wire, texts, and their ends.

use super::declare::changes;
use super::rule::Surface::{Rust, Text, Wire};
use super::rule::Verdict::{Break, Risk, Safe};
use super::rule::{ChangeRule, Mirror};

changes! {
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
}
