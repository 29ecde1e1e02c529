// The page into memory, and from there into the file.
#include "io/vector.h"

#include "base/words.h"

#include "draw/order.h"
#include "io/jpeg.h"
#include "io/output.h"
#include "io/vector_parts.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { JPEG_PIXELS_MIN = 128 * 128, PIXELS_PER_BYTE = 6 };
enum { QUALITY = 92, QUALITY_STEP = 6, QUALITY_MIN = 62 };

static const double PX_PER_PT = 96.0 / 72; // CSS: an inch has 96 px

static cairo_status_t take_bytes(void *closure, const unsigned char *data, unsigned length)
{
    vector_add(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

// ---- the page

// A large image goes into the file as JPEG: a tenth of the bytes, and nothing that can be seen. One
// that is all lines is allowed a little less, so that a figure stays below half a megabyte.
static void add_jpeg(cairo_surface_t *surface, const VectorImage *image)
{
    const int pixels = image->width * image->height;
    size_t bytes = 0;
    uint8_t *jpeg = NULL;
    for (int quality = QUALITY; pixels >= JPEG_PIXELS_MIN && quality >= QUALITY_MIN &&
                                (!jpeg || bytes * PIXELS_PER_BYTE > (size_t)pixels);
         quality -= QUALITY_STEP) {
        free(jpeg);
        jpeg = jpeg_encode(image->width, image->height, image->pixels, quality, &bytes);
    }
    if (!jpeg) {
        return;
    }
    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, jpeg, (unsigned long)bytes, free,
                                    jpeg) != CAIRO_STATUS_SUCCESS) {
        free(jpeg); // then it goes in as it is
    }
}

static bool draw_image(VectorPen *pen, const VectorPage *page, const Shape *shape, Error *err)
{
    VectorImage image = { 0 };
    const Rect r = shape->image.rect;
    if (!rect_overlap(r, pen->clips[shape->clip])) {
        return true;
    }
    if (!page->image(page->self, shape, &image, err)) {
        return false;
    }
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width, image.height);
    const int stride = cairo_image_surface_get_stride(surface);
    unsigned char *to = cairo_image_surface_get_data(surface);
    for (int y = 0; to && y < image.height; y++) {
        for (int x = 0; x < image.width; x++) {
            const uint8_t *from = image.pixels + ((size_t)y * (size_t)image.width + (size_t)x) * 3;
            const uint32_t pixel = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
            memcpy(to + (ptrdiff_t)y * stride + (ptrdiff_t)x * 4, &pixel, sizeof pixel);
        }
    }
    cairo_surface_mark_dirty(surface);
    add_jpeg(surface, &image);
    vector_clip(pen, shape->clip, r);
    vector_flush(pen);
    cairo_save(pen->cr);
    cairo_translate(pen->cr, r.x, r.y);
    cairo_scale(pen->cr, r.w / image.width, r.h / image.height);
    cairo_set_source_surface(pen->cr, surface, 0, 0);
    cairo_paint(pen->cr); // nothing but its own place
    cairo_restore(pen->cr);
    cairo_surface_destroy(surface);
    free(image.pixels);
    return true;
}

static bool draw_page(cairo_t *cr, const VectorPage *page, Error *err)
{
    const Canvas *canvas = page->canvas;
    VectorPen pen = { .cr = cr, .clips = canvas->clips.items };
    VectorFonts *fonts = vector_fonts_create();
    uint32_t *order = memory_get((canvas->shapes.count + 1) * sizeof *order);
    order_shapes(canvas, order);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    if (canvas->clear.a > 0) {
        vector_color(cr, canvas->clear);
        cairo_rectangle(cr, 0, 0, page->width, page->height);
        cairo_fill(cr);
    }
    bool good = true;
    for (size_t i = 0; good && i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[order[i]];
        switch (shape->kind) {
        case SHAPE_IMAGE: good = draw_image(&pen, page, shape, err); break;
        case SHAPE_TEXT:
            vector_text(fonts, &pen, shape, canvas_text_of(canvas, shape), &page->letters);
            break;
        case SHAPE_BOX:
        case SHAPE_POLYGON: vector_shape(&pen, shape); break;
        }
    }
    vector_flush(&pen);
    free(order);
    vector_fonts_destroy(fonts);
    return good;
}

static cairo_surface_t *make_pdf(const VectorPage *page, double width, double height,
                                 VectorBytes *bytes)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(take_bytes, bytes, width, height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, page->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, page->about);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Thalweg");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
    return surface;
}

static cairo_surface_t *make_svg(double width, double height, VectorBytes *bytes)
{
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(take_bytes, bytes, width, height);
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    return surface;
}

// False: cairo could not.
static bool draw_file(VectorKind kind, const VectorPage *page, VectorBytes *file, Error *err)
{
    VectorBytes drawn = { 0 };
    const double width = page->width_pt * (kind == VECTOR_SVG ? PX_PER_PT : 1);
    const double unit = width / page->width, height = page->height * unit;
    cairo_surface_t *surface =
        kind == VECTOR_PDF ? make_pdf(page, width, height, file) : make_svg(width, height, &drawn);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, unit, unit);
    const bool good = draw_page(cr, page, err);
    const cairo_status_t drew = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    const cairo_status_t status =
        drew == CAIRO_STATUS_SUCCESS ? cairo_surface_status(surface) : drew;
    cairo_surface_destroy(surface);
    if (good && status == CAIRO_STATUS_SUCCESS && kind == VECTOR_SVG) {
        vector_complete_svg(&drawn, page, unit, file);
    }
    array_free(&drawn);
    return good &&
           (status == CAIRO_STATUS_SUCCESS ||
            fail(err, "the picture could not be drawn: %s", cairo_status_to_string(status)));
}

bool vector_write(const char *path, VectorKind kind, const VectorPage *page, Error *err)
{
    Output output;
    VectorBytes file = { 0 };
    if (!output_open(&output, path, err)) {
        return false;
    }
    bool done = draw_file(kind, page, &file, err);
    errno = 0;
    if (done && fwrite(file.items, 1, file.count, output.out) != file.count) {
        done = fail(err, "writing failed: %s", tr_reason(errno));
    }
    array_free(&file);
    if (!done) {
        output_abandon(&output);
        return false;
    }
    return output_close(&output, err);
}
