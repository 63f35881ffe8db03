//! Reckoning suggestions: three passes over all contacts on all processors, then what follows from the counts. Nothing is
//! written; where messages were read under another configuration, they are read again in a copy.

use rusqlite::Connection;

use super::file::ConfigFile;
use crate::commands::reread::{is_current, reread_unsaid};
use crate::commands::{Context, pass};
use crate::config::edit;
use crate::domain::cue::Cue;
use crate::domain::deciding::rules::{Rules, SignalKind};
use crate::domain::suggesting::history::Delays;
use crate::domain::suggesting::lift::{Candidate, Exposure};
use crate::domain::suggesting::survey::{Frame, Slots, Survey};
use crate::domain::suggesting::terms::{Lexicon, TermReader};
use crate::domain::suggesting::wording::Wording;
use crate::domain::suggesting::{
    Change, LEAST_OUTCOMES, Suggestion, business, grades, lift, silence, vocabulary, weights,
};
use crate::error::Result;
use crate::store::facts::FactsReader;
use crate::store::suggesting::{TextReader, names};
use crate::store::{Store, counts};

/// What the data says.
pub(super) struct Computed {
    /// All suggestions, also those that are in force or dismissed: templates, signals, weights, grades, thresholds,
    /// phrases.
    pub suggestions: Vec<Suggestion>,
    /// What could not be learnt, and what it needs.
    pub notes: Vec<String>,
}

impl Computed {
    /// The suggestion of this name.
    pub fn find(&self, name: &str) -> Option<&Suggestion> {
        self.suggestions.iter().find(|it| it.name == name)
    }

    /// Says what could not be learnt.
    pub fn note(&self, context: &Context) {
        self.notes.iter().for_each(|note| context.ui.note(note));
    }
}

/// Reckons all suggestions.
pub(super) fn compute(context: &Context) -> Result<Computed> {
    let mut notes = Vec::new();
    let store = open(context, &mut notes)?;
    let rules = &context.config.rules;
    let currency = counts::currency(store.conn(), rules)?;
    let frame = Frame::new(rules, &currency, context.as_of, delays(&store, context)?);
    let mut lexicon = Lexicon::default();
    names(store.conn(), |name| lexicon.hide_name(name))?;
    let slots = Slots::default();
    let survey = survey(&store, context, &frame, &lexicon, &slots)?;
    let wording = wording(&store, context, &frame, &lexicon, &slots, survey.needed())?;
    let mut suggestions = Vec::new();
    suggestions.extend(business::suggest(&survey.spoken, rules));
    if has_outcomes(&survey, &mut notes) {
        let candidates = candidates(&survey, &wording);
        suggestions.extend(lift::suggest(&candidates, |kind| whole(&survey, kind), survey.needed(), rules));
        suggestions.extend(weights::suggest(&survey.cases, rules));
        suggestions.extend(grades::suggest(&survey.cases, rules));
    }
    suggestions.extend(silence::suggest(&survey.silences, rules));
    let phrases = &context.config.reader.phrases;
    let unheard = wording.unheard();
    suggestions.extend(vocabulary::suggest(&unheard, &survey.silent, &survey.cued, survey.needed(), phrases));
    keep_possible(&mut suggestions, context)?;
    Ok(Computed { suggestions, notes })
}

/// The database; a copy of it where messages have to be read again first.
fn open(context: &Context, notes: &mut Vec<String>) -> Result<Store> {
    let store = context.open_to_read()?;
    if is_current(store.conn(), context)? {
        return Ok(store);
    }
    drop(store);
    let mut copy = context.open_for_dry_run()?;
    if reread_unsaid(&mut copy, context)? > 0 {
        notes.push("messages were read again in a copy; after `rolo classify` that takes no time".to_owned());
    }
    Ok(copy)
}

/// How long those who converted needed.
fn delays(store: &Store, context: &Context) -> Result<Delays> {
    let mut all = Delays::default();
    let note = |_: &Connection, reader: &mut FactsReader<'_>, (low, high): (i64, i64), found: &mut Vec<Delays>| {
        let mut part = Delays::default();
        reader.read(low, high, |facts, _| {
            part.add(facts, &context.config.rules, context.as_of);
            Ok(())
        })?;
        found.push(part);
        Ok(())
    };
    pass::run(store.path(), store.conn(), &pass::Scope::All, context, "looking at conversions", note, |part| {
        all.join(part);
        Ok(())
    })?;
    all.finish();
    Ok(all)
}

fn survey(store: &Store, context: &Context, frame: &Frame<'_>, lexicon: &Lexicon, slots: &Slots) -> Result<Survey> {
    let mut all = Survey::default();
    let count = |conn: &Connection, reader: &mut FactsReader<'_>, (low, high): (i64, i64), found: &mut Vec<Survey>| {
        let (mut texts, mut terms, mut part) = (TextReader::new(conn)?, TermReader::new(lexicon), Survey::default());
        reader
            .read(low, high, |facts, _| part.add(facts, frame, slots, &mut terms, |id, show| texts.read(id, show)))?;
        found.push(part);
        Ok(())
    };
    pass::run(store.path(), store.conn(), &pass::Scope::All, context, "looking at contacts", count, |part| {
        all.join(part);
        Ok(())
    })?;
    Ok(all)
}

fn wording(
    store: &Store,
    context: &Context,
    frame: &Frame<'_>,
    lexicon: &Lexicon,
    slots: &Slots,
    needed: u64,
) -> Result<Wording> {
    let mut all = Wording::default();
    let count = |conn: &Connection, reader: &mut FactsReader<'_>, (low, high): (i64, i64), found: &mut Vec<Wording>| {
        let (mut texts, mut terms, mut part) = (TextReader::new(conn)?, TermReader::new(lexicon), Wording::default());
        reader.read(low, high, |facts, _| {
            part.add(facts, frame, slots, needed, &mut terms, |id, show| texts.read(id, show))
        })?;
        found.push(part);
        Ok(())
    };
    pass::run(store.path(), store.conn(), &pass::Scope::All, context, "counting words", count, |part| {
        all.join(part);
        Ok(())
    })?;
    Ok(all)
}

/// Whether there are outcomes enough to learn from; says what is needed where not.
fn has_outcomes(survey: &Survey, notes: &mut Vec<String>) -> bool {
    let (all, hits) = survey.whole.total();
    let (others, needed) = (all - hits, LEAST_OUTCOMES);
    let is_enough = hits >= needed && others >= needed;
    if !is_enough {
        let open = match survey.undecided {
            0 => String::new(),
            1 => "; one is known for too short a time to compare".to_owned(),
            count => format!("; {count} are known for too short a time to compare"),
        };
        notes.push(format!(
            "too little to learn from: {hits} contacts did something and converted, {others} did not, and {needed} of \
             each are needed{open}"
        ));
    }
    is_enough
}

fn candidates(survey: &Survey, wording: &Wording) -> Vec<Candidate> {
    let candidate = |kind, subject: &str, exposure: &Exposure| {
        let plain = u32::try_from(exposure.total().0).unwrap_or(u32::MAX);
        Candidate { kind, subject: subject.to_owned(), exposure: *exposure, plain }
    };
    let cues = Cue::ALL.iter().filter(|cue| !cue.is_ours()).zip(&survey.cues);
    let mut all: Vec<Candidate> =
        cues.map(|(cue, exposure)| candidate(SignalKind::Cue, cue.name(), exposure)).collect();
    let mut kinds: Vec<_> = survey.events.iter().collect();
    kinds.sort_unstable_by_key(|(kind, _)| kind.as_str());
    all.extend(kinds.into_iter().map(|(kind, exposure)| candidate(SignalKind::Event, kind, exposure)));
    all.extend(wording.candidates());
    all
}

/// Whom a candidate of this kind is counted among: for words and cues those who wrote something.
fn whole(survey: &Survey, kind: SignalKind) -> Exposure {
    let mut whole = survey.whole;
    if kind != SignalKind::Event {
        whole.0[0] = [0; 2];
    }
    whole
}

/// Leaves out what could not be accepted: values that do not fit the others of the file, keywords beyond the most, and a
/// template where signals of the file's own stand in its place.
fn keep_possible(suggestions: &mut Vec<Suggestion>, context: &Context) -> Result<()> {
    let file = ConfigFile::read(context)?;
    let has_own = edit::has_own_signals(&file.text, &file.name)?;
    suggestions.retain(|it| {
        let is_in_vain = has_own && matches!(it.change, Change::Template(_));
        it.is_in_force || (!is_in_vain && edit::changed(&file.text, &file.name, &it.change).is_ok())
    });
    Ok(())
}

/// Whether the configuration says already what a suggestion of this name would write. The data may no longer suggest it
/// since it does: a word that has become a phrase of a cue is found with that cue now.
pub(super) fn is_said(name: &str, context: &Context) -> bool {
    use crate::domain::suggesting::name_of;
    let rules: &Rules = &context.config.rules;
    let of_signal = |kind: SignalKind, subject: &str| match kind {
        SignalKind::Cue => name_of("signal_cue", subject),
        SignalKind::Event => name_of("signal_event", subject),
        _ => name_of("signal_keyword", subject),
    };
    let mut signals = rules.score.signals.iter().map(|it| of_signal(it.kind, &it.subject));
    let mut phrases = context.config.reader.phrases.iter();
    signals.any(|said| said == name)
        || phrases.any(|(cue, list)| list.iter().any(|it| name_of(&format!("phrase_{cue}"), it) == name))
        || (!rules.score.template.is_empty() && name == format!("template_{}", rules.score.template))
}
