// With AddressSanitizer a product that looks at each number before it uses it takes a hundred times
// as long, and most of the tests' time goes into products of trainings. Those of the float library
// (KERNEL_WHOLE, see meson.build) therefore look at every row they are given as a whole before they
// begin, and are compiled without checks; the double library, of the same text, checks by numbers.
#pragma once

#include "model/net/kernel_vec.h"

#ifdef KERNEL_WHOLE
#include <sanitizer/asan_interface.h>

// What the compilers call when they find an access to be wrong; these end the program.
void __asan_report_load_n(uintptr_t address, size_t size);
void __asan_report_store_n(uintptr_t address, size_t size);

// All of a [rows][columns] must be there to be read or, in `written`, to be written.
INLINE void whole(int rows, int columns, const Real *a, ptrdiff_t a_row, bool written)
{
    for (int i = 0; i < rows && columns > 0; i++) {
        void *row = (void *)(uintptr_t)(a + i * a_row);
        const void *at = __asan_region_is_poisoned(row, (size_t)columns * sizeof *a);
        if (at) {
            (written ? __asan_report_store_n : __asan_report_load_n)((uintptr_t)at, 1);
        }
    }
}
#else
INLINE void whole(int rows, int columns, const Real *a, ptrdiff_t a_row, bool written)
{
    (void)rows, (void)columns, (void)a, (void)a_row, (void)written;
}
#endif
