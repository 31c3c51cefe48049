#!/usr/bin/env bash
# newest.sh LOG FOLDER: keep in FOLDER what newest.yml found: the log of nox, the new constraints files and, where
# something failed or changed, the title and the text of an issue. OUTCOME is that of nox, RUN the address of the run.
# shellcheck disable=SC2016 # backticks are Markdown here
set -euo pipefail
log=$1 folder=$2
mkdir -p "$folder"
cp -r constraints "$folder"
if [ -e "$log" ]; then cp "$log" "$folder/nox.log"; fi

git add --intent-to-add constraints
changes=$(git diff --unified=0 --no-color -- constraints | grep -Ev '^(index|@@|---|diff|new file) ' || true)

failures() {
  if [ ! -e "$log" ]; then return; fi
  grep -E -B 15 '^nox > Command .* failed' "$log" || true
  grep -E '^(FAILED|ERROR) |: error: ' "$log" || true
  grep -E '^nox > \* .*: (failed|aborted|error)' "$log" || true
}

clip() { # at most $1 bytes of the input in a fence, because an issue holds 65,536 characters
  printf '``````%s\n' "$2"
  head -c "$1" | iconv -c -f utf-8 -t utf-8
  printf '\n``````\n\n'
}

if [ "$OUTCOME" = success ] && [ -z "$changes" ]; then exit; fi

if [ "$OUTCOME" = success ]; then
  title="Newer releases are out, and everything passes with them"
elif [ -n "$changes" ]; then
  title="Something fails with the newest releases"
else
  title="Something fails, though no release is newer than the pinned ones"
fi
printf '%s\n' "$title" > "$folder/title"

{
  printf '[This run](%s) pinned the newest releases with `nox -s constraints` and ran `nox`. ' "$RUN"
  printf 'Its artifact `report` has the whole log and the new `constraints/`.\n\n'
  if [ "$OUTCOME" != success ]; then
    printf '## What fails\n\n'
    lines=$(failures | awk '!seen[$0]++' | cut -c -400)
    if [ -z "$lines" ] && [ -e "$log" ]; then lines=$(tail -n 40 "$log"); fi
    clip 25000 text <<< "$lines"
  fi
  printf '## What changed\n\n'
  if [ -n "$changes" ]; then
    clip 25000 diff <<< "$changes"
  else
    printf 'Nothing in `constraints/`.\n'
  fi
} > "$folder/issue.md"
