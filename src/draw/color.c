// Themes, colour maps and series colours as tables, and the arithmetic of colours.
#include "draw/color.h"

#include <math.h>

// clang-format off
const Theme themes[THEME_COUNT] = {
    [THEME_DARK] = {
        .kind = { .key = "dark" }, .series = THEME_DARK,
        .background = RGB_ROW(0x14161a), .panel = RGB_ROW(0x1b1e24), .raised = RGB_ROW(0x22262e),
        .line = RGB_ROW(0x2e333d), .text = RGB_ROW(0xe7eaf0), .muted = RGB_ROW(0x98a1b0),
        .accent = RGB_ROW(0x6aa9ff), .track = RGB_ROW(0x343a46), .on_accent = RGB_ROW(0x0b1420),
        .error = RGB_ROW(0xff8080), .warning = RGB_ROW(0xffb454), .good = RGB_ROW(0x5ad1a0),
        .halo = { 10, 14, 20, 190 }, .contour = { 236, 232, 214, 70 },
        .sky = RGB_ROW(0x2a303a), .haze = RGB_ROW(0x191c22), .thick = 1,
    },
    [THEME_LIGHT] = {
        .kind = { .key = "light" }, .series = THEME_LIGHT,
        .background = RGB_ROW(0xf4f5f7), .panel = RGB_ROW(0xffffff), .raised = RGB_ROW(0xf0f2f5),
        .line = RGB_ROW(0xd9dde4), .text = RGB_ROW(0x1a1e26), .muted = RGB_ROW(0x5c6675),
        .accent = RGB_ROW(0x1f6feb), .track = RGB_ROW(0xd3d8e0), .on_accent = RGB_ROW(0xffffff),
        .error = RGB_ROW(0xc62828), .warning = RGB_ROW(0x9a6200), .good = RGB_ROW(0x167d4b),
        .halo = { 255, 255, 255, 215 }, .contour = { 236, 232, 214, 80 },
        .sky = RGB_ROW(0xc9d3e0), .haze = RGB_ROW(0xeef1f5), .thick = 1,
    },
    [THEME_PROJECTOR] = {
        .kind = { .key = "projector" }, .series = THEME_PROJECTOR,
        .background = RGB_ROW(0xffffff), .panel = RGB_ROW(0xffffff), .raised = RGB_ROW(0xf0f2f6),
        .line = RGB_ROW(0xbac2cd), .text = RGB_ROW(0x000000), .muted = RGB_ROW(0x3d4653),
        .accent = RGB_ROW(0x0b4fc4), .track = RGB_ROW(0xb9c2ce), .on_accent = RGB_ROW(0xffffff),
        .error = RGB_ROW(0xb00020), .warning = RGB_ROW(0x7a4a00), .good = RGB_ROW(0x0a6236),
        .halo = { 255, 255, 255, 235 }, .contour = { 20, 30, 44, 105 },
        .sky = RGB_ROW(0xdfe6ef), .haze = RGB_ROW(0xffffff), .thick = 1.6f, .pale = true,
    },
};

const Color color_classes[2] = { RGB_ROW(0xf07f2e), RGB_ROW(0x2f86e0) };

const Registry theme_kinds = { REGISTRY(themes), .plain = true };

const Colormap colormaps[COLORMAP_COUNT] = {
    [COLORMAP_VALLEY] = { 7,
        { RGB_ROW(0x12202f), RGB_ROW(0x1d3a52), RGB_ROW(0x2e5970), RGB_ROW(0x547f8c), RGB_ROW(0x8ca7a8),
          RGB_ROW(0xc6cdc4), RGB_ROW(0xece8d6) } },
    [COLORMAP_VIRIDIS] = { 9,
        { RGB_ROW(0x440154), RGB_ROW(0x472d7b), RGB_ROW(0x3b528b), RGB_ROW(0x2c728e), RGB_ROW(0x21918c),
          RGB_ROW(0x28ae80), RGB_ROW(0x5ec962), RGB_ROW(0xaddc30), RGB_ROW(0xfde725) } },
    [COLORMAP_GREY] = { 2, { RGB_ROW(0x16181c), RGB_ROW(0xe9eaec) } },
};

// Lighter: a room's light washes a projector's dark colours out, and dark lines are seen on light
// ones.
static const Colormap pale_colormaps[COLORMAP_COUNT] = {
    [COLORMAP_VALLEY] = { 7,
        { RGB_ROW(0x6d9bc6), RGB_ROW(0x86adcd), RGB_ROW(0x9fbfd4), RGB_ROW(0xb8d0da), RGB_ROW(0xd0dfdf),
          RGB_ROW(0xe6ebe2), RGB_ROW(0xfaf6e6) } },
    [COLORMAP_VIRIDIS] = { 9,
        { RGB_ROW(0xa280aa), RGB_ROW(0xa396bd), RGB_ROW(0x9da9c5), RGB_ROW(0x96b9c7), RGB_ROW(0x90c8c6), RGB_ROW(0x94d7c0), RGB_ROW(0xafe4b1), RGB_ROW(0xd6ee98), RGB_ROW(0xfef392) } },
    [COLORMAP_GREY] = { 2,
        { RGB_ROW(0x8b8c8e), RGB_ROW(0xf4f5f6) } },
};

// The light theme's are darker shades of the same hues, chosen together so that they stay apart for
// every kind of sight (mixing the dark theme's with black would not do that): tests/test_palette.c.
static const struct { Color color[THEME_COUNT]; Marker marker; } series[SERIES_COLOR_COUNT] = {
    { { RGB_ROW(0xf2c14e), RGB_ROW(0xaa8627), RGB_ROW(0x9d5e00) }, MARKER_CIRCLE },
    { { RGB_ROW(0x4ea5f2), RGB_ROW(0x0179dd), RGB_ROW(0x2f5492) }, MARKER_SQUARE },
    { { RGB_ROW(0x5ad1a0), RGB_ROW(0x3d9b76), RGB_ROW(0x047a58) }, MARKER_DIAMOND },
    { { RGB_ROW(0xf27d52), RGB_ROW(0xac644a), RGB_ROW(0x983223) }, MARKER_TRIANGLE },
    { { RGB_ROW(0xc17ac1), RGB_ROW(0x915da4), RGB_ROW(0xae00e3) }, MARKER_TRIANGLE_DOWN },
    { { RGB_ROW(0xff437c), RGB_ROW(0xb62f5b), RGB_ROW(0xd3135d) }, MARKER_HEXAGON },
    { { RGB_ROW(0xe3e8d1), RGB_ROW(0x5d5d56), RGB_ROW(0x252a1b) }, MARKER_STAR },
    { { RGB_ROW(0xacb2d4), RGB_ROW(0x8584bc), RGB_ROW(0x2e3075) }, MARKER_HOURGLASS },
    { { RGB_ROW(0xd69fb2), RGB_ROW(0xd55e96), RGB_ROW(0x793060) }, MARKER_TRIANGLE_RIGHT },
    { { RGB_ROW(0x00aa00), RGB_ROW(0x4f7619), RGB_ROW(0x364d39) }, MARKER_BAR },
    { { RGB_ROW(0xfff12d), RGB_ROW(0x624c00), RGB_ROW(0x65603f) }, MARKER_SPARKLE },
    { { RGB_ROW(0xb6efe9), RGB_ROW(0x387170), RGB_ROW(0x123b3e) }, MARKER_BOWTIE },
    { { RGB_ROW(0xf8cbff), RGB_ROW(0x502c4c), RGB_ROW(0x0a0dc7) }, MARKER_TRIANGLE_LEFT },
    { { RGB_ROW(0x6f9f87), RGB_ROW(0x033d32), RGB_ROW(0x4b6d65) }, MARKER_BEAM },
    { { RGB_ROW(0xd5fa9f), RGB_ROW(0x38411d), RGB_ROW(0x005804) }, MARKER_DOME },
};
static_assert((int)MARKER_COUNT == (int)SERIES_COLOR_COUNT, "a marker for each series");
// clang-format on

Color color_mix(Color a, Color b, float share)
{
    const float s = clampf(share, 0, 1);
    return (Color){
        (uint8_t)(a.r + (b.r - a.r) * s + 0.5f),
        (uint8_t)(a.g + (b.g - a.g) * s + 0.5f),
        (uint8_t)(a.b + (b.b - a.b) * s + 0.5f),
        (uint8_t)(a.a + (b.a - a.a) * s + 0.5f),
    };
}

static double linear_light(uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(Color c)
{
    return 0.2126 * linear_light(c.r) + 0.7152 * linear_light(c.g) + 0.0722 * linear_light(c.b);
}

double color_contrast(Color a, Color b)
{
    const double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

const Colormap *theme_colormap(const Theme *theme, ColormapKind kind)
{
    return &(theme->pale ? pale_colormaps : colormaps)[kind];
}

Color colormap_at(const Colormap *map, double position)
{
    const double at = clamp(position, 0, 1) * (map->count - 1);
    const int left = clampi((int)at, 0, map->count - 2);
    return color_mix(map->stops[left], map->stops[left + 1], (float)(at - left));
}

Color series_color(int index, const Theme *theme)
{
    return series[index % SERIES_COLOR_COUNT].color[theme->series];
}

Marker series_marker(int index)
{
    return series[index % SERIES_COLOR_COUNT].marker;
}
