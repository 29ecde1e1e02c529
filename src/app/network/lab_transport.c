// Time: play, one step, one epoch, the beginning; the bar goes back to any earlier moment; which
// curves the chart shows.
#include "app/network/lab_curves.h"
#include "app/network/lab_views.h"
#include "app/parts/transport.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { CURVES = 396, SPEED = 136 }; // wide enough that the names stand apart; for the longest
enum { ROOM_FOR_MORE = 320, ROOM_FOR_RATE = 420, ROOM_FOR_BAR = 60 };

void lab_speed_step(LabSpace *space, int by)
{
    labspace_set_speed(space, clampi(labspace_speed(space) + by, 0, LAB_SPEED_COUNT - 1));
}

static void scrub_bar(NetworkRoom *room, Rect rect)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    const long end = shot && shot->end > 0 ? shot->end : 1;
    // While it is dragged the knob follows the hand, not the networks.
    const bool dragged = room->shell->ui.active == ui_id("lab.scrub");
    const long shown = dragged ? space->wish.seek : shot ? shot->step : 0;
    double wanted;
    if (ui_scrub(&room->shell->ui, "lab.scrub", rect, (double)shown / (double)end,
                 tr("Any earlier moment of the training: drag to go back, then go on from there, "
                    "with other settings if you like"),
                 &wanted)) {
        const long step = lround(wanted * (double)end);
        if (!dragged || step != space->wish.seek) {
            labspace_seek(space, step);
        }
    }
}

// Whose epoch is told: the selected network's, or, when that is not where the lab stands, another's
// that is. -1: none is.
static int clock_of(const LabSpace *space, const LabShot *shot)
{
    if (space->selected < shot->network_count &&
        shot->networks[space->selected].step == shot->step) {
        return space->selected;
    }
    for (int i = 0; i < shot->network_count; i++) {
        if (shot->networks[i].step == shot->step) {
            return i;
        }
    }
    return -1;
}

// The one that is furthest behind and still to come; -1: none is.
static int behind_of(const LabShot *shot)
{
    int last = -1;
    for (int i = 0; i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        if (!net->stopped && net->step < shot->step &&
            (last < 0 || net->step < shot->networks[last].step)) {
            last = i;
        }
    }
    return last;
}

static bool one_epoch_for_all(const LabShot *shot)
{
    bool one = true;
    for (int i = 1; i < shot->network_count; i++) {
        one = one && shot->networks[i].epoch_steps == shot->networks[0].epoch_steps;
    }
    return one;
}

// Roughly: what is said of a minute shall not change with every look, and of the last second it is
// no use to say five.
void lab_time_left(char *text, size_t size, double seconds)
{
    const bool minutes = seconds >= 100;
    const double nearest = seconds > 10 ? 5 : 1;
    text_print(text, size, tr(minutes ? N_("about %.0f min to go") : N_("about %.0f s to go")),
               minutes ? seconds / 60 : ceil(seconds / nearest) * nearest);
}

// What else there is to say than where it stands; of its speed only where there is plenty of room.
static void state_more(const LabSpace *space, float room, char *text, size_t size)
{
    const LabShot *shot = space->shot;
    const int behind = behind_of(shot);
    char step[32];
    text[0] = '\0';
    if (space->wish.restarts != space->opened && space->wish.seek > 0) { // a file's step
        text_grouped(step, sizeof step, space->wish.seek);
        text_print(text, size, tr("opened, trains to step %s"), step);
    } else if (shot->busy && shot->bound > shot->step) {
        text_grouped(step, sizeof step, shot->bound);
        text_print(text, size, tr("trains to step %s"), step);
    } else if (behind >= 0) {
        text_grouped(step, sizeof step, shot->networks[behind].step);
        text_print(text, size, tr("%s at step %s"), labspace_letter(behind), step);
    } else if (labspace_at_end(space)) {
        text_print(text, size, "%s", tr("end, Space goes on"));
    } else if (shot->left_s > 0) {
        lab_time_left(text, size, shot->left_s);
    } else if (shot->samples_per_s > 0 && room > ROOM_FOR_RATE) {
        const bool many = shot->samples_per_s >= 1000;
        text_print(text, size, many ? tr("%.0f k samples/s") : tr("%.0f samples/s"),
                   shot->samples_per_s / (many ? 1000 : 1));
    }
}

// Where the lab stands: epoch and step of one and the same network.
static void state_text(const LabSpace *space, float room, char *text, size_t size)
{
    const LabShot *shot = space->shot;
    const int net = shot ? clock_of(space, shot) : -1;
    char step[32], rest[64], at[96];
    if (net < 0) {
        text_print(text, size, "%s", tr("preparing"));
        return;
    }
    text_grouped(step, sizeof step, shot->step);
    state_more(space, room, rest, sizeof rest);
    const bool whose = !one_epoch_for_all(shot);
    const bool more = rest[0] && room > ROOM_FOR_MORE;
    text_print(at, sizeof at, tr("epoch %ld · step %s"), shot->networks[net].epoch, step);
    text_print(text, size, "%s%s%s%s%s", whose ? labspace_letter(net) : "", whose ? ": " : "", at,
               more ? " · " : "", more ? rest : "");
}

static TransportButton play_row(const LabSpace *space)
{
    const bool playing = space->wish.playing;
    return (TransportButton){ "lab.play",
                              44,
                              6,
                              playing ? ICON_PAUSE : ICON_PLAY,
                              true,
                              tr(playing                  ? N_("Pause (Space)")
                                 : labspace_at_end(space) ? N_("Go on beyond the end (Space)")
                                                          : N_("Train (Space)")) };
}

// All that there is while presenting.
static void play_button(NetworkRoom *room, Transport *bar)
{
    LabSpace *space = &room->lab;
    const TransportButton play = play_row(space);
    if (transport_buttons(bar, &play, 1) == 0) {
        labspace_play(space, !space->wish.playing);
    }
}

// Which button was clicked, and what it does.
static void buttons(NetworkRoom *room, Transport *bar)
{
    enum { FIRST, BACK, PLAY, FORWARD, EPOCH, SEED };
    LabSpace *space = &room->lab;
    const long step = space->shot ? space->shot->step : 0;
    // clang-format off
    const TransportButton row[] = {
        [FIRST] = { "lab.first", 30, 6, ICON_FIRST, false,
                    tr("Back to step 0; what was trained stays (Home)") },
        [BACK] = { "lab.back", 30, 6, ICON_BACK, false, tr("One step back (Left)") },
        [PLAY] = play_row(space),
        [FORWARD] = { "lab.forward", 30, 6, ICON_FORWARD, false, tr("One step (Right)") },
        [EPOCH] = { "lab.epoch", 30, 6, ICON_LAST, false, tr("One epoch (Page Down)") },
        [SEED] = { "lab.seed", 30, 12, ICON_DICE, false,
                   tr("New seed: other weights, other data, other batches (R)") },
    };
    // clang-format on
    switch (transport_buttons(bar, row, COUNT(row))) {
    case FIRST: labspace_seek(space, 0); break;
    case BACK: labspace_seek(space, step - 1); break;
    case PLAY: labspace_play(space, !space->wish.playing); break;
    case FORWARD: labspace_seek(space, step + 1); break;
    case EPOCH: labspace_epoch(space, 1); break;
    case SEED: labspace_new_seed(space); break;
    default: break;
    }
}

static void speed_choice(NetworkRoom *room, Rect *row)
{
    LabSpace *space = &room->lab;
    int speed = labspace_speed(space);
    const bool fits = row->w > SPEED + 12 + 112 + 62 + 12; // else the keys must do
    const float width = row->w > 2 * CURVES
                            ? ui_kinds_width(&room->shell->ui, &lab_speed_kinds, true, SPEED)
                            : SPEED;
    if (fits &&
        ui_choice(&room->shell->ui, "lab.speed", cut_left(row, width, 12), LAB_SPEED_COUNT,
                  registry_name, &lab_speed_kinds, &speed, NULL,
                  tr("How fast the networks train ([ and ]: the one before or after): their epochs "
                     "in 15 seconds, so that it can be watched; or so many steps a second"))) {
        labspace_set_speed(space, speed);
    }
}

// One beside the other, or a list where there is less room.
static void chart_choice(NetworkRoom *room, Rect *row, bool two_rows)
{
    int chart = room->lab.chart;
    const bool list = row->w < (two_rows ? CURVES : CURVES + 12 + ROOM_FOR_MORE + ROOM_FOR_BAR);
    const Rect place = cut_right(row, list ? fminf(112, row->w) : CURVES, 12);
    if (ui_kinds(&room->shell->ui, "lab.curves", place, &lab_chart_kinds, list, &chart,
                 tr("Which curves the chart shows"))) {
        room->lab.chart = (LabChart)chart;
    }
}

void lab_transport(NetworkRoom *room, Rect rect, const char *const panels[2])
{
    char text[96];
    shell_bottom_ground(room->shell, rect);
    Transport bar = transport_begin(&room->shell->ui, rect);
    if (room->shell->presenting) {
        play_button(room, &bar);
        shell_present_buttons(room->shell, &bar.row, panels);
        if (room->shell->present_chart) {
            chart_choice(room, &bar.row, true);
        }
    } else {
        buttons(room, &bar);
        speed_choice(room, &bar.row);
        chart_choice(room, &bar.row, bar.two_rows);
        transport_knob_row(&bar);
    }
    state_text(&room->lab, bar.row.w, text, sizeof text);
    // As wide as it will get, so that the bar does not move with the digits.
    transport_text(&bar, text,
                   fmaxf(canvas_text_width(&room->shell->canvas, FONT_MONO, 12, text) + 1,
                         bar.row.w > ROOM_FOR_RATE ? 300 : 170));
    if (room->shell->presenting) { // the knob reaches beyond its bar
        cut_left(&bar.row, 10, 0);
        cut_right(&bar.row, 10, 0);
    }
    if (bar.row.w > 24) {
        scrub_bar(room, bar.row);
    }
}
