// What the files of the overlay share: how it is drawn (overlay_draw.c), and the palette of inks
// (overlay_palette.c).
#pragma once

#include "app/shell/overlay.h"

// A rectangle of the window as it is seen, whatever is enlarged below it; and how long there one
// pixel of it is.
Rect overlay_rect(const App *app, Rect seen);
float overlay_unit(const App *app);

// Ink, spotlight, laser, the row of keys.
void overlay_draw(App *app);
void overlay_draw_blank(App *app);
// The rectangle that is asked for, the rest dimmed.
void overlay_draw_asked(App *app, Rect rect);
// A line at the upper edge.
void overlay_draw_hint(App *app, const char *text);
// Whether the pointer is a pen, and not over the palette.
bool overlay_is_pen(const App *app);

// What a button of the palette does.
typedef enum InkAct { INK_ACT_NONE, INK_ACT_UNDO, INK_ACT_CLEAR, INK_ACT_CLOSE } InkAct;
InkAct overlay_palette(App *app);
