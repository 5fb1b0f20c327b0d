//! What belongs to a step besides its guide: asks, evidence, sign-offs, contacts, commands.

use super::answers;
use super::paint::{Line, wrap_line};
use super::scene::Scene;
use super::steps::assigned_to;
use crate::app::Console;
use crate::locale::{Word, console as words};
use crate::report::value;
use crate::run::Event;
use crate::runbook::{Ask, Contact, EvidenceRule, Step};
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of the labels at the left.
const LABEL_COLUMNS: usize = 10;

/// What belongs to a step, in lines of a width; what matters most to the step's being done comes first.
pub(super) fn facts(scene: Scene<'_>, console: &Console, step: usize, columns: usize) -> Vec<Line> {
    let Some(state) = console.run.steps().get(step) else { return Vec::new() };
    let in_book = console.run.in_book(state);
    let mut lines = Vec::new();
    let mut add = |word: Word, content: Line| {
        if !content.0.is_empty() {
            lines.extend(labelled(scene, word, &content, columns));
        }
    };
    if let Some(in_book) = in_book {
        add(words::ASKS, asks(scene, console, in_book));
    }
    add(words::EVIDENCE, evidence(scene, console, step));
    if let Some(in_book) = in_book {
        add(words::SIGN_OFF, sign_offs(scene, console, step, in_book));
    }
    let assigned = assigned_to(scene, console, step);
    add(words::ASSIGNED, assigned.map(|to| scene.line(to, Role::EventPerson)).unwrap_or_default());
    if let Some(in_book) = in_book {
        add(words::CONTACTS, contacts(scene, console, in_book));
        for command in &in_book.commands {
            let content = scene
                .line(scene.text(&command.label), Role::Text)
                .with("  ", scene.style(Role::Text))
                .with(SafeText::line(&command.run), scene.style(Role::Code));
            add(words::COMMANDS, content);
        }
    }
    lines
}

/// A label, and its content with a hanging indent.
pub(super) fn labelled(scene: Scene<'_>, word: Word, content: &Line, columns: usize) -> Vec<Line> {
    let label = scene.word(word);
    let width = if scene.lang() == crate::locale::Lang::Zh { 6 } else { LABEL_COLUMNS };
    let gap = SafeText::line(&" ".repeat(width.saturating_sub(label.width()).max(1)));
    let wrapped = wrap_line(content, columns.saturating_sub(width));
    let indent = |n: usize| {
        if n == 0 {
            scene.line(label.clone(), Role::Heading).with(gap.clone(), scene.style(Role::Text))
        } else {
            scene.line(SafeText::line(&" ".repeat(width)), Role::Text)
        }
    };
    wrapped.iter().enumerate().map(|(n, line)| indent(n).joined(line)).collect()
}

fn asks(scene: Scene<'_>, console: &Console, step: &Step) -> Line {
    let run = &console.run;
    let known = step.asks.iter().filter_map(|id| run.book.ask(id.as_str()));
    let asked: Vec<&Ask> = known.filter(|ask| answers::is_asked(run, ask)).collect();
    let mut line = Line::default();
    for (n, ask) in asked.into_iter().enumerate() {
        if n > 0 {
            line = line.joined(&scene.dot(Role::TextDim));
        }
        line.push(scene.text(&ask.label), scene.style(Role::TextDim));
        line.push(" ", scene.style(Role::Text));
        line = line.joined(&answers::answer(scene, console, scene.ink(None), ask));
    }
    line
}

fn evidence(scene: Scene<'_>, console: &Console, step: usize) -> Line {
    let run = &console.run;
    let state = &run.steps()[step];
    let demanded = run.in_book(state).map_or(EvidenceRule::None, |step| step.evidence);
    let names: Vec<SafeText> = state
        .evidence
        .iter()
        .filter(|place| run.stands(**place))
        .filter_map(|place| match run.facts()[*place].event() {
            Some(Event::EvidenceAdded { name, .. }) => Some(SafeText::line(name)),
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
    line
}

fn sign_offs(scene: Scene<'_>, console: &Console, step: usize, in_book: &Step) -> Line {
    let run = &console.run;
    let state = &run.steps()[step];
    let signers: Vec<SafeText> = run
        .signatures(state)
        .filter_map(|place| {
            let fact = run.facts().get(place)?;
            let (by, at) = (SafeText::line(&fact.by), scene.short_time(fact.at));
            Some(by.then(&SafeText::word(" ")).then(&at))
        })
        .collect();
    if in_book.sign_off == 0 && signers.is_empty() {
        return Line::default();
    }
    let count = SafeText::line(&format!("{}/{}", signers.len(), in_book.sign_off));
    let role = if run.misses_signature(state) { Role::Warning } else { Role::Text };
    let mut line = scene.line(count, role);
    if run.misses_signature(state) {
        line.push(" ", scene.style(role));
        line.push(scene.word(words::SIGN_WANTED), scene.style(role));
    }
    line.push(" ", scene.style(Role::Text));
    line.with(value::join(signers, words::COMMA.get(scene.lang())), scene.style(Role::Text))
}

fn contacts(scene: Scene<'_>, console: &Console, step: &Step) -> Line {
    let mut line = Line::default();
    let known = step.contacts.iter().filter_map(|id| console.run.book.contact(id.as_str()));
    for (n, contact) in known.enumerate() {
        if n > 0 {
            line = line.joined(&scene.dot(Role::TextDim));
        }
        line = line.joined(&contact_line(scene, contact));
    }
    line
}

/// Whom to call, and the number; that it is missing is said, since it was to be filled in before.
pub(super) fn contact_line(scene: Scene<'_>, contact: &Contact) -> Line {
    let mut line = scene.line(scene.text(&contact.title), Role::Text);
    let filled = [&contact.person, &contact.phone, &contact.mail, &contact.hours];
    if contact.phone.is_none() && contact.mail.is_none() {
        line.push(" ", scene.style(Role::Text));
        line.push(scene.word(words::NO_PHONE), scene.style(Role::Placeholder));
    }
    for text in filled.into_iter().flatten() {
        line.push(" ", scene.style(Role::Text));
        line.push(SafeText::line(text), scene.style(Role::TextStrong));
    }
    line
}
