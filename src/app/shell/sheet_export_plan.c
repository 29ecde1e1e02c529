// What the fields of the export sheet hold and the plan that they make.
#include "app/shell/sheet_export_parts.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdlib.h>

ExportPlan export_sheet_plan(const ExportSheet *sheet)
{
    const ExportNumbers *n = &sheet->numbers;
    ExportPlan plan = sheet->plan;
    plan.width = (int)n->width;
    plan.height = (int)n->height;
    plan.dpi = n->dpi;
    // All that there is is so for any scene.
    plan.from = n->from == 0 ? NAN : n->from;
    plan.to = n->to == (double)sheet->last ? NAN : n->to;
    plan.seconds = n->seconds;
    plan.rate = (int)n->rate;
    plan.turned = sheet->surface ? n->turned : 0;
    return plan;
}

static bool shows_surface(const App *app)
{
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    const bool surface = subject->kind == SUBJECT_SCENE && subject->scene.relief.kind != RELIEF_OFF;
    free(subject);
    return surface;
}

void export_sheet_take(ExportSheet *sheet, const App *app, const ExportPlan *plan)
{
    const Room *row = app->room->row;
    sheet->last = row->last_step(app->room->state);
    sheet->beyond = !row->between;
    sheet->surface = shows_surface(app);
    sheet->plan = *plan;
    sheet->numbers = (ExportNumbers){
        .width = plan->width,
        .height = plan->height,
        .dpi = plan->dpi > 0 ? plan->dpi : EXPORT_DPI,
        .from = isnan(plan->from) ? 0 : fmin(plan->from, (double)sheet->last),
        .to = isnan(plan->to) ? (double)sheet->last : plan->to,
        .seconds = plan->seconds,
        .rate = plan->rate,
        .turned = plan->turned,
    };
    if (!sheet->beyond) {
        sheet->numbers.to = fmin(sheet->numbers.to, (double)sheet->last);
    }
}

void export_sheet_kind(ExportSheet *sheet, const App *app, ExportKind kind)
{
    ExportNumbers *n = &sheet->numbers;
    const ExportPlan old = export_plan(app, sheet->plan.kind), new = export_plan(app, kind);
    char ending[FILE_ENDING_MAX];
    text_print(ending, sizeof ending, ".%s", export_rows[kind].kind.key);
    file_place_end_so(&sheet->place, ending);
    if (n->width == old.width && n->height == old.height) {
        n->width = new.width;
        n->height = new.height;
    }
    n->rate = fmin(n->rate, kind == EXPORT_GIF ? EXPORT_RATE_GIF : EXPORT_RATE_MAX);
    sheet->plan.kind = kind;
    sheet->wrong = (Error){ .text = "" };
    sheet->sure = false;
}

void export_sheet_even(ExportSheet *sheet)
{
    if (sheet->plan.kind == EXPORT_MP4) {
        sheet->numbers.width = 2 * ceil(sheet->numbers.width / 2);
        sheet->numbers.height = 2 * ceil(sheet->numbers.height / 2);
    }
}

long export_sheet_pictures(const ExportSheet *sheet)
{
    const bool film = export_rows[sheet->plan.kind].uses & EXPORT_USES_FILM;
    return film ? (long)fmax(round(sheet->numbers.seconds * sheet->numbers.rate), 1) : 1;
}

void export_sheet_time_left(char *out, size_t size, double left_s)
{
    const int seconds = (int)ceil(left_s), minutes = (seconds + 59) / 60;
    if (seconds <= 90) {
        text_print(out, size, tr_n("%d second left", "%d seconds left", seconds), seconds);
    } else {
        text_print(out, size, tr_n("%d minute left", "%d minutes left", minutes), minutes);
    }
}
