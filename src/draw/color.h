// Colours, the themes, the colour maps: tables.
#pragma once

#include "base/looks.h"

typedef struct Color {
    uint8_t r, g, b, a; // sRGB, straight alpha
} Color;

// A colour from 0xrrggbb: RGB_ROW in initializers of tables, RGB in expressions.
#define RGB_ROW(hex)                                                                               \
    {                                                                                              \
        ((hex) >> 16) & 255, ((hex) >> 8) & 255, (hex)&255, 255                                    \
    }
#define RGB(hex) ((Color)RGB_ROW(hex))

static inline Color color_alpha(Color color, float alpha)
{
    color.a = (uint8_t)(color.a * clampf(alpha, 0, 1) + 0.5f);
    return color;
}

// As an opaque pixel of an image.
static inline void color_put(Color color, uint8_t rgba[4])
{
    rgba[0] = color.r;
    rgba[1] = color.g;
    rgba[2] = color.b;
    rgba[3] = 255;
}

// From a (0) to b (1), in sRGB.
Color color_mix(Color a, Color b, float share);
// WCAG 2 contrast ratio of two opaque colours, 1..21.
double color_contrast(Color a, Color b);

typedef enum ThemeKind {
    THEME_DARK,
    THEME_LIGHT,
    THEME_PROJECTOR, // light, thick lines, high contrast: for a room that is not dark
    THEME_COUNT
} ThemeKind;

typedef struct Theme {
    Kind kind;
    ThemeKind series; // its column of the series' colours
    Color background, panel, raised, line, text, muted, accent, track;
    Color on_accent; // text on the accent
    Color error, warning, good;
    Color halo;      // around paths
    Color contour;   // with its alpha
    Color sky, haze; // behind a surface, above and below
    float thick;     // times as thick as usual are paths, curves and contours
    bool pale;       // so are the colours of maps
} Theme;

extern const Theme themes[THEME_COUNT];
extern const Registry theme_kinds;

// A colour map: evenly spaced stops, low first.
enum { COLORMAP_STOPS_MAX = 16 };
typedef struct Colormap {
    int count;
    Color stops[COLORMAP_STOPS_MAX];
} Colormap;

extern const Colormap colormaps[COLORMAP_COUNT]; // of each ColormapKind

// As a theme shows it.
const Colormap *theme_colormap(const Theme *theme, ColormapKind kind);
// At position 0..1 (clamped), linear between stops.
Color colormap_at(const Colormap *map, double position);

// Shapes that tell series apart besides colour. None is a plus or a cross: those mark minima and
// saddles.
typedef enum Marker {
    MARKER_CIRCLE,
    MARKER_SQUARE,
    MARKER_DIAMOND,
    MARKER_TRIANGLE,
    MARKER_TRIANGLE_DOWN,
    MARKER_HEXAGON,
    MARKER_STAR,
    MARKER_HOURGLASS,
    MARKER_TRIANGLE_RIGHT,
    MARKER_BAR, // upright
    MARKER_SPARKLE,
    MARKER_BOWTIE,
    MARKER_TRIANGLE_LEFT,
    MARKER_BEAM, // lying
    MARKER_DOME,
    MARKER_COUNT
} Marker;

// Two classes of points, the same wherever they are shown: orange and blue, which everybody tells
// apart, between light and dark enough for both themes.
extern const Color color_classes[2];

// The i-th series has this colour and marker: one for each kind of optimizer, all markers
// different.
enum { SERIES_COLOR_COUNT = 15 };
Color series_color(int index, const Theme *theme);
Marker series_marker(int index);
