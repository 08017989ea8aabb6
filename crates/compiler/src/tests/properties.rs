//! What holds for any text whatever.

use super::suite::{cases, fenced};
use crate::{Compiled, Needs, akn, compile, draft, manuals};
use proptest::prelude::*;
use syntax::Span;

/// Pieces official texts are made of, so that arbitrary texts come near real ones.
const WORDS: &[&str] = &[
    "某区人民政府\n",
    "关于印发某区应急预案的通知\n",
    "某政发〔2024〕3号\n",
    "各镇政府：\n",
    "2024年3月1日\n",
    "一、分级标准\n",
    "（一）",
    "1.1 事件分级\n",
    "特别重大（Ⅰ级）事件，",
    "Ⅱ级",
    "重大",
    "30人以上",
    "50人以下死亡",
    "超过",
    "（含）",
    "少于5",
    "亿元",
    "99999999999999999999",
    "0.",
    "“两个100%”",
    "（区财政局牵头，",
    "责任单位：",
    "区水利局、",
    "和",
    "等部门",
    "按职责分工负责）",
    "〔",
    "】",
    "应当立即",
    "2小时内",
    "向区政府报告",
    "每季度末月25日前",
    "6月31日",
    "2023年底前",
    "以下工作均须各镇落实",
    "\t序号\n\t任务\n\t牵头部门\n\t责任部门\n\n",
    "\t1\n\t清理收费\n\t区财政局\n\t—\n\n",
    "\t指标名称\n\t单位\n\t2023年完成\n\t2024年预期\n\n",
    "\t就业\n\t人\n\t5\n\t4\n\n",
    "\t\n",
    "全覆盖",
    "清零",
    "《",
    "》（国发〔2020〕1号）",
    "四级预警由区政府发布",
    "综合组：由",
    "牵头",
    "。",
    "，",
    "\n",
    "𠮷",
    "é",
    "\u{200b}",
    "\r\n",
    "附件1\n",
    "职责",
];

fn official() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..90).prop_map(|words| words.concat())
}

/// A document of the suite or of a manual with lines taken out, doubled, cut short or changed over.
fn spoiled() -> impl Strategy<Value = String> {
    let suite = cases().into_iter().map(|(path, text)| fenced(&path, &text, "document").to_owned());
    let texts: Vec<String> =
        suite.chain(manuals().iter().flat_map(|manual| manual.examples("fires"))).collect();
    let changes =
        prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<prop::sample::Index>()), 1..12);
    (prop::sample::select(texts), changes).prop_map(|(text, changes)| {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        for (at, change, other) in changes {
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            match change {
                0 if lines.len() > 1 => drop(lines.remove(at)),
                1 => lines.insert(other, lines[at].clone()),
                2 => lines[at] = lines[at].chars().take(other).collect(),
                _ => lines.swap(at, other),
            }
        }
        lines.concat()
    })
}

fn holds(text: &str) {
    let compiled = compile(text);
    let whole = Span::new(0, compiled.source.chars());
    let coverage = compiled.facts.coverage;
    assert_eq!(coverage.characters, text.chars().count());
    assert_eq!(coverage.read + coverage.ignored + coverage.not_understood, coverage.characters);
    for span in spans(&compiled) {
        assert!(whole.contains(span), "{span:?} of {whole:?}");
    }
    for found in &compiled.facts.diagnostics {
        assert!(!found.code.is_empty());
    }
    let json = serde_json::to_string(&compiled.facts).unwrap();
    assert!(json.starts_with('{'));
    assert_eq!(akn(&compiled).len(), compiled.facts.documents.len());
    let needs = Needs {
        id: "any".to_owned(),
        district: "000000".to_owned(),
        district_name: "某区".to_owned(),
        digest: &|_| "0".repeat(64),
        known_unit: &|_| false,
        slug: &|_| None,
    };
    assert!(draft(&compiled, &needs).files.len() >= 2);
}

fn spans(compiled: &Compiled) -> Vec<Span> {
    let facts = &compiled.facts;
    let mut spans: Vec<Span> = facts
        .diagnostics
        .iter()
        .flat_map(|found| found.related.iter().map(|other| other.span).chain([found.span]))
        .collect();
    spans.extend(facts.duties.iter().map(|duty| duty.span));
    spans.extend(facts.duties.iter().flat_map(|duty| duty.deadlines.iter().map(|deadline| deadline.span)));
    spans.extend(facts.indicators.iter().map(|row| row.span));
    spans.extend(facts.commitments.iter().map(|promise| promise.span));
    spans.extend(facts.schedules.iter().map(|schedule| schedule.span));
    spans.extend(facts.powers.iter().map(|power| power.span));
    spans.extend(facts.organs.iter().map(|organ| organ.span));
    spans.extend(facts.documents.iter().flat_map(|document| document.cites.iter().map(|cite| cite.span)));
    spans.extend(facts.plans.iter().flat_map(|plan| plan.clocks.iter().map(|clock| clock.span)));
    spans.extend(
        facts
            .plans
            .iter()
            .flat_map(|plan| plan.grades.iter().flat_map(|grade| grade.criteria.iter().map(|one| one.span))),
    );
    spans
}

#[test]
fn a_quote_stands_where_its_place_says() {
    for (path, text) in cases() {
        let compiled = compile(fenced(&path, &text, "document"));
        let slice = |span| compiled.source.slice(span);
        for promise in compiled.facts.commitments.iter() {
            assert_eq!(slice(promise.span), promise.target, "{}", path.display());
        }
        for deadline in compiled.facts.duties.iter().flat_map(|duty| &duty.deadlines) {
            assert_eq!(slice(deadline.span), deadline.quote, "{}", path.display());
        }
        for schedule in &compiled.facts.schedules {
            assert_eq!(slice(schedule.span), schedule.quote, "{}", path.display());
        }
        for organ in compiled.facts.organs.iter().filter(|organ| organ.mentions > 0) {
            let written = slice(organ.span);
            assert!(written == organ.name || organ.aliases.iter().any(|alias| alias == written), "{written}");
        }
        for criterion in
            compiled.facts.plans.iter().flat_map(|plan| &plan.grades).flat_map(|grade| &grade.criteria)
        {
            assert_eq!(slice(criterion.span), criterion.quote, "{}", path.display());
        }
    }
}

/// The time for a text is proportional to its length: ten times the work is done in far less than a hundred times the
/// steps, told by what was found, not by a clock.
#[test]
fn ten_times_a_text_gives_ten_times_its_facts() {
    for (path, text) in cases() {
        let document = fenced(&path, &text, "document");
        let once = compile(document);
        if once.facts.documents.iter().any(|document| document.number.is_none()) {
            continue;
        }
        let many = compile(format!("{document}\n").repeat(10));
        assert_eq!(many.facts.documents.len(), 10 * once.facts.documents.len(), "{}", path.display());
        assert_eq!(many.facts.duties.len(), 10 * once.facts.duties.len(), "{}", path.display());
        assert_eq!(many.facts.commitments.len(), 10 * once.facts.commitments.len(), "{}", path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_facts(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_official_looking_text_gives_sound_facts(text in official()) {
        holds(&text);
    }

    #[test]
    fn a_spoiled_document_gives_sound_facts(text in spoiled()) {
        holds(&text);
    }
}
