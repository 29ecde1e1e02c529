#include "app/network/lab_barred.h"

#include "app/network/lab_views.h"
#include "app/network/labspace_paint.h"
#include "base/utf8.h"
#include "base/words.h"
#include "draw/wrap.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { TEXT = 14, LEAST = 60, HIGHEST = 240, BESIDE_GAP = 10, BESIDE_LEAST = 140 };

bool lab_is_barred(const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    return shot && index < shot->network_count && shot->networks[index].barred[0];
}

static void text_of(const LabSpace *space, int index, char *text, size_t size)
{
    if (labspace_awaits_points(space)) {
        text_print(text, size, "%s", labspace_awaited(space));
    } else {
        text_print(text, size, tr("Not begun: %s"), space->shot->networks[index].barred);
    }
}

static bool shows_points(const LabSpace *space, const LabColumn *column)
{
    return space->picture == LAB_PICTURE_SURFACE && space->shot->features == 2 &&
           column->picture.w >= 1 && column->picture.h >= 1;
}

// Where the layers would be; where too little is left, beside the points, and the whole column
// where there are none or no room beside them.
static Rect place_of(const LabSpace *space, const LabColumn *column)
{
    const Rect head = column->head, whole = column->whole;
    Rect place = { head.x, head.y + head.h, head.w, whole.y + whole.h - head.y - head.h };
    if (shows_points(space, column) && column->layers.h >= LEAST) {
        place = column->layers;
    } else if (shows_points(space, column)) {
        Rect beside = place;
        cut_left(&beside, column->picture.x + column->picture.w - place.x, BESIDE_GAP);
        place = beside.w >= BESIDE_LEAST ? beside : place;
    }
    return place;
}

void lab_barred_draw(Canvas *canvas, const LabSpace *space, Rect place, int index,
                     const Theme *theme)
{
    char text[2 * ERROR_TEXT_MAX];
    text_of(space, index, text, sizeof text);
    place.h = fmaxf(fminf(place.h, HIGHEST), 1);
    wrap_text(canvas, place, ALIGN_LEFT, FONT_SANS, TEXT, theme->text, text);
}

void lab_barred_column(Canvas *canvas, const LabSpace *space, const LabColumn *column, int index,
                       const Theme *theme)
{
    if (shows_points(space, column)) {
        canvas_box(canvas, column->picture, 0, theme->panel, 1, theme->line);
        lab_points_draw(canvas, space, column->picture, theme);
    }
    lab_barred_draw(canvas, space, place_of(space, column), index, theme);
}

void lab_barred_hands(NetworkRoom *room, const LabColumn *column, int index)
{
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX], text[2 * ERROR_TEXT_MAX];
    text_of(&room->lab, index, text, sizeof text);
    snprintf(name, sizeof name, "lab.barred.%d.ground", index);
    ui_press(ui, name, place_of(&room->lab, column), false);
    ui_tip(ui, text);
    if (shows_points(&room->lab, column)) {
        lab_surface_hands(room, index, column->picture);
    }
}
