// MP4 and GIF by `ffmpeg`: raw pictures into its standard input, the file written where ours stands
// open, so that nothing has a name before all is well. A GIF's palette is of all pictures, which
// are kept until then as they are, packed by what moves in them.
#include "io/film_parts.h"

#include "base/file.h"
#include "base/utf8.h"
#include "base/words.h"
#include "io/child.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char PROGRAM[] = "ffmpeg";

enum { WORDS_MAX = 60, OUT = CHILD_FILES_FIRST, BETWEEN, PROGRESS, TAIL_BYTES = 512 };

typedef struct Ffmpeg {
    FilmPlan plan;
    const Output *output;
    char path[4096], size[32], rate[16]; // as it is told them
    char title[256];
    Child feeding, packing; // packing: a GIF's second
    FILE *scratch;          // in place of an output that is no file, and what that is copied from
    FILE *between;          // a GIF's pictures
    FILE *progress;         // what `packing` tells of how far it is
} Ffmpeg;

static bool possible(Error *why)
{
    return child_found(PROGRAM) ||
           fail(why, "MP4 and GIF films are made by the program ffmpeg, which is not on PATH: "
                     "install it, or make an animated WebP");
}

static void init(void *state, const FilmPlan *plan, const Output *output)
{
    Ffmpeg *f = state;
    f->plan = *plan;
    f->output = output;
    text_print(f->size, sizeof f->size, "%dx%d", plan->width, plan->height);
    text_print(f->rate, sizeof f->rate, "%d", plan->rate);
    text_print(f->title, sizeof f->title, "title=%s", plan->title ? plan->title : "");
    child_init(&f->feeding);
    child_init(&f->packing);
}

static void gif_init(void *state, const FilmPlan *plan, const Output *output)
{
    Ffmpeg *f = state;
    init(state, plan, output);
    f->progress = tmpfile(); // before anybody asks
}

static void finish(void *state)
{
    Ffmpeg *f = state;
    FILE *const files[] = { f->scratch, f->between, f->progress };
    child_finish(&f->feeding);
    child_finish(&f->packing);
    for (size_t i = 0; i < COUNT(files); i++) {
        if (files[i]) {
            fclose(files[i]);
        }
    }
}

static void stop(void *state)
{
    Ffmpeg *f = state;
    child_stop(&f->feeding);
    child_stop(&f->packing);
}

// ---- what it is told

typedef struct Words {
    const char *items[WORDS_MAX];
    int count;
} Words;

static void say(Words *words, const char *const *more)
{
    for (; *more; more++) {
        assert(words->count < WORDS_MAX - 1);
        words->items[words->count++] = *more;
    }
    words->items[words->count] = NULL;
}

#define SAY(words, ...) say(words, (const char *const[]){ __VA_ARGS__, NULL })

// Always first; nothing of this computer or day gets into the file.
static Words words_begin_with(void)
{
    Words words = { .count = 0 };
    SAY(&words, PROGRAM, "-nostdin", "-hide_banner", "-loglevel", "error", "-y");
    return words;
}

static void say_pictures(Words *words, const Ffmpeg *f)
{
    SAY(words, "-f", "rawvideo", "-pix_fmt", "rgb0", "-video_size", f->size, "-framerate", f->rate,
        "-i", "pipe:0");
}

// Encoders of MP4 that a build of it may have, the best first: what each is told.
static const struct {
    const char *name, *words[10];
} encoders[] = {
    { "libx264", { "-preset", "veryfast", "-crf", "18", "-tune", "animation" } },
    { "libopenh264", { "-b:v", "6M" } },
    { "mpeg4", { "-q:v", "2" } },
};

// Whether its list of encoders has that one.
static int known_encoder(Error *err)
{
    Child child;
    FILE *list = tmpfile();
    int known = -1;
    child_init(&child);
    const char *const words[] = {
        PROGRAM, "-hide_banner", "-loglevel", "error", "-encoders", NULL
    };
    const ChildPlan plan = { .words = words, .out = list };
    if (list && child_start(&child, &plan, err) && child_end(&child, err)) {
        char line[512];
        rewind(list);
        known = (int)COUNT(encoders);
        while (fgets(line, sizeof line, list)) {
            for (int i = 0; i < known; i++) {
                char word[64];
                text_print(word, sizeof word, " %s ", encoders[i].name);
                known = strstr(line, word) ? i : known;
            }
        }
        if (known == (int)COUNT(encoders)) {
            known = -1;
            fail(err, "this ffmpeg can make no MP4: it has none of the encoders libx264, "
                      "libopenh264 and mpeg4");
        }
    }
    if (list) {
        fclose(list);
    }
    child_finish(&child);
    return known;
}

// ---- files

static bool no_place(Error *err)
{
    return fail(err, "there is no place for a temporary file");
}

// Where it writes: the output's own file, which may have no name; or one to copy from.
static bool open_out(Ffmpeg *f, Error *err)
{
    const Output *output = f->output;
    if (!output->temporary && !(f->scratch = tmpfile())) {
        return no_place(err);
    }
    if (f->scratch || output->nameless) {
        text_print(f->path, sizeof f->path, "/dev/fd/%d", OUT);
    } else {
        text_print(f->path, sizeof f->path, "file:%s", output->temporary);
    }
    return true;
}

static int out_file(const Ffmpeg *f)
{
    return fileno(f->scratch ? f->scratch : f->output->out);
}

// What lies in a scratch goes where it is meant to.
static bool hand_over(Ffmpeg *f, Error *err)
{
    char bytes[1 << 14];
    size_t count = 0;
    if (!f->scratch) {
        return true;
    }
    rewind(f->scratch);
    while ((count = fread(bytes, 1, sizeof bytes, f->scratch)) > 0) {
        if (fwrite(bytes, 1, count, f->output->out) != count) {
            return true; // closing it tells why
        }
    }
    return !ferror(f->scratch) || fail(err, "a temporary file cannot be read");
}

// ---- MP4

static bool mp4_begin(void *state, Error *err)
{
    Ffmpeg *f = state;
    const int encoder = known_encoder(err);
    if (encoder < 0 || !open_out(f, err)) {
        return false;
    }
    Words words = words_begin_with();
    say_pictures(&words, f);
    SAY(&words, "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range",
        "tv", "-c:v", encoders[encoder].name);
    say(&words, encoders[encoder].words);
    SAY(&words, "-movflags", "+faststart", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-metadata", f->title, "-f", "mp4", f->path);
    return child_start(
        &f->feeding,
        &(ChildPlan){
            .words = words.items, .files = { out_file(f) }, .file_count = 1, .fed = true },
        err);
}

static size_t picture_bytes(const Ffmpeg *f)
{
    return (size_t)f->plan.width * (size_t)f->plan.height * 4;
}

// What went wrong is told by its end.
static bool picture(void *state, const uint8_t *pixels, Error *err)
{
    Ffmpeg *f = state;
    return child_feed(&f->feeding, pixels, picture_bytes(f)) ||
           (child_end(&f->feeding, err) && fail(err, "ffmpeg ended before the film did"));
}

static bool mp4_end(void *state, Error *err)
{
    Ffmpeg *f = state;
    return child_end(&f->feeding, err) && hand_over(f, err);
}

// ---- GIF

static bool gif_begin(void *state, Error *err)
{
    Ffmpeg *f = state;
    f->between = tmpfile();
    if (!f->between || !f->progress) {
        return no_place(err);
    }
    if (!open_out(f, err)) {
        return false;
    }
    Words words = words_begin_with();
    say_pictures(&words, f);
    SAY(&words, "-pix_fmt", "rgb24", "-c:v", "qtrle", "-f", "mov", "/dev/fd/3");
    return child_start(
        &f->feeding,
        &(ChildPlan){
            .words = words.items, .files = { fileno(f->between) }, .file_count = 1, .fed = true },
        err);
}

static bool gif_end(void *state, Error *err)
{
    Ffmpeg *f = state;
    Words words = words_begin_with();
    SAY(&words, "-progress", "pipe:5", "-stats_period", "0.2", "-i", "/dev/fd/4", "-i", "/dev/fd/4",
        "-filter_complex",
        "[0:v]palettegen=stats_mode=full[p];[1:v][p]paletteuse=dither=none:diff_mode=rectangle",
        "-f", "gif", f->path);
    return child_end(&f->feeding, err) &&
           child_start(
               &f->packing,
               &(ChildPlan){ .words = words.items,
                             .files = { out_file(f), fileno(f->between), fileno(f->progress) },
                             .file_count = 3 },
               err) &&
           child_end(&f->packing, err) && hand_over(f, err);
}

// "frame=12" of what it told last; while it looks for the palette it counts none.
static double gif_ending(const void *state)
{
    const Ffmpeg *f = state;
    char tail[TAIL_BYTES + 1];
    struct stat is;
    if (!f->progress || fstat(fileno(f->progress), &is) != 0) {
        return 0;
    }
    const off_t from = is.st_size > TAIL_BYTES ? is.st_size - TAIL_BYTES : 0;
    const ssize_t count = pread(fileno(f->progress), tail, TAIL_BYTES, from);
    tail[count > 0 ? count : 0] = '\0';
    double share = 0;
    for (const char *at = tail; (at = strstr(at, "frame=")); at++) {
        share = atof(at + strlen("frame=")) / (double)f->plan.count;
    }
    return clamp(share, 0, 1);
}

const FilmEncoder film_mp4 = {
    .even = true,
    .possible = possible,
    .size = sizeof(Ffmpeg),
    .init = init,
    .begin = mp4_begin,
    .picture = picture,
    .end = mp4_end,
    .stop = stop,
    .finish = finish,
};

const FilmEncoder film_gif = {
    .possible = possible,
    .size = sizeof(Ffmpeg),
    .init = gif_init,
    .begin = gif_begin,
    .picture = picture,
    .end = gif_end,
    .ending = gif_ending,
    .stop = stop,
    .finish = finish,
};
