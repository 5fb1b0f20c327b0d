//! Every table and every key of the file.

use super::{ASK_KINDS, Field, Kind, STAGES, Shape};
use crate::runbook::limits::MAX_SIGN_OFF;

pub(super) const fn must(name: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { name, kind, required: true, doc }
}

pub(super) const fn may(name: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { name, kind, required: false, doc }
}

/// The file itself.
pub(crate) static RUNBOOK: Shape = Shape {
    header: "",
    what: "the runbook",
    doc: "The file itself.",
    fields: &[
        must("schema", Kind::Schema, "The form of the file: `1`."),
        must("id", Kind::Id, "The runbook's id, free of language."),
        must("version", Kind::Line, "Its version, as its author counts."),
        must("title", Kind::Text, "What it is called."),
        may("summary", Kind::Text, "What it is for, in a sentence or two."),
        must("reviewed", Kind::Date, "The day on which somebody last confirmed that it is right."),
        may("review_every", Kind::Duration, "How long such a confirmation holds; then a warning shows."),
        may("programme", Kind::Ref, "The id of the standing runbook that takes over what never ends."),
        may("extends", Kind::Ref, "In an overlay only: the id of the runbook that it changes."),
        may("role", Kind::Tables(&ROLE), "Who acts."),
        may("contact", Kind::Tables(&CONTACT), "Whom to call."),
        may("ask", Kind::Tables(&ASK), "What the run records, apart from the asks of its steps."),
        may("clock", Kind::Tables(&CLOCK), "Deadlines set by law or contract."),
        may("cadence", Kind::Tables(&CADENCE), "Things to repeat while a stage lasts."),
        may("notice", Kind::Tables(&NOTICE), "Documents to draft and send."),
        may("metric", Kind::Tables(&METRIC), "Times between two moments of the run."),
        may("commitment", Kind::Tables(&COMMITMENT), "Promises that a run keeps or breaks."),
        must("phase", Kind::Tables(&PHASE), "The phases, in order."),
    ],
};

static ROLE: Shape = Shape {
    header: "[[role]]",
    what: "a role",
    doc: "Who acts.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        must("title", Kind::Text, "What it is called."),
        may("duty", Kind::Text, "What it answers for."),
    ],
};

static CONTACT: Shape = Shape {
    header: "[[contact]]",
    what: "a contact",
    doc: "Whom to call. Shipped without numbers; an overlay fills them in.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        must("title", Kind::Text, "What it is called."),
        may("person", Kind::Line, "The person's name."),
        may("phone", Kind::Line, "The number to call."),
        may("mail", Kind::Line, "The mail address."),
        may("hours", Kind::Line, "When somebody answers."),
        may("note", Kind::Text, "What to have at hand, what to say."),
    ],
};

/// A typed value that the run records.
pub(crate) static ASK: Shape = Shape {
    header: "[[ask]]",
    what: "an ask",
    doc: "A typed value that the run records. An unanswered ask is unknown, not false. Its id must not be \
          `opened`, `closed`, `row`, `run`, `true`, `false` or `in`.",
    fields: &[
        must("id", Kind::Id, "Its id, unique among all asks of the file, those of steps included."),
        must("kind", Kind::OneOf(ASK_KINDS), "What it holds."),
        must("label", Kind::Text, "What is shown."),
        may("help", Kind::Text, "How to answer."),
        may(
            "required_by",
            Kind::RequiredBy,
            "When an answer is missed: `stage:S`, `phase:ID`, `step:ID` or `closed`.",
        ),
        may("when", Kind::Condition, "Whether it is asked at all."),
        may("choices", Kind::Tables(&CHOICE), "For kinds `choice` and `many`: the values."),
        may("columns", Kind::Tables(&COLUMN), "For kind `table`: the columns."),
        may("min", Kind::Whole(i64::MIN, i64::MAX), "For kind `number`: the least allowed."),
        may("max", Kind::Whole(i64::MIN, i64::MAX), "For kind `number`: the most allowed."),
        may("unit", Kind::Text, "For kind `number`: what is counted."),
        may(
            "role",
            Kind::Ref,
            "For kind `person`: a role. Its holder is the answer, and to answer is to give the role.",
        ),
        may("currency", Kind::Currency, "For kind `money`: three letters; `CNY` where left out."),
    ],
};

static CHOICE: Shape = Shape {
    header: "choices = [{ … }]",
    what: "a choice",
    doc: "One of the values of an ask.",
    fields: &[
        must("id", Kind::Id, "The value in conditions and in the journal."),
        must("label", Kind::Text, "What is shown."),
        may("help", Kind::Text, "What it means."),
    ],
};

static COLUMN: Shape = Shape {
    header: "columns = [{ … }]",
    what: "a column",
    doc: "A column of a table.",
    fields: &[
        must("id", Kind::Id, "Its id; `row.ID` in conditions and templates."),
        must("kind", Kind::OneOf(ASK_KINDS), "What it holds: any kind but `table`."),
        may("label", Kind::Text, "What is shown; the id where left out."),
        may("choices", Kind::Tables(&CHOICE), "For kinds `choice` and `many`: the values."),
    ],
};

static CLOCK: Shape = Shape {
    header: "[[clock]]",
    what: "a clock",
    doc: "A deadline set by law or contract, counted from a stated start: from the catalogue by `use`, or \
          written out with `id` and `title`.",
    fields: &[
        may("use", Kind::Catalogue, "The row of the catalogue that it takes its words and limit from."),
        may("id", Kind::Id, "Its id; the catalogue's where left out."),
        may("title", Kind::Text, "What it is called."),
        may("each", Kind::Ref, "A table ask: the clock runs for each of its rows."),
        must("from", Kind::Moments, "Where it starts; of several readings the earliest leads."),
        may(
            "limit",
            Kind::Limit,
            "How long; `row.COLUMN` takes it from the row. Without one the duty shows and never counts.",
        ),
        may("when", Kind::Condition, "Whether it runs. While that is unknown it runs, and says so."),
        may(
            "shown_when",
            Kind::Condition,
            "Nothing of it shows until this is true: for rules that concern few.",
        ),
        may(
            "met_by",
            Kind::Moments,
            "The `sent:NOTICE` or `step:ID` that meets it. May be left out with `use`: then it is met by being recorded.",
        ),
        may("basis", Kind::Text, "The instrument and article, or the contract."),
        may("recipient", Kind::Text, "Who must be told."),
        may("note", Kind::Text, "What else to know."),
    ],
};

static CADENCE: Shape = Shape {
    header: "[[cadence]]",
    what: "a cadence",
    doc: "A thing to repeat while a stage lasts, such as a status update.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        must("title", Kind::Text, "What it is called."),
        must("every", Kind::Duration, "How often."),
        must("during", Kind::OneOf(&["emergency", "follow-up", "standing", "run"]), "A stage, or `run`."),
        may("when", Kind::Condition, "Whether it runs at all."),
    ],
};

static NOTICE: Shape = Shape {
    header: "[[notice]]",
    what: "a notice",
    doc: "A document drafted from a template and the run's values.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        must("kind", Kind::OneOf(&["report", "notification", "circular", "statement"]), "Its form."),
        must("title", Kind::Text, "What it is called."),
        may("each", Kind::Ref, "A table ask: one document for each of its rows."),
        may(
            "approve",
            Kind::Ref,
            "The role that approves it; approving without it, or one's own draft, wants a reason.",
        ),
        may(
            "audience",
            Kind::OneOf(&["internal", "client", "regulator", "legal", "public"]),
            "Who reads it.",
        ),
        may("when", Kind::Condition, "Whether it is needed at all."),
        must(
            "body",
            Kind::Template,
            "The template: asks, `row.COLUMN`, `run.title`, `run.number`, `run.opened`; filters `time` and `date`.",
        ),
    ],
};

static METRIC: Shape = Shape {
    header: "[[metric]]",
    what: "a metric",
    doc: "A time between two moments of the run, with a target.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        must("title", Kind::Text, "What it is called."),
        must("from", Kind::Moment, "Where it starts."),
        must("to", Kind::Moment, "Where it ends."),
        may("target", Kind::Duration, "How long it should take at most."),
    ],
};

static COMMITMENT: Shape = Shape {
    header: "[[commitment]]",
    what: "a commitment",
    doc: "A promise that is shown as kept or not, with the steps and times that prove it.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        may("source", Kind::Line, "The document's number for it."),
        must("title", Kind::Text, "What it is called."),
        must("kept_by", Kind::Table(&KEPT_BY), "What proves it."),
        may("broken", Kind::Text, "What counts as broken."),
    ],
};

static KEPT_BY: Shape = Shape {
    header: "kept_by = { … }",
    what: "`kept_by`",
    doc: "What proves a commitment: steps that are done, a metric within its target, or both.",
    fields: &[
        may("steps", Kind::Refs, "The steps that keep it."),
        may("metric", Kind::Ref, "The metric that keeps it."),
    ],
};

/// A group of steps.
pub(crate) static PHASE: Shape = Shape {
    header: "[[phase]]",
    what: "a phase",
    doc: "A group of steps worked together.",
    fields: &[
        must("id", Kind::Id, "Its id."),
        must("title", Kind::Text, "What it is called."),
        must("stage", Kind::OneOf(STAGES), "How far from the event: hours, weeks, years."),
        must(
            "mode",
            Kind::OneOf(&["read-do", "do-confirm"]),
            "Read one, do it; or do from memory, then confirm each.",
        ),
        may("summary", Kind::Text, "What it is for."),
        may("pause", Kind::Text, "What is said aloud at its end."),
        may("step", Kind::Tables(&STEP), "Its steps, in order; at least one."),
    ],
};

/// One thing to do or to confirm.
pub(crate) static STEP: Shape = Shape {
    header: "[[phase.step]]",
    what: "a step",
    doc: "One thing to do or to confirm.",
    fields: &[
        must("id", Kind::Id, "Its id, unique in the runbook."),
        may("source", Kind::Lines, "The document's number or numbers that it serves."),
        must("title", Kind::Text, "What it is called."),
        may("guide", Kind::Text, "How to do it, in Markdown."),
        may("role", Kind::Ref, "Who does it."),
        may("must", Kind::Bool, "Whether skipping it is a deviation that the lead has to justify."),
        may("target", Kind::Duration, "The time budget from its start."),
        may("due", Kind::Duration, "The deadline, counted from `due_from`."),
        may("due_from", Kind::Moment, "Where the deadline counts from; `opened` where left out."),
        may(
            "done_at",
            Kind::Ref,
            "An ask of kind `datetime` that says when it was done; lateness is judged by it.",
        ),
        may("after", Kind::Refs, "The steps that come before."),
        may("when", Kind::Condition, "Whether it applies."),
        may(
            "known_only",
            Kind::Bool,
            "Whether it is proposed as the next step only once `when` is known to hold.",
        ),
        may("evidence", Kind::OneOf(&["required", "optional"]), "Whether it wants evidence."),
        may("sign_off", Kind::Whole(0, MAX_SIGN_OFF), "How many other people confirm it."),
        may("contact", Kind::Refs, "Whom to call."),
        may("ask", Kind::Tables(&ASK), "The asks that it carries; the keys of `[[ask]]`."),
        may("command", Kind::Tables(&COMMAND), "Commands that are shown and copied, never executed."),
        may("every", Kind::Duration, "How often it comes due again after it is done."),
        may(
            "each",
            Kind::Ref,
            "A table ask: the step is worked for each of its rows, and done once every row is settled.",
        ),
    ],
};

static COMMAND: Shape = Shape {
    header: "command = [{ … }]",
    what: "a command",
    doc: "A command line that is shown and copied, never executed.",
    fields: &[must("label", Kind::Text, "What it shows."), must("run", Kind::Line, "The command line.")],
};
