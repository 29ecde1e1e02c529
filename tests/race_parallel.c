// For ThreadSanitizer: blocks write neighbouring elements without locks, calls follow one another
// at once, and pools come and go. A plain program, because Criterion crashes under it.
#include "base/parallel.h"

#include <stdio.h>

enum { BLOCKS = 64 };

typedef struct Sums {
    int input[BLOCKS]; // written by the caller between the calls
    long output[BLOCKS];
} Sums;

static void add_block(void *context, int block)
{
    Sums *sums = context;
    sums->output[block] += sums->input[block];
}

int main(void)
{
    for (int threads = 1; threads <= 8; threads++) {
        for (int pool = 0; pool < 20; pool++) {
            Parallel *parallel = parallel_create(threads);
            Sums sums = { 0 };
            for (int call = 1; call <= 50; call++) {
                for (int block = 0; block < BLOCKS; block++) {
                    sums.input[block] = call * block;
                }
                parallel_for(parallel, BLOCKS, add_block, &sums);
            }
            parallel_destroy(parallel);
            for (int block = 0; block < BLOCKS; block++) {
                if (sums.output[block] != 51L * 50 / 2 * block) {
                    fprintf(stderr, "block %d has %ld\n", block, sums.output[block]);
                    return 1;
                }
            }
        }
    }
    return 0;
}
