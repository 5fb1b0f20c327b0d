//! Everything about one clock of a run, in words.

use super::{nature, notice_title, sure_of_row, term, title, waits_for};
use crate::locale::{Lang, Word, clock as words};
use crate::report::account::Account;
use crate::report::{name, value, words as vocabulary};
use crate::run::{ClockStanding, ClockState, Reading, WhyNot};
use crate::runbook::catalogue::Weekend;
use crate::runbook::{CatalogueRow, Clock, ClockLimit, MomentRef};
use crate::text::SafeText;

/// A clock of a run, told in one language.
#[derive(Clone, Copy)]
pub struct ClockAccount<'a> {
    account: Account<'a>,
    state: &'a ClockState,
    clock: &'a Clock,
}

impl<'a> ClockAccount<'a> {
    /// For telling one clock.
    pub fn new(account: Account<'a>, state: &'a ClockState) -> Self {
        Self { account, state, clock: &account.run.book.clocks[state.clock] }
    }

    const fn lang(&self) -> Lang {
        self.account.lang
    }

    /// Everything about it: a word, and what there is to say, a line each.
    pub fn facts(&self) -> Vec<(Word, SafeText)> {
        let mut facts = Vec::new();
        facts.extend(self.why().map(|why| (words::WHY, why)));
        facts.extend(self.met().map(|met| (words::MET, met)));
        facts.extend(self.due().map(|due| (words::DUE, due)));
        facts.extend(self.seen().map(|seen| (words::SEEN, seen)));
        facts.extend(self.readings().into_iter().map(|reading| (words::STARTS, reading)));
        facts.push((words::LIMIT, self.limit()));
        facts.extend(self.unknown_years().map(|years| (words::NOTE, years)));
        facts.extend(self.text(self.clock.recipient()).map(|text| (words::TO_WHOM, text)));
        facts.extend(self.who().map(|who| (words::BY_WHOM, who)));
        facts.push((words::MEETS, self.meets()));
        facts.push((words::BASIS, self.basis()));
        if let Some(row) = &self.clock.row {
            facts.push((words::NATURE, nature(row).text(self.lang())));
            facts.extend(self.in_force(row).map(|text| (words::IN_FORCE, text)));
            facts.extend(self.text(row.applies.as_ref()).map(|text| (words::APPLIES, text)));
            facts.extend(self.text(row.content.as_ref()).map(|text| (words::CONTENT, text)));
        }
        facts.extend(self.text(self.clock.note.as_ref()).map(|text| (words::NOTE, text)));
        if let Some(row) = &self.clock.row {
            facts.extend(self.text(row.note.as_ref()).map(|text| (words::NOTE, text)));
            facts.extend(row.weekend.map(|weekend| (words::WEEKEND, self.weekend(weekend))));
            facts.extend(row.source.as_ref().map(|source| (words::SOURCE, SafeText::line(source))));
            if !self.account.run.book.catalogue.sealed {
                facts.push((words::NOTE, words::NOT_SEALED.text(self.lang())));
            }
        }
        facts
    }

    fn text(&self, text: Option<&crate::runbook::Text>) -> Option<SafeText> {
        text.map(|text| SafeText::line(text.get(self.lang())))
    }

    /// Why it does not apply, or what decides whether it does.
    pub fn why(&self) -> Option<SafeText> {
        let run = self.account.run;
        match self.state.standing {
            ClockStanding::NotApplicable(WhyNot::Condition) => {
                let when = self.clock.when.as_ref()?;
                let answers = when.asks().into_iter().filter_map(|id| {
                    let answer = run.ask(id)?.answer.as_ref()?;
                    let ask = run.book.ask(id)?;
                    let answer = value::answer(answer, Some(&ask.kind), self.lang(), self.account.zone);
                    Some(
                        SafeText::line(ask.label.get(self.lang()))
                            .then(&words::COLON.text(self.lang()))
                            .then(&answer),
                    )
                });
                Some(value::join(answers, words::COMMA.get(self.lang())))
            }
            ClockStanding::NotApplicable(WhyNot::EmptyTable) => {
                Some(name::no_rows(run, self.clock.each.as_ref()?, self.lang()))
            }
            ClockStanding::NotApplicable(WhyNot::NotInForce { .. }) => {
                Some(words::WHY_NOT_IN_FORCE.text(self.lang()))
            }
            ClockStanding::NotApplicable(WhyNot::Yields(other)) => {
                Some(words::WHY_YIELDS.with(self.lang(), &[&title(run, other, None, self.lang())]))
            }
            ClockStanding::Running
            | ClockStanding::WithoutNumber
            | ClockStanding::LimitMissing
            | ClockStanding::NotStarted
            | ClockStanding::NoRows => {
                let asks = waits_for(run, self.state);
                let labels = asks.into_iter().filter_map(|id| run.book.ask(id));
                let labels = labels.map(|ask| SafeText::line(ask.label.get(self.lang())));
                let labels = value::join(labels, words::COMMA.get(self.lang()));
                let word = match self.state.standing {
                    ClockStanding::NotStarted | ClockStanding::NoRows => words::MAY_APPLY,
                    ClockStanding::Running
                    | ClockStanding::WithoutNumber
                    | ClockStanding::LimitMissing
                    | ClockStanding::Met
                    | ClockStanding::NotApplicable(_) => words::WAITS_FOR,
                };
                self.state.is_undecided().then(|| word.with(self.lang(), &[&labels]))
            }
            ClockStanding::Met => None,
        }
    }

    fn met(&self) -> Option<SafeText> {
        let met = self.state.met?;
        let mut text = SafeText::line(&self.account.zone.full(met.at));
        if let Some(entry) = self.account.entry(met.fact) {
            text = text
                .then(&SafeText::word(" "))
                .then(&entry.person)
                .then(&SafeText::word(" "))
                .then(&entry.sentence);
        }
        if let Some(due) = self.state.due().filter(|_| self.state.was_met_late()) {
            let late = value::span((met.at - due).num_seconds().unsigned_abs(), self.lang());
            text = text.then(&SafeText::word(" · ")).then(&words::MET_LATE.with(self.lang(), &[&late]));
        }
        Some(text)
    }

    /// When it ends, with the last day where it ends with one.
    pub fn due(&self) -> Option<SafeText> {
        let applies = !matches!(self.state.standing, ClockStanding::NotApplicable(_));
        let reading = self.state.leading().filter(|_| applies)?;
        Some(self.end(reading))
    }

    /// Who has seen it run out, and when; it is still to be met.
    pub fn seen(&self) -> Option<SafeText> {
        let Account { run, lang, zone, .. } = self.account;
        let fact = run.facts().get(run.clock_seen(self.state)?)?;
        Some(words::SEEN_BY.with(lang, &[&run.display_of(&fact.by), &zone.minute(fact.at)]))
    }

    fn end_in_short(&self, reading: &Reading) -> SafeText {
        match &reading.end {
            Some(end) if end.last_day.is_none() => SafeText::line(&self.account.zone.minute(end.at)),
            Some(_) | None => self.end(reading),
        }
    }

    fn end(&self, reading: &Reading) -> SafeText {
        let Some(end) = &reading.end else { return SafeText::default() };
        let zone = self.clock.row.as_ref().and_then(|row| row.zone.as_ref());
        match (end.last_day, zone) {
            (Some(day), Some(zone)) => words::LAST_DAY.with(self.lang(), &[&day, &zone.name()]),
            (Some(_) | None, _) => SafeText::line(&self.account.zone.full(end.at)),
        }
    }

    /// Every reading of the start; of several the one that leads says so.
    pub fn readings(&self) -> Vec<SafeText> {
        let leading = self.state.leading();
        let several = self.state.readings.len() > 1;
        let known = self.state.readings.iter().filter(|reading| reading.end.is_some()).count();
        let one = |reading: &Reading| {
            let from = self.moment(&reading.from);
            let Some(start) = reading.start else {
                return words::READING_MISSING.with(self.lang(), &[&from]);
            };
            let start = SafeText::line(&self.account.zone.minute(start));
            if reading.end.is_none() || !several {
                return words::READING.with(self.lang(), &[&from, &start]);
            }
            let leads = leading == Some(reading) && known > 1;
            let word = if leads { words::READING_LEADS } else { words::READING_ENDS };
            word.with(self.lang(), &[&from, &start, &self.end_in_short(reading)])
        };
        self.state.readings.iter().map(one).collect()
    }

    /// A moment of the runbook in words.
    pub fn moment(&self, moment: &MomentRef) -> SafeText {
        let (run, lang) = (self.account.run, self.lang());
        match moment {
            MomentRef::Opened => words::FROM_OPENED.text(lang),
            MomentRef::Closed => words::FROM_CLOSED.text(lang),
            MomentRef::Ask(id) => name::ask_of(run, id, lang),
            MomentRef::Step(id) => words::FROM_STEP.with(lang, &[&name::step_of(run, id, lang)]),
            MomentRef::Sent(id) => words::FROM_SENT.with(lang, &[&notice_title(run, id, lang)]),
            MomentRef::Met(id) => {
                let of = run.clock_place(id.as_str());
                let of =
                    of.map_or_else(|| SafeText::line(id.as_str()), |place| title(run, place, None, lang));
                words::FROM_MET.with(lang, &[&of])
            }
            MomentRef::StageEnded(stage) => {
                words::FROM_STAGE.with(lang, &[&vocabulary::stage(*stage).get(lang)])
            }
        }
    }

    fn limit(&self) -> SafeText {
        match (&self.clock.limit, self.clock.row.as_ref().and_then(|row| row.limit)) {
            (Some(ClockLimit::Period(period)), _) => value::period(*period, self.lang()),
            (Some(ClockLimit::Column(column)), _) => {
                let cell = self.state.row.and_then(|row| {
                    let row = self.account.run.clock_row(self.state.clock, row)?;
                    row.cells.get(column)
                });
                let table =
                    self.clock.each.as_ref().and_then(|each| self.account.run.book.ask(each.as_str()));
                let known = name::columns(table).iter().find(|known| known.id == *column);
                let label = known.map_or_else(
                    || SafeText::line(column.as_str()),
                    |column| name::column(column, self.lang()),
                );
                match cell {
                    Some(cell) => {
                        value::answer(cell, known.map(|column| &column.kind), self.lang(), self.account.zone)
                    }
                    None => words::OF_ROW.with(self.lang(), &[&label]),
                }
            }
            (None, Some(limit)) => term(limit, self.lang()),
            (None, None) => words::NO_NUMBER.text(self.lang()),
        }
    }

    fn unknown_years(&self) -> Option<SafeText> {
        let end = self.state.leading()?.end.as_ref()?;
        let years: Vec<String> = end.unknown_years.iter().map(ToString::to_string).collect();
        (!years.is_empty()).then(|| words::YEARS_UNKNOWN.with(self.lang(), &[&years.join(", ")]))
    }

    /// Who does what meets it.
    fn who(&self) -> Option<SafeText> {
        let run = self.account.run;
        let role = |by: &MomentRef| match by {
            MomentRef::Step(id) => run.book.step(id.as_str())?.role.as_ref(),
            MomentRef::Sent(id) => run.book.notices.iter().find(|notice| notice.id == *id)?.approve.as_ref(),
            MomentRef::Opened
            | MomentRef::Closed
            | MomentRef::Ask(_)
            | MomentRef::Met(_)
            | MomentRef::StageEnded(_) => None,
        };
        let mut roles: Vec<SafeText> = Vec::new();
        for role in self.clock.met_by.iter().filter_map(role) {
            let role = name::role_of(run, role, self.lang());
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        (!roles.is_empty()).then(|| value::join(roles, words::COMMA.get(self.lang())))
    }

    /// What meets it.
    pub fn meets(&self) -> SafeText {
        let (run, lang) = (self.account.run, self.lang());
        let act = |by: &MomentRef| match by {
            MomentRef::Step(id) => words::MET_BY_STEP.with(lang, &[&name::step_of(run, id, lang)]),
            MomentRef::Sent(id) => words::MET_BY_NOTICE.with(lang, &[&notice_title(run, id, lang)]),
            MomentRef::Opened
            | MomentRef::Closed
            | MomentRef::Ask(_)
            | MomentRef::Met(_)
            | MomentRef::StageEnded(_) => self.moment(by),
        };
        let acts = self.clock.met_by.iter().map(act).chain([words::MET_BY_RECORD.text(lang)]);
        value::join(acts, words::OR.get(lang))
    }

    /// Instrument and article, and how sure that is.
    pub fn basis(&self) -> SafeText {
        let lang = self.lang();
        let own = self.text(self.clock.basis.as_ref());
        let (text, sure) = match (&self.clock.row, own) {
            (Some(row), own) => {
                let law = SafeText::line(row.instrument.get(lang))
                    .then(&SafeText::word(" "))
                    .then(&SafeText::line(row.article.get(lang)));
                let sure = sure_of_row(row).text(lang);
                let sure = if row.own {
                    sure.then(&SafeText::word(" · ")).then(&words::SURE_OWN.text(lang))
                } else {
                    sure
                };
                (own.unwrap_or(law), sure)
            }
            (None, own) => (own.unwrap_or_default(), words::SURE_RUNBOOK.text(lang)),
        };
        let dot = if text.is_empty() { "" } else { " · " };
        text.then(&SafeText::word(dot)).then(&sure)
    }

    fn in_force(&self, row: &CatalogueRow) -> Option<SafeText> {
        match (row.effective_from, row.effective_until) {
            (Some(from), Some(until)) => Some(words::FROM_UNTIL_DAY.with(self.lang(), &[&from, &until])),
            (Some(from), None) => Some(words::FROM_DAY.with(self.lang(), &[&from])),
            (None, Some(until)) => Some(words::UNTIL_DAY.with(self.lang(), &[&until])),
            (None, None) => None,
        }
    }

    fn weekend(&self, weekend: Weekend) -> SafeText {
        let word = match weekend {
            Weekend::RunsThrough => words::RUNS_THROUGH,
            Weekend::NoneStated => words::NONE_STATED,
            Weekend::ReliefNotModelled => words::RELIEF_NOT_MODELLED,
            Weekend::WorkingDaysOnly => words::WORKING_DAYS_ONLY,
        };
        word.text(self.lang())
    }
}
