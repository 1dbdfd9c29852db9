//! Enums that stand there twice, under one condition and under another.

use super::enums::FoundEnum;
use super::walk::Placed;
use crate::cfg;

/// One enum that is declared under this condition and under that is one enum: a code of both is
/// there under either.
pub(super) fn merge(enums: &mut Vec<Placed<FoundEnum>>) {
    let mut kept: Vec<Placed<FoundEnum>> = Vec::with_capacity(enums.len());
    for mut found in std::mem::take(enums) {
        found.value.group.cfg = cfg::joined(&found.conditions, &found.value.group.cfg);
        let (module, name) = (&found.module, &found.value.group.type_name);
        let same = kept.iter_mut().rev().find(|known| {
            !found.value.group.cfg.is_empty()
                && known.value.group.type_name == *name
                && known.module == *module
                && !cfg::can_meet(&known.value.group.cfg, &found.value.group.cfg)
        });
        match same {
            Some(known) => take_in(&mut known.value, found.value),
            None => kept.push(found),
        }
    }
    *enums = kept;
}

fn take_in(known: &mut FoundEnum, other: FoundEnum) {
    let (own, theirs) = (known.group.cfg.clone(), other.group.cfg.clone());
    for row in &mut known.group.rows {
        row.cfg = cfg::joined(&own, &row.cfg);
    }
    for mut row in other.group.rows {
        row.cfg = cfg::joined(&theirs, &row.cfg);
        match known.group.rows.iter_mut().find(|known| known.code == row.code) {
            Some(known) => known.cfg = cfg::either(&known.cfg, &row.cfg),
            None => known.group.rows.push(row),
        }
    }
    known.group.cfg = cfg::either(&own, &theirs);
    for row in &mut known.group.rows {
        row.cfg.retain(|condition| !known.group.cfg.contains(condition));
    }
    known.masks.extend(other.masks);
}
