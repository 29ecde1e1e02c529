// Places to pixels and back through an eye in an orbit; and how far away all of a scene fits.
#include "draw/lens.h"

#include <criterion/criterion.h>
#include <math.h>

static const Rect picture = { 100, 40, 640, 480 };
static const double origin[3] = { 0, 0, 0 };

static Lens aimed(double azimuth, double elevation, double distance, bool parallel)
{
    Lens lens;
    const Orbit orbit = { azimuth, elevation, distance, parallel };
    lens_aim(&lens, &orbit, picture, origin, 500);
    return lens;
}

Test(lens, from_above_without_perspective_a_length_is_as_long_on_the_screen)
{
    const Lens lens = aimed(0, 90, 1, true);
    const double places[][3] = { { 0, 0, 0 }, { 123, -45, 0 }, { -320, 240, 200 }, { 7, 9, -80 } };
    for (size_t i = 0; i < COUNT(places); i++) {
        double px[2];
        cr_assert(lens_px(&lens, places[i], px, NULL));
        cr_expect_float_eq(px[0], 420 + places[i][0], 1e-9);
        cr_expect_float_eq(px[1], 280 - places[i][1], 1e-9, "whatever its height");
    }
}

Test(lens, turns_anticlockwise_about_the_vertical_and_looks_down)
{
    double px[2], away, other;
    Lens lens = aimed(0, 0, 1, true); // from the south
    cr_assert(lens_px(&lens, (double[]){ 10, 50, 30 }, px, &away));
    cr_expect_float_eq(px[0], 430, 1e-9);
    cr_expect_float_eq(px[1], 250, 1e-9, "what is high is seen high");
    lens_px(&lens, (double[]){ 10, -50, 30 }, px, &other);
    cr_expect_float_eq(away - other, 100, 1e-9, "the south is nearer");
    lens = aimed(90, 0, 1, true); // from the east, where north is on the right
    cr_assert(lens_px(&lens, (double[]){ 10, 50, 30 }, px, NULL));
    cr_expect_float_eq(px[0], 470, 1e-9);
    lens = aimed(0, 60, 2, true);
    cr_assert(lens_px(&lens, (double[]){ 0, 50, 0 }, px, NULL));
    cr_expect_float_eq(px[1], 280 - 50 * sin(M_PI / 3) / 2, 1e-9, "twice as far is half as large");
}

Test(lens, what_is_nearer_is_larger_and_what_is_behind_the_eye_is_not_seen)
{
    const Lens lens = aimed(0, 0, 1, false);
    double near[2], far[2], px[2];
    cr_assert(lens_px(&lens, (double[]){ 100, -200, 0 }, near, NULL));
    cr_assert(lens_px(&lens, (double[]){ 100, 200, 0 }, far, NULL));
    cr_expect(near[0] > 520 && far[0] < 520);
    cr_expect_not(lens_px(&lens, (double[]){ 0, -lens.eye_away - 1, 0 }, px, NULL));
    const double at[3] = { 100, -200, 0 };
    cr_expect_float_eq(near[0], 420 + 100 * lens_scale(&lens, at), 1e-9);
}

// Whichever way it looks, the ray of the pixel at which a place is seen goes through the place.
Test(lens, the_ray_of_a_pixel_goes_through_what_is_seen_there)
{
    const double places[][3] = { { 10, 20, 30 }, { -300, 200, 90 }, { 250, -220, -10 } };
    for (int parallel = 0; parallel < 2; parallel++) {
        for (double azimuth = -170; azimuth < 180; azimuth += 35) {
            for (double elevation = 0; elevation <= 90; elevation += 15) {
                const Lens lens = aimed(azimuth, elevation, 1.3, parallel);
                for (size_t i = 0; i < COUNT(places); i++) {
                    double px[2], away, from[3], along[3], eye[3], to_eye = 0, off = 0;
                    cr_assert(lens_px(&lens, places[i], px, &away));
                    lens_ray(&lens, px[0], px[1], from, along);
                    lens_to_eye(&lens, places[i], eye);
                    double s = 0;
                    for (int k = 0; k < 3; k++) {
                        s += (places[i][k] - from[k]) * along[k];
                        to_eye -= eye[k] * along[k];
                    }
                    for (int k = 0; k < 3; k++) {
                        off = fmax(off, fabs(from[k] + s * along[k] - places[i][k]));
                    }
                    cr_expect_lt(off, 1e-9, "%g, %g", azimuth, elevation);
                    cr_expect_float_eq(to_eye, 1, 1e-12);
                    cr_expect_geq(s, away - 1e-9);
                }
            }
        }
    }
}

// What GL draws lies where the numbers say, to what a float can tell.
Test(lens, the_matrix_says_the_same)
{
    for (int parallel = 0; parallel < 2; parallel++) {
        const Lens lens = aimed(40, 25, 0.7, parallel);
        const double at[3] = { 120, 60, 45 };
        double px[2], clip[4] = { 0 };
        cr_assert(lens_px(&lens, at, px, NULL));
        for (int row = 0; row < 4; row++) {
            for (int k = 0; k < 3; k++) {
                clip[row] += (double)lens.matrix[k * 4 + row] * at[k];
            }
            clip[row] += (double)lens.matrix[12 + row];
        }
        cr_expect_float_eq(420 + 320 * clip[0] / clip[3], px[0], 1e-3);
        cr_expect_float_eq(280 - 240 * clip[1] / clip[3], px[1], 1e-3);
        cr_expect(fabs(clip[2] / clip[3]) < 1, "between near and far");
    }
}

// At the distance that fits, all of the cylinder is inside the edge, and some of it reaches it.
Test(lens, a_cylinder_fits_whichever_way_it_is_turned)
{
    enum { PARTS = 360 };
    const double radius = 400, low = -60, high = 150, edge = 20;
    for (int parallel = 0; parallel < 2; parallel++) {
        for (double elevation = 0; elevation <= 90; elevation += 10) {
            Orbit orbit = { 33, elevation, 1, parallel };
            orbit.distance = lens_fit(&orbit, picture, radius, low, high, edge);
            Lens lens;
            lens_aim(&lens, &orbit, picture, origin, 500);
            double most = -1e9; // beyond the edge
            for (int i = 0; i < 2 * PARTS; i++) {
                const double turn = 2 * M_PI * i / PARTS;
                const double at[3] = { radius * cos(turn), radius * sin(turn),
                                       i < PARTS ? low : high };
                double px[2];
                cr_assert(lens_px(&lens, at, px, NULL));
                most = fmax(most, fabs(px[0] - 420) - (320 - edge));
                most = fmax(most, fabs(px[1] - 280) - (240 - edge));
            }
            cr_expect(most <= 1.5 && most >= -1.5, "elevation %g: %g px", elevation, most);
        }
    }
}

Test(lens, an_orbit_is_kept_within_bounds)
{
    const Orbit orbit = orbit_bounded((Orbit){ 540, 120, 1e9, true });
    cr_expect_float_eq(fabs(orbit.azimuth), 180, 1e-12);
    cr_expect_eq(orbit.elevation, 90);
    cr_expect_eq(orbit.distance, 20);
    cr_expect(orbit.parallel);
    cr_expect_eq(orbit_bounded((Orbit){ 0, -5, 0, false }).elevation, 0);
    cr_expect_eq(orbit_bounded((Orbit){ 0, -5, 0, false }).distance, 0.1);
}
