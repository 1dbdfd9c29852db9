//! Merges an enum that is declared several times under exclusive conditions.

use super::enums::FoundEnum;
use super::walk::Placed;
use crate::{Problem, cfg};

/// Merges enums of the same path whose conditions exclude each other. A code of both has the condition that one of
/// the two holds. What differs otherwise is reported.
pub(super) fn merge_cfg_variants(enums: &mut Vec<Placed<FoundEnum>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut kept: Vec<Placed<FoundEnum>> = Vec::with_capacity(enums.len());
    for mut found in std::mem::take(enums) {
        found.value.group.cfg = cfg::union(&found.conditions, &found.value.group.cfg);
        let (module, name) = (&found.module, &found.value.group.type_name);
        let same = kept.iter_mut().rev().find(|known| {
            !found.value.group.cfg.is_empty()
                && known.value.group.type_name == *name
                && known.module == *module
                && !cfg::can_coexist(&known.value.group.cfg, &found.value.group.cfg)
        });
        match same {
            Some(known) => problems.extend(merge_into(&mut known.value, found.value)),
            None => kept.push(found),
        }
    }
    *enums = kept;
    problems
}

fn merge_into(known: &mut FoundEnum, mut other: FoundEnum) -> Vec<Problem> {
    let (own, theirs) = (known.group.cfg.clone(), other.group.cfg.clone());
    for entry in &mut known.group.entries {
        entry.cfg = cfg::union(&own, &entry.cfg);
    }
    for entry in &mut other.group.entries {
        entry.cfg = cfg::union(&theirs, &entry.cfg);
    }
    let problems = known.merge(other);
    known.group.cfg = cfg::any_of(&own, &theirs);
    for entry in &mut known.group.entries {
        entry.cfg.retain(|condition| !known.group.cfg.contains(condition));
    }
    problems
}
