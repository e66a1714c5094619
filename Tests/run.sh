#!/bin/sh
# Sets up what the build and the tests need, and runs the tests.
set -eu
cd "$(dirname "$0")/.."
.ci/install-packages
Tests/FormatChecks/install
Tests/FirewallChecks/install
Tests/Replication/install
exec swift test --explicit-target-dependency-import-check error "$@"
