// What the window remembers from one time to the next: theme, scale, size, what is shown. Kept as
// YAML in $XDG_CONFIG_HOME/thalweg/settings.yaml (or ~/.config/...), one line for each field here.
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/registry.h"

typedef struct Settings {
    int theme;         // ThemeKind
    int language;      // row of `languages` (base/languages.h)
    double scale;      // of the interface, 0.75 to 2.5; 0: as the display asks
    int width, height; // of the window when it is neither full screen nor maximized; logical pixels
    double chart;      // height of chart or table, logical pixels; 0: as usual
    int colormap;      // ColormapKind
    bool contours, minima, log_colour, dots; // shown in the picture
    int relief;          // ReliefKind: map, surface or both, where nothing else is asked for
    bool floor, quadric; // shown with a surface
    bool loop;           // playback starts again at the end
    bool still;          // reduced motion
    // What was exported last.
    int export_kind;                 // row of settings_exports
    int export_width, export_height; // pixels
    double export_dpi;               // pixels an inch
    int export_theme;                // 0: the window's, else 1 + ThemeKind
    bool export_window;              // all of it, not a figure
    bool export_transparent;         // the figure without its ground
    double export_seconds;           // that a film lasts
    int export_rate;                 // pictures a second
} Settings;

// The kinds of files that can be exported, by their endings.
extern const Registry settings_exports;

void settings_defaults(Settings *settings);
// A file that is not there is no mistake, nor is one without any settings: all defaults. A damaged
// or foreign file: all defaults and false, with a message that names the file and what is wrong
// with it; the file stays as it is.
bool settings_load(Settings *settings, Error *err);
// Numbers outside their range are brought to its nearer end, so that what is saved can be read.
// Makes the folder if need be. Without a home there is nowhere to remember them: true.
bool settings_save(const Settings *settings, Error *err);

// Where they are kept, for free(); NULL if there is neither $XDG_CONFIG_HOME nor $HOME.
char *settings_path(void);
// The same without files: from and to the text of one. Keys that are not known are skipped, so that
// an older program can read what a newer one wrote.
bool settings_parse(const char *text, size_t length, Settings *settings, Error *err);
bool settings_print(const Settings *settings, Arena *arena, char **text, size_t *length,
                    Error *err);
