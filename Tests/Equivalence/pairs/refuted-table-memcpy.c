// kind: table-memcpy
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

void *memcpy(void *, const void *, unsigned long); void out(const char *);
#ifdef OLD
static const char t[8] = { 1, 2, 3 };
#else
static const char t[8] = { 1, 2, 4 };
#endif
void f(void) { char b[8]; memcpy(b, t, 8); out(b); }
