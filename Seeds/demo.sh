#!/bin/sh
# Sets up what the build needs, builds, and runs the demonstration.
set -eu
cd "$(dirname "$0")/.."
.ci/install-packages
exec swift run gatebook demo "$@"
