//! The real gazette against its reviewed pack.
use crate::compile;

#[test]
fn dump() {
    let text = std::fs::read_to_string("/work/shared/gazette/zhoucun-2023.txt").unwrap();
    let compiled = compile(text);
    std::fs::write("/tmp/facts.json", serde_json::to_string_pretty(&compiled.facts).unwrap()).unwrap();
}
