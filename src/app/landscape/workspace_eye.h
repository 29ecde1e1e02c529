// What moves the workspace's eye. Only what a hand sets becomes the scene's, and so a deed that can
// be undone; the turntable and a ride are none, as playback is none.
#pragma once

#include "app/landscape/workspace.h"

// Where the eye is now.
EyePose workspace_eye(const Workspace *workspace);
// The same as a camera of the scene, when it has come to rest; a ride leaves no trace.
Orbit workspace_eye_camera(const Workspace *workspace);
// Lets time pass, or, at_once, brings it to where it glides. Whether it moves on.
bool workspace_eye_advance(Workspace *workspace, double elapsed_s, bool at_once);
// A hand is on the camera: it no longer moves by itself.
void workspace_eye_hand(Workspace *workspace);
// By hand: sets the scene's camera, to which the eye glides.
void workspace_eye_set(Workspace *workspace, const Orbit *camera);
void workspace_eye_turn(Workspace *workspace, bool turns);
// Along with that racer, which has an id.
void workspace_eye_ride(Workspace *workspace, unsigned racer);
// At rest where the scene's camera is.
void workspace_eye_reset(Workspace *workspace);
