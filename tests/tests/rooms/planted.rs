//! The reader and the checks of the rooms, tried on small crates.

use crate::arrows::{Arrow, arrows};
use crate::list::{problems, read};
use crate::source::{Crate, Files};

fn arrows_of(files: &[(&str, &str)]) -> Vec<Arrow> {
    let files: Files =
        files.iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned())).collect();
    arrows(&Crate::read("planted-crate", "lib.rs", &files))
}

/// Each arrow as `from -> to: name`, where `from` and `to` are files.
fn found_arrows(files: &[(&str, &str)]) -> Vec<String> {
    let arrows = arrows_of(files);
    let show = |arrow: &Arrow| format!("{} -> {}: {}", arrow.from.file, arrow.to.file, arrow.name);
    arrows.iter().map(show).collect()
}

fn problems_of(list: &str, files: &[(&str, &str)]) -> Vec<String> {
    let list = read(&format!("```rooms planted\n{list}```\n")).remove("planted").unwrap();
    problems(&arrows_of(files), &list)
}

const TWO: &str = "mod a; mod b;";

#[test]
fn every_way_to_name_another_room_is_seen() {
    for source in [
        "use crate::b::Thing;",
        "use crate::{b::{Thing}};",
        "pub(crate) use super::b::Thing as Other;",
        "use crate::b; fn f() { b::Thing::new() }",
        "fn f() -> crate::b::Thing { todo!() }",
        "fn f() { let _: Vec<super::b::Thing>; }",
        "impl super::b::Thing {}",
        "macro_rules! m { () => { $crate::b::Thing }; }",
        "fn f() { println!(\"{}\", crate::b::Thing) }",
        "fn f() { use crate::b::Thing; }",
        "mod inner { fn f() { super::super::b::Thing } }",
        "use planted_crate::b::Thing;",
        "use crate::Thing;",
        "use super::Renamed;",
        "use crate::*; fn f() -> crate::Thing {}",
        "#[derive(crate::b::Thing)] struct S;",
    ] {
        let root = "mod a; mod b; pub use b::Thing; pub use b::Thing as Renamed;";
        let files = [("lib.rs", root), ("a.rs", source), ("b.rs", "pub struct Thing;")];
        let found = found_arrows(&files);
        assert!(found.iter().any(|arrow| arrow.starts_with("a.rs -> b.rs")), "{source}: {found:?}");
    }
}

#[test]
fn text_that_resembles_a_path_is_not_a_path() {
    for source in [
        "// use crate::b::Thing;",
        "/// [`Thing`](crate::b::Thing)\nfn f() {}",
        "const S: &str = \"crate::b::Thing\";",
        "#[cfg(test)] mod tests { use crate::b::Thing; }",
        "#[cfg(test)] use crate::b::Thing;",
        "#[cfg(all(test, feature = \"x\"))] fn f() { crate::b::Thing; } fn g() {}",
        "fn f() { quote!(crate::b::Thing) }",
        "pub(in crate::a) struct S;",
        "use ::b::Thing;",
        "#[catalog(domain = \"X\", registry = crate::b::Codes)] enum E {}",
        "use other::b::Thing;",
        "macro_rules! m { ($b:ident) => { $b::Thing }; }",
    ] {
        let found =
            found_arrows(&[("lib.rs", TWO), ("a.rs", source), ("b.rs", "pub struct Thing;")]);
        assert!(found.is_empty(), "{source}: {found:?}");
    }
    let after = "#[cfg(test)] use crate::{b::X, b::Y}; use crate::b::Thing;";
    let found = found_arrows(&[("lib.rs", TWO), ("a.rs", after), ("b.rs", "pub struct Thing;")]);
    assert_eq!(found, ["a.rs -> b.rs: Thing"]);
}

#[test]
fn a_re_export_leads_to_the_definition() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; pub use b::Thing;"),
        ("a.rs", "use crate::Thing;"),
        (
            "b/mod.rs",
            "mod deep; pub use deep::*; pub use crate::c::Other; macro_rules! m { () => {}; } pub(crate) use m;",
        ),
        ("b/deep.rs", "pub struct Thing; fn f() { super::Other }"),
        (
            "c.rs",
            "pub struct Other; #[macro_export] macro_rules! exported { () => {}; } crate::b::m!();",
        ),
    ];
    let expected = [
        "a.rs -> b/deep.rs: Thing",
        "b/deep.rs -> c.rs: super::Other",
        "b/mod.rs -> c.rs: Other",
        "c.rs -> b/mod.rs: crate::b::m",
    ];
    assert_eq!(found_arrows(&files), expected);
}

#[test]
fn an_exported_macro_is_where_it_is_defined() {
    let files = [
        ("lib.rs", TWO),
        ("a.rs", "pub use crate::exported as other;"),
        ("b.rs", "#[macro_export] macro_rules! exported { () => {}; }"),
    ];
    assert_eq!(found_arrows(&files), ["a.rs -> b.rs: exported"]);
}

#[test]
fn derived_code_names_the_hidden_module() {
    let derived = "#[derive(Debug, ErrorCatalog)] #[catalog(domain = \"X\")] enum E {}";
    let elsewhere = "#[derive(ErrorCatalog)] #[catalog(crate = crate::low::facade)] enum E {}";
    let root = ("lib.rs", "mod system; mod private; mod low;");
    let arrows =
        |source| found_arrows(&[root, ("system.rs", source), ("private.rs", ""), ("low.rs", "")]);
    assert_eq!(arrows(derived), ["system.rs -> private.rs: derive(ErrorCatalog)"]);
    assert_eq!(arrows(elsewhere), ["system.rs -> low.rs: crate::low::facade"]);
}

#[test]
fn a_list_that_fits_has_no_problems() {
    let files = [("lib.rs", TWO), ("a.rs", "use crate::b::Thing;"), ("b.rs", "pub struct Thing;")];
    assert_eq!(problems_of("b:\na: b\n", &files), [""; 0]);
}

#[test]
fn an_arrow_that_is_not_listed_is_a_problem() {
    let files = [("lib.rs", TWO), ("a.rs", "use crate::b::Thing;"), ("b.rs", "pub struct Thing;")];
    let expected = "`a` may not import `b`\n    a.rs:1 -> b.rs: `Thing`";
    assert_eq!(problems_of("b:\na:\n", &files), [expected]);
}

#[test]
fn a_listed_arrow_that_does_not_exist_is_a_problem() {
    let files = [("lib.rs", TWO), ("a.rs", ""), ("b.rs", "")];
    assert_eq!(problems_of("b:\na: b\n", &files), ["`a` no longer imports `b`, which it may"]);
}

#[test]
fn a_list_is_read_from_the_ground_up() {
    let files = [("lib.rs", TWO), ("a.rs", "use crate::b::Thing;"), ("b.rs", "pub struct Thing;")];
    let expected = "`a` may import `b`, which is not listed before it";
    assert_eq!(problems_of("a: b\nb:\n", &files), [expected]);
}

#[test]
fn a_circle_of_rooms_is_a_problem_however_it_is_hidden() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; pub use c::Last;"),
        ("a.rs", "pub struct First; use crate::b::Middle;"),
        ("b.rs", "pub struct Middle; fn f() { crate::Last }"),
        ("c.rs", "pub struct Last; macro_rules! m { () => { $crate::a::First }; }"),
    ];
    let found = problems_of("a:\nb:\nc:\n", &files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("rooms in a circle: `a`, `b`, `c`\n"), "{found:?}");
    assert!(found[0].contains("b.rs:1 -> c.rs: `crate::Last`"), "{found:?}");
}

#[test]
fn a_circle_of_files_in_one_room_is_a_problem() {
    let files = [
        ("lib.rs", "mod a;"),
        ("a/mod.rs", "mod one; mod two; pub use one::One;"),
        ("a/one.rs", "pub struct One; use super::two::Two;"),
        ("a/two.rs", "pub struct Two; use super::One;"),
    ];
    let found = problems_of("a:\n", &files);
    let expected = "files in a circle: `a/one.rs`, `a/two.rs`\n    a/one.rs:1 -> a/two.rs: `Two`\n    a/two.rs:1 -> a/one.rs: `One`";
    assert_eq!(found, [expected]);
}

#[test]
fn a_parent_that_only_passes_names_on_has_no_arrow() {
    let child = ("a/child.rs", "pub struct Child; use super::Parent;");
    let passing = "mod child; pub use child::Child; pub struct Parent;";
    let using = "mod child; pub use child::Child; pub struct Parent(Child);";
    assert_eq!(problems_of("a:\n", &[("lib.rs", "mod a;"), ("a/mod.rs", passing), child]), [""; 0]);
    let found = problems_of("a:\n", &[("lib.rs", "mod a;"), ("a/mod.rs", using), child]);
    assert!(found[0].starts_with("files in a circle: `a/child.rs`, `a/mod.rs`"), "{found:?}");
}
