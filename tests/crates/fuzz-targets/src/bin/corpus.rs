//! Unpacks the inputs of a target for libFuzzer, packs those that it has kept, and checks one that it has found.

use std::{env, fs};

use fuzz_targets::corpus;

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["unpack", name, folder] => {
            let inputs = corpus::read(name).into_iter().chain(corpus::seeds(name));
            fs::create_dir_all(folder).expect("a folder");
            for (at, input) in inputs.enumerate() {
                fs::write(format!("{folder}/{at:05}"), input).expect("a file");
            }
        }
        ["pack", name, folder] => {
            let files = fs::read_dir(folder).expect("a folder of inputs");
            let inputs =
                files.map(|file| fs::read(file.expect("a file").path()).expect("an input"));
            corpus::write(name, inputs.collect());
        }
        ["check", name, file] => {
            fuzz_targets::check(name, &fs::read(file).expect("an input"));
        }
        ["dictionary"] => print!("{}", corpus::dictionary()),
        _ => {
            eprintln!(
                "usage: corpus unpack NAME FOLDER | pack NAME FOLDER | check NAME FILE | dictionary"
            );
            std::process::exit(2);
        }
    }
}
