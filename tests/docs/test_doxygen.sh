#!/usr/bin/env bash
# The pages of the API are made without a warning.
set -euo pipefail
command -v doxygen >/dev/null || { echo "doxygen is not installed"; exit 77; }
[[ -f $KEPU_BUILD/docs/Doxyfile ]] || { echo "configured without KEPU_BUILD_DOCS"; exit 77; }
rm -rf "$KEPU_BUILD/docs/html"
doxygen "$KEPU_BUILD/docs/Doxyfile"
for page in index.html builder_8h.html plan_8h.html building.html; do
	[[ -s $KEPU_BUILD/docs/html/$page ]] || { echo "no page $page was made"; exit 1; }
done
