//! What belongs to a step besides its guide: asks, evidence, sign-offs, contacts, commands.

use super::answers;
use super::paint::{Line, wrap_line};
use super::row_list;
use super::scene::Scene;
use super::standing::assigned_to;
use crate::app::Console;
use crate::locale::{Lang, Word, console as words};
use crate::report::{value, words as names};
use crate::run::Event;
use crate::runbook::{Contact, EvidenceRule, Step};
use crate::text::SafeText;
use crate::theme::Role;

/// Columns between things that stand beside each other.
const GAP: usize = 3;

/// Columns of the labels beside the guide.
const fn label_columns(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 6,
        Lang::En => 10,
    }
}

/// What belongs to a step, in lines of a width; what matters most to the step's being done comes first.
pub(super) fn facts(scene: Scene<'_>, console: &Console, step: usize, columns: usize) -> Vec<Line> {
    let Some(state) = console.run.steps().get(step) else { return Vec::new() };
    let in_book = console.run.in_book(state);
    let label = label_columns(scene.lang());
    let mut lines = Vec::new();
    let mut add = |word: Word, items: &[Line]| {
        if !items.is_empty() {
            lines.extend(labelled(scene, word, items, columns, label));
        }
    };
    if let Some(in_book) = in_book {
        add(words::ASKS, &asks(scene, console, in_book));
    }
    add(words::EVIDENCE, &evidence(scene, console, step));
    if let Some(in_book) = in_book {
        add(words::SIGN_OFF, &sign_offs(scene, console, step, in_book));
    }
    add(words::ROWS_LABEL, &row_list::facts(scene, console, state));
    let assigned = assigned_to(scene, console, step).map(|to| scene.line(to, Role::EventPerson));
    add(words::ASSIGNED, assigned.as_slice());
    if let Some(in_book) = in_book {
        let known = in_book.contacts.iter().filter_map(|id| console.run.book.contact(id.as_str()));
        let contacts: Vec<Line> = known.map(|contact| contact_line(scene, contact)).collect();
        add(words::CONTACTS, &contacts);
        add(words::COMMANDS, &commands(scene, in_book));
    }
    lines
}

/// What a step wants recorded, in one line: its evidence, its sign-offs, its asks.
pub(super) fn brief(scene: Scene<'_>, console: &Console, step: usize) -> Option<Line> {
    let state = console.run.steps().get(step)?;
    let in_book = console.run.in_book(state);
    let asks = in_book.map(|in_book| asks(scene, console, in_book)).unwrap_or_default();
    let signs = in_book.map(|in_book| sign_offs(scene, console, step, in_book)).unwrap_or_default();
    // The asks may be many, and are cut first.
    let all =
        [(words::EVIDENCE, evidence(scene, console, step)), (words::SIGN_OFF, signs), (words::ASKS, asks)];
    let told = all.into_iter().filter(|(_, items)| !items.is_empty()).map(|(word, items)| {
        let label = scene.line(scene.word(word), Role::Heading).with(" ", scene.style(Role::Text));
        let gap = scene.line("  ", Role::Text);
        let items = items.into_iter().reduce(|line, item| line.joined(&gap).joined(&item));
        label.joined(&items.unwrap_or_default())
    });
    told.reduce(|line, part| line.joined(&scene.line("   ", Role::Text)).joined(&part))
}

/// A label, and what belongs to it side by side with a hanging indent. What fits a line is not broken.
pub(super) fn labelled(
    scene: Scene<'_>,
    word: Word,
    items: &[Line],
    columns: usize,
    label_columns: usize,
) -> Vec<Line> {
    let label = scene.word(word);
    let spaces = |columns: usize| scene.line(SafeText::line(&" ".repeat(columns)), Role::Text);
    let room = columns.saturating_sub(label_columns);
    let mut content: Vec<Line> = Vec::new();
    for item in items {
        match content.last_mut() {
            Some(line) if line.width() + GAP + item.width() <= room => {
                *line = std::mem::take(line).joined(&spaces(GAP)).joined(item);
            }
            Some(_) | None => content.extend(wrap_line(item, room)),
        }
    }
    let gap = spaces(label_columns.saturating_sub(label.width(scene.ambiguous())).max(1));
    let first = scene.line(label, Role::Heading).joined(&gap);
    let indent = |n: usize| if n == 0 { first.clone() } else { spaces(label_columns) };
    content.iter().enumerate().map(|(n, line)| indent(n).joined(line)).collect()
}

fn asks(scene: Scene<'_>, console: &Console, step: &Step) -> Vec<Line> {
    let run = &console.run;
    let known = step.asks.iter().filter_map(|id| run.book.ask(id.as_str()));
    let asked = known.filter(|ask| answers::is_asked(run, ask));
    asked
        .map(|ask| {
            scene
                .line(scene.text(&ask.label), Role::TextDim)
                .with(scene.word(words::COLON), scene.style(Role::TextDim))
                .joined(&answers::answer(scene, console, scene.ink(None), ask))
        })
        .collect()
}

/// Command lines to copy; nothing here executes them.
fn commands(scene: Scene<'_>, step: &Step) -> Vec<Line> {
    let told = step.commands.iter().map(|command| {
        scene
            .line(scene.text(&command.label), Role::TextDim)
            .with(scene.word(words::COLON), scene.style(Role::TextDim))
            .with(SafeText::line(&command.run), scene.style(Role::Code))
    });
    told.collect()
}

fn evidence(scene: Scene<'_>, console: &Console, step: usize) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[step];
    let demanded = run.in_book(state).map_or(EvidenceRule::None, |step| step.evidence);
    let names: Vec<SafeText> = state
        .evidence
        .iter()
        .filter(|place| run.stands(**place))
        .filter_map(|place| match run.facts()[*place].event() {
            Some(Event::EvidenceAdded(evidence)) => Some(SafeText::line(&evidence.name)),
            Some(_) | None => None,
        })
        .collect();
    let (demand, tone) = match demanded {
        EvidenceRule::Required if names.is_empty() => (Some(words::EVIDENCE_REQUIRED), Role::Warning),
        EvidenceRule::Required => (Some(words::EVIDENCE_REQUIRED), Role::Text),
        EvidenceRule::Optional => (Some(words::EVIDENCE_OPTIONAL), Role::TextDim),
        EvidenceRule::None => (None, Role::Text),
    };
    let mut line = Line::default();
    if let Some(demand) = demand {
        line.push(scene.word(demand), scene.style(tone));
        line.push(" ", scene.style(tone));
    }
    if demand.is_some() || !names.is_empty() {
        line.push(SafeText::line(&format!("({})", names.len())), scene.style(tone));
        line.push(" ", scene.style(Role::Text));
        line.push(value::join(names, words::COMMA.get(scene.lang())), scene.style(Role::Text));
    }
    if line.0.is_empty() { Vec::new() } else { vec![line] }
}

fn sign_offs(scene: Scene<'_>, console: &Console, step: usize, in_book: &Step) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[step];
    let signers: Vec<SafeText> = run
        .signatures(state)
        .filter_map(|place| {
            let fact = run.facts().get(place)?;
            let (by, at) = (SafeText::line(&fact.by), scene.short_time(fact.at));
            let how = scene.word(names::independence(run.independence(place)?));
            Some(scene.phrase(words::SIGNED_HOW, &[&by, &at, &how]))
        })
        .collect();
    if in_book.sign_off == 0 && signers.is_empty() {
        return Vec::new();
    }
    let count = SafeText::line(&format!("{}/{}", signers.len(), in_book.sign_off));
    let role = if run.misses_signature(state) { Role::Warning } else { Role::Text };
    let mut line = scene.line(count, role);
    if run.misses_signature(state) {
        line.push(" ", scene.style(role));
        line.push(scene.word(words::SIGN_WANTED), scene.style(role));
    }
    line.push(" ", scene.style(Role::Text));
    vec![line.with(value::join(signers, words::COMMA.get(scene.lang())), scene.style(Role::Text))]
}

/// Whom to call, and the number; that it is missing is said, since it was to be filled in before.
pub(super) fn contact_line(scene: Scene<'_>, contact: &Contact) -> Line {
    let mut line = scene.line(scene.text(&contact.title), Role::Text);
    line.push(scene.word(words::COLON), scene.style(Role::Text));
    let mut gap = "";
    let filled = [&contact.person, &contact.phone, &contact.mail, &contact.hours];
    if contact.phone.is_none() && contact.mail.is_none() {
        line.push(scene.word(words::NO_PHONE), scene.style(Role::Placeholder));
        gap = " ";
    }
    for text in filled.into_iter().flatten() {
        line.push(std::mem::replace(&mut gap, " "), scene.style(Role::Text));
        line.push(SafeText::line(text), scene.style(Role::TextStrong));
    }
    line
}
