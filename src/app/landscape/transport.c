// The bar of time: a race is computed whole, so that any step of it can be gone to at once.
#include "app/parts/transport.h"
#include "app/landscape/room_landscape.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>

static void scrub_bar(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    const int last = workspace_last_step(w);
    double wanted;
    if (ui_scrub(&room->shell->ui, "transport.scrub", rect, w->play.cursor / last,
                 tr("Drag to any step"), &wanted)) {
        workspace_seek(w, round(wanted * last));
    }
}

// Which button was clicked, and what it does.
static void buttons(LandscapeRoom *room, Transport *bar)
{
    enum { FIRST, BACK, PLAY, FORWARD, LAST, LOOP };
    Workspace *w = &room->workspace;
    const bool playing = w->play.playing;
    // clang-format off
    const TransportButton row[] = {
        [FIRST] = { "transport.first", 30, 6, ICON_FIRST, false, tr("To the start (Home)") },
        [BACK] = { "transport.back", 30, 6, ICON_BACK, false, tr("One step back (Left)") },
        [PLAY] = { "transport.play", 44, 6, playing ? ICON_PAUSE : ICON_PLAY, true,
                   tr(playing ? N_("Pause (Space)") : N_("Play (Space)")) },
        [FORWARD] = { "transport.forward", 30, 6, ICON_FORWARD, false, tr("One step on (Right)") },
        [LAST] = { "transport.last", 30, 6, ICON_LAST, false, tr("To the last step (End)") },
        [LOOP] = { "transport.loop", 30, 16, ICON_LOOP, w->play.loop,
                   tr("Repeat: start again two seconds after the last step") },
    };
    // clang-format on
    switch (transport_buttons(bar, row, COUNT(row))) {
    case FIRST: workspace_seek(w, 0); break;
    case BACK: workspace_seek(w, ceil(w->play.cursor - 1e-9) - 1); break;
    case PLAY: workspace_play_toggle(w); break;
    case FORWARD: workspace_seek(w, workspace_step(w) + 1); break;
    case LAST: workspace_seek(w, workspace_last_step(w)); break;
    case LOOP: w->play.loop = !w->play.loop; break;
    default: break;
    }
}

static void bottom_choice(LandscapeRoom *room, Rect *row)
{
    static const Kind rows[] = { { .key = "chart", .name = N_("Chart") },
                                 { .key = "table", .name = N_("Table") } };
    static const Registry bottoms = { REGISTRY(rows) };
    Ui *ui = &room->shell->ui;
    const float width = row->w > 480 ? ui_kinds_width(ui, &bottoms, false, 112) : 112;
    int bottom = room->table;
    if (ui_kinds(ui, "transport.bottom", cut_right(row, width, 12), &bottoms, false, &bottom,
                 tr("Loss curves, or the numbers of all runs"))) {
        room->table = bottom;
    }
}

void landscape_transport(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    char text[256];
    shell_bottom_ground(room->shell, rect);
    Transport bar = transport_begin(ui, rect);
    buttons(room, &bar);
    ui_kinds(ui, "transport.speed", cut_right(&bar.row, fminf(168, bar.row.w), 12),
             &playback_speeds, false, &w->play.speed,
             tr("Speed: 1× is ten steps a second ([ and ])"));
    transport_knob_row(&bar);
    bottom_choice(room, &bar.row);
    workspace_step_text(w, text, sizeof text);
    transport_text(&bar, text, fmaxf(canvas_text_width(ui->canvas, FONT_MONO, 12, text), 120));
    scrub_bar(room, bar.row);
}
