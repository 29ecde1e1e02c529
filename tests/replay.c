// A fuzzer's seeds once more, without libFuzzer: what was found once is never found again.
// Usage: replay_NAME FOLDER
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEED_MAX = 1 << 16 };

static void replay(const char *path)
{
    static uint8_t seed[SEED_MAX];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    const size_t length = fread(seed, 1, sizeof seed, file);
    fclose(file);
    puts(path);
    fflush(stdout); // the last one that is told is the one that failed
    // In memory of exactly that size, so that a sanitizer sees a byte too many.
    uint8_t *bytes = malloc(length ? length : 1);
    for (size_t i = 0; i < length; i++) {
        bytes[i] = seed[i];
    }
    LLVMFuzzerTestOneInput(bytes, length);
    free(bytes);
}

int main(int argc, char **argv)
{
    struct dirent **entries;
    const int count = argc == 2 ? scandir(argv[1], &entries, NULL, alphasort) : -1;
    int seeds = 0;
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            char path[4096];
            snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
            replay(path);
            seeds++;
        }
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
    }
    printf("%d seeds\n", seeds);
    return seeds > 0 ? 0 : 1;
}
