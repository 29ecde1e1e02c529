// Tables of kinds: rows of any size are found by key, counted, named and suggested.
#include "base/registry.h"

#include "base/words.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct Fruit {
    Kind kind;
    double weight_g;
    char letter;
} Fruit;

// clang-format off
static const Fruit fruits[] = {
    { { "apple", N_("Apple"), N_("Grows on trees."), "Linnaeus 1753",
        PARAMS({ "sweet", "Sweetness", NULL, 0, 3, 0, 9, PARAM_LINEAR },
               { "red", "Redness", NULL, 8, 1, 0, 1, PARAM_LINEAR }) }, 180, 'a' },
    { { "pear", N_("Pear"), NULL, NULL, NULL }, 170, 'p' },
    { .kind = { .key = "medlar" }, 30, 'm' },
};
// clang-format on
static const Registry registry = { REGISTRY(fruits) };

Test(registry, has_a_row_for_each_of_the_table)
{
    cr_assert_eq(registry.count, COUNT(fruits));
    for (size_t i = 0; i < registry.count; i++) {
        cr_expect_eq((const void *)registry_at(&registry, i), &fruits[i]);
        cr_expect_str_eq(registry_key(&registry, i), fruits[i].kind.key);
    }
}

Test(registry, finds_each_key_and_no_other)
{
    for (size_t i = 0; i < registry.count; i++) {
        cr_expect_eq(registry_find(&registry, fruits[i].kind.key), (int)i);
    }
    const Fruit *pear = registry_row(&registry, "pear");
    cr_expect_eq(pear, &fruits[1]);
    cr_expect_eq(pear->letter, 'p');
    static const char *const strangers[] = { "", "pea", "pears", "Pear", "plum" };
    for (size_t i = 0; i < COUNT(strangers); i++) {
        cr_expect_eq(registry_find(&registry, strangers[i]), -1, "%s", strangers[i]);
        cr_expect_null(registry_row(&registry, strangers[i]), "%s", strangers[i]);
    }
}

Test(registry, names_the_nearest_where_one_is_near)
{
    cr_expect_str_eq(registry_nearest(&registry, "appel"), "apple");
    cr_expect_str_eq(registry_nearest(&registry, "MEDLER"), "medlar");
    cr_expect_null(registry_nearest(&registry, "banana"));
}

Test(registry, shows_the_key_where_there_is_no_name)
{
    cr_expect_str_eq(registry_name(&registry, 0), "Apple");
    cr_expect_str_eq(registry_name(&registry, 2), "medlar");
}

Test(registry, has_numbers_that_end)
{
    const Kind *apple = registry_at(&registry, 0);
    double numbers[2] = { 0 };
    param_defaults(apple->params, numbers);
    cr_expect_eq(numbers[0], 3);
    cr_expect_eq(numbers[1], 1);
    cr_expect_null(apple->params[2].key);
    cr_expect_null(param_find(registry_at(&registry, 1)->params, "sweet"), "no numbers at all");
}
