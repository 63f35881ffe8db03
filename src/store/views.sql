-- The public views: stable, and readable by a plain sqlite3 3.40.

CREATE VIEW contacts AS
SELECT
  c.id AS id,
  CASE WHEN c.user_id IS NULL THEN 'lead' ELSE 'customer' END AS lifecycle,
  coalesce(c.name, iif(coalesce(c.first_name, c.last_name) IS NULL, i.name, NULL)) AS name,
  coalesce(c.first_name, iif(coalesce(c.name, c.last_name) IS NULL, i.first_name, NULL)) AS first_name,
  coalesce(c.last_name, iif(coalesce(c.name, c.first_name) IS NULL, i.last_name, NULL)) AS last_name,
  coalesce(CASE instr(c.emails, ';') WHEN 0 THEN c.emails ELSE substr(c.emails, 1, instr(c.emails, ';') - 1) END,
    i.email) AS email,
  coalesce(CASE instr(c.phones, ';') WHEN 0 THEN c.phones ELSE substr(c.phones, 1, instr(c.phones, ';') - 1) END,
    i.phone) AS phone,
  coalesce((SELECT name FROM company WHERE company.id = c.company_id), i.company) AS company,
  coalesce(c.job_title, i.job_title) AS job_title,
  coalesce(c.address, i.address) AS address,
  c.city AS city,
  c.country AS country,
  coalesce(c.website, i.website) AS website,
  c.branch AS branch,
  c.source AS source,
  coalesce(n.channels, c.channels) AS channels,
  CASE WHEN s.contact_id IS NULL THEN (SELECT value FROM pin WHERE contact_id = c.id AND field = 'status')
    ELSE {status s.status} END AS status,
  {status s.status_auto} AS status_auto,
  CASE WHEN s.contact_id IS NULL THEN (SELECT value FROM pin WHERE contact_id = c.id AND field = 'stage')
    ELSE {stage s.stage} END AS stage,
  {stage s.stage_auto} AS stage_auto,
  CASE WHEN s.contact_id IS NULL THEN (SELECT value FROM pin WHERE contact_id = c.id AND field = 'intent')
    ELSE {intent s.intent} END AS intent,
  {intent s.intent_auto} AS intent_auto,
  s.sentiment / 10000.0 AS sentiment,
  {sentiment_level s.sentiment_level} AS sentiment_level,
  g.score AS score,
  {grade g.grade} AS grade,
  coalesce(s.vip, 0) AS vip,
  coalesce(s.at_risk, 0) AS at_risk,
  c.do_not_contact AS do_not_contact,
  (SELECT group_concat(field, ';') FROM (SELECT field FROM pin WHERE pin.contact_id = c.id ORDER BY field)) AS pinned,
  s.completeness AS completeness,
  c.tags AS tags,
  coalesce(c.interests, i.interests) AS interests,
  -- Who set or removed a trait has the say over all of them.
  coalesce(c.traits, iif(coalesce(s.traits, 0) = 0
    OR EXISTS (SELECT 1 FROM held WHERE held.contact_id = c.id AND field = 'traits'), NULL, rtrim({TRAITS}, ';'))) AS traits,
  coalesce(c.needs, i.needs) AS needs,
  coalesce(n.conversation_count, 0) AS conversation_count,
  coalesce(n.message_count, 0) AS message_count,
  coalesce(n.purchases, 0) AS purchases,
  CASE WHEN n.contact_id IS NULL THEN (SELECT 0.0 FROM setting WHERE key = 'is_spend_known' AND value)
    ELSE n.spend / 1000000.0 END AS spend,
  strftime('%Y-%m-%dT%H:%M:%SZ', coalesce(n.first_seen, c.first_seen), 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%SZ', coalesce(n.last_active, c.last_active), 'unixepoch') AS last_active,
  strftime('%Y-%m-%dT%H:%M:%SZ', c.created_at, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', c.updated_at, 'unixepoch') AS updated_at,
  c.user_id AS user_id,
  c.external_ids AS external_ids,
  c.visitor_ids AS visitor_ids,
  c.metadata AS metadata
FROM contact AS c
LEFT JOIN contact_count AS n ON n.contact_id = c.id
LEFT JOIN contact_state AS s ON s.contact_id = c.id
LEFT JOIN contact_score AS g ON g.contact_id = c.id
LEFT JOIN inferred AS i ON i.contact_id = c.id;

CREATE VIEW conversations AS
SELECT
  c.id AS id,
  c.contact_id AS contact_id,
  c.external_id AS external_id,
  c.channel AS channel,
  c.website AS website,
  c.branch AS branch,
  c.agent AS agent,
  CASE c.state WHEN 0 THEN 'open' WHEN 1 THEN 'closed' WHEN 2 THEN 'archived' END AS state,
  c.link_state AS link_state,
  c.match_confidence AS match_confidence,
  {class s.class} AS class,
  s.sentiment / 10000.0 AS sentiment,
  {sentiment_level s.sentiment_level} AS sentiment_level,
  s.score AS score,
  {band s.band} AS band,
  coalesce(c.summary, s.summary) AS summary,
  c.message_count AS message_count,
  strftime('%Y-%m-%dT%H:%M:%SZ', c.started_at, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', c.last_message_at, 'unixepoch') AS last_message_at
FROM conversation AS c
LEFT JOIN conversation_state AS s ON s.conversation_id = c.id;

CREATE VIEW messages AS
SELECT
  id,
  conversation_id,
  external_id,
  CASE sender WHEN 0 THEN 'visitor' WHEN 1 THEN 'agent' WHEN 2 THEN 'bot' WHEN 3 THEN 'system' END AS sender,
  strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS sent_at,
  text,
  sentiment / 10000.0 AS sentiment,
  rtrim({CUES}, ';') AS cues
FROM message;

CREATE VIEW events AS
SELECT
  id,
  contact_id,
  kind,
  strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at,
  amount / 1000000.0 AS amount,
  currency,
  reference
FROM event;

CREATE VIEW companies AS
SELECT
  id, name, website, industry, phone, address, city, country, metadata,
  coalesce(people.n, 0) AS contact_count,
  strftime('%Y-%m-%dT%H:%M:%SZ', created_at, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', updated_at, 'unixepoch') AS updated_at
FROM company
LEFT JOIN (SELECT company_id, count(*) AS n FROM contact WHERE company_id IS NOT NULL GROUP BY company_id) AS people
  ON people.company_id = company.id;

CREATE VIEW deals AS
SELECT
  d.id AS id,
  d.contact_id AS contact_id,
  d.company_id AS company_id,
  d.external_id AS external_id,
  d.title AS title,
  d.stage AS stage,
  d.amount / 1000000.0 AS amount,
  d.currency AS currency,
  d.state AS state,
  strftime('%Y-%m-%dT%H:%M:%SZ', d.expected_close, 'unixepoch') AS expected_close,
  strftime('%Y-%m-%dT%H:%M:%SZ', d.created_at, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', d.closed_at, 'unixepoch') AS closed_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', d.updated_at, 'unixepoch') AS updated_at,
  d.past_stages AS past_stages,
  d.lost_reason AS lost_reason,
  -- Of events of one kind and second the one over the same amount.
  CASE WHEN d.won_event IS NOT NULL THEN (
    SELECT coalesce(min(iif(e.amount IS d.amount, e.id, NULL)), min(e.id)) FROM event AS e
    WHERE e.contact_id = d.contact_id AND e.at = d.won_event_at AND e.kind = d.won_event) END AS won_event_id,
  d.state = 'open' AND coalesce(s.is_stale, 0) AS stale
FROM deal AS d
LEFT JOIN deal_state AS s ON s.deal_id = d.id;

CREATE VIEW followups AS
SELECT
  id, contact_id, conversation_id, kind, reason,
  strftime('%Y-%m-%dT%H:%M:%SZ', due_at, 'unixepoch') AS due_at,
  state, channel, text, attempts,
  strftime('%Y-%m-%dT%H:%M:%SZ', created_at, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', sent_at, 'unixepoch') AS sent_at
FROM followup;

CREATE VIEW alerts AS
SELECT
  id, contact_id, conversation_id, message_id, kind, reason, state,
  strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at,
  strftime('%Y-%m-%dT%H:%M:%SZ', created_at, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', resolved_at, 'unixepoch') AS resolved_at,
  taken_by,
  strftime('%Y-%m-%dT%H:%M:%SZ', taken_at, 'unixepoch') AS taken_at,
  note, sending,
  strftime('%Y-%m-%dT%H:%M:%SZ', sent_at, 'unixepoch') AS sent_at,
  error
FROM alert;

CREATE VIEW activity AS
SELECT
  id, strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at, contact_id, kind, field, old, new, author, journal_id
FROM log;
