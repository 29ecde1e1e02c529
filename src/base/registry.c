// Rows of any size, seen through the Kind that each begins with.
#include "base/registry.h"

#include "base/text.h"
#include "base/words.h"

#include <string.h>

const Kind *registry_at(const Registry *registry, size_t index)
{
    assert(index < registry->count);
    return (const Kind *)(const void *)((const char *)registry->rows + index * registry->stride);
}

int registry_find(const Registry *registry, const char *key)
{
    for (size_t i = 0; i < registry->count; i++) {
        if (strcmp(registry_at(registry, i)->key, key) == 0) {
            return (int)i;
        }
    }
    return -1;
}

const void *registry_row(const Registry *registry, const char *key)
{
    const int index = registry_find(registry, key);
    return index < 0 ? NULL : registry_at(registry, (size_t)index);
}

const char *registry_nearest(const Registry *registry, const char *typed)
{
    return text_nearest(typed, registry->count, registry_key, registry);
}

const char *registry_key(const void *registry, size_t index)
{
    return registry_at(registry, index)->key;
}

const char *registry_name(const void *registry, int index)
{
    const Kind *kind = registry_at(registry, (size_t)index);
    return kind->name ? tr(kind->name) : kind->key;
}
