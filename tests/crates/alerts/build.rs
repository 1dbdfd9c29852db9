//! Writes a catalogue of 300 codes: more than 100 alerts in a minute can be about.

use std::fmt::Write as _;
use std::{env, fs};

fn main() {
    let mut many = String::from(
        "/// Calls of 300 providers.\n#[derive(Debug, ErrorCatalog)]\n#[catalog(domain = \"PROVIDER\", registry = Codes)]\npub enum ProviderError {\n",
    );
    for number in 0..300 {
        writeln!(
            many,
            "    #[catalog(code = \"PROVIDER_{number}_DOWN\", status = 503, log_level = \"ERROR\", message = \"Please try again\")]\n    Down{number},"
        )
        .unwrap();
    }
    many.push_str(
        "}\n\n/// Each of them.\npub const PROVIDERS: [fn() -> ProviderError; 300] = [\n",
    );
    for number in 0..300 {
        writeln!(many, "    || ProviderError::Down{number},").unwrap();
    }
    many.push_str("];\n");
    let folder = env::var("OUT_DIR").unwrap();
    fs::write(format!("{folder}/many.rs"), many).unwrap();
    println!("cargo::rerun-if-changed=build.rs");
}
