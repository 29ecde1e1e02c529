// libpng's simplified interface: it returns its errors instead of jumping.
#include "io/png.h"
#include "io/output.h"

#include <errno.h>
#include <png.h>
#include <string.h>

bool png_write(const char *path, int width, int height, const uint8_t *pixels, Error *err)
{
    assert(path && width > 0 && height > 0);
    Output output;
    if (!output_open(&output, path, err)) {
        return false;
    }
    png_image image = { .version = PNG_IMAGE_VERSION,
                        .width = (png_uint_32)width,
                        .height = (png_uint_32)height,
                        .format = PNG_FORMAT_RGB };
    errno = 0; // libpng only says "Write Error"
    if (!png_image_write_to_stdio(&image, output.out, 0, pixels, 3 * width, NULL)) {
        const int reason = errno;
        output_abandon(&output);
        return fail(err, "writing failed: %s", reason ? strerror(reason) : image.message);
    }
    return output_close(&output, err);
}
