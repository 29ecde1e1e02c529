// For ThreadSanitizer: finished cells are read while the next ones are computed, and a study is
// left in the middle. A plain program, because Criterion crashes under it.
#include "sim/train/study.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

static void wake(void *context)
{
    atomic_fetch_add((atomic_int *)context, 1);
}

// Reads whatever is done until `cells` are; the sum of what was read last.
static double watch(Study *study, int cells)
{
    double sum = 0;
    for (int done = 0; done < cells;) {
        done = study_done(study);
        sum = 0;
        for (int i = 0; i < done; i++) {
            const StudyCell *cell = study_cell(study, i);
            sum += cell->stats[STUDY_LAYERS - 1].std + cell->counts[0][0] + cell->scale;
            sum += isnan(cell->accuracy[1]) ? 0 : cell->accuracy[1];
        }
        nanosleep(&(struct timespec){ .tv_nsec = 200000 }, NULL);
    }
    return sum;
}

int main(void)
{
    static const int cells[STUDY_COUNT] = { [STUDY_ACTIVATIONS] = 12, [STUDY_BATCH_NORM] = 4 };
    for (StudyKind kind = 0; kind < STUDY_COUNT; kind++) {
        atomic_int woken = 0;
        Study *study = study_create(kind, 1, wake, &woken);
        const double sum = watch(study, cells[kind]);
        study_destroy(study);
        if (!(sum > 0) || atomic_load(&woken) < cells[kind] - 1) {
            fprintf(stderr, "%s: %g, woken %d times\n", studies[kind].kind.key, sum,
                    atomic_load(&woken));
            return 1;
        }
    }
    return 0;
}
