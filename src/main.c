// Picks the program: a subcommand without a window, a picture, or the window.
int main(void) { return 0; }
