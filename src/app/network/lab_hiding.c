// By their ids, which no other network of the lab has.
#include "app/network/lab_hiding.h"

#include <math.h>

void labspace_hide(LabSpace *space, unsigned networks)
{
    const LabSpec *spec = &space->wish.spec;
    space->hidden_count = 0;
    for (int i = 0; i < spec->network_count; i++) {
        if (networks >> i & 1) {
            space->hidden[space->hidden_count++] = spec->ids[i];
        }
    }
}

bool labspace_hides(const LabSpace *space, int network)
{
    for (int i = 0; i < space->hidden_count; i++) {
        if (space->hidden[i] == space->wish.spec.ids[network]) {
            return true;
        }
    }
    return false;
}

Color labspace_color_told(const LabSpace *space, int network, const Theme *theme)
{
    return labspace_hides(space, network) ? color_mix(theme->panel, theme->muted, 0.55f)
                                          : labspace_color(space, network, theme);
}

void lab_hidden_part(Canvas *canvas, Rect rect, const Theme *theme)
{
    const float size = clampf(0.4f * fminf(rect.w, rect.h), 11, 64);
    canvas_box(canvas, rect, 4, theme->panel, 1, theme->line);
    canvas_text(canvas, rect.x + rect.w / 2, rect.y + rect.h / 2 + TEXT_MIDDLE * size, ALIGN_CENTER,
                FONT_BOLD, size, theme->muted, "?");
}

void lab_hidden_draw(Canvas *canvas, const LabColumn *column, const Theme *theme)
{
    const Rect head = column->head, whole = column->whole;
    const float top = head.y + head.h;
    lab_hidden_part(canvas, (Rect){ head.x, top, head.w, fmaxf(whole.y + whole.h - top - 8, 1) },
                    theme);
}
