// Colours that everybody can tell apart: optimizers for every kind of sight, texts on their
// grounds, and colour maps that get lighter evenly.
//
// Colour blindness is simulated after Machado, Oliveira & Fernandes (2009), severity 1, in linear
// light; distances are CIEDE2000 (1 is just noticed side by side, 10 is seen at a glance).
#include "draw/color.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

typedef struct Vector {
    double v[3];
} Vector;

typedef enum Sight { SIGHT_NORMAL, SIGHT_PROTAN, SIGHT_DEUTAN, SIGHT_TRITAN, SIGHT_COUNT } Sight;

// clang-format off
static const struct { const char *name; double matrix[3][3]; } sights[SIGHT_COUNT] = {
    [SIGHT_NORMAL] = { "normal sight", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
    [SIGHT_PROTAN] = { "protanopia", { { 0.152286, 1.052583, -0.204868 },
                                       { 0.114503, 0.786281, 0.099216 },
                                       { -0.003882, -0.048116, 1.051998 } } },
    [SIGHT_DEUTAN] = { "deuteranopia", { { 0.367322, 0.860646, -0.227968 },
                                         { 0.280085, 0.672501, 0.047413 },
                                         { -0.011820, 0.042940, 0.968881 } } },
    [SIGHT_TRITAN] = { "tritanopia", { { 1.255528, -0.076749, -0.178779 },
                                       { -0.078411, 0.930809, 0.147602 },
                                       { 0.004733, 0.691367, 0.303900 } } },
};

// Linear sRGB to XYZ, D65 (IEC 61966-2-1).
static const double to_xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                     { 0.2126729, 0.7151522, 0.0721750 },
                                     { 0.0193339, 0.1191920, 0.9503041 } };
// clang-format on

static Vector times(const double matrix[3][3], Vector x)
{
    Vector y;
    for (int i = 0; i < 3; i++) {
        y.v[i] = matrix[i][0] * x.v[0] + matrix[i][1] * x.v[1] + matrix[i][2] * x.v[2];
    }
    return y;
}

static double linear(uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double lab_curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

// L*, a*, b* of the colour as that sight sees it.
static Vector lab_of(Color color, Sight sight)
{
    Vector light = { { linear(color.r), linear(color.g), linear(color.b) } };
    light = times(sights[sight].matrix, light);
    for (int i = 0; i < 3; i++) {
        light.v[i] = clamp(light.v[i], 0, 1);
    }
    const Vector xyz = times(to_xyz, light);
    const double x = lab_curve(xyz.v[0] / 0.95047), y = lab_curve(xyz.v[1]),
                 z = lab_curve(xyz.v[2] / 1.08883);
    return (Vector){ { 116 * y - 16, 500 * (x - y), 200 * (y - z) } };
}

static double cosine(double degrees)
{
    return cos(degrees * PI / 180);
}

static double hue_of(double a, double b)
{
    const double degrees = atan2(b, a) * 180 / PI;
    return degrees < 0 ? degrees + 360 : degrees;
}

static double seventh_root_part(double chroma)
{
    const double c7 = pow(chroma, 7);
    return sqrt(c7 / (c7 + pow(25, 7)));
}

// Sharma, Wu & Dalal (2005), equations 2 to 22.
static double ciede2000(Vector p, Vector q)
{
    const double chroma = (hypot(p.v[1], p.v[2]) + hypot(q.v[1], q.v[2])) / 2;
    const double g = 1.5 - 0.5 * seventh_root_part(chroma);
    const double a1 = g * p.v[1], a2 = g * q.v[1];
    const double c1 = hypot(a1, p.v[2]), c2 = hypot(a2, q.v[2]);
    const double h1 = hue_of(a1, p.v[2]), h2 = hue_of(a2, q.v[2]);
    const bool grey = c1 * c2 == 0, around = fabs(h1 - h2) > 180;
    const double turn = grey ? 0 : h2 - h1 - (around ? copysign(360, h2 - h1) : 0);
    const double dl = q.v[0] - p.v[0], dc = c2 - c1,
                 dh = 2 * sqrt(c1 * c2) * sin(turn / 2 * PI / 180);
    const double l = (p.v[0] + q.v[0]) / 2, c = (c1 + c2) / 2;
    const double sum = h1 + h2;
    const double h = grey ? sum : (around ? (sum < 360 ? sum + 360 : sum - 360) : sum) / 2;
    const double t = 1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) -
                     0.20 * cosine(4 * h - 63);
    const double sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2));
    const double nl = dl / sl, nc = dc / (1 + 0.045 * c), nh = dh / (1 + 0.015 * c * t);
    const double rotation =
        -2 * seventh_root_part(c) * sin(60 * exp(-pow((h - 275) / 25, 2)) * PI / 180);
    return sqrt(nl * nl + nc * nc + nh * nh + rotation * nc * nh);
}

static double distance(Color a, Color b, Sight sight)
{
    return ciede2000(lab_of(a, sight), lab_of(b, sight));
}

// Rows of the test data published with the equations, one for each of their traps.
Test(palette, distances_are_those_of_ciede2000)
{
    static const struct {
        Vector p, q;
        double distance;
    } rows[] = {
        { { { 50, 2.6772, -79.7751 } }, { { 50, 0, -82.7485 } }, 2.0425 },
        { { { 50, -1.3802, -84.2814 } }, { { 50, 0, -82.7485 } }, 1.0000 },
        { { { 50, 0, 0 } }, { { 50, -1, 2 } }, 2.3669 },
        { { { 50, 2.4900, -0.0010 } }, { { 50, -2.4900, 0.0009 } }, 7.1792 },
        { { { 50, 2.4900, -0.0010 } }, { { 50, -2.4900, 0.0011 } }, 7.2195 },
        { { { 50, 2.5, 0 } }, { { 50, 0, -2.5 } }, 4.3065 },
        { { { 50, 2.5, 0 } }, { { 73, 25, -18 } }, 27.1492 },
        { { { 60.2574, -34.0099, 36.2677 } }, { { 60.4626, -34.1751, 39.4387 } }, 1.2644 },
        { { { 22.7233, 20.0904, -46.6940 } }, { { 23.0331, 14.9730, -42.5619 } }, 2.0373 },
        { { { 90.8027, -2.0831, 1.4410 } }, { { 91.1528, -1.6435, 0.0447 } }, 1.4441 },
        { { { 2.0776, 0.0795, -1.1350 } }, { { 0.9033, -0.0636, -0.5514 } }, 0.9082 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        cr_expect_float_eq(ciede2000(rows[i].p, rows[i].q), rows[i].distance, 5e-5, "row %zu", i);
        cr_expect_float_eq(ciede2000(rows[i].q, rows[i].p), rows[i].distance, 5e-5, "row %zu", i);
    }
}

// What defines each kind: greys stay grey, and the colours it confuses come together.
Test(palette, each_kind_of_sight_confuses_what_it_should)
{
    static const Color confused[SIGHT_COUNT][2] = {
        [SIGHT_PROTAN] = { RGB_ROW(0x8a0000), RGB_ROW(0x3b3b00) }, // red and dark olive
        [SIGHT_DEUTAN] = { RGB_ROW(0xb06000), RGB_ROW(0x848400) }, // orange and olive
        [SIGHT_TRITAN] = { RGB_ROW(0x00a0a0), RGB_ROW(0x00a0d0) }, // cyan and sky
    };
    for (Sight sight = SIGHT_PROTAN; sight < SIGHT_COUNT; sight++) {
        for (int grey = 0; grey < 256; grey += 51) {
            const Color c = { (uint8_t)grey, (uint8_t)grey, (uint8_t)grey, 255 };
            cr_expect_lt(ciede2000(lab_of(c, SIGHT_NORMAL), lab_of(c, sight)), 0.05, "%s of %d",
                         sights[sight].name, grey);
        }
        const Color a = confused[sight][0], b = confused[sight][1];
        cr_expect_lt(distance(a, b, sight), distance(a, b, SIGHT_NORMAL) / 2, "%s: %.1f, %.1f",
                     sights[sight].name, distance(a, b, sight), distance(a, b, SIGHT_NORMAL));
    }
}

// The nearest two of the first `count` series.
static double nearest(int count, const Theme *theme, Sight sight, int pair[2])
{
    double least = INFINITY;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
            const double d = distance(series_color(i, theme), series_color(j, theme), sight);
            if (d < least) {
                least = d;
                pair[0] = j, pair[1] = i;
            }
        }
    }
    return least;
}

// The design's own RMSProp (c77dff) was 2 from Momentum without green-sensitive cones, and its Adam
// (ff5d8f) 6 from AdaGrad without blue-sensitive ones: both were moved a little.
Test(palette, six_optimizers_differ_for_every_kind_of_sight)
{
    static const double bounds[THEME_COUNT][SIGHT_COUNT] = {
        [THEME_DARK] = { 20, 9.5, 9.5, 9.5 },
        [THEME_LIGHT] = { 20, 10, 10, 10 },
        [THEME_PROJECTOR] = { 18, 9.5, 9.5, 9.5 },
    };
    for (int t = 0; t < THEME_COUNT; t++) {
        for (Sight sight = 0; sight < SIGHT_COUNT; sight++) {
            int pair[2] = { 0 };
            const double d = nearest(6, &themes[t], sight, pair);
            cr_expect_geq(d, bounds[t][sight], "%s, %s: %d and %d are %.1f apart",
                          themes[t].kind.key, sights[sight].name, pair[0], pair[1], d);
        }
    }
}

// Fifteen cannot be as far apart as six, and not all of dark ones: 7 or 8 is still seen side by
// side at once, and every marker is another shape, so that nobody has to go by the colour alone.
Test(palette, all_kinds_of_optimizers_differ_for_every_kind_of_sight)
{
    static const double bounds[THEME_COUNT][SIGHT_COUNT] = {
        [THEME_DARK] = { 15, 8, 8, 8 },
        [THEME_LIGHT] = { 15, 8, 8, 8 },
        [THEME_PROJECTOR] = { 12, 7, 7, 7 },
    };
    for (int t = 0; t < THEME_COUNT; t++) {
        for (Sight sight = 0; sight < SIGHT_COUNT; sight++) {
            int pair[2] = { 0 };
            const double d = nearest(SERIES_COLOR_COUNT, &themes[t], sight, pair);
            cr_expect_geq(d, bounds[t][sight], "%s, %s: %d and %d are %.1f apart",
                          themes[t].kind.key, sights[sight].name, pair[0], pair[1], d);
        }
    }
}

// One optimizer, one colour: of all themes it is the same hue, or grey in all.
Test(palette, a_series_has_the_same_hue_in_all_themes)
{
    for (int k = 0; k < SERIES_COLOR_COUNT * THEME_COUNT; k++) {
        const int i = k / THEME_COUNT;
        const Vector dark = lab_of(series_color(i, &themes[THEME_DARK]), SIGHT_NORMAL);
        const Vector light = lab_of(series_color(i, &themes[k % THEME_COUNT]), SIGHT_NORMAL);
        const double dark_chroma = hypot(dark.v[1], dark.v[2]);
        const double light_chroma = hypot(light.v[1], light.v[2]);
        const double turn = fabs(hue_of(dark.v[1], dark.v[2]) - hue_of(light.v[1], light.v[2]));
        const bool grey = dark_chroma < 13 && light_chroma < 13;
        cr_expect(grey || fmin(turn, 360 - turn) <= 18, "%d turns by %.0f degrees", i,
                  fmin(turn, 360 - turn));
    }
}

// On the map a path has a dark halo; the worst is the halo on the very lightest of a map. Adam's
// red, which six kinds need, is just below the 3 of the others.
Test(palette, series_stand_out_from_their_halo_on_the_lightest_map)
{
    for (int m = 0; m < COLORMAP_COUNT; m++) {
        const Color halo = themes[THEME_DARK].halo;
        const Color opaque = { halo.r, halo.g, halo.b, 255 };
        const Color ground = color_mix(colormap_at(&colormaps[m], 1), opaque, (float)halo.a / 255);
        for (int i = 0; i < SERIES_COLOR_COUNT; i++) {
            const double contrast = color_contrast(series_color(i, &themes[THEME_DARK]), ground);
            cr_expect_geq(contrast, i == 5 ? 2.85 : 3, "series %d on %s: %.2f", i,
                          registry_key(&colormap_kinds, (size_t)(m)), contrast);
        }
    }
}

// Whoever goes by shapes alone can tell all of them.
Test(palette, no_two_series_have_the_same_marker)
{
    for (int i = 0; i < SERIES_COLOR_COUNT; i++) {
        for (int j = 0; j < i; j++) {
            cr_expect_neq(series_marker(i), series_marker(j), "%d and %d", j, i);
        }
    }
}

// WCAG 2.1, 1.4.11: what must be seen but not read.
Test(palette, series_stand_out_from_their_ground)
{
    for (int t = 0; t < THEME_COUNT; t++) {
        const Theme *theme = &themes[t];
        const Color grounds[] = { theme->background, theme->panel, theme->raised };
        for (int i = 0; i < SERIES_COLOR_COUNT; i++) {
            for (size_t g = 0; g < COUNT(grounds); g++) {
                cr_expect_geq(color_contrast(series_color(i, theme), grounds[g]), 3,
                              "%s series %d on ground %zu", theme->kind.key, i, g);
            }
        }
    }
}

// What a projector shows has to be read: also its curves, and its paths on the darkest of a map.
Test(palette, a_projectors_series_have_the_contrast_of_text)
{
    const Theme *theme = &themes[THEME_PROJECTOR];
    const Color halo = { theme->halo.r, theme->halo.g, theme->halo.b, 255 };
    for (int i = 0; i < SERIES_COLOR_COUNT; i++) {
        const Color color = series_color(i, theme);
        cr_expect_geq(color_contrast(color, theme->panel), 4.5, "series %d", i);
        cr_expect_geq(color_contrast(color, theme->raised), 4.5, "series %d", i);
        for (int m = 0; m < COLORMAP_COUNT; m++) {
            const Color low = colormap_at(theme_colormap(theme, (ColormapKind)m), 0);
            const Color ground = color_mix(low, halo, (float)theme->halo.a / 255);
            cr_expect_geq(color_contrast(color, ground), 4.5, "series %d in its halo, map %d", i,
                          m);
        }
    }
    cr_expect_gt(theme->thick, 1.4);
}

// Its maps are the same ones, only lighter, and low is still dark.
Test(palette, a_projectors_maps_are_light)
{
    const Theme *theme = &themes[THEME_PROJECTOR];
    for (int m = 0; m < COLORMAP_COUNT; m++) {
        const Colormap *map = theme_colormap(theme, (ColormapKind)m);
        cr_expect_eq(map->count, colormaps[m].count);
        cr_expect_eq(theme_colormap(&themes[THEME_DARK], (ColormapKind)m), &colormaps[m]);
        double before = 0;
        for (int i = 0; i <= 20; i++) {
            const double light = lab_of(colormap_at(map, i / 20.0), SIGHT_NORMAL).v[0];
            cr_expect(light > 50 && light > before, "map %d at %d: %g", m, i, light);
            before = light;
        }
    }
}

// WCAG 2.1, 1.4.3. The accent is a text only on panels (the keys of the help).
Test(palette, every_text_has_a_contrast_of_four_and_a_half)
{
    for (int t = 0; t < THEME_COUNT; t++) {
        const Theme *c = &themes[t];
        const struct {
            const char *name;
            Color text, ground;
            double least;
        } rows[] = {
            { "text on background", c->text, c->background, 7 },
            { "text on panel", c->text, c->panel, 7 },
            { "text on raised", c->text, c->raised, 7 },
            { "text on a pressed button", c->text, color_mix(c->raised, c->text, 0.1f), 7 },
            { "muted on background", c->muted, c->background, 4.5 },
            { "muted on panel", c->muted, c->panel, 4.5 },
            { "muted on raised", c->muted, c->raised, 4.5 },
            { "error on background", c->error, c->background, 4.5 },
            { "error on panel", c->error, c->panel, 4.5 },
            { "error on raised", c->error, c->raised, 4.5 },
            { "good on background", c->good, c->background, 4.5 },
            { "good on panel", c->good, c->panel, 4.5 },
            { "good on raised", c->good, c->raised, 4.5 },
            { "accent on panel", c->accent, c->panel, 4.5 },
            { "on_accent on accent", c->on_accent, c->accent, 4.5 },
            { "focus ring on background", c->accent, c->background, 3 },
            { "focus ring on raised", c->accent, c->raised, 3 },
            { "axes before the sky", c->muted, c->sky, 3 },
            { "axes before the haze", c->muted, c->haze, 4.5 },
        };
        for (size_t i = 0; i < COUNT(rows); i++) {
            const double contrast = color_contrast(rows[i].text, rows[i].ground);
            cr_expect_geq(contrast, rows[i].least, "%s: %s has %.2f", c->kind.key, rows[i].name,
                          contrast);
        }
    }
}

Test(palette, themes_know_their_place)
{
    for (int t = 0; t < THEME_COUNT; t++) {
        cr_expect_eq((int)themes[t].series, t);
    }
}

// Even: over a twentieth of the map lightness grows by 0.7 to 1.4 of its mean growth there.
Test(palette, colour_maps_get_lighter_evenly_for_every_kind_of_sight)
{
    enum { STEPS = 20 };
    cr_expect_geq(COLORMAP_COUNT, 3);
    for (int m = 0; m < COLORMAP_COUNT; m++) {
        const Colormap *map = &colormaps[m];
        for (Sight sight = 0; sight < SIGHT_COUNT; sight++) {
            const double low = lab_of(colormap_at(map, 0), sight).v[0];
            const double high = lab_of(colormap_at(map, 1), sight).v[0];
            const double mean = (high - low) / STEPS;
            cr_expect_geq(high - low, 70, "%s spans %.1f of L*",
                          registry_key(&colormap_kinds, (size_t)m), high - low);
            for (int i = 0; i < STEPS; i++) {
                const double grown = lab_of(colormap_at(map, (i + 1.0) / STEPS), sight).v[0] -
                                     lab_of(colormap_at(map, (double)i / STEPS), sight).v[0];
                cr_expect(grown > 0, "%s falls at %d/20, %s",
                          registry_key(&colormap_kinds, (size_t)m), i, sights[sight].name);
                cr_expect(sight != SIGHT_NORMAL || (grown >= 0.7 * mean && grown <= 1.4 * mean),
                          "%s grows by %.2f of the mean at %d/20",
                          registry_key(&colormap_kinds, (size_t)m), grown / mean, i);
            }
        }
    }
}
