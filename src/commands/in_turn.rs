//! Work on all processors whose results are taken in order, so that the number of threads changes nothing.

use std::sync::mpsc::{Receiver, sync_channel};

use crate::error::{Error, Result};

/// Pieces of work that a thread may be ahead of the taking.
const AHEAD: usize = 4;

/// Lets workers, each with every n-th piece, find things at the same time, and takes what they found in the order of
/// pieces; one worker needs no thread. A worker gives its pieces one by one, and stops when it is told that nobody takes them any more.
pub fn in_turn<T: Send>(
    workers: usize,
    pieces: usize,
    work: &(impl Fn(usize, &mut dyn FnMut(T) -> Result<bool>) -> Result<()> + Sync),
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    if workers == 1 {
        return work(0, &mut |found| take(found).map(|()| true));
    }
    std::thread::scope(|scope| {
        let channels: Vec<Receiver<Result<T>>> = (0..workers)
            .map(|worker| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let done = work(worker, &mut |found| Ok(sender.send(Ok(found)).is_ok()));
                    if let Err(error) = done {
                        // Nobody listens when another worker failed before.
                        let _ = sender.send(Err(error));
                    }
                });
                receiver
            })
            .collect();
        for piece in 0..pieces {
            let found = channels[piece % workers].recv();
            take(found.map_err(|_| Error::fault("a thread of the pass ended too early"))??)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What workers of this number find in ten pieces.
    fn found(workers: usize, fails_at: Option<usize>) -> (Result<()>, Vec<usize>) {
        let mut all = Vec::new();
        let work = |worker: usize, give: &mut dyn FnMut(usize) -> Result<bool>| {
            for piece in (worker..10).step_by(workers) {
                if fails_at == Some(piece) {
                    return Err(Error::failed("no more").into());
                }
                if !give(piece)? {
                    break;
                }
            }
            Ok(())
        };
        let done = in_turn(workers, 10, &work, |piece| {
            all.push(piece);
            Ok(())
        });
        (done, all)
    }

    #[test]
    fn pieces_come_in_order_whoever_found_them() {
        for workers in 1..5 {
            let (done, all) = found(workers, None);
            assert!(done.is_ok() && all == (0..10).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_goes_wrong_ends_all_of_it() {
        for workers in 1..5 {
            let (done, all) = found(workers, Some(6));
            assert_eq!(done.expect_err("it failed").to_string(), "no more");
            assert_eq!(all, (0..6).collect::<Vec<_>>());
        }
    }
}
