//! `git openness hook`: what the hook scripts call.

use crate::Question;
use crate::cli::gate::HookArgs;
use crate::error::Result;
use crate::gate::message::{self, KeptMessage, Surroundings};
use crate::gate::parent::{self, Origin};
use crate::gate::refs::{Hook, Releases, Target, Update};
use crate::gate::{self, Ruled, Ruling, program};
use crate::git::{Access, ObjectSource, Repository};
use crate::policy;
use std::io::Read as _;
use std::process::ExitCode;

/// Reads the ref updates from standard input and answers: 0 go on, 1 stop.
///
/// # Errors
/// When the repository cannot be opened; the script turns that into a warning and goes on.
pub fn run(args: &HookArgs) -> Result<ExitCode> {
    let hook = Hook::from(args.hook);
    // Other states of a transaction cannot be stopped, or mean something else in each release of git.
    if hook == Hook::ReferenceTransaction && args.rest.first().is_some_and(|state| state != "prepared") {
        return Ok(ExitCode::SUCCESS);
    }
    let mut input = Vec::new();
    let _ = std::io::stdin().lock().read_to_end(&mut input);
    let (mut updates, strange) = crate::gate::refs::parse(hook, &input);
    let mut notes = String::new();
    if strange > 0 {
        notes.push_str(&format!(
            "git-openness: warning: {strange} line{} of git's could not be read, which passes\n",
            if strange == 1 { "" } else { "s" }
        ));
    }
    let (releases, slips) = Releases::new(&program::settings("openness.refs"));
    for slip in slips {
        notes.push_str(&format!(
            "git-openness: warning: openness.refs: '{}' is not a pattern\n",
            crate::text::sanitize(&slip, 80)
        ));
    }
    let mut origin = Origin::Here;
    if hook == Hook::ReferenceTransaction {
        origin = parent::origin(args.parent);
        if origin == Origin::Elsewhere {
            return Ok(ExitCode::SUCCESS);
        }
        // Packing and migrating refs looks like setting them to what they are.
        updates.retain(|update| !is_no_change(update));
    }
    if !updates.iter().any(|update| update.target != Target::Nothing && releases.contains(&update.name)) {
        super::print_error(&notes);
        return Ok(ExitCode::SUCCESS);
    }
    let source = Repository::open(Access::default())?;
    let question = Question { definition: super::open::definition(&source)?, ..Question::default() };
    let ruled = gate::judge(&source, updates, &releases, &question);
    let around = Surroundings {
        remote: (hook == Hook::PrePush).then(|| args.rest.first().map(|name| name.to_string_lossy().into_owned())).flatten(),
        kept_message: if hook == Hook::ReferenceTransaction { keep_message(&source, &ruled) } else { None },
        only_warns: origin == Origin::Unknown,
        waiver_until: policy::day_from_today(message::WAIVER_DAYS),
    };
    notes.push_str(&message::render(hook, &ruled, &around));
    let stopped = ruled.iter().any(|one| matches!(one.ruling, Ruling::Stopped(_)));
    let unjudged = ruled.iter().any(|one| matches!(one.ruling, Ruling::Unjudged(_)));
    if stopped && origin == Origin::Unknown {
        notes.push_str("git-openness: which command sets the tag cannot be told here, so it passes with this warning\n");
    }
    super::print_error(&notes);
    let strict = || program::settings("openness.onError").last().is_some_and(|value| value == "stop");
    let stop = (stopped && origin == Origin::Here) || (unjudged && hook != Hook::ReferenceTransaction && strict());
    Ok(if stop { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn is_no_change(update: &Update) -> bool {
    match &update.target {
        Target::Object(oid) => program::current(&update.name).is_some_and(|now| now == oid.to_string()),
        Target::Symbolic(_) | Target::Nothing => false,
    }
}

/// Keeps the message of the first annotated tag that is stopped, where git itself keeps one that
/// was typed in an editor: since git 2.41 it is still there now, before that it is lost.
fn keep_message(source: &dyn ObjectSource, ruled: &[Ruled]) -> Option<KeptMessage> {
    let is_stopped = |one: &&Ruled| matches!(one.ruling, Ruling::Stopped(_));
    let (update, message) = ruled.iter().filter(is_stopped).find_map(|one| {
        let Target::Object(oid) = one.update.target else { return None };
        let tags = source.resolve(&oid.to_string()).ok()?.tags;
        tags.into_iter().find(|tag| tag.oid == Some(oid)).map(|tag| (&one.update, tag.message))
    })?;
    let path = program::git_path("TAG_EDITMSG")?;
    std::fs::write(&path, format!("{}\n", message.trim_end())).ok()?;
    Some(KeptMessage { tag: update.short().into(), file: path.to_string_lossy().into_owned() })
}
