// Other readers of our files.
#include "picture_file.h"

#include "base/array.h"

#include <criterion/criterion.h>
#include <png.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Pixels pixels_png(const char *path)
{
    png_image image = { .version = PNG_IMAGE_VERSION };
    cr_assert(png_image_begin_read_from_file(&image, path), "%s: %s", path, image.message);
    image.format = PNG_FORMAT_RGBA;
    Pixels pixels = { (int)image.width, (int)image.height, memory_get(PNG_IMAGE_SIZE(image)) };
    cr_assert(png_image_finish_read(&image, NULL, pixels.rgba, 0, NULL), "%s", image.message);
    return pixels;
}

static Pixels read_ppm(const char *path)
{
    Pixels pixels = { 0 };
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fscanf(file, "P6 %d %d 255", &pixels.width, &pixels.height), 2);
    cr_assert_eq(fgetc(file), '\n');
    const size_t count = (size_t)pixels.width * (size_t)pixels.height;
    pixels.rgba = memory_get(4 * count);
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(fread(pixels.rgba + 4 * i, 1, 3, file), 3);
        pixels.rgba[4 * i + 3] = 255;
    }
    fclose(file);
    unlink(path);
    return pixels;
}

Pixels pixels_pdf(const char *path)
{
    free(output_of("pdftoppm -r 96 -singlefile '%s' page", path));
    return read_ppm("page.ppm");
}

Pixels pixels_svg(const char *path)
{
    char command[400];
    snprintf(command, sizeof command, "ffmpeg -v quiet -y -i '%s' -frames:v 1 page.ppm", path);
    return system(command) == 0 && file_bytes("page.ppm") > 0 ? read_ppm("page.ppm")
                                                              : (Pixels){ 0 };
}

// The mean of a channel about each pixel, from sums over all pixels above and to the left.
static double *blurred(const Pixels *pixels, int channel, int radius)
{
    const int w = pixels->width, h = pixels->height;
    double *sums = memory_get(sizeof *sums * (size_t)(w + 1) * (size_t)(h + 1));
    double *out = memory_get(sizeof *out * (size_t)w * (size_t)h);
    memset(sums, 0, sizeof *sums * (size_t)(w + 1));
#define SUM(x, y) sums[(size_t)(y) * (size_t)(w + 1) + (size_t)(x)]
    for (int y = 0; y < h; y++) {
        SUM(0, y + 1) = 0;
        for (int x = 0; x < w; x++) {
            SUM(x + 1, y + 1) =
                pixels_at(pixels, x, y)[channel] + SUM(x, y + 1) + SUM(x + 1, y) - SUM(x, y);
        }
    }
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            const int x0 = x > radius ? x - radius : 0, x1 = x + radius < w ? x + radius + 1 : w;
            const int y0 = y > radius ? y - radius : 0, y1 = y + radius < h ? y + radius + 1 : h;
            out[(size_t)y * (size_t)w + (size_t)x] =
                (SUM(x1, y1) - SUM(x0, y1) - SUM(x1, y0) + SUM(x0, y0)) / ((x1 - x0) * (y1 - y0));
        }
    }
#undef SUM
    free(sums);
    return out;
}

Unlike pixels_unlike(const Pixels *a, const Pixels *b, int radius, int much)
{
    Unlike unlike = { 0, 0 };
    cr_assert(a->width == b->width && a->height == b->height, "%d x %d and %d x %d", a->width,
              a->height, b->width, b->height);
    const size_t count = (size_t)a->width * (size_t)a->height;
    for (int channel = 0; channel < 3; channel++) {
        double *left = blurred(a, channel, radius), *right = blurred(b, channel, radius);
        for (size_t i = 0; i < count; i++) {
            const double away = left[i] > right[i] ? left[i] - right[i] : right[i] - left[i];
            unlike.mean += away / (3 * (double)count);
            unlike.much += away > much ? 1000 / (3 * (double)count) : 0;
        }
        free(left);
        free(right);
    }
    return unlike;
}

char *output_of(const char *format, ...)
{
    char command[600];
    Array(char) text = { 0 };
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    FILE *pipe = popen(command, "r");
    cr_assert_not_null(pipe);
    for (int c; (c = fgetc(pipe)) != EOF;) {
        array_push(&text, (char)c);
    }
    array_push(&text, '\0');
    cr_assert_eq(pclose(pipe), 0, "%s", command);
    return text.items;
}

long file_bytes(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 ? (long)is.st_size : -1;
}
