// `thalweg` with scene flags or nothing: opens the window.
#pragma once

// argv[0] is the program's name. Returns the exit status.
int window_main(int argc, char **argv);
