// The penalties on the picture: a diamond |x| + |y| = c and a circle x² + y² = r² through the
// lowest minimum that is known with them, where the landscape's contours and theirs touch.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/projection.h"

void penalties_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                    const Projection *on);
// "0.5 (|x| + |y|) + 0.1 (x² + y²)", what is added to f, behind a plus; "" without penalties.
void penalties_text(const Scene *scene, char *text, size_t size);
