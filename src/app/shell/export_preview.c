// Drawn with letters as large as the window's and made smaller by averaging: a picture that is laid
// out as the export is.
#include "app/shell/export_preview.h"

#include "app/shell/export_draw.h"
#include "base/words.h"
#include "gfx/capture.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double REST_S = 0.12; // after the last change
enum { CHECKER = 6, SIDE_MOST = 1024 };

// The same look: what else a plan has does not show in a small picture.
static bool same(const ExportPlan *a, const ExportPlan *b)
{
    return a->what == b->what && a->width == b->width && a->height == b->height &&
           a->scale == b->scale && a->transparent == b->transparent && a->theme == b->theme;
}

// The plan at letters no larger than on screen.
static ExportPlan smaller(const ExportPlan *plan)
{
    ExportPlan small = *plan;
    const double scale = (double)export_scale(plan), wanted = fmin(scale, 1);
    small.scale = wanted;
    small.width = (int)lround(plan->width * wanted / scale);
    small.height = (int)lround(plan->height * wanted / scale);
    small.width = clampi(small.width, 1, EXPORT_SIDE_MAX);
    small.height = clampi(small.height, 1, EXPORT_SIDE_MAX);
    return small;
}

// The light and dark squares that are seen through what is transparent.
static int through(int x, int y)
{
    return (x / CHECKER + y / CHECKER) % 2 == 0 ? 210 : 170;
}

// The mean of the pixels that fall into one of the smaller picture.
static void put_mean(const uint8_t *from, const ExportPlan *of, int to_w, int to_h, int x, int y,
                     uint8_t rgba[4])
{
    const int x0 = (int)((int64_t)x * of->width / to_w), y0 = (int)((int64_t)y * of->height / to_h);
    const int x1 = (int)fmax((int64_t)(x + 1) * of->width / to_w, x0 + 1);
    const int y1 = (int)fmax((int64_t)(y + 1) * of->height / to_h, y0 + 1);
    double sum[4] = { 0 };
    for (int row = y0; row < y1; row++) {
        for (int column = x0; column < x1; column++) {
            const uint8_t *p = from + ((size_t)row * (size_t)of->width + (size_t)column) * 4;
            for (int c = 0; c < 3; c++) {
                sum[c] += p[c] * p[3] / 255.0;
            }
            sum[3] += p[3];
        }
    }
    const double count = (double)(x1 - x0) * (y1 - y0), clear = 1 - sum[3] / count / 255;
    for (int c = 0; c < 3; c++) {
        rgba[c] = (uint8_t)lround(fmin(sum[c] / count + clear * through(x, y), 255));
    }
    rgba[3] = 255;
}

static void upload(ExportPreview *preview, Shell *shell, const ExportPlan *of, const uint8_t *from)
{
    uint8_t *small = memory_get((size_t)preview->width * (size_t)preview->height * 4);
    for (int y = 0; y < preview->height; y++) {
        for (int x = 0; x < preview->width; x++) {
            put_mean(from, of, preview->width, preview->height, x, y,
                     small + ((size_t)y * (size_t)preview->width + (size_t)x) * 4);
        }
    }
    shell_image(shell, preview->width, preview->height, small);
    free(small);
}

static void draw(ExportPreview *preview, App *app, const ExportPlan *plan)
{
    const ExportPlan small = smaller(plan);
    const ExportBefore before = export_enter(app, &small);
    Capture capture;
    preview->there = capture_init(&capture, small.width, small.height, &preview->wrong);
    if (preview->there) {
        uint8_t *pixels = memory_get((size_t)small.width * (size_t)small.height * 4);
        capture_bind(&capture);
        export_draw(app, &small, 1);
        capture_read_channels(&capture, 4, pixels);
        capture_finish(&capture);
        upload(preview, &app->shell, &small, pixels);
        free(pixels);
    }
    export_leave(app, &before);
}

bool export_preview_advance(ExportPreview *preview, App *app, const ExportPlan *plan, float w,
                            float h, double now_s)
{
    const double scale = (double)app->shell.scale;
    const double fit = fmin(w * scale / plan->width, h * scale / plan->height);
    const int width = clampi((int)lround(plan->width * fit), 1, SIDE_MOST);
    const int height = clampi((int)lround(plan->height * fit), 1, SIDE_MOST);
    if (!same(plan, &preview->plan) || width != preview->width || height != preview->height) {
        preview->due_s = preview->there ? now_s + REST_S : now_s; // the first one at once
        preview->wanted = true;
        preview->plan = *plan;
        preview->plan.path[0] = '\0';
        preview->width = width;
        preview->height = height;
    }
    if (preview->wanted && now_s >= preview->due_s) {
        preview->wanted = false;
        draw(preview, app, plan);
    }
    return preview->wanted;
}

Rect export_preview_draw(const ExportPreview *preview, Shell *shell, Rect rect)
{
    Ui *ui = &shell->ui;
    const float w = (float)preview->width / shell->scale, h = (float)preview->height / shell->scale;
    const Rect place = { roundf(rect.x + (rect.w - w) / 2), rect.y, w, h };
    if (preview->there) {
        canvas_image(&shell->canvas, place, SHELL_IMAGE);
        canvas_box(&shell->canvas, rect_inset(place, -1), 0, (Color){ 0 }, 1, ui->theme->line);
    } else if (preview->wrong.text[0]) {
        ui_lines(ui, rect, ALIGN_CENTER, FONT_SANS, 12, 16, ui->theme->muted, preview->wrong.text);
    }
    return place;
}
