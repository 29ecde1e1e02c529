// Documents: the files that the rooms' subjects came from or were saved to. A room has one at a
// time, or none; what has no file has no name either, and nothing is asked about it before it goes.
#pragma once

#include "app/shell/app.h"

enum { DOCUMENT_NAME_MAX = 256 };

// What the room shows, as it would be saved; to be freed.
Subject *document_subject(const AppRoom *room);
// Whether that is another one than was opened or saved last, whatever step it stands at.
bool document_changed(const AppRoom *room);
// In every frame, before its pass: notes whether the shown room's has changed, where a hand has
// done something.
void document_look(App *app);

// The name of its file, without folder and ending; "" without one.
void document_name(const AppRoom *room, char name[DOCUMENT_NAME_MAX]);
// The window's title: that name with a mark where it is changed, and the program's.
void document_title(const App *app, char *title, size_t size);

// The room's subject has come from that file just now.
void document_attach(App *app, AppRoom *room, const char *path);
// Into that file, which becomes the room's.
bool document_write(App *app, AppRoom *room, const char *path, Error *err);
// Whether somebody else has written its file since.
bool document_overtaken(const AppRoom *room);
