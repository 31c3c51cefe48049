#!/usr/bin/env bash
# notebooks.sh FOLDER BRANCH: make BRANCH of origin one commit that holds the notebooks in FOLDER (docs/recorded), as
# FRAMEWORK/CONCEPT.ipynb, and nothing else. Colab opens notebooks of a repository only, and these are generated.
set -euo pipefail
folder=$1 branch=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export GIT_INDEX_FILE="$work/index"
git add --force -- "$folder"/*/*.ipynb
tree=$(git write-tree --prefix="$folder/")

name="github-actions[bot]" mail="41898282+github-actions[bot]@users.noreply.github.com"
message="Notebooks of $(git rev-parse --short HEAD)"
commit=$(git -c user.name="$name" -c user.email="$mail" commit-tree "$tree" -m "$message")
git push --force origin "$commit:refs/heads/$branch"
