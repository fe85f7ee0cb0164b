// kind: const-string-table-to-callee
// function: f
// forward: not-same
// why: A callee, or who reads it later, sees the constants behind a pointer.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const char *const names[] = { "core", "bus" };
#else
static const char *const names[] = { "bus", "core" };
#endif
int get(void *d, int n, const char *const *names);
int f(void *d) { return get(d, 2, names); }
