// The sheet that makes files of what is shown: which kind, where, how large; with a small picture
// of what comes out, and how far it is while that takes time.
#pragma once

#include "app/shell/app.h"

void sheet_export(App *app, double now_s);
// What was chosen last, from one time of the program to the next.
void sheet_export_recall(App *app, const Settings *settings);
void sheet_export_remember(const App *app, Settings *settings);
// Another file as the last one was, under the next free name; a picture if there was none. A notice
// names it or says why not; what takes time gets the sheet.
void sheet_export_again(App *app, double now_s);
// Whether a file is being made just now.
bool sheet_export_making(const App *app);
