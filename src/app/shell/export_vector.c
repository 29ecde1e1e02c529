// The canvas as the room draws it, given to io/vector instead of the graphics card, which draws its
// images alone.
#include "app/shell/export_draw.h"
#include "app/shell/export_ways.h"
#include "base/text.h"
#include "gfx/capture.h"
#include "io/subject_text.h"
#include "io/vector.h"

#include <math.h>
#include <stdlib.h>

// Pixels of an image for one of the plan's, where that is not large itself: a figure as wide as a
// page then has 400 an inch and more.
enum { DENSITY = 2, SIDE_DOUBLED = 1600, POINTS_PER_INCH = 72, TITLE_MAX = 200 };

typedef struct Vector {
    App *app;
    const ExportPlan *plan;
    VectorKind kind;
    PaintImage *image;
    void *context;
    bool done;
    Error *err;
} Vector;

static bool draw_image(void *self, const Shape *shape, VectorImage *image, Error *err)
{
    const Vector *vector = self;
    const float scale = vector->app->shell.scale;
    const Rect r = shape->image.rect;
    const int w = (int)lroundf(r.w * scale), h = (int)lroundf(r.h * scale);
    Capture capture;
    if (!capture_init(&capture, w > 1 ? w : 1, h > 1 ? h : 1, err)) {
        return false;
    }
    capture_bind(&capture);
    vector->image(vector->context, shape->image.id, (const int[4]){ 0, 0, w, h }, w, h);
    *image = (VectorImage){ capture.width, capture.height,
                            memory_get((size_t)capture.width * (size_t)capture.height * 3) };
    capture_read(&capture, image->pixels);
    capture_finish(&capture);
    return true;
}

// The text in the largest letters.
static void title_of(const Canvas *canvas, char *title, size_t size)
{
    const Shape *largest = NULL;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->kind == SHAPE_TEXT && (!largest || shape->text.size > largest->text.size)) {
            largest = shape;
        }
    }
    text_print(title, size, "%.*s", largest ? (int)largest->text.length : 0,
               largest ? canvas_text_of(canvas, largest) : "");
}

static void take(void *self, const Canvas *canvas, PaintImage *image, void *context)
{
    Vector *vector = self;
    const Shell *shell = &vector->app->shell;
    const Room *room = vector->app->room->row;
    const double dpi = vector->plan->dpi > 0 ? vector->plan->dpi : EXPORT_DPI;
    char title[TITLE_MAX];
    char *command = memory_get(SUBJECT_TEXT_MAX);
    Subject *subject = memory_get(sizeof *subject);
    room->subject(vector->app->room->state, subject);
    subject_write_command(subject, command, SUBJECT_TEXT_MAX);
    title_of(canvas, title, sizeof title);
    vector->image = image;
    vector->context = context;
    const VectorPage page = {
        .canvas = canvas,
        .width = (float)shell->width_px / shell->scale,
        .height = (float)shell->height_px / shell->scale,
        .width_pt = vector->plan->width / dpi * POINTS_PER_INCH,
        .title = title,
        .about = command,
        .letters = atlas_letters(shell->atlas, shell->scale),
        .image = draw_image,
        .self = vector,
    };
    vector->done = vector_write(vector->plan->path, vector->kind, &page, vector->err);
    free(subject);
    free(command);
}

static bool export_vector(App *app, const ExportPlan *plan, VectorKind kind, Error *err)
{
    Vector vector = { .app = app, .plan = plan, .kind = kind, .err = err };
    const ExportBefore before = export_enter(app, plan);
    app->shell.sink = (ShellSink){ take, &vector };
    export_draw(app, plan, plan->width > SIDE_DOUBLED || plan->height > SIDE_DOUBLED ? 1 : DENSITY);
    export_leave(app, &before);
    return vector.done;
}

bool export_svg(App *app, const ExportPlan *plan, Error *err)
{
    return export_vector(app, plan, VECTOR_SVG, err);
}

bool export_pdf(App *app, const ExportPlan *plan, Error *err)
{
    return export_vector(app, plan, VECTOR_PDF, err);
}
