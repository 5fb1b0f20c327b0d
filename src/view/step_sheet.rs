//! Everything about the chosen step on one page.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::{Line, wrap_line};
use super::scene::Scene;
use super::step_facts::{self, labelled};
use super::{answers, detail, notice, page, people, steps};
use crate::app::{Console, next_change};
use crate::locale::{Word, console as words};
use crate::report::account::Account;
use crate::report::{name, value, words as names};
use crate::run::Run;
use crate::runbook::Step;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the page.
pub(super) fn step_sheet(
    scene: Scene<'_>,
    console: &Console,
    scroll: u16,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let run = &console.run;
    let state = run.steps().get(console.step)?;
    let title = name::step(run, state, scene.lang());
    let lines = lines(scene, console, console.step, page::columns(area));
    page::page(scene, buf, area, &title, &lines, scroll);
    None
}

fn lines(scene: Scene<'_>, console: &Console, step: usize, columns: usize) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[step];
    let mut lines = facts(scene, console, step, columns);
    let notices = notice::notices(scene, console, step, columns);
    if !notices.is_empty() {
        lines.push(Line::default());
        lines.extend(notices);
    }
    lines.push(Line::default());
    lines.push(scene.line(scene.word(words::GUIDE), Role::Heading));
    lines.extend(detail::guide(scene, console, step, columns));
    lines.push(Line::default());
    lines.extend(step_facts::facts(scene, console, step, columns));
    if let Some(in_book) = run.in_book(state) {
        lines.extend(ask_helps(scene, run, in_book, columns));
        lines.extend(contact_notes(scene, run, in_book, columns));
    }
    let account = Account::new(run, scene.lang(), scene.zone());
    let noted = state.notes.iter().filter(|place| run.stands(**place)).filter_map(|n| account.entry(*n));
    for (n, entry) in noted.enumerate() {
        if n == 0 {
            lines.push(Line::default());
            lines.push(scene.line(scene.word(words::NOTES), Role::Heading));
        }
        let line = scene
            .line(scene.short_time(entry.at), Role::EventTime)
            .with(" ", scene.style(Role::Text))
            .with(entry.person.clone(), scene.style(Role::EventPerson))
            .with(" ", scene.style(Role::Text))
            .with(entry.one_line(), scene.style(Role::Text));
        lines.extend(wrap_line(&line, columns));
    }
    lines
}

/// State, phase, role, times, source and what comes before.
fn facts(scene: Scene<'_>, console: &Console, step: usize, columns: usize) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[step];
    let mut lines = Vec::new();
    let mut add = |word: Word, content: Line| {
        lines.extend(labelled(scene, word, &[content], columns, page::LABEL_COLUMNS));
    };
    let (glyph, role) = steps::boxed_sign(scene, console, step);
    let mut standing = scene
        .line(glyph, role)
        .with(" ", scene.style(Role::Text))
        .with(scene.word(names::status(state.status)), scene.style(role));
    if let Some(figure) = next_change::step_figure(scene.app, console, step) {
        standing.push(" ", scene.style(Role::Text));
        standing.push(figure.text, scene.style(role));
    }
    add(words::STATE, standing);
    let phase = &run.phases()[state.phase];
    let phase = scene
        .line(scene.text(&phase.title), Role::Text)
        .joined(&scene.dot(Role::TextDim))
        .with(scene.word(names::stage(phase.stage)), scene.style(Role::Text));
    add(words::PHASE_LABEL, phase);
    let Some(in_book) = run.in_book(state) else { return lines };
    if let Some(role) = &in_book.role {
        add(words::ROLE, scene.line(people::role_and_holder(scene, run, role), Role::Text));
    }
    if in_book.must {
        add(words::MUST_LABEL, scene.line(scene.word(words::MUST_MEANS), Role::Badge));
    }
    let length = |period: crate::time::Period| value::period(period, scene.lang());
    if let Some(target) = in_book.target {
        add(words::TARGET, scene.line(length(target), Role::Text));
    }
    if let Some(due) = run.due_at(step, scene.zone()) {
        add(words::DUE, scene.line(scene.short_time(due), Role::Text));
    }
    if let Some(every) = in_book.every {
        add(words::REPEATS, scene.line(scene.phrase(words::EVERY, &[&length(every)]), Role::Text));
    }
    if !in_book.after.is_empty() {
        add(words::AFTER, before(scene, run, in_book));
    }
    if !in_book.source.is_empty() {
        add(words::SOURCE, scene.line(SafeText::line(&in_book.source.join(" ")), Role::TextDim));
    }
    lines
}

/// The steps that come before, each with how it stands.
fn before(scene: Scene<'_>, run: &Run, step: &Step) -> Line {
    let mut line = Line::default();
    for (n, place) in step.after.iter().filter_map(|id| run.step_place(id.as_str())).enumerate() {
        let state = &run.steps()[place];
        let (glyph, role) = scene.status(state.status);
        if n > 0 {
            line = line.joined(&scene.dot(Role::TextDim));
        }
        line = line
            .with(glyph, scene.style(role))
            .with(" ", scene.style(Role::Text))
            .with(name::step(run, state, scene.lang()), scene.style(Role::Text));
    }
    line
}

/// How each ask is answered, and by when.
fn ask_helps(scene: Scene<'_>, run: &Run, step: &Step, columns: usize) -> Vec<Line> {
    let known = step.asks.iter().filter_map(|id| run.book.ask(id.as_str()));
    known
        .filter(|ask| answers::is_asked(run, ask))
        .filter_map(|ask| {
            let help = ask.help.as_ref().map(|help| scene.text(help));
            let required = Some(answers::required_by(scene, run, ask)).filter(|text| !text.is_empty());
            let texts: Vec<SafeText> = help.into_iter().chain(required).collect();
            let text = value::join(texts, " ");
            (!text.is_empty()).then(|| {
                let line = scene.line("  ", Role::Text).with(scene.text(&ask.label), scene.style(Role::Text));
                line.with(scene.word(words::COLON), scene.style(Role::Text))
                    .with(text, scene.style(Role::TextDim))
            })
        })
        .flat_map(|line| wrap_line(&line, columns))
        .collect()
}

/// What to have at hand when calling.
fn contact_notes(scene: Scene<'_>, run: &Run, step: &Step, columns: usize) -> Vec<Line> {
    let known = step.contacts.iter().filter_map(|id| run.book.contact(id.as_str()));
    known
        .filter_map(|contact| {
            let note = contact.note.as_ref()?;
            let line = scene.line("  ", Role::Text).with(scene.text(&contact.title), scene.style(Role::Text));
            let line = line.with(scene.word(words::COLON), scene.style(Role::Text));
            Some(line.with(scene.text(note), scene.style(Role::TextDim)))
        })
        .flat_map(|line| wrap_line(&line, columns))
        .collect()
}
