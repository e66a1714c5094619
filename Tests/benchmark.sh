#!/bin/sh
# Times a release build beside what people would use instead:
# `sh Tests/benchmark.sh [reading|sheets|imports|customers|listings|largest|growth|polling]`; what follows is
# passed on (`largest --rows 100000`). Needs python3; polling needs a server of release, which
# $GATEBOOK_SERVER names.
set -eu
cd "$(dirname "$0")/.."
.ci/install-packages
swift build -c release --static-swift-stdlib --product gatebook
name=${1:-reading}
[ $# = 0 ] || shift
[ "$name" != largest ] || Tests/Benchmarks/install
exec python3 -B "Tests/Benchmarks/$name.py" "$@"
