// What replaces the subjects of rooms: files, codes, texts, and nothing at all. Where a room's file
// has not all that it shows, one is asked first; what was never a file's is laid by.
#pragma once

#include "app/shell/app.h"

// For menu and keys. A fresh subject of the shown room; the sheet of files; the file of the shown
// room, or the sheet where it has none or another program has written it; the sheet.
void opening_new(App *app, double now_s);
void opening_ask(App *app, double now_s);
void opening_save(App *app, double now_s);
void opening_save_as(App *app, double now_s);
// What the clipboard's text says (io/pasted.h).
void opening_paste(App *app, double now_s);

// A file, in the room of its kind. False with the reason, and nothing is changed, where it cannot
// be read; true: it is shown now or as soon as one has been asked.
bool opening_file(App *app, const char *path, double now_s, Error *err);
// The same, and the reason is shown.
void opening_dropped(App *app, const char *path, double now_s);
// The same of what was laid by, which then lies there no more.
void opening_before(App *app, const char *path, double now_s);
// A subject that was brought back: changed since it was its file's. path NULL: it has none.
void opening_restore(App *app, const Subject *subject, const char *path, double now_s);
// The program is to end: app->quit is set, now or as soon as one has been asked. While a file is
// being made only a notice says so.
void opening_quit(App *app, double now_s);
