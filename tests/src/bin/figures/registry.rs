//! What a registry adds to the compiler's work.
//!
//! Three versions of the same enums: in no registry; listed in a `catalog!` that they do not name,
//! which adds the work in const evaluation and nothing else; and naming it, which adds a typed
//! constant for each code.

use crate::compile::{check_in_turns, count, difference};
use crate::crates::{Derive, Enums};
use crate::table::{Table, Target, print_samples};
use crate::{Places, Result};

const ROUNDS: usize = 11;

pub(crate) fn measure(places: &Places, table: &mut Table) -> Result<()> {
    let versions = [Derive::Ours, Derive::Listed, Derive::Typed];
    let sets = [(1_000, 1), (1_000, 10), (10_000, 20)];
    let [one, ten, twenty] =
        sets.map(|(variants, count)| versions.map(|derive| Enums { derive, count, variants }));
    // By size, so that the turns of what is compared are near each other.
    let mut all = check_in_turns(places, &[one, ten].concat(), ROUNDS)?;
    all.extend(check_in_turns(places, &twenty, ROUNDS)?);
    print_samples("cargo check, registries", &all);

    let per_code = |version: Enums, by| {
        1e3 * difference(&all, version, Enums { derive: Derive::Ours, ..version }, by)
            / count(version.variants)
    };
    let [_, _, typed] = one;
    table.add(
        "a code with its typed constant, 1,000 in 1 enum",
        " ms",
        |by| per_code(typed, by),
        &Target::AtMost(0.1),
    );
    for ([plain, listed, typed], bound) in [(ten, 0.05), (twenty, 0.05)] {
        let size = format!("{} codes in {} enums", listed.variants, listed.count);
        table.add(
            &format!("a registry of {size} adds"),
            " s",
            |by| difference(&all, listed, plain, by),
            &Target::AtMost(bound),
        );
        table.add(
            &format!("  a code with its typed constant, {size}"),
            " ms",
            |by| per_code(typed, by),
            &Target::AtMost(0.1),
        );
    }
    let [typed, sets] =
        [Derive::Typed, Derive::Sets].map(|derive| Enums { derive, count: 100, variants: 1_000 });
    let all = check_in_turns(places, &[typed, sets], ROUNDS)?;
    print_samples("cargo check, sets", &all);
    table.add(
        "50 sets of 5 enums over 1,000 codes add",
        " s",
        |by| difference(&all, sets, typed, by),
        &Target::AtMost(0.1),
    );
    Ok(())
}
