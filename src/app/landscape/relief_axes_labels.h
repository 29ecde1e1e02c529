// Which labels of a surface's axis stand, and where its name does.
#pragma once

#include "app/landscape/relief_axes.h"

enum { RELIEF_LABEL_GAP = 3 }; // between a label and what it belongs to

// How far a plate reaches from its middle towards the outside of the axis.
float relief_label_reach(const ReliefAxis *axis, Rect plate);
// The labels of the ticks that are seen, as far as there is room inside `clear`.
void relief_labels_choose(ReliefAxis *axis, Rect clear, Taken *taken);
// The name, of that size: beyond the labels, or at an end; of an upright axis on top.
void relief_name_choose(ReliefAxis *axis, Rect size, bool upright, Rect clear, Taken *taken);
