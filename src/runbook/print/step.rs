//! Phases and steps as TOML.

use super::toml::{Page, quoted, text_value};
use crate::runbook::MomentRef;
use crate::runbook::step::{Command, Phase, Step};

pub(super) fn phase(page: &mut Page, phase: &Phase) {
    page.header("phase");
    page.string("id", phase.id.as_str());
    page.text("title", &phase.title);
    page.string("stage", phase.stage.code());
    page.string("mode", phase.mode.code());
    page.text_if("summary", phase.summary.as_ref());
    page.text_if("pause", phase.pause.as_ref());
}

/// A step without its asks, which follow it as tables of their own.
pub(super) fn step(page: &mut Page, step: &Step) {
    page.header("phase.step");
    page.string("id", step.id.as_str());
    page.list("source", &step.source);
    page.text("title", &step.title);
    page.text_if("guide", step.guide.as_ref());
    page.shown_if("role", step.role.as_ref());
    if step.must {
        page.raw("must", "true");
    }
    page.shown_if("target", step.target.as_ref());
    page.shown_if("due", step.due.as_ref());
    page.shown_if("due_from", Some(&step.due_from).filter(|from| **from != MomentRef::Opened));
    page.shown_if("done_at", step.done_at.as_ref());
    page.ids("after", &step.after);
    page.shown_if("when", step.when.as_ref());
    if step.known_only {
        page.raw("known_only", "true");
    }
    page.shown_if("evidence", step.evidence.code().as_ref());
    if step.sign_off > 0 {
        page.raw("sign_off", &step.sign_off.to_string());
    }
    page.ids("contact", &step.contacts);
    if !step.commands.is_empty() {
        page.raw("command", &commands(&step.commands));
    }
    page.shown_if("every", step.every.as_ref());
    page.shown_if("each", step.each.as_ref());
}

fn commands(commands: &[Command]) -> String {
    let one = |command: &Command| {
        format!("  {{ label = {}, run = {} }},\n", text_value(&command.label), quoted(&command.run))
    };
    format!("[\n{}]", commands.iter().map(one).collect::<String>())
}
