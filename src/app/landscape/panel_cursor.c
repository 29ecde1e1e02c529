// What is below the pointer: the last section of the left panel.
#include "app/landscape/room_landscape.h"
#include "base/text.h"
#include "base/words.h"
#include "sim/plane/hessian.h"
#include "ui/hiding.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

// The letters of a long value are a little smaller, or it would be cut.
static void value_row(LandscapeRoom *room, Column *column, const char *label, const char *text)
{
    Rect row = column_row(column, 18, 1);
    const Rect name =
        cut_left(&row, canvas_text_width(&room->shell->canvas, FONT_SANS, 12, tr(label)), 6);
    const float width = canvas_text_width(&room->shell->canvas, FONT_MONO, 12, text);
    const float size = 12 * fminf(1, row.w / fmaxf(width + 1, 1));
    ui_label(&room->shell->ui, name, ALIGN_LEFT, FONT_SANS, 12, room->shell->ui.theme->muted,
             tr(label));
    ui_label(&room->shell->ui, row, ALIGN_RIGHT, FONT_MONO, size, room->shell->ui.theme->text,
             text);
}

// A value with so many digits, at least, that one a `grain` larger has others.
static void text_grained(char *out, size_t size, double value, double grain, int least)
{
    const double digits = grain > 0 ? floor(log10(fabs(value) / grain)) + 1 : least;
    // NAN where there is no value.
    text_short(out, size, value, isnan(digits) ? least : (int)clamp(digits, least, 16));
}

enum { CURSOR_LINE = 96 };

// What the Hessian says, where there is one: its eigenvalues, condition and kind.
static void hessian_texts(const double h[3], char values[CURSOR_LINE], char kind[CURSOR_LINE])
{
    char a[32], b[32];
    double e[2];
    hessian_eigenvalues(h[0], h[1], h[2], e);
    text_short(a, sizeof a, e[0], 4);
    text_short(b, sizeof b, e[1], 4);
    snprintf(values, CURSOR_LINE, "%s, %s", a, b);
    const double condition = hessian_condition(h[0], h[1], h[2]);
    text_short(a, sizeof a, condition, 4);
    snprintf(kind, CURSOR_LINE, "%s, %s", isfinite(condition) ? a : "∞",
             tr(hessian_curvature(h[0], h[1], h[2])));
}

void landscape_cursor(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    char text[5][CURSOR_LINE], a[32], b[32];
    for (size_t i = 0; i < COUNT(text); i++) {
        text_print(text[i], sizeof text[i], "%s", tr("–"));
    }
    if (room->hover_plane) {
        const Objective *objective = workspace_objective(w);
        const bool curved = objective->type->has_hessian;
        double f, g[2], h[3];
        objective_eval(objective, w->scratch,
                       &(ObjectiveBlock){ 1, 1, room->hover, &f, g, curved ? h : NULL });
        text_grained(a, sizeof a, room->hover[0], w->view.unit, 5);
        text_grained(b, sizeof b, room->hover[1], w->view.unit, 5);
        snprintf(text[0], sizeof text[0], "%s, %s", a, b);
        text_grained(text[1], sizeof text[1], f, hypot(g[0], g[1]) * w->view.unit, 6);
        text_short(a, sizeof a, g[0], 4);
        text_short(b, sizeof b, g[1], 4);
        snprintf(text[2], sizeof text[2], "(%s, %s)", a, b);
        if (curved) {
            hessian_texts(h, text[3], text[4]);
        }
    }
    ui_section(&room->shell->ui, column, "section.cursor", 2, tr("AT THE CURSOR"));
    static const char *const labels[] = { N_("x, y"), N_("f(x, y)"), N_("∇f"), N_("Hessian λ"),
                                          N_("Condition κ") };
    for (size_t i = 0; i < COUNT(labels); i++) {
        value_row(room, column, labels[i], text[i]);
    }
}
