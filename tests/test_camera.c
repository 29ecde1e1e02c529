// A camera as it is typed and written: exact both ways, and every mistake told at its byte.
#include "base/rng.h"
#include "sim/race/relief_camera.h"
#include "sim/race/scene.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const Setting *camera_row(void)
{
    return &scene_settings[SCENE_CAMERA];
}

static bool take(Scene *scene, const char *text, Error *err)
{
    return setting_take(camera_row(), scene, text, err);
}

static void expect_orbit(const char *text, double azimuth, double elevation, double distance,
                         bool parallel)
{
    static Scene scene;
    Error err = { .text = "" };
    const Orbit wanted = { azimuth, elevation, distance, parallel };
    scene_defaults(&scene);
    cr_expect(take(&scene, text, &err), "'%s': %s", text, err.text);
    cr_expect(orbit_equal(&scene.relief.camera, &wanted), "'%s'", text);
}

Test(camera, is_three_numbers_or_a_name)
{
    expect_orbit("30,35,1.6", 30, 35, 1.6, false);
    expect_orbit("-120.5,0,0.1,parallel", -120.5, 0, 0.1, true);
    expect_orbit(" 360 , 90, 20 , parallel ", 360, 90, 20, true);
    for (size_t i = 0; i < relief_cameras.count; i++) {
        const char *key = registry_key(&relief_cameras, i);
        const ReliefCamera *row = registry_row(&relief_cameras, key);
        const Orbit *o = &row->orbit, bounded = orbit_bounded(*o);
        cr_expect(orbit_equal(o, &bounded), "%s is within bounds", key);
        expect_orbit(key, o->azimuth, o->elevation, o->distance, o->parallel);
    }
    cr_expect_geq(relief_cameras.count, 4);
    expect_orbit("top,parallel", 0, 90, 1, true);
    const ReliefCamera *front = registry_row(&relief_cameras, "front");
    expect_orbit(" front , parallel", front->orbit.azimuth, front->orbit.elevation,
                 front->orbit.distance, true);
    const ReliefCamera *top = registry_row(&relief_cameras, "top");
    const Orbit map = { 0, 90, 1, true };
    cr_assert_not_null(top);
    cr_expect(orbit_equal(&top->orbit, &map), "what it shows is the map");
}

Test(camera, mistakes_are_told_at_their_byte)
{
    static const struct {
        const char *text;
        int at;
        const char *says;
    } rows[] = {
        { "", 0, "--camera needs a name (top, front, " },
        { "  ", 2, "--camera needs a name" },
        { "frnt", 0, "there is no 'frnt', did you mean 'front'?" },
        { " tpo", 1, "did you mean 'top'?" },
        { "zzzzz", 0, "'zzzzz' is neither a name (top, front, " },
        { "30", 2, "the elevation is missing; give azimuth,elevation,distance" },
        { "30,35", 5, "the distance is missing" },
        { "30,,1", 3, "a number is missing" },
        { "30,x,1", 3, "'x' is not a number" },
        { "361,35,1", 0, "--camera: azimuth = 361 is outside -360 to 360" },
        { "30,91,1", 3, "--camera: elevation = 91 is outside 0 to 90" },
        { "30,-1,1", 3, "--camera: elevation = -1 is outside 0 to 90" },
        { "30,35,0", 6, "--camera: distance = 0 is outside 0.1 to 20" },
        { "30,35,1.6,paralel", 10, "only 'parallel', not 'paralel'" },
        { "30,35,1.6,", 10, "only 'parallel', not ''" },
        { "30,35,1.6,parallel,1", 10, "only 'parallel', not 'parallel,1'" },
        { "top,30,1", 4, "behind the distance or a name can stand only 'parallel', not '30,1'" },
        { "front,", 6, "only 'parallel', not ''" },
        { "tpo,parallel", 0, "did you mean 'top'?" },
        { "nan,30,1", 0, "'nan' is neither a name" },
        { ",30,1", 0, "a number is missing" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        static Scene scene;
        Error err = { .text = "", .at = -1 };
        scene_defaults(&scene);
        cr_expect_not(take(&scene, rows[i].text, &err), "'%s'", rows[i].text);
        cr_expect_eq(err.at, rows[i].at, "'%s': %d", rows[i].text, err.at);
        cr_expect(strstr(err.text, rows[i].says), "'%s': %s", rows[i].text, err.text);
        cr_expect(orbit_equal(&scene.relief.camera, &relief_camera), "it stays as it was");
    }
}

// Thousands of random ones, for a number that is written must be the same to the bit.
Test(camera, is_written_as_it_is_read)
{
    static Scene scene, again;
    Rng rng;
    Error err = { .text = "" };
    rng_init(&rng, 12, 0);
    scene_defaults(&scene);
    scene_defaults(&again);
    cr_expect(camera_row()->type->usual(camera_row(), &scene), "the first one need not be written");
    for (int i = 0; i < 4000; i++) {
        char text[160];
        for (const Param *param = orbit_params; param->key; param++) {
            *param_field(param, &scene.relief.camera) = param_at(param, rng_uniform(&rng));
        }
        scene.relief.camera.parallel = rng_below(&rng, 2);
        const size_t length = camera_row()->type->write(camera_row(), &scene, text, sizeof text);
        cr_assert(length == strlen(text) && take(&again, text, &err), "%s: %s", text, err.text);
        cr_assert(memcmp(&scene.relief.camera, &again.relief.camera, 3 * sizeof(double)) == 0 &&
                      scene.relief.camera.parallel == again.relief.camera.parallel,
                  "%s", text);
        cr_assert(camera_row()->type->same(camera_row(), &scene, &again));
        cr_assert_not(camera_row()->type->usual(camera_row(), &scene));
    }
    for (size_t i = 0; i < relief_cameras.count; i++) {
        char text[160];
        cr_expect(take(&scene, registry_key(&relief_cameras, i), &err));
        camera_row()->type->write(camera_row(), &scene, text, sizeof text);
        cr_expect_str_eq(text, registry_key(&relief_cameras, i), "a place with a name is named");
    }
}

// What a hand has set is short to write.
Test(camera, of_a_hand_has_few_digits)
{
    const Orbit set = { 108.39999999999999, 35.26438968, 1.0368000000000002, false };
    const Orbit rounded = orbit_rounded(set), wanted = { 108.4, 35.3, 1.037, false };
    cr_expect(orbit_equal(&rounded, &wanted));
    const Orbit beyond = { 539.96, 90.04, 20.1, true }, held = orbit_rounded(beyond);
    const Orbit most = { 180, 90, 20, true };
    cr_expect(fabs(fabs(held.azimuth) - most.azimuth) < 1e-9 && held.elevation == most.elevation &&
              held.distance == most.distance);
}

Test(camera, bounds_turn_the_azimuth_and_hold_the_rest)
{
    const Orbit far = { 370, 91, 100, true }, bounded = orbit_bounded(far);
    const Orbit wanted = { 10, 90, 20, true };
    cr_expect(orbit_equal(&bounded, &wanted));
    const Orbit low = { -190, -1, 0, false }, held = orbit_bounded(low);
    const Orbit lowest = { 170, 0, 0.1, false };
    cr_expect(orbit_equal(&held, &lowest));
}
