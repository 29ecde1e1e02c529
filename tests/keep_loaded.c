// Preloaded while leaks are looked for: libraries stay loaded to the end, so that a leak inside a
// graphics driver still carries the driver's name and tests/leaks.supp can tell it from ours.
int dlclose(void *handle);

int dlclose(void *handle)
{
    (void)handle;
    return 0;
}
