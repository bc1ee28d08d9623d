#!/bin/sh
# Starts Cluster Tracker. Needs Node.js 20.19 or newer from https://nodejs.org
if ! command -v node >/dev/null; then
  echo "Cluster Tracker needs Node.js 20.19 or newer. Install it from https://nodejs.org and open this file again."
  exit 1
fi
exec node "$(dirname "$0")/start.cjs" "$@"
