//! The table of keys. A row is `Key "name" slot: kind { … }`.
//!
//! `slot` is the field of the structs that are generated from the table, `kind` decides how the value is read, stored
//! and written. The order is that of documents. `promise` is the rule of the lock for a changed value; a key without
//! one has special rules in `lock/kind.rs`, or is not in the lock.

/// Calls a macro with the table of keys: `on_items` are those of an enum, `on_registries` those of a registry (some
/// of them also of an enum, as their scope says), `basics` the four that every code needs, and `on_codes` the others
/// of a code. The word behind is the list of the section in `Key`.
#[doc(hidden)]
#[macro_export]
macro_rules! with_keys {
    ($callback:ident) => {
        $callback! {
            on_items ON_ITEMS {
                Domain "domain" domain: name {
                    about: "The first word of every code of the enum; every enum needs one.",
                    scope: Item,
                    label: "Domain",
                    audience: Client,
                    example: "domain = \"AUTH\"",
                    spec: Some("domain"),
                }
                Registry "registry" registry: path {
                    about: "The registry that lists the enum.",
                    scope: Item,
                    label: "Registry",
                    audience: Developer,
                    example: "registry = crate::Codes",
                    spec: None,
                }
                Categories "categories" categories: texts {
                    about: "The words that may follow the domain in a code.",
                    scope: Item,
                    label: "Categories",
                    audience: Developer,
                    example: "categories(\"TOKEN\", \"INVALID\")",
                    spec: None,
                }
                Spec "spec" spec: name {
                    about: "The spec file that the enum must agree with.",
                    scope: Item,
                    label: "Spec",
                    audience: Developer,
                    example: "spec = \"specs/auth.json\"",
                    spec: None,
                }
                Manual "manual" manual: manual {
                    about: "The traits that are implemented elsewhere.",
                    scope: Item,
                    label: "Manual",
                    audience: Developer,
                    example: "manual(Display, Error, From)",
                    spec: None,
                }
                IntoResponse "into_response" into_response: into_response {
                    about: "Converts the enum into a response: of `http`, and of axum and actix where those features are on; `into_response(http)` is the first alone.",
                    scope: Item,
                    label: "Into response",
                    audience: Developer,
                    example: "into_response(http)",
                    spec: None,
                }
                Rest "rest" rest: rest {
                    about: "The code of the variants without `#[catalog(...)]`.",
                    scope: Enum,
                    label: "Rest",
                    audience: Developer,
                    example: "rest(code = \"...\", status = 500, log_level = \"ERROR\", message = \"...\")",
                    spec: None,
                }
                SameAs "same_as" same_as: variant {
                    about: "The variant whose code this one shares on purpose.",
                    scope: OnlyVariant,
                    label: "Same as",
                    audience: Developer,
                    example: "same_as = OtherVariant",
                    spec: None,
                }
                Transparent "transparent" transparent: transparent {
                    about: "Passes the code, the texts and the source of the inner error through; `mask_5xx` names the code that inner server errors are sent as.",
                    scope: Variant,
                    label: "Transparent",
                    audience: Developer,
                    example: "transparent",
                    spec: None,
                }
            }
            on_registries ON_REGISTRIES {
                Dialect "dialect" dialect: dialect {
                    about: "The shape of the bodies: a word, or the path of a value that implements `Dialect`.",
                    scope: Registry,
                    label: "Dialect",
                    audience: Client,
                    default: "standard",
                    example: "dialect = problem",
                    spec: Some("dialect"),
                    promise: "dialect-changed" in "the registry" {
                        what: "the dialect was `{old}` and is `{new}`",
                        on: [Wire Break],
                        why: "every body has another shape",
                        after: "AIP-180 on serialising; buf JSON_FORMAT; oasdiff response-media-type-removed",
                        undo: "write `dialect` as it was: `{old}`",
                    }
                }
                Locales "locales" locales: texts {
                    about: "The locales that every message has, the default first.",
                    scope: Shared,
                    label: "Locales",
                    audience: Client,
                    example: "locales(\"en\", \"ja\")",
                    spec: Some("locales"),
                }
                Messages "messages" messages: name {
                    about: "The folder with the message files, one for each locale, such as `en.json` (feature `messages`). On a registry, they add the texts that codes of other crates lack.",
                    scope: Shared,
                    label: "Messages",
                    audience: Developer,
                    example: "messages = \"locales\"",
                    spec: None,
                }
                Service "service" service: text {
                    about: "The name of the service, the same in every body it sends.",
                    scope: Registry,
                    label: "Service",
                    audience: Client,
                    example: "service = \"shop.example.com\"",
                    spec: Some("service"),
                    promise: "service-changed" in "the registry" {
                        what: "the service was `{old}` and is `{new}`",
                        on: [Wire Break, Operations Risk],
                        why: "it is part of the identity of each code: the `domain` of ErrorInfo",
                        after: "AIP-193 on `domain`; buf FILE_SAME_PACKAGE",
                        undo: "write `service` as it was: `{old}`",
                    }
                }
                Docs "docs" docs: address {
                    about: "The page about a code, with `{code}` or `{slug}` in the place of the code.",
                    scope: Registry,
                    label: "Pages",
                    audience: Client,
                    example: "docs = \"https://docs.example.com/errors/{code}\"",
                    spec: Some("docs"),
                    promise: "docs-changed" in "the registry" {
                        what: "the documentation URL was `{old}` and is `{new}`",
                        on: [Wire Safe, Text Safe],
                        why: "old pages should redirect; a `type` that changes with it is a consequence",
                        after: "belgif keeps `href` apart from `type`; RFC 9457 on `type`",
                        better: "keep the `type` of problem documents with `problem_type = \"{old}\"`",
                    }
                }
                ProblemType "problem_type" problem_type: address {
                    about: "The `type` of a problem document, with `{code}` or `{slug}` in the place of the code.",
                    scope: Registry,
                    label: "Problem type",
                    audience: Client,
                    derived_from: "the page of the code",
                    example: "problem_type = \"https://errors.example.com/{slug}\"",
                    spec: Some("problem_type"),
                    promise: "problem-type-changed" in "the registry" {
                        what: "the `type` of problem documents was `{old}` and is `{new}`",
                        on: [Wire Break],
                        why: "it identifies a problem: clients compare it",
                        after: "RFC 9457 section 3.1.1",
                        undo: "write `problem_type` as it was: `{old}`",
                    }
                }
                Internal "internal" internal: code {
                    about: "The code of an unexpected failure.",
                    scope: Registry,
                    label: "Internal",
                    audience: Client,
                    default: "SYSTEM_INTERNAL_ERROR",
                    example: "internal = \"SYSTEM_INTERNAL_ERROR\"",
                    spec: Some("internal"),
                    promise: "internal-changed" in "the registry" {
                        what: "the code of unexpected failures was `{old}` and is `{new}`",
                        on: [Wire Break, Operations Risk],
                        why: "the same condition sends another code, and most alerts use this one",
                        after: "Azure: the same conditions must give the same code",
                        undo: "write `internal` as it was: `{old}`",
                    }
                }
                NotFound "not_found" not_found: code {
                    about: "The code of unknown routes.",
                    scope: Registry,
                    label: "Not found",
                    audience: Client,
                    default: "SYSTEM_ROUTE_NOT_FOUND",
                    example: "not_found = \"SYSTEM_ROUTE_NOT_FOUND\"",
                    spec: Some("not_found"),
                    promise: "not-found-changed" in "the registry" {
                        what: "the code of unknown routes was `{old}` and is `{new}`",
                        on: [Wire Break],
                        why: "the same condition sends another code",
                        after: "Azure: the same conditions must give the same code",
                        undo: "write `not_found` as it was: `{old}`",
                    }
                }
                Require "require" require: requirements {
                    about: "What every code must also declare: with `grpc`, its gRPC code if the status fits several.",
                    scope: Registry,
                    label: "Requirements",
                    audience: Developer,
                    example: "require(grpc)",
                    spec: Some("require_grpc"),
                }
                Crate "crate" krate: path {
                    about: "The path of `error_catalog`, where it has another name.",
                    scope: Everywhere,
                    label: "Crate",
                    audience: Developer,
                    example: "crate = error_catalog",
                    spec: None,
                }
            }
            basics BASIC {
                Code "code" code: name {
                    about: "The code: `DOMAIN_CATEGORY_SPECIFIC`, at most 63 characters.",
                    scope: Code,
                    label: "Code",
                    audience: Client,
                    example: "code = \"AUTH_TOKEN_EXPIRED\"",
                    spec: None,
                }
                Status "status" status: status {
                    about: "The HTTP status, 400 to 599, by number or by a name such as `NOT_FOUND`.",
                    scope: Default,
                    label: "Status",
                    audience: Client,
                    example: "status = 404",
                    spec: Some("status"),
                }
                LogLevel "log_level" log_level: word<Level> {
                    about: "The level it is logged at.",
                    scope: Default,
                    label: "Log level",
                    audience: Operator,
                    example: "log_level = \"INFO\"",
                    spec: Some("log_level"),
                    promise: "level-changed" in "operations" {
                        what: "the log level changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "filters, dashboards and alert thresholds count by it",
                        after: "OpenTelemetry severity; no other tool watches it",
                    }
                }
                Message "message" message: message {
                    about: "The user message with `{field}`: a text, `message(\"en\" = \"...\", \"ja\" = \"...\")` or `message = display`. With `public_as` it may be absent.",
                    scope: Code,
                    label: "Message",
                    audience: Client,
                    example: "message = \"...\"",
                    spec: Some("message"),
                }
            }
            on_codes FURTHER {
                Display "display" display: text {
                    about: "The developer text, for `Display` and logs, never for the wire; `{field}` may be any field that is not secret. Without it, `Display` and logs have the message.",
                    scope: Code,
                    label: "Developer text",
                    audience: Developer,
                    example: "display = \"...\"",
                    spec: Some("display"),
                    promise: "display-changed" in "texts" {
                        what: "the developer text was `{old}` and is `{new}`",
                        on: [Operations Safe, Text Safe],
                        why: "it is for people who read logs; queries have the code and the context",
                        after: "AIP-193 on messages",
                    }
                }
                Title "title" title: text {
                    about: "A short name of the problem, the same for every occurrence.",
                    scope: Code,
                    label: "Title",
                    audience: Client,
                    example: "title = \"...\"",
                    spec: Some("title"),
                    promise: "title-changed" in "texts" {
                        what: "the title was `{old}` and is `{new}`",
                        on: [Text Safe],
                        why: "it is advisory, and need only be the same for each occurrence",
                        after: "RFC 9457 section 3.1.3",
                    }
                }
                Class "class" class: word<Class> {
                    about: "What kind of failure it is.",
                    scope: Code,
                    label: "Class",
                    audience: Client,
                    derived_from: "the status",
                    example: "class = \"conflict\"",
                    spec: Some("class"),
                    promise: "class-changed" in "status and kind" {
                        what: "the class changed from `{old}` to `{new}`",
                        on: [Wire Break, Operations Risk],
                        why: "clients choose what to do by the class, and dashboards count by it",
                        after: "Smithy error; Stripe `type`",
                        undo: "write `class = \"{old}\"` again",
                    }
                }
                Grpc "grpc" grpc: word<Grpc> {
                    about: "The canonical gRPC code.",
                    scope: Code,
                    label: "gRPC",
                    audience: Client,
                    derived_from: "the status",
                    example: "grpc = \"ABORTED\"",
                    spec: Some("grpc"),
                    promise: "grpc-changed" in "status and kind" {
                        what: "the gRPC code changed from `{old}` to `{new}`",
                        on: [Wire Break],
                        why: "over gRPC this is the status: clients and proxies retry by it",
                        after: "AIP-193; the status codes of gRPC",
                        undo: "write `grpc = \"{old}\"` again",
                    }
                }
                Jsonrpc "jsonrpc" jsonrpc: jsonrpc {
                    about: "The number of its JSON-RPC error, one for each code: from -32099 to -32012 or from -32004 to -32002, or outside -32768..=-32000. Without one it is -32602 for class `validation`, -32603 for a server error, and -32000 for the rest.",
                    scope: Code,
                    label: "JSON-RPC",
                    audience: Client,
                    example: "jsonrpc = -32041",
                    spec: Some("jsonrpc"),
                    promise: "jsonrpc-changed" in "status and kind" {
                        what: "the JSON-RPC number changed from `{old}` to `{new}`",
                        on: [Wire Break],
                        why: "over JSON-RPC clients tell errors apart by it",
                        after: "JSON-RPC 2.0 section 5.1",
                        undo: "write `jsonrpc = {old}` again",
                    }
                }
                Retry "retry" retry: retry {
                    about: "Whether and how to try again: `never`, `network`, `transient`, `unavailable` (fail fast: the dependency is down) or `retry(max = 3, base = \"1s\", factor = 2, idempotent)`.",
                    scope: Default,
                    label: "Retry",
                    audience: Client,
                    derived_from: "the class",
                    example: "retry = \"transient\"",
                    spec: Some("retry"),
                }
                RetryAfter "retry_after" retry_after: duration {
                    about: "How long to wait before trying again: seconds, or a text such as `\"1m\"`.",
                    scope: Code,
                    label: "Retry after",
                    audience: Client,
                    example: "retry_after = 60",
                    spec: Some("retry_after"),
                }
                Severity "severity" severity: word<Severity> {
                    about: "How much it matters to operations.",
                    scope: Default,
                    label: "Severity",
                    audience: Operator,
                    derived_from: "log level and status",
                    example: "severity = \"CRITICAL\"",
                    spec: Some("severity"),
                    promise: "severity-changed" in "operations" {
                        what: "the severity changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "it picks the channel of the alert",
                        after: "our own: generated alert rules",
                    }
                }
                Incident "incident" incident: word<Incident> {
                    about: "The incident level.",
                    scope: Code,
                    label: "Incident",
                    audience: Operator,
                    derived_from: "the severity",
                    example: "incident = \"P1\"",
                    spec: Some("incident"),
                    promise: "incident-changed" in "operations" {
                        what: "the incident level changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "it sets the response time of the runbook",
                        after: "our own: the runbook",
                    }
                }
                Owner "owner" owner: text {
                    about: "The team that is responsible for it.",
                    scope: Default,
                    label: "Owner",
                    audience: Operator,
                    example: "owner = \"identity team\"",
                    spec: Some("owner"),
                    promise: "owner-changed" in "operations" {
                        what: "the owner changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "alerts are routed by it",
                        after: "our own: generated alert routes",
                    }
                }
                Alert "alert" alert: alert {
                    about: "How often it may occur within a window before an alert is sent: a ticket, or with `page` a call to the person on duty. The window is 5 minutes by default.",
                    scope: Code,
                    label: "Alert",
                    audience: Operator,
                    example: "alert(threshold = 50, window = \"10m\", page)",
                    spec: Some("alert"),
                    promise: "alert-changed" in "operations" {
                        what: "the alert changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "it decides when someone is called",
                        after: "our own: generated alert rules",
                    }
                }
                Origin "origin" origin: text {
                    about: "The part of the system it comes from, such as `database`.",
                    scope: Code,
                    label: "Origin",
                    audience: Operator,
                    example: "origin = \"database\"",
                    spec: Some("origin"),
                    promise: "origin-changed" in "operations" {
                        what: "the origin changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "log queries and dashboards group by it",
                        after: "our own: the log record",
                    }
                }
                ErrorType "error_type" error_type: text {
                    about: "The kind of system error, such as `SERVICE_UNAVAILABLE`.",
                    scope: Code,
                    label: "Error type",
                    audience: Operator,
                    example: "error_type = \"SERVICE_UNAVAILABLE\"",
                    spec: Some("error_type"),
                    promise: "error-type-changed" in "operations" {
                        what: "the error type changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "log queries and dashboards group by it",
                        after: "OpenTelemetry error.type",
                    }
                }
                Unique "unique" unique: names {
                    about: "The unique constraint of the database whose violation is this code: its name, or a list of names. `table.column` names it by its columns, as `SQLite` does. Also a primary key or an exclusion constraint.",
                    scope: Variant,
                    label: "Unique constraint",
                    audience: Operator,
                    example: "unique = \"users_email_key\"",
                    spec: Some("unique"),
                    promise: "unique-changed" in "operations" {
                        what: "the unique constraint changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "until the database has the new constraint, a violation is sent as the internal code; one of the old constraint always is",
                        after: "our own: `or_db`",
                    }
                }
                ForeignKey "foreign_key" foreign_key: names {
                    about: "The foreign key of the database whose violation is this code: its name, or a list of names.",
                    scope: Variant,
                    label: "Foreign key",
                    audience: Operator,
                    example: "foreign_key = \"reservations_user_id_fkey\"",
                    spec: Some("foreign_key"),
                    promise: "foreign-key-changed" in "operations" {
                        what: "the foreign key changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "until the database has the new constraint, a violation is sent as the internal code; one of the old constraint always is",
                        after: "our own: `or_db`",
                    }
                }
                Check "check" check: names {
                    about: "The check constraint of the database whose violation is this code: its name, or a list of names.",
                    scope: Variant,
                    label: "Check constraint",
                    audience: Operator,
                    example: "check = \"rooms_seats_check\"",
                    spec: Some("check"),
                    promise: "check-changed" in "operations" {
                        what: "the check constraint changed from `{old}` to `{new}`",
                        on: [Operations Risk],
                        why: "until the database has the new constraint, a violation is sent as the internal code; one of the old constraint always is",
                        after: "our own: `or_db`",
                    }
                }
                PublicAs "public_as" public_as: code {
                    about: "The code that is sent in its place, without details.",
                    scope: Code,
                    label: "Sent as",
                    audience: Operator,
                    example: "public_as = \"SYSTEM_INTERNAL_ERROR\"",
                    spec: Some("public_as"),
                }
                Formerly "formerly" formerly: codes {
                    about: "The codes it had before; looking one up finds this code.",
                    scope: Code,
                    label: "Formerly",
                    audience: Client,
                    example: "formerly(\"OLD_CODE\")",
                    spec: Some("formerly"),
                }
                Since "since" since: text {
                    about: "The version that introduced it.",
                    scope: Code,
                    label: "Since",
                    audience: Client,
                    example: "since = \"1.2\"",
                    spec: Some("since"),
                    promise: "since-changed" in "texts" {
                        what: "`since` was `{old}` and is `{new}`",
                        on: [Text Safe],
                        why: "it corrects the history and changes nothing else",
                        after: "ruff on rule metadata",
                    }
                }
                Deprecated "deprecated" deprecated: deprecated {
                    about: "Since when it is deprecated, what replaces it, and when it will be removed.",
                    scope: Code,
                    label: "Deprecated",
                    audience: Client,
                    example: "deprecated(since = \"2.0\", replaced_by(\"AUTH_OTHER\"))",
                    spec: Some("deprecated"),
                }
                DocUrl "doc_url" doc_url: url {
                    about: "A page about it.",
                    scope: Code,
                    label: "Page",
                    audience: Client,
                    example: "doc_url = \"https://...\"",
                    spec: Some("doc_url"),
                    promise: "doc-url-changed" in "texts" {
                        what: "the page was `{old}` and is `{new}`",
                        on: [Wire Safe, Text Safe],
                        why: "the old page should redirect; a `type` that changes with it is a consequence",
                        after: "belgif keeps `href` apart from `type`; RFC 9457 on `type`",
                    }
                }
                Runbook "runbook" runbook: url {
                    about: "The page with the runbook, for the people who run the service.",
                    scope: Code,
                    label: "Runbook",
                    audience: Operator,
                    example: "runbook = \"https://...\"",
                    spec: Some("runbook"),
                    promise: "runbook-changed" in "operations" {
                        what: "the runbook was `{old}` and is `{new}`",
                        on: [Operations Risk],
                        why: "alerts and operators link to it; the old page should redirect",
                        after: "our own: the runbook",
                    }
                }
                Ext "ext" ext: pairs {
                    about: "Further values of the team, by name; `ext(www_authenticate = \"...\")` sets the header `WWW-Authenticate` of a 401.",
                    scope: Code,
                    label: "Extensions",
                    audience: Operator,
                    example: "ext(name = \"value\")",
                    spec: Some("ext"),
                    promise: "ext-changed" in "names on the wire" {
                        what: "`ext({subject})` changed from `{old}` to `{new}`",
                        on: [Wire Risk, Operations Risk],
                        why: "dialects, documents and tools of the team read it",
                        after: "RFC 9457 on extension members",
                    }
                }
                Allow "allow" allows: rules {
                    about: "The rules it is exempt from.",
                    scope: Default,
                    label: "Exempt from",
                    audience: Developer,
                    example: "allow(level)",
                    spec: Some("allow"),
                }
            }
        }
    };
}
