//! The codes that operations declare in an `OpenAPI` document, compared with those they send.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_specs::openapi_merge::METHODS;
use catalog_specs_core::Dialect;
use catalog_specs_core::dialect::Content;
use serde::Serialize;
use serde_json::{Map, Value};

use super::ToTestResponse;
use crate::{Catalogued as _, SystemError};

/// The codes that each operation of an `OpenAPI` document declares. A test fails if an operation sends another code.
///
/// With feature `tower` it is a layer. It is the outermost one: it has to see the responses as clients do.
///
/// ```ignore
/// let app = router().layer(DeclaredCodes::of_openapi(&Api::openapi()));
/// app.oneshot(request).await?; // panics if the operation sends a code that it does not declare
/// ```
///
/// In any other framework compare each response: `declared.expect("POST", "/users", &response)`.
#[derive(Debug, Clone)]
pub struct DeclaredCodes {
    operations: Arc<Vec<Operation>>,
    exempt: Vec<String>,
}

#[derive(Debug)]
struct Operation {
    method: String,
    template: String,
    /// The declared codes by status, where `4XX` and `default` are statuses too.
    responses: BTreeMap<String, BTreeSet<String>>,
}

impl DeclaredCodes {
    /// The declarations of a document: that of utoipa or aide, or a JSON value.
    ///
    /// # Panics
    /// When the document has no operation.
    #[expect(clippy::panic, reason = "a test that compares nothing must not pass")]
    pub fn of_openapi(document: &impl Serialize) -> Self {
        let document = serde_json::to_value(document)
            .unwrap_or_else(|error| panic!("the OpenAPI document cannot be written: {error}"));
        let operations = Document(&document).operations();
        assert!(!operations.is_empty(), "the OpenAPI document has no operation to compare with");
        Self { operations: Arc::new(operations), exempt: Vec::new() }
    }

    /// Leaves out a path that the document does not have, such as `/metrics`.
    #[must_use]
    pub fn except(mut self, path: &str) -> Self {
        self.exempt.push(path.to_owned());
        self
    }

    /// Compares a response with the declarations. Only error envelopes are compared.
    ///
    /// # Panics
    /// When the operation does not declare the code, and when the document has no such operation, unless the code is the
    /// built-in one of an unknown route or method.
    #[track_caller]
    #[expect(clippy::panic, reason = "this is how a test fails")]
    pub fn expect(&self, method: &str, path: &str, response: &impl ToTestResponse) {
        if let Err(problem) = self.compare(method, path, response) {
            panic!("{problem}");
        }
    }

    /// What is wrong with a response.
    pub(super) fn compare(
        &self,
        method: &str,
        path: &str,
        response: &impl ToTestResponse,
    ) -> Result<(), String> {
        let response = response.to_test_response();
        let Ok(envelope) = response.envelope() else { return Ok(()) };
        if response.status() < 400 || self.exempt.iter().any(|exempt| matches(exempt, path)) {
            return Ok(());
        }
        let (status, code) = (response.status(), envelope.code());
        let shown = || format!("`{method} {path}` sent `{code}` with status {status}");
        let Some(operation) = self.find(method, path) else {
            let of_layer = [SystemError::RouteNotFound, SystemError::MethodNotAllowed];
            if of_layer.iter().any(|known| known.catalog_row().code() == code) {
                return Ok(());
            }
            return Err(format!(
                "{}, and the OpenAPI document has no such operation\n\
                 help: document the operation, or leave it out: `.except(\"{path}\")`",
                shown()
            ));
        };
        let class = format!("{}XX", status / 100);
        let keys = [status.to_string(), class, "default".to_owned()];
        let declared = keys.iter().find_map(|key| operation.responses.get(key));
        if declared.is_some_and(|codes| codes.contains(code)) {
            return Ok(());
        }
        Err(format!(
            "{}, which the operation does not declare\n\
             note: `{} {}` declares {}\n\
             help: add the code to the error set of the operation, or send another one",
            shown(),
            operation.method,
            operation.template,
            operation.declared()
        ))
    }

    /// The operation of a request. A path without parameters is preferred.
    fn find(&self, method: &str, path: &str) -> Option<&Operation> {
        let mut found: Vec<_> = self
            .operations
            .iter()
            .filter(|one| one.method.eq_ignore_ascii_case(method) && matches(&one.template, path))
            .collect();
        found.sort_by_key(|operation| operation.template.matches('{').count());
        found.first().copied()
    }
}

impl Operation {
    fn declared(&self) -> String {
        let each = self.responses.iter().filter(|(_, codes)| !codes.is_empty());
        let each = each.map(|(status, codes)| {
            let codes: Vec<_> = codes.iter().map(String::as_str).collect();
            format!("{status} {}", codes.join(", "))
        });
        let each: Vec<_> = each.collect();
        if each.is_empty() { "no code".to_owned() } else { each.join("; ") }
    }
}

/// Whether a path has the form of a template: `{id}` is one segment, `{*rest}` all that follow.
fn matches(template: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let mut segments = path.split('/');
    for wanted in template.split('/') {
        if wanted.starts_with("{*") {
            return segments.next().is_some_and(|segment| !segment.is_empty());
        }
        if !segments.next().is_some_and(|segment| is_segment(wanted, segment)) {
            return false;
        }
    }
    segments.next().is_none()
}

/// Whether a segment has the form of one of a template, such as `{name}.json`. No parameter is empty.
fn is_segment(wanted: &str, segment: &str) -> bool {
    let parameter = wanted.split_once('{').and_then(|(before, rest)| {
        let (_, after) = rest.split_once('}')?;
        Some((before, after))
    });
    let Some((before, after)) = parameter else { return wanted == segment };
    let Some(value) = segment.strip_prefix(before) else { return false };
    let ends = value.char_indices().map(|(at, _)| at).skip(1).chain([value.len()]);
    ends.filter(|end| *end > 0)
        .filter_map(|end| value.get(end..))
        .any(|rest| is_segment(after, rest))
}

/// A document, in which values may refer to others.
struct Document<'d>(&'d Value);

impl<'d> Document<'d> {
    fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in members(self.0.get("paths")) {
            let item = self.resolve(item);
            for (method, operation) in members(Some(item)) {
                if !METHODS.contains(&method.as_str()) {
                    continue;
                }
                let responses: BTreeMap<_, _> = members(operation.get("responses"))
                    .map(|(status, response)| (status.to_uppercase(), self.codes_of(response)))
                    .map(|(status, codes)| {
                        (if status == "DEFAULT" { "default".into() } else { status }, codes)
                    })
                    .collect();
                for base in self.bases() {
                    operations.push(Operation {
                        method: method.to_uppercase(),
                        template: format!("{base}{path}"),
                        responses: responses.clone(),
                    });
                }
            }
        }
        operations
    }

    /// The paths of the servers, without the slash at their ends.
    fn bases(&self) -> Vec<String> {
        let servers = self.0.get("servers").and_then(Value::as_array);
        let urls = servers.into_iter().flatten().filter_map(|server| server.get("url")?.as_str());
        let paths = urls.map(|url| {
            let path = match url.split_once("://") {
                Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default(),
                None => url,
            };
            path.trim_end_matches('/').to_owned()
        });
        let mut paths: Vec<_> = paths.collect();
        if paths.is_empty() {
            paths.push(String::new());
        }
        paths.sort();
        paths.dedup();
        paths
    }

    /// The codes of the bodies of a response.
    fn codes_of(&self, response: &Value) -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for (_, media) in members(self.resolve(response).get("content")) {
            if let Some(schema) = media.get("schema") {
                self.collect(schema, &mut Vec::new(), &mut codes);
            }
        }
        codes
    }

    /// Adds the codes that a schema admits: the constants of the members that hold the code in any dialect.
    fn collect(&self, schema: &Value, within: &mut Vec<String>, codes: &mut BTreeSet<String>) {
        match schema {
            Value::Object(members) => {
                if let Some(target) = members.get("$ref").and_then(Value::as_str) {
                    // A schema may refer to itself.
                    if within.iter().any(|known| known == target) {
                        return;
                    }
                    within.push(target.to_owned());
                    self.collect(self.resolve(schema), within, codes);
                    within.pop();
                    return;
                }
                for (name, value) in members {
                    if name == "properties" {
                        self.collect_properties(value, within, codes);
                    } else {
                        self.collect(value, within, codes);
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.collect(item, within, codes);
                }
            }
            _ => {}
        }
    }

    fn collect_properties(
        &self,
        properties: &Value,
        within: &mut Vec<String>,
        codes: &mut BTreeSet<String>,
    ) {
        for (name, schema) in members(Some(properties)) {
            if holds_code(name) {
                let listed = schema.get("enum").and_then(Value::as_array);
                let texts = listed.into_iter().flatten().chain(schema.get("const"));
                codes.extend(texts.filter_map(Value::as_str).map(ToOwned::to_owned));
            }
            self.collect(schema, within, codes);
        }
    }

    /// What a value refers to, or the value.
    fn resolve<'v>(&self, value: &'v Value) -> &'v Value
    where
        'd: 'v,
    {
        let target = value.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| self.0.pointer(target.strip_prefix('#')?));
        target.unwrap_or(value)
    }
}

/// Whether a member with this name holds the code in a dialect.
fn holds_code(name: &str) -> bool {
    Dialect::ALL.iter().any(|dialect| {
        dialect
            .shape()
            .find(|content| *content == Content::Code)
            .is_some_and(|(own, _)| own == name)
    })
}

fn members(object: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    object.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn declared() -> DeclaredCodes {
        let code = |code: &str| json!({ "properties": { "error": { "properties": { "code": { "enum": [code] } } } } });
        DeclaredCodes::of_openapi(&json!({
            "servers": [{ "url": "https://a.example/api/" }, { "url": "/" }],
            "paths": {
                "/users/{id}": { "get": { "responses": {
                    "404": { "content": { "application/json": { "schema": { "oneOf": [code("A_GONE"), { "$ref": "#/components/schemas/Loop" }] } } } },
                    "5XX": { "$ref": "#/components/responses/E500" },
                } } },
                "/users/me": { "get": { "responses": {} } },
            },
            "components": {
                "schemas": { "Loop": { "oneOf": [code("A_LOOP"), { "$ref": "#/components/schemas/Loop" }] } },
                "responses": { "E500": { "content": { "application/json": { "schema": code("A_BROKEN") } } } },
            },
        }))
    }

    fn body(code: &str) -> String {
        format!(r#"{{"error":{{"code":"{code}","message":"m"}}}}"#)
    }

    #[test]
    fn only_declared_codes_pass() {
        let declared = declared();
        let compare = |path: &str, status: u16, code: &str| {
            declared.compare("GET", path, &(status, body(code))).err()
        };
        assert_eq!(compare("/users/7", 404, "A_GONE"), None);
        assert_eq!(compare("/api/users/7?x=1", 404, "A_LOOP"), None);
        assert_eq!(compare("/users/7", 503, "A_BROKEN"), None);
        let problem = compare("/users/7", 404, "A_OTHER").unwrap();
        assert!(
            problem.starts_with("`GET /users/7` sent `A_OTHER` with status 404, which"),
            "{problem}"
        );
        assert!(problem.contains("declares 404 A_GONE, A_LOOP; 5XX A_BROKEN"), "{problem}");
        assert!(compare("/users/me", 404, "A_GONE").unwrap().contains("declares no code"));
        assert!(compare("/users/7", 409, "A_GONE").is_some());
    }

    #[test]
    fn an_operation_that_is_not_documented_is_no_success() {
        let declared = declared();
        let response = (500, body("A_BROKEN"));
        let problem = declared.compare("POST", "/metrics", &response).unwrap_err();
        assert!(problem.contains(r#"`.except("/metrics")`"#), "{problem}");
        let problem = declared.compare("POST", "/users", &(404, body("A_NOWHERE"))).unwrap_err();
        assert!(problem.contains("has no such operation"), "{problem}");
        for (status, code) in [(404, "SYSTEM_ROUTE_NOT_FOUND"), (405, "SYSTEM_METHOD_NOT_ALLOWED")]
        {
            assert_eq!(declared.compare("POST", "/nowhere", &(status, body(code))), Ok(()));
        }
        let declared = declared.except("/metrics");
        assert_eq!(declared.compare("POST", "/metrics", &response), Ok(()));
        assert_eq!(declared.compare("GET", "/users/7", &(409, "<html>")), Ok(()));
        assert_eq!(declared.compare("GET", "/users/7", &(200, body("A_OTHER"))), Ok(()));
    }

    #[test]
    fn templates_match_segments() {
        for (template, path, is_match) in [
            ("/a/{b}", "/a/x", true),
            ("/a/{b}", "/a/", false),
            ("/a/{b}", "/a/x/y", false),
            ("/a/{*b}", "/a/x/y", true),
            ("/a/{*b}", "/a/", false),
            ("/", "/", true),
            ("/a", "/a/", false),
            ("/a/{b}.json", "/a/x.y.json", true),
            ("/a/{b}.json", "/a/.json", false),
            ("/a/{b}.json", "/a/x.xml", false),
            ("/a/v{b}-{c}/d", "/a/v1-日本/d", true),
            ("/a/v{b}-{c}/d", "/a/v1-/d", false),
            ("/a/{b", "/a/{b", true),
        ] {
            assert_eq!(matches(template, path), is_match, "{template} {path}");
        }
    }

    #[test]
    #[should_panic(expected = "has no operation to compare with")]
    fn an_empty_document_is_refused() {
        drop(DeclaredCodes::of_openapi(&json!({ "openapi": "3.1.0", "paths": {} })));
    }
}
