// Racers that are not to be seen: of them there is neither path nor curve nor number, only their
// place in the lists, grey and with a question mark.
#pragma once

#include "app/landscape/racer_look.h"
#include "app/landscape/workspace.h"

// Hides the racers of these bits (bit k: racer k) and no other; they are told by what they are, so
// that they may be moved meanwhile.
void workspace_hide(Workspace *workspace, unsigned racers);
bool workspace_hides(const Workspace *workspace, int racer);
bool workspace_hides_run(const Workspace *workspace, int run);
bool workspace_hides_any(const Workspace *workspace);
// Its colour in lists: grey while it is hidden.
Color racer_color_told(const Workspace *workspace, int racer, const Theme *theme);
