//! Tokens to a tree of what was typed; types come later.

use std::ops::Range;

use super::token::{Placed, Token, cut};
use super::{Comparison, ConditionProblem, Found};
use crate::runbook::decimal::Decimal;
use crate::runbook::limits::{MAX_CONDITION_BYTES, MAX_CONDITION_DEPTH};

/// A part of a condition as it was typed.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) kind: NodeKind,
}

/// What a part is.
#[derive(Debug)]
pub(super) enum NodeKind {
    Fixed(bool),
    Text(String),
    Number(Decimal),
    Name(String),
    Cell(String),
    List(Vec<Node>),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Compare(Box<Node>, Comparison, Box<Node>),
    In(Box<Node>, Box<Node>),
}

/// Reads a condition's shape, or says what stops that.
pub(super) fn parse(source: &str) -> Result<Node, Found> {
    if source.len() > MAX_CONDITION_BYTES {
        return Err((0..source.len(), ConditionProblem::TooLong { limit: MAX_CONDITION_BYTES }));
    }
    let mut parser = Parser { source, tokens: cut(source)?, at: 0, depth: 0 };
    let node = parser.any()?;
    if *parser.token() == Token::End {
        return Ok(node);
    }
    Err(parser.unexpected("`&&`, `||`, a comparison or the end"))
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Placed<'s>>,
    at: usize,
    depth: usize,
}

type Parsed = Result<Node, Found>;

impl<'s> Parser<'s> {
    fn token(&self) -> &Token<'s> {
        self.tokens.get(self.at).map_or(&Token::End, |(_, token)| token)
    }

    fn span(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.source.len()..self.source.len(), |(span, _)| span.clone())
    }

    fn take(&mut self, wanted: &Token<'_>) -> bool {
        let found = self.token() == wanted;
        if found {
            self.at += 1;
        }
        found
    }

    fn unexpected(&self, expected: &'static str) -> Found {
        let span = self.span();
        let found = self.source.get(span.clone()).unwrap_or_default().to_owned();
        (span, ConditionProblem::Unexpected { found, expected })
    }

    fn any(&mut self) -> Parsed {
        self.joined(&Token::Or, Self::all, NodeKind::Any)
    }

    fn all(&mut self) -> Parsed {
        self.joined(&Token::And, Self::comparison, NodeKind::All)
    }

    fn joined(
        &mut self,
        sign: &Token<'_>,
        part: fn(&mut Self) -> Parsed,
        join: fn(Vec<Node>) -> NodeKind,
    ) -> Parsed {
        let first = part(self)?;
        if self.token() != sign {
            return Ok(first);
        }
        let mut span = first.span.clone();
        let mut parts = vec![first];
        while self.take(sign) {
            let next = part(self)?;
            span.end = next.span.end;
            parts.push(next);
        }
        Ok(Node { span, kind: join(parts) })
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.unary()?;
        let node = self.compared(left)?;
        if matches!(self.token(), Token::Compare(_) | Token::Word("in")) && node.is_comparison() {
            return Err((self.span(), ConditionProblem::Chained {}));
        }
        Ok(node)
    }

    fn compared(&mut self, left: Node) -> Parsed {
        let comparison = if let Token::Compare(comparison) = self.token() {
            Some(*comparison)
        } else if *self.token() == Token::Word("in") {
            None
        } else {
            return Ok(left);
        };
        self.at += 1;
        let right = self.unary()?;
        let span = left.span.start..right.span.end;
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = match comparison {
            Some(comparison) => NodeKind::Compare(left, comparison, right),
            None => NodeKind::In(left, right),
        };
        Ok(Node { span, kind })
    }

    fn deeper(&mut self, inner: fn(&mut Self) -> Parsed) -> Parsed {
        if self.depth == MAX_CONDITION_DEPTH {
            return Err((self.span(), ConditionProblem::TooDeep { limit: MAX_CONDITION_DEPTH }));
        }
        self.depth += 1;
        let node = inner(self);
        self.depth -= 1;
        node
    }

    fn unary(&mut self) -> Parsed {
        let start = self.span().start;
        if self.take(&Token::Not) {
            let inner = self.deeper(Self::unary)?;
            let span = start..inner.span.end;
            return Ok(Node { span, kind: NodeKind::Not(Box::new(inner)) });
        }
        self.primary()
    }

    fn primary(&mut self) -> Parsed {
        let span = self.span();
        let kind = match self.token().clone() {
            Token::Word("true") => NodeKind::Fixed(true),
            Token::Word("false") => NodeKind::Fixed(false),
            Token::Word("row") => return self.cell(),
            Token::Word("in") => return Err(self.unexpected("a value before `in`")),
            Token::Word(name) => NodeKind::Name(name.to_owned()),
            Token::Text(text) => NodeKind::Text(text),
            Token::Number(text) => match Decimal::parse(text) {
                Some(number) => NodeKind::Number(number),
                None => return Err((span, ConditionProblem::Number { found: text.to_owned() })),
            },
            Token::Open => return self.brackets(),
            Token::ListOpen => return self.deeper(Self::list),
            Token::Compare(_)
            | Token::And
            | Token::Or
            | Token::Not
            | Token::Dot
            | Token::Comma
            | Token::Close
            | Token::ListClose
            | Token::End => return Err(self.unexpected("an ask, a value or `(`")),
        };
        self.at += 1;
        Ok(Node { span, kind })
    }

    fn cell(&mut self) -> Parsed {
        let start = self.span().start;
        self.at += 1;
        if !self.take(&Token::Dot) {
            return Err(self.unexpected("`.` and the name of a column"));
        }
        let span = start..self.span().end;
        let Token::Word(column) = *self.token() else {
            return Err(self.unexpected("the name of a column"));
        };
        self.at += 1;
        Ok(Node { span, kind: NodeKind::Cell(column.to_owned()) })
    }

    fn brackets(&mut self) -> Parsed {
        let start = self.span().start;
        self.at += 1;
        let inner = self.deeper(Self::any)?;
        let span = start..self.span().end;
        if !self.take(&Token::Close) {
            return Err(self.unexpected("`)`"));
        }
        Ok(Node { span, kind: inner.kind })
    }

    fn list(&mut self) -> Parsed {
        let start = self.span().start;
        self.at += 1;
        let mut items = Vec::new();
        while *self.token() != Token::ListClose {
            items.push(self.primary()?);
            if !self.take(&Token::Comma) && *self.token() != Token::ListClose {
                return Err(self.unexpected("`,` or `]`"));
            }
        }
        let span = start..self.span().end;
        self.at += 1;
        Ok(Node { span, kind: NodeKind::List(items) })
    }
}

impl Node {
    fn is_comparison(&self) -> bool {
        matches!(self.kind, NodeKind::Compare(..) | NodeKind::In(..))
    }
}
