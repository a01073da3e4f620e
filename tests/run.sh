#!/usr/bin/env bash
# Installs what the tests need, builds, and runs all tests.
#
#   tests/run.sh              everything: the tests, those of the library again under ASan and UBSan, and under valgrind,
#                             those of threads under ThreadSanitizer
#   tests/run.sh --fast       without sanitizers and valgrind
#   tests/run.sh --asan       ASan and UBSan alone
#   tests/run.sh --tsan       ThreadSanitizer alone, for longer, and on all tests that begin threads
#   tests/run.sh --valgrind   valgrind alone
#   tests/run.sh --fuzz       fuzzes text, pages, XML, JSON, schemes and scores, each for KEPU_FUZZ_SECONDS (60); what it finds is in build/fuzz/found
#   tests/run.sh --coverage   the tests with counters; prints what share of the lines of lib they run, at least 90 %
#   tests/run.sh --same-bytes the same bytes from gcc, clang and arm64 in any surroundings, over 400 random schemes
#   tests/run.sh --bench      measures a release build against others (tests/bench/run.py); 20 minutes
#
# What follows the switch goes to ctest, as in: tests/run.sh --fast -R unit; behind --bench to tests/bench/run.py
# Tests on the real notices look in KEPU_SHARED, else in ../shared beside the project, and are skipped without it.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=all
case ${1-} in
--fast | --asan | --tsan | --valgrind | --coverage | --bench | --fuzz | --same-bytes) mode=${1#--}; shift ;;
-h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
no_code='^(abi|schema|sources|headers|exports|install|bindings|docs|readme|bench|same)$' # labels of tests that sanitizers and counters add nothing to
jobs=$(nproc 2>/dev/null || echo 2)

packages=(cmake ninja-build make gcc g++ libc6-dev pkg-config libxml2-dev zlib1g-dev libcmocka-dev libxml2-utils python3
	python3-yaml python3-jsonschema python3-venv dpkg-dev default-jdk-headless maven clang-format doxygen abigail-tools)
more=() # without them some of a test is left out
case $mode in
all | same-bytes) more=(clang gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user locales) ;;
esac
case $mode in
all | valgrind | bench) packages+=(valgrind libc6-dbg) ;;
coverage) packages+=(gcovr) ;;
fuzz) packages+=(clang libclang-rt-14-dev) ;;
esac

updated=
install_missing() { # PACKAGE...
	if ! command -v dpkg-query >/dev/null; then
		echo "This is no Debian: it is up to you that the tests find $*"
		return
	fi
	local package missing=() become=()
	for package in "$@"; do
		[[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
	done
	((${#missing[@]})) || return 0
	if ((EUID != 0)); then
		if sudo -n true 2>/dev/null || { [[ -t 0 ]] && command -v sudo >/dev/null; }; then
			become=(sudo)
		else
			echo "Not installed, and neither root nor sudo is to be had; going on without: ${missing[*]}"
			return
		fi
	fi
	echo "Installing with apt: ${missing[*]}"
	[[ $updated ]] || "${become[@]}" apt-get -qq update </dev/null
	updated=yes
	"${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		-o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null >/dev/null
}

targets=()
build() { # PRESET [CMAKE OPTION...]; what ${targets[@]} names, else all
	local preset=$1
	shift
	echo "== Building the preset $preset in build/$preset"
	mkdir -p build
	cmake --preset "$preset" "$@" >build/"$preset".log 2>&1 || { cat build/"$preset".log; exit 1; }
	cmake --build --preset "$preset" "${targets[@]}" -- -j "$jobs" --quiet
}

run_ctest() { # PRESET [CTEST OPTION...]
	local preset=$1
	shift
	ctest --test-dir build/"$preset" --output-on-failure --no-tests=error -j "$jobs" "$@" </dev/null
}

sanitized() {
	build asan
	echo "== Tests of the library under ASan and UBSan"
	# Some tests preload a library of their own, so that of ASan does not come first.
	ASAN_OPTIONS=strict_string_checks=1:verify_asan_link_order=0 UBSAN_OPTIONS=print_stacktrace=1 \
		run_ctest asan -LE "$no_code" "$@"
}

threaded() { # LABELS ROUNDS [CTEST OPTION...]
	local labels=$1 rounds=$2
	shift 2
	echo "== Tests of threads under ThreadSanitizer"
	TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1 KEPU_ROUNDS=$rounds run_ctest tsan -L "$labels" "$@"
}

covered() {
	if grep -rnE 'GCOV_?R?_EXCL|LCOV_EXCL|no_profile' lib; then
		echo "Lines are kept out of the count above; they are to be tested instead"
		exit 1
	fi
	build coverage
	find build/coverage -name '*.gcda' -delete
	run_ctest coverage -LE "$no_code" "$@"
	echo "== Lines of lib that the tests ran"
	gcovr --root . --filter lib/ --object-directory build/coverage --sort-percentage --print-summary \
		--fail-under-line 90 build/coverage/lib
}

# Each target starts from the files that the tests read, and from what earlier runs have come upon.
fuzzed() {
	local target vector
	build fuzz
	mkdir -p build/fuzz/found build/fuzz/corpus/{text,html,xml,json,scheme,score} build/fuzz/seeds/{text,html,xml,json,scheme,score}
	cp tests/notices/data/*.txt examples/data/*.txt build/fuzz/seeds/text
	cp tests/notices/data/*.html build/fuzz/seeds/html
	for vector in tests/vectors/*/plan.{xml,json}; do
		cp "$vector" build/fuzz/seeds/"${vector##*.}/$(basename "$(dirname "$vector")")"
	done
	for vector in examples/schemes/*/scheme.xml; do
		cp "$vector" build/fuzz/seeds/scheme/"$(basename "$(dirname "$vector")")".xml
		(cd "$(dirname "$vector")" && cat scheme.xml <(echo ====) units.csv <(echo ====) data.csv) \
			>build/fuzz/seeds/score/"$(basename "$(dirname "$vector")")"
	done
	for target in text html xml json scheme score; do
		echo "== Fuzzing $target"
		[[ ! -d tests/fuzz/corpus/$target ]] || cp tests/fuzz/corpus/"$target"/* build/fuzz/seeds/"$target"
		build/fuzz/tests/fuzz_"$target" -max_total_time="${KEPU_FUZZ_SECONDS:-60}" -timeout=10 -max_len=1000000 \
			-print_final_stats=1 -verbosity=0 -artifact_prefix=build/fuzz/found/"$target"- \
			build/fuzz/corpus/"$target" build/fuzz/seeds/"$target"
	done
}

install_missing "${packages[@]}"
((${#more[@]} == 0)) || install_missing "${more[@]}" || echo "Going on without what could not be installed"
notices=${KEPU_SHARED:-$PWD/../shared}/notices
[[ -f $notices/score.py ]] || echo "== The real notices are not in $notices: the tests on all 5 of them are skipped"
case $mode in
fast)
	build dev
	run_ctest dev "$@"
	;;
asan) sanitized "$@" ;;
tsan)
	build tsan
	threaded '^(threads|api|cpp)$' 10 "$@"
	;;
valgrind)
	build dev -DKEPU_TEST_VALGRIND=ON
	run_ctest dev -L '^valgrind$' "$@"
	;;
coverage) covered "$@" ;;
fuzz) fuzzed ;;
same-bytes)
	build dev
	KEPU_SAME_SCHEMES=400 run_ctest dev -R '^same/bytes$' --verbose "$@"
	;;
bench)
	build bench
	KEPU_SOURCE=$PWD KEPU_BUILD=$PWD/build/bench KEPU_COMMAND=$PWD/build/bench/examples/kepu \
		KEPU_LIBRARY=$PWD/build/bench/lib/libkepu.so KEPU_SHARED=${KEPU_SHARED:-$PWD/../shared} \
		python3 tests/bench/run.py --full "$@"
	;;
all)
	sanitized "$@"
	if (($# == 0)); then # what is asked for by name may not be among them
		targets=(--target test_threads_readers)
		build tsan
		threaded '^threads$' 2
		targets=()
	fi
	build dev -DKEPU_TEST_VALGRIND=ON
	rm -f build/dev/same/compared.txt
	echo "== All tests, those of the library also under valgrind"
	run_ctest dev "$@"
	[[ ! -f build/dev/same/compared.txt ]] || cat build/dev/same/compared.txt
	;;
esac
