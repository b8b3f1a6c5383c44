//! How plainly one link leads to weights that this project gives away.

use super::listed::{Listed, shelf_of};
use crate::component::own::Own;
use crate::detect::weights::ids::LOADED;
use crate::detect::weights::words::{WORDS, ends_in, is_of_models};
use crate::detect::weights::{Place, WeightsSighting};
use crate::inventory::Role;

/// What the project does, as far as it says whose a place in storage is.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    /// A program of the tree trains.
    pub(super) trains: bool,
    /// The project says first of all that it is a model.
    pub(super) presents: bool,
    /// The project says first of all that it is a library.
    pub(super) supports: bool,
}

/// How plainly a link leads to weights that this project gives away.
pub(super) fn score(
    sighting: &WeightsSighting,
    own: &Own,
    listed: &Listed<'_>,
    Doing { trains, presents, supports }: Doing,
) -> i32 {
    let said = &sighting.context;
    if sighting.evidence.signature == LOADED && !matches!(&sighting.place, Place::HubModel { owner, .. } if own.is_owner(owner)) {
        return 0;
    }
    let is_one_of_many = trains && listed.shelf.is_some_and(|shelf| shelf_of(&sighting.place) == Some(shelf));
    let listed = listed.account;
    let is_listed =
        matches!(&sighting.place, Place::HubModel { owner, .. } if listed.is_some_and(|own| own.eq_ignore_ascii_case(owner)));
    let is_own = is_listed || own.is_own(&sighting.place);
    let points = |yes: bool, points: i32| if yes { points } else { 0 };
    let words =
        points(said.weights, 1) + points(said.release, 1) + points(said.section, 1) + points(said.ours && said.weights, 1);
    // A program's table of addresses at one place is a release; a single address need not be.
    let hub_code =
        said.code && (sighting.evidence.signature != "weights-link" || matches!(sighting.place, Place::HubModel { .. }));
    let table = if hub_code { points(said.table, 2) - points(!said.table && !is_own, 1) } else { points(said.table, 1) };
    let mut score = match &sighting.place {
        Place::Tree { .. } => 0,
        Place::HubModel { .. } if is_own => 3 + words,
        Place::HubModel { .. } => words - 1 - points(said.code, 2),
        Place::HubOwner { .. } if is_own => 1 + words,
        // Rows of a library are what it supports.
        Place::HubOwner { .. } => words + points(said.label && !said.code, 2) - points(said.table && supports, 2),
        Place::Release { file, owner, repo } if is_own => {
            let certain = *file && ends_in(&sighting.name.to_ascii_lowercase(), &WORDS.certain);
            // "Download the models from the releases", on the first page.
            let here = own.is_address(owner, repo);
            // The releases of a repository for data, of the same account, hold what its page says.
            let badge = is_badge(&sighting.evidence.quote);
            let here = here || own.is_account(owner) && repo.ends_with("data") && !badge;
            let plainly = here && said.weights && said.release && said.depth == 0 && !said.code;
            let speaks = *file || said.weights && !badge;
            points(*file, 2) + points(certain || plainly && !badge, 1) + if speaks { words + table } else { 0 }
        }
        // Pages of somebody's releases lead to programs, unless their own line says what is there.
        Place::Release { file, .. } if *file || said.ours || WORDS.weights.is_match(&sighting.evidence.quote) => {
            points(*file, 1) + if said.weights { words } else { 0 }
        }
        Place::Release { .. } => 0,
        // "The networks can be found in brook-networks", of the same account.
        Place::Repository { owner, repo } if own.is_account(owner) => {
            words - points(!said.section, 1) + points(is_of_models(repo), 3)
        }
        Place::Repository { .. } => 0,
        Place::File { url } => {
            // A script that starts the program, beside one that trains, takes the project's own file.
            let started = trains && !is_own && starts(&sighting.evidence.location.path) && ends_in(&bare(url), &WORDS.certain);
            1 + points(is_own, 2) + points(is_one_of_many && !is_own, 1) + points(started, 1) + words + table
        }
        // A folder of somebody else's repository is theirs.
        Place::Storage { url } if !is_own && is_forge(url) => 0,
        Place::Storage { .. } if said.weights => {
            // "Download the pretrained model from …", over a program that trains, or a model: whose else would it be?
            let shared = (trains || presents) && (said.release || said.section) && said.depth == 0 && !said.code;
            let homely = said.home && said.release;
            // `download_models.sh`, beside a program that trains.
            let fetched = trains && said.code && is_fetcher(&sighting.evidence.location.path);
            // "[Weights](…/brook_models.zip)": the link says what it leads to, and the file whose it is.
            let signed = said.label && own.is_named(last_of(&sighting.name));
            points(is_own || homely, 1)
                + points(signed && !is_own, 2)
                + points(fetched && !is_own, 2)
                + points(shared && !is_own, 1)
                + points(is_one_of_many && !is_own, 1)
                + words
                + table
        }
        Place::Storage { .. } => 0,
        // A folder or a page of a repository on a forge holds programs; weights in this tree are seen as such.
        Place::Page { url } if is_forge(url) && (url.contains("/tree/") || url.contains("/blob/")) => 0,
        Place::Page { .. } => {
            let handed = trains && !supports && said.ours && said.release && said.depth == 0 && !said.code;
            words - 1 + points(is_own, 1) + points(handed && !is_own, 1)
        }
        Place::Request => words,
    };
    // Files among one's own releases, one beside the other, are given away, whatever network each of them is.
    let gives =
        || said.table && matches!(&sighting.place, Place::Release { owner, repo, file: true } if own.is_address(owner, repo));
    // A copy of somebody's network in an account of one's own still bears that one's name.
    let bears_own = || {
        let last = last_of(&sighting.name);
        is_own && (own.is_named(last) || !WORDS.helpers.iter().any(|helper| last.to_lowercase().contains(helper.as_str())))
    };
    // "Faces (from that dataset): net.t7" speaks of a file of weights of one's own all the same.
    let plainly = is_own && matches!(sighting.place, Place::File { .. });
    score -= points(said.others && !plainly, 2)
        + points(said.bases && !is_own, 2)
        + points(said.helper && !gives() && !bears_own(), 3);
    score -= points(said.depth > 0 && !is_own && !said.code && !said.home, 1);
    score -= points(matches!(sighting.role, Role::Example), 3);
    // A notebook shows what this project has with whatever others have.
    score -= points(!is_own && sighting.evidence.location.path.ends_with(".ipynb"), 3);
    score
}

/// The name of the file that an address leads to.
fn last_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default()
}

/// Whether a line is a picture that leads to the releases, or an anchor around one.
fn is_badge(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("<a ") || line.starts_with("[![")
}

/// Whether a script is named for the models that it fetches.
fn is_fetcher(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    name.ends_with(".sh") && has(&["download", "fetch", "get_"]) && has(&["model", "weight", "checkpoint", "ckpt"])
}

/// Whether a path is of a script at the top or right below it.
fn starts(path: &str) -> bool {
    path.ends_with(".sh") && path.matches('/').count() <= 1
}

/// The path of an address, in lower case, without what is asked for behind it.
fn bare(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Whether an address is of a repository on a forge.
fn is_forge(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| rest.starts_with("github.com/"))
}
