//! The sentences, sorted by what a conversation is about and who speaks, and the words for their slots (`{plan}`,
//! `{day}`, ...). Together they hold every intent that rolo reads.

pub(crate) const SHOPPING: [&str; 18] = [
    "How much is the {plan} plan for {count} people?",
    "What would {count} {goods} cost, delivered to {city}?",
    "price of the {goods}?",
    "Do you have the {goods} in stock in {city}?",
    "Is the {goods} available before {day}?",
    "Are you open on {day} after {hour}?",
    "What is the difference between {plan} and {plan}?",
    "{rival} offers me the same for ${price}, why should I choose you?",
    "Which is better for {count} users, {plan} or {plan}?",
    "We need {goods} for our office in {city}, about {count} of them.",
    "Our budget is around ${price}, what can we get for that?",
    "I have up to ${price} to spend this quarter.",
    "I'm the owner, so I decide about the {goods} myself.",
    "My manager has to approve anything above ${price}.",
    "Let me think about it and come back to you in {month}.",
    "Maybe next month, ${price} is a bit much right now.",
    "Do you ship {goods} to {city}, and how long does it take?",
    "is there a discount for {count} pieces or more?",
];
pub(crate) const BOOKING: [&str; 11] = [
    "Can I book a {service} for {day} at {hour}?",
    "I'd like an appointment for a {service} on {day}.",
    "Do you have a free slot on {day} around {hour}?",
    "Please reserve a table for {count} on {day}, {hour}.",
    "Could we move my {service} from {day} to {day}?",
    "How much is a {service} at the weekend?",
    "Yes, {hour} works for me, please book it.",
    "Is {hour} on {day} still free?",
    "We would be {count} people, is that all right?",
    "I have to cancel the {service} on {day}, sorry.",
    "need a {service} asap, {day} at the latest",
];
pub(crate) const BUYING: [&str; 11] = [
    "I'll take the {plan} plan, how do I pay?",
    "Okay, please send me the invoice for {count} {goods}.",
    "We want to order {count} {goods} for {city}.",
    "Can you do {percent} % off if we take {count}?",
    "If you make it ${price} we sign today.",
    "Ready to go ahead with {plan}, where do I sign?",
    "We have to have it running by {day}, it's urgent.",
    "Payment for order {order} is done, please check.",
    "Can I pay by card or only by bank transfer?",
    "Our finance team approved the ${price} for {plan}.",
    "Add {count} more {goods} to order {order}, please.",
];
pub(crate) const SUPPORT: [&str; 12] = [
    "I cannot log in to my account since {day}.",
    "How do I reset the password for {plan}?",
    "Where is my order {order}? It was due on {day}.",
    "The app shows error {order} when I open the report.",
    "How can I change the delivery address of order {order}?",
    "My invoice {order} has the wrong company name on it.",
    "Does {plan} work on a tablet as well?",
    "I upgraded to {plan}, but I still see the old one.",
    "Can I export my data to a spreadsheet?",
    "Please update my phone number on the booking for {day}.",
    "The {goods} arrived, but I miss the manual.",
    "it works now, I had to restart it {count} times",
];
pub(crate) const COMPLAINT: [&str; 11] = [
    "My order {order} arrived broken, I want my money back.",
    "This is the third time I ask about order {order}!",
    "Nobody came on {day}, I waited for {count} hours. Very disappointing.",
    "Let me talk to a real person, please.",
    "I was charged ${price} twice, this is not acceptable.",
    "The {service} on {day} was terrible and the staff were rude.",
    "Still no answer after {count} days. I am really annoyed.",
    "I want to speak to your manager about order {order}.",
    "You said {day}, and now it is {day} and nothing happened.",
    "If this isn't solved by {day} I will cancel everything.",
    "Poor quality, the {goods} fell apart after {count} days",
];
pub(crate) const BROWSING: [&str; 9] = [
    "Just looking around, thanks.",
    "What exactly do you do?",
    "Where are you located in {city}?",
    "What are your opening hours on {day}?",
    "I saw your advert about {goods}.",
    "hi",
    "Do you have a catalogue of your {goods}?",
    "ok",
    "A friend in {city} told me about you.",
];
pub(crate) const SPAM: [&str; 5] = [
    "You have WON ${price}! Claim now at prize{order}.example",
    "Cheap followers, {count}00 for ${price}, click promo{order}.example",
    "Earn ${price} a day from home, no skills needed!!!",
    "Your parcel {order} is held, pay ${count} at parcel{order}.example",
    "Hot crypto tip: {percent}% profit guaranteed in {count} days",
];
pub(crate) const JOB_SEARCH: [&str; 4] = [
    "Are you hiring in {city}? I have {count} years of experience.",
    "I would like to apply for the position as {job}, may I send my CV?",
    "Is the {job} job in {city} still open?",
    "Do you offer internships in {month}?",
];
pub(crate) const VENDOR_PITCH: [&str; 4] = [
    "We are an agency from {city} and can bring your website to page one.",
    "Our company makes {goods}; may I show you our wholesale prices?",
    "We can cut your {service} costs by {percent} %, do you have ten minutes on {day}?",
    "I represent {rival} and would like to present our offer to your purchasing team.",
];
pub(crate) const PARTNERSHIP: [&str; 4] = [
    "We run a shop for {goods} in {city} and would like to become a reseller.",
    "Would you be open to a partnership with {rival}?",
    "Could we co-host an event in {city} in {month}?",
    "Do you have an affiliate programme? I reach {count},000 people.",
];
pub(crate) const THANKS: [&str; 9] = [
    "Thank you!",
    "Thanks, that helps a lot.",
    "Perfect, see you on {day}.",
    "Great, thanks for the quick answer.",
    "ok thx",
    "Wonderful service, I'm very happy with the {goods}.",
    "Bye, have a nice day.",
    "All good now, thanks a lot 👍",
    "Alright, talk to you on {day}.",
];
pub(crate) const OPT_OUTS: [&str; 3] = [
    "Please stop messaging me.",
    "Unsubscribe me from these messages, please.",
    "Take me off your list, I don't want any more e-mails.",
];
pub(crate) const GREETINGS: [&str; 7] =
    ["Hi, ", "Hello, ", "Good morning, ", "hey ", "Hi there! ", "Good afternoon. ", "Dear team,\n"];

pub(crate) const AGENT: [&str; 22] = [
    "I'll get back to you by {day}.",
    "I will send you the quote for {count} {goods} this afternoon.",
    "Let me check that with my colleague, one moment please.",
    "We will call you on {day} at {hour}.",
    "Someone from our team will contact you within {count} hours.",
    "The {plan} plan is ${price} a month for {count} users.",
    "{count} {goods} come to ${price}, delivery to {city} included.",
    "Sorry for the wait, order {order} leaves our store on {day}.",
    "I'm so sorry about that, we refund the ${price} today.",
    "Which day would suit you best, {day} or {day}?",
    "May I have your phone number, please?",
    "How many people is it for?",
    "You are booked for {day} at {hour}, reference {order}.",
    "We are fully booked on {day}, would {hour} on {day} do?",
    "Yes, the {goods} are in stock in {city}.",
    "Unfortunately the {goods} are sold out until {month}.",
    "You can change that in your account under settings.",
    "Did you have time to look at our offer of ${price}?",
    "Is there anything else I can do for you?",
    "You're welcome, have a good day.",
    "Good question, I don't know that one, but I'll find out.",
    "Your invoice {order} is attached.",
];
pub(crate) const BOT: [&str; 6] = [
    "Hi, I'm the shop's assistant. What is it about?",
    "Sorry, I did not understand that. Could you say it in other words?",
    "I can't answer that, but a colleague will reply within {count} hours.",
    "Do you want to talk to a person?",
    "Our opening hours are 9 am to {hour}, Monday to Saturday.",
    "Thanks! Your request has the number {order}.",
];

pub(crate) const PLANS: [&str; 6] = ["Starter", "Basic", "Team", "Business", "Premium", "Family"];
pub(crate) const GOODS: [&str; 14] = [
    "office chairs",
    "coffee machine",
    "water filter",
    "standing desk",
    "gift boxes",
    "solar panels",
    "headsets",
    "running shoes",
    "garden lamps",
    "yoga mats",
    "bike racks",
    "phone cases",
    "air conditioner",
    "party tents",
];
pub(crate) const SERVICES: [&str; 10] = [
    "haircut",
    "massage",
    "dental check",
    "boiler service",
    "photo session",
    "guitar lesson",
    "deep cleaning",
    "airport transfer",
    "demo",
    "car inspection",
];
pub(crate) const CITIES: [&str; 12] = [
    "Cebu", "Leeds", "Austin", "Manila", "Bristol", "Chicago", "Perth", "Davao", "Glasgow", "Denver", "York", "Sydney",
];
pub(crate) const DAYS: [&str; 14] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "tomorrow",
    "next Monday",
    "next Friday",
    "the 3rd",
    "the 12th",
    "the 21st",
    "the 28th",
];
pub(crate) const MONTHS: [&str; 6] = ["January", "March", "June", "September", "autumn", "next quarter"];
pub(crate) const RIVALS: [&str; 5] = ["Northwind", "Globex", "Initech", "the shop next door", "another supplier"];
pub(crate) const JOBS: [&str; 5] = ["driver", "sales assistant", "accountant", "web developer", "receptionist"];
