// The path at the pointer, on the map and on the surface.
#include "app/landscape/path.h"
#include "app/landscape/racer_look.h"
#include "app/landscape/room_landscape.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"

static void path_reading(LandscapeRoom *room, int run, int step)
{
    const Workspace *w = &room->workspace;
    const int racer = race_racer(w->race, run);
    const TrailRow *row = trail_at(race_trail(w->race, run), step);
    char text[256], loss[32], name[RACER_NAME_MAX];
    scene_racer_name(&w->scene, racer, name, sizeof name);
    text_short(loss, sizeof loss, row->loss, 5);
    text_print(text, sizeof text, tr("%s  step %d  f = %s"), name, step, loss);
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = ui->theme;
    const float width = canvas_text_width(canvas, FONT_SANS, 12, text) + 34;
    const Rect box = card_at_pointer(ui, 14, width, 26);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    canvas_marker(canvas, racer_marker(&w->scene, racer), box.x + 14, box.y + 13, 4.5f,
                  racer_color(&w->scene, racer, t), 0, t->line);
    canvas_text(canvas, box.x + 25, box.y + 17.3f, ALIGN_LEFT, FONT_SANS, 12, t->text, text);
    card_end(ui, below);
}

void landscape_path_hover(LandscapeRoom *room, const Projection *on)
{
    const Ui *ui = &room->shell->ui;
    int step = 0;
    const int run = path_near(&room->workspace, on, ui->mouse_x, ui->mouse_y, &step);
    if (run >= 0) {
        room->lit_run = run;
        path_reading(room, run, step);
    }
}
