-- Everybody as they were when dedupe last compared all of them, in parts (see domain/matching/kept.rs), so that the next
-- run folds only those anew who have changed since. Nothing is lost with it but time.
CREATE TABLE folded (
  piece INTEGER PRIMARY KEY,             -- the number of its part, times 65536, and its own in that
  bytes BLOB NOT NULL
);
CREATE TABLE refold (                    -- contacts who have changed since, come or gone
  contact_id INTEGER PRIMARY KEY
);
