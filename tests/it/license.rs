//! Licenses: a copy with one clause more is never free, and a copy that only looks different stays so.

#![allow(clippy::print_stdout, reason = "the counts are part of what these tests report")]

use git_openness::evidence::Answer;
use git_openness::license::LicenseStatus;
use git_openness::license::text::recognise;
use std::fs;
use std::path::Path;

/// The free texts that clauses are put into.
const BASES: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "ISC",
    "BSL-1.0",
    "GPL-3.0",
    "AGPL-3.0",
    "MPL-2.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "ODC-By-1.0",
    "CDLA-Permissive-2.0",
    "OpenMDW-1.0",
];

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

fn base(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/license_texts").join(format!("{id}.txt"));
    fs::read_to_string(path).unwrap()
}

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

/// Clauses in texts, and those that come out free: each clause once in each text, its place
/// changing from one to the next, or in every place.
fn freed(clauses: &[&str], everywhere: bool) -> (usize, Vec<String>) {
    let mut count = 0;
    let mut freed = Vec::new();
    for (at, id) in BASES.iter().enumerate() {
        let text = base(id);
        for (row, clause) in clauses.iter().enumerate() {
            for (column, place) in PLACES.iter().enumerate() {
                if !everywhere && column != (at + row) % PLACES.len() {
                    continue;
                }
                count += 1;
                let found = recognise(&with_clause(&text, clause, place));
                if found.free == Answer::Yes {
                    freed.push(format!("{id}, {place}: {clause}"));
                }
            }
        }
    }
    (count, freed)
}

#[test]
#[ignore = "every place of every clause takes minutes in an unoptimised build"]
fn no_clause_is_free_anywhere() {
    for clauses in [&CLAUSES[..], &HELD_OUT[..]] {
        let (count, freed) = freed(clauses, true);
        println!("everywhere: {} of {count} called free", freed.len());
        assert!(freed.is_empty(), "{} of {count}:\n{}", freed.len(), freed.join("\n"));
    }
}

#[test]
fn a_copy_with_a_restriction_is_never_free() {
    let (count, freed) = freed(&CLAUSES, false);
    println!("restrictions with the rules in view: {} of {count} called free", freed.len());
    assert!(count >= 14 * 20);
    assert!(freed.is_empty(), "{} of {count}:\n{}", freed.len(), freed.join("\n"));
}

#[test]
fn a_restriction_in_words_that_no_rule_knows_is_never_free() {
    let (count, freed) = freed(&HELD_OUT, false);
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

#[test]
fn a_copy_that_only_looks_different_stays_free() {
    let mut count = 0;
    let mut lost = Vec::new();
    for id in BASES {
        let text = base(id);
        for (name, variant) in variants(id, &text) {
            count += 1;
            let found = recognise(&variant);
            if found.free != Answer::Yes {
                lost.push(format!("{id}, {name}: {:?} {:?}", found.license, found.changes.first()));
            }
        }
    }
    println!("harmless variants: {} of {count} stay free", count - lost.len());
    assert!(count >= 100, "{count}");
    assert!(lost.len() * 20 <= count, "{} of {count} lost:\n{}", lost.len(), lost.join("\n"));
}

fn variants(id: &str, text: &str) -> Vec<(&'static str, String)> {
    let prefixed = |prefix: &str| text.lines().map(|line| format!("{prefix} {line}\n")).collect::<String>();
    let without_title = match text.split_once("\n\n") {
        Some((title, rest)) if title.split_whitespace().count() <= 12 => rest.to_string(),
        _ => text.to_string(),
    };
    vec![
        ("as it is", text.to_string()),
        ("holder and year", format!("Copyright (c) 2024-2026 Brook Labs, Inc. and contributors. All rights reserved.\n\n{text}")),
        ("holder with address", format!("Copyright 2026 Ada Bright <ada@brook.example>\n\n{text}")),
        ("wrapped", wrapped(text, 50)),
        ("unwrapped", text.split("\n\n").map(|part| part.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")),
        ("hash comments", prefixed("#")),
        ("slash comments", prefixed("//")),
        ("entities", text.replace('"', "&quot;").replace(" & ", " &amp; ")),
        ("windows lines", text.replace('\n', "\r\n")),
        ("without title", without_title),
        ("with tag", format!("SPDX-License-Identifier: {id}\n\n{text}")),
        ("please cite", format!("{text}\nIf you use this work, please cite our paper.\n")),
        ("curly quotes", text.replace('"', "\u{201D}")),
        ("shouted title", format!("# Brook\n\n{text}")),
    ]
}

fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n") {
        let mut line = 0;
        for word in paragraph.split_whitespace() {
            if line > 0 && line + word.len() > width {
                out.push('\n');
                line = 0;
            } else if line > 0 {
                out.push(' ');
            }
            out.push_str(word);
            line += word.len() + 1;
        }
        out.push_str("\n\n");
    }
    out
}

#[test]
fn what_was_added_is_shown_with_its_line() {
    let text = format!("{}\nMay be used by students only.\n", base("MIT"));
    let found = recognise(&text);
    assert_eq!(found.status, LicenseStatus::Changed);
    assert_eq!(found.license.as_deref(), Some("MIT"));
    let change = &found.changes[0];
    assert!(change.added.contains("students only"), "{change:?}");
    assert_eq!(change.line as usize, text.lines().position(|line| line.contains("students")).unwrap() + 1);
}

#[test]
fn a_license_without_its_appendix_keeps_its_name() {
    let text = base("Apache-2.0");
    let (terms, _) = text.split_once("END OF TERMS AND CONDITIONS").unwrap();
    let found = recognise(terms);
    assert_eq!((found.license.as_deref(), found.free), (Some("Apache-2.0"), Answer::Yes));
}

#[test]
fn a_text_in_a_script_that_is_not_read_is_unknown() {
    let found = recognise("本协议由布鲁克公司与您签订。您可以使用本模型。");
    assert_eq!((found.license, found.free), (None, Answer::Unknown));
}

#[test]
fn two_texts_with_a_choice_between_them() {
    let text = format!("Brook is available under either license, at your option.\n\n{}\n\n{}", base("MIT"), base("Apache-2.0"));
    let found = recognise(&text);
    assert_eq!(found.license.as_deref(), Some("MIT OR Apache-2.0"), "{found:?}");
}

#[test]
fn a_file_that_points_to_a_license() {
    let found = recognise(
        "This project is dual-licensed under the Unlicense and MIT licenses.\n\nYou may use this code under the terms of either license.\n",
    );
    assert_eq!((found.license.as_deref(), found.free), (Some("Unlicense OR MIT"), Answer::Yes));
    let found = recognise("This project is licensed under the MIT license. Hospitals stay out.\n");
    assert_ne!(found.free, Answer::Yes, "more words than a pointer has");
}
