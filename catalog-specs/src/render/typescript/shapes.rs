//! What each dialect gives a client: a type a code, and the reader of a body.

use core::fmt::Write as _;

use super::super::example::camel_case;
use super::super::public::Public;
use super::promised;
use super::text::{key, literal, tsdoc};
use crate::Class;
use crate::Dialect;
use crate::model::Detail;
use crate::wire::Wire;

/// Appends the type of a code.
pub(super) fn write(dialect: Dialect, public: &Public<'_>, name: &str, out: &mut String) {
    let row = public.row;
    let code = literal(&row.code);
    let _ = writeln!(out, "export interface {name} {{");
    match dialect {
        Dialect::Seed => {
            let _ = writeln!(out, "  readonly code: {code};\n  readonly message: string;");
            details_member(public, Dialect::Seed, out);
            out.push_str("  readonly trace_id?: string;\n");
        }
        Dialect::Google => {
            let _ = writeln!(out, "  readonly code: {code};\n  readonly message: string;");
            let _ = writeln!(out, "  readonly status: {};", literal(row.effective_grpc().as_str()));
            details_member(public, Dialect::Google, out);
            out.push_str("  readonly requestId?: string;\n");
        }
        Dialect::Flat => {
            let _ = writeln!(out, "  readonly error_code: {code};\n  readonly message: string;");
            details_member(public, Dialect::Flat, out);
        }
        Dialect::Blk => {
            let fault = if row.status >= 500 { "SYSTEM_ERROR" } else { "USER_ERROR" };
            let _ = writeln!(
                out,
                "  readonly error_code: {code};\n  readonly type: {};",
                literal(fault)
            );
            out.push_str("  readonly user_message: string;\n  readonly request_id?: string;\n");
            out.push_str("  readonly retry_after?: number;\n");
        }
        Dialect::Problem => {
            let _ = writeln!(out, "  readonly code: {code};\n  readonly type: string;");
            let _ = writeln!(out, "  readonly title: string;\n  readonly status: {};", row.status);
            out.push_str("  readonly detail?: string;\n  readonly instance?: string;\n");
            out.push_str("  readonly trace_id?: string;\n");
            problem_members(public, out);
        }
    }
    out.push_str("}\n");
}

/// The function that reads a body, and the guard.
pub(super) fn reader(dialect: Dialect) -> String {
    let (pick, code, text, details) = match dialect {
        Dialect::Seed => (
            "body[\"error\"]",
            "code",
            "message",
            "\"details\" in error ? error.details : undefined",
        ),
        Dialect::Problem => ("body", "code", "title", "error"),
        Dialect::Google => (
            "lift(body[\"error\"])",
            "code",
            "message",
            "\"details\" in error ? error.details : undefined",
        ),
        Dialect::Flat => {
            ("body", "error_code", "message", "\"details\" in error ? error.details : undefined")
        }
        // Its bodies have no details.
        Dialect::Blk => ("body", "error_code", "user_message", "undefined"),
    };
    let promise = match dialect {
        Dialect::Blk => "",
        _ => {
            "\n  if (!promised.every((name) => isObject(details) && has(details, name))) return false;"
        }
    };
    let names = match dialect {
        Dialect::Google => ".map(camelCase)",
        _ => "",
    };
    let promised = match dialect {
        Dialect::Blk => String::new(),
        _ => format!(
            "\n  const entry: ErrorEntry = ERRORS[error.{code}];\n  const promised = entry.details{names};\n  const details: unknown = {details};"
        ),
    };
    let helpers = if dialect == Dialect::Google { GOOGLE } else { "" };
    READER
        .replace("{pick}", pick)
        .replace("{code}", code)
        .replace("{text}", text)
        .replace("{promised}", &promised)
        .replace("{promise}", promise)
        + helpers
}

/// The member `details`, where the code has any.
fn details_member(public: &Public<'_>, dialect: Dialect, out: &mut String) {
    let details = &public.row.details;
    if details.is_empty() {
        if dialect == Dialect::Flat {
            out.push_str("  readonly details: Readonly<Record<string, unknown>>;\n");
        }
        return;
    }
    let is_sure =
        dialect == Dialect::Flat && !public.stands_in || promised(public).next().is_some();
    let mark = if is_sure { "" } else { "?" };
    let named: Vec<_> = details.iter().filter(|detail| !detail.flatten).collect();
    let spread = spread(details).map(|value| match dialect {
        Dialect::Google => "string".to_owned(),
        _ => value,
    });
    let _ = write!(out, "  readonly details{mark}: ");
    if !named.is_empty() {
        out.push_str("{\n");
        for detail in named {
            member(detail, dialect, !Wire::may_be_absent(detail), "    ", out);
        }
        out.push_str("  }");
    }
    if let Some(value) = spread {
        if details.iter().any(|detail| !detail.flatten) {
            out.push_str(" & ");
        }
        let _ = write!(out, "Readonly<Record<string, {value}>>");
    }
    out.push_str(";\n");
}

/// The details of a problem document, which stand beside its other members.
fn problem_members(public: &Public<'_>, out: &mut String) {
    let details = &public.row.details;
    for detail in details.iter().filter(|detail| !detail.flatten) {
        let sure = !Wire::may_be_absent(detail) && !public.stands_in;
        member(detail, Dialect::Problem, sure, "  ", out);
    }
    if spread(details).is_none() {
        return;
    }
    if public.row.effective_class() == Class::Validation {
        out.push_str("  readonly errors?: readonly { readonly detail: string; readonly pointer: string }[];\n");
    } else {
        // The members of a map stand beside texts and numbers, whose types they may not share.
        out.push_str("  readonly [member: string]: unknown;\n");
    }
}

fn member(detail: &Detail, dialect: Dialect, sure: bool, indent: &str, out: &mut String) {
    if !detail.doc.is_empty() {
        tsdoc(&detail.doc, indent, out);
    }
    let mark = if sure { "" } else { "?" };
    let (name, value) = match dialect {
        Dialect::Google => (key(&camel_case(&detail.name)), "string".to_owned()),
        _ => (key(&detail.name), of(&Wire::of_detail(detail))),
    };
    let _ = writeln!(out, "{indent}readonly {name}{mark}: {value};");
}

/// What the members of flattened details are.
fn spread(details: &[Detail]) -> Option<String> {
    let mut flattened = details.iter().filter(|detail| detail.flatten);
    let first = flattened.next()?;
    Some(match (Wire::of_detail(first), flattened.next()) {
        // Named members beside it would have to be of its type as well.
        (Wire::Map(value), None) if details.len() == 1 => of(&value),
        _ => "unknown".to_owned(),
    })
}

/// A value's type.
fn of(wire: &Wire) -> String {
    match wire {
        Wire::Text { .. } => "string".to_owned(),
        Wire::Integer { .. } | Wire::Number => "number".to_owned(),
        Wire::Bool => "boolean".to_owned(),
        Wire::List { of: item, .. } => match of(item) {
            item if item.contains(' ') => format!("readonly ({item})[]"),
            item => format!("readonly {item}[]"),
        },
        Wire::Map(value) => format!("Readonly<Record<string, {}>>", of(value)),
        Wire::Tuple(places) => {
            format!("readonly [{}]", places.iter().map(of).collect::<Vec<_>>().join(", "))
        }
        Wire::Record(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(name, wire)| format!("readonly {}: {}", key(name), of(wire)))
                .collect();
            format!("{{ {} }}", members.join("; "))
        }
        Wire::Nullable(inner) if **inner == Wire::Any => "unknown".to_owned(),
        Wire::Nullable(inner) => format!("{} | null", of(inner)),
        Wire::Any => "unknown".to_owned(),
    }
}

const READER: &str = r#"
/** An error whose code is newer than this file, or that lacks what its code promises. */
export interface UnknownError {
  readonly {code}: string;
  readonly {text}: string;
  readonly [member: string]: unknown;
}

/** The error of a code. */
export type ErrorOf<Code extends ErrorCode> = Extract<KnownError, { readonly {code}: Code }>;

/** Whether the code is one of this catalogue. */
export function isErrorCode(code: string): code is ErrorCode {
  return has(ERRORS, code);
}

/** Whether the error is one of this catalogue: a `switch` on its `{code}` then knows its details. */
export function isKnown(error: KnownError | UnknownError): error is KnownError {
  if (!isErrorCode(error.{code})) return false;{promised}{promise}
  return true;
}

/**
 * The error in a body, parsed as JSON; nothing where it is not an error of this service.
 *
 * A code that is not known is kept as it came: a service may be newer than its clients.
 */
export function parseError(body: unknown): KnownError | UnknownError | undefined {
  if (!isObject(body)) return undefined;
  const error: unknown = {pick};
  if (!isObject(error)) return undefined;
  const { {code}: code, {text}: text } = error;
  if (typeof code !== "string" || typeof text !== "string") return undefined;
  return error as unknown as UnknownError;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(value: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(value, name);
}
"#;

/// `google.rpc.Status` has its reason and its metadata in the list of details.
const GOOGLE: &str = r#"
function lift(status: unknown): unknown {
  if (!isObject(status) || !Array.isArray(status["details"])) return undefined;
  const typed = (name: string): Readonly<Record<string, unknown>> =>
    (status["details"] as unknown[])
      .filter(isObject)
      .find((detail) => detail["@type"] === `type.googleapis.com/google.rpc.${name}`) ?? {};
  const { reason, metadata } = typed("ErrorInfo");
  const { requestId } = typed("RequestInfo");
  return {
    code: reason,
    message: status["message"],
    status: status["status"],
    ...(isObject(metadata) ? { details: metadata } : {}),
    ...(typeof requestId === "string" ? { requestId } : {}),
  };
}

function camelCase(name: string): string {
  return name.replace(/(?<=.)_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
"#;
