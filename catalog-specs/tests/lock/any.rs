//! Properties that hold for any two catalogues.

use std::time::Duration;

use catalog_specs::lock::{Change, Lock, compare};
use catalog_specs::model::{
    Catalog, Deprecated, Detail, Entry, Group, HiddenField, HiddenRole, Retired, Settings, Text,
};
use catalog_specs::{AlertThreshold, Backoff, Class, Grpc, Incident, Level, Retry, Severity};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::sample::entry;

const CODES: &[&str] =
    &["AUTH_A", "AUTH_AB", "USER_A", "USER_B_C", "registry", "retired", "a b\n\"", "日本", "#x"];

fn text() -> impl Strategy<Value = String> {
    let odd: Vec<char> =
        "a\"\\\n\r\t`|{}<>\u{202e}\u{200b}\u{7}日é𝄞\u{85}\u{2028}= /".chars().collect();
    vec(select::<char>(odd), 0..6).prop_map(String::from_iter)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![select(vec!["a", "b", "as", "ja", "en"]).prop_map(ToOwned::to_owned), text()]
}

fn length() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (0..100_000_u64).prop_map(Duration::from_millis),
        (any::<u64>(), 0..1_000_000_000_u32).prop_map(|(s, n)| Duration::new(s, n)),
    ]
}

fn retry() -> impl Strategy<Value = Retry> {
    prop_oneof![
        Just(Retry::Never),
        Just(Retry::Network),
        Just(Retry::Transient),
        (any::<u32>(), length(), any::<u32>(), any::<bool>()).prop_map(
            |(max, base, factor, idempotent)| {
                Retry::Custom(Backoff { max, base, factor, idempotent })
            }
        ),
    ]
}

fn word<T: Copy + std::fmt::Debug + 'static>(
    all: &'static [T],
) -> impl Strategy<Value = Option<T>> {
    option::of(select(all))
}

fn data_class() -> impl Strategy<Value = Option<String>> {
    option::of("[a-z][a-z0-9_]{0,6}")
}

prop_compose! {
    fn details()(all in btree_map(name(), (name(), name(), any::<[bool; 4]>(), data_class()), 0..3)) -> Vec<Detail> {
        all.into_iter().map(|(name, (field, type_name, [optional, flatten, display, retry_after], data_class))| {
            let type_name = if optional { format!("Option<{type_name}>") } else { type_name };
            Detail { name, field, type_name, doc: String::new(), flatten, display, retry_after, data_class }
        }).collect()
    }
}

prop_compose! {
    fn hiddens()(all in btree_map(name(), (name(), subsequence(HiddenRole::ALL, 0..5), option::of(name()), any::<bool>(), data_class()), 0..3)) -> Vec<HiddenField> {
        all.into_iter().map(|(field, (type_name, roles, name, display, data_class))| HiddenField { field, type_name, roles, name, display, data_class }).collect()
    }
}

prop_compose! {
    fn words()(
        level in select(Level::ALL),
        class in word(Class::ALL),
        grpc in word(Grpc::ALL),
        severity in word(Severity::ALL),
        incident in word(Incident::ALL),
        retry in option::of(retry()),
        retry_after in option::of(length()),
        alert in option::of((1..1_000_001_u32, 1..1441_u64, any::<bool>())),
        jsonrpc in option::of(-32_099..-32_011),
        status in 400..600_u16,
    ) -> Entry {
        let alert = alert.map(|(threshold, minutes, page)| AlertThreshold {
            threshold, window: Duration::from_secs(minutes * 60), page,
        });
        Entry { level, class, grpc, severity, incident, retry, retry_after, alert, jsonrpc, ..entry("", "", status) }
    }
}

prop_compose! {
    fn notes()(
        variant in name(),
        texts in [option::of(text()), option::of(text()), option::of(text()), option::of(text()), option::of(text()), option::of(text())],
        deprecated in option::of((text(), vec(name(), 0..2), option::of(text()))),
        ext in btree_map(name(), text(), 0..2),
        allows in vec(name(), 0..2),
        (unique, foreign_key, check) in (vec(text(), 0..3), vec(text(), 0..2), vec(name(), 0..2)),
        cfg in vec(text(), 0..2),
    ) -> Entry {
        let [display, origin, error_type, owner, title, since] = texts;
        let deprecated = deprecated.map(|(since, replaced_by, until)| Deprecated { since, replaced_by, until });
        let ext = ext.into_iter().collect();
        Entry { variant, display, origin, error_type, owner, title, since, deprecated, ext, allows, unique, foreign_key, check, cfg, ..entry("", "", 400) }
    }
}

prop_compose! {
    fn entries()(
        words in words(),
        notes in notes(),
        code in select(CODES),
        messages in btree_map(name(), text(), 0..3),
        public_as in option::of(select(CODES)),
        formerly in vec(select(CODES), 0..2),
        details in details(),
        hidden in hiddens(),
        doc_url in option::of(text()),
        runbook in option::of(text()),
    ) -> Entry {
        let Entry { level, class, grpc, severity, incident, retry, retry_after, alert, jsonrpc, status, .. } = words;
        Entry {
            code: code.to_owned(), level, class, grpc, severity, incident, retry, retry_after, alert, jsonrpc, status,
            messages: messages.into_iter().map(|(locale, message)| Text { locale, message }).collect(),
            public_as: public_as.map(ToOwned::to_owned),
            formerly: formerly.into_iter().map(ToOwned::to_owned).collect(),
            details, hidden, doc_url, runbook, ..notes
        }
    }
}

prop_compose! {
    fn catalogs()(
        name in name(),
        texts in [option::of(text()), option::of(text()), option::of(text()), option::of(text()), option::of(text())],
        dialect in name(),
        locales in vec(name(), 0..3),
        groups in vec((select(vec!["AUTH", "USER"]), name(), name(), vec(text(), 0..2), vec(entries(), 0..4)), 0..3),
        retired in btree_map(select(CODES), text(), 0..2),
    ) -> Catalog {
        let [service, docs, problem_type, internal, not_found] = texts;
        let settings = Settings { dialect, locales, service, docs, problem_type, internal, not_found, require: Vec::new() };
        let groups = groups.into_iter().map(|(domain, type_name, module, cfg, entries)| Group {
            domain: domain.to_owned(), type_name, module, cfg, entries, ..Group::default()
        }).collect();
        let retired = retired.into_iter().map(|(code, reason)| Retired { code: code.to_owned(), reason }).collect();
        Catalog { name, settings, groups, retired, ..Catalog::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_lock_is_read_back_unchanged(catalog in catalogs(), new in catalogs(), reason in text()) {
        let mut lock = Lock::from_catalog(&catalog);
        let new = Lock::from_catalog(&new);
        for code in CODES {
            let _ = lock.accept(&new, code, &format!("x{reason}"));
        }
        let text = lock.write();
        let read = Lock::read(&text, "x.lock");
        prop_assert_eq!(read.as_ref().map_err(|all| format!("{all:?}\n{text}")), Ok(&lock));
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        let bidi = '\u{202e}';
        prop_assert!(!text.contains(bidi));
    }

    #[test]
    fn a_catalogue_has_no_change_against_itself(catalog in catalogs()) {
        prop_assert_eq!(compare(&Lock::from_catalog(&catalog), &Lock::from_catalog(&catalog)), []);
    }

    #[test]
    fn different_locks_differ_by_a_change(old in catalogs(), new in catalogs()) {
        let (old, new) = (Lock::from_catalog(&old), Lock::from_catalog(&new));
        prop_assert_eq!(compare(&old, &new).is_empty(), old == new);
    }

    #[test]
    fn an_update_leaves_only_breaking_changes(old in catalogs(), new in catalogs()) {
        let (mut lock, new) = (Lock::from_catalog(&old), Lock::from_catalog(&new));
        let left = lock.update(&new);
        let again = compare(&lock, &new);
        // The other changes of a code wait for its rename.
        let renamed = |change: &Change| left.iter().any(|other| other.code == change.code && other.rule.id.starts_with("code-renamed"));
        let waits = |change: &Change| change.needs_reason() || renamed(change);
        prop_assert!(left.iter().all(waits), "{:?}", left);
        prop_assert!(again.iter().all(waits), "{:?}", again);
        let read = Lock::read(&lock.write(), "x.lock");
        prop_assert_eq!(read.as_ref(), Ok(&lock));
    }

    #[test]
    fn a_changed_lock_is_read_or_refused(catalog in catalogs(), cuts in vec((any::<prop::sample::Index>(), any::<char>(), 0..4_u8), 1..6)) {
        let written = Lock::from_catalog(&catalog).write();
        let mut text: Vec<char> = written.chars().collect();
        for (at, c, what) in cuts {
            if text.is_empty() { break; }
            let at = at.index(text.len());
            match what {
                0 => { text.remove(at); }
                1 => text.insert(at, c),
                2 => text[at] = c,
                _ => text.truncate(at),
            }
        }
        let text = String::from_iter(text);
        match Lock::read(&text, "x.lock") {
            Ok(lock) => prop_assert_eq!(lock.write(), written),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    let place = problem.place.expect("a mistake in a file has a place");
                    prop_assert!(place.line >= 1 && place.line <= text.lines().count().max(1));
                    prop_assert!(!problem.help.is_empty());
                }
            }
        }
    }
}

type EditRow = fn(&mut Entry);

/// One change of each field that the lock records.
#[rustfmt::skip]
const MUTATIONS: &[(&str, EditRow)] = &[
    ("code", |r| r.code.push_str("_Z")),
    ("variant", |r| r.variant.push('Z')),
    ("status", |r| r.status = if r.status == 599 { 400 } else { r.status + 1 }),
    ("level", |r| r.level = if r.level == Level::Info { Level::Warn } else { Level::Info }),
    ("messages", |r| r.messages.push(Text { locale: "xx".into(), message: "m".into() })),
    ("display", |r| r.display = Some(r.display.clone().unwrap_or_default() + "Z")),
    ("class", |r| r.class = Some(if r.effective_class() == Class::Auth { Class::Network } else { Class::Auth })),
    ("retry", |r| r.retry = Some(if r.effective_retry() == Retry::Never { Retry::Network } else { Retry::Never })),
    ("retry_after", |r| r.retry_after = if r.retry_after.is_some() { None } else { Some(Duration::ZERO) }),
    ("severity", |r| r.severity = Some(if r.effective_severity() == Severity::Error { Severity::Warning } else { Severity::Error })),
    ("incident", |r| r.incident = Some(if r.effective_incident() == Incident::P2 { Incident::P0 } else { Incident::P2 })),
    ("jsonrpc", |r| r.jsonrpc = if r.jsonrpc.is_some() { None } else { Some(-32_041) }),
    ("alert", |r| r.alert = if r.alert.is_some() { None } else { AlertThreshold::parse("50 in 10m") }),
    ("origin", |r| r.origin = Some(r.origin.clone().unwrap_or_default() + "Z")),
    ("error_type", |r| r.error_type = Some(r.error_type.clone().unwrap_or_default() + "Z")),
    ("grpc", |r| r.grpc = Some(if r.effective_grpc() == Grpc::Aborted { Grpc::Internal } else { Grpc::Aborted })),
    ("public_as", |r| r.public_as = Some("AUTH_ZZ".into())),
    ("formerly", |r| r.formerly.push("AUTH_ZZ".into())),
    ("owner", |r| r.owner = Some(r.owner.clone().unwrap_or_default() + "Z")),
    ("title", |r| r.title = Some(r.title.clone().unwrap_or_default() + "Z")),
    ("since", |r| r.since = Some(r.since.clone().unwrap_or_default() + "Z")),
    ("deprecated", |r| r.deprecated = match r.deprecated { Some(_) => None, None => Some(Deprecated { since: "1".into(), replaced_by: vec![], until: None }) }),
    ("doc_url", |r| r.doc_url = Some(r.doc_url.clone().unwrap_or_default() + "Z")),
    ("runbook", |r| r.runbook = Some(r.runbook.clone().unwrap_or_default() + "Z")),
    ("ext", |r| r.ext.push(("zz".into(), "1".into()))),
    ("allows", |r| r.allows.push("zz".into())),
    ("details", |r| r.details.push(super::sample::detail("zz", "u8"))),
    ("hidden", |r| r.hidden.push(super::sample::hidden("zz", "u8", &[]))),
    ("cfg", |r| r.cfg.push("zz".into())),
    ("message", |r| r.messages.iter_mut().for_each(|text| text.message.push('Z'))),
    ("detail.name", |r| r.details.iter_mut().for_each(|detail| detail.name.push('Z'))),
    ("detail.field", |r| r.details.iter_mut().for_each(|detail| detail.field.push('Z'))),
    ("detail.type", |r| r.details.iter_mut().for_each(|detail| detail.type_name = "Z".into())),
    ("detail.flatten", |r| r.details.iter_mut().for_each(|detail| detail.flatten ^= true)),
    ("detail.display", |r| r.details.iter_mut().for_each(|detail| detail.display ^= true)),
    ("detail.retry_after", |r| r.details.iter_mut().for_each(|detail| detail.retry_after ^= true)),
    ("detail.data_class", |r| r.details.iter_mut().for_each(|detail| detail.data_class = Some("zzz".into()))),
    ("hidden.field", |r| r.hidden.iter_mut().for_each(|hidden| hidden.field.push('Z'))),
    ("hidden.type", |r| r.hidden.iter_mut().for_each(|hidden| hidden.type_name.push('Z'))),
    ("hidden.roles", |r| r.hidden.iter_mut().for_each(|hidden| hidden.roles = if hidden.roles.is_empty() { vec![HiddenRole::Context] } else { vec![] })),
    ("hidden.name", |r| r.hidden.iter_mut().for_each(|hidden| hidden.name = Some("zzz".into()))),
    ("hidden.display", |r| r.hidden.iter_mut().for_each(|hidden| hidden.display ^= true)),
    ("hidden.data_class", |r| r.hidden.iter_mut().for_each(|hidden| hidden.data_class = Some("zzz".into()))),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_change_of_any_field_is_found(entry in entries()) {
        for (field, mutate) in MUTATIONS {
            let mut other = entry.clone();
            mutate(&mut other);
            let lock = |entry: &Entry| Lock::from_catalog(&Catalog {
                groups: vec![Group { domain: "AUTH".into(), entries: vec![entry.clone()], ..Group::default() }],
                ..Catalog::default()
            });
            if other != entry {
                prop_assert!(!compare(&lock(&entry), &lock(&other)).is_empty(), "{}", field);
            }
        }
    }
}
