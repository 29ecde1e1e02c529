// The hands on the surface: turn it, move it, come nearer, drag the start; and the keyboard.
#include "app/landscape/picture.h"
#include "app/landscape/relief_tools.h"
#include "app/landscape/workspace_eye.h"
#include "app/landscape/workspace_relief.h"

#include <math.h>
#include <string.h>

static const double ZOOM_PER_NOTCH = 1.2, DEGREES_PER_PX = 0.4;
static const double GRAZING = 0.02; // a ray that goes down less than that holds no place
static const double ZOOM_S = 0.25;  // so soon the next notch belongs to the same zoom

static Place place_of(const Workspace *w, const double at[2])
{
    Place place = { .x = at[0], .y = at[1] };
    relief_heights(&w->relief, 1, &at[0], &at[1], &place.f);
    return place;
}

// Where the ray of a pixel comes down to a height.
static bool ray_at(const Lens *lens, double x_px, double y_px, double z, double scene[3])
{
    double from[3], along[3];
    lens_ray(lens, x_px, y_px, from, along);
    const double s = (z - from[2]) / along[2];
    for (int i = 0; i < 3; i++) {
        scene[i] = from[i] + s * along[i];
    }
    return along[2] < -GRAZING && s > 0;
}

// Moves the view so that a place, if it were z high, would lie below a pixel. False: it cannot.
static bool bring(Workspace *w, Rect rect, Place held, double z, double x_px, double y_px)
{
    double at[3], wanted[3];
    workspace_relief(w, rect);
    relief_place(&w->relief, held, at);
    if (!ray_at(&w->relief.lens, x_px, y_px, z, wanted)) {
        return false;
    }
    view_pan(&w->view, (float)(wanted[0] - at[0]), (float)(at[1] - wanted[1]));
    return true;
}

static double z_of(const Workspace *w, Place at)
{
    return isnan(at.f) ? 0 : relief_z(&w->relief, at.f);
}

// Along the screen's axes, where there is nothing that could be held.
static void pan_by(Workspace *w, Rect rect, double dx_px, double dy_px)
{
    workspace_relief(w, rect);
    const Lens *lens = &w->relief.lens;
    const double dx = dx_px * lens->orbit.distance, dy = dy_px * lens->orbit.distance;
    const double *right = lens->right; // the way ahead lies square to it
    view_pan(&w->view, (float)(right[0] * dx + right[1] * dy),
             (float)(right[0] * dy - right[1] * dx));
}

// What is seen at the pixel stays there; beside the surface, what is in the middle.
static void zoom_at(LandscapeRoom *room, Rect rect, double factor, double x_px, double y_px)
{
    Workspace *w = &room->workspace;
    const Projection on = workspace_relief(w, rect);
    double at[2], scene[3] = { 0 };
    if (projection_plane(&on, x_px, y_px, at)) {
        relief_place(&w->relief, (Place){ at[0], at[1], NAN }, scene);
    }
    view_zoom(&w->view, rect, factor, rect.x + rect.w / 2 + (float)scene[0],
              rect.y + rect.h / 2 - (float)scene[1]);
    room->relief_hand.zooms_until_s = room->shell->ui.now_s + ZOOM_S;
}

static void turn_by(Workspace *w, double azimuth, double elevation)
{
    Orbit *camera = &w->scene.relief.camera;
    workspace_eye_hand(w);
    camera->azimuth += azimuth;
    camera->elevation += elevation;
    *camera = orbit_rounded(*camera);
}

static void distance_by(Workspace *w, double factor)
{
    Orbit *camera = &w->scene.relief.camera;
    workspace_eye_hand(w);
    camera->distance *= factor;
    *camera = orbit_rounded(*camera);
}

// The start goes to what is seen at the pixel, with as few digits as keep it there.
static void start_to(Workspace *w, const Projection *on, double x_px, double y_px)
{
    enum { DIGITS_MORE = 9 };
    static const double NEAR_PX = 0.4;
    double at[2] = { w->scene.start[0], w->scene.start[1] }, seen[2], px[2], round[2];
    if (!relief_drag(&w->relief, x_px, y_px, at) || !projection_px(on, place_of(w, at), seen)) {
        return;
    }
    double grain = view_grain(&w->view);
    for (int digits = 0; digits < DIGITS_MORE; digits++, grain /= 10) {
        round[0] = rounded_to(at[0], grain);
        round[1] = rounded_to(at[1], grain);
        if (relief_covers(&w->relief, round[0], round[1]) &&
            projection_px(on, place_of(w, round), px) &&
            hypot(px[0] - seen[0], px[1] - seen[1]) <= NEAR_PX) {
            break;
        }
    }
    workspace_set_start(w, round[0], round[1]);
    w->dragged_start = true;
}

bool landscape_relief_holds(const LandscapeRoom *room, double now_s)
{
    const Workspace *w = &room->workspace;
    const ReliefHand *hand = &room->relief_hand;
    const View *view = &w->view, *look = &hand->look;
    const bool looks = hand->looked && view->x == look->x && view->y == look->y &&
                       view->unit == look->unit && w->objective_version == hand->look_of &&
                       w->scene.relief.height == hand->look_height;
    return now_s < hand->zooms_until_s || looks ||
           (hand->grip == GRIP_PAN && room->shell->ui.mouse_down);
}

static void look_at(LandscapeRoom *room, const double at[2])
{
    Workspace *w = &room->workspace;
    ReliefHand *hand = &room->relief_hand;
    workspace_eye_hand(w);
    w->view.x = at[0];
    w->view.y = at[1];
    w->view.home = false;
    hand->looked = true;
    hand->look = w->view;
    hand->look_of = w->objective_version;
    hand->look_height = w->scene.relief.height;
}

static Grip grip_of(const LandscapeRoom *room, const Projection *on)
{
    const Ui *ui = &room->shell->ui;
    if (ui->event.button != BUTTON_LEFT || ui->mods & MOD_SHIFT) {
        return GRIP_PAN;
    }
    const float away = picture_start_distance(&room->workspace, on, ui->mouse_x, ui->mouse_y);
    return away <= PICTURE_START_RADIUS ? GRIP_START : GRIP_ORBIT;
}

static void grasp(LandscapeRoom *room, const Projection *on, const UiPress *press)
{
    Workspace *w = &room->workspace;
    const Ui *ui = &room->shell->ui;
    ReliefHand *hand = &room->relief_hand;
    double at[2], ground[3];
    hand->grip = grip_of(room, on);
    hand->x = ui->mouse_x;
    hand->y = ui->mouse_y;
    hand->holds = false;
    const bool seen = projection_plane(on, ui->mouse_x, ui->mouse_y, at);
    if (press->doubled && ui->mods & MOD_SHIFT) {
        hand->grip = GRIP_NONE;
        if (seen) {
            look_at(room, at);
        }
    } else if (press->doubled && seen) {
        hand->grip = GRIP_START;
        start_to(w, on, ui->mouse_x, ui->mouse_y);
    } else if (hand->grip == GRIP_PAN) {
        workspace_eye_hand(w);
        hand->holds = seen;
        if (seen) {
            hand->held = place_of(w, at);
        } else if (ray_at(&w->relief.lens, ui->mouse_x, ui->mouse_y, 0, ground)) {
            relief_plane(&w->relief, ground, at);
            hand->held = (Place){ at[0], at[1], NAN };
            hand->holds = true;
        }
    } else if (hand->grip == GRIP_ORBIT) {
        workspace_eye_hand(w);
    }
}

static void pull(LandscapeRoom *room, Rect rect, const Projection *on)
{
    Workspace *w = &room->workspace;
    const Ui *ui = &room->shell->ui;
    ReliefHand *hand = &room->relief_hand;
    const double dx = (double)(ui->mouse_x - hand->x), dy = (double)(ui->mouse_y - hand->y);
    if (hand->grip == GRIP_ORBIT) {
        turn_by(w, -DEGREES_PER_PX * dx, DEGREES_PER_PX * dy);
    } else if (hand->grip == GRIP_START) {
        start_to(w, on, ui->mouse_x, ui->mouse_y);
    } else if (hand->grip == GRIP_PAN && hand->holds) {
        bring(w, rect, hand->held, z_of(w, hand->held), ui->mouse_x, ui->mouse_y);
    } else if (hand->grip == GRIP_PAN) {
        pan_by(w, rect, dx, dy);
    }
    hand->x = ui->mouse_x;
    hand->y = ui->mouse_y;
}

// With the focus, arrows turn the surface (finely with Shift), with Ctrl they move it; + and -
// zoom; Enter puts the start into the middle, with Shift the middle to the start.
static void keys(LandscapeRoom *room, Rect rect, const Projection *on)
{
    static const struct {
        Key key;
        int dx, dy;
    } arrows[] = {
        { KEY_LEFT, -1, 0 },
        { KEY_RIGHT, 1, 0 },
        { KEY_UP, 0, 1 },
        { KEY_DOWN, 0, -1 },
    };
    enum { DEGREES = 5, PAN_PX = 40 };
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const double x = rect.x + rect.w / 2.0, y = rect.y + rect.h / 2.0;
    const double degrees = ui->mods & MOD_SHIFT ? 1 : DEGREES;
    ui_focus_ring(ui, rect_inset(rect, 3), 0);
    for (size_t i = 0; i < COUNT(arrows); i++) {
        if (ui_key(ui, arrows[i].key, 0) || ui_key(ui, arrows[i].key, MOD_SHIFT)) {
            turn_by(w, degrees * arrows[i].dx, degrees * arrows[i].dy);
        } else if (ui_key(ui, arrows[i].key, MOD_CTRL)) {
            workspace_eye_hand(w);
            pan_by(w, rect, -PAN_PX * arrows[i].dx, PAN_PX * arrows[i].dy);
        }
    }
    const bool closer =
        ui_character(ui, '+', 0) || ui_character(ui, '+', MOD_SHIFT) || ui_character(ui, '=', 0);
    if (closer || ui_character(ui, '-', 0)) {
        workspace_eye_hand(w);
        zoom_at(room, rect, closer ? ZOOM_PER_NOTCH : 1 / ZOOM_PER_NOTCH, x, y);
    } else if (ui_key(ui, KEY_ENTER, 0)) {
        start_to(w, on, x, y);
    } else if (ui_key(ui, KEY_ENTER, MOD_SHIFT)) {
        look_at(room, w->scene.start);
    }
}

// Nearer to what is seen at the pointer, which the view then shows more closely; with Shift the eye
// itself comes nearer.
static void wheel(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const float aside = ui->event.wheel_x; // where the system turns the wheel with Shift
    const float turned = ui_wheel(ui, rect);
    const bool distance = ui->mods & MOD_SHIFT;
    const double notches = clampf(distance && turned == 0 ? aside : turned, -10, 10);
    if (!ui->has_event || ui->event.kind != INPUT_WHEEL || notches == 0 || !ui_hovers(ui, rect)) {
        return;
    }
    workspace_eye_hand(w);
    if (distance) {
        distance_by(w, pow(ZOOM_PER_NOTCH, -notches));
    } else {
        zoom_at(room, rect, pow(ZOOM_PER_NOTCH, notches), ui->mouse_x, ui->mouse_y);
    }
}

void landscape_relief_hands(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    ReliefHand *hand = &room->relief_hand;
    const Projection on = workspace_relief(w, rect);
    const Rect tools = relief_tools_place(room, rect);
    if (tools.w > 0) {
        relief_tools(room, rect);
    }
    landscape_start_back(room, "relief.start.back", &on, tools);
    const UiPress press = ui_press_any(ui, "relief", rect, true);
    if (press.focused) {
        keys(room, rect, &on);
    }
    if (press.pressed) {
        grasp(room, &on, &press);
    } else if (press.held && ui->event.kind == INPUT_MOUSE_MOVE) {
        pull(room, rect, &on);
    }
    if (!press.held || press.released) {
        hand->grip = GRIP_NONE;
    }
    wheel(room, rect);
    if (hand->grip == GRIP_START) { // wherever the pointer is
        memcpy(room->hover, w->scene.start, sizeof room->hover);
        room->hover_plane = true;
    }
    if (!press.hovered) {
        return;
    }
    if (hand->grip == GRIP_NONE) {
        room->hover_plane = projection_plane(&on, ui->mouse_x, ui->mouse_y, room->hover);
    }
    if (hand->grip == GRIP_ORBIT || hand->grip == GRIP_PAN) {
        ui->cursor = UI_CURSOR_MOVE;
    } else if (hand->grip == GRIP_START ||
               picture_start_distance(w, &on, ui->mouse_x, ui->mouse_y) <= PICTURE_START_RADIUS) {
        ui->cursor = UI_CURSOR_HAND;
    } else {
        landscape_path_hover(room, &on);
    }
}
