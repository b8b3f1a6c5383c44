//! Objects out of packs: deltas of both kinds, several packs, borrowed ones, damaged ones.

use super::{Repo, SMALL, report};
use std::fs;
use std::path::PathBuf;

/// The small tree and programs that are so alike that git stores them as deltas of each other.
fn alike() -> Repo {
    let repo = Repo::of(SMALL);
    for at in 0..12 {
        let lines: String = (0..60).map(|line| format!("value_{line} = load(\"{}\")\n", line * 7)).collect();
        repo.file(&format!("src/layer_{at}.py"), format!("{lines}# {at}\n"));
    }
    repo.commit("layers");
    repo
}

/// Everything into one pack, nothing loose.
fn pack(repo: &Repo, setting: &str) {
    repo.git(&["-c", setting, "repack", "-a", "-d", "-f", "--quiet"]);
}

fn files(repo: &Repo, ending: &str) -> Vec<PathBuf> {
    let folder = fs::read_dir(repo.path().join(".git/objects/pack")).unwrap();
    folder.map(|file| file.unwrap().path()).filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

#[test]
fn loose_and_packed_objects_give_the_same_report() {
    let repo = alike();
    let loose = report(&repo.check("HEAD"));
    for setting in ["repack.useDeltaBaseOffset=true", "repack.useDeltaBaseOffset=false"] {
        pack(&repo, setting);
        assert_eq!(files(&repo, ".pack").len(), 1);
        let deltas = repo.git(&["verify-pack", "-s", files(&repo, ".idx")[0].to_str().unwrap()]);
        assert!(deltas.contains("chain length = 1"), "{deltas}");
        assert_eq!(report(&repo.check("HEAD")), loose, "{setting}");
    }
}

#[test]
fn some_in_one_pack_some_in_another_and_some_loose() {
    let repo = Repo::new();
    repo.file("src/train.py", "loss.backward()\noptimizer.step()\n").commit("first");
    repo.git(&["repack", "-d", "--quiet"]);
    repo.file("data/corpus.txt", "A river.\n").commit("second");
    repo.git(&["repack", "-d", "--quiet"]);
    repo.file("README.md", "# Brook\n\nBrook is a fully open-source model.\n").commit("third");
    assert_eq!(files(&repo, ".pack").len(), 2);
    let found = report(&repo.check("HEAD"));
    pack(&repo, "gc.auto=0");
    assert_eq!(report(&repo.check("HEAD")), found);
    assert_eq!(found["not_read"], serde_json::json!([]));
}

#[test]
fn objects_that_are_borrowed_from_another_repository() {
    let repo = alike();
    let own = report(&repo.check("HEAD"));
    pack(&repo, "gc.auto=0");
    let borrower = repo.beside("borrower");
    repo.git(&["clone", "--quiet", "--shared", ".", borrower.to_str().unwrap()]);
    let run = repo.openness_in(&borrower, &["check", "--format", "json"]);
    assert_eq!(report(&run), own);
}

#[test]
fn a_damaged_pack_is_no_crash_and_no_other_content() {
    let repo = alike();
    let whole = repo.check("HEAD");
    let labels = [whole.at("/label"), serde_json::Value::Null];
    pack(&repo, "gc.auto=0");
    let path = files(&repo, ".pack").remove(0);
    let bytes = fs::read(&path).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false, reason = "a folder of this test alone")]
    permissions.set_readonly(false);
    fs::set_permissions(&path, permissions).unwrap();
    let damages = (12..bytes.len() - 20).step_by(bytes.len() / 24).map(|at| {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x5a;
        damaged
    });
    for damaged in damages.chain([bytes[..bytes.len() / 2].to_vec(), Vec::new(), vec![0xff; bytes.len()]]) {
        fs::write(&path, damaged).unwrap();
        let run = repo.check("HEAD");
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        // Whatever cannot be unpacked is not read or stops the check; it never becomes something else.
        let said = run.code == 2 || run.at("/not_read") != serde_json::json!([]) || labels.contains(&run.at("/label"));
        assert!(said && matches!(run.code, 0..=3), "exit {}: {}\n{}", run.code, run.stderr, run.stdout);
    }
}
