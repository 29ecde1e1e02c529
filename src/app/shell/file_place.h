// A place among the folders and a line of text that names something there: what sheets for files
// work on. The list of what lies in the folder follows the line, and marks what begins as its end
// does.
#pragma once

#include "base/folder.h"

enum { FILE_TEXT_MAX = 4096, FILE_ENDING_MAX = 16 };

typedef struct FilePlace {
    char ending[FILE_ENDING_MAX]; // ".thalweg": of what is listed and saved; "": all
    bool saves;                   // a new name may be given
    char text[FILE_TEXT_MAX];     // name or path, as it stands in the line
    char *base;                   // the folder that it is meant in, absolute
    Folder folder;                // that the line names
    bool hidden;                  // it was read with what is hidden
    int at;                       // the marked entry; -1: none
    bool reveal;                  // it is to be brought into view
    Error wrong;                  // what is wrong with the line; "": nothing
    char *missing; // the folder that is to be saved into and is not there, but the one around it
} FilePlace;

// Begins at a file, whose name then stands in the line if one is to be saved and is marked if not,
// or at a folder; NULL: at `last`, or where files go by themselves if that is NULL, too.
void file_place_begin(FilePlace *place, bool saves, const char *ending, const char *path,
                      const char *last);
void file_place_finish(FilePlace *place);

// The line has become another one.
void file_place_follow(FilePlace *place);
// Goes to a folder, taking `path` over; where it is the one around, what one comes from is marked.
void file_place_go(FilePlace *place, char *path);
void file_place_up(FilePlace *place);
// Puts a name at the end of the line.
void file_place_name(FilePlace *place, const char *name);
// Another ending for the list and the name.
void file_place_end_so(FilePlace *place, const char *ending);
// `path` with the ending unless it has it; takes it over.
char *file_place_ending(const FilePlace *place, char *path);
// The file that the line means, absolute, to be freed; NULL where that is none, with the reason, or
// where it is a folder, into which is gone. One that is opened is there, maybe under its name with
// the ending; one that is saved has the ending and a folder that is there.
char *file_place_file(FilePlace *place);
