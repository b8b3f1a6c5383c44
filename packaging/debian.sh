#!/bin/sh
# Makes a Debian package from a program that is built already: debian.sh PROGRAM FOLDER
#
# dpkg-deb alone, because the package is one static-enough program, its pages and its completions.
set -eu
program=$1
out=$2
version=$("$program" --version | awk '{ print $NF }')
architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

install -D -m 755 "$program" "$root/usr/bin/git-openness"
"$program" man --output "$root/usr/share/man/man1" >/dev/null
gzip -9n "$root"/usr/share/man/man1/*.1
mkdir -p "$root/usr/share/bash-completion/completions" "$root/usr/share/zsh/vendor-completions" "$root/usr/share/fish/vendor_completions.d"
"$program" completions bash >"$root/usr/share/bash-completion/completions/git-openness"
"$program" completions zsh >"$root/usr/share/zsh/vendor-completions/_git-openness"
"$program" completions fish >"$root/usr/share/fish/vendor_completions.d/git-openness.fish"
install -D -m 644 LICENSE-MIT "$root/usr/share/doc/git-openness/copyright"
cat LICENSE-APACHE >>"$root/usr/share/doc/git-openness/copyright"
gzip -9nc CHANGELOG.md >"$root/usr/share/doc/git-openness/changelog.gz"

# The C library that the program was linked against decides where the package installs.
libc=$(ldd "$program" 2>/dev/null | grep -q 'libc\.so' && ldd --version 2>/dev/null | sed -n '1s/.* //p' || true)
mkdir -p "$root/DEBIAN"
{
  echo "Package: git-openness"
  echo "Version: $version"
  echo "Architecture: $architecture"
  echo "Section: vcs"
  echo "Priority: optional"
  echo "Maintainer: The git-openness contributors <maintainers@git-openness.invalid>"
  echo "Installed-Size: $(du -ks "$root/usr" | cut -f1)"
  [ -z "$libc" ] || echo "Depends: libc6 (>= $libc), libgcc-s1"
  echo "Recommends: git"
  echo "Description: checks whether a model release carries the label it claims"
  echo " Reads training program, corpus, weights and licenses from a git revision, and tells"
  echo " which label the evidence carries, with the line for every statement."
} >"$root/DEBIAN/control"
mkdir -p "$out"
dpkg-deb --build --root-owner-group "$root" "$out" >/dev/null
