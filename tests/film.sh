#!/bin/sh
# Films by the program: their pictures are counted by ffprobe; however it ends, the file is complete
# or not there.
# Usage: film.sh THALWEG
set -u
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'cd /; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0

wrong()
{
    echo "$1" >&2
    failed=1
}

# expect STATUS TEXT WHAT: of the command just run, whose stderr is in err.
expect()
{
    [ "$status" = "$1" ] || wrong "$3: exit status $status, not $1"
    if [ -n "$2" ]; then
        grep -qF -- "$2" err || wrong "$3: it says '$(head -n 1 err)', not '$2'"
    fi
    rm -f err
}

# Nothing but these files is here.
only()
{
    here=$(ls -A | tr '\n' ' ')
    [ "$here" = "$1" ] || wrong "$2: there lies '$here', not '$1'"
}

race="$program render --landscape himmelblau"
small="--size 161x101"
short="--fps 10 --seconds 1"

# ---- what is wrong is told before anything is drawn
while IFS='|' read -r flags text; do
    $race $flags 2>err
    status=$?
    expect 2 "$text" "$flags"
done <<'ROWS'
--fps 10 -o a.png|--fps is of a film: -o FILE.mp4, FILE.webp or FILE.gif
--turn 10 -o a.svg|--turn is of a film
--from 3 -o a.pdf|--from is of a film
--fps 0 -o a.webp|--fps is a whole number from 1 to 60
--fps 2.5 -o a.webp|--fps is a whole number from 1 to 60
--seconds 0 -o a.webp|--seconds is from 0.1 to 600
--from -1 -o a.webp|--from is a step: a whole number from 0
--to 101 -o a.webp|a film from step 0 to 101: there are 100 steps
--turn 360 -o a.webp|nothing turns: no surface is shown
--turn 4000 -o a.webp|--turn is from -3600 to 3600 degrees
--size 5000x100 -o a.webp|each side is at most 4096
--transparent -o a.webp|a .webp file cannot be without its ground
-o a.avi|no picture is written as 'avi' (known: png, svg, pdf, mp4, webp, gif
-o no/a.webp|there is no folder 'no'
ROWS
only "" "after mistakes"

# ---- without ffmpeg
for kind in mp4 gif; do
    PATH=/nowhere $race $small $short -o a.$kind 2>err
    status=$?
    expect 1 "made by the program ffmpeg, which is not on PATH: install it" "no ffmpeg, $kind"
done
PATH=/nowhere $race $small $short -o a.webp 2>err
status=$?
expect 0 "" "no ffmpeg, webp"
only "a.webp " "no ffmpeg"
rm a.webp

# ---- killed in the middle: the old file is whole, no other is there
for signal in KILL TERM; do
    echo old >a.webp
    $race $small --seconds 100 -o a.webp 2>/dev/null &
    sleep 0.7
    kill -$signal $! 2>/dev/null || wrong "it was too quick for $signal"
    wait $! 2>/dev/null
    only "a.webp " "$signal"
    [ "$(cat a.webp)" = old ] || wrong "$signal: the old file has changed"
    rm -f a.webp
done

if command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null; then
    # ---- sizes, rates, counts
    while read -r kind size rate count; do
        $race $small $short -o a.$kind 2>err
        status=$?
        expect 0 "" "a plain $kind"
        got=$(ffprobe -v error -count_frames -select_streams v -of csv=p=0 -show_entries \
            stream=width,height,r_frame_rate,nb_read_frames a.$kind)
        [ "$got" = "$size,$rate,$count" ] || wrong "$kind: $got, not $size,$rate,$count"
        rm -f a.$kind
    done <<'ROWS'
mp4 162,102 10/1 10
gif 161,101 10/1 10
ROWS
    # ---- the last picture is the figure of the last step
    $race $short --size 320x200 -o a.mp4 && $race --size 320x200 --step 100 -o a.png ||
        wrong "a film and a picture fail"
    alike=$(ffmpeg -hide_banner -i a.mp4 -i a.png -lavfi \
        "[0:v]trim=start_frame=9,setpts=0[film];[1:v]setpts=0[still];[film][still]psnr" -f null - \
        2>&1 | sed -n 's/.*average:\([0-9]*\).*/\1/p')
    [ "${alike:-0}" -ge 28 ] || wrong "the last picture is not the last step's: PSNR $alike dB"
    rm -f a.mp4 a.png

    # ---- a lab
    $program render --data spiral --network hidden=8 --epochs 4 --size 160x100 $short \
        -o a.mp4 2>err
    status=$?
    expect 0 "" "a lab"
    [ "$(ffprobe -v error -count_packets -show_entries stream=nb_read_packets -of csv=p=0 a.mp4)" = \
        10 ] || wrong "a lab's film has not 10 pictures"
    rm -f a.mp4

    # ---- killed while ffmpeg runs: it goes, too
    for signal in KILL TERM; do
        $race $small --seconds 100 -o a.mp4 2>/dev/null &
        sleep 1
        kill -$signal $! 2>/dev/null || wrong "it was too quick for $signal"
        wait $! 2>/dev/null
        only "" "$signal with ffmpeg"
    done

    # ---- a full disk
    for kind in mp4 gif; do
        echo old >a.$kind
        (ulimit -f 2; trap '' XFSZ; exec $race $small --seconds 2 -o a.$kind 2>err)
        status=$?
        expect 1 "" "a full disk, $kind"
        only "a.$kind " "a full disk"
        [ "$(cat a.$kind)" = old ] || wrong "a full disk: the old file has changed"
        rm -f a.$kind
    done
else
    echo "ffmpeg is not installed: MP4 and GIF are not looked at"
fi
exit $failed
