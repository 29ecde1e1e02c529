// Copy and keep: the command line or the code that opens this scene, and files of its picture and
// numbers.
#pragma once

#include "app/shell/app.h"

// The command line to the clipboard; a notice says so.
void keep_copy(App *app, double now_s);
// The script for PyTorch to the clipboard; a notice says so, or why not.
void keep_code(App *app, double now_s);
// The scene as a code of one line to the clipboard. Why that cannot be, NULL: it can.
void keep_text(App *app, double now_s);
const char *keep_no_text(App *app);
// thalweg-<the subject's name>-N.png or .csv in the current folder, or at home where that cannot be
// written.
// A notice names the file or says why not. The picture is the figure that `render` draws.
void keep_png(App *app, double now_s);
void keep_csv(App *app, double now_s);
