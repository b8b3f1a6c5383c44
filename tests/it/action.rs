//! The composite action, run for real: its inputs go to the environment as `action.yml` says, its
//! step runs under bash, and what it leaves in the workflow's files and log is read back.

use crate::support::{PROGRAM, Repo};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What one run of the action left behind.
struct Step {
    code: i32,
    log: String,
    outputs: BTreeMap<String, String>,
    summary: String,
}

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs the action's one step with these inputs and this environment.
fn run(repo: &Repo, inputs: &[(&str, &str)], environment: &[(&str, &str)]) -> Step {
    let text = fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let action: Value = serde_yaml::from_str(&text).unwrap();
    let known = action["inputs"].as_object().unwrap();
    let step = &action["runs"]["steps"][0];
    let mut command = repo.command("bash");
    command.args(["-eo", "pipefail", "-c", step["run"].as_str().unwrap()]);
    for (variable, template) in step["env"].as_object().unwrap() {
        let input = template.as_str().unwrap().trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let default = known[input]["default"].as_str().unwrap();
        let value = inputs.iter().find(|(name, _)| *name == input).map_or(default, |(_, value)| value);
        command.env(variable, value);
    }
    for (name, _) in inputs {
        assert!(known.contains_key(*name), "the action has no input '{name}'");
    }
    let (output, summary) = (repo.beside("output"), repo.beside("summary"));
    for file in [&output, &summary] {
        fs::write(file, "").unwrap();
    }
    command
        .env("INPUT_OPENNESS_PATH", PROGRAM)
        .env("GITHUB_ACTION_PATH", ROOT)
        .env("GITHUB_WORKSPACE", repo.path())
        .env("RUNNER_TEMP", repo.beside(""))
        .env("GITHUB_OUTPUT", &output)
        .env("GITHUB_STEP_SUMMARY", &summary);
    for (key, value) in environment {
        command.env(key, value);
    }
    let done = command.output().unwrap();
    let log = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    Step {
        code: done.status.code().unwrap(),
        log,
        outputs: outputs(&fs::read_to_string(&output).unwrap_or_default()),
        summary: fs::read_to_string(&summary).unwrap_or_default(),
    }
}

/// Reads GITHUB_OUTPUT the way the runner does: `name<<delimiter`, lines, delimiter.
fn outputs(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut lines = text.lines();
    while let Some(head) = lines.next() {
        let (name, mark) = head.split_once("<<").unwrap_or_else(|| panic!("not an output: {head}"));
        let value: Vec<_> = lines.by_ref().take_while(|line| *line != mark).collect();
        assert!(found.insert(name.to_string(), value.join("\n")).is_none(), "{name} twice");
    }
    found
}

/// The lines of the log that the runner would take as commands: what stands between
/// `::stop-commands::TOKEN` and `::TOKEN::` is not looked at.
fn commands(log: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut stopped: Option<String> = None;
    for line in log.lines() {
        match &stopped {
            Some(token) if line.trim() == format!("::{token}::") => stopped = None,
            Some(_) => {}
            None => {
                if let Some(token) = line.strip_prefix("::stop-commands::") {
                    stopped = Some(token.into());
                } else if line.trim_start().starts_with("::") || line.contains("##[") {
                    found.push(line);
                }
            }
        }
    }
    assert!(stopped.is_none(), "commands are never started again");
    found
}

const TRAIN: &str = "import torch\nfrom brook import Brook\n\ndef main():\n    model = Brook()\n    optimizer = torch.optim.AdamW(model.parameters())\n    for batch in batches():\n        loss = model(batch)\n        optimizer.zero_grad()\n        loss.backward()\n        optimizer.step()\n\nmain()\n";

/// A repository that says "open source" and lacks its corpus.
fn overclaiming() -> Repo {
    Repo::of(&[
        ("train.py", TRAIN),
        ("LICENSE", include_str!("../../LICENSE-MIT")),
        ("README.md", "# Brook\n\nBrook is a fully open-source model.\n\nWeights: https://huggingface.co/acme/brook-1b\n"),
    ])
}

#[test]
fn a_repository_that_claims_nothing_passes() {
    let repo = Repo::of(&[("README.md", "# Tool\n\nA tool.\n"), ("main.c", "int main(void) { return 0; }\n")]);
    let step = run(&repo, &[], &[]);
    assert_eq!(step.code, 0, "{}", step.log);
    assert_eq!(step.outputs["verdict"], "no-claim");
    assert_eq!(step.outputs["label"], "software");
    assert_eq!(step.outputs["exit-code"], "0");
    assert!(Path::new(&step.outputs["report"]).exists());
    assert!(!step.summary.is_empty());
    assert_eq!(commands(&step.log), Vec::<&str>::new());
}

#[test]
fn a_refuted_claim_fails_the_step_with_an_annotation_at_its_line() {
    let repo = overclaiming();
    let step = run(&repo, &[("sarif-file", "openness.sarif"), ("comment-file", "comment.md")], &[]);
    assert_eq!(step.code, 1, "{}", step.log);
    assert_eq!(step.outputs["verdict"], "refuted");
    assert_eq!(step.outputs["exit-code"], "1");
    assert!(step.outputs["missing"].contains("corpus"), "{:?}", step.outputs);
    assert!(commands(&step.log).iter().any(|line| line.starts_with("::error file=README.md,line=3")), "{}", step.log);
    let sarif: Value = serde_json::from_slice(&fs::read(&step.outputs["sarif-file"]).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}

#[test]
fn an_undetermined_claim_fails_the_step_unless_only_refuted_ones_should() {
    let page = "# Brook\n\nBrook is an open-source model.\n\nIt was trained on the [River Notes dataset](https://huggingface.co/datasets/acme/river-notes).\n";
    let repo = Repo::of(&[("README.md", page), ("train.py", TRAIN), ("LICENSE", include_str!("../../LICENSE-MIT"))]);
    let step = run(&repo, &[], &[]);
    assert_eq!((step.outputs["exit-code"].as_str(), step.outputs["verdict"].as_str()), ("3", "undetermined"), "{}", step.log);
    assert_ne!(step.code, 0);
    assert_eq!(run(&repo, &[("fail-on", "refuted")], &[]).code, 0);
}

#[test]
fn what_fails_the_step_can_be_chosen() {
    assert_eq!(run(&overclaiming(), &[("fail-on", "never")], &[]).code, 0);
    assert_eq!(run(&overclaiming(), &[("fail-on", "refuted")], &[]).code, 1);
    let step = run(&overclaiming(), &[("fail-on", "sometimes")], &[]);
    assert_eq!(step.code, 2);
    assert!(step.log.contains("fail-on: one of"), "{}", step.log);
}

#[test]
fn the_label_of_the_release_is_judged() {
    let repo = Repo::of(&[("README.md", "# Tool\n"), ("train.py", TRAIN), ("LICENSE", include_str!("../../LICENSE-MIT"))]);
    assert_eq!(run(&repo, &[("label", "open source")], &[]).code, 1);
}

#[test]
fn inputs_are_never_code() {
    let repo = overclaiming();
    for evil in [
        "x\"; touch PWNED; \"",
        "$(touch PWNED)",
        "`touch PWNED`",
        "${{ github.token }}",
        "a\n::set-output name=x::y",
        "%0A::error::x",
    ] {
        for input in ["path", "ref", "label", "definition", "config", "fail-on", "format", "version"] {
            let step = run(&repo, &[(input, evil)], &[]);
            assert_ne!(step.code, 0, "{input}={evil:?} passes");
            for line in commands(&step.log) {
                let known = ["::error", "::warning file=", "::notice file="];
                assert!(known.iter().any(|start| line.starts_with(start)), "{input}={evil:?}: the runner would take {line:?}");
                assert!(line.starts_with("::error::git-openness: ") || !line.contains("name=x"), "{line:?}");
            }
        }
    }
    assert!(!repo.path().join("PWNED").exists() && !repo.beside("PWNED").exists());
}

#[test]
fn names_and_words_of_the_repository_never_reach_the_runner_as_commands() {
    let repo = overclaiming();
    repo.file("data/::set-output name=x::y\n::error::z.txt", "words\n");
    repo.file("README.md", "# B\n\nBrook is a fully open-source model `${{ secrets.X }}` ::add-mask::a %0A::warning::b <img src=x onerror=alert(1)> [a](javascript:b)\n");
    repo.commit("attack");
    repo.tag("v1", "An open source model\n\n::set-env name=A::b\n%0A::error::c");
    let step = run(&repo, &[("ref", "refs/tags/v1")], &[]);
    assert_eq!(step.code, 1, "{}", step.log);
    for line in commands(&step.log) {
        let known =
            ["::error file=", "::warning file=", "::notice file=", "::error title=", "::warning title=", "::notice title="];
        assert!(known.iter().any(|start| line.starts_with(start)), "the runner would take {line:?}");
    }
    assert!(!step.summary.contains("<img"), "{}", step.summary);
    assert!(!step.summary.contains("](javascript:"), "{}", step.summary);
    assert!(
        step.outputs
            .keys()
            .all(|name| ["exit-code", "label", "verdict", "missing", "report", "sarif-file"].contains(&name.as_str()))
    );
}

#[test]
fn the_event_of_a_release_is_read_and_a_missing_file_is_an_error() {
    let repo = overclaiming();
    let event = repo.beside("event.json");
    fs::write(&event, r#"{"ref": "refs/heads/main"}"#).unwrap();
    assert_eq!(run(&repo, &[], &[("GITHUB_EVENT_PATH", event.to_str().unwrap())]).code, 1);
    let step = run(&repo, &[], &[("GITHUB_EVENT_PATH", repo.beside("nowhere.json").to_str().unwrap())]);
    assert_eq!(step.code, 2, "{}", step.log);
}

#[test]
fn the_title_and_the_text_of_a_release_are_places_where_claims_are_made() {
    let repo = overclaiming();
    repo.file("README.md", "# Brook\n\nWeights: https://huggingface.co/acme/brook-1b\n").commit("quiet");
    assert_eq!(run(&repo, &[], &[]).code, 0);
    let event = repo.beside("event.json");
    let long = "word ".repeat(1 << 20);
    for (title, body, code) in [
        ("Brook 1.0, our open source model", "", 1),
        ("Brook 1.0", "We are proud to release our fully open-source model.", 1),
        ("Brook 1.0", "Faster than before.", 0),
        ("Brook 1.0", long.as_str(), 0),
        ("::set-output name=x::y", "`${{ github.token }}` \"; touch PWNED; \" %0A::error::x <script>", 0),
    ] {
        let text = serde_json::json!({"action": "published", "release": {"tag_name": "v1", "name": title, "body": body}});
        fs::write(&event, text.to_string()).unwrap();
        let step = run(&repo, &[], &[("GITHUB_EVENT_PATH", event.to_str().unwrap())]);
        assert_eq!(step.code, code, "{title}: {}", step.log);
        assert!(!commands(&step.log).iter().any(|line| line.contains("name=x")));
        assert!(!step.summary.contains("<script>"));
    }
    assert!(!repo.path().join("PWNED").exists());
}

#[test]
fn other_forges_have_neither_outputs_nor_a_summary() {
    let step = run(&overclaiming(), &[], &[("GITHUB_OUTPUT", ""), ("GITHUB_STEP_SUMMARY", "")]);
    assert_eq!(step.code, 1, "{}", step.log);
    assert!(step.log.contains("verdict refuted, exit code 1"), "{}", step.log);
}

#[test]
fn a_tag_that_the_checkout_flattened_is_fetched_again() {
    let origin = overclaiming();
    origin.tag("v1", "Brook");
    let clone = Repo::folder();
    clone.git(&["init", "--quiet", "--initial-branch=main"]);
    clone.git(&["remote", "add", "origin", origin.path().to_str().unwrap()]);
    let commit = origin.git(&["rev-parse", "HEAD"]);
    clone.git(&["fetch", "--quiet", "--no-tags", "--depth=1", "origin", &format!("+{commit}:refs/tags/v1")]);
    clone.git(&["checkout", "--quiet", "v1"]);
    assert_eq!(clone.git(&["cat-file", "-t", "v1"]), "commit");
    let step = run(&clone, &[], &[("GITHUB_REF", "refs/tags/v1")]);
    assert_eq!(clone.git(&["cat-file", "-t", "v1"]), "tag", "{}", step.log);
}
