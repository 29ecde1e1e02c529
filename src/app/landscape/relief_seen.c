// The mesh tells where it can; where it is in doubt, f is asked along the look.
#include "app/landscape/relief_seen.h"

enum { AT_ONCE = 64 };

void relief_seen_follow(Relief *relief)
{
    const Mesh *mesh = &relief->mesh;
    const Field *field = &relief->field;
    double cut[2];
    if (relief->ridges_of == relief->version) {
        return;
    }
    relief_drawn(relief, &cut[0], &cut[1]);
    const bool holes = mesh->holes && field->columns == mesh->columns && field->rows == mesh->rows;
    ridges_build(&relief->ridges, mesh, holes ? field->values : NULL, relief->of.width / 2.0,
                 relief->of.height / 2.0, cut[0], cut[1]);
    relief->ridges_of = relief->version;
}

static void heights(const void *self, int count, const double *x, const double *y, double *z)
{
    const Relief *relief = self;
    double at[2][AT_ONCE] = { { 0 } };
    for (int first = 0; first < count; first += AT_ONCE) {
        const int some = clampi(count - first, 1, AT_ONCE);
        for (int i = 0; i < some; i++) {
            double place[2];
            relief_plane(relief, (double[]){ x[first + i], y[first + i], 0 }, place);
            at[0][i] = place[0];
            at[1][i] = place[1];
        }
        relief_heights(relief, (size_t)some, at[0], at[1], z + first);
    }
    for (int i = 0; i < count; i++) {
        z[i] = relief_z(relief, z[i]);
    }
}

bool relief_seen(const Relief *relief, const double scene[3])
{
    const RidgeEye eye = { &relief->ridges, &relief->lens, heights, relief };
    return ridges_seen(&eye, scene);
}
