//! The truth of a condition, by Kleene's logic: unknown stays unknown unless the rest decides.

use std::cmp::Ordering;

use super::{Answers, Comparison, Expr, Literal, Operand, Place};
use crate::runbook::decimal::Decimal;
use crate::runbook::{Answer, Tri};
use crate::time::Period;

/// Whether an expression holds.
pub(super) fn truth(expr: &Expr, answers: &dyn Answers) -> Tri {
    match expr {
        Expr::Fixed(value) => known(*value),
        Expr::YesNo(place) => match find(place, answers) {
            Some(Answer::YesNo(value)) => known(*value),
            Some(_) | None => Tri::Unknown,
        },
        Expr::Not(inner) => not(truth(inner, answers)),
        Expr::All(parts) => decided_by(parts, Tri::False, Tri::True, answers),
        Expr::Any(parts) => decided_by(parts, Tri::True, Tri::False, answers),
        Expr::Same(left, right) => match (truth(left, answers), truth(right, answers)) {
            (Tri::Unknown, _) | (_, Tri::Unknown) => Tri::Unknown,
            (left, right) => known(left == right),
        },
        Expr::Compare(left, comparison, right) => compare(left, *comparison, right, answers),
        Expr::OneOf(operand, list) => match value(operand, answers) {
            Some(value) => known(list.contains(&value)),
            None => Tri::Unknown,
        },
        Expr::Has(operand, many) => match (value(operand, answers), find(many, answers)) {
            (Some(Literal::Text(item)), Some(Answer::Many(ids))) => {
                known(ids.iter().any(|id| id.as_str() == item))
            }
            (Some(_) | None, Some(_) | None) => Tri::Unknown,
        },
    }
}

fn known(value: bool) -> Tri {
    if value { Tri::True } else { Tri::False }
}

fn not(value: Tri) -> Tri {
    match value {
        Tri::True => Tri::False,
        Tri::False => Tri::True,
        Tri::Unknown => Tri::Unknown,
    }
}

/// One part that is `decisive` settles it, whatever is unknown beside it.
fn decided_by(parts: &[Expr], decisive: Tri, otherwise: Tri, answers: &dyn Answers) -> Tri {
    let mut result = otherwise;
    for part in parts {
        match truth(part, answers) {
            part if part == decisive => return decisive,
            Tri::Unknown => result = Tri::Unknown,
            Tri::True | Tri::False => {}
        }
    }
    result
}

fn find<'a>(place: &Place, answers: &'a dyn Answers) -> Option<&'a Answer> {
    match place {
        Place::Ask(id) => answers.answer(id.as_str()),
        Place::Cell(column) => answers.cell(column.as_str()),
    }
}

fn value(operand: &Operand, answers: &dyn Answers) -> Option<Literal> {
    match operand {
        Operand::Literal(literal) => Some(literal.clone()),
        Operand::Place(place) => match find(place, answers)? {
            Answer::Text(text) | Answer::Lines(text) | Answer::Person(text) => {
                Some(Literal::Text(text.clone()))
            }
            Answer::Choice(id) => Some(Literal::Text(id.as_str().to_owned())),
            Answer::Number(number) | Answer::Money { amount: number, .. } => {
                Decimal::parse(number).map(Literal::Number)
            }
            Answer::Datetime(moment) => Some(Literal::Moment(*moment)),
            Answer::Duration(text) => Period::parse(text).ok().map(|p| Literal::Seconds(p.rough_seconds())),
            Answer::Many(_) | Answer::YesNo(_) | Answer::NoRows(_) => None,
        },
    }
}

fn compare(left: &Operand, comparison: Comparison, right: &Operand, answers: &dyn Answers) -> Tri {
    let (Some(left), Some(right)) = (value(left, answers), value(right, answers)) else {
        return Tri::Unknown;
    };
    // An answer of another type than the ask now has, as after a changed runbook, decides nothing.
    let Some(order) = left.partial_cmp(&right).filter(|_| same_type(&left, &right)) else {
        return Tri::Unknown;
    };
    known(match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Unequal => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::More => order == Ordering::Greater,
        Comparison::MoreOrEqual => order != Ordering::Less,
    })
}

fn same_type(left: &Literal, right: &Literal) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
}
