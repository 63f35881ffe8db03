//! Conditions of the configuration: alert rules and the like. They are asked of everybody by every pass, so each is one
//! expression over the columns of the view `contacts` alone: without a subquery, and without clock or chance. None needs
//! a database to be checked.

use super::{clockless, filter, migrate};
use crate::error::{Error, Result};

/// Sees that conditions can be asked; each comes with what it is a part of, such as "the alert rule `big spender`".
pub fn check<'a>(conditions: impl Iterator<Item = (String, &'a str)>) -> Result<()> {
    let mut empty = None;
    for (what, condition) in conditions {
        let conn = match &mut empty {
            Some(conn) => conn,
            none => none.insert(migrate::in_memory()?),
        };
        let fault = |why: &str, hint: &str| {
            Error::usage(format!("{what}: where `{}`: {why}", filter::told(condition))).hint(hint)
        };
        if let Some(why) = filter::fault(conn, condition)? {
            return Err(fault(&why, filter::HOW_TO_WRITE).into());
        }
        if clockless::has_subquery(conn, condition)? {
            let hint = "conditions of the configuration are about the columns of one contact: counts such as purchases are among them";
            return Err(fault("it holds a subquery", hint).into());
        }
        if let Some((why, hint)) = clockless::objection(conn, condition)? {
            return Err(fault(&why, hint).into());
        }
    }
    Ok(())
}
