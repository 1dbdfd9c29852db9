//! The diagnostics of spec files: every mistake once, at its place, with a fix.

use super::read;

/// A spec of one code with these members.
fn code(members: &str) -> String {
    format!("{{\"domain\": \"AUTH\", \"codes\": {{\n  \"AUTH_X\": {{{members}}}\n}}}}")
}

const SOUND: &str = "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\"";

#[track_caller]
fn assert_problems(text: &str, expected: &[&str]) {
    let found: Vec<_> = match read(text, "a.json") {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_valid_spec_has_no_problems() {
    assert_problems(&code(SOUND), &[]);
}

#[test]
fn malformed_json_is_reported_with_a_fix() {
    for (text, expected) in [
        ("", "a.json:1:1: error: the file is empty"),
        ("[]", "a.json:1:1: error: a spec must be an object, found a list"),
        ("null", "a.json:1:1: error: a spec must be an object, found `null`"),
        ("{\n  // why\n}", "a.json:2:3: error: comments are not allowed in JSON"),
        ("{\"domain\": \"A\",}", "a.json:1:15: error: trailing comma"),
        ("{\"a\": 1 \"b\": 2}", "a.json:1:8: error: missing comma"),
        ("{'domain': 1}", "a.json:1:2: error: expected a string in double quotes"),
        ("{domain: 1}", "a.json:1:2: error: expected a member name in double quotes"),
        ("{\"domain\" \"A\"}", "a.json:1:11: error: expected `:` and a value"),
        ("{\"domain\": \"A\"", "a.json:1:1: error: unclosed object"),
        ("{\"a\": [1", "a.json:1:7: error: unclosed list"),
        ("{} {}", "a.json:1:4: error: unexpected text after the end of the object"),
        ("{\"a\": 0x1F}", "a.json:1:7: error: invalid JSON number"),
        ("{\"a\": nul}", "a.json:1:7: error: unexpected word"),
        ("{\"a\": \"日\\x\"}", "a.json:1:9: error: unknown escape"),
        ("{\"a\": \"\\ud800\"}", "a.json:1:8: error: invalid Unicode escape"),
        ("{\"a\": \"b", "a.json:1:7: error: unclosed string"),
        ("{\"a\": \"b\n\"}", "a.json:1:9: error: unescaped line break in a string"),
        ("{\"a\": \"\u{1}\"}", "a.json:1:8: error: unescaped control character U+0001 in a string"),
        ("{\u{a0}}", "a.json:1:2: error: unexpected character U+00A0 between values"),
        ("\u{feff}{}", "a.json:1:1: error: the file begins with a byte order mark"),
    ] {
        let problems = read(text, "a.json").unwrap_err();
        let found: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        let (message, help) = found[0].split_once("\n  help: ").unwrap();
        assert_eq!(message, expected);
        assert!(!help.is_empty(), "{text}");
    }
}

/// The stack is small, so that recursion would overflow it.
#[test]
fn deep_nesting_is_refused() {
    for bomb in ["[", "{\"a\":", "{\"enums\":[", "\"\\\"[\" ["] {
        let bomb = bomb.repeat(100_000);
        let count = std::thread::Builder::new()
            .stack_size(64 * 1024)
            .spawn(move || read(&bomb, "a.json").unwrap_err().len())
            .unwrap();
        assert_eq!(count.join().unwrap(), 1);
    }
}

#[test]
fn unknown_and_missing_members_are_reported() {
    let wrong = "\"statsu\": 404, \"message\": \"x\", \"log_level\": \"WRAN\", \"colour\": 1";
    let takes = "the members of a code are alert, allow, causes, cfg, check, class, deprecated, description, details, diagnosis, \
                 display, doc_url, error_type, ext, foreign_key, formerly, grpc, hidden, incident, jsonrpc, log_level, message, \
                 origin, owner, prevention, public_as, retry, retry_after, runbook, severity, since, \
                 solutions, status, symptoms, title, unique, variant";
    assert_problems(
        &code(wrong),
        &[
            "a.json:2:14: error: unknown member `statsu`\n  help: did you mean `status`?",
            "a.json:2:58: error: `WRAN` is not a log level\n  help: did you mean `WARN`?",
            &format!("a.json:2:66: error: unknown member `colour`\n  help: {takes}"),
        ],
    );
    assert_problems(
        &code("\"message\": \"x\""),
        &[
            "a.json:2:3: error: missing member `status` of a code\n  help: add `\"status\": 404`",
            "a.json:2:3: error: missing member `log_level` of a code\n  help: add `\"log_level\": \"INFO\"`",
        ],
    );
}

#[test]
fn wrong_values_are_reported() {
    for (members, expected) in [
        (
            "\"status\": \"404\", \"message\": \"x\", \"log_level\": \"INFO\"",
            "a.json:2:24: error: `status` takes a number from 400 to 599, found a text\n  \
             help: write `\"status\": 404`",
        ),
        (
            "\"status\": 99999999999999999999999999999999999999999999, \"message\": \"x\", \"log_level\": \"INFO\"",
            "a.json:2:24: error: `a huge number` is not an error status\n  \
             help: use a status from 400 to 599, for example `404`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"retry_after\": \"soon\"",
            "a.json:2:81: error: `retry_after` takes a number of whole seconds or a text such as `500ms`, found a text\n  \
             help: write `\"retry_after\": 60`",
        ),
        (
            "\"status\": 404, \"message\": {\"zh_TW\": \"x\"}, \"log_level\": \"INFO\"",
            "a.json:2:41: error: `zh_TW` is not a locale\n  help: write `\"zh-TW\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"log_level\": \"WARN\"",
            "a.json:2:66: error: member `log_level` is given twice\n  \
             help: keep one of them\n  note: the first is at a.json:2:45",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"formerly\": []",
            "a.json:2:78: error: `formerly` is empty\n  help: remove it",
        ),
    ] {
        assert_problems(&code(members), &[expected]);
    }
}

#[test]
fn a_duplicate_code_is_reported_with_both_places() {
    let text = format!(
        "{{\"domain\": \"AUTH\", \"codes\": {{\n\"AUTH_X\": {{{SOUND}}},\n\"AUTH_X\": {{{SOUND}}}\n}}}}"
    );
    assert_problems(
        &text,
        &["a.json:3:1: error: member `AUTH_X` is given twice\n  \
           help: keep one of them\n  note: the first is at a.json:2:1"],
    );
}

/// The rules of the derive apply to a spec, with its own wording.
#[cfg(feature = "syntax")]
#[test]
fn the_rules_of_the_derive_are_checked() {
    for (members, expected) in [
        (
            "\"status\": 500, \"message\": \"x\", \"log_level\": \"INFO\"",
            "a.json:2:58: error: status 500 is logged at `INFO`, which is too low to be noticed\n  \
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
            "a.json:2:87: error: `Vec<` is not a Rust type\n  \
             help: write it as in Rust, for example `\"type\": \"Vec<String>\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"details\": [{\"name\": \"at\", \"type\": \"u8 }, B { b: u8\"}]",
            "a.json:2:87: error: `u8 }, B { b: u8` is not a Rust type\n  \
             help: write it as in Rust, for example `\"type\": \"Vec<String>\"`",
        ),
        (
            "\"status\": 404, \"message\": \"x\", \"log_level\": \"INFO\", \"cfg\": [\"unix)] fn f() {} #[cfg(unix\"]",
            "a.json:2:73: error: `unix)] fn f() {} #[cfg(unix` is not a condition for `#[cfg(...)]`\n  \
             help: write it as in Rust, for example `\"feature = \\\"x\\\"\"`",
        ),
    ] {
        assert_problems(&code(members), &[expected]);
    }
    let text = "{\"domain\": \"Auth\", \"locales\": [\"ja\", \"en\"], \"codes\": {\n\"USER_X\": {\"status\": 404,\n\"message\": \"x\", \"log_level\": \"INFO\"}}}";
    let problems = read(text, "a.json").unwrap_err();
    let rules: Vec<_> = problems
        .iter()
        .map(|found| (found.rule.unwrap(), found.place.clone().unwrap().line))
        .collect();
    assert_eq!(rules, [("domain-form", 1), ("locale-missing", 3)]);
}

/// The rules of a registry apply to a spec.
#[cfg(feature = "scan")]
#[test]
fn the_rules_of_a_registry_are_checked() {
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
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.rule.unwrap(), problem.place.clone().unwrap().line))
            .collect();
        assert_eq!(found, expected, "{text}\n{problems:?}");
    }
    let duplicate = read(&registry("", "", "AUTH_X"), "a.json").unwrap_err();
    let message = &duplicate.last().unwrap().message;
    assert!(message.contains("at a.json:2"), "{message}");
}

#[cfg(feature = "scan")]
#[test]
fn an_enum_has_the_locales_of_its_registry() {
    let text = "{\"locales\": [\"ja\", \"en\"], \"enums\": [\n\
                {\"domain\": \"AUTH\", \"locales\": [\"ja\"], \"codes\": {\n\
                \"AUTH_X\": {\"status\": 404, \"message\": {\"ja\": \"x\"}, \"log_level\": \"INFO\"}}}]}";
    assert_problems(
        text,
        &["a.json:2:31: error: `AUTH_X` of `AuthError` has no text for `en`\n  \
           help: add the locale to the enum's `locales`, and a text to each of its codes"],
    );
}

#[test]
fn an_empty_locale_is_reported() {
    let members = "\"status\": 404, \"message\": {\"\": \"x\"}, \"log_level\": \"INFO\"";
    assert_problems(
        &code(members),
        &[
            "a.json:2:41: error: `` is not a locale\n  help: write a language tag, such as `\"ja\"` or `\"zh-TW\"`",
        ],
    );
}

#[test]
fn a_missing_domain_is_reported_once() {
    assert_problems(
        "{\"codes\": {}}",
        &[
            "a.json:1:1: error: missing member `domain` of a spec\n  help: add `\"domain\": \"AUTH\"`",
        ],
    );
}

#[test]
fn the_unclosed_object_is_found_by_indentation() {
    let text = "{\n  \"domain\": \"A\",\n  \"codes\": {\n    \"A_B\": {\n      \"status\": 401,\n      \"message\": \"x\"\n    ,\n    \"A_C\": {\n      \"status\": 401\n    }\n  }\n}\n";
    let problems = read(text, "a.json").unwrap_err();
    let [problem] = problems.as_slice() else { unreachable!("one mistake is one report") };
    assert_eq!(
        problem.to_string(),
        "a.json:4:12: error: unclosed object\n  help: close it with `}`\n  note: the file ends at line 12, column 2, without it"
    );
}

/// Summary JSON is read as an enum for each domain.
#[test]
fn summary_json_is_read() {
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

/// Texts that the derive and `catalog!` refuse are refused in a spec by the same rule, also without feature `syntax`.
#[test]
fn texts_follow_the_rules_of_the_derive() {
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
             help: write the whole address, as in `\"doc_url\": \"https://...\"`",
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
             help: write the code as it was sent, as in `\"USER_LOCKED\": \"2.0: use AUTH_ACCOUNT_LOCKED\"`",
        ),
        (
            registry("\"retired\": {\"AUTH_OLD\": \" \"}"),
            "error[retired-form]: a retired code says why it is retired\n  \
             help: write `\"AUTH_OLD\": \"2.0: ...\"`",
        ),
    ] {
        let problems = read(&text, "a.json").unwrap_err();
        let by_rule = |problem: &crate::Problem| {
            let rule = format!("error[{}]", problem.rule.unwrap_or_default());
            problem.to_string().replacen("error", &rule, 1)
        };
        let found: Vec<_> = problems.iter().map(by_rule).collect();
        assert!(found.len() == 1 && found[0].ends_with(expected), "{text}\n{found:#?}\n{expected}");
    }
    let sound = "\"docs\": \"https://x.example/{slug}\", \"problem_type\": \"urn:x\", \"retired\": {\"old.1\": \"why\"}";
    assert_problems(&registry(sound), &[]);
}
