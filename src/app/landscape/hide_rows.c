// Names of controls and of sections' headings, blanks between.
#include "app/landscape/hide_rows.h"

// clang-format off
const char *const landscape_hide_rows[SCENE_HIDE_COUNT] = {
    [SCENE_HIDE_LANDSCAPE] = "section.landscape", [SCENE_HIDE_SHAPE]  = "section.shape",
    [SCENE_HIDE_DATA]      = "section.data",      [SCENE_HIDE_PENALTIES] = "section.penalties",
    [SCENE_HIDE_RELIEF]    = "section.relief",    [SCENE_HIDE_RACE]   = "section.race",
    [SCENE_HIDE_SHOW]      = "section.show",      [SCENE_HIDE_CURSOR] = "section.cursor",
    [SCENE_HIDE_CHOOSER]   = "landscape",         [SCENE_HIDE_FORMULA] = "formula formula.offer",
    [SCENE_HIDE_NOISE]     = "race.noise",        [SCENE_HIDE_STEPS]  = "race.steps",
    [SCENE_HIDE_SEED]      = "race.seed race.new_seed", [SCENE_HIDE_START] = "start.x start.y",
    [SCENE_HIDE_CONTOURS]  = "show.contours",     [SCENE_HIDE_LOG]    = "show.log",
    [SCENE_HIDE_DOTS]      = "show.dots",         [SCENE_HIDE_MINIMA] = "show.minima",
    [SCENE_HIDE_VECTORS]   = "show.vectors",      [SCENE_HIDE_SADDLES] = "show.saddles",
    [SCENE_HIDE_GHOSTS]    = "show.ghosts",       [SCENE_HIDE_FIELD]  = "show.field",
    [SCENE_HIDE_COLOURS]   = "show.colours",
    [SCENE_HIDE_RATES]     = ("racer.0.lr racer.1.lr racer.2.lr racer.3.lr racer.4.lr racer.5.lr "
                             "racer.6.lr racer.7.lr racer.8.lr racer.9.lr racer.10.lr racer.11.lr"),
    [SCENE_HIDE_FAIR]      = "fair.on fair.by fair.within fair.apply",
    [SCENE_HIDE_ADD]       = "racer.add",
};
// clang-format on
