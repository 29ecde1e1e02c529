// Films are read back by others: ffprobe counts pictures, ffmpeg and libwebp decode them. What
// ffmpeg makes is looked at where it is installed, and else counted as skipped.
#include "io/child.h"
#include "io/film.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <webp/demux.h>

enum { WIDTH = 64, HEIGHT = 48 };

static char folder[] = "/tmp/thalweg-film-XXXXXX";

static void enter_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static int entries(void)
{
    DIR *here = opendir(".");
    int count = -2;
    while (readdir(here)) {
        count++;
    }
    closedir(here);
    return count;
}

static void remove_folder(void)
{
    cr_expect_eq(chdir("/"), 0);
    cr_expect_eq(rmdir(folder), 0, "every test leaves its folder empty");
}

TestSuite(film, .init = enter_folder, .fini = remove_folder);

// A ground of two colours in quarters, and a white bar that moves down by a row a picture.
static void draw(uint8_t *pixels, long number)
{
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            const bool other = (x < WIDTH / 2) == (y < HEIGHT / 2), bar = y / 4 == number % 12;
            const uint8_t color[4] = { other ? 200 : 30, other ? 60 : 40, other ? 40 : 160, 255 };
            for (int i = 0; i < 4; i++) {
                pixels[4 * (y * WIDTH + x) + i] = bar ? 255 : color[i];
            }
        }
    }
}

static FilmPlan plan_of(FilmKind kind, const char *path, long count)
{
    return (FilmPlan){ .kind = kind,
                       .path = path,
                       .width = WIDTH,
                       .height = HEIGHT,
                       .rate = 25,
                       .count = count,
                       .title = "A bar" };
}

static bool make(FilmKind kind, const char *path, long count, Error *err)
{
    const FilmPlan plan = plan_of(kind, path, count);
    Film *film = film_begin(&plan, err);
    uint8_t *pixels;
    if (!film) {
        return false;
    }
    for (long i = 0; i < count && (pixels = film_room(film, true)); i++) {
        draw(pixels, i);
        film_put(film);
    }
    film_last(film);
    return film_finish(film, err);
}

static bool has_ffmpeg(void)
{
    if (!child_found("ffmpeg") || !child_found("ffprobe")) {
        cr_skip_test("ffmpeg is not installed");
    }
    return true;
}

// What a command says, without its last line's end.
static void run(const char *command, char *said, size_t size)
{
    FILE *from = popen(command, "r");
    const size_t count = fread(said, 1, size - 1, from);
    said[count] = '\0';
    said[strcspn(said, "\n")] = '\0';
    cr_expect_eq(pclose(from), 0, "%s", command);
}

// How far the picture of that number lies from what was drawn: the mean over pixels and colours.
static double distance(const char *path, int number)
{
    static uint8_t got[WIDTH * HEIGHT * 3], drawn[WIDTH * HEIGHT * 4];
    char command[400];
    double sum = 0;
    snprintf(
        command, sizeof command,
        "ffmpeg -v error -i %s -vf 'select=eq(n\\,%d)' -frames:v 1 -f rawvideo -pix_fmt rgb24 -",
        path, number);
    FILE *from = popen(command, "r");
    cr_expect_eq(fread(got, 1, sizeof got, from), sizeof got, "%s", command);
    pclose(from);
    draw(drawn, number);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        for (int k = 0; k < 3; k++) {
            sum += fabs((double)got[3 * i + k] - drawn[4 * i + k]);
        }
    }
    return sum / (WIDTH * HEIGHT * 3);
}

Test(film, mp4_and_gif_hold_every_picture_in_its_place)
{
    static const struct {
        FilmKind kind;
        const char *path;
        double most; // colours at edges are halved in an MP4, and a GIF has 256 of them
    } rows[] = { { FILM_MP4, "a.mp4", 14 }, { FILM_GIF, "a.gif", 1 } };
    char said[200];
    for (size_t i = 0; has_ffmpeg() && i < COUNT(rows); i++) {
        Error err = { .at = -1 };
        char command[300];
        cr_assert(make(rows[i].kind, rows[i].path, 30, &err), "%s", err.text);
        snprintf(command, sizeof command,
                 "ffprobe -v error -count_frames -select_streams v -show_entries "
                 "stream=width,height,nb_read_frames,r_frame_rate -of csv=p=0 %s",
                 rows[i].path);
        run(command, said, sizeof said);
        cr_expect_str_eq(said, "64,48,25/1,30", "%s", rows[i].path);
        for (int number = 0; number < 30; number += 29) {
            const double away = distance(rows[i].path, number);
            cr_expect_lt(away, rows[i].most, "%s, %d: %g", rows[i].path, number, away);
        }
        cr_expect_eq(entries(), 1);
        unlink(rows[i].path);
    }
}

Test(film, mp4_is_of_the_kind_that_every_player_takes)
{
    char said[200];
    Error err = { .at = -1 };
    cr_assert(has_ffmpeg() && make(FILM_MP4, "a.mp4", 5, &err), "%s", err.text);
    run("ffprobe -v error -show_entries stream=codec_name,pix_fmt,color_space -of csv=p=0 a.mp4",
        said, sizeof said);
    cr_expect_str_eq(said, "h264,yuv420p,bt709");
    run("ffprobe -v error -show_entries format_tags=title -of csv=p=0 a.mp4", said, sizeof said);
    cr_expect_str_eq(said, "A bar");
    unlink("a.mp4");
}

// All of a file, to be freed.
static uint8_t *contents(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = memory_get(*size);
    cr_expect_eq(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

Test(film, webp_holds_every_picture_in_its_place)
{
    static uint8_t drawn[WIDTH * HEIGHT * 4];
    size_t size;
    Error err = { .at = -1 };
    cr_assert(make(FILM_WEBP, "a.webp", 30, &err), "%s", err.text);
    uint8_t *bytes = contents("a.webp", &size), *pixels;
    WebPAnimDecoder *decoder = WebPAnimDecoderNew(&(WebPData){ bytes, size }, NULL);
    WebPAnimInfo info;
    cr_assert(decoder && WebPAnimDecoderGetInfo(decoder, &info));
    cr_expect_eq(info.frame_count, 30);
    cr_expect_eq((int)info.canvas_width, WIDTH);
    cr_expect_eq((int)info.canvas_height, HEIGHT);
    cr_expect_eq(info.loop_count, 0, "for ever");
    for (int number = 0, until; WebPAnimDecoderGetNext(decoder, &pixels, &until); number++) {
        draw(drawn, number);
        cr_expect_eq(until, 40 * (number + 1), "25 a second: %d", until);
        double sum = 0;
        for (size_t i = 0; i < sizeof drawn; i++) {
            sum += abs((int)pixels[i] - drawn[i]);
        }
        cr_expect_lt(sum / sizeof drawn, 5, "picture %d: %g", number, sum / sizeof drawn);
    }
    WebPAnimDecoderDelete(decoder);
    free(bytes);
    unlink("a.webp");
}

Test(film, the_same_pictures_make_the_same_file)
{
    static const FilmKind kinds[] = { FILM_WEBP, FILM_MP4, FILM_GIF };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t size_a, size_b;
        Error err = { .at = -1 };
        if (!film_possible(kinds[i], NULL)) {
            continue;
        }
        cr_assert(make(kinds[i], "a", 5, &err) && make(kinds[i], "b", 5, &err), "%s", err.text);
        uint8_t *a = contents("a", &size_a), *b = contents("b", &size_b);
        cr_expect(size_a == size_b && memcmp(a, b, size_a) == 0, "%zu", i);
        free(a);
        free(b);
    }
    unlink("a");
    unlink("b");
}

Test(film, sides_are_made_even_where_they_must_be)
{
    int width = 641, height = 480;
    film_fit(FILM_MP4, &width, &height);
    cr_expect(width == 642 && height == 480);
    width = 641;
    film_fit(FILM_GIF, &width, &height);
    film_fit(FILM_WEBP, &width, &height);
    cr_expect(width == 641 && height == 480);
}

static void write_old(void)
{
    FILE *old = fopen("a", "w");
    fputs("old", old);
    fclose(old);
}

static bool is_old(void)
{
    size_t size;
    uint8_t *bytes = contents("a", &size);
    const bool old = size == 3 && memcmp(bytes, "old", 3) == 0;
    free(bytes);
    return old;
}

Test(film, abandoned_at_any_time_leaves_the_old_file_and_no_other)
{
    write_old();
    for (FilmKind kind = 0; kind < FILM_KIND_COUNT; kind++) {
        for (int count = 0; count < 8 && film_possible(kind, NULL); count += 3) {
            const FilmPlan plan = plan_of(kind, "a", 8);
            Error err = { .at = -1 };
            Film *film = film_begin(&plan, &err);
            cr_assert_not_null(film, "%s", err.text);
            for (int i = 0; i < count; i++) {
                draw(film_room(film, true), i);
                film_put(film);
            }
            if (count > 3) {
                film_last(film);
                usleep(1000 * (useconds_t)count);
            }
            film_abandon(film);
            cr_expect(is_old());
            cr_expect_eq(entries(), 1, "%d, %d", kind, count);
        }
    }
    film_abandon(NULL);
    unlink("a");
}

Test(film, says_what_would_help_where_there_is_no_ffmpeg)
{
    Error err = { .at = -1 };
    setenv("PATH", "/nowhere:/bin/none", 1);
    for (FilmKind kind = FILM_MP4; kind <= FILM_GIF; kind++) {
        cr_expect_not(make(kind, "a", 3, &err));
        cr_expect_str_eq(err.text,
                         "MP4 and GIF films are made by the program ffmpeg, which is not on PATH: "
                         "install it, or make an animated WebP");
    }
    cr_expect(film_possible(FILM_WEBP, &err));
    cr_expect(make(FILM_WEBP, "a", 3, &err));
    unlink("a");
}

// In its place a script that fails as it says.
static void put_ffmpeg(const char *script)
{
    FILE *file = fopen("ffmpeg", "w");
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    cr_assert_eq(system("chmod +x ffmpeg"), 0);
    char path[400];
    snprintf(path, sizeof path, "%s:/usr/bin:/bin", folder);
    setenv("PATH", path, 1);
}

Test(film, tells_the_last_line_of_what_ffmpeg_says)
{
    static const struct {
        const char *script, *text;
    } rows[] = {
        { "echo first >&2; echo 'No space left on device' >&2; exit 1",
          "'ffmpeg' failed: No space left on device" },
        { "exit 3", "'ffmpeg' failed with exit status 3" },
        { "kill -9 $$", "'ffmpeg' was ended: Killed" },
        { "cat >/dev/null; printf 'bad\\n\\n' >&2; exit 1", "'ffmpeg' failed: bad" },
        { "exit 0", "ffmpeg ended before the film did" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Error err = { .at = -1 };
        put_ffmpeg(rows[i].script);
        write_old();
        cr_expect_not(make(FILM_GIF, "a", 40, &err));
        cr_expect_str_eq(err.text, rows[i].text);
        cr_expect(is_old());
    }
    unlink("a");
    unlink("ffmpeg");
}

Test(film, without_an_encoder_of_mp4_says_so)
{
    Error err = { .at = -1 };
    put_ffmpeg("echo ' V..... gif  GIF'");
    cr_expect_not(make(FILM_MP4, "a", 3, &err));
    cr_expect_str_eq(err.text, "this ffmpeg can make no MP4: it has none of the encoders libx264, "
                               "libopenh264 and mpeg4");
    unlink("ffmpeg");
}

Test(film, a_full_disk_is_told_and_leaves_nothing)
{
    signal(SIGXFSZ, SIG_IGN);
    const struct rlimit little = { 200, 200 };
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    for (FilmKind kind = 0; kind < FILM_KIND_COUNT; kind++) {
        Error err = { .at = -1 };
        if (film_possible(kind, NULL)) {
            cr_expect_not(make(kind, "a", 12, &err), "%d", kind);
            cr_expect_neq(err.text[0], '\0');
            cr_expect_eq(entries(), 0);
        }
    }
}

Test(film, devices_are_written_to_and_not_replaced)
{
    for (FilmKind kind = 0; kind < FILM_KIND_COUNT; kind++) {
        Error err = { .at = -1 };
        if (film_possible(kind, NULL)) {
            cr_expect(make(kind, "/dev/null", 3, &err), "%s", err.text);
            cr_expect_not(make(kind, "/dev/full", 3, &err));
            cr_expect_str_eq(err.text, "writing failed: No space left on device");
        }
    }
}

Test(film, a_path_at_fault_is_told_at_once)
{
    for (FilmKind kind = 0; kind < FILM_KIND_COUNT; kind++) {
        const FilmPlan plan = plan_of(kind, "no/a", 3);
        Error err = { .at = -1 };
        if (film_possible(kind, NULL)) {
            cr_expect_null(film_begin(&plan, &err));
            cr_expect_str_eq(err.text, "cannot write 'no/a': there is no folder 'no'");
            cr_expect_eq(err.at, 0);
        }
    }
}

Test(film, tells_how_far_it_is)
{
    const FilmPlan plan = plan_of(FILM_WEBP, "a", 4);
    Error err = { .at = -1 };
    Film *film = film_begin(&plan, &err);
    cr_expect_eq(film_progress(film), 0);
    cr_expect_not(film_ended(film));
    for (int i = 0; i < 4; i++) {
        draw(film_room(film, true), i);
        film_put(film);
    }
    film_last(film);
    while (!film_ended(film)) {
        usleep(1000);
    }
    cr_expect_eq(film_progress(film), 1);
    cr_expect(film_finish(film, &err));
    unlink("a");
}
