#!/usr/bin/env bash
# 从一份通知到方案文件和责任分工表。装好缺少的软件包，编译，读随项目附带的通知，显示读出了什么。
# From a published notice to a plan file and a responsibility matrix: installs what is missing, builds, runs the main job
# on a notice that ships with the project, shows what came out.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/quickstart
notice=$root/examples/data/qinghe-2022.txt
plan=$build/qinghe-2022.kepu.xml
table=$build/qinghe-2022.matrix.csv
packages=(cmake ninja-build make gcc libc6-dev pkg-config libxml2-dev zlib1g-dev)

step() { # CHINESE ENGLISH
	printf '\n>> %s\n   %s\n' "$1" "$2"
}

tell() { # CHINESE ENGLISH
	printf '   %s\n   %s\n' "$1" "$2"
}

install_missing() {
	if ! command -v dpkg-query >/dev/null; then
		tell "这里不是 Debian 系的系统，请自行装好：${packages[*]}" "This is no Debian; please see to it yourself that these are there."
		return
	fi
	local package missing=() become=()
	for package in "${packages[@]}"; do
		[[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
	done
	if ((${#missing[@]} == 0)); then
		tell "要用的软件包都已装好。" "All packages needed are installed."
		return
	fi
	if ((EUID != 0)); then
		if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
			become=(sudo)
		else
			tell "缺少这些软件包，而这里既不是 root 也不能用 sudo，先接着往下做：${missing[*]}" \
				"These packages are missing, and neither root nor sudo is to be had; going on without."
			return
		fi
	fi
	tell "用 apt 安装：${missing[*]}" "Installing these with apt; that can take a minute."
	"${become[@]}" apt-get -qq update </dev/null
	"${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		-o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null >/dev/null
}

build_command() {
	local log=$build/build.log generator=()
	mkdir -p "$build"
	if [[ ! -f $build/CMakeCache.txt ]] && command -v ninja >/dev/null; then
		generator=(-G Ninja)
	fi
	if ! { cmake -S "$root" -B "$build" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release -DKEPU_BUILD_TESTS=OFF \
		-DKEPU_BUILD_DOCS=OFF && cmake --build "$build" --parallel; } >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		tell "编译没有成功，完整的记录在 $log" "The build failed; all it said is in that file." >&2
		exit 1
	fi
	kepu=$build/examples/kepu
}

step "1/3 准备：看看编译要用的软件包是否齐全" "Getting ready: are the packages there that the build needs?"
install_missing

step "2/3 编译 libkepu 和命令 kepu" "Building libkepu and the command kepu"
build_command
tell "好了：$kepu" "Done; the command is there."

step "3/3 读通知 examples/data/qinghe-2022.txt" "Reading the notice examples/data/qinghe-2022.txt"
printf '\n'
"$kepu" --lang zh import --to table "$notice"
if ! "$kepu" --lang zh import "$notice" -o "$plan" 2>"$build/findings.txt"; then # the table above has shown them
	cat "$build/findings.txt" >&2
	exit 1
fi
"$kepu" --lang zh matrix "$plan" --to csv --bom -o "$table"

step "写出的文件" "The files that were written"
tell "$plan" "方案文件，可再用 kepu show、check、matrix、convert 处理 / the plan, for the other subcommands"
tell "$table" "责任分工表，可用 Excel、WPS 打开 / the responsibility matrix, for spreadsheets"

step "接着可以试" "What to try next"
printf '   %s\n' "$kepu matrix $plan --unit 市科协" "$kepu matrix $plan --grid" \
	"$kepu import --explain $notice | less" "$kepu --help"
