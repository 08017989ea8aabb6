//! Duties from sentences that begin with who must act: 「区财政部门负责保障…经费。」

use super::notes::notes;
use super::tasks::limits;
use crate::context::{Context, Doc};
use crate::facts::Duty;
use crate::passage::Passage;
use crate::words::body::{is_body, is_collective};
use crate::words::names;
use crate::words::parties::{self, Parties};
use syntax::Clause;

/// Words behind the subject that bind it.
const BINDS: &[&str] =
    &["应当", "应该", "必须", "应", "须", "要", "负责", "不得", "每月", "每季度", "每年", "牵头", "会同"];

/// Every sentence of a document that binds a body it begins with. A clause with a remark on responsibility is left
/// to that remark.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, duties: &mut Vec<Duty>) {
    let mut seq =
        duties.iter().rev().take_while(|duty| duty.at == doc.at).map(|duty| duty.seq).max().unwrap_or(0);
    for (_, clause) in doc.prose() {
        // Lists of what departments do in an emergency are facts of the plan.
        let named = clause.path.as_str().contains('/')
            && clause.heading.as_deref().is_some_and(|name| name == clause.label);
        let own = context.own(clause);
        if named || own.text.contains(['（', '(', '〔', '【', '[', '：', ':']) && !notes(own).is_empty() {
            continue;
        }
        for sentence in own.sentences() {
            if let Some(parties) = led(sentence).filter(|_| !doc.is_plan) {
                seq += 1;
                let lead = parties.lead.clone();
                let mut duty = duty(doc, clause, sentence, lead, parties.open, seq);
                (duty.responsible, duty.participating) = (parties.responsible, parties.helps);
                duties.push(duty);
                continue;
            }
            let dated = || limits(sentence, doc.year).iter().any(|limit| limit.date.is_some());
            let bound = subject(sentence).or_else(|| everybody(sentence).filter(|_| dated()));
            if let Some((lead, open)) = bound {
                seq += 1;
                duties.push(duty(doc, clause, sentence, lead, open, seq));
            }
        }
    }
}

/// The bodies a sentence begins with, when words behind them bind them.
pub(crate) fn subject(sentence: Passage<'_>) -> Option<(Vec<String>, bool)> {
    bound(sentence).filter(|(_, _, exhorts)| !exhorts).map(|(names, open, _)| (names, open))
}

/// 「各责任单位要于1月15日前报送方案」: an open set that must do something by a day is bound all the same.
fn everybody(sentence: Passage<'_>) -> Option<(Vec<String>, bool)> {
    bound(sentence).map(|(names, open, _)| (names, open))
}

/// The bodies, whether the list is open, and whether the sentence only exhorts everybody.
fn bound(sentence: Passage<'_>) -> Option<(Vec<String>, bool, bool)> {
    let sentence = behind_time(sentence);
    let text = sentence.text;
    let (at, word) = first_word(text)?;
    let before = text.get(..at)?;
    if before.is_empty() || before.len() > 240 || before.contains(['。', '：', '“', '《']) {
        return None;
    }
    // 「本预案由…负责解释」 names the body behind 由.
    let by = before.rfind('由').filter(|_| word == "负责").map_or(0, |at| at + '由'.len_utf8());
    let list = sentence.part(by..at);
    let ends = list.text.trim_end_matches("均").trim_end_matches("都").trim_end_matches("也");
    let names = names::names(list.part(0..ends.len()));
    let last = names.list.last()?;
    let tail = ends.rsplit(['、', '，', '和', '及', '等']).next().unwrap_or_default();
    let whole = is_body(ends) || is_body(tail) || tail.ends_with("部门") || names.open && tail.is_empty();
    let plain = names::parts(list.part(0..ends.len())).count() <= names.list.len() + 1;
    // 「各级各有关部门要高度重视」 exhorts everybody and binds nobody in particular.
    let everybody = word == "要"
        && names
            .list
            .iter()
            .all(|name| is_collective(&name.name) && !name.name.contains(['镇', '街', '县', '区']));
    (whole && plain && !last.name.is_empty())
        .then(|| (names.list.into_iter().map(|name| name.name).collect(), names.open, everybody))
}

/// 「…，由县教育局牵头，县财政局配合，…」: the run of phrases behind 由 that say who does what.
fn led(sentence: Passage<'_>) -> Option<Parties> {
    let text = sentence.text;
    let start = text.find('由')? + '由'.len_utf8();
    let mut end = start;
    for (place, phrase) in text.get(start..)?.split_inclusive(['，', ',']).enumerate() {
        let plain = phrase.trim_end_matches(['，', ',']);
        let ends: &[&str] = match place {
            0 => &["牵头", "牵头负责", "牵头落实"],
            _ => &["配合", "参与", "参加", "协助", "协同", "负责", "落实", "分工负责"],
        };
        if !ends.iter().any(|word| plain.ends_with(word)) {
            break;
        }
        end += phrase.len();
    }
    let parties = parties::remark(sentence.part(start..end));
    (!parties.lead.is_empty()).then_some(parties)
}

/// 「6月10日前，县应急局会同…」 begins with when; who stands behind it.
fn behind_time(sentence: Passage<'_>) -> Passage<'_> {
    let Some((when, _)) = sentence.text.split_once(['，', ',']) else { return sentence };
    let timed = when.contains(|c: char| c.is_ascii_digit()) && when.ends_with(['前', '底', '内', '起', '末']);
    if !timed || when.chars().count() > 20 {
        return sentence;
    }
    let rest = sentence.text.get(when.len()..).unwrap_or_default().trim_start_matches(['，', ',']);
    sentence.part(sentence.text.len() - rest.len()..sentence.text.len())
}

/// The first binding word; the longest of those that begin at one place.
pub(crate) fn first_word(text: &str) -> Option<(usize, &'static str)> {
    let at =
        |word: &'static str| text.match_indices(word).map(|(at, _)| at).find(|at| binds(text, *at, word));
    BINDS
        .iter()
        .filter_map(|word| Some((at(word)?, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))
}

/// 应 of 应急 and 要 of 主要 bind nobody.
pub(crate) fn binds(text: &str, at: usize, word: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + word.len()..).unwrap_or_default();
    match word {
        "应" => {
            !after.starts_with(['急', '用', '对', '变', '力', '付', '届', '答', '征', '有', '收', '税'])
                && !before.ends_with(['响', '供', '适', '对', '相', '反', '效', '呼'])
        }
        "要" => {
            !before.ends_with(['主', '重', '需', '必', '纪', '只', '概', '摘', '扼', '简'])
                && !after.starts_with(['求', '素', '点', '件', '害'])
        }
        "负责" => !after.starts_with(['人', '同', '的', '制']),
        "须" => !before.ends_with('必'),
        // 牵头 binds with a verb behind it; in 牵头单位 and 「牵头，…配合」 it does not.
        "牵头" => [
            "组织", "负责", "制定", "会同", "推进", "落实", "协调", "开展", "做好", "建立", "编制", "实施",
            "抓", "承担", "指导",
        ]
        .iter()
        .any(|verb| after.starts_with(verb)),
        "会同" => !after.starts_with(['有', '相', '各']),
        _ => true,
    }
}

fn duty(
    doc: &Doc<'_>,
    clause: &Clause,
    sentence: Passage<'_>,
    lead: Vec<String>,
    open: bool,
    seq: usize,
) -> Duty {
    Duty {
        document: doc.name.clone(),
        clause: clause.path.to_string(),
        seq,
        category: doc.parent(clause).and_then(|parent| parent.heading.clone()),
        measure: clause.heading.clone(),
        text: sentence.text.to_owned(),
        lead,
        open,
        deadlines: limits(sentence, doc.year),
        from: "sentence",
        span: sentence.whole(),
        at: doc.at,
        ..Duty::default()
    }
}
