#!/usr/bin/env bash
# The one step of the action: find the program, check the revision, hand the answer on.
#
# Nothing of the scanned repository is evaluated here: texts go from the program to files, and the
# program escapes what it prints. Works without GITHUB_OUTPUT and GITHUB_STEP_SUMMARY (other forges).
set -euo pipefail
unset BASH_ENV ENV CDPATH

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/openness.XXXXXX")

say() { printf 'git-openness: %s\n' "$*"; }
# One line of our own to the log as an error; `%`, CR and LF are the runner's own escapes.
fail() {
  local text=$1
  text=${text//'%'/%25}; text=${text//$'\r'/%0D}; text=${text//$'\n'/%0A}
  printf '::error::%s\n' "git-openness: $text"
  exit 2
}
# A value for the steps after this one; the delimiter cannot be guessed, and is refused inside the value.
output() {
  [ -n "${GITHUB_OUTPUT:-}" ] || return 0
  local mark
  mark="ghadelim_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  case $2 in *"$mark"*) fail "an output holds its own delimiter" ;; esac
  printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"$GITHUB_OUTPUT"
}
truthy() { case ${1:-} in true | yes | 1 | on) return 0 ;; *) return 1 ;; esac; }

# --- the program ---------------------------------------------------------------------------------

target() {
  local system machine
  system=$(uname -s); machine=$(uname -m)
  case $machine in x86_64 | amd64) machine=x86_64 ;; arm64 | aarch64) machine=aarch64 ;; esac
  case $system in
    Linux) echo "$machine-unknown-linux-musl" ;;
    Darwin) echo "$machine-apple-darwin" ;;
    MINGW* | MSYS* | CYGWIN*) echo "$machine-pc-windows-msvc" ;;
    *) echo "$machine-$system" ;;
  esac
}

# A release asset, only when its SHA-256 stands in checksums.txt of this very commit.
download() {
  local version=$1 name sum file
  name="git-openness-$version-$(target).tar.gz"
  sum=$(awk -v name="$name" '$2 == name { print $1 }' "$here/action/checksums.txt")
  [ -n "$sum" ] || { say "no checksum for $name in action/checksums.txt"; return 1; }
  [ -n "${GITHUB_ACTION_REPOSITORY:-}" ] || return 1
  file="$work/$name"
  curl --proto '=https' --tlsv1.2 -fsSL --retry 3 -o "$file" \
    "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_ACTION_REPOSITORY/releases/download/v$version/$name" || return 1
  if command -v sha256sum >/dev/null; then
    printf '%s  %s\n' "$sum" "$file" | sha256sum -c - >/dev/null || fail "$name does not have the SHA-256 that this action pins"
  else
    printf '%s  %s\n' "$sum" "$file" | shasum -a 256 -c - >/dev/null || fail "$name does not have the SHA-256 that this action pins"
  fi
  tar -xzf "$file" -C "$work"
  program=$(find "$work" -type f \( -name git-openness -o -name git-openness.exe \) | head -n 1)
  [ -n "$program" ]
}

version=${INPUT_VERSION:-}
own=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)
wanted=${version:-$own}
case $wanted in *[!0-9A-Za-z.+-]* | '') fail "version: '$wanted' is not a version" ;; esac

if [ -n "${INPUT_OPENNESS_PATH:-}" ]; then
  program=$INPUT_OPENNESS_PATH
  [ -x "$program" ] || fail "openness-path: no program there"
  say "using the program of the input openness-path"
elif program=$(command -v git-openness) && [ "$("$program" --version 2>/dev/null | awk '{ print $NF }')" = "$wanted" ]; then
  say "using $wanted from PATH"
elif download "$wanted"; then
  say "downloaded $wanted, SHA-256 as pinned"
elif [ "$wanted" = "$own" ] && command -v cargo >/dev/null; then
  say "building $own from the source of this action"
  cargo install --quiet --locked --path "$here" --root "$work/cargo"
  program="$work/cargo/bin/git-openness"
else
  fail "no program: give openness-path, put git-openness $wanted on PATH, or install a Rust toolchain before this step"
fi

# --- the revision --------------------------------------------------------------------------------

cd -- "${INPUT_PATH:-.}" || fail "path: no such folder"
ref=${INPUT_REF:-}
if [ -z "$ref" ]; then
  case ${GITHUB_REF:-} in refs/tags/*) ref=$GITHUB_REF ;; *) ref=HEAD ;; esac
fi
case $ref in
  refs/tags/*)
    # Older checkouts turn the annotated tag that started the run into a lightweight one: its
    # message, which is a place where claims are made, is then only on the server.
    if [ "$(git cat-file -t "$ref" 2>/dev/null || true)" = commit ] && git remote get-url origin >/dev/null 2>&1; then
      if git fetch --quiet --force --no-tags --depth=1 origin "$ref:$ref" 2>/dev/null; then
        say "fetched the tag object of the ref again ($(git cat-file -t "$ref"))"
      else
        say "the tag object could not be fetched again; its message is not checked"
      fi
    fi
    ;;
esac

# --- the check -----------------------------------------------------------------------------------

settings=()
while IFS= read -r line; do
  case $line in
    '') ;;
    openness.*=*) settings+=(-c "$line") ;;
    *) fail "config: every line is openness.KEY=VALUE" ;;
  esac
done <<<"${INPUT_CONFIG:-}"

arguments=(check "--format=${INPUT_FORMAT:-text}" "--write=json=$work/report.json" "--write=outputs=$work/outputs"
  "--write=github=$work/annotations" "--write=markdown=$work/report.md")
[ -z "${INPUT_LABEL:-}" ] || arguments+=("--label=$INPUT_LABEL")
[ -z "${INPUT_DEFINITION:-}" ] || arguments+=("--definition=$INPUT_DEFINITION")
[ -z "${INPUT_SARIF_FILE:-}" ] || arguments+=("--write=sarif=${GITHUB_WORKSPACE:-$PWD}/$INPUT_SARIF_FILE")
[ -z "${GITHUB_EVENT_PATH:-}" ] || arguments+=("--event=$GITHUB_EVENT_PATH")

# Settings reach the program the way `git -c` hands them to its own subcommands.
if [ ${#settings[@]} -gt 0 ]; then
  mkdir -p "$work/bin" && cp "$program" "$work/bin/git-openness" && PATH="$work/bin:$PATH"
  run=(git "${settings[@]}" openness)
else
  run=("$program")
fi

# Whatever the report quotes, the runner must not read it as a command.
stop="openness_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
printf '::stop-commands::%s\n' "$stop"
code=0
"${run[@]}" "${arguments[@]}" -- "$ref" || code=$?
printf '\n::%s::\n' "$stop"

if [ -f "$work/annotations" ]; then cat "$work/annotations"; fi
output exit-code "$code"
value() { if [ -f "$work/outputs" ]; then sed -n "s/^$1=//p" "$work/outputs" | head -n 1; fi; }
label=$(value label); verdict=$(value verdict); missing=$(value missing)
output label "$label"
output verdict "$verdict"
output missing "$missing"
output report "$work/report.json"
output sarif-file "${INPUT_SARIF_FILE:+${GITHUB_WORKSPACE:-$PWD}/$INPUT_SARIF_FILE}"
if [ -f "$work/report.md" ]; then
  if truthy "${INPUT_SUMMARY:-true}" && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    # The runner drops a summary over 1 MiB.
    head -c 900000 "$work/report.md" >>"$GITHUB_STEP_SUMMARY"
  fi
  [ -z "${INPUT_COMMENT_FILE:-}" ] || cp "$work/report.md" "${GITHUB_WORKSPACE:-$PWD}/$INPUT_COMMENT_FILE"
fi
say "label ${label:-none}, verdict ${verdict:-none}, exit code $code"

case ${INPUT_FAIL_ON:-undetermined}:$code in
  *:0) exit 0 ;;
  never:1 | never:3 | refuted:3) exit 0 ;;
  undetermined:* | refuted:* | never:*) exit "$code" ;;
  *) fail "fail-on: one of undetermined, refuted, never" ;;
esac
