//! Java: a record for each code under a sealed interface, and a reader of bodies.

mod place;
mod text;
mod types;
mod words;

use core::fmt::Write as _;
use std::path::Path;

use super::GENERATED;
use super::clients::{
    Access, Client, Details, LONGEST_WAIT, Names, ViolationNames, about, camel_case, constant_name,
    description, own_wait, pascal_case, retired, retryable_statuses,
};
use super::public::Public;
use crate::model::{Catalog, Entry};
pub(crate) use place::java_file_fault;
use text::{javadoc, literal};
use types::{boxed, reading, type_name};
use words::{FIELDS, TYPES};

/// One class for Java 17 and later, which needs nothing else. `path` has its name and its package.
///
/// Masked codes are left out: clients never receive them.
pub fn java(catalog: &Catalog, path: &Path) -> String {
    class(&Client::new(catalog, false), path)
}

/// The internal edition: the same types, with everything that is known about a code in its comment.
pub fn internal_java(catalog: &Catalog, path: &Path) -> String {
    class(&Client::new(catalog, true), path)
}

/// A method of more codes may be larger than Java allows.
const CODES_OF_A_METHOD: usize = 200;

/// A code with the names of its classes.
struct Named<'a, 'c> {
    public: &'a Public<'c>,
    name: String,
    constant: String,
    details: Option<Details<'c>>,
    details_name: String,
}

fn class(client: &Client<'_>, path: &Path) -> String {
    let class_name = place::class_name(path);
    let mut names = Names::new(TYPES);
    names.unique(class_name.clone());
    let mut constants = Names::new(FIELDS);
    let mut rows: Vec<_> = client
        .codes
        .iter()
        .map(|public| Named {
            public,
            name: names.unique(pascal_case(&public.entry.code, "Code")),
            constant: constants.unique(constant_name(&public.entry.code)),
            details: client.details(public),
            details_name: String::new(),
        })
        .collect();
    for code in &mut rows {
        code.details_name = names.unique(format!("{}Details", code.name));
    }
    let mut out = String::with_capacity(8192 + rows.len() * 1024);
    let _ = writeln!(out, "// {GENERATED}");
    if let Some(package) = place::package_name(path) {
        let _ = writeln!(out, "package {package};");
    }
    out.push_str(IMPORTS);
    javadoc(&description(client.catalog), "", &mut out);
    let _ = writeln!(out, "public final class {class_name} {{\n    private {class_name}() {{}}");
    codes(client, &rows, &mut out);
    out.push_str(
        &BASE
            .replace("{longest}", &LONGEST_WAIT.to_string())
            .replace("{statuses}", &retryable_statuses().join(", ")),
    );
    let sets: Vec<_> = client.sets.iter().map(|set| set.type_name(&mut names)).collect();
    known(&rows, &sets, &mut out);
    set_interfaces(client, &rows, &sets, &mut out);
    for (at, code) in rows.iter().enumerate() {
        let is_in = client.sets.iter().map(|set| set.members.contains(&at));
        let own: Vec<_> = sets.iter().zip(is_in).filter(|(_, is_in)| *is_in).collect();
        let interfaces: Vec<_> = own.iter().map(|(name, _)| format!(", {name}")).collect();
        let interfaces = interfaces.concat();
        record(client, code, &interfaces, &mut out);
        details_record(code, &mut out);
    }
    out.push_str(&reader(client));
    entries(&rows, &mut out);
    readers(client, &rows, &mut out);
    out.push_str(READ);
    out.push_str(JSON);
    out.push_str("}\n");
    out
}

/// The constants.
fn codes(client: &Client<'_>, rows: &[Named<'_, '_>], out: &mut String) {
    out.push('\n');
    javadoc(&format!("Every code that clients can meet.{}", retired(client.catalog)), "    ", out);
    out.push_str("    public static final class Codes {\n        private Codes() {}\n");
    for code in rows {
        out.push('\n');
        javadoc(&about(code.public.entry, ""), "        ", out);
        let value = literal(&code.public.entry.code);
        let _ = writeln!(out, "        public static final String {} = {value};", code.constant);
    }
    out.push_str("    }\n");
}

/// The interface of the known codes.
fn known(rows: &[Named<'_, '_>], sets: &[String], out: &mut String) {
    out.push_str("\n    /** An error with a code of this catalogue. */\n");
    let names = rows.iter().map(|code| code.name.as_str());
    let names: Vec<_> = names.chain(sets.iter().map(String::as_str)).collect();
    match names.as_slice() {
        [] => out.push_str("    public non-sealed interface KnownError extends ApiError {}\n"),
        names => {
            let _ = writeln!(
                out,
                "    public sealed interface KnownError extends ApiError\n        permits {} {{}}",
                names.join(",\n            ")
            );
        }
    }
}

/// The interfaces of the sets.
fn set_interfaces(client: &Client<'_>, rows: &[Named<'_, '_>], names: &[String], out: &mut String) {
    for (set, name) in client.sets.iter().zip(names) {
        let members = set.members.iter().filter_map(|at| rows.get(*at));
        let members: Vec<_> = members.map(|code| code.name.as_str()).collect();
        out.push('\n');
        javadoc(&set.comment(), "    ", out);
        let _ = writeln!(
            out,
            "    public sealed interface {name} extends KnownError\n        permits {} {{}}",
            members.join(",\n            ")
        );
    }
}

/// The record of a code.
fn record(client: &Client<'_>, code: &Named<'_, '_>, interfaces: &str, out: &mut String) {
    out.push('\n');
    javadoc(&client.edition.comment(code.public, ""), "    ", out);
    let mut components = "Sent sent".to_owned();
    if let Some(details) = &code.details {
        let name = &code.details_name;
        let _ = if details.may_be_absent {
            write!(components, ", Optional<{name}> details")
        } else {
            write!(components, ", {name} details")
        };
    }
    if client.has_violations(code.public) {
        components.push_str(", List<Violation> violations");
    }
    let _ = writeln!(
        out,
        "    public record {}({components}) implements KnownError{interfaces} {{\n        @Override\n        public String code() {{\n            return Codes.{};\n        }}\n    }}",
        code.name, code.constant
    );
}

/// The record of the details of a code.
fn details_record(code: &Named<'_, '_>, out: &mut String) {
    let Some(details) = &code.details else { return };
    let name = &code.details_name;
    let names = field_names(details);
    let mut about = format!("The details of {}.", code.public.entry.code);
    let mut components = Vec::new();
    let mut arguments = Vec::new();
    for (field, name) in details.fields.iter().zip(&names) {
        let _ = write!(about, "\n\n- {name}");
        if field.name != *name {
            let _ = write!(about, ", `{}` in the body", field.name);
        }
        if !field.doc.is_empty() {
            let _ = write!(about, ": {}", field.doc);
        }
        let key = literal(&field.name);
        if field.is_required {
            components.push(format!("{} {name}", type_name(&field.value)));
            arguments.push(reading(&field.value, &format!("Read.required(members, {key})"), 0));
        } else {
            components.push(format!("Optional<{}> {name}", boxed(&field.value)));
            let read = reading(&field.value, "item0", 1);
            arguments.push(format!("Read.nullable(members.get({key}), item0 -> {read})"));
        }
    }
    if let (Some(rest), Some(name)) = (&details.rest, names.last()) {
        let _ = write!(about, "\n\n- {name}: The members with other names.");
        components.push(format!("Map<String, {}> {name}", boxed(&rest.value)));
        let known: Vec<_> = details.known_names().map(literal).collect();
        let read = reading(&rest.value, "item0", 1);
        arguments
            .push(format!("Read.rest(members, List.of({}), item0 -> {read})", known.join(", ")));
    }
    out.push('\n');
    javadoc(&about, "    ", out);
    let _ = writeln!(
        out,
        "    public record {name}(\n            {}) {{\n        private static {name} read(Object value) {{\n            Map<String, Object> members = Read.object(value);\n            return new {name}(\n                {});\n        }}\n    }}",
        components.join(",\n            "),
        arguments.join(",\n                ")
    );
}

/// The names of the fields, then that of the rest.
fn field_names(details: &Details<'_>) -> Vec<String> {
    let mut names = Names::new(FIELDS);
    let rest = details.rest.as_ref().map(|rest| rest.name.unwrap_or("others"));
    let all = details.fields.iter().map(|field| field.name.as_str()).chain(rest);
    all.map(|name| names.unique(camel_case(name))).collect()
}

/// The methods that read a body.
fn reader(client: &Client<'_>) -> String {
    let envelope = &client.envelope;
    let violations = envelope.violations.as_ref();
    let mut reader = READER.to_owned();
    if let Some((_, members)) = violations {
        let names = ViolationNames::new(members);
        let text = |name: &str| match name {
            "" => "Optional.empty()".to_owned(),
            name => format!("Read.textOrNone(Read.member(item, {}))", literal(name)),
        };
        let params = match names.params {
            "" => "Map.of()".to_owned(),
            name => format!("Read.objectOrEmpty(Read.member(item, {}))", literal(name)),
        };
        reader.push_str(
            &VIOLATIONS
                .replace("{field}", &format!("{}.orElse(\"\")", text(names.field)))
                .replace("{text}", &format!("{}.orElse(\"\")", text(names.text)))
                .replace("{rule}", &text(names.rule))
                .replace("{params}", &params)
                .replace("{location}", &text(names.location)),
        );
    }
    envelope.fill(&reader, &ACCESS)
}

const ACCESS: Access = Access {
    root: "root",
    member: "Read.member",
    element: "Read.element",
    seconds: "Read.seconds",
    duration: "Read.duration",
    none: "null",
    no_wait: "Optional.empty()",
    literal,
};

/// The table of the codes.
fn entries(rows: &[Named<'_, '_>], out: &mut String) {
    for (at, codes) in rows.chunks(CODES_OF_A_METHOD).enumerate() {
        let _ =
            writeln!(out, "\n    private static void entries{at}(Map<String, Entry> entries) {{");
        for code in codes {
            let _ = writeln!(
                out,
                "        entries.put(Codes.{}, {});",
                code.constant,
                entry(code.public.entry)
            );
        }
        out.push_str("    }\n");
    }
    out.push_str("\n    private static Map<String, Entry> entries() {\n        Map<String, Entry> entries = new LinkedHashMap<>();\n");
    for at in 0..rows.chunks(CODES_OF_A_METHOD).len() {
        let _ = writeln!(out, "        entries{at}(entries);");
    }
    out.push_str("        return java.util.Collections.unmodifiableMap(entries);\n    }\n");
}

fn entry(entry: &Entry) -> String {
    let retry = entry.effective_retry();
    let millis = |millis: u128| i64::try_from(millis).unwrap_or(i64::MAX);
    let backoff = retry.backoff().map_or_else(
        || "Optional.empty()".to_owned(),
        |backoff| {
            let base = millis(backoff.base.as_millis());
            let (max, factor) = (backoff.max.min(i32::MAX as u32), backoff.factor);
            format!("Optional.of(new Backoff({max}, Duration.ofMillis({base}L), {factor}L))")
        },
    );
    let wait = own_wait(entry).map_or_else(
        || "Optional.empty()".to_owned(),
        |wait| format!("Optional.of(Duration.ofSeconds({wait}L))"),
    );
    format!(
        "new Entry({}, {}, {}, {backoff}, {wait}, {})",
        entry.status,
        literal(entry.effective_class().as_str()),
        retry.is_retryable(),
        literal(entry.message())
    )
}

/// The methods that make the record of a code.
fn readers(client: &Client<'_>, rows: &[Named<'_, '_>], out: &mut String) {
    let chunks = rows.chunks(CODES_OF_A_METHOD);
    let count = chunks.len();
    for (at, codes) in chunks.enumerate() {
        let _ = writeln!(
            out,
            "\n    private static Optional<ApiError> known{at}(String code, Sent sent, Object details, Object violations) {{\n        return switch (code) {{"
        );
        for code in codes {
            let mut arguments = "sent".to_owned();
            if let Some(details) = &code.details {
                let name = &code.details_name;
                let _ = if details.may_be_absent {
                    write!(arguments, ", Read.nullable(details, {name}::read)")
                } else {
                    write!(arguments, ", {name}.read(details)")
                };
            }
            if client.has_violations(code.public) {
                arguments.push_str(", violations(violations)");
            }
            let _ = writeln!(
                out,
                "            case Codes.{} -> Optional.of(new {}({arguments}));",
                code.constant, code.name
            );
        }
        let next = at + 1;
        let other = if next < count {
            format!("known{next}(code, sent, details, violations)")
        } else {
            "Optional.empty()".to_owned()
        };
        let _ = writeln!(out, "            default -> {other};\n        }};\n    }}");
    }
    if count == 0 {
        out.push_str("\n    private static Optional<ApiError> known0(String code, Sent sent, Object details, Object violations) {\n        return Optional.empty();\n    }\n");
    }
}

const IMPORTS: &str = include_str!("imports.java");
const BASE: &str = include_str!("base.java");
const READER: &str = include_str!("reader.java");
const VIOLATIONS: &str = include_str!("violations.java");
const READ: &str = include_str!("read.java");
const JSON: &str = include_str!("json.java");

#[cfg(test)]
mod tests {
    use super::super::capitalized;
    use super::*;

    /// A code such as `NUMBER_FORMAT_EXCEPTION` must not hide a type that the class uses.
    #[test]
    fn every_type_that_the_class_uses_is_reserved() {
        let mut found = capitalized::in_every_dialect(|catalog| java(catalog, Path::new("")));
        assert!(found.remove("ApiErrors"), "the class");
        let mut reserved: Vec<_> = TYPES.split(' ').collect();
        reserved.sort_unstable();
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), reserved);
    }
}
