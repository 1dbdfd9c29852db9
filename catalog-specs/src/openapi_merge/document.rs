//! The `OpenAPI` document of a service, with the places of its operations.

use core::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged as _;

use crate::source::Source;
use crate::source::json::{FileKind, parse_deep};
use crate::{Json, Problem};

const KIND: FileKind = FileKind {
    noun: "an OpenAPI document",
    example: "write `{\"openapi\": \"3.1.0\", \"info\": {…}, \"paths\": {…}}`",
    comment: "remove it; describe an operation in `description`",
};

/// The methods that have an operation.
pub const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A document.
pub(super) struct Service<'t> {
    source: Source<'t>,
    pub(super) json: Json,
    /// The operations, in the order of the document.
    pub(super) operations: Vec<Operation>,
    /// The names of its components with their ranges, such as `schemas/User`.
    components: Vec<(String, Range<usize>)>,
}

/// An operation.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub(super) path: String,
    pub(super) method: String,
    pub(super) id: Option<String>,
    /// Where its method stands.
    pub(super) range: Range<usize>,
}

impl Operation {
    /// The method and the path, as a request has them.
    pub(super) fn route(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// The `operationId`, or else the route.
    pub(super) fn name(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.route())
    }
}

impl<'t> Service<'t> {
    /// Reads a document.
    pub(super) fn read(text: &'t str, file: &'t str) -> Result<Self, Vec<Problem>> {
        let source = Source::new(text, file);
        if let Some(problem) = find_yaml(text, file) {
            return Err(vec![problem]);
        }
        let mut problems = Vec::new();
        let object = parse_deep(&source, &KIND, &mut problems);
        let Some(object) = object.filter(|_| problems.is_empty()) else { return Err(problems) };
        if let Some(problem) = check_version(&object, &source) {
            return Err(vec![problem]);
        }
        let problems = check_places(&object, &source);
        if !problems.is_empty() {
            return Err(problems);
        }
        let (operations, components) = (operations(&object), components(&object));
        if operations.is_empty() {
            let message = format!("`{file}` has no operation");
            return Err(vec![Problem::without_place(
                message,
                "describe the operations in `paths`",
            )]);
        }
        let json = object_to_json(&object);
        Ok(Self { source, json, operations, components })
    }

    /// A problem of an operation.
    pub(super) fn problem_at(
        &self,
        operation: &Operation,
        message: String,
        help: String,
    ) -> Problem {
        Problem::error(self.source.place(operation.range.clone()), message, help)
    }

    /// The responses of an operation, which are added if there are none.
    pub(super) fn responses_of(&mut self, operation: &Operation) -> Option<&mut Json> {
        let paths = member(&mut self.json, "paths")?;
        let operation = member(member(paths, &operation.path)?, &operation.method)?;
        member_or_object(operation, "responses")
    }

    /// Adds the components of the catalogue. One that is there already has to be the same.
    pub(super) fn add_components(&mut self, errors: &Json, file: &str) -> Result<(), Vec<Problem>> {
        let Some(Json::Object(kinds)) = errors.get("components") else { return Ok(()) };
        let mut problems = Vec::new();
        let Some(own) = member_or_object(&mut self.json, "components") else { return Ok(()) };
        for (kind, components) in kinds {
            let Json::Object(components) = components else { continue };
            let Some(known) = member_or_object(own, kind) else { continue };
            for (name, component) in components {
                match known.get(name) {
                    None => known.put(name.clone(), component.clone()),
                    Some(same) if same == component => {}
                    Some(_) => {
                        let path = format!("{kind}/{name}");
                        let range = self.components.iter().find(|(known, _)| *known == path);
                        let message =
                            format!("`components/{path}` of `{file}` is not that of the catalogue");
                        let help =
                            "give it another name: the catalogue adds a component with this one";
                        problems.push(match range {
                            Some((_, range)) => {
                                Problem::error(self.source.place(range.clone()), message, help)
                            }
                            None => Problem::without_place(message, help),
                        });
                    }
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// A text of ours as JSON.
pub(super) fn parse_generated(text: &str) -> Json {
    let source = Source::new(text, "");
    let object = parse_deep(&source, &KIND, &mut Vec::new());
    object.map_or(Json::Object(Vec::new()), |object| object_to_json(&object))
}

/// The problem of a document in YAML.
fn find_yaml(text: &str, file: &str) -> Option<Problem> {
    let extension = file.rsplit('.').next().unwrap_or_default();
    let is_yaml_file =
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml");
    let start = text.trim_start();
    let looks_like_yaml =
        ["openapi:", "---", "%YAML", "#"].iter().any(|mark| start.starts_with(mark));
    // YAML takes JSON.
    let is_json = start.starts_with('{');
    ((is_yaml_file && !is_json) || looks_like_yaml).then(|| {
        let message = format!("`{file}` is YAML, and only JSON is read");
        let help = "convert it, for example by `npx @redocly/cli bundle service.yaml --output service.json`";
        Problem::without_place(message, help)
    })
}

/// What nothing can be added to: a value in the place of an object, and operations that are in another place.
fn check_places(document: &Object<'_>, source: &Source<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut check = |property: &ObjectProp<'_>, of: &str| {
        if !matches!(property.value, Value::Object(_)) {
            let place = source.place(property.value.start()..property.value.end());
            let message = format!("`{}` of {of} is no object", property.name.as_str());
            problems.push(Problem::error(place, message, "write `{…}`, or leave it out"));
        }
    };
    for components in document.properties.iter().filter(|one| one.name.as_str() == "components") {
        check(components, "the document");
        let Value::Object(kinds) = &components.value else { continue };
        let kinds = kinds.properties.iter().filter(|kind| !kind.name.as_str().starts_with("x-"));
        kinds.for_each(|kind| check(kind, "`components`"));
    }
    let mut elsewhere = Vec::new();
    for (path, item) in path_items(document) {
        for member in &item.properties {
            let name = member.name.as_str();
            match &member.value {
                _ if matches!(name, "$ref" | "additionalOperations") => {
                    elsewhere.push((path, name, member.name.start()..member.name.end()));
                }
                Value::Object(operation) if METHODS.contains(&name) => {
                    let of = format!("`{} {path}`", name.to_uppercase());
                    let responses = operation.properties.iter();
                    let responses = responses.filter(|one| one.name.as_str() == "responses");
                    responses.for_each(|responses| check(responses, &of));
                }
                _ => {}
            }
        }
    }
    for (path, name, range) in elsewhere {
        let message =
            format!("the operations of `{path}` are in `{name}`, where no responses are added");
        let help = format!(
            "write the operations in the path, in place of `{name}`: {}",
            METHODS.join(", ")
        );
        problems.push(Problem::error(source.place(range), message, help));
    }
    problems
}

/// The paths. A member with another name, such as `x-order`, is an extension.
fn path_items<'o, 't>(document: &'o Object<'t>) -> impl Iterator<Item = (&'o str, &'o Object<'t>)> {
    let paths = object_in(document, "paths");
    let items = paths.into_iter().flat_map(|paths| &paths.properties);
    items.filter_map(|item| match &item.value {
        Value::Object(methods) if item.name.as_str().starts_with('/') => {
            Some((item.name.as_str(), methods))
        }
        _ => None,
    })
}

/// The schemas need `OpenAPI` 3.1.
fn check_version(object: &Object<'_>, source: &Source<'_>) -> Option<Problem> {
    let Some(property) = object.properties.iter().find(|one| one.name.as_str() == "openapi") else {
        let message = "this is no OpenAPI document: it has no `openapi`";
        return Some(Problem::error(source.place(0..1), message, KIND.example));
    };
    let version = match &property.value {
        Value::StringLit(text) => text.value.as_ref(),
        _ => "",
    };
    let is_known = version.starts_with("3.1.") || version.starts_with("3.2.");
    (!is_known).then(|| {
        let place = source.place(property.value.start()..property.value.end());
        let message = "the schemas of the catalogue need OpenAPI 3.1";
        Problem::error(place, message, "write the document in version 3.1")
    })
}

fn operations(document: &Object<'_>) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in path_items(document) {
        for method in &item.properties {
            let name = method.name.as_str();
            let Value::Object(operation) = &method.value else { continue };
            if METHODS.contains(&name) {
                let id = operation.properties.iter().find(|one| one.name.as_str() == "operationId");
                let id = id.and_then(|id| match &id.value {
                    Value::StringLit(text) => Some(text.value.clone().into_owned()),
                    _ => None,
                });
                operations.push(Operation {
                    path: path.to_owned(),
                    method: name.to_owned(),
                    id,
                    range: method.name.start()..method.name.end(),
                });
            }
        }
    }
    operations
}

fn components(document: &Object<'_>) -> Vec<(String, Range<usize>)> {
    let mut all = Vec::new();
    for kind in object_in(document, "components").into_iter().flat_map(|kinds| &kinds.properties) {
        let Value::Object(components) = &kind.value else { continue };
        for component in &components.properties {
            let path = format!("{}/{}", kind.name.as_str(), component.name.as_str());
            all.push((path, component.name.start()..component.name.end()));
        }
    }
    all
}

fn object_in<'o, 't>(object: &'o Object<'t>, name: &str) -> Option<&'o Object<'t>> {
    object.properties.iter().find_map(|property| match &property.value {
        Value::Object(inner) if property.name.as_str() == name => Some(inner),
        _ => None,
    })
}

fn object_to_json(object: &Object<'_>) -> Json {
    let members = object.properties.iter();
    Json::object(members.map(|one| (one.name.as_str().to_owned(), value_to_json(&one.value))))
}

fn value_to_json(value: &Value<'_>) -> Json {
    match value {
        Value::StringLit(text) => text.value.as_ref().into(),
        // A limit of 2^64 or a decimal stays what it is.
        Value::NumberLit(number) => Json::Digits(number.value.to_owned()),
        Value::BooleanLit(word) => word.value.into(),
        Value::Object(object) => object_to_json(object),
        Value::Array(list) => Json::List(list.elements.iter().map(value_to_json).collect()),
        Value::NullKeyword(_) => Json::Null,
    }
}

fn member<'j>(json: &'j mut Json, name: &str) -> Option<&'j mut Json> {
    let Json::Object(members) = json else { return None };
    members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// A member that is an object; it is added if there is none. `None` for a value that has no members.
fn member_or_object<'j>(json: &'j mut Json, name: &str) -> Option<&'j mut Json> {
    if json.get(name).is_none() {
        json.put(name, Json::Object(Vec::new()));
    }
    member(json, name)
}
