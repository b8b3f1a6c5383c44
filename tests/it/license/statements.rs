//! What a tree says of its code, weights and data: every field, sentence, table, badge and link, each
//! with what it covers; and what becomes of two that disagree.

use super::base;
use crate::support::Repo;
use serde_json::Value;

/// Reports of a tree with these files beside a README, a program and weights that are linked.
fn report(files: &[(&str, &str)]) -> Value {
    Repo::of(files).check("HEAD").json()
}

fn code(report: &Value) -> (&str, &str) {
    let code = &report["components"]["code"];
    (code["license"].as_str().unwrap_or("-"), code["free"].as_str().unwrap_or("-"))
}

fn weights(report: &Value) -> (&str, &str) {
    let weights = &report["components"]["weights"];
    (weights["license"].as_str().unwrap_or("-"), weights["free"].as_str().unwrap_or("-"))
}

fn finding(report: &Value, id: &str) -> Option<String> {
    let found = report["findings"].as_array()?.iter().find(|finding| finding["id"] == id)?;
    found["message"].as_str().map(str::to_string)
}

/// A README of a model whose weights are on a hub.
fn readme(more: &str) -> String {
    format!(
        "# Brook\n\nBrook is a language model. We release the model weights at https://huggingface.co/brook/brook-7b.\n\n{more}\n"
    )
}

#[test]
fn every_manifest_states_the_license_of_the_code() {
    for (path, text) in [
        ("pyproject.toml", "[project]\nname = \"brook\"\nlicense = \"MIT\"\n"),
        ("pyproject.toml", "[project]\nname = \"brook\"\nlicense = { text = \"MIT License\" }\n"),
        ("pyproject.toml", "[tool.poetry]\nname = \"brook\"\nlicense = \"MIT\"\n"),
        ("pyproject.toml", "[project]\nclassifiers = [\"License :: OSI Approved :: MIT License\"]\n"),
        ("setup.cfg", "[metadata]\nlicense = MIT\n"),
        ("setup.py", "from setuptools import setup\nsetup(name='brook', license='MIT')\n"),
        ("package.json", "{\"license\": \"MIT\"}"),
        ("package.json", "{\"license\": {\"type\": \"MIT\"}}"),
        ("Cargo.toml", "[package]\nname = \"brook\"\nlicense = \"MIT\"\n"),
        ("Cargo.toml", "[workspace.package]\nlicense = \"MIT\"\n"),
        ("CITATION.cff", "cff-version: 1.2.0\nlicense: MIT\n"),
        ("codemeta.json", "{\"license\": \"https://spdx.org/licenses/MIT\"}"),
        (".zenodo.json", "{\"license\": {\"id\": \"MIT\"}}"),
        ("REUSE.toml", "version = 1\n[[annotations]]\npath = \"**\"\nSPDX-License-Identifier = \"MIT\"\n"),
        (".reuse/dep5", "Files: *\nCopyright: Brook\nLicense: MIT\n"),
        ("DESCRIPTION", "Package: brook\nLicense: MIT\n"),
    ] {
        let found = report(&[(path, text), ("brook.py", "print()\n")]);
        assert_eq!(code(&found), ("MIT", "yes"), "{path}: {text}");
    }
}

#[test]
fn a_header_speaks_for_its_file_and_not_for_the_rest() {
    let found =
        report(&[("brook.py", "# SPDX-License-Identifier: MIT\nimport torch\nfor batch in data:\n    loss.backward()\n")]);
    let (license, free) = code(&found);
    assert!((license, free) == ("MIT", "unknown") || license == "-", "{license} {free}");
}

#[test]
fn a_card_states_the_license_of_the_weights() {
    let card = |front: &str| report(&[("README.md", &format!("---\n{front}library_name: brook\n---\n{}", readme("")))]);
    assert_eq!(weights(&card("license: apache-2.0\n")), ("Apache-2.0", "yes"));
    assert_eq!(weights(&card("license: other\nlicense_name: brook-terms\n")), ("LicenseRef-brook-terms", "unknown"));
    assert_eq!(weights(&card("license: llama3\n")).1, "no");
}

#[test]
fn a_link_to_a_text_in_the_tree_is_that_text() {
    let front = "---\nlicense: other\nlicense_name: brook-terms\nlicense_link: MODEL_LICENSE\n---\n";
    let tree = |text: &str| {
        report(&[("README.md", &format!("{front}{}", readme(""))), ("MODEL_LICENSE", text), ("brook.py", "print()\n")])
    };
    assert_eq!(weights(&tree(&base("MIT"))).0, "MIT");
    let restricted = tree("Llama 2 Community License Agreement\n\nBy clicking you agree.\n");
    assert_eq!(weights(&restricted), ("LicenseRef-Llama-2", "no"));
}

#[test]
fn a_table_of_checkpoints_states_the_license_of_each() {
    let table = "| Model | License |\n|---|---|\n| brook-7b | <sup>Non-commercial</sup> |\n";
    let found = report(&[("README.md", &readme(table)), ("LICENSE", &base("MIT")), ("brook.py", "print()\n")]);
    assert_eq!(weights(&found), ("LicenseRef-Non-Commercial", "no"));
    assert_eq!(code(&found), ("MIT", "yes"));
}

#[test]
fn a_badge_says_what_it_leads_to_and_not_what_it_shows() {
    let badge = "[![License: MIT](https://img.example/license-MIT.svg)](https://creativecommons.org/licenses/by-nc/4.0/)";
    assert_eq!(code(&report(&[("README.md", &readme(badge)), ("brook.py", "print()\n")])), ("CC-BY-NC-4.0", "no"));
    let badge = "[![License: MIT](https://img.example/license-MIT.svg)](https://brook.example/legal)";
    assert_eq!(code(&report(&[("README.md", &readme(badge)), ("brook.py", "print()\n")])), ("-", "unknown"));
}

#[test]
fn weights_state_their_own_license() {
    let mut text = b"GGUF\x03\0\0\0".to_vec();
    text.extend(0_u64.to_le_bytes());
    text.extend(1_u64.to_le_bytes());
    let words = |text: &mut Vec<u8>, words: &str| {
        text.extend((words.len() as u64).to_le_bytes());
        text.extend(words.as_bytes());
    };
    words(&mut text, "general.license");
    text.extend(8_u32.to_le_bytes());
    words(&mut text, "cc-by-nc-4.0");
    text.resize(200_000, 0);
    let repo = Repo::new();
    repo.file("README.md", readme("")).file("LICENSE", base("MIT")).file("brook.gguf", &text).commit("files");
    assert_eq!(weights(&repo.check("HEAD").json()), ("CC-BY-NC-4.0", "no"));
}

#[test]
fn models_under_the_license_of_their_bases_are_not_known_to_be_free() {
    let faq = "# FAQ\n\n### What license do the models have?\n\nBrook models are released under the license of their respective base models.\n";
    let found =
        report(&[("README.md", &readme("")), ("docs/faq.md", faq), ("LICENSE", &base("Apache-2.0")), ("brook.py", "print()\n")]);
    assert_eq!(weights(&found), ("LicenseRef-License-Of-The-Base-Model", "unknown"));
}

#[test]
fn a_text_that_covers_data_leaves_the_programs_beside_it_unlicensed() {
    let found = report(&[
        ("README.md", "# Stations\n"),
        ("LICENSE", "https://opendatacommons.org/licenses/odbl/1-0/\n"),
        ("tool.py", "print()\n"),
    ]);
    assert_eq!(code(&found).0, "-");
    let found = report(&[("README.md", "# Stations\n"), ("LICENSE", &base("ODC-By-1.0")), ("tool.py", "print()\n")]);
    assert_eq!(code(&found).0, "-");
    let found = report(&[
        ("README.md", "# Rivers\n\nA data set of rivers.\n"),
        ("LICENSE", &base("CC-BY-SA-4.0")),
        ("rivers.csv", "a,b\n"),
    ]);
    assert_eq!(code(&found).0, "-", "no program, no license of one");
    let found = report(&[("README.md", "# Rivers\n"), ("LICENSE", &base("CC-BY-SA-4.0")), ("rivers.py", "print()\n")]);
    assert_eq!(code(&found), ("CC-BY-SA-4.0", "yes"));
}

#[test]
fn a_license_file_that_is_an_address_is_no_text() {
    let files = [
        ("LICENSE", "https://example.org/brook#license\n"),
        ("models/brook/LICENSE", "Llama 2 Community License Agreement\n"),
        ("brook.py", "print()\n"),
    ];
    assert_eq!(code(&report(&files)), ("LicenseRef-Llama-2", "no"));
    assert_eq!(
        code(&report(&[("LICENSE", "https://www.apache.org/licenses/LICENSE-2.0\n"), ("brook.py", "print()\n")])),
        ("Apache-2.0", "yes")
    );
}

#[test]
fn a_limit_in_the_readme_takes_the_freedom_of_a_text_and_both_places_are_named() {
    let limit = "## License\n\nThe code in this repository may be used for non-commercial purposes only.\n";
    let found = report(&[("README.md", &readme(limit)), ("LICENSE", &base("MIT")), ("brook.py", "print()\n")]);
    assert_eq!(code(&found), ("MIT", "no"));
    assert_eq!(found["components"]["code"]["license_status"], "conflict");
    let message = finding(&found, "license-conflict").unwrap();
    assert!(
        message.contains("LICENSE:1 says MIT") && message.contains("README.md:7 says LicenseRef-Non-Commercial"),
        "{message}"
    );
}

#[test]
fn a_manifest_that_names_another_license_is_a_conflict_that_decides_nothing() {
    let tree = |license: &str| {
        let manifest = format!("[project]\nname = \"brook\"\nlicense = \"{license}\"\n");
        report(&[("pyproject.toml", &manifest), ("LICENSE", &base("GPL-3.0")), ("brook.py", "print()\n")])
    };
    let found = tree("MIT");
    assert_eq!(code(&found), ("GPL-3.0-only", "yes"));
    assert!(finding(&found, "license-conflict").unwrap().contains("pyproject.toml:3 says MIT"));
    // No text can tell "only" from "or later".
    assert_eq!(finding(&tree("GPL-3.0-or-later"), "license-conflict"), None);
    assert_eq!(finding(&tree("Brook"), "license-conflict"), None);
}

#[test]
fn two_checkpoints_with_two_licenses_are_no_conflict() {
    let table = "| Model | License |\n|---|---|\n| brook-7b | MIT |\n| brook-70b | CC BY-NC 4.0 |\n";
    let found = report(&[("README.md", &readme(table)), ("brook.py", "print()\n")]);
    assert_eq!(weights(&found), ("CC-BY-NC-4.0", "no"));
    assert_eq!(finding(&found, "license-conflict"), None);
}

#[test]
fn a_folder_with_a_license_of_its_own_keeps_it() {
    let repo = Repo::new();
    let mut weights_file = b"PK\x03\x04 archive/data.pkl".to_vec();
    weights_file.resize(200_000, 7);
    repo.file("README.md", "# Brook\n").file("LICENSE", base("MIT")).file("weights/LICENSE", base("CC-BY-4.0"));
    repo.file("weights/brook.pt", &weights_file).commit("files");
    assert_eq!(weights(&repo.check("HEAD").json()).0, "CC-BY-4.0");
}

#[test]
fn less_common_licenses_are_heard_in_sentences() {
    for (words, id) in [
        ("the [Academic Free License v3.0 License](https://choosealicense.com/licenses/afl-3.0/)", "AFL-3.0"),
        ("the EUPL 1.2", "EUPL-1.2"),
        ("the ISC License", "ISC"),
        ("the Artistic License 2.0", "Artistic-2.0"),
    ] {
        let said = report(&[("README.md", &readme(&format!("## License\n\nThe pretrained models are released under {words}.")))]);
        assert_eq!(weights(&said), (id, "yes"), "{words}");
    }
}

#[test]
fn words_of_freedom_before_a_restriction_hide_none_of_it() {
    let mit = ("LICENSE", include_str!("../../../LICENSE-MIT"));
    let release = "Our pretrained models: https://huggingface.co/brook/brook-1b\n";
    let free = |sentence: &str| {
        let text = format!("# Brook\n\n{release}\n{sentence}\n");
        report(&[("README.md", &text), mit])["components"]["weights"]["free"].as_str().unwrap().to_string()
    };
    assert_ne!(free("The model weights are licensed to you, and not without the terms of CC BY-NC 4.0."), "yes");
    assert_ne!(free("The weights are under a license that is not exempt from the CC BY-NC 4.0 license."), "yes");
    assert_ne!(
        free("If you do not accept the license, leave; you must accept the license to download the model weights."),
        "yes"
    );
    assert_eq!(free("For commerce there is a license for the models without the obligations of the AGPL-3.0 License."), "yes");
}

#[test]
fn a_license_that_is_named_over_a_free_text_counts() {
    let text = format!(
        "Licensed under the CC BY-NC-SA 4.0 license (https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode).\n\n{}",
        base("BSD-3-Clause")
    );
    let report = report(&[("LICENSE", &text), ("src/main.c", "int main() { return 0; }\n")]);
    assert_eq!(code(&report), ("CC-BY-NC-SA-4.0", "no"));
    let logo = format!("{}\nThe logo in assets/ is for non-commercial use only.\n", base("MIT"));
    let report = self::report(&[("LICENSE", &logo), ("src/main.c", "int main() { return 0; }\n")]);
    assert_eq!(report["components"]["code"]["free"], "unknown");
}

#[test]
fn a_license_text_that_is_called_a_summary_is_heard() {
    let terms = "The Brook weights may be used for non-commercial research purposes only.\n";
    let report = report(&[("README.md", &readme("")), ("LICENSE", base("MIT").as_str()), ("MODEL_LICENSE_SUMMARY.txt", terms)]);
    assert_ne!(weights(&report).1, "yes");
}

#[test]
fn terms_of_trained_models_are_heard_in_japanese() {
    let page = readme(
        "## ライセンス\n\nソースコードのライセンスはMITです。商用・非商用問わずに、お使いいただけます。\n\n### 学習済みモデルの利用規約\n\nそれらの学習済みモデルは、「非商用目的」でのみ利用可能です。\n",
    );
    let report = report(&[("README.md", &page), ("LICENSE", base("MIT").as_str())]);
    assert_eq!(weights(&report).1, "no");
    assert_eq!(code(&report).1, "yes");
}

#[test]
fn the_license_of_portions_is_none_of_the_weights() {
    let page = readme(
        "# License\n\nThe majority of this work is licensed under [CC-NC 4.0 International license](LICENSE). However portions of the project are available under separate license terms: [SlowFast](https://github.com/x/SlowFast) and [brook-image-models](https://github.com/x/brook-image-models) are licensed under the Apache 2.0 license.\n",
    );
    let report = report(&[("README.md", &page)]);
    assert_ne!(weights(&report).1, "yes");
}

#[test]
fn a_summary_of_licenses_points_to_the_files_beside_it() {
    let summary = "The documentation is made available under CC-BY-SA-4.0. See the LICENSE file.\n\nThe sample code is made available under a modified MIT license. See the LICENSE-SAMPLECODE file.\n";
    let mit_0 = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n";
    let sample = format!("Copyright 2019 Brook, Inc. All Rights Reserved.\n\n{mit_0}");
    let files = [("LICENSE", base("CC-BY-4.0")), ("LICENSE-SUMMARY", summary.to_string()), ("LICENSE-SAMPLECODE", sample)];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (*path, text.as_str())).chain([("brook.py", "print(1)\n")]).collect();
    let report = report(&files);
    assert_eq!(code(&report), ("MIT-0", "yes"));
}

#[test]
fn the_notice_of_the_gnu_licenses_alone_says_which_version_and_nothing_beside_it_is_passed_over() {
    let notice = "Copyright (C) 2026 Ada Bright\n\nThis program is free software: you can redistribute it and/or modify\nit under the terms of the GNU General Public License as published by\nthe Free Software Foundation, either version 3 of the License, or\n(at your option) any later version.\n\nThis program is distributed in the hope that it will be useful,\nbut WITHOUT ANY WARRANTY; without even the implied warranty of\nMERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the\nGNU General Public License for more details.\n";
    let of = |text: &str| {
        let report = report(&[("README.md", "# Brook\n\nCounts rivers.\n"), ("LICENSE", text), ("brook.py", "print(1)\n")]);
        let (license, free) = code(&report);
        (license.to_string(), free.to_string())
    };
    assert_eq!(of(notice), ("GPL-3.0-or-later".into(), "yes".into()));
    for more in ["\nCommercial use is not allowed.\n", "\nAll copies go back to Ada.\n"] {
        assert_ne!(of(&format!("{notice}{more}")).1, "yes", "{more}");
    }
    assert_ne!(of(&format!("For members only.\n\n{notice}")).1, "yes");
}
