//! The source scan as a build script uses it: over trees of files, sound and broken, and over what
//! the compiler reads as well.
//!
//! `scan/<case>/found.txt` is what the scan of `scan/<case>/src` finds; `BLESS=1` writes it.

#![expect(dead_code, reason = "the enums are read here, and nobody raises their errors")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::model::Catalog;
use catalog_specs::scan::{Scan, read};
use catalog_specs::{Problem, ProblemLevel, render_problems, rules};

/// Tests run in the folder of their package, so that places are the same everywhere.
fn scan(root: &str) -> Scan {
    read(Path::new(root), None)
}

/// What a scan found, to be read from top to bottom.
fn report(found: &Scan) -> String {
    let mut text = String::new();
    let Catalog { name, groups, retired, .. } = &found.catalog;
    if !name.is_empty() {
        writeln!(text, "registry {name}").unwrap();
    }
    for group in groups {
        let cfg = when(&group.cfg);
        writeln!(text, "{}::{} ({}){cfg}", group.module, group.type_name, group.domain).unwrap();
        for entry in &group.entries {
            let place = entry.place("code").map(ToString::to_string).unwrap_or_default();
            writeln!(text, "  {} {} {place}{}", entry.code, entry.variant, when(&entry.cfg))
                .unwrap();
        }
    }
    for retired in retired {
        writeln!(text, "retired {}: {}", retired.code, retired.reason).unwrap();
    }
    for file in &found.files {
        writeln!(text, "read {}", file.display()).unwrap();
    }
    format!("{text}\n{}", render_problems(&found.problems, false))
}

fn when(conditions: &[String]) -> String {
    if conditions.is_empty() {
        String::new()
    } else {
        format!(" when {}", conditions.join(" and "))
    }
}

/// Compares with the golden of a case, or writes it.
fn golden(case: &str) -> Scan {
    golden_of(case, None)
}

fn golden_of(case: &str, registry: Option<&str>) -> Scan {
    let found = read(Path::new(&format!("scan/{case}/src")), registry);
    let report = report(&found);
    let name = registry.map_or_else(|| "found".to_owned(), |name| name.replace("::", "_"));
    let path = PathBuf::from(format!("scan/{case}/{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &report).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(report, expected, "{} differs; write it with BLESS=1, and read it", path.display());
    found
}

fn codes(found: &Scan) -> Vec<&str> {
    found.catalog.entries().map(|(_, entry)| entry.code.as_str()).collect()
}

fn messages(found: &Scan) -> Vec<&str> {
    found.problems.iter().map(|problem| problem.message.as_str()).collect()
}

/// A tree that is made for one test, because its files cannot be kept in a repository.
fn made(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const ENUM: &str = "#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(domain = \"A\")]\npub enum E {\n    #[catalog(code = \"A_B\", status = 404, log_level = INFO, message = \"x\")]\n    B,\n}\n";

#[test]
fn modules_are_followed_as_rustc_follows_them() {
    let found = golden("modules");
    assert_eq!(found.problems, []);
    assert_eq!(found.catalog.groups.len(), 9);
}

#[test]
fn conditions_apply_to_their_items() {
    let found = golden("conditions");
    assert_eq!(found.problems, []);
}

/// An enum with one code, whose attributes and variant are given.
fn enum_of(attributes: &str, variant: &str) -> Vec<u8> {
    format!("#[derive(Debug, ErrorCatalog)] {attributes} pub enum AuthError {{ {variant} }}\n")
        .into_bytes()
}

const EXPIRED: &str =
    "code = \"AUTH_TOKEN_EXPIRED\", status = 401, log_level = \"INFO\", message = \"expired\"";

#[test]
fn an_enum_that_is_non_exhaustive_in_one_build_is_it() {
    let attributes = "#[catalog(domain = \"AUTH\")]";
    let variant = format!("#[catalog({EXPIRED})] Expired");
    for (condition, is_open) in [
        ("", false),
        ("#[non_exhaustive]", true),
        ("#[cfg_attr(feature = \"a\", non_exhaustive)]", true),
        ("#[cfg_attr(not(feature = \"a\"), non_exhaustive)]", true),
        ("#[cfg_attr(unix, cfg_attr(not(test), non_exhaustive))]", true),
        ("#[cfg_attr(unix, allow(dead_code))]", false),
    ] {
        let text = enum_of(&format!("{condition} {attributes}"), &variant);
        let folder = made(&[("lib.rs", &text)]);
        let found = read(folder.path(), None);
        assert_eq!(found.catalog.groups[0].non_exhaustive, is_open, "{condition}");
        assert_eq!(found.problems, [], "{condition}");
    }
    let [one, two] = ["unix", "windows"].map(|name| format!("#[cfg({name})] {attributes}"));
    let text =
        [enum_of(&one, &variant), enum_of(&format!("#[non_exhaustive] {two}"), &variant)].concat();
    let folder = made(&[("lib.rs", &text)]);
    let found = read(folder.path(), None);
    assert!(found.catalog.groups[0].non_exhaustive && found.problems.is_empty(), "{found:?}");
}

/// A lock would be compared with one of them as if there were no other.
#[test]
fn codes_that_differ_between_builds_are_reported() {
    let domain = "#[catalog(domain = \"AUTH\")]";
    let plain = format!("#[catalog({EXPIRED})] Expired");
    let gone = EXPIRED.replace("401", "410");
    let variants = [
        format!("#[cfg_attr(a, catalog({EXPIRED}))] #[cfg_attr(not(a), catalog({gone}))] Expired"),
        format!("#[catalog({EXPIRED})] #[cfg_attr(a, catalog(owner = \"ops\"))] Expired"),
        format!("#[catalog({EXPIRED})] Expired {{ #[cfg_attr(a, detail)] id: u8 }}"),
        format!("#[catalog({EXPIRED})] Expired {{ #[cfg(a)] #[detail] id: u8 }}"),
        format!(
            "#[cfg(a)] #[catalog({EXPIRED})] Expired, #[cfg(not(a))] #[catalog({gone})] Expired"
        ),
    ];
    let mut sources: Vec<_> = variants.iter().map(|variant| enum_of(domain, variant)).collect();
    sources.push(enum_of(&format!("{domain} #[cfg_attr(a, catalog(owner = \"ops\"))]"), &plain));
    let other = format!("#[cfg(not(a))] {domain}");
    let gone = plain.replace("401", "410");
    sources
        .push([enum_of(&format!("#[cfg(a)] {domain}"), &plain), enum_of(&other, &gone)].concat());
    for text in &sources {
        let folder = made(&[("lib.rs", text)]);
        let found = read(folder.path(), None);
        let shown = String::from_utf8_lossy(text);
        assert_eq!(codes(&found), ["AUTH_TOKEN_EXPIRED"], "{shown}");
        let [problem] = &found.problems[..] else { panic!("{shown}: {:?}", found.problems) };
        assert_eq!(problem.level, ProblemLevel::Warning);
        assert!(
            problem.message.contains("is declared differently under another `cfg`"),
            "{problem}"
        );
        assert!(problem.place.is_some(), "{problem}");
    }
    let locales = "#[catalog(domain = \"AUTH\")] #[cfg_attr(a, catalog(locales(\"en\")))]";
    let folder = made(&[("lib.rs", &enum_of(locales, &plain))]);
    let found = read(folder.path(), None);
    let enum_differs = |message: &&str| message.starts_with("`AuthError` is declared differently");
    assert!(messages(&found).iter().any(enum_differs), "{found:?}");
    // What is equal in each build needs no word.
    let same = format!(
        "#[cfg_attr(a, catalog({EXPIRED}))] #[cfg_attr(not(a), catalog({EXPIRED}))] Expired"
    );
    let folder = made(&[("lib.rs", &enum_of(domain, &same))]);
    assert_eq!(read(folder.path(), None).problems, []);
}

fn variant(condition: &str, code: &str) -> String {
    let name: String = code.split('_').collect();
    format!("#[cfg({condition})] #[catalog({})] {name},", EXPIRED.replace("TOKEN_EXPIRED", code))
}

#[test]
fn codes_under_combined_conditions_are_read() {
    let domain = "#[catalog(domain = \"AUTH\")]";
    let many = (0..20).map(|n| format!("feature = \"f{n}\"")).collect::<Vec<_>>().join(", ");
    for (attributes, conditions) in [
        ("", &["unix", "all(windows, feature = \"service\")"][..]),
        ("", &["feature = \"b\"", "all(feature = \"a\", feature = \"c\", not(feature = \"b\"))"]),
        ("", &["any(test, all(a, not(b)))", "all(b, not(a), c)", "not(any(a, b, c))"]),
        ("", &["all(unix, not(target_os = \"linux\"))", "all(target_os = \"linux\", a)"]),
        ("", &[&format!("all({many}, not(g))"), "g"]),
        ("#[cfg(feature = \"errors\")]", &["unix", "windows", "not(any(unix, windows))"]),
    ] {
        let codes: Vec<_> = (0..conditions.len()).map(|at| format!("CODE_{at}")).collect();
        let variants = conditions.iter().zip(&codes);
        let variants: String = variants.map(|(condition, code)| variant(condition, code)).collect();
        let folder = made(&[("lib.rs", &enum_of(&format!("{attributes} {domain}"), &variants))]);
        let found = read(folder.path(), None);
        assert_eq!(found.problems, [], "{conditions:?}");
        let entries = &found.catalog.groups[0].entries;
        let read: Vec<_> = entries.iter().map(|entry| &entry.cfg[..]).collect();
        let wanted: Vec<_> = conditions.iter().map(|condition| [(*condition).to_owned()]).collect();
        assert_eq!(read, wanted, "{conditions:?}");
    }
    // The derive, the variants and a field are each under a condition.
    let text = format!(
        "#[cfg_attr(feature = \"codes\", derive(ErrorCatalog), catalog(domain = \"AUTH\"))] pub enum AuthError {{
            #[cfg(unix)] #[cfg_attr(feature = \"codes\", catalog({EXPIRED}))] Expired(u32),
            #[cfg(windows)] #[cfg_attr(feature = \"codes\", catalog({}))] Gone {{ #[cfg_attr(feature = \"x\", detail)] id: u8 }},
        }}",
        EXPIRED.replace("EXPIRED", "GONE")
    );
    let folder = made(&[("lib.rs", text.as_bytes())]);
    let found = read(folder.path(), None);
    assert_eq!(codes(&found), ["AUTH_TOKEN_EXPIRED", "AUTH_TOKEN_GONE"]);
    assert_eq!(found.catalog.groups[0].entries[1].details.len(), 1);
}

#[test]
fn conditions_that_are_too_complex_are_reported() {
    let pairs = (0..20).map(|n| format!("any(a{n}, b{n})")).collect::<Vec<_>>().join(", ");
    let variants =
        [variant("unix", "ONE"), variant(&format!("all({pairs}, z, not(z))"), "TWO")].concat();
    let variants = variants.replacen("code =", "public_as = \"OTHER_CODE\", code =", 1);
    let text = [
        enum_of("#[catalog(domain = \"AUTH\", registry = Codes)]", &variants),
        b"catalog! { pub struct Codes { AuthError } }\n".to_vec(),
    ];
    let folder = made(&[("lib.rs", &text.concat())]);
    let found = read(folder.path(), None);
    // Nor does it say that `OTHER_CODE` is no code: it may be among those that were not read.
    let [problem] = &found.problems[..] else { panic!("{:?}", found.problems) };
    assert_eq!(
        problem.message,
        "the `cfg` conditions of `AuthError` are too complex to read all of it"
    );
    assert_eq!(problem.level, ProblemLevel::Warning);
    let attributes = format!("#[cfg(all({pairs}, z, not(z)))] #[catalog(domain = \"AUTH\")]");
    let folder = made(&[("lib.rs", &enum_of(&attributes, &variant("unix", "ONE")))]);
    let found = read(folder.path(), None);
    assert_eq!(messages(&found), [&problem.message]);
}

#[test]
fn declarations_that_no_target_has_together_are_one() {
    let domain = "#[catalog(domain = \"AUTH\")]";
    let own = format!("#[catalog({EXPIRED})] Expired");
    for (one, other) in [
        ("unix", "target_os = \"windows\""),
        ("windows", "target_os = \"linux\""),
        ("target_family = \"unix\"", "windows"),
        ("not(windows)", "target_env = \"msvc\""),
        ("target_os = \"macos\"", "not(unix)"),
    ] {
        let two_enums = [
            enum_of(&format!("#[cfg({one})] {domain}"), &own),
            enum_of(&format!("#[cfg({other})] {domain}"), &own),
        ]
        .concat();
        let two_variants = enum_of(domain, &format!("#[cfg({one})] {own}, #[cfg({other})] {own}"));
        for text in [two_enums, two_variants] {
            let folder = made(&[("lib.rs", &text)]);
            let found = read(folder.path(), None);
            assert_eq!(found.problems, [], "{one} and {other}");
            assert_eq!(codes(&found), ["AUTH_TOKEN_EXPIRED"], "{one} and {other}");
        }
    }
}

/// Without its registry a catalogue has another dialect, and lacks built-in and retired codes.
#[test]
fn a_registry_under_another_name_is_reported() {
    let own = format!("#[catalog({EXPIRED})] Expired");
    let with_registry = enum_of("#[catalog(domain = \"AUTH\", registry = Codes)]", &own);
    let registry = "registry! { #[registry(dialect = problem)] pub struct Codes { AuthError, SystemError } }\n";
    let import = "use error_catalog::catalog as registry;\n";
    for text in [
        [import.as_bytes(), registry.as_bytes(), &with_registry].concat(),
        [&with_registry, &b"own_crate::codes!(AuthError);\n"[..]].concat(),
        // Only the macro shows that there is a registry.
        [registry.as_bytes(), &enum_of("#[catalog(domain = \"AUTH\")]", &own)].concat(),
    ] {
        let folder = made(&[("lib.rs", &text)]);
        let found = read(folder.path(), None);
        let shown = String::from_utf8_lossy(&text);
        assert!(!found.problems.is_empty(), "{shown}");
        for problem in &found.problems {
            assert!(problem.message.contains("registry") && problem.place.is_some(), "{problem}");
            assert_eq!(problem.level, ProblemLevel::Warning, "{shown}");
        }
    }
    // The registry of one file may be in another file.
    let folder = made(&[("auth.rs", &with_registry)]);
    assert_eq!(read(&folder.path().join("auth.rs"), None).problems, []);
    // A name that is asked for and is not there is one error.
    let folder = made(&[("lib.rs", &with_registry)]);
    assert_eq!(messages(&read(folder.path(), Some("Codes"))).len(), 1);
}

#[test]
fn unread_items_are_reported() {
    let found = golden("unread");
    assert_eq!(found.problems.iter().filter(|found| found.level == ProblemLevel::Error).count(), 0);
}

#[test]
fn a_broken_file_hides_no_other() {
    let found = golden("broken");
    assert_eq!(codes(&found), ["GOOD_ITEM_MISSING"]);
    assert_eq!(found.problems.len(), 2);
}

#[test]
fn missing_files_are_reported_with_the_paths_to_create() {
    assert_eq!(golden("missing").problems.len(), 4);
}

#[test]
fn of_several_registries_one_is_named() {
    assert_eq!(golden("registries").problems.len(), 1);
    let shop = golden_of("registries", Some("ShopCodes"));
    assert_eq!(shop.catalog.settings.dialect, "problem");
    assert_eq!(golden_of("registries", Some("back_office::OfficeCodes")).problems, []);
    let none = read(Path::new("scan/registries/src"), Some("ShopCode"));
    assert_eq!(none.problems[0].help, "did you mean `ShopCodes`?");
}

#[test]
fn rules_about_the_whole_catalogue_are_reported_with_both_places() {
    let found = golden("rules");
    let ids: Vec<_> = found.problems.iter().filter_map(|problem| problem.rule).collect();
    for rule in [
        &rules::REGISTRY_DUPLICATE,
        &rules::CODE_FIRST_USE,
        &rules::REGISTRY_RETIRED,
        &rules::REGISTRY_UNLISTED,
        &rules::REGISTRY_GRPC,
        &rules::REGISTRY_JSONRPC,
    ] {
        assert!(ids.contains(&rule.id), "{} of {ids:?}", rule.id);
    }
}

#[test]
fn a_file_of_two_crates_is_one() {
    let found = golden("program");
    assert_eq!(codes(&found), ["APP_NOT_FOUND"]);
}

#[test]
fn codes_that_are_named_are_codes_of_the_registry() {
    let registry = "error_catalog::catalog! { #[registry(internal = \"A_C\", not_found = \"A_B\")] pub struct Codes { E } }";
    let entry = "#[catalog(code = \"A_D\", status = 500, log_level = ERROR, public_as = \"A_X\", deprecated(since = \"1\", replaced_by(\"A_Y\")))] D,\n}";
    let source = format!("{}{registry}", ENUM.replacen("}\n", entry, 1));
    let source = source.replacen("domain = \"A\"", "domain = \"A\", registry = Codes", 1);
    let folder = made(&[("lib.rs", source.as_bytes())]);
    let found = read(folder.path(), None);
    let unknown: Vec<_> = messages(&found);
    assert_eq!(
        unknown,
        [
            "`internal` of the registry names `A_C`, which is no code of this registry",
            "`public_as` of `A_D` names `A_X`, which is no code of this registry",
            "`replaced_by` of `A_D` names `A_Y`, which is no code of this registry",
        ]
    );
    let columns: Vec<_> = found.problems.iter().map(|found| found.place.clone().unwrap()).collect();
    let at =
        |line: usize, length: usize| columns.iter().any(|p| (p.line, p.length) == (line, length));
    assert!(at(7, "\"A_C\"".len()), "{columns:?}");
    // Where something was not read, the code may be there.
    let unread = source.replacen("{ E }", "{ E, ..other::Codes }", 1);
    let folder = made(&[("lib.rs", unread.as_bytes())]);
    assert_eq!(messages(&read(folder.path(), None)).len(), 1);
}

#[test]
fn files_that_are_not_text_are_reported() {
    let folder = made(&[
        ("lib.rs", b"mod latin;\nmod bom;\nmod empty;\n"),
        ("latin.rs", b"// caf\xe9\nfn f() {}\n"),
        ("bom.rs", format!("\u{feff}{ENUM}").as_bytes()),
        ("empty.rs", b""),
    ]);
    let found = read(folder.path(), None);
    assert_eq!(codes(&found), ["A_B"]);
    let [problem] = found.problems.as_slice() else { panic!("{:?}", found.problems) };
    assert_eq!(problem.message, "this file is not UTF-8 from here on");
    let place = problem.place.as_ref().unwrap();
    assert!(place.file.ends_with("latin.rs"));
    assert_eq!((place.line, place.column), (1, 7));
}

#[test]
fn windows_line_ends_move_no_place() {
    let source = ENUM.replace('\n', "\r\n").replace("A_B", "a_b");
    let folder = made(&[("lib.rs", source.as_bytes())]);
    let found = read(folder.path(), None);
    let [problem] = found.problems.as_slice() else { panic!("{:?}", found.problems) };
    assert_eq!(problem.rule, Some(rules::CODE_FORM.id));
    let place = problem.place.as_ref().unwrap();
    assert_eq!((place.line, place.column, place.length), (4, 22, 5));
    assert!(render_problems(&found.problems, false).contains("^^^^^\n"));
}

#[cfg(unix)]
#[test]
fn links_in_circles_end() {
    use std::os::unix::fs::symlink;

    let folder = made(&[
        ("lib.rs", b"mod again;\nmod itself;\nmod a;\nmod gone;\n"),
        ("a/mod.rs", b"mod src;"),
    ]);
    symlink("lib.rs", folder.path().join("again.rs")).unwrap();
    symlink("itself.rs", folder.path().join("itself.rs")).unwrap();
    symlink("../lib.rs", folder.path().join("a/src.rs")).unwrap();
    symlink("nowhere.rs", folder.path().join("gone.rs")).unwrap();
    let found = read(folder.path(), None);
    let circles =
        messages(&found).iter().filter(|text| text.starts_with("circular modules: ")).count();
    assert_eq!(circles, 2, "{:#?}", found.problems);
    assert_eq!(found.problems.len(), 4, "{:#?}", found.problems);
    assert!(
        found.problems.iter().all(|problem| problem.place.is_some() && !problem.help.is_empty())
    );
}

#[test]
fn a_missing_root_is_reported() {
    let found = scan("no/such/folder");
    assert!(found.problems[0].message.starts_with("cannot read `no/such/folder`: "));
    let found = scan("scan/modules");
    assert_eq!(found.problems[0].help, "did you mean `scan/modules/src`?");
    assert!(found.files.is_empty());
}

#[test]
fn a_root_can_be_a_file() {
    let found = scan("scan/modules/src/beside.rs");
    assert_eq!(codes(&found), ["BESIDE_ITEM_MISSING"], "{:?}", found.problems);
    // A root looks for its modules beside itself, as rustc does.
    assert_eq!(messages(&found), ["file not found for module `below`"]);
}

#[test]
fn deep_nesting_never_overflows_the_scan() {
    let deep = |open: &str, close: &str| {
        format!("{ENUM}const X: u8 = {}0{};", open.repeat(20_000), close.repeat(20_000))
    };
    for source in [deep("(", ")"), deep("[", "]"), format!("fn f() {{ {} }}", deep("{", "}"))] {
        let folder = made(&[("lib.rs", source.as_bytes())]);
        let found = read(folder.path(), None);
        assert!(!found.problems.is_empty() || codes(&found).is_empty());
    }
    let modules = format!("{}{ENUM}{}", "mod m {".repeat(5_000), "}".repeat(5_000));
    let folder = made(&[("lib.rs", modules.as_bytes())]);
    assert_eq!(messages(&read(folder.path(), None)), ["brackets are nested more than 256 deep"]);
}

/// Three readers, one law: what the scan reads is what the compiler compiled in.
#[test]
fn the_scan_and_the_registry_are_equal() {
    let own = "tests/scan.rs";
    let registries = [
        ("crates/billing/src", "Codes", billing::Codes::spec()),
        ("crates/tax/src", "Codes", tax::Codes::spec()),
        (own, "japanese::Codes", common::japanese::Codes::spec()),
        (own, "japanese::Service", common::japanese::Service::spec()),
        (own, "payments::Codes", common::payments::Codes::spec()),
        (own, "system_errors::Codes", common::system_errors::Codes::spec()),
        (own, "lawful::Lawful", lawful::Lawful::spec()),
    ];
    for (root, name, mut compiled) in registries {
        let found = read(Path::new(root), Some(name));
        let errors: Vec<_> =
            found.problems.iter().filter(|found| found.level == ProblemLevel::Error).collect();
        assert_eq!(errors, [] as [&Problem; 0]);
        // What only the compiler can know, the scan has said.
        let is_read = |module: &str| {
            module == "crate"
                || module.starts_with("crate::")
                || module.starts_with("error_catalog::")
        };
        let all = compiled.groups.len();
        compiled.groups.retain(|group| is_read(&group.module));
        let says = found.problems.iter().any(|found| found.message.contains("another crate"));
        assert_eq!(compiled.groups.len() < all, says, "{root}: {:#?}", found.problems);
        if says {
            let known = &found.catalog.retired;
            compiled.retired.retain(|retired| known.contains(retired));
        }
        assert!(!compiled.groups.is_empty());
        assert_eq!(found.catalog.without_places(), compiled.without_places(), "{name} of {root}");
    }
}

/// Every key of the grammar and every kind of field, for the law above.
mod lawful {
    use error_catalog::{ErrorCatalog, Secret, SystemError, catalog};

    catalog! {
        /// Codes with all that can be said of them.
        ///
        /// Second paragraph.
        #[registry(dialect = google, service = "lawful.example.com", docs = "https://docs.example.com/{slug}",
                   internal = "SYSTEM_INTERNAL_ERROR", not_found = "SYSTEM_ROUTE_NOT_FOUND")]
        pub struct Lawful { LawfulError<u64>, Alone, SystemError, Adopting }
        retired { "LAWFUL_OLD_CODE" => "1.0: \u{65e5}本" }
    }

    /// An enum with everything.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "LAWFUL", registry = Lawful, locales("ja", "en"), owner = "law", severity = ERROR)]
    #[non_exhaustive]
    pub enum LawfulError<T: std::fmt::Debug + serde::Serialize> {
        /// It is late.
        ///
        /// # Causes
        /// - `a | b`
        /// # Solutions
        /// Wait.
        /// # Prevention
        /// Be early.
        #[catalog(
            code = "LAWFUL_TOO_LATE",
            status = SERVICE_UNAVAILABLE,
            log_level = ERROR,
            message("en" = "try \"again\"", "ja" = "後で\u{1f600}"),
            display = "late by {by:?}, {host}",
            class = "transient",
            retry(max = 3, base = "1500ms", factor = 2),
            retry_after = "90s",
            incident = P1,
            origin = "clock",
            error_type = "SERVICE_UNAVAILABLE",
            grpc = UNAVAILABLE,
            formerly("LAWFUL_LATE_OLD"),
            title = "Late",
            since = "1.2",
            deprecated(since = "2.0", replaced_by("LAWFUL_NOT_HERE"), until = "3.0"),
            doc_url = "https://example.com/late",
            runbook = "https://runbooks.example.com/late",
            ext(team = "clock", note = "x=y")
        )]
        TooLate {
            by: std::time::Duration,
            #[context("peer")]
            host: String,
            #[context(display)]
            port: u16,
            #[secret]
            token: Secret<String>,
            #[source]
            cause: std::io::Error,
            #[retry_after]
            wait: std::time::Duration,
        },

        #[catalog(code = "LAWFUL_NOT_HERE", status = 404, log_level = INFO,
                  message("ja" = "{0}はない", "en" = "no {0} here"))]
        NotHere(
            /// What is not here.
            #[detail("item")]
            T,
            #[detail("limit", display)] u8,
            #[detail("rest")] Option<u8>,
            #[detail(flatten)] std::collections::BTreeMap<String, String>,
        ),

        #[catalog(same_as = NotHere, display = "nothing here")]
        Nothing(#[detail("item")] String),

        #[catalog(code = "LAWFUL_KEPT_BACK", status = 409, log_level = WARN, public_as = "LAWFUL_PLAIN_TEXT")]
        KeptBack,

        #[catalog(code = "LAWFUL_PLAIN_TEXT", status = 409, log_level = WARN,
                  message("ja" = "競合", "en" = "conflict"), retry = "never")]
        r#Plain,

        #[catalog(transparent)]
        System(#[from] SystemError),
    }

    /// A struct with one code.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ALONE", registry = Lawful, code = "legacy.alone", status = 400, log_level = DEBUG,
              message = "{what}", allow(code, passthrough))]
    pub struct Alone {
        #[detail]
        pub what: String,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "ADOPT", registry = Lawful,
              rest(code = "ADOPT_NOT_YET", status = 500, log_level = ERROR, message = "x"))]
    pub enum Adopting {
        Later,
        #[catalog(code = "ADOPT_BY_NOW", status = 410, log_level = INFO, message = "y")]
        Now,
    }
}

/// Fixtures that the scan answers otherwise, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("registry/duplicate_of_another_crate.rs", OF_ANOTHER_CRATE),
    ("registry/duplicate_of_two_crates.rs", OF_ANOTHER_CRATE),
    ("registry/former_code_of_another_crate.rs", OF_ANOTHER_CRATE),
    ("registry/retired_in_another_crate.rs", OF_ANOTHER_CRATE),
    ("registry/registry_locale_in_files.rs", OF_ANOTHER_CRATE),
    ("registry/registry_foreign.rs", "it has two registries, and the scan wants to know which"),
    (
        "registry/registry_unlisted_beside.rs",
        "it has two registries, and the scan wants to know which",
    ),
    (
        "registry/registry_duplicate_unlike.rs",
        "what an associated type is, is known when it is compiled",
    ),
    ("registry/retired_far_away.rs", "it has four registries, and the scan wants to know which"),
];

const OF_ANOTHER_CRATE: &str = "the codes of another crate are known when they are compiled";

/// The derive and the scan have one parser, so they say the same of the same file.
#[test]
fn the_scan_reports_what_the_derive_reports() {
    let first_use = rules::CODE_FIRST_USE.id;
    let (mut compared, mut differing) = (0, Vec::new());
    // `spec` is left out: the path of a spec file starts at the manifest, which only the derive knows.
    for family in FAMILIES {
        let mut fixtures: Vec<_> = fs::read_dir(format!("ui/fail/{family}"))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .collect();
        fixtures.sort();
        for path in fixtures {
            let name = path.strip_prefix("ui/fail").unwrap().to_str().unwrap().to_owned();
            let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap();
            let source = fs::read_to_string(&path).unwrap();
            // What rustc itself refuses, the scan cannot see.
            if source.starts_with("// Rustc: ") {
                continue;
            }
            let expected = first_lines(&stderr);
            let found = match message_folder(&source) {
                Some(folder) => read_beside_messages(&source, folder),
                None => read(&path, None),
            };
            let mut said: Vec<_> = found
                .problems
                .iter()
                .filter(|problem| problem.level == ProblemLevel::Error)
                // The compiler evaluates a registry at one place; the scan shows both.
                .filter(|problem| family != "registry" || problem.rule != Some(first_use))
                .map(|problem| problem.message.clone())
                .collect();
            said.sort();
            let exception = EXCEPTIONS.iter().find(|(known, _)| *known == name);
            match exception {
                Some((_, reason)) if said == expected => {
                    panic!("{name} is no exception any more: {reason}");
                }
                None if said != expected => differing.push((name, said, expected)),
                Some(_) | None => {}
            }
            compared += 1;
        }
    }
    assert!(differing.is_empty(), "the scan says, and the derive: {differing:#?}");
    assert!(compared > 100, "{compared} fixtures");
}

/// The message files that a fixture names.
fn message_folder(source: &str) -> Option<&str> {
    source.split_once("messages = \"")?.1.split('"').next()
}

/// Reads a fixture as it is compiled: its message files stand beside a manifest.
fn read_beside_messages(source: &str, folder: &str) -> Scan {
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join("Cargo.toml"), "").unwrap();
    fs::create_dir_all(package.path().join(folder)).unwrap();
    for file in fs::read_dir(Path::new("ui").join(folder)).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), package.path().join(folder).join(file.file_name())).unwrap();
    }
    let path = package.path().join("fixture.rs");
    fs::write(&path, source).unwrap();
    read(&path, None)
}

const FAMILIES: [&str; 9] =
    ["attr", "code", "status", "level", "message", "field", "retry", "shape", "registry"];

/// The first lines of the errors in a `.stderr`, sorted, as the rules word them.
fn first_lines(stderr: &str) -> Vec<String> {
    let errors = stderr.lines().filter_map(|line| {
        // A check of a registry tells all that it found, one below the other.
        let line = line.trim_start();
        let (_, text) = line.split_once(": ").filter(|_| line.starts_with("error"))?;
        let text = text.strip_prefix("evaluation panicked: ").unwrap_or(text);
        Some(text.replace("$DIR/", ""))
    });
    let mut errors: Vec<_> = errors.collect();
    errors.sort();
    errors
}

#[path = "common/mod.rs"]
mod common;

/// The lock was made by a test, whose registry knows the codes of other crates as well.
#[test]
fn unreadable_codes_are_not_removed_from_the_lock() {
    use catalog_specs::lock::Lock;
    use catalog_specs::model::Group;
    use catalog_specs::{Mode, Outputs};
    let source = format!(
        "use error_catalog::*;\n{ENUM}catalog! {{ pub struct Codes {{ E, billing::Lone, ..billing::Codes }} }}\n"
    );
    let folder = made(&[("src/lib.rs", source.as_bytes())]);
    let src = folder.path().join("src");
    let found = read(&src, None);
    assert!(
        messages(&found)
            .contains(&"the codes of `billing::Lone` are not read: it is in another crate"),
        "{:?}",
        messages(&found)
    );
    let mut whole = found.catalog;
    let theirs = |module: &str, type_name: &str, code: &str| Group {
        domain: "PAY".into(),
        type_name: type_name.into(),
        module: module.into(),
        entries: vec![catalog_specs::model::Entry::new(code, "X", 402, catalog_specs::Level::Info)],
        ..Group::default()
    };
    whole.groups.push(theirs("billing::pay", "PayError", "PAY_DECLINED"));
    whole.groups.push(theirs("billing", "Lone", "PAY_ALONE"));
    let gone = theirs("crate", "Gone", "PAY_GONE");
    let by_test = Outputs::from_catalog(whole.clone()).base(folder.path()).lock("the.lock");
    assert!(!by_test.outcome(Mode::Write).failed());
    let lock = fs::read_to_string(folder.path().join("the.lock")).unwrap();
    let by_scan = || catalog_specs::scan("src").base(folder.path()).lock("the.lock");
    for mode in [Mode::Write, Mode::Check] {
        let outcome = by_scan().outcome(mode);
        let report = outcome.report("-");
        assert!(!outcome.failed() && outcome.changes.is_empty(), "{report}");
        assert!(
            report.contains(
                "the lock has codes of `billing::Codes`, which a source scan cannot read"
            ),
            "{report}"
        );
        assert!(
            report.contains("compare the lock in a test: `Codes::outputs().check()`"),
            "{report}"
        );
        assert!(!report.contains("the codes of `billing::Codes`"), "{report}");
        assert_eq!(fs::read_to_string(folder.path().join("the.lock")).unwrap(), lock);
    }
    // What was declared here and is gone is gone.
    whole.groups.push(gone);
    fs::write(folder.path().join("the.lock"), Lock::from_catalog(&whole).write()).unwrap();
    let report = by_scan().outcome(Mode::Write).report("-");
    assert!(report.contains("PAY_GONE: the code was removed"), "{report}");
    assert!(!report.contains("PAY_DECLINED:") && !report.contains("PAY_ALONE:"), "{report}");
}

#[test]
fn every_file_that_is_read_is_a_step() {
    use std::sync::Mutex;

    use catalog_specs::{Mode, Step};
    let lib = format!("mod a;\nmod b;\n{ENUM}");
    let files = [
        ("src/lib.rs", lib.as_bytes()),
        ("src/a.rs", b"mod c;"),
        ("src/a/c.rs", b""),
        ("src/b.rs", b""),
    ];
    let folder = made(&files);
    let steps = Mutex::new(Vec::new());
    let watch = |step: Step| steps.lock().unwrap().push((step.what, step.done, step.total));
    let outputs = catalog_specs::scan("src").base(folder.path()).markdown("a.md").json("b.json");
    assert!(outputs.outcome_with_progress(Mode::Check, &watch).written.is_empty());
    let mut steps = steps.into_inner().unwrap();
    // Files are read side by side.
    steps.sort_by_key(|(_, done, total)| (*total, *done));
    let files = [(1, 1), (2, 3), (3, 3), (4, 4)].map(|(done, total)| ("files", done, total));
    let documents = [("documents", 1, 2), ("documents", 2, 2)];
    let mut wanted = [&files[..], &documents[..]].concat();
    wanted.sort_by_key(|(_, done, total)| (*total, *done));
    assert_eq!(steps, wanted);
}
