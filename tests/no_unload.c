// Linked into tests that draw: keeps the graphics driver loaded until the end. Mesa otherwise
// unloads it before leaks are looked for, and what it leaks then has no name that tests/leaks.supp
// could hold against it.
int dlclose(void *library);

int dlclose(void *library)
{
    (void)library;
    return 0;
}
