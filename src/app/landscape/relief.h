// The landscape as a surface: what its heights are, the mesh of them, the eye that looks at it, and
// the projection that pictures draw with. Height z = size · (position of f on the height's scale),
// in the map's pixels above the ground (draw/lens.h tells the scene's axes).
#pragma once

#include "app/landscape/eye.h"
#include "app/parts/tint.h"
#include "app/parts/view.h"
#include "draw/lens.h"
#include "draw/mesh.h"
#include "draw/projection.h"
#include "draw/ridges.h"
#include "sim/plane/field.h"
#include "sim/race/scene.h"

// What a grid is computed of.
typedef struct ReliefOf {
    unsigned objective; // version of it
    View view;
    float width, height;
} ReliefOf;

typedef struct Relief {
    Tint height;            // which of f's values are the ground (position 0) and the top (1)
    double size;            // from the lowest value to the top, pixels of the map
    double ground;          // z of the plane below it that has the axes and the floor's map
    bool cut_low, cut_high; // there is more of f below the ground, above the top
    bool exact;             // relief_heights() asks the objective itself
    Field field;            // f on the mesh's grid
    Field finer;            // with finer_begun: the one that follows
    bool finer_begun;
    Mesh mesh;
    bool held;        // a hand moves the view: what heights stand for stays as it is, ...
    bool made_held;   // ... as in the mesh that there is
    unsigned version; // counts meshes; 0: there is none yet, and nothing to be drawn or asked
    Ridges ridges;    // of the mesh: what hides what
    unsigned ridges_of;
    ReliefOf of; // the field, and the heights that were made of it
    ReliefHeight look_height;
    double look_exaggeration;

    // The eye, as relief_aim() set it.
    View view;
    Rect picture;
    Lens lens;
    Camera camera;              // its self is the Relief
    const Objective *objective; // not owned, nor is scratch
    Scratch *scratch;
} Relief;

void relief_finish(Relief *relief);
// Whether the scene shows a surface, a map.
bool relief_shown(const Scene *scene);
bool relief_map_shown(const Scene *scene);
// Where map and surface lie in the picture, equally large; w is 0 where one is not shown.
Rect relief_map_rect(const Scene *scene, Rect picture);
Rect relief_rect(const Scene *scene, Rect picture);
// The one of them that is there: the view is of a picture of that size.
Rect relief_view_rect(const Scene *scene, Rect picture);

// z of a value, and the value of a z. NaN stays NaN.
double relief_z(const Relief *relief, double f);
double relief_f(const Relief *relief, double z);
// How z rises with f there.
double relief_slope(const Relief *relief, double f);
// The heights between which the surface is drawn; it has an open edge where f goes on. Infinite
// where it does not.
void relief_drawn(const Relief *relief, double *low, double *high);
// A place of the plane in the scene's coordinates; f NAN: on the ground.
void relief_place(const Relief *relief, Place at, double scene[3]);
// The place of the plane above which a point of the scene lies.
void relief_plane(const Relief *relief, const double scene[3], double at[2]);
// Whether a place of the plane is on the surface's patch.
bool relief_covers(const Relief *relief, double x, double y);
// Brings a place of the patch to where its mark stands: on f, or at the cut where f is beyond; true
// there. A place whose f is NAN in the end stands on the ground: false.
bool relief_mark(const Relief *relief, Place *at);
// f [count] under places of the plane, NaN and infinities as they come; nothing overlaps. With
// `exact` it is the objective's own. Without, where a value takes longer than 2 µs (thousands of
// points of data) and the picture must not wait, it is relief_grid_heights().
void relief_heights(const Relief *relief, size_t count, const double *x, const double *y,
                    double *f);
// The same from the values of the mesh's grid, by a cubic through four of them in each direction,
// which for f as smooth as such objectives are is off by about (spacing / length over which f
// bends)^3, 1e-6 of the height on the finest grid; by straight lines, off by a quarter of the
// second difference, in the cells beside a hole; NaN beside the grid. Where the grid becomes finer,
// `version` counts on.
void relief_grid_heights(const Relief *relief, size_t count, const double *x, const double *y,
                         double *f);
// The place of the plane whose surface is seen at a pixel, logical pixels: the first that the ray
// meets within the patch, from either side; holes and open edges let it through. Right to a
// thousandth of a pixel on f, at a jump of f the jump. False, `at` untouched: there is none.
bool relief_pick(const Relief *relief, double x_px, double y_px, double at[2]);
// The same for what is dragged from `at`: where the pointer is off the surface, the drawn place that
// is seen nearest to it, to 0.01 pixels where f is smooth. False: none is seen.
bool relief_drag(const Relief *relief, double x_px, double y_px, double at[2]);
// The middle of all of it, which an eye in that orbit looks at.
void relief_middle(const Relief *relief, const Orbit *orbit, double target[3]);
// Points the eye; the projection is good until the relief changes or moves in memory.
Projection relief_aim(Relief *relief, const EyePose *pose, const View *view, Rect picture,
                      const Objective *objective, Scratch *scratch);
