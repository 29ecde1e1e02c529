// Buttons on a plate of their own in the picture's corner, beside the bar of colours. Where that
// leaves no room for a row of them they are smaller, and in as many rows as there have to be.
#include "app/landscape/relief_tools.h"

#include "app/landscape/hiding.h"
#include "app/landscape/scales.h"
#include "app/landscape/workspace_eye.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/plate.h"
#include "ui/popup.h"
#include "ui/widgets.h"

#include <math.h>

enum { BUTTON_W = 28, SMALL_W = 23, BUTTON_H = 26, GAP = 2, AWAY = 10, PAD = 3 };
enum { CAMERAS = 4, TOOLS = CAMERAS + 4 };

// The racers that one can ride with.
typedef struct Riders {
    int count;
    unsigned ids[SCENE_RACERS_MAX];
    char names[SCENE_RACERS_MAX][RACER_NAME_MAX];
} Riders;

static void riders_find(const Workspace *workspace, Riders *riders)
{
    const Scene *scene = &workspace->scene;
    riders->count = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        if (scene->racers[i].on && !workspace_hides(workspace, i)) {
            scene_racer_name(scene, i, riders->names[riders->count], RACER_NAME_MAX);
            riders->ids[riders->count++] = scene->racers[i].id;
        }
    }
}

static const char *rider_name(const void *context, int index)
{
    const Riders *riders = context;
    return riders->names[index];
}

static int columns_of(float width, int button)
{
    return clampi((int)((width - AWAY - 2 * PAD + GAP) / (float)(button + GAP)), 1, TOOLS);
}

Rect relief_tools_place(const LandscapeRoom *room, Rect rect)
{
    const Rect clear = rect_intersect(landscape_clear(room), rect);
    if (room->shell->presenting) {
        return (Rect){ 0 };
    }
    const float width = scales_colors_place(clear).x - clear.x;
    const int button = columns_of(width, BUTTON_W) < TOOLS ? SMALL_W : BUTTON_W;
    const int most = columns_of(width, button), rows = (TOOLS + most - 1) / most;
    const int columns = (TOOLS + rows - 1) / rows;
    return (Rect){ clear.x + AWAY, clear.y + AWAY,
                   (float)(columns * (button + GAP) - GAP + 2 * PAD),
                   (float)(rows * (BUTTON_H + GAP) - GAP + 2 * PAD) };
}

// The plate tells how many stand side by side, and how large.
static Rect place_of(Rect plate, int index)
{
    const int rows = (int)((plate.h - 2 * PAD + GAP) / (BUTTON_H + GAP));
    const int columns = (TOOLS + rows - 1) / rows;
    const float across = (plate.w - 2 * PAD + GAP) / (float)columns;
    return (Rect){ plate.x + PAD + (float)(index % columns) * across,
                   plate.y + PAD + (float)(index / columns * (BUTTON_H + GAP)), across - GAP,
                   BUTTON_H };
}

static bool same_camera(const Orbit *a, const Orbit *b)
{
    return fabs(remainder(a->azimuth - b->azimuth, 360)) < 1e-9 && a->elevation == b->elevation &&
           a->distance == b->distance && a->parallel == b->parallel;
}

static void cameras(LandscapeRoom *room, Rect plate)
{
    static const Icon icons[] = { ICON_CUBE_TOP, ICON_CUBE_FRONT, ICON_CUBE_SIDE, ICON_CUBE };
    static_assert(COUNT(icons) == CAMERAS, "an icon for each");
    Workspace *w = &room->workspace;
    const Orbit now = workspace_eye_camera(w);
    assert(relief_cameras.count == CAMERAS);
    for (int i = 0; i < CAMERAS; i++) {
        const ReliefCamera *camera = (const ReliefCamera *)registry_at(&relief_cameras, (size_t)i);
        char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX];
        text_print(name, sizeof name, "relief.%s", camera->kind.key);
        text_print(tip, sizeof tip, "%s: %s", tr(camera->kind.name), tr(camera->kind.about));
        if (ui_icon_button(&room->shell->ui, name, place_of(plate, i), icons[i],
                           !w->eye.rides && same_camera(&now, &camera->orbit), tip)) {
            workspace_eye_set(w, &camera->orbit);
        }
    }
}

static void ride(LandscapeRoom *room, Rect place)
{
    static const float LIST_WIDTH = 150;
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Riders riders;
    riders_find(w, &riders);
    const Popup popup = {
        "relief.ride", place, LIST_WIDTH, riders.count, rider_name, &riders, NULL
    };
    const bool open = popup_is_open(ui, &popup);
    const bool on = w->eye.rides;
    if (ui_icon_button(ui, popup.name, place, ICON_RIDE, on || open,
                       on ? tr("Riding along with a racer. Click: back to the camera before (Esc)")
                          : tr("Ride along: the eye follows a racer down its path")) &&
        !open) {
        if (on) {
            workspace_eye_hand(w);
        } else if (riders.count) {
            popup_open(ui, &popup, -1);
        } else {
            shell_notice(room->shell, ui->now_s, "%s",
                         tr("No optimizer races: switch one on to ride along with it"));
        }
    }
    int at = ui->popup.at;
    if (open && popup_run(ui, &popup, &at) == POPUP_CHOSEN && at >= 0 && at < riders.count) {
        workspace_eye_ride(w, riders.ids[at]);
    }
    if (open) {
        ui->popup.at = at;
    }
}

static void home(Workspace *w)
{
    workspace_eye_set(w, &relief_camera);
    w->view.home = true;
}

// A surface that turns by itself is motion that can be spared.
static void turntable(LandscapeRoom *room)
{
    const Eye *eye = &room->workspace.eye;
    if (room->shell->still && !eye->turns) {
        shell_notice(room->shell, room->shell->ui.now_s, "%s",
                     tr("Reduced motion is on (menu): drag the surface to turn it"));
    } else {
        workspace_eye_turn(&room->workspace, !eye->turns);
    }
}

void relief_tools(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Rect plate = relief_tools_place(room, rect);
    Orbit camera = workspace_eye_camera(w);
    canvas_clip_push(ui->canvas, rect);
    plate_draw(ui->canvas, ui->theme, plate);
    cameras(room, plate);
    if (ui_icon_button(ui, "relief.perspective", place_of(plate, CAMERAS), ICON_PERSPECTIVE,
                       !camera.parallel,
                       tr("Perspective: what is near is larger. Off: parallel lines stay so. "
                          "Shift+wheel: nearer or farther"))) {
        camera.parallel = !camera.parallel;
        workspace_eye_set(w, &camera);
    }
    if (ui_icon_button(ui, "relief.turn", place_of(plate, CAMERAS + 1), ICON_TURNTABLE,
                       w->eye.turns, tr("Turntable: turns slowly by itself (O)"))) {
        turntable(room);
    }
    ride(room, place_of(plate, CAMERAS + 2));
    if (ui_icon_button(ui, "relief.home", place_of(plate, CAMERAS + 3), ICON_HOME, false,
                       tr("The whole landscape from the usual place again (0). Shift+wheel: nearer "
                          "or farther"))) {
        home(w);
    }
    canvas_clip_pop(ui->canvas);
}

// ---- keys

static void pictures_cycle(Scene *scene)
{
    scene->relief.kind = (ReliefKind)((scene->relief.kind + 1) % RELIEF_COUNT);
}

void relief_keys(LandscapeRoom *room)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Shell *shell = room->shell;
    const bool shown = relief_shown(&w->scene);
    const bool drawer = shell->layout.drawers && (shell->left_open || shell->right_open);
    if (ui_character(ui, 'v', 0)) {
        pictures_cycle(&w->scene);
    } else if (ui_character(ui, 'o', 0)) {
        if (shown) {
            turntable(room);
        } else {
            shell_notice(room->shell, ui->now_s, "%s",
                         tr("The turntable turns the surface: V shows it"));
        }
    } else if (shown && ui_character(ui, '0', 0)) {
        home(w);
    } else if ((w->eye.rides || w->eye.turns) && !drawer && ui_key(ui, KEY_ESCAPE, 0)) {
        workspace_eye_hand(w);
    }
}
