//! Every kind of event: who records it, by which action of the console, and by which command.
//!
//! A kind that is new does not compile until it has said so here.

use std::collections::BTreeSet;

use dutybook::app::Action;
use dutybook::app::action::ACTIONS;
use dutybook::run::Event;

/// Who records an event of a kind.
pub(super) enum By {
    /// The program, of its own accord: when, and why nobody else does.
    Program(&'static str),
    /// A person on the first screen, where no action is needed; and by a command, which is played.
    Opening(&'static [Deed]),
    /// A person.
    Person {
        /// The action of the console and of its lines that leads there.
        action: Action,
        /// What somebody else has recorded before.
        before: &'static [&'static str],
        /// The lines that are answered, of which the last records it.
        lines: &'static [&'static str],
        /// What is done in the shell, of which the last records it.
        shell: &'static [Deed],
    },
}

/// Something that is done in the shell. `RECORD` stands for the record before, other arguments hold no space.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// By whoever sits here.
    I(&'static str),
    /// By a second person with a home in common.
    Other(&'static str),
    /// A second person does this in a copy of the run, and whoever sits here that; then the copy is taken in.
    Apart { other: &'static str, mine: &'static str },
}

use Action as A;
use By::{Opening, Person, Program};
use Deed::{Apart, I, Other};

/// A line that is none: two minutes pass.
pub(super) const AFTER_TWO_MINUTES: &str = "\u{1f550}";

const DONE: &str = r#"{"kind":"step.done","step":"recognise"}"#;
const SKIPPED: &str =
    r#"{"kind":"step.skipped","step":"recognise","deviation":{"unmet":[],"reason":{"text":"no time"}}}"#;
const ROW: &str = r#"{"kind":"row.added","ask":"clients","cells":{"name":{"text":"A"}}}"#;
const DRAFT: &str = r#"{"kind":"notice.drafted","notice":"regulator-first","language":"en","version":1,"text":"a","sha256":"b"}"#;
const HANDED: &str = r#"{"kind":"handover.given","text":"mind the bank","stood":{"settled":0,"steps":0,"running":0,"blocked":0,"past":0,"questions":0}}"#;

/// Declares the kinds, each once: the match over them has no other arm.
macro_rules! kinds {
    ($($kind:ident $wire:literal $by:expr;)*) => {
        /// What the journal calls the kind of an event.
        pub(super) const fn wire(event: &Event) -> &'static str {
            match event {
                $(Event::$kind { .. } => $wire,)*
            }
        }

        /// Every kind, by its name in the journal.
        pub(super) const KINDS: &[(&str, By)] = &[$(($wire, $by),)*];
    };
}

kinds! {
    FeedOpened "feed.opened" Program("before the first record that a process writes");
    RunOpened "run.opened" Opening(&[I("start small.toml --detach")]);
    RunTitled "run.titled" Person { action: A::Title, before: &[], lines: &["title", "Payroll leak"], shell: &[I("title Leak")] };
    RunClosed "run.closed" Person { action: A::CloseRun, before: &[], lines: &["close-run", "1", "", "lead-decides"], shell: &[I("close --reason lead-decides")] };
    RunReopened "run.reopened" Person { action: A::ReopenRun, before: &[], lines: &["close-run", "1", "", "lead-decides", "reopen-run", "1"], shell: &[
        I("close --reason lead-decides"), I("reopen --run 1 --reason new-information"),
    ] };
    ConsoleLeft "console.left" Program("when a console lets go of the run; a command holds none");
    ConsoleReturned "console.returned" Program("when a console takes up the run again; a command was never away");
    TimeSet "time.set" Program("when the clock is set under a console; a command is over before");

    StepStarted "step.started" Person { action: A::Next, before: &[], lines: &["next"], shell: &[I("step start contain")] };
    StepDone "step.done" Person { action: A::Next, before: &[], lines: &["next", "next"], shell: &[I("step done contain")] };
    StepSkipped "step.skipped" Person { action: A::Skip, before: &[], lines: &["skip", "1"], shell: &[I("step skip contain --reason no-time")] };
    StepNotApplicable "step.not-applicable" Person { action: A::NotApplicable, before: &[], lines: &["not-applicable", "1"], shell: &[I("step na contain --reason unrelated")] };
    StepBlocked "step.blocked" Person { action: A::Block, before: &[], lines: &["block", "no keys"], shell: &[I("step block contain --reason no-access")] };
    StepUnblocked "step.unblocked" Person { action: A::Block, before: &[], lines: &["block", "no keys", "block", "found them"], shell: &[
        I("step block contain --reason no-access"), I("step unblock contain"),
    ] };
    StepReopened "step.reopened" Person { action: A::Reopen, before: &[DONE], lines: &["reopen", "by mistake"], shell: &[
        I("step done contain"), I("step reopen contain --reason by-mistake"),
    ] };
    StepAssigned "step.assigned" Person { action: A::Assign, before: &[], lines: &["assign", "bob", ""], shell: &[I("step assign contain bob")] };
    StepAdded "step.added" Person { action: A::AddStep, before: &[], lines: &["add-step", "Call the landlord", "Ring twice", "."], shell: &[I("step add Call-the-landlord --behind contain")] };
    StepSigned "step.signed" Person { action: A::Sign, before: &[DONE], lines: &["sign", "looked"], shell: &[Other("step done contain"), I("step sign contain --note looked")] };
    PhaseCompleted "phase.completed" Person { action: A::CallPhase, before: &[], lines: &["call-phase", "1", "lead-decides"], shell: &[I("phase complete respond --reason lead-decides")] };

    AskAnswered "ask.answered" Person { action: A::Asks, before: &[], lines: &["asks", "", "-20m"], shell: &[I("ask set grade=serious")] };
    AskCleared "ask.cleared" Person { action: A::Asks, before: &[], lines: &["asks", "", "-20m", "clear 1", "by mistake"], shell: &[
        I("ask set grade=serious"), I("ask clear grade --reason by-mistake"),
    ] };
    RowAdded "row.added" Person { action: A::Asks, before: &[], lines: &["asks", "Affected clients", "1", "A", "", "", "", "", "", ""], shell: &[I("ask set clients=name=A,accounts=3")] };
    RowChanged "row.changed" Person { action: A::Asks, before: &[ROW], lines: &["asks", "Affected clients", "1", "B", "", "", "", "", "", ""], shell: &[
        I("ask set clients=name=A,accounts=3"), I("ask change clients A accounts=4"),
    ] };
    RowRemoved "row.removed" Person { action: A::Asks, before: &[ROW], lines: &["asks", "Affected clients", "clear 1", "by mistake"], shell: &[
        I("ask set clients=name=A,accounts=3"), I("ask strike clients 1 --reason by-mistake"),
    ] };

    NoteAdded "note.added" Person { action: A::Note, before: &[], lines: &["note", "seen", ".", ""], shell: &[I("note seen")] };
    NoteAmended "note.amended" Person { action: A::History, before: &[], lines: &["note", "seen", ".", "", "history", "notes", "1", "1", "seen twice", "."], shell: &[I("note seen"), I("note --amends RECORD seen-twice")] };
    DecisionMade "decision.made" Person { action: A::Decision, before: &[], lines: &["decision", "Pay?", "yes", "no", ".", "no", "backups", "", ""], shell: &[I("decide Pay? --choice No")] };
    CallMade "call.made" Person { action: A::Call, before: &[], lines: &["call", "Bank", "95588", "1", "frozen", ".", ""], shell: &[I("call Bank frozen")] };
    QuestionRaised "question.raised" Person { action: A::Question, before: &[], lines: &["question", "Who?", "."], shell: &[I("question Who?")] };
    QuestionAnswered "question.answered" Person { action: A::History, before: &[], lines: &["question", "Who?", ".", "history", "questions", "1", "answer", "Bob", "."], shell: &[
        I("question Who?"), I("question --answers RECORD the-backup"),
    ] };
    EvidenceAdded "evidence.added" Person { action: A::EvidenceElsewhere, before: &[], lines: &["evidence-elsewhere", "Laptop", "Safe", "", "bag", "", ""], shell: &[I("evidence elsewhere Disk safe")] };
    EvidenceHanded "evidence.handed" Person { action: A::History, before: &[], lines: &["evidence-elsewhere", "Laptop", "Safe", "", "bag", "", "", "history", "evidence", "1", "1", "police", "", ""], shell: &[
        I("evidence elsewhere Disk safe"), I("evidence give Disk police --why report"),
    ] };

    TimerStarted "timer.started" Person { action: A::Timer, before: &[], lines: &["timer", "20", "look"], shell: &[I("timer 20 backup")] };
    TimerStopped "timer.stopped" Person { action: A::Timers, before: &[], lines: &["timer", "20", "look", "timers", "4"], shell: &[I("timer 20 backup"), I("timer stop")] };
    TimerSnoozed "timer.snoozed" Person { action: A::Timers, before: &[], lines: &["timer", "20", "look", "timers", "1"], shell: &[
        I("timer 20 backup"), I("timer 30 bank"), I("timer snooze 10 bank"),
    ] };
    AlarmAcknowledged "alarm.acknowledged" Person { action: A::Acknowledge, before: &[], lines: &["timer", "1", "look", AFTER_TWO_MINUTES, "acknowledge"], shell: &[
        I("ask set aware_at=-50m"), I("acknowledge clock:report"),
    ] };

    NoticeDrafted "notice.drafted" Person { action: A::Notices, before: &[], lines: &["notices", "1", "2"], shell: &[I("notice keep letter")] };
    NoticeApproved "notice.approved" Person { action: A::Notices, before: &[DRAFT], lines: &["notices", "1", "3", "alone tonight"], shell: &[
        Other("notice keep letter"), I("notice approve letter --reason unavailable"),
    ] };
    NoticeSent "notice.sent" Person { action: A::Notices, before: &[], lines: &["notices", "1", "2", "4", "CAC", "portal", "", "", "", "no time"], shell: &[
        I("notice keep letter"), I("notice sent letter --to CAC --how portal --reason no-time"),
    ] };
    NoticeNotNeeded "notice.not-needed" Person { action: A::Notices, before: &[], lines: &["notices", "1", "9", "1"], shell: &[I("notice not-needed letter --reason unrelated")] };

    RoleTaken "role.taken" Person { action: A::People, before: &[], lines: &["people", "1"], shell: &[I("role take lead")] };
    RoleGiven "role.given" Person { action: A::People, before: &[], lines: &["people", "2", "bob"], shell: &[I("role give lead bob")] };
    RoleLeft "role.left" Person { action: A::People, before: &[], lines: &["people", "1", "2"], shell: &[I("role take lead"), I("role drop lead")] };
    UpdatePosted "update.posted" Person { action: A::Update, before: &[], lines: &["update", ""], shell: &[I("update")] };
    HandoverGiven "handover.given" Person { action: A::Handover, before: &[], lines: &["handover", "1", "mind the bank", ".", ""], shell: &[I("handover give mind-the-bank --to bob")] };
    HandoverConfirmed "handover.confirmed" Person { action: A::Handover, before: &[HANDED], lines: &["handover", "1", ""], shell: &[
        Other("handover give mind-the-bank"), I("handover confirm"),
    ] };
    ConflictSettled "conflict.settled" Person { action: A::Settle, before: &[DONE, SKIPPED], lines: &["settle", "1"], shell: &[
        Apart { other: "step skip contain --reason no-time", mine: "step done contain" },
        I("settle RECORD --note asked-both"),
    ] };
    ClockMet "clock.met" Person { action: A::Deadlines, before: &[], lines: &["deadlines", "3", "1", "", "", "R-7", "", "."], shell: &[I("clock met report --to CAC --reference R-7")] };
    Checkpoint "checkpoint" Program("when the person's key has signed, as `dutybook checkpoint` asks it to");
    FactUndone "fact.undone" Person { action: A::Undo, before: &[], lines: &["note", "seen", ".", "", "undo"], shell: &[I("note seen"), I("undo")] };
}

#[test]
fn every_kind_that_the_journal_knows_is_told_of_once() {
    let message = serde_json::from_str::<Event>(r#"{"kind":""}"#).unwrap_err().to_string();
    let known: BTreeSet<&str> =
        message.split_once("expected").unwrap().1.split('`').skip(1).step_by(2).collect();
    let told: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), known);
    assert_eq!(told.len(), known.len());
}

#[test]
fn every_kind_has_an_action_that_its_lines_name_and_a_command_or_says_why_not() {
    for (kind, by) in KINDS {
        match by {
            Program(when) => assert!(!when.is_empty(), "{kind}"),
            Opening(deeds) => assert!(!deeds.is_empty(), "{kind}"),
            Person { action, lines, shell, .. } => {
                let row = ACTIONS.iter().find(|row| row.action == *action);
                let name = row.unwrap_or_else(|| panic!("{kind}: {action:?} is not declared")).name;
                assert!(lines.contains(&name), "{kind}: no line says {name}");
                assert!(!shell.is_empty(), "{kind}");
            }
        }
    }
}
