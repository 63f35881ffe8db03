//! What the undo of a merge does besides playing the journal backwards: conversations and events that came since by an
//! identity of the contact that is back follow it, and who asked not to be contacted is not contacted.

use rusqlite::{Connection, OptionalExtension};

use super::replay::Undone;
use super::{contact, pair};
use crate::domain::contact::{Contact, is_held};
use crate::domain::cue::{Cue, CueSet};
use crate::domain::identity::Hasher;
use crate::error::{Error, Result};

/// A merge that is taken back.
#[derive(Debug)]
pub struct Merge {
    id: i64,
    journal_id: i64,
    /// Who stayed.
    pub survivor: i64,
    /// Who became part of the survivor.
    pub lost: i64,
    /// Whether the survivor was opted out when the two were merged.
    opted_out: bool,
    /// Whether it is opted out now that this is to be undone.
    is_opted_out: bool,
}

/// The merges of a journal entry, the last one first, as they are before anything is undone.
pub fn merges_of(conn: &Connection, journal_id: i64) -> Result<Vec<Merge>> {
    let mut find = conn.prepare_cached(
        "SELECT merge.id, survivor_id, merged_id, opted_out, coalesce(contact.do_not_contact, 0)
         FROM merge LEFT JOIN contact ON contact.id = survivor_id WHERE journal_id = ?1 ORDER BY merge.id DESC",
    )?;
    let merges = find.query_map([journal_id], |row| {
        Ok(Merge {
            id: row.get(0)?,
            journal_id,
            survivor: row.get(1)?,
            lost: row.get(2)?,
            opted_out: row.get(3)?,
            is_opted_out: row.get(4)?,
        })
    })?;
    Ok(merges.collect::<Result<_, _>>()?)
}

impl Merge {
    /// A contact that became part of a third one since cannot give back what it got.
    pub fn refuse_if_built_on(&self, conn: &Connection) -> Result<()> {
        let mut find = conn.prepare_cached(
            "SELECT survivor_id, journal_id FROM merge
             WHERE merged_id = ?1 AND id > ?2 AND journal_id <> ?3 AND undone_at IS NULL ORDER BY id LIMIT 1",
        )?;
        let later: Option<(i64, i64)> = find
            .query_row((self.survivor, self.id, self.journal_id), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((third, entry)) = later else { return Ok(()) };
        let Self { survivor, lost, journal_id, .. } = self;
        Err(Error::failed(format!(
            "entry {journal_id} cannot be undone now: contact {lost} became part of contact {survivor}, \
             and that of contact {third} later (entry {entry})"
        ))
        .hint(format!("take that back first: `rolo undo {entry}`"))
        .into())
    }

    /// Lets what came since follow its identity, when the journal was played backwards.
    pub fn take_back(&self, conn: &Connection, hasher: &Hasher, undone: &mut Undone) -> Result<()> {
        pair::take_back(conn, self.survivor, self.lost)?;
        let (Some(kept), Some(back)) = (contact::get(conn, self.survivor)?, contact::get(conn, self.lost)?) else {
            return Ok(());
        };
        self.follow_identities(conn, &hasher.contact(&kept), &hasher.contact(&back))?;
        self.follow_conversations(conn)?;
        self.keep_opt_outs(conn, &kept, &back, undone)
    }

    /// Conversations and events that came after the merge by an identity of the one that is back go with it.
    fn follow_identities(&self, conn: &Connection, kept: &[i64], back: &[i64]) -> Result<()> {
        for (find, follow) in [
            (
                "SELECT id, via FROM conversation WHERE contact_id = ?1 AND via IS NOT NULL AND NOT link_held",
                "UPDATE conversation SET contact_id = ?2 WHERE id = ?1",
            ),
            (
                "SELECT id, via FROM event WHERE contact_id = ?1 AND via IS NOT NULL",
                "UPDATE event SET contact_id = ?2 WHERE id = ?1",
            ),
        ] {
            let mut find = conn.prepare_cached(find)?;
            let found = find.query_map([self.survivor], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let found: Vec<(i64, i64)> = found.collect::<Result<_, _>>()?;
            let mut follow = conn.prepare_cached(follow)?;
            for (id, _) in found.iter().filter(|(_, via)| back.contains(via) && !kept.contains(via)) {
                follow.execute((id, self.lost))?;
            }
        }
        Ok(())
    }

    /// Alerts and follow-ups of conversations that went back go with these; a follow-up of a kind that is open already
    /// is left to the next scan.
    fn follow_conversations(&self, conn: &Connection) -> Result<()> {
        for sql in [
            "UPDATE alert SET contact_id = ?2
             WHERE contact_id = ?1 AND conversation_id IN (SELECT id FROM conversation WHERE contact_id = ?2)",
            "UPDATE OR IGNORE followup SET contact_id = ?2
             WHERE contact_id = ?1 AND conversation_id IN (SELECT id FROM conversation WHERE contact_id = ?2)",
        ] {
            conn.prepare_cached(sql)?.execute((self.survivor, self.lost))?;
        }
        Ok(())
    }

    /// Who opted out since the merge may have been either, so both stay opted out; and an opt-out that the merge brought
    /// stays with the survivor where something later says the same.
    fn keep_opt_outs(&self, conn: &Connection, kept: &Contact, back: &Contact, undone: &mut Undone) -> Result<()> {
        let mut set = conn.prepare_cached("UPDATE contact SET do_not_contact = 1 WHERE id = ?1")?;
        let Self { survivor, lost, .. } = self;
        let is_new = !self.opted_out && self.is_opted_out && !self.is_opted_out_by_merge(conn)?;
        if is_new && !back.do_not_contact {
            set.execute([lost])?;
            undone.kept.push(format!("contact {lost} is opted out, since contact {survivor} was after the merge"));
        }
        let is_lifted = self.is_opted_out && !kept.do_not_contact;
        if is_lifted && (self.passes_opt_out_on(conn)? || self.is_opted_out_besides(conn, kept)?) {
            set.execute([survivor])?;
            undone.kept.push(format!("contact {survivor} stays opted out: it did so again after the merge"));
        }
        Ok(())
    }

    /// Whether it was a later merge that opted the survivor out, with a third contact that had.
    fn is_opted_out_by_merge(&self, conn: &Connection) -> Result<bool> {
        let mut find = conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM merge JOIN change ON change.journal_id = merge.journal_id
                     AND row_table = 'contact' AND row_id = survivor_id
                 WHERE survivor_id = ?1 AND merge.id > ?2 AND undone_at IS NULL AND after ->> '$.do_not_contact')",
        )?;
        Ok(find.query_row((self.survivor, self.id), |row| row.get(0))?)
    }

    /// Where a contact that was merged into the survivor later had opted out, that merge is what opted the survivor out.
    fn passes_opt_out_on(&self, conn: &Connection) -> Result<bool> {
        let mut find = conn.prepare_cached(
            "SELECT merge.journal_id, mine.id FROM merge
             JOIN change AS gone ON gone.journal_id = merge.journal_id AND gone.row_table = 'contact'
                 AND gone.row_id = merged_id AND gone.after IS NULL
             LEFT JOIN change AS mine ON mine.journal_id = merge.journal_id AND mine.row_table = 'contact'
                 AND mine.row_id = survivor_id AND mine.after IS NOT NULL
             WHERE survivor_id = ?1 AND merge.id > ?2 AND undone_at IS NULL AND gone.before ->> '$.do_not_contact'
             ORDER BY merge.id, mine.id LIMIT 1",
        )?;
        let later: Option<(i64, Option<i64>)> =
            find.query_row((self.survivor, self.id), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((entry, change)) = later else { return Ok(false) };
        match change {
            Some(change) => conn
                .prepare_cached(
                    "UPDATE change SET before = json_set(before, '$.do_not_contact', 0),
                         after = json_set(after, '$.do_not_contact', 1) WHERE id = ?1",
                )?
                .execute([change])?,
            None => conn
                .prepare_cached(
                    "INSERT INTO change (journal_id, row_table, row_id, before, after)
                     VALUES (?1, 'contact', ?2, '{\"do_not_contact\":0}', '{\"do_not_contact\":1}')",
                )?
                .execute((entry, self.survivor))?,
        };
        Ok(true)
    }

    /// Whether the survivor opted out for a reason other than a merge: a row of a file said so, or a visitor wrote so.
    fn is_opted_out_besides(&self, conn: &Connection, kept: &Contact) -> Result<bool> {
        let held = contact::held(conn, kept.id)?;
        if kept.opt_out_seen == Some(true) && !is_held(&held, "do_not_contact") {
            return Ok(true);
        }
        let mut find = conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal
                 JOIN created ON created.journal_id = journal.id AND row_table = 'message'
                 JOIN message ON message.contact_id = ?1 AND message.id BETWEEN first_id AND last_id
                 WHERE journal.id > ?2 AND undone_at IS NULL AND sender = 0 AND cues & ?3 AND message.at > ?4)",
        )?;
        let lifted_at = contact::lifted_at(conn, kept.id)?.map_or(i64::MIN, |at| at.0);
        let bit = CueSet::of(&[Cue::OptOut]).0;
        Ok(find.query_row((kept.id, self.journal_id, bit, lifted_at), |row| row.get(0))?)
    }
}
