//! Changes of the source: each kind that `docs/lock.md` lists, and others.

use super::package::{Attacked, LIB_RS, LOCK, QUEUE_RS, USER_RS, has, whole};

/// What a change of the source is.
enum Is {
    /// Nothing that a document or the lock has.
    Nothing,
    /// Only documents have it.
    Documented,
    /// The lock takes it over: the id of the change.
    Taken(&'static str),
    /// A broken promise: the id of the change.
    Broken(&'static str),
    /// The derive refuses it: the id of the rule.
    Refused(&'static str),
    /// Not compared.
    Unseen,
}

use Is::{Broken, Documented, Nothing, Refused, Taken, Unseen};

/// A change of the source: its name, the edits, and what it is.
type Edits = (&'static str, &'static [(&'static str, &'static str, &'static str)], Is);

const HIDDEN: &str = "    #[catalog(code = \"USER_HIDDEN\", status = 403, log_level = \"INFO\", public_as = \"USER_NOT_FOUND\",\n              message(\"ja\" = \"見つかりません\", \"en\" = \"not found\"))]\n    Hidden,\n";
const BROKEN_EXPORT: &str = "    #[catalog(code = \"USER_EXPORT_BROKEN\", status = 500, log_level = \"INFO\", allow(level),\n              message(\"ja\" = \"システムエラーが発生しました\", \"en\" = \"something went wrong\"),\n              deprecated(since = \"1.4\", replaced_by(\"USER_NOT_FOUND\"), until = \"3.0\"))]\n    ExportBroken,\n";

/// The kinds of change that `docs/lock.md` lists, by their numbers, and others.
const OF_SOURCE: &[Edits] = &[
    ("1 a code is removed", &[(USER_RS, HIDDEN, "")], Broken("code-removed")),
    (
        "2 a deprecated code is retired",
        &[
            (USER_RS, BROKEN_EXPORT, ""),
            (LIB_RS, "retired { ", "retired { \"USER_EXPORT_BROKEN\" => \"3.0: gone\", "),
        ],
        Taken("code-retired"),
    ),
    (
        "3 a retired code is forgotten",
        &[(LIB_RS, "AUTH_PASSWORD_OLD", "AUTH_PASSWORD_OLDER")],
        Broken("retired-removed"),
    ),
    (
        "3 a retired code is used again",
        &[
            (QUEUE_RS, "QUEUE_CLOSED", "QUEUE_OLD"),
            (LIB_RS, "retired { ", "retired { \"QUEUE_OLD\" => \"1.0: gone\", "),
        ],
        Refused("registry-retired"),
    ),
    (
        "4 a code is renamed",
        &[(
            QUEUE_RS,
            "code = \"QUEUE_CLOSED\"",
            "formerly(\"QUEUE_CLOSED\"), code = \"QUEUE_ENDED\"",
        )],
        Broken("code-renamed"),
    ),
    (
        "5 a variant is renamed",
        &[(QUEUE_RS, "    Closed,", "    Ended,")],
        Broken("variant-renamed"),
    ),
    (
        "6 a condition gets its own code",
        &[(USER_RS, ", public_as = \"USER_NOT_FOUND\"", "")],
        Broken("public-as-removed"),
    ),
    (
        "7 a code is split",
        &[(
            USER_RS,
            HIDDEN,
            "    #[catalog(code = \"USER_HIDDEN\", status = 403, log_level = \"INFO\", public_as = \"USER_NOT_FOUND\",\n              message(\"ja\" = \"見つかりません\", \"en\" = \"not found\"))]\n    Hidden,\n    #[catalog(code = \"USER_GHOST\", status = 403, log_level = \"INFO\", public_as = \"QUEUE_CLOSED\", display = \"a ghost\")]\n    Ghost,\n",
        )],
        Taken("code-split"),
    ),
    (
        "8 a code is added",
        &[(
            QUEUE_RS,
            "    Closed,",
            "    Closed,\n    #[catalog(code = \"QUEUE_LOST\", status = 404, log_level = \"INFO\", message(\"ja\" = \"なし\", \"en\" = \"lost\"))]\n    Lost,",
        )],
        Taken("code-added"),
    ),
    (
        "9 a status changes within 4xx",
        &[(USER_RS, "status = 404", "status = 410")],
        Broken("status-changed"),
    ),
    (
        "10 a status becomes 5xx",
        &[(QUEUE_RS, "status = 410, log_level = \"INFO\"", "status = 503, log_level = \"ERROR\"")],
        Broken("status-class-changed"),
    ),
    (
        "11 the class changes",
        &[(QUEUE_RS, "class = \"rate_limit\"", "class = \"transient\"")],
        Broken("class-changed"),
    ),
    (
        "12 it is no longer retryable",
        &[(QUEUE_RS, "retry = \"transient\", retry_after = 30", "retry = \"never\"")],
        Broken("retry-lost"),
    ),
    (
        "13 it becomes retryable",
        &[(QUEUE_RS, "status = 410,", "status = 410, retry = \"network\",")],
        Taken("retry-gained"),
    ),
    (
        "14 `Retry-After` changes",
        &[(QUEUE_RS, "retry_after = 30", "retry_after = 31")],
        Taken("retry-after-changed"),
    ),
    (
        "15 the gRPC code changes",
        &[(QUEUE_RS, "grpc = \"RESOURCE_EXHAUSTED\"", "grpc = \"UNAVAILABLE\"")],
        Broken("grpc-changed"),
    ),
    (
        "16 the service changes",
        &[(LIB_RS, "#[registry(", "#[registry(service = \"shop.example.com\", ")],
        Broken("service-changed"),
    ),
    (
        "17 a detail becomes internal",
        &[(QUEUE_RS, "#[detail]\n        hint", "#[context]\n        hint")],
        Broken("detail-made-internal"),
    ),
    (
        "17 a detail is removed",
        &[(QUEUE_RS, "        #[detail]\n        hint: Option<String>,\n", "")],
        Broken("detail-removed"),
    ),
    (
        "18 a detail is added",
        &[(
            QUEUE_RS,
            "        #[context]",
            "        #[detail]\n        shard: u8,\n        #[context]",
        )],
        Taken("detail-added"),
    ),
    (
        "19 the JSON type of a detail changes",
        &[(QUEUE_RS, "waiting: u32", "waiting: String")],
        Broken("detail-retyped"),
    ),
    (
        "20 a detail is renamed",
        &[(QUEUE_RS, "#[detail]\n        hint", "#[detail(\"tip\")]\n        hint")],
        Broken("detail-renamed"),
    ),
    (
        "21 a detail may be absent",
        &[(QUEUE_RS, "waiting: u32", "waiting: Option<u32>")],
        Broken("detail-optional"),
    ),
    (
        "22 a detail is always there",
        &[(QUEUE_RS, "hint: Option<String>", "hint: String")],
        Taken("detail-required"),
    ),
    (
        "23 a message is reworded",
        &[(QUEUE_RS, "\"closed\"", "\"it is closed\"")],
        Taken("message-reworded"),
    ),
    (
        "24 a placeholder is taken out",
        &[(QUEUE_RS, "{waiting}人が", "人が"), (QUEUE_RS, "{waiting} are", "they are")],
        Taken("placeholders-changed"),
    ),
    (
        "25 a translation has other placeholders",
        &[(QUEUE_RS, "{waiting} are", "they are")],
        Refused("locale-placeholders"),
    ),
    ("27 the title changes", &[(QUEUE_RS, "Queue full", "Full")], Taken("title-changed")),
    (
        "28 the page of a code changes",
        &[(QUEUE_RS, "https://docs.example.com/queue", "https://docs.example.com/q")],
        Taken("doc-url-changed"),
    ),
    (
        "29 the log level changes",
        &[(QUEUE_RS, "log_level = \"INFO\", class", "log_level = \"WARN\", class")],
        Taken("level-changed"),
    ),
    (
        "30 the severity changes",
        &[(QUEUE_RS, "severity = \"WARNING\"", "severity = \"ERROR\"")],
        Taken("severity-changed"),
    ),
    (
        "30 the owner changes",
        &[(QUEUE_RS, "owner = \"queues\"", "owner = \"crowds\"")],
        Taken("owner-changed"),
    ),
    (
        "31 a field of the log is renamed",
        &[(QUEUE_RS, "#[context]", "#[context(\"host\")]")],
        Taken("context-renamed"),
    ),
    (
        "32 an internal field becomes public",
        &[(QUEUE_RS, "#[context]\n        node", "#[detail]\n        node")],
        Broken("detail-made-public"),
    ),
    (
        "33 a public code becomes internal",
        &[(QUEUE_RS, "status = 410,", "status = 410, public_as = \"USER_NOT_FOUND\",")],
        Broken("public-as-added"),
    ),
    (
        "34 a secret is logged",
        &[(
            QUEUE_RS,
            "#[secret]\n        token: Secret<String>",
            "#[context]\n        token: String",
        )],
        Taken("secret-lifted"),
    ),
    (
        "34 a secret is sent",
        &[(
            QUEUE_RS,
            "#[secret]\n        token: Secret<String>",
            "#[detail]\n        token: String",
        )],
        Broken("secret-made-public"),
    ),
    (
        "35 a code is deprecated",
        &[(QUEUE_RS, "status = 410,", "status = 410, deprecated(since = \"2.0\"),")],
        Taken("deprecated-added"),
    ),
    (
        "36 a removal is moved forward",
        &[(USER_RS, "until = \"3.0\"", "until = \"2.0\"")],
        Taken("until-earlier"),
    ),
    (
        "38 clients get another code",
        &[(USER_RS, "public_as = \"USER_NOT_FOUND\"", "public_as = \"QUEUE_CLOSED\"")],
        Broken("public-as-changed"),
    ),
    (
        "39 an enum becomes non-exhaustive",
        &[(QUEUE_RS, "pub enum", "#[non_exhaustive]\npub enum")],
        Broken("non-exhaustive-added"),
    ),
    (
        "40 the dialect changes",
        &[(LIB_RS, "#[registry(", "#[registry(dialect = problem, ")],
        Broken("dialect-changed"),
    ),
    (
        "41 the order of the enums changes",
        &[(LIB_RS, "user::UserError, queue::QueueError", "queue::QueueError, user::UserError")],
        Documented,
    ),
    (
        "a comment is written",
        &[(QUEUE_RS, "    Closed,", "    // Says so at the door.\n    Closed,")],
        Nothing,
    ),
    (
        "the source gets other line ends",
        &[(QUEUE_RS, "\n    Closed,\n", "\r\n    Closed,\r\n")],
        Nothing,
    ),
    (
        "a description changes",
        &[(QUEUE_RS, "/// Too many are waiting.", "/// The queue is full.")],
        Documented,
    ),
    (
        "an enum is no longer listed",
        &[(LIB_RS, ", queue::QueueError", "")],
        Refused("registry-unlisted"),
    ),
    (
        "an enum is listed that is not there",
        &[(LIB_RS, "queue::QueueError,", "queue::QueueError, queue::Gone,")],
        Unseen,
    ),
    (
        "codes of another crate are included",
        &[(LIB_RS, "queue::QueueError,", "queue::QueueError, ..billing::Codes,")],
        Unseen,
    ),
    (
        "an enum is made by a macro",
        &[
            (
                QUEUE_RS,
                "/// A code",
                "macro_rules! same { ($($t:tt)*) => { $($t)* } }\nsame! {\n/// A code",
            ),
            (QUEUE_RS, "    Closed,\n}", "    Closed,\n}\n}"),
        ],
        Unseen,
    ),
    ("the spec differs", &[("stock.json", "409", "410")], Refused("spec-differs")),
    (
        "the spec has one code more",
        &[(
            "stock.json",
            "\"STOCK_SOLD_OUT\": {",
            "\"STOCK_LOST\": { \"status\": 404, \"log_level\": \"INFO\", \"message\": { \"ja\": \"なし\", \"en\": \"lost\" } },\n    \"STOCK_SOLD_OUT\": {",
        )],
        Refused("spec-missing"),
    ),
    (
        "the spec cannot be read",
        &[("stock.json", "\"codes\": {", "\"codes\": {{")],
        Refused("spec-file"),
    ),
    (
        "the spec is another file",
        &[("src/stock.rs", "stock.json", "stokc.json")],
        Refused("spec-file"),
    ),
    (
        "a message file changes",
        &[("locales/en.json", "the hall is closed", "we are closed")],
        Taken("message-reworded"),
    ),
    (
        "a message file lacks a code",
        &[("locales/en.json", "\"HALL_CLOSED\": \"the hall is closed\"", "")],
        Refused("messages-missing"),
    ),
    (
        "a message file has one code more",
        &[("locales/en.json", "{ ", "{ \"HALL_GONE\": \"gone\", ")],
        Refused("messages-unknown"),
    ),
];

#[test]
fn changes_of_the_source_are_found() {
    let whole = whole();
    let judged = OF_SOURCE.iter().filter_map(|(name, edits, is)| {
        let attacked = Attacked::new(&whole);
        for (path, from, to) in *edits {
            attacked.edit(path, from, to);
        }
        judge(&attacked, is).err().map(|wrong| format!("{name}: {wrong}"))
    });
    let wrong: Vec<_> = judged.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether `check`, `docs` and `check` again say what the change is.
fn judge(attacked: &Attacked, is: &Is) -> Result<(), String> {
    let before = attacked.read(LOCK);
    let (code, json) = attacked.check();
    let is_seen = match is {
        Nothing => code == 0,
        Documented => {
            has(&json["drifted"], "state", "stale") && !has(&json["drifted"], "path", LOCK)
        }
        Taken(rule) => has(&json["changes"], "rule", rule) && has(&json["drifted"], "path", LOCK),
        Broken(rule) | Refused(rule) => has(&json["problems"], "rule", rule),
        Unseen => !json["not_compared"].as_array().is_none_or(Vec::is_empty),
    };
    let expected = match is {
        Nothing => 0,
        Unseen => 3,
        Documented | Taken(_) | Broken(_) | Refused(_) => 1,
    };
    if !is_seen || code != expected || json["ok"] != (code == 0) {
        return Err(format!("{code} {json:#}"));
    }
    if matches!(is, Nothing | Unseen) {
        return Ok(());
    }
    let is_taken = matches!(is, Documented | Taken(_));
    let written = attacked.docs();
    let (code, json) = attacked.check();
    if (written, code) != (i32::from(!is_taken), i32::from(!is_taken)) {
        return Err(format!("`docs` gives {written}, and `check` then {code} {json:#}"));
    }
    if !is_taken && attacked.read(LOCK) != before {
        return Err("`docs` changed the lock".to_owned());
    }
    Ok(())
}
