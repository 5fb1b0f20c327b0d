//! What every guide of the shipped runbooks holds to: parts, lengths, words of its own, law with its source.

use std::collections::BTreeMap;

use dutybook::locale::Lang;
use dutybook::runbook::{Runbook, Step};
use unicode_width::UnicodeWidthStr;

use super::coverage::headings;
use super::{has_han, shipped};

/// Every step with its runbook.
fn each(mut check: impl FnMut(&Runbook, &Step)) {
    for book in shipped() {
        for step in &book.steps {
            check(&book, step);
        }
    }
}

fn guide(step: &Step, lang: Lang) -> &str {
    step.guide.as_ref().unwrap().get(lang)
}

const fn parts(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["- **在哪**：", "- **完成**：", "- **记录**：", "- **当心**："],
        Lang::En => ["- **Where:** ", "- **Done when:** ", "- **Record:** ", "- **Beware:** "],
    }
}

#[test]
fn every_guide_says_what_where_when_done_what_to_record_and_what_to_beware_of() {
    each(|_, step| {
        for lang in Lang::ALL {
            let guide = guide(step, lang);
            assert!(guide.trim_start().starts_with("1. "), "{}: {guide}", step.id);
            let places: Vec<usize> = parts(lang)
                .iter()
                .map(|part| guide.find(part).unwrap_or_else(|| panic!("{} lacks {part}", step.id)))
                .collect();
            assert!(places.is_sorted(), "the parts of {} are out of order", step.id);
        }
    });
}

#[test]
fn every_guide_is_long_enough_to_act_on_and_short_enough_to_read() {
    each(|_, step| {
        let characters = guide(step, Lang::Zh).chars().filter(|c| has_han(&c.to_string())).count();
        assert!((60..=400).contains(&characters), "{}: {characters} characters", step.id);
        let word = |word: &&str| word.chars().any(char::is_alphanumeric);
        let words = guide(step, Lang::En).split_whitespace().filter(word).count();
        assert!((40..=250).contains(&words), "{}: {words} words", step.id);
    });
}

/// The clauses of a text, without signs and case, as far as they say something.
fn clauses(text: &str, lang: Lang) -> Vec<String> {
    let (ends, least): (&[char], usize) = match lang {
        Lang::Zh => (&['。', '！', '？', '；', '：', '\n'], 6),
        Lang::En => (&['.', '!', '?', ';', ':', '\n'], 12),
    };
    let plain = |clause: &str| {
        let letters = clause.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.collect::<String>().trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
    };
    text.split(ends).map(plain).filter(|clause| clause.chars().count() >= least).collect()
}

#[test]
fn no_two_guides_share_a_sentence() {
    // These words are demanded of every guide that rests on a source of the second hand.
    let demanded = ["请律师核对", "checkwithcounsel"];
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    each(|book, step| {
        let owner = format!("{}/{}", book.id, step.id);
        for lang in Lang::ALL {
            for clause in clauses(guide(step, lang), lang) {
                if demanded.contains(&clause.as_str()) {
                    continue;
                }
                let before = owners.insert(clause.clone(), owner.clone());
                assert!(
                    before.as_ref().is_none_or(|b| *b == owner),
                    "{before:?} and {owner} share: {clause}"
                );
            }
        }
    });
}

/// What was read in the official text itself, or in the law's own words: these articles may stand without counsel.
const READ_AT_THE_SOURCE: [(&str, &str); 7] = [
    ("国家网络安全事件报告管理办法", "四七八"),
    ("个人信息保护法", "五十六"),
    ("个人信息保护法", "五十七"),
    ("个人信息保护法", "五十九"),
    ("网络数据安全管理条例", "十一"),
    ("网络数据安全管理条例", "十二"),
    ("税收征收管理法实施细则", "二十九"),
];

/// Whether a guide cites an article that was not read at the source.
fn needs_counsel(guide: &str) -> bool {
    let mut rest = guide;
    while let Some(at) = rest.find('第') {
        let (before, after) = (&rest[..at], &rest[at + '第'.len_utf8()..]);
        rest = after;
        let Some((number, _)) = after.split_once('条') else { continue };
        if number.chars().count() > 6 || !number.chars().all(|c| "一二三四五六七八九十百".contains(c))
        {
            continue;
        }
        let primary = |(instrument, articles): &(&str, &str)| {
            let single = number.chars().count() == 1 && articles.contains(number);
            before.contains(instrument) && (single || *articles == number)
        };
        // The second of two articles of one instrument is named without it.
        let again = |(instrument, articles): &(&str, &str)| guide.contains(instrument) && *articles == number;
        if !READ_AT_THE_SOURCE.iter().any(|row| primary(row) || again(row)) {
            return true;
        }
    }
    ["刑法", "会计法", "加班费", "诉讼时效", "可能侵权", "可能违法"].iter().any(|word| guide.contains(word))
}

#[test]
fn law_that_was_not_read_at_the_source_goes_to_counsel() {
    let mut seen = 0;
    each(|_, step| {
        if !needs_counsel(guide(step, Lang::Zh)) {
            return;
        }
        seen += 1;
        assert!(guide(step, Lang::Zh).contains("请律师核对"), "{} is surer than its source", step.id);
        let en = guide(step, Lang::En).to_lowercase();
        assert!(en.contains("counsel"), "{} is surer than its source, in English", step.id);
    });
    assert!(seen >= 10, "only {seen} guides cite such law");
}

#[test]
fn the_duties_of_a_bookkeeping_agency_are_in() {
    let mut all = String::new();
    each(|_, step| all.push_str(guide(step, Lang::Zh)));
    for duty in ["个人信息保护法第五十九条", "30 年", "10 年", "第一百六十二条之一", "会计档案管理办法"]
    {
        assert!(all.contains(duty), "{duty}");
    }
}

#[test]
fn titles_fit_their_line_and_are_no_headings() {
    let headings = headings();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    each(|book, step| {
        let (zh, en) = (step.title.get(Lang::Zh), step.title.get(Lang::En));
        assert!(zh.width() <= 24 && en.width() <= 28, "{}: {zh} / {en}", step.id);
        // The one heading that says what is done as it stands.
        let heading = headings.iter().any(|(_, heading)| *heading == zh);
        assert!(!heading || zh == "停止事件扩散", "{} has a heading for a title: {zh}", step.id);
        for title in [zh, en] {
            let owner = format!("{}/{}", book.id, step.id);
            let before = titles.insert(title.to_owned(), owner.clone());
            assert!(before.is_none(), "{before:?} and {owner} are both called {title}");
        }
    });
}

#[test]
fn titles_of_phases_fit_the_narrow_list() {
    for phase in shipped().iter().flat_map(|book| &book.phases) {
        let (zh, en) = (phase.title.get(Lang::Zh), phase.title.get(Lang::En));
        assert!(zh.width() <= 12 && en.width() <= 17, "{}: {zh} / {en}", phase.id);
    }
}

#[test]
fn steps_that_were_slogans_are_optional_and_say_so() {
    let slogans =
        ["10.3", "10.4", "16.1", "16.2", "16.3", "16.4", "18.1", "18.3", "18.4", "20.1", "20.2", "20.4"];
    let mut served = 0;
    each(|_, step| {
        if !step.source.iter().any(|source| slogans.contains(&source.as_str())) {
            return;
        }
        served += 1;
        assert!(!step.must, "{} must not be skipped", step.id);
        let said = |lang: Lang, words: &[&str]| words.iter().any(|word| guide(step, lang).contains(word));
        assert!(
            said(Lang::Zh, &["可选", "自愿", "可做可不做"]),
            "{} does not say that it is optional",
            step.id
        );
        assert!(
            said(Lang::En, &["ptional", "voluntary", "ake it or leave it"]),
            "{} does not say so in English",
            step.id
        );
    });
    assert!(served >= 8, "{served}");
}

/// How often a word stands in the text of a runbook's file.
fn mentions(text: &str, id: &str) -> usize {
    let part_of_id = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.split(|c: char| !part_of_id(c)).filter(|word| *word == id).count()
}

#[test]
fn every_ask_role_and_contact_is_used() {
    for (book, (_, text)) in shipped().iter().zip(dutybook::runbook::builtin::RUNBOOKS) {
        for role in &book.roles {
            assert!(book.steps.iter().any(|step| step.role.as_ref() == Some(&role.id)), "{}", role.id);
        }
        for contact in &book.contacts {
            assert!(book.steps.iter().any(|step| step.contacts.contains(&contact.id)), "{}", contact.id);
        }
        for ask in &book.asks {
            let carrier = book.steps.iter().find(|step| step.asks.contains(&ask.id));
            let named = carrier.is_some_and(|step| guide(step, Lang::Zh).contains(ask.label.get(Lang::Zh)));
            assert!(named || mentions(text, ask.id.as_str()) > 1, "{}/{} leads nowhere", book.id, ask.id);
        }
    }
}
