//! Texts that mean harm, from the file to every output: the program ends, says something that can be parsed,
//! and nothing of what would move a cursor or reorder a line gets out.

use crate::support::Repo;

const FORMATS: [&str; 4] = ["json", "markdown", "sarif", "github"];

/// Characters that no output may carry: controls but line ends and tabs, and what hides or reorders.
fn hazards(text: &str) -> Vec<char> {
    let bad = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    text.chars().filter(bad).take(5).collect()
}

/// Checks a repository with this README in every format, fixes it, and shows all evidence.
fn survives(what: &str, readme: &[u8]) {
    let repo = Repo::new();
    repo.file("README.md", readme)
        .file("LICENSE", include_str!("../../demo/licenses/CC-BY-NC-4.0.txt"))
        .file("model.safetensors", vec![7; 1_100_000]);
    repo.commit("hostile");
    let mut runs = vec![vec!["check", "--verbose"], vec!["fix", "--unsafe", "--section"]];
    runs.extend(FORMATS.map(|format| vec!["check", "--format", format]));
    for args in runs {
        let run = repo.openness(&args);
        assert!((0..=3).contains(&run.code), "{what}: {args:?} ended with {}: {}", run.code, run.stderr);
        assert!(!run.stderr.contains("panicked"), "{what}: {args:?}: {}", run.stderr);
        assert_eq!((hazards(&run.stdout), hazards(&run.stderr)), (vec![], vec![]), "{what}: {args:?}");
        if args.contains(&"json") || args.contains(&"sarif") {
            run.json();
        }
        if args.contains(&"github") {
            let stray = run.stdout.lines().find(|line| line.starts_with("::") && !is_annotation(line));
            assert_eq!(stray, None, "{what}");
        }
    }
}

fn is_annotation(line: &str) -> bool {
    ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command))
}

/// A sentence that is refuted, so that its words reach every output.
const SAID: &str = "Brook is a fully open-source language model.";

#[test]
fn a_readme_of_two_megabytes() {
    survives("prose", format!("# Brook\n\n{SAID}\n\n{}", "The brook runs over stones. ".repeat(75_000)).as_bytes());
    survives("claims", format!("# Brook\n\n{}", format!("{SAID}\n\n").repeat(45_000)).as_bytes());
}

#[test]
fn one_line_of_a_megabyte() {
    survives("one line", format!("# Brook\n\n{SAID} {}", "open-source models and more ".repeat(37_000)).as_bytes());
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = format!("# Brook\n\n{SAID}\n").into_bytes();
    bytes.extend((0..=255).cycle().take(100_000));
    bytes.extend(b"\n\nBrook is an \xFF\xFE open-source \xC0\x80 model \xED\xA0\x80.\n");
    survives("not UTF-8", &bytes);
}

#[test]
fn characters_that_hide_and_reorder() {
    let text = "# Br\u{200B}ook\n\nBrook is a \u{202E}fully open-source\u{202C} language\u{2066} model\u{2069}.\n\n\
                Brook is an open\u{200D}-\u{FEFF}source LLM.\u{1B}[31m\u{1B}]0;title\u{7} Brook is our open-source\u{200B} model.\u{9B}2J\n\n\
                ::set-output name=label::open-source\n::stop-commands::x\n\n%0A::error::Brook is an open-source model\n\n\
                <script>alert(1)</script> Brook is an open-source <img src=x onerror=alert(1)> model | `$(touch x)`.\n";
    survives("hidden characters", text.as_bytes());
    survives("hidden characters, many", text.repeat(500).as_bytes());
}

#[test]
fn front_matter_that_grows_when_it_is_read() {
    let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", [before.as_str(); 9].join(", ")));
    }
    let head = format!("{bomb}tags: *a29\nlicense: *a29\ndatasets: *a29\n---\n# Brook\n\n{SAID}\n");
    survives("aliases", head.as_bytes());
    survives("depth", format!("---\ntags: {}\n---\n# Brook\n\n{SAID}\n", "[".repeat(100_000)).as_bytes());
    survives("mappings", format!("---\n{}\n---\n# Brook\n\n{SAID}\n", "{a: ".repeat(50_000)).as_bytes());
    survives(
        "indents",
        format!("---\n{}\n---\n# Brook\n\n{SAID}\n", (0..400).map(|n| " ".repeat(n) + "a:\n").collect::<String>()).as_bytes(),
    );
    let deep = Repo::of(&[("openness.yaml", &"[".repeat(100_000)), ("README.md", "# Brook\n")]);
    let run = deep.check("HEAD");
    assert!(run.code == 2 && run.stderr.contains("nested deeper"), "{}", run.stderr);
    survives("no end", format!("---\n{}", "a: b\n".repeat(100_000)).as_bytes());
}
