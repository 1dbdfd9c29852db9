//! TypeScript: the codes as a type, their details, and a reader of bodies that keeps unknown codes.

mod shapes;
mod table;
mod text;

use core::fmt::Write as _;

use super::GENERATED;
use super::clients::{Client, Names, about, own_wait, pascal_case, retired};
use super::parallel::{CODES_OF_A_THREAD, in_chunks};
use super::public::{Public, promised};
use crate::Dialect;
use crate::Retry;
use crate::model::Catalog;
use text::{key, literal, tsdoc};

/// The module: no dependency, and nothing in it runs before it is called.
///
/// Masked codes are left out: clients never receive them.
pub fn typescript(catalog: &Catalog) -> String {
    module(&Client::new(catalog, false))
}

/// The internal edition: the same types, with everything that is known about a code in its comment.
pub fn internal_typescript(catalog: &Catalog) -> String {
    module(&Client::new(catalog, true))
}

/// Names that the module defines or uses.
const TAKEN: &str = "\
    DetailTypes ErrorCode ErrorEntry ErrorOf Extract JsonType JsonValue KnownError Object Readonly Record ResponseHeaders Retry \
    UnknownError";

/// How a comment says that a code is deprecated.
const DEPRECATED: &str = "@deprecated ";

fn module(client: &Client<'_>) -> String {
    let (catalog, codes) = (client.catalog, &client.codes);
    let shape = Dialect::for_documents(&catalog.settings).shape();
    let mut taken = Names::new(TAKEN);
    let names: Vec<_> =
        codes.iter().map(|public| taken.unique(pascal_case(&public.entry.code, "Code"))).collect();
    let mut out = String::with_capacity(1024 + codes.len() * 512);

    let _ = writeln!(out, "// {GENERATED}");
    if !catalog.description.is_empty() {
        out.push('\n');
        tsdoc(&format!("{}\n\n@packageDocumentation", catalog.description), "", &mut out);
    }
    table(codes, &mut out);
    out.push('\n');
    tsdoc(&format!("Every code that clients can meet.{}", retired(catalog)), "", &mut out);
    out.push_str("export type ErrorCode = keyof typeof ERRORS;\n");
    let pairs: Vec<_> = codes.iter().zip(&names).collect();
    out.extend(in_chunks(&pairs, CODES_OF_A_THREAD, |pairs| {
        let mut out = String::with_capacity(pairs.len() * 512);
        for (public, name) in pairs {
            out.push('\n');
            tsdoc(&client.edition.comment(public, DEPRECATED), "", &mut out);
            shapes::write(shape, public, name, &mut out);
        }
        out
    }));
    out.push_str("\n/** An error with a code of this catalogue. */\nexport type KnownError =");
    for name in &names {
        let _ = write!(out, "\n  | {name}");
    }
    // An empty union.
    out.push_str(if names.is_empty() { " never;\n" } else { ";\n" });
    out.push_str(&shapes::reader(shape));
    out.extend(table::table(client));
    sets(client, &names, &mut taken, &mut out);
    out
}

/// The types of the sets, and their guards.
fn sets(client: &Client<'_>, names: &[String], taken: &mut Names, out: &mut String) {
    let code = shapes::code_name(Dialect::for_documents(&client.catalog.settings).shape());
    for set in &client.sets {
        let name = set.type_name(taken);
        out.push('\n');
        tsdoc(&set.comment(), "", out);
        let _ = write!(out, "export type {name} =");
        for member in set.members.iter().filter_map(|at| names.get(*at)) {
            let _ = write!(out, "\n  | {member}");
        }
        let members = set.members.iter().filter_map(|at| client.codes.get(*at));
        let codes: Vec<_> = members.map(|public| literal(&public.entry.code)).collect();
        let _ = writeln!(
            out,
            ";\n\n/** Whether the error is one of the set: a `switch` on its `{code}` then knows its details. */\nexport function is{name}(error: KnownError | UnknownError): error is {name} {{\n  return isKnown(error) && [{}].includes(error.{code});\n}}",
            codes.join(", ")
        );
    }
}

/// The table of the codes.
fn table(codes: &[Public<'_>], out: &mut String) {
    // Messages by locale are only written for several locales.
    let is_localised =
        |public: &Public<'_>| public.entry.messages.iter().any(|text| !text.locale.is_empty());
    let localised = codes.iter().any(is_localised);
    out.push_str(&if localised { HEAD.to_owned() } else { HEAD.replace(MESSAGES, "") });
    out.push_str("export const ERRORS = {\n");
    out.extend(in_chunks(codes, CODES_OF_A_THREAD, |codes| {
        let mut out = String::with_capacity(codes.len() * 512);
        for public in codes {
            row(public, localised, &mut out);
        }
        out
    }));
    out.push_str("} as const;\n");
}

/// The row of a code.
fn row(public: &Public<'_>, localised: bool, out: &mut String) {
    let entry = public.entry;
    tsdoc(&about(entry, DEPRECATED), "  ", out);
    let _ = writeln!(out, "  {}: {{", key(&entry.code));
    let _ = writeln!(out, "    status: {},", entry.status);
    let _ = writeln!(out, "    class: {},", literal(entry.effective_class().as_str()));
    let _ = writeln!(out, "    retry: {},", retry(entry.effective_retry()));
    if let Some(wait) = own_wait(entry) {
        let _ = writeln!(out, "    retryAfter: {wait},");
    }
    let _ = writeln!(out, "    message: {},", literal(entry.message()));
    let texts: Vec<_> = entry
        .messages
        .iter()
        .filter(|text| !text.locale.is_empty())
        .map(|text| format!("{}: {}", key(&text.locale), literal(&text.message)))
        .collect();
    if !texts.is_empty() {
        let _ = writeln!(out, "    messages: {{ {} }},", texts.join(", "));
    } else if localised {
        out.push_str("    messages: {},\n");
    }
    let promised: Vec<_> = promised(public).map(literal).collect();
    let _ = writeln!(out, "    details: [{}],", promised.join(", "));
    out.push_str("  },\n");
}

fn retry(retry: Retry) -> String {
    match retry {
        Retry::Custom(backoff) => format!(
            "{{ max: {}, baseMs: {}, factor: {}{} }}",
            backoff.max,
            backoff.base.as_millis(),
            backoff.factor,
            if backoff.idempotent { ", idempotent: true" } else { "" }
        ),
        named => literal(named.as_str()),
    }
}

const MESSAGES: &str = "\
  /** The text in every locale. */
  readonly messages: Readonly<Record<string, string>>;
";

const HEAD: &str = r#"
/** Whether, how often and how fast to try again. */
export type Retry =
  | "never"
  | "network"
  | "transient"
  | "unavailable"
  | { readonly max: number; readonly baseMs: number; readonly factor: number; readonly idempotent?: true };

/** What is known of a code without an error at hand. */
export interface ErrorEntry {
  /** The HTTP status. */
  readonly status: number;
  readonly class: string;
  readonly retry: Retry;
  /** How many seconds to wait before trying again. */
  readonly retryAfter?: number;
  /** The text for users in the default locale, placeholders open. */
  readonly message: string;
  /** The text in every locale. */
  readonly messages: Readonly<Record<string, string>>;
  /** The details that are always there. */
  readonly details: readonly string[];
}

/** Every code with what is known of it. */
"#;
