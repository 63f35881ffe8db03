//! What is counted, packed and inferred of contacts, against the rows that it comes from.

use super::{Basis, Check, Find, Found, Mend};
use crate::error::Result;
use crate::store::state::GradeCounts;
use crate::store::{counts, dirty, facts, inferred};

/// Checks of what follows from rows.
pub(super) fn checks() -> Vec<Check> {
    vec![
        Check {
            name: "contact_count",
            what: "counts that are not those of conversations, events and deals",
            find: Find::By(|basis, found| {
                counts::differing(basis.conn, basis.money)?.into_iter().for_each(|id| found.add(id));
                Ok(())
            }),
            // All is counted anew after a repair.
            mend: Some(Mend::Sql(String::new())),
        },
        Check {
            name: "grade_counts",
            what: "the number of contacts by grade is not that of their scores",
            find: Find::By(|basis, found| {
                if GradeCounts::is_wrong(basis.conn)? {
                    found.add("grade_counts");
                }
                Ok(())
            }),
            mend: Some(Mend::By(|basis| GradeCounts::forget(basis.conn))),
        },
        Check {
            name: "contact_fact",
            what: "packed facts that are not those of the tables",
            find: Find::By(packed),
            mend: Some(Mend::By(|basis| dirty::mark_all(basis.conn, dirty::ALL_PASSES))),
        },
        Check {
            name: "inferred",
            what: "inferred values that do not follow from what was said",
            find: Find::By(|basis, found| inferred_of(basis, |id| found.add(id))),
            mend: Some(Mend::By(|basis| {
                let mut ids = Vec::new();
                inferred_of(basis, |id| ids.push(id))?;
                inferred::refresh(basis.conn, &ids)
            })),
        },
    ]
}

fn packed(basis: &Basis<'_>, found: &mut Found) -> Result<()> {
    facts::for_each_settled(basis.conn, |facts, stored| {
        if stored != Some(facts::packed::pack(facts).as_slice()) {
            found.add(facts.id);
        }
        Ok(())
    })
}

fn inferred_of(basis: &Basis<'_>, mut wrong: impl FnMut(i64)) -> Result<()> {
    facts::for_each_settled(basis.conn, |facts, _| {
        if !inferred::is_stored(basis.conn, facts.id, &facts.inferred)? {
            wrong(facts.id);
        }
        Ok(())
    })
}
