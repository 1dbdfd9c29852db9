//! What the derive costs the compiler, beside thiserror's.

use crate::clock::{By, Samples};
use crate::crates::{Derive, Enums};
use crate::table::{Table, Target, print_samples};
use crate::{Places, Result};

const ROUNDS: usize = 11;
const FEW: usize = 4;
const SOME: usize = 1_000;
const MANY: usize = 4_000;

pub(crate) fn measure(places: &Places, table: &mut Table) -> Result<()> {
    let one_enum = |derive, variants| Enums { derive, count: 1, variants };
    let mut crates = Vec::new();
    for derive in [Derive::Debug, Derive::Thiserror, Derive::Ours] {
        for variants in [FEW, SOME, MANY] {
            crates.push(one_enum(derive, variants));
        }
    }
    let all = check_in_turns(places, &crates, ROUNDS)?;
    print_samples("cargo check, one enum, no registry", &all);

    let cpu = |derive, variants, by| samples_of(&all, one_enum(derive, variants)).cpu(by);
    let beyond = |derive, variants, by| cpu(derive, variants, by) - cpu(derive, FEW, by);
    let growth = |cost: &dyn Fn(usize, By) -> f64, by| {
        (cost(MANY, by) / count(MANY - FEW)) / (cost(SOME, by) / count(SOME - FEW))
    };
    table.add(
        "check, 1,000 variants: ours / thiserror",
        "",
        |by| cpu(Derive::Ours, SOME, by) / cpu(Derive::Thiserror, SOME, by),
        &Target::AtMost(1.0),
    );
    table.add(
        "  the same beyond a crate of 4 variants",
        "",
        |by| beyond(Derive::Ours, SOME, by) / beyond(Derive::Thiserror, SOME, by),
        &Target::AtMost(1.0),
    );
    table.add(
        "check, 4,000 variants: ours / thiserror",
        "",
        |by| cpu(Derive::Ours, MANY, by) / cpu(Derive::Thiserror, MANY, by),
        &Target::AtMost(1.0),
    );
    table.add(
        "a variant at 4,000 / at 1,000, of the whole check",
        "",
        |by| {
            let whole = |variants| cpu(Derive::Ours, variants, by) / count(variants);
            whole(MANY) / whole(SOME)
        },
        &Target::AtMost(1.2),
    );
    // What starting costs hides in the whole. Beyond it, a match on n variants costs rustc about n * n,
    // and that of `Debug` is in every one of these crates: its own growth says how much is not ours.
    let ours = |variants, by| beyond(Derive::Ours, variants, by);
    let ours_alone = |variants, by| ours(variants, by) - beyond(Derive::Debug, variants, by);
    table.add(
        "  the same of what ours adds to `Debug`",
        "",
        |by| growth(&ours_alone, by),
        &Target::AtMost(1.2),
    );
    table.note(
        "  the same beyond 4 variants, with `Debug`",
        format!("{:.3}", growth(&ours, By::Median)),
        None,
    );
    for (name, derive) in [("Debug alone", Derive::Debug), ("thiserror", Derive::Thiserror)] {
        let growth = growth(&|variants, by| beyond(derive, variants, by), By::Median);
        table.note(&format!("  the same of {name}"), format!("{growth:.3}"), None);
    }
    Ok(())
}

/// Writes the crates, builds what they depend on and checks them in turns.
pub(crate) fn check_in_turns(
    places: &Places,
    crates: &[Enums],
    rounds: usize,
) -> Result<Vec<Samples>> {
    let names: Vec<_> = crates.iter().map(|enums| enums.name()).collect();
    for (enums, name) in crates.iter().zip(&names) {
        places.write_crate(name, enums.dependencies(), &enums.source())?;
        places.check(name)?;
    }
    Samples::in_turns(&names, rounds, |name| places.check(name))
}

/// The samples of a crate among those of others.
pub(crate) fn samples_of(all: &[Samples], enums: Enums) -> &Samples {
    let name = enums.name();
    all.iter().find(|samples| samples.name == name).expect("every crate was measured")
}

/// A count among seconds.
pub(crate) fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a small number"))
}

/// The costs of a crate beyond those of another, in seconds of the processor.
pub(crate) fn difference(all: &[Samples], more: Enums, less: Enums, by: By) -> f64 {
    samples_of(all, more).cpu(by) - samples_of(all, less).cpu(by)
}
