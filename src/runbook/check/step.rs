//! Phases and their steps, and the order among them.

use std::collections::HashMap;

use super::{Check, is_broken, order};
use crate::runbook::limits::MAX_STEPS;
use crate::runbook::problem::{FileProblem, NameProblem, RuleProblem, Thing};
use crate::runbook::raw::Table;
use crate::runbook::span::{At, Span};
use crate::runbook::step::{Command, EvidenceRule, Mode, Phase, Stage, Step};
use crate::runbook::{Id, MomentRef};

/// A step and the place of its `after`.
type Placed = (Step, Span);

impl Check<'_> {
    /// The phases, and the steps of all of them one after the other.
    pub(super) fn phases(&mut self, root: &mut Table, asks: Vec<Vec<Id>>) -> (Vec<Phase>, Vec<Step>) {
        let mut phases = Vec::new();
        let mut steps: Vec<Placed> = Vec::with_capacity(asks.len());
        if asks.len() > MAX_STEPS {
            let (found, limit) = (asks.len(), MAX_STEPS);
            self.reporter.report(root.place("phase"), FileProblem::TooMany { what: "steps", found, limit });
            return (phases, Vec::new());
        }
        let mut asks = asks.into_iter();
        for mut table in root.take_tables("phase").map(|at| at.value).unwrap_or_default() {
            let start = steps.len();
            let broken = is_broken(&table, "step");
            let raw = table.take_tables("step").map(|at| at.value).unwrap_or_default();
            if raw.is_empty() && !broken {
                let id = table.id().map(|at| at.value.to_string()).unwrap_or_default();
                self.reporter.report(table.span, RuleProblem::EmptyPhase { id });
            }
            for step in raw {
                let step = self.step(step, phases.len(), asks.next().unwrap_or_default());
                steps.extend(step);
            }
            phases.extend(phase(table, start..steps.len()));
        }
        self.step_cycles(&steps);
        (phases, steps.into_iter().map(|(step, _)| step).collect())
    }

    fn step(&mut self, mut table: Table, phase: usize, asks: Vec<Id>) -> Option<Placed> {
        let after_span = table.place("after");
        if table.has("known_only") && !table.has("when") {
            let problem = RuleProblem::Needs { key: "known_only", needs: "when" };
            self.reporter.report(table.place("known_only"), problem);
        }
        let (each, row) = self.each(&mut table);
        let when = self.when(&mut table, row);
        let role = self.reference(&mut table, "role", Thing::Role);
        let contacts = self.references(&mut table, "contact", Thing::Contact);
        let after = self.references(&mut table, "after", Thing::Step);
        if table.has("due_from") && !table.has("due") {
            let problem = RuleProblem::Needs { key: "due_from", needs: "due" };
            self.reporter.report(table.place("due_from"), problem);
        }
        let due_from = self.moment(&mut table, "due_from").map_or(MomentRef::Opened, |at| at.value);
        let done_at = self.done_at(&mut table);
        let commands = table.take_tables("command").map(|at| at.value).unwrap_or_default();
        let evidence = table.take_word("evidence").and_then(|at| EvidenceRule::from_code(at.value));
        let sign_off = table.take_whole("sign_off").and_then(|at| u32::try_from(at.value).ok());
        let mut period = |key| table.take_period(key).map(|at| at.value);
        let (target, due, every) = (period("target"), period("due"), period("every"));
        let step = Step {
            id: Self::own_id(&mut table)?,
            phase,
            source: table.take_lines("source").map(|at| at.value).unwrap_or_default(),
            title: table.take_text("title")?,
            guide: table.take_text("guide"),
            role,
            must: table.take_bool("must").is_some_and(|at| at.value),
            target,
            due,
            due_from,
            done_at,
            after: after.into_iter().map(|at| at.value).collect(),
            known_only: table.take_bool("known_only").is_some_and(|at| at.value),
            when,
            evidence: evidence.unwrap_or_default(),
            sign_off: sign_off.unwrap_or_default(),
            contacts: contacts.into_iter().map(|at| at.value).collect(),
            asks,
            commands: commands.into_iter().filter_map(command).collect(),
            every,
            each,
        };
        Some((step, after_span))
    }

    /// The ask of kind datetime that says when a step was done.
    fn done_at(&mut self, table: &mut Table) -> Option<Id> {
        let id = table.take_id("done_at")?;
        let (value, span) = (MomentRef::Ask(id.value.clone()), id.span);
        self.resolve(&At { value, span }).then_some(id.value)
    }

    fn step_cycles(&mut self, steps: &[Placed]) {
        let index: HashMap<&str, usize> =
            steps.iter().enumerate().map(|(i, (step, _))| (step.id.as_str(), i)).collect();
        let edges: Vec<Vec<usize>> = steps
            .iter()
            .map(|(step, _)| step.after.iter().filter_map(|id| index.get(id.as_str()).copied()).collect())
            .collect();
        for cycle in order::cycles(&edges) {
            let path = cycle.iter().map(|&i| steps[i].0.id.to_string()).collect();
            self.reporter.report(steps[cycle[0]].1, NameProblem::StepCycle { path });
        }
    }
}

fn phase(mut table: Table, steps: std::ops::Range<usize>) -> Option<Phase> {
    Some(Phase {
        id: table.take_id("id")?.value,
        title: table.take_text("title")?,
        stage: table.take_word("stage").and_then(|at| Stage::from_code(at.value))?,
        mode: table.take_word("mode").and_then(|at| Mode::from_code(at.value))?,
        summary: table.take_text("summary"),
        pause: table.take_text("pause"),
        steps,
    })
}

fn command(mut table: Table) -> Option<Command> {
    Some(Command { label: table.take_text("label")?, run: table.take_line("run")?.value })
}
