//! The spec files and their schema: what the schema takes, what it refuses, and that it knows the
//! same words as the law in `catalog-specs`.

use std::path::Path;

use catalog_specs::model::HiddenRole;
use catalog_specs::{
    Class, Dialect, Grpc, Incident, Level, Retry, Severity, code, parse_duration, rules, spec,
};
use jsonschema::Validator;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../catalog-specs/schema/catalog.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

fn validator() -> Validator {
    let schema = schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).expect("the schema is a schema")
}

fn directory() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../catalog-specs/specs"))
}

/// The files with their parsed contents.
fn specs() -> Vec<(String, String, Value)> {
    let mut specs: Vec<_> = std::fs::read_dir(directory())
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let spec = serde_json::from_str(&text).unwrap();
            (path.file_name().unwrap().to_string_lossy().into_owned(), text, spec)
        })
        .collect();
    specs.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!specs.is_empty());
    specs
}

/// One code that says all there is to say.
fn full() -> Value {
    let mut spec = json!({
        "$schema": spec::SCHEMA,
        "domain": "AUTH",
        "type": "SignInError",
        "module": "crate::auth",
        "description": "Sign-in and sessions.",
        "dialect": "problem",
        "locales": ["ja", "en", "zh-TW"],
        "cfg": ["unix"],
        "codes": {
            "AUTH_TOKEN_EXPIRED": {
                "status": 401,
                "message": {"ja": "切れた {at}", "en": "expired at {at}", "zh-TW": "已過期 {at}"},
                "log_level": "INFO",
                "class": "auth",
                "retry": {"max": 3, "base": "500ms", "factor": 3},
                "retry_after": 60,
                "severity": "WARNING",
                "incident": "P3",
                "origin": "api",
                "error_type": "TIMEOUT",
                "grpc": "UNAUTHENTICATED",
                "public_as": "AUTH_ERROR",
                "formerly": ["AUTH_EXPIRED"],
                "owner": "identity team",
                "title": "Expired",
                "since": "1.2",
                "deprecated": {"since": "2.0", "replaced_by": ["AUTH_ERROR"], "until": "3.0"},
                "doc_url": "https://docs.example.com/AUTH_TOKEN_EXPIRED",
                "runbook": "https://runbooks.example.com/sign-in",
                "ext": {"jira": "ID-7"},
                "display": "token of {user} expired",
                "allow": ["placeholder", "retry"],
                "details": [
                    {"name": "at", "type": "String", "doc": "When.", "display": true},
                    {"name": "more", "type": "BTreeMap<String, String>", "optional": true,
                     "flatten": true},
                    {"name": "wait", "field": "retry_in", "type": "Duration", "retry_after": true},
                ],
                "hidden": [
                    {"field": "user", "type": "UserId", "roles": ["context"], "name": "user_id",
                     "display": true},
                ],
                "cfg": ["feature = \"sessions\""],
                "description": "The token is too old.",
                "causes": "a",
                "solutions": "b",
                "prevention": "c",
                "variant": "Expired",
            },
            "AUTH_ERROR": {"status": 400, "message": {"ja": "不可", "en": "no", "zh-TW": "不行"},
                           "log_level": "DEBUG", "retry": "never", "grpc": "INVALID_ARGUMENT"},
            "E1042": {"status": 599, "message": {"ja": "旧", "en": "old", "zh-TW": "舊"},
                      "log_level": "WARN", "variant": "E1042", "allow": ["code"]},
        },
        "retired": {"AUTH_LOCKED": "2.0: use AUTH_ERROR"},
    });
    // More members are more than `json!` takes.
    spec["non_exhaustive"] = true.into();
    spec["codes"]["AUTH_TOKEN_EXPIRED"]["symptoms"] = "502".into();
    spec["codes"]["AUTH_TOKEN_EXPIRED"]["diagnosis"] = "Look.".into();
    spec["codes"]["AUTH_TOKEN_EXPIRED"]["hidden"][0]["data_class"] = "pii".into();
    spec["codes"]["AUTH_TOKEN_EXPIRED"]["jsonrpc"] = (-32_041).into();
    spec["codes"]["AUTH_TOKEN_EXPIRED"]["alert"] =
        json!({"threshold": 50, "window": "10m", "page": true});
    for key in ["unique", "foreign_key", "check"] {
        spec["codes"]["AUTH_TOKEN_EXPIRED"][key] =
            json!([format!("sessions_{key}"), format!("予約_{key}")]);
    }
    spec
}

#[test]
fn every_spec_is_valid() {
    let validator = validator();
    for (file, _, spec) in specs() {
        let errors: Vec<_> = validator.iter_errors(&spec).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{file}");
        assert_eq!(spec["$schema"], spec::SCHEMA, "{file}");
    }
    assert_eq!(schema()["$id"], spec::SCHEMA);
}

#[test]
fn the_schema_accepts_every_key() {
    let validator = validator();
    let errors: Vec<_> = validator.iter_errors(&full()).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    // The example has every key, so that one that is added is tried here too.
    for (pointer, example) in [
        ("/$defs/one_enum/properties", String::new()),
        ("/$defs/entry/properties", "/codes/AUTH_TOKEN_EXPIRED".to_owned()),
        ("/$defs/deprecated/properties", "/codes/AUTH_TOKEN_EXPIRED/deprecated".to_owned()),
        ("/$defs/hidden/properties", "/codes/AUTH_TOKEN_EXPIRED/hidden/0".to_owned()),
    ] {
        let (schema, full) = (schema(), full());
        let mut known: Vec<_> =
            schema.pointer(pointer).unwrap().as_object().unwrap().keys().collect();
        let mut used: Vec<_> =
            full.pointer(&example).unwrap().as_object().unwrap().keys().collect();
        known.sort_unstable();
        used.sort_unstable();
        assert_eq!(known, used, "{pointer}");
    }
}

/// Puts a value where a pointer says; a new key is added.
fn with(pointer: &str, value: Value) -> Value {
    let mut spec = full();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = spec.pointer_mut(parent).expect(pointer);
    match parent {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
    spec
}

fn without(pointer: &str) -> Value {
    let mut spec = full();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = spec.pointer_mut(parent).and_then(Value::as_object_mut).expect(pointer);
    assert!(parent.remove(key).is_some(), "{pointer}");
    spec
}

#[test]
fn the_schema_refuses_invalid_catalogues() {
    let validator = validator();
    let code = "/codes/AUTH_TOKEN_EXPIRED";
    let wrong = [
        ("/extra", json!(1)),
        ("/domain", json!("Auth")),
        ("/domain", json!("AUTH_TOKEN")),
        ("/domain", json!(7)),
        ("/dialect", json!("xml")),
        ("/locales", json!([])),
        ("/locales", json!(["ja", "ja"])),
        ("/locales/0", json!("日本語")),
        ("/type", json!("Auth Error")),
        ("/module", json!("crate::")),
        ("/cfg", json!([])),
        ("/name", json!("Codes")),
        ("/codes", json!([])),
        ("/codes/auth_bad", json!({"status": 400, "message": "x", "log_level": "INFO"})),
        ("/codes/AUTH", json!({"status": 400, "message": "x", "log_level": "INFO"})),
        ("/codes/AUTH_X", json!({"status": 400, "log_level": "INFO"})),
        ("/codes/AUTH_X", json!({"message": "x", "log_level": "INFO"})),
        ("/codes/AUTH_X", json!({"status": 400, "message": "x"})),
        ("/retired/AUTH_OLD", json!("")),
        ("/retired/AUTH_OLD", json!(null)),
    ];
    let wrong = wrong.map(|(pointer, value)| (pointer.to_owned(), value));
    let wrong_entries = [
        ("extra", json!(1)),
        ("level", json!("INFO")),
        ("status", json!(200)),
        ("status", json!(399)),
        ("status", json!(600)),
        ("status", json!("404")),
        ("status", json!(404.5)),
        ("message", json!("")),
        ("message", json!(" \n")),
        ("message", json!({})),
        ("message", json!({"ja": ""})),
        ("message", json!({"日": "x"})),
        ("message", json!(null)),
        ("log_level", json!("WARNING")),
        ("log_level", json!("info")),
        ("class", json!("client")),
        ("retry", json!("always")),
        ("retry", json!({"max": 0, "base": "1s"})),
        ("retry", json!({"max": 1})),
        ("retry", json!({"max": 1, "base": "1s", "jitter": true})),
        ("retry_after", json!(-1)),
        ("retry_after", json!("soon")),
        ("severity", json!("WARN")),
        ("incident", json!("P4")),
        ("grpc", json!("OK")),
        ("formerly", json!([])),
        ("formerly", json!("AUTH_OLD")),
        ("deprecated", json!(true)),
        ("deprecated", json!({"until": "3.0"})),
        ("ext", json!({"jira": 7})),
        ("allow", json!(["everything"])),
        ("allow", json!(["level", "level"])),
        ("details", json!([])),
        ("details", json!([{"name": "at"}])),
        ("details", json!([{"name": "", "type": "String"}])),
        ("details", json!([{"name": "at", "type": "String", "secret": true}])),
        ("variant", json!("token expired")),
        ("variant", json!("self")),
        ("hidden", json!([])),
        ("hidden", json!([{"field": "user"}])),
        ("hidden", json!([{"field": "user", "type": "U", "roles": ["detail"]}])),
        ("hidden", json!([{"field": "user name", "type": "U"}])),
        ("cfg", json!("unix")),
    ];
    let wrong_entries = wrong_entries.map(|(key, value)| (format!("{code}/{key}"), value));
    for (pointer, value) in wrong.into_iter().chain(wrong_entries) {
        let example = with(&pointer, value.clone());
        assert!(!validator.is_valid(&example), "{pointer}: {value}");
        assert!(spec::read(&example.to_string(), "spec.json").is_err(), "{pointer}: {value}");
    }
    for pointer in
        ["/domain", "/codes", "/locales", "/codes/E1042/allow", "/codes/AUTH_ERROR/status"]
    {
        assert!(!validator.is_valid(&without(pointer)), "{pointer}");
    }
    // A code with `public_as` needs no message.
    assert!(validator.is_valid(&without("/codes/AUTH_TOKEN_EXPIRED/message")));
}

/// The words of a vocabulary as the schema lists them.
fn words(pointer: &str) -> Vec<String> {
    let schema = schema();
    let words = schema.pointer(pointer).and_then(Value::as_array).expect(pointer);
    words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_schema_has_the_vocabularies_of_the_keys() {
    let entry = "/$defs/entry/properties";
    assert_eq!(words(&format!("{entry}/log_level/enum")), Level::WORDS);
    assert_eq!(words(&format!("{entry}/class/enum")), Class::WORDS);
    assert_eq!(words(&format!("{entry}/severity/enum")), Severity::WORDS);
    assert_eq!(words(&format!("{entry}/incident/enum")), Incident::WORDS);
    assert_eq!(words(&format!("{entry}/grpc/enum")), Grpc::WORDS);
    assert_eq!(words("/$defs/retry/oneOf/0/enum"), Retry::WORDS);
    assert_eq!(words(&format!("{entry}/allow/items/enum")), rules::allow_words());
    let roles: Vec<_> = HiddenRole::ALL.iter().map(|role| role.as_str()).collect();
    assert_eq!(words("/$defs/hidden/properties/roles/items/enum"), roles);
    assert_eq!(words("/$defs/dialect/anyOf/0/enum"), Dialect::WORDS);
}

#[test]
fn the_schema_has_the_grammar_of_codes() {
    let validator = validator();
    let entry = json!({"status": 400, "message": "x", "log_level": "INFO"});
    for name in [
        "AUTH_X",
        "AUTH_TOKEN_EXPIRED",
        "S3_2FA_404",
        "AUTH",
        "auth_x",
        "AUTH__X",
        "_AUTH_X",
        "AUTH_X_",
        "AUTH-X",
        "ÄUTH_X",
        "1A_B",
        "AUTH_ПЛ",
        "user.notFound",
        "A_B\n",
        "A B_C",
    ] {
        let spec = json!({"domain": "AUTH", "codes": {name: entry}});
        assert_eq!(validator.is_valid(&spec), code::is_code(name), "{name:?}");
        let mut legacy = spec.clone();
        legacy["codes"][name]["allow"] = json!(["code"]);
        assert!(validator.is_valid(&legacy), "{name:?}");
    }
    for domain in ["AUTH", "S3", "A", "", "auth", "AUTH_X", "3S", "ÄUTH", "A\n"] {
        let spec = json!({"domain": domain, "codes": {"AUTH_X": entry}});
        assert_eq!(validator.is_valid(&spec), code::is_domain(domain), "{domain:?}");
    }
    for wait in ["500ms", "2s", "1m", "1h", "", "s", "10", "1 s", "-1s", "1d", "1.5s"] {
        let spec = with("/codes/AUTH_TOKEN_EXPIRED/retry_after", json!(wait));
        assert_eq!(validator.is_valid(&spec), parse_duration(wait).is_some(), "{wait:?}");
    }
}

#[test]
fn a_code_of_several_locales_needs_their_list() {
    let validator = validator();
    let many = json!({"domain": "A", "codes": {"A_B": {
        "status": 400, "message": {"ja": "x"}, "log_level": "INFO",
    }}});
    assert!(!validator.is_valid(&many));
    let mut listed = many.clone();
    listed["locales"] = json!(["ja"]);
    assert!(validator.is_valid(&listed));
}

/// A registry with all there is to say, around the enum that says all.
fn registry() -> Value {
    let mut listed = full();
    let members = listed.as_object_mut().unwrap();
    let retired = members.remove("retired").unwrap();
    members.remove("$schema");
    members.remove("dialect");
    json!({
        "$schema": spec::SCHEMA,
        "name": "Codes",
        "description": "All codes.",
        "dialect": "crate::wire::Ours",
        "locales": ["ja", "en"],
        "service": "auth.example.com",
        "docs": "https://docs.example.com/{code}",
        "problem_type": "https://errors.example.com/{slug}",
        "internal": "USER_STORE_BROKEN",
        "not_found": "AUTH_ERROR",
        "require_grpc": true,
        "enums": [listed, {"domain": "USER", "codes": {"USER_STORE_BROKEN": {
            "status": 500, "message": "x", "log_level": "ERROR", "grpc": "INTERNAL",
        }}}],
        "sets": {
            "SignIn": {"description": "What signing in can answer.", "codes": ["AUTH_ERROR", "USER_STORE_BROKEN"]},
            "Ping": {"codes": ["USER_STORE_BROKEN"], "masked": ["USER_STORE_BROKEN"]},
        },
        "codeless": {"crate::auth::AuthError::Store": "transparent mask_5xx USER_STORE_BROKEN"},
        "retired": retired,
    })
}

#[test]
fn the_schema_accepts_a_whole_registry() {
    let validator = validator();
    let errors: Vec<_> =
        validator.iter_errors(&registry()).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    for (pointer, example) in
        [("/$defs/registry/properties", ""), ("/$defs/enum/properties", "/enums/0")]
    {
        let (schema, registry) = (schema(), registry());
        let keys = |value: &Value, pointer: &str| -> Vec<String> {
            let object = value.pointer(pointer).and_then(Value::as_object).unwrap();
            let mut keys: Vec<_> = object.keys().cloned().collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(&schema, pointer), keys(&registry, example), "{pointer}");
    }
    for (member, wrong) in [
        ("name", json!("My codes")),
        ("domain", json!("AUTH")),
        ("codes", json!({})),
        ("enums", json!({})),
        ("enums", json!([{"domain": "AUTH"}])),
        ("dialect", json!("xml")),
        ("require_grpc", json!("yes")),
        ("locales", json!([])),
    ] {
        let mut example = registry();
        example[member] = wrong;
        assert!(!validator.is_valid(&example), "{member}");
        assert!(spec::read(&example.to_string(), "spec.json").is_err(), "{member}");
    }
}

/// The examples say all there is, and nothing of it is lost.
#[test]
fn the_reader_accepts_every_key() {
    for example in [full(), registry()] {
        let catalog = spec::read(&example.to_string(), "spec.json").unwrap_or_else(|problems| {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", problems.join("\n"))
        });
        let written: Value = serde_json::from_str(&spec::write(&catalog)).unwrap();
        assert_eq!(written, example);
    }
}

#[test]
fn every_spec_is_in_the_form_that_is_written() {
    for (file, text, _) in specs() {
        let catalog = spec::read(&text, &file).unwrap_or_else(|problems| {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", problems.join("\n"))
        });
        assert_eq!(spec::write(&catalog), text, "{file}");
    }
}

error_catalog::catalog! {
    struct Ours { error_catalog::SystemError, error_catalog::StatusError, error_catalog::ValidationError }
}

/// A scan cannot see the enums of the crate itself, so it reads this file. `BLESS=1 cargo test` writes it.
#[test]
fn the_builtin_enums_are_those_that_are_compiled() {
    Ours::outputs().spec("../catalog-specs/src/spec/builtin.json").check();
    for group in Ours::spec().groups {
        assert_eq!(spec::builtin(&group.type_name), Some(group));
    }
}
