// A folder's contents as a list: folders first, each thing with its size and when it was changed.
#pragma once

#include "base/folder.h"
#include "ui/ui.h"

typedef enum FolderAnswer {
    FOLDER_NOTHING,
    FOLDER_MARKED,  // *at is another entry
    FOLDER_CLICKED, // *at was clicked, be it the same one
    FOLDER_ENTERED, // a double click on it, or Enter
    FOLDER_UP,      // Backspace: to the folder around this one
} FolderAnswer;

// `at`: the marked entry, -1 none. Entry i is the control "name.i", the list itself "name.ground".
// keys: it has the keys although it has no focus; arrows, Home, End, Page keys and first letters
// move, Enter and Backspace answer.
FolderAnswer ui_folder_list(Ui *ui, const char *name, Rect rect, Folder *folder, int *at, bool keys,
                            const char *tip);
// Brings an entry into view in the next pass.
void ui_folder_show(Ui *ui, const char *name, Rect rect, int at);
// "12.3 kB"; "2026-11-30 14:05", in the time of the place.
void folder_size_text(char *out, size_t size, int64_t bytes);
void folder_time_text(char *out, size_t size, int64_t changed_s);
