//! What git tells a hook: ref updates, one a line, and which of them are releases.

use crate::git::Oid;

/// The hooks that can stop a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hook {
    /// Before anything is sent.
    PrePush,
    /// Before a ref is set in this repository.
    ReferenceTransaction,
    /// Before what was received is let in, on a server.
    PreReceive,
}

impl Hook {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PrePush, Self::ReferenceTransaction, Self::PreReceive];

    /// Git's name for it, which is also its file's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PrePush => "pre-push",
            Self::ReferenceTransaction => "reference-transaction",
            Self::PreReceive => "pre-receive",
        }
    }

    /// The script that git runs: POSIX shell, a filter and no logic.
    #[must_use]
    pub fn script(self) -> &'static str {
        match self {
            Self::PrePush => include_str!("../../hooks/pre-push"),
            Self::ReferenceTransaction => include_str!("../../hooks/reference-transaction"),
            Self::PreReceive => include_str!("../../hooks/pre-receive"),
        }
    }
}

/// What a ref is to point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An object: tag, commit, tree or blob.
    Object(Oid),
    /// Another ref, by name.
    Symbolic(String),
    /// Nothing: the ref is deleted.
    Nothing,
}

/// One ref update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// What is pushed, as typed (`HEAD`, `v1^{}`, `(delete)`); only a push has one.
    pub local: Option<String>,
    /// The whole name of the ref that is set; the remote's for a push.
    pub name: String,
    /// What it is set to.
    pub target: Target,
}

impl Update {
    /// The name without `refs/tags/` or `refs/heads/`.
    #[must_use]
    pub fn short(&self) -> &str {
        ["refs/tags/", "refs/heads/"].iter().find_map(|kind| self.name.strip_prefix(kind)).unwrap_or(&self.name)
    }
}

/// Reads a hook's standard input: the updates, and how many lines were none.
///
/// - pre-push: `<local ref> <local oid> <remote ref> <remote oid>`; the local ref may hold spaces
///   (`main@{1 day ago}`), so the line is split from its end;
/// - the others: `<old> <new> <ref>`, where a new value may read `ref:<name>` since git 2.46.
#[must_use]
pub fn parse(hook: Hook, input: &[u8]) -> (Vec<Update>, usize) {
    let text = String::from_utf8_lossy(input);
    let mut strange = 0;
    let updates = text
        .lines()
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            let update = match hook {
                Hook::PrePush => pushed(line),
                Hook::ReferenceTransaction | Hook::PreReceive => set(line),
            };
            strange += usize::from(update.is_none());
            update
        })
        .collect();
    (updates, strange)
}

fn pushed(line: &str) -> Option<Update> {
    let mut fields = line.rsplitn(4, ' ');
    let _old = fields.next()?;
    let name = fields.next()?.to_string();
    let target = target(fields.next()?)?;
    let local = fields.next()?.to_string();
    Some(Update { local: Some(local), name, target })
}

fn set(line: &str) -> Option<Update> {
    let mut fields = line.splitn(3, ' ');
    let _old = fields.next()?;
    let target = target(fields.next()?)?;
    let name = fields.next()?.to_string();
    (!name.is_empty()).then_some(Update { local: None, name, target })
}

fn target(field: &str) -> Option<Target> {
    if let Some(name) = field.strip_prefix("ref:") {
        return Some(Target::Symbolic(name.into()));
    }
    let oid = Oid::from_hex(field)?;
    Some(if oid.is_zero() { Target::Nothing } else { Target::Object(oid) })
}

/// The setting `openness.refs`: globs of refs that are releases.
#[derive(Debug, Clone)]
pub struct Releases {
    patterns: Vec<String>,
    wanted: globset::GlobSet,
    unwanted: globset::GlobSet,
}

impl Releases {
    /// Every tag.
    pub const DEFAULT: &'static str = "refs/tags/*";

    /// From the setting's values, all of them; every tag when there are none.
    ///
    /// A `*` crosses `/`, as in git's own refspecs. A pattern without `refs/` means branches and
    /// tags of that name; one that begins with `^` takes refs out again. What is no glob is
    /// returned beside the rest, because a slip in a setting must not open the gate.
    #[must_use]
    pub fn new(values: &[String]) -> (Self, Vec<String>) {
        let mut patterns: Vec<String> = values.iter().map(|value| value.trim().to_string()).filter(|v| !v.is_empty()).collect();
        if patterns.iter().all(|pattern| pattern.starts_with('^')) {
            patterns.insert(0, Self::DEFAULT.into());
        }
        let mut bad = Vec::new();
        let mut wanted = globset::GlobSetBuilder::new();
        let mut unwanted = globset::GlobSetBuilder::new();
        for pattern in &patterns {
            let (set, glob) = match pattern.strip_prefix('^') {
                Some(rest) => (&mut unwanted, rest),
                None => (&mut wanted, pattern.as_str()),
            };
            let whole = if glob.starts_with("refs/") {
                vec![glob.to_string()]
            } else {
                vec![format!("refs/heads/{glob}"), format!("refs/tags/{glob}")]
            };
            for glob in whole {
                match globset::Glob::new(&glob) {
                    Ok(glob) => {
                        set.add(glob);
                    }
                    Err(_) => bad.push(pattern.clone()),
                }
            }
        }
        bad.dedup();
        let build = |set: globset::GlobSetBuilder| set.build().unwrap_or_else(|_| globset::GlobSet::empty());
        (Self { wanted: build(wanted), unwanted: build(unwanted), patterns }, bad)
    }

    /// Whether the ref with this whole name is a release.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.wanted.is_match(name) && !self.unwanted.is_match(name)
    }

    /// The patterns, as set.
    #[must_use]
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "1111111111111111111111111111111111111111";
    const ZERO: &str = "0000000000000000000000000000000000000000";

    fn one(hook: Hook, line: &str) -> Update {
        let (mut updates, strange) = parse(hook, line.as_bytes());
        assert_eq!((updates.len(), strange), (1, 0), "{line}");
        updates.remove(0)
    }

    #[test]
    fn a_push_line_is_split_from_its_end() {
        let update = one(Hook::PrePush, &format!("main@{{1 day ago}} {A} refs/tags/s {ZERO}\n"));
        assert_eq!(update.local.as_deref(), Some("main@{1 day ago}"));
        assert_eq!((update.name.as_str(), update.short()), ("refs/tags/s", "s"));
        assert_eq!(update.target, Target::Object(Oid::from_hex(A).unwrap()));
    }

    #[test]
    fn deletions_symbolic_refs_and_windows_line_ends_are_read() {
        assert_eq!(one(Hook::PrePush, &format!("(delete) {ZERO} refs/tags/v1 {A}\r\n")).target, Target::Nothing);
        let update = one(Hook::ReferenceTransaction, &format!("{ZERO} ref:refs/tags/x refs/tags/s\r\n"));
        assert_eq!((update.target, update.name.as_str()), (Target::Symbolic("refs/tags/x".into()), "refs/tags/s"));
        assert_eq!(one(Hook::PreReceive, &format!("{ZERO} {} refs/tags/v1", "a".repeat(64))).local, None);
    }

    #[test]
    fn strange_lines_are_counted_and_not_invented() {
        let (updates, strange) = parse(Hook::PrePush, b"\xff\xfe nonsense\n\nx y z w\n");
        assert_eq!((updates.len(), strange), (0, 2));
    }

    #[test]
    fn every_tag_is_a_release_unless_the_setting_says_otherwise() {
        let releases = |values: &[&str]| Releases::new(&values.iter().map(ToString::to_string).collect::<Vec<_>>()).0;
        assert!(releases(&[]).contains("refs/tags/v1") && releases(&[]).contains("refs/tags/model/v1"));
        assert!(!releases(&[]).contains("refs/heads/main"));
        let branch = releases(&["refs/heads/release/*"]);
        assert!(branch.contains("refs/heads/release/1/rc") && !branch.contains("refs/tags/v1"));
        assert!(releases(&["v*"]).contains("refs/tags/v1") && releases(&["v*"]).contains("refs/heads/v1"));
        let without = releases(&["^refs/tags/nightly-*"]);
        assert!(without.contains("refs/tags/v1") && !without.contains("refs/tags/nightly-3"));
    }

    #[test]
    fn a_slip_in_the_setting_is_told() {
        assert_eq!(Releases::new(&["refs/tags/[".into()]).1, ["refs/tags/["]);
    }
}
