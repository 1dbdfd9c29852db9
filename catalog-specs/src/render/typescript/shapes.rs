//! The types and the reader of a dialect.

use core::fmt::Write as _;

use super::super::clients::{Details, Field, LONGEST_WAIT, lists_violations, retryable_statuses};
use super::super::public::Public;
use super::text::{key, literal, tsdoc};
use crate::dialect::{Content, DetailsForm, Members, Shape};
use crate::json_type::JsonType;
use crate::status;

/// The error in a body, as a client sees it.
struct ErrorObject {
    shape: &'static Shape,
    /// The path of names to the object that holds it.
    path: Vec<&'static str>,
    /// Its members, the code first.
    members: Vec<(&'static str, Content)>,
    /// The list whose elements hold the code, with the members beside it. The reader lifts them out.
    lifted: Option<Lifted>,
}

struct Lifted {
    list: &'static str,
    items: &'static [Members],
    beside: Vec<&'static str>,
}

impl ErrorObject {
    fn new(shape: &'static Shape) -> Self {
        let (mut path, mut members) = (Vec::new(), shape.members);
        while let Some((name, inner)) = object_with_code(members) {
            path.push(name);
            members = inner;
        }
        let list = members.iter().find_map(|(name, content)| match content {
            Content::List(items) => Some((*name, *items)),
            _ => None,
        });
        let is_code = |(_, content): &(&str, Content)| *content == Content::Code;
        let mut members = members.to_vec();
        let mut lifted = None;
        if let Some((list, items)) = list.filter(|_| !members.iter().any(is_code)) {
            members.retain(|(name, _)| *name != list && *name != CODE);
            let beside = members.iter().map(|(name, _)| *name).collect();
            members.push((CODE, Content::Code));
            for (name, content) in items.iter().flat_map(|item| item.iter()) {
                match content {
                    Content::Details(_) => members.push((DETAILS, *content)),
                    Content::TraceId | Content::Duration => members.push((name, *content)),
                    _ => {}
                }
            }
            lifted = Some(Lifted { list, items, beside });
        }
        members.sort_by_key(|member| !is_code(member));
        Self { shape, path, members, lifted }
    }

    fn name_of(&self, wanted: &Content) -> Option<&'static str> {
        self.members.iter().find(|(_, content)| content == wanted).map(|(name, _)| *name)
    }

    fn details(&self) -> Option<(&'static str, DetailsForm)> {
        self.members.iter().find_map(|(name, content)| match content {
            Content::Details(form) => Some((*name, *form)),
            _ => None,
        })
    }
}

/// The object among the members that has the code somewhere in it.
fn object_with_code(members: Members) -> Option<(&'static str, Members)> {
    members.iter().find_map(|(name, content)| match content {
        Content::Object(inner) if has_code(inner) => Some((*name, *inner)),
        _ => None,
    })
}

fn has_code(members: Members) -> bool {
    members.iter().any(|(_, content)| match content {
        Content::Object(inner) => has_code(inner),
        Content::List(items) => items.iter().any(|item| has_code(item)),
        content => *content == Content::Code,
    })
}

/// The names of the lifted members.
const CODE: &str = "code";
const DETAILS: &str = "details";

/// Appends the type of a code.
pub(super) fn write(shape: &'static Shape, public: &Public<'_>, name: &str, out: &mut String) {
    let error = ErrorObject::new(shape);
    let _ = writeln!(out, "export interface {name} {{");
    for (name, content) in &error.members {
        match content {
            Content::Details(_) => details_member(public, name, *content, out),
            Content::Spread => spread_members(public, &error.members, out),
            Content::Violations(members) if lists_violations(public, members) => {
                let members: Vec<_> =
                    members.iter().filter_map(|member| violation_member(public, member)).collect();
                let _ = writeln!(
                    out,
                    "  readonly {}?: readonly {{ {} }}[];",
                    key(name),
                    members.join("; ")
                );
            }
            Content::Violations(_) => {}
            other => {
                let mark = if other.may_be_absent() { "?" } else { "" };
                let value = type_of(error.shape, public, other);
                let _ = writeln!(out, "  readonly {}{mark}: {value};", key(name));
            }
        }
    }
    out.push_str("}\n");
}

/// The type of a content that is no detail.
fn type_of(shape: &Shape, public: &Public<'_>, content: &Content) -> String {
    let entry = public.entry;
    match content {
        Content::Text(text) => literal(text),
        Content::Code => literal(&entry.code),
        Content::Status => shape.status(entry.status).to_string(),
        Content::Grpc => literal(entry.effective_grpc().as_str()),
        Content::Fault { client, server } => {
            literal(if status::is_server(entry.status) { server } else { client })
        }
        Content::Seconds => "number".to_owned(),
        Content::Object(_) => "Readonly<Record<string, unknown>>".to_owned(),
        Content::List(_) => "readonly unknown[]".to_owned(),
        _ => "string".to_owned(),
    }
}

/// The name of the member with the code.
pub(super) fn code_name(shape: &'static Shape) -> &'static str {
    ErrorObject::new(shape).name_of(&Content::Code).unwrap_or(CODE)
}

/// The function that reads a body, and the guard.
pub(super) fn reader(shape: &'static Shape) -> String {
    let error = ErrorObject::new(shape);
    let mut pick = "body".to_owned();
    for (at, name) in error.path.iter().enumerate() {
        // Nested values have an unknown type.
        let of = if at == 0 { pick } else { format!("({pick} as Record<string, unknown>)") };
        pick = format!("{of}[{}]", literal(name));
    }
    if error.lifted.is_some() {
        pick = format!("lift({pick})");
    }
    let code = error.name_of(&Content::Code).unwrap_or(CODE);
    let text = error.name_of(&Content::Title).or_else(|| error.name_of(&Content::Message));
    let details = match error.details() {
        // In brackets: where no code has details, only an unknown error may have the member.
        Some((name, _)) => Some(format!("\"{name}\" in error ? error[\"{name}\"] : undefined")),
        None => error.name_of(&Content::Spread).map(|_| "error".to_owned()),
    };
    // A body without details has none to check.
    let checked = details
        .as_ref()
        .map_or_else(|| "true".to_owned(), |details| format!("hasTypes({details}, error.{code})"));
    let has_params = |(_, content): &(&str, Content)| match content {
        Content::Violations(members) => {
            members.iter().any(|(_, content)| *content == Content::Params)
        }
        _ => false,
    };
    let values = if error.members.iter().any(has_params) { JSON_VALUE } else { "" };
    let mut reader = values.to_owned() + READER;
    reader = reader
        .replace("{wait}", &sent_wait(&error))
        .replace("{sent_status}", &sent_status(&error))
        .replace("{pick}", &pick)
        .replace("{code}", code)
        .replace("{text}", text.unwrap_or("message"))
        .replace("{checked}", &checked)
        .replace("{statuses}", &retryable_statuses().join(", "))
        .replace("{longest}", &LONGEST_WAIT.to_string());
    if let Some(lifted) = &error.lifted {
        reader.push_str(&lift(lifted));
    }
    if details.is_some() {
        reader.push_str(TYPES);
    }
    reader
}

/// The status in the error, if it is one of its members.
fn sent_status(error: &ErrorObject) -> String {
    let name = error.name_of(&Content::Status);
    name.map_or_else(String::new, |name| format!(" ?? error[{}]", literal(name)))
}

/// The seconds to wait, if the error has them.
fn sent_wait(error: &ErrorObject) -> String {
    let member = |name: &str| format!("\"{name}\" in error ? error[\"{name}\"] : undefined");
    if let Some(name) = error.name_of(&Content::Seconds) {
        format!(
            "\n  const sent: unknown = {};\n  if (typeof sent === \"number\" && sent >= 0) return Math.min(sent, LONGEST_WAIT);",
            member(name)
        )
    } else if let Some(name) = error.name_of(&Content::Duration) {
        format!(
            "\n  const sent: unknown = {};\n  const seconds = typeof sent === \"string\" ? /^(\\d{{1,12}}(?:\\.\\d+)?)s$/.exec(sent) : null;\n  if (seconds !== null) return Math.min(Number(seconds[1]), LONGEST_WAIT);",
            member(name)
        )
    } else {
        String::new()
    }
}

/// The function that lifts code, details and trace id out of a list of tagged objects.
fn lift(lifted: &Lifted) -> String {
    let list = literal(lifted.list);
    let mut picks = String::new();
    let mut own = String::new();
    let mut optional = String::new();
    let (mut tag_name, mut prefix) = ("", "");
    for item in lifted.items {
        let mut names = Vec::new();
        let mut tag = "";
        for (name, content) in *item {
            match content {
                Content::Text(text) => (tag_name, tag) = (name, text),
                Content::Code => {
                    names.push(*name);
                    let _ = writeln!(own, "    {CODE}: {name},");
                }
                Content::Details(_) => {
                    names.push(*name);
                    let _ = writeln!(
                        optional,
                        "    ...(isObject({name}) ? {{ {DETAILS}: {name} }} : {{}}),"
                    );
                }
                Content::TraceId | Content::Duration => {
                    names.push(*name);
                    let _ = writeln!(
                        optional,
                        "    ...(typeof {name} === \"string\" ? {{ {name} }} : {{}}),"
                    );
                }
                _ => {}
            }
        }
        if prefix.is_empty() {
            prefix = tag.rfind('.').and_then(|at| tag.get(..=at)).unwrap_or_default();
        }
        if !names.is_empty() {
            let tag = literal(tag.strip_prefix(prefix).unwrap_or(tag));
            let _ = writeln!(picks, "  const {{ {} }} = typed({tag});", names.join(", "));
        }
    }
    for name in &lifted.beside {
        let _ = writeln!(own, "    {}: status[{}],", key(name), literal(name));
    }
    LIFT.replace("{list}", &list)
        .replace("{tag}", &literal(tag_name))
        .replace("{prefix}", prefix)
        .replace("{picks}", &picks)
        .replace("{members}", &(own + &optional))
}

/// The member with the details, if the code has any.
fn details_member(public: &Public<'_>, name: &str, content: Content, out: &mut String) {
    let name = key(name);
    let Some(details) = Details::new(public, content, &[]) else {
        if content == Content::Details(DetailsForm::JsonAlways) {
            let _ = writeln!(out, "  readonly {name}: Readonly<Record<string, unknown>>;");
        }
        return;
    };
    let mut members = String::new();
    for field in &details.fields {
        member(field, field.is_required, "    ", &mut members);
    }
    let mark = if details.may_be_absent { "?" } else { "" };
    let _ = write!(out, "  readonly {name}{mark}: ");
    if !members.is_empty() {
        let _ = write!(out, "{{\n{members}  }}");
    }
    if let Some(rest) = &details.rest {
        let named = details.fields.iter().map(|field| value_type(&field.value));
        let and = if members.is_empty() { "" } else { " & " };
        let value = one_of(value_type(&rest.value), named);
        let _ = write!(out, "{and}Readonly<Record<string, {value}>>");
    }
    out.push_str(";\n");
}

/// The type of all members of an object, whose named ones have types of their own.
fn one_of(value: String, named: impl Iterator<Item = String>) -> String {
    let mut types = vec![value];
    for other in named {
        if !types.contains(&other) {
            types.push(other);
        }
    }
    if types.iter().any(|one| one == UNKNOWN) { UNKNOWN.to_owned() } else { types.join(" | ") }
}

/// The details as members beside the others.
fn spread_members(public: &Public<'_>, members: &[(&str, Content)], out: &mut String) {
    let taken: Vec<_> = members.iter().map(|(name, _)| *name).collect();
    let Some(details) = Details::new(public, Content::Spread, &taken) else { return };
    for field in &details.fields {
        member(field, field.is_required, "  ", out);
    }
    if details.rest.is_some() {
        // The members of a map may have other types than those beside them.
        out.push_str("  readonly [member: string]: unknown;\n");
    }
}

/// A member of a violation.
fn violation_member(public: &Public<'_>, (name, content): &(&str, Content)) -> Option<String> {
    let value = match content {
        Content::Rule | Content::RuleName | Content::Params | Content::Location
            if !public.entry.carries_rules() =>
        {
            return None;
        }
        Content::Params => "Readonly<Record<string, JsonValue>>",
        Content::Location => "\"query\" | \"path\" | \"header\" | \"cookie\"",
        _ => "string",
    };
    let mark = if content.may_be_absent() { "?" } else { "" };
    Some(format!("readonly {}{mark}: {value}", key(name)))
}

fn member(field: &Field<'_>, is_required: bool, indent: &str, out: &mut String) {
    if !field.doc.is_empty() {
        tsdoc(field.doc, indent, out);
    }
    let mark = if is_required { "" } else { "?" };
    let value = value_type(&field.value);
    let _ = writeln!(out, "{indent}readonly {}{mark}: {value};", key(&field.name));
}

/// The type of a value of which nothing is known.
const UNKNOWN: &str = "unknown";

/// A value's type.
fn value_type(wire: &JsonType) -> String {
    match wire {
        JsonType::Text { .. } => "string".to_owned(),
        JsonType::Integer { .. } | JsonType::Number => "number".to_owned(),
        JsonType::Bool => "boolean".to_owned(),
        JsonType::List { of: item, .. } => match value_type(item) {
            item if item.contains(' ') => format!("readonly ({item})[]"),
            item => format!("readonly {item}[]"),
        },
        JsonType::Map(value) => format!("Readonly<Record<string, {}>>", value_type(value)),
        JsonType::Tuple(places) => {
            format!("readonly [{}]", places.iter().map(value_type).collect::<Vec<_>>().join(", "))
        }
        JsonType::Record(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(name, wire)| format!("readonly {}: {}", key(name), value_type(wire)))
                .collect();
            format!("{{ {} }}", members.join("; "))
        }
        JsonType::Nullable(inner) if **inner == JsonType::Any => UNKNOWN.to_owned(),
        JsonType::Nullable(inner) => format!("{} | null", value_type(inner)),
        JsonType::Any => UNKNOWN.to_owned(),
    }
}

const JSON_VALUE: &str = r"
/** A value of JSON. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };
";

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
  return isErrorCode(error.{code}) && {checked};
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

/** The headers of a response, as `fetch` has them. */
export interface ResponseHeaders {
  get(name: string): string | null;
}

/** Whether trying again can help: by the code, or by the status of the response where the code is not known. */
export function isRetryable(error: KnownError | UnknownError, status?: number): boolean {
  if (!isErrorCode(error.{code})) {
    const sent: unknown = status{sent_status};
    return RETRYABLE.some((one) => one === sent);
  }
  const entry: ErrorEntry = ERRORS[error.{code}];
  return entry.retry !== "never" && entry.retry !== "unavailable";
}

/** How many seconds to wait before trying again: as the service says, or as the code has it; a day at most. */
export function retryAfter(error: KnownError | UnknownError, headers?: ResponseHeaders): number | undefined {{wait}
  const header = /^\s*(\d{1,9})\s*$/.exec(headers?.get("retry-after") ?? "");
  if (header !== null) return Math.min(Number(header[1]), LONGEST_WAIT);
  if (!isErrorCode(error.{code})) return undefined;
  const entry: ErrorEntry = ERRORS[error.{code}];
  return entry.retryAfter;
}

const RETRYABLE = [{statuses}] as const;

const LONGEST_WAIT = {longest};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(value: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(value, name);
}
"#;

/// For shapes whose code is in a list of tagged objects.
const LIFT: &str = r"
function lift(status: unknown): unknown {
  if (!isObject(status) || !Array.isArray(status[{list}])) return undefined;
  const typed = (name: string): Readonly<Record<string, unknown>> =>
    (status[{list}] as unknown[])
      .filter(isObject)
      .find((detail) => detail[{tag}] === `{prefix}${name}`) ?? {};
{picks}  return {
{members}  };
}
";

/// The check of the details by the table of their types.
const TYPES: &str = include_str!("types.ts");

#[cfg(test)]
mod tests {
    use super::super::super::example::Examples;
    use super::super::super::public::public_codes;
    use super::super::super::sample;
    use super::*;
    use crate::render::sixth::SIXTH;

    #[test]
    fn a_shape_is_all_that_a_type_needs() {
        let catalog = sample::catalog();
        let mut out = String::new();
        for public in public_codes(&catalog, &Examples::new(&catalog)) {
            write(SIXTH, &public, "Sixth", &mut out);
        }
        assert_eq!(
            out,
            r#"export interface Sixth {
  readonly name: "A_GONE";
  readonly text: string;
  readonly http: 410;
  readonly wait?: string;
  readonly page?: string;
  readonly values: {
    readonly left: number;
  };
}
export interface Sixth {
  readonly name: "A_WRONG";
  readonly text: string;
  readonly http: 422;
  readonly wait?: string;
  readonly page?: string;
  readonly values: Readonly<Record<string, string>>;
  readonly broken?: readonly { readonly field: string; readonly why: string }[];
}
"#
        );
        let reader = reader(SIXTH);
        for part in [
            "const error: unknown = body[\"failure\"];",
            "const { name: code, text: text } = error;",
            "hasTypes(\"values\" in error ? error[\"values\"] : undefined, error.name)",
        ] {
            assert!(reader.contains(part), "{part}\n{reader}");
        }
    }
}
