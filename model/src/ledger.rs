//! The ledger: every comment on a proposal with how it ended, line by line, sifted and sorted.

use crate::{
    ids::{AccountId, OrganisationId, ThreadId, Timestamp},
    language::Language,
    proposal::{FieldName, SectionKey},
    suggestion::Suggestion,
    text::{self, key},
    thread::{Comment, Decision, Outcome, Severity},
};
use serde::{Deserialize, Serialize};

/// A thread as the ledger of decisions shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    pub thread: ThreadId,
    pub field: FieldName,
    /// The words on which it stood last.
    pub quote: String,
    pub severity: Severity,
    pub next_edition: bool,
    /// What was to become of the words, where it is a suggestion.
    pub suggestion: Option<Suggestion>,
    pub is_open: bool,
    /// Oldest first, never empty: what was said when it was opened, then the answers.
    pub comments: Vec<Comment>,
    /// Oldest first; more than one when it was opened again, none while it was never decided.
    pub decisions: Vec<Decision>,
}

impl LedgerRow {
    /// Who opened it, as they are called.
    pub fn name(&self) -> &str {
        self.comments.first().map_or("", |it| it.name.as_str())
    }

    /// Who opened it.
    pub fn author(&self) -> Option<AccountId> {
        self.comments.first().map(|it| it.account)
    }

    /// For which side it was opened.
    pub fn side(&self) -> Option<OrganisationId> {
        self.comments.first().and_then(|it| it.side)
    }

    /// When it was opened.
    pub fn at(&self) -> Timestamp {
        self.comments.first().map_or(Timestamp(0), |it| it.at)
    }

    /// What was said after it was opened.
    pub fn answers(&self) -> &[Comment] {
        self.comments.get(1..).unwrap_or_default()
    }

    /// What was said: the first comment, or what was suggested.
    pub fn said(&self, language: Language) -> String {
        let body = self.comments.first().map_or("", |it| it.body.as_str());
        let Some(suggestion) = &self.suggestion else {
            return body.to_owned();
        };
        let (was, wants) = (suggestion.was.as_str(), suggestion.wants());
        let values = [("was", was.into()), ("wants", (&wants).into())];
        let words = text::say_with(language, key::LEDGER_SUGGESTION, &values);
        match body.is_empty() {
            true => words,
            false => format!("{words} {body}"),
        }
    }
}

/// A line of the ledger: a thread with one of its decisions, or that nobody has decided on it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    pub row: LedgerRow,
    pub decision: Option<Decision>,
}

impl LedgerLine {
    /// How it ended by this line.
    pub fn ending(&self) -> Ending {
        self.decision
            .as_ref()
            .map_or(Ending::Open, |it| Ending::Decided(it.outcome))
    }
}

/// How a line of the ledger ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Open,
    Decided(Outcome),
}

impl Ending {
    /// All endings: what waits first.
    pub const ALL: [Ending; 5] = [
        Ending::Open,
        Ending::Decided(Outcome::Taken),
        Ending::Decided(Outcome::TakenDifferently),
        Ending::Decided(Outcome::NotTaken),
        Ending::Decided(Outcome::Later),
    ];

    /// The stable name, as in `?outcome=`.
    pub fn code(self) -> &'static str {
        match self {
            Ending::Open => "open",
            Ending::Decided(outcome) => outcome.code(),
        }
    }

    /// The ending of a stable name.
    pub fn from_code(code: &str) -> Option<Ending> {
        Ending::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// In which order the lines stand. What is equal stays in the order in which it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LedgerOrder {
    /// As it was opened, oldest first.
    #[default]
    Opened,
    Newest,
    /// As the proposal's sections stand.
    Section,
    Severity,
    Outcome,
    Person,
}

impl LedgerOrder {
    /// All orders, in the order in which they are offered.
    pub const ALL: [LedgerOrder; 6] = [
        LedgerOrder::Opened,
        LedgerOrder::Newest,
        LedgerOrder::Section,
        LedgerOrder::Severity,
        LedgerOrder::Outcome,
        LedgerOrder::Person,
    ];

    /// The stable name, as in `?sort=`.
    pub fn code(self) -> &'static str {
        match self {
            LedgerOrder::Opened => "opened",
            LedgerOrder::Newest => "newest",
            LedgerOrder::Section => "section",
            LedgerOrder::Severity => "severity",
            LedgerOrder::Outcome => "outcome",
            LedgerOrder::Person => "person",
        }
    }

    /// The order of a stable name.
    pub fn from_code(code: &str) -> Option<LedgerOrder> {
        LedgerOrder::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Which lines somebody wants to see; none of a kind is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Who opened it, answered, or decided.
    pub person: Option<AccountId>,
    pub section: Option<SectionKey>,
    pub ending: Option<Ending>,
    pub severity: Option<Severity>,
    /// For which side it was opened.
    pub side: Option<OrganisationId>,
    pub language: Option<Language>,
    pub order: LedgerOrder,
}

impl LedgerFilter {
    /// The filter of an address: a value that names nothing leaves nothing out.
    pub fn of(value: impl Fn(&str) -> Option<String>) -> LedgerFilter {
        let code = |name: &str| value(name).filter(|it| !it.is_empty());
        LedgerFilter {
            person: code("person").and_then(|it| it.parse().ok()),
            section: code("section").map(SectionKey),
            ending: code("outcome").and_then(|it| Ending::from_code(&it)),
            severity: code("severity").and_then(|it| Severity::from_code(&it)),
            side: code("side").and_then(|it| it.parse().ok()),
            language: code("language").and_then(|it| Language::from_code(&it)),
            order: code("sort")
                .and_then(|it| LedgerOrder::from_code(&it))
                .unwrap_or_default(),
        }
    }

    /// The same as the query of an address; empty where nothing is left out.
    pub fn query(&self) -> String {
        let person = self.person.map(|it| it.to_string());
        let side = self.side.map(|it| it.to_string());
        let order = Some(self.order).filter(|it| *it != LedgerOrder::default());
        let pairs = [
            ("person", person.as_deref()),
            ("section", self.section.as_ref().map(|it| it.0.as_str())),
            ("outcome", self.ending.map(Ending::code)),
            ("severity", self.severity.map(Severity::code)),
            ("side", side.as_deref()),
            ("language", self.language.map(Language::code)),
            ("sort", order.map(LedgerOrder::code)),
        ];
        // Every value is an id or a stable name: none has a sign that an address escapes.
        let pairs = pairs.into_iter().filter_map(|(name, value)| {
            let plain = |it: &&str| {
                it.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
            };
            value.filter(plain).map(|value| format!("{name}={value}"))
        });
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Whether every line is wanted.
    pub fn is_all(&self) -> bool {
        let of_order = LedgerFilter {
            order: self.order,
            ..LedgerFilter::default()
        };
        *self == of_order
    }

    fn keeps(&self, line: &LedgerLine) -> bool {
        let row = &line.row;
        let by = |person: &AccountId| {
            let decided = line.decision.as_ref().map(|it| it.account);
            decided == Some(*person) || row.comments.iter().any(|it| it.account == *person)
        };
        self.person.as_ref().is_none_or(by)
            && self
                .section
                .as_ref()
                .is_none_or(|it| *it == row.field.section)
            && self.ending.is_none_or(|it| it == line.ending())
            && self.severity.is_none_or(|it| it == row.severity)
            && self.side.is_none_or(|it| Some(it) == row.side())
            && self.language.is_none_or(|it| it == row.field.language)
    }

    /// The wanted lines of a ledger in their order; `sections` are those of the proposal.
    pub fn lines(&self, ledger: Vec<LedgerRow>, sections: &[SectionKey]) -> Vec<LedgerLine> {
        let lines = ledger.into_iter().flat_map(|row| {
            let open = row.is_open.then_some(None);
            let decided = row.decisions.clone().into_iter().map(Some);
            let line = move |decision| LedgerLine {
                row: row.clone(),
                decision,
            };
            decided.chain(open).map(line).collect::<Vec<_>>()
        });
        let mut lines: Vec<_> = lines.filter(|line| self.keeps(line)).collect();
        let place = |code: SectionKey| sections.iter().position(|it| *it == code);
        let weight = |severity| Severity::ALL.iter().position(|it| *it == severity);
        let end = |ending| Ending::ALL.iter().position(|it| *it == ending);
        match self.order {
            LedgerOrder::Opened => {}
            LedgerOrder::Newest => lines.reverse(),
            LedgerOrder::Section => lines.sort_by_key(|it| place(it.row.field.section.clone())),
            LedgerOrder::Severity => lines.sort_by_key(|it| weight(it.row.severity)),
            LedgerOrder::Outcome => lines.sort_by_key(|it| end(it.ending())),
            LedgerOrder::Person => lines.sort_by_key(|it| it.row.name().to_lowercase()),
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ids::CommentId;
    use uuid::Uuid;

    fn comment(account: u128, side: Option<u128>, at: i64) -> Comment {
        Comment {
            id: CommentId(Uuid::from_u128(at as u128)),
            account: AccountId(Uuid::from_u128(account)),
            name: ["Zane", "anna", "Ģirts"][account as usize % 3].to_owned(),
            side: side.map(|it| OrganisationId(Uuid::from_u128(it))),
            body: "body".to_owned(),
            at: Timestamp(at),
        }
    }

    fn decision(outcome: Outcome, account: u128) -> Decision {
        Decision {
            outcome,
            reason: "reason".to_owned(),
            account: AccountId(Uuid::from_u128(account)),
            name: "decider".to_owned(),
            at: Timestamp(9),
            version_number: 1,
        }
    }

    fn row(number: u128, field: &str, severity: Severity, comments: Vec<Comment>) -> LedgerRow {
        LedgerRow {
            thread: ThreadId(Uuid::from_u128(number)),
            field: field.parse().unwrap(),
            quote: "words".to_owned(),
            severity,
            next_edition: false,
            suggestion: None,
            is_open: true,
            comments,
            decisions: Vec::new(),
        }
    }

    /// 1: an objection of side 7, accepted, then open again. 2: a question of nobody's side with an
    /// answer. 3: a remark of side 8, postponed.
    fn ledger() -> Vec<LedgerRow> {
        let mut first = row(1, "b.lv", Severity::Blocking, vec![comment(0, Some(7), 1)]);
        first.decisions = vec![decision(Outcome::Taken, 5)];
        let talk = vec![comment(1, None, 2), comment(2, Some(8), 3)];
        let second = row(2, "a.pl", Severity::Question, talk);
        let mut third = row(3, "b.pl", Severity::Remark, vec![comment(2, Some(8), 4)]);
        third.decisions = vec![decision(Outcome::Later, 0)];
        third.is_open = false;
        vec![first, second, third]
    }

    /// The threads of the lines that an address asks for, with how each ends.
    fn asked(address: &str) -> String {
        let value = |name: &str| {
            let mut pairs = address.split('&').filter_map(|it| it.split_once('='));
            pairs
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.to_owned())
        };
        let filter = LedgerFilter::of(value);
        let sections = ["a", "b"].map(|it| SectionKey(it.to_owned()));
        let lines = filter.lines(ledger(), &sections);
        let said =
            |line: &LedgerLine| format!("{} {}", line.row.thread.0.as_u128(), line.ending().code());
        lines.iter().map(said).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_decision_is_a_line_and_what_waits_is_one_as_well() {
        assert_eq!(asked(""), "1 taken, 1 open, 2 open, 3 later");
        assert_eq!(asked("outcome=nothing&section=&sort=x"), asked(""));
    }

    #[test]
    fn lines_are_sifted_by_each_of_their_parts() {
        let person = |number: u128| format!("person={}", Uuid::from_u128(number));
        assert_eq!(asked(&person(1)), "2 open");
        assert_eq!(asked(&person(2)), "2 open, 3 later", "who answered as well");
        assert_eq!(asked(&person(5)), "1 taken", "who decided");
        assert_eq!(asked("section=b"), "1 taken, 1 open, 3 later");
        assert_eq!(asked("outcome=open"), "1 open, 2 open");
        assert_eq!(asked("outcome=later"), "3 later");
        assert_eq!(asked("severity=question"), "2 open");
        let side = format!("side={}", Uuid::from_u128(8));
        assert_eq!(
            asked(&side),
            "3 later",
            "whose comment it is, not whose answer"
        );
        assert_eq!(asked("language=pl"), "2 open, 3 later");
        assert_eq!(asked("language=pl&outcome=open"), "2 open");
    }

    #[test]
    fn lines_stand_in_the_asked_order() {
        assert_eq!(asked("sort=newest"), "3 later, 2 open, 1 open, 1 taken");
        assert_eq!(asked("sort=section"), "2 open, 1 taken, 1 open, 3 later");
        assert_eq!(asked("sort=severity"), "1 taken, 1 open, 2 open, 3 later");
        assert_eq!(asked("sort=outcome"), "1 open, 2 open, 1 taken, 3 later");
        assert_eq!(asked("sort=person"), "2 open, 1 taken, 1 open, 3 later");
    }

    #[test]
    fn a_filter_is_read_again_from_its_own_address() {
        let filter = LedgerFilter {
            person: Some(AccountId(Uuid::from_u128(5))),
            section: Some(SectionKey("impact_2".to_owned())),
            ending: Some(Ending::Decided(Outcome::TakenDifferently)),
            severity: Some(Severity::Blocking),
            side: Some(OrganisationId(Uuid::from_u128(7))),
            language: Some(Language::Pl),
            order: LedgerOrder::Person,
        };
        let query = filter.query();
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|it| it.split_once('='));
            pairs.find(|it| it.0 == name).map(|it| it.1.to_owned())
        };
        assert_eq!(LedgerFilter::of(value), filter);
        assert!(!filter.is_all() && LedgerFilter::default().is_all());
        assert_eq!(LedgerFilter::default().query(), "");
        let hostile = LedgerFilter {
            section: Some(SectionKey("a&person=1\"<".to_owned())),
            ..LedgerFilter::default()
        };
        assert_eq!(hostile.query(), "");
    }
}
