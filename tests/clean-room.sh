#!/usr/bin/env bash
# Does what README.md says on a machine that has nothing: a minimal Debian 12, made by debootstrap in a folder of its own,
# with a clone of the project and without the real notices. Needs root and a mirror of Debian; where a system cannot be
# made or entered it says so and exits 77.
#
#   tests/clean-room.sh [FOLDER]      FOLDER (default: a new one under /var/tmp) is removed at the end
set -euo pipefail
cd "$(dirname "$0")/.."
project=$PWD

skip() {
	echo "clean room skipped: $1"
	exit 77
}

((EUID == 0)) || skip "it takes root to make and enter another system"
if ! command -v debootstrap >/dev/null; then
	command -v apt-get >/dev/null || skip "there is no debootstrap, and no apt to install it with"
	echo "== Installing with apt: debootstrap"
	if ! { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y debootstrap; } </dev/null >/dev/null; then
		skip "debootstrap could not be installed"
	fi
fi
command -v git >/dev/null || skip "there is no git to clone with"

# The mirror of the machine's own sources, in either of their two forms.
sources=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources)
mirror=$(cat "${sources[@]}" 2>/dev/null |
	sed -nE 's/^deb( +\[[^]]*\])? +(https?:[^ ]+) +bookworm .*/\2/p; s/^URIs: *([^ ]+).*/\1/p' | grep -m1 '/debian/*$' || true)
mirror=${mirror:-http://deb.debian.org/debian}

room=${1:-$(mktemp -d /var/tmp/kepu-clean-room.XXXXXX)}
mkdir -p "$room"
chmod 755 "$room" # its root must be open to other users, as every system's is
mounted=()
leave() {
	local place
	for place in "${mounted[@]}"; do
		umount -l "$place" || { echo "$place is still mounted, and so $room is left as it is"; return; }
	done
	rm -rf --one-file-system "$room"
}
trap leave EXIT

echo "== Debian 12 from $mirror in $room"
debootstrap --variant=minbase --include=ca-certificates bookworm "$room" "$mirror" >"$room.log" 2>&1 ||
	{ tail -n 5 "$room.log"; rm -f "$room.log"; skip "debootstrap is not permitted or did not reach the mirror"; }
rm -f "$room.log"
chroot "$room" true || skip "chroot is not permitted"

for place in proc dev dev/pts; do
	case $place in
	proc) mount -t proc proc "$room/proc" 2>/dev/null && mounted=("$room/proc" "${mounted[@]}") || true ;;
	*) mount --bind "/$place" "$room/$place" 2>/dev/null && mounted=("$room/$place" "${mounted[@]}") || true ;;
	esac
done
# What reaches the network from this machine must do so from there: names, proxies and certificates.
cp -L /etc/resolv.conf /etc/hosts /etc/pip.conf "$room/etc/" 2>/dev/null || true
for setting in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
	if grep -qiE 'proxy|CaInfo|Verify-' "$setting" 2>/dev/null; then
		install -D -m 644 "$setting" "$room$setting"
	fi
done
if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
	cp /usr/local/share/ca-certificates/*.crt "$room/usr/local/share/ca-certificates/"
	chroot "$room" update-ca-certificates >/dev/null 2>&1
fi
printf '#!/bin/sh\nexit 101\n' >"$room/usr/sbin/policy-rc.d" # packages start no services there
chmod 755 "$room/usr/sbin/policy-rc.d"

git clone -q --no-hardlinks "$project" "$room/root/libkepu"

inside() {
	echo "== $*"
	env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb CI=true \
		${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
		chroot "$room" /bin/sh -c "cd /root/libkepu && $*" </dev/null
}

inside examples/quickstart.sh
inside tests/run.sh
echo "== The clean room passed: both commands of README.md work on a new Debian 12"
