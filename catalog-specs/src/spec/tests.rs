//! Catalogues survive writing and reading as JSON and as Rust, and malformed JSON is refused.

use core::time::Duration;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{names, read, write};
use crate::model::{
    Catalog, CodeSet, CodelessVariant, Deprecated, Detail, DocSection, Docs, Entry, Group,
    HiddenField, HiddenRole, Retired, Sends, Settings, Text,
};
use crate::source::Source;
use crate::template::placeholders;
use crate::{AlertThreshold, Backoff, Class, Grpc, Incident, Level, Retry, Severity, rules};

/// Texts, also malicious ones.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(vec![
            "\"",
            "\\",
            "`",
            "|",
            "<script>",
            "*/",
            "#",
            "'",
            "{{",
            "}}",
            "\n",
            "\r\n",
            "\t",
            "\u{0}",
            "\u{1b}",
            "\u{85}",
            "\u{202e}",
            "\u{2066}",
            "\u{200b}",
            "\u{feff}",
            "\u{2028}",
            "日本語",
            "繁體",
            "Tiếng Việt",
            "🦀",
            "e\u{301}",
            "---",
            "$",
            "%s",
            "\\u{202e}",
        ])
        .prop_map(ToOwned::to_owned),
        "[a-zA-Z0-9 .,:;_-]{1,12}",
        any::<char>().prop_map(|c| match c {
            '{' | '}' => ' '.to_string(),
            c => c.to_string(),
        }),
    ];
    vec(piece, 1..8).prop_map(|pieces| format!("x{}", pieces.concat()))
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(hostile(), 0..3).prop_map(|mut texts| {
        texts.sort();
        texts.dedup();
        texts
    })
}

fn name() -> impl Strategy<Value = String> {
    select(vec!["user", "at", "type", "limit", "日本", "été", "_x", "match", "source_of"])
        .prop_map(ToOwned::to_owned)
}

fn wait() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (1_u64..100_000).prop_map(Duration::from_millis),
        (1_u64..1_000_000).prop_map(Duration::from_secs),
    ]
}

fn type_name() -> impl Strategy<Value = String> {
    select(vec![
        "String",
        "u32",
        "Option<String>",
        "Vec<(u8, &'static str)>",
        "std::option::Option<Money>",
        "BTreeMap<String, Option<u8>>",
        "Option<Option<bool>>",
        "[u8; 4]",
    ])
    .prop_map(ToOwned::to_owned)
}

fn detail() -> impl Strategy<Value = Detail> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), data_class());
    (name(), option::of("[a-z]{3,9}"), type_name(), option::of(hostile()), flags).prop_map(
        |(field, wire, type_name, doc, (flatten, display, retry_after, data_class))| Detail {
            name: wire.map_or_else(|| field.clone(), |wire| format!("w_{wire}")),
            field,
            type_name,
            doc: doc.unwrap_or_default(),
            flatten,
            display,
            retry_after,
            data_class,
        },
    )
}

fn data_class() -> impl Strategy<Value = Option<String>> {
    option::of("[a-z][a-z0-9_]{0,6}")
}

fn hidden() -> impl Strategy<Value = HiddenField> {
    // One role for the visibility and one for the source. Only visible fields have a name.
    let sight = option::of(select(vec![HiddenRole::Context, HiddenRole::Secret]));
    let cause = option::of(select(vec![HiddenRole::Source, HiddenRole::From]));
    let wait = option::of(Just(HiddenRole::RetryAfter));
    let shown = (any::<bool>(), data_class());
    (name(), type_name(), (sight, cause, wait), option::of(hostile()), shown).prop_map(
        |(field, type_name, (sight, cause, wait), name, (display, data_class))| {
            // A secret source is refused.
            let cause = cause.filter(|_| sight != Some(HiddenRole::Secret));
            let is_seen = sight == Some(HiddenRole::Context);
            HiddenField {
                field: format!("h_{field}"),
                type_name,
                roles: sight.into_iter().chain(cause).chain(wait).collect(),
                name: name.filter(|_| is_seen),
                display: display && is_seen,
                data_class: data_class.filter(|_| is_seen),
            }
        },
    )
}

/// The fields of an entry, all named or all numbered.
fn fields() -> impl Strategy<Value = (Vec<Detail>, Vec<HiddenField>)> {
    (vec(detail(), 0..3), vec(hidden(), 0..3), any::<bool>()).prop_map(
        |(mut details, mut hidden, is_tuple)| {
            let names: Vec<_> = (0..details.len() + hidden.len())
                .map(|at| if is_tuple { at.to_string() } else { String::new() })
                .collect();
            for (at, detail) in details.iter_mut().enumerate() {
                if is_tuple {
                    detail.field.clone_from(&names[at]);
                } else {
                    let renamed = detail.name != detail.field;
                    detail.field = format!("{}{at}", detail.field);
                    if !renamed {
                        detail.name.clone_from(&detail.field);
                    }
                }
            }
            for (at, field) in hidden.iter_mut().enumerate() {
                if is_tuple {
                    field.field.clone_from(&names[details.len() + at]);
                } else {
                    field.field = format!("{}{at}", field.field);
                }
            }
            (details, hidden)
        },
    )
}

fn retry() -> impl Strategy<Value = Retry> {
    prop_oneof![
        select(vec![Retry::Never, Retry::Network, Retry::Transient, Retry::Unavailable]),
        (1_u32.., wait(), 1_u32..9, any::<bool>()).prop_map(|(max, base, factor, idempotent)| {
            Retry::Custom(Backoff { max, base, factor, idempotent })
        }),
    ]
}

fn alert() -> impl Strategy<Value = AlertThreshold> {
    (1_u32..1_000_001, 1_u64..1441, any::<bool>()).prop_map(|(threshold, minutes, page)| {
        AlertThreshold { threshold, window: Duration::from_secs(minutes * 60), page }
    })
}

fn deprecated() -> impl Strategy<Value = Deprecated> {
    (hostile(), texts(), option::of(hostile())).prop_map(|(since, replaced_by, until)| Deprecated {
        since,
        replaced_by,
        until,
    })
}

/// A entry. Its code and variant are set by its enum.
fn entry() -> impl Strategy<Value = Entry> {
    let words = (
        400_u16..600,
        select(Level::ALL),
        option::of(select(Class::ALL)),
        option::of(select(Severity::ALL)),
        option::of(select(Incident::ALL)),
        option::of(select(Grpc::ALL)),
        option::of(retry()),
        option::of(wait()),
        option::of((alert(), option::of(-32_099..-32_011))),
    );
    let optional = vec(option::of(hostile()), 13);
    let lists = (texts(), subsequence(rules::allow_words(), 0..4), texts());
    let ext = vec((hostile(), hostile()), 0..3);
    (words, vec(hostile(), 3), optional, lists, option::of(deprecated()), ext, fields()).prop_map(
        |(words, messages, mut optional, (formerly, allows, cfg), deprecated, mut ext, fields)| {
            let (status, level, class, severity, incident, grpc, retry, retry_after, alert) = words;
            let (alert, jsonrpc) =
                (alert.map(|(alert, _)| alert), alert.and_then(|(_, number)| number));
            let mut next = || optional.pop().flatten();
            ext.dedup_by(|a, b| a.0 == b.0);
            ext.truncate(1);
            Entry {
                code: String::new(),
                variant: String::new(),
                status,
                level,
                messages: messages
                    .into_iter()
                    .map(|message| Text { locale: String::new(), message })
                    .collect(),
                display: next(),
                class,
                retry,
                retry_after,
                severity,
                incident,
                alert,
                jsonrpc,
                origin: next(),
                error_type: next(),
                grpc,
                unique: Vec::new(),
                foreign_key: Vec::new(),
                check: Vec::new(),
                public_as: next(),
                formerly,
                owner: next(),
                title: next(),
                since: next(),
                deprecated,
                doc_url: next().as_deref().map(address),
                runbook: next().as_deref().map(address),
                ext,
                allows: allows.into_iter().map(ToOwned::to_owned).collect(),
                details: fields.0,
                hidden: fields.1,
                docs: {
                    let mut docs =
                        Docs { description: next().unwrap_or_default(), ..Docs::default() };
                    for section in DocSection::ALL {
                        *docs.section_mut(*section) = next().unwrap_or_default();
                    }
                    docs
                },
                cfg,
                places: Vec::new(),
            }
        },
    )
}

fn locales() -> impl Strategy<Value = Vec<String>> {
    subsequence(vec!["ja", "en", "zh-TW", "zh-CN", "vi"], 0..3)
        .prop_shuffle()
        .prop_map(|tags| tags.into_iter().map(ToOwned::to_owned).collect())
}

/// An enum. The codes of its entries are numbered, and each has a text in every locale.
fn group(index: usize) -> impl Strategy<Value = Group> {
    let codes = vec((entry(), any::<bool>(), any::<bool>()), 0..4);
    (codes, locales(), option::of(hostile()), texts(), any::<bool>()).prop_map(
        move |(entries, locales, description, cfg, is_plain)| {
            let domain = ["AUTH", "USER", "S3"][index % 3].to_owned();
            let entries =
                entries.into_iter().enumerate().map(|(at, (mut entry, is_legacy, is_named))| {
                    entry.code = if is_legacy {
                        format!("legacy.{index}_{at}")
                    } else {
                        format!("{domain}_CASE_{}", ["ONE", "TWO", "THREE"][at])
                    };
                    if is_named {
                        entry.unique =
                            vec![format!("{}\"予約", entry.code), format!("{}.a", entry.code)];
                        entry.check = vec![format!("{} > '0'", entry.code)];
                    }
                    let derived = names::variant(&entry.code, &domain).filter(|_| !is_named);
                    entry.variant = derived.unwrap_or_else(|| format!("Variant{at}"));
                    entry.messages.truncate(locales.len().max(1));
                    for (text, locale) in entry.messages.iter_mut().zip(&locales) {
                        text.locale.clone_from(locale);
                    }
                    if entry.public_as.is_some() && at % 2 == 1 {
                        entry.messages.clear();
                    }
                    entry
                });
            Group {
                type_name: if is_plain && index < 3 {
                    names::type_name(&domain)
                } else {
                    format!("Enum{index}")
                },
                module: ["crate", "crate::auth::inner", "error_catalog::system"][index % 3]
                    .to_owned(),
                entries: entries.collect(),
                domain,
                locales,
                description: description.unwrap_or_default(),
                non_exhaustive: index % 2 == 1,
                cfg,
            }
        },
    )
}

/// A URL with arbitrary text.
fn address(text: &str) -> String {
    let is_unfit = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}');
    format!("https://docs.example.com/{}", text.replace(is_unfit, ""))
}

fn settings() -> impl Strategy<Value = Settings> {
    let dialects = select(vec!["standard", "problem", "agent", "crate::wire::Mine", "Mine"]);
    (dialects, locales(), vec(option::of(hostile()), 5), any::<bool>()).prop_map(
        |(dialect, locales, mut texts, require_grpc)| Settings {
            dialect: dialect.to_owned(),
            locales,
            service: texts.pop().flatten(),
            docs: texts.pop().flatten().map(|text| address(&text) + "/{code}"),
            problem_type: texts.pop().flatten().as_deref().map(address),
            internal: texts.pop().flatten(),
            not_found: texts.pop().flatten(),
            require: require_grpc.then(|| "grpc".to_owned()).into_iter().collect(),
        },
    )
}

fn catalog() -> impl Strategy<Value = Catalog> {
    let groups = prop_oneof![
        Just(Vec::new()).boxed(),
        group(0).prop_map(|group| vec![group]).boxed(),
        (group(0), group(1), group(2), group(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d]).boxed(),
    ];
    let about = (option::of(Just("Codes")), option::of(hostile()));
    (about, prop_oneof![Just(Settings::default()), settings()], groups, texts()).prop_map(
        |((name, description), settings, groups, retired)| Catalog {
            name: name.unwrap_or_default().to_owned(),
            description: description.unwrap_or_default(),
            settings,
            sets: sets(&groups, &retired),
            codeless: codeless(groups.get(1..).unwrap_or_default()),
            groups,
            retired: retired
                .into_iter()
                .enumerate()
                .map(|(at, text)| {
                    let is_unfit = |c: char| c.is_whitespace() || crate::is_invisible(c);
                    let code = format!("OLD{at}.{}", text.replace(is_unfit, ""));
                    Retired { reason: format!("{text}!"), code }
                })
                .collect(),
        },
    )
}

/// A set of the codes of each enum, with the texts as their descriptions.
/// A variant without a code for each code, of each kind.
fn codeless(groups: &[Group]) -> Vec<CodelessVariant> {
    let codes = groups.iter().flat_map(|group| group.entries.iter().map(|entry| &entry.code));
    let variant = |(at, code): (usize, &String)| CodelessVariant {
        path: format!("crate::{at:04}"),
        sends: match at % 3 {
            0 => Sends::SameAs(code.clone()),
            1 => Sends::Inner,
            _ => Sends::Masked(code.clone()),
        },
    };
    codes.enumerate().map(variant).collect()
}

fn sets(groups: &[Group], texts: &[String]) -> Vec<CodeSet> {
    let sets = groups.iter().zip(texts).enumerate();
    sets.map(|(at, (group, text))| {
        let codes = group.entries.iter().map(|entry| entry.code.clone()).collect();
        let mut set = CodeSet::new(format!("Set{at}"), codes);
        set.description = format!("{text}!");
        set
    })
    .collect()
}

/// Reads without the rules, which an arbitrary catalogue breaks.
fn read_format(text: &str) -> Catalog {
    let mut parsed = read::read(&Source::new(text, "spec.json"));
    assert_eq!(parsed.problems, [], "{text}");
    parsed.build().without_places()
}

#[test]
fn a_flattened_detail_has_neither_a_name_nor_a_text() {
    let read_with = |members: &str| {
        let detail = format!(r#"{{"name": "filter", "type": "Filter", "flatten": true{members}}}"#);
        let code = format!(
            r#"{{"status": 404, "message": "m", "log_level": "INFO", "details": [{detail}]}}"#
        );
        read(&format!(r#"{{"domain": "A", "codes": {{"A_B": {code}}}}}"#), "spec.json")
    };
    assert!(read_with("").is_ok());
    for members in [r#", "display": true"#, r#", "field": "other""#] {
        let problems = read_with(members).unwrap_err();
        let rules: Vec<_> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(rules, [Some(rules::COMBINATION.id)], "{problems:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_catalogue_survives_its_spec(catalog in catalog()) {
        let text = write(&catalog);
        prop_assert_eq!(read_format(&text), catalog, "{}", text);
        let _: serde_json::Value = serde_json::from_str(&text).unwrap();
    }

    /// Accepted text is JSON for `serde_json` too, and other text is refused with its place.
    #[test]
    fn malformed_json_is_refused(catalog in catalog(), at in any::<prop::sample::Index>(), c in any::<char>()) {
        let mut text = write(&catalog);
        let mut positions: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        positions.push(text.len());
        let at = *at.get(&positions);
        text.insert(at, c);
        let parsed = read::read(&Source::new(&text, "spec.json"));
        if serde_json::from_str::<serde_json::Value>(&text).is_err() {
            prop_assert!(!parsed.problems.is_empty(), "{:?} at {} of {}", c, at, text);
        }
        for problem in parsed.problems {
            let place = problem.place.clone().unwrap();
            prop_assert!(place.line >= 1 && place.column >= 1 && place.length >= 1);
            prop_assert!(!problem.message.is_empty() && !problem.help.is_empty(), "{problem}");
        }
    }

    #[test]
    fn any_text_is_accepted_or_refused(pieces in vec(select(vec![
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\"codes\"", "\"domain\"", "\"enums\"", "\"AUTH\"",
        "\"AUTH_X\"", "\"status\"", "404", "-1", "1e999", "0x1", "true", "null", "//", "\n", "日本",
        "\u{feff}", "\u{0}", "\"message\"", "\"\\ud800\"", "\"\\u00e9\"", "99999999999999999999999",
    ]), 0..40)) {
        let text = pieces.concat();
        let parsed = read::read(&Source::new(&text, "spec.json"));
        if serde_json::from_str::<serde_json::Value>(&text).is_err() {
            prop_assert!(!parsed.problems.is_empty(), "{text}");
        }
    }
}

#[cfg(feature = "syntax")]
mod rust {
    use super::*;
    use crate::diag::Diag;
    use crate::spec::import::{Page, write_group};
    use crate::spec::read as read_lawful;
    use crate::syntax::item;

    /// A comment without blanks around lines, as the derive reads it.
    fn comment() -> impl Strategy<Value = String> {
        hostile().prop_map(|text| {
            let lines: Vec<_> = text.lines().map(str::trim_end).collect();
            // A code block gets a language in Rust.
            lines.join("\n").replace("```", "``").trim().to_owned()
        })
    }

    /// Changes an entry so that it follows every rule.
    fn valid_entry(
        mut entry: Entry,
        domain: &str,
        at: usize,
        comments: Vec<String>,
        locales: &[String],
    ) -> Entry {
        entry.code = format!("{domain}_CASE_{}", ["ONE", "TWO", "THREE", "FOUR"][at]);
        entry.variant = ["CaseOne", "Second", "CaseThree", "Self_"][at].to_owned();
        entry.level = if entry.status >= 500 { Level::Error } else { Level::Info };
        entry.class = entry.class.filter(|class| *class == Class::Transient);
        entry.retry = entry.class.and(entry.retry.filter(|retry| retry.is_retryable()));
        entry.retry_after = entry.retry.and(entry.retry_after);
        entry.public_as = None;
        entry.title = entry.title.take().filter(|title| placeholders(title).next().is_none());
        for (nth, code) in entry.formerly.iter_mut().enumerate() {
            // Former codes are unique, and could have been sent.
            code.retain(|c| c.is_ascii_alphanumeric());
            *code = format!("old.{at}.{nth}.{code}");
        }
        if let Some(deprecated) = &mut entry.deprecated {
            deprecated.replaced_by.truncate(1);
            deprecated.replaced_by.fill(format!("{domain}_CASE_ONE"));
        }
        entry.allows.clear();
        entry.cfg.clear();
        entry.display = entry.display.map(|text| text.replace(['{', '}'], ""));
        entry.retry_after = entry.retry_after.filter(|wait| !wait.is_zero());
        for slot in [
            &mut entry.display,
            &mut entry.origin,
            &mut entry.error_type,
            &mut entry.owner,
            &mut entry.title,
            &mut entry.since,
        ] {
            *slot = slot.take().filter(|text| !text.trim().is_empty());
        }
        if let Some(deprecated) = &mut entry.deprecated {
            deprecated.since.push('1');
            deprecated.until = deprecated.until.take().map(|until| until + "1");
        }
        for text in &mut entry.messages {
            text.message = text
                .message
                .replace(|c: char| matches!(c, '{' | '}') || crate::is_invisible(c), "");
        }
        entry.details.retain(|_| entry.status < 500);
        for detail in &mut entry.details {
            detail.doc.clear();
            detail.retry_after = false;
        }
        for (at, detail) in entry.details.iter_mut().enumerate() {
            if detail.flatten && detail.field.parse::<usize>().is_ok() {
                detail.name.clone_from(&detail.field);
            } else if !detail.flatten {
                detail.name = format!("{}_{at}", detail.name);
            }
        }
        let mut has_source = false;
        let is_first = at == 0;
        let count = entry.details.len() + entry.hidden.len();
        for (at, field) in entry.hidden.iter_mut().enumerate() {
            if field.field.parse::<usize>().is_ok() {
                field.field = (entry.details.len() + at).to_string();
            }
            let roles = std::mem::take(&mut field.roles);
            let is_context = roles.contains(&HiddenRole::Context);
            if is_context {
                field.roles.push(HiddenRole::Context);
            } else if roles.contains(&HiddenRole::Secret) {
                field.roles.push(HiddenRole::Secret);
            } else if roles.contains(&HiddenRole::Source) && !has_source {
                has_source = true;
                // Two variants must not have `#[from]` of one type.
                let converts = is_first && count == 1;
                field.roles.push(if converts { HiddenRole::From } else { HiddenRole::Source });
            }
            field.display &= is_context;
            let is_index = field.field.parse::<usize>().is_ok();
            field.name = match field.name.take().filter(|_| is_context) {
                None if is_context && is_index => Some(format!("named_{at}")),
                name => name.map(|name| format!("{name}_{at}")),
            };
        }
        for detail in entry.details.iter_mut().filter(|detail| detail.flatten) {
            // Members of a flattened detail have their own names.
            (detail.name, detail.display) = (detail.field.clone(), false);
        }
        for (text, locale) in entry.messages.iter_mut().zip(locales) {
            text.locale.clone_from(locale);
        }
        let headings =
            DocSection::ALL.iter().map(|section| format!("\n\n# {}\n", section.heading()));
        let headings = core::iter::once(String::new()).chain(headings);
        let comments = headings.zip(comments).map(|(heading, text)| heading + &text);
        let comment = comments.collect::<Vec<_>>().concat();
        entry.docs = Docs::read(&comment);
        entry
    }

    fn valid_group() -> impl Strategy<Value = Group> {
        let entries = vec((entry(), vec(comment(), DocSection::ALL.len() + 1)), 1..4);
        (entries, locales(), comment()).prop_map(|(entries, locales, description)| {
            let entries = entries.into_iter().enumerate().map(|(at, (mut entry, comments))| {
                entry.messages.truncate(locales.len().max(1));
                valid_entry(entry, "AUTH", at, comments, &locales)
            });
            Group {
                domain: "AUTH".to_owned(),
                type_name: "AuthError".to_owned(),
                module: "crate".to_owned(),
                entries: entries.collect(),
                locales,
                non_exhaustive: description.len() % 2 == 1,
                description,
                cfg: Vec::new(),
            }
        })
    }

    /// Reads an enum with the parser of the derive.
    fn derived(text: &str) -> Group {
        let input: syn::DeriveInput = syn::parse_str(text).unwrap();
        let mut diag = Diag::new();
        let item = item::read(&input, &mut diag).unwrap();
        let reports: Vec<_> = diag.found().iter().map(rules::BrokenRule::text).collect();
        assert_eq!(reports, [""; 0], "{text}");
        Group {
            domain: item.domain.clone(),
            type_name: crate::syntax::plain(&input.ident),
            module: "crate".to_owned(),
            locales: item.keys.locales.iter().flatten().map(|tag| tag.value.clone()).collect(),
            description: crate::syntax::field::doc_comment(&input.attrs),
            non_exhaustive: item.is_non_exhaustive(),
            cfg: Vec::new(),
            entries: item.entries().map(|own| own.entry.clone()).collect(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_catalogue_survives_its_rust_code(group in valid_group()) {
            let catalog = Catalog { groups: vec![group.clone()], ..Catalog::default() };
            let text = write(&catalog);
            let spec = read_lawful(&text, "spec.json");
            prop_assert_eq!(spec, Ok(catalog), "{}", text);
            let mut page = Page::default();
            write_group(&mut page, &group, None);
            prop_assert_eq!(derived(&page.text), group, "{}", page.text);
        }
    }
}
