// A line for a file's name or path. Tab completes it by what lies in the folder that it names.
#pragma once

#include "base/folder.h"
#include "ui/ui.h"

typedef enum PathAnswer {
    PATH_NOTHING,
    PATH_CHANGED, // the text has become another one
    PATH_ENTER,
    PATH_BACK, // Escape
} PathAnswer;

// `folder`: what lies in the folder that the text names as far as its last "/"; *matches: how many
// names begin as the rest does, when Tab was pressed and could complete no further for there are
// several; else as it was. Where there is nothing to complete Tab goes on to the next control.
// Enter and Escape are answered and leave the field as it is.
PathAnswer ui_path_field(Ui *ui, const char *name, Rect rect, char *text, size_t capacity,
                         const Folder *folder, int *matches, const char *tip);
// A folder's path; what is too long loses its first folders, and "…" says so.
void ui_path_label(Ui *ui, Rect rect, Color color, const char *path);
