//! What is told of a bad file: every mistake once, at its place, with its cure.

use super::read;

/// A spec of one code with something in it.
fn code(members: &str) -> String {
    format!("{{\"domain\": \"AUTH\", \"codes\": {{\n  \"AUTH_X\": {{{members}}}\n}}}}")
}

const SOUND: &str = "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\"";

#[track_caller]
fn assert_told(text: &str, expected: &[&str]) {
    let told: Vec<_> = match read(text, "a.json") {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(told, expected, "{text}");
}

#[test]
fn what_is_sound_is_not_told() {
    assert_told(&code(SOUND), &[]);
}

#[test]
fn what_is_no_json_is_told_with_the_cure() {
    for (text, expected) in [
        ("", "a.json:1:1: error: the file is empty"),
        ("[]", "a.json:1:1: error: a spec is an object, and this is a list"),
        ("null", "a.json:1:1: error: a spec is an object, and this is `null`"),
        ("{\n  // why\n}", "a.json:2:3: error: JSON has no comments"),
        ("{\"domain\": \"A\",}", "a.json:1:15: error: nothing follows this comma"),
        ("{\"a\": 1 \"b\": 2}", "a.json:1:8: error: there is no comma here"),
        ("{'domain': 1}", "a.json:1:2: error: a text stands in double quotes"),
        ("{domain: 1}", "a.json:1:2: error: the name of a member stands in double quotes"),
        ("{\"domain\" \"A\"}", "a.json:1:11: error: a member has no value"),
        ("{\"domain\": \"A\"", "a.json:1:1: error: this object has no end"),
        ("{\"a\": [1", "a.json:1:7: error: this list has no end"),
        ("{} {}", "a.json:1:4: error: something stands behind the end of the object"),
        ("{\"a\": 0x1F}", "a.json:1:7: error: this is no JSON number"),
        ("{\"a\": nul}", "a.json:1:7: error: this word is no JSON value"),
        ("{\"a\": \"日\\x\"}", "a.json:1:9: error: JSON has no such escape"),
        ("{\"a\": \"\\ud800\"}", "a.json:1:8: error: this escape is no character"),
        ("{\"a\": \"b", "a.json:1:7: error: this text has no end"),
        ("{\"a\": \"b\n\"}", "a.json:1:9: error: a text goes on beyond its line"),
        ("{\"a\": \"\u{1}\"}", "a.json:1:8: error: the control character U+0001 stands in a text"),
        ("{\u{a0}}", "a.json:1:2: error: U+00A0 stands between values"),
        ("\u{feff}{}", "a.json:1:1: error: the file begins with a byte order mark"),
    ] {
        let problems = read(text, "a.json").unwrap_err();
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        let (message, help) = told[0].split_once("\n  help: ").unwrap();
        assert_eq!(message, expected);
        assert!(!help.is_empty(), "{text}");
    }
}

/// On a stack as small as threads have, and without walking down.
#[test]
fn a_bomb_is_told_and_not_followed() {
    for bomb in ["[", "{\"a\":", "{\"enums\":[", "\"\\\"[\" ["] {
        let bomb = bomb.repeat(100_000);
        let told = std::thread::Builder::new()
            .stack_size(64 * 1024)
            .spawn(move || read(&bomb, "a.json").unwrap_err().len())
            .unwrap();
        assert_eq!(told.join().unwrap(), 1);
    }
}

#[test]
fn members_are_told_where_they_stand() {
    let wrong = "\"statsu\": 404, \"message\": \"x\", \"log_level\": \"WRAN\", \"colour\": 1";
    let takes = "a code takes allow, causes, cfg, class, deprecated, description, details, display, \
                 doc_url, error_type, ext, formerly, grpc, hidden, incident, log_level, message, \
                 origin, owner, prevention, public_as, retry, retry_after, runbook, severity, since, \
                 solutions, status, title, variant";
    assert_told(
        &code(wrong),
        &[
            "a.json:2:14: error: unknown member `statsu`\n  help: did you mean `status`?",
            "a.json:2:58: error: `WRAN` is not a log level\n  help: did you mean `WARN`?",
            &format!("a.json:2:66: error: unknown member `colour`\n  help: {takes}"),
        ],
    );
    assert_told(
        &code("\"message\": \"x\""),
        &[
            "a.json:2:3: error: a code has no `status`\n  help: add `\"status\": 404`",
            "a.json:2:3: error: a code has no `log_level`\n  help: add `\"log_level\": \"INFO\"`",
        ],
    );
}

#[test]
fn values_are_told_where_they_stand() {
    for (members, expected) in [
        (
            "\"status\": \"404\", \"message\": \"x\", \"log_level\": \"INFO\"",
            "a.json:2:24: error: `status` takes a number from 400 to 599, and this is a text\n  \
             help: write `\"status\": 404`",
        ),
        (
            "\"status\": 99999999999999999999999999999999999999999999, \"message\": \"x\", \"log_level\": \"INFO\"",
            "a.json:2:24: error: `a huge number` is not an error status\n  \
             help: use a status from 400 to 599, for example `404`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"retry_after\": \"soon\"",
            "a.json:2:81: error: `retry_after` takes a number of whole seconds or a text such as `500ms`, and this is a text\n  \
             help: write `\"retry_after\": 60`",
        ),
        (
            "\"status\": 404, \"message\": {\"zh_TW\": \"x\"}, \"log_level\": \"INFO\"",
            "a.json:2:41: error: `zh_TW` is no locale\n  help: write `\"zh-TW\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"log_level\": \"WARN\"",
            "a.json:2:66: error: `log_level` stands twice in one object\n  \
             help: keep one of the two\n  note: the first is at a.json:2:45",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"formerly\": []",
            "a.json:2:78: error: `formerly` is empty\n  help: leave it out",
        ),
    ] {
        assert_told(&code(members), &[expected]);
    }
}

#[test]
fn a_code_that_stands_twice_is_told_with_both_places() {
    let text = format!(
        "{{\"domain\": \"AUTH\", \"codes\": {{\n\"AUTH_X\": {{{SOUND}}},\n\"AUTH_X\": {{{SOUND}}}\n}}}}"
    );
    assert_told(
        &text,
        &["a.json:3:1: error: `AUTH_X` stands twice in one object\n  \
           help: keep one of the two\n  note: the first is at a.json:2:1"],
    );
}

/// One law: what the derive tells of an enum is told of a spec, in the words of a spec.
#[cfg(feature = "syntax")]
#[test]
fn the_rules_of_the_derive_are_asked() {
    for (members, expected) in [
        (
            "\"status\": 500, \"message\": \"x\", \"log_level\": \"INFO\"",
            "a.json:2:58: error: status 500 is logged at `INFO`, where nobody looks\n  \
             help: write `\"log_level\": \"ERROR\"`, or `\"allow\": [\"level\"]` if it is meant",
        ),
        (
            "\"status\": 404, \"message\": \" \", \"log_level\": \"INFO\"",
            "a.json:2:40: error: the message is empty\n  \
             help: say in the user's words what happened and what to do",
        ),
        (
            "\"status\": 404, \"message\": \"no {user}\", \"log_level\": \"INFO\", \"hidden\": [{\"field\": \"user\", \"type\": \"String\"}]",
            "a.json:2:40: error: the message shows `user`, which is no `detail`\n  \
             help: write `\"details\": [{\"name\": \"user\", \"type\": \"String\"}]`, so that clients also get it machine-readable; or `\"allow\": [\"placeholder\"]`",
        ),
        (
            "\"status\": 503, \"message\": \"x\", \"log_level\": \"ERROR\", \"details\": [{\"name\": \"host\", \"type\": \"String\"}]",
            "a.json:2:88: error: a 503 has a `detail`\n  \
             help: write `\"hidden\": [{..., \"roles\": [\"context\"]}]`, which goes to the log only",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"retry_after\": 60",
            "a.json:2:81: error: `retry_after` on a code that is never retried\n  \
             help: add `\"retry\": \"transient\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"allow\": [\"level\"]",
            "a.json:2:76: error: `\"allow\": [\"level\"]` allows nothing here\n  help: remove it",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"details\": [{\"name\": \"at\", \"type\": \"Vec<\"}]",
            "a.json:2:87: error: `Vec<` is no type in Rust\n  \
             help: write it as there, for example `\"type\": \"Vec<String>\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"details\": [{\"name\": \"at\", \"type\": \"u8 }, B { b: u8\"}]",
            "a.json:2:87: error: `u8 }, B { b: u8` is no type in Rust\n  \
             help: write it as there, for example `\"type\": \"Vec<String>\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"cfg\": [\"unix)] fn f() {} #[cfg(unix\"]",
            "a.json:2:73: error: `unix)] fn f() {} #[cfg(unix` is no condition of `#[cfg(...)]`\n  \
             help: write it as there, for example `\"feature = \\\"x\\\"\"`",
        ),
    ] {
        assert_told(&code(members), &[expected]);
    }
    let text = "{\"domain\": \"Auth\", \"locales\": [\"ja\", \"en\"], \"codes\": {\n\"USER_X\": {\"status\": 404,\n\"message\": \"x\", \"log_level\": \"INFO\"}}}";
    let told = read(text, "a.json").unwrap_err();
    let rules: Vec<_> =
        told.iter().map(|told| (told.rule.unwrap(), told.place.clone().unwrap().line)).collect();
    assert_eq!(rules, [("domain-form", 1), ("locale-missing", 3)]);
}

/// What the compiler asks of a registry is asked of the spec of one.
#[cfg(feature = "scan")]
#[test]
fn the_rules_of_a_registry_are_asked() {
    let registry = |members: &str, first: &str, second: &str| {
        format!(
            "{{{members}\"enums\": [\n\
             {{\"domain\": \"AUTH\", \"codes\": {{\"AUTH_X\": {{{SOUND}{first}}}}}}},\n\
             {{\"domain\": \"AUTH\", \"type\": \"Other\", \"codes\": {{\"{second}\": {{{SOUND}}}}}}}\n]}}"
        )
    };
    for (members, first, second, expected) in [
        ("", "", "AUTH_X", &[("code-first-use", 2), ("registry-duplicate", 3)][..]),
        (
            "",
            ", \"formerly\": [\"AUTH_Y\"]",
            "AUTH_Y",
            &[("code-first-use", 2), ("registry-duplicate", 3)],
        ),
        ("\"retired\": {\"AUTH_Y\": \"2.0: gone\"},", "", "AUTH_Y", &[("registry-retired", 3)]),
        ("\"internal\": \"AUTH_Z\",", "", "AUTH_Y", &[("registry-unknown", 1)]),
        ("\"internal\": \"AUTH_Y\",", "", "AUTH_Y", &[("registry-server", 1)]),
        ("\"not_found\": \"AUTH_Z\",", "", "AUTH_Y", &[("registry-unknown", 1)]),
        ("", ", \"public_as\": \"AUTH_Z\"", "AUTH_Y", &[("registry-unknown", 2)]),
        (
            "",
            ", \"deprecated\": {\"since\": \"2.0\", \"replaced_by\": [\"AUTH_Z\"]}",
            "AUTH_Y",
            &[("registry-unknown", 2)],
        ),
        ("\"not_found\": \"AUTH_Y\",", "", "AUTH_Y", &[]),
    ] {
        let text = registry(members, first, second);
        let problems = read(&text, "a.json").err().unwrap_or_default();
        let told: Vec<_> = problems
            .iter()
            .map(|told| (told.rule.unwrap(), told.place.clone().unwrap().line))
            .collect();
        assert_eq!(told, expected, "{text}\n{problems:?}");
    }
    let duplicate = read(&registry("", "", "AUTH_X"), "a.json").unwrap_err();
    let message = &duplicate.last().unwrap().message;
    assert!(message.contains("at a.json:2"), "{message}");
}

#[cfg(feature = "scan")]
#[test]
fn an_enum_speaks_the_languages_of_its_registry() {
    let text = "{\"locales\": [\"ja\", \"en\"], \"enums\": [\n\
                {\"domain\": \"AUTH\", \"locales\": [\"ja\"], \"codes\": {\n\
                \"AUTH_X\": {\"status\": 404, \"message\": {\"ja\": \"x\"}, \"log_level\": \"INFO\"}}}]}";
    assert_told(
        text,
        &["a.json:2:31: error: `AUTH_X` of `AuthError` has no text for `en`\n  \
           help: add the locale to the enum's `locales`, and a text to each of its codes"],
    );
}

#[test]
fn a_locale_without_a_name_is_told() {
    let members = "\"status\": 404, \"message\": {\"\": \"x\"}, \"log_level\": \"INFO\"";
    assert_told(
        &code(members),
        &[
            "a.json:2:41: error: `` is no locale\n  help: write a language tag, such as `\"ja\"` or `\"zh-TW\"`",
        ],
    );
}

#[test]
fn a_missing_domain_is_told_once() {
    assert_told(
        "{\"codes\": {}}",
        &["a.json:1:1: error: a spec has no `domain`\n  help: add `\"domain\": \"AUTH\"`"],
    );
}

#[test]
fn an_object_without_an_end_is_the_one_that_is_meant() {
    let text = "{\n  \"domain\": \"A\",\n  \"codes\": {\n    \"A_B\": {\n      \"status\": 401,\n      \"message\": \"x\"\n    ,\n    \"A_C\": {\n      \"status\": 401\n    }\n  }\n}\n";
    let problems = read(text, "a.json").unwrap_err();
    let [problem] = problems.as_slice() else { unreachable!("one mistake is one report") };
    assert_eq!(
        problem.to_string(),
        "a.json:4:12: error: this object has no end\n  help: close it with `}`\n  note: the file ends at line 12, column 2, without it"
    );
}

/// What `Codes::to_json()` writes is a catalogue as well, an enum for each domain.
#[test]
fn a_catalogue_of_codes_is_read_as_what_it_is() {
    let text = r#"{
  "AUTH_EXPIRED": {"status": 401, "message": "since {at}", "log_level": "INFO"},
  "CART_EMPTY": {"status": 400, "message": "nothing in it", "log_level": "INFO"},
  "CART_FULL": {"status": 409, "message": "full", "log_level": "WARN"}
}"#;
    let catalog = read(text, "a.json").unwrap();
    let names: Vec<_> = catalog.groups.iter().map(|group| group.type_name.as_str()).collect();
    assert_eq!(names, ["AuthError", "CartError"]);
    let rust = super::import(&catalog);
    assert!(rust.contains("at: String") && rust.contains("enum CartError"), "{rust}");
    let problems = read(&text.replace("409", "200"), "a.json").unwrap_err();
    assert!(problems[0].to_string().starts_with("a.json:4:27: error: "), "{}", problems[0]);
}

/// What the derive and `catalog!` refuse in a text, a spec is refused for, in the same words and by the same rule; with or
/// without their reader.
#[test]
fn texts_are_held_to_the_law_of_the_derive() {
    let registry = |members: &str| {
        let codes = code(SOUND);
        format!("{{\"name\": \"Codes\", {members}, \"enums\": [{codes}]}}")
    };
    let row = |members: &str| code(&format!("{SOUND}, {members}"));
    for (text, expected) in [
        (
            row("\"owner\": \"\""),
            "error[empty-value]: `owner` is empty\n  help: write a text, or remove it",
        ),
        (
            row("\"title\": \" \""),
            "error[empty-value]: `title` is empty\n  help: write a text, or remove it",
        ),
        (
            row("\"doc_url\": \"docs.example.com/x\""),
            "error[value-kind]: `doc_url` takes an address that begins with `https://` or `http://`\n  \
             help: write `\"doc_url\": \"https://docs.example.com/x\"`",
        ),
        (
            row("\"doc_url\": \"javascript:alert(1)\""),
            "error[value-kind]: `doc_url` takes an address that begins with `https://` or `http://`\n  \
             help: write `\"doc_url\": \"https://...\"`",
        ),
        (
            registry("\"docs\": \"https://x.example/errors/\""),
            "error[registry-docs]: `docs` is one address for all codes\n  \
             help: write the code into it: `\"docs\": \"https://x.example/errors/{code}\"`",
        ),
        (
            registry("\"docs\": \"https://x.example/{kode}\""),
            "error[registry-placeholder]: `{kode}` is no placeholder of `docs`\n  help: did you mean `{code}`?",
        ),
        (
            registry("\"problem_type\": \"https://x.example/{\""),
            "error[message-braces]: a brace has no partner in this text\n  \
             help: write a placeholder as `{field}`, and `{{` or `}}` for a brace itself",
        ),
        (
            registry("\"retired\": {\"AUTH OLD\": \"2.0\"}"),
            "error[retired-code]: `AUTH OLD` cannot have been an error code\n  \
             help: write the code as it was sent, for example `\"USER_LOCKED\": \"2.0: use AUTH_ACCOUNT_LOCKED\"`",
        ),
        (
            registry("\"retired\": {\"AUTH_OLD\": \" \"}"),
            "error[retired-form]: a retired code says why it is retired\n  \
             help: write `\"USER_LOCKED\": \"2.0: use AUTH_ACCOUNT_LOCKED\"`",
        ),
    ] {
        let problems = read(&text, "a.json").unwrap_err();
        let by_rule = |problem: &crate::Problem| {
            let rule = format!("error[{}]", problem.rule.unwrap_or_default());
            problem.to_string().replacen("error", &rule, 1)
        };
        let told: Vec<_> = problems.iter().map(by_rule).collect();
        assert!(told.len() == 1 && told[0].ends_with(expected), "{text}\n{told:#?}\n{expected}");
    }
    let sound = "\"docs\": \"https://x.example/{slug}\", \"problem_type\": \"urn:x\", \"retired\": {\"old.1\": \"why\"}";
    assert_told(&registry(sound), &[]);
}
