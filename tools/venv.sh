#!/bin/sh
# sh tools/venv.sh FOLDER [PYTHON]: make a virtual environment with Python 3.11 or newer.
# Where Debian’s Python lacks what that takes, install it, if that may be done.
set -eu
folder=$1
wanted=${2:-python3}

say() {
	printf '%s\n' "$@" >&2
	exit 1
}

python=
for name in "$wanted" python3.14 python3.13 python3.12 python3.11; do
	if "$name" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
		python=$name
		break
	fi
done
[ -n "$python" ] || say "This needs Python 3.11 or newer; here is $("$wanted" --version 2>/dev/null || echo "no $wanted")." \
	"Install one, or name one: make PYTHON=python3.12"

can_make() { "$python" -c "import ensurepip, venv" 2>/dev/null; }

if ! can_make && command -v apt-get >/dev/null; then
	root=none
	if [ "$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; fi
	if [ "$root" != none ]; then
		echo "Installing python3-venv, which this Python lacks"
		$root apt-get update -qq && $root apt-get install -qq -y python3-venv
	fi
fi
can_make || say "$python cannot make a virtual environment." \
	"On Debian and Ubuntu, install what it lacks: sudo apt-get install python3-venv"

echo "$python -m venv $folder"
exec "$python" -m venv --clear "$folder"
