#!/bin/sh
# Fuzzes the parsers with libFuzzer, which looks at what inputs reach: `sh Tests/fuzz.sh [SECONDS]
# [ENTRY…]`, for so many seconds an entry; by default a minute each. FUZZ_SANITIZER=address also
# watches the memory of what is C, and takes ten times as long. A crash, a second for one input or
# more than 2 GB of memory ends it and leaves the input in .build-fuzz/.
#
# Many more inputs in the same time, without looking: Tests/Attack/fuzz.py.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
.ci/install-packages
GATEBOOK_FUZZ=guided swift build --product fuzz-guided --scratch-path .build-fuzz -c release \
  -Xswiftc -enable-testing -Xswiftc -use-ld=lld \
  ${FUZZ_SANITIZER:+-Xswiftc "-sanitize=$FUZZ_SANITIZER"}
for entry in ${*:-$(ls Tests/Attack/corpus | sed -n 's/\.txt$//p')}; do
  # Each input of the corpus as a file of its own, as libFuzzer takes them.
  corpus=.build-fuzz/corpus/$entry
  mkdir -p "$corpus"
  awk -v folder="$corpus" '
    /^%%/ { if (out) close(out); out = folder "/known-" ++count; begun = 0; next }
    { printf "%s%s", (begun ? "\n" : ""), $0 >out; begun = 1 }' "Tests/Attack/corpus/$entry.txt"
  echo "$entry"
  FUZZ_ENTRY=$entry ASAN_OPTIONS=detect_leaks=0 ./.build-fuzz/release/fuzz-guided \
    -max_total_time="$seconds" -max_len=512 -timeout=1 -rss_limit_mb=2048 \
    -dict=Tests/Attack/corpus/words.dict -artifact_prefix=".build-fuzz/$entry-" -print_final_stats=1 \
    "$corpus"
done
