// Reference numbers from PyTorch and sympy (tests/golden, JSON), for the tests that compare.
#pragma once

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

// The parsed file tests/golden/<path>; to be freed with cJSON_Delete().
static inline cJSON *golden_read(const char *path)
{
    char name[1024];
    const char *folder = getenv("THALWEG_GOLDEN");
    snprintf(name, sizeof name, "%s/%s", folder ? folder : "tests/golden", path);
    FILE *file = fopen(name, "rb");
    cr_assert(file, "cannot open %s", name);
    fseek(file, 0, SEEK_END);
    const long length = ftell(file);
    rewind(file);
    char *text = malloc((size_t)length + 1);
    cr_assert_eq(fread(text, 1, (size_t)length, file), (size_t)length, "cannot read %s", name);
    text[length] = '\0';
    fclose(file);
    cJSON *json = cJSON_Parse(text);
    cr_assert(json, "%s is not JSON", name);
    free(text);
    return json;
}

static inline double golden_number(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    cr_assert(cJSON_IsNumber(item), "no number %s", key);
    return item->valuedouble;
}

static inline const char *golden_text(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    cr_assert(cJSON_IsString(item), "no text %s", key);
    return item->valuestring;
}

static inline double golden_item(const cJSON *array, int index)
{
    return cJSON_GetArrayItem(array, index)->valuedouble;
}
