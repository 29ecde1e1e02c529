// Wishes compared.
#include "sim/train/lab_wish.h"

bool lab_wish_same_data(const LabWish *a, const LabWish *b)
{
    if (a->painted != b->painted || lab_data_seed(&a->spec) != lab_data_seed(&b->spec)) {
        return false;
    }
    if (!a->painted) {
        return data_spec_equal(&a->spec.data, &b->spec.data);
    }
    return a->painted_classes == b->painted_classes &&
           a->spec.data.params.train == b->spec.data.params.train &&
           lab_points_equal(&a->points, &b->points);
}
