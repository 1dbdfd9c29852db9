//! Python: frozen dataclasses for the errors, a union that type checkers narrow, and a reader of bodies.

mod text;
mod types;

use core::fmt::Write as _;

use super::GENERATED;
use super::clients::{
    Access, Client, Details, LONGEST_WAIT, Names, ViolationNames, about, constant_name,
    description, own_wait, pascal_case, retired, retryable_statuses, snake_case,
};
use super::public::Public;
use crate::Backoff;
use crate::model::Catalog;
use text::{docstring, literal};
use types::{reading, type_name};

/// A module for Python 3.10 and later, which needs nothing else.
///
/// Masked codes are left out: clients never receive them.
pub fn python(catalog: &Catalog) -> String {
    module(&Client::new(catalog, false))
}

/// The internal edition: the same types, with everything that is known about a code in its docstring.
pub fn internal_python(catalog: &Catalog) -> String {
    module(&Client::new(catalog, true))
}

/// Names that the module defines or uses, and words of Python.
const TYPES: &str = "\
    Any AnyError ApiError Backoff Callable Codes ErrorBase ErrorEntry Exception False Final Headers KnownError \
    Literal Mapping NoReturn None Optional OverflowError Protocol RecursionError Sent Sequence True Tuple TypeAlias TypeGuard \
    TypeVar Union UnknownError ValueError Violation";

/// Words of Python, and the types that annotations in the same class name.
const FIELDS: &str = "\
    False None True and as assert async await break class continue def del elif else except finally for from \
    global if import in is lambda nonlocal not or pass raise return try while with yield bool float int object \
    str self";

/// A code with the name of its class.
struct Named<'a, 'c> {
    public: &'a Public<'c>,
    name: String,
    details: Option<Details<'c>>,
}

fn module(client: &Client<'_>) -> String {
    let mut names = Names::new(TYPES);
    let rows: Vec<_> = client
        .codes
        .iter()
        .map(|public| Named {
            public,
            name: names.unique(pascal_case(&public.entry.code, "Code")),
            details: client.details(public),
        })
        .collect();
    let mut out = String::with_capacity(4096 + rows.len() * 1024);
    let _ = writeln!(out, "# {GENERATED}");
    docstring(&description(client.catalog), "", &mut out);
    out.push_str(HEAD);
    codes(client, &rows, &mut out);
    out.push_str(BASE);
    let mut details_names = Vec::new();
    for code in &rows {
        let details = code.details.as_ref();
        let details_name = details.map(|_| names.unique(format!("{}Details", code.name)));
        if let (Some(details), Some(name)) = (details, &details_name) {
            details_class(code, details, name, &mut out);
        }
        class(client, code, details_name.as_deref(), &mut out);
        details_names.push(details_name);
    }
    let union: Vec<_> = rows.iter().map(|code| code.name.as_str()).collect();
    alias("KnownError", "An error with a code of this catalogue.", &union, &mut out);
    out.push_str(UNION);
    out.push_str(&reader(client));
    readers(client, &rows, &details_names, &mut out);
    sets(client, &rows, &mut names, &mut out);
    out
}

/// The constants and the table.
fn codes(client: &Client<'_>, rows: &[Named<'_, '_>], out: &mut String) {
    out.push_str("\n\nclass Codes:\n");
    docstring(
        &format!("Every code that clients can meet.{}", retired(client.catalog)),
        "    ",
        out,
    );
    let mut names = Names::new(FIELDS);
    for code in rows {
        let name = names.unique(constant_name(&code.public.entry.code));
        let _ = writeln!(out, "\n    {name}: Final = {}", literal(&code.public.entry.code));
        docstring(&about(code.public.entry, ""), "    ", out);
    }
    out.push_str("\n\nERRORS: Final[Mapping[str, ErrorEntry]] = {\n");
    for code in rows {
        let entry = code.public.entry;
        let retry = entry.effective_retry();
        let _ = write!(
            out,
            "    {}: ErrorEntry(\n        status={},\n        error_class={},\n        is_retryable={},\n",
            literal(&entry.code),
            entry.status,
            literal(entry.effective_class().as_str()),
            if retry.is_retryable() { "True" } else { "False" },
        );
        if let Some(Backoff { max, base, factor, .. }) = retry.backoff() {
            let base = base.as_secs_f64();
            let _ = writeln!(out, "        backoff=Backoff({max}, {base:?}, {factor}),");
        }
        if let Some(wait) = own_wait(entry) {
            let _ = writeln!(out, "        retry_after={wait},");
        }
        let _ = writeln!(out, "        message={},\n    ),", literal(entry.message()));
    }
    out.push_str("}\n");
    docstring("Every code with what is known of it.", "", out);
}

/// The class of the details of a code.
fn details_class(code: &Named<'_, '_>, details: &Details<'_>, name: &str, out: &mut String) {
    let _ = write!(out, "\n\n@dataclass(frozen=True, kw_only=True)\nclass {name}:\n");
    let text = format!("The details of `{}`.", code.public.entry.code);
    docstring(&text, "    ", out);
    for (field, name) in details.fields.iter().zip(field_names(details)) {
        let value = type_name(&field.value);
        if field.is_required {
            let _ = writeln!(out, "\n    {name}: {value}");
        } else {
            let _ = writeln!(out, "\n    {name}: Optional[{value}] = None");
        }
        let mut text = field.doc.to_owned();
        if field.name != name {
            let between = if text.is_empty() { "" } else { "\n\n" };
            let _ = write!(text, "{between}`{}` in the body.", field.name);
        }
        if !text.is_empty() {
            docstring(&text, "    ", out);
        }
    }
    if let (Some(rest), Some(name)) = (&details.rest, field_names(details).last()) {
        let _ = writeln!(out, "\n    {name}: Mapping[str, {}]", type_name(&rest.value));
        docstring("The members with other names.", "    ", out);
    }
}

/// The names of the fields, then that of the rest.
fn field_names(details: &Details<'_>) -> Vec<String> {
    let mut names = Names::new(FIELDS);
    let rest = details.rest.as_ref().map(|rest| rest.name.unwrap_or("others"));
    let all = details.fields.iter().map(|field| field.name.as_str()).chain(rest);
    all.map(|name| names.unique(snake_case(name))).collect()
}

/// The class of a code.
fn class(client: &Client<'_>, code: &Named<'_, '_>, details_name: Option<&str>, out: &mut String) {
    let _ =
        write!(out, "\n\n@dataclass(frozen=True, kw_only=True)\nclass {}(ErrorBase):\n", code.name);
    docstring(&client.edition.comment(code.public, ""), "    ", out);
    let value = literal(&code.public.entry.code);
    let _ = writeln!(out, "\n    code: Literal[{value}] = {value}");
    match (details_name, &code.details) {
        (Some(name), Some(details)) if details.may_be_absent => {
            let _ = writeln!(out, "    details: Optional[{name}] = None");
        }
        (Some(name), _) => {
            let _ = writeln!(out, "    details: {name}");
        }
        _ => {}
    }
    if client.has_violations(code.public) {
        out.push_str("    violations: Sequence[Violation] = ()\n");
    }
}

/// A union with a comment.
fn alias(name: &str, about: &str, members: &[&str], out: &mut String) {
    let _ = write!(out, "\n\n{name}: TypeAlias = ");
    match members {
        [] => out.push_str("\"NoReturn\"\n"),
        [only] => {
            let _ = writeln!(out, "{only}");
        }
        members => {
            out.push_str("Union[\n");
            for member in members {
                let _ = writeln!(out, "    {member},");
            }
            out.push_str("]\n");
        }
    }
    docstring(about, "", out);
}

/// The unions of the sets, and their guards.
fn sets(client: &Client<'_>, rows: &[Named<'_, '_>], names: &mut Names, out: &mut String) {
    let mut functions = Names::new(FIELDS);
    for set in &client.sets {
        let name = set.type_name(names);
        let members = set.members.iter().filter_map(|at| rows.get(*at));
        let members: Vec<_> = members.map(|code| code.name.as_str()).collect();
        alias(&name, &set.comment(), &members, out);
        let function = functions.unique(format!("is_{}", snake_case(&name)));
        let _ = write!(
            out,
            "\n\ndef {function}(error: AnyError) -> TypeGuard[{name}]:\n    \"\"\"Whether the error is one of the set.\"\"\"\n    return isinstance(error, ({},))\n",
            members.join(", ")
        );
    }
}

/// The functions that read a body.
fn reader(client: &Client<'_>) -> String {
    let envelope = &client.envelope;
    let violations = envelope.violations.as_ref();
    let mut reader = READER.to_owned();
    if envelope.duration.is_some() {
        reader.push_str(DURATION);
    }
    if envelope.has_elements() {
        reader.push_str(ELEMENT);
    }
    if let Some((_, members)) = violations {
        let names = ViolationNames::new(members);
        let text = |name: &str| match name {
            "" => "None".to_owned(),
            name => format!("_text_or_none(members.get({}))", literal(name)),
        };
        let params = match names.params {
            "" => "{}".to_owned(),
            name => format!("_object_or_empty(members.get({}))", literal(name)),
        };
        reader.push_str(
            &VIOLATIONS
                .replace("{field}", &format!("{} or \"\"", text(names.field)))
                .replace("{text}", &format!("{} or \"\"", text(names.text)))
                .replace("{rule}", &text(names.rule))
                .replace("{params}", &params)
                .replace("{location}", &text(names.location)),
        );
    }
    envelope
        .fill(&reader, &ACCESS)
        .replace("{statuses}", &retryable_statuses().join(", "))
        .replace("{longest}", &LONGEST_WAIT.to_string())
}

const ACCESS: Access = Access {
    root: "root",
    member: "_member",
    element: "_element",
    seconds: "_seconds",
    duration: "_duration",
    none: "None",
    no_wait: "None",
    literal,
};

/// The functions that make the class of a code.
fn readers(
    client: &Client<'_>,
    rows: &[Named<'_, '_>],
    details_names: &[Option<String>],
    out: &mut String,
) {
    let mut table = String::new();
    for (at, (code, details_name)) in rows.iter().zip(details_names).enumerate() {
        let mut arguments = "sent=sent".to_owned();
        if let (Some(details), Some(name)) = (&code.details, details_name) {
            details_reader(at, details, name, out);
            let read = if details.may_be_absent {
                format!("_nullable(details, _details_{at})")
            } else {
                format!("_details_{at}(details)")
            };
            let _ = write!(arguments, ", details={read}");
        }
        if client.has_violations(code.public) {
            arguments.push_str(", violations=_violations(violations)");
        }
        let key = literal(&code.public.entry.code);
        let _ = writeln!(
            table,
            "    {key}: lambda sent, details, violations: {}({arguments}),",
            code.name
        );
    }
    let _ = write!(
        out,
        "\n\n_READERS: Final[Mapping[str, Callable[[Sent, object, object], KnownError]]] = {{\n{table}}}\n"
    );
}

fn details_reader(at: usize, details: &Details<'_>, name: &str, out: &mut String) {
    let names = field_names(details);
    let _ = write!(
        out,
        "\n\ndef _details_{at}(value: object) -> {name}:\n    members = _object(value)\n    return {name}(\n"
    );
    for (field, name) in details.fields.iter().zip(&names) {
        let key = literal(&field.name);
        let value = if field.is_required {
            reading(&field.value, &format!("_required(members, {key})"), 0)
        } else {
            let read = reading(&field.value, "item0", 1);
            format!("_nullable(members.get({key}), lambda item0: {read})")
        };
        let _ = writeln!(out, "        {name}={value},");
    }
    if let (Some(rest), Some(name)) = (&details.rest, names.last()) {
        let known: Vec<_> = details.known_names().map(literal).collect();
        let read = reading(&rest.value, "item0", 1);
        let _ = writeln!(
            out,
            "        {name}=_rest(members, [{}], lambda item0: {read}),",
            known.join(", ")
        );
    }
    out.push_str("    )\n");
}

const HEAD: &str = include_str!("head.py");
const BASE: &str = include_str!("base.py");
const UNION: &str = include_str!("union.py");
const READER: &str = include_str!("reader.py");
const DURATION: &str = include_str!("duration.py");
const ELEMENT: &str = include_str!("element.py");
const VIOLATIONS: &str = include_str!("violations.py");

#[cfg(test)]
mod tests {
    use super::super::capitalized;
    use super::*;

    /// A code such as `NO_RETURN` must not hide a name that the module uses.
    #[test]
    fn every_name_that_the_module_uses_is_reserved() {
        for name in capitalized::in_every_dialect(python) {
            assert!(TYPES.split(' ').any(|reserved| reserved == name), "{name}");
        }
    }
}
