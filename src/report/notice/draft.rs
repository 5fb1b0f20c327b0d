//! A document as its template gives it from what a run knows now.

use std::collections::BTreeMap;

use crate::locale::{Lang, notice as words};
use crate::report::{name, value};
use crate::run::{Event, Row, Run, RunKind};
use crate::runbook::template::{self, Failed, Given, attribute};
use crate::runbook::{Answer, Ask, AskKind, Cells, Column, Id, Notice};
use crate::text::SafeText;
use crate::time::{Moment, Zone};

/// What a document is drafted from.
#[derive(Clone, Copy, Debug)]
pub struct Drafting<'a> {
    pub run: &'a Run,
    pub lang: Lang,
    pub zone: &'a Zone,
    pub now: Moment,
}

impl Drafting<'_> {
    /// A notice, or one row of it, as its template gives it now. A drill's says that it is one.
    pub fn draft(&self, notice: &Notice, row: Option<&Row>) -> Result<String, Failed> {
        let source = notice.body.get(self.lang);
        let table = notice.each.as_ref().and_then(|table| self.run.book.ask(table.as_str()));
        let mut known = BTreeMap::new();
        for named in template::names(source) {
            let given = match (named.as_str(), self.run.book.ask(&named)) {
                (_, Some(ask)) => self.ask(ask),
                ("row", None) => match row {
                    Some(row) => self.fields(name::columns(table), &row.cells),
                    None => Given::Gap(self.lang),
                },
                ("run", None) => self.of_run(),
                ("sent", None) => self.sent(),
                ("receipt", None) => self.receipts(),
                ("now", None) => self.moment(self.now),
                _ => Given::Gap(self.lang),
            };
            known.insert(named, given);
        }
        let text = template::render(source, &known)?;
        let text = text.trim_matches('\n').to_owned();
        if self.run.kind() == RunKind::Drill {
            let mark = words::DRILL_HEAD.get(self.lang);
            return Ok(format!("{mark}\n\n{text}"));
        }
        Ok(text)
    }

    fn ask(&self, ask: &Ask) -> Given {
        let state = self.run.ask(ask.id.as_str());
        if let AskKind::Table(columns) = &ask.kind {
            let rows = state.map_or(&[][..], |state| &state.rows);
            if let Some(none) = state.and_then(|state| state.answer.as_ref()) {
                return self.answer(none, &ask.kind);
            }
            return self.rows(columns, rows);
        }
        let answer = state.and_then(|state| state.answer.as_ref());
        answer.map_or(Given::Gap(self.lang), |answer| self.answer(answer, &ask.kind))
    }

    fn rows(&self, columns: &[Column], rows: &[Row]) -> Given {
        if rows.is_empty() {
            return Given::Gap(self.lang);
        }
        let line = |(n, row): (usize, &Row)| {
            let cells = columns.iter().filter_map(|column| {
                let cell = self.answer(row.cells.get(&column.id)?, &column.kind);
                Some(words::CELL.with(self.lang, &[&name::column(column, self.lang), &cell]))
            });
            let cells = value::join(cells, words::CELL_COMMA.get(self.lang));
            format!("{}. {cells}", n + 1)
        };
        let shown = rows.iter().enumerate().map(line).collect::<Vec<_>>().join("\n");
        let rows = rows.iter().map(|row| self.fields(columns, &row.cells)).collect();
        Given::Rows { shown, rows }
    }

    fn fields(&self, columns: &[Column], cells: &Cells) -> Given {
        let field = |column: &Column| {
            let cell = cells.get(&column.id);
            let given = cell.map_or(Given::Gap(self.lang), |cell| self.answer(cell, &column.kind));
            (column.id.to_string(), given)
        };
        let shown = cells.iter().next().map_or_else(String::new, |(id, cell)| {
            let kind = columns.iter().find(|column| column.id == *id).map(|column| &column.kind);
            value::answer(cell, kind, self.lang, self.zone).to_string()
        });
        Given::Fields { shown, fields: columns.iter().map(field).collect() }
    }

    fn answer(&self, answer: &Answer, kind: &AskKind) -> Given {
        let holds = *answer != Answer::YesNo(false);
        match answer {
            Answer::Datetime(at) => self.moment(*at),
            Answer::Choice(id) => self.chosen(answer, kind, std::slice::from_ref(id)),
            Answer::Many(ids) => self.chosen(answer, kind, ids),
            Answer::Lines(text) => {
                let lines = SafeText::lines(text.trim()).iter().map(ToString::to_string).collect::<Vec<_>>();
                Given::Text { shown: lines.join("\n"), holds }
            }
            Answer::NoRows([]) => Given::Rows {
                shown: value::answer(answer, Some(kind), self.lang, self.zone).to_string(),
                rows: Vec::new(),
            },
            Answer::Money { amount, currency } => {
                Given::Text { shown: money(amount, currency, self.lang), holds }
            }
            Answer::Text(_)
            | Answer::Person(_)
            | Answer::Number(_)
            | Answer::YesNo(_)
            | Answer::Duration(_) => {
                let shown = value::answer(answer, Some(kind), self.lang, self.zone).to_string();
                if shown.trim().is_empty() { Given::Gap(self.lang) } else { Given::Text { shown, holds } }
            }
        }
    }

    fn chosen(&self, answer: &Answer, kind: &AskKind, ids: &[Id]) -> Given {
        let shown = value::answer(answer, Some(kind), self.lang, self.zone).to_string();
        let options = if let AskKind::Choice(choices) | AskKind::Many(choices) = kind {
            choices.iter().map(|choice| (attribute(&choice.id), ids.contains(&choice.id))).collect()
        } else {
            BTreeMap::new()
        };
        Given::Chosen { shown, options }
    }

    /// With the zone's offset, except where a Chinese reader would take Beijing time for granted.
    fn moment(&self, at: Moment) -> Given {
        let local = self.zone.local(at);
        let offset = self.zone.offset_label(at);
        let (time, date) = match self.lang {
            Lang::Zh => ("%Y年%-m月%-d日 %H:%M", "%Y年%-m月%-d日"),
            Lang::En => ("%-d %B %Y %H:%M", "%-d %B %Y"),
        };
        let clock = local.format(time).to_string();
        let time = match self.lang {
            Lang::Zh if offset == "+08:00" => clock,
            Lang::Zh => format!("{clock}（UTC{offset}）"),
            Lang::En => format!("{clock} (UTC{offset})"),
        };
        Given::Moment { time, date: local.format(date).to_string() }
    }

    fn text(&self, text: &str) -> Given {
        let shown = SafeText::line(text).to_string();
        if shown.is_empty() { Given::Gap(self.lang) } else { Given::Text { shown, holds: true } }
    }

    fn of_run(&self) -> Given {
        let opened = self.run.opened_at().map_or(Given::Gap(self.lang), |at| self.moment(at));
        let fields = BTreeMap::from([
            ("title".to_owned(), self.text(self.run.title())),
            ("number".to_owned(), self.text(self.run.number())),
            ("opened".to_owned(), opened),
            ("evidence".to_owned(), self.text(&self.run.evidence().count().to_string())),
        ]);
        Given::Fields { shown: SafeText::line(self.run.number()).to_string(), fields }
    }

    /// When each notice was sent first: `sent.NOTICE`.
    fn sent(&self) -> Given {
        self.of_notices(|notice| self.run.all_sent_at(&notice.id).map(|at| self.moment(at)))
    }

    /// The number under which the first sending of each notice goes with its recipient: `receipt.NOTICE`.
    fn receipts(&self) -> Given {
        self.of_notices(|notice| {
            let sent = self.run.notice(&notice.id, None).sent;
            sent.into_iter().find_map(|place| match self.run.facts()[place].event() {
                Some(Event::NoticeSent { reference, .. }) if !reference.is_empty() => {
                    Some(self.text(reference))
                }
                Some(_) | None => None,
            })
        })
    }

    fn of_notices(&self, say: impl Fn(&Notice) -> Option<Given>) -> Given {
        let field = |notice: &Notice| (attribute(&notice.id), say(notice).unwrap_or(Given::Gap(self.lang)));
        Given::Fields { shown: String::new(), fields: self.run.book.notices.iter().map(field).collect() }
    }
}

/// `120,000元`, `CNY 120,000`.
fn money(amount: &str, currency: &str, lang: Lang) -> String {
    let (whole, rest) = amount.split_once('.').map_or((amount, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let number = rest.map_or_else(|| format!("{sign}{grouped}"), |rest| format!("{sign}{grouped}.{rest}"));
    let text = if lang == Lang::Zh && currency == "CNY" {
        format!("{number}元")
    } else {
        format!("{currency} {number}")
    };
    SafeText::line(&text).to_string()
}
