#!/bin/sh
# The program speaks Korean wherever it is asked to, whatever locales the system has generated, and
# without a font for it says which package has one.
# Usage: tests/language.sh PROGRAM
set -u
program=$1
failed=0
unset THALWEG_LANGUAGE LANGUAGE LC_ALL LC_MESSAGES LANG DISPLAY
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# speaks LANGUAGE ASSIGNMENT...: the language of --help in such an environment.
speaks()
{
    wanted=$1
    shift
    case $(env "$@" "$program" --help 2>&1) in
    *사용법*) spoken=ko ;;
    *Usage*) spoken=en ;;
    *) spoken=none ;;
    esac
    [ "$spoken" = "$wanted" ] || { echo "$* speaks $spoken, not $wanted"; failed=1; }
}
speaks en A=
speaks en LC_ALL=C
speaks en LC_ALL=C.UTF-8
speaks en LC_ALL=C LANG=ko_KR.UTF-8
speaks ko LANG=ko_KR.UTF-8
speaks ko LANG=ko
speaks ko LC_MESSAGES=ko_KR.UTF-8 LANG=en_US.UTF-8
speaks ko LC_ALL=ko_KR.eucKR
speaks ko LANG=de_DE.UTF-8 LANGUAGE=ko:de
speaks ko LC_ALL=C THALWEG_LANGUAGE=ko
speaks ko LC_ALL=C.UTF-8 THALWEG_LANGUAGE=ko
speaks en LANG=ko_KR.UTF-8 THALWEG_LANGUAGE=en

# Numbers are the same in every language: so are tables.
for language in en ko; do
    THALWEG_LANGUAGE=$language "$program" trace --steps 3 >"$work/$language.csv" 2>"$work/said"
done
cmp "$work/en.csv" "$work/ko.csv" || failed=1

# Errors, the system's reasons too.
case $(THALWEG_LANGUAGE=ko LC_ALL=C "$program" trace /nowhere/x.thalweg 2>&1) in
*"No such"*) echo "the system's reason is English"; failed=1 ;;
esac

# Only fonts without Hangul.
latin=$(fc-match --format '%{file}' 'Inter')
mkdir "$work/fonts"
cp "$latin" "$(fc-match --format '%{file}' 'JetBrains Mono')" "$work/fonts"
cat >"$work/fonts.conf" <<END
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$work/fonts</dir><cachedir>$work/cache</cachedir></fontconfig>
END
draw()
{
    SDL_VIDEODRIVER=offscreen THALWEG_LANGUAGE=$1 "$program" render --window -o "$work/$2.png" \
        2>"$work/$2.said" || { echo "render in $1 fails"; cat "$work/$2.said"; failed=1; }
}
FONTCONFIG_FILE=$work/fonts.conf draw ko without
FONTCONFIG_FILE=$work/fonts.conf draw en english
grep -q 'fonts-nanum' "$work/without.said" || { echo "no word of the package"; failed=1; }
[ ! -s "$work/english.said" ] || { echo "English: $(cat "$work/english.said")"; failed=1; }
cmp "$work/without.png" "$work/english.png" || failed=1
draw ko with
[ ! -s "$work/with.said" ] || { echo "with a font: $(cat "$work/with.said")"; failed=1; }
exit $failed
