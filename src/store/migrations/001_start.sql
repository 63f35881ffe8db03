-- The whole data model. Tables are private and named in the singular; the public views are plural (see views.sql).
-- Instants are seconds since 1970 in UTC, money is millionths of a unit, sentiment is ten-thousandths.
-- Text lists (emails, tags, ...) are joined with `;`. NULL = not known.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value NOT NULL
) WITHOUT ROWID;

CREATE TABLE company (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL UNIQUE,       -- the name folded for comparison
  website    TEXT,
  industry   TEXT,
  phone      TEXT,
  address    TEXT,
  city       TEXT,
  country    TEXT,
  external_ids TEXT,                     -- scope:value
  other_names TEXT,                      -- that rows had for it, joined with `;`
  metadata   TEXT,
  held       TEXT,                       -- fields that a person set, joined with `;`: imports keep their hands off
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- One person: what is known, never what is derived. The first of `emails` and `phones` is the main one.
CREATE TABLE contact (
  id             INTEGER PRIMARY KEY,
  user_id        TEXT,
  emails         TEXT,
  phones         TEXT,
  external_ids   TEXT,                   -- scope:value
  visitor_ids    TEXT,
  row_keys       TEXT,                   -- names rows that came without any identity, so that they are known again
  name           TEXT,
  first_name     TEXT,
  last_name      TEXT,
  job_title      TEXT,
  address        TEXT,
  city           TEXT,
  country        TEXT,
  website        TEXT,
  branch         TEXT,
  source         TEXT,
  channels       TEXT,
  tags           TEXT,
  interests      TEXT,
  traits         TEXT,
  needs          TEXT,
  metadata       TEXT,                   -- a JSON object
  company_id     INTEGER,                -- no foreign key: it would ask for an index on contacts
  do_not_contact INTEGER NOT NULL DEFAULT 0,
  opt_out_seen   INTEGER,                -- what an import last said of opting out
  points         INTEGER,                -- points that an import named
  first_seen     INTEGER,
  last_active    INTEGER,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
);

-- Keyed hash of every identity -> its holders. A pure index over the identity columns of `contact`, in buckets (see
-- store/hash_index.rs).
CREATE TABLE identity (
  bucket  INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
);

CREATE TABLE held (                      -- what a person set or removed: imports keep their hands off
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  field      TEXT NOT NULL,
  value      TEXT NOT NULL DEFAULT '',   -- the tag or list item that was removed
  at         INTEGER NOT NULL,
  UNIQUE (contact_id, field, value)
);

CREATE TABLE pin (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  field      TEXT NOT NULL CHECK (field IN ('status', 'stage', 'intent')),
  value      TEXT NOT NULL,
  at         INTEGER NOT NULL,
  author     TEXT,
  UNIQUE (contact_id, field)
);

CREATE TABLE point (                     -- points that a person gave
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  points     INTEGER NOT NULL,
  reason     TEXT,
  at         INTEGER NOT NULL,
  author     TEXT
);
CREATE INDEX point_by_contact ON point(contact_id);

CREATE TABLE note (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  text       TEXT NOT NULL,
  at         INTEGER NOT NULL,
  author     TEXT,
  metadata   TEXT
);
CREATE INDEX note_by_contact ON note(contact_id);

CREATE TABLE conversation (
  id               INTEGER PRIMARY KEY,
  contact_id       INTEGER,
  key              INTEGER,              -- hash of scope and external id
  via              INTEGER,              -- hash of the identity that it came by
  scope            TEXT,
  external_id      TEXT,
  channel          TEXT,
  website          TEXT,
  branch           TEXT,
  agent            TEXT,
  state            INTEGER NOT NULL DEFAULT 0,
  link_state       TEXT NOT NULL DEFAULT 'linked',
  link_error       TEXT,
  match_confidence INTEGER,
  summary          TEXT,
  metadata         TEXT,
  message_count    INTEGER NOT NULL DEFAULT 0,  -- visitor, agent and bot
  started_at       INTEGER,
  last_message_at  INTEGER,
  last_visitor_at  INTEGER,
  link_held        INTEGER NOT NULL DEFAULT 0,  -- a person said whose it is, or that it is nobody's
  state_held       INTEGER NOT NULL DEFAULT 0   -- a person opened, closed or archived it
);
CREATE INDEX conversation_by_contact ON conversation(contact_id, id, state);
CREATE TABLE conversation_key (          -- keys -> conversations, in buckets (see store/hash_index.rs)
  bucket  INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
);

-- `contact_id` repeats the conversation's, so that the nightly pass reads one contact's messages in one place.
CREATE TABLE message (
  id              INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  contact_id      INTEGER,
  key             INTEGER NOT NULL,      -- hash of scope and external id, or of the content
  at              INTEGER NOT NULL,
  sender          INTEGER NOT NULL,
  cues            INTEGER NOT NULL DEFAULT 0,
  keywords        INTEGER NOT NULL DEFAULT 0,
  sentiment       INTEGER,
  due             INTEGER,               -- of a promise
  reader          INTEGER NOT NULL,      -- version of the reader that found the above
  external_id     TEXT,
  text            TEXT NOT NULL,
  metadata        TEXT,
  said            TEXT                   -- what the visitor says of themselves and is after: a JSON array, mostly NULL
);
-- Covers all that classify and score ask of a message: they read this index in order and never the table.
CREATE INDEX message_by_contact
  ON message(contact_id, conversation_id, at, sender, cues, keywords, sentiment, due);
CREATE INDEX message_said ON message(contact_id, at, said) WHERE said IS NOT NULL;
CREATE TABLE message_key (               -- keys -> messages, in buckets
  bucket  INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
);

CREATE TABLE event (
  id          INTEGER PRIMARY KEY,
  contact_id  INTEGER NOT NULL,
  key         INTEGER NOT NULL,
  via         INTEGER,
  kind        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  amount      INTEGER,
  currency    TEXT,
  reference   TEXT,
  scope       TEXT,                      -- of the external id
  external_id TEXT,
  metadata    TEXT
);
CREATE INDEX event_by_contact ON event(contact_id, at, kind, amount, currency);
CREATE TABLE event_key (                 -- keys -> events, in buckets
  bucket  INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
);

CREATE TABLE deal (
  id             INTEGER PRIMARY KEY,
  contact_id     INTEGER REFERENCES contact(id),
  company_id     INTEGER,                -- no foreign key: it would ask for an index on contacts
  key            INTEGER,              -- hash of scope and external id, or of the content
  scope          TEXT,
  external_id    TEXT,
  title          TEXT NOT NULL,
  stage          TEXT,
  amount         INTEGER,
  currency       TEXT,
  state          TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'won', 'lost')),
  expected_close INTEGER,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  closed_at      INTEGER,
  metadata       TEXT,
  past_stages    TEXT,                   -- those that it stood in before, in the order in which it left them
  lost_reason    TEXT,
  reopened_at    INTEGER,                -- conversions up to then do not win it
  won_event      TEXT,                   -- the kind of its contact's event that won it: the two are one conversion
  won_event_at   INTEGER,                -- when that event was
  held           TEXT                    -- fields that a person set, joined with `;`: imports keep their hands off
);
CREATE INDEX deal_by_contact ON deal(contact_id);
CREATE INDEX deal_by_key ON deal(key) WHERE key IS NOT NULL;
-- What classify derives of open deals.
CREATE TABLE deal_state (
  deal_id  INTEGER PRIMARY KEY REFERENCES deal(id) ON DELETE CASCADE,
  is_stale INTEGER NOT NULL,
  stale_at INTEGER NOT NULL              -- when it becomes stale, or became it
);
CREATE INDEX deal_state_by_time ON deal_state(is_stale, stale_at);

CREATE TABLE currency (                  -- those in which amounts occur
  code TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Facts over all rows per contact that has conversations, events or won deals, kept current by whatever writes these.
CREATE TABLE contact_count (
  contact_id         INTEGER PRIMARY KEY,
  conversation_count INTEGER NOT NULL DEFAULT 0,
  message_count      INTEGER NOT NULL DEFAULT 0,
  channels           TEXT,               -- those of the contact's row, then those of its conversations
  purchases          INTEGER NOT NULL DEFAULT 0,
  spend              INTEGER,
  first_seen         INTEGER,
  last_active        INTEGER
);

-- A contact's facts, packed for passes over everybody (see store/facts/packed.rs).
CREATE TABLE contact_fact (
  contact_id INTEGER PRIMARY KEY,
  packed     BLOB NOT NULL
);
CREATE TABLE stale_fact (                -- contacts of whom they are out of date
  contact_id INTEGER PRIMARY KEY
);

-- What classify derives. Codes are those of `domain::deciding`.
CREATE TABLE contact_state (
  contact_id      INTEGER PRIMARY KEY,
  print           INTEGER NOT NULL,      -- changes when anything that classify derives of the contact does
  status          INTEGER NOT NULL,
  status_auto     INTEGER NOT NULL,
  stage           INTEGER NOT NULL,
  stage_auto      INTEGER NOT NULL,
  intent          INTEGER,
  intent_auto     INTEGER,
  sentiment       INTEGER,
  sentiment_level INTEGER,
  vip             INTEGER NOT NULL,
  at_risk         INTEGER NOT NULL,
  completeness    INTEGER NOT NULL,
  traits          INTEGER NOT NULL,      -- one bit each
  valid_until     INTEGER
);
CREATE INDEX contact_state_by_valid_until ON contact_state(valid_until) WHERE valid_until IS NOT NULL;

-- What classify infers from what visitors say of themselves: values for fields that are empty in `contact`. Where such a
-- field is filled later, this gives way to it.
CREATE TABLE inferred (
  contact_id INTEGER PRIMARY KEY,
  print      INTEGER NOT NULL,           -- changes when anything that is inferred of the contact does
  name       TEXT,
  first_name TEXT,
  last_name  TEXT,
  email      TEXT,
  phone      TEXT,
  company    TEXT,
  job_title  TEXT,
  address    TEXT,
  website    TEXT,
  needs      TEXT,
  interests  TEXT
);
CREATE INDEX inferred_by_email ON inferred(email) WHERE email IS NOT NULL;
CREATE INDEX inferred_by_phone ON inferred(phone) WHERE phone IS NOT NULL;
CREATE TABLE hint (                      -- who said an e-mail address or a phone number that another contact holds
  contact_id INTEGER NOT NULL,
  other_id   INTEGER NOT NULL,
  reason     TEXT NOT NULL,              -- said_email, said_phone
  PRIMARY KEY (contact_id, other_id, reason)
) WITHOUT ROWID;
CREATE INDEX hint_by_other ON hint(other_id);

-- What score derives.
CREATE TABLE contact_score (
  contact_id  INTEGER PRIMARY KEY,
  print       INTEGER NOT NULL,          -- changes when anything that score derives of the contact does
  score       INTEGER,
  grade       INTEGER,
  reasons     BLOB NOT NULL,             -- see store/state.rs
  valid_until INTEGER
);
CREATE INDEX contact_score_by_valid_until ON contact_score(valid_until) WHERE valid_until IS NOT NULL;

CREATE TABLE conversation_state (
  conversation_id INTEGER PRIMARY KEY,
  class           INTEGER,
  sentiment       INTEGER,
  sentiment_level INTEGER,
  score           INTEGER,
  band            INTEGER,
  summary_print   INTEGER,               -- changes when what the summary was built from does
  summary         TEXT                   -- derived; one that was written stands in conversation
);

-- Contacts that a pass has to look at: one bit a pass.
CREATE TABLE dirty (
  contact_id INTEGER PRIMARY KEY,
  passes     INTEGER NOT NULL
);
CREATE TABLE dirty_conversation (        -- conversations that no contact owns
  conversation_id INTEGER PRIMARY KEY
);

CREATE TABLE segment (
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never given twice
  name       TEXT NOT NULL UNIQUE,
  filter     TEXT NOT NULL,              -- a JSON object
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- Who is in saved segments, as it was last recorded, and how that came about (see store/membership.rs).
CREATE TABLE membership_since (
  segment_id INTEGER PRIMARY KEY,
  since      INTEGER NOT NULL            -- when it was first recorded
);
CREATE TABLE membership (                -- a bit a contact, 4096 in a row
  segment_id INTEGER NOT NULL,
  bucket     INTEGER NOT NULL,
  bits       BLOB NOT NULL,
  PRIMARY KEY (segment_id, bucket)
) WITHOUT ROWID;
CREATE TABLE membership_change (         -- who entered and left since it was first recorded
  segment_id INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  entered    INTEGER NOT NULL,           -- or left
  PRIMARY KEY (segment_id, at, contact_id)
) WITHOUT ROWID;

CREATE TABLE followup (
  id              INTEGER PRIMARY KEY,
  contact_id      INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  conversation_id INTEGER,
  message_id      INTEGER,
  kind            TEXT NOT NULL,
  reason          TEXT NOT NULL,
  cause_at        INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  state           TEXT NOT NULL,
  channel         TEXT,
  text            TEXT,
  attempts        INTEGER NOT NULL DEFAULT 0,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  sent_at         INTEGER,               -- when it was handed over
  is_edited       INTEGER NOT NULL DEFAULT 0, -- whether a person wrote the text: the scan keeps its hands off
  note            TEXT,                  -- of whoever works on it, for colleagues
  refusals        INTEGER NOT NULL DEFAULT 0, -- how often handing it over was refused
  error           TEXT,                  -- what the last refusal said
  outcome_at      INTEGER,               -- when the visitor replied or converted, or the time for it was over
  due_held        INTEGER NOT NULL DEFAULT 0, -- a person said when it is due
  channel_held    INTEGER NOT NULL DEFAULT 0  -- a person said by which channel
);
CREATE INDEX followup_by_contact ON followup(contact_id, kind);
CREATE UNIQUE INDEX followup_open ON followup(contact_id, kind) WHERE state IN ('pending', 'approved', 'unconfirmed');
CREATE INDEX followup_sent ON followup(sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX followup_awaiting ON followup(state, sent_at) WHERE state IN ('sent', 'replied');
CREATE TABLE holding (                   -- triggers whose condition holds for a contact
  contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  trigger    TEXT NOT NULL,              -- its name
  since      INTEGER NOT NULL,           -- the scan that found it first
  PRIMARY KEY (contact_id, trigger)
) WITHOUT ROWID;
CREATE TABLE followup_next (             -- when a contact's causes can next change with no new data
  contact_id INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL
);
CREATE INDEX followup_next_by_time ON followup_next(at);

CREATE TABLE alert (
  id              INTEGER PRIMARY KEY,
  contact_id      INTEGER,
  conversation_id INTEGER,
  message_id      INTEGER,
  kind            TEXT NOT NULL,
  reason          TEXT NOT NULL,
  state           TEXT NOT NULL DEFAULT 'open', -- open, taken, resolved, dismissed
  at              INTEGER NOT NULL,      -- of the cause
  created_at      INTEGER NOT NULL,
  resolved_at     INTEGER,               -- when it was resolved or dismissed
  taken_by        TEXT,
  taken_at        INTEGER,
  note            TEXT,                  -- of whoever resolved it
  ended_at        INTEGER,               -- when a pass saw that the cause in a contact as a whole had gone
  sending         TEXT,                  -- unconfirmed, sent, refused
  sent_at         INTEGER,               -- when it was handed over
  error           TEXT                   -- what the last refusal said
);
CREATE INDEX alert_by_contact ON alert(contact_id, kind);
CREATE INDEX alert_by_conversation ON alert(conversation_id, kind);
CREATE INDEX alert_unsettled ON alert(at) WHERE state IN ('open', 'taken');

CREATE TABLE broadcast (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  filter       TEXT NOT NULL,
  channel      TEXT,
  text         TEXT NOT NULL,
  media        TEXT,
  state        TEXT NOT NULL DEFAULT 'draft',
  scheduled_at INTEGER,
  created_at   INTEGER NOT NULL,
  subject      TEXT,                     -- of e-mail
  begun_at     INTEGER,                  -- when its audience was fixed
  ended_at     INTEGER                   -- when the last message was handed over
);
CREATE TABLE delivery (                  -- what becomes of a broadcast to one contact
  id           INTEGER PRIMARY KEY,
  broadcast_id INTEGER NOT NULL REFERENCES broadcast(id) ON DELETE CASCADE,
  contact_id   INTEGER NOT NULL,
  state        TEXT NOT NULL,
  at           INTEGER,
  metadata     TEXT,
  sent_at      INTEGER,                  -- when it was handed over
  refusals     INTEGER NOT NULL DEFAULT 0, -- how often handing it over was refused
  error        TEXT,                     -- what the last refusal said, or why it was skipped
  UNIQUE (broadcast_id, contact_id)
);
CREATE INDEX delivery_by_contact ON delivery(contact_id);

-- The journal: what one command changed, enough to undo it.
CREATE TABLE journal (
  id        INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never given twice
  run       INTEGER,                     -- the first entry of the same command
  command   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  author    TEXT,
  summary   TEXT,
  undone_at INTEGER,
  erased    INTEGER NOT NULL DEFAULT 0   -- changes and created rows of it that are gone with people deleted for good
);
CREATE TABLE change (                    -- a row that was changed or deleted, or one that was created out of line
  id         INTEGER PRIMARY KEY,
  journal_id INTEGER NOT NULL,
  row_table  TEXT NOT NULL,
  row_id     INTEGER NOT NULL,
  before     TEXT,                       -- a JSON object of the columns that changed; NULL = the row was not there
  after      TEXT                        -- the same; NULL = the row is gone
);
CREATE INDEX change_by_journal ON change(journal_id);
CREATE TABLE created (                   -- rows that were created in line
  journal_id INTEGER NOT NULL,
  row_table  TEXT NOT NULL,
  first_id   INTEGER NOT NULL,
  last_id    INTEGER NOT NULL,
  PRIMARY KEY (journal_id, row_table)
) WITHOUT ROWID;

CREATE TABLE batch (
  id                    INTEGER PRIMARY KEY,
  journal_id            INTEGER NOT NULL,
  file                  TEXT NOT NULL,
  kind                  TEXT NOT NULL,
  preset                TEXT,
  at                    INTEGER NOT NULL,
  read                  INTEGER NOT NULL,
  created               INTEGER NOT NULL,
  updated               INTEGER NOT NULL,
  unchanged             INTEGER NOT NULL,
  rejected              INTEGER NOT NULL,
  conflicts             INTEGER NOT NULL,
  contacts_created      INTEGER NOT NULL,
  conversations_created INTEGER NOT NULL
);

CREATE TABLE merge (
  id          INTEGER PRIMARY KEY,
  run         INTEGER,                   -- the dedupe run that it belongs to
  journal_id  INTEGER NOT NULL,
  survivor_id INTEGER NOT NULL,
  merged_id   INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  confidence  INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  known_at    INTEGER,                   -- when what was known of the two was last updated
  opted_out   INTEGER NOT NULL,          -- whether the survivor was opted out from then on
  undone_at   INTEGER
);
CREATE INDEX merge_by_merged ON merge(merged_id);
CREATE INDEX merge_by_survivor ON merge(survivor_id);
CREATE INDEX merge_by_journal ON merge(journal_id);

-- What dedupe derives and keeps between runs.
CREATE TABLE compared (                  -- what contacts looked like when they were last compared, 4096 in a row
  bucket INTEGER PRIMARY KEY,
  prints BLOB NOT NULL
);
CREATE TABLE likely (                    -- pairs that wait for a person; the lower id first
  low_id      INTEGER NOT NULL,
  high_id     INTEGER NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (low_id, high_id)
) WITHOUT ROWID;

CREATE TABLE pair (                      -- pairs that imports noticed, for dedupe; the lower id first
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  low_id   INTEGER NOT NULL,
  high_id  INTEGER NOT NULL,
  reason   TEXT NOT NULL,                -- identity_conflict, email_conflict, phone_conflict, shared_email
  is_moved INTEGER NOT NULL DEFAULT 0,   -- stands for a row of `pair_before`
  UNIQUE (low_id, high_id, reason)
);
CREATE INDEX pair_by_high ON pair(high_id);
CREATE TABLE verdict (                   -- what a person said of a pair; the lower id first
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  low_id   INTEGER NOT NULL,
  high_id  INTEGER NOT NULL,
  verdict  TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
  at       INTEGER NOT NULL,
  is_moved INTEGER NOT NULL DEFAULT 0,   -- stands for a row of `verdict_before`
  UNIQUE (low_id, high_id)
);
CREATE INDEX verdict_by_high ON verdict(high_id);
-- Rows of the two of which a contact was merged since, as they were, and of whom they speak now (see store/pair.rs).
CREATE TABLE pair_before (
  id       INTEGER PRIMARY KEY,
  low_id   INTEGER NOT NULL,
  high_id  INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  low_now  INTEGER NOT NULL,
  high_now INTEGER NOT NULL
);
CREATE INDEX pair_before_by_low ON pair_before(low_now);
CREATE INDEX pair_before_by_high ON pair_before(high_now);
CREATE TABLE verdict_before (
  id       INTEGER PRIMARY KEY,
  low_id   INTEGER NOT NULL,
  high_id  INTEGER NOT NULL,
  verdict  TEXT NOT NULL,
  at       INTEGER NOT NULL,
  low_now  INTEGER NOT NULL,
  high_now INTEGER NOT NULL
);
CREATE INDEX verdict_before_by_low ON verdict_before(low_now);
CREATE INDEX verdict_before_by_high ON verdict_before(high_now);

CREATE TABLE log (                       -- the activity log
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  contact_id INTEGER,
  kind       TEXT NOT NULL,
  field      TEXT,
  old        TEXT,
  new        TEXT,
  author     TEXT NOT NULL,              -- a person, a command or `batch N`
  journal_id INTEGER,                    -- of an entry that may have been dropped since
  command    TEXT NOT NULL
);
CREATE INDEX log_by_time ON log(at);
CREATE INDEX log_by_contact ON log(contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX log_by_journal ON log(journal_id) WHERE journal_id IS NOT NULL;
CREATE INDEX log_by_deal ON log(field) WHERE field >= 'deal ' AND field < 'deal!';

-- Keyed hashes of rows of contacts and companies that were taken in and of whom they are about, with the journal entry:
-- what files of a name said last is no news, so that files that disagree do not undo each other night after night.
CREATE TABLE taken_row (
  bucket  INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
);

CREATE TABLE taken_before (              -- what `taken_row` held in place of the rows of an entry, for its undo
  journal_id INTEGER PRIMARY KEY,
  entries    BLOB NOT NULL
);

CREATE TABLE erased (                    -- keyed hashes of identities and conversations that no import may bring back
  key        INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL            -- the id that whoever had it had
);
CREATE INDEX erased_by_contact ON erased(contact_id);
