#!/usr/bin/env bash
# Installs to a folder of its own and uses the library from there as others would: by find_package, by pkg-config, and
# by add_subdirectory.
set -euo pipefail
here=$KEPU_SOURCE/tests/install
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

fail() {
	echo "$1"
	exit 1
}

cmake --install "$KEPU_BUILD" --prefix "$prefix" >"$work/log" || { cat "$work/log"; exit 1; }
for file in include/kepu/kepu.h include/kepu/codes.h share/kepu/plan.xsd share/kepu/plan.schema.json share/kepu/scheme.xsd \
	share/kepu/scheme.schema.json lib/libkepu.so \
	lib/libkepu.a lib/pkgconfig/kepu.pc lib/cmake/kepu/kepu-config.cmake; do
	[[ -e $prefix/$file ]] || fail "$file was not installed"
done
(cd "$KEPU_SOURCE/include/kepu" && ls) | diff - <(ls "$prefix/include/kepu") || fail "the installed headers differ"
xmllint --noout --nonet "$prefix"/share/kepu/{plan,scheme}.xsd || fail "an installed schema is not well-formed"
xmllint --noout --nonet --schema "$prefix/share/kepu/scheme.xsd" "$KEPU_SOURCE"/examples/schemes/*/scheme.xml 2>"$work/log" ||
	{ cat "$work/log"; fail "the examples do not validate"; }
if [[ -n ${KEPU_COMMAND-} ]]; then
	env -u LD_LIBRARY_PATH "$prefix/bin/kepu" version >"$work/version" || fail "the installed command does not run"
	grep -q "$(pkg-config --modversion "$prefix/lib/pkgconfig/kepu.pc")" "$work/version" || fail "the command names another version"
fi

# What the library needs to be linked is its own affair: nothing of it may reach who links kepu::kepu.
consume() { # NAME PROGRAM
	local said
	said=$(LD_LIBRARY_PATH=$prefix/lib "$2") || fail "$1: the program failed: $said"
	[[ $said == "教育局 牵头 普及" ]] || fail "$1: the program printed: $said"
	echo "$1: passed"
}

cmake -S "$here/consumer" -B "$work/package" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$KEPU_CC" >"$work/log" ||
	{ cat "$work/log"; exit 1; }
cmake --build "$work/package" >"$work/log" || { cat "$work/log"; exit 1; }
consume "find_package, kepu::kepu" "$work/package/consumer"
consume "find_package, kepu::kepu_static" "$work/package/consumer_static"
if ldd "$work/package/consumer_static" | grep -q libkepu; then
	fail "consumer_static needs the shared library"
fi
if readelf -d "$work/package/consumer" | grep NEEDED | grep -qE 'libxml2|libz\.'; then
	fail "libxml2 or zlib reached a consumer of kepu::kepu"
fi

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
# shellcheck disable=SC2046
"$KEPU_CC" -o "$work/shared" "$here/consumer/main.c" $(pkg-config --cflags --libs kepu)
consume "pkg-config" "$work/shared"
# The first use of the page on C++, as its readers compile it.
sed -n '/^```cpp$/,/^```$/{/^```/!p}' "$KEPU_SOURCE/docs/cpp.md" | sed '/^}/q' >"$work/first.cpp"
# shellcheck disable=SC2046
"$KEPU_CXX" -std=c++17 -Wall -Wextra -Wshadow -Werror -o "$work/first" "$work/first.cpp" $(pkg-config --cflags --libs kepu)
LD_LIBRARY_PATH=$prefix/lib "$work/first" "$KEPU_SOURCE/examples/data/qinghe-2022.txt" >"$work/said" || fail "C++: the program failed"
(($(wc -l <"$work/said") > 5)) || fail "C++: the program printed: $(cat "$work/said")"
echo "pkg-config, C++: passed"
# Not --static: what libxml2 itself was built with (liblzma on Debian) need not be there for developing.
# shellcheck disable=SC2046
"$KEPU_CC" -DKEPU_STATIC -o "$work/static" "$here/consumer/main.c" $(pkg-config --cflags kepu) "$prefix/lib/libkepu.a" \
	$(pkg-config --libs $(pkg-config --print-requires-private kepu))
consume "pkg-config, static" "$work/static"
[[ $(pkg-config --libs kepu) != *xml2* ]] || fail "libxml2 reached a consumer through pkg-config"

cmake -S "$here/consumer" -B "$work/subdirectory" -DKEPU_SOURCE="$KEPU_SOURCE" -DCMAKE_C_COMPILER="$KEPU_CC" >"$work/log" ||
	{ cat "$work/log"; exit 1; }
cmake --build "$work/subdirectory" -j 2 >"$work/log" || { cat "$work/log"; exit 1; }
[[ ! -e $work/subdirectory/kepu/tests ]] || fail "the tests are built inside another project"
consume "add_subdirectory" "$work/subdirectory/consumer"
