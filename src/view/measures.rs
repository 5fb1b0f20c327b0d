//! How long things took beside their targets, and which commitments are kept, with what shows it.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::page;
use super::paint::{Line, wrap_line};
use super::scene::Scene;
use crate::app::{Action, Console};
use crate::locale::measure as words;
use crate::report::account::Account;
use crate::report::measure::{self, CommitmentState, MetricState, Speaks};
use crate::run::{CommitmentVerdict, MetricVerdict};
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of a sign and a title, behind which all verdicts stand in line.
const TITLE_COLUMNS: usize = 34;

/// Columns before a proof.
const INDENT: &str = "    ";

/// Draws the page.
pub(super) fn measures(
    scene: Scene<'_>,
    console: &Console,
    scroll: u16,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let lines = lines(scene, &account, page::columns(area));
    page::page(scene, buf, area, &scene.word(Action::Measures.declaration().word), &lines, scroll);
    None
}

fn lines(scene: Scene<'_>, account: &Account<'_>, columns: usize) -> Vec<Line> {
    let metrics = measure::metrics(account, scene.now());
    let commitments = measure::commitments(account, scene.now());
    let mut lines = Vec::new();
    if !commitments.is_empty() {
        lines.push(scene.line(scene.heading(words::COMMITMENTS), Role::Heading));
        for promise in &commitments {
            lines.extend(commitment(scene, promise, columns));
        }
    }
    if !metrics.is_empty() {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(scene.line(scene.heading(words::METRICS), Role::Heading));
        for one in &metrics {
            lines.extend(metric(scene, one, columns));
        }
    }
    if lines.is_empty() {
        lines = wrap_line(&scene.line(scene.word(words::NONE), Role::TextDim), columns);
    }
    lines
}

fn metric(scene: Scene<'_>, metric: &MetricState, columns: usize) -> Vec<Line> {
    let role = match metric.verdict {
        MetricVerdict::Reached => Role::Ok,
        MetricVerdict::Missed | MetricVerdict::Overrun => Role::Error,
        MetricVerdict::Reversed => Role::Warning,
        MetricVerdict::Running => Role::Text,
        MetricVerdict::NotBegun | MetricVerdict::Unknown | MetricVerdict::NotApplicable => Role::TextDim,
    };
    titled(scene, scene.line("  ", Role::Text), &metric.title, Role::Text, &metric.text, role, columns)
}

/// The promise, then its proofs below it; what breaks it where it is not kept.
fn commitment(scene: Scene<'_>, promise: &CommitmentState, columns: usize) -> Vec<Line> {
    let glyphs = scene.glyphs();
    let (glyph, role) = match promise.verdict {
        CommitmentVerdict::Kept => (glyphs.done, Role::Ok),
        CommitmentVerdict::Broken => (glyphs.late, Role::Error),
        CommitmentVerdict::Open => (glyphs.running, Role::StepRunning),
        CommitmentVerdict::Unproven => (glyphs.warning, Role::Warning),
        CommitmentVerdict::NotApplicable => (glyphs.not_applicable, Role::StepNotApplicable),
    };
    let margin = scene.line(glyph, role).with(" ", scene.style(Role::Text));
    let verdict = scene.word(measure::commitment_word(promise.verdict));
    let mut lines = titled(scene, margin, &promise.title, Role::TextStrong, &verdict, role, columns);
    for proof in &promise.proofs {
        let (glyph, role) = match proof.speaks {
            Speaks::For => (glyphs.done, Role::StepDone),
            Speaks::Against => (glyphs.late, Role::StepLate),
            Speaks::Open => (glyphs.open, Role::Text),
            Speaks::Nothing => (glyphs.not_applicable, Role::TextDim),
        };
        let margin = scene.line(INDENT, Role::Text).with(glyph, scene.style(role));
        let margin = margin.with(" ", scene.style(Role::Text));
        lines.extend(titled(scene, margin, &proof.title, Role::Text, &proof.text, role, columns));
    }
    if let Some(broken) = promise.broken_when.as_ref().filter(|_| is_undecided(promise.verdict)) {
        let text = scene.phrase(words::BROKEN_WHEN, &[&SafeText::line(broken)]);
        let wrapped = wrap_line(&scene.line(text, Role::TextDim), columns.saturating_sub(INDENT.len()));
        lines.extend(wrapped.iter().map(|line| scene.line(INDENT, Role::Text).joined(line)));
    }
    lines
}

/// Whether it helps to say what would break the promise.
const fn is_undecided(verdict: CommitmentVerdict) -> bool {
    match verdict {
        CommitmentVerdict::Open | CommitmentVerdict::Broken | CommitmentVerdict::Unproven => true,
        CommitmentVerdict::Kept | CommitmentVerdict::NotApplicable => false,
    }
}

/// A title and its verdict in line with the others; where there is no room for that, the verdict stands below,
/// so that no part of it begins at the left edge as if it were a title.
fn titled(
    scene: Scene<'_>,
    margin: Line,
    title: &str,
    title_role: Role,
    text: &SafeText,
    role: Role,
    columns: usize,
) -> Vec<Line> {
    let title = SafeText::line(title);
    let gap = (TITLE_COLUMNS + 1).saturating_sub(margin.width() + title.width(scene.ambiguous())).max(2);
    let gap = SafeText::line(&" ".repeat(gap));
    let hang = scene.line(SafeText::line(&" ".repeat(margin.width() + 2)), Role::Text);
    let head = margin.with(title, scene.style(title_role));
    let line = head.clone().with(gap, scene.style(Role::Text)).with(text.clone(), scene.style(role));
    if line.width() <= columns {
        return vec![line];
    }
    let mut lines = wrap_line(&head, columns);
    let below = wrap_line(&scene.line(text.clone(), role), columns.saturating_sub(hang.width()));
    lines.extend(below.iter().map(|line| hang.clone().joined(line)));
    lines
}
