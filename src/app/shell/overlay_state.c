// The overlay's life, and the ink of each page.
#include "app/shell/overlay.h"

#include <math.h>
#include <stdlib.h>

static const float RADIUS = 90;

Overlay *overlay_create(void)
{
    Overlay *overlay = memory_get(sizeof *overlay);
    *overlay = (Overlay){ .radius = RADIUS, .fades = true, .moved_s = -INFINITY, .begun_s = NAN };
    return overlay;
}

void overlay_forget(Overlay *overlay)
{
    for (size_t i = 0; i < overlay->pages.count; i++) {
        ink_finish(&overlay->pages.items[i].ink);
    }
    array_free(&overlay->pages);
}

void overlay_destroy(Overlay *overlay)
{
    if (overlay) {
        overlay_forget(overlay);
        free(overlay);
    }
}

Ink *overlay_ink(Overlay *overlay)
{
    for (size_t i = 0; i < overlay->pages.count; i++) {
        if (overlay->pages.items[i].page == overlay->page) {
            return &overlay->pages.items[i].ink;
        }
    }
    const OverlayPage page = { .page = overlay->page };
    array_push(&overlay->pages, page);
    return &overlay->pages.items[overlay->pages.count - 1].ink;
}
