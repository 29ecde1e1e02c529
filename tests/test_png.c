// What is written is read back with libpng itself.
#include "io/png.h"

#include <criterion/criterion.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/thalweg-png-XXXXXX";

static void enter_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void remove_folder(void)
{
    cr_expect_eq(chdir("/"), 0);
    cr_expect_eq(rmdir(folder), 0, "every test leaves its folder empty");
}

TestSuite(png, .init = enter_folder, .fini = remove_folder);

// Every size with every pixel different from its neighbours, so that swapped rows, columns or
// channels would show.
Test(png, reads_back_the_same_pixels)
{
    static const int sizes[][2] = { { 1, 1 }, { 3, 2 }, { 2, 3 }, { 257, 5 }, { 640, 401 } };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        const int width = sizes[i][0], height = sizes[i][1];
        const size_t bytes = 3 * (size_t)width * (size_t)height;
        uint8_t *pixels = memory_get(bytes), *back = memory_get(bytes);
        for (size_t k = 0; k < bytes; k++) {
            pixels[k] = (uint8_t)(k * 2654435761u >> 13);
        }
        Error err = { .at = -1 };
        cr_expect(png_write("a.png", &(PngPicture){ width, height, 3, pixels, 0 }, &err), "%s",
                  err.text);
        png_image image = { .version = PNG_IMAGE_VERSION };
        cr_assert(png_image_begin_read_from_file(&image, "a.png"), "%s", image.message);
        cr_expect_eq((int)image.width, width);
        cr_expect_eq((int)image.height, height);
        image.format = PNG_FORMAT_RGB;
        cr_assert(png_image_finish_read(&image, NULL, back, 0, NULL), "%s", image.message);
        cr_expect_eq(memcmp(pixels, back, bytes), 0, "%d x %d", width, height);
        free(pixels);
        free(back);
    }
    unlink("a.png");
}

Test(png, says_when_the_path_is_at_fault_and_leaves_nothing)
{
    const uint8_t pixel[3] = { 1, 2, 3 };
    Error err = { .at = -1 };
    cr_expect_not(png_write("no/a.png", &(PngPicture){ 1, 1, 3, pixel, 0 }, &err));
    cr_expect_str_eq(err.text, "cannot write 'no/a.png': there is no folder 'no'");
    cr_expect_eq(err.at, 0);
}

Test(png, says_when_the_disk_is_full)
{
    uint8_t *pixels = memory_get(3 * 200 * 200);
    for (int i = 0; i < 3 * 200 * 200; i++) {
        pixels[i] = (uint8_t)(i * 2654435761u >> 13);
    }
    for (int size = 1; size <= 200; size += 199) { // met at the end, or in the middle
        Error err = { .at = 0 };
        cr_expect_not(png_write("/dev/full", &(PngPicture){ size, size, 3, pixels, 0 }, &err));
        cr_expect_eq(err.at, -1, "not the path's fault");
        cr_expect_str_eq(err.text, "writing failed: No space left on device");
    }
    free(pixels);
}
