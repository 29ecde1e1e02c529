// Picks the kernels for the processor the program runs on. The pointers are looked up at run time
// by plain code: what linkers offer for it (ifunc) crashes under ThreadSanitizer.
#include "model/net/kernels.h"

#include "model/net/kernel_table.h"

// What x86-64-v3 and v4 add and the kernels' compiler flags allow; each processor that has these
// has the rest of its level.
#ifdef __x86_64__
static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi2");
}

static bool has_avx512(void)
{
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512cd");
}
#endif

static bool has_baseline(void)
{
    return true;
}

static const struct {
    const Kernels *kernels;
    bool (*runs_here)(void);
} sets[] = {
#ifdef __x86_64__
    { &kernel_table_avx512, has_avx512 },
    { &kernel_table_avx2, has_avx2 },
#endif
    { &kernel_table_baseline, has_baseline },
};

bool kernels_at(int index, const Kernels **kernels)
{
    for (size_t s = 0; s < COUNT(sets); s++) {
        if (sets[s].runs_here() && index-- == 0) {
            *kernels = sets[s].kernels;
            return true;
        }
    }
    return false;
}

const Kernels *kernels_best(void)
{
    const Kernels *best = NULL;
    kernels_at(0, &best);
    return best;
}
