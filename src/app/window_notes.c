// It is drawn at most once a second and when the step changes, so that it costs the first window
// nothing.
#include "app/window_notes.h"

#include "app/shell/frame.h"
#include "app/shell/overlay.h"
#include "base/words.h"
#include "gfx/paint.h"

#include <string.h>
#include <time.h>

enum { WIDTH = 760, HEIGHT = 560 };

void window_notes_event(WindowNotes *notes, App *app, const InputEvent *event, double now_s)
{
    switch (event->kind) {
    case INPUT_QUIT: app->overlay->notes = false; break;
    case INPUT_RESIZE: notes->stale = true; break;
    case INPUT_KEY: app_event(app, event, now_s); break;
    default: break;
    }
}

static void draw(WindowNotes *notes, App *app, Window *window, const NotesState *state)
{
    Shell *shell = &app->shell;
    int width_px, height_px;
    window_beside_size(window, &width_px, &height_px);
    window_beside_begin(window);
    canvas_begin(&notes->canvas, atlas_metrics(shell->atlas, state->scale), state->width,
                 state->height, themes[shell->theme].background);
    notes_draw(app, &notes->canvas, state);
    paint_canvas(shell->paint, &notes->canvas, state->scale, width_px, height_px, NULL, NULL);
    window_beside_end(window);
    notes->shown = *state;
    notes->stale = false;
}

static NotesState state_of(App *app, const Window *window, double now_s)
{
    NotesState state = notes_state(app, now_s);
    int width_px, height_px;
    const time_t now = time(NULL);
    struct tm local = { .tm_mday = 1 };
    window_beside_size(window, &width_px, &height_px);
    state.scale = window_beside_scale(window);
    state.width = (float)width_px / state.scale;
    state.height = (float)height_px / state.scale;
    localtime_r(&now, &local);
    strftime(state.clock, sizeof state.clock, "%H:%M", &local);
    return state;
}

// On a screen of their own they are seen; on the only one they lie behind what is presented.
static void tell_where(App *app, const Window *window, double now_s)
{
    if (!window_beside_has_screen(window)) {
        shell_notice(&app->shell, now_s, "%s",
                     tr("The notes are in a window behind this one: Alt+Tab goes there, N closes "
                        "them"));
    }
}

void window_notes_follow(WindowNotes *notes, App *app, Window *window, double now_s)
{
    Error err = { .text = "" };
    const bool wanted = app->overlay->notes && app->shell.presenting;
    if (!wanted) {
        window_beside_close(window);
        return;
    }
    if (!window_beside_is_open(window)) {
        const WindowOptions options = { .title = tr("Thalweg: notes"),
                                        .width = WIDTH,
                                        .height = HEIGHT };
        if (!window_beside_open(window, &options, &err)) {
            app->overlay->notes = false;
            shell_notice(&app->shell, now_s, "%s", err.text);
            return;
        }
        notes->stale = true;
        tell_where(app, window, now_s);
    }
    const NotesState state = state_of(app, window, now_s);
    if (notes->stale || memcmp(&state, &notes->shown, sizeof state) != 0) {
        draw(notes, app, window, &state);
    }
}

void window_notes_finish(WindowNotes *notes)
{
    canvas_finish(&notes->canvas);
}
