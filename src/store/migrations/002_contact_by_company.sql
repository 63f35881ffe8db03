-- Whose contacts are whose: without it a company's card, the list of companies with their counts, and the undo of a
-- changed company read every contact there is.
CREATE INDEX contact_by_company ON contact(company_id) WHERE company_id IS NOT NULL;
