// What an export makes: which kind of file, where, how large, and of which part of the program.
#pragma once

#include "draw/color.h"

enum { EXPORT_PATH_MAX = 4096, EXPORT_SIDE_MIN = 16, EXPORT_SIDE_MAX = 16384 };

// Rows of export_kinds; their keys are the endings of the files.
typedef enum ExportKind {
    EXPORT_PNG,
    EXPORT_SVG,
    EXPORT_PDF,
    EXPORT_MP4,
    EXPORT_WEBP,
    EXPORT_GIF,
    EXPORT_CSV,
    EXPORT_TORCH,
    EXPORT_COUNT
} ExportKind;

typedef enum ExportWhat {
    EXPORT_FIGURE, // for a slide or a paper: title, picture, legend, chart; no controls
    EXPORT_WINDOW, // all that a window of that size shows
} ExportWhat;

typedef struct ExportPlan {
    ExportKind kind;
    char path[EXPORT_PATH_MAX];
    ExportWhat what;
    int width, height; // pixels
    double scale;      // pixels for a unit of the layout; 0: by the size
    double dpi;        // pixels an inch; 0: unsaid, and where a paper's size is needed EXPORT_DPI
    bool transparent;  // without its ground
    ThemeKind theme;

    // Of a film.
    double from, to; // steps; NAN: the first and the last that there is
    double seconds;  // that it lasts
    int rate;        // pictures a second
    double turned;   // degrees that a surface turns by meanwhile; 0: it stands
} ExportPlan;

static const double EXPORT_SECONDS = 10, EXPORT_SECONDS_MIN = 0.1, EXPORT_SECONDS_MAX = 600;
enum { EXPORT_RATE = 30, EXPORT_RATE_MAX = 60, EXPORT_RATE_GIF = 50, EXPORT_TURN_MAX = 3600 };

static const double EXPORT_DPI = 96, EXPORT_DPI_MIN = 24, EXPORT_DPI_MAX = 2400;
