//! A copy that only looks different stays free, and what was changed is shown.

#![allow(clippy::print_stdout, reason = "the counts are part of what these tests report")]

use super::{BASES, base};
use git_openness::evidence::Answer;
use git_openness::license::LicenseStatus;
use git_openness::license::text::recognise;

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

#[test]
fn a_passage_that_stands_twice_does_not_tear_the_text_apart() {
    // The notice of the appendix again, after another's license.
    let apache = base("Apache-2.0");
    let appendix = apache.rfind("Licensed under the Apache License").unwrap();
    let text = format!(
        "{apache}\n\nPart of the code is adapted from https://example.org/stone\n\n{}\n\nPart of the code is adapted from \
         https://example.org/rill\nwhich has the following license:\n{}",
        base("MIT"),
        &apache[appendix..]
    );
    let found = recognise(&text);
    assert_eq!((found.license.as_deref(), found.free), (Some("Apache-2.0"), Answer::Yes), "{found:?}");
    assert_eq!(found.parts, ["Apache-2.0", "MIT"]);
}

#[test]
fn an_exception_joins_the_license_before_it() {
    let exception = "---- LLVM Exceptions to the Apache 2.0 License ----\n\nAs an exception, if, as a result of your compiling your source \
        code, portions of this Software are embedded into an Object form of such source code, you may redistribute such embedded portions \
        in such Object form without complying with the conditions of Sections 4(a), 4(b) and 4(d) of the License.\n\nIn addition, if you \
        combine or link compiled forms of this Software with software that is licensed under the GPLv2 (\"Combined Software\") and if a \
        court of competent jurisdiction determines that the patent provision (Section 3), the indemnity provision (Section 9) or other \
        Section of the License conflicts with the conditions of the GPLv2, you may retroactively and prospectively choose to deem waived \
        or otherwise exclude such Section(s) of the License, but only in their entirety and only with respect to the Combined Software.\n";
    let found = recognise(&format!("{}\n\n{exception}", base("Apache-2.0")));
    assert_eq!((found.license.as_deref(), found.free), (Some("Apache-2.0 WITH LLVM-exception"), Answer::Yes), "{found:?}");
    let found = recognise(&format!("{}\n\n{exception}\nStay within the laboratory.\n", base("Apache-2.0")));
    assert_ne!(found.free, Answer::Yes, "an exception frees nothing but itself");
}

#[test]
fn two_versions_of_one_agreement_are_told_apart() {
    let first = recognise(&base("OpenMDW-1.0"));
    assert_eq!((first.license.as_deref(), first.free), (Some("OpenMDW-1.0"), Answer::Yes));
    let text = base("OpenMDW-1.0").replace("any patent", "any patent or copyright").replace("1.0", "1.1");
    let second = recognise(&text);
    assert_eq!((second.license.as_deref(), second.free), (Some("LicenseRef-OpenMDW-1.1"), Answer::Yes), "{second:?}");
}

#[test]
fn a_holder_with_a_spelled_out_address_is_a_holder() {
    let found = recognise(&format!("Copyright (c) 2026, Ada Bright <ada at brook dot example>\n\n{}", base("ISC")));
    assert_eq!((found.status, found.free), (LicenseStatus::Text, Answer::Yes), "{found:?}");
}

#[test]
fn a_line_may_say_whose_license_it_is_and_nothing_more() {
    let mit = base("MIT");
    for line in [
        "Brook is licensed under the following MIT License:",
        "The Brook.jl package is licensed under the MIT \"Expat\" License:",
        "These examples are licensed under the MIT License:",
        "For brook.torch software",
    ] {
        assert_eq!(recognise(&format!("{line}\n\n{mit}")).free, Answer::Yes, "{line}");
    }
    for line in [
        "Commercial copies are licensed under another license:",
        "Commercial software is licensed under the following MIT License:",
        "Academic code is released under the MIT License:",
        "For commercial software",
        "For evaluation software",
        "Research software is licensed under the MIT License:",
        "Brook is licensed under the MIT License for research:",
    ] {
        assert_ne!(recognise(&format!("{line}\n\n{mit}")).free, Answer::Yes, "{line}");
    }
}

#[test]
fn a_program_may_be_named_where_the_gpl_asks_for_it_and_nothing_else_said() {
    let text = base("GPL-3.0");
    let asked = "<one line to give the program's name and a brief idea of what it does.>";
    assert!(text.contains(asked));
    for line in ["acme/brook-base-v2", "Brook is a river engine written in C"] {
        assert_eq!(recognise(&text.replace(asked, line)).free, Answer::Yes, "{line}");
    }
    for line in ["Brook is free for academic study", "Noncommercial copies only", "Brook\nNot for sale."] {
        assert_ne!(recognise(&text.replace(asked, line)).free, Answer::Yes, "{line}");
    }
}

#[test]
fn people_and_holders_may_be_listed_one_a_line() {
    let text = base("BSD-3-Clause");
    let people =
        "The code was authored by the following people:\n\nAda Bright - Acme Corporation\nBo Stone - River National Laboratory\n";
    assert_eq!(recognise(&format!("{text}\n\n{people}")).free, Answer::Yes);
    assert_ne!(recognise(&format!("{text}\n\n{people}No military use\n")).free, Answer::Yes);
    let mit = base("MIT");
    let holders = "Modified & original work Copyright (c) 2019 Ada Bright (https://river.example.net/ada)\nOriginal work Copyright (c) 2018 Bo Stone\n";
    assert_eq!(recognise(&format!("MIT License\n\n{holders}\n{mit}")).free, Answer::Yes);
}

#[test]
fn many_people_may_hold_the_rights_on_one_line() {
    let mit = base("MIT");
    let people = (1..=14).map(|at| format!("Ada Bright{at}")).collect::<Vec<_>>().join(", ");
    assert_eq!(recognise(&format!("Copyright (c) 2026 {people}\n\n{mit}")).free, Answer::Yes);
    for more in ["for lab work", "Not For Sale", "who keep it in the lab", "Everyone Else Should Please Stay Well Away From It"] {
        assert_ne!(recognise(&format!("Copyright (c) 2026 {people}, {more}\n\n{mit}")).free, Answer::Yes, "{more}");
    }
}

#[test]
fn a_second_text_may_say_which_files_it_is_of_and_where_they_come_from() {
    let (apache, mit) = (base("Apache-2.0"), base("MIT"));
    let both = |between: &str| recognise(&format!("{apache}\n\n{between}\n\nMIT License\n\n{mit}")).free;
    for between in ["Files: brook/third_party/seine/*", "https://github.com/ada/seine", "All other contributions:"] {
        assert_eq!(both(between), Answer::Yes, "{between}");
    }
    for between in ["Files: for the lab", "Files: brook/noncommercial/*", "https://river.example.net/ada stays in the lab"] {
        assert_ne!(both(between), Answer::Yes, "{between}");
    }
}

#[test]
fn the_lesser_license_stands_without_the_text_that_it_adds_to() {
    let alone = include_str!("../../../knowledge/texts/LGPL-3.0-only.txt");
    let found = recognise(alone);
    assert_eq!((found.license.as_deref(), found.free, found.compared), (Some("LGPL-3.0-only"), Answer::Yes, false));
    let without = alone.replacen("convey a covered work", "sell a covered work", 1);
    assert_ne!(recognise(&without).free, Answer::Yes);
}

#[test]
fn words_between_two_licenses_say_whose_the_second_is_and_bind_nobody() {
    let (mit, bsd) = (base("MIT"), base("BSD-3-Clause"));
    for words in [
        "The following license applies to the Brook stemmers:",
        "Brook VAD code (in src/vad):",
        "-------- LICENSE FOR STONE --------\nBSD License\n\nFor stoneRiver software",
        "Portions of the river directory are copied from Stone and are under the following license:",
    ] {
        assert_eq!(recognise(&format!("{mit}\n\n{words}\n\n{bsd}")).free, Answer::Yes, "{words}");
    }
    for words in [
        "You pay us first, and then the following license applies:",
        "Nobody outside Brook gets more than this:",
        "The weights stay with the members of Brook:",
        "The following license applies if the Brook foundation agrees:",
        "The weights stay with Brook. All copies go back at once. The stemmers are under this:",
        "All copies go back to Brook, and this is the license:",
        "The following license applies to whoever Brook likes:",
    ] {
        assert_ne!(recognise(&format!("{mit}\n\n{words}\n\n{bsd}")).free, Answer::Yes, "{words}");
    }
    // Behind no license, such words speak of the whole work.
    assert_ne!(recognise(&format!("The following license applies to the Brook stemmers:\n\n{mit}")).free, Answer::Yes);
}

#[test]
fn nothing_hides_behind_an_address_a_firm_a_list_or_files() {
    let mit = base("MIT");
    for text in [
        format!("{mit}\n\nThe model weights are licensed under:\nhttps://creativecommons.org/licenses/by-nc/4.0/\n"),
        format!("{mit}\n\nhttps://brook.example/companies-pay-us-first\n"),
        format!("Copyright (c) 2026 Brook Inc. businesses pay first\n\n{mit}"),
        format!("Copyright (c) 2026 Brook Inc, scholars and students exclusively\n\n{mit}"),
        format!("Copyright (c) 2026 Brook 무단 복제 재배포 판매 엄금\n\n{mit}"),
        format!("{mit}\n\nFiles: businesses/pay/us/first\n"),
        format!("Files: brook/docs/*\n\n{mit}"),
        format!("Licensees: the makers of the Brook model\n\n{mit}"),
        format!("Brook: a model for students\n\n{mit}"),
        format!("Brook: a library whose copies all go back to Stone\n\n{mit}"),
        format!("Copyright (c) 2026 Ada Bright, Bo Stone, Cy Brook, Businesses Pay Us First, Scholars Exclusively\n\n{mit}"),
    ] {
        assert_ne!(recognise(&text).free, Answer::Yes, "{text}");
    }
    for title in [
        "Brook: Deep Learning on Rivers for Counting and Mapping.",
        "brook: Python package for old maps",
        "MOSS: Masked Sequences in Pre-training",
    ] {
        assert_eq!(recognise(&format!("{title}\n\n{mit}")).free, Answer::Yes, "{title}");
    }
    for holder in ["idealbrook internet GmbH", "Seine Park 박승원", "The brook developers (see AUTHORS.txt file)"] {
        assert_eq!(recognise(&format!("Copyright (c) 2026 {holder}\n\n{mit}")).free, Answer::Yes, "{holder}");
    }
}

#[test]
fn the_shared_copyright_of_many_and_a_second_header_say_nothing_of_use() {
    let bsd = base("BSD-3-Clause");
    let head = |who: &str| {
        format!(
            "COPYRIGHT\n\nAll contributions by {who}\nCopyright (c) 2013, {who}\nAll rights reserved.\n\nAll other contributions:\nCopyright (c) 2013, the respective contributors.\n\nLICENSE\n\n"
        )
    };
    assert_eq!(recognise(&format!("{}{bsd}", head("Ada Bright"))).free, Answer::Yes);
    for who in ["Ada Bright for lab work", "members of the lab only", "Ada Bright, who keeps them"] {
        assert_ne!(recognise(&format!("{}{bsd}", head(who))).free, Answer::Yes, "{who}");
    }
    let named = |holder: &str| bsd.replace("the copyright holder nor", &format!("{holder} nor"));
    assert!(named("brook-parser") != bsd);
    assert_eq!(recognise(&named("brook-parser")).free, Answer::Yes);
    let apache = base("Apache-2.0");
    let header = "Licensed under the Apache License, Version 2.0 (the \"License\");\nyou may not use this file except in compliance with the License.\nYou may obtain a copy of the License at\n\n   http://www.apache.org/licenses/LICENSE-2.0\n\nUnless required by applicable law or agreed to in writing, software\ndistributed under the License is distributed on an \"AS IS\" BASIS,\nWITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.\nSee the License for the specific language governing permissions and\nlimitations under the License.\n";
    assert_eq!(recognise(&format!("{apache}\n\nSeine\n\nCopyright 2020 - present, Stone, Inc\n\n{header}")).free, Answer::Yes);
    for line in ["Seine For The Lab", "Not Seine", "Noncommercial Seine"] {
        assert_ne!(recognise(&format!("{apache}\n\n{line}\n\n{header}")).free, Answer::Yes, "{line}");
    }
}

#[test]
fn a_word_in_place_of_any_is_no_holder() {
    let (isc, mit) = (base("ISC"), base("MIT"));
    for text in [isc.replace("any purpose", "teaching purpose"), mit.replace("any person", "student person")] {
        assert!(text != isc && text != mit);
        assert_ne!(recognise(&text).free, Answer::Yes, "{text}");
    }
}

#[test]
fn a_text_that_nobody_understands_takes_the_choice_away() {
    let of = |words: &str| {
        let (mit, apache) = (base("MIT"), base("Apache-2.0"));
        let files = [("LICENSE", words), ("LICENSE-MIT", &*mit), ("LICENSE-APACHE", &*apache), ("brook.c", "int main() {}\n")];
        crate::support::Repo::of(&files).check("HEAD").at("/components/code/free")
    };
    assert_eq!(of("Licensed under either of the MIT license or the Apache License, Version 2.0, at your option.\n"), "yes");
    assert_ne!(of("The Brook Terms. Members of the lab may read this. Nobody else may.\n"), "yes");
}

#[test]
fn what_stands_behind_share_alike_is_heard() {
    let said = |license: &str| {
        git_openness::license::sentence::said(&format!("# Brook\n\nThe dataset is released under the {license}.\n"))
    };
    assert!(said("Creative Commons Share-Alike 3.0 license").iter().any(|one| one.license == "CC-BY-SA-3.0"));
    for limited in ["Creative Commons Share-Alike 4.0 Non-Commercial license", "Creative Commons ShareAlike 3.0, NC"] {
        assert!(said(limited).iter().all(|one| one.free != Answer::Yes), "{limited}");
    }
}

#[test]
fn the_name_and_address_of_borrowed_work_over_its_notice_say_nothing_of_use() {
    let over = |line: &str| format!("{}\n\n{line}\n\nCopyright 2021 Acme\n", base("MIT"));
    for line in ["Brook-DETR(https://github.com/acme/brook-detr)", "Brook DETR (https://github.com/acme/BrookDETR)"] {
        assert_eq!(recognise(&over(line)).free, Answer::Yes, "{line}");
    }
    for line in [
        "Students Only (https://github.com/acme/brook)",
        "For Research Use Only (https://github.com/acme/for-research-use-only)",
        "Non-Commercial (https://github.com/acme/NonCommercial)",
        "Evaluation copy (https://github.com/acme/evaluation-copy)",
        "Not For Firms (https://github.com/acme/brook)",
        "Research (https://acme.example.net/research)",
    ] {
        assert_ne!(recognise(&over(line)).free, Answer::Yes, "{line}");
    }
    let alone = format!("{}\n\nBrook (https://github.com/acme/brook)\nPay us first.\n", base("MIT"));
    assert_ne!(recognise(&alone).free, Answer::Yes);
}

#[test]
fn the_head_over_the_license_of_opencv_binds_nobody_to_more() {
    let bsd = base("BSD-3-Clause");
    let over = |head: &str| {
        recognise(&format!("{head}\n\nCopyright (c) 2026, Ada Bright, all rights reserved.\nada@river.example.net\n\n{bsd}")).free
    };
    let agrees = "By downloading, copying, installing or using the software you agree to this license.\nIf you do not agree to this license, do not download, install,\ncopy or use the software.";
    assert_eq!(
        over(&format!("{agrees}\n\n\n          License Agreement For Brook\n             (3-clause BSD License)")),
        Answer::Yes
    );
    assert_eq!(over(&format!("{agrees}\n\nLicense Agreement For Open Source Computer Vision Library")), Answer::Yes);
    for title in [
        "License Agreement For Members",
        "License Agreement For One Year",
        "License Agreement For Brook\nNobody outside the lab may have it",
    ] {
        assert_ne!(over(&format!("{agrees}\n\n{title}")), Answer::Yes, "{title}");
    }
    assert_ne!(over(&format!("{agrees} You must not sell it.")), Answer::Yes);
}

/// NCBI's notice (SPDX: NCBI-PD), as its repositories have it.
const NCBI: &str = "PUBLIC DOMAIN NOTICE\nNational Center for Biotechnology Information\n\nThis software/database is a \"United States Government Work\" under the terms of\nthe United States Copyright Act.  It was written as part of the author's\nofficial duties as a United States Government employee and thus cannot be\ncopyrighted.  This software/database is freely available to the public for use.\nThe National Library of Medicine and the U.S. Government have not placed any\nrestriction on its use or reproduction.\n\nAlthough all reasonable efforts have been taken to ensure the accuracy and\nreliability of the software and data, the NLM and the U.S. Government do not and\ncannot warrant the performance or results that may be obtained by using this\nsoftware or data. The NLM and the U.S. Government disclaim all warranties,\nexpress or implied, including warranties of performance, merchantability or\nfitness for any particular purpose.\n\nPlease cite the author in any work or product based on this material";

#[test]
fn a_reference_may_follow_a_request_to_cite_and_no_condition() {
    let cited = |words: &str| recognise(&format!("{NCBI}:\n\n{words}\n")).free;
    assert_eq!(cited("Bright A, Stone B. BrookVec: sentence embeddings of rivers. 2026"), Answer::Yes);
    assert_ne!(cited("Bright A. BrookVec, for research use only. 2026"), Answer::Yes);
    assert_ne!(cited("Bright A. BrookVec. Members of the lab may use it."), Answer::Yes);
}

#[test]
fn a_citation_hides_no_condition() {
    for words in ["Bright A. Keep it in the lab.", "Keep it in the lab. 2026", "All of it stays here, Bright A. 2026"] {
        assert_ne!(recognise(&format!("{NCBI}:\n\n{words}\n")).free, Answer::Yes, "{words}");
    }
}
