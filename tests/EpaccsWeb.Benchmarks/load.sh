#!/usr/bin/env bash
# The product beside a bare program that does the same SQL and bytes without any of its features, in one run, interleaved.
# Prints the README's table. Everything stays on 127.0.0.1, and every run has an end.
#   load.sh report [--people 10000] [--rounds 3] [--folder DIR]   the report on place of death, where everybody has died, in 42 areas
#   load.sh [--people 10000] [--seconds 3] [--rounds 3] [--connections 1,16,64] [--pages find,card,overview,worklist,save] [--folder DIR]
# The folder keeps the private PostgreSQL with the invented people for the next run; without it one in the temporary folder is used.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
dotnet build -c Release -v q "$here" >&2
# The product as it is deployed: compiled ahead.
export EPACCS_PROGRAM="$here/bin/product/EpaccsWeb.dll"
dotnet publish -c Release -v q --arch "$(uname -m | sed 's/aarch64/arm64/; s/x86_64/x64/')" -o "$here/bin/product" "$here/../../src/EpaccsWeb" >&2
kind=load
if [ "${1:-}" = report ]; then
  kind=report
  shift
fi
exec dotnet "$here/bin/Release/net10.0/EpaccsWeb.Benchmarks.dll" "$kind" "$@"
