// libpng's simplified interface: it returns its errors instead of jumping. It knows no pixels an
// inch: that chunk is put behind the first one.
#include "io/png.h"

#include "base/words.h"
#include "io/output.h"

#include <errno.h>
#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// The signature, and the first chunk (PNG specification 1.2: IHDR has 13 bytes in 12 of its own).
enum { HEAD = 8 + 12 + 13, DENSITY = 12 + 9, TYPE = 4, METRES = 1 };
static const double METRES_PER_INCH = 0.0254;

static void put_number(uint8_t to[4], uint32_t number)
{
    for (int i = 0; i < 4; i++) {
        to[i] = (uint8_t)(number >> (24 - 8 * i));
    }
}

// The chunk pHYs: pixels a metre along both sides.
static void density_chunk(double dpi, uint8_t chunk[DENSITY])
{
    const uint32_t per_metre = (uint32_t)lround(dpi / METRES_PER_INCH);
    put_number(chunk, DENSITY - 12);
    memcpy(chunk + 4, "pHYs", TYPE);
    put_number(chunk + 8, per_metre);
    put_number(chunk + 12, per_metre);
    chunk[16] = METRES;
    put_number(chunk + 17, (uint32_t)crc32(crc32(0, NULL, 0), chunk + 4, DENSITY - 8));
}

static bool write_parts(FILE *out, const uint8_t *file, size_t bytes, double dpi)
{
    uint8_t chunk[DENSITY];
    density_chunk(dpi, chunk);
    return fwrite(file, 1, HEAD, out) == HEAD &&
           (dpi <= 0 || fwrite(chunk, 1, DENSITY, out) == DENSITY) &&
           fwrite(file + HEAD, 1, bytes - HEAD, out) == bytes - HEAD;
}

// The file in memory, to be freed; NULL with the image's message.
static uint8_t *to_memory(png_image *image, const PngPicture *picture, size_t *bytes)
{
    const int stride = picture->channels * picture->width;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(*image);
    uint8_t *file = memory_get(size);
    if (!png_image_write_to_memory(image, file, &size, 0, picture->pixels, stride, NULL)) {
        free(file);
        return NULL;
    }
    *bytes = size;
    return file;
}

bool png_write(const char *path, const PngPicture *picture, Error *err)
{
    assert(path && picture->width > 0 && picture->height > 0);
    assert(picture->channels == 3 || picture->channels == 4);
    Output output;
    if (!output_open(&output, path, err)) {
        return false;
    }
    png_image image = { .version = PNG_IMAGE_VERSION,
                        .width = (png_uint_32)picture->width,
                        .height = (png_uint_32)picture->height,
                        .format = picture->channels == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB };
    size_t bytes = 0;
    uint8_t *file = to_memory(&image, picture, &bytes);
    errno = 0;
    if (!file || !write_parts(output.out, file, bytes, picture->dpi)) {
        const int reason = errno;
        free(file);
        output_abandon(&output);
        return fail(err, "writing failed: %s", reason ? tr_reason(reason) : image.message);
    }
    free(file);
    return output_close(&output, err);
}
