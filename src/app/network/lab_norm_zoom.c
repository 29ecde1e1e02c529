// What an enlarged layer's norm holds, below its bars.
#include "app/network/lab_norm_strips.h"
#include "ui/layout.h"

enum { LINE = 16, BARS_LEAST = 90, GAP = 4 };

static unsigned strips_of(const LabShot *shot, int network, int layer, const NormShot **norm)
{
    const bool there = layer < shot->networks[network].layer_count;
    *norm = there ? lab_norm_of(shot, network, layer) : NULL;
    return *norm ? lab_norm_strips(*norm, NORM_STRIPS_BEFORE | NORM_STRIPS_AFTER) : 0;
}

void lab_norm_zoom(Canvas *canvas, const LabSpace *space, int network, int layer, Rect *place,
                   const Theme *theme)
{
    const LabShot *shot = space->shot;
    const NormShot *norm;
    int most = 0; // as high in all networks, so that their bars are
    for (int i = 0; i < shot->network_count; i++) {
        const int count = lab_norm_strip_count(strips_of(shot, i, layer, &norm));
        most = count > most ? count : most;
    }
    const unsigned strips = strips_of(shot, network, layer, &norm);
    const float high = LINE * (float)most;
    if (most == 0 || place->h < high + BARS_LEAST) {
        return;
    }
    Rect below = cut_bottom(place, high, GAP);
    if (strips) {
        below.h = LINE * (float)lab_norm_strip_count(strips);
        lab_norm_draw(canvas, &shot->norms[network], norm, strips, below,
                      labspace_color(space, network, theme), theme);
    }
}
