//! The 41 kinds of change that other tools watch, each with a catalogue before and after it. `docs/lock.md` shows the list;
//! this test holds it to what the lock says.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::fs;
use std::path::Path;

use catalog_specs::lock::{Change, Lock, Surface, compare};
use catalog_specs::scan::{self, Scan};

/// A change of the source: texts and what takes their place.
type Edits = &'static [(&'static str, &'static str)];

/// A kind of change.
struct Kind {
    /// The number in the list.
    number: usize,
    about: &'static str,
    /// The rules of the lock, the worst verdict on each surface, and whether it needs a reason.
    rules: &'static [&'static str],
    verdict: &'static str,
    /// Why the verdict differs from that of other tools; empty if it does not.
    note: &'static str,
    /// The source before and after it, as edits of [`SHOP`].
    before: Edits,
    after: Edits,
}

const SHOP: &str = r#"
use error_catalog::{ErrorCatalog, Secret, catalog};

catalog! {
    #[registry(dialect = problem, service = "shop.example.com", docs = "https://a.example/{code}", locales("en", "ja"))]
    pub struct Codes { CartError }
    retired { "CART_FULL" => "1.0: carts have no limit" }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes, locales("en", "ja"))]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message("en" = "The cart is empty", "ja" = "空です"))]
    Empty,
    #[catalog(code = "CART_STOCK_LOW", status = 409, log_level = "INFO", message("en" = "Only {left} left", "ja" = "残り{left}"))]
    StockLow {
        #[detail]
        left: u32,
        #[detail]
        unit: Option<String>,
        #[context]
        host: String,
        #[secret]
        token: Secret<String>,
    },
    #[catalog(code = "CART_HIDDEN", status = 403, log_level = "INFO", public_as = "CART_EMPTY", display = "hidden")]
    Hidden,
    #[catalog(code = "CART_LATE", status = 503, log_level = "WARN", retry = "transient", retry_after = 60, message("en" = "Try later", "ja" = "後で"))]
    Late,
    #[catalog(code = "CART_OLD", status = 404, log_level = "INFO", message("en" = "Gone", "ja" = "なし"), deprecated(since = "2.0", until = "2027-01-01"))]
    Old,
    // One more variant.
}
"#;

const EMPTY: &str = r#"    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message("en" = "The cart is empty", "ja" = "空です"))]
    Empty,
"#;
const OLD: &str = r#"    #[catalog(code = "CART_OLD", status = 404, log_level = "INFO", message("en" = "Gone", "ja" = "なし"), deprecated(since = "2.0", until = "2027-01-01"))]
    Old,
"#;
const MORE: &str = "    // One more variant.\n";
const LOST: &str = r#"    #[catalog(code = "CART_LOST", status = 410, log_level = "INFO", message("en" = "Lost", "ja" = "紛失"))]
    Lost,
"#;
const VOID: &str = r#"    #[catalog(code = "CART_VOID", status = 410, log_level = "INFO", public_as = "CART_EMPTY", display = "void")]
    Void,
"#;
const OPEN: (&str, &str) = ("pub enum CartError", "#[non_exhaustive]\npub enum CartError");
const PROBLEM_TYPE: (&str, &str) = ("docs = ", "problem_type = \"urn:{code}\", docs = ");

macro_rules! kinds {
    ($( $number:literal $about:literal: $rules:expr, $verdict:literal, $before:tt => $after:tt $(, note $note:literal)?; )+) => {
        const KINDS: &[Kind] = &[$( Kind {
            number: $number, about: $about, rules: &$rules, verdict: $verdict,
            note: concat!($($note)?), before: &$before, after: &$after,
        }, )+];
    };
}

#[rustfmt::skip]
kinds! {
    1 "a code is removed, and not retired":
        ["code-removed"], "wire BREAK, Rust BREAK, operations RISK; reason",
        [] => [(OLD, "")];
    2 "a code is retired after it was deprecated":
        ["code-retired"], "wire RISK, Rust RISK, operations RISK",
        [] => [(OLD, ""), ("retired { ", "retired { \"CART_OLD\" => \"3.0: use CART_EMPTY\", ")];
    3 "a retired code is forgotten, or used again":
        ["retired-removed"], "wire BREAK; never",
        [] => [("    retired { \"CART_FULL\" => \"1.0: carts have no limit\" }\n", "")];
    4 "a code is renamed":
        ["code-renamed"], "wire BREAK, Rust BREAK, operations RISK; reason",
        [] => [("\"CART_STOCK_LOW\", ", "\"CART_STOCK_OUT\", formerly(\"CART_STOCK_LOW\"), ")];
    5 "a variant is renamed, and its code stays":
        ["variant-renamed"], "wire SAFE, Rust BREAK; reason",
        [] => [("    Late,", "    Delayed,")];
    6 "a condition gets its own code, where clients got another until now":
        ["public-as-removed", "locale-added", "locale-added", "message-default-changed", "display-changed"], "wire BREAK, operations SAFE, text RISK; reason",
        [] => [("public_as = \"CART_EMPTY\", display = \"hidden\"", "message(\"en\" = \"No\", \"ja\" = \"不可\")")];
    7 "a code is added that clients get as another one, to an enum that is `#[non_exhaustive]`":
        ["code-split-non-exhaustive"], "wire SAFE, Rust SAFE, operations RISK",
        [OPEN] => [OPEN, (MORE, VOID)];
    8 "a code is added that no client knows":
        ["code-added"], "wire RISK, Rust RISK, operations SAFE",
        [] => [(MORE, LOST)];
    9 "a status changes within 4xx":
        ["status-changed"], "wire BREAK, operations RISK; reason",
        [] => [("status = 400", "status = 409")];
    10 "a status changes between 4xx and 5xx":
        ["status-class-changed", "level-changed"], "wire BREAK, operations RISK; reason",
        [] => [("status = 404, log_level = \"INFO\"", "status = 500, log_level = \"ERROR\"")];
    11 "the class changes":
        ["class-changed"], "wire BREAK, operations RISK; reason",
        [] => [("status = 400", "class = \"validation\", status = 400")];
    12 "a retryable error is no longer so":
        ["retry-lost", "retry-after-removed"], "wire BREAK; reason",
        [] => [("retry = \"transient\", retry_after = 60", "retry = \"never\"")];
    13 "an error becomes retryable":
        ["retry-gained"], "wire RISK",
        [("retry = \"transient\", retry_after = 60", "retry = \"never\"")] => [("retry = \"transient\", retry_after = 60", "retry = \"transient\"")];
    14 "the value of `Retry-After` changes":
        ["retry-after-changed"], "wire SAFE",
        [] => [("retry_after = 60", "retry_after = 30")];
    15 "the gRPC code changes":
        ["grpc-changed"], "wire BREAK; reason",
        [] => [("status = 409", "grpc = \"FAILED_PRECONDITION\", status = 409")];
    16 "the service, or the base of `type`, changes":
        ["service-changed", "docs-changed"], "wire BREAK, operations RISK, text SAFE; reason",
        [] => [("shop.example.com", "store.example.com"), ("https://a.example", "https://b.example")];
    17 "a detail is removed, or made internal":
        ["detail-made-internal"], "wire BREAK; reason",
        [] => [("        #[detail]\n        unit", "        unit")];
    18 "a detail is added":
        ["detail-added"], "wire SAFE, Rust RISK",
        [] => [("        #[context]", "        #[detail]\n        more: bool,\n        #[context]")];
    19 "the JSON type of a detail changes":
        ["detail-retyped"], "wire BREAK, Rust RISK; reason",
        [] => [("left: u32", "left: u64")];
    20 "a detail is renamed":
        ["detail-renamed"], "wire BREAK; reason",
        [] => [("#[detail]\n        unit", "#[detail(\"measure\")]\n        unit")];
    21 "a detail that was always there may be absent":
        ["detail-optional"], "wire BREAK, Rust RISK; reason",
        [("unit: Option<String>", "unit: String")] => [];
    22 "a detail that could be absent is always there":
        ["detail-required"], "wire SAFE, Rust RISK",
        [] => [("unit: Option<String>", "unit: String")];
    23 "a message is reworded, with the same placeholders":
        ["message-reworded"], "text SAFE",
        [] => [("The cart is empty", "Your cart is empty")];
    24 "the placeholders of a message change":
        ["placeholders-changed", "placeholders-changed"], "text RISK",
        [] => [("Only {left} left", "Few are left"), ("残り{left}", "残り僅か")];
    25 "a translation has other placeholders":
        [], "does not compile",
        [] => [("残り{left}", "残り僅か")];
    26 "a locale is removed":
        ["service-locale-removed"], "text RISK",
        [] => [("locales(\"en\", \"ja\"))]\n    pub", "locales(\"en\"))]\n    pub")];
    27 "the title changes":
        ["title-changed"], "text SAFE",
        [] => [("status = 400", "title = \"Nothing\", status = 400")];
    28 "the page about a code changes, and not its `type`":
        ["docs-changed"], "wire SAFE, text SAFE",
        [PROBLEM_TYPE] => [PROBLEM_TYPE, ("https://a.example", "https://b.example")];
    29 "the log level changes":
        ["level-changed"], "operations RISK",
        [] => [("status = 400, log_level = \"INFO\"", "status = 400, log_level = \"WARN\"")];
    30 "the severity, the incident level or the owner changes":
        ["severity-changed", "owner-changed"], "operations RISK",
        [] => [("status = 400", "owner = \"cart team\", incident = \"P1\", severity = \"ERROR\", status = 400")];
    31 "a key of the log record or a label of a metric changes":
        ["error-type-changed", "context-renamed"], "operations RISK",
        [] => [("status = 400", "error_type = \"EMPTY\", status = 400"), ("#[context]\n        host", "#[context(\"peer\")]\n        host")],
        note "RISK also where alert rules are generated: they are documents, which are compared for themselves";
    32 "an internal field becomes public":
        ["detail-made-public"], "wire RISK; reason",
        [] => [("#[context]\n        host", "#[detail]\n        host")];
    33 "a public code becomes internal":
        ["public-as-added"], "wire BREAK; reason",
        [] => [("status = 404, ", "status = 404, public_as = \"CART_EMPTY\", ")];
    34 "a secret field is no longer secret":
        ["secret-lifted"], "operations RISK",
        [] => [("#[secret]\n        token: Secret<String>", "#[context]\n        token: String")],
        note "BREAK where clients receive it (`secret-made-public`): that cannot be undone";
    35 "a code is deprecated":
        ["deprecated-added"], "wire SAFE, Rust SAFE, text SAFE",
        [] => [("status = 400", "deprecated(since = \"2.0\"), status = 400")];
    36 "the removal of a deprecated code is moved forward":
        ["until-earlier"], "wire RISK, Rust RISK",
        [] => [("2027-01-01", "2026-06-01")];
    37 "the stability changes":
        [], "no change",
        [] => [],
        note "a code has no level of stability: it is promised when it is in the lock";
    38 "clients get another code in place of an internal one":
        ["public-as-changed"], "wire BREAK; reason",
        [] => [("public_as = \"CART_EMPTY\"", "public_as = \"CART_OLD\"")];
    39 "an enum becomes `#[non_exhaustive]`":
        ["non-exhaustive-added"], "wire SAFE, Rust BREAK; reason",
        [] => [OPEN];
    40 "the shape of the bodies changes":
        ["dialect-changed"], "wire BREAK; reason",
        [] => [("dialect = problem", "dialect = flat")];
    41 "the order of the codes changes":
        [], "no change",
        [] => [(EMPTY, ""), (MORE, EMPTY)];
}

/// Scans the shop after edits; each must change it.
fn shop(edits: Edits) -> Scan {
    let mut source = SHOP.to_owned();
    for (from, to) in edits {
        assert!(source.contains(from), "{from}");
        source = source.replacen(from, to, 1);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lib.rs"), source).unwrap();
    scan::read(folder.path(), None)
}

fn lock(edits: Edits) -> Result<Lock, String> {
    let scan = shop(edits);
    let problems: Vec<_> = scan.problems.iter().map(ToString::to_string).collect();
    if problems.is_empty() {
        Ok(Lock::from_catalog(&scan.catalog))
    } else {
        Err(problems.join("\n"))
    }
}

/// The worst verdict on each surface, and whether a reason is needed.
fn verdict(changes: &[Change]) -> String {
    let surfaces = Surface::ALL.iter().filter_map(|surface| {
        let verdict = changes.iter().filter_map(|change| change.verdict_on(*surface)).max()?;
        Some(format!("{surface} {verdict}"))
    });
    let surfaces: Vec<_> = surfaces.collect();
    let reason = if changes.iter().any(|change| !change.is_acceptable()) {
        "; never"
    } else if changes.iter().any(Change::needs_reason) {
        "; reason"
    } else {
        ""
    };
    if surfaces.is_empty() { "no change".to_owned() } else { surfaces.join(", ") + reason }
}

#[test]
fn each_of_the_41_kinds_of_change_has_its_verdict() {
    let mut wrong: Vec<String> = Vec::new();
    for kind in KINDS {
        let before =
            lock(kind.before).unwrap_or_else(|problems| panic!("{}: {problems}", kind.about));
        let (rules, verdict) = match lock(kind.after) {
            Ok(after) => {
                let changes = compare(&before, &after);
                (changes.iter().map(|change| change.rule.id).collect(), verdict(&changes))
            }
            Err(problems) if kind.verdict == "does not compile" => {
                assert!(problems.contains("error"), "{problems}");
                (Vec::new(), "does not compile".to_owned())
            }
            Err(problems) => {
                wrong.push(format!("{} {}: {problems}", kind.number, kind.about));
                continue;
            }
        };
        if (rules.as_slice(), verdict.as_str()) != (kind.rules, kind.verdict) {
            wrong.push(format!("{} {}: {rules:?}, {verdict}", kind.number, kind.about));
        }
    }
    assert_eq!(wrong, [""; 0]);
    let numbers: Vec<_> = KINDS.iter().map(|kind| kind.number).collect();
    assert_eq!(numbers, (1..=41).collect::<Vec<_>>());
}

const START: &str = "<!-- kinds: written by BLESS=1 cargo test -p catalog-specs --features scan --test kinds_of_change -->\n";
const END: &str = "<!-- end of kinds -->\n";

#[test]
fn the_page_lists_the_kinds() {
    let mut list =
        vec!["| | change | verdict | rules | note |\n|---|---|---|---|---|\n".to_owned()];
    for kind in KINDS {
        let mut rules = kind.rules.to_vec();
        rules.dedup();
        let rules: Vec<_> = rules.iter().map(|rule| format!("[`{rule}`](#{rule})")).collect();
        let verdict = kind
            .verdict
            .replace("; reason", "; needs a reason")
            .replace("; never", "; cannot be accepted");
        let (number, about, rules, note) = (kind.number, kind.about, rules.join(", "), kind.note);
        list.push(format!("| {number} | {about} | {verdict} | {rules} | {note} |\n"));
    }
    let list = list.concat();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lock.md");
    let page = fs::read_to_string(&file).unwrap();
    let (before, rest) = page.split_once(START).expect("the page has the start of the list");
    let (_, after) = rest.split_once(END).expect("the page has the end of the list");
    let current = format!("{before}{START}\n{list}\n{END}{after}");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &current).unwrap();
    } else {
        assert!(page == current, "docs/lock.md is not current: run with BLESS=1");
    }
}
