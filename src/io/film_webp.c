// Animated WebP by libwebp: each picture is what has changed since the one before. With a little
// loss, as an MP4 has it: without, a turning surface takes three times the time and the bytes.
#include "io/film_parts.h"

#include "base/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <webp/encode.h>
#include <webp/mux.h>

typedef struct WebpFilm {
    FilmPlan plan;
    const Output *output;
    WebPAnimEncoder *encoder;
    WebPPicture picture;
    WebPConfig config;
    long count; // of pictures so far
} WebpFilm;

static void init(void *state, const FilmPlan *plan, const Output *output)
{
    WebpFilm *f = state;
    f->plan = *plan;
    f->output = output;
}

static void finish(void *state)
{
    WebpFilm *f = state;
    WebPPictureFree(&f->picture);
    WebPAnimEncoderDelete(f->encoder);
}

static bool no_memory(Error *err)
{
    return fail(err, "libwebp has no memory for pictures of that size");
}

static bool begin(void *state, Error *err)
{
    WebpFilm *f = state;
    WebPAnimEncoderOptions options;
    if (!WebPAnimEncoderOptionsInit(&options) || !WebPConfigInit(&f->config) ||
        !WebPPictureInit(&f->picture)) {
        return fail(err, "libwebp is of another version than the one this was built with");
    }
    f->config.quality = 90;
    f->config.method = 2;
    options.kmin = 100; // a whole picture, to begin from, that seldom
    options.kmax = 200;
    f->picture.width = f->plan.width;
    f->picture.height = f->plan.height;
    f->picture.use_argb = 1;
    f->encoder = WebPAnimEncoderNew(f->plan.width, f->plan.height, &options);
    return f->encoder || no_memory(err);
}

// When the picture of that number is shown.
static int milliseconds(const WebpFilm *f, long number)
{
    return (int)((1000 * number + f->plan.rate / 2) / f->plan.rate);
}

static bool picture(void *state, const uint8_t *pixels, Error *err)
{
    WebpFilm *f = state;
    if (!WebPPictureImportRGBX(&f->picture, pixels, 4 * f->plan.width)) {
        return no_memory(err);
    }
    return WebPAnimEncoderAdd(f->encoder, &f->picture, milliseconds(f, f->count++), &f->config) ||
           fail_said(err, -1, WebPAnimEncoderGetError(f->encoder));
}

static bool end(void *state, Error *err)
{
    WebpFilm *f = state;
    WebPData data;
    WebPDataInit(&data);
    if (!WebPAnimEncoderAdd(f->encoder, NULL, milliseconds(f, f->count), NULL) ||
        !WebPAnimEncoderAssemble(f->encoder, &data)) {
        return fail_said(err, -1, WebPAnimEncoderGetError(f->encoder));
    }
    errno = 0;
    const bool written = fwrite(data.bytes, 1, data.size, f->output->out) == data.size;
    const int reason = errno;
    WebPDataClear(&data);
    return written || fail(err, "writing failed: %s", tr_reason(reason));
}

const FilmEncoder film_webp = {
    .size = sizeof(WebpFilm),
    .init = init,
    .begin = begin,
    .picture = picture,
    .end = end,
    .finish = finish,
};
