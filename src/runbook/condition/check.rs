//! A typed tree goes on, a tree that compares what never compares is told why not.

use std::ops::Range;

use super::kind::{comparable, expected_value, has, ordered};
use super::parse::{Node, NodeKind};
use super::{Comparison, ConditionProblem, Expr, Found, Literal, Named, Names, Operand, Place, Row};
use crate::runbook::ask::{AskKind, Choice, Column};
use crate::runbook::{Id, suggest};
use crate::time::Period;

/// The state of checking one condition.
pub(super) struct Check<'n> {
    names: &'n dyn Names,
    pub(super) problems: Vec<Found>,
    pub(super) asks: Vec<Id>,
}

/// One side of a comparison, as far as it is known.
enum Side<'n> {
    Asked(Place, &'n AskKind, String),
    Fixed(Fixed),
    Truth(Expr),
}

/// A value written in the condition.
enum Fixed {
    Text(String),
    Number(crate::runbook::decimal::Decimal),
    List,
}

impl<'n> Check<'n> {
    pub(super) fn new(names: &'n dyn Names) -> Self {
        Self { names, problems: Vec::new(), asks: Vec::new() }
    }

    fn report<T>(&mut self, span: &Range<usize>, problem: ConditionProblem) -> Option<T> {
        self.problems.push((span.clone(), problem));
        None
    }

    /// A part that must be true or false.
    pub(super) fn truth(&mut self, node: &Node) -> Option<Expr> {
        match &node.kind {
            NodeKind::Fixed(value) => Some(Expr::Fixed(*value)),
            NodeKind::Not(inner) => self.truth(inner).map(|inner| Expr::Not(Box::new(inner))),
            NodeKind::All(parts) => self.truths(parts).map(Expr::All),
            NodeKind::Any(parts) => self.truths(parts).map(Expr::Any),
            NodeKind::Compare(left, comparison, right) => self.compare(node, left, *comparison, right),
            NodeKind::In(item, list) => self.membership(node, item, list),
            NodeKind::Name(_) | NodeKind::Cell(_) => match self.side(node)? {
                Side::Truth(expr) => Some(expr),
                Side::Asked(_, kind, name) => {
                    self.report(&node.span, ConditionProblem::NotYesNo { name, kind: kind.code() })
                }
                Side::Fixed(_) => None,
            },
            NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::List(_) => {
                self.report(&node.span, ConditionProblem::NoTruth {})
            }
        }
    }

    /// All parts, so that the problems of each are told.
    fn truths(&mut self, parts: &[Node]) -> Option<Vec<Expr>> {
        let parts: Vec<Option<Expr>> = parts.iter().map(|part| self.truth(part)).collect();
        parts.into_iter().collect()
    }

    fn side(&mut self, node: &Node) -> Option<Side<'n>> {
        match &node.kind {
            NodeKind::Name(name) => self.ask(node, name),
            NodeKind::Cell(column) => self.cell(node, column),
            NodeKind::Text(text) => Some(Side::Fixed(Fixed::Text(text.clone()))),
            NodeKind::Number(number) => Some(Side::Fixed(Fixed::Number(number.clone()))),
            NodeKind::List(_) => Some(Side::Fixed(Fixed::List)),
            NodeKind::Fixed(_)
            | NodeKind::Not(_)
            | NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::Compare(..)
            | NodeKind::In(..) => self.truth(node).map(Side::Truth),
        }
    }

    fn ask(&mut self, node: &Node, name: &str) -> Option<Side<'n>> {
        let kind = match self.names.ask(name) {
            Named::Kind(kind) => kind,
            Named::Unsure => return None,
            Named::Nothing => {
                let near = self.names.nearest_ask(name);
                return self.report(&node.span, ConditionProblem::UnknownAsk { name: name.to_owned(), near });
            }
        };
        let id = Id::new(name)?;
        if !self.asks.contains(&id) {
            self.asks.push(id.clone());
        }
        Some(asked(Place::Ask(id), kind, name.to_owned()))
    }

    fn cell(&mut self, node: &Node, name: &str) -> Option<Side<'n>> {
        let columns = match self.names.row() {
            Row::Columns(columns) => columns,
            Row::Unsure => return None,
            Row::Nothing => return self.report(&node.span, ConditionProblem::NoRow {}),
        };
        let Some(Column { id, kind, .. }) = columns.iter().find(|column| column.id.as_str() == name) else {
            let near = suggest::nearest(name, columns.iter().map(|column| column.id.as_str()));
            return self.report(&node.span, ConditionProblem::UnknownColumn { name: name.to_owned(), near });
        };
        Some(asked(Place::Cell(id.clone()), kind, format!("row.{name}")))
    }

    fn compare(&mut self, whole: &Node, left: &Node, comparison: Comparison, right: &Node) -> Option<Expr> {
        let (l, r) = (self.side(left), self.side(right));
        match (l?, r?) {
            (Side::Truth(l), Side::Truth(r)) => self.same(whole, l, comparison, r),
            (Side::Asked(l, kind, name), Side::Fixed(value)) => {
                let literal = self.literal(right, &name, kind, value)?;
                self.compared(whole, l, kind, &name, comparison, Operand::Literal(literal))
            }
            (Side::Fixed(value), Side::Asked(r, kind, name)) => {
                let literal = self.literal(left, &name, kind, value)?;
                self.compared(whole, r, kind, &name, comparison.turned(), Operand::Literal(literal))
            }
            (Side::Asked(l, kind, name), Side::Asked(r, other, other_name)) => {
                if !comparable(kind, other) {
                    let problem = ConditionProblem::Mismatch {
                        left: name,
                        left_kind: kind.code(),
                        right: other_name,
                        right_kind: other.code(),
                    };
                    return self.report(&whole.span, problem);
                }
                self.compared(whole, l, kind, &name, comparison, Operand::Place(r))
            }
            (Side::Truth(_), Side::Asked(_, kind, name)) | (Side::Asked(_, kind, name), Side::Truth(_)) => {
                self.report(&whole.span, ConditionProblem::NotTruth { name, kind: kind.code() })
            }
            (Side::Truth(_), Side::Fixed(_)) | (Side::Fixed(_), Side::Truth(_)) => {
                self.report(&whole.span, ConditionProblem::TruthAndValue {})
            }
            (Side::Fixed(_), Side::Fixed(_)) => self.report(&whole.span, ConditionProblem::NothingAsked {}),
        }
    }

    fn same(&mut self, whole: &Node, left: Expr, comparison: Comparison, right: Expr) -> Option<Expr> {
        let same = Expr::Same(Box::new(left), Box::new(right));
        match comparison {
            Comparison::Equal => Some(same),
            Comparison::Unequal => Some(Expr::Not(Box::new(same))),
            Comparison::Less | Comparison::LessOrEqual | Comparison::More | Comparison::MoreOrEqual => {
                let problem = ConditionProblem::NoOrder { sign: comparison.sign(), kind: "yes-no" };
                self.report(&whole.span, problem)
            }
        }
    }

    fn compared(
        &mut self,
        whole: &Node,
        place: Place,
        kind: &AskKind,
        name: &str,
        comparison: Comparison,
        other: Operand,
    ) -> Option<Expr> {
        if let AskKind::Many(_) | AskKind::Table(_) = kind {
            let problem = ConditionProblem::NotOneValue { name: name.to_owned(), kind: kind.code() };
            return self.report(&whole.span, problem);
        }
        if comparison.orders() && !ordered(kind) {
            let problem = ConditionProblem::NoOrder { sign: comparison.sign(), kind: kind.code() };
            return self.report(&whole.span, problem);
        }
        Some(Expr::Compare(Operand::Place(place), comparison, other))
    }

    /// A written value, read as the kind of what it is compared with.
    fn literal(&mut self, node: &Node, name: &str, kind: &AskKind, value: Fixed) -> Option<Literal> {
        match (kind, value) {
            (AskKind::Text | AskKind::Lines | AskKind::Person, Fixed::Text(text)) => {
                Some(Literal::Text(text))
            }
            (AskKind::Choice(choices) | AskKind::Many(choices), Fixed::Text(text)) => {
                self.choice(node, name, choices, text)
            }
            (AskKind::Number { .. } | AskKind::Money { .. }, Fixed::Number(number)) => {
                Some(Literal::Number(number))
            }
            (AskKind::Datetime, Fixed::Text(text)) => match chrono::DateTime::parse_from_rfc3339(&text) {
                Ok(moment) => Some(Literal::Moment(moment.to_utc())),
                Err(_) => self.report(&node.span, ConditionProblem::BadMoment { text }),
            },
            (AskKind::Duration, Fixed::Text(text)) => match Period::parse(&text) {
                Ok(period) => Some(Literal::Seconds(period.rough_seconds())),
                Err(why) => self.report(&node.span, ConditionProblem::BadDuration { text, why }),
            },
            (AskKind::Table(_), _) => {
                let problem = ConditionProblem::NotOneValue { name: name.to_owned(), kind: kind.code() };
                self.report(&node.span, problem)
            }
            (_, value) => {
                let problem = ConditionProblem::WrongValue {
                    name: name.to_owned(),
                    kind: kind.code(),
                    found: value.noun(),
                    expected: expected_value(kind),
                };
                self.report(&node.span, problem)
            }
        }
    }

    fn choice(&mut self, node: &Node, name: &str, choices: &[Choice], text: String) -> Option<Literal> {
        if choices.iter().any(|choice| choice.id.as_str() == text) {
            return Some(Literal::Text(text));
        }
        let near = suggest::nearest(&text, choices.iter().map(|choice| choice.id.as_str()));
        let choices = choices.iter().map(|choice| choice.id.as_str().to_owned()).collect();
        let problem = ConditionProblem::NotAChoice { value: text, name: name.to_owned(), near, choices };
        self.report(&node.span, problem)
    }

    fn membership(&mut self, whole: &Node, item: &Node, list: &Node) -> Option<Expr> {
        if let NodeKind::List(items) = &list.kind {
            return self.in_list(whole, item, list, items);
        }
        let (many, choices, many_name) = match self.side(list)? {
            Side::Asked(place, AskKind::Many(choices), name) => (place, choices, name),
            Side::Asked(..) | Side::Fixed(_) | Side::Truth(_) => {
                return self.report(&list.span, ConditionProblem::InNeedsList {});
            }
        };
        let operand = match self.side(item)? {
            Side::Fixed(Fixed::Text(text)) => Operand::Literal(self.choice(item, &many_name, choices, text)?),
            Side::Asked(place, AskKind::Choice(ids), _) if ids.iter().any(|id| has(choices, id)) => {
                Operand::Place(place)
            }
            Side::Asked(..) | Side::Fixed(_) | Side::Truth(_) => {
                return self.report(&item.span, ConditionProblem::NotAnItem { name: many_name });
            }
        };
        Some(Expr::Has(operand, many))
    }

    fn in_list(&mut self, whole: &Node, item: &Node, list: &Node, items: &[Node]) -> Option<Expr> {
        let (place, kind, name) = match self.side(item)? {
            Side::Asked(place, kind, name) => (place, kind, name),
            Side::Fixed(_) => return self.report(&whole.span, ConditionProblem::NothingAsked {}),
            Side::Truth(_) => return self.report(&item.span, ConditionProblem::TruthAndValue {}),
        };
        if let AskKind::Many(_) | AskKind::Table(_) = kind {
            return self.report(&item.span, ConditionProblem::NotOneValue { name, kind: kind.code() });
        }
        if items.is_empty() {
            return self.report(&list.span, ConditionProblem::EmptyList {});
        }
        let mut literals = Vec::new();
        for node in items {
            match self.side(node) {
                Some(Side::Fixed(value)) => literals.push(self.literal(node, &name, kind, value)),
                Some(Side::Asked(..) | Side::Truth(_)) => {
                    literals.push(self.report(&node.span, ConditionProblem::ListOfAsks {}));
                }
                None => literals.push(None),
            }
        }
        let literals: Option<Vec<Literal>> = literals.into_iter().collect();
        Some(Expr::OneOf(Operand::Place(place), literals?))
    }
}

impl Fixed {
    const fn noun(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::List => "a list",
        }
    }
}

fn asked(place: Place, kind: &AskKind, name: String) -> Side<'_> {
    if *kind == AskKind::YesNo { Side::Truth(Expr::YesNo(place)) } else { Side::Asked(place, kind, name) }
}
