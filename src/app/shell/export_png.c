// Drawn once into a framebuffer of the file's size.
#include "app/shell/export_draw.h"
#include "app/shell/export_ways.h"
#include "gfx/capture.h"
#include "io/png.h"

#include <stdlib.h>

bool export_png(App *app, const ExportPlan *plan, Error *err)
{
    Capture capture;
    if (!capture_init(&capture, plan->width, plan->height, err)) {
        return false;
    }
    const int channels = plan->transparent ? 4 : 3;
    const ExportBefore before = export_enter(app, plan);
    capture_bind(&capture);
    export_draw(app, plan, 1);
    PngPicture picture = { plan->width, plan->height, channels, NULL, plan->dpi };
    uint8_t *pixels = memory_get((size_t)plan->width * (size_t)plan->height * (size_t)channels);
    capture_read_channels(&capture, channels, pixels);
    export_leave(app, &before);
    capture_finish(&capture);
    picture.pixels = pixels;
    const bool done = png_write(plan->path, &picture, err);
    free(pixels);
    return done;
}
