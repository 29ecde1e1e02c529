#!/bin/sh
# script/setup: asks for packages only when some are missing, and then for those alone. apt-get,
# dpkg-query and sudo are replaced by ones that only write down how they were called.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
bin=$work/bin
mkdir "$bin"

fake()
{
    printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
    chmod +x "$bin/$1"
}
fake apt-get "echo apt-get \"\$@\" >>'$work/calls'; case \$* in *install*) : >'$work/all';; esac"
fake sudo 'exec "$@"'
fake uname 'echo Linux'
fake clang 'echo 14.0.6'
# Everything is installed but the packages named in the file, until something gets installed.
fake dpkg-query "for package; do :; done
[ ! -f '$work/all' ] && grep -qx \"\$package\" '$work/missing' && exit 1
echo installed"

# expect WHAT MISSING CALLS...: the calls script/setup WHAT makes when MISSING is not installed.
expect()
{
    what=$1
    rm -f "$work/calls" "$work/all"
    touch "$work/calls"
    printf '%s\n' $2 >"$work/missing"
    shift 2
    for call; do
        echo "$call"
    done >"$work/expected"
    PATH=$bin:$PATH "$root/script/setup" "$what" >/dev/null
    if ! cmp -s "$work/expected" "$work/calls"; then
        echo "script/setup $what with these missing: $(tr '\n' ' ' <"$work/missing")"
        diff "$work/expected" "$work/calls"
        exit 1
    fi
}

install="apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300"
expect run ""
expect test ""
expect run libcriterion-dev # needed by the tests alone
expect run libpng-dev "apt-get update -q" "$install libpng-dev"
expect run libcglm-dev "apt-get update -q" "$install libcglm-dev"
expect test "libclang-rt-14-dev" "apt-get update -q" "$install libclang-rt-14-dev"
expect test "meson libcjson-dev" "apt-get update -q" "$install meson libcjson-dev"
