//! One program for all targets: `FUZZ_TARGET` names the one.
#![no_main]

use std::env;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static NAME: LazyLock<String> = LazyLock::new(|| env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target"));

fuzz_target!(|data: &[u8]| fuzz_targets::check(&NAME, data));
