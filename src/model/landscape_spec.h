// Spec strings of landscapes: a row's key, and where data make it, what data: "logreg noise=0.2
// n=100 batch=8 sampling=shuffle" (base/setting_parse.h has the grammar).
#pragma once

#include "model/landscape.h"

typedef struct LandscapeSpec {
    FitSpec fit; // first: the settings of a row are of a FitSpec
    const Landscape *landscape;
    double params[LANDSCAPE_PARAMS_MAX];
} LandscapeSpec;
static_assert(offsetof(LandscapeSpec, fit) == 0, "rows of a FitSpec serve");

extern const Setting landscape_setting; // of a LandscapeSpec

// err->at is the byte of `text` at fault. Its points are there only after fit_spec_fill().
bool landscape_spec_parse(LandscapeSpec *spec, const char *text, Error *err);
// The shortest text that parses back to the same bits. text [FIT_TEXT_MAX].
void landscape_spec_write(const LandscapeSpec *spec, char *text, size_t size);
