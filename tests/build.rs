//! Writes an enum that is too large to write by hand: so many variants that the derive parts its matches into
//! functions, of all the shapes that an arm can have.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

const VARIANTS: usize = 1100;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let (mut variants, mut values) = (String::new(), String::new());
    for at in 0..VARIANTS {
        let (fields, value, text) = match at % 8 {
            0 => ("{ #[detail] id: u64 }", format!("{{ id: {at} }}"), "{id}"),
            1 => ("{ #[detail] id: String }", format!("{{ id: \"{at}\".to_owned() }}"), "{id}"),
            2 => ("(#[detail(\"id\")] u64)", format!("({at})"), "{0}"),
            3 => (
                "{ #[detail] thing: Thing, other: u8 }",
                format!("{{ thing: Thing({at}), other: 7 }}"),
                "{thing}",
            ),
            4 => (
                "{ #[detail] id: u64, #[context] why: &'a str }",
                format!("{{ id: {at}, why: \"w\" }}"),
                "{id}",
            ),
            _ => ("", String::new(), "text"),
        };
        let is_transparent = at % 300 == 299;
        if is_transparent {
            let _ = writeln!(variants, "    #[catalog(transparent)] V{at}(Inner),");
            let _ = writeln!(values, "    Many::V{at}(Inner {{ id: {at} }}),");
        } else {
            let _ = writeln!(
                variants,
                "    #[catalog(code = \"MANY_CASE_{at}\", status = 409, log_level = \"INFO\", message = \"{at}: {text}\")] V{at} {fields},"
            );
            let _ = writeln!(values, "    Many::V{at} {value},");
        }
    }
    let source = format!(
        "#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(domain = \"MANY\")]\npub enum Many<'a> {{\n{variants}}}\n\n\
         #[expect(clippy::too_many_lines, reason = \"one line a value\")]\nfn all() -> Vec<Many<'static>> {{ vec![\n{values}] }}\n"
    );
    let out = env::var_os("OUT_DIR").expect("cargo says where to write");
    fs::write(Path::new(&out).join("many.rs"), source)
}
