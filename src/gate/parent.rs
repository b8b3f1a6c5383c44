//! Which git command caused a ref update: the only thing that tells a tag made here from a fetched one.

use std::path::Path;
use std::process::{Command, Stdio};

/// Where a ref update comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody here set the ref: `git tag`, `git update-ref`, `git symbolic-ref`.
    Here,
    /// It came from elsewhere, or git tidies up: fetch, pull, clone, gc and all the rest.
    Elsewhere,
    /// That cannot be told (no `/proc` and no `ps`, or another program).
    Unknown,
}

/// Looks at the process that ran the hook, and upwards past hook managers and shells.
#[must_use]
pub fn origin(pid: Option<u32>) -> Origin {
    let mut pid = pid;
    for _ in 0..5 {
        let Some(id) = pid else { break };
        let Some(words) = command_line(id) else { break };
        if let Some(origin) = origin_of(&words) {
            return origin;
        }
        pid = parent(id);
    }
    Origin::Unknown
}

/// What a command line says; `None` when it is not git's.
fn origin_of(words: &[String]) -> Option<Origin> {
    /// Options of `git` itself that take the next word.
    const VALUED: &[&str] =
        &["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--super-prefix", "--config-env", "--attr-source"];
    let program = Path::new(words.first()?).file_name()?.to_str()?.trim_end_matches(".exe");
    let command = if let Some(dashed) = program.strip_prefix("git-") {
        dashed
    } else if program == "git" {
        let mut rest = words[1..].iter();
        loop {
            let word = rest.next()?;
            if VALUED.contains(&word.as_str()) {
                rest.next();
            } else if !word.starts_with('-') {
                break word.as_str();
            }
        }
    } else {
        return None;
    };
    Some(if matches!(command, "tag" | "update-ref" | "symbolic-ref") { Origin::Here } else { Origin::Elsewhere })
}

fn command_line(pid: u32) -> Option<Vec<String>> {
    if let Ok(raw) = std::fs::read(format!("/proc/{pid}/cmdline")) {
        let words = raw.split(|&byte| byte == 0).map(|word| String::from_utf8_lossy(word).into_owned());
        return Some(words.filter(|word| !word.is_empty()).collect());
    }
    Some(ps("args=", pid)?.split_whitespace().map(String::from).collect())
}

fn parent(pid: u32) -> Option<u32> {
    if let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) {
        // `pid (name) state ppid …`: the name may hold anything, the last `)` ends it.
        return stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok();
    }
    ps("ppid=", pid)?.trim().parse().ok()
}

fn ps(format: &str, pid: u32) -> Option<String> {
    let output = Command::new("ps").args(["-o", format, "-p", &pid.to_string()]).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<Origin> {
        origin_of(&line.split(' ').map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn makers_of_tags_are_told_from_everything_else() {
        assert_eq!(said("git tag v1"), Some(Origin::Here));
        assert_eq!(said("/usr/lib/git-core/git tag -m fetch v1"), Some(Origin::Here));
        assert_eq!(said("git -C sub -c a.b=c --no-pager update-ref refs/tags/v1 HEAD"), Some(Origin::Here));
        assert_eq!(said("git --git-dir=/x symbolic-ref refs/tags/s refs/tags/v1"), Some(Origin::Here));
        assert_eq!(said("git -C tag fetch --tags"), Some(Origin::Elsewhere));
        assert_eq!(said("/usr/bin/git-receive-pack /srv/x.git"), Some(Origin::Elsewhere));
        assert_eq!(said("git.exe pack-refs --all"), Some(Origin::Elsewhere));
        assert_eq!(said("sh -e .husky/_/reference-transaction"), None);
    }

    #[test]
    fn without_a_process_nothing_is_known() {
        assert_eq!(origin(None), Origin::Unknown);
        assert_eq!(origin(Some(u32::MAX)), Origin::Unknown);
    }
}
