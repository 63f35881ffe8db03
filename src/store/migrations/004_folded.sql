-- Everybody as they were when dedupe last compared all of them, in parts (see domain/matching/kept.rs), so that the next
-- run folds only those anew who have changed since. Nothing is lost with it but time.
CREATE TABLE folded (
  part  INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
);
CREATE TABLE refold (                    -- contacts who have changed since, come or gone
  contact_id INTEGER PRIMARY KEY
);
