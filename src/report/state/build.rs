//! Computes the state from the run.

use super::{
    AskAnswer, DeviationState, Due, Evidence, PhaseState, Question, RowLine, RunState, STATE_SCHEMA, SignOff,
    State, StepLine,
};
use crate::locale::common;
use crate::report::account::{Account, Mark};
use crate::report::{head, measure, name, value};
use crate::run::{AlarmKind, AskState, Event, Fact, Reason, Run, StepState};
use crate::runbook::{Ask, Phase, Tri};
use crate::time::Moment;

pub(super) fn state(account: &Account<'_>, now: Moment) -> State {
    let Account { run, .. } = *account;
    let phases: Vec<PhaseState> =
        run.phases().iter().enumerate().map(|(n, phase)| phase_state(account, n, phase)).collect();
    let steps = run.steps().iter().filter(|step| step.conflict).map(|step| step.id.clone());
    let asks = run.asks().iter().filter(|ask| ask.conflict).map(|ask| ask.id.clone());
    State {
        schema: STATE_SCHEMA,
        run: run_state(account, &phases, now),
        phases,
        asks: run.book.asks.iter().map(|ask| ask_answer(account, ask)).collect(),
        evidence: run.evidence().filter_map(|fact| evidence(account, fact)).collect(),
        notices: crate::report::notice::lines(account),
        questions: run.open_questions().map(|fact| question(account, fact)).collect(),
        alarms: alarms(account, now),
        clocks: super::clock::clocks(account, now),
        metrics: measure::metrics(account, now),
        commitments: measure::commitments(account, now),
        deviations: deviations(account),
        conflicts: steps.chain(asks).collect(),
    }
}

fn run_state(account: &Account<'_>, phases: &[PhaseState], now: Moment) -> RunState {
    let Account { run, lang, .. } = *account;
    let closed = run.closed_at();
    let elapsed = run.elapsed_from();
    let until = closed.unwrap_or(now);
    RunState {
        kind: run.kind(),
        number: run.number().to_owned(),
        title: run.title().to_owned(),
        runbook: run.book.id.clone(),
        runbook_version: run.book.version.clone(),
        runbook_title: run.book.title.get(lang).to_owned(),
        runbook_sha256: head::runbook_digest(run).map(str::to_owned),
        opened: run.opened_at(),
        aware: elapsed.filter(|(_, aware)| *aware).map(|(from, _)| from),
        closed,
        elapsed_seconds: elapsed.map(|(from, _)| u64::try_from((until - from).num_seconds()).unwrap_or(0)),
        last: run.facts().last().map(|fact| fact.at),
        facts: run.facts().len(),
        settled: phases.iter().map(|phase| phase.settled).sum(),
        steps: phases.iter().map(|phase| phase.of).sum(),
        next: run.next_step().map(|n| run.steps()[n].id.clone()),
    }
}

fn phase_state(account: &Account<'_>, n: usize, phase: &Phase) -> PhaseState {
    let (settled, of) = account.run.progress(n);
    PhaseState {
        id: phase.id.clone(),
        title: phase.title.get(account.lang).to_owned(),
        stage: phase.stage,
        settled,
        of,
        steps: account.run.steps_of(n).iter().map(|step| step_line(account, *step)).collect(),
    }
}

fn step_line(account: &Account<'_>, n: usize) -> StepLine {
    let Account { run, lang, .. } = *account;
    let step = &run.steps()[n];
    let by = |place: usize| run.facts()[place].by.to_string();
    let reason = step.decided_by.and_then(|place| reason(run.facts()[place].event()?));
    StepLine {
        id: step.id.clone(),
        title: name::step(run, step, lang).to_string(),
        status: step.status,
        applies: run.applies(n),
        must: run.in_book(step).is_some_and(|step| step.must),
        started: step.started.and_then(|place| run.when(place)),
        at: step.decided_by.and_then(|place| run.when(place)),
        by: step.decided_by.map(by),
        reason: reason.map(|reason| account.reason(reason).to_string()),
        assigned: assigned(account, step),
        confirmed: run.signatures(step).map(by).collect(),
        sign_offs: run.signatures(step).filter_map(|place| sign_off(run, place)).collect(),
        evidence: step.evidence.iter().filter(|place| run.stands(**place)).count(),
        conflict: step.conflict,
        rows: row_lines(account, step),
    }
}

fn row_lines(account: &Account<'_>, step: &StepState) -> Vec<RowLine> {
    let Account { run, lang, zone, .. } = *account;
    let Some(table) = run.table_of(step) else { return Vec::new() };
    let known = run.rows(table).iter().filter_map(|row| Some((row, step.row(row.id)?)));
    known
        .map(|(row, state)| {
            let reason = state.decided_by.and_then(|place| reason(run.facts()[place].event()?));
            RowLine {
                row: row.id.to_string(),
                name: name::row(run, table, row, lang, zone).to_string(),
                status: state.status,
                applies: state.applies,
                at: state.decided_by.and_then(|place| run.when(place)),
                by: state.decided_by.map(|place| run.facts()[place].by.to_string()),
                reason: reason.map(|reason| account.reason(reason).to_string()),
            }
        })
        .collect()
}

fn sign_off(run: &Run, place: usize) -> Option<SignOff> {
    let fact = run.facts().get(place)?;
    Some(SignOff { by: fact.by.to_string(), at: fact.at, independence: run.independence(place)? })
}

/// The reason that an event gives, as a deviation or by its kind.
fn reason(event: &Event) -> Option<&Reason> {
    let given = event.deviation().map(|deviation| &deviation.reason).or_else(|| event.reason());
    given.filter(|reason| !reason.is_empty())
}

/// The person or role that a step was last given to.
fn assigned(account: &Account<'_>, step: &StepState) -> Option<String> {
    let last = step.assigned.iter().rfind(|place| account.run.stands(**place))?;
    let Some(Event::StepAssigned { person, role, .. }) = account.run.facts()[*last].event() else {
        return None;
    };
    let role = role.as_ref().map(|role| name::role_of(account.run, role, account.lang).to_string());
    person.clone().or(role)
}

fn ask_answer(account: &Account<'_>, ask: &Ask) -> AskAnswer {
    let Account { run, lang, zone, .. } = *account;
    let state = run.ask(ask.id.as_str());
    let value = state.and_then(|state| state.answer.clone());
    let decided = state.and_then(|state| state.decided_by).map(|place| &run.facts()[place]);
    let decided = decided.filter(|_| state.is_some_and(AskState::is_answered));
    let rows = state.map_or(&[][..], |state| &state.rows);
    let columns = name::columns(Some(ask));
    let in_words = |cells| {
        let cells = value::cells(cells, columns, lang, zone).into_iter();
        cells.map(|(label, value)| format!("{label} {value}")).collect::<Vec<_>>().join(" · ")
    };
    AskAnswer {
        id: ask.id.clone(),
        label: ask.label.get(lang).to_owned(),
        kind: ask.kind.code(),
        text: value.as_ref().map(|value| value::answer(value, Some(&ask.kind), lang, zone).to_string()),
        value,
        rows: rows.iter().map(|row| row.cells.clone()).collect(),
        row_texts: rows.iter().map(|row| in_words(&row.cells)).collect(),
        at: decided.map(|fact| fact.at),
        by: decided.map(|fact| fact.by.to_string()),
        required: ask.required_by.is_some()
            && ask.when.as_ref().is_none_or(|when| when.evaluate(run) != Tri::False),
        conflict: state.is_some_and(|state| state.conflict),
    }
}

fn evidence(account: &Account<'_>, fact: &Fact) -> Option<Evidence> {
    let Event::EvidenceAdded(added) = fact.event()? else { return None };
    let holder = account.run.hand_overs(fact.id).last().and_then(|fact| match fact.event() {
        Some(Event::EvidenceHanded { to, .. }) => Some(to.clone()),
        Some(_) | None => None,
    });
    Some(Evidence {
        id: fact.id,
        number: name::evidence(account.run, fact.id).0,
        name: added.name.clone(),
        place: added.place.clone(),
        sha256: added.sha256.clone(),
        size: added.size.clone(),
        step: added.step.clone(),
        by: fact.by.to_string(),
        at: fact.at,
        holder,
    })
}

fn question(account: &Account<'_>, fact: &Fact) -> Question {
    let text = match fact.event() {
        Some(Event::QuestionRaised { text, .. }) => text.clone(),
        Some(_) | None => account.question(fact).to_string(),
    };
    Question { id: fact.id, text, by: fact.by.to_string(), at: fact.at }
}

fn alarms(account: &Account<'_>, now: Moment) -> Vec<Due> {
    let Account { run, lang, zone, .. } = *account;
    let title = |kind| {
        let title = account.alarm_title(kind);
        let beat = if let AlarmKind::Cadence(n) = kind { run.beat(n, zone) } else { None };
        match beat.map_or(0, |beat| beat.missed(now)) {
            0 | 1 => title,
            missed => title.then(&common::MISSED_TIMES.with(lang, &[&missed])),
        }
    };
    let due = |alarm: crate::run::Alarm| Due {
        alarm: run.alarm_name(alarm.kind),
        title: title(alarm.kind).to_string(),
        at: alarm.at,
        past: alarm.is_past(now),
        seen: alarm.is_past(now) && alarm.is_seen(),
    };
    run.alarms(zone).into_iter().map(due).collect()
}

fn deviations(account: &Account<'_>) -> Vec<DeviationState> {
    let run = account.run;
    let standing = run.facts().iter().enumerate().filter(|(place, _)| run.stands(*place));
    let deviating = standing.filter_map(|(place, fact)| {
        let event = fact.event()?;
        let entry = account.entry(place)?;
        let is_one = |mark: &Mark| matches!(mark, Mark::Deviation(_) | Mark::Late(_));
        entry.marks.iter().any(is_one).then(|| DeviationState {
            id: fact.id,
            at: fact.at,
            by: fact.by.to_string(),
            sentence: entry.one_line().to_string(),
            unmet: event.deviation().map_or_else(Vec::new, |deviation| deviation.unmet.clone()),
            late: entry.marks.iter().any(|mark| matches!(mark, Mark::Late(_))),
            reason: reason(event).map_or_else(String::new, |reason| account.reason(reason).to_string()),
        })
    });
    deviating.collect()
}
