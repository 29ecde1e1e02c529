// libjpeg with colours as fine as brightness, so that thin lines keep theirs.
#include "io/jpeg.h"

#include <stdio.h>

#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>

// Only memory can be wrong: sizes and pixels are ours.
static void give_up(j_common_ptr common)
{
    char text[JMSG_LENGTH_MAX];
    common->err->format_message(common, text);
    die("a picture cannot be compressed: %s", text);
}

uint8_t *jpeg_encode(int width, int height, const uint8_t *pixels, int quality, size_t *bytes)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *file = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = give_up;
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &file, &size);
    jpeg.image_width = (JDIMENSION)width;
    jpeg.image_height = (JDIMENSION)height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg.optimize_coding = TRUE;
    for (int i = 0; i < jpeg.num_components; i++) {
        jpeg.comp_info[i].h_samp_factor = jpeg.comp_info[i].v_samp_factor = 1;
    }
    jpeg_start_compress(&jpeg, TRUE);
    unsigned char *row = memory_get((size_t)width * 3);
    while (jpeg.next_scanline < jpeg.image_height) {
        memcpy(row, pixels + (size_t)jpeg.next_scanline * (size_t)width * 3, (size_t)width * 3);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    free(row);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    *bytes = size;
    return file;
}
