// This test must fail, see planted_leak.sh. It leaks on purpose, because under Criterion a leak is
// easily only printed: were the sanitizers set up so, every other leak would pass unseen too.
#include <criterion/criterion.h>
#include <stdlib.h>

Test(planted, leak)
{
    void *volatile memory = malloc(1234);
    cr_assert(memory);
    memory = NULL;
}
