//! Names of columns in files of companies, deals, notes, conversations and deliveries, and how such files are told
//! from files of contacts: only by headers that no list of people has.

use super::{Field, FileKind};

type Names = &'static [(&'static str, Field)];

const COMPANIES: Names = &[
    ("rolo_id", Field::RoloId),
    ("company_id", Field::CompanyId),
    ("account_id", Field::CompanyId),
    ("organization_id", Field::CompanyId),
    ("record_id", Field::CompanyId),
    ("external_id", Field::CompanyId),
    ("id", Field::CompanyId),
    ("external_ids", Field::ExternalIds),
    ("platform", Field::Platform),
    ("name", Field::Name),
    ("company_name", Field::Name),
    ("company", Field::Name),
    ("account_name", Field::Name),
    ("organization_name", Field::Name),
    ("organization", Field::Name),
    ("organisation", Field::Name),
    ("other_names", Field::OtherNames),
    ("website", Field::Website),
    ("company_domain_name", Field::Website),
    ("domain", Field::Website),
    ("domain_name", Field::Website),
    ("website_url", Field::Website),
    ("company_website", Field::Website),
    ("url", Field::Website),
    ("industry", Field::Industry),
    ("sector", Field::Industry),
    ("phone", Field::Phone),
    ("phone_number", Field::Phone),
    ("company_phone", Field::Phone),
    ("telephone", Field::Phone),
    ("address", Field::Address),
    ("street", Field::Address),
    ("street_address", Field::Address),
    ("billing_street", Field::Address),
    ("billingstreet", Field::Address),
    ("city", Field::City),
    ("town", Field::City),
    ("billing_city", Field::City),
    ("billingcity", Field::City),
    ("country", Field::Country),
    ("country_region", Field::Country),
    ("billing_country", Field::Country),
    ("billingcountry", Field::Country),
    ("created_at", Field::CreatedAt),
    ("create_date", Field::CreatedAt),
    ("created_date", Field::CreatedAt),
    ("createddate", Field::CreatedAt),
    ("created_time", Field::CreatedAt),
    ("created", Field::CreatedAt),
];

const DEALS: Names = &[
    ("deal_id", Field::DealId),
    ("opportunity_id", Field::DealId),
    ("record_id", Field::DealId),
    ("id", Field::DealId),
    ("title", Field::Title),
    ("deal_name", Field::Title),
    ("deal_title", Field::Title),
    ("dealname", Field::Title),
    ("opportunity_name", Field::Title),
    ("stage", Field::Stage),
    ("deal_stage", Field::Stage),
    ("dealstage", Field::Stage),
    ("pipeline_stage", Field::Stage),
    ("stagename", Field::Stage),
    ("stage_name", Field::Stage),
    ("amount", Field::Amount),
    ("value", Field::Amount),
    ("deal_value", Field::Amount),
    ("deal_amount", Field::Amount),
    ("currency", Field::Currency),
    ("currencyisocode", Field::Currency),
    ("deal_currency", Field::Currency),
    ("deal_currency_of_value", Field::Currency),
    ("deal_currency_code", Field::Currency),
    ("state", Field::State),
    ("status", Field::State),
    ("deal_status", Field::State),
    ("deal_state", Field::State),
    ("is_won", Field::IsWon),
    ("iswon", Field::IsWon),
    ("won", Field::IsWon),
    ("is_closed_won", Field::IsWon),
    ("is_closed", Field::IsClosed),
    ("isclosed", Field::IsClosed),
    ("is_deal_closed", Field::IsClosed),
    ("expected_close", Field::ExpectedClose),
    ("expected_close_date", Field::ExpectedClose),
    ("deal_expected_close_date", Field::ExpectedClose),
    ("closed_at", Field::ClosedAt),
    ("closed_on", Field::ClosedAt),
    ("closed_date", Field::ClosedAt),
    ("deal_deal_closed_on", Field::ClosedAt),
    ("won_time", Field::ClosedAt),
    ("deal_won_time", Field::ClosedAt),
    ("close_date", Field::CloseDate),
    ("closedate", Field::CloseDate),
    ("closing_date", Field::CloseDate),
    ("past_stages", Field::PastStages),
    ("lost_reason", Field::LostReason),
    ("closed_lost_reason", Field::LostReason),
    ("deal_lost_reason", Field::LostReason),
    ("loss_reason", Field::LostReason),
    ("reopened_at", Field::ReopenedAt),
    ("won_event", Field::WonEvent),
    ("won_event_at", Field::WonEventAt),
    ("created_at", Field::CreatedAt),
    ("create_date", Field::CreatedAt),
    ("created_date", Field::CreatedAt),
    ("createddate", Field::CreatedAt),
    ("created_time", Field::CreatedAt),
    ("deal_deal_created", Field::CreatedAt),
    ("created", Field::CreatedAt),
    ("company", Field::Company),
    ("company_name", Field::Company),
    ("account_name", Field::Company),
    ("organization", Field::Company),
    ("organisation", Field::Company),
    ("associated_company", Field::Company),
    ("deal_organization", Field::Company),
    ("company_id", Field::CompanyId),
    ("account_id", Field::CompanyId),
    ("accountid", Field::CompanyId),
    ("associated_company_ids", Field::CompanyId),
    ("associated_company_ids_primary", Field::CompanyId),
    ("contact", Field::Name),
    ("contact_person", Field::Name),
    ("associated_contact", Field::Name),
    ("deal_contact_person", Field::Name),
    ("contactid", Field::ContactId),
    ("associated_contact_ids", Field::ContactId),
    ("person_email", Field::Email),
    ("person_phone", Field::Phone),
];

const NOTES: Names = &[
    ("text", Field::Text),
    ("note", Field::Text),
    ("note_text", Field::Text),
    ("note_body", Field::Text),
    ("note_content", Field::Text),
    ("body", Field::Text),
    ("content", Field::Text),
    ("description", Field::Text),
    ("at", Field::At),
    ("noted_at", Field::At),
    ("note_date", Field::At),
    ("note_timestamp", Field::At),
    ("created_at", Field::At),
    ("create_date", Field::At),
    ("created_date", Field::At),
    ("created_time", Field::At),
    ("timestamp", Field::At),
    ("date", Field::At),
    ("time", Field::At),
    ("author", Field::Author),
    ("note_author", Field::Author),
    ("created_by", Field::Author),
    ("note_owner", Field::Author),
    ("associated_contact_ids", Field::ContactId),
];

const CONVERSATIONS: Names = &[
    ("conversation_id", Field::ConversationId),
    ("thread_id", Field::ConversationId),
    ("chat_id", Field::ConversationId),
    ("id", Field::ConversationId),
    ("channel", Field::Channel),
    ("website", Field::Website),
    ("branch", Field::Branch),
    ("agent", Field::Agent),
    ("agent_name", Field::Agent),
    ("assignee", Field::Agent),
    ("conversation_state", Field::ConversationState),
    ("conversation_status", Field::ConversationState),
    ("state", Field::ConversationState),
    ("status", Field::ConversationState),
    ("summary", Field::Summary),
];

const DELIVERIES: Names = &[
    ("broadcast", Field::Broadcast),
    ("broadcast_name", Field::Broadcast),
    ("campaign", Field::Broadcast),
    ("campaign_name", Field::Broadcast),
    ("state", Field::State),
    ("status", Field::State),
    ("delivery_state", Field::State),
    ("delivery_status", Field::State),
    ("at", Field::At),
    ("occurred_at", Field::At),
    ("timestamp", Field::At),
    ("delivered_at", Field::At),
    ("sent_at", Field::At),
    ("created_at", Field::At),
    ("time", Field::At),
    ("date", Field::At),
];

/// The names of one of these kinds.
pub(super) fn names(kind: FileKind) -> Names {
    match kind {
        FileKind::Companies => COMPANIES,
        FileKind::Deals => DEALS,
        FileKind::Notes => NOTES,
        FileKind::Conversations => CONVERSATIONS,
        FileKind::Deliveries => DELIVERIES,
        FileKind::Contacts | FileKind::Messages | FileKind::Events => &[],
    }
}

/// Names that only a deal has.
const ONLY_DEALS: [&str; 13] = [
    "deal_id",
    "deal_name",
    "deal_title",
    "dealname",
    "deal_stage",
    "dealstage",
    "deal_value",
    "deal_amount",
    "opportunity_id",
    "opportunity_name",
    "stagename",
    "pipeline_stage",
    "expected_close",
];
/// Names that only a company has.
const ONLY_COMPANIES: [&str; 7] = [
    "company_domain_name",
    "annual_revenue",
    "number_of_employees",
    "numberofemployees",
    "annualrevenue",
    "company_owner",
    "industry",
];
/// Names that only a note has.
const ONLY_NOTES: [&str; 8] =
    ["note_id", "note_text", "note_body", "note_content", "note_date", "noted_at", "note_author", "note_timestamp"];

/// The kind of file that these column names make, where they cannot be mistaken for those of contacts, messages or
/// events.
pub fn detect(keys: &[String]) -> Option<FileKind> {
    let has = |names: &[&str]| keys.iter().any(|key| names.contains(&key.as_str()));
    let means = |kind, field| keys.iter().any(|key| super::find(kind, key, false) == Some(field));
    let contacts = |field| means(FileKind::Contacts, field);
    let is_named = [Field::FirstName, Field::LastName, Field::JobTitle].into_iter().any(contacts);
    let is_reached = [Field::Email, Field::UserId, Field::VisitorId, Field::ContactId, Field::ExternalId];
    let has_text = has(&["text", "message", "body", "content", "message_text"]);
    if has(&["broadcast", "broadcast_name"]) && means(FileKind::Deliveries, Field::State) && !has_text {
        return Some(FileKind::Deliveries);
    }
    let is_message = has_text && has(&["sender", "sender_type", "from_type", "direction", "author_type", "message_id"]);
    let is_event = has(&["event", "event_id", "event_type", "event_name", "kind"]);
    if is_message || is_event {
        return None;
    }
    if has(&["conversation_id", "thread_id", "chat_id"]) && !has_text {
        let fields = [Field::Channel, Field::ConversationState, Field::Summary];
        return fields
            .into_iter()
            .any(|field| means(FileKind::Conversations, field))
            .then_some(FileKind::Conversations);
    }
    let is_titled = has(&["title"]) && !is_named && (has(&["amount"]) || has(&["stage"]) && !has(&["name"]));
    if is_titled || has(&ONLY_DEALS) && means(FileKind::Deals, Field::Title) || has(&["stagename", "deal_id"]) {
        return Some(FileKind::Deals);
    }
    let is_note = has(&ONLY_NOTES) || has(&["text", "note", "body"]) && has(&["at", "author"]);
    let has_profile =
        [Field::Tags, Field::City, Field::Company, Field::Source, Field::OptOut].into_iter().any(contacts);
    if is_note && !is_named && !has_profile && means(FileKind::Notes, Field::Text) {
        return Some(FileKind::Notes);
    }
    let reaches_a_person = is_reached[..3].iter().any(|field| contacts(*field)) || has(&["contact_name", "full_name"]);
    let is_company = has(&ONLY_COMPANIES)
        || has(&["website", "domain"]) && !contacts(Field::Phone)
        || has(&["company_name", "account_name"]) && !has(&["name"]);
    (is_company && !is_named && !reaches_a_person && means(FileKind::Companies, Field::Name))
        .then_some(FileKind::Companies)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(header: &str) -> Option<FileKind> {
        let keys: Vec<String> = header.split(',').map(super::super::normalize).collect();
        detect(&keys)
    }

    #[test]
    fn the_headers_of_other_crms_are_known() {
        let hubspot = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Contact IDs";
        assert_eq!(kind(hubspot), Some(FileKind::Deals));
        assert_eq!(kind("Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon"), Some(FileKind::Deals));
        assert_eq!(kind("Deal - ID,Deal - Title,Deal - Status,Deal - Value,Person - Email"), Some(FileKind::Deals));
        assert_eq!(kind("title,stage,amount,currency,email"), Some(FileKind::Deals));
        let companies = "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry";
        assert_eq!(kind(companies), Some(FileKind::Companies));
        assert_eq!(kind("Id,Name,Phone,Website,Industry,AnnualRevenue,BillingCity"), Some(FileKind::Companies));
        assert_eq!(kind("name,website,country"), Some(FileKind::Companies));
        assert_eq!(kind("email,text,at,author"), Some(FileKind::Notes));
        assert_eq!(kind("contact_id,note,at"), Some(FileKind::Notes));
        assert_eq!(kind("broadcast,email,state,at"), Some(FileKind::Deliveries));
        assert_eq!(kind("conversation_id,channel,agent,email"), Some(FileKind::Conversations));
    }

    #[test]
    fn people_are_not_mistaken_for_anything_else() {
        for header in [
            "name,email,company,title,stage",
            "First Name,Last Name,Title,Company,Stage,Amount",
            "name,website,phone",
            "name,email,note,created_at",
            "Name,Email,Industry,Website",
            "id,name,tags",
            "email,campaign_name,status",
            "Email,Company Name,Notes",
            "company,email",
        ] {
            assert_eq!(kind(header), None, "{header}");
        }
    }

    #[test]
    fn messages_and_events_stay_what_they_are() {
        assert_eq!(kind("conversation_id,message_id,channel,sender,sent_at,text"), None);
        assert_eq!(kind("conversation_id,sender,sent_at,text,email"), None);
        assert_eq!(kind("event_id,email,kind,at,amount,currency"), None);
        assert_eq!(kind("thread_id,sent_at,body,email"), None);
    }
}
