#!/usr/bin/env bash
# Breaks the product on purpose and checks what is left: real processes, a private PostgreSQL in a temporary folder, nothing but 127.0.0.1.
#   drill.sh [all | NAME ...]     without a name it lists them; exit code 0 only if every drill that ran has passed
# Needs PostgreSQL's own programs with pg_basebackup (Debian's package). A drill that cannot be had here says why and is counted as skipped.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
dotnet build -c Release -v q "$here" >&2
# The product as it is deployed: compiled ahead.
export EPACCS_PROGRAM="$here/bin/product/EpaccsWeb.dll"
dotnet publish -c Release -v q --arch "$(uname -m | sed 's/aarch64/arm64/; s/x86_64/x64/')" -o "$here/bin/product" "$here/../../src/EpaccsWeb" >&2
exec timeout 1800 dotnet "$here/bin/Release/net10.0/EpaccsWeb.Drills.dll" "$@"
