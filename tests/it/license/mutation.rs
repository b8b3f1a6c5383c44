//! A copy with one clause more, or one grant less, is never free, wherever the clause stands.

#![allow(clippy::print_stdout, reason = "the counts are part of what these tests report")]

use super::{BASES, base};
use git_openness::evidence::Answer;
use git_openness::license::text::recognise;

/// Restrictions in the wording of real licenses. The rules were written with these in view.
const CLAUSES: [&str; 27] = [
    "The Software may be used for non-commercial purposes only.",
    "You may not use the Materials for any commercial purpose.",
    "You may not distribute modified versions of this work.",
    "If the monthly active users of the products made available by or for Licensee is greater than 700 million, you must request a license.",
    "If your annual revenue exceeds US $1,000,000, you must obtain a separate license.",
    "You agree not to use the Model to provide medical advice or for law enforcement.",
    "The rights granted do not apply within the territory of the European Union.",
    "You will not use the Materials or any output to improve any other large language model.",
    "Use of this software requires the prior written permission of the author.",
    "This license may be revoked at any time at the sole discretion of the licensor.",
    "For academic research purposes only.",
    "This software is provided for evaluation only and shall not be used in production.",
    "The License does not grant to you the right to Sell the Software.",
    "The Software shall be used for Good, not Evil.",
    "You may not offer the software to third parties as a hosted or managed service.",
    "Military use is prohibited.",
    "Only natural persons may exercise the rights under this license.",
    "Please contact us for commercial licensing; commercial use without a license is forbidden.",
    "You must register at our website before using the weights.",
    "Redistribution of the weights is not permitted.",
    "本模型仅供学术研究使用，禁止用于商业用途。",
    "未经书面许可，不得修改或再分发。",
    "月活跃用户超过一亿的产品须另行申请授权。",
    "不得将本模型用于军事目的。",
    "禁止使用输出结果训练其他模型。",
    "Keep it in the lab.",
    "企业客户请先购买授权。",
];

/// Restrictions in other words, written after the rules and never used to better them.
const HELD_OUT: [&str; 10] = [
    "Enterprises with more than fifty employees need to buy a subscription first.",
    "Schools and universities enjoy these rights; everyone else should stay away.",
    "The permissions above lapse once you build something that rivals ours.",
    "Weapons makers get nothing from this grant.",
    "Whoever earns money with it owes the author ten percent.",
    "These freedoms end at the border of the country where the author lives.",
    "Derived checkpoints have to stay unpublished.",
    "Stay within the laboratory.",
    "Nobody else gets to ship it.",
    "盈利机构需另付费。",
];

/// Where a clause is put.
const PLACES: [&str; 5] = ["end", "beginning", "middle", "notice", "footnote"];

fn with_clause(text: &str, clause: &str, place: &str) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    match place {
        "end" => format!("{text}\n{clause}\n"),
        "beginning" => format!("{clause}\n\n{text}"),
        "notice" => format!("Copyright (c) 2026 Brook. {clause}\n\n{text}"),
        "footnote" => format!("{text}\n\n---\n[1] {clause}\n"),
        "middle" => {
            let at = paragraphs.len() / 2;
            let (before, after) = paragraphs.split_at(at);
            format!("{} {clause}\n\n{}", before.join("\n\n"), after.join("\n\n"))
        }
        other => unreachable!("{other}"),
    }
}

/// Every clause in every place of every text, and those that come out free.
fn freed(clauses: &[&str]) -> (usize, Vec<String>) {
    let mut count = 0;
    let mut freed = Vec::new();
    for id in BASES {
        let text = base(id);
        for (clause, place) in clauses.iter().flat_map(|clause| PLACES.map(|place| (clause, place))) {
            count += 1;
            if recognise(&with_clause(&text, clause, place)).free == Answer::Yes {
                freed.push(format!("{id}, {place}: {clause}"));
            }
        }
    }
    (count, freed)
}

#[test]
fn a_copy_with_a_restriction_is_never_free() {
    let (count, freed) = freed(&CLAUSES);
    println!("restrictions with the rules in view: {} of {count} called free", freed.len());
    assert!(BASES.len() >= 14 && CLAUSES.len() >= 20);
    assert!(freed.is_empty(), "{} of {count}:\n{}", freed.len(), freed.join("\n"));
}

#[test]
fn a_restriction_in_words_that_no_rule_knows_is_never_free() {
    let (count, freed) = freed(&HELD_OUT);
    println!("restrictions held out: {} of {count} called free", freed.len());
    assert!(HELD_OUT.len() * 4 >= CLAUSES.len(), "a quarter is held out");
    assert!(freed.is_empty(), "{} of {count}:\n{}", freed.len(), freed.join("\n"));
}

#[test]
fn taking_a_grant_away_is_a_change() {
    let edits = [
        ("MIT", "to use, copy, modify, merge, publish,", "to use, copy,"),
        ("MIT", "without restriction", "with restriction"),
        ("MIT", "to any person obtaining", "to any student obtaining"),
        ("MIT", "and/or sell", ""),
        ("ISC", "copy, modify, and/or distribute", "copy"),
        ("ISC", "for any purpose", "for any private purpose"),
        ("BSD-3-Clause", "with or without modification, are permitted", "without modification, are permitted"),
        ("Apache-2.0", "no-charge, royalty-free, irrevocable", "revocable"),
        ("Apache-2.0", "prepare Derivative Works of,", ""),
        ("BSL-1.0", "and to prepare derivative works", "and not to prepare derivative works"),
        ("CC-BY-4.0", "irrevocable license to exercise", "revocable license to exercise"),
        ("CC0-1.0", "for any purpose whatsoever", "for any scholarly purpose"),
        ("CDLA-Permissive-2.0", "use, modify, and share", "use"),
        ("MPL-2.0", "make available, modify, display", "display"),
    ];
    for (id, old, new) in edits {
        let text = base(id);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(old), "{id} does not say {old:?}");
        let found = recognise(&flat.replace(old, new));
        assert_ne!(found.free, Answer::Yes, "{id}: {old:?} became {new:?}");
    }
}
