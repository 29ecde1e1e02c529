// Loops compiled for several widths of vector, of which the program picks one when it starts. All
// give the same bits: the build contracts no multiply-add. Not under ThreadSanitizer, where
// choosing crashes before main.
#pragma once

#if defined(__has_feature)
#define HAS_FEATURE(feature) __has_feature(feature)
#else
#define HAS_FEATURE(feature) 0
#endif

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__OPTIMIZE__) &&                          \
    !defined(__SANITIZE_THREAD__) && !HAS_FEATURE(thread_sanitizer) &&                             \
    (!defined(__clang__) || __clang_major__ >= 14)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
