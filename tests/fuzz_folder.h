// The folder in which a fuzzer's command lines run, with files that they may read; it goes with the
// process.
#pragma once

#include "fuzz_words.h"

#include <fcntl.h>

static char folder_path[] = "/tmp/thalweg-fuzz-XXXXXX";
static int folder_origin = -1; // where the fuzzer itself works

// clang-format off
#define FILE_ROW(name, text) { name, text, sizeof text - 1 }
static const struct FolderFile {
    const char *name, *bytes;
    size_t length;
} folder_files[] = {
    FILE_ROW("points.csv", "x,y,class\n0,1,a\n1,0,b\n1,1,a\n0,0,b\n2,1,a\n1,2,b\n"),
    FILE_ROW("values.csv", "1;2.5\n2;3.25\n3;4.125\n4;5\n"),
    FILE_ROW("bad.csv",    "1,2,0\n1,oops,0\n"),
    FILE_ROW("images",     "\0\0\x8\x3\0\0\0\x3\0\0\0\2\0\0\0\2"
                           "\0\x33\x66\xff\1\2\3\4\xfa\xfb\xfc\xfd"),
    FILE_ROW("labels",     "\0\0\x8\x1\0\0\0\x3\0\7\2"),
};
// clang-format on

static inline void folder_remove(void)
{
    const int at = open(folder_path, O_RDONLY | O_DIRECTORY);
    for (size_t i = 0; i < COUNT(folder_files); i++) {
        unlinkat(at, folder_files[i].name, 0);
    }
    close(at);
    rmdir(folder_path);
}

static inline void folder_make(void)
{
    folder_origin = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    hold(folder_origin >= 0 && mkdtemp(folder_path) && chdir(folder_path) == 0,
         "a folder can be made");
    atexit(folder_remove);
    for (size_t i = 0; i < COUNT(folder_files); i++) {
        FILE *file = fopen(folder_files[i].name, "wb");
        hold(file &&
                 fwrite(folder_files[i].bytes, 1, folder_files[i].length, file) ==
                     folder_files[i].length &&
                 fclose(file) == 0,
             "files can be written");
    }
}

static inline void folder_enter(void)
{
    if (folder_origin < 0) {
        folder_make();
    }
    hold(chdir(folder_path) == 0, "the folder is there");
}

static inline void folder_leave(void)
{
    hold(fchdir(folder_origin) == 0, "the fuzzer's own folder is there");
}
