// Glides are even in angle; a ride is eased into, and out of by a glide.
#include "app/landscape/workspace_eye.h"

#include "app/landscape/path.h"

#include <math.h>

static const double GLIDE_S = 0.2, TURN_PER_S = 12, DEGREE = 0.017453292519943295;
static const double RIDE_DISTANCE = 0.34, RIDE_ELEVATION = 26, RIDE_ELEVATION_MOST = 80;
static const double RIDE_CLEAR = 7; // degrees between the way to the head and what lies below it
static const double EASE_AIM_S = 0.12, EASE_TURN_S = 0.45;
static const double RIDE_TURN_PER_S = 30;     // degrees at most, whichever way the racer darts
static const double RIDE_WAY_PX = 6;          // a shorter way tells no direction
enum { STEPS_BEFORE = 24, STEPS_AFTER = 16 }; // that tell in which direction a racer travels

static double mix(double a, double b, double share)
{
    return a + (b - a) * share;
}

static double mix_degrees(double a, double b, double share)
{
    return a + remainder(b - a, 360) * share;
}

static EyePose mix_poses(const EyePose *a, const EyePose *b, double aim, double turn)
{
    EyePose pose = *b;
    pose.orbit.azimuth = mix_degrees(a->orbit.azimuth, b->orbit.azimuth, turn);
    pose.orbit.elevation = mix(a->orbit.elevation, b->orbit.elevation, turn);
    pose.orbit.distance = mix(a->orbit.distance, b->orbit.distance, turn);
    for (int i = 0; i < 3; i++) {
        pose.target[i] = mix(a->target[i], b->target[i], aim);
    }
    return pose;
}

Orbit workspace_eye_camera(const Workspace *workspace)
{
    Orbit camera = workspace->scene.relief.camera;
    camera.azimuth = remainder(camera.azimuth + workspace->eye.turned, 360);
    return camera;
}

static EyePose resting(const Workspace *workspace)
{
    EyePose pose = { .orbit = workspace_eye_camera(workspace) };
    relief_middle(&workspace->relief, &pose.orbit, pose.target);
    return pose;
}

EyePose workspace_eye(const Workspace *workspace)
{
    const Eye *eye = &workspace->eye;
    const EyePose pose = eye->rides ? eye->ride : resting(workspace);
    if (eye->left_s <= 0) {
        return pose;
    }
    const double t = 1 - eye->left_s / GLIDE_S, share = t * t * (3 - 2 * t);
    return mix_poses(&eye->from, &pose, share, share);
}

static void glide(Workspace *workspace)
{
    const EyePose from = workspace_eye(workspace);
    workspace->eye.from = from;
    workspace->eye.left_s = GLIDE_S;
}

static void ride_end(Workspace *workspace)
{
    if (workspace->eye.rides) {
        glide(workspace);
        workspace->eye.rides = 0;
    }
}

void workspace_eye_hand(Workspace *workspace)
{
    ride_end(workspace);
    workspace->eye.turns = false;
}

void workspace_eye_set(Workspace *workspace, const Orbit *camera)
{
    glide(workspace);
    workspace->eye.rides = 0;
    workspace->eye.turns = false;
    workspace->scene.relief.camera = *camera;
    workspace->scene.relief.camera.azimuth =
        remainder(camera->azimuth - workspace->eye.turned, 360);
}

void workspace_eye_turn(Workspace *workspace, bool turns)
{
    ride_end(workspace);
    workspace->eye.turns = turns;
}

void workspace_eye_ride(Workspace *workspace, unsigned racer)
{
    workspace->eye.ride = workspace_eye(workspace);
    workspace->eye.ride.orbit.parallel = false;
    workspace->eye.left_s = 0;
    workspace->eye.turns = false;
    workspace->eye.rides = racer;
}

void workspace_eye_reset(Workspace *workspace)
{
    workspace->eye = (Eye){ .turns = false };
}

// ---- a ride

// The trail of the racer's run; NULL: it does not race.
static const Trail *trail_of(const Workspace *workspace, unsigned racer)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        if (workspace->scene.racers[race_racer(workspace->race, run)].id == racer) {
            return trail->count ? trail : NULL;
        }
    }
    return NULL;
}

// The middle of the places at some steps around the cursor.
static void middle_of(const Trail *trail, double cursor, int from, int to, double at[2])
{
    int count = 0;
    at[0] = at[1] = 0;
    for (int i = from; i <= to; i++) {
        const double step = clamp(cursor + i, 0, trail->last_step);
        Place place;
        if (path_point(trail, step, &place)) {
            at[0] += place.x;
            at[1] += place.y;
            count++;
        }
    }
    at[0] /= count ? count : 1;
    at[1] /= count ? count : 1;
}

// How steeply one must look down along the way from behind to see the head: what stands between is
// looked over.
static double elevation_over(const Workspace *workspace, const double head[3], double azimuth)
{
    enum { PLACES = 24 };
    const Relief *relief = &workspace->relief;
    const Rect picture = relief->picture;
    const double a = azimuth * DEGREE, reach = fmax(picture.w, picture.h) / 2;
    double x[PLACES], y[PLACES], f[PLACES], away[PLACES], steepest = 0;
    size_t count = 0;
    for (int i = 1; i <= PLACES; i++) {
        const double behind = reach * i / PLACES;
        const double scene[3] = { head[0] + sin(a) * behind, head[1] - cos(a) * behind, 0 };
        double at[2];
        if (fabs(scene[0]) <= picture.w / 2 && fabs(scene[1]) <= picture.h / 2) {
            relief_plane(relief, scene, at);
            x[count] = at[0];
            y[count] = at[1];
            away[count++] = behind;
        }
    }
    relief_heights(relief, count, x, y, f);
    for (size_t i = 0; i < count; i++) {
        const double above = fmin(relief_z(relief, f[i]), relief->size) - head[2];
        if (above > 0) {
            steepest = fmax(steepest, atan2(above, away[i]) / DEGREE);
        }
    }
    return clamp(steepest + RIDE_CLEAR, RIDE_ELEVATION, RIDE_ELEVATION_MOST);
}

// Behind the head, above what lies there. False: there is no head to ride with.
static bool ride_goal(const Workspace *workspace, EyePose *goal)
{
    const Trail *trail = trail_of(workspace, workspace->eye.rides);
    const Relief *relief = &workspace->relief;
    const double cursor = workspace->play.cursor;
    double before[2], after[2];
    Place head;
    *goal = workspace->eye.ride;
    if (!trail || !path_point(trail, fmin(cursor, trail->last_step), &head)) {
        return false;
    }
    relief_place(relief, head, goal->target);
    goal->target[0] = clamp(goal->target[0], -relief->picture.w / 2, relief->picture.w / 2);
    goal->target[1] = clamp(goal->target[1], -relief->picture.h / 2, relief->picture.h / 2);
    goal->target[2] = clamp(goal->target[2], 0, relief->size);
    middle_of(trail, cursor, -STEPS_BEFORE, 0, before);
    middle_of(trail, cursor, 0, STEPS_AFTER, after);
    const double dx = after[0] - before[0], dy = after[1] - before[1];
    if (hypot(dx, dy) > RIDE_WAY_PX * workspace->view.unit) { // else the eye stays
        goal->orbit.azimuth = atan2(-dx, dy) / DEGREE;
    }
    goal->orbit.distance = RIDE_DISTANCE;
    goal->orbit.elevation = elevation_over(workspace, goal->target, goal->orbit.azimuth);
    return true;
}

static bool apart(const EyePose *a, const EyePose *b)
{
    double away = fabs(remainder(a->orbit.azimuth - b->orbit.azimuth, 360));
    away = fmax(away, fabs(a->orbit.elevation - b->orbit.elevation));
    away = fmax(away, 100 * fabs(a->orbit.distance - b->orbit.distance));
    for (int i = 0; i < 3; i++) {
        away = fmax(away, fabs(a->target[i] - b->target[i]));
    }
    return away > 0.05;
}

// From one direction towards another by so many degrees at most.
static double no_farther(double from, double to, double most)
{
    return from + clamp(remainder(to - from, 360), -most, most);
}

static bool ride_follow(Workspace *workspace, double elapsed_s, bool at_once)
{
    EyePose goal;
    if (!ride_goal(workspace, &goal)) {
        ride_end(workspace);
        return true;
    }
    const double aim = at_once ? 1 : 1 - exp(-elapsed_s / EASE_AIM_S);
    const double turn = at_once ? 1 : 1 - exp(-elapsed_s / EASE_TURN_S);
    const Orbit before = workspace->eye.ride.orbit;
    const double most = at_once ? 360 : RIDE_TURN_PER_S * elapsed_s;
    workspace->eye.ride = mix_poses(&workspace->eye.ride, &goal, aim, turn);
    Orbit *orbit = &workspace->eye.ride.orbit;
    orbit->azimuth = no_farther(before.azimuth, orbit->azimuth, most);
    orbit->elevation = no_farther(before.elevation, orbit->elevation, most);
    const bool more = apart(&workspace->eye.ride, &goal);
    if (!more) {
        workspace->eye.ride = goal;
    }
    return more;
}

bool workspace_eye_advance(Workspace *workspace, double elapsed_s, bool at_once)
{
    Eye *eye = &workspace->eye;
    if (!relief_shown(&workspace->scene)) {
        eye->turns = false;
        eye->rides = 0;
        eye->left_s = 0;
        return false;
    }
    if (eye->turns) {
        eye->turned = remainder(eye->turned + TURN_PER_S * elapsed_s, 360);
    }
    eye->left_s = at_once ? 0 : fmax(eye->left_s - elapsed_s, 0);
    const bool rides = eye->rides && ride_follow(workspace, elapsed_s, at_once);
    return eye->turns || eye->left_s > 0 || rides;
}
