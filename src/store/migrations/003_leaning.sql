-- What a message's words say of the class of its conversation: a number whose digits to the base 21, from -10 to 10, are
-- weights for each class and for none. It belongs to what classify asks of a message, and so into the index that it reads
-- instead of the table.
ALTER TABLE message ADD COLUMN leaning INTEGER NOT NULL DEFAULT 0;
DROP INDEX message_by_contact;
CREATE INDEX message_by_contact
  ON message(contact_id, conversation_id, at, sender, cues, keywords, sentiment, due, leaning);
